using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Invented absences, and one who has left. Not an act of the product's users, so it leaves no events.</summary>
internal sealed class OpretDemonstrationsfravaer(AdgangDb db, TimeProvider time)
{
    public async Task Udfoer(string myndighed, IReadOnlyList<(string Bruger, string Stedfortraeder, int Fra, int Til, string Note)> fravaer, IReadOnlyList<string> fratraadte, CancellationToken ct)
    {
        var (nu, idag) = (time.GetUtcNow(), DanishTime.Today(time));
        db.AddRange(fravaer.Select(f => Fravaer.Opret(
            Demonstration.BrugerId(myndighed, f.Bruger), Demonstration.BrugerId(myndighed, f.Stedfortraeder), idag.AddDays(f.Fra), idag.AddDays(f.Til), f.Note, Aktoer.Systemet.Id, nu)));
        foreach (var bruger in await db.Brugere.Where(b => fratraadte.Contains(b.Brugernavn)).ToListAsync(ct))
            bruger.Aktiv = false;
        await db.SaveChangesAsync(ct);
    }
}
