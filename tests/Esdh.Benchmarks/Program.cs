using System.Globalization;
using Esdh.Benchmarks;
using Esdh.Benchmarks.Kommune;

// dotnet run -c Release --project tests/Esdh.Benchmarks -- journaliser|opret-sag|start|adgangslog|masse|analyse [--n N] [--data FOLDER] [--flush-ms MS]
// dotnet run -c Release --project tests/Esdh.Benchmarks -- byg|aabn-sag|soeg|hverdag|skala [--n CASES] [--data FOLDER] [--antal N] [--ud FILE], vaekst --fra FILE --ud FILE.svg [--tabel DOCUMENT.md]
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["raa", var database, var files, var count, ..])
    return Raa.Run(database, files, int.Parse(count, CultureInfo.InvariantCulture));
if (args is [Arkivversionsmaaling.Barn, var data, var ud, ..])
    return await Arkivversionsmaaling.BygAsync(data, ud, args.ElementAtOrDefault(3));

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
int? n = Option("--n") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
var flush = double.Parse(Option("--flush-ms") ?? "0", CultureInfo.InvariantCulture);
var erKommune = args.FirstOrDefault() is "byg" or "aabn-sag" or "soeg" or "hverdag" or "skala"; // whose folder is kept
using var folder = new Maalemappe(erKommune && Option("--data") is { } kept ? Path.GetDirectoryName(Path.GetFullPath(kept)) : Option("--data"));
Console.WriteLine($"# {Maskine.Beskriv(folder.Path)}");
using var shim = Flushforsinkelse.Lav(folder.Path, flush);
switch (args.FirstOrDefault())
{
    case "journaliser":
        await Journaliser.RunAsync(folder.Path, n ?? 1000, shim?.Library, flush);
        return 0;
    case "opret-sag":
        await OpretSag.RunAsync(folder.Path, n ?? 1000, shim?.Library);
        return 0;
    case "adgangslog":
        await Adgangslogmaaling.RunAsync(folder.Path, n ?? 4000, shim?.Library);
        return 0;
    case "masse":
        await Massearbejde.RunAsync(folder.Path, n ?? 10_000, shim?.Library);
        return 0;
    case "byg" or "aabn-sag" or "soeg" or "hverdag" or "skala":
        var antal = int.Parse(Option("--antal") ?? "400", CultureInfo.InvariantCulture);
        await Skala.RunAsync(args[0], n is { } kun ? [kun] : args[0] == "skala" ? [10_000, 100_000, 1_000_000] : [100_000], Option("--data"), antal, Option("--ud"), folder.Path, shim?.Library);
        return 0;
    case "vaekst":
        Vaekst.Tegn(Option("--fra") ?? throw new ArgumentException("--fra FILE of JSON lines"), Option("--ud") ?? throw new ArgumentException("--ud FILE.svg"), Option("--tabel"));
        return 0;
    case "analyse":
        Analyse.Run(n ?? 20);
        return 0;
    case "start":
        await Start.RunAsync(folder.Path, n ?? 5);
        return 0;
    case { } navn when IScenarie.Alle.FirstOrDefault(s => s.Navn == navn) is { } scenarie:
        await scenarie.RunAsync(folder.Path, n, shim?.Library);
        return 0;
    default:
        Console.Error.WriteLine($"scenarios: journaliser, opret-sag, start, adgangslog, masse, analyse, byg, aabn-sag, soeg, hverdag, skala, vaekst{string.Concat(IScenarie.Alle.Select(s => ", " + s.Navn))}; options: --n N, --data FOLDER (on the disk to measure), --flush-ms MS (added to every flush, on both sides), --antal N (requests of a figure), --ud FILE (also there)");
        return 2;
}
