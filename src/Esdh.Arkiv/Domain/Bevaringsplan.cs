using Esdh.Sager.Domain.Klassifikation;

namespace Esdh.Arkiv.Domain;

/// <summary>What the subject plan and the authority's rules say of a case, on a day. Knows no case: a subject and a facet go in.</summary>
/// <param name="emner">The plan's codes by subject number.</param>
/// <param name="facetter">By facet.</param>
/// <param name="regler">The authority's own, also those not in force.</param>
/// <param name="kAar">Years after closing before a case of code K may go: how long the authority needs it, since the code says no number.</param>
internal sealed class Bevaringsplan(IReadOnlyDictionary<string, Bevaringsplan.Planpost> emner, IReadOnlyDictionary<string, Bevaring> facetter, IReadOnlyList<Bevaringsregel> regler, int kAar)
{
    /// <param name="Bevaring">The plan's code.</param>
    /// <param name="Sletmaaneder">Months from closing until personal data should be gone; null where the plan says nothing.</param>
    public sealed record Planpost(Bevaring Bevaring, int? Sletmaaneder);

    /// <summary>What a case is to be, and when.</summary>
    /// <param name="Kode">B is kept for ever; K, K5 and K10 may be disposed of; Tom is to be decided by the archivist.</param>
    /// <param name="KasseresEfterMaaneder">Months after closing; null where it may not be.</param>
    /// <param name="SlettesEfterMaaneder">Months after closing; null where nothing is said.</param>
    /// <param name="Kilde">What decided it, in Danish.</param>
    public sealed record Udfald(Bevaring Kode, int? KasseresEfterMaaneder, int? SlettesEfterMaaneder, string Kilde)
    {
        /// <summary>The first day its documents may be disposed of; null when it is open or may not be.</summary>
        public DateOnly? Kasseres(DateOnly? lukket) => lukket is { } dag && KasseresEfterMaaneder is { } n ? dag.AddMonths(n) : null;

        /// <summary>The first day personal data should be gone.</summary>
        public DateOnly? Slettes(DateOnly? lukket) => lukket is { } dag && SlettesEfterMaaneder is { } n ? dag.AddMonths(n) : null;
    }

    /// <summary>B beats everything; what is not known is to be decided; else the longest.</summary>
    public static Bevaring Samlet(Bevaring emne, Bevaring facet)
    {
        if (emne == Bevaring.B || facet == Bevaring.B)
            return Bevaring.B;
        if (emne == Bevaring.Tom || facet == Bevaring.Tom)
            return Bevaring.Tom;
        return Aar(emne) >= Aar(facet) ? emne : facet;
    }

    public Udfald For(string emne, string facet, DateOnly dag, Sagsbevaring? paaSagen = null)
    {
        var plan = emner.GetValueOrDefault(emne);
        var kode = Samlet(plan?.Bevaring ?? Bevaring.Tom, facetter.GetValueOrDefault(facet, Bevaring.Tom));
        var slet = plan?.Sletmaaneder;
        var kilde = "emneplanen";
        foreach (var regel in regler.Where(r => r.Gaelder(dag) && r.Passer(emne, facet)).OrderBy(r => r.Naerhed))
            (kode, slet, kilde) = (regel.Bevaring ?? kode, regel.Sletmaaneder ?? slet, $"regel {regel.Nr}");
        if (paaSagen is not null)
            (kode, slet, kilde) = (paaSagen.Bevaring ?? kode, paaSagen.Sletmaaneder ?? slet, "sagen selv");
        return new(kode, kode switch { Bevaring.K => kAar * 12, Bevaring.K5 => 60, Bevaring.K10 => 120, _ => null }, slet, kilde);
    }

    private static int Aar(Bevaring kode) => kode switch { Bevaring.K5 => 5, Bevaring.K10 => 10, _ => 0 };
}
