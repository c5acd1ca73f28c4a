using Esdh.Core.Web;
using Esdh.Testing;

namespace Esdh.Browser.Tests;

/// <summary>How often a page asks the database: as often as its route names at most, however much the demonstration has to show.</summary>
[Collection("browser")]
public sealed class ForespoergslerTests(Chromium chromium)
{
    [Fact]
    public async Task Ingen_side_spoerger_databasen_oftere_end_dens_rute_siger()
    {
        using var taeller = await Forespoergsler.StartAsync();
        var ruter = Rute.Alle(chromium.Server).Where(r => r.ErSide).ToDictionary(r => r.Moenster, r => r.Forespoergsler);
        List<string> fund = [];
        foreach (var side in (await Side.AlleAsync(chromium.Server)).Where(s => s is { Bruger: not null, Status: 200 }))
        {
            var spurgt = await SpoergAsync(taeller, chromium.Server.Som(side.Bruger!), side.Adresse);
            var graense = side.Forespoergsler ?? ruter.GetValueOrDefault(side.Adresse.Split('?')[0], QueryBound.Default);
            if (spurgt.Count > graense)
                spurgt = await SpoergAsync(taeller, chromium.Server.Som(side.Bruger!), side.Adresse); // who asks was looked up anew
            if (spurgt.Count > graense)
                fund.Add($"{side}: {spurgt.Count} statements of {graense}\n  {string.Join("\n  ", spurgt.Select(Forespoergsler.Kort))}");
        }

        Assert.True(fund.Count == 0, string.Join('\n', fund));
    }

    [Fact]
    public async Task Sagslisten_spoerger_ikke_mere_for_mange_sager_end_for_faa()
    {
        using var taeller = await Forespoergsler.StartAsync();
        var klient = chromium.Server.Som("arkivar");
        var mange = await SpoergAsync(taeller, klient, "/sager?tilstand=alle");
        var faa = await SpoergAsync(taeller, klient, "/sager?tilstand=alle&tekst=carport");
        Assert.InRange(mange.Count, 1, faa.Count + 2);
    }

    /// <summary>The second of two: what is remembered from the first is remembered for the next, too.</summary>
    private static async Task<IReadOnlyCollection<string>> SpoergAsync(Forespoergsler taeller, HttpClient klient, string adresse)
    {
        await taeller.SpoergAsync(klient, new HttpRequestMessage(HttpMethod.Get, adresse));
        return (await taeller.SpoergAsync(klient, new HttpRequestMessage(HttpMethod.Get, adresse))).Saetninger;
    }
}
