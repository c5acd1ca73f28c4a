namespace Esdh.Benchmarks;

/// <summary>A case with a party, and a journalised 20 KB file on it: two requests, number, journal and events. Aims: median under 10 ms, over 150 a second at 8 clients.</summary>
internal static class OpretSag
{
    public static async Task RunAsync(string folder, int n, string? preload)
    {
        await using var server = await Klienter.StartAsync(Path.Combine(folder, "data"), preload);
        using var client = Klienter.Lav(server.Adresse);
        await Maaling.VarmOpAsync(server.Id, n, i => EnAsync(client, i));
        var (_, alone) = await Maaling.BelastAsync(1, Math.Max(1, n / 2), i => EnAsync(client, i));
        var cpu = Maaling.Cpu(server.Id);
        var (perSecond, together) = await Maaling.BelastAsync(8, n, i => EnAsync(client, i));
        Maaling.Skriv("opret-sag", "1 klient, median", "ms", Maaling.Median(alone), 10);
        Maaling.Skriv("opret-sag", "1 klient, 99 %", "ms", Maaling.Percentile(alone, 99), null);
        Maaling.Skriv("opret-sag", "8 klienter", "sager/s", perSecond, 150);
        Maaling.Skriv("opret-sag", "8 klienter, median", "ms", Maaling.Median(together), null);
        Maaling.Skriv("opret-sag", "8 klienter, serverens CPU pr. sag", "ms", (Maaling.Cpu(server.Id) - cpu).TotalMilliseconds / n, null);
        await server.StopAsync();
    }

    private static async Task EnAsync(HttpClient client, int number)
    {
        var sag = await Klienter.SvarAsync(await client.PostAsync(new Uri("/api/v1/sager", UriKind.Relative), Klienter.Json(new
        {
            titel = $"Byggesag {number}", emne = "02.34.02", facet = "G01",
            parter = new[] { new { navn = $"Anna Opfundet {number}", adresse = "Nørregade 1", postnummer = "4600", by = "Køge", erPrimaer = true } },
        })));
        using var document = await client.PostAsync(
            new Uri($"/api/v1/sager/{sag.GetProperty("id").GetString()}/dokumenter", UriKind.Relative),
            Klienter.Fil(20 * 1024, new { titel = "Ansøgning", retning = "indgaaende", journaliser = true }));
        await Klienter.SvarAsync(document);
    }
}
