namespace Esdh.Sager.Domain.Klassifikation;

/// <summary>One uploaded file. The name is used in messages only; the stream is read once and not closed.</summary>
internal sealed record KleFil(string Navn, Stream Indhold);

/// <summary>
/// What one reading may cost. KL's own files are about 10 MB with some 2,500 numbers, five levels deep.
/// </summary>
/// <param name="Bytes">Largest file.</param>
/// <param name="Dybde">Deepest nesting of elements.</param>
/// <param name="Numre">Most numbers (all levels and facets) in all files together.</param>
/// <param name="Tekst">Longest text of one element in characters; longer ones are cut with a warning.</param>
/// <param name="Meldinger">Most messages kept; the last one then says that there were more.</param>
internal sealed record KleGraenser(
    long Bytes = 64 * 1024 * 1024,
    int Dybde = 64,
    int Numre = 100_000,
    int Tekst = 20_000,
    int Meldinger = 500)
{
    public static KleGraenser Standard { get; } = new();
}

internal enum KleMeldingsart
{
    /// <summary>Something was repaired or left out that the plan can do without.</summary>
    Advarsel,

    /// <summary>The plan must not be taken into use as it was read.</summary>
    Fejl,
}

/// <summary>A Danish sentence about one place in a file. <paramref name="Linje"/> counts from 1, 0 when it is the file as a whole.</summary>
internal sealed record KleMelding(KleMeldingsart Art, string Fil, int Linje, string Tekst)
{
    public override string ToString() =>
        Linje > 0 ? $"{Fil}, linje {Linje}: {Tekst}" : Fil.Length > 0 ? $"{Fil}: {Tekst}" : Tekst;
}

/// <summary>
/// The answer of <see cref="KleLaeser"/>. <paramref name="Plan"/> is what could be read, also beside errors, so that it can
/// be shown; it is null when no plan could be made at all.
/// </summary>
internal sealed record KleLaesning(Emneplan? Plan, IReadOnlyList<KleMelding> Meldinger)
{
    public bool HarFejl => Meldinger.Any(m => m.Art == KleMeldingsart.Fejl);
}
