using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Finding and listing over REST, on the real server.</summary>
[Collection("sagsserver")]
public sealed class SoegningTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private static string Ord() => Provord.Nyt();

    private static async Task<(string Id, string Nummer)> SagAsync(HttpClient som, string titel, object? parter = null)
    {
        var svar = await som.SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01", parter });
        return (svar.GetProperty("id").GetString()!, svar.GetProperty("sagsnummer").GetString()!);
    }

    private async Task<JsonElement> SoegAsync(string q, HttpClient? som = null) => await (som ?? _klient).HentAsync($"/api/v1/soegning?q={Uri.EscapeDataString(q)}");

    private static List<string?> Numre(JsonElement svar) => [.. svar.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("sagsnummer").GetString())];

    [Fact]
    public async Task En_sag_findes_efter_titel_part_nummer_og_stavemaade()
    {
        var (ord, navn) = (Ord(), Ord());
        var (_, nummer) = await SagAsync(_klient, $"Ålegård {ord}", new object[] { new { navn = $"Søren {navn}" } });
        var dele = nummer.Split('-');

        Assert.Contains(nummer, Numre(await SoegAsync($"{ord} aalegaard")));
        Assert.Contains(nummer, Numre(await SoegAsync(ord[..12] + ord[12..].ToUpperInvariant())));
        Assert.Contains(nummer, Numre(await SoegAsync($"soeren {navn}")));
        Assert.Contains(nummer, Numre(await SoegAsync(nummer)));
        Assert.Contains(nummer, Numre(await SoegAsync($"2.34.2 g1 {dele[2]} 20{dele[3]}")));
        Assert.Contains(nummer, Numre(await SoegAsync($"{dele[2]}-{dele[3]} {ord}")));
        Assert.Empty(Numre(await SoegAsync($"{ord} findesikke")));
    }

    [Fact]
    public async Task Et_dokument_findes_efter_titel_korrespondent_og_dato_og_naevner_sagen()
    {
        var ord = Ord();
        var (id, nummer) = await SagAsync(_klient, $"Sag om {ord}");
        await (await _klient.UploadAsync($"/api/v1/sager/{id}/dokumenter", "brev.txt", "x"u8.ToArray(), new { titel = "Indsigelse", retning = "indgaaende", part = "Grete Fabelund", dato = "2026-03-17" })).ForventAsync();

        foreach (var q in new[] { $"indsigelse {ord}", $"fabelund {ord}", $"17-03-2026 {ord}" })
        {
            var dokument = Assert.Single((await SoegAsync(q)).GetProperty("poster").EnumerateArray(), p => p.GetProperty("art").GetString() == "dokument");
            Assert.Equal(nummer, dokument.GetProperty("sagsnummer").GetString());
            Assert.Equal("TXT", dokument.GetProperty("filtype").GetString());
        }

        Assert.DoesNotContain((await SoegAsync(ord)).GetProperty("poster").EnumerateArray(), p => p.GetProperty("art").GetString() == "dokument");
    }

    [Fact]
    public async Task En_sag_findes_gennem_sine_notater_og_svaret_siger_hvorfor()
    {
        var (ord, skjult) = (Ord(), Ord());
        var (id, nummer) = await SagAsync(_klient, $"Carport {ord}");
        await _klient.SendAsync($"/api/v1/sager/{id}/notater", new { overskrift = "Opkald fra ansøger", tekst = $"<p>Spurgte til <b>skellet</b> mod naboen og nævnte {skjult}, 010190-1234.</p>", endeligt = true });
        await _klient.SendAsync($"/api/v1/sager/{id}/notater", new { overskrift = "Møde", tekst = "<p>Andet</p>" });

        var hit = Assert.Single((await SoegAsync($"{ord} skellet")).GetProperty("poster").EnumerateArray());
        var ved = Assert.Single((await SoegAsync(skjult)).GetProperty("poster").EnumerateArray());
        var sagen = Assert.Single((await SoegAsync($"carport {ord}")).GetProperty("poster").EnumerateArray());

        Assert.Equal(("sag", nummer), (hit.GetProperty("art").GetString(), hit.GetProperty("sagsnummer").GetString()));
        Assert.StartsWith("Notat: Opkald fra ansøger – Spurgte til skellet mod naboen", hit.GetProperty("hvorfor").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("010190-1234", ved.GetProperty("hvorfor").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, sagen.GetProperty("hvorfor").ValueKind);
        Assert.Empty(Numre(await SoegAsync($"{ord} {skjult} findesikke")));
        Assert.Equal(0, (await SoegAsync(skjult, server.Som("kollega"))).GetProperty("antal").GetInt32());
    }

    [Fact]
    public async Task Et_notat_paa_en_beskyttet_sag_findes_og_taelles_kun_for_de_navngivne()
    {
        var kollega = server.Som("kollega");
        var ord = Ord();
        var (id, _) = await SagAsync(kollega, "Beskyttet");
        await kollega.SendAsync($"/api/v1/sager/{id}/notater", new { overskrift = ord, tekst = "<p>Fortroligt</p>" });
        await (await kollega.PutAsync($"/api/v1/sager/{id}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega") } } })).ForventAsync();

        Assert.Equal(1, (await SoegAsync(ord, kollega)).GetProperty("antal").GetInt32());
        foreach (var anden in new[] { "sagsbehandler", "leder" })
        {
            var svar = await SoegAsync(ord, server.Som(anden));
            Assert.Equal(0, svar.GetProperty("antal").GetInt32());
            Assert.All(svar.GetProperty("facetter").EnumerateObject(), f => Assert.Equal(0, f.Value.GetArrayLength()));
        }
    }

    [Fact]
    public async Task Andres_sager_dokumenter_og_parter_findes_taelles_og_foreslaas_ikke()
    {
        var kollega = server.Som("kollega");
        var ord = Ord();
        var (id, _) = await SagAsync(kollega, ord, new object[] { new { navn = ord } });
        await (await kollega.UploadAsync($"/api/v1/sager/{id}/dokumenter", "brev.txt", "x"u8.ToArray(), new { titel = ord, retning = "indgaaende" })).ForventAsync();

        var deres = await SoegAsync(ord, kollega);
        var mine = await SoegAsync(ord);

        Assert.Equal(3, deres.GetProperty("antal").GetInt32());
        Assert.Equal(0, mine.GetProperty("antal").GetInt32());
        Assert.All(mine.GetProperty("facetter").EnumerateObject(), f => Assert.Equal(0, f.Value.GetArrayLength()));
        Assert.Empty((await _klient.HentAsync($"/api/v1/sager?tekst={ord}")).GetProperty("poster").EnumerateArray());
        Assert.Single((await kollega.HentAsync($"/api/v1/sager?tekst={ord}")).GetProperty("poster").EnumerateArray());
    }

    [Fact]
    public async Task Facetter_taeller_det_der_kan_afgraenses_til()
    {
        var ord = Ord();
        var (aaben, _) = await SagAsync(_klient, ord);
        var (lukket, _) = await SagAsync(_klient, ord);
        await _klient.SendAsync($"/api/v1/sager/{lukket}/afslutning", new { });

        var svar = await _klient.HentAsync($"/api/v1/soegning?q={ord}&tilstand=Aktiv");

        Assert.Equal(aaben, Assert.Single(svar.GetProperty("poster").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(["Afsluttet 1", "Aktiv 1"], svar.GetProperty("facetter").GetProperty("tilstand").EnumerateArray().Select(v => $"{v.GetProperty("vaerdi")} {v.GetProperty("antal")}").Order(StringComparer.Ordinal));
        Assert.Equal(1, svar.GetProperty("facetter").GetProperty("emne")[0].GetProperty("antal").GetInt32());
    }

    [Theory]
    [InlineData("titel")]
    [InlineData("nummer")]
    [InlineData("oprettet")]
    [InlineData("aendret")]
    [InlineData("frist")]
    public async Task Listen_blades_begge_veje_uden_huller_og_gengangere(string sorter)
    {
        var ord = Ord();
        foreach (var titel in new[] { "Ål", "Ærø", "zebra", "Øl", "ost", "Aabenraa" })
            await SagAsync(_klient, $"{titel} {ord}");

        var hele = (await _klient.HentAsync($"/api/v1/sager?tekst={ord}&sorter={sorter}")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("id").GetString()).ToList();
        List<string?> frem = [];
        List<string?> tilbage = [];
        string? efter = null;
        JsonElement side;
        do
        {
            side = await _klient.HentAsync($"/api/v1/sager?tekst={ord}&sorter={sorter}&antal=2&efter={efter}");
            frem.AddRange(side.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("id").GetString()));
        }
        while ((efter = side.GetProperty("naeste").GetString()) is not null);
        string? foer = side.GetProperty("forrige").GetString();
        while (foer is not null)
        {
            side = await _klient.HentAsync($"/api/v1/sager?tekst={ord}&sorter={sorter}&antal=2&foer={foer}");
            tilbage.InsertRange(0, side.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("id").GetString()));
            foer = side.GetProperty("forrige").GetString();
        }

        Assert.Equal(6, hele.Count);
        Assert.Equal(hele, frem);
        Assert.Equal(hele[..4], tilbage);
        if (sorter == "titel")
        {
            var titler = (await _klient.HentAsync($"/api/v1/sager?tekst={ord}&sorter=titel")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("titel").GetString()!.Split(' ')[0]);
            Assert.Equal(["ost", "zebra", "Ærø", "Øl", "Aabenraa", "Ål"], titler);
        }
    }

    [Fact]
    public async Task Filtre_der_ikke_kan_laeses_naevnes_alle() =>
        await (await _klient.GetAsync(new Uri("/api/v1/sager?tilstand=ja&status=x&emne=abc&fra=i%20dag&sorter=farve&enhed=os", UriKind.Relative)))
            .FejlerPaaAsync("tilstand", "status", "emne", "fra", "sorter", "enhed");

    [Fact]
    public async Task Favoritter_er_ens_egne()
    {
        var ord = Ord();
        var (id, _) = await SagAsync(_klient, ord);
        await SagAsync(_klient, ord);
        var leder = server.Som("leder");

        await (await _klient.PutAsync($"/api/v1/sager/{id}/favorit", new { })).ForventAsync();

        Assert.Equal(id, Assert.Single((await _klient.HentAsync($"/api/v1/sager?tekst={ord}&kun=favoritter")).GetProperty("poster").EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty((await leder.HentAsync($"/api/v1/sager?tekst={ord}&kun=favoritter")).GetProperty("poster").EnumerateArray());
        await (await _klient.DeleteAsync(new Uri($"/api/v1/sager/{id}/favorit", UriKind.Relative))).ForventAsync();
        Assert.Empty((await _klient.HentAsync($"/api/v1/sager?tekst={ord}&kun=favoritter")).GetProperty("poster").EnumerateArray());
    }

    [Fact]
    public async Task En_gemt_visning_kan_deles_med_enheden_men_kun_slettes_af_den_der_lavede_den()
    {
        var (min, delt) = (Ord(), Ord());
        await _klient.SendAsync("/api/v1/visninger", new { navn = min, forespoergsel = "tilstand=aaben&behandler=mig" });
        await _klient.SendAsync("/api/v1/visninger", new { navn = delt, forespoergsel = "enhed=min&efter=abc", del = true, erStandard = true });
        await (await _klient.PostAsync("/api/v1/visninger", new { navn = "x", forespoergsel = "tilstand=ja" })).FejlerPaaAsync("tilstand");

        var mine = (await _klient.HentAsync("/api/v1/visninger")).EnumerateArray().ToList();
        var andres = (await server.Som("kollega").HentAsync("/api/v1/visninger")).EnumerateArray().ToList();

        Assert.Equal("behandler=mig&tilstand=aaben", string.Join('&', mine.Single(v => v.GetProperty("navn").GetString() == min).GetProperty("forespoergsel").GetString()!.Split('&').Order(StringComparer.Ordinal)));
        var denDelte = mine.Single(v => v.GetProperty("navn").GetString() == delt);
        Assert.Equal("enhed=min", denDelte.GetProperty("forespoergsel").GetString());
        Assert.True(denDelte.GetProperty("erStandard").GetBoolean());
        Assert.DoesNotContain(andres, v => v.GetProperty("navn").GetString() is { } n && (n == min || n == delt));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Som("kollega").DeleteAsync(new Uri($"/api/v1/visninger/{denDelte.GetProperty("id")}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _klient.DeleteAsync(new Uri($"/api/v1/visninger/{denDelte.GetProperty("id")}", UriKind.Relative))).StatusCode);
    }
}
