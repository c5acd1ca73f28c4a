using System.Globalization;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;

namespace Esdh.Arkiv.Indhold;

/// <summary>A draft of what the council is asked to decide: which documents, by subject, on what grounds.</summary>
internal static class Sagsfremstilling
{
    public static void Skriv(Stream ud, Authority myndighed, Kassationsopslag.Enkelt k, IReadOnlyList<Kassationsopslag.Emnetal> emner, DateOnly idag)
    {
        var dansk = CultureInfo.GetCultureInfo("da-DK");
        string Tal(int n) => n.ToString("N0", dansk);
        var (dokumenter, undtaget) = (emner.Sum(e => e.Venter), emner.Sum(e => e.Undtaget));
        using var pdf = new PdfWriter($"Udkast til sagsfremstilling: {k.Titel}", $"{myndighed.Info.Name}. Udkast, {DanishTime.LongDate(idag)}");
        pdf.Heading($"Kassation af dokumenter: {k.Titel}").Paragraph("Udkast til sagsfremstilling for kommunalbestyrelsen.");
        pdf.Heading("Indstilling", 2).Paragraph($"Det indstilles, at {Tal(dokumenter)} dokumenter i lukkede sager kasseres. Filerne slettes, så de ikke kan genskabes. Registreringerne af sager, dokumenter og journal bliver stående.");
        pdf.Heading("Baggrund", 2).Paragraph($"Sagerne er lukket, og deres frist er udløbet senest den {DanishTime.LongDate(k.Skaeringsdag)}. Både emne og handlingsfacet kan kasseres efter myndighedens plan. Sager, der skal bevares, sager, hvor det er uafklaret, og alt under et kassationsstop er ikke på listen.{(undtaget > 0 ? $" Arkivaren har undtaget {Tal(undtaget)} dokumenter efter gennemsyn." : "")}");
        pdf.Paragraph("Kassation er en ret og ikke en pligt.");
        pdf.Heading("Lovgrundlag", 2).Paragraph($"{KassationRegler.Grundlag.Hjemmel}. Kassation i it-systemer forudsætter en grundig analyse af registreringernes kvalitet og kommunalbestyrelsens godkendelse.");
        pdf.Heading("Analyse af registreringernes kvalitet", 2).PlainText(k.Analyse ?? "(mangler)");
        pdf.Heading("Høring af arkivet", 2).PlainText(k.Hoering ?? "(mangler)");
        pdf.Heading("Dokumenter efter emne", 2).Table(
            [["Emne", "Titel", "Facet", "Dokumenter", "Filer"], .. emner.Where(e => e.Venter > 0).Select(e => (IReadOnlyList<string>)[e.Emne, e.Titel ?? "", e.Facet, Tal(e.Venter), Tal(e.Filer)]), ["I alt", "", "", Tal(dokumenter), Tal(emner.Sum(e => e.Filer))]], weights: [2, 6, 1, 2, 2]);
        pdf.Save(ud);
    }
}
