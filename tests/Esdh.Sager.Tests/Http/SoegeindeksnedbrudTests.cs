using System.Diagnostics;
using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The server and the command killed in the middle of indexing and of building anew: nothing is lost, and nothing is there twice.</summary>
public sealed class SoegeindeksnedbrudTests : IAsyncLifetime
{
    private const int Dokumenter = 8;

    private readonly Testdatabase _database = new();
    private readonly string _ord = Provord.Nyt();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Draeb_midt_i_indeksering_og_genopbygning_taber_og_dobler_intet()
    {
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            using var klient = Klient(server);
            var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Lange tekster", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
            for (var i = 0; i < Dokumenter; i++)
            {
                using var lagt = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", $"bog{i}.txt", Bog(i), new { titel = $"Bog {i}", retning = "indgaaende" });
                await lagt.ForventAsync(HttpStatusCode.Created);
            }

            await TilAsync(() => Indeks("select count(*) from {s}soegeindhold") > 0);
            await server.DraebAsync();
        }

        Assert.NotEqual(0, Indeks("select count(*) from {s}soegepost where tekst = 1")); // in the middle of it, or this test says nothing

        // The command alone, killed while it builds.
        using (var kommando = Start("soegeindeks", "genopbyg"))
        {
            await TilAsync(() => BygsVedSidenAf || kommando.HasExited);
            kommando.Kill();
            await kommando.WaitForExitAsync();
        }

        Assert.True(BygsVedSidenAf);

        // The server goes on with both: what was half built takes its place, and the texts are read.
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            using var klient = Klient(server);
            Assert.Equal(HttpStatusCode.OK, (await klient.GetAsync(new Uri("/api/v1/soegning?q=bog", UriKind.Relative))).StatusCode);
            await TilAsync(() => !BygsVedSidenAf);
            await TilAsync(async () => (await klient.HentAsync($"/api/v1/soegning?q={_ord}")).GetProperty("antal").GetInt32() == Dokumenter);

            // A command asks the server, which is killed while it builds: the command takes over.
            using var kommando = Start("soegeindeks", "genopbyg");
            var udskrift = kommando.StandardOutput.ReadToEndAsync();
            await TilAsync(() => BygsVedSidenAf || kommando.HasExited);
            await server.DraebAsync();
            await kommando.WaitForExitAsync();
            Assert.True(kommando.ExitCode == 0, await udskrift);
            Assert.Contains("taget i brug", await udskrift, StringComparison.Ordinal);
        }

        var (kode, tekst) = await Serverproces.KommandoAsync(_database.Settings, "soegeindeks", "kontroller", "--myndighed", "korsbaek");
        Assert.True(kode == 0, tekst);
        Assert.False(BygsVedSidenAf);
        if (!Testdatabase.ErPostgresql)
            Assert.Equal(1, Indeks("select count(distinct segid) from soegetekst_idx")); // its words were gathered
        Assert.Equal(Dokumenter, Indeks("select count(*) from {s}soegepost where art = 2"));
        Assert.Equal(1, Indeks("select count(*) from {s}soegepost where art = 1"));
        Assert.Equal(Dokumenter, Indeks("select count(*) from {s}soegeindhold where tilstand = 'Laest'"));
    }

    [Fact]
    public async Task Kommandoen_siger_hvordan_den_bruges_og_hvad_der_ikke_findes()
    {
        Assert.Equal(2, (await Serverproces.KommandoAsync(_database.Settings, "soegeindeks")).Kode);
        var (kode, tekst) = await Serverproces.KommandoAsync(_database.Settings, "soegeindeks", "kontroller", "--myndighed", "findesikke");
        Assert.Equal(2, kode);
        Assert.Contains("findesikke", tekst, StringComparison.Ordinal);
    }

    private bool BygsVedSidenAf => Testdatabase.ErPostgresql
        ? _database.Tal("korsbaek", "select count(*) from pg_namespace where nspname = 'soegning_ny'") > 0 : File.Exists(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "soegning-ny.db"));

    private long Indeks(string sql) => _database.Tal("korsbaek", sql.Replace("{s}", Testdatabase.ErPostgresql ? "soegning." : "", StringComparison.Ordinal), "soegning.db");

    /// <summary>Words, none of them alike from book to book, so that reading one takes its time.</summary>
    private byte[] Bog(int nummer) => Encoding.UTF8.GetBytes($"{_ord} " + string.Join(' ', Enumerable.Range(0, 20_000).Select(i => "abcdefghij"[i % 10] + Convert.ToString(100_000_000L + ((long)nummer * 1_000_003) + i, 8).Replace('0', 'o').Replace('1', 'l'))));

    private Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Serverproces.Dll(), .. args, .. _database.Settings.Select(s => $"--{s.Key}={s.Value}")]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Process.Start(start)!;
    }

    private static Task TilAsync(Func<bool> sandt) => TilAsync(() => Task.FromResult(sandt()));

    private static async Task TilAsync(Func<Task<bool>> sandt)
    {
        for (var i = 0; i < 6000; i++)
        {
            if (await sandt())
                return;
            await Task.Delay(20);
        }

        throw new TimeoutException("It did not come to be.");
    }

    private static HttpClient Klient(Serverproces server) => new(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
}
