using System.Text.Json;
using Esdh.Core.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Esdh.Adgang.Tokens;

/// <summary>Who somebody is, as the provider has signed it.</summary>
/// <param name="Udsteder">With <paramref name="Subjekt"/> the key of the user's row.</param>
/// <param name="Enhed">Name or id of a unit; null where nothing is said.</param>
/// <param name="Klient">The client that the token was given to.</param>
/// <param name="Udstedt">Of two the later is right.</param>
internal sealed record Eksternidentitet(
    string Udsteder, string Subjekt, string Brugernavn, string Navn, string? Email, Roller Roller, string? Enhed, string Klient, DateTimeOffset Udstedt)
{
    /// <summary>Reads what is signed; null where it names nobody.</summary>
    /// <param name="hvem">The token that says who.</param>
    /// <param name="rettigheder">The tokens that say what: Keycloak puts roles in the access token, others in the id token.</param>
    /// <param name="i">What the claims mean here.</param>
    public static Eksternidentitet? Laes(JsonWebToken hvem, IReadOnlyList<JsonWebToken> rettigheder, Keycloakindstillinger i)
    {
        var email = Krav(hvem, "email_verified") is { ValueKind: JsonValueKind.True } ? Tekst(hvem, "email") : null; // one that anybody may write is nobody's name
        var brugernavn = (Tekst(hvem, "preferred_username") ?? email ?? "").Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(hvem.Subject) || hvem.Subject.Length > 255 || brugernavn.Length is 0 or > 100)
            return null;
        var roller = rettigheder.SelectMany(t => Rollenavne(t, i)).Aggregate(Roller.Ingen, (alle, navn) => alle | i.Roller.GetValueOrDefault(navn));
        return new(
            hvem.Issuer, hvem.Subject, brugernavn, Kort(Tekst(hvem, "name") ?? brugernavn, 200)!, Kort(Tekst(hvem, "email"), 254), roller, rettigheder.Select(t => Tekst(t, i.Enhedsclaim)).OfType<string>().FirstOrDefault(),
            Tekst(hvem, "azp") ?? Tekst(hvem, "client_id") ?? i.Klient, new(DateTime.SpecifyKind(hvem.IssuedAt, DateTimeKind.Utc)));
    }

    /// <summary>Says the same of the person; when it was said does not matter.</summary>
    public bool SammeSom(Eksternidentitet andet) => this with { Klient = andet.Klient, Udstedt = andet.Udstedt } == andet;

    public static string? Tekst(JsonWebToken tegn, string claim) => Krav(tegn, claim) is { ValueKind: JsonValueKind.String } v && v.GetString() is { } t && !string.IsNullOrWhiteSpace(t) ? t.Trim() : null;

    /// <summary>A claim as it was written; the library reads some kinds as its own.</summary>
    public static JsonElement? Krav(JsonWebToken tegn, string claim)
    {
        using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(tegn.EncodedPayload));
        return json.RootElement.TryGetProperty(claim, out var v) ? v.Clone() : null;
    }

    private static IEnumerable<string> Rollenavne(JsonWebToken tegn, Keycloakindstillinger i)
    {
        static JsonElement? Under(JsonElement? e, string navn) => e is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(navn, out var v) ? v : null;
        JsonElement?[] steder = [Under(Krav(tegn, "realm_access"), "roles"), Under(Under(Krav(tegn, "resource_access"), i.Klient), "roles"), Krav(tegn, i.Rolleclaim)];
        return steder.OfType<JsonElement>().SelectMany(s => s.ValueKind switch
        {
            JsonValueKind.Array => s.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!),
            JsonValueKind.String => s.GetString()!.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
            _ => [],
        });
    }

    private static string? Kort(string? tekst, int hoejst) => tekst?.Length > hoejst ? tekst[..hoejst] : tekst;
}
