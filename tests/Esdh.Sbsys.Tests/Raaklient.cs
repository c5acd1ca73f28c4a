using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Esdh.Testing;

namespace Esdh.Sbsys.Tests;

[CollectionDefinition("sbsys")]
public sealed class Sbsyssamling : ICollectionFixture<Testserver>;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record Raasvar(int Status, IReadOnlyDictionary<string, string> Hoveder, byte[] Bytes)
{
    public string Krop { get; } = Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Krop)!;

    /// <summary>The answer is 200 with JSON, and this is it.</summary>
    public JsonNode Ok()
    {
        Assert.True(Status == 200, $"Wanted 200, was {Status}: {Krop}");
        Assert.StartsWith("application/json", Hoveder["content-type"], StringComparison.Ordinal);
        return Json;
    }

    /// <summary>The answer is this refusal, as JSON with a Danish text.</summary>
    public string Afvist(int status)
    {
        Assert.True(Status == status, $"Wanted {status}, was {Status}: {Krop}");
        Assert.StartsWith("application/json", Hoveder["content-type"], StringComparison.Ordinal);
        var tekst = Json["Message"]!.GetValue<string>();
        Assert.EndsWith(".", tekst, StringComparison.Ordinal);
        return tekst;
    }
}

/// <summary>Speaks HTTP/1.1 byte for byte, as existing clients do; no library decides what is sent.</summary>
internal sealed class Raaklient(Testserver server)
{
    public string? Tegn { get; set; }

    /// <summary>What stands before the token; some clients write it small.</summary>
    public string Ordning { get; init; } = "Bearer";

    /// <summary>A client with a token from the surface's own endpoint.</summary>
    public static async Task<Raaklient> SomAsync(Testserver server, string bruger = "robot")
    {
        var klient = new Raaklient(server);
        var svar = await klient.SendAsync("POST", "/sbsys/auth/realms/sbsip/protocol/openid-connect/token", $"grant_type=password&client_id=esdh-demo&client_secret=demo&username={bruger}&password=demo", "application/x-www-form-urlencoded");
        klient.Tegn = svar.Ok()["access_token"]!.GetValue<string>();
        return klient;
    }

    public Task<Raasvar> HentAsync(string sti) => SendAsync("GET", sti, "");

    public Task<Raasvar> PostAsync(string sti, string json) => SendAsync("POST", sti, json, "application/json");

    public Task<Raasvar> PutAsync(string sti, string json) => SendAsync("PUT", sti, json, "application/json");

    public Task<Raasvar> SendAsync(string metode, string sti, string krop, string? type = null, params string[] hoveder) => SendAsync(metode, sti, Encoding.UTF8.GetBytes(krop), type, hoveder);

    public async Task<Raasvar> SendAsync(string metode, string sti, byte[] krop, string? type = null, params string[] hoveder)
    {
        using var forbindelse = new TcpClient { NoDelay = true };
        await forbindelse.ConnectAsync(server.Adresse.Host, server.Adresse.Port);
        var hoved = new StringBuilder($"{metode} {sti} HTTP/1.1\r\nHost: {server.Adresse.Authority}\r\nConnection: close\r\n");
        if (Tegn is not null)
            hoved.Append(CultureInfo.InvariantCulture, $"Authorization: {Ordning} {Tegn}\r\n");
        if (type is not null)
            hoved.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        foreach (var h in hoveder)
            hoved.Append(h).Append("\r\n");
        if (krop.Length > 0 || metode != "GET")
            hoved.Append(CultureInfo.InvariantCulture, $"Content-Length: {krop.Length}\r\n");
        var stream = forbindelse.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(hoved.Append("\r\n").ToString()));
        await stream.WriteAsync(krop);
        using var alt = new MemoryStream();
        await stream.CopyToAsync(alt);
        return Laes(alt.ToArray());
    }

    /// <summary>A multipart body, parts in the order given.</summary>
    public Task<Raasvar> MultipartAsync(string sti, params (string Hoved, byte[] Indhold)[] dele)
    {
        const string Graense = "----sbsys7MA4YWxkTrZu0gW";
        using var krop = new MemoryStream();
        foreach (var (hoved, indhold) in dele)
        {
            krop.Write(Encoding.UTF8.GetBytes($"--{Graense}\r\n{hoved}\r\n\r\n"));
            krop.Write(indhold);
            krop.Write("\r\n"u8);
        }

        krop.Write(Encoding.UTF8.GetBytes($"--{Graense}--\r\n"));
        return SendAsync("POST", sti, krop.ToArray(), $"multipart/form-data; boundary={Graense}");
    }

    public static (string, byte[]) JsonDel(string json, string? type = null) => ("Content-Disposition: form-data; name=\"json\"" + (type is null ? "" : "\r\nContent-Type: " + type), Encoding.UTF8.GetBytes(json));

    public static (string, byte[]) Fildel(string navn, byte[] indhold, string felt = "file", string type = "application/pdf") => ($"Content-Disposition: form-data; name=\"{felt}\"; filename=\"{navn}\"\r\nContent-Type: {type}", indhold);

    /// <summary>15 bytes.</summary>
    public static readonly byte[] Pdf = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    private static Raasvar Laes(byte[] bytes)
    {
        var slut = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var linjer = Encoding.ASCII.GetString(bytes, 0, slut).Split("\r\n");
        var hoveder = linjer.Skip(1).Select(l => l.Split(": ", 2)).GroupBy(l => l[0].ToLowerInvariant()).ToDictionary(g => g.Key, g => string.Join(", ", g.Select(l => l[1])), StringComparer.Ordinal);
        var krop = bytes[(slut + 4)..];
        if (hoveder.GetValueOrDefault("transfer-encoding") == "chunked")
            krop = Saml(krop);
        return new(int.Parse(linjer[0].Split(' ')[1], CultureInfo.InvariantCulture), hoveder, krop);
    }

    private static byte[] Saml(byte[] stykker)
    {
        using var samlet = new MemoryStream();
        for (var her = 0; ;)
        {
            var linje = stykker.AsSpan(her).IndexOf("\r\n"u8);
            var antal = int.Parse(Encoding.ASCII.GetString(stykker, her, linje), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (antal == 0)
                return samlet.ToArray();
            samlet.Write(stykker, her + linje + 2, antal);
            her += linje + 2 + antal + 2;
        }
    }
}

/// <summary>What tests make over the surface itself.</summary>
internal static class Verden
{
    private static int _naeste = 1000;

    /// <summary>A CPR number that no other test uses: a man's of 2 January 1980.</summary>
    public static string NytCpr() => string.Create(CultureInfo.InvariantCulture, $"020180-{Interlocked.Add(ref _naeste, 2) + 1:0000}");

    /// <summary>The first active template.</summary>
    public static async Task<int> SkabelonAsync(this Raaklient k) => (await k.HentAsync("/sbsys/api/sagsskabelon")).Ok().AsArray().First(s => s!["Aktiv"]!.GetValue<bool>())!["Id"]!.GetValue<int>();

    public static async Task<JsonNode> PersonAsync(this Raaklient k, string cpr, string navn = "Prøve Person") =>
        (await k.PostAsync("/sbsys/api/person", $$$"""{"CprNummer":"{{{cpr}}}","Navn":"{{{navn}}}"}""")).Ok();

    public static async Task<JsonNode> SagAsync(this Raaklient k, string titel = "Prøvesag", string mere = "")
        => (await k.PostAsync("/sbsys/api/sag/template", $$$"""{"SagsTitel":"{{{titel}}}","SkabelonId":{{{await k.SkabelonAsync()}}}{{{mere}}}}""")).Ok();

    public static async Task<JsonNode> DokumentAsync(this Raaklient k, int sag, string navn = "Brev.pdf") =>
        (await k.MultipartAsync("/sbsys/api/dokument/journaliser", Raaklient.Fildel(navn, Raaklient.Pdf), Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"DokumentNavn":"{{{navn}}}"}"""))).Ok();

    public static async Task<int> StatusAsync(this Raaklient k, string navn) =>
        (await k.HentAsync("/sbsys/api/sag/sagStatusList")).Ok().AsArray().First(s => s!["Navn"]!.GetValue<string>() == navn)!["Id"]!.GetValue<int>();

    public static int Id(this JsonNode node, string felt = "Id") => node[felt]!.GetValue<int>();

    public static string Tekst(this JsonNode node, string felt) => node[felt]!.GetValue<string>();

    /// <summary>The names of an object's members, in order.</summary>
    public static string Felter(this JsonNode node) => string.Join(' ', node.AsObject().Select(f => f.Key));

    /// <summary>The exact text with what differs from run to run put in its place.</summary>
    public static string Uden(this string json, params (string Vaerdi, string Navn)[] skiftende) => skiftende.Aggregate(json, (j, s) => j.Replace(s.Vaerdi, s.Navn, StringComparison.Ordinal));

    public static string Raa(this JsonNode node) => node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
