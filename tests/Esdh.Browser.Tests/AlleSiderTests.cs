using Deque.AxeCore.Playwright;
using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>What must hold of every page. Pages are found in the server's own route table: one that cannot be opened here fails.</summary>
[Collection("browser")]
public sealed class AlleSiderTests(Chromium chromium)
{
    /// <summary>Addresses that answer with something else than a page of ours.</summary>
    private static readonly string[] IkkeSider = ["/forslag", "/opslag/", "/csv", ".csv", "/fil", "/filer/", "/pdf", ".pdf", "/visning/", "/vis/{", "/udgaver/", "/aktliste.", "/hent", "/forhaandsvisning", "/stempel", ".xml", ".docx", "/billede"];

    public static TheoryData<string, int, bool> Visninger => new()
    {
        { "lys", 360, false }, { "lys", 1280, false }, { "lys", 1920, false }, { "mørk", 1280, true },
    };

    [Theory, MemberData(nameof(Visninger))]
    public async Task Alle_sider_er_tilgaengelige_og_holder_sig_i_bredden(string tone, int bredde, bool moerk)
    {
        Assert.NotNull(tone);
        List<string> fund = [];
        var sider = await SiderAsync();
        Assert.True(sider.Count > 20, $"Only {sider.Count} pages were found.");
        foreach (var gruppe in sider.GroupBy(s => s.Bruger))
        {
            await using var vindue = await chromium.AabnAsync(gruppe.Key, bredde, moerk);
            foreach (var (_, adresse) in gruppe)
            {
                IResponse? svar;
                try
                {
                    svar = await vindue.Side.GotoAsync(adresse);
                }
                catch (PlaywrightException e) when (e.Message.Contains("Download is starting", StringComparison.Ordinal))
                {
                    continue; // a file, not a page
                }
                if (svar is not { Status: < 400 })
                {
                    fund.Add($"{adresse} as {gruppe.Key}: status {svar?.Status}");
                    continue;
                }

                var bred = await vindue.Side.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (bred > 0)
                    fund.Add($"{adresse} at {bredde}: scrolls {bred} px sideways");
                if (!moerk && bredde > 360)
                    continue; // axe looks once at each tone: it takes a second a page
                foreach (var brud in (await vindue.Side.RunAxe()).Violations)
                    fund.Add($"{adresse} at {bredde}: {brud.Id} ({brud.Impact}) {brud.Nodes.Length} x, first {brud.Nodes[0].Target}");
            }

            fund.AddRange(vindue.Fejl);
        }

        Assert.True(fund.Count == 0, string.Join('\n', fund.Distinct()));
    }

    /// <summary>Each page's address with something of the demonstration in it, and a user who may see it.</summary>
    private async Task<IReadOnlyList<(string Bruger, string Adresse)>> SiderAsync()
    {
        var proever = await Proever.FindAsync(chromium.Server);
        List<(string, string)> sider = [];
        List<string> uden = [];
        foreach (var rute in Rute.Alle(chromium.Server).Where(r => r.ErSide && !IkkeSider.Any(i => r.Moenster.Contains(i, StringComparison.Ordinal))))
        {
            if (rute.Udfyld(proever.Vaerdi) is { } adresse)
                sider.Add((Proever.Bruger(rute), adresse));
            else
                uden.Add(rute.ToString());
        }

        Assert.True(uden.Count == 0, "Tell Proever how to fill: " + string.Join(", ", uden));
        return sider;
    }
}
