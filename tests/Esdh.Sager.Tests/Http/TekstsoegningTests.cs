using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Sager.Contract;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>The search index over REST: texts of files, the query language, and that every change reaches it.</summary>
[Collection("sagsserver")]
public sealed class TekstsoegningTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private static string Ord() => Provord.Nyt();

    private async Task<(string Id, string Nummer)> SagAsync(string titel, object? parter = null, HttpClient? som = null)
    {
        var svar = await (som ?? _klient).SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01", parter });
        return (svar.GetProperty("id").GetString()!, svar.GetProperty("sagsnummer").GetString()!);
    }

    private async Task<string> DokumentAsync(string sag, string titel, string tekst, string filnavn = "brev.txt", object? ekstra = null, HttpClient? som = null)
    {
        var svar = await (await (som ?? _klient).UploadAsync($"/api/v1/sager/{sag}/dokumenter", filnavn, Encoding.UTF8.GetBytes(tekst), ekstra ?? new { titel, retning = "indgaaende" })).ForventAsync();
        return svar.GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> SoegAsync(string q, HttpClient? som = null, string mere = "") => await (som ?? _klient).HentAsync($"/api/v1/soegning?q={Uri.EscapeDataString(q)}{mere}");

    private static object Fortroligt(string bruger) =>
        new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Adgang.Contract.Demonstration.BrugerId("korsbaek", bruger) } }, begrundelse = "Fortroligt" };

    private static List<string> Ider(JsonElement svar) => [.. svar.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("id").GetString()!)];

    private async Task<JsonElement> LaestAsync(string dokument)
    {
        for (var i = 0; i < 2400; i++)
        {
            var svar = await _klient.HentAsync($"/api/v1/dokumenter/{dokument}/soegetekst");
            if (svar.EnumerateArray().All(f => f.GetProperty("tilstand").GetString() != "Venter"))
                return svar;
            await Task.Delay(50);
        }

        throw new TimeoutException("The text was not read.");
    }

    /// <summary>The row follows its text within moments.</summary>
    private async Task<JsonElement> FindAsync(string q, string id, HttpClient? som = null)
    {
        for (var i = 0; i < 2400; i++)
        {
            var svar = await SoegAsync(q, som);
            if (Ider(svar).Contains(id))
                return svar;
            await Task.Delay(50);
        }

        throw new TimeoutException($"»{q}« does not find it.");
    }

    private async Task IntetErGaltAsync()
    {
        var ud = new StringWriter();
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        Assert.True(await Soegevedligeholdelse.KontrollerAsync(server.Services, myndighed, ud, CancellationToken.None), ud.ToString());
    }

    [Fact]
    public async Task Teksten_i_en_fil_findes_i_alle_boejninger_og_dele_med_uddrag_og_kun_af_den_der_ser_sagen()
    {
        var (ord, andet) = (Ord(), Ord());
        var (sag, _) = await SagAsync($"Kolonihave {ord}");
        var id = await DokumentAsync(sag, "Brev fra naboen", $"Naboerne klager over byggetilladelsen til en overdækket terrasse ved {andet}. Sendt af 010190-1234.");
        await FindAsync(andet, id);

        foreach (var q in new[] { $"byggetilladelser {andet}", $"tilladelse {andet}", $"nabo klage {andet}", $"\"overdækket terrasse\" {andet}", $"overdæk* {andet}", $"*dækket {andet}", $"{andet} -afslag", $"{andet} ELLER {Ord()}", $"terrasse {ord}", $"BREV {andet}", $"titel:brev {andet}" })
            Assert.True(Ider(await SoegAsync(q)).Contains(id), q);
        foreach (var q in new[] { $"\"terrasse overdækket\" {andet}", $"{andet} -terrasse", $"{andet} findesikke", $"titel:terrasse {andet}", ord + " findesikke" })
            Assert.False(Ider(await SoegAsync(q)).Contains(id), q);

        var hit = (await SoegAsync($"terrasse {andet}")).GetProperty("poster")[0];
        Assert.Contains(hit.GetProperty("uddrag").EnumerateArray(), s => s.GetProperty("ramt").GetBoolean() && s.GetProperty("tekst").GetString() == "terrasse");
        Assert.DoesNotContain("010190-1234", hit.GetRawText(), StringComparison.Ordinal);
        var fremmed = await SoegAsync(andet, server.Som("kollega"));
        Assert.Equal(0, fremmed.GetProperty("antal").GetInt32());
        Assert.All(fremmed.GetProperty("facetter").EnumerateObject(), f => Assert.Equal(0, f.Value.GetArrayLength()));
    }

    [Fact]
    public async Task Een_tastefejl_tilgives_naar_intet_andet_findes_og_det_siges()
    {
        var ord = Ord();
        var (sag, nummer) = await SagAsync($"Ålekvabbe {ord}");

        var fejl = await SoegAsync($"ålekvabbo {ord}");
        var rigtigt = await SoegAsync($"ålekvabbe {ord}");

        Assert.Equal(sag, Assert.Single(Ider(fejl)));
        Assert.Equal("ålekvabbe", Assert.Single(fejl.GetProperty("ogsaa").EnumerateArray()).GetString());
        Assert.Equal(0, rigtigt.GetProperty("ogsaa").GetArrayLength());
        Assert.Empty(Ider(await SoegAsync($"\"ålekvabbo\" {ord}")));
        Assert.Equal(0, (await SoegAsync($"ålekvabbo {ord}", server.Som("kollega"))).GetProperty("ogsaa").GetArrayLength());
        Assert.NotEmpty(nummer);
    }

    public static TheoryData<string> Umulige => [new('a', 10_000), string.Concat(Enumerable.Repeat("å", 10_000)), string.Concat(Enumerable.Repeat("og ", 3333)), "\"\"", "***", "-kun -minus", "\u0001\u0002\u001f", "   ", "\U0001F600"];

    [Theory]
    [MemberData(nameof(Umulige))]
    public async Task Det_der_ikke_kan_soeges_paa_faar_en_saetning_baade_i_snitfladen_og_paa_siden(string q)
    {
        await (await _klient.GetAsync(new Uri($"/api/v1/soegning?q={Uri.EscapeDataString(q)}", UriKind.Relative))).FejlerPaaAsync("q");
        using var side = await _klient.GetAsync(new Uri($"/soegning?q={Uri.EscapeDataString(q)}", UriKind.Relative));
        Assert.True(string.IsNullOrWhiteSpace(q) ? side.StatusCode == HttpStatusCode.OK : side.StatusCode == HttpStatusCode.BadRequest, side.StatusCode.ToString());
        Assert.Contains("</html>", await side.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skaeve_soegninger_svarer_paa_det_der_er_at_svare_paa()
    {
        var ord = Ord();
        var (sag, _) = await SagAsync($"Carport {ord}");
        foreach (var q in new[] { $"{ord} \"uden makker", $"\"{ord}", $"{ord}\"", $"«{ord}»", $"{ord}\u0001\u0007carport", $"{ord} AND OR NOT NEAR(", $"titel:{ord}", $"({ord})", $"{ord};--", $"{ord} ' or 1=1", $"\u202e{ord}", $"{ord} og", string.Concat(Enumerable.Repeat("\"", 200)) + ord })
        {
            using var svar = await _klient.GetAsync(new Uri($"/api/v1/soegning?q={Uri.EscapeDataString(q)}", UriKind.Relative));
            Assert.True(svar.StatusCode == HttpStatusCode.OK, $"{q}: {await svar.Content.ReadAsStringAsync()}");
            using var forslag = await _klient.GetAsync(new Uri($"/soegning/forslag?q={Uri.EscapeDataString(q)}", UriKind.Relative));
            Assert.True(forslag.IsSuccessStatusCode, q);
        }

        await (await _klient.GetAsync(new Uri($"/api/v1/soegning?q={ord}%00", UriKind.Relative))).FejlerPaaAsync("adresse");
        Assert.Contains(sag, Ider(await SoegAsync($"\"{ord}")));
        Assert.Contains(sag, Ider(await SoegAsync($"{ord}\u0001\u0007carport")));
        Assert.True((await SoegAsync("og at det")).GetProperty("erFrisk").GetBoolean());
        Assert.NotEqual(0, (await SoegAsync("\"uden makker")).GetProperty("bemaerkninger").GetArrayLength());
    }

    [Fact]
    public async Task Der_afgraenses_til_retning_filtype_enhed_og_aar_og_facetterne_taeller_hver_for_sig()
    {
        var ord = Ord();
        var (sag, _) = await SagAsync($"Sag {ord}");
        var ind = await DokumentAsync(sag, $"Ind {ord}", "x");
        var ud = await DokumentAsync(sag, $"Ud {ord}", "<p>x</p>", "brev.html", new { titel = $"Ud {ord}", retning = "udgaaende", dato = "2024-03-02" });

        Assert.Equal([ind], Ider(await SoegAsync(ord, mere: "&retning=Indgaaende")));
        Assert.Equal([ud], Ider(await SoegAsync(ord, mere: "&filtype=HTML")));
        Assert.Equal([ud], Ider(await SoegAsync(ord, mere: "&fra=2024&til=2024")));
        Assert.Equal([sag], Ider(await SoegAsync(ord, mere: "&art=sag")));
        var afgraenset = await SoegAsync(ord, mere: "&retning=Indgaaende");
        Assert.Equal(["Indgaaende 1", "Udgaaende 1"], Facet(afgraenset, "retning"));
        Assert.Equal(["TXT 1"], Facet(afgraenset, "filtype"));
        Assert.Empty(Ider(await SoegAsync(ord, mere: $"&enhed={Guid.CreateVersion7()}")));

        static List<string> Facet(JsonElement svar, string navn) => [.. svar.GetProperty("facetter").GetProperty(navn).EnumerateArray().Select(v => $"{v.GetProperty("vaerdi").GetString()} {v.GetProperty("antal").GetInt32()}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Hver_aendring_naar_indekset_straks_og_intet_er_forkert_bagefter()
    {
        var (ord, nyt, navn, andet) = (Ord(), Ord(), Ord(), Ord());
        var (sag, _) = await SagAsync($"Før {ord}", new object[] { new { navn } });
        var (anden, _) = await SagAsync($"Anden {andet}");
        var dokument = await DokumentAsync(sag, "Flyttes", "x");
        var kladde = await DokumentAsync(sag, $"Slettes {ord}", "x");
        var notat = (await _klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = "Notat", tekst = $"<p>{andet}notat</p>" })).GetProperty("id").GetString();
        Assert.Contains(dokument, Ider(await SoegAsync($"flyttes {ord}")));

        // Retitled: the case and what hangs on it.
        await (await _klient.PatchAsync($"/api/v1/sager/{sag}", new { titel = $"Efter {nyt}" })).ForventAsync();
        Assert.Contains(sag, Ider(await SoegAsync($"efter {nyt}")));
        Assert.Contains(dokument, Ider(await SoegAsync($"flyttes {nyt}")));
        Assert.DoesNotContain(dokument, Ider(await SoegAsync($"flyttes {ord}")));

        // Deleted.
        Assert.Contains(kladde, Ider(await SoegAsync($"slettes {ord}")));
        await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative))).ForventAsync();
        Assert.DoesNotContain(kladde, Ider(await SoegAsync($"slettes {ord}")));

        // Moved.
        await _klient.SendAsync($"/api/v1/dokumenter/{dokument}/flytning", new { sag = anden, begrundelse = "Forkert sag" });
        Assert.DoesNotContain(dokument, Ider(await SoegAsync($"flyttes {nyt}")));
        Assert.Contains(dokument, Ider(await SoegAsync($"flyttes {andet}")));

        // A party's name in the register.
        var part = (await _klient.HentAsync($"/api/v1/sager/{sag}/parter"))[0].GetProperty("partId").GetString();
        await (await _klient.PatchAsync($"/api/v1/parter/{part}", new { navn = $"{navn}efter" })).ForventAsync();
        Assert.Contains(part, Ider(await SoegAsync($"{navn}efter")));
        Assert.Contains(sag, Ider(await SoegAsync($"{navn}efter")));
        await (await _klient.PatchAsync($"/api/v1/parter/{part}", new { erBeskyttet = true })).ForventAsync();
        Assert.Empty(Ider(await SoegAsync($"{navn}efter")));

        // Merged.
        await _klient.SendAsync($"/api/v1/sager/{sag}/sammenlaegning", new { med = anden, begrundelse = "Samme sag" });
        var fundet = Assert.Single((await SoegAsync($"{andet}notat")).GetProperty("poster").EnumerateArray());
        Assert.Equal(anden, fundet.GetProperty("id").GetString());

        // Protected: nobody else finds, nobody else counts.
        await (await _klient.PutAsync($"/api/v1/sager/{anden}/adgang", Fortroligt("sagsbehandler"))).ForventAsync();
        Assert.Equal(0, (await SoegAsync(andet, server.Som("leder"))).GetProperty("antal").GetInt32());
        Assert.Contains(anden, Ider(await SoegAsync(andet)));
        Assert.NotNull(notat);
        await LaestAsync(dokument);
        await IntetErGaltAsync();
    }

    [Fact]
    public async Task Et_dokument_paa_to_sager_findes_ikke_ved_ordene_paa_den_der_er_hemmelig()
    {
        var kollega = server.Som("kollega");
        var (aaben, hemmelig, fil) = (Ord(), Ord(), Ord());
        var adgang = new { erBeskyttet = false, adgang = new[] { new { art = "Alle", reference = "*" } } };
        var (sag, _) = await SagAsync($"Åben {aaben}", som: kollega);
        await (await kollega.PutAsync($"/api/v1/sager/{sag}/adgang", adgang)).ForventAsync();
        var (lukket, _) = await SagAsync($"Hemmelig {hemmelig}", som: kollega);
        await (await kollega.PutAsync($"/api/v1/sager/{lukket}/adgang", Fortroligt("kollega"))).ForventAsync();
        var id = await DokumentAsync(sag, $"Bilag {fil}", "x", som: kollega);
        await kollega.SendAsync($"/api/v1/dokumenter/{id}/registreringer", new { sag = lukket });

        Assert.Contains(id, Ider(await SoegAsync($"{fil} {aaben}")));
        Assert.Empty(Ider(await SoegAsync($"{fil} {hemmelig}")));
        Assert.Contains(id, Ider(await SoegAsync($"{fil} {hemmelig}", kollega)));
        Assert.Equal(1, (await SoegAsync(fil)).GetProperty("antal").GetInt32());
        Assert.Equal(1, (await SoegAsync(fil, kollega)).GetProperty("antal").GetInt32());
        Assert.Equal(sag, (await SoegAsync(fil)).GetProperty("poster")[0].GetProperty("sagId").GetString());
    }

    [Fact]
    public async Task Er_indekset_bagud_findes_og_taelles_intet_som_man_har_mistet_adgangen_til()
    {
        var (ord, kollega) = (Ord(), server.Som("kollega"));
        object alle = new { erBeskyttet = false, adgang = new[] { new { art = "Alle", reference = "*" } } };
        List<string> sager = [];
        for (var i = 0; i < 4; i++)
        {
            sager.Add((await SagAsync($"Sag {i} {ord}")).Id);
            await (await _klient.PutAsync($"/api/v1/sager/{sager[i]}/adgang", i == 3 ? Fortroligt("sagsbehandler") : alle)).ForventAsync();
        }

        var (eget, flyttet, slettet) = (await DokumentAsync(sager[1], $"Eget {ord}", "x"), await DokumentAsync(sager[1], $"Flyttet {ord}", "x"), await DokumentAsync(sager[1], $"Slettet {ord}", "x"));
        Assert.Equal(6, (await SoegAsync(ord, kollega)).GetProperty("antal").GetInt32());

        using (Standset())
        {
            await (await _klient.PutAsync($"/api/v1/sager/{sager[0]}/adgang", Fortroligt("sagsbehandler"))).ForventAsync();
            await (await _klient.PutAsync($"/api/v1/sager/{sager[3]}/adgang", alle)).ForventAsync();
            await (await _klient.PutAsync($"/api/v1/dokumenter/{eget}/adgang", new { poster = new[] { new { art = "Bruger", reference = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler") } }, begrundelse = "Kun mig" })).ForventAsync();
            await _klient.SendAsync($"/api/v1/dokumenter/{flyttet}/flytning", new { sag = sager[0], begrundelse = "Forkert sag" });
            await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{slettet}", UriKind.Relative))).ForventAsync();

            Kun(await SoegAsync(ord, kollega), sager[1], sager[2]);
        }

        Kun(await FindAsync(ord, sager[3], kollega), sager[1], sager[2], sager[3]);
        await IntetErGaltAsync();

        static void Kun(JsonElement svar, params string[] ventede)
        {
            Assert.Equal(ventede.Order(), Ider(svar).Order());
            Assert.Equal(ventede.Length, svar.GetProperty("antal").GetInt32());
            Assert.Equal($"sag {ventede.Length}", Assert.Single(svar.GetProperty("facetter").GetProperty("art").EnumerateArray().Select(v => $"{v.GetProperty("vaerdi").GetString()} {v.GetProperty("antal").GetInt32()}")));
        }
    }

    /// <summary>The index takes nothing in as long as this lasts: somebody else writes in it.</summary>
    private System.Data.Common.DbConnection Standset()
    {
        var forbindelse = server.Database.Forbindelse("korsbaek", "soegning.db");
        using var laas = forbindelse.CreateCommand();
        laas.CommandText = Testdatabase.ErPostgresql ? "begin; lock table soegning.soegestand in exclusive mode" : "begin immediate";
        laas.ExecuteNonQuery();
        return forbindelse;
    }

    [Fact]
    public async Task En_fil_der_ikke_kan_laeses_faar_sin_grund_paa_dokumentet_og_kan_proeves_igen()
    {
        var (sag, _) = await SagAsync($"Sag {Ord()}");
        var id = await DokumentAsync(sag, "Ødelagt", "PK\u0003\u0004 ikke et arkiv", "brev.docx");

        var foer = (await LaestAsync(id))[0];
        using var igen = await _klient.PostAsync($"/api/v1/dokumenter/{id}/soegetekst", new { });

        Assert.Contains(foer.GetProperty("tilstand").GetString(), new[] { "Fejl", "UdenTekst", "ForStor" });
        Assert.False(string.IsNullOrEmpty(foer.GetProperty("grund").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, igen.StatusCode);
        Assert.Equal(foer.GetProperty("tilstand").GetString(), (await LaestAsync(id))[0].GetProperty("tilstand").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Som("kollega").PostAsync($"/api/v1/dokumenter/{id}/soegetekst", new { })).StatusCode);
    }

    [Fact]
    public async Task Det_der_rettes_mens_teksten_laeses_bliver_ikke_skrevet_over()
    {
        var ord = Ord();
        var (sag, _) = await SagAsync($"Sag {ord}");
        var lang = string.Join(' ', Enumerable.Range(0, 4000).Select(i => $"ord{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}"));
        var ider = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            var id = await DokumentAsync(sag, $"Første {ord}", $"{lang} {i}");
            for (var n = 0; n < 4; n++)
                await (await _klient.PatchAsync($"/api/v1/dokumenter/{id}", new { titel = n == 3 ? $"Sidste {ord}" : $"Udkast {n} {ord}" })).ForventAsync();
            return id;
        }));

        foreach (var id in ider)
            await LaestAsync(id);

        Assert.Equal(ider.Order(), Ider(await SoegAsync($"sidste {ord}")).Order());
        Assert.Empty(Ider(await SoegAsync($"første {ord}")));
        await IntetErGaltAsync();
    }

    [Fact]
    public async Task Forslag_kommer_ved_begyndelsen_af_et_ord_i_titlen_og_kun_til_den_der_ser_sagen()
    {
        var ord = Ord();
        var (_, nummer) = await SagAsync($"Fuldtsjældentord{ord} carport");

        using var side = server.Anonym();
        var mine = await ForslagAsync(_klient, $"carport fuldtsjældentord{ord[..6]}");
        var andres = await ForslagAsync(server.Som("kollega"), $"carport fuldtsjældentord{ord[..6]}");

        Assert.Contains(nummer, mine, StringComparison.Ordinal);
        Assert.DoesNotContain(nummer, andres, StringComparison.Ordinal);

        static async Task<string> ForslagAsync(HttpClient som, string q) => await (await som.GetAsync(new Uri($"/soegning/forslag?q={Uri.EscapeDataString(q)}", UriKind.Relative))).Content.ReadAsStringAsync();
    }
}
