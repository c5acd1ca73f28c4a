using System.Diagnostics;
using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests;

/// <summary>Copies by the command line while the server runs, and back again: what a copy has, what it loses again, and what it refuses.</summary>
public sealed class SikkerhedskopiTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();
    private readonly string _mappe = Directory.CreateTempSubdirectory("esdh-kopi").FullName;

    private Dictionary<string, string> Settings => new(_database.Settings)
    {
        ["Esdh:Demonstration"] = "tom", ["Esdh:Forsendelse:Smtp:Server"] = "127.0.0.1:9", ["Esdh:Forsendelse:Smtp:Tls"] = "ingen", ["Esdh:Forsendelse:Afsender"] = "teknik@korsbaek.test",
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_mappe, recursive: true);
    }

    [Fact]
    public async Task Alt_kommer_tilbage_fra_kopien_det_der_er_slettet_siden_slettes_igen_og_intet_gaar_ud_af_sig_selv()
    {
        string gammel, fast, brev;
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            var klient = Klient(server, "sagsbehandler");
            (fast, gammel) = (await SagAsync(klient, "Den der bliver"), await SagAsync(klient, "Hemmelig Person"));
            await LaegAsync(klient, fast, "bliver");
            await LaegAsync(klient, gammel, "hemmeligt");
            await (await klient.PostAsync($"/api/v1/sager/{gammel}/afslutning", new { })).ForventAsync();
            SaaGammelt();
            brev = (await klient.SendAsync($"/api/v1/dokumenter/{await LaegAsync(klient, fast, "Kære Bo", false)}/forsendelser",
                new { modtagere = new[] { new { navn = "Bo", kanal = "Email", email = "bo@korsbaek.test" } }, tidligst = TimeProvider.System.GetUtcNow().AddDays(2) })).GetProperty("id").GetString()!;
            await Task.Delay(1100); // the letter's PDF is an item of its own; and the seal has gone over what there is

            Assert.Contains("Alt er kopieret.", await KommandoAsync(0, "tag", ["mappe", _mappe]), StringComparison.Ordinal);
            await SletAsync(server);
            await SagAsync(klient, "Efter kopien");
            Assert.Contains("i brug", await KommandoAsync(2, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"], ["erstat", "true"]), StringComparison.Ordinal);
            await server.StopAsync();
        }

        Assert.Contains("--erstat", await KommandoAsync(2, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"]), StringComparison.Ordinal);
        Assert.Equal(1, Tal("select count(*) from sag where titel = 'Efter kopien'"));
        var svar = await KommandoAsync(0, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"], ["erstat", "true"]);
        Assert.Contains("1 sager er slettet igen", svar, StringComparison.Ordinal);
        Assert.Contains("1 breve var under vejs", svar, StringComparison.Ordinal);
        await VerificerAsync();
        Assert.Equal(0, Tal("select count(*) from sag where titel in ('Efter kopien', 'Hemmelig Person')"));
        Assert.Equal(1, Tal("select count(*) from haendelse where type = 'SikkerhedskopiGendannet'"));

        await using (var igen = await Serverproces.StartAsync(Settings))
        {
            var klient = Klient(igen, "sagsbehandler");
            Assert.Equal("Den der bliver", (await klient.HentAsync($"/api/v1/sager/{fast}")).GetProperty("titel").GetString());
            Assert.Equal("Slettet sag", (await klient.HentAsync($"/api/v1/sager/{gammel}")).GetProperty("titel").GetString());
            var dokument = (await klient.HentAsync($"/api/v1/sager/{fast}/dokumenter")).GetProperty("poster").EnumerateArray().Select(d => d.GetProperty("id").GetString()).Last();
            Assert.Equal("bliver", await klient.GetStringAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative)));
            Assert.Equal("Uvis", (await klient.HentAsync($"/api/v1/forsendelser/{brev}/modtagere")).GetProperty("poster")[0].GetProperty("tilstand").GetString());
            await Vent.TilAsync(async () => (await klient.HentAsync("/api/v1/soegning?q=bliver")).GetProperty("antal").GetInt32() > 0);
            await SagAsync(klient, "Livet gaar videre");
        }
    }

    [Fact]
    public async Task Er_alt_borte_rejses_det_af_kopierne_og_en_senere_kopi_husker_hvad_der_er_slettet()
    {
        string fast;
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            var klient = Klient(server, "sagsbehandler");
            fast = await SagAsync(klient, "Den der bliver");
            var gammel = await SagAsync(klient, "Hemmelig Person");
            await LaegAsync(klient, gammel, "hemmeligt");
            await (await klient.PostAsync($"/api/v1/sager/{gammel}/afslutning", new { })).ForventAsync();
            SaaGammelt();
            await KommandoAsync(0, "tag", ["mappe", _mappe]);
            await SletAsync(server);
            await Task.Delay(1100); // a copy has its second's name
            await KommandoAsync(0, "tag", ["mappe", _mappe], ["myndighed", "korsbaek"]);
            await server.StopAsync();
        }

        await _database.DisposeAsync(); // databases, files and keys
        var foerste = Path.GetFileName(Directory.EnumerateDirectories(Path.Combine(_mappe, "korsbaek"), "2*").Order().First());
        await KommandoAsync(0, "gendan", ["mappe", _mappe], ["myndighed", "faelles"]);
        Assert.Contains("1 sager er slettet igen", await KommandoAsync(0, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"], ["kopi", foerste]), StringComparison.Ordinal);
        Assert.Equal(0, Tal("select count(*) from sag where titel = 'Hemmelig Person'"));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "filer"), "*", SearchOption.AllDirectories), f => File.ReadAllText(f) == "hemmeligt");
        foreach (var andre in new[] { "maanekaer", "klub" }.Where(k => Directory.Exists(Path.Combine(_mappe, k))))
            await KommandoAsync(0, "gendan", ["mappe", _mappe], ["myndighed", andre]);
        await VerificerAsync();
        await using var igen = await Serverproces.StartAsync(Settings);
        Assert.Equal("Den der bliver", (await Klient(igen, "sagsbehandler").HentAsync($"/api/v1/sager/{fast}")).GetProperty("titel").GetString());
    }

    [Fact]
    public async Task En_gendannelse_der_draebes_begynder_forfra_og_ender_helt()
    {
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            var klient = Klient(server, "sagsbehandler");
            var sag = await SagAsync(klient, "Den der bliver");
            for (var i = 0; i < 40; i++)
                await LaegAsync(klient, sag, $"bliver {i}");
            await KommandoAsync(0, "tag", ["mappe", _mappe]);
            await server.StopAsync();
        }

        var helt = Stopwatch.StartNew();
        await KommandoAsync(0, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"], ["erstat", "true"]);
        for (var del = 6; del <= 9; del += 3) // of the time that a whole one takes
        {
            using var proces = Process.Start(new ProcessStartInfo("dotnet", [Serverproces.Dll(), "sikkerhedskopi", "gendan", $"--mappe={_mappe}", "--myndighed=korsbaek", "--erstat=true", .. Settings.Select(s => $"--{s.Key}={s.Value}")])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production" },
            })!;
            await Task.Delay(helt.Elapsed * del / 10 / 2);
            proces.Kill();
            await proces.WaitForExitAsync();
        }

        await KommandoAsync(0, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"], ["erstat", "true"]);
        await VerificerAsync();
        Assert.Equal(40, Tal("select count(*) from fil"));
    }

    [Fact]
    [Trait("Database", "nej")] // the copy's folder, which is the same for both
    public async Task En_beskadiget_kopi_afvises_en_fil_der_mangler_naevnes_og_en_gammel_kopi_ryddes_med_sine_filer()
    {
        var mappe = Path.Combine(_mappe, "korsbaek");
        string Nyeste() => Directory.EnumerateDirectories(mappe, "2*").Order().Last();
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            var klient = Klient(server, "sagsbehandler");
            var sag = await SagAsync(klient, "Den der bliver");
            var kladde = await LaegAsync(klient, sag, "kun i den første kopi", false);
            await KommandoAsync(0, "tag", ["mappe", _mappe]);
            using (var slettet = await klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative)))
                Assert.True(slettet.IsSuccessStatusCode, $"{slettet.StatusCode}");
            await LaegAsync(klient, sag, "i begge");
            await server.StopAsync();
        }

        // The draft's file is swept after a day; as if that had been.
        foreach (var fil in Filer(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "filer")).Where(f => File.ReadAllText(f).StartsWith("kun", StringComparison.Ordinal)))
            File.Delete(fil);
        await Task.Delay(1100);
        await KommandoAsync(0, "tag", ["mappe", _mappe]);
        Assert.Equal(2, (await KommandoAsync(0, "vis", ["mappe", _mappe])).Split('\n').Count(l => l.StartsWith("korsbaek", StringComparison.Ordinal)));
        Assert.Contains("0 kopier og 0 filer", await KommandoAsync(0, "ryd", ["mappe", _mappe], ["behold", "1"]), StringComparison.Ordinal);
        var gammel = Directory.EnumerateDirectories(mappe, "2*").Order().First();
        Directory.Move(gammel, Path.Combine(mappe, "20200101T000000Z"));
        Assert.Contains("korsbaek: 1 kopier og 1 filer", await KommandoAsync(0, "ryd", ["mappe", _mappe], ["behold", "1"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Filer(Path.Combine(mappe, "filer")), f => File.ReadAllText(f).StartsWith("kun", StringComparison.Ordinal));

        var fil2 = Filer(Path.Combine(mappe, "filer")).First(f => File.ReadAllText(f) == "i begge");
        File.WriteAllText(fil2, "i bøgge");
        var svar = await KommandoAsync(1, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"], ["erstat", "true"]);
        Assert.Contains($"FEJL korsbaek: Filen {Path.GetFileName(fil2)} er beskadiget i kopien.", svar, StringComparison.Ordinal);

        var database = Path.Combine(Nyeste(), Testdatabase.ErPostgresql ? "esdh.dump" : "esdh.db");
        await using (var f = File.OpenWrite(database))
        {
            f.Position = 5000;
            f.WriteByte(0xAA);
        }

        Assert.Contains("er beskadiget. Brug en anden kopi. Intet er ændret.", await KommandoAsync(2, "gendan", ["mappe", _mappe], ["myndighed", "korsbaek"], ["erstat", "true"]), StringComparison.Ordinal);
        Assert.Equal(1, Tal("select count(*) from sag where titel = 'Den der bliver'"));
        Assert.Contains("ingen sikkerhedskopi", await KommandoAsync(2, "gendan", ["mappe", _mappe], ["myndighed", "ukendt"]), StringComparison.Ordinal);
        Assert.Contains("Brug:", await KommandoAsync(2, "tag"), StringComparison.Ordinal);
    }

    private async Task<string> KommandoAsync(int kode, string hvad, params string[][] valg)
    {
        var (svar, tekst) = await Serverproces.KommandoAsync(Settings, ["sikkerhedskopi", hvad, .. valg.Select(v => $"--{v[0]}={v[1]}")]);
        Assert.True(svar == kode, $"{hvad} ended with {svar}: {tekst}");
        return tekst;
    }

    private async Task VerificerAsync()
    {
        var (kode, tekst) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
        Assert.True(kode == 0, tekst);
    }

    private static async Task SletAsync(Serverproces server)
    {
        var (arkivar, leder) = (Klient(server, "arkivar"), Klient(server, "leder"));
        var id = (await arkivar.SendAsync("/api/v1/kassationer", new { titel = "Årets sletning", art = "sletning" })).GetProperty("id").GetString()!;
        async Task TilstandAsync(string tilstand) => await Vent.TilAsync(async () => (await arkivar.HentAsync($"/api/v1/kassationer/{id}")).GetProperty("tilstand").GetString() == tilstand);
        await TilstandAsync("TilGennemsyn");
        await (await arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        await (await leder.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        await TilstandAsync("Udfoert");
    }

    /// <summary>As if what is closed had been so for six years; the server's clock is the real one.</summary>
    private void SaaGammelt()
    {
        Tal(Testdatabase.ErPostgresql
            ? "update sag set afsluttet = afsluttet - interval '2196 days' where afsluttet is not null returning 1"
            : $"update sag set afsluttet = afsluttet - {TimeSpan.FromDays(2196).Ticks / 10} where afsluttet is not null returning 1");
        foreach (var fil in Filer(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "filer")))
            File.SetLastWriteTimeUtc(fil, File.GetLastWriteTimeUtc(fil) - TimeSpan.FromDays(2196));
    }

    private long Tal(string sql) => _database.Tal("korsbaek", sql);

    private static IEnumerable<string> Filer(string mappe) => Directory.EnumerateFiles(mappe, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Length == 64);

    private static async Task<string> SagAsync(HttpClient klient, string titel) => (await klient.SendAsync("/api/v1/sager", new { titel, emne = "05.09.04", facet = "G01" })).GetProperty("id").GetString()!;

    private static async Task<string> LaegAsync(HttpClient klient, string sag, string indhold, bool journaliser = true) =>
        (await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes(indhold), new { titel = "Brev", retning = journaliser ? "indgaaende" : "udgaaende", journaliser })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private static HttpClient Klient(Serverproces server, string bruger) => new(new Tegnhandler(server.Adresse, bruger, "korsbaek")) { BaseAddress = server.Adresse };
}
