using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Reads tableIndex.xml and holds it against itself: names, keys, folders, descriptions, marks.</summary>
internal static partial class Tabelindekskontrol
{
    public const string Vist = "Indices/tableIndex.xml";

    public static Tabel Laes(Knude t)
    {
        var mappe = t.Felt("folder") ?? "";
        return new(
            Navn(t.Felt("name")), mappe, Mappenummer(mappe), t.Felt("description") ?? "",
            [.. (t.Foerste("columns")?.Alle("column") ?? []).Select(k => new Kolonne(
                Navn(k.Felt("name")), k.Felt("columnID") ?? "", k.Felt("type") ?? "", k.Felt("typeOriginal"), k.Ja("nullable") ?? false, k.Felt("description") ?? "", [.. k.Alle("functionalDescription").Select(f => f.Tekst.Trim())]))],
            new(Navn(t.Foerste("primaryKey")?.Felt("name")), [.. (t.Foerste("primaryKey")?.Alle("column") ?? []).Select(k => Navn(k.Tekst))]),
            [.. (t.Foerste("foreignKeys")?.Alle("foreignKey") ?? []).Select(f => new Fremmednoegle(
                Navn(f.Felt("name")), Navn(f.Felt("referencedTable")), [.. f.Alle("reference").Select(r => (Navn(r.Felt("column")), Navn(r.Felt("referenced"))))]))],
            long.TryParse(t.Felt("rows"), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var r) ? r : -1);
    }

    public static Forespoergsel LaesForespoergsel(Knude v) => new(Navn(v.Felt("name")), v.Felt("queryOriginal") ?? "", v.Felt("description"));

    public static long? Mappenummer(string mappe) => Mappeform().Match(mappe) is { Success: true } m ? long.Parse(m.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) : null;

    public static void Kontroller(Forloeb forloeb, Tabelindeks indeks)
    {
        var fund = forloeb.Fund;
        Navne(fund, indeks.Tabeller.Select(t => t.Navn), null, Indekspunkter.SammeTabelnavn, "tabel");
        Navne(fund, indeks.Forespoergsler.Select(v => v.Navn), null, Maerkepunkter.SammeForespoergselsnavn, "forespørgsel");
        var noegler = indeks.Tabeller.SelectMany(t => t.Fremmede.Select(f => f.Navn).Prepend(t.Primaer.Navn)).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        NaestenEns(fund, indeks.Tabeller.SelectMany(t => t.Fremmede.Select(f => f.Navn).Prepend(t.Primaer.Navn)), null, "nøgle");
        var kendte = new Dictionary<string, Tabel>(StringComparer.Ordinal);
        foreach (var t in indeks.Tabeller)
            kendte.TryAdd(Sqlnavn.Kendes(t.Navn), t);
        foreach (var tabel in indeks.Tabeller)
            Kontroller(fund, tabel, kendte, noegler);
        Mapper(fund, indeks.Tabeller);
        Enlige(fund, indeks.Tabeller);
        foreach (var v in indeks.Forespoergsler)
        {
            Navnform(fund, v.Navn, null, "forespørgsel");
            if (v.ErEgen && (v.Beskrivelse?.Trim().Length ?? 0) < 3)
                fund.Meld(Maerkepunkter.Forespoergselsbeskrivelse, Vist, forklaring: v.Navn);
        }

        if (!indeks.Forespoergsler.Any(v => v.ErEgen))
            fund.Meld(Maerkepunkter.IngenForespoergsler, Vist);
        foreach (var (maerke, antal) in indeks.Tabeller.SelectMany(t => t.Kolonner).SelectMany(k => k.Maerker).GroupBy(m => m, StringComparer.Ordinal).Select(g => (g.Key, g.Count())))
            fund.Meld(Maerkepunkter.Maerker, Vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"{maerke} = {antal}"), antal: antal);
    }

    private static void Kontroller(Fundsamler fund, Tabel tabel, Dictionary<string, Tabel> kendte, HashSet<string> dobbelteNoegler)
    {
        Navnform(fund, tabel.Navn, tabel.Navn, "tabel");
        if (tabel.Beskrivelse.Trim().Length < 3)
            fund.Meld(Maerkepunkter.Tabelbeskrivelse, Vist, tabel.Navn, forklaring: $"»{tabel.Beskrivelse.Trim()}«");
        Navne(fund, tabel.Kolonner.Select(k => k.Navn), tabel.Navn, Maerkepunkter.SammeKolonnenavn, "kolonne");
        var dobbelteId = tabel.Kolonner.GroupBy(k => k.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).ToList();
        foreach (var id in dobbelteId)
            fund.Meld(Maerkepunkter.SammeKolonneId, Vist, tabel.Navn, forklaring: id.Key);
        if (dobbelteId.Count == 0 && tabel.Kolonner.Select((k, i) => k.Id != string.Create(CultureInfo.InvariantCulture, $"c{i + 1}")).Any(b => b))
            fund.Meld(Maerkepunkter.Kolonneorden, Vist, tabel.Navn, forklaring: string.Join(", ", tabel.Kolonner.Take(12).Select(k => k.Id)));
        foreach (var kolonne in tabel.Kolonner)
        {
            Navnform(fund, kolonne.Navn, tabel.Navn, "kolonne");
            if (kolonne.Beskrivelse.Trim().Length < 3)
                fund.Meld(Maerkepunkter.Kolonnebeskrivelse, Vist, tabel.Navn, kolonne: kolonne.Navn, forklaring: $"»{kolonne.Beskrivelse.Trim()}«");
            if (string.IsNullOrWhiteSpace(kolonne.Originaltype))
                fund.Meld(Maerkepunkter.IngenOriginaltype, Vist, tabel.Navn, kolonne: kolonne.Navn);
        }

        Navnform(fund, tabel.Primaer.Navn, tabel.Navn, "primærnøgle");
        if (dobbelteNoegler.Contains(tabel.Primaer.Navn))
            fund.Meld(Maerkepunkter.SammePrimaernavn, Vist, tabel.Navn, forklaring: tabel.Primaer.Navn);
        foreach (var navn in tabel.Primaer.Kolonner)
        {
            if (tabel.Kolonne(navn) is not { } kolonne)
                fund.Meld(Maerkepunkter.UkendtNoeglekolonne, Vist, tabel.Navn, kolonne: navn);
            else if (kolonne.Nullable)
                fund.Meld(Indekspunkter.NoegleNullable, Vist, tabel.Navn, kolonne: navn);
        }

        foreach (var f in tabel.Fremmede)
            Fremmed(fund, tabel, f, kendte, dobbelteNoegler);
    }

    private static void Fremmed(Fundsamler fund, Tabel tabel, Fremmednoegle f, Dictionary<string, Tabel> kendte, HashSet<string> dobbelteNoegler)
    {
        Navnform(fund, f.Navn, tabel.Navn, "fremmednøgle");
        // Where a primary key has the same name, that is said of the primary key.
        if (dobbelteNoegler.Contains(f.Navn) && !kendte.Values.Any(t => t.Primaer.Navn == f.Navn))
            fund.Meld(Maerkepunkter.SammeFremmednavn, Vist, tabel.Navn, forklaring: f.Navn);
        foreach (var (kolonne, _) in f.Referencer.Where(r => tabel.Kolonne(r.Kolonne) is null))
            fund.Meld(Maerkepunkter.UkendtFremmedkolonne, Vist, tabel.Navn, kolonne: kolonne, forklaring: f.Navn);
        if (!kendte.TryGetValue(Sqlnavn.Kendes(f.Tabel), out var anden))
        {
            fund.Meld(Maerkepunkter.UkendtTabel, Vist, tabel.Navn, forklaring: $"{f.Navn} peger på {f.Tabel}");
            return;
        }

        foreach (var (kolonne, refereret) in f.Referencer)
        {
            if (anden.Kolonne(refereret) is not { } k)
                fund.Meld(Maerkepunkter.UkendtReference, Vist, tabel.Navn, kolonne: kolonne, forklaring: $"{f.Navn} peger på {anden.Navn}.{refereret}");
            else if (!anden.Primaer.Kolonner.Any(p => Sqlnavn.Ens(p, refereret)))
                fund.Meld(Noeglepunkter.IkkeTilNoeglen, Vist, tabel.Navn, kolonne: kolonne, forklaring: $"{f.Navn} peger på {anden.Navn}.{refereret}");
            else if (tabel.Kolonne(kolonne) is { } egen && !SammeType(egen.Form, k.Form))
                fund.Meld(Noeglepunkter.ForskelligType, Vist, tabel.Navn, kolonne: kolonne, forklaring: $"{egen.Type} mod {anden.Navn}.{refereret} {k.Type}");
        }

        foreach (var p in anden.Primaer.Kolonner.Where(p => anden.Kolonne(p) is not null && !f.Referencer.Any(r => Sqlnavn.Ens(r.Refereret, p)))
            .Where(_ => f.Referencer.All(r => anden.Kolonne(r.Refereret) is not null && anden.Primaer.Kolonner.Any(p => Sqlnavn.Ens(p, r.Refereret)))))
            fund.Meld(Noeglepunkter.IkkeHeleNoeglen, Vist, tabel.Navn, forklaring: $"{f.Navn} mangler {anden.Navn}.{p}");
    }

    /// <summary>Texts of different lengths can hold the same key; a number and a text cannot be compared.</summary>
    private static bool SammeType(Kolonnetype a, Kolonnetype b) => a.Art == b.Art;

    private static void Mapper(Fundsamler fund, IReadOnlyList<Tabel> tabeller)
    {
        foreach (var t in tabeller.Where(t => t.Nummer is null))
            fund.Meld(Maerkepunkter.UgyldigMappe, Vist, t.Navn, forklaring: t.Mappe);
        foreach (var g in tabeller.Where(t => t.Nummer is not null).GroupBy(t => t.Nummer).Where(g => g.Count() > 1))
            fund.Meld(Maerkepunkter.UgyldigMappe, Vist, g.Last().Navn, forklaring: $"{g.First().Mappe} bruges af flere tabeller");
    }

    private static void Enlige(Fundsamler fund, IReadOnlyList<Tabel> tabeller)
    {
        if (tabeller.Count < 2)
            return;
        var peget = tabeller.SelectMany(t => t.Fremmede).Select(f => Sqlnavn.Kendes(f.Tabel)).ToHashSet(StringComparer.Ordinal);
        foreach (var t in tabeller.Where(t => t.Fremmede.Count == 0 && !peget.Contains(Sqlnavn.Kendes(t.Navn))))
            fund.Meld(Indekspunkter.EnligTabel, Vist, t.Navn);
    }

    private static void Navne(Fundsamler fund, IEnumerable<string> navne, string? tabel, Kontrolpunkt samme, string hvad)
    {
        var alle = navne.ToList();
        foreach (var g in alle.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
            fund.Meld(samme, Vist, tabel ?? (hvad == "tabel" ? g.Key : null), forklaring: string.Create(CultureInfo.InvariantCulture, $"{g.Key} står {g.Count()} gange"));
        NaestenEns(fund, alle, tabel, hvad);
    }

    private static void NaestenEns(Fundsamler fund, IEnumerable<string> navne, string? tabel, string hvad)
    {
        foreach (var g in navne.Distinct(StringComparer.Ordinal).GroupBy(n => n.Trim('"').ToUpperInvariant(), StringComparer.Ordinal).Where(g => g.Count() > 1))
            fund.Meld(Egnepunkter.NaestenSammeNavn, Vist, tabel, forklaring: $"{hvad}: {string.Join(", ", g.Take(5))}");
    }

    private static void Navnform(Fundsamler fund, string navn, string? tabel, string hvad)
    {
        if (Sqlnavn.ErReserveret(navn))
            fund.Meld(Maerkepunkter.ReserveretOrd, Vist, tabel, forklaring: $"{hvad} {navn}");
        else if (!Sqlnavn.ErGyldigt(navn) && navn.Length > 0)
            fund.Meld(Egnepunkter.Navn, Vist, tabel, forklaring: $"{hvad} {navn}");
    }

    private static string Navn(string? tekst) => tekst?.Trim() ?? "";

    [GeneratedRegex("^table(?<n>[1-9][0-9]{0,11})$")]
    private static partial Regex Mappeform();
}
