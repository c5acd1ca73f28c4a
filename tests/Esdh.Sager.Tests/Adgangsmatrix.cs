using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Testing;

namespace Esdh.Sager.Tests;

/// <summary>
/// Every route, with every role, on a case of one's own unit, of another unit, a protected one and one of another authority. Routes come
/// from the server's own table: a new one is covered at once, and one whose parameters the matrix cannot fill fails.
/// </summary>
[Collection("organisationsserver")]
public sealed class Adgangsmatrix(Testserver server)
{
    private const string Maerke = "Kvartsfinke";

    private static readonly string[] Slagsene = ["egen enhed", "anden enhed", "beskyttet", "anden myndighed"];

    private static readonly (string Bruger, Roller Roller)[] Brugere =
    [
        ("sagsbehandler", Roller.Sagsbehandler), ("kollega", Roller.Sagsbehandler), ("leder", Roller.Leder | Roller.Sagsbehandler), ("arkivar", Roller.Arkivar),
        ("revisor", Roller.Revisor), ("logkontrollant", Roller.Logkontrollant), ("administrator", Roller.Administrator), ("robot", Roller.Robot),
    ];

    /// <summary>Who must see what: written down here by hand, not asked of the code it tests.</summary>
    private static bool Ser(string bruger, string slags) => slags switch
    {
        "egen enhed" => bruger is "sagsbehandler" or "leder" or "arkivar" or "revisor",
        "anden enhed" => bruger is "kollega" or "arkivar" or "revisor",
        "beskyttet" => bruger is "kollega",
        _ => false,
    };

    [Fact]
    public async Task Ingen_rute_viser_eller_aendrer_noget_for_den_der_ikke_maa_se_det()
    {
        var ting = new[]
        {
            await Ting.LavAsync(server, "egen enhed", "sagsbehandler", "korsbaek", beskyttet: false), await Ting.LavAsync(server, "anden enhed", "kollega", "korsbaek", beskyttet: false),
            await Ting.LavAsync(server, "beskyttet", "kollega", "korsbaek", beskyttet: true), await Ting.LavAsync(server, "anden myndighed", "sagsbehandler", "maanekaer", beskyttet: false),
        };
        List<string> fund = [];
        List<string> uudfyldte = [];
        var proevet = 0;
        foreach (var rute in Rute.Alle(server).Where(r => r.Moenster.Contains('{', StringComparison.Ordinal) && !r.Moenster.StartsWith("/auth/", StringComparison.Ordinal) && !HoererIkkeTilEnSag(r)))
        {
            foreach (var t in ting)
            {
                if (rute.Udfyld(t.Vaerdi) is not { } adresse)
                {
                    uudfyldte.Add(rute.ToString());
                    break;
                }

                foreach (var (bruger, roller) in Brugere)
                {
                    var maa = rute.Regel.Anonymous || rute.Regel.Roles == Roller.Ingen || (rute.Regel.Roles & roller) != 0;
                    var ser = Ser(bruger, t.Slags);
                    if (maa && ser && rute.Metode != "GET")
                        continue; // would change what the next look at
                    proevet++;
                    if (await ProevAsync(rute, adresse, bruger, maa, ser) is { } fejl)
                        fund.Add($"{bruger} on {t.Slags}: {rute.Metode} {rute.Moenster}: {fejl}");
                }
            }
        }

        Assert.True(uudfyldte.Count == 0, "The matrix cannot fill: " + string.Join(", ", uudfyldte.Distinct()));
        Assert.True(fund.Count == 0, $"{fund.Count} of {proevet}:\n" + string.Join('\n', fund.Take(60)));
        Assert.True(proevet > 500, $"Only {proevet} were tried.");
    }

    /// <summary>Post is seen by the unit it lies with and the leaders over it, or by the employee and those leaders: no archivist, no auditor, no administrator.</summary>
    [Fact]
    public async Task Ingen_rute_viser_eller_aendrer_post_for_andre_end_enheden_medarbejderen_og_lederen()
    {
        var mig = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");
        async Task<string> PostAsync(string bruger, object json, string realm = "korsbaek") =>
            (await (await server.Som(bruger, realm).UploadAsync("/api/v1/indbakke", "mail.eml", Http.Provefiler.MailMedBilleder(Http.Provefiler.Png), json)).ForventAsync()).GetProperty("poster")[0].GetProperty("id").GetString()!;
        var enhed = (await server.Som("sagsbehandler").HentAsync("/api/v1/indbakke/tal")).GetProperty("enheder")[0].GetProperty("id").GetString();
        (string Id, string[] Seere)[] poster =
        [
            (await PostAsync("sagsbehandler", new { enhedId = enhed }), ["sagsbehandler", "leder"]), (await PostAsync("sagsbehandler", new { brugerId = mig }), ["sagsbehandler", "leder"]),
            (await PostAsync("kollega", new { }), ["kollega"]), (await PostAsync("sagsbehandler", new { }, "maanekaer"), []),
        ];
        List<string> fund = [];
        var proevet = 0;
        foreach (var rute in Rute.Alle(server).Where(r => r.Moenster.Contains("/indbakke/{id", StringComparison.Ordinal)))
        {
            foreach (var (id, seere) in poster)
            {
                var adresse = rute.Udfyld((sti, navn) => navn == "id" || sti.EndsWith("/indbakke", StringComparison.Ordinal) ? id : "1")!;
                foreach (var (bruger, roller) in Brugere)
                {
                    var (maa, ser) = ((rute.Regel.Roles & roller) != 0, seere.Contains(bruger));
                    if (maa && ser && rute.Metode != "GET")
                        continue;
                    proevet++;
                    if (await ProevAsync(rute, adresse, bruger, maa, ser) is { } fejl)
                        fund.Add($"{bruger}: {rute} on {Array.FindIndex(poster, p => p.Id == id)}: {fejl}");
                }
            }
        }

        Assert.True(fund.Count == 0, string.Join('\n', fund.Take(40)));
        Assert.True(proevet > 300, $"Only {proevet} were tried.");
        foreach (var bruger in new[] { "arkivar", "robot" }) // and they are not counted for others
        {
            var tal = await server.Som(bruger).HentAsync("/api/v1/indbakke/tal");
            Assert.DoesNotContain(tal.GetProperty("enheder").EnumerateArray(), e => e.GetProperty("id").GetString() == enhed && e.GetProperty("antal").GetInt32() > 0);
        }
    }

    [Fact]
    public async Task Uden_logon_svarer_kun_det_der_er_aabent_for_alle()
    {
        using var anonym = server.Anonym();
        List<string> fund = [];
        foreach (var rute in Rute.Alle(server).Where(r => !r.Regel.Anonymous))
        {
            using var request = Foresp(rute, rute.Udfyld((_, _) => "1")!);
            using var svar = await anonym.SendAsync(request);
            var afvist = rute.ErApi ? svar.StatusCode == HttpStatusCode.Unauthorized
                : svar.StatusCode == HttpStatusCode.Unauthorized || (svar.StatusCode == HttpStatusCode.Redirect && svar.Headers.Location!.ToString().StartsWith("/logon", StringComparison.Ordinal))
                  || svar.StatusCode == HttpStatusCode.NotFound; // a constraint on the parameter
            if (!afvist && !(rute.ErApi && svar.StatusCode == HttpStatusCode.NotFound))
                fund.Add($"{rute}: {(int)svar.StatusCode}");
        }

        Assert.True(fund.Count == 0, string.Join('\n', fund));
    }

    [Fact]
    public async Task Myndighedens_egne_ting_kraever_den_rolle_ruten_siger()
    {
        List<string> fund = [];
        foreach (var rute in Rute.Alle(server).Where(r => r.Regel is { Anonymous: false } && r.Regel.Roles != Roller.Ingen && HoererIkkeTilEnSag(r)))
        {
            var adresse = rute.Udfyld((_, navn) => navn is "id" or "udgave" ? Guid.CreateVersion7().ToString() : "1")!;
            foreach (var (bruger, roller) in Brugere.Where(b => (b.Roller & rute.Regel.Roles) == 0))
            {
                using var request = Foresp(rute, adresse);
                using var svar = await server.Som(bruger).SendAsync(request);
                if (svar.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound))
                    fund.Add($"{bruger} ({roller}): {rute}: {(int)svar.StatusCode}");
            }
        }

        Assert.True(fund.Count == 0, string.Join('\n', fund));
    }

    /// <summary>What belongs to the whole authority, to the one who ordered it, or to the one whose key stands in the address: its content is held by its own tests.</summary>
    internal static bool HoererIkkeTilEnSag(Rute rute) =>
        new[]
        {
            "/brugere", "/enheder", "/enhedsaendringer", "/grupper", "/klienter", "/fravaer", "/fratraadte", "/adgangslog", "/rettighed", "/logkontrol", "/forklaringer", "/sagsstikproever", "/stikproever",
            "/webhooks", "/jobs", "/masseforsendelser", "/udtraek/{", "/dav/{", "/visninger", "/soegninger", "/sagslister",
            "/emneplan", "/dokumentskabeloner", "/skabeloner", "/sagsskabeloner", "/statusser", "/sagsstatusser", "/erindringstyper", "/afgoerelsestyper", "/godkendelseskaeder", "/fraser", "/opsaetning", "/administration",
            "/postliste", "/postkasser", "/indbakke", "/moduler", "/arkiv/", "/arkivversioner", "/afleveringer", "/kassationer", "/kassationsstop", "/bevaring/", // the archivist's, by role
        }
            .Any(led => rute.Moenster.Contains(led, StringComparison.Ordinal));

    internal static HttpRequestMessage Foresp(Rute rute, string adresse)
    {
        var request = new HttpRequestMessage(new HttpMethod(rute.Metode), adresse);
        if (!rute.ErApi)
            request.Headers.Accept.ParseAdd("text/html");
        if (rute.Metode != "GET")
            request.Content = rute.ErApi ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
        return request;
    }

    private async Task<string?> ProevAsync(Rute rute, string adresse, string bruger, bool maa, bool ser)
    {
        using var request = Foresp(rute, adresse);
        using var svar = await server.Som(bruger).SendAsync(request);
        var krop = await svar.Content.ReadAsStringAsync();
        var status = (int)svar.StatusCode;
        if (status >= 500)
            return $"{status} {(rute.ErApi ? krop[..Math.Min(300, krop.Length)] : "")}";
        if (!maa)
            return status == 403 && !krop.Contains(Maerke, StringComparison.Ordinal) ? null : $"wanted 403 for the role, was {status}";
        if (!ser)
        {
            if (krop.Contains(Maerke, StringComparison.Ordinal))
                return $"{status}, and the answer shows it";
            var skjult = status == 404 || (rute.Metode != "GET" && status is 400 or 415 or 422);
            return skjult ? null : $"wanted 404, was {status}";
        }

        return status is 401 or 403 or 404 ? $"wanted an answer, was {status}" : null;
    }

    /// <summary>A case with one of each kind on it.</summary>
    internal sealed record Ting(string Slags, Dictionary<string, string> Vaerdier)
    {
        public string? Vaerdi(string sti, string navn)
        {
            var led = sti[(sti.LastIndexOf('/') + 1)..];
            return Vaerdier.GetValueOrDefault(sti) ?? Vaerdier.GetValueOrDefault(led) ?? Vaerdier.GetValueOrDefault(navn);
        }

        public static async Task<Ting> LavAsync(Testserver server, string slags, string bruger, string realm, bool beskyttet)
        {
            var klient = server.Som(bruger, realm);
            var sag = await klient.SendAsync("/api/v1/sager", new { titel = $"{Maerke} {slags}", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = $"Part {slags}", rolle = "Ansøger", cpr = $"610190-{1001 + Array.IndexOf(Slagsene, slags)}" } } });
            var id = sag.GetProperty("id").GetString()!;
            var dokument = await (await klient.UploadAsync($"/api/v1/sager/{id}/dokumenter", "brev.pdf", Http.Provefiler.Pdf($"{Maerke} {Guid.CreateVersion7()}"), new { titel = $"{Maerke} brev", retning = "indgaaende" })).ForventAsync(HttpStatusCode.Created);
            await (await klient.UploadAsync($"/api/v1/dokumenter/{dokument.GetProperty("id").GetString()}/filer", "mail.eml", Http.Provefiler.MailMedBilleder(Http.Provefiler.Png), new { })).ForventAsync();
            var notat = await klient.SendAsync($"/api/v1/sager/{id}/notater", new { overskrift = $"{Maerke} opkald", tekst = "<p>Ringede</p>", kilde = "Telefon" });
            var erindring = await klient.SendAsync($"/api/v1/sager/{id}/erindringer", new { titel = $"{Maerke} husk", type = "opfoelgning", frist = "2027-01-04" });
            await klient.SendAsync($"/api/v1/sager/{id}/delforloeb", new { titel = "Mappe" });
            var part = (await klient.HentAsync($"/api/v1/sager/{id}/parter")).EnumerateArrayOrPoster().First();
            var hoering = await klient.SendAsync($"/api/v1/sager/{id}/hoeringer", new { emne = $"{Maerke} høring", oplysninger = "Carporten står i skel.", parter = new[] { part.GetProperty("id").GetString() } });
            var brev = await (await klient.UploadAsync($"/api/v1/sager/{id}/dokumenter", "brev.pdf", Http.Provefiler.Pdf($"{Maerke} ud {Guid.CreateVersion7()}"), new { titel = $"{Maerke} ud", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created);
            var forsendelse = await klient.SendAsync($"/api/v1/dokumenter/{brev.GetProperty("id").GetString()}/forsendelser", new { titel = $"{Maerke} forsendelse", modtagere = new[] { new { navn = "Part", kanal = "Udskriv" } } });
            var modtager = (await klient.HentAsync($"/api/v1/forsendelser/{forsendelse.GetProperty("id").GetString()}/modtagere")).EnumerateArrayOrPoster().First();
            for (var i = 0; i < 100 && (await klient.HentAsync($"/api/v1/forsendelser/{forsendelse.GetProperty("id").GetString()}")).GetProperty("forberedt").ValueKind == JsonValueKind.Null; i++)
                await Task.Delay(100); // its PDF is fetched below
            var godkendelse = await klient.SendAsync($"/api/v1/sager/{id}/godkendelser", new { emne = "Andet", trin = $"{Maerke} godkendt", led = new[] { new { art = "Rolle", reference = "Arkivar" } } });
            if (beskyttet)
            {
                var mig = Adgang.Contract.Demonstration.BrugerId(realm, bruger);
                await (await klient.PutAsync($"/api/v1/sager/{id}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = mig } } })).ForventAsync();
            }

            return new(slags, new()
            {
                ["sager"] = id, ["sag"] = id, ["dokumenter"] = dokument.GetProperty("id").GetString()!, ["notater"] = notat.GetProperty("id").GetString()!,
                ["erindringer"] = erindring.GetProperty("id").GetString()!, ["parter"] = part.GetProperty("id").GetString()!,
                ["/api/v1/parter"] = part.GetProperty("partId").GetString()!, ["/parter"] = part.GetProperty("partId").GetString()!, ["filer"] = "1", ["udgaver"] = "1", ["redigeringer"] = Guid.CreateVersion7().ToString(), ["vis"] = "2", ["billeder"] = "1", ["nr"] = "1", ["delforloeb"] = "1",
                ["ure"] = "servicemaal", ["relationer"] = id, ["registreringer"] = id, ["maerker"] = "haster", ["favoritter"] = id, ["hoeringer"] = hoering.GetProperty("id").GetString()!, ["svar"] = part.GetProperty("id").GetString()!,
                ["godkendelser"] = godkendelse.GetProperty("id").GetString()!, ["forsendelser"] = forsendelse.GetProperty("id").GetString()!, ["modtagere"] = modtager.GetProperty("id").GetString()!,
            });
        }
    }
}

internal static class Svar
{
    /// <summary>The rows, whether the answer is a bare list or a page of one.</summary>
    public static IEnumerable<JsonElement> EnumerateArrayOrPoster(this JsonElement svar) =>
        (svar.ValueKind == JsonValueKind.Array ? svar : svar.GetProperty("poster")).EnumerateArray();
}
