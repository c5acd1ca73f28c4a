using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>The same day without a mouse: the focus is seen at every step, and an act never loses it.</summary>
[Collection("browser")]
public sealed partial class KunTastaturTests(Chromium chromium)
{
    /// <summary>What is wrong with how the focus is shown; null when it is seen, or has left the page for the browser's own bar.</summary>
    private const string SerFokus =
        """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return null; // leaves the page for the browser's own bar
          const name = `${e.tagName.toLowerCase()} ${e.id || e.name || e.textContent.trim().slice(0, 30)}`;
          const drawn = e.matches('.form-checkbox, .form-radio') ? getComputedStyle(e.nextElementSibling, '::before')
            : getComputedStyle(e.matches('input[type=file]') && e.closest('.slip') || e);
          const ring = drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) >= 2;
          if (!ring && e.id !== 'indhold') return `${name}: the focus is not seen`;
          const box = (e.matches('input[type=file]') && e.closest('.slip')?.querySelector('label') || e).getBoundingClientRect();
          if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return `${name}: the focus is outside the window`;
          const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 1), innerWidth - 1), y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 1);
          const at = document.elementFromPoint(x, y);
          const own = at && (e.contains(at) || at.contains(e) || e.labels && [...e.labels].some((l) => l.contains(at)) || e.closest('.slip')?.contains(at) || at.closest('.opslag-liste'));
          return own ? null : `${name}: the focus is hidden behind ${at?.tagName} ${at?.className}`;
        }
        """;

    [Fact]
    public async Task En_hel_dag_uden_mus()
    {
        await using var vindue = await chromium.AabnAsync();
        var side = vindue.Side;
        TaskCompletionSource<IFileChooser> vaelger = new(TaskCreationOptions.RunContinuationsAsynchronously);
        side.FileChooser += (_, v) => vaelger.TrySetResult(v);

        // Sign in: the field is ready.
        await side.GotoAsync("/logon");
        await side.Keyboard.TypeAsync("sagsbehandler");
        await TilAsync(side, "input[name=kodeord]");
        await side.Keyboard.TypeAsync("demo");
        await side.Keyboard.PressAsync("Enter");
        await NaaAsync(side, u => !u.Contains("/logon", StringComparison.Ordinal));

        // The keys are told by a key.
        await side.Keyboard.PressAsync("?");
        await Assertions.Expect(side.Locator("#genveje")).ToBeVisibleAsync();
        await side.Keyboard.PressAsync("Escape");
        await Assertions.Expect(side.Locator("#genveje")).ToBeHiddenAsync();

        // A new case from a template: N, arrows among the templates, look-ups with arrows and Enter, Ctrl+Enter.
        await side.Keyboard.PressAsync("n");
        await NaaAsync(side, u => u.Contains("/sager/ny", StringComparison.Ordinal));
        await TilIndholdAsync(side);
        await TilAsync(side, "input[name=skabelon]:checked");
        for (var i = 0; i < 30 && !await side.GetByLabel("Generel sag").IsCheckedAsync(); i++)
            await side.Keyboard.PressAsync("ArrowDown");
        Assert.True(await side.GetByLabel("Generel sag").IsCheckedAsync());
        await TilAsync(side, "input[name=titel]");
        await side.Keyboard.TypeAsync("Redskabsskur med tastaturbeslag");
        await TilAsync(side, "input[name=emne-tekst]");
        await side.Keyboard.TypeAsync("02.34.02");
        await side.Locator(".opslag-liste:visible [role=option]").First.WaitForAsync();
        await side.Keyboard.PressAsync("ArrowDown");
        await side.Keyboard.PressAsync("Enter");
        await TilAsync(side, "select[name=facet]");
        await side.Keyboard.TypeAsync("G01");
        await TilAsync(side, "input[name=part-tekst]");
        await side.Keyboard.TypeAsync("Tasja Tastebro");
        await side.Keyboard.PressAsync("Control+Enter");
        await NaaAsync(side, u => SagensAdresse().IsMatch(u));
        var nummer = SagensAdresse().Match(side.Url).Groups[1].Value;
        await FokusErSetAsync(side);

        // A file: Space opens the system's own dialogue.
        await GaaAsync(side, $"nav[aria-label='Sagens dele'] a[href$='{nummer}/dokumenter']");
        await TilIndholdAsync(side);
        await TilAsync(side, "input[type=file]");
        await side.Keyboard.PressAsync("Space");
        await (await vaelger.Task.WaitAsync(TimeSpan.FromSeconds(30))).SetFilesAsync(new FilePayload { Name = "skur.txt", MimeType = "text/plain", Buffer = "Skur på 12 m2"u8.ToArray() });
        await side.Locator(".alert", new() { HasText = "er lagt ind" }).WaitForAsync();
        await FokusErSetAsync(side);

        // Journalised from its page.
        await GaaAsync(side, "tbody a[href*='/dokumenter/']");
        await TilIndholdAsync(side);
        await SendAsync(side, "main button:text('Journalisér')");
        await Assertions.Expect(side.GetByText("Journaliseret").First).ToBeVisibleAsync();

        // Found: / , the number, J to the hit, Enter.
        await side.Keyboard.PressAsync("/");
        await side.Keyboard.TypeAsync("tastaturbeslag");
        await FokusErSetAsync(side);
        await side.Keyboard.PressAsync("Enter");
        await NaaAsync(side, u => u.Contains("/soegning", StringComparison.Ordinal));
        await side.Keyboard.PressAsync("j");
        await FokusErSetAsync(side);
        await GaaMedEnterAsync(side);
        Assert.Contains(nummer, side.Url, StringComparison.Ordinal);

        // A telephone call.
        await GaaAsync(side, $"nav[aria-label='Sagens dele'] a[href$='{nummer}/notater']");
        await TilIndholdAsync(side);
        await TilAsync(side, "input[name=overskrift]");
        await side.Keyboard.TypeAsync("Ringede om skurets højde");
        await TilAsync(side, "textarea[name=tekst]");
        await side.Keyboard.TypeAsync("Højst 2,5 meter ved skel.");
        await SendAsync(side, "main button:text('Gem endeligt')");

        // Decided, from the menu of the case.
        await MenuAsync(side, "/afgoerelse");
        await TilAsync(side, "input[name=art]");
        await side.Keyboard.TypeAsync("Tilladelse");
        await SendAsync(side, "main button.button-primary");

        // What the template asked to be remembered is done, one by one; the next row has the focus.
        await GaaAsync(side, $"nav[aria-label='Sagens dele'] a[href$='{nummer}/erindringer']");
        while (await side.Locator("main button:text-is('Klaret')").CountAsync() > 0)
        {
            await TilIndholdAsync(side);
            await SendAsync(side, "main button:text-is('Klaret')");
        }

        // Closed.
        await MenuAsync(side, "/afslut");
        await SendAsync(side, "main button.button-primary");
        await Assertions.Expect(side.GetByText("Afsluttet").First).ToBeVisibleAsync();
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }

    [Fact]
    public async Task Genveje_med_en_tast_kan_slaas_fra_og_til_igen()
    {
        await using var vindue = await chromium.AabnAsync("kollega");
        var side = vindue.Side;
        await SaetGenvejeAsync(side);
        await side.Keyboard.PressAsync("n");
        await side.Keyboard.PressAsync("?");
        await Assertions.Expect(side.Locator("#genveje")).ToBeHiddenAsync();
        Assert.EndsWith("/konto", side.Url, StringComparison.Ordinal);

        await SaetGenvejeAsync(side);
        await side.Keyboard.PressAsync("n");
        await NaaAsync(side, u => u.Contains("/sager/ny", StringComparison.Ordinal));
    }

    private static async Task SaetGenvejeAsync(IPage side)
    {
        await side.GotoAsync("/konto");
        await TilIndholdAsync(side);
        await TilAsync(side, "input[name=genveje]");
        await side.Keyboard.PressAsync("Space");
        await SendAsync(side, "main button:text('Gem valget')");
    }

    /// <summary>By the first link of the page to its content, as one who does not want to go through the menu.</summary>
    private static async Task TilIndholdAsync(IPage side)
    {
        await side.EvaluateAsync("document.querySelector('.skipnav').focus()"); // where Tab begins on a fresh page
        await FokusErSetAsync(side);
        await side.Keyboard.PressAsync("Enter");
        Assert.Equal("indhold", await side.EvaluateAsync<string>("document.activeElement.id"));
    }

    private static async Task MenuAsync(IPage side, string ende)
    {
        await TilIndholdAsync(side);
        await TilAsync(side, ".sagshoved details.menu summary");
        await side.Keyboard.PressAsync("Enter");
        await TilAsync(side, $".sagshoved .menu-liste a[href$='{ende}']");
        await GaaMedEnterAsync(side);
        await TilIndholdAsync(side);
    }

    private static async Task GaaAsync(IPage side, string vaelger)
    {
        await TilAsync(side, vaelger);
        await GaaMedEnterAsync(side);
    }

    private static async Task GaaMedEnterAsync(IPage side)
    {
        var foer = side.Url;
        await side.Keyboard.PressAsync("Enter");
        await NaaAsync(side, u => u != foer);
    }

    private static async Task NaaAsync(IPage side, Func<string, bool> adresse)
    {
        await side.WaitForURLAsync(adresse, new() { WaitUntil = WaitUntilState.Commit });
        await side.WaitForFunctionAsync("document.readyState === 'complete'");
    }

    /// <summary>Sends the form by its button, and sees that the page that answers says where the keyboard is.</summary>
    private static async Task SendAsync(IPage side, string knap)
    {
        await TilAsync(side, knap);
        await side.EvaluateAsync("() => { window.foer = true; }");
        await side.Keyboard.PressAsync("Enter");
        await side.WaitForFunctionAsync("() => !window.foer && document.readyState === 'complete'");
        await side.WaitForFunctionAsync("() => document.activeElement !== document.body");
        await FokusErSetAsync(side);
    }

    /// <summary>Tab until the focus is there; it is to be seen at each step on the way.</summary>
    private static async Task TilAsync(IPage side, string vaelger)
    {
        var maal = side.Locator(vaelger).First;
        await maal.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var i = 0; i < 120; i++)
        {
            if (await maal.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await side.Keyboard.PressAsync("Tab");
            await FokusErSetAsync(side);
        }

        Assert.Fail($"Tab does not reach {vaelger} on {side.Url}.");
    }

    private static async Task FokusErSetAsync(IPage side)
    {
        string? fejl = null;
        for (var i = 0; i < 6; i++)
        {
            if (i > 0)
                await Task.Delay(50); // what slides in is there in a moment
            fejl = await side.EvaluateAsync<string?>(SerFokus);
            if (fejl is null)
                return;
        }

        Assert.Fail($"{side.Url}: {fejl}");
    }

    [GeneratedRegex(@"/sager/(\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d-\d+-\d\d)")]
    private static partial Regex SagensAdresse();
}
