using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>A building case at the pages, from the application to the closed case. The module is switched on in the demonstration.</summary>
[Collection("browser")]
public sealed class ByggesagTests(Chromium chromium)
{
    [Fact]
    public async Task Fra_ansoegning_til_afsluttet_sag()
    {
        var robot = chromium.Server.Som("sagsbehandler");
        var svar = await robot.SendAsync("/api/v1/byggesager/ansoegninger", new
        {
            ansoegningId = "BOM-BROWSER-1", titel = "Udestue med skydedøre (demonstration)", art = "tilbygning", kategori = "simpel", areal = 24,
            ejendom = new { adresse = "Bag møllen", postnummer = "4000", by = "Korsbæk", bfe = "9000777" }, ansoeger = new { navn = "Ditte Demoansøger" },
        });
        Assert.Equal("Venter", svar.GetProperty("tilstand").GetString());
        await using var vindue = await chromium.AabnAsync("sagsbehandler");
        var side = vindue.Side;
        Task KnapAsync(string navn) => side.GetByRole(AriaRole.Button, new() { Name = navn, Exact = true }).ClickAsync();
        Task LinkAsync(string navn) => side.GetByRole(AriaRole.Link, new() { Name = navn, Exact = true }).First.ClickAsync();

        // The application waits, because its address is unknown; it is completed.
        await side.GotoAsync("/byggesager");
        await side.GetByRole(AriaRole.Navigation, new() { Name = "Byggesager" }).Or(side.Locator(".tabs, .fanelinje, main")).First.WaitForAsync();
        await side.GotoAsync("/byggesager/indgang");
        await LinkAsync("Udestue med skydedøre (demonstration)");
        await Assertions.Expect(side.GetByText("Adressen er ukendt")).ToBeVisibleAsync();
        await side.FillAsync("input[name=adresse]", "Møllevej 3, 4000 Korsbæk");
        await KnapAsync("Opret byggesag");
        await side.WaitForURLAsync(u => u.Contains("/sager/", StringComparison.Ordinal));
        var sag = new Uri(side.Url).AbsolutePath;

        // Something is missing: the letter, the journal, the step and the clock in one press.
        await LinkAsync("Bed om oplysninger");
        await side.FillAsync("textarea[name=mangler]", "Snittegning i 1:100\nFuldmagt fra ejer");
        await KnapAsync("Journalisér mangelbrev, og stop uret");
        await side.WaitForURLAsync(u => u.Contains("/dokumenter/", StringComparison.Ordinal));
        await Assertions.Expect(side.GetByText("Mangelbrevet er journaliseret")).ToBeVisibleAsync();
        await side.GotoAsync(sag + "/mangler");
        await side.GetByLabel("Snittegning i 1:100").CheckAsync();
        await side.GetByLabel("Fuldmagt fra ejer").CheckAsync();
        await KnapAsync("Er kommet");

        // All has come: fully informed, with the fields that the step asks for.
        await side.SelectOptionAsync("select[name='felter.omfattet']", "ja");
        await KnapAsync("Erklær fuldt oplyst");
        await Assertions.Expect(side.GetByText("Sagen står nu på »Fuldt oplyst«.")).ToBeVisibleAsync();
        await side.GotoAsync("/byggesager?ejendom=9000777");
        await Assertions.Expect(side.GetByText("Om 40 dage")).ToBeVisibleAsync();
        await side.GotoAsync(sag + "/ejendom");
        await Assertions.Expect(side.GetByText("Der er ingen andre byggesager på ejendommen.")).ToBeVisibleAsync();

        // Time is put on it.
        await side.GotoAsync(sag + "/gebyr");
        await side.SelectOptionAsync("select[name=gebyr]", "Byggesagsbehandling (demonstration)");
        await side.FillAsync("input[name=tid]", "1.30");
        await KnapAsync("Læg gebyr på sagen");
        await Assertions.Expect(side.GetByText("1.230,00 kr. er lagt på sagen", new() { Exact = false }).First).ToBeVisibleAsync();

        // Decided; the letters are made elsewhere in the engine, so here by REST.
        async Task DokumentAsync(string type)
        {
            var id = (await (await robot.UploadAsync($"/api/v1{sag}/dokumenter", "brev.txt", "Et brev til demonstration"u8.ToArray(), new { titel = type, retning = "udgaaende", dokumenttype = type })).ForventAsync()).GetProperty("id").GetString();
            await robot.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
        }

        async Task TrinAsync(string knap, params (string Felt, string Vaerdi)[] felter)
        {
            await side.GotoAsync(sag);
            await LinkAsync(knap);
            foreach (var (felt, vaerdi) in felter)
                await side.FillAsync($"[name='{felt}']", vaerdi);
            await KnapAsync(knap);
            await side.WaitForURLAsync(u => new Uri(u).AbsolutePath == sag);
        }

        await robot.SendAsync($"/api/v1{sag}/afgoerelser", new { type = "byggetilladelse", udfald = "FuldtMedhold" });
        await DokumentAsync("Afgørelse");
        await TrinAsync("Meddel afgørelse");
        await TrinAsync("Meld påbegyndt");
        await TrinAsync("Meld færdig");
        await DokumentAsync("Ibrugtagningstilladelse");
        await TrinAsync("Giv ibrugtagningstilladelse");
        await TrinAsync("Opdater BBR", ("felter.bbr_opdateret", Core.Calendar.DanishTime.ShortDate(chromium.Server.Ur.GetUtcNow())));
        foreach (var e in (await robot.HentAsync($"/api/v1{sag}/erindringer")).GetProperty("poster").EnumerateArray().Where(e => e.GetProperty("afsluttet").ValueKind == System.Text.Json.JsonValueKind.Null))
            await robot.SendAsync($"/api/v1/erindringer/{e.GetProperty("id").GetString()}/klaring", new { });
        await TrinAsync("Afslut sagen");
        await Assertions.Expect(side.GetByText("Byggesag afsluttet").First).ToBeVisibleAsync();
        await side.GotoAsync("/byggesager/servicemaal");
        await Assertions.Expect(side.GetByText("afgjorte sager med servicemål")).ToBeVisibleAsync();
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }
}
