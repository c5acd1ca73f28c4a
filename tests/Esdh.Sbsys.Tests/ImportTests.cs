using System.Diagnostics;
using System.Text.Json.Nodes;
using Esdh.Core.Authorities;
using Esdh.Sbsys.Contract;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sbsys.Tests;

/// <summary>A whole authority moved from one running server to another, over the surface.</summary>
public sealed class ImportTests
{
    private const string Alt = "select count(*) from ";

    [Fact]
    public async Task En_myndighed_flyttes_efter_et_afbrud_uden_dubletter_og_med_de_samme_byte()
    {
        await using var fra = Testserver.Med(new Dictionary<string, string> { ["Esdh:Demonstration"] = "fuld" });
        await using var til = Testserver.Med(new Dictionary<string, string>());
        await fra.InitializeAsync();
        await til.InitializeAsync();
        var k = await Raaklient.SomAsync(fra);
        var cpr = Verden.NytCpr();
        var person = (await k.PersonAsync(cpr)).Id();
        for (var i = 0; i < 4; i++)
        {
            var sag = (await k.SagAsync($"Flyttesag {i}", $$$""","PrimaryPart":{"PartId":{{{person}}},"PartType":"Person"}""")).Id();
            (await k.MultipartAsync("/sbsys/api/dokument/journaliser", Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"DokumentNavn":"Brev {{{i}}}"}"""), Raaklient.Fildel("brev.pdf", Raaklient.Pdf))).Ok();
            (await k.PostAsync("/sbsys/api/journalarknote/create", $$$"""{"SagID":{{{sag}}},"Overskrift":"Samtale","Note":"<p>Aftalt</p>","KontaktTidspunkt":"2026-01-05T10:00:00+01:00"}""")).Ok();
            (await k.PostAsync("/sbsys/api/erindring", $$$"""{"SagId":{{{sag}}},"Navn":"Følg op","Beskrivelse":"x","HarDeadline":false}""")).Ok();
            if (i > 0)
                (await k.MultipartAsync("/sbsys/api/kladde", Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"Navn":"Kladde {{{i}}}"}"""), Raaklient.Fildel("kladde.pdf", Raaklient.Pdf, "files"))).Ok();
        }

        var rapport = Path.Combine(til.Folder, "rapport");
        var myndighed = await til.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        Sbsysimportordre ordre = new(new(fra.Adresse, "sbsys/api/"), new(fra.Adresse, "sbsys"), "esdh-demo", "demo", "robot", "demo", "Kilden", "robot", rapport);

        using var afbryd = new CancellationTokenSource();
        var foerste = Sbsysimport.KoerAsync(til.Services, myndighed, ordre, TextWriter.Null, afbryd.Token);
        await Vent.TilAsync(() => Task.FromResult(til.Database.Tal("korsbaek", Alt + "sbsys_import where slags = 'notat'") > 0));
        await afbryd.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => foerste);
        Assert.Contains("AFBRUDT", await File.ReadAllTextAsync(Path.Combine(rapport, "import.txt")), StringComparison.Ordinal);

        await Sbsysimport.KoerAsync(til.Services, myndighed, ordre, TextWriter.Null, default);
        var efter = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(rapport, "import.json")))!;
        var tekst = await File.ReadAllTextAsync(Path.Combine(rapport, "import.txt"));
        Assert.True(efter["fuldstaendig"]!.GetValue<bool>(), tekst);
        Assert.Equal(0, efter["filer"]!["forskellige"]!.GetValue<int>());
        Assert.Equal(efter["filer"]!["kildeByte"]!.GetValue<long>(), efter["filer"]!["byte"]!.GetValue<long>());
        var kendte = (await k.PostAsync("/sbsys/api/sag/search", """{"Limit":1}""")).Ok()["TotalNumberOfResults"]!.GetValue<int>();
        Assert.Equal(kendte, til.Database.Tal("korsbaek", Alt + "sag"));
        Assert.Equal(kendte, til.Database.Tal("korsbaek", Alt + "haendelse where type = 'ImporteretFraSbsys' and objekt_id is null"));
        Assert.Equal(4, til.Database.Tal("korsbaek", Alt + "journalnotat where overskrift = 'Samtale'"));

        var foer = Optalt(til);
        await Sbsysimport.KoerAsync(til.Services, myndighed, ordre, TextWriter.Null, default);
        Assert.Equal(foer, Optalt(til));
        Assert.Equal(0, JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(rapport, "import.json")))!["optalt"]!["dokument"]!["nu"]!.GetValue<int>());
        Assert.DoesNotContain(cpr, tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kommandoen_draebt_midtvejs_gaar_videre_naar_den_gives_igen()
    {
        const int sager = 12;
        await using var fra = Testserver.Med(new Dictionary<string, string>());
        await fra.InitializeAsync();
        var k = await Raaklient.SomAsync(fra);
        for (var i = 0; i < sager; i++)
        {
            var sag = (await k.SagAsync($"Flyttesag {i}")).Id();
            (await k.MultipartAsync("/sbsys/api/dokument/journaliser", Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"DokumentNavn":"Brev {{{i}}}"}"""), Raaklient.Fildel("brev.pdf", Raaklient.Pdf))).Ok();
        }

        await using var til = new Testdatabase();
        Dictionary<string, string> settings = new(til.Settings) { ["Esdh:Demonstration"] = "tom" };
        await using (var server = await Serverproces.StartAsync(settings))
        {
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "robot", "korsbaek")) { BaseAddress = server.Adresse };
            await klient.HentAsync("/api/v1/mig");
            await server.StopAsync();
        }

        string[] ordre =
        [
            "importer-sbsys", $"--fra={fra.Adresse}sbsys/api/", $"--identitet={fra.Adresse}sbsys", "--klient=esdh-demo", "--hemmelighed=demo", "--bruger=robot", "--kode=demo", "--system=Kilden", "--myndighed=korsbaek",
            "--som=robot", $"--rapport={Path.Combine(til.Folder, "rapport")}",
        ];
        await DraebMidtvejsAsync(til, settings, ordre);
        Assert.InRange(til.Tal("korsbaek", Alt + "sag"), 1, sager - 1); // in the middle of it, or this test says nothing
        var (kode, udskrift) = await Serverproces.KommandoAsync(settings, ordre);

        Assert.True(kode == 0, udskrift);
        Assert.Equal(sager, til.Tal("korsbaek", Alt + "sag"));
        Assert.Equal(sager, til.Tal("korsbaek", Alt + "dokument"));
        Assert.Equal(sager, til.Tal("korsbaek", "select count(distinct titel) from sag"));
        Assert.Equal(0, (await Serverproces.KommandoAsync(settings, "verificer")).Kode);
        Assert.Equal(2, (await Serverproces.KommandoAsync(settings, "importer-sbsys", "--fra=ingen")).Kode);
    }

    private static async Task DraebMidtvejsAsync(Testdatabase til, Dictionary<string, string> settings, string[] ordre)
    {
        ProcessStartInfo start = new("dotnet", [Serverproces.Dll(), .. ordre, .. settings.Select(s => $"--{s.Key}={s.Value}")]) 
        {
            WorkingDirectory = Path.GetTempPath(), Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production" },
        };
        using var proces = Process.Start(start)!;
        await Vent.TilAsync(() => Task.FromResult(proces.HasExited || til.Tal("korsbaek", Alt + "sbsys_import where slags = 'dokument'") > 0));
        proces.Kill();
        await proces.WaitForExitAsync();
    }

    [Theory]
    [InlineData("http://example.org/sbsys")]
    [InlineData("ftp://127.0.0.1/sbsys")]
    public async Task En_kilde_uden_kryptering_er_kun_denne_maskine(string adresse)
    {
        await using var til = Testserver.Med(new Dictionary<string, string>());
        await til.InitializeAsync();
        var myndighed = await til.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        var fejl = await Assert.ThrowsAsync<SbsysimportException>(() => Sbsysimport.KoerAsync(
            til.Services, myndighed, new(new(adresse), null, "esdh-demo", "demo", null, null, null, "robot", til.Folder), TextWriter.Null, default));
        Assert.StartsWith("Kildens adresse skal begynde med https://", fejl.Message, StringComparison.Ordinal);
    }

    private static (long, long, long, long, long) Optalt(Testserver s) => (
        s.Database.Tal("korsbaek", Alt + "sag"), s.Database.Tal("korsbaek", Alt + "dokument"), s.Database.Tal("korsbaek", Alt + "journalnotat"), s.Database.Tal("korsbaek", Alt + "erindring"), s.Database.Tal("korsbaek", Alt + "sagspart"));
}
