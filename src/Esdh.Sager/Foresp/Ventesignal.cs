using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>
/// Whether anything of some kinds may wait for the actor, in one short statement: every page has numbers in its menu, and they are mostly none. What may be is counted
/// exactly, by those who know who may see it; what cannot be is not asked for.
/// </summary>
internal sealed class Ventesignal(SagerDb db, Brugeropslag brugere)
{
    private static readonly Kompileret<Func<SagerDb, List<string>, Guid, Guid, DateTimeOffset, CancellationToken, Task<Signal?>>> Forespoergsel = new(() => EF.CompileAsyncQuery(
        (SagerDb db, List<string> referencer, Guid bord, Guid bruger, DateTimeOffset siden, CancellationToken ct) => db.Statusser.OrderBy(s => s.Nr).Take(1).Select(_ => new Signal( // one row to ask beside
            db.Godkendelsesled.Any(l => l.Udfald == Ledudfald.Venter && referencer.Contains(l.Reference)),
            db.Godkendelser.Any(g => g.Udfald == Godkendelsesudfald.Returneret && g.Afsluttet >= siden && (g.AnmodetFor ?? g.AnmodetAf) == bord),
            db.Soegningshits.Any(h => h.BrugerId == bruger && h.SetTid == null),
            db.Forsendelsesmodtagere.Any(m => (((m.Tilstand == Modtagertilstand.Afvist || m.Tilstand == Modtagertilstand.Uvis) && m.Haandtering == null) || (m.Tilstand == Modtagertilstand.Venter && m.Kanal == Forsendelseskanal.Udskriv))
                && (m.AnsvarligId == null || m.AnsvarligId == bord || db.Forsendelser.Any(f => f.Id == m.ForsendelseId && f.BestiltAf == bord))))).FirstOrDefault()));

    private (Aktoer Aktoer, Signal Signal)? _hentet;

    /// <param name="Godkendelser">A link that names the actor, or a group, a role or the unit of the actor's.</param>
    /// <param name="Returnerede">Something the actor asked for was sent back lately.</param>
    /// <param name="Hits">Unseen hits of saved searches.</param>
    /// <param name="Breve">Letters for the actor to deal with.</param>
    internal sealed record Signal(bool Godkendelser, bool Returnerede, bool Hits, bool Breve);

    /// <summary>So far back is looked for what was sent back.</summary>
    public static readonly TimeSpan Returneret = TimeSpan.FromDays(30);

    /// <param name="aktoer">For whom.</param>
    /// <param name="nu">The time now.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Signal> HentAsync(Aktoer aktoer, DateTimeOffset nu, CancellationToken ct)
    {
        if (_hentet is { } kendt && ReferenceEquals(kendt.Aktoer, aktoer))
            return kendt.Signal;
        List<string> referencer = [aktoer.Skrivebord.ToString(), aktoer.EnhedId?.ToString() ?? "", .. (await brugere.GrupperForAsync(aktoer.Skrivebord, ct)).Select(g => g.ToString()), .. Ledregel.Roller.Where(r => aktoer.Har(r)).Select(r => r.ToString())];
        var signal = await Forespoergsel.For(db)(db, referencer, aktoer.Skrivebord, aktoer.Id, nu - Returneret, ct) ?? new(true, true, true, true);
        _hentet = (aktoer, signal);
        return signal;
    }
}
