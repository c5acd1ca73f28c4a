using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>What the acts on documents share: finding one with its cases, attachments and files, and telling every case what happened.</summary>
internal sealed class Dokumentopslag(SagerDb db, EventLog haendelser, Personer personer)
{
    /// <exception cref="Esdh.Core.NotFoundException">Not there, or not the actor's to know of.</exception>
    /// <exception cref="Esdh.Core.StaleException">Someone changed it since <paramref name="ifMatch"/>.</exception>
    public async Task<Dokument> FindAsync(Aktoer aktoer, Guid id, long? ifMatch, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        Preconditions.Check(dokument.Version, ifMatch);
        return dokument;
    }

    /// <summary>Where the document is now, first registration first.</summary>
    public Task<List<Dokumentregistrering>> RegistreringerAsync(Guid dokument, CancellationToken ct) =>
        db.Registreringer.Where(r => r.DokumentId == dokument && r.FlyttetTilId == null).OrderBy(r => r.Nr).ToListAsync(ct);

    /// <summary>A draft whose files this user may change now: nobody else has it checked out, and none of its cases is closed.</summary>
    public async Task<Dokument> FindTilArbejdeAsync(Aktoer aktoer, Guid id, long? ifMatch, DateTimeOffset tid, CancellationToken ct)
    {
        var dokument = await FindAsync(aktoer, id, ifMatch, ct);
        await KraevArbejdeAsync(aktoer, dokument, tid, ct);
        await KraevAabneSagerAsync(aktoer, dokument.Id, ct);
        return dokument;
    }

    /// <summary>A draft that nobody else has checked out; who has it is named.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">DOK-1, DOK-3 or GODK-5.</exception>
    public async Task KraevArbejdeAsync(Aktoer aktoer, Dokument dokument, DateTimeOffset tid, CancellationToken ct)
    {
        dokument.KraevKladde();
        await KraevIkkeUnderForsendelseAsync(dokument.Id, ct);
        GodkendelseRegler.LaastUnderGodkendelse.Kraev(!dokument.TilGodkendelse);
        if (dokument.ErUdtjekket(tid) && dokument.UdtjekketAf is { } har && har != aktoer.Id)
            DokumentRegler.IkkeUdtjekketAfAnden.KraevIntet([$"{await personer.NavnAsync(har, ct)} har dokumentet til {DanishTime.ShortDateTime(dokument.UdtjekketTil!.Value)}."]);
    }

    /// <summary>What is on its way out stays as it is until it has left or was taken back.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">FOR-1.</exception>
    public async Task KraevIkkeUnderForsendelseAsync(Guid dokument, CancellationToken ct) => ForsendelseRegler.DokumentetSendesIkke.Kraev(!await db.ErUnderForsendelseAsync(dokument, ct));

    /// <summary>A closed case takes nothing new, so its documents do not change.</summary>
    public async Task KraevAabneSagerAsync(Aktoer aktoer, Guid dokument, CancellationToken ct)
    {
        foreach (var sag in await db.Sager.SynligeFor(aktoer)
            .Where(s => db.Registreringer.Any(r => r.DokumentId == dokument && r.SagId == s.Id && r.FlyttetTilId == null)).ToListAsync(ct))
            sag.KraevAaben();
    }

    /// <summary>The documents that came with this one, those that came with them, and so on: parents before children, in the order they came.</summary>
    public async Task<List<Dokument>> BilagAsync(Aktoer aktoer, Guid dokument, CancellationToken ct)
    {
        var alle = new List<Dokument>();
        for (List<Guid> lag = [dokument]; lag.Count > 0;)
        {
            var foraeldre = lag;
            var boern = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.ForaelderId != null && foraeldre.Contains(d.ForaelderId.Value)).OrderBy(d => d.Nr).ToListAsync(ct);
            alle.AddRange(boern);
            lag = [.. boern.Select(b => b.Id)];
        }

        return DybdeFoerst(dokument, alle.ToLookup(d => d.ForaelderId!.Value)).ToList();
    }

    public Task<List<Fil>> FilerAsync(Dokument dokument, CancellationToken ct) =>
        db.Filer.Where(f => f.DokumentId == dokument.Id && f.Filversion == dokument.Filversion).OrderBy(f => f.Nummer).ToListAsync(ct);

    /// <summary>Writes the event on each case that the document is on.</summary>
    public async Task FortaelAsync(Aktoer aktoer, object haendelse, Guid dokument, CancellationToken ct)
    {
        foreach (var sag in await db.Registreringer.Where(r => r.DokumentId == dokument && r.FlyttetTilId == null).OrderBy(r => r.Nr).Select(r => r.SagId).ToListAsync(ct))
            await haendelser.AppendAsync(aktoer, haendelse, sag, dokument, ct);
    }

    public static IReadOnlyList<FilAngivelse> Angiv(IEnumerable<Fil> filer) => [.. filer.Select(f => new FilAngivelse(f.Nummer, f.Filnavn, f.Sha256, f.Stoerrelse))];

    private static IEnumerable<Dokument> DybdeFoerst(Guid dokument, ILookup<Guid, Dokument> boern) =>
        boern[dokument].SelectMany(barn => DybdeFoerst(barn.Id, boern).Prepend(barn));
}
