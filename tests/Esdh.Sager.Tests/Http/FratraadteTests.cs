using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>What one who leaves leaves behind is listed to the leader until it is handed over.</summary>
[Collection("organisationsserver")]
public sealed class FratraadteTests(Testserver server)
{
    private static readonly Guid Sagsbehandler = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");

    private async Task<(Guid Id, string Navn, Guid Enhed, HttpClient Klient)> NyAsync()
    {
        var admin = server.Som("administrator");
        var enhed = (await server.Som("sagsbehandler").HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetGuid();
        var navn = "f" + Guid.CreateVersion7().ToString("N")[^10..];
        var ny = await admin.SendAsync("/api/v1/brugere", new { brugernavn = navn, navn = "Fiktiv Fratrædende", enhed, roller = new[] { "sagsbehandler" } });
        var kode = ny.GetProperty("engangskode").GetString()!;
        using var browser = server.Anonym();
        await FormAsync(browser, "/logon", "/logon", new() { ["brugernavn"] = navn, ["kodeord"] = kode, ["retur"] = "/" });
        await FormAsync(browser, "/konto/kodeord", "/konto/kodeord", new() { ["nuvaerende"] = kode, ["nyt"] = "hest batteri korrekt", ["igen"] = "hest batteri korrekt" });
        var klient = server.Anonym();
        klient.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync(navn, kodeord: "hest batteri korrekt"));
        return (ny.GetProperty("id").GetGuid(), navn, enhed, klient);
    }

    private static async Task FormAsync(HttpClient browser, string side, string handling, Dictionary<string, string> felter)
    {
        var html = await browser.GetStringAsync(new Uri(side, UriKind.Relative));
        var tegn = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(felter.Append(new("__RequestVerificationToken", tegn)));
        using var svar = await browser.PostAsync(new Uri(handling, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
    }

    [Fact]
    public async Task En_lukket_brugers_efterladte_staar_hos_lederen_til_det_er_overdraget()
    {
        var (id, _, enhed, klient) = await NyAsync();
        var egen = (await klient.SendAsync("/api/v1/sager", new { titel = "Den fratrådtes sag", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        var andens = (await server.Som("sagsbehandler").SendAsync("/api/v1/sager", new { titel = "En andens sag", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        await klient.SendAsync($"/api/v1/sager/{andens}/erindringer", new { titel = "Husk naboen", type = "opfoelgning", frist = "2027-03-01" });
        await klient.SendAsync($"/api/v1/sager/{andens}/notater", new { overskrift = "Halvt notat", tekst = "<p>x</p>", kilde = "Telefon" });
        await (await klient.UploadAsync("/api/v1/indbakke", "brev.txt", Encoding.UTF8.GetBytes($"{id}"), new { })).ForventAsync();
        Assert.Null(await RadAsync("leder", id)); // still here
        await (await server.Som("administrator").PutAsync($"/api/v1/brugere/{id}", new { navn = "Fiktiv Fratrædende", enhed, roller = new[] { "sagsbehandler" }, aktiv = false })).ForventAsync();

        var rad = (await RadAsync("leder", id))!.Value;
        Assert.Equal((1, 1, 1, 1), (rad.GetProperty("sager").GetInt32(), rad.GetProperty("erindringer").GetInt32(), rad.GetProperty("kladder").GetInt32(), rad.GetProperty("poster").GetInt32()));
        Assert.Null(await RadAsync("borgerleder", id)); // another unit's leader
        await (await server.Som("sagsbehandler").GetAsync(new Uri("/api/v1/fratraadte", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        await (await server.Som("borgerleder").PostAsync($"/api/v1/fratraadte/{id}/overdragelse", new { tilBrugerId = Sagsbehandler })).ForventAsync(HttpStatusCode.NotFound);
        await (await server.Som("leder").PostAsync($"/api/v1/fratraadte/{id}/overdragelse", new { tilBrugerId = id })).ForventAsync(HttpStatusCode.BadRequest);

        var svar = await server.Som("leder").SendAsync($"/api/v1/fratraadte/{id}/overdragelse", new { tilBrugerId = Sagsbehandler, note = "Overtag venligst" });
        Assert.Equal((1, 1, 1, 1), (svar.GetProperty("erindringer").GetInt32(), svar.GetProperty("kladder").GetInt32(), svar.GetProperty("poster").GetInt32(), svar.GetProperty("rest").GetInt32()));
        await server.Som("leder").SendAsync($"/api/v1/sager/{egen}/overdragelse", new { behandlerId = Sagsbehandler });
        Assert.Null(await RadAsync("leder", id));
        Assert.Contains("Husk naboen", (await server.Som("sagsbehandler").HentAsync("/api/v1/erindringer?antal=200")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_sag_kun_den_fratraadte_var_navngivet_paa_gives_videre_uden_at_lederen_ser_den()
    {
        var (id, _, enhed, klient) = await NyAsync();
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Kun for mig", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        await (await klient.PutAsync($"/api/v1/sager/{sag}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = id } }, begrundelse = "Personalesag" })).ForventAsync();
        await (await server.Som("administrator").PutAsync($"/api/v1/brugere/{id}", new { navn = "Fiktiv Fratrædende", enhed, roller = new[] { "sagsbehandler" }, aktiv = false })).ForventAsync();
        Assert.True((await RadAsync("leder", id))!.Value.GetProperty("harSkjulte").GetBoolean());

        var (leder, sti) = (server.Som("leder"), $"/api/v1/fratraadte/{id}/skjulte-sager");
        await (await leder.PostAsync(sti, new { tilBrugerId = Sagsbehandler, begrundelse = "kort" })).FejlerPaaAsync("begrundelse");
        await (await leder.PostAsync(sti, new { tilBrugerId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "leder"), begrundelse = "Fratrådt, sagen skal videre" })).BrydesAsync("SAG-41");
        await (await server.Som("borgerleder").PostAsync(sti, new { tilBrugerId = Sagsbehandler, begrundelse = "Fratrådt, sagen skal videre" })).ForventAsync(HttpStatusCode.NotFound);
        Assert.Equal(1, (await leder.SendAsync(sti, new { tilBrugerId = Sagsbehandler, begrundelse = "Fratrådt, sagen skal videre" })).GetProperty("sager").GetInt32());

        await (await leder.GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        var ny = server.Som("sagsbehandler");
        Assert.True((await ny.HentAsync($"/api/v1/sager/{sag}")).GetProperty("erBeskyttet").GetBoolean());
        Assert.Contains("Fratrådt, sagen skal videre", (await ny.HentAsync($"/api/v1/sager/{sag}/historik")).ToString(), StringComparison.Ordinal);
        Assert.Null(await RadAsync("leder", id));
    }

    [Fact]
    public async Task En_flyttet_medarbejders_gamle_sager_staar_hos_den_gamle_leder()
    {
        var (id, _, _, klient) = await NyAsync();
        var borger = (await server.Som("kollega").HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetGuid();
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Bliver i Byg", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        await (await server.Som("administrator").PutAsync($"/api/v1/brugere/{id}", new { navn = "Fiktiv Flyttet", enhed = borger, roller = new[] { "sagsbehandler" }, aktiv = true })).ForventAsync();
        var ny = (await klient.SendAsync("/api/v1/sager", new { titel = "I den nye enhed", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        var rad = (await RadAsync("leder", id))!.Value;
        Assert.Equal(1, rad.GetProperty("sager").GetInt32());
        Assert.False(string.IsNullOrEmpty(rad.GetProperty("nuEnhed").GetString()));
        await server.Som("leder").SendAsync($"/api/v1/sager/{sag}/overdragelse", new { behandlerId = Sagsbehandler });
        Assert.Null(await RadAsync("leder", id));
        Assert.NotNull(ny);
    }

    private async Task<System.Text.Json.JsonElement?> RadAsync(string bruger, Guid hvem) =>
        (await server.Som(bruger).HentAsync("/api/v1/fratraadte")).EnumerateArray().Cast<System.Text.Json.JsonElement?>().FirstOrDefault(f => f!.Value.GetProperty("brugerId").GetGuid() == hvem);
}
