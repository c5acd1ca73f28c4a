using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Tests.Http;

/// <summary>Someone else's system: a real server that takes webhooks, and does as it is told with them.</summary>
internal sealed class Modtager : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Modtager(WebApplication app) => _app = app;

    public sealed record Kald(long Nr, string Type, string Krop, string Signatur, string Tid, JsonElement Json);

    public ConcurrentQueue<Kald> Alle { get; } = new();

    /// <summary>Events answered with 2xx.</summary>
    public IEnumerable<Kald> Modtagne => _modtagne;

    private readonly ConcurrentQueue<Kald> _modtagne = new();

    /// <summary>What it answers; 204 when not set.</summary>
    public Func<Kald, HttpContext, Task<int>> Svar { get; set; } = (_, _) => Task.FromResult(204);

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/krog";

    public static async Task<Modtager> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var modtager = new Modtager(app);
        app.Map("/{**sti}", modtager.TagAsync);
        await app.StartAsync();
        return modtager;
    }

    public static string Signatur(string hemmelighed, Kald kald) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(hemmelighed), Encoding.UTF8.GetBytes($"{kald.Tid}.{kald.Krop}")));

    public async ValueTask DisposeAsync()
    {
        using var straks = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(straks.Token);
        await _app.DisposeAsync();
    }

    private async Task TagAsync(HttpContext context)
    {
        using var laeser = new StreamReader(context.Request.Body);
        var krop = await laeser.ReadToEndAsync();
        var json = JsonSerializer.Deserialize<JsonElement>(krop);
        var hoveder = context.Request.Headers;
        var kald = new Kald(
            long.Parse(hoveder["Esdh-Haendelse"].ToString(), CultureInfo.InvariantCulture), json.GetProperty("type").GetString()!, krop, hoveder["Esdh-Signatur"].ToString(),
            hoveder["Esdh-Tid"].ToString(), json);
        Alle.Enqueue(kald);
        var status = await Svar(kald, context);
        if (status is >= 200 and < 300)
            _modtagne.Enqueue(kald);
        context.Response.StatusCode = status;
    }
}
