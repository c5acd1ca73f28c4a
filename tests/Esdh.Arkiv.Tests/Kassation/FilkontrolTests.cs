using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Arkiv.Tests.Kassation;

/// <summary>Stored files that are changed, gone or cannot be read are found, named, and told of.</summary>
public sealed class FilkontrolTests : IAsyncLifetime
{
    private readonly Testserver _server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Filkontrol:Dage"] = "30", ["Esdh:Filkontrol:Minutter"] = "0.005" });
    private Kassationsvaerk _v = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _v = new(_server);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task En_aendret_og_en_manglende_fil_findes_med_navn_og_en_hel_er_ingen_fejl()
    {
        await FaerdigAsync(1); // the server has ordered one by itself
        var sag = await _v.SagAsync();
        var (aendret, borte) = (await _v.DokumentAsync(sag, "bliver ændret"), await _v.DokumentAsync(sag, "forsvinder"));
        await _v.DokumentAsync(sag, "bliver hel");
        var lager = (await _server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"))!.Content;
        File.WriteAllText(lager.PathOf(Sha("bliver ændret")), "er ændret nu!");
        File.Delete(lager.PathOf(Sha("forsvinder")));
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(lager.PathOf(Sha("bliver hel")))!, "fremmed.txt"), "hører ikke til");

        await (await _v.Arkivar.PostAsync("/api/v1/filkontroller", new { })).ForventAsync(HttpStatusCode.NoContent);
        var kontrol = await FaerdigAsync(2);
        Assert.Equal(2, kontrol.GetProperty("fejl").GetInt32());
        var fund = kontrol.GetProperty("fundne").EnumerateArray().ToDictionary(f => f.GetProperty("sha256").GetString()!, f => (f.GetProperty("art").GetString(), f.GetProperty("navn").GetString()!));
        Assert.Equal(("Aendret", "Mangler"), (fund[Sha("bliver ændret")].Item1, fund[Sha("forsvinder")].Item1));
        Assert.Contains(aendret, fund[Sha("bliver ændret")].Item2, StringComparison.Ordinal);
        Assert.Contains(borte, fund[Sha("forsvinder")].Item2, StringComparison.Ordinal);
        var side = WebUtility.HtmlDecode(await _v.Arkivar.GetStringAsync("/arkiv/filkontrol"));
        Assert.Contains("2 fejl", side, StringComparison.Ordinal);
        Assert.Contains("Mangler i lageret", side, StringComparison.Ordinal);
        Assert.Contains("2 filer har fejl", WebUtility.HtmlDecode(await _v.Arkivar.GetStringAsync("/arkiv")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await _v.Sagsbehandler.PostAsync("/api/v1/filkontroller", new { })).StatusCode);
    }

    [Fact]
    public async Task Serveren_bestiller_selv_en_ny_naar_tiden_er_gaaet_og_kun_een()
    {
        await FaerdigAsync(1);
        Assert.Single(await ListeAsync());
        _server.Ur.Frem(TimeSpan.FromDays(31));
        var ny = await FaerdigAsync(2);
        Assert.Equal((JsonValueKind.Null, 0), (ny.GetProperty("bestiltAf").ValueKind, ny.GetProperty("fejl").GetInt32()));
        Assert.Equal(2, (await ListeAsync()).Count);
    }

    private static string Sha(string indhold) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(indhold)));

    private async Task<List<JsonElement>> ListeAsync() => [.. (await _v.Arkivar.HentAsync("/api/v1/filkontroller")).EnumerateArray()];

    private async Task<JsonElement> FaerdigAsync(int nr)
    {
        JsonElement kontrol = default;
        await Vent.TilAsync(async () => (kontrol = (await ListeAsync()).Find(k => k.GetProperty("nr").GetInt32() == nr)).ValueKind == JsonValueKind.Object && kontrol.GetProperty("afsluttet").ValueKind != JsonValueKind.Null);
        return kontrol;
    }
}
