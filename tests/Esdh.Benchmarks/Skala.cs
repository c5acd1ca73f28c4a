using Esdh.Benchmarks.Kommune;

namespace Esdh.Benchmarks;

/// <summary>The scenarios of a whole municipality, each with the same server, at one size or at several one after the other.</summary>
internal static class Skala
{
    public static async Task RunAsync(string scenarie, int[] stoerrelser, string? data, int antal, string? ud, string midlertidig, string? preload)
    {
        Maaling.Ud = ud;
        foreach (var n in stoerrelser)
        {
            Maaling.Cases = n;
            var mappe = Kommunemappe.Sti(data, n);
            await Kommunemappe.SikrAsync(mappe, n);
            await Indeksbygger.SikrAsync(mappe);
            if (scenarie == "byg")
                continue;
            await using var server = await Kommunemappe.StartAsync(mappe, preload);
            using var klient = Klienter.Lav(server.Adresse);
            if (scenarie is "aabn-sag" or "skala")
                await AabnSag.MaalAsync(server, klient, mappe, antal);
            if (scenarie is "soeg" or "skala")
                await Soeg.MaalAsync(server, klient, mappe, antal);
            if (scenarie is "hverdag" or "skala")
                await Hverdag.MaalAsync(server, mappe, antal * 10);
            await server.StopAsync();
        }

        Maaling.Cases = null;
        if (scenarie is "soeg" or "skala")
            await Soeg.IndekserAsync(midlertidig, preload);
    }
}
