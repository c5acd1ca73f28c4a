using Esdh.Adgang.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Counts wrong passwords; the fifth in a row locks the user for 15 minutes, whether they came by page or by token.</summary>
internal sealed class NoterLogon(AdgangDb db, TimeProvider time)
{
    public const int HoejstForsoeg = 5;
    public static readonly TimeSpan Laasetid = TimeSpan.FromMinutes(15);

    internal sealed record Kommando(Guid BrugerId, bool Rigtigt);

    /// <summary>Whether this attempt locked the user.</summary>
    public async Task<bool> Udfoer(Kommando kommando, CancellationToken ct)
    {
        var bruger = await db.Brugere.SingleAsync(b => b.Id == kommando.BrugerId, ct);
        var laas = !kommando.Rigtigt && bruger.FejlForsoeg + 1 >= HoejstForsoeg;
        bruger.FejlForsoeg = kommando.Rigtigt || laas ? 0 : bruger.FejlForsoeg + 1;
        if (laas)
            bruger.LaastTil = time.GetUtcNow() + Laasetid;
        await db.SaveChangesAsync(ct);
        return laas;
    }
}
