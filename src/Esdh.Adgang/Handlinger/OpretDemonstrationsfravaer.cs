using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Invented absences, one who has left, and a sample of the access log to judge. Not an act of the product's users, so it leaves no events.</summary>
internal sealed class OpretDemonstrationsfravaer(AdgangDb db, TimeProvider time)
{
    public async Task Udfoer(string myndighed, IReadOnlyList<(string Bruger, string Stedfortraeder, int Fra, int Til, string Note)> fravaer, IReadOnlyList<string> fratraadte, CancellationToken ct)
    {
        var (nu, idag) = (time.GetUtcNow(), DanishTime.Today(time));
        db.AddRange(fravaer.Select(f => Fravaer.Opret(
            Demonstration.BrugerId(myndighed, f.Bruger), Demonstration.BrugerId(myndighed, f.Stedfortraeder), idag.AddDays(f.Fra), idag.AddDays(f.Til), f.Note, Aktoer.Systemet.Id, nu)));
        foreach (var bruger in await db.Brugere.Where(b => fratraadte.Contains(b.Brugernavn)).ToListAsync(ct))
            bruger.Aktiv = false;
        var maaned = new DateOnly(idag.Year, idag.Month, 1).AddMonths(-1);
        var stikproeve = new Logstikproeve { Maaned = maaned, Froe = 20_26, Omfang = 1841, Udtaget = nu };
        db.Add(stikproeve);
        await db.SaveChangesAsync(ct);
        (Logstratum Stratum, string Bruger, string Hvad, string? Begrundelse)[] linjer =
        [
            (Logstratum.Noedadgang, "kollega", "Tog nødadgang til en sag", "Borgeren står ved skranken og spørger til sin frist."), (Logstratum.EgetNavn, "borger2", "Så en part", null),
            (Logstratum.Beskyttet, "byg4", "Så en sag", null), (Logstratum.AndenEnhed, "miljoe1", "Så et dokument", null), (Logstratum.Oevrige, "sagsbehandler", "Så en sag", null),
        ];
        db.AddRange(linjer.Select((l, i) => new Loglinjekontrol
        {
            StikproeveId = stikproeve.Id, Stratum = l.Stratum, BrugerId = Demonstration.BrugerId(myndighed, l.Bruger), Hvad = l.Hvad, Begrundelse = l.Begrundelse, Tid = DanishTime.StartOfDay(maaned.AddDays((i * 5) + 2)).AddHours(10),
        }));
        await db.SaveChangesAsync(ct);
    }
}
