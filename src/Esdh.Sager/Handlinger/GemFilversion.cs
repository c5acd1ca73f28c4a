using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Replaces, adds or removes files of a draft. Each change is a version of all its files; earlier ones stay until the draft is deleted.</summary>
internal sealed class GemFilversion(SagerDb db, Dokumentopslag opslag, Redigeringsopslag redigeringer, TimeProvider tid)
{
    /// <summary>Most files of one document.</summary>
    internal const int FlestFiler = 100;

    /// <param name="Erstat">The file to replace by the first of <paramref name="Filer"/>; null adds all of them.</param>
    /// <param name="Filer">What the store holds already.</param>
    /// <param name="Fjern">The attached file to remove.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, IReadOnlyList<OpretDokument.Nyfil> Filer, int? Erstat = null, int? Fjern = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, int Filversion, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindTilArbejdeAsync(k.Aktoer, k.DokumentId, k.IfMatch, nu, ct);
        var filer = await opslag.FilerAsync(dokument, ct);
        new Errors()
            .AddIf(k.Fjern is null && k.Filer.Count == 0, "fil", "Vælg en fil.")
            .AddIf(k.Filer.Any(f => f.Indhold.Length == 0), "fil", "Filen er tom.")
            .AddIf(k.Erstat is not null && k.Filer.Count > 1, "fil", "Vælg én fil som den nye udgave.")
            .AddIf(filer.Count + k.Filer.Count > FlestFiler, "fil", $"Et dokument kan højst have {FlestFiler} filer.")
            .Throw();
        if ((k.Erstat ?? k.Fjern) is { } nummer && !filer.Exists(f => f.Nummer == nummer))
            throw new NotFoundException("Filen findes ikke.");
        DokumentRegler.HovedfilenBliver.Kraev(k.Fjern is not 1);

        var bliver = filer.Where(f => f.Nummer != k.Fjern)
            .Select(f => f.Nummer == k.Erstat ? (Ny: k.Filer[0], Gammel: (Fil?)null) : (Ny: null!, Gammel: f))
            .Concat(k.Erstat is null ? k.Filer.Select(f => (Ny: f, Gammel: (Fil?)null)) : []).ToList();
        var aendring = k.Erstat is { } erstattet ? $"Ny udgave af fil {erstattet}: {k.Filer[0].Filnavn}"
            : k.Fjern is { } fjernet ? $"Fjernet: {filer.Single(f => f.Nummer == fjernet).Filnavn}"
            : $"Tilføjet: {string.Join(", ", k.Filer.Select(f => f.Filnavn))}";
        dokument.NyFilversion(k.Aktoer.Id, nu);
        if (await redigeringer.AabenAsync(dokument.Id, ct) is { } aaben && aaben.ErLevende(dokument, nu))
            aaben.NyUdgave(dokument.Filversion); // the one who has it checked out makes it, whichever way
        List<Fil> nye = [];
        for (var i = 0; i < bliver.Count; i++)
        {
            nye.Add(bliver[i].Gammel is not { } gammel ? OpretDokument.Lav(dokument.Id, dokument.Filversion, i + 1, bliver[i].Ny, k.Aktoer.Id, nu) : new()
            {
                DokumentId = dokument.Id, Filversion = dokument.Filversion, Nummer = i + 1, Filnavn = gammel.Filnavn, Sha256 = gammel.Sha256, Stoerrelse = gammel.Stoerrelse,
                Mimetype = gammel.Mimetype, Bemaerkning = gammel.Bemaerkning, TilfoejetAf = gammel.TilfoejetAf, Tilfoejet = gammel.Tilfoejet,
            });
        }

        db.AddRange(nye);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentfilerAendret(dokument.Filversion, aendring, Dokumentopslag.Angiv(nye)), dokument.Id, ct);
        return new(dokument.Id, dokument.Filversion, dokument.Version);
    }
}
