using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Indhold;

/// <summary>An invoice for people.</summary>
internal static class FakturaPdf
{
    public static void Skriv(Stream ud, Fakturabillede f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var erFaktura = f.Art == Fakturaart.Faktura;
        var titel = $"{(erFaktura ? "Faktura" : "Kreditnota")} {f.Nummer}";
        using var pdf = new PdfWriter(titel, $"{f.Saelger.Navn} · {titel}");
        pdf.Heading(titel);
        if (PeppolFaktura.Note(f) is { } note)
            pdf.Paragraph(note);
        pdf.Table(
        [
            ["Fra", "Til"],
            [Part(f.Saelger), Part(f.Koeber)],
        ]);
        List<IReadOnlyList<string>> fakta = [["Fakturadato", DanishTime.LongDate(f.Udstedt)]];
        if (erFaktura)
            fakta.Add(["Betales senest", DanishTime.LongDate(f.Forfald)]);
        if (f.KrediterNr is { } nr)
            fakta.Add(["Krediterer faktura", $"{nr:00000}"]);
        fakta.Add(["Jeres reference", f.Koeber.Reference]);
        fakta.Add(["Periode", $"{DanishTime.ShortDate(f.Fra)} til {DanishTime.ShortDate(f.Til)}"]);
        pdf.Table(fakta, hasHeader: false, weights: [1, 3]);
        pdf.Heading("Linjer", 2);
        pdf.Table(
            [["Tekst", "Antal", "Pris (kr.)", "Beløb (kr.)"], .. f.Linjer.Select(l => new[] { l.Tekst, Antal(l), Klubkroner.Kroner(l.PrisOere), Klubkroner.Kroner(l.NettoOere) })],
            weights: [5, 2, 1.5, 2]);
        pdf.Table(
        [
            ["I alt uden moms", Klubkroner.Kroner(f.NettoOere)],
            [f.MomsBasispoint == 0 ? $"Moms: {f.Momsfritagelse}" : $"Moms {Ublskriver.Procent(f.MomsBasispoint).Replace('.', ',')} %", Klubkroner.Kroner(f.MomsOere)],
            [erFaktura ? "At betale (kr.)" : "Til gode (kr.)", Klubkroner.Kroner(f.BruttoOere)],
        ], hasHeader: false, weights: [5, 2]);
        if (erFaktura)
            pdf.Paragraph($"Betales til konto {f.Saelger.Registreringsnummer} {f.Saelger.Kontonummer} med teksten {f.Nummer}.");
        pdf.Save(ud);
    }

    private static string Antal(Fakturabilledlinje l) => l.Antal.ToString("N0", CultureInfo.GetCultureInfo("da-DK")) + (l.Basis == 1 ? "" : $" / {l.Basis}");

    internal static string Part(Fakturapart p) => $"{p.Navn}\n{p.Adresse}\n{p.Postnummer} {p.By}\nCVR {p.Cvr}\nGLN {p.Gln}";
}
