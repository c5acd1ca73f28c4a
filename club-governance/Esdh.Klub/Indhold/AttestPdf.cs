using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Indhold;

/// <summary>The club's certificate that it keeps nothing of a former member's data.</summary>
internal static class AttestPdf
{
    public static void Skriv(Stream ud, KlubMedlem m, string klub)
    {
        var titel = $"Attest for sletning af data fra {m.Navn}";
        using var pdf = new PdfWriter(titel, $"{klub} · {titel}");
        pdf.Heading(titel).Paragraph($"{klub} attesterer, at data fra {m.Navn} (CVR {m.Cvr}) er slettet den {DanishTime.LongDate(m.Slettet!.Value)}.");
        if (m.ErDemonstration)
            pdf.Paragraph("Medlemmet er opfundet til demonstration.");
        pdf.Heading("Hvad der er slettet", 2).PlainText(m.Attest ?? "");
        pdf.Heading("Hvad der gik forud", 2).Table(
        [
            ["Medlemskabet sluttede", m.Udtraeder is { } u ? DanishTime.LongDate(u) : ""],
            ["Medlemmet kvitterede for alle sine data", m.Kvitteret is { } k ? $"{DanishTime.LongDate(k)}, {m.KvitteretAf}" : ""],
            ["Arkivet godkendte medlemmets arkivversion", m.ArkivGodkendt is { } a ? $"{DanishTime.LongDate(a)}, {m.Arkivversion}" : ""],
            ["Attesteret af klubbens sekretariat", DanishTime.LongDate(m.Slettet.Value)],
        ], hasHeader: false, weights: [2, 3]);
        pdf.Paragraph("Attesten står i klubbens journal, og journalen er forseglet.");
        pdf.Save(ud);
    }
}
