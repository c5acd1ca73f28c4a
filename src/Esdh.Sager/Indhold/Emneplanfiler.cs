using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Handlinger;
using Microsoft.AspNetCore.Http;

namespace Esdh.Sager.Indhold;

/// <summary>Takes KLE's files in: read whole for errors first, kept as they came, then the version is made of them.</summary>
internal static class Emneplanfiler
{
    private const int FlestFiler = 5;

    /// <summary>KL's own plan has some 2,500 numbers in about 10 MB.</summary>
    internal static readonly KleGraenser Graenser = KleGraenser.Standard with { Numre = 10_000 };

    /// <summary>Answers what the files say, and the version that was made of them; null when they have errors.</summary>
    /// <exception cref="InvalidException">No files or too many, or the version is there already.</exception>
    public static async Task<(KleLaesning Laesning, IndlaesEmneplan.Svar? Svar)> IndlaesAsync(IFormFileCollection filer, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        if (filer.Count == 0 || filer.All(f => f.Length == 0))
            throw new InvalidException("fil", "Vælg emneplanens XML-fil og gerne filen med handlingsfacetter.");
        if (filer.Count > FlestFiler)
            throw new InvalidException("fil", $"Vælg højst {FlestFiler} filer.");
        var laesning = Laes(filer.Select(f => new KleFil(Path.GetFileName(f.FileName), f.OpenReadStream())));
        if (laesning.Plan is not { } plan || laesning.HarFejl)
            return (laesning, null);
        List<string> kilder = [];
        foreach (var fil in filer)
        {
            await using var indhold = fil.OpenReadStream();
            kilder.Add((await myndighed.Content.SaveAsync(indhold, Graenser.Bytes, ct)).Sha256);
        }

        return (laesning, await myndighed.Queue.RunAsync((IndlaesEmneplan act) => act.Udfoer(new(aktoer, plan, null, kilder), ct), ct));
    }

    /// <summary>Reads the files and closes them.</summary>
    internal static KleLaesning Laes(IEnumerable<KleFil> filer)
    {
        var aabne = filer.ToList();
        try
        {
            return KleLaeser.Laes(aabne, Graenser);
        }
        finally
        {
            aabne.ForEach(f => f.Indhold.Dispose());
        }
    }
}
