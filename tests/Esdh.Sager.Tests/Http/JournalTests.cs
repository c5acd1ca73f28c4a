using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The authority's journal, what is missing from it, and the postliste, on the real server.</summary>
[Collection("dokumentserver")]
public sealed class JournalTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");
    private readonly HttpClient _leder = server.Som("leder");

    private DateOnly Idag() => Core.Calendar.DanishTime.Today(server.Ur);

    private async Task<string> NySagAsync(string? navn = null, object? ekstra = null) => (await _klient.SendAsync("/api/v1/sager", ekstra ?? new
    {
        titel = "Prøvesag", emne = "02.34.02", facet = "G01", parter = navn is null ? [] : new[] { new { navn, rolle = "Ansøger", erBeskyttet = true } },
    })).GetProperty("id").GetString()!;

    private async Task<string> LaegAsync(string sag, object json) =>
        (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes($"Tekst {Guid.CreateVersion7()}"), json)).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private static async Task<List<JsonElement>> AlleAsync(HttpClient som, string sti)
    {
        List<JsonElement> poster = [];
        for (string? efter = null; ;)
        {
            var side = await som.HentAsync($"{sti}{(sti.Contains('?', StringComparison.Ordinal) ? '&' : '?')}antal=3{(efter is null ? "" : "&efter=" + efter)}");
            poster.AddRange(side.GetProperty("poster").EnumerateArray());
            if ((efter = side.GetProperty("naeste").GetString()) is null)
                return poster;
        }
    }

    [Fact]
    public async Task Dagens_journal_har_dokumenter_og_endelige_notater_i_den_orden_det_skete()
    {
        var sag = await NySagAsync();
        for (var i = 0; i < 3; i++)
        {
            await LaegAsync(sag, new { titel = $"Brev {i}", retning = "indgaaende", journaliser = true });
            await _klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = $"Notat {i}", tekst = "<p>Ja</p>", endeligt = true });
        }

        await LaegAsync(sag, new { titel = "Kladde", retning = "indgaaende" });
        await _klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = "Kladde", tekst = "<p>Ja</p>" });

        var poster = (await AlleAsync(_klient, $"/api/v1/journal?dag={Idag():yyyy-MM-dd}")).Where(p => p.GetProperty("sagId").GetString() == sag).ToList();
        Assert.Equal(["Brev 0", "Notat 0", "Brev 1", "Notat 1", "Brev 2", "Notat 2"], poster.Select(p => p.GetProperty("titel").GetString()));
        Assert.Equal(["1", "2", "3"], poster.Where(p => p.GetProperty("art").GetString() == "dokument").Select(p => p.GetProperty("aktnr").GetString()));
        Assert.DoesNotContain(await AlleAsync(server.Som("kollega"), $"/api/v1/journal?dag={Idag():yyyy-MM-dd}"), p => p.GetProperty("sagId").GetString() == sag);
    }

    [Fact]
    public async Task Det_der_er_modtaget_sendt_eller_endeligt_mangler_indtil_det_er_journaliseret()
    {
        var sag = await NySagAsync();
        var gammelt = await LaegAsync(sag, new { titel = "Gammelt brev", retning = "indgaaende", dato = Idag().AddDays(-30) });
        var udkast = await LaegAsync(sag, new { titel = "Svar", retning = "udgaaende" });

        Assert.Equal(["Gammelt brev:Roed"], await ManglerAsync(sag));
        await (await _klient.PostAsync($"/api/v1/dokumenter/{udkast}/endeliggoerelse", new { dato = Idag() })).ForventAsync(HttpStatusCode.NoContent);
        await (await _klient.PostAsync($"/api/v1/dokumenter/{udkast}/endeliggoerelse", new { })).BrydesAsync("JOU-1");
        await (await _klient.PostAsync($"/api/v1/dokumenter/{gammelt}/endeliggoerelse", new { })).BrydesAsync("JOU-2");
        await (await _klient.PostAsync($"/api/v1/dokumenter/{udkast}/endeliggoerelse", new { dato = Idag().AddDays(1) })).FejlerPaaAsync("dato");

        Assert.Equal(["Gammelt brev:Roed", "Svar:Ny"], await ManglerAsync(sag));
        Assert.Equal(["Gammelt brev:Roed"], await ManglerAsync(sag, "?hast=gul"));
        await _klient.SendAsync($"/api/v1/dokumenter/{gammelt}/journalisering", new { });
        await _klient.SendAsync($"/api/v1/dokumenter/{udkast}/journalisering", new { });
        Assert.Empty(await ManglerAsync(sag));
    }

    [Fact]
    public async Task At_et_dokument_er_sendt_kan_fortrydes_og_siges_efter_journaliseringen()
    {
        var sag = await NySagAsync();
        var brev = await LaegAsync(sag, new { titel = "Svar", retning = "udgaaende" });
        var notat = await LaegAsync(sag, new { titel = "Notat", retning = "internt" });
        var sti = $"/api/v1/dokumenter/{brev}/endeliggoerelse";

        await (await _klient.DeleteAsync(new Uri(sti, UriKind.Relative))).BrydesAsync("JOU-4");
        await (await _klient.PostAsync(sti, new { dato = Idag().AddDays(-20), maade = "Brev", modtagere = new[] { new { navn = "Bo Opdigt" } } })).ForventAsync(HttpStatusCode.NoContent);
        Assert.Equal(["Svar:Roed"], await ManglerAsync(sag));
        await (await _klient.DeleteAsync(new Uri(sti, UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        Assert.Empty(await ManglerAsync(sag));

        var akt = await _klient.SendAsync($"/api/v1/dokumenter/{brev}/journalisering", new { });
        await _klient.SendAsync($"/api/v1/dokumenter/{notat}/journalisering", new { });
        await (await _klient.PostAsync(sti, new { maade = "Digital Post" })).ForventAsync(HttpStatusCode.NoContent);
        var visning = await _klient.HentAsync($"/api/v1/dokumenter/{brev}");

        Assert.Equal("1", akt.GetProperty("aktnr").GetString());
        Assert.Equal(($"{Idag().AddDays(-20):yyyy-MM-dd}", "Digital Post", "Bo Opdigt"),
            (visning.GetProperty("dato").GetString(), visning.GetProperty("endelig").GetProperty("maade").GetString(), visning.GetProperty("endelig").GetProperty("modtagere").GetString()));
        Assert.Empty(await ManglerAsync(sag));
        await (await _klient.PostAsync($"/api/v1/dokumenter/{notat}/endeliggoerelse", new { })).BrydesAsync("JOU-3");
    }

    [Fact]
    public async Task Et_internt_dokument_er_endeligt_og_ikke_sendt()
    {
        var notat = await LaegAsync(await NySagAsync(), new { titel = "Notat", retning = "internt" });
        var sti = $"/api/v1/dokumenter/{notat}/endeliggoerelse";

        await (await _klient.PostAsync(sti, new { maade = "Brev" })).FejlerPaaAsync("maade");
        await (await _klient.PostAsync(sti, new { modtagere = new[] { new { navn = "" } } })).FejlerPaaAsync("maade", "modtagere[0].navn");
        await (await _klient.PostAsync(sti, new { maade = new string('x', 61) })).FejlerPaaAsync("maade");
        await (await _klient.PostAsync(sti, new { })).ForventAsync(HttpStatusCode.NoContent);
    }

    private async Task<List<string>> ManglerAsync(string sag, string filter = "") => [.. (await AlleAsync(_klient, "/api/v1/journal/mangler" + filter))
        .Where(m => m.GetProperty("sagId").GetString() == sag).Select(m => $"{m.GetProperty("titel").GetString()}:{m.GetProperty("hast").GetString()}")];

    [Fact]
    public async Task Overblikket_taeller_efter_enhed_og_sagsbehandler()
    {
        await LaegAsync(await NySagAsync(), new { titel = "Gammelt", retning = "indgaaende", dato = Idag().AddDays(-30) });

        var gruppe = Assert.Single((await _klient.HentAsync("/api/v1/journal/mangler/overblik")).GetProperty("grupper").EnumerateArray(),
            g => g.GetProperty("behandlerId").GetString() == Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler").ToString());

        Assert.True(gruppe.GetProperty("roede").GetInt32() >= 1);
    }

    [Fact]
    public async Task Postlisten_godkendes_venter_og_kan_laeses_uden_logon_og_en_tilbagetrukket_post_efterlader_et_maerke()
    {
        var sag = await NySagAsync();
        var dag = Idag();
        var titel = $"Ansøgning {Guid.CreateVersion7()}";
        var dokument = await JournaliserTilPostlisteAsync(sag, titel);
        var forslag = (await _leder.HentAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/forslag")).GetProperty("forslag").EnumerateArray().Single(f => f.GetProperty("dokumentId").GetString() == dokument);
        Assert.Empty(forslag.GetProperty("hindringer").EnumerateArray());

        await (await _klient.PostAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/godkendelse", new { dokumenter = new[] { dokument } })).ForventAsync(HttpStatusCode.Forbidden);
        var svar = await _leder.SendAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/godkendelse", new { dokumenter = new[] { dokument } });
        await (await _leder.PostAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/godkendelse", new { dokumenter = new[] { dokument } })).FejlerPaaAsync("dokumenter");
        Assert.DoesNotContain(titel, await OffentligAsync(dag), StringComparison.Ordinal);

        server.Ur.Frem(TimeSpan.FromDays(4));
        try
        {
            Assert.True(DateOnly.Parse(svar.GetProperty("offentliggoeres").GetString()!, null) <= Idag());
            Assert.Contains(titel, await OffentligAsync(dag), StringComparison.Ordinal);
            var post = (await _leder.HentAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/forslag")).GetProperty("godkendte").EnumerateArray()
                .Single(p => p.GetProperty("dokumentId").GetString() == dokument).GetProperty("id").GetString();
            await (await _leder.PostAsync($"/api/v1/postliste/poster/{post}/tilbagetraekning", new { begrundelse = " " })).FejlerPaaAsync("begrundelse");
            await (await _leder.PostAsync($"/api/v1/postliste/poster/{post}/tilbagetraekning", new { begrundelse = "Forkert titel" })).ForventAsync(HttpStatusCode.NoContent);
            await (await _leder.PostAsync($"/api/v1/postliste/poster/{post}/tilbagetraekning", new { begrundelse = "Igen" })).BrydesAsync("POS-2");

            var efter = await OffentligAsync(dag);
            Assert.DoesNotContain(titel, efter, StringComparison.Ordinal);
            Assert.DoesNotContain("Forkert titel", efter, StringComparison.Ordinal);
            Assert.Contains("\"titel\":null", efter, StringComparison.Ordinal);
        }
        finally
        {
            server.Ur.Nulstil();
        }
    }

    [Fact]
    public async Task Et_beskyttet_navn_naar_aldrig_postlisten_heller_ikke_naar_beskyttelsen_kommer_til()
    {
        var navn = $"Karen Hemmelig{Guid.CreateVersion7().ToString("N")[^6..]}";
        var dag = Idag();
        var med = await JournaliserTilPostlisteAsync(await NySagAsync(navn), $"Ansøgning fra {navn}");

        var svar = await (await _leder.PostAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/godkendelse", new { dokumenter = new[] { med } })).BrydesAsync("POS-1");

        Assert.Contains("navne- og adressebeskyttelse", svar.GetProperty("detaljer")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_forslag_afvises_fortrydes_og_foreslaas_paa_ny()
    {
        var sag = await NySagAsync();
        var dag = $"{Idag():yyyy-MM-dd}";
        var dokument = await JournaliserTilPostlisteAsync(sag, $"Klage {Guid.CreateVersion7()}");
        async Task<string> StandAsync()
        {
            var alt = await _leder.HentAsync($"/api/v1/postliste/{dag}/forslag");
            return string.Join(' ', new[] { "forslag", "godkendte", "afviste" }.Where(l => alt.GetProperty(l).EnumerateArray().Any(p => p.GetProperty("dokumentId").GetString() == dokument)));
        }

        await (await _leder.PostAsync($"/api/v1/postliste/{dag}/afvisning", new { dokumenter = new[] { dokument } })).FejlerPaaAsync("begrundelse");
        await (await _leder.PostAsync($"/api/v1/postliste/{dag}/afvisning", new { begrundelse = "Nej" })).FejlerPaaAsync("dokumenter");
        await (await _klient.PostAsync($"/api/v1/postliste/{dag}/afvisning", new { dokumenter = new[] { dokument }, begrundelse = "Nej" })).ForventAsync(HttpStatusCode.Forbidden);
        await _leder.SendAsync($"/api/v1/postliste/{dag}/afvisning", new { dokumenter = new[] { dokument }, begrundelse = "Nej" });
        await (await _leder.PostAsync($"/api/v1/postliste/{dag}/afvisning", new { dokumenter = new[] { dokument }, begrundelse = "Nej" })).FejlerPaaAsync("dokumenter");
        await (await _leder.PostAsync($"/api/v1/postliste/{dag}/godkendelse", new { dokumenter = new[] { dokument } })).FejlerPaaAsync("dokumenter");
        Assert.Equal("afviste", await StandAsync());

        await (await _leder.DeleteAsync(new Uri($"/api/v1/postliste/afvisninger/{dokument}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        await (await _leder.DeleteAsync(new Uri($"/api/v1/postliste/afvisninger/{dokument}", UriKind.Relative))).BrydesAsync("POS-4");
        Assert.Equal("forslag", await StandAsync());
        await _leder.SendAsync($"/api/v1/postliste/{dag}/afvisning", new { dokumenter = new[] { dokument }, begrundelse = "Nej" });
        await SaetPostlisteAsync(dokument, "En bedre titel");
        Assert.Equal("forslag", await StandAsync());
        Assert.Equal(["PostlisteforslagAfvist", "PostlisteafvisningFortrudt", "PostlisteforslagAfvist"],
            (await _klient.HentAsync($"/api/v1/sager/{sag}/historik")).EnumerateArray().Select(h => h.GetProperty("type").GetString()!).Where(t => t.StartsWith("Postlistef", StringComparison.Ordinal) || t.StartsWith("Postlistea", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task En_godkendelse_fortrydes_uden_maerke_indtil_posten_er_offentlig()
    {
        var dag = Idag();
        var dokument = await JournaliserTilPostlisteAsync(await NySagAsync(), $"Ansøgning {Guid.CreateVersion7()}");
        async Task<string> GodkendAsync()
        {
            await _leder.SendAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/godkendelse", new { dokumenter = new[] { dokument } });
            return (await _leder.HentAsync($"/api/v1/postliste/{dag:yyyy-MM-dd}/forslag")).GetProperty("godkendte").EnumerateArray().Single(p => p.GetProperty("dokumentId").GetString() == dokument).GetProperty("id").GetString()!;
        }

        await (await _leder.DeleteAsync(new Uri($"/api/v1/postliste/poster/{await GodkendAsync()}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        var post = await GodkendAsync();

        server.Ur.Frem(TimeSpan.FromDays(4));
        try
        {
            await (await _leder.DeleteAsync(new Uri($"/api/v1/postliste/poster/{post}", UriKind.Relative))).BrydesAsync("POS-3");
        }
        finally
        {
            server.Ur.Frem(TimeSpan.FromDays(-4));
        }
    }

    [Fact]
    public async Task En_fremmed_faar_hverken_forslag_eller_journal()
    {
        var fremmed = server.Anonym();

        await (await fremmed.GetAsync(new Uri($"/api/v1/postliste/{Idag():yyyy-MM-dd}/forslag", UriKind.Relative))).ForventAsync(HttpStatusCode.Unauthorized);
        await (await fremmed.GetAsync(new Uri("/api/v1/journal", UriKind.Relative))).ForventAsync(HttpStatusCode.Unauthorized);
        await (await fremmed.GetAsync(new Uri("/api/v1/postliste", UriKind.Relative))).ForventAsync(HttpStatusCode.OK);
        await (await fremmed.GetAsync(new Uri("/api/v1/postliste/1999-01-01", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
    }

    private async Task<string> OffentligAsync(DateOnly dag)
    {
        using var svar = await server.Anonym().GetAsync(new Uri($"/api/v1/postliste/{dag:yyyy-MM-dd}", UriKind.Relative));
        return await svar.Content.ReadAsStringAsync();
    }

    private async Task<string> JournaliserTilPostlisteAsync(string sag, string offentligTitel)
    {
        var dokument = await LaegAsync(sag, new { titel = "Internt navn", retning = "indgaaende", journaliser = true });
        await SaetPostlisteAsync(dokument, offentligTitel);
        return dokument;
    }

    private async Task SaetPostlisteAsync(string dokument, string offentligTitel) =>
        await (await _klient.PutAsync($"/api/v1/dokumenter/{dokument}/postliste", new { paaPostliste = true, offentligTitel })).ForventAsync();
}
