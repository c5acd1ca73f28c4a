using Esdh.Adgang.Domain;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Esdh.Adgang.Tokens;

/// <summary>Issues and reads our own bearer tokens. What they say about a user is checked against the user's row at every request.</summary>
internal sealed class Adgangstegn(Tokennoegler noegler, TimeProvider time)
{
    /// <summary>How long a token lasts.</summary>
    public static readonly TimeSpan Levetid = TimeSpan.FromMinutes(15);

    private const string Modtager = "esdh";
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    internal sealed record Indhold(Guid BrugerId, int Sikkerhedsnummer, string Klient);

    /// <param name="authority">Whose key signs.</param>
    /// <param name="issuer">Address of the realm as the caller used it.</param>
    /// <param name="bruger">Whom the bearer acts as.</param>
    /// <param name="klient">The client that asked.</param>
    public string Issue(Authority authority, string issuer, Bruger bruger, string klient)
    {
        var now = time.GetUtcNow();
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = Modtager,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Levetid).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["jti"] = Guid.CreateVersion7().ToString(),
                ["sub"] = bruger.Id.ToString(),
                ["typ"] = "Bearer",
                ["azp"] = klient,
                ["preferred_username"] = bruger.Brugernavn,
                ["name"] = bruger.Navn,
                ["sikkerhedsnummer"] = bruger.Sikkerhedsnummer,
                ["realm_access"] = new Dictionary<string, object>
                {
                    ["roles"] = Enum.GetValues<Roller>().Where(r => r != Roller.Ingen && bruger.Roller.HasFlag(r)).Select(r => r.ToString().ToLowerInvariant()).ToArray(),
                },
            },
            SigningCredentials = new(noegler.For(authority), SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>What a valid token of this authority says, or null.</summary>
    public async Task<Indhold?> ReadAsync(Authority authority, string token)
    {
        var suffix = $"/auth/realms/{authority.Key}";
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = noegler.For(authority),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidAudience = Modtager,
            // The key is the authority's own, so the scheme and host the caller saw do not matter; the realm does.
            IssuerValidator = (issuer, _, _) => issuer.EndsWith(suffix, StringComparison.Ordinal) ? issuer : throw new SecurityTokenInvalidIssuerException(),
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken jwt }
            && Guid.TryParse(jwt.Subject, out var bruger)
            && jwt.TryGetPayloadValue<int>("sikkerhedsnummer", out var nummer)
            && jwt.TryGetPayloadValue<string>("azp", out var klient)
            ? new(bruger, nummer, klient)
            : null;
    }
}
