using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>
/// Which kinds of things a case has at all, whoever may see them: most cases have few kinds, and what is not there needs not be asked for. Decides only what is asked,
/// never what is shown.
/// </summary>
internal sealed record Sagsindhold(bool Undladelser, bool Undersager, bool Relationer, bool Afgoerelser, bool Beslutninger, bool Delforloeb, bool Hoeringer, bool Godkendelser)
{
    private static readonly Kompileret<Func<SagerDb, Guid, CancellationToken, Task<Sagsindhold?>>> Forespoergsel = new(() => EF.CompileAsyncQuery((SagerDb db, Guid sag, CancellationToken ct) =>
        db.Statusser.OrderBy(s => s.Nr).Take(1).Select(_ => new Sagsindhold( // one row to ask beside, so that it is one question
            db.Hoeringsundladelser.Any(u => u.SagId == sag),
            db.Sager.Any(s => s.OversagId == sag), // Uden for adgang: whether to ask which of them the actor sees.
            db.Relationer.Any(r => r.FraSagId == sag) || db.Relationer.Any(r => r.TilSagId == sag),
            db.Afgoerelser.Any(a => a.SagId == sag),
            db.Beslutninger.Any(b => b.SagId == sag),
            db.Delforloeb.Any(d => d.SagId == sag),
            db.Hoeringer.Any(h => h.SagId == sag),
            db.Godkendelser.Any(g => g.SagId == sag))).FirstOrDefault()));

    /// <summary>Of a case that the caller has found as one the actor sees.</summary>
    public static async Task<Sagsindhold> HentAsync(SagerDb db, Guid sag, CancellationToken ct) =>
        await Forespoergsel.For(db)(db, sag, ct) ?? new(true, true, true, true, true, true, true, true);
}
