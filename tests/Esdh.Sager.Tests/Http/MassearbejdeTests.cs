using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>What can be done to many cases and documents at a time, how a job is held, and how it is undone.</summary>
[Collection("organisationsserver")]
public sealed partial class MassearbejdeTests(Testserver server)
{
    private readonly HttpClient _api = server.Som("sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private async Task<(string Nummer, Guid Id)> SagAsync(string? titel = null)
    {
        var svar = await _api.SendAsync("/api/v1/sager", new { titel = titel ?? Provord.Nyt(), emne = "02.34.02", facet = "G01" });
        return (svar.GetProperty("sagsnummer").GetString()!, svar.GetProperty("id").GetGuid());
    }

    private async Task<Guid> DokumentAsync(string sag, string titel = "Brev")
    {
        using var indhold = new MultipartFormDataContent
        {
            { new StringContent(JsonSerializer.Serialize(new { titel, retning = "indgaaende" })), "json" },
            { new ByteArrayContent([.. System.Text.Encoding.UTF8.GetBytes(Provord.Nyt())]), "fil", $"{titel}.txt" },
        };
        using var svar = await _api.PostAsync(Sti($"/api/v1/sager/{sag}/dokumenter"), indhold);
        Assert.True(svar.IsSuccessStatusCode, await svar.Content.ReadAsStringAsync());
        return (await JsonSerializer.DeserializeAsync<JsonElement>(await svar.Content.ReadAsStreamAsync())).GetProperty("id").GetGuid();
    }

    private async Task<Guid> BestilAsync(object bestilling, string ting = "sager") => (await _api.SendAsync($"/api/v1/{ting}/massehandlinger", bestilling)).GetProperty("jobId").GetGuid();

    private async Task<JsonElement> FaerdigAsync(Guid job)
    {
        for (var i = 0; i < 2400; i++)
        {
            var nu = await _api.HentAsync($"/api/v1/jobs/{job}");
            if (nu.GetProperty("status").GetString() is not ("Venter" or "Koerer" or "Forberedes"))
                return nu;
            await Task.Delay(50);
        }

        throw new TimeoutException("Jobbet blev ikke færdigt.");
    }

    private static (string, int, int) Stand(JsonElement job) => (job.GetProperty("status").GetString()!, job.GetProperty("faerdige").GetInt32(), job.GetProperty("fejl").GetInt32());

    private async Task<List<string>> SvarAsync(Guid job) =>
        [.. (await _api.HentAsync($"/api/v1/jobs/{job}/poster?antal=200")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("resultat").GetString() ?? "")];

    private async Task<JsonElement> SagenAsync(Guid sag) => await _api.HentAsync($"/api/v1/sager/{sag}");

    private async Task<HttpClient> LogonAsync(string bruger = "sagsbehandler")
    {
        var side = server.Anonym();
        side.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var svar = await SendAsync(side, "/logon", "/logon", ("brugernavn", bruger), ("kodeord", "demo"));
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        return side;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, string handling, params (string Felt, string Vaerdi)[] felter)
    {
        var html = await klient.GetStringAsync(Sti(side));
        using var form = new FormUrlEncodedContent(felter.Append(("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await klient.PostAsync(Sti(handling), form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();

    [Fact]
    public async Task Et_maerke_saettes_paa_mange_sager_og_fortrydelsen_tager_det_kun_af_dem_der_fik_det()
    {
        var (a, b, c) = (await SagAsync(), await SagAsync(), await SagAsync());
        var ord = Provord.Nyt().ToLowerInvariant();
        await _api.SendAsync($"/api/v1/sager/{b.Nummer}/maerker", new { maerke = ord });
        await _api.SendAsync($"/api/v1/sager/{c.Nummer}/afslutning", new { });

        var job = await BestilAsync(new { handling = "maerk", sager = new[] { a.Nummer, b.Nummer, c.Nummer }, vaerdi = ord.ToUpperInvariant() });
        Assert.Equal(("Faerdig", 3, 2), Stand(await FaerdigAsync(job)));
        Assert.Equal(["ok", "Sagen har mærket i forvejen.", "Sagen er afsluttet og skal genåbnes, før der kan komme nyt på den."], await SvarAsync(job));

        Assert.Equal(("Faerdig", 1, 0), Stand(await FaerdigAsync(await BestilAsync(new { handling = "fortryd", jobId = job }))));
        Assert.DoesNotContain(ord, (await SagenAsync(a.Id)).ToString(), StringComparison.Ordinal);
        Assert.Contains(ord, (await SagenAsync(b.Id)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_skiftes_paa_mange_sager_og_hver_faar_sin_egen_tilbage()
    {
        var (a, b) = (await SagAsync(), await SagAsync());
        var statusser = (await server.Som("administrator").HentAsync("/api/v1/sagsstatusser")).EnumerateArray().Where(s => s.GetProperty("aktiv").GetBoolean() && s.GetProperty("tilstand").GetString() != "Afsluttet").ToList();
        var foer = (await SagenAsync(a.Id)).GetProperty("status").GetString();
        var nye = statusser.Select(s => s.GetProperty("navn").GetString()!).Where(n => n != foer).ToList();
        await _api.SendAsync($"/api/v1/sager/{b.Nummer}/status", new { status = nye[0], kommentar = "Prøve" });

        var job = await BestilAsync(new { handling = "status", sager = new[] { a.Nummer, b.Nummer }, vaerdi = nye[1], kommentar = "Samlet" });
        Assert.Equal(("Faerdig", 2, 0), Stand(await FaerdigAsync(job)));
        Assert.Equal((nye[1], nye[1]), ((await SagenAsync(a.Id)).GetProperty("status").GetString()!, (await SagenAsync(b.Id)).GetProperty("status").GetString()!));
        Assert.Equal(("Faerdig", 2, 0), Stand(await FaerdigAsync(await BestilAsync(new { handling = "fortryd", jobId = job }))));
        Assert.Equal((foer, nye[0]), ((await SagenAsync(a.Id)).GetProperty("status").GetString(), (await SagenAsync(b.Id)).GetProperty("status").GetString()!));

        // The same undone again: each has moved on.
        var igen = await BestilAsync(new { handling = "fortryd", jobId = job });
        Assert.Equal(("Faerdig", 2, 2), Stand(await FaerdigAsync(igen)));
        Assert.All(await SvarAsync(igen), s => Assert.Contains("ændret igen siden", s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sager_omjournaliseres_og_underordnes_samlet()
    {
        var (a, over) = (await SagAsync(), await SagAsync());
        Assert.Equal(("Faerdig", 1, 0), Stand(await FaerdigAsync(await BestilAsync(new { handling = "omjournaliser", sager = new[] { a.Nummer }, facet = "K08", kommentar = "Prøve" }))));
        Assert.Equal("K08", (await SagenAsync(a.Id)).GetProperty("facet").GetString());

        var job = await BestilAsync(new { handling = "oversag", sager = new[] { a.Id.ToString(), over.Nummer }, vaerdi = over.Nummer });
        Assert.Equal(("Faerdig", 2, 1), Stand(await FaerdigAsync(job)));
        Assert.Contains("del af sig selv", string.Join(' ', await SvarAsync(job)), StringComparison.Ordinal);
        await FaerdigAsync(await BestilAsync(new { handling = "fortryd", jobId = job }));
        Assert.DoesNotContain(over.Id.ToString(), (await SagenAsync(a.Id)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_job_paa_pause_roerer_intet_foer_det_genoptages_og_kan_stoppes_imens()
    {
        var sager = new List<string>();
        for (var i = 0; i < 3; i++)
            sager.Add((await SagAsync()).Nummer);
        var (foerste, andet) = (await PausetAsync(sager), await PausetAsync(sager));
        await Task.Delay(600); // several turns of the runner
        Assert.Equal(0, (await _api.HentAsync($"/api/v1/jobs/{foerste}")).GetProperty("faerdige").GetInt32());

        await _api.SendAsync($"/api/v1/jobs/{andet}/stop", new { });
        Assert.Equal("Stoppet", (await _api.HentAsync($"/api/v1/jobs/{andet}")).GetProperty("status").GetString());
        using var side = await LogonAsync();
        var html = WebUtility.HtmlDecode(await side.GetStringAsync(Sti($"/jobs/{foerste}/sager")));
        Assert.Contains("Sat på pause af ", html, StringComparison.Ordinal);
        Assert.Contains("Fortsæt", html, StringComparison.Ordinal);
        await _api.SendAsync($"/api/v1/jobs/{foerste}/genoptag", new { });
        await _api.SendAsync($"/api/v1/jobs/{foerste}/genoptag", new { }); // twice is once
        Assert.Equal(("Faerdig", 3, 0), Stand(await FaerdigAsync(foerste)));
        using var slut = await _api.PostAsync($"/api/v1/jobs/{foerste}/pause", new { });
        await slut.BrydesAsync("JOB-1");
    }

    /// <summary>A job that waits: it is set on pause before its turn, by being due later.</summary>
    private async Task<Guid> PausetAsync(List<string> sager)
    {
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        var job = new Core.Jobs.Job
        {
            Type = Handlinger.BestilMassehandling.Jobtype, Titel = "Mærkning af 3 sager", OprettetAf = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler"), Oprettet = server.Ur.GetUtcNow(), IAlt = sager.Count,
            Status = Core.Jobs.Jobstatus.SatPaaPause, PausetAf = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler"), Pauset = server.Ur.GetUtcNow(),
            Data = JsonSerializer.Serialize(new Handlinger.BestilMassehandling.Bestilling("maerk", null, null, null, null, Provord.Nyt().ToLowerInvariant())),
        };
        List<Core.Jobs.JobPost> poster = [];
        foreach (var nummer in sager)
            poster.Add(new() { JobId = job.Id, Nr = poster.Count + 1, Noegle = Handlinger.BestilMassehandling.Noegle((await _api.HentAsync($"/api/v1/sager/{nummer}")).GetProperty("id").GetGuid(), nummer) });
        await myndighed.Queue.RunAsync(async (Core.Events.CoreDb db) =>
        {
            db.Add(job);
            db.AddRange(poster);
            await db.SaveChangesAsync();
        }, CancellationToken.None);
        return job.Id;
    }

    [Fact]
    public async Task To_job_paa_de_samme_sager_goer_hver_sit_og_ingen_goer_noget_to_gange()
    {
        var ord = Provord.Nyt();
        for (var i = 0; i < 30; i++)
            await SagAsync($"{ord} {i}");
        var maerke = ord.ToLowerInvariant();
        var (et, to) = (await BestilAsync(new { handling = "maerk", filter = $"tekst={ord}", antal = 30, vaerdi = maerke }), await BestilAsync(new { handling = "maerk", filter = $"tekst={ord}", antal = 30, vaerdi = maerke }));
        var (a, b) = (await FaerdigAsync(et), await FaerdigAsync(to));

        Assert.Equal(30, a.GetProperty("fejl").GetInt32() + b.GetProperty("fejl").GetInt32()); // each case got it from one of them
        Assert.Equal((30, 30), (a.GetProperty("faerdige").GetInt32(), b.GetProperty("faerdige").GetInt32()));
    }

    [Fact]
    public async Task Den_der_mister_retten_undervejs_faar_resten_afvist()
    {
        var (nummer, _) = await SagAsync();
        var administrator = server.Som("administrator");
        var navn = "m" + Provord.Nyt().ToLowerInvariant();
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        var job = new Core.Jobs.Job
        {
            Type = Handlinger.BestilMassehandling.Jobtype, Titel = "Mærkning af 1 sag", OprettetAf = Guid.CreateVersion7(), Oprettet = server.Ur.GetUtcNow(), IAlt = 1, // someone who is here no longer
            Data = JsonSerializer.Serialize(new Handlinger.BestilMassehandling.Bestilling("maerk", null, null, null, null, navn)),
        };
        var id = (await _api.HentAsync($"/api/v1/sager/{nummer}")).GetProperty("id").GetGuid();
        await myndighed.Queue.RunAsync(async (Core.Events.CoreDb db) =>
        {
            db.Add(job);
            db.Add(new Core.Jobs.JobPost { JobId = job.Id, Nr = 1, Noegle = Handlinger.BestilMassehandling.Noegle(id, nummer) });
            await db.SaveChangesAsync();
        }, CancellationToken.None);
        for (var i = 0; i < 2400 && (await administrator.HentAsync($"/api/v1/jobs/{job.Id}")).GetProperty("status").GetString() is "Venter" or "Koerer"; i++)
            await Task.Delay(50);

        Assert.Equal(("Faerdig", 1, 1), Stand(await administrator.HentAsync($"/api/v1/jobs/{job.Id}")));
        Assert.Contains("ikke længere aktiv", (await administrator.HentAsync($"/api/v1/jobs/{job.Id}/poster")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dokumenter_journaliseres_flyttes_og_faar_type_samlet()
    {
        var (fra, til) = (await SagAsync(), await SagAsync());
        List<Guid> dokumenter = [];
        for (var i = 0; i < 3; i++)
            dokumenter.Add(await DokumentAsync(fra.Nummer, $"Brev {i}"));

        var type = await BestilAsync(new { handling = "dokumenttype", sag = fra.Nummer, valg = "kladder", antal = 3, vaerdi = "Ansøgning" }, "dokumenter");
        Assert.Equal(("Faerdig", 3, 0), Stand(await FaerdigAsync(type)));
        Assert.Equal(("Faerdig", 1, 0), Stand(await FaerdigAsync(await BestilAsync(new { handling = "journaliser", dokumenter = new[] { dokumenter[0] } }, "dokumenter"))));
        var fortryd = await BestilAsync(new { handling = "fortryd", jobId = type });
        Assert.Equal(("Faerdig", 3, 1), Stand(await FaerdigAsync(fortryd))); // the journalised one is locked

        var flyt = await BestilAsync(new { handling = "flyt", dokumenter, vaerdi = til.Nummer, kommentar = "Lagt forkert" }, "dokumenter");
        Assert.Equal(("Faerdig", 3, 0), Stand(await FaerdigAsync(flyt)));
        Assert.All(await SvarAsync(flyt), s => Assert.Equal("ok", s));
        Assert.Equal(3, (await _api.HentAsync($"/api/v1/sager/{til.Nummer}/dokumenter")).GetProperty("poster").GetArrayLength());
        var hjem = await BestilAsync(new { handling = "fortryd", jobId = flyt });
        await FaerdigAsync(hjem);
        Assert.Equal(["ok", "ok", "ok"], await SvarAsync(hjem));
        var tilbage = (await _api.HentAsync($"/api/v1/sager/{fra.Nummer}/dokumenter")).GetProperty("poster").EnumerateArray().ToList();
        Assert.Equal(["1"], tilbage.Select(d => d.GetProperty("akt").GetString()).Where(a => a is not null)); // moved back it has its old number
    }

    [Fact]
    public async Task Alle_dokumenter_der_passer_til_en_soegning_tages_paa_en_gang()
    {
        var (sag, ord) = (await SagAsync(), Provord.Nyt());
        for (var i = 0; i < 23; i++) // more than a page
            await DokumentAsync(sag.Nummer, $"{ord} bilag {i}");
        using var side = await LogonAsync();
        Assert.Contains("Tag alle 23 dokumenter, der passer", WebUtility.HtmlDecode(await side.GetStringAsync(Sti($"/soegning?q={ord}"))), StringComparison.Ordinal);

        using var spoerg = await SendAsync(side, $"/soegning?q={ord}", "/dokumenter/masse", ("handling", "dokumenttype"), ("alle", "true"), ("forespoergsel", $"q={ord}"));
        var html = WebUtility.HtmlDecode(await spoerg.Content.ReadAsStringAsync());
        Assert.Contains("name=\"antal\" value=\"23\"", html, StringComparison.Ordinal);
        await DokumentAsync(sag.Nummer, $"{ord} kom imens");
        using var imens = await SendAsync(side, $"/soegning?q={ord}", "/dokumenter/masse/udfoer", ("handling", "dokumenttype"), ("alle", "true"), ("forespoergsel", $"q={ord}"), ("antal", "23"), ("vaerdi", "Bilag"));
        Assert.Equal(HttpStatusCode.BadRequest, imens.StatusCode);
        using var ja = await SendAsync(side, $"/soegning?q={ord}", "/dokumenter/masse/udfoer", ("handling", "dokumenttype"), ("alle", "true"), ("forespoergsel", $"q={ord}"), ("antal", "24"), ("vaerdi", "Bilag"));
        Assert.Equal(HttpStatusCode.Redirect, ja.StatusCode);

        Assert.Equal(("Faerdig", 24, 0), Stand(await FaerdigAsync(Guid.Parse(ja.Headers.Location!.ToString().Split('/')[2]))));
    }

    [Fact]
    public async Task Breve_sendes_samlet_til_hver_sin_modtager_og_det_uden_modtager_afvises()
    {
        var (sag, uden) = (await SagAsync(), await SagAsync());
        async Task<string> BrevAsync(string sagsnummer, string? navn)
        {
            var brev = await (await _api.UploadAsync($"/api/v1/sager/{sagsnummer}/dokumenter", "brev.txt", System.Text.Encoding.UTF8.GetBytes(Provord.Nyt()), new { titel = "Brev", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created);
            var id = brev.GetProperty("id").GetString()!;
            if (navn is not null)
            {
                var part = await _api.SendAsync($"/api/v1/sager/{sagsnummer}/parter", new { navn, rolle = "Ansøger", email = $"{Provord.Nyt().ToLowerInvariant()}@example.dk" });
                await (await _api.PatchAsync($"/api/v1/dokumenter/{id}", new { korrespondenter = new[] { new { art = "Modtager", navn, partId = part.GetProperty("partId").GetString() } } })).ForventAsync();
            }

            return id;
        }

        string[] breve = [await BrevAsync(sag.Nummer, "Bo Opdigt"), await BrevAsync(sag.Nummer, "Dora Demo"), await BrevAsync(uden.Nummer, null)];
        var job = await BestilAsync(new { handling = "send", dokumenter = breve }, "dokumenter");

        Assert.Equal(("Faerdig", 3, 1), Stand(await FaerdigAsync(job)));
        var sendt = (await _api.HentAsync($"/api/v1/sager/{sag.Nummer}/forsendelser")).EnumerateArrayOrPoster().ToList();
        Assert.Equal(2, sendt.Count);
        Assert.Empty((await _api.HentAsync($"/api/v1/sager/{uden.Nummer}/forsendelser")).EnumerateArrayOrPoster());
    }

    [Fact]
    public async Task Udtraekket_er_en_zip_med_indeks_som_kun_bestilleren_henter_og_sagen_fortaeller_det()
    {
        var (a, b) = (await SagAsync(), await SagAsync());
        await DokumentAsync(a.Nummer, "Sære..navn <1>");
        await DokumentAsync(a.Nummer, "Sære..navn <1>");
        await DokumentAsync(b.Nummer);
        var job = await BestilAsync(new { handling = "hent", sager = new[] { a.Nummer, b.Nummer } });
        var slut = await FaerdigAsync(job);
        Assert.Equal(("Faerdig", 2, 0), Stand(slut));
        Assert.Contains("3 filer er pakket", slut.GetProperty("resultat").GetString(), StringComparison.Ordinal);

        await using var fil = await _api.GetStreamAsync(Sti($"/api/v1/jobs/{job}/fil"));
        using var kopi = new MemoryStream();
        await fil.CopyToAsync(kopi);
        using var zip = new ZipArchive(kopi);
        Assert.Equal(4, zip.Entries.Count);
        Assert.All(zip.Entries.Where(e => e.Name != "indeks.csv"), e => Assert.Matches($"^({Regex.Escape(a.Nummer)}|{Regex.Escape(b.Nummer)})/[^/\\\\<>]+$", e.FullName));
        using var indeks = new StreamReader(zip.GetEntry("indeks.csv")!.Open());
        var linjer = (await indeks.ReadToEndAsync()).TrimEnd().Split("\r\n");
        Assert.Equal(4, linjer.Length);
        Assert.All(linjer.Skip(1), l => Assert.Contains("kladde", l, StringComparison.Ordinal));
        foreach (var anden in new[] { "kollega", "leder", "administrator" })
        {
            using var svar = await server.Som(anden).GetAsync(Sti($"/api/v1/jobs/{job}/fil"));
            Assert.True(svar.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, anden);
        }

        Assert.Contains("2 filer fra sagen blev pakket", (await _api.HentAsync($"/api/v1/sager/{a.Nummer}/historik")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bekraeftelsen_siger_hvad_der_bliver_afvist_og_vejen_tilbage_beholder_valget()
    {
        using var side = await LogonAsync();
        var (aaben, lukket) = (await SagAsync(), await SagAsync());
        await _api.SendAsync($"/api/v1/sager/{lukket.Nummer}/afslutning", new { });
        await _api.SendAsync($"/api/v1/sager/{aaben.Nummer}/erindringer", new { type = "opfoelgning" });

        using var svar = await SendAsync(side, "/sager?alle=ja", "/sager/masse", ("handling", "afslut"), ("valgt", aaben.Nummer), ("valgt", lukket.Nummer), ("retur", "/sager?alle=ja&tekst=x"));
        var html = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());
        Assert.Contains("1 sag er afsluttet og bliver afvist.", html, StringComparison.Ordinal);
        Assert.Contains("1 sag har åbne erindringer.", html, StringComparison.Ordinal);
        Assert.Contains($"/sager?alle=ja&tekst=x&valgt={aaben.Nummer}&valgt={lukket.Nummer}", html, StringComparison.Ordinal);
        var liste = await side.GetStringAsync(Sti($"/sager?alle=ja&valgt={aaben.Nummer}"));
        Assert.Matches($"value=\"{Regex.Escape(aaben.Nummer)}\"[^>]*checked", liste);

        // An address of another's is never followed.
        using var ond = await SendAsync(side, "/sager?alle=ja", "/sager/masse", ("handling", "afslut"), ("valgt", aaben.Nummer), ("retur", "//ond.example/"));
        Assert.DoesNotContain("href=\"//ond.example", await ond.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forkerte_bestillinger_faar_hver_sit_klare_svar()
    {
        var (nummer, _) = await SagAsync();
        async Task Fejler(object bestilling, string felt, string ting = "sager") => await (await _api.PostAsync($"/api/v1/{ting}/massehandlinger", bestilling)).FejlerPaaAsync(felt);
        await Fejler(new { handling = "maerk", sager = new[] { nummer } }, "vaerdi");
        await Fejler(new { handling = "maerk", sager = new[] { nummer }, vaerdi = new string('x', 41) }, "vaerdi");
        await Fejler(new { handling = "status", sager = new[] { nummer }, vaerdi = "Findes ikke" }, "vaerdi");
        await Fejler(new { handling = "omjournaliser", sager = new[] { nummer }, vaerdi = "99.99.99" }, "vaerdi");
        await Fejler(new { handling = "oversag", sager = new[] { nummer }, vaerdi = "02.34.02-G01-999999-26" }, "vaerdi");
        await Fejler(new { handling = "flyt", sag = nummer, vaerdi = nummer }, "kommentar", "dokumenter");
        await Fejler(new { handling = "journaliser", sag = nummer }, "dokumenter", "dokumenter");
        await Fejler(new { handling = "journaliser", sager = new[] { nummer } }, "handling");
        await Fejler(new { handling = "overdrag" }, "handling", "dokumenter");
        await Fejler(new { handling = "uden-betydning", sag = nummer }, "kommentar", "dokumenter");
        await Fejler(new { handling = "foelsomhed", sag = nummer, vaerdi = "hemmelig" }, "vaerdi", "dokumenter");
    }

    [Fact]
    public async Task En_bestilling_paa_flere_end_en_portion_skrives_hel_foer_den_begynder()
    {
        var ord = Provord.Nyt();
        await Parallel.ForEachAsync(Enumerable.Range(0, 620), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await SagAsync($"{ord} {i}"));
        var job = await BestilAsync(new { handling = "maerk", filter = $"tekst={ord}", antal = 620, vaerdi = ord.ToLowerInvariant() });
        await _api.SendAsync($"/api/v1/jobs/{job}/pause", new { });
        var pauset = await FaerdigAsync(job);
        Assert.Equal("SatPaaPause", pauset.GetProperty("status").GetString());
        Assert.InRange(pauset.GetProperty("faerdige").GetInt32(), 0, 619); // it was held on the way
        await _api.SendAsync($"/api/v1/jobs/{job}/genoptag", new { });
        Assert.Equal(("Faerdig", 620, 0), Stand(await FaerdigAsync(job)));
        await (await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "afmaerk", filter = $"tekst={ord}", antal = 619, vaerdi = "x" })).FejlerPaaAsync("antal");
    }
}
