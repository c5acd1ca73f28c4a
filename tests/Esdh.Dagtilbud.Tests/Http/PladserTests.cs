using System.Net;
using Esdh.Adgang.Contract;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Dagtilbud.Tests.Http;

[Collection("dagtilbud")]
public sealed class PladserTests(Dagtilbudsserver d)
{
    [Fact]
    public async Task Fra_ansoegning_over_tilbud_til_udmeldt_sag()
    {
        var (hus, gruppe) = await d.HusAsync(1);
        var sag = await d.SoegAsync([hus]);
        var kort = await d.KortAsync(sag);
        Assert.Equal(("venteliste", "Venter"), (await d.TrinAsync(sag), kort.GetProperty("stand").GetString()));
        Assert.Equal(kort.GetProperty("garantidato").GetString(), kort.GetProperty("meddeltDato").GetString());
        Assert.Equal(1, kort.GetProperty("oensker")[0].GetProperty("plads").GetInt32());

        var run = (await d.AnvisAsync()).GetProperty("id").GetString();
        var forslag = (await d.Klient.HentAsync($"/api/v1/dagtilbud/anvisninger/{run}?antal=200")).GetProperty("poster").EnumerateArray().Single(f => f.GetProperty("sagId").GetString() == sag);
        Assert.Contains("Ønske 1. Nr. 1 i køen til", forslag.GetProperty("hvorfor").GetString(), StringComparison.Ordinal);
        var masse = await d.Klient.SendAsync($"/api/v1/dagtilbud/anvisninger/{run}/tilbud", new { sager = new[] { sag } });
        Assert.Equal(1, masse.GetProperty("sendt").GetInt32());
        Assert.Equal("tilbudt", await d.TrinAsync(sag));
        masse = await d.Klient.SendAsync($"/api/v1/dagtilbud/anvisninger/{run}/tilbud", new { sager = new[] { sag } });
        Assert.Contains("ét åbent tilbud", masse.GetProperty("afviste")[0].GetProperty("hvorfor").GetString(), StringComparison.Ordinal);

        var tilbud = await d.TilbudAsync(sag);
        await (await d.SvarAsync(sag, tilbud, ja: true)).ForventAsync(HttpStatusCode.OK);
        Assert.Equal("optaget", await d.TrinAsync(sag));
        await (await d.SvarAsync(sag, tilbud, ja: true)).BrydesAsync("DAG-8");
        await (await d.TilbydAsync(sag, gruppe)).BrydesAsync("DAG-7");

        await (await d.Klient.PostAsync($"/api/v1/sager/{sag}/trin", new { trin = "udmeldt" })).BrydesAsync("TRIN-2");
        await (await d.Klient.PostAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/udmelding", new { sidsteDag = d.Idag })).BrydesAsync("DAG-16");
        await d.Klient.SendAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/udmelding", new { sidsteDag = d.Maaned(3).AddDays(10) });
        var andet = await d.SoegAsync([hus]);
        await (await d.TilbydAsync(andet, gruppe)).BrydesAsync("DAG-4");
        await (await d.TilbydAsync(andet, gruppe, fra: d.Maaned(4))).ForventAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task To_tilbud_om_en_plads_paa_samme_tid_giver_et()
    {
        var (hus, gruppe) = await d.HusAsync(1);
        List<string> sager = [];
        for (var i = 0; i < 6; i++)
            sager.Add(await d.SoegAsync([hus]));
        var svar = await Task.WhenAll(sager.Select(s => d.TilbydAsync(s, gruppe)));
        Assert.Single(svar, s => s.StatusCode == HttpStatusCode.OK);
        foreach (var nej in svar.Where(s => s.StatusCode != HttpStatusCode.OK))
            Assert.Contains("DAG-4", await nej.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var vinder = sager[Array.FindIndex(svar, s => s.StatusCode == HttpStatusCode.OK)];
        var (id, dobbelt) = (await d.TilbudAsync(vinder), 0);
        foreach (var s in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => d.SvarAsync(vinder, id, ja: true))))
            dobbelt += s.StatusCode == HttpStatusCode.OK ? 1 : 0;
        Assert.Equal(1, dobbelt);
    }

    [Fact]
    public async Task Kapaciteten_saettes_ikke_under_det_der_er_optaget_og_maaneden_naevnes()
    {
        var (hus, gruppe) = await d.HusAsync(2);
        var sti = $"/api/v1/dagtilbud/institutioner/{hus}/grupper/{gruppe}/kapacitet";
        foreach (var sag in new[] { await d.SoegAsync([hus]), await d.SoegAsync([hus]) })
            await (await d.TilbydAsync(sag, gruppe, fra: d.Maaned(2))).ForventAsync(HttpStatusCode.OK);
        var brud = await (await d.Administrator.PostAsync(sti, new { fra = d.Maaned(1), antal = 1 })).BrydesAsync("DAG-3");
        Assert.Contains("2 pladser optaget eller tilbudt", brud.ToString(), StringComparison.Ordinal);
        await (await d.Administrator.PostAsync(sti, new { fra = d.Maaned(1), antal = 2 })).ForventAsync(HttpStatusCode.OK);
        await (await d.Administrator.PostAsync(sti, new { fra = d.Maaned(-1), antal = 9 })).FejlerPaaAsync("fra");
        await (await d.Administrator.PostAsync(sti, new { fra = d.Maaned(1), antal = -1 })).FejlerPaaAsync("antal");
        await (await d.Administrator.PostAsync($"/api/v1/dagtilbud/institutioner/{hus}/lukning", new { dag = d.Maaned(1) })).BrydesAsync("DAG-15");
    }

    [Fact]
    public async Task Et_oenske_om_en_institution_der_lukker_bliver_staaende_og_anvises_aldrig()
    {
        var ((lukket, gruppe), (privat, pgruppe)) = (await d.HusAsync(5), await d.HusAsync(5, "Privat"));
        var sag = await d.SoegAsync([lukket, privat]);
        Assert.Equal(1, (await d.Administrator.SendAsync($"/api/v1/dagtilbud/institutioner/{lukket}/lukning", new { dag = d.Idag })).GetProperty("oensker").GetInt32());
        var oensker = (await d.KortAsync(sag)).GetProperty("oensker");
        Assert.Equal(("Lukket", "Privat"), (oensker[0].GetProperty("hvorfor").GetString(), oensker[1].GetProperty("hvorfor").GetString()));
        var run = (await d.AnvisAsync()).GetProperty("id").GetString();
        var f = (await d.Klient.HentAsync($"/api/v1/dagtilbud/anvisninger/{run}?uden=true&antal=200")).GetProperty("poster").EnumerateArray().Single(x => x.GetProperty("sagId").GetString() == sag);
        Assert.Contains("er lukket.", f.GetProperty("hvorfor").GetString(), StringComparison.Ordinal);
        Assert.Contains("er privat og anvises ikke", f.GetProperty("hvorfor").GetString(), StringComparison.Ordinal);
        await (await d.TilbydAsync(sag, gruppe)).BrydesAsync("DAG-5");
        await (await d.TilbydAsync(sag, pgruppe)).BrydesAsync("DAG-5");
        await (await d.Administrator.PostAsync($"/api/v1/dagtilbud/institutioner/{lukket}/lukning", new { dag = d.Idag })).BrydesAsync("DAG-14");
        await (await d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", d.Ansoegning([lukket]))).FejlerPaaAsync("oensker");
        await (await d.Klient.PutAsync($"/api/v1/dagtilbud/ansoegninger/{sag}", new { oensket = d.Maaned(2), oensker = new[] { lukket } })).ForventAsync(HttpStatusCode.OK); // it was wished before
    }

    [Fact]
    public async Task En_ansoegning_sendt_to_gange_afvises_med_sagen_der_er_og_daarlige_oplysninger_naevnes_alle()
    {
        var (hus, _) = await d.HusAsync(1);
        var ansoegning = d.Ansoegning([hus]);
        var svar = await d.Klient.SendAsync("/api/v1/dagtilbud/ansoegninger", ansoegning);
        var brud = await (await d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", ansoegning)).BrydesAsync("DAG-2");
        Assert.Contains(svar.GetProperty("sagsnummer").GetString()!, brud.ToString(), StringComparison.Ordinal);
        var samtidige = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", d.Ansoegning([hus], cpr: "7112255999"))));
        Assert.Single(samtidige, s => s.StatusCode == HttpStatusCode.Created);
        await (await d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", new { })).FejlerPaaAsync("barnecpr", "barnenavn", "foraeldre", "foedt", "oensket", "oensker");
        var fremtid = d.Ansoegning([hus]);
        fremtid["foedt"] = d.Idag.AddDays(1);
        await (await d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", fremtid)).FejlerPaaAsync("foedt");
        var skolebarn = d.Ansoegning([hus], maaneder: 90);
        await (await d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", skolebarn)).FejlerPaaAsync("foedt", "oensket");
        await (await d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", d.Ansoegning([hus, hus]))).FejlerPaaAsync("oensker");
    }

    [Fact]
    public async Task Tvillinger_tilbydes_plads_sammen()
    {
        var (hus, gruppe) = await d.HusAsync(2);
        var cpr = d.Cpr(14);
        var foerste = (await d.Klient.SendAsync("/api/v1/dagtilbud/ansoegninger", d.Ansoegning([hus], cpr: cpr))).GetProperty("sagId").GetString()!;
        var anden = (await d.Klient.SendAsync("/api/v1/dagtilbud/ansoegninger", d.Ansoegning([hus], cpr: cpr[..6] + $"{5000 + d.Nr():0000}", tvilling: foerste))).GetProperty("sagId").GetString()!;
        await (await d.TilbydAsync(foerste, gruppe)).BrydesAsync("DAG-9");
        var run = (await d.AnvisAsync()).GetProperty("id").GetString();
        var masse = await d.Klient.SendAsync($"/api/v1/dagtilbud/anvisninger/{run}/tilbud", new { sager = new[] { anden } }); // the other goes with it
        Assert.Equal(2, masse.GetProperty("sendt").GetInt32());
        Assert.Equal(("tilbudt", "tilbudt"), (await d.TrinAsync(foerste), await d.TrinAsync(anden)));
        await (await d.Klient.PostAsync("/api/v1/dagtilbud/ansoegninger", d.Ansoegning([hus], maaneder: 20, tvilling: foerste))).FejlerPaaAsync("tvilling");
    }

    [Fact]
    public async Task En_anden_plads_end_den_foreslaaede_kraever_en_grund_og_dem_med_bedre_ret_staar_paa_tilbuddet()
    {
        var (hus, gruppe) = await d.HusAsync(1);
        var bedre = await d.SoegAsync([hus], modtaget: d.Idag.AddDays(-200), behov: "Vurderet (demonstration)");
        var sag = await d.SoegAsync([hus]);
        var brud = await (await d.TilbydAsync(sag, gruppe, grund: null)).BrydesAsync("DAG-10");
        Assert.Contains("har bedre ret til pladsen nu", brud.ToString(), StringComparison.Ordinal);
        await (await d.TilbydAsync(sag, gruppe, grund: "Akut (demonstration)")).ForventAsync(HttpStatusCode.OK);
        var tilbud = (await d.KortAsync(sag)).GetProperty("tilbud")[0];
        Assert.Equal((await d.KortAsync(bedre)).GetProperty("sagsnummer").GetString(), tilbud.GetProperty("forbigaaede")[0].GetString());
        var id = tilbud.GetProperty("id").GetString()!;
        await (await d.Klient.PostAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/tilbud/{id}/tilbagetraekning", new { tekst = "Fejl" })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal("venteliste", await d.TrinAsync(sag));
        await (await d.TilbydAsync(sag, gruppe, fra: d.Maaned(30))).BrydesAsync("DAG-6");
        var run = (await d.AnvisAsync()).GetProperty("id").GetString();
        await d.Klient.SendAsync($"/api/v1/dagtilbud/anvisninger/{run}/fravalg", new { sag = bedre, grund = "Familien har ringet" });
        await (await d.Klient.PostAsync($"/api/v1/dagtilbud/anvisninger/{run}/fravalg", new { sag = bedre, grund = "Igen" })).BrydesAsync("DAG-11");
        await d.TraekAsync(sag);
        await (await d.TilbydAsync(sag, gruppe)).BrydesAsync("DAG-1");
    }

    [Fact]
    public async Task Soeskende_og_distrikt_giver_bedre_plads_i_koeen_og_listen_siger_det()
    {
        var (hus, gruppe) = await d.HusAsync(3, distrikt: "Søskendeby");
        var foraelder = $"610490{1000 + d.Nr():0000}";
        var stor = d.Ansoegning([hus], maaneder: 20, foraelder: foraelder);
        stor["plads"] = new { gruppe, fra = d.Maaned(-3) };
        var optaget = (await d.Klient.SendAsync("/api/v1/dagtilbud/ansoegninger", stor)).GetProperty("sagId").GetString()!;
        Assert.Equal("optaget", await d.TrinAsync(optaget));
        var foer = await d.SoegAsync([hus], modtaget: d.Idag.AddDays(-100));
        var distrikt = await d.SoegAsync([hus], distrikt: "søskendeby");
        var soeskende = await d.SoegAsync([hus], foraelder: foraelder);
        var liste = (await d.Klient.HentAsync($"/api/v1/dagtilbud/venteliste?institution={hus}")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("sagId").GetString()).ToList();
        Assert.Equal([soeskende, distrikt, foer], liste);
        Assert.Equal(3, (await d.KortAsync(foer)).GetProperty("oensker")[0].GetProperty("plads").GetInt32());
        var side = await d.Klient.HentAsync($"/api/v1/dagtilbud/venteliste?institution={hus}&antal=2");
        var naeste = await d.Klient.HentAsync($"/api/v1/dagtilbud/venteliste?institution={hus}&antal=2&efter={side.GetProperty("naeste").GetString()}");
        Assert.Equal([foer], naeste.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("sagId").GetString()));
        Assert.Empty((await d.Server.Som("kollega").HentAsync($"/api/v1/dagtilbud/venteliste?institution={hus}")).GetProperty("poster").EnumerateArray());
        var csv = await d.Klient.GetStringAsync(new Uri($"/dagtilbud/venteliste.csv?institution={hus}", UriKind.Relative));
        Assert.Equal(4, csv.Trim().Split('\n').Length);
        await d.TraekAsync(foer);
        Assert.Equal("Slut", (await d.KortAsync(foer)).GetProperty("stand").GetString());
    }

    [Fact]
    public async Task Et_barn_hvis_familie_ikke_har_faaet_garantidatoen_tilbydes_ikke_plads_foer_den_er_fortalt()
    {
        var (hus, gruppe) = await d.HusAsync(1);
        var myndighed = await d.Server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await using var scope = d.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var aktoer = (await scope.ServiceProvider.GetRequiredService<Aktoerkilde>().FindAsync(Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler"), default))!;
        var svar = await myndighed.Queue.RunAsync((ModtagDagtilbudsansoegning act) => act.Udfoer(
            new(aktoer, "Demobarn (demonstration)", d.Cpr(), null, [new("Demoforælder (demonstration)")], new(d.Maaned(1), [Guid.Parse(hus)])), default), default);
        var sag = svar.SagId.ToString();
        Assert.Equal(("modtaget", "Modtaget"), (await d.TrinAsync(sag), (await d.KortAsync(sag)).GetProperty("stand").GetString()));
        await (await d.TilbydAsync(sag, gruppe)).BrydesAsync("DAG-12");
        Assert.Contains("Send garantidatoen, og sæt på venteliste", WebUtility.HtmlDecode(await d.Klient.GetStringAsync(new Uri($"/sager/{svar.Sagsnummer}/dagtilbud", UriKind.Relative))), StringComparison.Ordinal);
        await (await d.Klient.PostAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/garantidato", new { })).ForventAsync(HttpStatusCode.OK);
        await (await d.Klient.PostAsync($"/api/v1/sager/{sag}/trin", new { trin = "tilbudt" })).BrydesAsync("TRIN-2");
        await (await d.TilbydAsync(sag, gruppe)).ForventAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Slukket_findes_modulet_ikke_og_uden_rolle_eller_sag_heller_ikke()
    {
        foreach (var sti in new[] { "/dagtilbud", "/dagtilbud/venteliste", "/dagtilbud/regler", "/api/v1/dagtilbud/institutioner", "/api/v1/dagtilbud/venteliste" })
            Assert.Equal(HttpStatusCode.NotFound, (await d.Server.Som("administrator", "maanekaer").GetAsync(new Uri(sti, UriKind.Relative))).StatusCode);
        var (hus, gruppe) = await d.HusAsync(1);
        var sag = await d.SoegAsync([hus]);
        var (nyt, tilbud) = (Guid.CreateVersion7(), new { tilbud = new[] { new { sag, gruppe, fra = d.Maaned(1), grund = "x" } } });
        foreach (var (bruger, metode, sti, krop, status) in new (string, string, string, object, int)[]
        {
            ("kollega", "GET", $"/api/v1/dagtilbud/ansoegninger/{sag}", new { }, 404), ("kollega", "PUT", $"/api/v1/dagtilbud/ansoegninger/{sag}", new { }, 404), ("kollega", "POST", $"/api/v1/dagtilbud/ansoegninger/{sag}/garantidato", new { }, 404),
            ("kollega", "POST", $"/api/v1/dagtilbud/ansoegninger/{sag}/udmelding", new { }, 404), ("kollega", "POST", $"/api/v1/dagtilbud/ansoegninger/{sag}/tilbud/{nyt}/svar", new { ja = true }, 404), ("kollega", "POST", $"/api/v1/dagtilbud/ansoegninger/{sag}/tilbud/{nyt}/tilbagetraekning", new { }, 404),
            ("kollega", "POST", $"/api/v1/dagtilbud/ansoegninger/{sag}/garantibrud/{nyt}", new { }, 404), ("kollega", "POST", "/api/v1/dagtilbud/tilbud", tilbud, 404), ("kollega", "GET", $"/sager/{sag}/dagtilbud", new { }, 404), ("kollega", "POST", $"/api/v1/dagtilbud/anvisninger/{nyt}/fravalg", new { sag }, 404),
            ("revisor", "POST", "/api/v1/dagtilbud/ansoegninger", new { }, 403), ("revisor", "POST", "/api/v1/dagtilbud/anvisninger", new { }, 403), ("sagsbehandler", "POST", "/api/v1/dagtilbud/institutioner", new { }, 403), ("sagsbehandler", "POST", "/api/v1/dagtilbud/regler", new { }, 403),
            ("administrator", "GET", "/api/v1/dagtilbud/venteliste", new { }, 403), ("sagsbehandler", "GET", $"/api/v1/dagtilbud/anvisninger/{nyt}", new { }, 404), ("administrator", "POST", $"/api/v1/dagtilbud/institutioner/{nyt}/lukning", new { dag = d.Idag }, 404),
        })
        {
            using var svar = await d.Server.Som(bruger).SendAsync(new(new(metode), sti) { Content = metode == "GET" ? null : System.Net.Http.Json.JsonContent.Create(krop) });
            Assert.True((int)svar.StatusCode == status, $"{bruger} {metode} {sti}: {(int)svar.StatusCode}");
        }
    }
}
