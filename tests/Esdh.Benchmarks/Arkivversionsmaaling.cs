using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Esdh.Arkiv.Version;
using Esdh.Arkiv.Version.Tiff;
using Esdh.Benchmarks.Kommune;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;

namespace Esdh.Benchmarks;

/// <summary>
/// A version of a whole municipality without the conversion: the tables of all cases, and the files and indices of the documents of one year, whose pages are a copy of one page. Each in a process of its own, whose most memory is
/// read. The aims are ten minutes for a million cases, and as much less for fewer, and 500 MB.
/// </summary>
internal sealed class Arkivversionsmaaling : IScenarie
{
    public const string Barn = "arkivbyg";

    private const string Id = "AVID.KORS.1001";
    private const double SekunderPrMillion = 600, MestMb = 500;

    /// <summary>From this size on one year holds some 300,000 documents.</summary>
    private const int Stor = 1_000_000;

    public string Navn => "arkivversion";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var sager = n ?? 100_000;
        Maaling.Cases = sager;
        var mappe = Kommunemappe.Sti(null, sager);
        await Kommunemappe.SikrAsync(mappe, sager);
        var tabeller = Koer(mappe, Path.Combine(folder, "tabeller"), null, preload);
        Maaling.Skriv(Navn, "tabeller", "s", tabeller.Sekunder, SekunderPrMillion * sager / 1_000_000);
        Maaling.Skriv(Navn, "tabeller, hukommelse, højeste", "MB", tabeller.Mb, MestMb);
        Maaling.Skriv(Navn, "tabeller, rækker", "rækker/s", tabeller.Antal / tabeller.Sekunder, null);
        Directory.Delete(Path.Combine(folder, "tabeller"), recursive: true);

        var filer = Koer(mappe, Path.Combine(folder, "filer"), sager >= Stor ? "aar" : "alt", preload);
        Maaling.Skriv(Navn, string.Create(CultureInfo.InvariantCulture, $"filer og indekser, {filer.Antal} dokumenter"), "s", filer.Sekunder, null);
        Maaling.Skriv(Navn, "filer og indekser, hukommelse, højeste", "MB", filer.Mb, MestMb);
        Maaling.Skriv(Navn, "filer og indekser", "dokumenter/s", filer.Antal / filer.Sekunder, null);
    }

    private static (double Sekunder, double Mb, double Antal) Koer(string mappe, string ud, string? filer, string? preload)
    {
        Directory.CreateDirectory(ud);
        string[] argumenter = [typeof(Arkivversionsmaaling).Assembly.Location, Barn, mappe, ud, .. filer is null ? (string[])[] : [filer]];
        var start = new ProcessStartInfo("dotnet", argumenter) { RedirectStandardOutput = true };
        if (preload is not null)
            start.Environment["LD_PRELOAD"] = preload;
        using var proces = Process.Start(start)!;
        var svar = proces.StandardOutput.ReadToEnd();
        proces.WaitForExit();
        if (proces.ExitCode != 0)
            throw new InvalidOperationException("The version was not built.");
        var tal = svar.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return (tal[0], tal[1], tal[2]);
    }

    /// <summary>The child: builds, and writes seconds, megabytes and how many.</summary>
    /// <param name="data">The municipality.</param>
    /// <param name="ud">Gets the version.</param>
    /// <param name="filer">Null for the tables alone; <c>aar</c> for one year's files, <c>alt</c> for all.</param>
    public static async Task<int> BygAsync(string data, string ud, string? filer)
    {
        var nu = TimeProvider.System.GetUtcNow();
        var (fra, til) = filer == "aar" ? (new DateOnly(nu.Year - 2, 1, 1), new DateOnly(nu.Year - 2, 12, 31)) : ((DateOnly?)null, (DateOnly?)null);
        var myndighed = await Authority.OpenReadOnlyAsync(new(Kommunemappe.Myndighed, "Korsbæk Kommune", "", true), Migrator.PerAuthority, new(Provider.Sqlite, data, null), CancellationToken.None);
        try
        {
            using var bygger = new Versionsbygger(myndighed, Versionsplan.Enkel(Id, "Korsbæk Kommune", nu, fra, til), ud, Formplan.Uafklaret, linje => Console.WriteLine($"# {linje}"));
            var ur = Stopwatch.StartNew();
            await bygger.PortionAsync(CancellationToken.None);
            double antal = bygger.Stand!.Tabeller.Sum(t => t.Raekker);
            if (filer is not null)
            {
                antal = SomOmKonverteret(bygger, ud);
                ur.Restart();
                while (await bygger.PortionAsync(CancellationToken.None))
                {
                }

                bygger.GivNavn();
            }

            var sekunder = ur.Elapsed.TotalSeconds;
            var mb = double.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sekunder} {mb} {antal}"));
        }
        finally
        {
            await myndighed.CloseAsync();
        }

        return 0;
    }

    /// <summary>Every file gets one and the same page, so that what is timed afterwards is all but the conversion.</summary>
    private static int SomOmKonverteret(Versionsbygger bygger, string ud)
    {
        var side = Path.Combine(ud, "side.tif");
        var ppm = Path.Combine(ud, "side.ppm");
        File.WriteAllBytes(ppm, [.. "P6\n1656 2339\n255\n"u8, .. Enumerable.Repeat((byte)255, 1656 * 2339 * 3)]);
        using (var tiff = new Tiffskriver(side))
        {
            tiff.Side(ppm, 200);
            tiff.Slut();
        }

        var indhold = File.ReadAllBytes(side);
#pragma warning disable CA5351 // the archives' own choice
        var md5 = Convert.ToHexString(MD5.HashData(indhold));
#pragma warning restore CA5351
        foreach (var id in bygger.Arbejde.Laes("select id from fil", r => r.GetInt64(0)))
        {
            var til = bygger.Vente(id);
            Directory.CreateDirectory(Path.GetDirectoryName(til)!);
            File.WriteAllBytes(til, indhold);
        }

        return bygger.Arbejde.Koer("update fil set tilstand = 'Ok', sider = 1, bytes = $a, md5 = $b", indhold.Length, md5);
    }
}
