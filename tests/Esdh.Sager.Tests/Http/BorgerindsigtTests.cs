using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>A citizen may be told who has looked: at the register, at the citizen's cases and at the documents on them, whatever way they were opened.</summary>
[Collection("sagsserver")]
public sealed class BorgerindsigtTests(Testserver server)
{
    private const string Cpr = "070761-4321";

    [Fact]
    public async Task Opslag_paa_borgerens_part_sager_og_dokumenter_findes_paa_personnummeret()
    {
        var klient = server.Som("sagsbehandler");
        var sag = await (await klient.PostAsync("/api/v1/sager", new { titel = "Borgerens sag", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Bodil Borger", cpr = Cpr } } }))
            .ForventAsync(HttpStatusCode.Created);
        var (id, nummer) = (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
        var anden = (await (await klient.PostAsync("/api/v1/sager", new { titel = "En andens sag", emne = "02.34.02", facet = "G01" })).ForventAsync(HttpStatusCode.Created)).GetProperty("sagsnummer").GetString()!;
        var dokument = (await (await klient.UploadAsync($"/api/v1/sager/{nummer}/dokumenter", "brev.txt", "Tekst"u8.ToArray(), new { titel = "Brev", retning = "indgaaende" }))
            .ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var part = (await klient.HentAsync($"/api/v1/sager/{id}/parter"))[0].GetProperty("partId").GetString()!;

        await klient.HentAsync($"/api/v1/parter/{part}");
        await klient.HentAsync($"/api/v1/sager/{nummer}");
        await klient.HentAsync($"/api/v1/sager/{nummer}/dokumenter");
        await klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative));
        await klient.HentAsync($"/api/v1/sager/{anden}");

        var fundet = (await server.Som("logkontrollant").SendAsync("/api/v1/adgangslog/soegning", new { cpr = Cpr, antal = 200 })).GetProperty("poster").EnumerateArray()
            .Select(p => p.GetProperty("handling").GetString()!).ToHashSet();
        foreach (var handling in new[] { "GET /api/v1/parter/{id:guid}", "GET /api/v1/sager/{sag}", "GET /api/v1/sager/{sag}/dokumenter", "GET /api/v1/dokumenter/{id:guid}/filer/{nr:int}" })
            Assert.Contains(handling, fundet);

        var raa = (await server.Som("logkontrollant").SendAsync("/api/v1/adgangslog/soegning", new { cpr = Cpr, antal = 200 })).GetRawText();
        Assert.DoesNotContain(anden, raa, StringComparison.Ordinal);
        Assert.DoesNotContain("4321", JsonDocument.Parse(raa).RootElement.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("objekt").ToString()).Aggregate("", string.Concat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_personnummer_uden_part_finder_kun_opslag_paa_nummeret()
    {
        const string Ukendt = "080861-4321";
        using var svar = await server.Som("sagsbehandler").PostAsync("/api/v1/parter/opslag", new { nummer = Ukendt });
        Assert.Equal(HttpStatusCode.NotFound, svar.StatusCode);

        var poster = (await server.Som("logkontrollant").SendAsync("/api/v1/adgangslog/soegning", new { cpr = Ukendt })).GetProperty("poster").EnumerateArray().ToList();
        Assert.NotEmpty(poster);
        Assert.All(poster, p => Assert.Contains(p.GetProperty("handling").GetString(), new[] { "POST /api/v1/parter/opslag", "POST /api/v1/adgangslog/soegning" }));
    }
}
