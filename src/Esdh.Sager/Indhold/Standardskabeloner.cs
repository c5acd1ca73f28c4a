using Esdh.Core.Authorities;
using Esdh.Core.Files.Word;
using Esdh.Sager.Handlinger;

namespace Esdh.Sager.Indhold;

/// <summary>The templates that come with the product: a receipt, a hearing of the party, a word to neighbours, a decision and a refusal.</summary>
internal static class Standardskabeloner
{
    private sealed record Skabelon(string Noegle, string Navn, string Beskrivelse, string Dokumenttype, string Titel, string Overskrift, string[] Tekst, bool MedParter);

    private static readonly Skabelon[] Alle =
    [
        new("kvittering", "Kvittering for modtagelse", "Bekræfter, at kommunen har modtaget en henvendelse.", "Brev", "Kvittering: {{sag.titel}}", "Vi har modtaget din henvendelse",
            [
                "Tak for din henvendelse om {{sag.titel}}. Vi modtog den og har oprettet sag {{sag.nummer}}.",
                "{{sag.behandler}} i {{sag.enhed}} behandler sagen. Skriv sagsnummeret, når du henvender dig, så finder vi hurtigt frem til den.",
                "Mangler vi oplysninger, hører du fra os.",
            ], false),
        new("partshoering", "Partshøring", "Beder en part udtale sig, før der træffes afgørelse.", "Partshøring", "Partshøring: {{sag.titel}}", "Du kan udtale dig, før vi afgør sagen",
            [
                "Vi behandler sag {{sag.nummer}} om {{sag.titel}}. Før vi træffer afgørelse, skal du have mulighed for at kommentere de oplysninger, som afgørelsen ventes at bygge på.",
                "Oplysningerne er:\n{{hoering.oplysninger}}",
                "Vedlagt:\n{{hoering.dokumenter}}",
                "Send dine bemærkninger senest den {{hoering.frist}}. Har vi ikke hørt fra dig, afgør vi sagen på det grundlag, vi har.",
            ], false),
        new("naboorientering", "Naboorientering", "Fortæller en nabo om det, der er søgt om, og spørger om bemærkninger.", "Naboorientering", "Naboorientering: {{sag.titel}}", "Du kan udtale dig om det, der er søgt om",
            [
                "Vi behandler sag {{sag.nummer}} om {{sag.titel}}. Du får dette brev, fordi sagen vedrører naboer.",
                "Det er der søgt om:\n{{hoering.oplysninger}}",
                "Vedlagt:\n{{hoering.dokumenter}}",
                "Send dine bemærkninger senest den {{hoering.frist}}.",
            ], false),
        new("afgoerelse", "Afgørelse", "Meddeler en afgørelse med begrundelse og klagevejledning.", "Afgørelse", "Afgørelse: {{sag.titel}}", "Afgørelse",
            [
                "Vi har afgjort sag {{sag.nummer}} om {{sag.titel}}.",
                "Afgørelsen er:\n{{afgoerelse.resultat}}",
                "Retsgrundlag:\n{{afgoerelse.retsgrundlag}}",
                "Begrundelse:\n{{afgoerelse.hovedhensyn}}",
                "Oplysninger, der har haft betydning:\n{{afgoerelse.faktum}}",
                "Klagevejledning:\n{{afgoerelse.klagevejledning}}",
            ], true),
        new("afslag", "Afslag", "Meddeler et afslag med begrundelse og klagevejledning.", "Afgørelse", "Afslag: {{sag.titel}}", "Vi kan ikke imødekomme det, du har søgt om",
            [
                "Du har søgt om {{sag.titel}}, sag {{sag.nummer}}. Vi giver afslag.",
                "Begrundelse:\n[Skriv de regler, afslaget bygger på, og de forhold, der har været afgørende.]",
                "Du har haft mulighed for at udtale dig den [dato]. [Skriv, hvad du oplyste, og hvordan det indgik.]",
                "Klagevejledning:\n[Skriv, hvem der kan klages til, hvordan og inden hvornår.]",
            ], true),
    ];

    /// <summary>The keys of all of them.</summary>
    public static IEnumerable<string> Noegler => Alle.Select(s => s.Noegle);

    /// <summary>Puts those in that the authority does not have; one that it has changed or switched off is left alone.</summary>
    public static async Task IndlaesAsync(Authority myndighed, Core.Access.Aktoer aktoer, CancellationToken ct)
    {
        List<GemDokumentskabelon.Kommando> nye = [];
        foreach (var s in Alle)
        {
            var fil = Lav(s.Navn, s.Overskrift, s.Tekst, s.MedParter);
            nye.Add(new(
                aktoer, null, s.Noegle, s.Navn, s.Beskrivelse, "udgaaende", s.Dokumenttype, s.Titel, true, s.Noegle + ".docx", await myndighed.Content.SaveAsync(fil, ct),
                [.. DocxMerge.Fields(new MemoryStream(fil))]));
        }

        await myndighed.Queue.RunAsync((GemDokumentskabelon act) => act.TilfoejManglendeAsync(nye, ct), ct);
    }

    /// <summary>A letter with the authority's head and the writer's name, as a Word file with merge fields.</summary>
    internal static byte[] Lav(string navn, string overskrift, IReadOnlyList<string> tekst, bool medParter)
    {
        var docx = new DocxWriter().Title(navn).Header("{{myndighed.navn}}").Footer("Sag {{sag.nummer}} · {{myndighed.navn}} · CVR {{myndighed.cvr}}")
            .Paragraph("{{part.navn}}\n{{part.adresse}}\n{{part.postnummer}} {{part.by}}").Paragraph().Paragraph("{{dato.idag}}").Heading(overskrift);
        foreach (var afsnit in tekst)
            docx.Paragraph(afsnit);
        if (medParter)
            docx.Paragraph("Parter i sagen:").Table([["Navn", "Rolle"], ["{{#parter}}{{navn}}", "{{rolle}}{{/parter}}"]]);
        docx.Paragraph().Paragraph("Venlig hilsen").Paragraph("{{bruger.navn}}\n{{sag.enhed}}");
        using var fil = new MemoryStream();
        docx.Save(fil);
        return fil.ToArray();
    }
}
