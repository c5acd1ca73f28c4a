using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Esdh.Testing;

/// <summary>Requests as tests write them: what the answer must be is said at the call, and an unexpected one shows its body.</summary>
public static class Klient
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>GET that must answer 200 with JSON.</summary>
    public static async Task<JsonElement> HentAsync(this HttpClient client, string sti) =>
        await (await client.GetAsync(new Uri(sti, UriKind.RelativeOrAbsolute))).ForventAsync(HttpStatusCode.OK);

    /// <summary>POST of JSON that must succeed (2xx).</summary>
    public static async Task<JsonElement> SendAsync(this HttpClient client, string sti, object krop) =>
        await (await client.PostAsync(sti, krop)).ForventAsync();

    /// <summary>POST of JSON, whatever comes of it.</summary>
    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string sti, object krop) =>
        client.PostAsJsonAsync(sti, krop, Json);

    /// <summary>PUT of JSON, whatever comes of it.</summary>
    public static Task<HttpResponseMessage> PutAsync(this HttpClient client, string sti, object krop) =>
        client.PutAsJsonAsync(sti, krop, Json);

    /// <summary>PATCH of JSON, whatever comes of it.</summary>
    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string sti, object krop) =>
        client.PatchAsJsonAsync(sti, krop, Json);

    /// <summary>A multipart upload with the parts <c>fil</c> and <c>json</c>, whatever comes of it.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, string sti, string filnavn, byte[] indhold, object json)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(indhold);
        using var data = new StringContent(JsonSerializer.Serialize(json, Json), System.Text.Encoding.UTF8, "application/json");
        form.Add(file, "fil", filnavn);
        form.Add(data, "json");
        return await client.PostAsync(new Uri(sti, UriKind.RelativeOrAbsolute), form);
    }

    /// <summary>The answer's JSON; fails, with the body, when the status is another (any 2xx when none is given).</summary>
    public static async Task<JsonElement> ForventAsync(this HttpResponseMessage answer, HttpStatusCode? status = null)
    {
        var body = await answer.Content.ReadAsStringAsync();
        var wanted = status is { } s ? answer.StatusCode == s : answer.IsSuccessStatusCode;
        Assert.True(wanted, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.PathAndQuery}: wanted {(status is { } w ? (int)w : "2xx")}, was {(int)answer.StatusCode}. {body}");
        return body.Length == 0 || answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true
            ? default : JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>The answer is 409 as <c>application/problem+json</c> with this code and a source.</summary>
    public static async Task<JsonElement> BrydesAsync(this HttpResponseMessage answer, string kode)
    {
        var problem = await answer.ForventAsync(HttpStatusCode.Conflict);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(kode, problem.GetProperty("kode").GetString());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("hjemmel").GetString()));
        return problem;
    }

    /// <summary>The answer is 400 and names exactly these fields.</summary>
    public static async Task<JsonElement> FejlerPaaAsync(this HttpResponseMessage answer, params string[] felter)
    {
        var problem = await answer.ForventAsync(HttpStatusCode.BadRequest);
        Assert.Equal(felter.Order(StringComparer.Ordinal), problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        return problem;
    }
}
