using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Checks a draft out, so that nobody else changes its files, or renews the lease at the address it has.</summary>
internal sealed class TjekDokumentUd(SagerDb db, Dokumentopslag opslag, Redigeringsopslag redigeringer, Aktoerkilde aktoerer, Redigeringsgraenser graenser, TimeProvider tid)
{
    /// <param name="Noegle">For the address where the files are edited; not used when the user has the document already and goes on.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, Redigeringsnoegle Noegle, long? IfMatch = null);

    /// <param name="Til">When the lease ends by itself.</param>
    public sealed record Svar(Guid Id, DateTimeOffset Til, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindTilArbejdeAsync(k.Aktoer, k.DokumentId, k.IfMatch, nu, ct);
        var bord = k.Aktoer.PaaVegneAf?.Id;
        var stand = await aktoerer.FindMedStandAsync(k.Aktoer.Id, nu, ct, bord) ?? throw new ForbiddenException();
        var aaben = await redigeringer.AabenAsync(dokument.Id, ct);
        var genoptages = aaben?.KanGenoptages(dokument, k.Aktoer.Id, stand.Sikkerhedsnummer, nu, bord) == true;
        if (aaben is not null && !genoptages)
            await redigeringer.AfslutAsync(aaben, null, null, nu, ct);
        dokument.TjekUd(k.Aktoer.Id, nu, graenser.Laengde);
        if (!genoptages)
            db.Add(Redigering.Begynd(dokument, k.Aktoer.Id, stand.Sikkerhedsnummer, k.Noegle, nu, bord));
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentTjekketUd(dokument.UdtjekketTil!.Value), dokument.Id, ct);
        return new(dokument.Id, dokument.UdtjekketTil!.Value, dokument.Version);
    }
}
