using Esdh.Core.Files.Pdf;
using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>A request for access at the pages, from the case it is about to the closed request.</summary>
[Collection("browser")]
public sealed class AktindsigtTests(Chromium chromium)
{
    [Fact]
    public async Task Fra_anmodning_til_afsluttet_sag()
    {
        var robot = chromium.Server.Som("sagsbehandler");
        var kilde = (await robot.SendAsync("/api/v1/sager", new { titel = "Træfældning ved åen (demonstration)", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        using var pdf = new MemoryStream();
        using (var skriver = new PdfWriter("Anmeldelse"))
            skriver.PlainText("Jørgen Demovidne så, at træet blev fældet en søndag.").Save(pdf);
        var id = (await (await robot.UploadAsync($"/api/v1/sager/{kilde}/dokumenter", "anmeldelse.pdf", pdf.ToArray(), new { titel = "Anmeldelse", retning = "indgaaende" })).ForventAsync()).GetProperty("id").GetString();
        await robot.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
        await using var vindue = await chromium.AabnAsync("sagsbehandler");
        var side = vindue.Side;
        Task KnapAsync(string navn) => side.GetByRole(AriaRole.Button, new() { Name = navn, Exact = true }).ClickAsync();

        // From the case that it is about: subject and source come by themselves.
        await side.GotoAsync($"/sager/{kilde}");
        await side.Locator("summary[aria-label='Flere handlinger']").First.ClickAsync();
        await side.GetByRole(AriaRole.Link, new() { Name = "Ny undersag: Aktindsigt" }).ClickAsync();
        await side.FillAsync("[name=titel]", "Aktindsigt i træfældning (demonstration)");
        await side.SelectOptionAsync("select[name='felter.regime']", "offentlighed");
        await side.FillAsync("[name='felter.emne']", "Alt om træet ved åen");
        await side.FillAsync("input[name=part-tekst]", "Signe Demojournalist");
        await KnapAsync("Opret sag");
        await side.WaitForURLAsync(u => u.Contains("/sager/", StringComparison.Ordinal) && !u.EndsWith("/ny", StringComparison.Ordinal));
        var sag = new Uri(side.Url).AbsolutePath;
        var nummer = sag.Split('/')[^1];

        // Each document is judged; what concerns a witness is hidden.
        await side.GetByRole(AriaRole.Link, new() { Name = "Aktindsigt", Exact = true }).First.ClickAsync();
        await Assertions.Expect(side.GetByText("Træfældning ved åen (demonstration)").First).ToBeVisibleAsync();
        await side.GetByLabel("Vælg Anmeldelse").CheckAsync();
        await side.GetByLabel("Udleveres delvist").CheckAsync();
        await side.FillAsync("input[name=hjemmel]", "offentlighedslovens § 30");
        await side.FillAsync("form[action$='/dokumenter'] textarea[name=begrundelse]", "Vidnets navn er et privat forhold.");
        await KnapAsync("Gem vurderingen");
        await side.GetByRole(AriaRole.Link, new() { Name = "Vælg, hvad der skjules" }).ClickAsync();
        await side.FillAsync("textarea[name=ord]", "Jørgen\nDemovidne");
        await KnapAsync("Gem det, der skjules");
        await side.GotoAsync($"{sag}/aktindsigt");
        await side.GetByText("Skriv overvejelsen").ClickAsync();
        await side.FillAsync("textarea[name=overvejelse]", "Hensynet til vidnet vejer tungere end interessen i navnet.");
        await KnapAsync("Gem overvejelsen");
        await KnapAsync("Lav og journalisér afgørelsen");

        // It is made while one does something else; the page follows by itself.
        await Assertions.Expect(side.GetByText("Svaret er lavet")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var svar = (await robot.HentAsync($"/api/v1/aktindsigter/{nummer}")).GetProperty("svar").EnumerateArray().Single().GetProperty("dokumentId").GetString();
        using var fil = new MemoryStream(await robot.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{svar}/filer/1", UriKind.Relative)));
        using var qpdf = new Qpdf();
        Assert.Empty(await new PdfRedactor(qpdf).ProveAsync(fil, ["Jørgen", "Demovidne"], picturesOnly: false));

        // Decided and closed.
        foreach (var (trin, knap) in new[] { ("afgjort", "Aktindsigten er afgjort"), ("afsluttet", "Afslut sagen") })
        {
            foreach (var e in (await robot.HentAsync($"/api/v1{sag}/erindringer")).GetProperty("poster").EnumerateArray().Where(e => trin == "afsluttet" && e.GetProperty("afsluttet").ValueKind == System.Text.Json.JsonValueKind.Null))
                await robot.SendAsync($"/api/v1/erindringer/{e.GetProperty("id").GetString()}/klaring", new { });
            await side.GotoAsync($"{sag}/trin?til={trin}");
            await KnapAsync(knap);
            await side.WaitForURLAsync(u => new Uri(u).AbsolutePath == sag);
        }

        await Assertions.Expect(side.GetByText("Aktindsigt afsluttet").First).ToBeVisibleAsync();
        await side.GotoAsync($"{sag}/historik");
        await Assertions.Expect(side.GetByText("Afgørelsen blev lavet: 0 udleveret, 1 delvist, 0 undtaget.").First).ToBeVisibleAsync();
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }
}
