using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>The parents' page on a phone: apply, be offered a place, accept. With the keyboard where it is filled in.</summary>
[Collection("browser")]
public sealed class ForaeldresideTests(Chromium chromium)
{
    [Fact]
    public async Task En_foraelder_soeger_faar_et_tilbud_og_siger_ja()
    {
        var (admin, behandler) = (chromium.Server.Som("administrator"), chromium.Server.Som("sagsbehandler"));
        var institution = (await admin.SendAsync("/api/v1/dagtilbud/institutioner", new { navn = "Månebakken (demonstration)", art = "Kommunal", adresse = "Månevej 1, 4000 Korsbæk", distrikt = "Midtby", aabningstid = "Mandag til fredag 6.30-17.00", aabner = "2020-01-01" })).GetProperty("id").GetGuid();
        var gruppe = (await admin.SendAsync($"/api/v1/dagtilbud/institutioner/{institution}/grupper", new { navn = "Stjernerne", fraMaaneder = 6, tilMaaneder = 36 })).GetProperty("id").GetGuid();
        await admin.SendAsync($"/api/v1/dagtilbud/institutioner/{institution}/grupper/{gruppe}/kapacitet", new { fra = "2026-01-01", antal = 4 });
        using (var form = new FormUrlEncodedContent([new("enhed", Adgang.Contract.Demonstration.EnhedId("korsbaek", "byg").ToString()), new("aaben", "true")]))
            await admin.PostAsync(new Uri("/dagtilbud/foraeldreside", UriKind.Relative), form);

        await using var vindue = await chromium.AabnAsync(null);
        var side = vindue.Side;
        await side.SetViewportSizeAsync(390, 844);
        Task KnapAsync(string navn) => side.GetByRole(AriaRole.Button, new() { Name = navn, Exact = true }).ClickAsync();
        Task LinkAsync(string navn) => side.GetByRole(AriaRole.Link, new() { Name = navn, Exact = true }).First.ClickAsync();
        await side.GotoAsync("/dagtilbud/foraeldre");
        await LinkAsync("Log på med prøvelogon");
        await side.FillAsync("[name=cpr]", "1312912901");
        await side.FillAsync("[name=navn]", "Freja Demoforælder");
        await KnapAsync("Log på");
        await LinkAsync("Søg plads til et barn");
        await side.FocusAsync("[name=barnenavn]");
        await side.Keyboard.TypeAsync("Alma Demobarn");
        await side.Keyboard.PressAsync("Tab");
        await side.Keyboard.TypeAsync("130525-4901");
        await side.GetByLabel("Vi har fælles forældremyndighed").CheckAsync();
        await side.FillAsync("[name=oensket]", "01-02-2027");
        await side.SelectOptionAsync("[name=oenske1]", institution.ToString());
        await KnapAsync("Send ansøgningen");
        await Assertions.Expect(side.GetByText("Vi har modtaget ansøgningen.")).ToBeVisibleAsync();
        await Assertions.Expect(side.GetByText("Nummer 1 af 1 i køen")).ToBeVisibleAsync();
        var sag = new Uri(side.Url).Segments[^1];

        await behandler.SendAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/garantidato", new { });
        await behandler.SendAsync("/api/v1/dagtilbud/tilbud", new { tilbud = new[] { new { sag, gruppe, fra = "2027-02-01", frist = DateOnly.FromDateTime(chromium.Server.Ur.GetUtcNow().UtcDateTime).AddDays(7), grund = "Prøve (demonstration)" } } });
        await side.ReloadAsync();
        await LinkAsync("Sig ja til pladsen");
        await Assertions.Expect(side.GetByText("I går ud af køen til de andre institutioner.")).ToBeVisibleAsync();
        await KnapAsync("Ja, vi tager pladsen");
        await Assertions.Expect(side.GetByText("I har sagt ja til pladsen.")).ToBeVisibleAsync();
        await Assertions.Expect(side.GetByText("Har plads")).ToBeVisibleAsync();
        Assert.True(await side.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "It scrolls sideways on a phone.");
        await KnapAsync("Log af");
        await Assertions.Expect(side.GetByText("Du er logget af.")).ToBeVisibleAsync();
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }
}
