using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Handlinger;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>The same act on many cases as a job, and a hand-over that is undone.</summary>
[Collection("organisationsserver")]
public sealed partial class MassehandlingTests(Testserver server)
{
    private readonly HttpClient _api = server.Som("sagsbehandler");

    private static Guid Kollega { get; } = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega");

    private static Guid Sagsbehandler { get; } = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private async Task<(string Nummer, Guid Id)> SagAsync(string? titel = null)
    {
        var svar = await _api.SendAsync("/api/v1/sager", new { titel = titel ?? Provord.Nyt(), emne = "02.34.02", facet = "G01" });
        return (svar.GetProperty("sagsnummer").GetString()!, svar.GetProperty("id").GetGuid());
    }

    private static async Task<JsonElement> FaerdigAsync(HttpClient klient, Guid job)
    {
        for (var i = 0; i < 2400; i++)
        {
            var nu = await klient.HentAsync($"/api/v1/jobs/{job}");
            if (nu.GetProperty("status").GetString() is not ("Venter" or "Koerer"))
                return nu;
            await Task.Delay(50);
        }

        throw new TimeoutException("Jobbet blev ikke færdigt.");
    }

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

    private async Task<int> AntalAsync(Guid sag, string type) =>
        (await _api.HentAsync($"/api/v1/sager/{sag}/historik")).EnumerateArray().Count(h => h.GetProperty("type").GetString() == type);

    [Fact]
    public async Task Det_et_job_ikke_fik_gjort_kan_tages_i_et_nyt()
    {
        using var side = await LogonAsync();
        var (nummer, id) = await SagAsync();
        var (lukket, lukketId) = await SagAsync();
        await _api.SendAsync($"/api/v1/sager/{lukket}/afslutning", new { });
        var job = (await _api.SendAsync("/api/v1/sager/massehandlinger", new { handling = "overdrag", sager = new[] { nummer, lukket }, behandlerId = Kollega })).GetProperty("jobId").GetGuid();
        Assert.Equal(1, (await FaerdigAsync(_api, job)).GetProperty("fejl").GetInt32());
        await _api.SendAsync($"/api/v1/sager/{lukket}/genaabning", new { });
        Assert.Contains("Tag resten: 1 sag", WebUtility.HtmlDecode(await side.GetStringAsync(Sti($"/jobs/{job}/sager"))), StringComparison.Ordinal);

        using var rest = await SendAsync(side, $"/jobs/{job}/sager", $"/jobs/{job}/sager/rest");
        var nyt = Guid.Parse(rest.Headers.Location!.OriginalString.Split('/')[2]);
        var slut = await FaerdigAsync(_api, nyt);

        Assert.Equal((1, 0), (slut.GetProperty("iAlt").GetInt32(), slut.GetProperty("fejl").GetInt32()));
        Assert.Equal(1, await AntalAsync(lukketId, "SagOverdraget"));
        Assert.Equal(1, await AntalAsync(id, "SagOverdraget")); // what was done is not done again
        Assert.DoesNotContain("Tag resten", await side.GetStringAsync(Sti($"/jobs/{nyt}/sager")), StringComparison.Ordinal);
        using var intet = await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "rest", jobId = nyt });
        await intet.FejlerPaaAsync("jobId");
    }

    [Fact]
    public async Task Alle_sager_i_visningen_bekraeftes_med_antal_udfoeres_som_job_og_kan_gives_tilbage()
    {
        using var side = await LogonAsync();
        var ord = Provord.Nyt();
        var sager = new List<(string Nummer, Guid Id)>();
        for (var i = 0; i < 23; i++)
            sager.Add(await SagAsync($"{ord} {i}"));
        await _api.SendAsync($"/api/v1/sager/{sager[3].Nummer}/afslutning", new { });
        await _api.SendAsync($"/api/v1/sager/{sager[5].Nummer}/erindringer", new { type = "opfoelgning" });

        using var spoerg = await SendAsync(side, "/sager?alle=ja", "/sager/masse", ("handling", "overdrag"), ("alle", "true"), ("forespoergsel", $"tekst={ord}"));
        var spurgt = WebUtility.HtmlDecode(await spoerg.Content.ReadAsStringAsync());
        Assert.Contains("Overdrag 23 sager", spurgt, StringComparison.Ordinal);
        Assert.Contains("name=\"antal\" value=\"23\"", spurgt, StringComparison.Ordinal);
        using var forkert = await SendAsync(side, "/sager?alle=ja", "/sager/masse/udfoer", ("handling", "overdrag"), ("alle", "true"), ("forespoergsel", $"tekst={ord}"), ("antal", "22"), ("behandlerId-tekst", "kollega"));
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
        Assert.Contains("Der er nu 23 sager i visningen", WebUtility.HtmlDecode(await forkert.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        using var bestil = await SendAsync(side, "/sager?alle=ja", "/sager/masse/udfoer", ("handling", "overdrag"), ("alle", "true"), ("forespoergsel", $"tekst={ord}"), ("antal", "23"), ("behandlerId-tekst", "kollega"));
        var adresse = bestil.Headers.Location!.ToString();
        Assert.Matches("^/jobs/[0-9a-f-]{36}/sager$", adresse);
        var job = Guid.Parse(adresse.Split('/')[2]);
        var slut = await FaerdigAsync(_api, job);

        Assert.Equal(("Faerdig", 23, 1), (slut.GetProperty("status").GetString(), slut.GetProperty("faerdige").GetInt32(), slut.GetProperty("fejl").GetInt32()));
        var html = WebUtility.HtmlDecode(await side.GetStringAsync(Sti(adresse)));
        Assert.Contains("22 af 23 sager er overdraget. 1 blev afvist og er ikke ændret.", html, StringComparison.Ordinal);
        Assert.Contains("Sagen er afsluttet og skal genåbnes", html, StringComparison.Ordinal);
        Assert.Contains("Giv alle 22 tilbage", html, StringComparison.Ordinal);
        foreach (var (_, id) in sager.Where((_, i) => i != 3))
            Assert.Equal(Kollega, await BehandlerAsync(id));
        using var plain = await side.GetAsync(Sti($"/jobs/{slut.GetProperty("nr").GetInt32()}"));
        Assert.Equal(adresse, plain.Headers.Location!.ToString());

        using var tilbage = await SendAsync(side, adresse, $"/jobs/{job}/sager/giv-tilbage", ("sag", sager[0].Nummer));
        Assert.Equal(adresse, tilbage.Headers.Location!.ToString());
        Assert.Equal(Sagsbehandler, await BehandlerAsync(sager[0].Id));
        using var alle = await SendAsync(side, adresse, $"/jobs/{job}/sager/giv-tilbage");
        var igen = await FaerdigAsync(_api, Guid.Parse(alle.Headers.Location!.ToString().Split('/')[2]));
        Assert.Equal((22, 1), (igen.GetProperty("faerdige").GetInt32(), igen.GetProperty("fejl").GetInt32())); // the one that was given back already
        foreach (var (_, id) in sager)
            Assert.Equal(Sagsbehandler, await BehandlerAsync(id));
        var erindring = (await _api.HentAsync($"/api/v1/sager/{sager[5].Nummer}/erindringer")).ToString();
        Assert.Contains(Sagsbehandler.ToString(), erindring, StringComparison.Ordinal);
        Assert.DoesNotContain(Kollega.ToString(), erindring, StringComparison.Ordinal);
    }

    private async Task<Guid?> BehandlerAsync(Guid sag) =>
        (await server.Som("arkivar").HentAsync($"/api/v1/sager/{sag}")).GetProperty("behandlerId") is { ValueKind: JsonValueKind.String } b ? b.GetGuid() : null;

    [Fact]
    public async Task Et_job_der_begynder_forfra_goer_ingen_sag_to_gange()
    {
        var (_, sag) = await SagAsync();
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        var aktoer = await AktoerAsync(myndighed, Sagsbehandler);
        var job = (await _api.SendAsync("/api/v1/sager/massehandlinger", new { handling = "overdrag", sager = new[] { sag }, behandlerId = Kollega })).GetProperty("jobId").GetGuid();
        var slut = await FaerdigAsync(_api, job);

        // As after a kill between the act and what followed it: the same item comes again.
        await myndighed.Queue.RunAsync((FremMassehandling act) => act.Udfoer(new(aktoer, job, 1), CancellationToken.None), CancellationToken.None);
        await myndighed.Queue.RunAsync((FremMassehandling act) => act.Udfoer(new(aktoer, job, 1, "Afvist anden gang."), CancellationToken.None), CancellationToken.None);

        Assert.Equal(1, await AntalAsync(sag, "SagOverdraget"));
        Assert.Equal(slut.ToString(), (await _api.HentAsync($"/api/v1/jobs/{job}")).ToString());
    }

    [Fact]
    public async Task Et_stoppet_job_roerer_ikke_resten_og_siger_hvor_mange()
    {
        using var side = await LogonAsync();
        var (nummer, sag) = await SagAsync();
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        var job = new Job
        {
            Type = BestilMassehandling.Jobtype, Titel = "Overdragelse af 1 sag", OprettetAf = Sagsbehandler, Oprettet = server.Ur.GetUtcNow(), IAlt = 1, StopOensket = true,
            Data = JsonSerializer.Serialize(new BestilMassehandling.Bestilling("overdrag", Kollega, null, null, null)),
        };
        await myndighed.Queue.RunAsync(async (CoreDb db) =>
        {
            db.Add(job);
            db.Add(new JobPost { JobId = job.Id, Nr = 1, Noegle = BestilMassehandling.Noegle(sag, nummer) });
            await db.SaveChangesAsync();
        }, CancellationToken.None);

        var slut = await FaerdigAsync(_api, job.Id);

        Assert.Equal("Stoppet", slut.GetProperty("status").GetString());
        Assert.Equal(Sagsbehandler, await BehandlerAsync(sag));
        var html = WebUtility.HtmlDecode(await side.GetStringAsync(Sti($"/jobs/{job.Id}/sager")));
        Assert.Contains("1 sag er ikke rørt.", html, StringComparison.Ordinal);
        Assert.Contains("Ikke rørt", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_graenset_raekke_tomme_og_fremmede_sager_faar_hver_sit_klare_svar()
    {
        var fremmed = (await server.Som("kollega").SendAsync("/api/v1/sager", new { titel = Provord.Nyt(), emne = "02.34.02", facet = "G01" })).GetProperty("id").GetGuid();

        await (await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "spis", sager = new[] { "x" } })).FejlerPaaAsync("handling");
        await (await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "afslut", sager = Array.Empty<string>() })).FejlerPaaAsync("sager");
        await (await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "afslut", sager = new[] { fremmed.ToString() } })).FejlerPaaAsync("sager");
        await (await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "overdrag", sager = new[] { "x" } })).FejlerPaaAsync("behandlerId");
        await (await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "afslut", sager = Enumerable.Range(0, 2001).Select(i => $"{i}") })).FejlerPaaAsync("sager");
        using var intet = await _api.PostAsync("/api/v1/sager/massehandlinger", new { handling = "giv-tilbage", jobId = Guid.CreateVersion7() });
        Assert.Equal(HttpStatusCode.NotFound, intet.StatusCode);
    }

    [Fact]
    public async Task Kun_den_der_satte_jobbet_i_gang_ser_hvilke_sager_det_var()
    {
        var (nummer, sag) = await SagAsync();
        var job = (await _api.SendAsync("/api/v1/sager/massehandlinger", new { handling = "afslut", sager = new[] { nummer } })).GetProperty("jobId").GetGuid();
        await FaerdigAsync(_api, job);

        using var fremmed = await (await LogonAsync("leder")).GetAsync(Sti($"/jobs/{job}/sager"));

        Assert.Equal(HttpStatusCode.NotFound, fremmed.StatusCode);
        Assert.Contains(nummer, (await _api.HentAsync($"/api/v1/jobs/{job}/poster")).ToString(), StringComparison.Ordinal);
        var administrators = (await server.Som("administrator").HentAsync($"/api/v1/jobs/{job}/poster")).ToString();
        Assert.DoesNotContain(nummer, administrators, StringComparison.Ordinal);
        Assert.DoesNotContain(sag.ToString(), administrators, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_sag_gives_tilbage_til_den_der_havde_den_med_erindringer_og_adgang_som_foer()
    {
        var (nummer, sag) = await SagAsync();
        await _api.SendAsync($"/api/v1/sager/{nummer}/erindringer", new { type = "opfoelgning", titel = "Følger med" });
        var kollegas = await _api.SendAsync($"/api/v1/sager/{nummer}/erindringer", new { type = "opfoelgning", titel = "Kollegas egen", ansvarligId = Kollega });
        var adgang = (await _api.HentAsync($"/api/v1/sager/{nummer}/adgang")).ToString();
        await _api.SendAsync($"/api/v1/sager/{nummer}/overdragelse", new { behandlerId = Kollega });
        await server.Som("kollega").SendAsync($"/api/v1/sager/{nummer}/erindringer", new { type = "opfoelgning", titel = "Kommet siden" });

        using var side = await LogonAsync("kollega");
        var foer = WebUtility.HtmlDecode(await side.GetStringAsync(Sti($"/sager/{nummer}")));
        using var svar = await SendAsync(side, $"/sager/{nummer}", $"/sager/{nummer}/giv-tilbage");

        Assert.Contains("Giv tilbage til ", foer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        Assert.Equal(Sagsbehandler, await BehandlerAsync(sag));
        Assert.Equal(adgang, (await _api.HentAsync($"/api/v1/sager/{nummer}/adgang")).ToString());
        var erindringer = (await _api.HentAsync($"/api/v1/sager/{nummer}/erindringer")) is { ValueKind: JsonValueKind.Array } liste ? liste : (await _api.HentAsync($"/api/v1/sager/{nummer}/erindringer")).GetProperty("poster");
        Assert.All(erindringer.EnumerateArray(), e => Assert.Equal(e.GetProperty("titel").GetString() == "Kollegas egen" ? Kollega : Sagsbehandler, e.GetProperty("ansvarligId").GetGuid()));
        Assert.Contains("Sagen blev givet tilbage fra ", (await _api.HentAsync($"/api/v1/sager/{nummer}/historik")).ToString(), StringComparison.Ordinal);
        Assert.NotEqual(default, kollegas);

        using var igen = await _api.PostAsync($"/api/v1/sager/{nummer}/tilbagegivelse", new { });
        await igen.BrydesAsync("SAG-19");
    }

    [Fact]
    public async Task Den_der_overdrog_en_sag_og_ikke_laengere_ser_den_kan_fortryde_i_et_doegn()
    {
        var leder = server.Som("leder");
        var (nummer, sag) = await SagAsync();
        await leder.SendAsync($"/api/v1/sager/{nummer}/overdragelse", new { behandlerId = Kollega });
        using var set = await leder.GetAsync(Sti($"/api/v1/sager/{nummer}"));
        Assert.Equal(HttpStatusCode.NotFound, set.StatusCode);

        server.Ur.Frem(TimeSpan.FromHours(25));
        try
        {
            using var forSent = await leder.PostAsync($"/api/v1/sager/{nummer}/tilbagegivelse", new { });
            Assert.Equal(HttpStatusCode.NotFound, forSent.StatusCode);
        }
        finally
        {
            server.Ur.Frem(-TimeSpan.FromHours(25));
        }

        using var andres = await server.Som("revisor").PostAsync($"/api/v1/sager/{nummer}/tilbagegivelse", new { });
        Assert.Equal(HttpStatusCode.Forbidden, andres.StatusCode);
        await leder.SendAsync($"/api/v1/sager/{nummer}/tilbagegivelse", new { kommentar = "Det var den forkerte." });
        Assert.Equal(Sagsbehandler, await BehandlerAsync(sag));
    }

    [Fact]
    public async Task En_sag_der_er_kommet_videre_siden_gives_ikke_tilbage()
    {
        var (nummer, _) = await SagAsync();
        using var ingen = await _api.PostAsync($"/api/v1/sager/{nummer}/tilbagegivelse", new { });
        await ingen.BrydesAsync("SAG-19");
        await _api.SendAsync($"/api/v1/sager/{nummer}/overdragelse", new { behandlerId = Kollega });
        await server.Som("kollega").SendAsync($"/api/v1/sager/{nummer}/afslutning", new { });

        using var lukket = await server.Som("kollega").PostAsync($"/api/v1/sager/{nummer}/tilbagegivelse", new { });

        await lukket.BrydesAsync("SAG-1");
    }

    private static async Task<Aktoer> AktoerAsync(Authority myndighed, Guid bruger) =>
        await myndighed.Queue.RunAsync((Aktoerkilde kilde) => kilde.FindAsync(bruger, CancellationToken.None), CancellationToken.None) ?? throw new InvalidOperationException("No such user.");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();
}
