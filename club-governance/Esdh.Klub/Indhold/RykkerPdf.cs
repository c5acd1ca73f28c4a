using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Indhold;

/// <summary>A reminder as a letter.</summary>
internal static class RykkerPdf
{
    public static void Skriv(Stream ud, Fakturabillede f, KlubRykker r)
    {
        var titel = $"Rykker {r.Nr} for faktura {f.Nummer}";
        using var pdf = new PdfWriter(titel, $"{f.Saelger.Navn} · {titel}");
        pdf.Heading(titel);
        if (PeppolFaktura.Note(f) is { } note)
            pdf.Paragraph(note);
        pdf.Table([["Fra", "Til"], [FakturaPdf.Part(f.Saelger), FakturaPdf.Part(f.Koeber)]]);
        pdf.Paragraph($"Faktura {f.Nummer} af {DanishTime.LongDate(f.Udstedt)} skulle være betalt senest den {DanishTime.LongDate(f.Forfald)}. Vi har ikke modtaget hele beløbet.");
        List<IReadOnlyList<string>> linjer = [["Rykkerens dato", DanishTime.LongDate(r.Dato)], ["Jeres reference", f.Koeber.Reference], ["Fakturaens beløb (kr.)", Klubkroner.Kroner(f.BruttoOere)]];
        if (r.GebyrOere > 0)
            linjer.Add(["Rykkergebyr (kr.), uden moms", Klubkroner.Kroner(r.GebyrOere)]);
        if (r.SkyldigtOere is { } skyldigt)
            linjer.Add(["At betale nu, alt i alt (kr.)", Klubkroner.Kroner(skyldigt)]);
        linjer.Add(["Betales senest", DanishTime.LongDate(r.Frist)]);
        pdf.Table(linjer, hasHeader: false, weights: [2, 3]);
        pdf.Paragraph($"Betales til konto {f.Saelger.Registreringsnummer} {f.Saelger.Kontonummer} med teksten {f.Nummer}. Har I betalt i mellemtiden, kan I se bort fra rykkeren. Er I uenige i fakturaen, så skriv til {f.Saelger.Email ?? f.Saelger.Navn}.");
        pdf.Save(ud);
    }
}
