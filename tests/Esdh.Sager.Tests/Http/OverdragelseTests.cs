using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>A case that changes hands takes along what is to be done on it, and back again.</summary>
[Collection("organisationsserver")]
public sealed class OverdragelseTests(Testserver server)
{
    private static readonly Guid Sagsbehandler = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");
    private static readonly Guid Byg3 = Adgang.Contract.Demonstration.BrugerId("korsbaek", "byg3");

    private sealed record Bord(string Sag, string Nummer, string Erindring, string Dokument, string Notat, string Post, string AndenPost);

    private async Task<Bord> DaekAsync(string bruger = "sagsbehandler")
    {
        var sb = server.Som(bruger);
        var n = Guid.CreateVersion7().ToString("N")[^8..];
        var sag = await sb.SendAsync("/api/v1/sager", new { titel = $"Overdragelse {n}", emne = "02.34.02", facet = "G01" });
        var (id, nummer) = (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
        var erindring = (await sb.SendAsync($"/api/v1/sager/{id}/erindringer", new { titel = "Ring til naboen", type = "opfoelgning", frist = "2027-03-01" })).GetProperty("id").GetString()!;
        var dokument = (await (await sb.UploadAsync($"/api/v1/sager/{id}/dokumenter", "udkast.pdf", Provefiler.Pdf($"Udkast {n}"), new { titel = $"Udkast {n}", retning = "internt" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var notat = (await sb.SendAsync($"/api/v1/sager/{id}/notater", new { overskrift = $"Halvt notat {n}", tekst = "<p>x</p>", kilde = "Telefon" })).GetProperty("id").GetString()!;
        return new(id, nummer, erindring, dokument, notat, await PostAsync(sb, $"Om {nummer}"), await PostAsync(sb, $"Om noget andet {n}"));
    }

    private static async Task<string> PostAsync(HttpClient klient, string emne)
    {
        var mail = $"From: borger@example.org\r\nTo: post@korsbaek.example\r\nSubject: {emne}\r\nMessage-ID: <{Guid.CreateVersion7()}@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej\r\n";
        return (await (await klient.UploadAsync("/api/v1/indbakke", "mail.eml", Encoding.UTF8.GetBytes(mail), new { })).ForventAsync()).GetProperty("poster")[0].GetProperty("id").GetString()!;
    }

    private async Task<Guid?> HosAsync(string post) => (await server.Som("leder").HentAsync($"/api/v1/indbakke/{post}")).GetProperty("post").GetProperty("brugerId") is { ValueKind: System.Text.Json.JsonValueKind.String } b ? b.GetGuid() : null;

    [Fact]
    public async Task Erindringer_kladder_og_sagens_post_foelger_med_til_den_nye_og_med_tilbage_igen()
    {
        var b = await DaekAsync();
        var svar = await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{b.Sag}/overdragelse", new { behandlerId = Byg3, kommentar = "Du kender vejen" });
        Assert.Equal((1, 2, 1), (svar.GetProperty("erindringer").GetInt32(), svar.GetProperty("kladder").GetInt32(), svar.GetProperty("poster").GetInt32()));
        Assert.Equal((Byg3, Sagsbehandler), (await HosAsync(b.Post), await HosAsync(b.AndenPost))); // only what belongs to the case
        var ny = server.Som("byg3");
        var minDag = await SideAsync("byg3");
        foreach (var ord in new[] { b.Nummer, "Du kender vejen", "1 erindring, 2 kladder og 1 stykke post fulgte med", "Halvt notat", "Udkast" })
            Assert.Contains(ord, minDag, StringComparison.Ordinal);
        Assert.DoesNotContain(b.Notat, await SideAsync("sagsbehandler"), StringComparison.Ordinal);
        await (await ny.PutAsync($"/api/v1/notater/{b.Notat}", new { overskrift = "Helt notat", tekst = "<p>y</p>", kilde = "Telefon" })).ForventAsync(); // the draft is the new one's
        await (await server.Som("sagsbehandler").PutAsync($"/api/v1/notater/{b.Notat}", new { overskrift = "Nej", tekst = "<p>z</p>", kilde = "Telefon" })).BrydesAsync("NOT-3");

        await ny.SendAsync($"/api/v1/sager/{b.Sag}/tilbagegivelse", new { kommentar = "Jeg er inhabil" });
        Assert.Equal(Sagsbehandler, await HosAsync(b.Post));
        var hjem = await SideAsync("sagsbehandler");
        Assert.Contains("Jeg er inhabil", hjem, StringComparison.Ordinal);
        Assert.Contains("Helt notat", hjem, StringComparison.Ordinal);
        Assert.Equal(Sagsbehandler, (await server.Som("sagsbehandler").HentAsync($"/api/v1/erindringer/{b.Erindring}")).GetProperty("ansvarligId").GetGuid());
        var historik = (await server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{b.Sag}/historik")).ToString();
        Assert.Contains("2 kladder og 1 stykke post fulgte med", historik, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Den_der_overdrog_fortryder_og_faar_det_hele_igen_ogsaa_posten()
    {
        var b = await DaekAsync();
        await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{b.Sag}/overdragelse", new { behandlerId = Byg3 });
        await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{b.Sag}/tilbagegivelse", new { });
        Assert.Equal(Sagsbehandler, await HosAsync(b.Post));
        Assert.Equal(Sagsbehandler, (await server.Som("sagsbehandler").HentAsync($"/api/v1/notater/{b.Notat}")).GetProperty("ejerId").GetGuid());
    }

    [Fact]
    public async Task Den_nye_modtager_sagen_med_et_ord_og_kun_en_gang()
    {
        var b = await DaekAsync();
        await (await server.Som("sagsbehandler").PostAsync($"/api/v1/sager/{b.Sag}/modtagelse", new { })).BrydesAsync("SAG-40"); // nobody handed it over
        await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{b.Sag}/overdragelse", new { behandlerId = Byg3 });
        await (await server.Som("sagsbehandler").PostAsync($"/api/v1/sager/{b.Sag}/modtagelse", new { })).BrydesAsync("SAG-40");
        await (await server.Som("leder").PostAsync($"/api/v1/sager/{b.Sag}/modtagelse", new { })).BrydesAsync("SAG-40");
        await server.Som("byg3").SendAsync($"/api/v1/sager/{b.Sag}/modtagelse", new { kommentar = "Tak, jeg ringer i morgen" });
        await (await server.Som("byg3").PostAsync($"/api/v1/sager/{b.Sag}/modtagelse", new { })).BrydesAsync("SAG-40");
        Assert.DoesNotContain($"/sager/{b.Nummer}/modtag", await SideAsync("byg3"), StringComparison.Ordinal);
        Assert.Contains("Tak, jeg ringer i morgen", (await server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{b.Sag}/historik")).ToString(), StringComparison.Ordinal);
        await server.Som("byg3").SendAsync($"/api/v1/sager/{b.Sag}/tilbagegivelse", new { kommentar = "Alligevel ikke" }); // received is not for ever
    }

    [Fact]
    public async Task En_kladde_med_egen_adgang_bliver_og_en_udtjekket_siges_der_til_om()
    {
        var b = await DaekAsync();
        var sb = server.Som("sagsbehandler");
        await sb.SendAsync($"/api/v1/dokumenter/{b.Dokument}/udtjekning", new { });
        var svar = await sb.SendAsync($"/api/v1/sager/{b.Sag}/overdragelse", new { behandlerId = Byg3 });
        Assert.Equal(1, svar.GetProperty("udtjekkede").GetArrayLength());
        var c = await DaekAsync();
        await (await sb.PutAsync($"/api/v1/dokumenter/{c.Dokument}/adgang", new { poster = new[] { new { art = "Bruger", reference = Sagsbehandler } }, begrundelse = "Personalesag" })).ForventAsync();
        svar = await sb.SendAsync($"/api/v1/sager/{c.Sag}/overdragelse", new { behandlerId = Byg3 });
        Assert.Equal((1, 1), (svar.GetProperty("kladder").GetInt32(), svar.GetProperty("blevet").GetInt32()));
    }

    private async Task<string> SideAsync(string bruger)
    {
        using var browser = server.Anonym();
        var html = await browser.GetStringAsync(new Uri("/logon", UriKind.Relative));
        var tegn = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["brugernavn"] = bruger, ["kodeord"] = "demo", ["retur"] = "/", ["__RequestVerificationToken"] = tegn });
        using var logon = await browser.PostAsync(new Uri("/logon", UriKind.Relative), form);
        return WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri("/", UriKind.Relative)));
    }
}
