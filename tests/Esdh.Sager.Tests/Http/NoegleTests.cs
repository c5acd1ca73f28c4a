using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary><c>Idempotency-Key</c>: what is sent twice is done once.</summary>
[Collection("sagsserver")]
public sealed class NoegleTests(Testserver server)
{
    private static readonly object Sag = new { titel = "Carport på Prøvevej", emne = "02.34.02", facet = "G01" };

    [Fact]
    public async Task Samme_noegle_og_samme_indhold_giver_samme_sag()
    {
        var (klient, noegle) = (server.Som("sagsbehandler"), Noegle());

        using var foerste = await SendAsync(klient, "/api/v1/sager", Sag, noegle);
        using var anden = await SendAsync(klient, "/api/v1/sager", Sag, noegle);

        var foer = await foerste.ForventAsync(HttpStatusCode.Created);
        Assert.Equal(foer.ToString(), (await anden.ForventAsync(HttpStatusCode.Created)).ToString());
        Assert.Equal(foerste.Headers.Location, anden.Headers.Location);
        Assert.Equal(foerste.Headers.ETag, anden.Headers.ETag);
        Assert.False(foerste.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], anden.Headers.GetValues("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Samme_noegle_med_andet_indhold_afvises_og_intet_sker()
    {
        var (klient, noegle) = (server.Som("sagsbehandler"), Noegle());
        using var foerste = await SendAsync(klient, "/api/v1/sager", Sag, noegle);
        var id = (await foerste.ForventAsync()).GetProperty("id").GetString();

        using var anden = await SendAsync(klient, "/api/v1/sager", new { titel = "En helt anden", emne = "02.34.02", facet = "G01" }, noegle);
        using var andetSted = await SendAsync(klient, $"/api/v1/sager/{id}/afslutning", Sag, noegle);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, anden.StatusCode);
        Assert.Equal("application/problem+json", anden.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, andetSted.StatusCode);
        Assert.NotEqual("Afsluttet", (await klient.HentAsync($"/api/v1/sager/{id}")).GetProperty("tilstand").GetString());
    }

    [Fact]
    public async Task Samtidige_med_samme_noegle_giver_en_sag()
    {
        var (klient, noegle) = (server.Som("sagsbehandler"), Noegle());

        var svar = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendAsync(klient, "/api/v1/sager", Sag, noegle)));

        var ider = new HashSet<string?>();
        foreach (var s in svar)
        {
            ider.Add((await s.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString());
            s.Dispose();
        }

        Assert.Single(ider);
    }

    [Fact]
    public async Task To_brugere_kan_vaelge_samme_noegle()
    {
        var noegle = Noegle();

        using var min = await SendAsync(server.Som("sagsbehandler"), "/api/v1/sager", Sag, noegle);
        using var kollegas = await SendAsync(server.Som("kollega"), "/api/v1/sager", Sag, noegle);

        Assert.NotEqual((await min.ForventAsync()).GetProperty("id").GetString(), (await kollegas.ForventAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task En_afvist_forespoergsel_bruger_ikke_noeglen()
    {
        var (klient, noegle) = (server.Som("sagsbehandler"), Noegle());
        using var forkert = await SendAsync(klient, "/api/v1/sager", new { titel = "", emne = "02.34.02", facet = "G01" }, noegle);
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);

        using var rettet = await SendAsync(klient, "/api/v1/sager", Sag, noegle);

        await rettet.ForventAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task En_upload_med_ny_skillelinje_er_den_samme()
    {
        var (klient, noegle) = (server.Som("sagsbehandler"), Noegle());
        var sag = (await klient.SendAsync("/api/v1/sager", Sag)).GetProperty("id").GetString();
        var indhold = new byte[300_000];
        new Random(7).NextBytes(indhold);

        var foerste = await UploadAsync(klient, sag, indhold, "Ansøgning", noegle, "skillelinje-A1");
        var anden = await UploadAsync(klient, sag, indhold, "Ansøgning", noegle, "en-langt-laengere-skillelinje-B2");
        indhold[299_999] ^= 1;
        var tredje = await UploadAsync(klient, sag, indhold, "Ansøgning", noegle, "skillelinje-A1");

        Assert.Equal(HttpStatusCode.Created, foerste.Status);
        Assert.Equal(foerste, anden);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tredje.Status);
    }

    [Theory, InlineData("med mellemrum", 1), InlineData("x", 201)]
    public async Task En_noegle_er_hoejst_200_tegn_uden_mellemrum(string tegn, int gange)
    {
        using var forespoergsel = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sager") { Content = JsonContent.Create(Sag) };
        forespoergsel.Headers.TryAddWithoutValidation("Idempotency-Key", string.Concat(Enumerable.Repeat(tegn, gange)));

        using var svar = await server.Som("sagsbehandler").SendAsync(forespoergsel);

        await svar.FejlerPaaAsync("Idempotency-Key");
    }

    private static string Noegle() => Guid.CreateVersion7().ToString();

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string sti, object krop, string noegle)
    {
        using var forespoergsel = new HttpRequestMessage(HttpMethod.Post, sti) { Content = JsonContent.Create(krop) };
        forespoergsel.Headers.Add("Idempotency-Key", noegle);
        return await klient.SendAsync(forespoergsel);
    }

    private static async Task<(HttpStatusCode Status, string? Id)> UploadAsync(HttpClient klient, string? sag, byte[] indhold, string titel, string noegle, string skillelinje)
    {
        using var form = new MultipartFormDataContent(skillelinje)
        {
            { new ByteArrayContent(indhold), "fil", "ansøgning.bin" },
            { new StringContent(JsonSerializer.Serialize(new { titel, retning = "indgaaende" })), "json" },
        };
        using var forespoergsel = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/sager/{sag}/dokumenter") { Content = form };
        forespoergsel.Headers.Add("Idempotency-Key", noegle);
        using var svar = await klient.SendAsync(forespoergsel);
        var krop = await svar.Content.ReadFromJsonAsync<JsonElement>();
        return (svar.StatusCode, krop.TryGetProperty("id", out var id) ? id.GetString() : null);
    }
}
