using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Sager.Foresp;

namespace Esdh.Sager.Indhold;

/// <summary>The list of a case's akts as a file.</summary>
internal static class Aktdokumenter
{
    /// <summary>Most akts in one list; a case this large is read page by page.</summary>
    public const int FlestIListen = 20_000;

    private static readonly string[] Hoved = ["Akt", "Dato", "Titel", "Retning", "Type", "Afsender eller modtager", "Status", "Filer"];

    public static async Task CsvAsync(Stream til, IReadOnlyList<Aktlistepost> akter, CancellationToken ct)
    {
        await using var csv = new CsvWriter(til);
        await csv.WriteRowAsync(Hoved, ct);
        foreach (var akt in akter)
            await csv.WriteRowAsync([.. Raekke(akt), string.Join(", ", akt.Filer.Select(f => f.Filnavn))], ct);
    }

    private static string[] Raekke(Aktlistepost a) => a.FlyttetTil is { } sag
        ? [a.Akt ?? "", "", sag.Length == 0 ? "Flyttet til en anden sag" : $"Flyttet til {sag}", "", "", "", "Flyttet"]
        : [a.Akt ?? "", DanishTime.ShortDate(a.Dato), a.Titel, Ord.Retning(a.Retning), a.Dokumenttype ?? "", a.Korrespondent ?? "", Ord.Tilstand(a.Tilstand)];
}
