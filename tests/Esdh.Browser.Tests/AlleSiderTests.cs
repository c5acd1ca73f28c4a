using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>
/// What must hold of every page, at four widths and tones. Pages are found in the server's own route table: one that cannot be opened
/// here fails. axe looks once at narrow and light, and once more at the colours at wide and dark; two windows at a time.
/// </summary>
[Collection("browser")]
public sealed class AlleSiderTests(Chromium chromium)
{
    private const int Vinduer = 2;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    [Fact]
    public async Task Alle_sider_er_tilgaengelige_og_holder_sig_i_bredden()
    {
        var sider = await Side.AlleAsync(chromium.Server);
        Assert.True(sider.Count > 60, $"Only {sider.Count} pages were found.");
        ConcurrentQueue<Side> resten = new(sider.OrderBy(s => s.Bruger, StringComparer.Ordinal));
        ConcurrentBag<string> fund = [];
        await Task.WhenAll(Enumerable.Range(0, Vinduer).Select(_ => SeAsync(resten, fund)));
        Assert.True(fund.IsEmpty, string.Join('\n', fund.Distinct().Order(StringComparer.Ordinal)));
    }

    private async Task SeAsync(ConcurrentQueue<Side> resten, ConcurrentBag<string> fund)
    {
        Vindue? vindue = null;
        string? bruger = null;
        while (resten.TryDequeue(out var side))
        {
            if (vindue is null || bruger != side.Bruger)
            {
                await LukAsync(vindue, fund);
                (vindue, bruger) = (await chromium.AabnAsync(side.Bruger), side.Bruger);
            }

            await SeEnAsync(vindue.Side, side, fund);
        }

        await LukAsync(vindue, fund);
    }

    /// <summary>Looks at one page, and puts what is wrong with it in <paramref name="fund"/>.</summary>
    internal static async Task SeEnAsync(IPage vindue, Side side, ConcurrentBag<string> fund)
    {
        await vindue.SetViewportSizeAsync(360, 900);
        await vindue.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        IResponse? svar;
        try
        {
            svar = await vindue.GotoAsync(side.Adresse);
        }
        catch (PlaywrightException e) when (e.Message.Contains("Download is starting", StringComparison.Ordinal))
        {
            return; // a file, not a page
        }

        if (svar is null || svar.Status != side.Status)
        {
            fund.Add($"{side}: status {svar?.Status}, not {side.Status}");
            return;
        }

        if (!(await svar.HeaderValueAsync("content-type") ?? "").StartsWith("text/html", StringComparison.Ordinal))
            return; // a file, or an answer to a script
        if (await vindue.EvaluateAsync<string?>(
            """
            () => document.documentElement.lang !== 'da' ? 'is not said to be Danish'
              : document.querySelectorAll('h1').length !== 1 ? `has ${document.querySelectorAll('h1').length} h1`
              : !document.title.endsWith('· Esdh') || document.title.startsWith('·') ? `has the title »${document.title}«` : null
            """) is { } mangel)
            fund.Add($"{side}: {mangel}");

        await vindue.EvaluateAsync(Axe);
        await AxeAsync(vindue, side, fund, "360 light", kunFarver: false);
        foreach (var bredde in (int[])[360, 1280, 1920])
            await BredAsync(vindue, side, fund, bredde);

        await vindue.SetViewportSizeAsync(1280, 900);
        await vindue.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await vindue.GotoAsync(side.Adresse);
        await vindue.EvaluateAsync(Axe);
        await AxeAsync(vindue, side, fund, "1280 dark", kunFarver: true);
    }

    /// <summary>A new width or tone shows from the next frame on.</summary>
    private static async Task VistAsync(IPage vindue) => await vindue.EvaluateAsync("() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))");

    private static async Task BredAsync(IPage vindue, Side side, ConcurrentBag<string> fund, int bredde)
    {
        await vindue.SetViewportSizeAsync(bredde, 900);
        await VistAsync(vindue);
        if (await vindue.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var bred)
            fund.Add($"{side} at {bredde}: scrolls {bred} px sideways");
    }

    /// <param name="kunFarver">What the tone changes is the colours; all else is looked at once.</param>
    private static async Task AxeAsync(IPage vindue, Side side, ConcurrentBag<string> fund, string hvor, bool kunFarver)
    {
        await VistAsync(vindue);
        var brud = await vindue.EvaluateAsync<string[]>(
            """
            async (kunFarver) => {
              const found = await axe.run({ resultTypes: ['violations'], preload: false, ...(kunFarver ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}) });
              return found.violations.map((v) => `${v.id} (${v.impact}) ${v.nodes.length} x, first ${v.nodes[0].target.join(' ')}`);
            }
            """, kunFarver);
        foreach (var b in brud)
            fund.Add($"{side} at {hvor}: {b}");
    }

    private static async Task LukAsync(Vindue? vindue, ConcurrentBag<string> fund)
    {
        if (vindue is null)
            return;
        foreach (var fejl in vindue.Fejl.Where(f => !f.Contains("Failed to load resource", StringComparison.Ordinal))) // the refusals that are asked for
            fund.Add(fejl);
        await vindue.DisposeAsync();
    }
}
