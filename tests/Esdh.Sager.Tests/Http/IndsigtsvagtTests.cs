using System.Net;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>The citizen's report is as good as what each route tells the access log. Routes come from the server's own table: a new one is covered at once.</summary>
[Collection("dokumentserver")]
public sealed partial class IndsigtsvagtTests(Testserver server)
{
    /// <summary>Addresses that name something of a case and yet are held elsewhere.</summary>
    private static readonly string[] Andre = ["/postliste", "/udtraek/{", "/favorit"];

    [Fact]
    public void Hver_rute_der_kan_staa_i_indsigten_siger_paa_dansk_hvad_der_skete()
    {
        var ruter = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(r => r.Metadata.GetMetadata<ModuleMark>() is not null && r.Metadata.GetMetadata<NoAuthorityNeeded>() is null && r.Metadata.GetMetadata<IkkeIAdgangslog>() is null).ToList();
        Assert.True(ruter.Count > 200);
        Assert.Empty(ruter.Where(r => string.IsNullOrWhiteSpace(r.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary)).Select(r => r.DisplayName));
    }

    /// <summary>What is asked for with an empty body may be refused: the line must name the case, the document or the person all the same.</summary>
    [Fact]
    public async Task Hver_rute_med_noget_fra_en_sag_i_adressen_staar_i_borgerens_log()
    {
        var parter = new HashSet<string>(StringComparer.Ordinal);
        var ting = await LavAsync();
        List<string> kaldt = [];
        foreach (var rute in Rute.Alle(server).Where(r => r.Moenster.Contains('{', StringComparison.Ordinal) && HoererTilEnSag(r) && (r.Regel.Anonymous || (r.Regel.Roles & Roller.Sagsbehandler) != 0)))
        {
            using var request = Adgangsmatrix.Foresp(rute, rute.Udfyld(ting.Vaerdi)!);
            using var svar = await server.Som("sagsbehandler").SendAsync(request);
            Assert.True(svar.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)svar.StatusCode < 500, $"{rute}: {svar.StatusCode}");
            kaldt.Add(rute.ToString());
            if (rute.Metode != "GET" && svar.StatusCode < HttpStatusCode.BadRequest)
                ting = await LavAsync(); // the next must find it as it was
        }

        var log = "";
        foreach (var part in parter)
            log += await LogAsync(part);
        Assert.True(kaldt.Count > 120, $"Only {kaldt.Count} were called.");
        var mangler = kaldt.Where(k => !log.Contains($";{k};", StringComparison.Ordinal)).ToList();
        Assert.True(mangler.Count == 0, string.Join('\n', mangler));

        async Task<Adgangsmatrix.Ting> LavAsync()
        {
            var ny = await Adgangsmatrix.Ting.LavAsync(server, "egen enhed", "sagsbehandler", "korsbaek", beskyttet: false);
            parter.Add(ny.Vaerdier["/parter"]);
            return ny;
        }
    }

    [Fact]
    public async Task Notater_og_erindringer_under_eget_id_er_med_i_indsigten()
    {
        var klient = server.Som("sagsbehandler");
        var ting = await Adgangsmatrix.Ting.LavAsync(server, "egen enhed", "sagsbehandler", "korsbaek", beskyttet: false);
        var (notat, erindring) = (ting.Vaerdier["notater"], ting.Vaerdier["erindringer"]);
        await (await klient.PostAsync($"/api/v1/erindringer/{erindring}/klaring", new { })).ForventAsync();
        await (await klient.DeleteAsync(new Uri($"/api/v1/notater/{notat}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        using var vaek = await klient.GetAsync(new Uri($"/api/v1/notater/{notat}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, vaek.StatusCode);

        var sag = (await klient.HentAsync($"/api/v1/sager/{ting.Vaerdier["sag"]}")).GetProperty("sagsnummer").GetString();
        var poster = (await server.Som("logkontrollant").SendAsync("/api/v1/adgangslog/indsigt", new { part = ting.Vaerdier["/parter"], antal = 200 })).GetProperty("poster").EnumerateArray()
            .Where(p => p.GetProperty("sag").GetString() == sag).Select(p => p.GetProperty("hvad").GetString()).ToList();
        Assert.Contains("Erindringen er klaret", poster);
        Assert.Contains("Slet en kladde til et notat", poster);
        Assert.DoesNotContain("Hent et notat", poster);
    }

    private static bool HoererTilEnSag(Rute rute) => !rute.Moenster.StartsWith("/auth/", StringComparison.Ordinal)
        && !Adgangsmatrix.HoererIkkeTilEnSag(rute) && !Andre.Any(a => rute.Moenster.Contains(a, StringComparison.Ordinal));

    /// <summary>The log of what concerns the person, as its file, with routes written as in <see cref="Rute"/>.</summary>
    private async Task<string> LogAsync(string part) =>
        Parameter().Replace(await server.Som("logkontrollant").GetStringAsync(new Uri($"/administration/adgangslog/fil?part={part}", UriKind.Relative)), "{$1}").Replace("/;", ";", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
