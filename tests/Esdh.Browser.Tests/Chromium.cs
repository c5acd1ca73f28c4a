using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

[CollectionDefinition("browser")]
public sealed class Browsersamling : ICollectionFixture<Chromium>;

/// <summary>Debian's Chromium and a server with the whole demonstration, shared by all tests here.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public Chromium()
        : this(new() { ["Esdh:Demonstration"] = "fuld" })
    {
    }

    internal Chromium(Dictionary<string, string> indstillinger) => Server = Testserver.Med(indstillinger);

    public Testserver Server { get; }

    public string Rod => Server.Adresse.ToString().TrimEnd('/');

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A window of its own; what goes wrong in it is gathered in <see cref="Vindue.Fejl"/>.</summary>
    /// <param name="vaert">Host name, which says whose pages are seen; null for the demonstration's first authority.</param>
    public async Task<Vindue> AabnAsync(string? bruger = null, int bredde = 1280, bool moerk = false, bool script = true, string? vaert = null)
    {
        var rod = vaert is null ? Rod : $"http://{vaert}:{Server.Adresse.Port}";
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = bredde, Height = 900 }, ColorScheme = moerk ? ColorScheme.Dark : ColorScheme.Light, Locale = "da-DK",
            TimezoneId = "Europe/Copenhagen", BypassCSP = script, JavaScriptEnabled = script, BaseURL = rod, ReducedMotion = ReducedMotion.Reduce,
        });
        var vindue = new Vindue(context, await context.NewPageAsync(), rod);
        if (bruger is not null)
            await vindue.LogPaaAsync(bruger);
        return vindue;
    }
}

/// <summary>A browser window and what went wrong in it.</summary>
public sealed class Vindue : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    internal Vindue(IBrowserContext context, IPage side, string rod)
    {
        (_context, Side) = (context, side);
        side.Console += (_, besked) =>
        {
            if (besked.Type == "error")
                Fejl.Add($"{side.Url}: {besked.Text}");
        };
        side.PageError += (_, fejl) => Fejl.Add($"{side.Url}: {fejl}");
        side.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(rod, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                Fejl.Add($"{side.Url} asks elsewhere: {request.Url}");
        };
    }

    public IPage Side { get; }

    /// <summary>Console errors, script errors and requests to other hosts.</summary>
    public List<string> Fejl { get; } = [];

    public async Task LogPaaAsync(string bruger)
    {
        await Side.GotoAsync("/logon");
        await Side.FillAsync("input[autocomplete=username]", bruger);
        await Side.FillAsync("input[autocomplete=current-password]", "demo");
        await Side.PressAsync("input[autocomplete=current-password]", "Enter");
        await Side.WaitForURLAsync(url => !url.Contains("/logon", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
