using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Byggesager.Tests.Http;

/// <summary>From application to closed case, and what is counted on the way.</summary>
[Collection("byggeserver")]
public sealed class AfgjortTests(Byggeserver byg)
{
    private readonly HttpClient _klient = byg.Server.Som("sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private async Task DokumentAsync(string sag, string type)
    {
        var id = (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", "Et brev"u8.ToArray(), new { titel = type, retning = "udgaaende", dokumenttype = type })).ForventAsync()).GetProperty("id").GetString();
        await _klient.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
    }

    private async Task AfgoerAsync(string sag)
    {
        await _klient.SendAsync($"/api/v1/sager/{sag}/afgoerelser", new { type = "byggetilladelse", udfald = "FuldtMedhold" });
        await DokumentAsync(sag, "Afgørelse");
        await (await byg.TagAsync(sag, "afgjort")).ForventAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fra_ansoegning_til_afsluttet_sag_og_servicemaalet_taelles()
    {
        var fra = Core.Calendar.DanishTime.DateOf(byg.Server.Ur.GetUtcNow()).AddDays(2000);
        byg.Server.Ur.Frem(TimeSpan.FromDays(2000)); // a period that no other test counts in
        var ansoegning = byg.Ansoegning();
        var sag = (await (await _klient.PostAsync("/api/v1/byggesager/ansoegninger", ansoegning)).ForventAsync(HttpStatusCode.Created)).GetProperty("sagId").GetString()!;
        await (await byg.TagAsync(sag, "oplyst", new { omfattet = "ja" })).ForventAsync(HttpStatusCode.OK);
        byg.Server.Ur.Frem(TimeSpan.FromDays(30));
        await (await byg.TagAsync(sag, "afgjort")).BrydesAsync("TRIN-2");
        await AfgoerAsync(sag);
        var undtaget = await byg.NySagAsync(new { adresse = "Landvej 2, 4000 Korsbæk", art = "nybyggeri", kategori = "enfamiliehus", omfattet = "nej", undtaget_grund = "landzone" });
        await (await byg.TagAsync(undtaget, "oplyst")).ForventAsync(HttpStatusCode.OK);
        await AfgoerAsync(undtaget);

        var tal = await _klient.HentAsync($"/api/v1/byggesager/servicemaal?fra={fra:yyyy-MM-dd}&til={fra.AddDays(60):yyyy-MM-dd}");
        Assert.Equal((1, 30.0, 30.0, 1), (tal.GetProperty("iAlt").GetProperty("antal").GetInt32(), tal.GetProperty("iAlt").GetProperty("gennemsnit").GetDouble(), tal.GetProperty("iAlt").GetProperty("median").GetDouble(), tal.GetProperty("iAlt").GetProperty("overholdt").GetInt32()));
        Assert.Equal(("landzone", 1), (tal.GetProperty("undtagne")[0].GetProperty("grund").GetString(), tal.GetProperty("undtagne")[0].GetProperty("antal").GetInt32()));
        Assert.Contains("Enfamiliehus;40;1;30;30;1", await _klient.GetStringAsync(Sti($"/byggesager/servicemaal.csv?fra={fra:yyyy-MM-dd}&til={fra.AddDays(60):yyyy-MM-dd}")), StringComparison.Ordinal);
        Assert.Contains("Landzonetilladelse", await _klient.GetStringAsync(Sti($"/byggesager/servicemaal?fra={fra:yyyy-MM-dd}&til={fra.AddDays(60):yyyy-MM-dd}")), StringComparison.Ordinal);
        await (await _klient.GetAsync(Sti("/api/v1/byggesager/servicemaal?fra=2026-02-01&til=2026-01-01"))).FejlerPaaAsync("til");
        await (await _klient.GetAsync(Sti("/api/v1/byggesager/servicemaal?fra=2000-01-01&til=2026-01-01"))).FejlerPaaAsync("til");

        await (await byg.TagAsync(sag, "paabegyndt")).ForventAsync(HttpStatusCode.OK);
        await (await byg.TagAsync(sag, "faerdigmeldt")).ForventAsync(HttpStatusCode.OK);
        await (await byg.TagAsync(sag, "ibrugtaget")).BrydesAsync("TRIN-2");
        await DokumentAsync(sag, "Ibrugtagningstilladelse");
        await (await byg.TagAsync(sag, "ibrugtaget")).ForventAsync(HttpStatusCode.OK);
        await (await byg.TagAsync(sag, "bbr", new { bbr_opdateret = fra.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) })).ForventAsync(HttpStatusCode.OK);
        foreach (var e in (await _klient.HentAsync($"/api/v1/sager/{sag}/erindringer")).Raekker().Where(e => e.GetProperty("afsluttet").ValueKind == JsonValueKind.Null))
            await _klient.SendAsync($"/api/v1/erindringer/{e.GetProperty("id").GetString()}/klaring", new { });
        Assert.Equal("Afsluttet", (await (await byg.TagAsync(sag, "afsluttet")).ForventAsync(HttpStatusCode.OK)).GetProperty("tilstand").GetString());
        var beskeder = (await _klient.HentAsync("/api/v1/byggesager/beskeder?antal=200")).GetProperty("poster").EnumerateArray().Where(b => b.GetProperty("ansoegningId").GetString() == (string)ansoegning["ansoegningId"]!);
        Assert.Equal(["oplyst", "afgjort", "brev", "paabegyndt", "faerdigmeldt", "ibrugtaget", "brev", "bbr", "afsluttet"], beskeder.Select(b => b.GetProperty("art").GetString() == "Brev" ? "brev" : b.GetProperty("trin").GetString()));
    }

    [Fact]
    public async Task Gebyrer_takseres_efter_dagen_og_samles_i_et_grundlag()
    {
        var administrator = byg.Server.Som("administrator");
        var idag = Core.Calendar.DanishTime.DateOf(byg.Server.Ur.GetUtcNow());
        var (time, fast) = ($"Byggesagstime {Guid.CreateVersion7():N}", $"Nedrivning {Guid.CreateVersion7():N}");
        await administrator.SendAsync("/api/v1/byggesager/takster", new { navn = time, art = "Time", oere = 80_000, gaelderFra = idag.AddDays(-20) });
        await administrator.SendAsync("/api/v1/byggesager/takster", new { navn = time, art = "Time", oere = 90_000, gaelderFra = idag.AddDays(-5) });
        await administrator.SendAsync("/api/v1/byggesager/takster", new { navn = fast, art = "Fast", oere = 150_050, gaelderFra = idag.AddDays(-20) });
        await (await administrator.PostAsync("/api/v1/byggesager/takster", new { navn = time, art = "Fast", oere = 1, gaelderFra = idag.AddDays(-5) })).BrydesAsync("BYG-5");
        await (await administrator.PostAsync("/api/v1/byggesager/takster", new { navn = " ", oere = -1 })).FejlerPaaAsync("navn", "art", "beloeb", "gaelderFra");

        var sag = await byg.NySagAsync();
        Task<HttpResponseMessage> LaegAsync(string gebyr, int dage, int? minutter = null) => _klient.PostAsync($"/api/v1/byggesager/{sag}/gebyrer", new { gebyr, dag = idag.AddDays(-dage), minutter });
        Assert.Equal(120_000, (await (await LaegAsync(time, 6, 90)).ForventAsync(HttpStatusCode.OK)).GetProperty("oere").GetInt64());
        Assert.Equal(135_000, (await (await LaegAsync(time, 5, 90)).ForventAsync(HttpStatusCode.OK)).GetProperty("oere").GetInt64());
        var forkert = (await (await LaegAsync(fast, 1)).ForventAsync(HttpStatusCode.OK)).GetProperty("id").GetString();
        await (await LaegAsync(time, 21, 90)).BrydesAsync("BYG-6");
        await (await LaegAsync(time, 1)).FejlerPaaAsync("minutter");
        await (await LaegAsync(time, -1, 90)).FejlerPaaAsync("dag");
        await (await LaegAsync("Findes ikke", 1)).FejlerPaaAsync("gebyr");
        await _klient.SendAsync($"/api/v1/byggesager/{sag}/gebyrer/{forkert}/annullering", new { });
        await (await _klient.PostAsync($"/api/v1/byggesager/{sag}/gebyrer/{forkert}/annullering", new { })).BrydesAsync("BYG-7");

        var csv = (await _klient.GetStringAsync(Sti($"/byggesager/gebyrer.csv?fra={idag.AddDays(-20):yyyy-MM-dd}&til={idag:yyyy-MM-dd}"))).Split('\n').Where(l => l.Contains(time, StringComparison.Ordinal) || l.Contains(fast, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, csv.Count);
        Assert.Contains(";90;\"1.200,00\";", csv[0], StringComparison.Ordinal);
        var nummer = (await _klient.HentAsync($"/api/v1/sager/{sag}")).GetProperty("sagsnummer").GetString();
        Assert.Contains("2.550,00", await _klient.GetStringAsync(Sti($"/sager/{nummer}/gebyr")), StringComparison.Ordinal);
        Assert.Contains(time, await _klient.GetStringAsync(Sti("/byggesager/gebyrer")), StringComparison.Ordinal);
        Assert.DoesNotContain(time, await byg.Server.Som("kollega").GetStringAsync(Sti("/byggesager/gebyrer")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ansoegninger_i_mappen_bliver_til_sager_og_svaret_laegges_i_den_anden()
    {
        var ind = Path.Combine(byg.Mapper, "ind", "korsbaek");
        Directory.CreateDirectory(ind);
        var (god, daarlig) = (byg.Ansoegning(), byg.NytNummer());
        await File.WriteAllBytesAsync(Path.Combine(ind, "a.json"), JsonSerializer.SerializeToUtf8Bytes(god));
        await File.WriteAllTextAsync(Path.Combine(ind, "b.json"), $$"""{"ansoegningId":"{{daarlig}}","areal":[]}""");
        JsonElement[] alle = [];
        bool Er(JsonElement p, object? nummer) => p.GetProperty("ansoegningId").GetString() == (string?)nummer;
        for (var i = 0; i < 2400 && !(alle.Any(p => Er(p, god["ansoegningId"])) && alle.Any(p => Er(p, daarlig)) && !Directory.EnumerateFiles(ind).Any()); i++)
        {
            await Task.Delay(50);
            alle = [.. (await _klient.HentAsync("/api/v1/byggesager/ansoegninger?alle=true&antal=200")).GetProperty("poster").EnumerateArray()];
        }

        var sag = alle.Single(p => Er(p, god["ansoegningId"])).GetProperty("sagId").GetString()!;
        Assert.Equal(["Meddelelsen kan ikke læses: feltet areal har ikke den rette form."], alle.Single(p => Er(p, daarlig)).GetProperty("grunde").EnumerateArray().Select(g => g.GetString()));
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(ind, "Arkiv")).Count());
        await (await _klient.PostAsync($"/api/v1/byggesager/{sag}/mangelbrev", new { mangler = new[] { "Snittegning" } })).ForventAsync();
        var ud = Path.Combine(byg.Mapper, "ud", "korsbaek");
        List<JsonElement> svar = [];
        for (var i = 0; i < 2400 && svar.Count < 2; i++)
        {
            await Task.Delay(50);
            svar = [.. Directory.Exists(ud) ? Directory.EnumerateFiles(ud, "*.json").Order().Select(f => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(f))).Where(b => Er(b, god["ansoegningId"])) : []];
        }

        Assert.Equal(["Status", "Brev"], svar.Select(b => b.GetProperty("art").GetString()));
        Assert.NotEmpty(Convert.FromBase64String(svar[1].GetProperty("filer")[0].GetProperty("indhold").GetString()!));
    }
}
