using System.Diagnostics;
using Esdh.Adgang;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager;
using Esdh.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Benchmarks;

/// <summary>From the start of the process to the first answered <c>/logon</c>, and memory when nothing happens, with 98 authorities on disk.</summary>
internal static class Start
{
    private const int Authorities = 98;

    public static async Task RunAsync(string folder, int n)
    {
        var data = Path.Combine(folder, "data");
        await FyldAsync(data);
        List<double> seconds = [], megabytes = [];
        for (var i = 0; i < n; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var server = await Serverproces.StartAsync(new Dictionary<string, string> { ["Esdh:Data"] = data }, "Production");
            using var client = new HttpClient { BaseAddress = server.Adresse };
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/logon", UriKind.Relative));
            request.Headers.Host = "kommune01.example";
            using var answer = await client.SendAsync(request);
            seconds.Add(watch.Elapsed.TotalSeconds);
            answer.EnsureSuccessStatusCode();
            await Task.Delay(TimeSpan.FromSeconds(10));
            using var process = Process.GetProcessById(server.Id);
            megabytes.Add(process.WorkingSet64 / 1e6);
            await server.StopAsync();
        }

        Maaling.Skriv("start", $"første svar på /logon, {Authorities} myndigheder, median af {n}", "s", Maaling.Median(seconds), 2);
        Maaling.Skriv("start", "længste", "s", seconds.Max(), 2);
        Maaling.Skriv("start", "hukommelse i hvile (RSS), højeste", "MB", megabytes.Max(), 250);
    }

    /// <summary>Authorities as the server makes them: a row, a host name and a migrated database each.</summary>
    private static async Task FyldAsync(string data)
    {
        IModule[] modules = [new AdgangModule(), new SagerModule()];
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEsdhCore(new(Provider.Sqlite, data, null), modules);
        foreach (var module in modules)
            module.AddServices(services, new ConfigurationBuilder().Build());
        await using var provider = services.BuildServiceProvider();
        var registry = provider.GetRequiredService<AuthorityRegistry>();
        await registry.OpenAsync(CancellationToken.None);
        for (var i = 1; i <= Authorities; i++)
            await registry.CreateAsync(new($"kommune{i:00}", $"Opfundet Kommune {i} (demonstration)", "12345678", true), [$"kommune{i:00}.example"], CancellationToken.None);
        await registry.CloseAsync();
    }
}
