using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Esdh.Core.Identity;

/// <summary>
/// The number of a KLE subject (emne), <c>NN.NN.NN</c>. Only the form is checked; whether the plan holds it is for the plan.
/// The default value is no number: reading it throws.
/// </summary>
public readonly partial record struct KleSubject
{
    private readonly string? number;

    private KleSubject(string number) => this.number = number;

    /// <summary><c>02.34.02</c></summary>
    public string Number => number ?? throw new InvalidOperationException("Et tomt emnenummer kan ikke læses.");

    /// <summary>The main group (hovedgruppe), <c>02</c>.</summary>
    public string MainGroup => Number[..2];

    /// <summary>The group (gruppe), <c>02.34</c>.</summary>
    public string Group => Number[..5];

    public override string ToString() => number ?? "";

    /// <summary>Reads a subject number; a missing zero, spaces and missing dots are tolerated: <c>2.34.2</c>, <c>02 34 02</c>, <c>023402</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KleSubject subject)
    {
        subject = default;
        if (text is null || text.Length > 64 || Form().Match(text) is not { Success: true } match)
            return false;
        subject = From(match, 1);
        return true;
    }

    /// <exception cref="FormatException">The text is no subject number. The message is Danish.</exception>
    public static KleSubject Parse(string s) =>
        TryParse(s, out var subject) ? subject : throw new FormatException("Et emnenummer skrives som 02.34.02.");

    /// <summary>Builds the number from three groups of one or two digits, the first being <paramref name="first"/>.</summary>
    internal static KleSubject From(Match match, int first) => new(string.Join('.',
        Enumerable.Range(first, 3).Select(i => match.Groups[i].Value.PadLeft(2, '0'))));

    [GeneratedRegex(@"^\s*(?:([0-9]{1,2})\s*[.\s]\s*([0-9]{1,2})\s*[.\s]\s*([0-9]{1,2})|(?<1>[0-9]{2})(?<2>[0-9]{2})(?<3>[0-9]{2}))\s*\z")]
    private static partial Regex Form();
}

/// <summary>
/// A KLE facet (handlingsfacet): a letter A-Å and two digits, <c>G01</c>. Only the form is checked.
/// The default value is no facet: reading it throws.
/// </summary>
public readonly partial record struct KleFacet
{
    private readonly string? code;

    private KleFacet(string code) => this.code = code;

    /// <summary><c>G01</c></summary>
    public string Code => code ?? throw new InvalidOperationException("En tom facet kan ikke læses.");

    /// <summary>The category, <c>G</c>.</summary>
    public char Category => Code[0];

    public override string ToString() => code ?? "";

    /// <summary>Reads a facet; lower case, a missing zero and spaces are tolerated: <c>g1</c>, <c>G 01</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KleFacet facet)
    {
        facet = default;
        if (text is null || text.Length > 64 || Form().Match(text) is not { Success: true } match)
            return false;
        facet = From(match.Groups[1].Value, match.Groups[2].Value);
        return true;
    }

    /// <exception cref="FormatException">The text is no facet. The message is Danish.</exception>
    public static KleFacet Parse(string s) =>
        TryParse(s, out var facet) ? facet : throw new FormatException("En facet skrives som G01.");

    internal static KleFacet From(string letter, string digits) => new(letter.ToUpperInvariant() + digits.PadLeft(2, '0'));

    [GeneratedRegex(@"^\s*([A-ZÆØÅa-zæøå])\s*([0-9]{1,2})\s*\z")]
    private static partial Regex Form();
}

/// <summary>
/// A case number, <c>emne-facet-løbenummer-år</c>: <c>02.34.02-G01-17-26</c>. The sequence runs per subject, facet and year.
/// </summary>
/// <remarks>
/// The year is written with two digits and is therefore one of the hundred years from <see cref="FirstYear"/> to
/// <see cref="LastYear"/>. Two case numbers are equal exactly when their texts are.
/// </remarks>
public readonly partial record struct CaseNumber
{
    public const int FirstYear = 1980;
    public const int LastYear = 2079;

    /// <param name="subject">The KLE subject.</param>
    /// <param name="facet">The KLE facet.</param>
    /// <param name="sequence">From 1.</param>
    /// <param name="year">All four digits, <see cref="FirstYear"/> to <see cref="LastYear"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Sequence or year is out of bounds.</exception>
    public CaseNumber(KleSubject subject, KleFacet facet, int sequence, int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        _ = (subject.Number, facet.Code);
        (Subject, Facet, Sequence, Year) = (subject, facet, sequence, year);
    }

    public KleSubject Subject { get; }
    public KleFacet Facet { get; }

    /// <summary>Løbenummer, from 1.</summary>
    public int Sequence { get; }

    /// <summary>All four digits: 2026.</summary>
    public int Year { get; }

    /// <summary><c>02.34.02-G01-17-26</c>; empty for the default value.</summary>
    public override string ToString() => Sequence == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Subject}-{Facet}-{Sequence}-{Year % 100:00}");

    /// <summary>
    /// Reads a case number as people write it: a lower case facet, missing or extra zeros, spaces, other hyphens and a year of four
    /// digits are tolerated: <c>2.34.2-g1-17-2026</c>.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CaseNumber number)
    {
        number = default;
        if (text is null || text.Length > 64 || Form().Match(text) is not { Success: true } match)
            return false;
        if (!int.TryParse(match.Groups[6].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence < 1)
            return false;
        var year = int.Parse(match.Groups[7].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        if (year < 100)
            year += year < FirstYear % 100 ? 2000 : 1900;
        if (year is < FirstYear or > LastYear)
            return false;
        number = new(KleSubject.From(match, 1), KleFacet.From(match.Groups[4].Value, match.Groups[5].Value), sequence, year);
        return true;
    }

    /// <exception cref="FormatException">The text is no case number. The message is Danish.</exception>
    public static CaseNumber Parse(string s) =>
        TryParse(s, out var number) ? number : throw new FormatException("Et sagsnummer skrives som 02.34.02-G01-17-26.");

    [GeneratedRegex(@"^\s*([0-9]{1,2})\s*\.\s*([0-9]{1,2})\s*\.\s*([0-9]{1,2})[\s\p{Pd}]+([A-ZÆØÅa-zæøå])\s*([0-9]{1,2})[\s\p{Pd}]+([0-9]{1,12})[\s\p{Pd}]+([0-9]{2}|[0-9]{4})\s*\z")]
    private static partial Regex Form();
}
