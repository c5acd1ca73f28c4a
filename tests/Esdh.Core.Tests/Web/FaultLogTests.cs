using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Tests.Web;

/// <summary>An operator who is told a trace by somebody finds the fault in the log by it.</summary>
[Trait("Database", "nej")]
public sealed class FaultLogTests
{
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                All.Enqueue($"{formatter(state, exception)} {exception?.Message}");
        }

        public void Dispose()
        {
        }
    }

    [Fact]
    public async Task A_fault_is_logged_with_the_trace_that_was_answered_and_without_the_address_and_a_refusal_is_not()
    {
        using var lines = new Lines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(lines);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<FaultLog>();
        builder.Services.AddExceptionHandler<ProblemHandler>();
        await using var app = builder.Build();
        app.UseExceptionHandler();
        ((IApplicationBuilder)app).UseRouting().UseEndpoints(routes =>
        {
            Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.Map(routes, "/nøgle/{key}", _ => throw new InvalidOperationException("Went wrong inside"));
            Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.Map(routes, "/afvist", _ => throw new NotFoundException("Findes ikke."));
        });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

        using var fault = await client.GetAsync(new Uri("/nøgle/hemmelig", UriKind.Relative));
        using var refusal = await client.GetAsync(new Uri("/afvist", UriKind.Relative));

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.NotFound), (fault.StatusCode, refusal.StatusCode));
        var trace = JsonSerializer.Deserialize<JsonElement>(await fault.Content.ReadAsStringAsync()).GetProperty("sporing").GetString()!;
        var line = Assert.Single(lines.All);
        Assert.Contains(trace, line, StringComparison.Ordinal);
        Assert.Contains("/nøgle/{key}", line, StringComparison.Ordinal);
        Assert.Contains("Went wrong inside", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelig", line, StringComparison.Ordinal);
    }
}
