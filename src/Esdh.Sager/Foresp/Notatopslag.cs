using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Notes of a case, for the API and the page.</summary>
internal sealed class Notatopslag(SagerDb db, Personer personer, TimeProvider tid)
{
    private sealed record Sted(long Tid, int Nr);

    /// <summary>The notes of a case that the actor sees, latest contact first.</summary>
    public async Task<Side<Notatvisning>> PaaSagAsync(Guid sag, string? efter, int antal, CancellationToken ct)
    {
        var notater = db.Notater.Where(n => n.SagId == sag);
        if (Cursor.Decode<Sted>(efter) is { } sted)
        {
            var tid = Core.Storage.DbValue.FromMicroseconds(sted.Tid);
            notater = notater.Where(n => n.Kontakttidspunkt < tid || (n.Kontakttidspunkt == tid && n.Nr < sted.Nr));
        }

        var raekker = await notater.OrderByDescending(n => n.Kontakttidspunkt).ThenByDescending(n => n.Nr).Take(antal + 1).ToListAsync(ct);
        var naeste = raekker.Count > antal ? Cursor.Encode(new Sted(Core.Storage.DbValue.ToMicroseconds(raekker[antal - 1].Kontakttidspunkt), raekker[antal - 1].Nr)) : null;
        return new(await VisAsync(raekker.Take(antal).ToList(), ct), naeste);
    }

    /// <exception cref="Core.NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Notatvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct) => (await VisAsync([await db.FindNotatAsync(aktoer, id, ct)], ct))[0];

    /// <summary>Whom a note on the case can concern.</summary>
    public Task<IReadOnlyList<(Guid Id, string Navn, string Rolle)>> PartsvalgAsync(Guid sag, CancellationToken ct) => db.PartsvalgAsync(sag, DanishTime.Today(tid), ct);

    private async Task<IReadOnlyList<Notatvisning>> VisAsync(IReadOnlyList<Journalnotat> notater, CancellationToken ct)
    {
        var ids = notater.Select(n => n.Id).ToList();
        var rettet = (await db.Notater.Where(n => n.RetterNotatId != null && ids.Contains(n.RetterNotatId.Value)).OrderBy(n => n.Nr)
            .Select(n => new { Af = n.Id, Hvad = n.RetterNotatId!.Value }).ToListAsync(ct)).ToLookup(r => r.Hvad, r => r.Af);
        var partIds = notater.Select(n => n.SagspartId).OfType<Guid>().Distinct().ToList();
        var parter = partIds.Count == 0 ? [] : await db.Sagsparter.Where(p => partIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var beskyttede = await db.BeskyttedeParterAsync(parter.Values.Select(p => p.PartId), DanishTime.Today(tid), ct);
        var delIds = notater.Select(n => n.DelforloebId).OfType<Guid>().Distinct().ToList();
        var dele = delIds.Count == 0 ? [] : await db.Delforloeb.Where(d => delIds.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => $"{d.Nummer} {d.Titel}", ct);
        await personer.HuskAsync(notater.Select(n => n.ForfatterId), ct);
        List<Notatvisning> vist = [];
        foreach (var n in notater)
        {
            vist.Add(new(
                n.Id, n.SagId, n.Overskrift, n.Tekst, n.Kontakttidspunkt, n.Kilde, n.ForfatterId, await personer.NavnAsync(n.ForfatterId, ct), n.SagspartId,
                n.SagspartId is { } p && parter.TryGetValue(p, out var part) ? Navnebeskyttelse.Vist(part.Navn, beskyttede.Contains(part.PartId)) : null, n.DelforloebId, n.DelforloebId is { } d ? dele.GetValueOrDefault(d) : null,
                n.RetterNotatId, [.. rettet[n.Id]], n.Oprettet, n.Endelig, n.Version, n.EjerId ?? n.ForfatterId));
        }

        return vist;
    }
}
