using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Klub.Sider;

namespace Esdh.Klub.Indhold;

/// <summary>The half-yearly report as PDF.</summary>
internal static class Koereplanrapport
{
    public static byte[] Skriv(Koereplanbillede b)
    {
        using var pdf = new PdfWriter($"Køreplan, {b.Halvaarsnavn}", $"Brugerklubben · køreplan, {b.Halvaarsnavn}");
        pdf.Heading($"Køreplan, {b.Halvaarsnavn}").Paragraph(Saetning(b.Tal)).Table(
            [["", "Nu", "Sidst"], Raekke("Projekter", t => t.Projekter), Raekke("Startede", t => t.Startede), Raekke("Grønne", t => t.Groenne), Raekke("Gule", t => t.Gule), Raekke("Røde", t => t.Roede), Raekke("Ikke igangsat", t => t.IkkeIgangsatte), Raekke("Afsluttede", t => t.Afsluttede), Raekke("Udgåede", t => t.Udgaaede)], weights: [3, 1, 1]);
        pdf.Heading("Initiativer", 2).Table(
            [["Nr.", "Initiativ", "Ejer", "Status", "Tendens", "Fase", "Periode"], .. b.Initiativer.Select(i => (IReadOnlyList<string>)[i.Nummer, i.Titel, i.Ejer, i.Maerke.Tekst, i.Tendens?.Tekst ?? "", i.Fase, $"{DanishTime.ShortDate(i.Fra)} til {DanishTime.ShortDate(i.Til)}"])], weights: [1, 4, 2.5, 1.6, 1.6, 1.6, 2.5]);
        foreach (var i in b.Initiativer.Where(i => i.Grund is not null))
            pdf.Heading($"{i.Nummer} {i.Titel}: {i.Maerke.Tekst}", 3).Paragraph($"Hvorfor: {i.Grund}{(i.Naeste is null ? "" : $"\nNæste: {i.Naeste}")}{(i.MoedtAf is null ? "" : $"\nMødt af: {i.MoedtAf}")}");
        using var ud = new MemoryStream();
        pdf.Save(ud);
        return ud.ToArray();

        IReadOnlyList<string> Raekke(string navn, Func<Koereplantal, int> tal) => [navn, tal(b.Tal).ToString(CultureInfo.InvariantCulture), b.Sidst is null ? "–" : tal(b.Sidst).ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>»31 projekter, 28 startet, 21 grønne, 7 gule, 0 røde.«</summary>
    public static string Saetning(Koereplantal t) => $"{t.Projekter} projekter, {t.Startede} startet, {t.Groenne} grønne, {t.Gule} gule, {t.Roede} røde.";
}
