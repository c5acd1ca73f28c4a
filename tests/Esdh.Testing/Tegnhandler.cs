using System.Text.Json;

namespace Esdh.Testing;

/// <summary>Signs each request with a token of a demonstration user's; a refused token is fetched anew once.</summary>
public sealed class Tegnhandler(Uri address, string user, string realm)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) // tests make clients by the thousand: their idle connections use up what a process may hold open
{
    private readonly SemaphoreSlim _gate = new(1);
    private string? _token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null)
            return await base.SendAsync(request, cancellationToken);
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken); // to be sent again with a new token
        var used = _token ?? await RenewAsync(null, cancellationToken);
        request.Headers.Authorization = new("Bearer", used);
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode != System.Net.HttpStatusCode.Unauthorized)
            return answer;
        answer.Dispose();
        request.Headers.Authorization = new("Bearer", await RenewAsync(used, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>A token by password grant, as the demonstration client.</summary>
    public static async Task<string> FetchAsync(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, Uri address, string user, string realm, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"auth/realms/{realm}/protocol/openid-connect/token"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password", ["client_id"] = "esdh-demo", ["client_secret"] = "demo",
                ["username"] = user, ["password"] = password,
            }),
        };
        using var answer = await send(request, CancellationToken.None);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"No token for {user} in {realm}: {(int)answer.StatusCode} {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    protected override void Dispose(bool disposing)
    {
        _gate.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> RenewAsync(string? refused, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return _token = _token is { } known && known != refused ? known : await FetchAsync(base.SendAsync, address, user, realm, "demo");
        }
        finally
        {
            _gate.Release();
        }
    }
}
