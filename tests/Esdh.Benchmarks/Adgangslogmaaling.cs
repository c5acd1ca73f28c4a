namespace Esdh.Benchmarks;

/// <summary>
/// What the access log costs: the same reads of the same two servers side by side, one that writes its log and one that does not, by turns, so that what else the
/// machine does strikes both. Aim: under 5 % more.
/// </summary>
internal static class Adgangslogmaaling
{
    private const int Runder = 10;

    public static async Task RunAsync(string folder, int n, string? preload)
    {
        await using var med = await Klienter.StartAsync(Path.Combine(folder, "med"), preload);
        await using var uden = await Klienter.StartAsync(Path.Combine(folder, "uden"), preload, new() { ["Esdh:Adgangslog:Udelades"] = "true" });
        using var medKlient = Klienter.Lav(med.Adresse);
        using var udenKlient = Klienter.Lav(uden.Adresse);
        var (medSti, udenSti) = (await SagAsync(medKlient), await SagAsync(udenKlient));
        await Maaling.BelastAsync(8, 4 * n, i => LaesAsync(medKlient, medSti, i)); // until the runtime has compiled what is hot
        await Maaling.BelastAsync(8, 4 * n, i => LaesAsync(udenKlient, udenSti, i));
        List<double> medCpu = [], udenCpu = [];
        List<double> medTider = [], udenTider = [];
        for (var runde = 0; runde < Runder; runde++)
        {
            var medFoerst = runde % 2 == 0;
            for (var del = 0; del < 2; del++)
            {
                var (server, klient, sti, tider) = (del == 0) == medFoerst ? (med, medKlient, medSti, medTider) : (uden, udenKlient, udenSti, udenTider);
                var cpu = Maaling.Cpu(server.Id);
                tider.AddRange((await Maaling.BelastAsync(4, n / Runder, i => LaesAsync(klient, sti, i))).Milliseconds);
                await Task.Delay(600); // what waits is written, and counted
                (server == med ? medCpu : udenCpu).Add((Maaling.Cpu(server.Id) - cpu).TotalMilliseconds / (n / Runder));
            }
        }

        Maaling.Skriv("adgangslog", "serverens CPU pr. forespørgsel, median af runder, med log mod uden (højst 1,05)", "ms", Maaling.Median(medCpu), Maaling.Median(udenCpu));
        Maaling.Skriv("adgangslog", "4 klienter, median, med log mod uden (højst 1,05)", "ms", Maaling.Median(medTider), Maaling.Median(udenTider));
        await med.StopAsync();
        await uden.StopAsync();
    }

    /// <summary>A case with some notes on it, as its page and its history show it.</summary>
    private static async Task<string> SagAsync(HttpClient client)
    {
        var sag = await Klienter.SvarAsync(await client.PostAsync(new Uri("/api/v1/sager", UriKind.Relative), Klienter.Json(new
        {
            titel = "Måling af adgangslog", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Anna Opfundet", postnummer = "4600", by = "Køge", erPrimaer = true } },
        })));
        var nummer = sag.GetProperty("sagsnummer").GetString()!;
        for (var i = 0; i < 5; i++)
            await Klienter.SvarAsync(await client.PostAsync(new Uri($"/api/v1/sager/{nummer}/notater", UriKind.Relative), Klienter.Json(new { overskrift = $"Opkald {i}", tekst = "<p>Ringede</p>", kilde = "Telefon" })));
        return nummer;
    }

    private static async Task LaesAsync(HttpClient client, string nummer, int i)
    {
        var sti = (i % 4) switch { 0 => $"/sager/{nummer}", 1 => $"/api/v1/sager/{nummer}", 2 => $"/api/v1/sager/{nummer}/historik", _ => "/api/v1/soegning?q=carport" };
        using var svar = await client.GetAsync(new Uri(sti, UriKind.Relative));
        svar.EnsureSuccessStatusCode();
        await svar.Content.ReadAsByteArrayAsync();
    }
}
