using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests.Version;

/// <summary>An authority with documents, and no server: what commands read.</summary>
public sealed class Arkivdata : IAsyncLifetime
{
    private const int Dokumenter = 60;

    private readonly Testdatabase _database = new();

    internal Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public async Task InitializeAsync()
    {
        await using var server = await Serverproces.StartAsync(Settings);
        using var klient = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Til arkivet", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        for (var i = 0; i < Dokumenter; i++)
        {
            using var lagt = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", $"brev{i}.txt", Encoding.UTF8.GetBytes($"Brev {i}\n" + string.Join('\n', Enumerable.Range(0, 40))), new { titel = $"Brev {i}", retning = "indgaaende", journaliser = true });
            await lagt.ForventAsync(HttpStatusCode.Created);
        }

        await server.StopAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();
}

/// <summary>The command as a process of its own: killed, repeated, on a full disk, and given what it cannot use.</summary>
public sealed class ArkivversionskommandoTests(Arkivdata data) : IClassFixture<Arkivdata>, IDisposable
{
    private readonly string _ud = Directory.CreateTempSubdirectory("esdh-av").FullName;

    private Dictionary<string, string> Settings => data.Settings;

    public void Dispose() => Directory.Delete(_ud, recursive: true);

    [Fact]
    public async Task En_bygning_der_draebes_gaar_videre_hvor_den_slap_og_bliver_den_samme_som_en_der_fik_lov()
    {
        var (draebt, hel) = (Path.Combine(_ud, "draebt"), Path.Combine(_ud, "hel"));
        await DraebMidtIAsync(draebt);
        Assert.False(Directory.Exists(Path.Combine(draebt, "AVID.KORS.1001.1"))); // nothing half is called whole
        var faerdige = Directory.GetFiles(Path.Combine(draebt, "AVID.KORS.1001.bygges", "dokumenter"), "*.tif", SearchOption.AllDirectories)
            .OrderBy(f => int.Parse(Path.GetFileNameWithoutExtension(f), System.Globalization.CultureInfo.InvariantCulture)).SkipLast(8).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        Assert.NotEmpty(faerdige);

        var (kode, tekst) = await KommandoAsync(draebt);
        Assert.True(kode == 0, tekst);
        Assert.Contains("tages op, hvor den slap", tekst, StringComparison.Ordinal);
        var medie = Path.Combine(draebt, "AVID.KORS.1001.1");
        foreach (var (fil, skrevet) in faerdige)
            Assert.Equal(skrevet, File.GetLastWriteTimeUtc(Path.Combine(medie, "Documents", "docCollection1", Path.GetFileNameWithoutExtension(fil), "1.tif"))); // not converted again
        Assert.False(Directory.Exists(Path.Combine(draebt, "AVID.KORS.1001.bygges")));
        await Proeveversion.ErEfterReglerneAsync(medie);

        var (igen, sagt) = await KommandoAsync(hel);
        Assert.True(igen == 0, sagt);
        Assert.Equal(Aftryk(draebt), Aftryk(hel));

        // The id is used: the same folder refuses it.
        var (brugt, hvorfor) = await KommandoAsync(hel);
        Assert.Equal(1, brugt);
        Assert.Contains("id er brugt", hvorfor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_fuld_disk_er_en_saetning_og_bygningen_gaar_videre_naar_der_er_plads()
    {
        await Proevetiff.KoerAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _ud);
        try
        {
            var (kode, tekst) = await KommandoAsync(_ud);
            Assert.Equal(1, kode);
            Assert.Contains("Der er ikke plads på disken", tekst, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Path.Combine(_ud, "AVID.KORS.1001.1")));
            await Proevetiff.KoerAsync("mount", "-o", "remount,size=400m", _ud);
            (kode, tekst) = await KommandoAsync(_ud);
            Assert.True(kode == 0, tekst);
            await Proeveversion.ErEfterReglerneAsync(Path.Combine(_ud, "AVID.KORS.1001.1"));
            Assert.DoesNotContain(Proeveversion.Tabel(Path.Combine(_ud, "AVID.KORS.1001.1"), "Dokumentfil"), f => f["KonverteringKode"] != "OK"); // what failed for want of space was tried again
        }
        finally
        {
            await Proevetiff.KoerAsync("umount", "-l", _ud);
        }
    }

    [Theory]
    [InlineData("nr. 1", null, "er ikke et id")]
    [InlineData("AVID.KORS.1", "2025", "Perioden skal skrives")]
    [InlineData("AVID.KORS.1", "2025-02-01..2025-01-01", "Perioden skal skrives")]
    public async Task Det_der_ikke_kan_bruges_forklares(string id, string? periode, string saetning)
    {
        var (kode, tekst) = await Serverproces.KommandoAsync(Settings, ["arkivversion", "--myndighed", "korsbaek", "--id", id, "--ud", _ud, .. periode is null ? Array.Empty<string>() : ["--periode", periode]]);
        Assert.Equal(1, kode);
        Assert.Contains(saetning, tekst, StringComparison.Ordinal);
    }

    private Task<(int Kode, string Udskrift)> KommandoAsync(string ud) => Serverproces.KommandoAsync(Settings, "arkivversion", "--myndighed", "korsbaek", "--id", "AVID.KORS.1001", "--ud", ud, "--dato", "2100-01-01");

    /// <summary>SIGKILL when some documents are converted and some are not.</summary>
    private async Task DraebMidtIAsync(string ud)
    {
        using var proces = Process.Start(new ProcessStartInfo("dotnet", [Serverproces.Dll(), "arkivversion", "--myndighed", "korsbaek", "--id", "AVID.KORS.1001", "--ud", ud, "--dato", "2100-01-01", .. Settings.Select(s => $"--{s.Key}={s.Value}")])
        {
            RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath(),
        })!;
        string? linje;
        while ((linje = await proces.StandardOutput.ReadLineAsync()) is not null && !linje.Contains("er behandlet", StringComparison.Ordinal))
        {
        }

        Assert.NotNull(linje);
        proces.Kill(); // SIGKILL, and not its children: they end by themselves
        await proces.WaitForExitAsync();
    }

    private static List<string> Aftryk(string rod) =>
        [.. Directory.GetFiles(Path.Combine(rod, "AVID.KORS.1001.1"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"{Path.GetRelativePath(rod, f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}")];
}
