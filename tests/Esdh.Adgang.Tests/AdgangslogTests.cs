using System.Net;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Log;
using Esdh.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Tests;

[Collection("server")]
public sealed class AdgangslogTests(Testserver server)
{
    private static readonly Guid Leder = Demonstration.BrugerId("korsbaek", "leder");

    [Fact]
    public async Task Hver_forespoergsel_staar_i_loggen_uden_sin_query()
    {
        using var client = server.Som("leder");
        var sag = Guid.CreateVersion7();
        await client.GetAsync(Faelles.Sti("/api/v1/soegning?q=hemmelig"));
        await client.GetAsync(Faelles.Sti($"/api/v1/sager/{sag}"));
        await client.GetAsync(Faelles.Sti("/api/v1/sager/99.99.99-X99-1-26"));
        var linjer = await server.LinjerAsync(Leder);
        Assert.Contains(linjer, l => l is { Handling: "GET /api/v1/soegning", Status: 200, Klient: "esdh-demo" });
        Assert.Contains(linjer, l => l.SagId == sag && l.Status == 404);
        Assert.Contains(linjer, l => l is { Objekt: "sag=99.99.99-X99-1-26", Handling: "GET /api/v1/sager/{sag}" });
        Assert.DoesNotContain(linjer, l => l.Handling.Contains("hemmelig", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Afvisninger_staar_i_loggen_ogsaa_uden_bruger()
    {
        using var client = server.Anonym();
        await client.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"));
        await client.TegnAsync("leder", "forkert-her");
        var linjer = await server.LinjerAsync();
        Assert.Contains(linjer, l => l is { Handling: "GET /api/v1/soegning", Status: 401, BrugerId: null });
        Assert.Contains(linjer, l => l.BrugerId == Leder && l is { Status: 401, Handling: "POST /auth/realms/{realm}/protocol/openid-connect/token" });
    }

    [Fact]
    public async Task Personnumre_staar_aldrig_i_klartekst_men_kan_findes_igen()
    {
        var spor = new Adgangsspor();
        spor.Soegeord(" 010190-1234 ");
        Assert.DoesNotContain("1234", spor.Ord, StringComparison.Ordinal);
        var log = await server.LogAsync();
        var bruger = Guid.CreateVersion7();
        await log.SkrivVarigtAsync([Linje(bruger) with { Person = log.Person(Assert.Single(spor.Personer)) }]);
        List<Adgangslinje> fundet = [];
        await foreach (var (_, l) in log.LaesAsync(new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Person: new(log.Person("0101901234"))), null, CancellationToken.None))
            fundet.Add(l);
        Assert.Equal(bruger, Assert.Single(fundet).BrugerId);
        Assert.NotEqual((await server.LogAsync("maanekaer")).Person("0101901234"), log.Person("0101901234"));
    }

    [Fact]
    public async Task Side_for_side_giver_alle_linjer_nyeste_foerst_ogsaa_over_maanedsskifter()
    {
        var log = await server.LogAsync("maanekaer");
        var bruger = Guid.CreateVersion7();
        var foerste = new DateTimeOffset(2024, 1, 31, 23, 0, 0, TimeSpan.Zero);
        await log.SkrivVarigtAsync([.. Enumerable.Range(0, 25).Select(i => Linje(bruger) with { Tid = foerste.AddHours(i), Status = 200 + i })]);
        List<int> sete = [];
        Logsted? sted = null;
        for (var side = 0; side < 5; side++)
        {
            var n = 0;
            await foreach (var (her, l) in log.LaesAsync(new(foerste, foerste.AddHours(24), bruger), sted, CancellationToken.None))
            {
                (sted, n) = (her, n + 1);
                sete.Add(l.Status);
                if (n == 5)
                    break;
            }
        }

        Assert.Equal(Enumerable.Range(200, 24).Reverse(), sete);
    }

    [Fact]
    public async Task En_linje_der_skal_vaere_varig_er_det_naar_der_svares()
    {
        if (Testdatabase.ErPostgresql)
            return; // there is no file to open beside the server
        var log = await server.LogAsync();
        var bruger = Guid.CreateVersion7();
        await log.SkrivVarigtAsync([Linje(bruger)]);
        var path = Path.Combine((await server.MyndighedAsync()).Folder, "adgangslog.db");
        await using var fremmed = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await fremmed.OpenAsync();
        await using var command = fremmed.CreateCommand();
        command.CommandText = $"select count(*) from adgangslog_{DateTimeOffset.UnixEpoch.Year + 56}_01 where bruger_id = @b";
        command.Parameters.AddWithValue("@b", bruger.ToByteArray(bigEndian: true));
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Det_der_er_for_gammelt_ryddes_og_resten_staar()
    {
        var logge = server.Services.GetRequiredService<Adgangslogge>();
        var myndighed = await server.MyndighedAsync();
        var log = logge.For(myndighed);
        var bruger = Guid.CreateVersion7();
        var graense = server.Ur.GetUtcNow().AddMonths(-6);
        await log.SkrivVarigtAsync(
        [
            Linje(bruger) with { Tid = graense.AddMonths(-3), Status = 1 }, Linje(bruger) with { Tid = graense.AddMinutes(-5), Status = 2 },
            Linje(bruger) with { Tid = graense.AddMinutes(5), Status = 3 }, Linje(bruger) with { Tid = graense.AddMonths(5), Status = 4 },
        ]);
        await logge.RydAsync(myndighed);
        Assert.Equal([4, 3], (await server.LinjerAsync(bruger)).Select(l => l.Status));
        await log.SkrivVarigtAsync([Linje(bruger) with { Tid = graense.AddMonths(-3), Status = 5 }]); // the month's table can be made again
        Assert.Equal([4, 3, 5], (await server.LinjerAsync(bruger)).Select(l => l.Status));
        await logge.RydAsync(myndighed);
    }

    [Fact]
    public async Task Mange_afvisninger_spaerrer_brugeren_i_15_minutter()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string> { ["Esdh:Adgangslog:Afvisninger"] = "3" });
        await egen.InitializeAsync();
        using var client = egen.Som("kollega");
        await (await client.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"))).ForventAsync(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++)
            await (await client.PostAsync("/api/v1/adgangslog/soegning", new { })).ForventAsync(HttpStatusCode.Forbidden);
        var svar = await client.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"));
        var problem = await svar.ForventAsync(HttpStatusCode.Forbidden);
        Assert.Contains("spærret", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains(await egen.LinjerAsync(Demonstration.BrugerId("korsbaek", "kollega")), l => l is { Status: 403, Handling: "GET /api/v1/soegning" });
        egen.Ur.Frem(TimeSpan.FromMinutes(15.1));
        await (await client.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"))).ForventAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Myndigheden_bestemmer_hvor_laenge_loggen_gemmes_og_rydningen_foelger_det()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string>());
        await egen.InitializeAsync();
        using var administrator = egen.Som("administrator");
        using var logkontrollant = egen.Som("logkontrollant");
        const string Api = "/api/v1/adgangslog/indstillinger", Side = "/administration/adgangslog/indstillinger";
        using (var sagsbehandler = egen.Som("sagsbehandler"))
        {
            await (await sagsbehandler.GetAsync(Faelles.Sti(Api))).ForventAsync(HttpStatusCode.Forbidden);
            await (await sagsbehandler.PutAsync(Api, new { maaneder = 60 })).ForventAsync(HttpStatusCode.Forbidden);
        }

        var foer = await administrator.HentAsync(Api);
        Assert.Equal((6, 5, 15), (foer.GetProperty("maaneder").GetInt32(), foer.GetProperty("vindueMinutter").GetInt32(), foer.GetProperty("spaerringMinutter").GetInt32()));
        var (log, nu, bruger) = (await egen.LogAsync(), egen.Ur.GetUtcNow(), Guid.CreateVersion7());
        await log.SkrivVarigtAsync([.. new[] { 59, 13, 7, 5, 2 }.Select(m => Linje(bruger) with { Tid = nu.AddMonths(-m), Status = m })]);

        // Longer: nothing is lost. Shorter: only when it is confirmed, and then at once.
        await (await administrator.PutAsync(Api, Indstilling(60))).ForventAsync(HttpStatusCode.OK);
        Assert.Equal([2, 5, 7, 13, 59], (await egen.LinjerAsync(bruger)).Select(l => l.Status));
        await (await administrator.PutAsync(Api, Indstilling(12))).FejlerPaaAsync("sletAeldre");
        Assert.Equal(5, (await egen.LinjerAsync(bruger)).Count);
        await (await administrator.PutAsync(Api, Indstilling(12, slet: true))).ForventAsync(HttpStatusCode.OK);
        Assert.Equal([2, 5, 7], (await egen.LinjerAsync(bruger)).Select(l => l.Status));

        // The page, without script, as the other role.
        Assert.Contains("value=\"12\"", await logkontrollant.GetStringAsync(Faelles.Sti(Side)), StringComparison.Ordinal);
        Dictionary<string, string> felter = new() { ["maaneder"] = "3", ["afvisninger"] = "4", ["vindueMinutter"] = "10", ["spaerringMinutter"] = "60", ["spaer"] = "true", ["version"] = "2" };
        using (var afvist = await logkontrollant.SendFormularAsync(Side, Side, felter))
            Assert.Equal(HttpStatusCode.BadRequest, afvist.StatusCode);
        using (var gemt = await logkontrollant.SendFormularAsync(Side, Side, new(felter) { ["sletAeldre"] = "true" }))
            Assert.Equal(HttpStatusCode.Redirect, gemt.StatusCode);
        Assert.Equal([2], (await egen.LinjerAsync(bruger)).Select(l => l.Status));
        using (var foraeldet = await logkontrollant.SendFormularAsync(Side, Side, new(felter) { ["maaneder"] = "60" }))
            Assert.Equal(HttpStatusCode.PreconditionFailed, foraeldet.StatusCode); // version 2 is gone
        await (await administrator.PutAsync(Api, new { maaneder = 61, spaer = true, afvisninger = 1, vindueMinutter = 0, spaerringMinutter = 1441 }))
            .FejlerPaaAsync("maaneder", "afvisninger", "vindueMinutter", "spaerringMinutter");
        using var gammel = new HttpRequestMessage(HttpMethod.Put, Api) { Content = System.Net.Http.Json.JsonContent.Create(Indstilling(6)), Headers = { IfMatch = { new("\"2\"") } } };
        using var svar = await administrator.SendAsync(gammel);
        Assert.Equal(HttpStatusCode.PreconditionFailed, svar.StatusCode);

        var haendelser = (await administrator.HentAsync("/api/v1/haendelser?type=AdgangslogIndstillet")).GetProperty("poster").EnumerateArray().Select(h => h.GetProperty("data").GetProperty("maaneder").GetInt32());
        Assert.Equal([60, 12, 3], haendelser);

        // And the blocking follows: four refusals, an hour.
        using var kollega = egen.Som("kollega");
        for (var i = 0; i < 4; i++)
            await (await kollega.GetAsync(Faelles.Sti(Api))).ForventAsync(HttpStatusCode.Forbidden);
        await (await kollega.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"))).ForventAsync(HttpStatusCode.Forbidden);
        egen.Ur.Frem(TimeSpan.FromMinutes(59));
        await (await kollega.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"))).ForventAsync(HttpStatusCode.Forbidden);
        egen.Ur.Frem(TimeSpan.FromMinutes(1.1));
        await (await kollega.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"))).ForventAsync(HttpStatusCode.OK);
        await (await administrator.PutAsync(Api, Indstilling(3, spaer: false))).ForventAsync(HttpStatusCode.OK);
        for (var i = 0; i < 6; i++)
            await (await kollega.GetAsync(Faelles.Sti(Api))).ForventAsync(HttpStatusCode.Forbidden);
        await (await kollega.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"))).ForventAsync(HttpStatusCode.OK);

        static object Indstilling(int maaneder, bool slet = false, bool spaer = true) =>
            new { maaneder, spaer, afvisninger = 4, vindueMinutter = 10, spaerringMinutter = 60, sletAeldre = slet };
    }

    [Fact]
    public async Task Kun_logkontrollanten_ser_loggen()
    {
        foreach (var bruger in new[] { "sagsbehandler", "leder", "arkivar", "revisor", "administrator", "robot" })
        {
            using var andre = server.Som(bruger);
            await (await andre.PostAsync("/api/v1/adgangslog/soegning", new { })).ForventAsync(HttpStatusCode.Forbidden);
        }

        using var client = server.Som("logkontrollant");
        var svar = await client.SendAsync("/api/v1/adgangslog/soegning", new { bruger = "revisor", kunAfviste = true, antal = 1 });
        var linje = Assert.Single(svar.GetProperty("poster").EnumerateArray());
        Assert.Equal("POST /api/v1/adgangslog/soegning", linje.GetProperty("handling").GetString());
        Assert.Equal("Søg i adgangsloggen", linje.GetProperty("hvad").GetString());
        await (await client.PostAsync("/api/v1/adgangslog/soegning", new { bruger = "findes-ikke", fra = "2026-02-01", til = "2026-01-01" })).FejlerPaaAsync("bruger", "til");
        await (await client.PostAsync("/api/v1/adgangslog/soegning", new { cpr = "123" })).FejlerPaaAsync("cpr");
        await (await client.PostAsync("/api/v1/adgangslog/soegning", new { efter = "vrøvl" })).FejlerPaaAsync("efter");
    }

    [Fact]
    public async Task Borgerens_indsigt_viser_opslag_uden_medarbejdernes_navne()
    {
        var log = await server.LogAsync();
        await log.SkrivVarigtAsync([Linje(Leder) with { Tid = server.Ur.GetUtcNow(), Person = log.Person("1111111118"), Begrundelse = "=Telefon fra borgeren" }]);
        using var client = server.Anonym();
        await client.LogonAsync("logkontrollant");
        using var svar = await client.SendFormularAsync("/administration/adgangslog", "/administration/adgangslog/person", new() { ["cpr"] = "111111-1118" });
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        var adresse = svar.Headers.Location!.OriginalString;
        Assert.DoesNotContain("111111", adresse, StringComparison.Ordinal);
        Assert.DoesNotContain("1118", Regex.Replace(adresse, "[0-9a-f-]{32,}", ""), StringComparison.Ordinal); // a random id may hold any four digits

        var navn = await NavnAsync();
        Assert.Contains(navn, WebUtility.HtmlDecode(await client.GetStringAsync(Faelles.Sti(adresse))), StringComparison.Ordinal);
        foreach (var sti in new[] { "/administration/adgangslog/indsigt", "/administration/adgangslog/indsigt/fil" })
        {
            var indsigt = WebUtility.HtmlDecode(await client.GetStringAsync(Faelles.Sti(sti + adresse[adresse.IndexOf('?', StringComparison.Ordinal)..])));
            Assert.Contains("Telefon fra borgeren", indsigt, StringComparison.Ordinal);
            Assert.DoesNotContain(navn, indsigt, StringComparison.Ordinal);
        }

        var csv = await client.GetStringAsync(Faelles.Sti("/administration/adgangslog/fil" + adresse[adresse.IndexOf('?', StringComparison.Ordinal)..]));
        Assert.Contains(navn, csv, StringComparison.Ordinal);
        Assert.Contains("'=Telefon", csv, StringComparison.Ordinal);
        using var forkert = await client.SendFormularAsync("/administration/adgangslog", "/administration/adgangslog/person", new() { ["cpr"] = "999999-9999" });
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
    }

    private async Task<string> NavnAsync()
    {
        using var client = server.Som("logkontrollant");
        var svar = await client.SendAsync("/api/v1/adgangslog/soegning", new { bruger = "leder", antal = 1 });
        return svar.GetProperty("poster")[0].GetProperty("bruger").GetString()!;
    }

    [Theory]
    [InlineData("0")]
    [InlineData("61")]
    public void Loggen_kan_hoejst_gemmes_i_fem_aar(string maaneder)
    {
        var settings = new ConfigurationManager { ["Esdh:Adgangslog:Maaneder"] = maaneder };
        Assert.Throws<InvalidOperationException>(() => { Adgangslogindstillinger.From(settings); });
    }

    private static Adgangslinje Linje(Guid bruger) =>
        new(new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero), bruger, null, "GET /prøve", null, 200, null, null, null, null, null, null);
}
