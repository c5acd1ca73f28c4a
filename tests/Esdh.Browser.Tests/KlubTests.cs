using System.Collections.Concurrent;
using System.Globalization;
using Esdh.Core.Web;
using Esdh.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>A browser and a server with the demonstration's club, and none of its cases.</summary>
public sealed class Klubbrowser : IAsyncLifetime
{
    public Chromium Chromium { get; } = new(new() { ["Esdh:Klub:Demonstration"] = "true" });

    public HttpClient Sekretariat => Chromium.Server.Som("kasserer", "klub");

    public Task<Vindue> SekretariatetAsync() => Chromium.AabnAsync("kasserer", vaert: "klub.localhost");

    public Task InitializeAsync() => Chromium.InitializeAsync();

    public Task DisposeAsync() => Chromium.DisposeAsync();
}

/// <summary>The club at its pages: joining, a wish, a vote, the road map and the bill; and all its pages at four widths and tones.</summary>
[Collection("browser")]
public sealed class KlubTests(Klubbrowser klub) : IClassFixture<Klubbrowser>
{
    private const string Api = "/api/v1/klub";

    [Fact]
    public async Task Fra_optagelse_og_oenske_til_stemme_koereplan_og_faktura()
    {
        var (server, nu) = (klub.Chromium.Server, klub.Chromium.Server.Ur.GetUtcNow());
        string Dag(int dage) => Core.Calendar.DanishTime.ShortDate(nu.AddDays(dage));
        await using var hos = await klub.SekretariatetAsync();
        await using var ude = await klub.Chromium.AabnAsync("leder");
        var (s, d) = (hos.Side, ude.Side);

        // The secretariat takes a municipality through sondering, afklaring and beslutning to optagelse.
        await s.GotoAsync("/klub/medlemmer/ny");
        await s.GetByLabel("Kommune", new() { Exact = true }).CheckAsync();
        foreach (var (felt, vaerdi) in new[]
        {
            ("navn", "Browserby Kommune (demonstration)"), ("cvr", Cvr()), ("gln", "9520000000509"), ("grundlagskode", "9970"), ("adresse", "Torvet 1"), ("postnummer", "9900"), ("by", "Browserby"), ("reference", "R-77"),
        })
            await s.FillAsync($"input[name={felt}]", vaerdi);
        await KnapAsync(s, "Opret medlem");
        await KnapAsync(s, "Før til afklaring");
        await s.FillAsync("textarea[name=businesscase]", "9 kr. pr. borger om året mod 14 i dag.");
        await KnapAsync(s, "Før til beslutning");
        await s.FillAsync("input[name=besluttet]", Dag(-7));
        await s.FillAsync("input[name=beslutning]", "Byrådet, punkt 12");
        await s.FillAsync("input[name=medlemFra]", $"01.01.{nu.Year}");
        await KnapAsync(s, "Før til optagelse");
        await Assertions.Expect(s.GetByText("Byrådet, punkt 12").First).ToBeVisibleAsync();
        await Assertions.Expect(s.GetByRole(AriaRole.Heading, new() { Name = "Giv mandat" })).ToBeVisibleAsync();

        // A member's delegate raises a wish; the working group and the secretariat make it ready.
        await d.GotoAsync("/klub/oensker/nyt");
        await d.FillAsync("input[name=titel]", "Oplæsning af breve for svagtseende");
        await d.FillAsync("textarea[name=problem]", "Skærmlæseren springer underskriften over.");
        await d.FillAsync("textarea[name=hvemHjaelpes]", "Tre medarbejdere hos os.");
        await d.FillAsync("input[name=modul]", "Dokumenter");
        await KnapAsync(d, "Foreslå ønsket");
        if (d.Url.EndsWith("/nyt", StringComparison.Ordinal)) // others that are much alike are shown first
            await KnapAsync(d, "Foreslå ønsket");
        await Assertions.Expect(d.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Oplæsning af breve for svagtseende" })).ToBeVisibleAsync();
        var oenske = new Uri(d.Url).AbsolutePath;
        var nr = oenske.Split('/')[^1].Split('-')[^1];
        async Task StandAsync(string stand) => await klub.Sekretariat.SendAsync($"{Api}/oensker/{nr}/stand", new { Stand = stand, Grund = "Besluttet af sekretariatet." });
        await StandAsync("Vurderes");
        await d.ReloadAsync();
        await d.GetByText("Skriv en vurdering").ClickAsync();
        await d.FillAsync("input[name=gruppe]", "Tilgængelighed");
        await d.FillAsync("input[name=timer]", "80");
        await d.FillAsync("input[name=vaerdi]", "5");
        await d.FillAsync("#vurdering-begrundelse", "Loven kræver det.");
        await KnapAsync(d, "Gem vurdering");
        await Assertions.Expect(d.GetByText("80 timer, værdi 5 af 5")).ToBeVisibleAsync();
        await StandAsync("Klar");

        // A ballot with the wish on it: the delegate shares out points and gets a receipt.
        var id = (await klub.Sekretariat.HentAsync($"{Api}/oensker/{nr}")).GetProperty("id").GetGuid();
        var andet = (await server.Som("leder").SendAsync($"{Api}/oensker", new { Titel = "Genveje til alt", Problem = "Musen.", HvemHjaelpes = "Alle.", Modul = "Kerne" })).GetProperty("nummer").GetString()!.Split('-')[^1];
        await klub.Sekretariat.SendAsync($"{Api}/oensker/{andet}/stand", new { Stand = "Vurderes", Grund = "x" });
        await server.Som("leder").SendAsync($"{Api}/oensker/{andet}/vurderinger", new { Gruppe = "Drift", Timer = 40, Vaerdi = 3, Begrundelse = "Lille." });
        await klub.Sekretariat.SendAsync($"{Api}/oensker/{andet}/stand", new { Stand = "Klar", Grund = "x" });
        var andetId = (await klub.Sekretariat.HentAsync($"{Api}/oensker/{andet}")).GetProperty("id").GetGuid();
        var nummer = (await klub.Sekretariat.SendAsync($"{Api}/afstemninger", new { Emne = "Prioritering", Titel = "Hvad begynder vi på?", Lukker = nu.AddMinutes(45), Pladser = 1, Oensker = new[] { id, andetId } })).GetProperty("nummer").GetString()!;
        await s.GotoAsync($"/klub/afstemninger/{nummer}");
        await KnapAsync(s, "Åbn afstemningen");
        await d.GotoAsync($"/klub/afstemninger/{nummer}");
        await d.Locator(".point input").First.FillAsync("100");
        await KnapAsync(d, "Afgiv stemme");
        await Assertions.Expect(d.GetByText("har stemt.").First).ToBeVisibleAsync();
        await Assertions.Expect(d.GetByRole(AriaRole.Heading, new() { Name = "Kvittering" })).ToBeVisibleAsync();
        server.Ur.Frem(TimeSpan.FromMinutes(46));
        await Vent.TilAsync(async () => (await klub.Sekretariat.HentAsync($"{Api}/afstemninger/{nummer}")).GetProperty("stand").GetString() == "Opgjort");
        await d.GotoAsync($"/klub/afstemninger/{nummer}");
        await Assertions.Expect(d.GetByRole(AriaRole.Heading, new() { Name = "Resultat" })).ToBeVisibleAsync();

        // Too few took part, so the assembly chooses; the secretariat puts it on the road map, and the member sees it there.
        await StandAsync("Valgt");
        await s.GotoAsync("/klub/koereplan/nyt");
        await s.SelectOptionAsync("select[name=oenske]", [new SelectOptionValue { Value = id.ToString() }]);
        foreach (var (felt, vaerdi) in new[] { ("titel", "Oplæsning af breve"), ("modul", "Dokumenter"), ("ejer", "Korsbæk Kommune"), ("fra", Dag(0)), ("til", Dag(120)), ("budget", "150000") })
            await s.FillAsync($"input[name={felt}]", vaerdi);
        await KnapAsync(s, "Opret initiativ");
        await d.GotoAsync("/klub/koereplan");
        await d.GetByRole(AriaRole.Link, new() { Name = "Oplæsning af breve" }).First.ClickAsync();
        await Assertions.Expect(d.GetByText("Oplæsning af breve for svagtseende").First).ToBeVisibleAsync();

        // The year's bill: made and issued by the secretariat, opened by the member.
        await klub.Sekretariat.SendAsync($"{Api}/folketal", new { csv = $"kode;aar;antal\n9970;{nu.Year};31000", kilde = "Opdigtet" });
        await s.GotoAsync($"/klub/fakturaer?aar={nu.Year}");
        await KnapAsync(s, $"Dan kladder for {nu.Year}");
        await s.GetByRole(AriaRole.Button, new() { NameRegex = new(@"^Udsted \d+ kladder endeligt$") }).ClickAsync();
        await Assertions.Expect(s.GetByRole(AriaRole.Link, new() { Name = "Browserby Kommune (demonstration)" })).ToBeVisibleAsync();
        await d.GotoAsync($"/klub/fakturaer?aar={nu.Year}");
        await d.Locator("table a[href^='/klub/fakturaer/']").First.ClickAsync();
        await Assertions.Expect(d.GetByRole(AriaRole.Heading, new() { Level = 1, NameRegex = new(@"^Faktura \d{5}$") })).ToBeVisibleAsync();
        await Assertions.Expect(d.GetByText($"Licens {nu.Year}").First).ToBeVisibleAsync();
        var pdf = await d.Context.APIRequest.GetAsync(klub.Chromium.Rod + new Uri(d.Url).AbsolutePath + "/faktura.pdf");
        Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.Headers["content-type"]));
        Assert.True(hos.Fejl.Count + ude.Fejl.Count == 0, string.Join('\n', hos.Fejl.Concat(ude.Fejl)));
    }

    [Fact]
    public async Task Alle_klubbens_sider_er_tilgaengelige_og_holder_sig_i_bredden()
    {
        Dictionary<string, string> proever = new() { ["/klub/medlemmer"] = "1", ["/klub/koereplan/rapport"] = $"{(await klub.Sekretariat.HentAsync($"{Api}/koereplan")).GetProperty("halvaar").GetInt32()}" };
        foreach (var (sti, felt) in new[] { ("/klub/afstemninger", "nummer"), ("/klub/oensker", "nummer"), ("/klub/koereplan", "nr"), ("/klub/generalforsamlinger", "id") })
        {
            var svar = await klub.Sekretariat.HentAsync(sti.Replace("/klub", Api, StringComparison.Ordinal));
            var raekker = svar.ValueKind == System.Text.Json.JsonValueKind.Array ? svar : svar.EnumerateObject().First(p => p.Value.ValueKind == System.Text.Json.JsonValueKind.Array).Value;
            var vaerdi = raekker.EnumerateArray().First().GetProperty(felt).ToString();
            proever[sti] = sti == "/klub/oensker" ? vaerdi.Split('-')[^1].TrimStart('0') : vaerdi;
        }

        ConcurrentBag<string> fund = [];
        await using var hos = await klub.SekretariatetAsync();
        await using var ude = await klub.Chromium.AabnAsync("leder");
        var sete = 0;
        foreach (var sti in Sider().Select(m => Udfyld(m, proever)).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            foreach (var (vindue, hvem) in new[] { (hos.Side, "kasserer"), (ude.Side, "leder") })
            {
                using var svar = await (hvem == "leder" ? klub.Chromium.Server.Som("leder") : klub.Sekretariat).GetAsync(new Uri(sti, UriKind.Relative));
                if (!svar.IsSuccessStatusCode || svar.Content.Headers.ContentType?.MediaType != "text/html")
                    continue; // a file, or a page that is the other's
                await AlleSiderTests.SeEnAsync(vindue, new(hvem, sti), fund);
                sete++;
            }
        }

        Assert.True(sete >= 40, $"Only {sete} pages were seen.");
        Assert.True(fund.IsEmpty, string.Join('\n', fund.Distinct().Order(StringComparer.Ordinal)));
    }

    /// <summary>The club's own pages, from the server's route table.</summary>
    private IEnumerable<Sidemoenster> Sider() =>
        from endpoint in klub.Chromium.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<ModuleMark>()?.Name == "klub" && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
        where endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == false
        select new Sidemoenster([.. endpoint.RoutePattern.PathSegments.Select(s => s.Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l] ? l.Content : null)]);

    private static string? Udfyld(Sidemoenster moenster, Dictionary<string, string> proever)
    {
        var sti = "";
        foreach (var led in moenster.Led)
        {
            if ((led ?? proever.GetValueOrDefault(sti)) is not { } del)
                return null;
            sti += "/" + del;
        }

        return sti;
    }

    /// <param name="Led">Its parts; null for one that is to be filled in.</param>
    private sealed record Sidemoenster(IReadOnlyList<string?> Led);

    /// <summary>With a valid check digit, from a series far above any in use.</summary>
    private static string Cvr()
    {
        int[] vaegte = [2, 7, 6, 5, 4, 3, 2, 1];
        for (var tal = 97_100_000; ; tal++)
        {
            var tekst = tal.ToString("00000000", CultureInfo.InvariantCulture);
            if (tekst.Zip(vaegte, (c, v) => (c - '0') * v).Sum() % 11 == 0)
                return tekst;
        }
    }

    private static Task KnapAsync(IPage side, string navn) => side.GetByRole(AriaRole.Button, new() { Name = navn, Exact = true }).ClickAsync();
}
