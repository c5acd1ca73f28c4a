using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Klub.Domain;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Demonstration;

/// <summary>Wishes, ballots, a road map, an assembly and a library of the invented club: made by the acts that everyone uses, in the past by the demonstration's clock.</summary>
internal sealed class OpretDemokratidemonstration(
    KlubDb db, TimeProvider tid, OpretOenske opret, FlytOenske flyt, VurderOenske vurder, KommenterOenske kommenter, OpretAfstemning nyAfstemning, AabnAfstemning aabn, OpgoerAfstemning opgoer, OpretInitiativ initiativer, RapporterInitiativ rapporter, GemLeverance leverancer,
    IndkaldGeneralforsamling indkald, SkrivBeslutning beslut, DelIBiblioteket del)
{
    private static readonly (string Titel, string Problem, string Modul, int Timer, int Vaerdi)[] Oensker =
    [
        ("Fælles svarbreve på lettere dansk", "Borgere ringer, fordi de ikke forstår vores breve. Skabelonerne er skrevet hver for sig.", "Skabeloner", 180, 5),
        ("Digital underskrift direkte fra sagen", "Udkast sendes ud af systemet for at blive underskrevet og journaliseres bagefter i hånden.", "Kerne", 320, 4),
        ("Påmind part, før uret stoppes", "Sager går i bero, fordi ansøgeren ikke når at svare.", "Byggesager", 60, 4),
        ("Kortvisning af byggesager", "Vi kan ikke se, hvor der er mange åbne sager.", "Byggesager", 240, 3),
        ("Dikter journalnotater", "Det tager tid at skrive notater efter et hjemmebesøg.", "Journal", 410, 3),
    ];

    private static Klubaktoer Medlem(KlubMedlem m) => new(Aktoer.Systemet with { Navn = "Delegeret (demonstration)" }, m.Myndighed ?? "", false, m.Id, [Contract.Klubrolle.Medlemsrepraesentant]);

    public async Task Udfoer(CancellationToken ct)
    {
        if (await db.Oensker.AnyAsync(ct))
            return;
        var idag = DanishTime.Today(tid);
        var medlemmer = (await db.Medlemmer.AsNoTracking().OrderBy(m => m.Nr).ToListAsync(ct)).Where(m => m.ErMedlem(idag)).ToList();
        if (medlemmer.Count < 3)
            return;
        var (nu, sekretariat) = (tid.GetUtcNow(), Klubaktoer.Systemet);
        List<Guid> ider = [];
        foreach (var (o, i) in Oensker.Select((o, i) => (o, i)))
        {
            Demonstrationsur.Stil(nu.AddDays(-90 + i));
            var id = (await opret.Udfoer(new(Medlem(medlemmer[i % medlemmer.Count]), o.Titel, o.Problem, "Sagsbehandlere i alle medlemskommuner.", o.Modul, []), ct)).Id;
            ider.Add(id);
            await flyt.Udfoer(new(sekretariat, id, Oenskestand.Vurderes, "Drift og Udvikling vurderer ønsket.", null), ct);
            await vurder.Udfoer(new(sekretariat, id, "Drift og Udvikling", o.Timer, o.Vaerdi, "Skøn efter samtale med tre medlemmer."), ct);
            await flyt.Udfoer(new(sekretariat, id, Oenskestand.Klar, "Vurderet og klar til afstemning.", null), ct);
        }

        await kommenter.Udfoer(new(Medlem(medlemmer[1]), ider[0], "Vi har prøvet tre af brevene af med borgere og deler dem gerne."), ct);

        await ValgAsync(medlemmer, nu, ct);
        Demonstrationsur.Stil(nu.AddDays(-2));
        var prioritering = await nyAfstemning.Udfoer(new(sekretariat, Afstemningsemne.Prioritering, "Ønsker til næste halvår", "Fordel 100 point mellem de ønsker, klubben skal begynde på.", nu.AddDays(8), 2, [], [.. ider.Skip(1)]), ct);
        await aabn.Udfoer(new(sekretariat, prioritering.Id), ct);
        foreach (var (m, i) in medlemmer.Skip(2).Take(5).Select((m, i) => (m, i)))
            await StemAsync(prioritering.Id, m, Stemmeindhold.Af([new($"o{2 + (i % 3)}", 60), new("o5", 40 - (5 * i))]), hemmelig: false, nu.AddDays(-1), ct);
        Demonstrationsur.Stil(nu.AddDays(-40));
        await flyt.Udfoer(new(sekretariat, ider[0], Oenskestand.Valgt, "Valgt på generalforsamlingen.", null), ct);
        await KoereplanAsync(ider[0], idag, nu, ct);

        Demonstrationsur.Stil(nu.AddDays(-60));
        var gf = (await indkald.Udfoer(new(sekretariat, "Generalforsamling (demonstration)", DanishTime.DateOf(nu.AddDays(-32)), "Korsbæk Rådhus"), ct)).Id;
        var budget = await db.Dagsordenspunkter.SingleAsync(p => p.GeneralforsamlingId == gf && p.Nr == 4, ct);
        await beslut.Udfoer(new(sekretariat, budget.Id, "Budgettet blev vedtaget med 9 kr. pr. borger."), ct);
        await del.Udfoer(new(Medlem(medlemmer[2]), Biblioteksart.Frase, "Klagevejledning på lettere dansk", "Du kan klage over afgørelsen. Skriv til os inden fire uger. Så ser vi på sagen igen.", "Skabeloner"), ct);
        Demonstrationsur.Stil(null);
    }

    private async Task ValgAsync(List<KlubMedlem> medlemmer, DateTimeOffset nu, CancellationToken ct)
    {
        Demonstrationsur.Stil(nu.AddDays(-40));
        var valg = await nyAfstemning.Udfoer(new(
            Klubaktoer.Systemet, Afstemningsemne.Bestyrelse, "Valg til bestyrelsen (demonstration)", "Fem pladser.", nu.AddDays(-33), 5, ["Lene Tænkegaard, Korsbæk Kommune", "Lissi Kladdekær, Månekær Kommune", "Ole Opdigt, Prøveby Kommune", "Vera Skitse, Skitseholm Kommune", "Jens Eventyr, Fabelund Kommune", "Bodil Udkast, Kladdekær Kommune"], []), ct);
        await aabn.Udfoer(new(Klubaktoer.Systemet, valg.Id), ct);
        foreach (var (m, i) in medlemmer.Take(11).Select((m, i) => (m, i)))
            await StemAsync(valg.Id, m, Stemmeindhold.Kryds($"m{1 + (i % 6)}", $"m{1 + ((i + 1) % 6)}", $"m{1 + ((i + 2) % 5)}"), hemmelig: true, nu.AddDays(-35), ct);
        Demonstrationsur.Stil(nu.AddDays(-33).AddMinutes(1));
        await opgoer.Udfoer(new(valg.Id), ct);
    }

    /// <summary>The members of the demonstration have no delegates of their own: the paper is put in as <see cref="AfgivStemme"/> puts it.</summary>
    private async Task StemAsync(Guid afstemning, KlubMedlem medlem, Stemmeindhold indhold, bool hemmelig, DateTimeOffset hvornaar, CancellationToken ct)
    {
        var (kode, vaelger) = (Stemmekvittering.Ny(), await db.Stemmeberettigede.SingleAsync(v => v.AfstemningId == afstemning && v.MedlemId == medlem.Id, ct));
        (vaelger.Stemte, vaelger.Tid) = (true, hvornaar);
        if (hemmelig)
        {
            db.Add(new KlubStemmeseddel { Noegle = kode.Noegle(afstemning, medlem.Id), AfstemningId = afstemning, Sporing = $"{10_000_001 + await db.Stemmesedler.CountAsync(ct)}", Indhold = indhold.ToString() });
            db.Add(new KlubStemmekvittering { AfstemningId = afstemning, Maerke = kode.Maerke(afstemning) });
        }
        else
        {
            db.Add(new KlubStemmeseddel { Noegle = kode.Maerke(afstemning), AfstemningId = afstemning, MedlemId = medlem.Id, Indhold = indhold.ToString(), Maerke = kode.Maerke(afstemning) });
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear(); // in life each paper is an act of its own
    }

    private async Task KoereplanAsync(Guid oenske, DateOnly idag, DateTimeOffset nu, CancellationToken ct)
    {
        async Task NytAsync(string titel, string modul, string ejer, int fraMaaned, int maaneder, long kroner, Guid? fra, Initiativstand stand, Initiativfase fase, Initiativfarve? foer, Initiativfarve? farve, string? grund, string? naeste, string? moedtAf = null)
        {
            Demonstrationsur.Stil(nu.AddDays(-200));
            var begynd = new DateOnly(idag.Year, idag.Month, 1).AddMonths(fraMaaned);
            var i = await initiativer.Udfoer(new(Klubaktoer.Systemet, titel, "Demonstration.", modul, ejer, begynd, begynd.AddMonths(maaneder).AddDays(-1), kroner * 100, fra), ct);
            if (foer is not null)
                await rapporter.Udfoer(new(Klubaktoer.Systemet, i.Id, Initiativstand.Igang, fase, foer, foer == Initiativfarve.Groen ? null : "Ventede på testdata.", foer == Initiativfarve.Groen ? null : "Nye data er bestilt.", null, kroner * 30, null), ct);
            Demonstrationsur.Stil(nu.AddDays(-10));
            if (stand != Initiativstand.IkkeIgangsat)
                await rapporter.Udfoer(new(Klubaktoer.Systemet, i.Id, stand, fase, farve, grund, naeste, moedtAf, kroner * 60, null), ct);
            if (farve == Initiativfarve.Groen)
                await leverancer.Udfoer(new(Klubaktoer.Systemet, i.Id, $"{titel}: første del", begynd.AddMonths(maaneder - 1), "Udpeg og undervis superbrugere", begynd.AddMonths(maaneder - 2)), ct);
        }

        await NytAsync("Svarbreve på lettere dansk", "Skabeloner", "Korsbæk Kommune", -2, 8, 140_000, oenske, Initiativstand.Igang, Initiativfase.Udvikling, Initiativfarve.Gul, Initiativfarve.Groen, null, null);
        await NytAsync("Arkivering efter BEK 128", "Arkiv", "Månekær Kommune", -4, 9, 400_000, null, Initiativstand.Igang, Initiativfase.Proeve, Initiativfarve.Gul, Initiativfarve.Gul, "Prøveafleveringen er rykket tre uger, fordi to medlemmer mangler testdata.", "Nye testdata er lovet til den 1. i næste måned.");
        await NytAsync("Overførsel fra gammelt system", "Drift", "Prøveby Kommune", -5, 14, 900_000, null, Initiativstand.Igang, Initiativfase.Udvikling, Initiativfarve.Gul, Initiativfarve.Roed, "Prøvekørslen tabte kommentarer på 2 % af dokumenterne. Overførslen er standset.", "Fejlen er fundet. Ny prøvekørsel er planlagt.");
        await NytAsync("Søgning i hele teksten", "Kerne", "Sekretariatet", -8, 9, 250_000, null, Initiativstand.Afsluttet, Initiativfase.Drift, Initiativfarve.Groen, null, null, null);
        await NytAsync("Egen løsning til postlister", "Journal", "Sekretariatet", -6, 6, 80_000, null, Initiativstand.Udgaaet, Initiativfase.Ide, null, null, "Behovet er mødt på en anden måde.", null, "Postlisten i kernen");
        await NytAsync("Dikteret notat", "Journal", "Region Mellemriget", 6, 9, 300_000, null, Initiativstand.IkkeIgangsat, Initiativfase.Ide, null, null, null, null);
    }
}
