using System.Net;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Sager.Forsendelser;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>What the tests of dispatches share.</summary>
internal static class Forsendelsesproeve
{
    public static Dictionary<string, string> Indstillinger(int port, string? kvitteringer = null) => new()
    {
        ["Esdh:Forsendelse:Smtp:Server"] = $"127.0.0.1:{port}", ["Esdh:Forsendelse:Smtp:Tls"] = "ingen", ["Esdh:Forsendelse:Smtp:SvarSekunder"] = "5", ["Esdh:Forsendelse:Afsender"] = "teknik@korsbaek.test",
        ["Esdh:Forsendelse:PauseSekunder"] = "0.2", ["Esdh:Forsendelse:Kvitteringsadresse"] = kvitteringer is null ? "" : "kvittering@korsbaek.test", ["Esdh:Forsendelse:Kvitteringspostkasse"] = kvitteringer ?? "",
    };

    public static async Task<(string Sag, string Dokument)> BrevAsync(HttpClient klient, string titel = "Afgørelse om carport", object[]? parter = null)
    {
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Carport på Skovvej", emne = "02.34.02", facet = "G01", parter = parter ?? [] })).GetProperty("id").GetString()!;
        return (sag, await DokumentAsync(klient, sag, titel));
    }

    public static async Task<string> DokumentAsync(HttpClient klient, string sag, string titel, string retning = "udgaaende", bool journaliser = false, string fil = "brev.txt", byte[]? indhold = null) =>
        (await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", fil, indhold ?? System.Text.Encoding.UTF8.GetBytes($"Kære borger\n\n{titel} {Guid.CreateVersion7()}\n"), new { titel, retning, journaliser })).ForventAsync(HttpStatusCode.Created))
            .GetProperty("id").GetString()!;

    public static async Task<string> BestilAsync(this HttpClient klient, string dokument, params object[] modtagere) =>
        (await klient.SendAsync($"/api/v1/dokumenter/{dokument}/forsendelser", new { modtagere })).GetProperty("id").GetString()!;

    public static Task<JsonElement> ForsendelseAsync(this HttpClient klient, string id) => klient.HentAsync($"/api/v1/forsendelser/{id}");

    public static async Task<List<JsonElement>> ModtagereAsync(this HttpClient klient, string id) => [.. (await klient.HentAsync($"/api/v1/forsendelser/{id}/modtagere?antal=200")).GetProperty("poster").EnumerateArray()];

    /// <summary>Waits until none of its receivers' letters is on its way.</summary>
    public static async Task<List<JsonElement>> TilEndeAsync(this HttpClient klient, string id, int sekunder = 150)
    {
        await VentAsync(async () => (await klient.ForsendelseAsync(id)).GetProperty("forsendelse").GetProperty("tal").GetProperty("venter").GetInt32() == 0, "the end of the dispatch", sekunder);
        return await klient.ModtagereAsync(id);
    }

    public static string? Felt(this JsonElement e, string navn) => e.GetProperty(navn) is { ValueKind: not JsonValueKind.Null } v ? v.ToString() : null;

    public static async Task VentAsync(Func<Task<bool>> paa, string hvad, int sekunder = 150)
    {
        for (var i = 0; i < sekunder * 10; i++)
        {
            if (await paa())
                return;
            await Task.Delay(100);
        }

        Assert.Fail($"{hvad} did not come.");
    }

    /// <summary>One turn of the sending.</summary>
    public static async Task KoerAsync(this Testserver server) =>
        await server.Services.GetRequiredService<Forsendelseslevering>().KoerAsync(await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"), CancellationToken.None);
}
