using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// An editor saves one of the files of the draft it has leased: a new version, unless the bytes are those it has. The lease lasts its whole
/// length again.
/// </summary>
internal sealed class GemRedigering(SagerDb db, Dokumentopslag dokumenter, Redigeringsopslag redigeringer, GemFilversion gem, Redigeringsgraenser graenser, TimeProvider tid)
{
    /// <param name="RedigeringId">The actor's own.</param>
    /// <param name="Navn">The file as the editor knows it.</param>
    /// <param name="Fil">What the store holds already.</param>
    /// <param name="Set">The content that the editor has seen, when it said so; else whatever there is.</param>
    /// <param name="Fra">The name beside it that the content comes from, when the editor put it there first; it is gone afterwards.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid RedigeringId, string Navn, OpretDokument.Nyfil Fil, string? Set = null, string? Fra = null);

    /// <param name="NyUdgave">False where the bytes were those it had.</param>
    public sealed record Svar(Guid DokumentId, string Sha256, bool NyUdgave, int Filversion);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var (redigering, dokument) = await redigeringer.FindLevendeAsync(k.Aktoer, k.RedigeringId, nu, ct);
        await dokumenter.KraevAabneSagerAsync(k.Aktoer, dokument.Id, ct);
        var filer = await dokumenter.FilerAsync(dokument, ct);
        var nummer = Redigeringsnavne.Navngiv(filer.Select(f => (f.Nummer, f.Filnavn))).Where(n => n.Value == k.Navn).Select(n => (int?)n.Key).FirstOrDefault() ?? throw new NotFoundException("Filen findes ikke.");
        var fil = filer.Single(f => f.Nummer == nummer);
        if (k.Set is not null && k.Set != fil.Sha256)
            throw new StaleException();
        if (k.Fra is not null && await redigeringer.FilAsync(redigering.Id, k.Fra, ct) is { } fra)
            db.Remove(fra);
        if (await redigeringer.FilAsync(redigering.Id, k.Navn, ct) is { } sted)
            sted.Vaek = false;
        dokument.ForlaengUdtjekning(k.Aktoer.Id, nu, graenser.Laengde);
        await db.SaveChangesAsync(ct);
        if (k.Fil.Indhold.Sha256 == fil.Sha256)
            return new(dokument.Id, fil.Sha256, false, dokument.Filversion);
        var svar = await gem.Udfoer(new(k.Aktoer, dokument.Id, [k.Fil with { Filnavn = fil.Filnavn }], nummer), ct);
        return new(dokument.Id, k.Fil.Indhold.Sha256, true, svar.Filversion);
    }
}
