using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Esdh.Klub.Indhold;

/// <summary>The file of tariffs, read once: <c>Esdh:Klub:Takster</c>, or the one the server was built with.</summary>
internal sealed class Takstfil
{
    public Takstfil(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Takster = Klubtakster.Laes(configuration["Esdh:Klub:Takster"] is { Length: > 0 } sti ? File.ReadAllText(sti) : Medfoelgende("takster.json"));
    }

    public Klubtakster Takster { get; }

    /// <summary>A data file that the server was built with.</summary>
    public static string Medfoelgende(string navn)
    {
        using var laeser = new StreamReader(typeof(Takstfil).Assembly.GetManifestResourceStream(navn) ?? throw new InvalidOperationException($"»{navn}« is not in the assembly."));
        return laeser.ReadToEnd();
    }
}

/// <summary>What holds: the file, and before it what the assembly has decided here.</summary>
internal sealed class Takstkilde(Takstfil fil, KlubDb db)
{
    public async Task<Klubtakster> HentAsync(CancellationToken ct)
    {
        var vedtagne = await db.Takster.AsNoTracking().ToListAsync(ct);
        return fil.Takster with
        {
            Aar = [.. vedtagne.Select(v => new Aarstakst(v.Aar, v.PrisPrBorgerOere, v.PrisPrAarsvaerkOere, v.Vedtaget, v.Hvor)), .. fil.Takster.Aar.Where(a => vedtagne.TrueForAll(v => v.Aar != a.Aar))],
        };
    }
}
