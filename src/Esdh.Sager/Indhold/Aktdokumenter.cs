using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Text;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;

namespace Esdh.Sager.Indhold;

/// <summary>The list of a case's akts as a file, and a stamped copy of one of them.</summary>
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

    public static void Pdf(Stream til, Sag sag, Authority myndighed, IReadOnlyList<Aktlistepost> akter, DateTimeOffset nu)
    {
        using var pdf = new PdfWriter($"Aktliste {sag.Sagsnummer}", $"{myndighed.Info.Name} · {sag.Sagsnummer}");
        pdf.Heading($"Aktliste for sag {sag.Sagsnummer}").Paragraph($"{sag.Titel}\nUdskrevet {DanishTime.LongDateTime(nu)}");
        if (akter.Count == 0)
            pdf.Paragraph("Der er ingen journaliserede dokumenter på sagen.");
        else
            pdf.Table([["Akt", "Dato", "Titel", "Retning", "Afsender eller modtager", "Status"], .. akter.Select(a => (IReadOnlyList<string>)[.. Raekke(a).Where((_, i) => i != 4)])], true, [1, 2, 5, 2, 3, 2]);
        pdf.Save(til);
    }

    /// <summary>One line: case, akt and date.</summary>
    public static string Stempel(string sagsnummer, string? akt, DateOnly dato) =>
        akt is null ? $"Sag {sagsnummer} · Kladde · {DanishTime.ShortDate(dato)}" : $"Sag {sagsnummer} · Akt {akt} · {DanishTime.ShortDate(dato)}";

    private static string[] Raekke(Aktlistepost a) => a.FlyttetTil is { } sag
        ? [a.Akt ?? "", "", sag.Length == 0 ? "Flyttet til en anden sag" : $"Flyttet til {sag}", "", "", "", "Flyttet"]
        : [a.Akt ?? "", DanishTime.ShortDate(a.Dato), a.Titel, Ord.Retning(a.Retning), a.Dokumenttype ?? "", a.Korrespondent ?? "", Ord.Tilstand(a.Tilstand)];
}
