using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Calendar;
using Esdh.Core.Files;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>A hearing from its start to the decision, over REST, on the real server.</summary>
[Collection("organisationsserver")]
public sealed class HoeringTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private sealed record Proevesag(string Id, string[] Parter);

    private async Task<Proevesag> NySagAsync(string? skabelon = null, bool beskyttet = false)
    {
        var sag = (await _klient.SendAsync("/api/v1/sager", new
        {
            titel = "Carport i skel", emne = "02.34.02", facet = "G01", skabelon,
            parter = new object[] { new { navn = "Dora Demo", rolle = "Ansøger", adresse = "Prøvevej 1", erPrimaer = true }, new { navn = "Hemmelige Hans", rolle = "Nabo", adresse = "Skjulestien 3", erBeskyttet = beskyttet } },
        })).GetProperty("id").GetString()!;
        return new(sag, [.. (await _klient.HentAsync($"/api/v1/sager/{sag}/parter")).EnumerateArray().Select(p => p.GetProperty("id").GetString()!)]);
    }

    private async Task<string> StartAsync(Proevesag sag, object? data = null) =>
        (await _klient.SendAsync($"/api/v1/sager/{sag.Id}/hoeringer", data ?? new { oplysninger = "Carporten står 1,2 m fra skel.", parter = sag.Parter })).GetProperty("id").GetString()!;

    private Task<JsonElement> HentAsync(string hoering) => _klient.HentAsync($"/api/v1/hoeringer/{hoering}");

    private async Task<string> DokumentAsync(Proevesag sag, string titel = "Svar på høring") =>
        (await (await _klient.UploadAsync($"/api/v1/sager/{sag.Id}/dokumenter", "svar.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel, retning = "indgaaende" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private async Task<string> BrevtekstAsync(string dokument) => TextExtract.FromDocx(new MemoryStream(await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative))));

    [Fact]
    public async Task En_part_hoeres_svarer_og_sagen_afgoeres()
    {
        var sag = await NySagAsync();
        var vedlagt = await DokumentAsync(sag, "Opmåling");
        var hoering = await StartAsync(sag, new { emne = "Afstand til skel", oplysninger = "Carporten står 1,2 m fra skel.", parter = sag.Parter, dokumenter = new[] { vedlagt } });
        var erindring = Assert.Single((await _klient.HentAsync($"/api/v1/sager/{sag.Id}/erindringer")).GetProperty("poster").EnumerateArray());
        Assert.Equal("Partshøring: Afstand til skel", erindring.GetProperty("titel").GetString());

        await (await _klient.PostAsync($"/api/v1/sager/{sag.Id}/afgoerelser", new { art = "Afslag" })).BrydesAsync("HOER-1");
        Assert.Contains("1 høring er ikke afsluttet.", (await _klient.HentAsync($"/api/v1/sager/{sag.Id}/mangler")).GetProperty("mangler").EnumerateArray().Select(m => m.GetString()));
        var breve = await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/breve", new { skabelon = "partshoering" });
        Assert.Equal((2, 0), (breve.GetProperty("dannet").GetInt32(), breve.GetProperty("mangler").GetInt32()));
        var foerste = (await HentAsync(hoering)).GetProperty("parter")[0];
        var brev = await BrevtekstAsync(foerste.GetProperty("brev").GetProperty("id").GetString()!);
        Assert.Contains("Carporten står 1,2 m fra skel.", brev, StringComparison.Ordinal);
        Assert.Contains(DanishTime.LongDate(DateOnly.Parse(foerste.GetProperty("frist").GetString()!, null)), brev, StringComparison.Ordinal);
        Assert.Contains("Opmåling", brev, StringComparison.Ordinal);

        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/svar", new { part = sag.Parter[0], dokument = await DokumentAsync(sag) });
        await (await _klient.PostAsync($"/api/v1/hoeringer/{hoering}/afslutning", new { })).BrydesAsync("HOER-4");
        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/svar", new { part = sag.Parter[1], udenBemaerkninger = true });
        Assert.Equal("Besvaret", (await HentAsync(hoering)).GetProperty("hoering").GetProperty("tilstand").GetString());
        Assert.True((await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/afslutning", new { })).GetProperty("holdt").GetBoolean());

        Assert.Empty((await _klient.HentAsync($"/api/v1/sager/{sag.Id}/erindringer?klaret=false")).GetProperty("poster").EnumerateArray());
        await _klient.SendAsync($"/api/v1/sager/{sag.Id}/afgoerelser", new { art = "Afslag" });
        var historik = (await _klient.HentAsync($"/api/v1/sager/{sag.Id}/historik?art=hoeringer")).ToString();
        Assert.Contains("Høringen over »Afstand til skel« blev afsluttet med svar fra 2 af 2.", historik, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_beskyttet_part_hoeres_for_sig_og_naevnes_ingen_steder()
    {
        var sag = await NySagAsync(beskyttet: true);
        var hoering = await StartAsync(sag);
        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/breve", new { skabelon = "partshoering" });
        var vist = await HentAsync(hoering);
        var breve = vist.GetProperty("parter").EnumerateArray().Select(p => p.GetProperty("brev").GetProperty("id").GetString()!).ToList();

        Assert.DoesNotContain("Hemmelige Hans", vist.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelige Hans", await BrevtekstAsync(breve[0]), StringComparison.Ordinal);
        Assert.Contains("Hemmelige Hans", await BrevtekstAsync(breve[1]), StringComparison.Ordinal);
        Assert.DoesNotContain("Dora Demo", await BrevtekstAsync(breve[1]), StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelige Hans", (await _klient.HentAsync($"/api/v1/sager/{sag.Id}/historik")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skabelonens_sager_afgoeres_efter_hoering_eller_med_grund()
    {
        var noegle = $"t{Guid.CreateVersion7():N}"[..20];
        var skabelon = new { noegle, navn = "Påbud", kraeverPartshoering = true, adgang = new[] { new { art = "Alle", reference = "*" } } };
        await server.Som("administrator").SendAsync("/api/v1/sagsskabeloner", skabelon);
        var (hoert, afbrudt, undladt, gunstig) = (await NySagAsync(noegle), await NySagAsync(noegle), await NySagAsync(noegle), await NySagAsync(noegle));

        await (await _klient.PostAsync($"/api/v1/sager/{hoert.Id}/afgoerelser", new { art = "Påbud" })).BrydesAsync("HOER-2");
        foreach (var (sag, grund) in new[] { (hoert, (string?)null), (afbrudt, "Det haster") })
        {
            var hoering = await StartAsync(sag);
            if (grund is null)
                foreach (var part in sag.Parter)
                    await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/svar", new { part, udenBemaerkninger = true });
            await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/afslutning", new { grund });
        }

        await _klient.SendAsync($"/api/v1/sager/{hoert.Id}/afgoerelser", new { art = "Påbud" });
        await (await _klient.PostAsync($"/api/v1/sager/{afbrudt.Id}/afgoerelser", new { art = "Påbud" })).BrydesAsync("HOER-2");
        await (await _klient.PostAsync($"/api/v1/sager/{undladt.Id}/hoeringsundladelser", new { hjemmel = "", begrundelse = "kort" })).FejlerPaaAsync("hjemmel", "begrundelse");
        await _klient.SendAsync($"/api/v1/sager/{undladt.Id}/hoeringsundladelser", new { hjemmel = "Forvaltningsloven § 19, stk. 2", begrundelse = "Partens interesse må vige, fordi det haster." });
        await _klient.SendAsync($"/api/v1/sager/{undladt.Id}/afgoerelser", new { art = "Påbud" });
        await _klient.SendAsync($"/api/v1/sager/{gunstig.Id}/afgoerelser", new { art = "Tilladelse", udfald = "FuldtMedhold" });
    }

    [Fact]
    public async Task En_afgoerelse_med_udfald_baerer_begrundelse_og_klagevejledning_ogsaa_i_brevet()
    {
        var sag = await NySagAsync();
        var noegle = $"t{Guid.CreateVersion7():N}"[..20];
        await server.Som("administrator").SendAsync("/api/v1/afgoerelsestyper", new { noegle, navn = "Dispensation", klageinstans = "Et nævn" });
        await (await _klient.PostAsync($"/api/v1/sager/{sag.Id}/afgoerelser", new { type = "findes-ikke", udfald = "Hest" })).FejlerPaaAsync("art", "type", "udfald");
        var brud = await (await _klient.PostAsync($"/api/v1/sager/{sag.Id}/afgoerelser", new { type = noegle, udfald = "Afslag" })).BrydesAsync("AFG-1");
        Assert.Contains("§§ 22", brud.GetProperty("hjemmel").GetString(), StringComparison.Ordinal);
        var indhold = new Dictionary<string, object?>
        {
            ["type"] = noegle, ["udfald"] = "FuldtMedhold", ["retsgrundlag"] = "Planlovens regler", ["hovedhensyn"] = "Hensynet til naboen", ["faktum"] = "1,2 m til skel",
            ["parter"] = new[] { new { part = sag.Parter[1], udfald = "Afslag", tilfoejelse = "Din indsigelse ændrer ikke afgørelsen." } },
        };
        await (await _klient.PostAsync($"/api/v1/sager/{sag.Id}/afgoerelser", indhold)).BrydesAsync("AFG-2");
        indhold["klagevejledning"] = "Klag til nævnet inden fire uger.";
        await _klient.SendAsync($"/api/v1/sager/{sag.Id}/afgoerelser", indhold);

        var breve = new List<string>();
        foreach (var part in sag.Parter)
            breve.Add(await BrevtekstAsync((await _klient.SendAsync($"/api/v1/sager/{sag.Id}/dokumenter/fra-skabelon", new { skabelon = "afgoerelse", sagspartId = part })).GetProperty("id").GetString()!));

        Assert.All(breve, b => Assert.Contains("1,2 m til skel", b, StringComparison.Ordinal));
        Assert.DoesNotContain("fire uger", breve[0], StringComparison.Ordinal); // full consent
        Assert.Contains("Klag til nævnet inden fire uger.", breve[1], StringComparison.Ordinal);
        Assert.Contains("Din indsigelse ændrer ikke afgørelsen.", breve[1], StringComparison.Ordinal);
        var afgoerelse = Assert.Single((await _klient.HentAsync($"/api/v1/sager/{sag.Id}/afgoerelser")).EnumerateArray());
        Assert.Equal("Dispensation", afgoerelse.GetProperty("art").GetString());
        Assert.Equal("Afslag", afgoerelse.GetProperty("parter")[0].GetProperty("udfald").GetString());
    }

    [Fact]
    public async Task Forkerte_oplysninger_naevnes_alle_og_intet_begynder()
    {
        var (sag, anden) = (await NySagAsync(), await NySagAsync());
        var fremmed = await DokumentAsync(anden);

        await (await _klient.PostAsync($"/api/v1/sager/{sag.Id}/hoeringer", new { art = "Hest", emne = new string('x', 201), oplysninger = " ", frist = "2020-01-01", parter = Array.Empty<string>(), dokumenter = new[] { fremmed } }))
            .FejlerPaaAsync("art", "emne", "oplysninger", "frist", "parter", "dokumenter");
        await (await _klient.PostAsync($"/api/v1/sager/{sag.Id}/hoeringer", new { oplysninger = "x", parter = anden.Parter })).FejlerPaaAsync("parter");
        await (await _klient.PostAsync($"/api/v1/sager/{sag.Id}/hoeringer", new { oplysninger = "x", parter = sag.Parter, frist = "2200-01-01" })).FejlerPaaAsync("frist");

        Assert.Empty((await _klient.HentAsync($"/api/v1/sager/{sag.Id}/hoeringer")).EnumerateArray());
        Assert.Empty((await _klient.HentAsync($"/api/v1/sager/{sag.Id}/erindringer")).GetProperty("poster").EnumerateArray());
    }

    [Fact]
    public async Task Et_svar_kan_rettes_fortrydes_og_skal_vaere_et_svar()
    {
        var sag = await NySagAsync();
        var hoering = await StartAsync(sag);
        var part = sag.Parter[0];

        await (await _klient.PostAsync($"/api/v1/hoeringer/{hoering}/svar", new { part })).FejlerPaaAsync("note");
        await (await _klient.PostAsync($"/api/v1/hoeringer/{hoering}/svar", new { part = Guid.CreateVersion7(), note = "x", dato = "2020-01-01", dokument = Guid.CreateVersion7() })).FejlerPaaAsync("part", "dato", "dokument");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/hoeringer/{hoering}/svar/{part}", UriKind.Relative))).BrydesAsync("HOER-6");
        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/svar", new { part, note = "Ringede: er imod" });
        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/svar", new { part, note = "Ringede igen: er ikke imod" });
        Assert.Equal("Ringede igen: er ikke imod", (await HentAsync(hoering)).GetProperty("parter")[0].GetProperty("note").GetString());
        await (await _klient.DeleteAsync(new Uri($"/api/v1/hoeringer/{hoering}/svar/{part}", UriKind.Relative))).ForventAsync();
        Assert.Equal(0, (await HentAsync(hoering)).GetProperty("hoering").GetProperty("svar").GetInt32());
    }

    [Fact]
    public async Task Fristen_forlaenges_og_erindringen_foelger_med()
    {
        var sag = await NySagAsync();
        var hoering = await StartAsync(sag);
        var ny = DanishCalendar.MoveToWorkday(DanishTime.Today(server.Ur).AddDays(30));

        await (await _klient.PostAsync($"/api/v1/hoeringer/{hoering}/forlaengelse", new { })).FejlerPaaAsync("frist");
        await (await _klient.PostAsync($"/api/v1/hoeringer/{hoering}/forlaengelse", new { frist = DanishCalendar.AddWorkdays(DanishTime.Today(server.Ur), 1) })).BrydesAsync("HOER-5");
        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/forlaengelse", new { frist = ny });

        Assert.Equal(ny.ToString("yyyy-MM-dd", null), (await HentAsync(hoering)).GetProperty("hoering").GetProperty("frist").GetString());
        Assert.Equal(ny.ToString("yyyy-MM-dd", null), Assert.Single((await _klient.HentAsync($"/api/v1/sager/{sag.Id}/erindringer")).GetProperty("poster").EnumerateArray()).GetProperty("frist").GetString());
    }

    [Fact]
    public async Task To_paa_samme_tid_danner_eet_brev_til_hver()
    {
        var sag = await NySagAsync();
        var hoering = await StartAsync(sag);

        var svar = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _klient.PostAsync($"/api/v1/hoeringer/{hoering}/breve", new { skabelon = "partshoering" })));

        Assert.All(svar, s => Assert.Contains(s.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
        Assert.Equal(2, (await _klient.HentAsync($"/api/v1/sager/{sag.Id}/dokumenter")).GetProperty("poster").GetArrayLength());
    }

    [Fact]
    public async Task Kladder_som_noget_henviser_til_kan_slettes()
    {
        var sag = await NySagAsync();
        var (vedlagt, svar, fuldmagt) = (await DokumentAsync(sag), await DokumentAsync(sag), await DokumentAsync(sag, "Fuldmagt"));
        var hoering = await StartAsync(sag, new { oplysninger = "x", parter = sag.Parter, dokumenter = new[] { vedlagt } });
        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/svar", new { part = sag.Parter[0], dokument = svar });
        await _klient.SendAsync($"/api/v1/hoeringer/{hoering}/breve", new { skabelon = "partshoering", part = sag.Parter[0] });
        var brev = (await HentAsync(hoering)).GetProperty("parter")[0].GetProperty("brev").GetProperty("id").GetString();
        await _klient.SendAsync($"/api/v1/sager/{sag.Id}/parter", new { navn = "Rita Repræsentant", rolle = "Partsrepræsentant", repraesentererId = sag.Parter[0], fuldmagtDokumentId = fuldmagt });

        foreach (var kladde in new[] { vedlagt, svar, brev, fuldmagt })
            await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);

        var part = (await HentAsync(hoering)).GetProperty("parter")[0];
        Assert.Equal((false, JsonValueKind.Null), (part.GetProperty("harBrev").GetBoolean(), part.GetProperty("svaret").ValueKind));
    }

    [Fact]
    public async Task Laegges_sagerne_sammen_foelger_hoeringen_med()
    {
        var (fra, til) = (await NySagAsync(), await NySagAsync());
        var hoering = await StartAsync(fra);
        await _klient.SendAsync($"/api/v1/sager/{fra.Id}/hoeringsundladelser", new { hjemmel = "Forvaltningsloven § 19, stk. 2", begrundelse = "Partens interesse må vige her." });

        await _klient.SendAsync($"/api/v1/sager/{fra.Id}/sammenlaegning", new { med = til.Id });

        Assert.Equal(hoering, Assert.Single((await _klient.HentAsync($"/api/v1/sager/{til.Id}/hoeringer")).EnumerateArray()).GetProperty("id").GetString());
        Assert.Single((await _klient.HentAsync($"/api/v1/sager/{til.Id}/hoeringsundladelser")).EnumerateArray());
        await (await _klient.PostAsync($"/api/v1/sager/{til.Id}/afgoerelser", new { art = "Afslag" })).BrydesAsync("HOER-1");
    }

    [Fact]
    public async Task Naboorientering_staar_ikke_i_vejen_for_en_afgoerelse()
    {
        var sag = await NySagAsync();
        await StartAsync(sag, new { art = "Naboorientering", oplysninger = "Der er søgt om en carport.", parter = new[] { sag.Parter[1] } });

        await _klient.SendAsync($"/api/v1/sager/{sag.Id}/afgoerelser", new { art = "Tilladelse" });
    }
}
