using System.Globalization;
using System.Text;

namespace Esdh.Arkiv.Version;

/// <summary>
/// From subject to FORM class, dated. A text file that an archivist can change: a line <c>gaelder-fra;emne;form;tekst</c>, where the subject may be a beginning (<c>02</c>,
/// <c>02.34</c>) or <c>*</c>; the longest that fits counts, and of equal ones the newest that has come into force.
/// </summary>
internal sealed class Formplan
{
    private const int FlestLinjer = 100_000;

    private readonly Dictionary<string, (DateOnly Fra, string Form, string Tekst)> _linjer = new(StringComparer.Ordinal);

    public required string Udgave { get; init; }

    /// <summary>Reads a plan as it is in force on a day.</summary>
    /// <exception cref="InvalidDataException">A line cannot be understood; the Danish text names it.</exception>
    public static Formplan Laes(TextReader laeser, string udgave, DateOnly dag)
    {
        var plan = new Formplan { Udgave = udgave };
        for (var nr = 1; laeser.ReadLine() is { } linje; nr++)
        {
            if (nr > FlestLinjer)
                throw new InvalidDataException($"FORM-planen har over {FlestLinjer} linjer.");
            linje = linje.Trim().TrimStart('\uFEFF');
            if (linje.Length == 0 || linje.StartsWith('#'))
                continue;
            var dele = linje.Split(';', 4, StringSplitOptions.TrimEntries);
            if (dele.Length < 4 || !DateOnly.TryParseExact(dele[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var fra) || dele[1].Length is 0 or > 20 || dele[2].Length is 0 or > 60 || dele[3].Length is 0 or > 300)
                throw new InvalidDataException($"Linje {nr} i FORM-planen kan ikke læses. Den skal være: dato;emne;form;tekst, for eksempel 2026-01-01;02.34;A.1.2;Klassens navn.");
            if (fra <= dag && (!plan._linjer.TryGetValue(dele[1], out var foer) || foer.Fra <= fra))
                plan._linjer[dele[1]] = (fra, dele[2], dele[3]);
        }

        return plan._linjer.ContainsKey("*") ? plan : plan.MedRest();
    }

    /// <summary>The plan that invents nothing: every subject awaits the archivist.</summary>
    public static Formplan Uafklaret => new Formplan { Udgave = "Ikke fastsat" }.MedRest();

    public static Formplan Laes(Stream fil, string udgave, DateOnly dag)
    {
        using var laeser = new StreamReader(fil, Encoding.UTF8, leaveOpen: true);
        return Laes(laeser, udgave, dag);
    }

    /// <summary>The class of a subject.</summary>
    public (string Kode, string Tekst) Klasse(string emne)
    {
        for (var del = emne; del.Length > 0; del = del[..^1])
        {
            if (_linjer.TryGetValue(del, out var linje) && (del.Length == emne.Length || emne[del.Length] == '.'))
                return (linje.Form, linje.Tekst);
        }

        var (_, kode, tekst) = _linjer["*"];
        return (kode, tekst);
    }

    private Formplan MedRest()
    {
        _linjer["*"] = (DateOnly.MinValue, "IKKE_FASTSAT", "Emnet er endnu ikke henført til en klasse i FORM");
        return this;
    }
}
