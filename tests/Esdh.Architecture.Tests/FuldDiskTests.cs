using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Esdh.Testing;

namespace Esdh.Architecture.Tests;

/// <summary>
/// The disk runs full under a running server, in the middle of an upload and under the database: what is refused is refused in Danish, what was answered is there, nothing
/// half is left, and it goes on when there is room. The disk is a small file system of its own, which needs root, as <c>tests/run</c> has.
/// </summary>
public sealed class FuldDiskTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public Task InitializeAsync()
    {
        Koer("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", _database.Folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        Koer("umount", "-l", _database.Folder);
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task En_fuld_disk_afviser_paa_dansk_og_intet_er_halvt()
    {
        Dictionary<string, byte[]> besvaret = [];
        await using var server = await Serverproces.StartAsync(Settings);
        using var klient = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Fuld disk", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.Created, await LaegAsync(100_000));

        using var lagtKladde = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "kladde.docx", "Kladde"u8.ToArray(), new { titel = "Kladde", retning = "internt" });
        var kladde = (await lagtKladde.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        besvaret[kladde] = "Kladde"u8.ToArray();
        await klient.SendAsync($"/api/v1/dokumenter/{kladde}/udtjekning", new { });
        var adresse = new Uri((await klient.HentAsync($"/api/v1/dokumenter/{kladde}/udtjekning")).GetProperty("filer")[0].GetProperty("adresse").GetString()!).AbsolutePath;

        // In the middle of an upload: the disk has room for some of it.
        var ballast = Path.Combine(_database.Folder, "ballast");
        Fyld(ballast, tilbage: 3_000_000);
        Assert.Equal((HttpStatusCode)507, await LaegAsync(8_000_000));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "filer", "ny")));
        using (var klar = await klient.GetAsync(new Uri("/sundhed/klar", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, klar.StatusCode);
            Assert.Contains("disk", await klar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // Word saves a draft in place: told that there is no room, it goes on having its text, and what was saved before stands.
        var ord = await klient.GetByteArrayAsync(new Uri(adresse, UriKind.Relative));
        using (var gem = await klient.PutAsync(new Uri(adresse, UriKind.Relative), new ByteArrayContent(RandomNumberGenerator.GetBytes(8_000_000))))
            Assert.Equal((HttpStatusCode)507, gem.StatusCode);
        Assert.Equal(ord, await klient.GetByteArrayAsync(new Uri(adresse, UriKind.Relative)));
        Assert.Equal("Kladde"u8.ToArray(), ord);

        // Under the database: it is refused at some time, and what was answered before stays.
        Fyld(ballast, tilbage: 60_000);
        var svar = HttpStatusCode.Created;
        for (var i = 0; i < 300 && svar == HttpStatusCode.Created; i++)
            svar = await LaegAsync(2_000);
        Assert.Equal((HttpStatusCode)507, svar);

        File.Delete(ballast);
        for (var i = 0; i < 50 && (svar = await LaegAsync(100_000)) != HttpStatusCode.Created; i++)
            await Task.Delay(100); // the log of the database is made room for
        Assert.Equal(HttpStatusCode.Created, svar);
        foreach (var (dokument, indhold) in besvaret)
            Assert.Equal(indhold, await klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative)));
        Assert.Equal(besvaret.Count, _database.Tal("korsbaek", "select count(*) from dokument"));
        Assert.Equal(besvaret.Count - 1, _database.Tal("korsbaek", "select max(aktnr) from dokumentregistrering"));
        Assert.Equal(0, _database.Tal("korsbaek", "select coalesce(max(nr), 0) - count(*) from haendelse"));
        await server.StopAsync();
        var (kode, tekst) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
        Assert.True(kode == 0, tekst);

        async Task<HttpStatusCode> LaegAsync(int stoerrelse)
        {
            var indhold = RandomNumberGenerator.GetBytes(stoerrelse);
            using var lagt = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.bin", indhold, new { titel = "Brev", retning = "indgaaende", journaliser = true });
            if (lagt.StatusCode == HttpStatusCode.Created)
            {
                besvaret[(await lagt.ForventAsync()).GetProperty("id").GetString()!] = indhold;
                return lagt.StatusCode;
            }

            Assert.Equal("application/problem+json", lagt.Content.Headers.ContentType?.MediaType);
            Assert.Contains("plads", await lagt.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return lagt.StatusCode;
        }
    }

    /// <summary>A file that takes all room but so many bytes.</summary>
    private void Fyld(string fil, long tilbage)
    {
        File.Delete(fil);
        using var ballast = File.Create(fil);
        var klods = new byte[20_000];
        while (new DriveInfo(_database.Folder).AvailableFreeSpace > tilbage)
        {
            ballast.Write(klods);
            ballast.Flush(flushToDisk: true);
        }
    }

    private static void Koer(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        var fejl = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {fejl}");
    }
}
