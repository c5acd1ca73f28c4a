using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Web;
using OpenTelemetry.Metrics;

namespace Esdh.Server;

/// <summary>
/// Measurements for Prometheus at <c>/sundhed/maalinger</c>, for whoever has the key <c>Esdh:Maalinger:Noegle</c>, and to an OpenTelemetry collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one. They tell authorities' keys
/// and how much they work, so nothing is there without one of the two.
/// </summary>
internal static class Maalinger
{
    private const string Sti = "/sundhed/maalinger";

    private const int KortesteNoegle = 16;

    /// <exception cref="InvalidOperationException">The key is too short; it says what to write.</exception>
    public static void Tilfoej(WebApplicationBuilder builder)
    {
        var (noegle, modtager) = (Noegle(builder.Configuration), !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]));
        if (noegle is null && !modtager)
            return;
        builder.Services.AddOpenTelemetry().WithMetrics(m =>
        {
            m.AddMeter(Measurements.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql");
            if (noegle is not null)
                m.AddPrometheusExporter();
            if (modtager)
                m.AddOtlpExporter();
        });
    }

    public static void Map(WebApplication app)
    {
        if (Noegle(app.Configuration) is not { } noegle)
            return;
        var ventet = Encoding.UTF8.GetBytes($"Bearer {noegle}");
        app.MapPrometheusScrapingEndpoint(Sti, null, branch => branch.Use((context, next) =>
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), ventet))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        }), null).AabenForAlle().WithMetadata(new NoAuthorityNeeded());
    }

    private static string? Noegle(IConfiguration configuration) => configuration["Esdh:Maalinger:Noegle"] switch
    {
        null or "" => null,
        { Length: < KortesteNoegle } => throw new InvalidOperationException($"Esdh:Maalinger:Noegle er for kort. Skriv mindst {KortesteNoegle} tilfældige tegn."),
        var noegle => noegle,
    };
}
