using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>
/// What integrators are promised of every route of the REST API, found in the server's own table: an entity answers its version, a change heeds the version that the
/// caller has seen, and a list comes in pages. An exception stands here with its reason.
/// </summary>
[Collection("organisationsserver")]
public sealed class SnitfladeTests(Testserver server)
{
    private static int _fravaer;

    /// <summary>A version that nothing has.</summary>
    private const string Foraeldet = "\"987654321\"";

    private static readonly (string Bruger, Roller Roller)[] Brugere =
    [
        ("sagsbehandler", Roller.Sagsbehandler), ("leder", Roller.Leder | Roller.Sagsbehandler), ("arkivar", Roller.Arkivar), ("revisor", Roller.Revisor),
        ("administrator", Roller.Administrator), ("logkontrollant", Roller.Logkontrollant), ("robot", Roller.Robot),
    ];

    /// <summary>Addresses that end in a name and yet are no entity with a version.</summary>
    private static readonly Dictionary<string, string> UdenVersion = new(StringComparer.Ordinal)
    {
        ["/api/v1/udtraek/{id}"] = "a file that is made once and never changes",
        ["/api/v1/postliste/{dag}"] = "a published day as everyone sees it: withdrawing leaves a mark, and nobody edits it",
        ["/api/v1/emneplan/emner/{nummer}"] = "read in whole with its version of the plan, never edited",
    };

    /// <summary>Acts that no version guards.</summary>
    private static readonly Dictionary<string, string> UdenForudsaetning = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/sager/{sag}/dokumenter"] = Nyt, ["POST /api/v1/sager/{sag}/dokumenter/fra-skabelon"] = Nyt, ["POST /api/v1/sager/{sag}/notater"] = Nyt,
        ["POST /api/v1/sager/{sag}/erindringer"] = Nyt, ["POST /api/v1/sager/{sag}/udtraek"] = Nyt, ["POST /api/v1/sager/{sag}/masseforsendelser"] = Nyt, ["POST /api/v1/dokumenter/{id}/rettelse"] = Nyt,
        ["POST /api/v1/sager/{sag}/parter"] = Nyt, ["POST /api/v1/hoeringer/{id}/breve"] = "makes the letters that are missing, each once",
        ["POST /api/v1/fratraadte/{bruger}/skjulte-sager"] = "gives on what is left: a second time finds none",
        ["POST /api/v1/fratraadte/{bruger}/overdragelse"] = "gives on what is left: a second time finds less",
        ["PUT /api/v1/mig/forklaringer/{id}"] = "one's own answer, kept until it is judged; held by LedelseskontrolTests",
        ["PUT /api/v1/sager/{sag}/favorit"] = Eget, ["DELETE /api/v1/sager/{sag}/favorit"] = Eget, ["DELETE /api/v1/visninger/{id}"] = Eget,
        ["PUT /api/v1/soegninger/{id}/annoncering"] = Eget, ["DELETE /api/v1/soegninger/{id}/annoncering"] = Eget, ["POST /api/v1/soegninger/{id}/nye-hits/sete"] = Eget,
        ["POST /api/v1/soegninger/{id}/gendannelse"] = "undoes the deletion; a second time it is not there", ["POST /api/v1/soegninger/{id}/overtagelse"] = "once; a second time changes nothing",
        ["POST /api/v1/enhedsaendringer/{id}/annullering"] = "once; a second time changes nothing", ["POST /api/v1/enhedsaendringer/{id}/genoptagelse"] = "goes on wherever it stopped; else refused by its rule",
        ["POST /api/v1/jobs/{job}/stop"] = "a wish to stop whatever it has come to",
        ["POST /api/v1/jobs/{job}/pause"] = "a wish to pause whatever it has come to", ["POST /api/v1/jobs/{job}/genoptag"] = "a wish to go on whatever it has come to",
        ["POST /api/v1/dokumenter/{id}/soegetekst"] = "another try at reading, which changes nothing that was seen",
        ["POST /api/v1/webhooks/{id}/fejl/gensendelse"] = "another try, which changes nothing that was seen",
        ["POST /api/v1/parter/{id}/personnummer"] = "reads, with a purpose",
        ["POST /api/v1/postliste/{dag}/godkendelse"] = "once a day and entry; a second time finds nothing to approve",
        ["POST /api/v1/parter/{id}/beskyttede-oplysninger"] = "reads, with a purpose",
        ["POST /api/v1/postliste/{dag}/afvisning"] = "once an entry; a second time finds nothing to reject",
        ["DELETE /api/v1/postliste/afvisninger/{id}"] = "undoes the one it names; a second time it is not there", ["DELETE /api/v1/postliste/poster/{id}"] = "undoes the one it names; a second time it is not there",
        ["POST /api/v1/postliste/poster/{id}/tilbagetraekning"] = "once; a second time is refused by its rule",
        ["DELETE /api/v1/emneplan/udgaver/{id}"] = "a version is read in whole and never edited", ["PUT /api/v1/emneplan/udgaver/{id}/ikrafttraeden"] = "a version is read in whole and never edited",
        ["DELETE /api/v1/indbakke/{id}/fordeling"] = "its own rule refuses as soon as someone has begun",
        ["POST /api/v1/moduler/{navn}/taend"] = "its own rule refuses the second", ["POST /api/v1/moduler/{navn}/sluk"] = "its own rule refuses the second",
        ["PUT /api/v1/dokumentskabeloner/{id}"] = "multipart; held by DokumentskabelonTests",
        ["PUT /api/v1/sager/{sag}/bevaring"] = "a decision with its reason; the one before stays in the case's history",
        ["DELETE /api/v1/bevaring/regler/{id}"] = "a rule never changes; ended a second time it is refused by its rule", ["POST /api/v1/kassationsstop/{id}/ophaevelse"] = "a second time is refused by its rule",
        ["POST /api/v1/kassationer/{id}/undtagelser"] = Trin, ["POST /api/v1/kassationer/{id}/afsendelse"] = Trin, ["POST /api/v1/kassationer/{id}/tilbagetagelse"] = Trin, ["POST /api/v1/kassationer/{id}/godkendelse"] = Trin,
        ["POST /api/v1/arkivversioner/{version}/bygning"] = Trin, ["POST /api/v1/arkivversioner/{version}/kontrol"] = "reads, and changes nothing that was seen", ["DELETE /api/v1/afleveringer/bilag/{bilag}"] = "a file is read in whole and never edited",
        ["POST /api/v1/kassationer/{id}/genoptagelse"] = Trin, ["POST /api/v1/kassationer/{id}/opgivelse"] = Trin,
    };

    private const string Trin = "a step: its rule refuses where the disposal has come further";

    /// <summary>What must be said for the act to come to the version at all.</summary>
    private static readonly Dictionary<string, object> Kroppe = new(StringComparer.Ordinal)
    {
        ["PUT /api/v1/logkontroller/linjer/{id}"] = new { fund = "IOrden" },
        ["PUT /api/v1/sagsstikproever/udtagne/{proeve}"] = new { fund = "IOrden" },
        ["PUT /api/v1/dokumenter/{id}/adgang"] = new { begrundelse = "Personalesag" },
        ["PUT /api/v1/dokumenter/{id}/aktindsigt"] = new { vurdering = "KanUdleveres" },
        ["POST /api/v1/dokumenter/{id}/fejljournalisering"] = new { begrundelse = "Forkert sag" },
        ["POST /api/v1/dokumenter/{id}/fejljournalisering/afvisning"] = new { begrundelse = "Den er rigtig" },
        ["POST /api/v1/dokumenter/{id}/flytning"] = new { sag = "{anden}" },
        ["POST /api/v1/dokumenter/{id}/registreringer"] = new { sag = "{anden}" },
        ["PUT /api/v1/dokumenter/{id}/foelsomhed"] = new { foelsomhed = "Fortrolig", begrundelse = "Helbred" },
        ["PUT /api/v1/dokumenter/{id}/uden-betydning"] = new { begrundelse = "Reklame" },
        ["POST /api/v1/indbakke/{id}/tilbagegivelse"] = new { begrundelse = "Ikke vores" },
        ["POST /api/v1/indbakke/{id}/journalisering"] = new { sag = "{anden}" },
        ["PUT /api/v1/indbakke/{id}/uden-betydning"] = new { begrundelse = "Reklame" },
        ["PUT /api/v1/erindringstyper/{id}"] = new { navn = "Ny", fristdage = 1, synligdage = 1 },
        ["PUT /api/v1/afgoerelsestyper/{id}"] = new { navn = "Ny" },
        ["PATCH /api/v1/soegninger/{id}"] = new { navn = "Nyt navn" },
        ["PUT /api/v1/fraser/{id}"] = new { titel = "Ny", tekst = "Ny tekst" },
        ["PUT /api/v1/godkendelseskaeder/{id}"] = new { navn = "Ny", led = new[] { new { art = "Leder" } } },
        ["PUT /api/v1/grupper/{id}"] = new { navn = "Ny gruppe" },
        ["POST /api/v1/sager/{sag}/afgoerelser"] = new { art = "Tilladelse", dato = "2026-01-05" },
        ["POST /api/v1/sager/{sag}/beslutninger"] = new { art = "Godkendt", udvalg = "Teknik", dato = "2026-01-05" },
        ["POST /api/v1/sager/{sag}/delforloeb"] = new { titel = "Høring" },
        ["PATCH /api/v1/sager/{sag}/delforloeb/{nummer}"] = new { titel = "Høring" },
        ["POST /api/v1/sager/{sag}/delforloeb/{nummer}/dokumenter"] = new { dokumenter = new[] { Guid.CreateVersion7() } },
        ["PUT /api/v1/sager/{sag}/foelsomhed"] = new { foelsomhed = "Fortrolig", begrundelse = "Helbred" },
        ["POST /api/v1/sager/{sag}/maerker"] = new { maerke = "haster" },
        ["POST /api/v1/sager/{sag}/relationer"] = new { sag = "{anden}" },
        ["POST /api/v1/sager/{sag}/sammenlaegning"] = new { med = "{anden}" },
        ["PUT /api/v1/sagsskabeloner/{id}"] = new { navn = "Ny" },
        ["PUT /api/v1/sagsstatusser/{id}"] = new { navn = "Ny", orden = 3 },
        ["POST /api/v1/arkivversioner/{version}/tilstand"] = new { tilstand = "afsendt" },
    };

    private const string Nyt = "makes something new and changes nothing that was seen";
    private const string Eget = "one's own mark: saying it twice is the same";

    /// <summary>Uploads: the file comes before the version is looked at.</summary>
    private static readonly string[] Filer = ["POST /api/v1/dokumenter/{id}/filer", "PUT /api/v1/dokumenter/{id}/filer/{nr}"];

    /// <summary>Lists that are whole in one answer.</summary>
    private static readonly Dictionary<string, string> Afgraenset = new(StringComparer.Ordinal)
    {
        ["/api/v1/dokumenter/{id}/soegetekst"] = "a document's files, all of which come with the document",
        ["/api/v1/mig/forklaringer"] = "one's own, cut at 100", ["/api/v1/sagsstikproever/{stikproeve}/udtagne"] = "at most 100 cases in a sample",
        ["/api/v1/fratraadte"] = "those who left something behind: at most 500 closed and 500 moved",
        ["/api/v1/enheder"] = "the tree of units whole, some hundred at most", ["/api/v1/grupper"] = "an authority's security groups, some hundred at most",
        ["/api/v1/webhooks"] = "at most 50 (WEBHOOK-1)", ["/api/v1/haendelser"] = "paged by event number, which is its cursor: efter, antal, sidste, flere",
        ["/api/v1/sager/{sag}/historik"] = "a bare list by agreement; a bounded number after ?efter=, which is an event number",
        ["/api/v1/sager/dubletter"] = "the open cases most like it, a fixed few", ["/api/v1/sager/{sag}/undersager"] = "cut at 200", ["/api/v1/sager/{sag}/relationer"] = "cut at 200",
        ["/api/v1/sager/{sag}/delforloeb"] = "numbered folders of one case", ["/api/v1/sager/{sag}/afgoerelser"] = "cut at 200", ["/api/v1/sager/{sag}/beslutninger"] = "cut at 200",
        ["/api/v1/sager/{sag}/hoeringer"] = "cut at 200", ["/api/v1/sager/{sag}/godkendelser"] = "cut at 100", ["/api/v1/dokumenter/{id}/godkendelser"] = "cut at 20", ["/api/v1/sager/{sag}/hoeringsundladelser"] = "cut at 50",
        ["/api/v1/sager/{sag}/parter"] = "those on one case", ["/api/v1/sager/{sag}/aktliste"] = "the whole of one case is what it is for, as a file too",
        ["/api/v1/dokumenter/{id}/udgaver"] = "versions of one draft", ["/api/v1/parter/{id}/historik"] = "what one party was called before", ["/api/v1/parter/{id}/notater"] = "notes on one party",
        ["/api/v1/sagsstatusser"] = Opsat, ["/api/v1/sagsskabeloner"] = Opsat, ["/api/v1/dokumentskabeloner"] = Opsat, ["/api/v1/erindringstyper"] = Opsat, ["/api/v1/afgoerelsestyper"] = Opsat, ["/api/v1/godkendelseskaeder"] = Opsat,
        ["/api/v1/postkasser"] = Opsat, ["/api/v1/indbakke/fordelt"] = "of 30 days, cut at 200",
        ["/api/v1/visninger"] = "one's own saved views", ["/api/v1/soegninger"] = "one's own and the unit's, cut at 200", ["/api/v1/postliste/{dag}"] = "one day's, published whole", ["/api/v1/emneplan/facetter"] = "a plan has some hundred facets",
        ["/api/v1/emneplan/udgaver"] = "four a year", ["/api/v1/moduler"] = "what the installation was built with", ["/api/v1/sagsomraadetal"] = "some ten figures of each case area", ["/api/v1/sagstyper"] = "what the installation was built with",
        ["/api/v1/bevaring/regler"] = "made by hand, cut at 500", ["/api/v1/filkontroller"] = "the latest twenty", ["/api/v1/kassationer/{id}/protokol"] = "one signed file", ["/api/v1/arkivversioner"] = "some in a year", ["/api/v1/afleveringer/bilag"] = Opsat, ["/api/v1/afleveringer/bestemmelser"] = Opsat, ["/api/v1/afleveringer/journalperioder"] = Opsat, ["/api/v1/kassationer/{id}/emner"] = "a count for each subject and facet, cut at 2,000",
    };

    private const string Opsat = "what administrators have set up by hand, some dozens";

    [Fact]
    public async Task En_ting_svarer_sin_version()
    {
        var vaerdier = await VaerdierAsync();
        List<string> mangler = [];
        foreach (var rute in Ruter().Where(r => r.Metode == "GET" && r.Moenster.EndsWith('}') && !UdenVersion.ContainsKey(r.Moenster)))
        {
            if (rute.Udfyld(vaerdier) is not { } sti)
            {
                mangler.Add($"{rute}: cannot be filled");
                continue;
            }

            using var svar = await Som(rute).GetAsync(new Uri(sti, UriKind.Relative));
            if (svar.StatusCode != HttpStatusCode.OK || svar.Headers.ETag is null)
                mangler.Add($"{rute}: {(int)svar.StatusCode}, ETag {svar.Headers.ETag?.Tag ?? "missing"}");
        }

        Tom(mangler);
    }

    [Fact]
    public async Task En_aendring_paa_et_foraeldet_grundlag_afvises()
    {
        var vaerdier = await VaerdierAsync();
        List<string> mangler = [];
        foreach (var rute in Ruter().Where(r => r.Metode != "GET" && r.Moenster.Contains('{', StringComparison.Ordinal) && !UdenForudsaetning.ContainsKey(r.ToString())))
        {
            if (rute.Udfyld(vaerdier) is not { } sti)
            {
                mangler.Add($"{rute}: cannot be filled");
                continue;
            }

            using var indhold = Krop(rute, vaerdier("", "anden-sag")!);
            using var forespoergsel = new HttpRequestMessage(new(rute.Metode), sti) { Content = indhold };
            forespoergsel.Headers.TryAddWithoutValidation("If-Match", Foraeldet);
            using var svar = await Som(rute).SendAsync(forespoergsel);
            if (svar.StatusCode != HttpStatusCode.PreconditionFailed)
                mangler.Add($"{rute}: {(int)svar.StatusCode} {await svar.Content.ReadAsStringAsync()}");
        }

        Tom(mangler);
    }

    [Fact]
    public async Task En_liste_kommer_i_sider()
    {
        var beskrivelse = await server.Anonym().HentAsync("/openapi/v1.json");
        List<string> mangler = [];
        foreach (var sti in beskrivelse.GetProperty("paths").EnumerateObject())
        {
            if (sti.Name.StartsWith("/api/v1/klub/", StringComparison.Ordinal))
                continue; // a club has a hundred members, and its lists are whole
            if (!sti.Value.TryGetProperty("get", out var get) || !get.GetProperty("responses").TryGetProperty("200", out var svar) || !svar.TryGetProperty("content", out var indhold)
                || !indhold.TryGetProperty("application/json", out var json))
                continue;
            var skema = Slaaop(beskrivelse, json.GetProperty("schema"));
            var felter = skema.TryGetProperty("properties", out var f) ? f.EnumerateObject().Select(p => p.Name).ToList() : [];
            var liste = !skema.TryGetProperty("properties", out _) || felter.Contains("poster");
            if (!liste || Afgraenset.ContainsKey(sti.Name))
                continue;
            var parametre = get.TryGetProperty("parameters", out var p) ? p.EnumerateArray().Select(x => x.GetProperty("name").GetString()).ToList() : [];
            if (!felter.Contains("naeste") || !parametre.Contains("efter") || !parametre.Contains("antal"))
                mangler.Add($"GET {sti.Name}: answers {string.Join(",", felter)}, takes {string.Join(",", parametre)}");
        }

        Tom(mangler);
    }

    private static HttpContent Krop(Rute rute, string andenSag)
    {
        if (Filer.Contains(rute.ToString()))
            return new MultipartFormDataContent { { new StringContent("Hej"), "fil", "brev.txt" }, { new StringContent("{}", Encoding.UTF8, "application/json"), "json" } };
        var json = JsonSerializer.Serialize(Kroppe.GetValueOrDefault(rute.ToString()) ?? new { }).Replace("{anden}", andenSag, StringComparison.Ordinal);
        return new StringContent(json, Encoding.UTF8, "application/json");
    }

    [Fact]
    public async Task Det_der_kan_hentes_kan_der_ogsaa_spoerges_til_med_HEAD()
    {
        using var spoergsmaal = new HttpRequestMessage(HttpMethod.Head, "/api/v1/sager");
        using var svar = await server.Som("sagsbehandler").SendAsync(spoergsmaal);

        Assert.Equal(HttpStatusCode.OK, svar.StatusCode);
        Assert.Empty(await svar.Content.ReadAsByteArrayAsync());
    }

    /// <summary>An exception that no route needs any longer is taken away.</summary>
    [Fact]
    public void Hver_undtagelse_gaelder_en_rute_der_findes()
    {
        var ruter = Ruter().Select(r => r.ToString()).ToHashSet(StringComparer.Ordinal);

        Tom([.. UdenForudsaetning.Keys.Concat(Kroppe.Keys).Concat(Filer).Concat(UdenVersion.Keys.Concat(Afgraenset.Keys).Select(m => "GET " + m)).Where(r => !ruter.Contains(r))]);
    }

    private static JsonElement Slaaop(JsonElement beskrivelse, JsonElement skema) =>
        skema.TryGetProperty("$ref", out var henvisning) ? beskrivelse.GetProperty("components").GetProperty("schemas").GetProperty(henvisning.GetString()!.Split('/')[^1]) : skema;

    private static void Tom(List<string> mangler) => Assert.True(mangler.Count == 0, string.Join('\n', mangler));

    private IEnumerable<Rute> Ruter() => Rute.Alle(server).Where(r => r.Moenster.StartsWith("/api/v1/", StringComparison.Ordinal));

    private HttpClient Som(Rute rute) => server.Som(Brugere.First(b => rute.Regel.Roles == Roller.Ingen || (rute.Regel.Roles & b.Roller) != 0).Bruger);

    /// <summary>A job that is done, the caseworker's.</summary>
    private async Task<string> JobAsync()
    {
        var job = new Job
        {
            Type = "proeve", Titel = "Prøvejob", Data = "{}", OprettetAf = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler"), Oprettet = server.Ur.GetUtcNow(), Status = Jobstatus.Faerdig,
        };
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await myndighed.Queue.RunAsync(async (CoreDb db) =>
        {
            db.Add(job);
            await db.SaveChangesAsync();
        }, CancellationToken.None);
        return job.Id.ToString();
    }

    /// <summary>The server of these tests has no folder for post, so a mailbox is written where it would be.</summary>
    private async Task<string> PostkasseAsync(string navn)
    {
        var postkasse = new Sager.Domain.Postkasse { Navn = navn, Sti = navn, EnhedId = Guid.CreateVersion7(), Aktiv = false, Oprettet = server.Ur.GetUtcNow() };
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await myndighed.Queue.RunAsync(async (Sager.Storage.SagerDb db) =>
        {
            db.Add(postkasse);
            await db.SaveChangesAsync();
        }, CancellationToken.None);
        return postkasse.Id.ToString();
    }

    /// <summary>One of everything, so that each address leads somewhere.</summary>
    private async Task<Func<string, string, string?>> VaerdierAsync()
    {
        var ting = await Adgangsmatrix.Ting.LavAsync(server, "egen enhed", "sagsbehandler", "korsbaek", beskyttet: false);
        var administrator = server.Som("administrator");
        var n = Guid.CreateVersion7().ToString("N");
        var enhed = await NyAsync("enheder", new { navn = $"Enhed {n}" });
        var v = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["/api/v1/enheder"] = enhed,
            ["/api/v1/brugere"] = await NyAsync("brugere", new { brugernavn = "b" + n[^12..], navn = "Prøve Bruger", enhed, roller = new[] { "sagsbehandler" } }),
            ["/api/v1/grupper"] = await NyAsync("grupper", new { navn = $"Gruppe {n}" }),
            ["/api/v1/klienter"] = await NyAsync("klienter", new { klientId = "k" + n[^12..], navn = "Prøveklient" }),
            ["/api/v1/webhooks"] = await NyAsync("webhooks", new { url = "http://127.0.0.1:9/", typer = new[] { "EmneplanSlettet" } }),
            ["/api/v1/sagsstatusser"] = await NyAsync("sagsstatusser", new { navn = $"Status {n}", tilstand = "Aktiv", orden = 90 }),
            ["/api/v1/sagsskabeloner"] = await NyAsync("sagsskabeloner", new { noegle = "s" + n[^12..], navn = $"Skabelon {n}" }),
            ["/api/v1/erindringstyper"] = await NyAsync("erindringstyper", new { noegle = "e" + n[^12..], navn = $"Type {n}", fristdage = 5, synligdage = 1 }),
            ["/api/v1/godkendelseskaeder"] = await NyAsync("godkendelseskaeder", new { noegle = "g" + n[^12..], navn = $"Kæde {n}", led = new[] { new { art = "Leder" } } }),
            ["/api/v1/fraser"] = await NyAsync("fraser", new { noegle = "f" + n[^12..], titel = "Frase", tekst = "Tekst" }),
            ["/api/v1/afgoerelsestyper"] = await NyAsync("afgoerelsestyper", new { noegle = "a" + n[^12..], navn = $"Type {n}" }),
            ["/api/v1/fravaer"] = await FravaerAsync(),
            ["/api/v1/soegninger"] = (await server.Som("sagsbehandler").SendAsync("/api/v1/soegninger", new { navn = $"Søgning {n}", forespoergsel = "q=carport" })).GetProperty("id").GetString()!,
            ["/api/v1/enhedsaendringer"] = await NyAsync("enhedsaendringer", new
            {
                art = "lukning", dato = DateOnly.FromDateTime(server.Ur.GetUtcNow().UtcDateTime).AddDays(300), kilder = new[] { await NyAsync("enheder", new { navn = $"Lukkes {n}" }) }, dele = new[] { new { enhedId = enhed } },
            }),
            ["/api/v1/rettighedsgennemgange"] = await RundeAsync(),
            ["/api/v1/sagsstikproever/udtagne"] = await SagsproeveAsync(),
            ["/api/v1/logkontroller/linjer"] = await LoglinjeAsync(),
            ["/api/v1/emneplan/emner"] = "02.34.02",
            ["/api/v1/kassationer"] = await KassationAsync(),
            ["/api/v1/arkivversioner"] = await ArkivversionAsync(),
            ["/api/v1/jobs"] = await JobAsync(),
            ["/api/v1/masseforsendelser"] = (await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{ting.Vaerdier["sag"]}/masseforsendelser", new { skabelon = "partshoering", liste = "navn\nBo Opdigt\n" })).GetProperty("id").GetString()!,
            ["/api/v1/indbakke"] = (await (await server.Som("sagsbehandler").UploadAsync("/api/v1/indbakke", "brev.txt", Encoding.UTF8.GetBytes(n), new { })).ForventAsync()).GetProperty("poster")[0].GetProperty("id").GetString()!,
            ["/api/v1/postkasser"] = await PostkasseAsync(n),
            ["anden-sag"] = (await server.Som("sagsbehandler").SendAsync("/api/v1/sager", new { titel = "Den anden", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!,
        };

        async Task<string> RundeAsync() =>
            (await administrator.HentAsync("/api/v1/rettighedsgennemgange")).GetProperty("poster").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } kendt
                ? kendt.GetProperty("id").GetString()! : await NyAsync("rettighedsgennemgange", new { });

        async Task<string> SagsproeveAsync()
        {
            var stikproeve = (await server.Som("leder").SendAsync("/api/v1/sagsstikproever", new { antal = 1 })).GetProperty("id").GetString();
            return (await server.Som("leder").HentAsync($"/api/v1/sagsstikproever/{stikproeve}/udtagne"))[0].GetProperty("id").GetString()!;
        }

        async Task<string> ArkivversionAsync() =>
            (await server.Som("arkivar").HentAsync("/api/v1/arkivversioner")).EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } kendt
                ? kendt.GetProperty("avid").GetString()! : (await server.Som("arkivar").SendAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.1990", fra = "1990-01-01", til = "1990-12-31" })).GetProperty("avid").GetString()!;

        async Task<string> KassationAsync() =>
            (await server.Som("arkivar").HentAsync("/api/v1/kassationer")).GetProperty("poster").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } kendt
                ? kendt.GetProperty("id").GetString()! : (await server.Som("arkivar").SendAsync("/api/v1/kassationer", new { titel = "Prøve" })).GetProperty("id").GetString()!;

        async Task<string> LoglinjeAsync()
        {
            var id = Guid.CreateVersion7();
            var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
            var maaned = new DateOnly(2000, 1, 1).AddMonths(Interlocked.Increment(ref _fravaer)); // one a month
            var linje = new Adgang.Domain.Loglinjekontrol { StikproeveId = id, Hvad = "Så en sag", BrugerId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler"), Tid = server.Ur.GetUtcNow() };
            await myndighed.Queue.RunAsync((Adgang.Handlinger.GemLogstikproeve act) => act.Udfoer(new(Core.Access.Aktoer.Systemet, id, maaned, 1, 1, [linje]), CancellationToken.None), CancellationToken.None);
            return linje.Id.ToString();
        }

        async Task<string> FravaerAsync()
        {
            var dag = DateOnly.FromDateTime(server.Ur.GetUtcNow().UtcDateTime).AddDays(30 + (2 * Interlocked.Increment(ref _fravaer))); // one at a time
            return (await server.Som("sagsbehandler").SendAsync("/api/v1/fravaer", new { stedfortraederId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "byg3"), fra = dag, til = dag })).GetProperty("id").GetString()!;
        }

        async Task<string> NyAsync(string liste, object krop)
        {
            using var svar = await administrator.PostAsync("/api/v1/" + liste, krop);
            return (await svar.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        }
        return (sti, navn) => navn is "anden" or "anden-sag" ? v["anden-sag"] : v.GetValueOrDefault(sti) ?? ting.Vaerdi(sti, navn);
    }
}
