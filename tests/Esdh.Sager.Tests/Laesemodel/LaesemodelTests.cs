using System.Globalization;
using Esdh.Testing;
using Xunit.Abstractions;

namespace Esdh.Sager.Tests.Laesemodel;

/// <summary>
/// The model test of reading: a small authority drawn by a seed, every read path asked as everyone, and the answers held against <see cref="Orakel"/> in both
/// directions; and again after things have happened in it. <c>ESDH_LAESEMODEL_FROE</c> is the first seed, <c>ESDH_LAESEMODEL_GANGE</c> how many,
/// <c>ESDH_LAESEMODEL_HVER</c> how many pairs of each kind every route with something in its address is asked.
/// </summary>
public sealed class LaesemodelTests(ITestOutputHelper ud)
{
    private static int Tal(string navn, int ellers) => int.TryParse(Environment.GetEnvironmentVariable("ESDH_LAESEMODEL_" + navn), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : ellers;

    [Fact]
    public async Task Hver_laesevej_viser_praecis_hvad_oraklet_siger()
    {
        List<(string Rute, string Hvad)> fund = [];
        var (froe, gange) = (Tal("FROE", 2611), Tal("GANGE", 1));
        for (var i = froe; i < froe + gange; i++)
            fund.AddRange(await VerdenAsync(i));
        if (Environment.GetEnvironmentVariable("ESDH_LAESEMODEL_FIL") is { Length: > 0 } fil)
            await File.WriteAllLinesAsync(fil, fund.Select(f => $"{f.Rute}\t{f.Hvad}"));
        Assert.True(fund.Count == 0, $"{fund.Count} answers are not as they should be:\n" + string.Join('\n', fund
            .GroupBy(f => f.Rute).OrderByDescending(g => g.Count()).SelectMany(g => g.Take(3).Select(f => $"  {f.Hvad}").Prepend($"{g.Key} ({g.Count()})"))));
    }

    private async Task<IEnumerable<(string Rute, string Hvad)>> VerdenAsync(int froe)
    {
        await using var server = Testserver.Med(new Dictionary<string, string>());
        await server.InitializeAsync();
        var ur = System.Diagnostics.Stopwatch.StartNew();
        var verden = new Verden(server, froe);
        await verden.BygAsync(Tal("SAGER", Testdatabase.ErPostgresql ? 16 : 30), 3);
        var bygget = ur.Elapsed;
        List<(string Rute, string Hvad)> fund = [];
        for (var runde = 1; runde <= 2; runde++)
        {
            var laesning = new Laesning(server, verden, froe, runde, Tal("HVER", 1));
            await laesning.KoerAsync();
            ud.WriteLine($"seed {froe}, round {runde}: {laesning.Spurgt.Values.Sum()} answers of {laesning.Spurgt.Count} routes, {laesning.Fund.Count} wrong; {ur.Elapsed.TotalSeconds:0.0} s (made in {bygget.TotalSeconds:0.0} s)");
            if (runde == 1)
            {
                await verden.LevAsync(Testdatabase.ErPostgresql ? 40 : 70);
                await laesning.RedigeringerAsync(true);
                verden.NiTimer();
            }
            else
            {
                await laesning.WebhooksAsync();
            }

            fund.AddRange(laesning.Fund);
        }

        ud.WriteLine($"{verden.Alle<Sag>().Count()} cases, {verden.Alle<Dokument>().Count()} documents; " + string.Join(", ", verden.Handlinger.OrderBy(h => h.Key).Select(h => $"{h.Key} {h.Value.Gjort}/{h.Value.Afvist}")));
        return fund.Concat(verden.Fejl.Select(f => ("refused", f)));
    }
}
