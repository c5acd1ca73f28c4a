using System.Globalization;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>docIndex.xml and contextDocumentationIndex.xml, and what is said of documents when everything has been read.</summary>
internal static class Dokumentindekskontrol
{
    private const string Vist = "Indices/docIndex.xml";
    private const string Kontekstvist = "Indices/contextDocumentationIndex.xml";

    private static readonly long[] Stedfortraedere = [99999991, 99999992, 99999993];

    public static void Dokument(Fundsamler fund, Dokumentregister register, Knude doc)
    {
        if (!Tal(doc.Felt("dID"), out var id))
            return; // the schema has said so
        var samling = doc.Felt("dCf") is { } c && c.StartsWith("docCollection", StringComparison.Ordinal) && int.TryParse(c.AsSpan(13), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        Tal(doc.Felt("mID"), out var medie);
        if (register.Indeks(id, Tal(doc.Felt("pID"), out var p) ? p : null, medie, samling, Dokumentformater.Af(doc.Felt("aFt")?.Trim() ?? ""), doc.Felt("gmlXsd")?.Trim()))
            fund.Meld(Indekspunkter.DobbeltDokument, Vist, forklaring: Navn(id));
    }

    public static void Kontekst(Fundsamler fund, Dokumentregister register, Knude document)
    {
        if (!Tal(document.Felt("documentID"), out var id))
            return;
        if (register.Indeks(id, null, 1, 0, Dokumentformat.Ukendt, null))
            fund.Meld(Egnepunkter.DobbeltKontekst, Kontekstvist, forklaring: Navn(id));
        if (!(document.Foerste("documentCategory")?.Boern.SelectMany(b => b.Boern.Prepend(b)).Any(b => b.Boern.Count == 0 && b.Tekst.Trim() is "true" or "1") ?? false))
            fund.Meld(Indekspunkter.IngenKategori, Kontekstvist, forklaring: $"{Navn(id)}: {document.Felt("documentTitle")}");
    }

    public static void Afslut(Forloeb forloeb, Dokumentregister? register, Tabelindeks? tabeller, IReadOnlyList<Tabelresultat> laest)
    {
        if (register is null)
            return;
        var fund = forloeb.Fund;
        foreach (var (id, foraelder) in register.UdenForaelder)
            fund.Meld(Indekspunkter.UkendtForaelder, Vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"dokument {id} under {foraelder}"));
        foreach (var id in register.Loekker())
            fund.Meld(Indekspunkter.Loekke, Vist, forklaring: Navn(id));
        if (register.MedForaelder is > 0 and var indlejrede)
            fund.Meld(Indekspunkter.Indlejrede, Vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"{indlejrede} af {register.IIndeks}"), antal: indlejrede);
        foreach (var id in Stedfortraedere.Where(i => register.Antal(i) > 0))
            fund.Meld(Maerkepunkter.Stedfortraedere, Vist, forklaring: Navn(id));
        var medId = tabeller?.Tabeller.Where(t => t.Kolonner.Any(k => k.Maerker.Contains("Dokumentidentifikation"))).ToList() ?? [];
        if (medId.Count == 0)
            return; // another check says that nothing names documents
        if (medId.Any(t => !laest.Any(l => ReferenceEquals(l.Tabel, t) && l.Hel)))
        {
            fund.Udelad("Dokumenterne er ikke holdt op mod tabeldata, fordi tabellen med dokumenternes id ikke kunne læses helt.");
            return;
        }

        foreach (var (id, gennemForaelder) in register.IkkeITabel())
            fund.Meld(gennemForaelder ? Indekspunkter.KunGennemForaelder : Indekspunkter.IkkeITabel, Vist, forklaring: Navn(id));
    }

    private static string Navn(long id) => string.Create(CultureInfo.InvariantCulture, $"dokument {id}");

    private static bool Tal(string? tekst, out long tal) => long.TryParse(tekst, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out tal) && tal > 0;
}
