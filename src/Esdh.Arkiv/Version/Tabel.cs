using System.Collections.Frozen;

namespace Esdh.Arkiv.Version;

/// <summary>What a cell holds; the archive's type follows from it.</summary>
internal enum Celletype
{
    Heltal,
    Tekst,
    Dato,
    Tidspunkt,
    Boolsk,
}

/// <summary>A column of a delivered table.</summary>
/// <param name="Navn">An SQL:1999 name that is no reserved word.</param>
/// <param name="Beskrivelse">Danish, for a reader who does not know the system.</param>
/// <param name="Maerke">The functional mark of BEK 128, where it belongs.</param>
internal sealed record Kolonne(string Navn, Celletype Type, string Beskrivelse, bool Tom = false, string? Maerke = null);

/// <summary>A key to the whole primary key of another table.</summary>
internal sealed record Fremmednoegle(string Kolonne, string Tabel, string Henvist);

/// <summary>A delivered table: what it is called, holds and points to.</summary>
internal sealed record Tabel(string Navn, string Beskrivelse, IReadOnlyList<Kolonne> Kolonner, IReadOnlyList<string> Noegle, IReadOnlyList<Fremmednoegle> Fremmednoegler)
{
    private static readonly FrozenSet<string> Reserverede = LaesReserverede();

    /// <summary>What an archive would refuse of the names and keys, one sentence each.</summary>
    public static IEnumerable<string> Fejl(IReadOnlyList<Tabel> tabeller)
    {
        var efterNavn = tabeller.GroupBy(t => t.Navn, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var tabel in tabeller)
        {
            if (efterNavn[tabel.Navn] != tabel)
                yield return $"Tabelnavnet {tabel.Navn} bruges to gange.";
            foreach (var navn in tabel.Kolonner.Select(k => k.Navn).Append(tabel.Navn).Where(n => !ErNavn(n)))
                yield return $"{tabel.Navn}: {navn} kan ikke være et navn i SQL:1999.";
            foreach (var gruppe in tabel.Kolonner.GroupBy(k => k.Navn, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
                yield return $"{tabel.Navn}: kolonnenavnet {gruppe.Key} bruges to gange.";
            foreach (var kolonne in tabel.Kolonner.Where(k => k.Beskrivelse.Length < 3))
                yield return $"{tabel.Navn}.{kolonne.Navn} er ikke beskrevet.";
            foreach (var del in tabel.Noegle.Where(n => tabel.Kolonner.FirstOrDefault(k => k.Navn == n) is not { Tom: false }))
                yield return $"{tabel.Navn}: nøglen {del} mangler eller kan være tom.";
            foreach (var noegle in tabel.Fremmednoegler)
            {
                if (!efterNavn.TryGetValue(noegle.Tabel, out var til) || til.Noegle is not [var eneste] || eneste != noegle.Henvist
                    || tabel.Kolonner.FirstOrDefault(k => k.Navn == noegle.Kolonne)?.Type != til.Kolonner.First(k => k.Navn == noegle.Henvist).Type)
                    yield return $"{tabel.Navn}.{noegle.Kolonne} peger ikke på en hel nøgle af samme type i {noegle.Tabel}.";
            }
        }

        foreach (var ene in tabeller.Where(t => t.Fremmednoegler.Count == 0 && !tabeller.Any(a => a.Fremmednoegler.Any(f => f.Tabel == t.Navn))))
            yield return $"{ene.Navn} står alene.";
    }

    public static bool ErNavn(string navn) => navn.Length is > 0 and <= 128 && char.IsLetter(navn[0]) && navn.All(c => char.IsLetterOrDigit(c) || c == '_') && !Reserverede.Contains(navn);

    private static FrozenSet<string> LaesReserverede()
    {
        using var laeser = new StreamReader(typeof(Tabel).Assembly.GetManifestResourceStream("Skemaer/sql99-reserverede-ord.txt")!);
        return laeser.ReadToEnd().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
