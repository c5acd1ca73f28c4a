using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>After the deadline: what nobody has answered for lapses, a portion at a time, and the review ends when nothing is left. By the server itself.</summary>
internal sealed class LadBortfalde(AdgangDb db, Gennemgangsudfoersel udfoersel, EventLog haendelser, TimeProvider time)
{
    private const int Portion = 100;

    /// <summary>Whether more is left to do now.</summary>
    public async Task<bool> Udfoer(CancellationToken ct)
    {
        var idag = DanishTime.Today(time);
        if (await db.Gennemgangsrunder.SingleOrDefaultAsync(r => r.Afsluttet == null && r.Frist < idag, ct) is not { } runde)
            return false;
        var ubesvarede = await db.Gennemgangsposter.Where(p => p.RundeId == runde.Id && p.Afgoerelse == null).OrderBy(p => p.Nr).Take(Portion).ToListAsync(ct);
        foreach (var post in ubesvarede)
            await udfoersel.AfgoerAsync(Aktoer.Systemet, post, await udfoersel.FjernAsync(post, Rettighedsafgoerelse.Bortfaldet, ct), null, ct);
        if (ubesvarede.Count == Portion)
            return true;
        var tal = await db.Gennemgangsposter.Where(p => p.RundeId == runde.Id).GroupBy(p => p.Afgoerelse).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        int Tal(Rettighedsafgoerelse a) => tal.Find(t => t.Key == a)?.Antal ?? 0;
        runde.Afsluttet = time.GetUtcNow();
        runde.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(Aktoer.Systemet, new GennemgangAfsluttet(Tal(Rettighedsafgoerelse.Bekraeftet), Tal(Rettighedsafgoerelse.Fjernet), Tal(Rettighedsafgoerelse.Bortfaldet)), null, runde.Id, ct);
        return false;
    }
}
