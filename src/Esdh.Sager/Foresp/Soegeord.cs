using System.Text;
using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;

namespace Esdh.Sager.Foresp;

/// <summary>A word that must be found, in any of its forms.</summary>
/// <param name="Former">Folded; the first is the word itself.</param>
/// <param name="Dato">The day it names, if it is a date.</param>
internal sealed record Ordled(IReadOnlyList<string> Former, DateOnly? Dato = null)
{
    public string Led => Moenster(Former[0]);

    /// <summary>The other form, or the same once more.</summary>
    public string Led2 => Moenster(Former[^1]);

    private static string Moenster(string ord) => "%" + ord.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}

/// <summary>What someone typed to find something, read.</summary>
internal static partial class Soegeord
{
    /// <summary>Longest text to search for.</summary>
    public const int Laengst = 200;

    /// <summary>More words than this do not narrow anything.</summary>
    private const int FlestOrd = 12;

    /// <summary>
    /// The words, folded, all of which must be found. Numbers are recognised in other forms too: 2.34.2 as 02.34.02, and a case number in one
    /// piece however it is written.
    /// </summary>
    /// <exception cref="InvalidException">Nothing, too much, or a personnummer, which may not stand in an address.</exception>
    public static IReadOnlyList<Ordled> Laes(string? tekst, string felt = "q")
    {
        if (string.IsNullOrWhiteSpace(tekst) || tekst.Length > Laengst)
            throw new InvalidException(felt, $"Skriv 1 til {Laengst} tegn at søge efter.");
        IntetPersonnummer(tekst, felt);
        if (CaseNumber.TryParse(tekst, out var hele))
            return [new([DanishText.Fold(hele.ToString())])];
        var ord = DanishText.Fold(tekst).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(o => o.Trim(',', ';', '"', '«', '»', '(', ')'))
            .Where(o => o.Length > 0).Distinct(StringComparer.Ordinal).Take(FlestOrd).ToList();
        return ord.Count == 0 ? throw new InvalidException(felt, "Skriv et ord eller et nummer at søge efter.") : ord.ConvertAll(Led);
    }

    /// <exception cref="InvalidException">The text holds a personnummer.</exception>
    public static void IntetPersonnummer(string? tekst, string felt)
    {
        if (CprFinder.Contains(tekst))
            throw new InvalidException(felt, "Et personnummer må ikke stå i en adresse. Skriv det i søgefeltet på siden, eller brug POST /api/v1/parter/opslag.");
    }

    /// <summary>The text cut where it matches a word, so that a surface can mark it. Matching is as in the search: without case and spelling of æ, ø, å.</summary>
    public static IReadOnlyList<Tekststykke> Fremhaev(string tekst, IReadOnlyList<Ordled> ord)
    {
        var (foldet, plads) = (new StringBuilder(), new List<int>());
        for (var i = 0; i < tekst.Length; i++)
        {
            foreach (var c in DanishText.Fold(tekst[i].ToString()))
            {
                foldet.Append(c);
                plads.Add(i);
            }
        }

        var ramt = new bool[tekst.Length];
        var seet = foldet.ToString();
        foreach (var form in ord.SelectMany(o => o.Former))
        {
            for (var at = seet.IndexOf(form, StringComparison.Ordinal); at >= 0 && form.Length > 0; at = seet.IndexOf(form, at + form.Length, StringComparison.Ordinal))
                Array.Fill(ramt, true, plads[at], plads[at + form.Length - 1] - plads[at] + 1);
        }

        List<Tekststykke> stykker = [];
        for (var fra = 0; fra < tekst.Length;)
        {
            var til = fra;
            while (til < tekst.Length && ramt[til] == ramt[fra])
                til++;
            stykker.Add(new(tekst[fra..til], ramt[fra]));
            fra = til;
        }

        return stykker;
    }

    /// <summary>Why something was found by a text that is not shown itself: <c>Notat: Opkald om carport – … skel mod naboen …</c></summary>
    /// <param name="art">What the text is.</param>
    /// <param name="titel">Its heading.</param>
    /// <param name="tekst">The text; cut around the first word that matches.</param>
    /// <param name="ord">What was searched for.</param>
    public static string Uddrag(string art, string titel, string tekst, IReadOnlyList<Ordled> ord)
    {
        const int Omkring = 60;
        var linje = string.Join(' ', tekst.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (linje.Length > Journalnotat.MestSoegetekst)
            linje = linje[..Journalnotat.MestSoegetekst];
        var stykker = Fremhaev(linje, ord);
        if (stykker.All(s => !s.Ramt))
            return $"{art}: {titel}";
        var foer = stykker.TakeWhile(s => !s.Ramt).Sum(s => s.Tekst.Length);
        var fra = Math.Max(0, foer - Omkring);
        var til = Math.Min(linje.Length, foer + (2 * Omkring));
        // Whole words, unless one is longer than the excerpt.
        fra = fra > 0 && linje.IndexOf(' ', fra) is >= 0 and var ordstart && ordstart < foer ? ordstart + 1 : fra;
        til = til < linje.Length && linje.LastIndexOf(' ', til) is var ordslut && ordslut > foer ? ordslut : til;
        return $"{art}: {titel} – {(fra > 0 ? "… " : "")}{linje[fra..til]}{(til < linje.Length ? " …" : "")}";
    }

    private static Ordled Led(string ord)
    {
        if (CaseNumber.TryParse(ord, out var nummer))
            return new([DanishText.Fold(nummer.ToString())]);
        if (KleSubject.TryParse(ord, out var emne) && emne.ToString() != ord)
            return new([ord, emne.ToString()]);
        if (DanishTime.TryParseDate(ord, out var dato))
            return new([ord], dato);
        return Kort().Match(ord) is { Success: true } kort ? new([ord, $"-{kort.Groups[1].Value.TrimStart('0')}-{kort.Groups[2].Value[^2..]}"]) : new([ord]);
    }

    /// <summary>Serial number and year alone: 117-26.</summary>
    [GeneratedRegex(@"^([0-9]{1,6})[-/]((?:19|20)?[0-9]{2})\z")]
    private static partial Regex Kort();
}
