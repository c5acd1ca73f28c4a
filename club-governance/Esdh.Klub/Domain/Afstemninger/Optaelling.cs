using System.Security.Cryptography;
using System.Text;

namespace Esdh.Klub.Domain;

internal enum Afstemningsudfald
{
    Vedtaget,
    Forkastet,

    /// <summary>Options were chosen.</summary>
    Valgt,

    /// <summary>Nobody voted for anything.</summary>
    IngenValgt,

    /// <summary>Too few took part.</summary>
    IkkeBeslutningsdygtig,
}

/// <summary>An option and what it got.</summary>
/// <param name="Medlemmer">How many members put something on it.</param>
/// <param name="Indbyggere">The citizens behind them; null in a secret ballot, where nobody knows.</param>
/// <param name="Tal">What it is ranked by: votes, citizens or points.</param>
/// <param name="Placering">From 1; after the tie rule no two are the same.</param>
/// <param name="Valgt">Among those chosen, or the option that won.</param>
/// <param name="AfgjortVed">How it was told from another of the same number; null where it did not have to be.</param>
internal sealed record Optalt(string Noegle, string Titel, int Medlemmer, long? Indbyggere, long Tal, int Placering, bool Valgt, string? AfgjortVed);

/// <summary>What a ballot came to.</summary>
/// <param name="Muligheder">In the order of their places.</param>
/// <param name="Blanke">Papers with nothing on them; they count as taking part.</param>
internal sealed record Afstemningsresultat(
    Afstemningsudfald Udfald, int Berettigede, int Deltog, long Indbyggere, long IndbyggereDeltog, int Blanke, IReadOnlyList<Optalt> Muligheder, bool KvorumMedlemmerNaaet, bool KvorumIndbyggereNaaet);

/// <summary>Counts a published ballot: the same protocol gives the same result wherever and whenever it is counted.</summary>
internal static class Optaelling
{
    /// <exception cref="Stemmefejl">The protocol contradicts itself; the sentence says where.</exception>
    public static Afstemningsresultat Tael(Stemmeprotokol p)
    {
        Kontroller(p);
        var folketal = p.Vaelgere.ToDictionary(v => v.Medlem, v => v.Folketal);
        var sedler = p.Sedler.Select(s => (Indhold: Stemmeindhold.Laes(s.Indhold)!, Vaegt: p.Vaegt == Stemmevaegt.Folketal ? folketal[s.Medlem!.Value] : 1, Indbyggere: s.Medlem is { } m ? folketal[m] : 0)).ToList();
        var rod = Convert.FromHexString(p.Rod());
        var alle = p.Muligheder.Select(m =>
        {
            var paa = sedler.Where(s => s.Indhold.Valg.ContainsKey(m.Noegle)).ToList();
            return new
            {
                Mulighed = m, Medlemmer = paa.Count, Indbyggere = p.Hemmelig ? (long?)null : paa.Sum(s => s.Indbyggere), Tal = paa.Sum(s => s.Indhold.Valg[m.Noegle] * s.Vaegt), Lod = Lod(rod, m.Noegle),
            };
        }).ToList();

        var deltog = p.Vaelgere.Count(v => v.Stemte);
        var (indbyggere, indbyggereDeltog) = (p.Vaelgere.Sum(v => v.Folketal), p.Vaelgere.Where(v => v.Stemte).Sum(v => v.Folketal));
        var (kvorumM, kvorumI) = (deltog > 0 && deltog * 100 >= p.Vaelgere.Count * p.KvorumMedlemmer, p.KvorumIndbyggere == 0 || indbyggereDeltog * 100 >= indbyggere * p.KvorumIndbyggere);
        var gyldig = kvorumM && kvorumI;
        var krav = Flertalskrav.Laes(p.Flertal)!;

        var raekke = alle.OrderByDescending(a => a.Tal).ThenByDescending(a => p.Lighed == Lighedsregel.FlestMedlemmer ? a.Medlemmer : 0).ThenBy(a => a.Lod, StringComparer.Ordinal).ToList();
        var vedtaget = false;
        if (p.Form == Afstemningsform.Forslag)
        {
            raekke = [.. alle]; // for, then against, as on the paper
            var (ja, nej) = (alle.Single(a => a.Mulighed.Noegle == Stemmeprotokol.For), alle.Single(a => a.Mulighed.Noegle == Stemmeprotokol.Imod));
            vedtaget = gyldig && krav.ErNaaet(ja.Tal, ja.Tal + nej.Tal) && (p.Vaegt != Stemmevaegt.Dobbelt || krav.ErNaaet(ja.Indbyggere!.Value, ja.Indbyggere.Value + nej.Indbyggere!.Value));
        }

        List<Optalt> optalt = [];
        foreach (var (a, i) in raekke.Select((a, i) => (a, i)))
        {
            var valgt = gyldig && (p.Form == Afstemningsform.Forslag ? vedtaget == (a.Mulighed.Noegle == Stemmeprotokol.For) : a.Tal > 0 && i < p.Pladser);
            var lige = p.Form == Afstemningsform.Forslag || a.Tal == 0 ? [] : alle.Where(b => b != a && b.Tal == a.Tal).ToList();
            var ved = lige.Count == 0 ? null : p.Lighed == Lighedsregel.FlestMedlemmer && lige.TrueForAll(b => b.Medlemmer != a.Medlemmer) ? "flest medlemmer" : "lodtrækning";
            optalt.Add(new(a.Mulighed.Noegle, a.Mulighed.Titel, a.Medlemmer, a.Indbyggere, a.Tal, i + 1, valgt, ved));
        }

        var udfald = !gyldig ? Afstemningsudfald.IkkeBeslutningsdygtig
            : p.Form == Afstemningsform.Forslag ? vedtaget ? Afstemningsudfald.Vedtaget : Afstemningsudfald.Forkastet
            : optalt.Exists(o => o.Valgt) ? Afstemningsudfald.Valgt : Afstemningsudfald.IngenValgt;
        return new(udfald, p.Vaelgere.Count, deltog, indbyggere, indbyggereDeltog, sedler.Count(s => s.Indhold.ErBlank), optalt, kvorumM, kvorumI);
    }

    /// <summary>The option's lot: the smaller comes first. It follows from all papers and receipts, so nobody can know it before the last is in.</summary>
    private static string Lod(byte[] rod, string noegle) => Convert.ToHexStringLower(SHA256.HashData([.. rod, .. Encoding.UTF8.GetBytes(noegle)]));

    private static void Kontroller(Stemmeprotokol p)
    {
        Kraev(Flertalskrav.Laes(p.Flertal) is not null && p.KvorumMedlemmer is >= 0 and <= 100 && p.KvorumIndbyggere is >= 0 and <= 100 && p.Pladser >= 1 && p.Point >= 0, "Kravene til afstemningen kan ikke læses.");
        Kraev(!p.Hemmelig || p.Vaegt == Stemmevaegt.EnStemme, "En hemmelig afstemning kan ikke have vægte.");
        Kraev(p.Muligheder.Select(m => m.Noegle).Distinct(StringComparer.Ordinal).Count() == p.Muligheder.Count, "En mulighed står to gange.");
        Kraev(p.Form != Afstemningsform.Forslag || p.Muligheder.Select(m => m.Noegle).SequenceEqual([Stemmeprotokol.For, Stemmeprotokol.Imod]), "Et forslag har mulighederne for og imod.");
        Kraev(p.Vaelgere.Select(v => v.Medlem).Distinct().Count() == p.Vaelgere.Count, "Et medlem står to gange blandt de stemmeberettigede.");
        Kraev(p.Vaelgere.All(v => v.Folketal >= 0), "Et folketal er under 0.");
        var stemte = p.Vaelgere.Where(v => v.Stemte).Select(v => v.Medlem).ToHashSet();
        Kraev(p.Sedler.Count == stemte.Count, $"{stemte.Count} medlemmer har stemt, men der er {p.Sedler.Count} stemmesedler.");
        List<string> noegler = [.. p.Muligheder.Select(m => m.Noegle)];
        foreach (var s in p.Sedler)
        {
            var hvis = s.Sporing ?? s.Medlem?.ToString();
            Kraev(Stemmeindhold.Laes(s.Indhold) is { } indhold && indhold.Fejl(p.Form, noegler, p.Pladser, p.Point) is null, $"Stemmesedlen {hvis} er ikke en gyldig stemme.");
            Kraev(p.Hemmelig ? s is { Sporing: not null, Medlem: null, Kvittering: null } : s is { Sporing: null, Medlem: { } m, Kvittering: not null } && stemte.Contains(m), $"Stemmesedlen {hvis} hører ikke til i afstemningen.");
        }

        Kraev(p.Sedler.Select(s => s.Sporing ?? s.Medlem?.ToString()).Distinct(StringComparer.Ordinal).Count() == p.Sedler.Count, "To stemmesedler er den samme.");
        var kvitteringer = p.Hemmelig ? p.Kvitteringer : [.. p.Sedler.Select(s => s.Kvittering!)];
        Kraev(kvitteringer.Distinct(StringComparer.Ordinal).Count() == kvitteringer.Count, "To kvitteringer er den samme.");
        Kraev(!p.Hemmelig || p.Kvitteringer.Count == p.Sedler.Count, $"Der er {p.Sedler.Count} stemmesedler, men {p.Kvitteringer.Count} kvitteringer.");
        Kraev(p.Hemmelig || p.Kvitteringer.Count == 0, "En åben afstemning har sine kvitteringer på stemmesedlerne.");
    }

    private static void Kraev(bool opfyldt, string saetning)
    {
        if (!opfyldt)
            throw new Stemmefejl(saetning);
    }
}

/// <summary>A protocol that contradicts itself.</summary>
internal sealed class Stemmefejl(string saetning) : Exception(saetning);
