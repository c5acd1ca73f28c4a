using System.Net;
using System.Text;
using Esdh.Sager.Demonstration;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Versions of the subject plan, on a server of its own since they change what holds for all cases.</summary>
public sealed class EmneplanTests(Testserver server) : IClassFixture<Testserver>
{
    [Fact]
    public async Task En_ny_udgave_vises_som_forskel_og_gaelder_fra_sin_dag()
    {
        var (administrator, sagsbehandler) = (server.Som("administrator"), server.Som("sagsbehandler"));
        await sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Udhus", emne = "02.34.03", facet = "G01" });
        var udgave = (await IndlaesAsync(administrator, Naeste())).GetProperty("id").GetString();

        var forskel = await administrator.HentAsync($"/api/v1/emneplan/udgaver/{udgave}/forskel");
        var udgaar = forskel.GetProperty("aendringer").EnumerateArray().Single(a => a.GetProperty("nummer").GetString() == "02.34.03");
        Assert.Equal("Udgaaet", udgaar.GetProperty("art").GetString());
        Assert.Equal(1, udgaar.GetProperty("aabneSager").GetInt32());
        Assert.Contains("Byggesag", udgaar.GetProperty("skabeloner").EnumerateArray().Select(s => s.GetString()));
        using (var endnuIkke = await sagsbehandler.PostAsync("/api/v1/sager", new { titel = "Solceller", emne = "02.34.06", facet = "G01" }))
            await endnuIkke.FejlerPaaAsync("emne");

        var imorgen = Core.Calendar.DanishTime.Today(server.Ur).AddDays(1);
        using (var igaar = await administrator.PutAsync($"/api/v1/emneplan/udgaver/{udgave}/ikrafttraeden", new { gaelderFra = imorgen.AddDays(-2) }))
            await igaar.BrydesAsync("PLAN-1");
        using (var sat = await administrator.PutAsync($"/api/v1/emneplan/udgaver/{udgave}/ikrafttraeden", new { gaelderFra = imorgen }))
            await sat.ForventAsync(HttpStatusCode.OK);
        server.Ur.Frem(TimeSpan.FromDays(1));

        await sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Solceller", emne = "02.34.06", facet = "G01" });
        using (var udgaaet = await sagsbehandler.PostAsync("/api/v1/sager", new { titel = "Udhus", emne = "02.34.03", facet = "G01" }))
            Assert.Contains("02.34.02", (await udgaaet.FejlerPaaAsync("emne")).ToString(), StringComparison.Ordinal);
        using (var slettet = await administrator.DeleteAsync(new Uri($"/api/v1/emneplan/udgaver/{udgave}", UriKind.Relative)))
            await slettet.BrydesAsync("PLAN-2");
        Assert.Equal(15, (await sagsbehandler.HentAsync("/api/v1/emneplan/facetter")).GetArrayLength()); // the file had none: those in force go on
        Assert.Equal("P3650D", (await sagsbehandler.HentAsync("/api/v1/emneplan/emner/01.11.04")).GetProperty("sletning").GetString());
        Assert.DoesNotContain("02.34.03", (await sagsbehandler.HentAsync("/api/v1/emneplan?q=byg&antal=200")).ToString(), StringComparison.Ordinal);
        Assert.Contains("02.34.03", (await sagsbehandler.HentAsync("/api/v1/emneplan?q=02.34.03&udgaaede=true")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_fil_med_fejl_indlaeses_ikke_og_alle_fejl_naevnes_med_linje()
    {
        var administrator = server.Som("administrator");
        var foer = (await administrator.HentAsync("/api/v1/emneplan/udgaver")).GetArrayLength();
        foreach (var (navn, indhold) in new[]
        {
            ("tom.xml", ""), ("bombe.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><KLE-Emneplan>&a;</KLE-Emneplan>"), ("afbrudt.xml", "<KLE-Emneplan><Hovedgruppe>"), ("andet.xml", "<html/>"),
            ("../../etc/passwd", "ikke xml"),
        })
        {
            using var svar = await UploadAsync(administrator, "/api/v1/emneplan/udgaver", navn, Encoding.UTF8.GetBytes(indhold));
            var problem = await svar.FejlerPaaAsync("fil");
            Assert.DoesNotContain("..", problem.ToString(), StringComparison.Ordinal);
        }

        using (var ingen = await administrator.PostAsync("/api/v1/emneplan/udgaver", new { }))
            await ingen.FejlerPaaAsync("fil");
        Assert.Equal(foer, (await administrator.HentAsync("/api/v1/emneplan/udgaver")).GetArrayLength());
    }

    [Fact]
    public async Task Samme_udgave_indlaeses_ikke_to_gange_og_en_ubrugt_kan_slettes()
    {
        var administrator = server.Som("administrator");
        var plan = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Naeste()).Replace("2026-05-01", "2026-08-01", StringComparison.Ordinal));
        var udgave = (await IndlaesAsync(administrator, plan)).GetProperty("id").GetString();

        using (var igen = await UploadAsync(administrator, "/api/v1/emneplan/udgaver", "plan.xml", plan))
            await igen.FejlerPaaAsync("fil");
        using (var slettet = await administrator.DeleteAsync(new Uri($"/api/v1/emneplan/udgaver/{udgave}", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NoContent, slettet.StatusCode);
        using var vaek = await administrator.GetAsync(new Uri($"/api/v1/emneplan/udgaver/{udgave}/forskel", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, vaek.StatusCode);
    }

    [Fact]
    public async Task En_stor_plan_laeses_ind_af_et_job()
    {
        const int Grupper = 12;
        var administrator = server.Som("administrator");
        var emner = string.Concat(Enumerable.Range(1, Grupper).Select(g =>
            $"<Gruppe><GruppeNr>90.{g:00}</GruppeNr><GruppeTitel>Gruppe {g}</GruppeTitel>"
            + string.Concat(Enumerable.Range(0, 100).Select(e => $"<Emne><EmneNr>90.{g:00}.{e:00}</EmneNr><EmneTitel>Emne {g} {e}</EmneTitel></Emne>")) + "</Gruppe>"));
        var xml = "<KLE-Emneplan><UdgivelsesDato>2026-11-01</UdgivelsesDato><EmneplanTitel>Stor plan (opdigtet)</EmneplanTitel>"
            + $"<Hovedgruppe><HovedgruppeNr>90</HovedgruppeNr><HovedgruppeTitel>Opdigtet</HovedgruppeTitel>{emner}</Hovedgruppe></KLE-Emneplan>";
        var svar = await IndlaesAsync(administrator, Encoding.UTF8.GetBytes(xml));
        var (udgave, job) = (svar.GetProperty("id").GetString(), svar.GetProperty("jobId").GetString());
        for (var i = 0; (await administrator.HentAsync($"/api/v1/jobs/{job}")).GetProperty("status").GetString() != "Faerdig"; i++)
        {
            Assert.InRange(i, 0, 300);
            await Task.Delay(100);
        }

        Assert.Equal(1 + Grupper + (Grupper * 100), (await administrator.HentAsync($"/api/v1/jobs/{job}")).GetProperty("faerdige").GetInt32());
        var post = (await administrator.HentAsync("/api/v1/emneplan/udgaver")).EnumerateArray().Single(u => u.GetProperty("id").GetString() == udgave);
        Assert.Equal(("Indlaest", Grupper * 100, 15), (post.GetProperty("tilstand").GetString(), post.GetProperty("emner").GetInt32(), post.GetProperty("facetter").GetInt32()));
        using (var slettet = await administrator.DeleteAsync(new Uri($"/api/v1/emneplan/udgaver/{udgave}", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NoContent, slettet.StatusCode);
    }

    [Fact]
    public async Task Kun_en_administrator_indlaeser_og_alle_slaar_op()
    {
        var sagsbehandler = server.Som("sagsbehandler");

        using var afvist = await UploadAsync(sagsbehandler, "/api/v1/emneplan/udgaver", "plan.xml", Naeste());
        var side = await sagsbehandler.HentAsync("/api/v1/emneplan?antal=5");
        var naeste = await sagsbehandler.HentAsync($"/api/v1/emneplan?antal=5&efter={side.GetProperty("naeste").GetString()}");

        Assert.Equal(HttpStatusCode.Forbidden, afvist.StatusCode);
        Assert.Equal(5, side.GetProperty("poster").GetArrayLength());
        Assert.True(string.CompareOrdinal(side.GetProperty("poster")[4].GetProperty("nummer").GetString(), naeste.GetProperty("poster")[0].GetProperty("nummer").GetString()) < 0);
        using var ukendt = await sagsbehandler.GetAsync(new Uri("/api/v1/emneplan/emner/99.99.99", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, ukendt.StatusCode);
    }

    private static byte[] Naeste()
    {
        using var fil = Demoplan.Fil("emneplan-naeste.xml");
        using var kopi = new MemoryStream();
        fil.CopyTo(kopi);
        return kopi.ToArray();
    }

    private static async Task<System.Text.Json.JsonElement> IndlaesAsync(HttpClient klient, byte[] plan)
    {
        using var svar = await UploadAsync(klient, "/api/v1/emneplan/udgaver", "emneplan.xml", plan);
        return await svar.ForventAsync(HttpStatusCode.Created);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient klient, string sti, string navn, byte[] indhold)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(indhold), "fil", navn } };
        return await klient.PostAsync(new Uri(sti, UriKind.Relative), form);
    }
}
