using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Pdf;
using Esdh.Sager.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Aktindsigt.Demonstration;

/// <summary>Invented requests, so that every page of the module has something to show. Every title says that it is a demonstration.</summary>
internal sealed class Indsigtsdemonstration : IModuldemonstration
{
    public string Modul => AktindsigtModule.Noegle;

    private readonly Dictionary<string, string> _eksempler = [];

    /// <summary>Filled when the demonstration is made: nobody knows the numbers before.</summary>
    public IReadOnlyDictionary<string, string> Eksempler => _eksempler;

    public async Task LavAsync(IServiceProvider tjenester, Func<string, Task<Aktoer>> aktoer, CancellationToken ct)
    {
        var (myndighed, filer, tid) = (tjenester.GetRequiredService<Authority>(), tjenester.GetRequiredService<Sagsfiler>(), tjenester.GetRequiredService<TimeProvider>());
        var (behandler, nu) = (await aktoer("sagsbehandler"), tid.GetUtcNow());

        Demonstrationsur.Stil(nu.AddDays(-30));
        var (kilde, _) = await myndighed.Queue.RunAsync((Sagshandlinger s) => s.OpretAsync(behandler, new(null, "Klage over naboens hæk (demonstration)") { Emne = "02.34.02", Facet = "G01" }, ct), ct);
        behandler = await aktoer("sagsbehandler"); // who sees the new case too
        var ansoegning = await LaegAsync("Klage over hæk", Dokumentretning.Indgaaende, "Til kommunen.\n\nMin nabo, Holger Demonabo, har ladet hækken vokse til tre meter. Han kan træffes på 20 00 00 07.\n\nMed venlig hilsen\nDitte Demoborger");
        await LaegAsync("Internt notat om hækken", Dokumentretning.Internt, "Vi er i tvivl om, hvorvidt hegnsloven gælder her. Spørg juristen.");
        var svar = await LaegAsync("Svar til klager", Dokumentretning.Udgaaende, "Kære Ditte Demoborger\n\nKommunen afgør ikke sager om hække mellem naboer. Du kan henvende dig til hegnsynet.");

        async Task<Guid> LaegAsync(string titel, Dokumentretning retning, string tekst)
        {
            using var indhold = new MemoryStream();
            using (var pdf = new PdfWriter(titel))
                pdf.Heading(titel).PlainText(tekst).Save(indhold);
            indhold.Position = 0;
            var fil = await filer.ModtagAsync($"{titel.ToLowerInvariant().Replace(' ', '-')}.pdf", indhold, ct);
            return await myndighed.Queue.RunAsync((Sagshandlinger s) => s.OpretDokumentAsync(behandler, kilde, new($"{titel} (demonstration)", retning, [fil]) { Journaliser = true }, ct), ct);
        }

        async Task<Guid> AnmodAsync(int dageSiden, string titel, string regime, string emne, string navn)
        {
            Demonstrationsur.Stil(nu.AddDays(-dageSiden));
            var id = (await myndighed.Queue.RunAsync((Sagshandlinger s) => s.OpretAsync(behandler, new(Aktindsigtssagstype.Noegle, $"{titel} (demonstration)")
            {
                Emne = "02.34.02", Felter = new Dictionary<string, string?> { ["regime"] = regime, ["emne"] = emne }, Parter = [new(navn, Rolle: "Ansøger", ErPrimaer: true)],
            }, ct), ct)).Id;
            behandler = await aktoer("sagsbehandler");
            return id;
        }

        // One that is being looked through, one that has just come, and one that is late.
        var igang = await AnmodAsync(4, "Aktindsigt i hæksagen", "offentlighed", "Alle breve og notater i sagen om hækken", "Signe Demojournalist");
        await AnmodAsync(0, "Aktindsigt i egen sag", "part", "Min egen klagesag", "Ditte Demoborger");
        var sen = await AnmodAsync(30, "Aktindsigt i politik for hegn", "offentlighed", "Hvordan kommunen behandler klager over hegn", "Niels Demostuderende");
        Demonstrationsur.Stil(nu.AddDays(-2));
        await myndighed.Queue.RunAsync((ModtagKlage act) => act.Udfoer(new(behandler, sen.ToString(), nameof(Klageart.Langsommelighed)), ct), ct);
        await myndighed.Queue.RunAsync((VaelgKilde act) => act.Udfoer(new(behandler, igang.ToString(), kilde.ToString()), ct), ct);
        await myndighed.Queue.RunAsync((VurderDokumenter act) => act.Udfoer(new(behandler, igang.ToString(), [svar], nameof(Indsigtsafgoerelse.Udlever), null, null, null), ct), ct);
        await myndighed.Queue.RunAsync((VurderDokumenter act) => act.Udfoer(new(behandler, igang.ToString(), [ansoegning], nameof(Indsigtsafgoerelse.Delvist), "offentlighedslovens § 30", "Naboens telefonnummer er private forhold.", null), ct), ct);
        await myndighed.Queue.RunAsync((SkjulPaaDokument act) => act.Udfoer(new(behandler, igang.ToString(), ansoegning, [new("20 00 00 07", false)], [], null), ct), ct);
        await myndighed.Queue.RunAsync((NoterIndsigtstid act) => act.Udfoer(new(behandler, igang.ToString(), 45, "Fundet og læst dokumenter"), ct), ct);
        Demonstrationsur.Stil(null);
        _eksempler["/aktindsigter"] = igang.ToString();
        _eksempler[$"/aktindsigter/{igang}/dokumenter"] = ansoegning.ToString();
        _eksempler[$"/aktindsigter/{igang}/dokumenter/{ansoegning}/filer"] = _eksempler[$"/aktindsigter/{igang}/dokumenter/{ansoegning}/filer/1/sider"] = "1";
    }
}
