using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Benchmarks;

/// <summary>
/// The same act on many cases as one order: how long the order takes, how many cases the job does a second, and how long somebody else's saving waits meanwhile,
/// beside how long it waits when nothing else goes on.
/// </summary>
internal static class Massearbejde
{
    public static async Task RunAsync(string folder, int n, string? preload)
    {
        await using var server = await Klienter.StartAsync(Path.Combine(folder, "data"), preload);
        using var client = Klienter.Lav(server.Adresse);
        await Maaling.BelastAsync(8, n, async _ => await OpretAsync(client));
        var (_, rolig) = await Maaling.BelastAsync(1, 50, async _ => await OpretAsync(client)); // before: the list is then what was made
        var begyndt = TimeProvider.System.GetTimestamp();
        using var svar = await client.PostAsync(new Uri("/api/v1/sager/massehandlinger", UriKind.Relative), Klienter.Json(new { handling = "maerk", filter = "behandler=mig", vaerdi = "måling" }));
        var job = (await Klienter.SvarAsync(svar)).GetProperty("jobId").GetString();
        var bestilt = TimeProvider.System.GetElapsedTime(begyndt);

        List<double> imens = [];
        JsonElement stand;
        do
        {
            var foer = TimeProvider.System.GetTimestamp();
            await OpretAsync(client);
            imens.Add(TimeProvider.System.GetElapsedTime(foer).TotalMilliseconds);
            using var nu = await client.GetAsync(new Uri($"/api/v1/jobs/{job}", UriKind.Relative));
            stand = await Klienter.SvarAsync(nu);
        }
        while (stand.GetProperty("status").GetString() is "Venter" or "Koerer" or "Forberedes");

        var varede = stand.GetProperty("afsluttet").GetDateTimeOffset() - stand.GetProperty("startet").GetDateTimeOffset();
        var sager = stand.GetProperty("faerdige").GetInt32();
        Console.WriteLine($"# {sager} cases, {stand.GetProperty("fejl").GetInt32()} refused");
        Maaling.Skriv("masse", "bestillingen", "ms", bestilt.TotalMilliseconds, null);
        Maaling.Skriv("masse", "jobbet", "sager/s", sager / varede.TotalSeconds, null);
        Maaling.Skriv("masse", "en andens ny sag imens, median", "ms", Maaling.Median(imens), Maaling.Median(rolig));
        Maaling.Skriv("masse", "en andens ny sag imens, 99 %", "ms", Maaling.Percentile(imens, 99), Maaling.Percentile(rolig, 99));
        await server.StopAsync();
    }

    private static async Task OpretAsync(HttpClient client)
    {
        using var svar = await client.PostAsync(new Uri("/api/v1/sager", UriKind.Relative), Klienter.Json(new { titel = "Måling", emne = "02.34.02", facet = "G01" }));
        await Klienter.SvarAsync(svar);
    }
}
