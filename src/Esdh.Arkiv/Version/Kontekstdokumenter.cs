using System.Globalization;
using System.Xml;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;

namespace Esdh.Arkiv.Version;

/// <summary>What the system can tell of itself: pages that the archivist need not write.</summary>
internal static class Kontekstdokumenter
{
    private const int FlestEmner = 20_000;

    public static void Systembeskrivelse(Versionsplan plan, Udtraeksstand stand, string til)
    {
        using var pdf = new PdfWriter("Systembeskrivelse", plan.Avid);
        pdf.Heading(plan.Systemnavn).Paragraph(plan.Formaal).Paragraph(plan.Indhold);
        pdf.Heading("Arkiveringsversionen", 2)
            .Paragraph(plan is { Fra: { } fra, Til: { } til2 }
                ? $"{plan.Avid} er en afsluttet periode fra {DanishTime.LongDate(fra)} til {DanishTime.LongDate(til2)}: de dokumenter og notater, der er journaliseret i perioden, og deres sager."
                : $"{plan.Avid} er et øjebliksbillede pr. {DanishTime.LongDate(plan.Frosset)} af alle sager og alt, hvad der er journaliseret på dem.")
            .Paragraph("Kladder til dokumenter og notater er ikke med. Dokumenter, der er afleveret i en tidligere godkendt arkiveringsversion, er registreret med koden 1 i Dokument.AfleveretKode og har ingen filer her. "
                + "Fejljournaliserede dokumenter er registreret uden filer. Tidspunkter er dansk tid.")
            .Paragraph("Filer, der ikke kunne laves om til TIFF, deler tre erstatningsdokumenter: 99999991, hvor filtypen ikke kan laves om eller programmet manglede, 99999992, hvor filen er tom eller beskadiget, "
                + "og 99999993, hvor filen er låst med en adgangskode. Tabellen Dokumentfil viser hvilke filer og hvorfor.");
        pdf.Heading("Tabeller", 2).Table([["Tabel", "Indhold", "Rækker"], .. stand.Tabeller.OrderBy(t => t.Nummer).Select(t => (IReadOnlyList<string>)
            [t.Navn, Tabelkatalog.Alle[t.Nummer - 1].Beskrivelse, t.Raekker.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))])], true, [2, 6, 1]);
        Gem(pdf, til);
    }

    /// <summary>The plan of subjects as it stands in the version's own tables.</summary>
    public static void Journalplan(string tabeller, string til)
    {
        using var pdf = new PdfWriter("Journalplan", "Journalplan");
        pdf.Heading("Journalplan").Heading("Emner", 2);
        pdf.PlainText(string.Join('\n', Raekker(tabeller, Tabelkatalog.Emne)));
        pdf.Heading("Handlingsfacetter", 2).PlainText(string.Join('\n', Raekker(tabeller, Tabelkatalog.Facet)));
        Gem(pdf, til);
    }

    private static IEnumerable<string> Raekker(string tabeller, Tabel tabel)
    {
        var navn = Tabelskriver.Navn(Tabelkatalog.Nummer(tabel));
        using var laeser = XmlReader.Create(Path.Combine(tabeller, navn, navn + ".xml"));
        for (var antal = 0; antal < FlestEmner && laeser.ReadToFollowing("row"); antal++)
        {
            laeser.ReadToFollowing("c1");
            var nummer = laeser.ReadElementContentAsString();
            if (laeser.LocalName != "c2")
                laeser.ReadToFollowing("c2");
            yield return $"{nummer} {laeser.ReadElementContentAsString()}";
        }
    }

    private static void Gem(PdfWriter pdf, string til)
    {
        using var fil = File.Create(til);
        pdf.Save(fil);
    }
}
