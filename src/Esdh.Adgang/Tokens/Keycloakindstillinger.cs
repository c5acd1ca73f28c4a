using Esdh.Core.Access;
using Microsoft.Extensions.Configuration;

namespace Esdh.Adgang.Tokens;

/// <summary>
/// Where people sign in outside Esdh: the section <c>Keycloak</c>, as Keycloak's own adapter file has it, and what its claims mean here (<c>Esdh:Logon</c>).
/// </summary>
/// <param name="Server">Address of Keycloak, without a slash at the end.</param>
/// <param name="Realm">Name of the realm; <see cref="Myndighed"/> in it stands for the authority's key.</param>
/// <param name="Klient">Esdh's <c>client_id</c>, and whom tokens must be meant for.</param>
/// <param name="Hemmelighed">Null for a public client.</param>
/// <param name="KraeverHttps">The provider is asked over TLS only.</param>
/// <param name="ProeverModtager">A bearer token must name <paramref name="Klient"/> in <c>aud</c>.</param>
/// <param name="Rolleclaim">A claim with role names besides <c>realm_access</c> and <c>resource_access</c>.</param>
/// <param name="Enhedsclaim">The claim with the name or id of the user's unit.</param>
/// <param name="Cvrclaim">The claim with the authority's CVR number.</param>
/// <param name="Roller">What the provider's role names mean here.</param>
internal sealed record Keycloakindstillinger(
    string Server, string Realm, string Klient, string? Hemmelighed, bool KraeverHttps, bool ProeverModtager, string Rolleclaim, string Enhedsclaim, string Cvrclaim, IReadOnlyDictionary<string, Roller> Roller)
{
    public const string Sektion = "Keycloak";

    public const string Myndighed = "{myndighed}";

    /// <summary>All authorities sign in to one realm, and a claim says which is whose.</summary>
    public bool ErFaelles => !Realm.Contains(Myndighed, StringComparison.Ordinal);

    /// <summary>The settings; null where the section is not there.</summary>
    /// <exception cref="InvalidOperationException">Names every line that is wrong and what to write.</exception>
    public static Keycloakindstillinger? From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var s = configuration.GetSection(Sektion);
        if (!s.Exists())
            return null;
        List<string> fejl = [];
        string Kraev(string noegle, string skriv)
        {
            if (s[noegle] is { } vaerdi && !string.IsNullOrWhiteSpace(vaerdi))
                return vaerdi.Trim();
            fejl.Add($"{Sektion}:{noegle} mangler. Skriv {skriv}.");
            return "";
        }

        bool Valg(string noegle, bool ellers)
        {
            if (s[noegle] is not { } vaerdi || vaerdi.Length == 0)
                return ellers;
            if (!bool.TryParse(vaerdi, out var valg))
                fejl.Add($"{Sektion}:{noegle} er »{vaerdi}«. Skriv true eller false.");
            return valg;
        }

        var server = Kraev("auth-server-url", "adressen på Keycloak, fx https://id.eksempel.dk/auth").TrimEnd('/');
        var realm = Kraev("realm", $"realmens navn; {Myndighed} står for myndighedens nøgle, når hver har sin");
        var klient = Kraev("resource", "Esdhs client_id i realmen");
        var tls = s["ssl-required"] is { Length: > 0 } krav ? krav.ToLowerInvariant() : "external";
        if (tls is not ("none" or "external" or "all"))
            fejl.Add($"{Sektion}:ssl-required er »{tls}«. Skriv all, external eller none.");
        Uri? adresse = null;
        if (server.Length > 0 && (!Uri.TryCreate(server, UriKind.Absolute, out adresse) || adresse.Scheme is not ("https" or "http")))
            fejl.Add($"{Sektion}:auth-server-url er »{server}«, og det er ingen adresse. Skriv den med https://.");
        var https = tls == "all" || (tls == "external" && adresse?.IsLoopback == false);
        if (https && adresse?.Scheme == "http")
            fejl.Add($"{Sektion}:auth-server-url begynder med http://. Skriv https://, eller sæt {Sektion}:ssl-required til none, hvis trafikken er beskyttet på anden vis.");
        var hemmelighed = Valg("public-client", false) ? null : s["credentials:secret"] is { Length: > 0 } h ? h : Kraev("credentials:secret", $"klientens hemmelighed, eller {Sektion}:public-client til true");
        Dictionary<string, Roller> roller = new(StringComparer.OrdinalIgnoreCase);
        foreach (var rolle in Enum.GetValues<Roller>().Where(r => r != Core.Access.Roller.Ingen))
            roller[rolle.ToString()] = rolle;
        foreach (var r in configuration.GetSection("Esdh:Logon:Roller").GetChildren())
        {
            if (Enum.TryParse<Roller>(r.Value, ignoreCase: true, out var rolle) && Enum.IsDefined(rolle) && !int.TryParse(r.Value, out _))
                roller[r.Key] = rolle;
            else
                fejl.Add($"{r.Path} er »{r.Value}«. Skriv en af rollerne {string.Join(", ", Enum.GetNames<Roller>().Skip(1))}.");
        }

        var modtager = Valg("verify-token-audience", true);
        return fejl.Count > 0
            ? throw new InvalidOperationException("Logon gennem Keycloak kan ikke bruges:\n" + string.Join('\n', fejl))
            : new(server, realm, klient, hemmelighed, https, modtager, configuration["Esdh:Logon:Rolleclaim"] ?? "roller", configuration["Esdh:Logon:Enhedsclaim"] ?? "enhed", configuration["Esdh:Logon:Cvrclaim"] ?? "cvr", roller);
    }
}
