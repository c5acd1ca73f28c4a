using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Klub.Sider;
using Esdh.Ui;

namespace Esdh.Klub.Indhold;

/// <summary>The minutes of a ballot as PDF.</summary>
internal static class Referat
{
    public static byte[] Skriv(Afstemningsbillede a)
    {
        using var pdf = new PdfWriter($"Referat af afstemning {a.Nummer}", $"Brugerklubben · afstemning {a.Nummer}");
        var r = a.Resultat!;
        pdf.Heading($"Afstemning {a.Nummer}: {a.Titel}").Paragraph($"{a.Emne}. {a.Formord}. {a.Vaegtord}. {(a.Hemmelig ? "Hemmelig" : "Åben")} afstemning.");
        if (a.Beskrivelse.Length > 0)
            pdf.Paragraph(a.Beskrivelse);
        pdf.Heading("Udfald", 2).Paragraph($"{r.Maerke.Tekst}. Åbnede {DanishTime.LongDateTime(a.Aabnet!.Value)}, lukkede {DanishTime.LongDateTime(a.Lukker)}.")
            .Paragraph($"{r.Deltog} af {r.Berettigede} medlemmer deltog, {Vis.Tal(r.IndbyggereDeltog)} af {Vis.Tal(r.Indbyggere)} indbyggere bag dem. Krav: {a.KvorumMedlemmer} % af medlemmerne ({(r.KvorumMedlemmerNaaet ? "nået" : "ikke nået")}), {a.KvorumIndbyggere} % af indbyggerne ({(r.KvorumIndbyggereNaaet ? "nået" : "ikke nået")}). {r.Blanke} stemte blankt.")
            .Table([["Nr.", "Mulighed", r.Talnavn, "Medlemmer", "Udfald"], .. r.Muligheder.Select(m => (IReadOnlyList<string>)[m.Placering.ToString(CultureInfo.InvariantCulture), m.Titel, Vis.Tal(m.Tal), m.Medlemmer.ToString(CultureInfo.InvariantCulture), (m.Valgt ? "Valgt" : "") + (m.AfgjortVed is null ? "" : $" (lige: {m.AfgjortVed})")])], weights: [1, 6, 2, 2, 3])
            .Paragraph(a.Lighed);
        pdf.Heading("Hvem kunne stemme", 2).Table([["Medlem", "Indbyggere", "Stemte", "Ved fuldmagt til"], .. a.Vaelgere.Select(v => (IReadOnlyList<string>)[v.Navn, Vis.Tal(v.Folketal), v.Stemte ? "Ja" : "Nej", v.Ved ?? ""])], weights: [5, 2, 1, 4]);
        pdf.Heading("Stemmesedler", 2).Table([[a.Hemmelig ? "Seddel" : "Medlem", "Indhold"], .. r.Sedler.Select(s => (IReadOnlyList<string>)[s.Hvis, s.Indhold])], weights: [3, 7]);
        pdf.Heading("Efterprøvning", 2).Paragraph($"Protokollens rod er {a.Rod}. Den står også i klubbens forseglede historik. Enhver kan hente protokollen og tælle efter.");
        using var ud = new MemoryStream();
        pdf.Save(ud);
        return ud.ToArray();
    }
}
