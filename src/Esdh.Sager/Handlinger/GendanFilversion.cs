using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts an earlier version of a draft's files back, as a new version: nothing in between is lost.</summary>
internal sealed class GendanFilversion(SagerDb db, Dokumentopslag opslag, Redigeringsopslag redigeringer, TimeProvider tid)
{
    /// <param name="Udgave">The version whose files are to count again.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, int Udgave, long? IfMatch = null);

    public sealed record Svar(Guid Id, int Filversion, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindTilArbejdeAsync(k.Aktoer, k.DokumentId, k.IfMatch, nu, ct);
        DokumentRegler.EnAndenUdgave.Kraev(k.Udgave != dokument.Filversion);
        var gamle = await db.Filer.Where(f => f.DokumentId == dokument.Id && f.Filversion == k.Udgave).OrderBy(f => f.Nummer).ToListAsync(ct);
        if (gamle.Count == 0)
            throw new NotFoundException("Udgaven findes ikke.");
        dokument.NyFilversion(k.Aktoer.Id, nu);
        if (await redigeringer.AabenAsync(dokument.Id, ct) is { } aaben && aaben.ErLevende(dokument, nu))
            aaben.NyUdgave(dokument.Filversion);
        var nye = gamle.ConvertAll(f => new Fil
        {
            DokumentId = dokument.Id, Filversion = dokument.Filversion, Nummer = f.Nummer, Filnavn = f.Filnavn, Sha256 = f.Sha256, Stoerrelse = f.Stoerrelse, Mimetype = f.Mimetype,
            Bemaerkning = f.Bemaerkning, TilfoejetAf = k.Aktoer.Id, Tilfoejet = nu,
        });
        db.AddRange(nye);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentfilerAendret(dokument.Filversion, $"Udgave {k.Udgave} er gendannet", Dokumentopslag.Angiv(nye)), dokument.Id, ct);
        return new(dokument.Id, dokument.Filversion, dokument.Version);
    }
}
