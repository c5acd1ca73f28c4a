using System.Diagnostics;
using System.Security.Cryptography;
using Esdh.Testing;

namespace Esdh.Benchmarks;

/// <summary>
/// Copies of an authority, and one put back, by the command as an operator gives it (its start is counted), beside the bare work on the same disk: as many files read, hashed, written, flushed and named. <c>--n</c> files of half a megabyte,
/// 2,000 unless told, which is a gigabyte.
/// </summary>
internal sealed class Sikkerhedskopimaaling : IScenarie
{
    private const int Stoerrelse = 512 * 1024;

    public string Navn => "sikkerhedskopi";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var antal = n ?? 2_000;
        var (data, kopier) = (Path.Combine(folder, "data"), Path.Combine(folder, "kopier"));
        var filer = Path.Combine(data, "myndigheder", "korsbaek", "filer");
        await using (var server = await Klienter.StartAsync(data, preload))
        {
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse, Timeout = TimeSpan.FromMinutes(5) };
            using var svar = await klient.PostAsync(new Uri("/api/v1/sager", UriKind.Relative), Klienter.Json(new { titel = "Måling", emne = "05.09.04", facet = "G01" }));
            var sag = (await Klienter.SvarAsync(svar)).GetProperty("id").GetString();
            await Maaling.BelastAsync(4, antal, async _ =>
            {
                using var lagt = await klient.PostAsync(new Uri($"/api/v1/sager/{sag}/dokumenter", UriKind.Relative), Klienter.Fil(Stoerrelse, new { titel = "Brev", retning = "indgaaende" }));
                await Klienter.SvarAsync(lagt);
            });

            var gb = Filer(filer).Sum(f => new FileInfo(f).Length) / 1e9;
            Dictionary<string, string> settings = new() { ["Esdh:Data"] = data };
            var bare = await BareAsync(filer, Path.Combine(folder, "bare")) / gb;
            var foerste = await KommandoAsync(settings, "tag", $"--mappe={kopier}", "--myndighed=korsbaek") / gb;
            Maaling.Skriv(Navn, "første kopi mens serveren kører, mod rå kopi", "s/GB", foerste, bare);
            Maaling.Skriv(Navn, "næste kopi, uden nye filer", "s", await KommandoAsync(settings, "tag", $"--mappe={kopier}", "--myndighed=korsbaek"), null);
            await server.StopAsync();
            var tilbage = await KommandoAsync(settings, "gendan", $"--mappe={kopier}", "--myndighed=korsbaek", "--erstat=true") / gb;
            Maaling.Skriv(Navn, "gendannelse med kontrol, mod rå kopi", "s/GB", tilbage, bare);
        }
    }

    private static async Task<double> KommandoAsync(Dictionary<string, string> settings, params string[] valg)
    {
        var ur = Stopwatch.StartNew();
        var (kode, tekst) = await Serverproces.KommandoAsync(settings, ["sikkerhedskopi", .. valg]);
        return kode == 0 ? ur.Elapsed.TotalSeconds : throw new InvalidOperationException(tekst);
    }

    private static async Task<double> BareAsync(string fra, string til)
    {
        Directory.CreateDirectory(til);
        var ur = Stopwatch.StartNew();
        foreach (var fil in Filer(fra))
        {
            var indhold = await File.ReadAllBytesAsync(fil);
            var ny = Path.Combine(til, Convert.ToHexStringLower(SHA256.HashData(indhold)));
            using (var ud = File.OpenHandle(ny + ".ny", FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(ud, indhold, 0);
                RandomAccess.FlushToDisk(ud);
            }

            File.Move(ny + ".ny", ny);
        }

        var sekunder = ur.Elapsed.TotalSeconds;
        Directory.Delete(til, recursive: true);
        return sekunder;
    }

    private static IEnumerable<string> Filer(string mappe) => Directory.EnumerateFiles(mappe, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Length == 64);
}
