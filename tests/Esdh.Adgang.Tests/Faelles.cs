using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Adgang.Log;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Tests;

[CollectionDefinition("server")]
public sealed class Serversamling : ICollectionFixture<Testserver>;

/// <summary>What the tests of sign-in and log share.</summary>
internal static partial class Faelles
{
    public static Uri Sti(string sti) => new(sti, UriKind.Relative);

    public static Task<Authority> MyndighedAsync(this Testserver server, string noegle = "korsbaek") =>
        server.Services.GetRequiredService<AuthorityRegistry>().GetAsync(noegle);

    public static async Task<Adgangslog> LogAsync(this Testserver server, string noegle = "korsbaek") =>
        server.Services.GetRequiredService<Adgangslogge>().For(await server.MyndighedAsync(noegle));

    /// <summary>The log's lines, newest first.</summary>
    public static async Task<List<Adgangslinje>> LinjerAsync(this Testserver server, Guid? bruger = null, string noegle = "korsbaek")
    {
        List<Adgangslinje> linjer = [];
        await foreach (var (_, linje) in (await server.LogAsync(noegle)).LaesAsync(new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, bruger), null, CancellationToken.None))
            linjer.Add(linje);
        return linjer;
    }

    /// <summary>The answer of the token endpoint, whatever it is.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Krop)> TegnAsync(
        this HttpClient client, string bruger, string kodeord, string realm = "korsbaek", string hemmelighed = "demo", string grant = "password")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = grant, ["client_id"] = "esdh-demo", ["client_secret"] = hemmelighed, ["username"] = bruger, ["password"] = kodeord,
        });
        using var svar = await client.PostAsync(Sti($"/auth/realms/{realm}/protocol/openid-connect/token"), form);
        return (svar.StatusCode, JsonSerializer.Deserialize<JsonElement>(await svar.Content.ReadAsStringAsync()));
    }

    /// <summary>Fills in and sends a page's form, with the token that stands in it.</summary>
    public static async Task<HttpResponseMessage> SendFormularAsync(this HttpClient client, string side, string handling, Dictionary<string, string> felter)
    {
        var html = await client.GetStringAsync(Sti(side));
        using var form = new FormUrlEncodedContent(felter.Append(new("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)));
        return await client.PostAsync(Sti(handling), form);
    }

    public static Task<HttpResponseMessage> LogonAsync(this HttpClient client, string bruger, string kodeord = "demo", string retur = "/") =>
        client.SendFormularAsync("/logon", "/logon", new() { ["brugernavn"] = bruger, ["kodeord"] = kodeord, ["retur"] = retur });

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();
}
