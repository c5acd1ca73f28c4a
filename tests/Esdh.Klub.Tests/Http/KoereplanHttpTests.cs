using System.Net;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

[Collection("klubserver")]
public sealed class KoereplanHttpTests(Klubserver f)
{
    private const string Sti = "/api/v1/klub/koereplan";

    private async Task<int> NytAsync(string titel) =>
        (await f.Sekretariat.SendAsync($"{Sti}/initiativer", new { Titel = titel, Modul = "Kerne", Ejer = "Korsbæk Kommune", Fra = "2026-07-01", Til = "2027-06-30", BudgetOere = 1_000_000 })).GetProperty("nr").GetInt32();

    [Fact]
    public async Task Gul_og_roed_kraever_begrundelse_og_naeste_skridt()
    {
        var nr = await NytAsync("Søgning i alt");
        foreach (var farve in new[] { "Gul", "Roed" })
        {
            await (await f.Sekretariat.PostAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "Igang", Fase = "Udvikling", Farve = farve })).BrydesAsync("KOEREPLAN-1");
            await (await f.Sekretariat.PostAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "Igang", Fase = "Udvikling", Farve = farve, Grund = "Forsinket" })).BrydesAsync("KOEREPLAN-1");
        }

        await (await f.Sekretariat.PostAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "Igang", Fase = "Udvikling" })).BrydesAsync("KOEREPLAN-4");
        await (await f.Sekretariat.PostAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "IkkeIgangsat", Fase = "Ide", Farve = "Groen" })).BrydesAsync("KOEREPLAN-4");
        await (await f.Sekretariat.PostAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "Udgaaet", Fase = "Ide" })).BrydesAsync("KOEREPLAN-2");
        await (await f.AndenDelegat.PostAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "Igang", Fase = "Udvikling", Farve = "Groen" })).ForventAsync(HttpStatusCode.Forbidden);
        await f.Sekretariat.SendAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "Igang", Fase = "Udvikling", Farve = "Gul", Grund = "To kommuner mangler testdata.", Naeste = "Nye data 1. december." });
        var html = await Klubserver.HtmlAsync(f.Medarbejder, "/klub/koereplan");
        Assert.Contains("Hvorfor gul:", html, StringComparison.Ordinal);
        Assert.Contains("To kommuner mangler testdata.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rapporten_findes_som_side_json_og_pdf_og_forkerte_halvaar_gaar_ikke()
    {
        var nr = await NytAsync("Overførsel");
        await f.Sekretariat.SendAsync($"{Sti}/initiativer/{nr}/rapporter", new { Stand = "Udgaaet", Fase = "Ide", Grund = "Der er kommet en fælles løsning.", MoedtAf = "Den nationale komponent" });
        var plan = await f.Medarbejder.HentAsync(Sti);
        var halvaar = plan.GetProperty("halvaar").GetInt32();
        var rapport = await f.Medarbejder.HentAsync($"{Sti}/rapporter/{halvaar}");
        Assert.True(rapport.GetProperty("tal").GetProperty("udgaaede").GetInt32() >= 1);
        Assert.Contains("projekter", await Klubserver.HtmlAsync(f.Medarbejder, $"/klub/koereplan/rapport/{halvaar}"), StringComparison.Ordinal);
        Assert.StartsWith("%PDF", await f.Medarbejder.GetStringAsync(new Uri($"/klub/koereplan/rapport/{halvaar}.pdf", UriKind.Relative)), StringComparison.Ordinal);
        foreach (var forkert in new[] { "20263", "20260", "7", "99991" })
            await (await f.Medarbejder.GetAsync(new Uri($"{Sti}/rapporter/{forkert}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Leverancer_har_lokale_opgaver_kalender_og_brug_der_foelges()
    {
        var nr = await NytAsync("Ny journal");
        await (await f.Sekretariat.PostAsync($"{Sti}/initiativer/{nr}/leverancer", new { Titel = "Journal 2", Dato = "2026-12-31", Opgave = "Undervis superbrugere" })).FejlerPaaAsync("opgavefrist");
        var leverance = (await f.Sekretariat.SendAsync($"{Sti}/initiativer/{nr}/leverancer", new { Titel = "Journal 2", Dato = "2026-12-31", Opgave = "Undervis superbrugere", Opgavefrist = "2027-01-15" })).GetProperty("id").GetGuid();
        await (await f.Delegat.PutAsync($"{Sti}/leverancer/{leverance}/brug", new { Brugere = 10 })).BrydesAsync("KOEREPLAN-5");
        await f.Sekretariat.SendAsync($"{Sti}/leverancer/{leverance}/leveret", new { });
        await (await f.Delegat.PutAsync($"{Sti}/leverancer/{leverance}/brug", new { Brugere = -1 })).FejlerPaaAsync("brugere");
        await (await f.Delegat.PutAsync($"{Sti}/leverancer/{leverance}/brug", new { IBrugFra = "2026-12-01", Brugere = 10 })).ForventAsync(HttpStatusCode.OK);

        var ics = await f.Server.Anonym().GetStringAsync(new Uri("/klub/offentlig/koereplan.ics", UriKind.Relative));
        Assert.Contains("Leveret: Journal 2", ics, StringComparison.Ordinal);
        Assert.DoesNotContain("superbrugere", ics, StringComparison.Ordinal);
        await (await f.Server.Anonym().GetAsync(new Uri("/klub/offentlig/kalender/gaet.ics", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);

        var opgave = (await f.Delegat.HentAsync($"{Sti}/initiativer/{nr}")).GetProperty("leverancer")[0].GetProperty("opgaver")[0].GetProperty("id").GetGuid();
        await (await f.Delegat.PutAsync($"{Sti}/opgaver/{opgave}/klaret", new { })).ForventAsync(HttpStatusCode.OK);
        await (await f.Delegat.PutAsync($"{Sti}/opgaver/{opgave}/klaret", new { })).ForventAsync(HttpStatusCode.OK);
        var igen = (await f.Delegat.HentAsync($"{Sti}/initiativer/{nr}")).GetProperty("leverancer")[0];
        Assert.Equal((1, true), (igen.GetProperty("opgaver")[0].GetProperty("klaret").GetInt32(), igen.GetProperty("opgaver")[0].GetProperty("selv").GetBoolean()));
        Assert.Equal(10, igen.GetProperty("brug")[0].GetProperty("brugere").GetInt32());
    }

    [Fact]
    public async Task Den_offentlige_side_kraever_intet_og_viser_intet_om_oensker_og_stemmer_i_gang()
    {
        using var klient = f.Server.Anonym();
        klient.DefaultRequestHeaders.Host = "et-helt-andet-sted.example";
        var html = await Klubserver.HtmlAsync(klient, "/klub/offentlig");
        Assert.All(new[] { "Korsbæk Kommune", "Køreplan", "9,00", "Besluttet ved afstemning" }, t => Assert.Contains(t, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forkerte_initiativer_afvises()
    {
        await (await f.Sekretariat.PostAsync($"{Sti}/initiativer", new { })).FejlerPaaAsync("titel", "modul", "ejer", "fra", "til", "budget");
        await (await f.Sekretariat.PostAsync($"{Sti}/initiativer", new { Titel = "x", Modul = "x", Ejer = "x", Fra = "2027-01-01", Til = "2026-12-31", BudgetOere = -1 })).FejlerPaaAsync("til", "budget");
    }
}
