using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Dav;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Where one of the document's files is edited in place.</summary>
/// <param name="Adresse">Below the server's own: <c>/dav/{key}/{name}</c>. Whoever has it can edit.</param>
internal sealed record Redigeringsadresse(int Nummer, string Filnavn, string Adresse);

/// <summary>Who has a draft checked out.</summary>
/// <param name="Begyndt">Null where it was checked out before addresses were made.</param>
/// <param name="KanAfsluttes">The actor may end it.</param>
/// <param name="ErVaek">The user who has it has left, so anyone who works on the document may end it.</param>
/// <param name="Filer">The addresses, for the one who has it alone.</param>
internal sealed record Redigeringsstand(
    Guid BrugerId, string Navn, DateTimeOffset? Begyndt, DateTimeOffset Til, bool ErMin, bool KanAfsluttes, bool ErVaek, IReadOnlyList<Redigeringsadresse> Filer);

/// <summary>That another ended the actor's editing.</summary>
internal sealed record AfsluttetRedigering(Guid Id, Guid DokumentId, string Titel, string Af, DateTimeOffset Tid, string? Grund, int NyeUdgaver);

/// <summary>A draft that the actor has checked out now.</summary>
internal sealed record AabenRedigering(Guid DokumentId, string Titel, DateTimeOffset Begyndt, DateTimeOffset Til);

/// <summary>A lease as the list of versions tells of it: those from after <paramref name="Fra"/> up to <paramref name="Til"/> came of it.</summary>
internal sealed record Redigeringsforloeb(Guid BrugerId, DateTimeOffset Begyndt, DateTimeOffset? Afsluttet, int Fra, int Til);

/// <summary>Leases as pages and programs are told of them, of documents that were found for the actor first.</summary>
internal sealed class Redigeringer(SagerDb db, Authority myndighed, Redigeringsnoegler noegler, Redigeringsopslag opslag, Personer personer, TimeProvider tid)
{
    private const int FlestViste = 20;

    /// <summary>Who has it now; null when nobody has.</summary>
    /// <exception cref="Core.NotFoundException">No such document, or not the actor's to know of.</exception>
    public async Task<Redigeringsstand?> StandAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        if (dokument.Tilstand != Dokumenttilstand.Kladde || !dokument.ErUdtjekket(tid.GetUtcNow()) || dokument.UdtjekketAf is not { } har)
            return null;
        var aaben = await db.Redigeringer.AsNoTracking().SingleOrDefaultAsync(r => r.DokumentId == id && r.Afsluttet == null, ct);
        var min = har == aktoer.Id;
        List<Redigeringsadresse> filer = [];
        if (min && aaben is not null && aaben.BrugerId == har && noegler.Aabn(myndighed, aaben.NoegleLukket) is { } noegle)
        {
            filer = Redigeringsnavne.Navngiv((await Dokumentforesp.FilerAsync(db, id, dokument.Filversion, ct)).Select(f => (f.Nummer, f.Filnavn)))
                .Select(n => new Redigeringsadresse(n.Key, n.Value, $"/dav/{noegle}/{Uri.EscapeDataString(n.Value)}")).ToList();
        }

        var vaek = await personer.BrugerAsync(har, ct) is not { Aktiv: true };
        return new(har, await personer.NavnAsync(har, ct), aaben?.Begyndt, dokument.UdtjekketTil!.Value, min, await opslag.MaaAfslutteAsync(aktoer, har, id, ct), vaek, filer);
    }

    /// <summary>What others ended of the actor's, and the actor has not said is read; of documents the actor still sees.</summary>
    public async Task<IReadOnlyList<AfsluttetRedigering>> AfsluttedeAsync(Aktoer aktoer, Guid? dokument, CancellationToken ct)
    {
        var fundne = await (
            from r in db.Redigeringer
            where r.BrugerId == aktoer.Id && r.AfsluttetAf != null && r.AfsluttetAf != aktoer.Id && r.Meddelt == null && (dokument == null || r.DokumentId == dokument)
            join d in db.Dokumenter.SynligeFor(db, aktoer) on r.DokumentId equals d.Id
            orderby r.Afsluttet descending
            select new { r.Id, r.DokumentId, d.Titel, Af = r.AfsluttetAf!.Value, Tid = r.Afsluttet!.Value, r.Grund, Antal = r.TilFilversion - r.FraFilversion }).Take(FlestViste).ToListAsync(ct);
        List<AfsluttetRedigering> viste = [];
        foreach (var f in fundne)
            viste.Add(new(f.Id, f.DokumentId, f.Titel, await personer.NavnAsync(f.Af, ct), f.Tid, f.Grund, f.Antal));
        return viste;
    }

    /// <summary>What the actor has checked out now, oldest first.</summary>
    public async Task<IReadOnlyList<AabenRedigering>> MineAsync(Aktoer aktoer, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        return await (
            from r in db.Redigeringer
            where r.BrugerId == aktoer.Id && r.Afsluttet == null
            join d in db.Dokumenter.SynligeFor(db, aktoer) on r.DokumentId equals d.Id
            where d.UdtjekketAf == aktoer.Id && d.UdtjekketTil > nu && d.Tilstand == Dokumenttilstand.Kladde
            orderby r.Begyndt
            select new AabenRedigering(d.Id, d.Titel, r.Begyndt, d.UdtjekketTil!.Value)).Take(FlestViste).ToListAsync(ct);
    }

    /// <summary>The leases of a document the actor sees under which versions were made.</summary>
    public async Task<IReadOnlyList<Redigeringsforloeb>> ForloebAsync(Guid dokument, CancellationToken ct) =>
        await db.Redigeringer.Where(r => r.DokumentId == dokument && r.TilFilversion > r.FraFilversion).OrderBy(r => r.FraFilversion)
            .Select(r => new Redigeringsforloeb(r.BrugerId, r.Begyndt, r.Afsluttet, r.FraFilversion, r.TilFilversion)).ToListAsync(ct);
}
