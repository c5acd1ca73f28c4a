using System.Text.Json;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Foresp;
using Esdh.Byggesager.Handlinger;
using Esdh.Byggesager.Indhold;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Byggesager.Demonstration;

/// <summary>Invented building cases, so that every page of the module has something to show. Every title says that it is a demonstration.</summary>
internal sealed class Byggedemonstration : IModuldemonstration
{
    public string Modul => ByggesagerModule.Noegle;

    public IReadOnlyDictionary<string, string> Eksempler { get; } = new Dictionary<string, string> { ["/byggesager/ejendomme"] = "9000101", ["/byggesager/indgang"] = Venter.ToString() };

    /// <summary>The application that waits, always with this id.</summary>
    private static readonly Guid Venter = new("0190b7e5-0000-7000-8000-00000000b0b1");

    /// <param name="Dage">Days ago it came, was fully informed, and was decided; null where that has not happened.</param>
    private sealed record Demo(string Titel, string Vej, int Bfe, string Art, string Kategori, int? Areal, int Modtaget, int? Oplyst, int? Afgjort, string? Undtaget = null, string? Mangler = null, bool Begyndt = false);

    private static readonly Demo[] Sager =
    [
        new("Nyt enfamiliehus", "Mølleager 4", 9000101, "nybyggeri", "enfamiliehus", 148, 12, null, null), new("Carport og skur", "Mølleager 4", 9000101, "nybyggeri", "simpel", 38, 34, 30, null),
        new("Tilbygning med tagterrasse", "Åkrogen 17", 9000102, "tilbygning", "enfamiliehus", 64, 47, 43, null), new("Lagerhal ved havnen", "Skibsværftsvej 9", 9000103, "nybyggeri", "industri", 1240, 66, 58, null),
        new("Etageboliger, to opgange", "Stationspladsen 2", 9000104, "nybyggeri", "etage-bolig", 2310, 80, 52, null, Mangler: "Statisk dokumentation fra certificeret statiker\nBrandstrategi\nSituationsplan i 1:500"),
        new("Udestue", "Fasanvænget 31", 9000105, "tilbygning", "simpel", 22, 9, null, null, Mangler: "Snittegning i 1:100\nFuldmagt fra ejer"), new("Lovliggørelse af anneks", "Fasanvænget 33", 9000106, "lovliggoerelse", "simpel", 28, 55, 50, null, "lovliggoerelse"),
        new("Kontorhus, ombygning", "Torvet 5", 9000107, "anvendelse", "etage-erhverv", 860, 90, 85, null), new("Enfamiliehus med carport", "Rugmarken 12", 9000108, "nybyggeri", "enfamiliehus", 162, 70, 66, 31), new("Garage", "Rugmarken 14", 9000109, "nybyggeri", "simpel", 40, 95, 90, 62),
        new("Tilbygning mod haven", "Kirkestræde 8", 9000110, "tilbygning", "enfamiliehus", 55, 120, 112, 70), new("Maskinhus", "Engvej 41", 9000111, "nybyggeri", "industri", 540, 140, 131, 92, Begyndt: true), new("Sommerhus i landzone", "Strandengen 3", 9000112, "nybyggeri", "enfamiliehus", 96, 150, 140, 88, "landzone"),
        new("Overdækket terrasse", "Mølleager 9", 9000113, "tilbygning", "simpel", 24, 175, 170, 143), new("Rækkehuse", "Nørrevang 20", 9000114, "nybyggeri", "enfamiliehus", 720, 205, 196, 151), new("Butik til bolig", "Algade 33", 9000115, "anvendelse", "etage-bolig", 210, 230, 214, 170),
    ];

    public async Task LavAsync(IServiceProvider tjenester, Func<string, Task<Aktoer>> aktoer, CancellationToken ct)
    {
        var (myndighed, tid) = (tjenester.GetRequiredService<Authority>(), tjenester.GetRequiredService<TimeProvider>());
        var (behandler, administrator, nu) = (await aktoer("sagsbehandler"), await aktoer("administrator"), tid.GetUtcNow());
        DateOnly Dag(int siden) => DanishTime.DateOf(nu.AddDays(-siden));
        foreach (var (navn, art, oere, siden) in new[] { ("Byggesagsbehandling (demonstration)", Takstart.Time, 78_500L, 600), ("Byggesagsbehandling (demonstration)", Takstart.Time, 82_000L, 200), ("Nedrivningstilladelse (demonstration)", Takstart.Fast, 145_000L, 600) })
            await myndighed.Queue.RunAsync((GemTakst act) => act.Udfoer(new(administrator, navn, art, oere, Dag(siden)), ct), ct);
        foreach (var d in Sager.OrderByDescending(s => s.Modtaget))
            await SagAsync(tjenester, myndighed, behandler, d, nu, ct);
        Demonstrationsur.Stil(null);
        await AnsoegningAsync(tjenester, myndighed, behandler, ct);
    }

    private static async Task SagAsync(IServiceProvider tjenester, Authority myndighed, Aktoer behandler, Demo d, DateTimeOffset nu, CancellationToken ct)
    {
        Task<T> KoerAsync<T>(int dageSiden, Func<Sagshandlinger, Task<T>> goer)
        {
            Demonstrationsur.Stil(nu.AddDays(-dageSiden));
            return myndighed.Queue.RunAsync((Sagshandlinger s) => goer(s), ct);
        }

        async Task<bool> TrinAsync(Sagshandlinger s, Guid sag, string trin)
        {
            await s.TagTrinAsync(behandler, sag, trin, null, ct);
            return true;
        }

        var stor = d.Areal >= Byggefelter.MindsteKlasseareal;
        var (id, _) = await KoerAsync(d.Modtaget, s => s.OpretAsync(behandler, new(Byggesagstype.Noegle, $"{d.Titel} (demonstration)")
        {
            Felter = new Dictionary<string, string?>
            {
                ["adresse"] = $"{d.Vej}, 4000 Korsbæk", ["bfe"] = $"{d.Bfe}", ["matrikel"] = $"{d.Bfe % 100}a Korsbæk By", ["art"] = d.Art, ["kategori"] = d.Kategori, ["areal"] = $"{d.Areal}", ["konstruktionsklasse"] = stor ? "kk1" : null, ["brandklasse"] = stor ? "bk1" : null,
                ["omfattet"] = d.Undtaget is null ? "ja" : "nej", ["undtaget_grund"] = d.Undtaget,
            },
            Parter = [new("Dorte Demoansøger", Rolle: "Ansøger", ErPrimaer: true) { Adresse = d.Vej, Postnummer = "4000", By = "Korsbæk" }],
        }, ct));
        if (d.Oplyst is { } oplyst)
            await KoerAsync(oplyst, s => TrinAsync(s, id, "oplyst"));
        await myndighed.Queue.RunAsync((RegistrerGebyr act) => act.Udfoer(new(behandler, id, "Byggesagsbehandling (demonstration)", null, 45 + (d.Bfe % 7 * 30), "Gennemgang af ansøgningen"), ct), ct);
        if (d.Mangler is not null)
        {
            Demonstrationsur.Stil(nu.AddDays(-Math.Max(2, (d.Oplyst ?? d.Modtaget) - 6)));
            await tjenester.GetRequiredService<Mangelbrevsskrivning>().SendAsync(behandler, id.ToString(), ByggesagMangel.Laes(d.Mangler), null, ct);
            var kort = await tjenester.GetRequiredService<Sagsopslag>().FindAsync(behandler, id.ToString(), ct);
            var foerste = (await tjenester.GetRequiredService<Byggesagsopslag>().ManglerAsync(kort, ct))[0];
            await myndighed.Queue.RunAsync((KlarMangler act) => act.Udfoer(new(behandler, id, [foerste.Id], false), ct), ct);
        }

        if (d.Afgjort is { } afgjort)
        {
            Demonstrationsur.Stil(nu.AddDays(-afgjort));
            var filer = tjenester.GetRequiredService<Sagsfiler>();
            using var tekst = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"Byggetilladelse til {d.Titel}, {d.Vej}. Et opdigtet dokument til demonstration."));
            var fil = await filer.ModtagAsync("Byggetilladelse.txt", tekst, ct);
            await KoerAsync(afgjort, async s =>
            {
                await s.RegistrerAfgoerelseAsync(behandler, id, new("byggetilladelse", Sagsudfald.FuldtMedhold), ct);
                await s.OpretDokumentAsync(behandler, id, new("Byggetilladelse (demonstration)", Dokumentretning.Udgaaende, [fil]) { Dokumenttype = "Afgørelse", Journaliser = true }, ct);
                return await TrinAsync(s, id, "afgjort");
            });
            if (d.Begyndt)
                await KoerAsync(afgjort - 20, s => TrinAsync(s, id, "paabegyndt"));
        }
    }

    /// <summary>An application that somebody must complete: its address is unknown and a file is broken.</summary>
    private static async Task AnsoegningAsync(IServiceProvider tjenester, Authority myndighed, Aktoer behandler, CancellationToken ct)
    {
        var meddelelse = JsonSerializer.SerializeToUtf8Bytes(new
        {
            ansoegningId = "BOM-DEMO-0001", titel = "Drivhus på grunden bag mejeriet (demonstration)", art = "nybyggeri", kategori = "simpel", areal = 18, ejendom = new { adresse = "Bag mejeriet", postnummer = "4000", by = "Korsbæk" },
            ansoeger = new { navn = "Dennis Demoansøger" }, filer = new[] { new { navn = "Tegning.pdf", indhold = "afbrudt undervejs" } },
        });
        using var stroem = new MemoryStream(meddelelse);
        await tjenester.GetRequiredService<Ansoegningsmodtagelse>().ModtagAsync(behandler, stroem, Ansoegningskanal.Rest, ct, Venter);
    }
}
