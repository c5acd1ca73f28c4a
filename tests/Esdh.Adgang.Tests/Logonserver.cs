using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Tests;

/// <summary>Esdh beside a real OpenID provider, a process of its own (<c>Oidc/udbyder.mjs</c>), to which all authorities sign in. Built-in passwords are not allowed here.</summary>
public sealed partial class Logonserver : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private readonly int _port = LedigPort();
    private Process? _udbyder;

    public Testserver Server { get; private set; } = null!;

    public string Udsteder => $"http://127.0.0.1:{_port}/realms/danmark";

    public string Cvr(string myndighed) => Server.Services.GetRequiredService<AuthorityRegistry>().All.Single(a => a.Key == myndighed).Cvr;

    public async Task InitializeAsync()
    {
        Server = Testserver.Med(new Dictionary<string, string>
        {
            ["Keycloak:realm"] = "danmark", ["Keycloak:auth-server-url"] = $"http://127.0.0.1:{_port}/", ["Keycloak:resource"] = "esdh", ["Keycloak:credentials:secret"] = "hemmelig", ["Esdh:Logon:Roller:byg-chef"] = "Leder",
        });
        await Server.InitializeAsync();
        await StartUdbyderAsync();
    }

    public async Task DisposeAsync()
    {
        StopUdbyder();
        _http.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>The provider as it is before the first question: it is not there.</summary>
    public void StopUdbyder()
    {
        if (_udbyder is { HasExited: false })
        {
            _udbyder.Kill(entireProcessTree: true);
            _udbyder.WaitForExit();
        }

        _udbyder?.Dispose();
        _udbyder = null;
    }

    /// <summary>Who comes next, and what the provider says of that one.</summary>
    public Task PersonAsync(string sub, object krav) => SendAsync(HttpMethod.Put, "person", Med(krav, "sub", sub));

    public Task NyNoegleAsync() => SendAsync(HttpMethod.Post, "noegle", new { });

    public Task LogUdAsync(string sub) => SendAsync(HttpMethod.Post, "logud", new { sub });

    /// <summary>Any claims, signed as told: <c>RS256</c> by the provider's own key, <c>fremmed</c> by another that claims its name, <c>HS256</c>, <c>none</c>.</summary>
    public async Task<string> TegnAsync(object krav, string alg = "RS256", string typ = "at+jwt") =>
        (await SendAsync(HttpMethod.Post, "tegn", new { krav, alg, hoved = new { typ } })).GetProperty("tegn").GetString()!;

    /// <summary>What a good token says.</summary>
    public Dictionary<string, object?> Krav(string sub, string myndighed = "korsbaek") => new()
    {
        ["iss"] = Udsteder, ["aud"] = "esdh", ["sub"] = sub, ["azp"] = "esdh", ["preferred_username"] = sub, ["name"] = $"Bruger {sub} (prøve)", ["cvr"] = Cvr(myndighed), ["iat"] = Nu(), ["exp"] = Nu() + 300,
        ["enhed"] = myndighed == "korsbaek" ? Enhed : "Månekær Kommune", ["realm_access"] = new { roles = new[] { "sagsbehandler", "offline_access" } },
    };

    /// <summary>A unit of Korsbæk's.</summary>
    public const string Enhed = "Byg og Miljø";

    public long Nu() => Server.Ur.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>An access token as the provider itself gives it, by code and PKCE.</summary>
    public async Task<string> EgetTegnAsync()
    {
        using var browser = Server.Anonym();
        var verificering = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var udfordring = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verificering)));
        var tilbage = new Uri(Server.Adresse, "logon/ekstern/svar").ToString();
        var svar = await FoelgAsync(browser, $"{Udsteder}/auth?client_id=esdh&response_type=code&scope=openid%20profile%20email&state=x&nonce=y&code_challenge={udfordring}&code_challenge_method=S256&redirect_uri={Uri.EscapeDataString(tilbage)}", til: tilbage);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = Kode().Match(svar).Groups[1].Value, ["redirect_uri"] = tilbage, ["client_id"] = "esdh", ["client_secret"] = "hemmelig", ["code_verifier"] = verificering,
        });
        using var tegn = await _http.PostAsync(new Uri($"{Udsteder}/token"), form);
        return JsonSerializer.Deserialize<JsonElement>(await tegn.Content.ReadAsStringAsync()).GetProperty("access_token").GetString()!;
    }

    /// <summary>A browser that has been to the provider and back.</summary>
    public async Task<(HttpClient Browser, HttpResponseMessage Svar)> LogPaaAsync(string retur = "/konto")
    {
        var browser = Server.Anonym();
        var svarsti = await FoelgAsync(browser, new Uri(Server.Adresse, $"logon/ekstern?retur={Uri.EscapeDataString(retur)}").ToString(), til: new Uri(Server.Adresse, "logon/ekstern/svar").ToString());
        return (browser, await browser.GetAsync(new Uri(svarsti)));
    }

    /// <summary>Follows redirects until one leads to an address that begins so, and answers that address.</summary>
    private static async Task<string> FoelgAsync(HttpClient browser, string fra, string til)
    {
        var adresse = new Uri(fra);
        for (var i = 0; i < 10; i++)
        {
            using var svar = await browser.GetAsync(adresse);
            Assert.True(svar.Headers.Location is not null, $"{adresse}: {svar.StatusCode} {await svar.Content.ReadAsStringAsync()}");
            adresse = new(adresse, svar.Headers.Location);
            if (adresse.ToString().StartsWith(til, StringComparison.Ordinal))
                return adresse.ToString();
        }

        throw new InvalidOperationException($"{fra} does not lead to {til}.");
    }

    private async Task<JsonElement> SendAsync(HttpMethod metode, string sti, object krop)
    {
        using var request = new HttpRequestMessage(metode, $"http://127.0.0.1:{_port}/proeve/{sti}") { Content = new StringContent(JsonSerializer.Serialize(krop)) };
        using var svar = await _http.SendAsync(request);
        return await svar.ForventAsync(HttpStatusCode.OK);
    }

    private static Dictionary<string, object?> Med(object krav, string navn, object vaerdi) =>
        new(JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(krav))!) { [navn] = vaerdi };

    private async Task StartUdbyderAsync()
    {
        var kilde = Path.Combine(Repo.Rod, "tests", "Esdh.Adgang.Tests", "Oidc");
        string[] filer = ["package.json", "package-lock.json", "udbyder.mjs"];
        // Outside the repository, and made anew when a file changes; whole before it gets its name.
        var mappe = Path.Combine(Path.GetTempPath(), "esdh-oidc-" + Convert.ToHexStringLower(SHA256.HashData([.. filer.SelectMany(f => File.ReadAllBytes(Path.Combine(kilde, f)))]))[..16]);
        if (!Directory.Exists(mappe))
        {
            var ny = Directory.CreateTempSubdirectory("esdh-oidc-ny").FullName;
            foreach (var fil in filer)
                File.Copy(Path.Combine(kilde, fil), Path.Combine(ny, fil));
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = ny, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var ud = npm.StandardOutput.ReadToEndAsync();
            var fejl = await npm.StandardError.ReadToEndAsync();
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, $"npm ci: {await ud}{fejl}");
            try
            {
                Directory.Move(ny, mappe);
            }
            catch (IOException) when (Directory.Exists(mappe))
            {
                Directory.Delete(ny, recursive: true);
            }
        }

        _udbyder = Process.Start(new ProcessStartInfo("node", ["udbyder.mjs", $"{_port}", "danmark", new Uri(Server.Adresse, "logon/ekstern/svar").ToString(), new Uri(Server.Adresse, "auth/ekstern/udlogning").ToString()])
        {
            WorkingDirectory = mappe, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var klar = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _udbyder.OutputDataReceived += (_, linje) =>
        {
            if (linje.Data == "klar")
                klar.TrySetResult();
        };
        _udbyder.ErrorDataReceived += (_, _) => { };
        _udbyder.BeginOutputReadLine();
        _udbyder.BeginErrorReadLine();
        await klar.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private static int LedigPort()
    {
        using var lytter = new TcpListener(IPAddress.Loopback, 0);
        lytter.Start();
        return ((IPEndPoint)lytter.LocalEndpoint).Port;
    }

    [GeneratedRegex("[?&]code=([^&]+)")]
    private static partial Regex Kode();
}
