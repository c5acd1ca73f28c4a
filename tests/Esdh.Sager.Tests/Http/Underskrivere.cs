using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Tests.Http;

/// <summary>A signing service, as docs/godkendelse.md asks of one: a real server that remembers what it was asked for, and signs when told to.</summary>
internal sealed class Underskrivere : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Underskrivere(WebApplication app) => _app = app;

    internal sealed record Bestilling(string Reference, string Titel, string Sha256, string Underskriver, string Retur);

    public ConcurrentDictionary<string, Bestilling> Alle { get; } = new();

    /// <summary>What it answers of a signature; a signed one when not set.</summary>
    public Func<Bestilling, IResult>? Svar { get; set; }

    public string Adresse => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<Underskrivere> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var her = new Underskrivere(app);
        app.MapPost("/underskrifter", (HttpRequest request, Bestilling b) =>
        {
            if (request.Headers.Authorization != "Bearer hemmelig")
                return Results.Unauthorized();
            her.Alle[b.Reference] = b;
            return Results.Json(new { adresse = $"https://underskrift.example/{b.Reference}" });
        });
        app.MapGet("/underskrifter/{reference}", (string reference) => !her.Alle.TryGetValue(reference, out var b) ? Results.NotFound()
            : her.Svar?.Invoke(b) ?? Results.Json(new { status = "Underskrevet", sha256 = b.Sha256, underskriver = "Lene Tænkeg (opdigtet)", bevis = Convert.ToBase64String([1, 2, 3]) }));
        await app.StartAsync();
        return her;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
