using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Architecture.Tests;

/// <summary>The first day in production, as an operator and the first administrator have it: real processes, no demonstration.</summary>
public sealed partial class ProduktionTests : IAsyncLifetime
{
    private const string Vaert = "esdh.proeve.example";

    private readonly Testdatabase _database = new();

    /// <summary>Users have their passwords in Esdh.</summary>
    private Dictionary<string, string> Indstillinger => new(_database.Settings) { ["Esdh:Logon:Indbygget"] = "true" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task En_myndighed_oprettes_og_den_foerste_administrator_kommer_i_gang()
    {
        // Refused, and nothing made.
        Assert.Equal(2, (await Serverproces.KommandoAsync(_database.Settings, "myndighed", "opret", "--noegle=proeve")).Kode);
        await AfvisesAsync(["--noegle=Prøve Kommune", "--navn=", "--cvr=123", "--vaert=ikke et navn"], "--noegle:", "--navn:", "--cvr:", "--vaert:");
        await AfvisesAsync(["--noegle=proeve", "--navn=Prøve Kommune", "--cvr=29189847", $"--vaert={Vaert}"], "--cvr:"); // modulus 11
        await AfvisesAsync(["--noegle=faelles", "--navn=Prøve Kommune", "--cvr=29189846", $"--vaert={Vaert}"], "--noegle:");
        await AfvisesAsync(["--noegle=proeve", "--navn=Prøve Kommune", "--cvr=29189846", "--vaert="], "--vaert:");
        Assert.Equal(0, _database.Tal("faelles", "select count(*) from myndighed"));

        var (kode, tekst) = await OpretAsync("--noegle=proeve", "--navn=Prøve Kommune", "--cvr=29189846", $"--vaert={Vaert}");
        Assert.True(kode == 0, tekst);
        var engangskode = Engangskode().Match(tekst).Groups[1].Value.Trim();

        // The same key again, and the same host for another.
        await AfvisesAsync(["--noegle=proeve", "--navn=En anden", "--cvr=29189846", "--vaert=andet.example"], "findes allerede");
        await AfvisesAsync(["--noegle=andre", "--navn=Andre Kommune", "--cvr=29189846", $"--vaert={Vaert}"], "hører til en anden myndighed");
        Assert.Equal(1, _database.Tal("faelles", "select count(*) from myndighed"));
        Assert.Equal(1, _database.Tal("faelles", "select count(*) from myndighed_vaert"));
        Assert.Contains("oprettet som demonstration", (await OpretAsync("--noegle=opdigt", "--navn=Opdigt Kommune", "--cvr=12345678", "--vaert=opdigt.example")).Udskrift, StringComparison.Ordinal);

        string nytKodeord = "En ganske lang adgangskode 7", cookies;
        // With no identity asked for by name nobody could sign in, and it says what to write.
        Assert.Contains("Esdh:Logon:Indbygget", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await Serverproces.StartAsync(_database.Settings, "Production")).DisposeAsync())).Message, StringComparison.Ordinal);
        await using (var server = await Serverproces.StartAsync(Indstillinger, "Production"))
        {
            using var klient = Klient(server);
            using (var fremmed = new HttpClient { BaseAddress = server.Adresse })
            {
                using var ukendt = await fremmed.GetAsync(new Uri("/logon", UriKind.Relative)); // an unmatched host name is nobody in production
                Assert.Equal(HttpStatusCode.NotFound, ukendt.StatusCode);
            }

            using (var demo = await SendAsync(klient, "/logon", "/logon", ("brugernavn", "sagsbehandler"), ("kodeord", "demo")))
                Assert.NotEqual(HttpStatusCode.Redirect, demo.StatusCode);
            using (var logon = await SendAsync(klient, "/logon", "/logon", ("brugernavn", "anne"), ("kodeord", engangskode)))
                Assert.Equal(HttpStatusCode.Redirect, logon.StatusCode);
            using (var straks = await klient.GetAsync(new Uri("/administration/brugere", UriKind.Relative))) // first another password
                Assert.Equal((HttpStatusCode.Redirect, "/konto/kodeord"), (straks.StatusCode, straks.Headers.Location!.OriginalString.Split('?')[0]));
            using (var kort = await SendAsync(klient, "/konto/kodeord", "/konto/kodeord", ("nuvaerende", engangskode), ("nyt", "kort"), ("igen", "kort")))
                Assert.Equal(HttpStatusCode.BadRequest, kort.StatusCode);
            using (var skiftet = await SendAsync(klient, "/konto/kodeord", "/konto/kodeord", ("nuvaerende", engangskode), ("nyt", nytKodeord), ("igen", nytKodeord)))
                Assert.Equal(HttpStatusCode.Redirect, skiftet.StatusCode);

            // A client, from its page's form, and a token for the administrator.
            using (var forkert = await SendAsync(klient, "/administration/klienter/ny", "/administration/klienter/ny", ("klientId", ""), ("navn", "")))
                Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
            using var oprettet = await SendAsync(klient, "/administration/klienter/ny", "/administration/klienter/ny", ("klientId", "loen"), ("navn", "Lønsystemet"));
            var side = WebUtility.HtmlDecode(await oprettet.Content.ReadAsStringAsync());
            Assert.True(oprettet.StatusCode == HttpStatusCode.OK, side);
            var hemmelighed = Hemmelighed().Match(side).Groups[1].Value;
            Assert.True(hemmelighed.Length > 20, side);
            using var tegn = await klient.PostAsync(new Uri("/auth/realms/proeve/protocol/openid-connect/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password", ["client_id"] = "loen", ["client_secret"] = hemmelighed, ["username"] = "anne", ["password"] = nytKodeord,
            }));
            var token = (await tegn.ForventAsync(HttpStatusCode.OK)).GetProperty("access_token").GetString();
            using var mig = new HttpRequestMessage(HttpMethod.Get, "/api/v1/mig") { Headers = { Authorization = new("Bearer", token), Host = Vaert } };
            using var svar = await klient.SendAsync(mig);
            var jeg = await svar.ForventAsync(HttpStatusCode.OK);
            Assert.Equal(("anne", "loen"), (jeg.GetProperty("brugernavn").GetString(), jeg.GetProperty("klient").GetString()));
            Assert.Equal("Prøve Kommune", jeg.GetProperty("enhed").GetProperty("navn").GetString());
            cookies = klient.DefaultRequestHeaders.TryGetValues("Cookie", out _) ? "" : Kage(klient);
            await server.StopAsync();
        }

        // Keys for data protection lie under Esdh:Data, for nobody else to read, and hold after a restart: whoever was signed in still is.
        var noegler = Path.Combine(_database.Folder, "noegler");
        Assert.NotEmpty(Directory.EnumerateFiles(noegler, "key-*.xml"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(noegler));
        await using var igen = await Serverproces.StartAsync(Indstillinger, "Production");
        using var efter = new HttpRequestMessage(HttpMethod.Get, new Uri(igen.Adresse, "/administration/brugere")) { Headers = { Host = Vaert } };
        efter.Headers.Add("Cookie", cookies);
        using var ny = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var stadig = await ny.SendAsync(efter);
        Assert.Equal(HttpStatusCode.OK, stadig.StatusCode);
        var (uden, sagt) = await Serverproces.KommandoAsync(_database.Settings, "verificer", "--hoved", "/findes-ikke.json");
        Assert.Equal(2, uden);
        Assert.Contains("Filen »/findes-ikke.json« findes ikke.", sagt, StringComparison.Ordinal);
        var (verificeret, udskrift) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
        Assert.True(verificeret == 0, udskrift);
    }

    private readonly CookieContainer _kager = new();

    private string Kage(HttpClient klient) => string.Join("; ", _kager.GetCookies(new Uri($"http://{Vaert}:{klient.BaseAddress!.Port}/")).Select(k => $"{k.Name}={k.Value}"));

    /// <summary>A browser at the authority's own host name, which the test leads to the process.</summary>
    private HttpClient Klient(Serverproces server)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, CookieContainer = _kager,
            ConnectCallback = async (_, ct) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, server.Adresse.Port, ct);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        return new(handler) { BaseAddress = new($"http://{Vaert}:{server.Adresse.Port}/") };
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, string handling, params (string Felt, string Vaerdi)[] felter)
    {
        var html = await klient.GetStringAsync(new Uri(side, UriKind.Relative));
        using var form = new FormUrlEncodedContent(felter.Append(("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await klient.PostAsync(new Uri(handling, UriKind.Relative), form);
    }

    private Task<(int Kode, string Udskrift)> OpretAsync(params string[] args) => Serverproces.KommandoAsync(_database.Settings, ["myndighed", "opret", .. args, "--administrator=anne"]);

    private async Task AfvisesAsync(string[] args, params string[] grunde)
    {
        var (kode, tekst) = await OpretAsync(args);
        Assert.True(kode == 1, $"{string.Join(' ', args)}: {kode} {tekst}");
        Assert.All(grunde, g => Assert.Contains(g, tekst, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", tekst, StringComparison.Ordinal); // a sentence, not a stack
    }

    [GeneratedRegex("Engangskode: (.+)")]
    private static partial Regex Engangskode();

    [GeneratedRegex("class=\"kode\">([A-Za-z0-9_-]{21,})</span>")]
    private static partial Regex Hemmelighed();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();
}
