using Esdh.Core.Calendar;
using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>A place in day care at the pages, from the application to the closed case. The module is switched on in the demonstration.</summary>
[Collection("browser")]
public sealed class DagtilbudTests(Chromium chromium)
{
    [Fact]
    public async Task Fra_ansoegning_til_afsluttet_sag()
    {
        var klient = chromium.Server.Som("sagsbehandler");
        var idag = DanishTime.DateOf(chromium.Server.Ur.GetUtcNow());
        var foedt = idag.AddMonths(-15);
        await using var vindue = await chromium.AabnAsync("sagsbehandler");
        var side = vindue.Side;
        Task KnapAsync(string navn) => side.GetByRole(AriaRole.Button, new() { Name = navn, Exact = true }).ClickAsync();
        Task LinkAsync(string navn) => side.GetByRole(AriaRole.Link, new() { Name = navn, Exact = true }).First.ClickAsync();

        // The application is typed in; a birth date in the future is refused, and what was typed is kept.
        await side.GotoAsync("/dagtilbud/venteliste");
        await LinkAsync("Ny ansøgning");
        await side.FillAsync("input[name=barnenavn]", "Sille Demobarn");
        await side.FillAsync("input[name=barnecpr]", $"{foedt.Day + 60:00}{foedt.Month:00}{foedt.Year % 100:00}-5991");
        await side.FillAsync("input[name=foedt]", DanishTime.ShortDate(idag.AddDays(3)));
        await side.FillAsync("input[name=foraelder1]", "Signe Demoforælder");
        await side.FillAsync("input[name=oensket]", DanishTime.ShortDate(new DateOnly(idag.Year, idag.Month, 1).AddMonths(1)));
        await side.SelectOptionAsync("select[name=oenske1]", new SelectOptionValue { Label = "Sankt Peders Børnehus (demonstration) (Midt)" });
        await side.FillAsync("textarea[name=behov]", "Vurderet i går (demonstration)");
        await KnapAsync("Registrér, og send garantidatoen");
        await Assertions.Expect(side.GetByText("Fødselsdatoen ligger i fremtiden").Or(side.GetByText("Fødselsdatoen passer ikke")).First).ToBeVisibleAsync();
        await side.FillAsync("input[name=foedt]", "");
        await KnapAsync("Registrér, og send garantidatoen");
        await side.WaitForURLAsync(u => u.EndsWith("/dagtilbud", StringComparison.Ordinal) && u.Contains("/sager/", StringComparison.Ordinal));
        await Assertions.Expect(side.GetByText("Barnet er på ventelisten.")).ToBeVisibleAsync();
        var fane = new Uri(side.Url).AbsolutePath;

        // Proposals for the next month; the place is offered, and the family says yes.
        await side.GotoAsync("/dagtilbud/anvisning");
        await KnapAsync("Foreslå pladser");
        await side.WaitForURLAsync(u => u.Contains("/dagtilbud/anvisning/", StringComparison.Ordinal));
        await side.GetByLabel("Vælg Sille Demobarn", new() { Exact = true }).CheckAsync();
        await KnapAsync("Tilbyd pladserne");
        await Assertions.Expect(side.GetByText("1 plads er tilbudt.")).ToBeVisibleAsync();
        await side.GotoAsync(fane);
        await KnapAsync("Familien siger ja");
        await Assertions.Expect(side.GetByText("Optaget").First).ToBeVisibleAsync();
        await side.FillAsync("input[name=sidsteDag]", DanishTime.ShortDate(new DateOnly(idag.Year, idag.Month, 1).AddMonths(1)));
        await KnapAsync("Meld barnet ud");
        await Assertions.Expect(side.GetByText("meldt ud").First).ToBeVisibleAsync();

        // A child that has had a place for a while stops: its last day is typed in, and when it has been, the case is closed.
        var administrator = chromium.Server.Som("administrator");
        var hus = (await administrator.SendAsync("/api/v1/dagtilbud/institutioner", new { navn = "Åhuset (demonstration)", art = "Kommunal", adresse = "Åstræde 1, 4000 Korsbæk", distrikt = "Midt", aabningstid = "Mandag til fredag 7-17", aabner = "2020-01-01" })).GetProperty("id").GetString();
        var gruppe = (await administrator.SendAsync($"/api/v1/dagtilbud/institutioner/{hus}/grupper", new { navn = "Myrerne", fraMaaneder = 6, tilMaaneder = 36 })).GetProperty("id").GetString();
        await administrator.SendAsync($"/api/v1/dagtilbud/institutioner/{hus}/grupper/{gruppe}/kapacitet", new { fra = "2026-01-01", antal = 5 });
        var begyndt = new DateOnly(idag.Year, idag.Month, 1).AddMonths(-1);
        var stoppet = (await klient.SendAsync("/api/v1/dagtilbud/ansoegninger", new
        {
            barnenavn = "Tue Demobarn", barnecpr = $"{foedt.Day:00}{foedt.Month:00}{foedt.Year % 100:00}5993", foraeldre = new[] { new { navn = "Signe Demoforælder" } },
            ansoegning = new { oensket = begyndt, oensker = new[] { hus } }, plads = new { gruppe, fra = begyndt },
        })).GetProperty("sagId").GetString()!;
        var nummer = (await klient.HentAsync($"/api/v1/sager/{stoppet}")).GetProperty("sagsnummer").GetString()!;
        await side.GotoAsync($"/sager/{nummer}/dagtilbud");
        await side.FillAsync("input[name=sidsteDag]", DanishTime.ShortDate(idag.AddDays(-1)));
        await KnapAsync("Meld barnet ud");
        await Assertions.Expect(side.GetByText("meldt ud").First).ToBeVisibleAsync();
        foreach (var e in (await klient.HentAsync($"/api/v1/sager/{nummer}/erindringer")).GetProperty("poster").EnumerateArray().Where(e => e.GetProperty("afsluttet").ValueKind == System.Text.Json.JsonValueKind.Null))
            await klient.SendAsync($"/api/v1/erindringer/{e.GetProperty("id").GetString()}/klaring", new { });
        foreach (var f in (await klient.HentAsync($"/api/v1/sager/{nummer}/forsendelser")).GetProperty("poster").EnumerateArray())
            await klient.PostAsync($"/api/v1/forsendelser/{f.GetProperty("id").GetString()}/fortrydelse", new { });
        await side.GotoAsync($"/sager/{nummer}/trin?til=udmeldt");
        await KnapAsync("Afslut sagen");
        await side.WaitForURLAsync(u => new Uri(u).AbsolutePath == $"/sager/{nummer}");
        await Assertions.Expect(side.GetByText("Udmeldt").First).ToBeVisibleAsync();
        Assert.Equal("Afsluttet", (await klient.HentAsync($"/api/v1/sager/{nummer}")).GetProperty("tilstand").GetString());
        await side.GotoAsync("/dagtilbud");
        await Assertions.Expect(side.GetByText("børn på venteliste")).ToBeVisibleAsync();
        Ingen(vindue.Fejl.Where(f => !f.Contains("/dagtilbud/ansoegninger/ny: Failed to load resource: the server responded with a status of 400", StringComparison.Ordinal)));
    }

    private static void Ingen(IEnumerable<string> fejl) => Assert.True(!fejl.Any(), string.Join('\n', fejl));
}
