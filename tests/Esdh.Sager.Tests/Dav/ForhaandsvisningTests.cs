using System.Net;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Dav;

/// <summary>Previews are made beside what requests do, and a new version is dropped on the page.</summary>
[Collection("dokumentserver")]
public sealed class ForhaandsvisningTests(Testserver server)
{
    [Fact]
    public async Task Siden_kommer_straks_og_forhaandsvisningen_naar_den_er_dannet()
    {
        var (_, _, dokument) = await Davklient.BegyndAsync(server, indhold: LibreOfficeTests.Docx($"Kære Bo {Guid.CreateVersion7()}"));
        var signe = server.Som("sagsbehandler");
        var side = WebUtility.HtmlDecode(await signe.GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative)));
        Assert.Contains($"data-pdf-stand=\"/dokumenter/{dokument}/vis/1/stand\"", side, StringComparison.Ordinal);
        using (var straks = await signe.GetAsync(new Uri($"/dokumenter/{dokument}/vis/1", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.Accepted, straks.StatusCode);
        using (var ramme = new HttpRequestMessage(HttpMethod.Get, $"/dokumenter/{dokument}/vis/1/stand") { Headers = { { "Accept", "text/html" } } })
        {
            using var uden = await signe.SendAsync(ramme);
            Assert.Contains("dannes", await uden.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal("2", uden.Headers.GetValues("Refresh").Single());
        }

        for (var i = 0; ; i++)
        {
            using var kald = new HttpRequestMessage(HttpMethod.Get, $"/dokumenter/{dokument}/vis/1/stand") { Headers = { { "Accept", "application/json" } } };
            using var svar = await signe.SendAsync(kald);
            var stand = await svar.ForventAsync(HttpStatusCode.OK);
            if (stand.GetProperty("klar").GetBoolean())
                break;
            Assert.True(i < 240, "No preview came.");
            await Task.Delay(250);
        }

        using var pdf = await signe.GetAsync(new Uri($"/dokumenter/{dokument}/vis/1", UriKind.Relative));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("data-pdf-stand", await signe.GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_fil_der_ikke_kan_vises_siger_hvorfor_i_stedet_for_at_lade_siden_vente()
    {
        var (_, _, dokument) = await Davklient.BegyndAsync(server, filnavn: "brev.rtf", indhold: [.. "{\\rtf1 "u8, .. Davklient.Indhold("x"), .. "}"u8]);
        var signe = server.Som("sagsbehandler");
        await signe.GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative));
        for (var i = 0; i < 480; i++)
        {
            using var kald = new HttpRequestMessage(HttpMethod.Get, $"/dokumenter/{dokument}/vis/1/stand") { Headers = { { "Accept", "application/json" } } };
            using var svar = await signe.SendAsync(kald);
            if ((await svar.ForventAsync(HttpStatusCode.OK)).GetProperty("klar").GetBoolean())
                return;
            await Task.Delay(250);
        }

        Assert.Fail("It waits for ever.");
    }

    [Fact]
    public async Task En_ny_udgave_traekkes_ind_paa_dokumentet_og_afvises_naar_en_anden_har_det()
    {
        var (_, _, dokument) = await Davklient.BegyndAsync(server);
        var ny = Davklient.Indhold("Trukket ind");
        var signe = await TraekAsync("sagsbehandler", dokument, ny);
        Assert.Contains("Ny udgave", await signe.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ny, await server.FilenAsync(dokument));
        var leder = await TraekAsync("leder", dokument, Davklient.Indhold("Lederens"));
        Assert.Equal(HttpStatusCode.Conflict, leder.StatusCode);
        Assert.Contains("Signe", await leder.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ny, await server.FilenAsync(dokument));
    }

    private async Task<HttpResponseMessage> TraekAsync(string bruger, string dokument, byte[] indhold)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(indhold), "fil", "brev.docx" } };
        using var kald = new HttpRequestMessage(HttpMethod.Post, $"/dokumenter/{dokument}/filer/1/udgave") { Content = form, Headers = { { "Accept", "application/json, application/problem+json" } } };
        return await server.Som(bruger).SendAsync(kald);
    }
}
