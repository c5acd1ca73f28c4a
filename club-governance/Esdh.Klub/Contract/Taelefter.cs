using System.Text;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Contract;

/// <summary><c>tael-efter FIL</c>: counts a published ballot again, from the file alone: no server, no database, no key.</summary>
public static class Taelefter
{
    private const string Kommando = "tael-efter";

    /// <returns>0 when everything agrees, 1 when it does not, 2 when the file cannot be found; null when it is another command.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [Kommando, ..])
            return null;
        Console.OutputEncoding = Encoding.UTF8;
        if (args is not [_, var sti] || !File.Exists(sti) || new FileInfo(sti).Length > Protokolfil.StoersteFil)
        {
            await Console.Error.WriteLineAsync($"Brug: {Kommando} FIL, hvor FIL er en stemmeprotokol (JSON, højst 5 MB).");
            return 2;
        }

        var tekst = await File.ReadAllTextAsync(sti);
        var (resultat, fejl) = Protokolfil.TaelEfter(tekst);
        if (resultat is not null)
        {
            var p = Protokolfil.Laes(tekst).Protokol;
            Console.WriteLine($"Afstemning {p.Nr}: {p.Titel}\n{resultat.Deltog} af {resultat.Berettigede} medlemmer deltog, {resultat.Blanke} blankt. {resultat.Udfald}");
            foreach (var m in resultat.Muligheder)
                Console.WriteLine($"{m.Placering,3}. {m.Tal,10} {(m.Valgt ? "valgt" : "     ")} {m.Titel}{(m.AfgjortVed is null ? "" : $" (stod lige, {m.AfgjortVed})")}");
            Console.WriteLine($"Rod: {p.Rod()}");
        }

        foreach (var linje in fejl)
            await Console.Error.WriteLineAsync(linje);
        Console.WriteLine(fejl.Count == 0 ? "Protokollen stemmer." : "Protokollen stemmer ikke.");
        return fejl.Count == 0 ? 0 : 1;
    }
}
