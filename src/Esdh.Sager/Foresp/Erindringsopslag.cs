using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Reminders, for the API and the pages.</summary>
internal sealed class Erindringsopslag(SagerDb db, Personer personer)
{
    private sealed record Sted(DateOnly Frist, int Nr);

    /// <summary>Reminders on cases the actor sees, nearest deadline first.</summary>
    /// <param name="ansvarlig">Only this user's.</param>
    /// <param name="sag">Only this case's.</param>
    /// <param name="klaret">Those that have been seen to, or the open ones; null for both.</param>
    /// <param name="synlig">Only what shows by this day.</param>
    public async Task<Side<Erindringvisning>> ListeAsync(
        Aktoer aktoer, Guid? ansvarlig, Guid? sag, bool? klaret, DateOnly? synlig, string? efter, int antal, CancellationToken ct)
    {
        var erindringer = db.Erindringer.AsQueryable();
        if (ansvarlig is { } hvem)
            erindringer = erindringer.Where(e => e.AnsvarligId == hvem);
        if (sag is { } id)
            erindringer = erindringer.Where(e => e.SagId == id);
        if (klaret is { } k)
            erindringer = k ? erindringer.Where(e => e.Afsluttet != null) : erindringer.Where(e => e.Afsluttet == null);
        if (synlig is { } dag)
            erindringer = erindringer.Where(e => e.SynligFra <= dag);
        if (Cursor.Decode<Sted>(efter) is { } sted)
            erindringer = erindringer.Where(e => e.Frist > sted.Frist || (e.Frist == sted.Frist && e.Nr > sted.Nr));
        var vist = await VisAsync(aktoer, erindringer.OrderBy(e => e.Frist).ThenBy(e => e.Nr), antal + 1, ct);
        var naeste = vist.Count > antal ? Cursor.Encode(new Sted(vist[antal - 1].Frist, vist[antal - 1].Nr)) : null;
        return new(vist.Count > antal ? vist.Take(antal).ToList() : vist, naeste);
    }

    /// <exception cref="Core.NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Erindringvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        (await VisAsync(aktoer, db.Erindringer.Where(e => e.Id == id), 1, ct)).FirstOrDefault()
        ?? throw new Core.NotFoundException("Erindringen findes ikke, eller du har ikke adgang til den.");

    public Task<List<Erindringstypevisning>> TyperAsync(bool kunAktive, CancellationToken ct) =>
        db.Erindringstyper.Where(t => t.Aktiv || !kunAktive).OrderBy(t => t.Navn)
            .Select(t => new Erindringstypevisning(t.Id, t.Nr, t.Noegle, t.Navn, t.Fristdage, t.Synligdage, t.IArbejdsdage, t.Aktiv, t.Version)).ToListAsync(ct);

    private async Task<List<Erindringvisning>> VisAsync(Aktoer aktoer, IQueryable<Erindring> erindringer, int antal, CancellationToken ct)
    {
        var raekker = await (
            from e in erindringer
            join s in db.Sager.SynligeFor(aktoer) on e.SagId equals s.Id
            join t in db.Erindringstyper on e.TypeId equals t.Id
            orderby e.Frist, e.Nr
            select new { e, s.Sagsnummer, Sagstitel = s.Titel, Type = t.Navn }).Take(antal).ToListAsync(ct);
        await personer.HuskAsync(raekker.SelectMany(r => new[] { r.e.AnsvarligId, r.e.AfsluttetAf ?? r.e.AnsvarligId }), ct);
        List<Erindringvisning> vist = [];
        foreach (var r in raekker)
        {
            vist.Add(new(
                r.e.Id, r.e.Nr, r.e.SagId, r.Sagsnummer, r.Sagstitel, r.e.TypeId, r.Type, r.e.Titel, r.e.Beskrivelse, r.e.SynligFra, r.e.Frist, r.e.AnsvarligId,
                await personer.NavnAsync(r.e.AnsvarligId, ct), r.e.FoelgerSagen, r.e.Afsluttet, r.e.AfsluttetAf is { } af ? await personer.NavnAsync(af, ct) : null, r.e.Version));
        }

        return vist;
    }
}
