using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>A draft on several cases is taken off one of them.</summary>
public sealed class AfregistreringTests(Testserver server) : IClassFixture<Testserver>
{
    [Fact]
    public async Task En_kladde_med_bilag_tages_af_den_ene_sag_og_bliver_paa_den_anden()
    {
        var klient = server.Som("sagsbehandler");
        async Task<string> SagAsync() => (await klient.SendAsync("/api/v1/sager", new { titel = "Kladde på to", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        var (bliver, gaar) = (await SagAsync(), await SagAsync());
        var mail = Encoding.UTF8.GetBytes("From: a@x.example\r\nTo: b@x.example\r\nSubject: Med bilag\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSe bilag\r\n--b\r\nContent-Type: text/plain; name=bilag.txt\r\nContent-Disposition: attachment; filename=bilag.txt\r\n\r\nBilaget\r\n--b--\r\n");
        using var lagt = await klient.UploadAsync($"/api/v1/sager/{bliver}/dokumenter", "brev.eml", mail, new { retning = "indgaaende", journaliser = false });
        var svar = await lagt.ForventAsync(HttpStatusCode.Created);
        Assert.Equal(1, svar.GetProperty("bilag").GetArrayLength());
        var dokument = svar.GetProperty("id").GetString();
        await (await klient.PostAsync($"/api/v1/dokumenter/{dokument}/registreringer", new { sag = gaar })).ForventAsync();

        using var taget = await klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{dokument}/registreringer/{gaar}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, taget.StatusCode);
        Assert.Empty((await klient.HentAsync($"/api/v1/sager/{gaar}/dokumenter")).GetProperty("poster").EnumerateArray());
        Assert.NotEmpty((await klient.HentAsync($"/api/v1/sager/{bliver}/dokumenter")).GetProperty("poster").EnumerateArray());
    }
}
