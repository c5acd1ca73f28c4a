using System.Globalization;
using System.Threading.RateLimiting;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sbsys.Web;

/// <summary>How many calls a client may make as one user: <c>Esdh:Sbsys:KaldPrMinut</c>, 60,000 unless set. One that runs wild must not take the server from those who work.</summary>
internal sealed class Kaldsgraense : IDisposable
{
    private const int Normalt = 60_000;

    private readonly PartitionedRateLimiter<(string Myndighed, Guid Bruger, string? Klient)> _graense;

    private Kaldsgraense(int prMinut) => _graense = PartitionedRateLimiter.Create<(string Myndighed, Guid Bruger, string? Klient), (string, Guid, string?)>(
        hvem => RateLimitPartition.GetSlidingWindowLimiter(hvem, _ => new() { PermitLimit = prMinut, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

    public static Kaldsgraense From(IConfiguration configuration)
    {
        var prMinut = configuration["Esdh:Sbsys:KaldPrMinut"] is { Length: > 0 } sat ? int.Parse(sat, CultureInfo.InvariantCulture) : Normalt;
        return prMinut >= 1 ? new(prMinut) : throw new InvalidOperationException("Esdh:Sbsys:KaldPrMinut skal være mindst 1.");
    }

    public bool Maa(Authority myndighed, Aktoer aktoer)
    {
        using var tilladelse = _graense.AttemptAcquire((myndighed.Key, aktoer.Id, aktoer.Klient));
        return tilladelse.IsAcquired;
    }

    public void Dispose() => _graense.Dispose();
}

/// <summary>Refuses a call above the limit.</summary>
internal sealed class Kaldsfilter(Kaldsgraense graense) : IEndpointFilter
{
    /// <summary>Seconds until a part of the window is free again.</summary>
    private const string Vent = "10";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (graense.Maa(http.RequestServices.GetRequiredService<Authority>(), http.RequestServices.GetRequiredService<Aktoer>()))
            return await next(context);
        http.Response.Headers.RetryAfter = Vent;
        await Fejlsvar.SkrivAsync(http, new(StatusCodes.Status429TooManyRequests, "Der er kaldt for mange gange på et minut. Vent lidt, og prøv igen."));
        return Results.Empty;
    }
}
