using System.Net.Http.Headers;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Benchmarks;

/// <summary>
/// Documents of 100 KB filed and journalised in one request over HTTP, durable when answered, over 200 cases, beside what the disk allows.
/// </summary>
internal static class Journaliser
{
    private const int Size = 100 * 1024;

    public static async Task RunAsync(string folder, int n, string? preload, double addedFlush)
    {
        var data = Path.Combine(folder, "data");
        var database = Path.Combine(data, "myndigheder", "korsbaek", "esdh.db");
        List<(int Clients, double PerSecond, List<double> Times, double CpuMs)> runs = [];
        double before;
        await using (var server = await Klienter.StartAsync(data, preload))
        {
            using var client = Klienter.Lav(server.Adresse);
            var cases = await OpretSagerAsync(client, 200);
            await Maaling.BelastAsync(8, 50, i => EnAsync(client, cases[i % cases.Count])); // rows for the raw bound to copy
            await server.StopAsync();
            before = Raa.Maal(database, folder, n, preload);
        }

        await using (var server = await Klienter.StartAsync(data, preload))
        {
            using var client = Klienter.Lav(server.Adresse);
            var cases = await OpretSagerAsync(client, 200);
            await Maaling.VarmOpAsync(server.Id, n, i => EnAsync(client, cases[i % cases.Count]));
            foreach (var clients in new[] { 1, 8, 32 })
            {
                var cpu = Maaling.Cpu(server.Id);
                var (perSecond, times) = await Maaling.BelastAsync(clients, n, i => EnAsync(client, cases[i % cases.Count]));
                runs.Add((clients, perSecond, times, (Maaling.Cpu(server.Id) - cpu).TotalMilliseconds / n));
            }

            await server.StopAsync();
        }

        var after = Raa.Maal(database, folder, n, preload);
        var bound = (before + after) / 2;
        Console.WriteLine($"# raw bound {before:0} documents/s before and {after:0} after; flush {Maskine.FlushMs(folder) + addedFlush:0.000} ms");
        foreach (var (clients, perSecond, times, cpu) in runs)
        {
            Maaling.Skriv("journaliser", Klienter.Antal(clients), "dokumenter/s", perSecond, bound);
            Maaling.Skriv("journaliser", $"{Klienter.Antal(clients)}, median", "ms", Maaling.Median(times), 1000 / bound);
            Maaling.Skriv("journaliser", $"{Klienter.Antal(clients)}, 99 %", "ms", Maaling.Percentile(times, 99), null);
            Maaling.Skriv("journaliser", $"{Klienter.Antal(clients)}, serverens CPU pr. dokument", "ms", cpu, 2);
        }
    }

    public static async Task<List<string>> OpretSagerAsync(HttpClient client, int count)
    {
        List<string> cases = [];
        for (var i = 0; i < count; i++)
            cases.Add((await Klienter.SvarAsync(await client.PostAsync(new Uri("/api/v1/sager", UriKind.Relative), Klienter.Json(new { titel = $"Måling {i}", emne = "02.34.02", facet = "G01" })))).GetProperty("id").GetString()!);
        return cases;
    }

    private static async Task EnAsync(HttpClient client, string sag)
    {
        using var answer = await client.PostAsync(new Uri($"/api/v1/sager/{sag}/dokumenter", UriKind.Relative), Klienter.Fil(Size, new { titel = "Måling", retning = "indgaaende", journaliser = true }));
        await Klienter.SvarAsync(answer);
    }
}

internal static class Klienter
{
    private static readonly byte[] Noise = Lav();

    public static string Antal(int clients) => clients == 1 ? "1 klient" : $"{clients} klienter";

    public static Task<Serverproces> StartAsync(string data, string? preload, Dictionary<string, string>? settings = null) => Serverproces.StartAsync(
        new Dictionary<string, string>(settings ?? []) { ["Esdh:Data"] = data, ["Esdh:Demonstration"] = "tom", ["Logging:LogLevel:Default"] = "Warning" }, preload: preload);

    /// <summary>One client for all: it opens a connection for each request that waits.</summary>
    public static HttpClient Lav(Uri address) =>
        new(new Tegnhandler(address, "sagsbehandler", "korsbaek")) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };

    public static StringContent Json(object value) => new(JsonSerializer.Serialize(value), System.Text.Encoding.UTF8, "application/json");

    /// <summary>A multipart body with unique bytes.</summary>
    public static MultipartFormDataContent Fil(int size, object json)
    {
        var bytes = new byte[size];
        Noise.AsSpan(0, size).CopyTo(bytes);
        Guid.CreateVersion7().TryWriteBytes(bytes);
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new() { { file, "fil", "maaling.bin" }, { Json(json), "json" } };
    }

    public static async Task<JsonElement> SvarAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text) : throw new HttpRequestException($"{(int)answer.StatusCode}: {text}");
    }

    private static byte[] Lav()
    {
        var bytes = new byte[1024 * 1024];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }
}
