using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Esdh.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Esdh.Ui;

/// <summary>
/// What was typed in a form and what is wrong with it. A page that refuses a form renders the same page with the same
/// <see cref="Formular"/>, so that nothing typed is lost. Field names are those of the HTML form.
/// </summary>
public sealed class Formular
{
    private const string Antiforgeri = "__RequestVerificationToken";
    private static readonly string[] Datoformer =
        ["d-M-yyyy", "d.M.yyyy", "d/M-yyyy", "d/M/yyyy", "d. MMMM yyyy", "ddMMyyyy", "yyyy-MM-dd"];

    private readonly Dictionary<string, StringValues> vaerdier = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> fejl = new(StringComparer.Ordinal);

    /// <summary>An empty form, or one that begins with these values.</summary>
    public Formular(params ReadOnlySpan<(string Felt, string? Vaerdi)> start)
    {
        foreach (var (felt, vaerdi) in start)
            Saet(felt, vaerdi);
    }

    /// <summary>What was posted, without the antiforgery token.</summary>
    public static Formular Fra(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var formular = new Formular { Filer = form.Files };
        foreach (var (felt, vaerdi) in form.Where(f => f.Key != Antiforgeri))
            formular.vaerdier[felt] = vaerdi.Any(v => v?.Contains('\0', StringComparison.Ordinal) == true) ? vaerdi.Select(v => v?.Replace("\0", "", StringComparison.Ordinal)).ToArray() : vaerdi; // no database takes it
        return formular;
    }

    /// <summary>The files that came with it. A browser cannot be made to keep them: say so when refusing.</summary>
    public IFormFileCollection? Filer { get; private init; }

    /// <summary>The first value of a field, trimmed; empty when it was not sent.</summary>
    public string this[string felt] => vaerdier.TryGetValue(felt, out var v) ? (v.Count > 0 ? v[0] ?? "" : "").Trim() : "";

    /// <summary>All values of a field (check boxes of one name).</summary>
    public IReadOnlyList<string> Alle(string felt) =>
        vaerdier.TryGetValue(felt, out var v) ? [.. v.Where(x => !string.IsNullOrEmpty(x)).Select(x => x!)] : [];

    /// <summary>Whether the field was sent at all; a check box that is off is not.</summary>
    public bool Har(string felt) => vaerdier.ContainsKey(felt);

    /// <summary>Every field and its values as they came.</summary>
    public IReadOnlyDictionary<string, StringValues> Vaerdier => vaerdier;

    public Formular Saet(string felt, string? vaerdi)
    {
        vaerdier[felt] = vaerdi ?? "";
        return this;
    }

    public Formular Saet(string felt, IEnumerable<string> flere)
    {
        vaerdier[felt] = flere.ToArray();
        return this;
    }

    /// <summary>Says what is wrong with a field; the first sentence stays. The empty field name means the whole form.</summary>
    public Formular Fejl(string felt, string tekst)
    {
        fejl.TryAdd(felt, tekst);
        return this;
    }

    /// <summary>What an act found wrong with its fields.</summary>
    /// <param name="fejl">From the act.</param>
    /// <param name="felt">The form's field for one of the act's; null where they have the same names.</param>
    public Formular Fejl(InvalidException fejl, Func<string, string>? felt = null)
    {
        ArgumentNullException.ThrowIfNull(fejl);
        foreach (var (navn, tekster) in fejl.Errors)
            Fejl(felt?.Invoke(navn) ?? navn, string.Join(' ', tekster));
        return this;
    }

    /// <summary>Errors by field, in the order they were found.</summary>
    public IReadOnlyDictionary<string, string> Fejlene => fejl;

    public string? FejlI(string felt) => fejl.GetValueOrDefault(felt);

    /// <summary>Why the act was refused as a whole; <c>Skema</c> shows it.</summary>
    public Afslag? Afslag { get; private set; }

    public Formular Afvis(Afslag afslag)
    {
        Afslag = afslag;
        return this;
    }

    public bool ErGyldig => fejl.Count == 0 && Afslag is null;

    /// <summary>The status of the page that shows it.</summary>
    public int Kode => Afslag?.Kode ?? (ErGyldig ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    /// <summary>The value, or an error with this sentence when it is empty.</summary>
    public string Kraev(string felt, string saetning, int hoejst = 1000)
    {
        var vaerdi = this[felt];
        if (vaerdi.Length == 0)
            Fejl(felt, saetning);
        else
            Laengde(felt, hoejst);
        return vaerdi;
    }

    /// <summary>The value, with an error when it is longer than allowed.</summary>
    public string Laengde(string felt, int hoejst)
    {
        var vaerdi = this[felt];
        if (vaerdi.Length > hoejst)
            Fejl(felt, $"Teksten er på {vaerdi.Length.ToString("N0", Vis.Dansk)} tegn. Der er plads til {hoejst.ToString("N0", Vis.Dansk)}.");
        return vaerdi;
    }

    /// <summary>A date as Danes write it (19-11-2026, 19.11.2026, 19/11-2026) or as ISO; null when empty or wrong (then with an error).</summary>
    public DateOnly? Dato(string felt)
    {
        var vaerdi = this[felt];
        if (vaerdi.Length == 0)
            return null;
        if (DateOnly.TryParseExact(vaerdi, Datoformer, Vis.Dansk, DateTimeStyles.AllowWhiteSpaces, out var dato) && dato.Year is >= 1800 and <= 2200)
            return dato;
        Fejl(felt, "Datoen kan ikke læses. Skriv den som 19-11-2026.");
        return null;
    }

    /// <summary>A whole number within bounds; null when empty or wrong (then with an error).</summary>
    public int? Heltal(string felt, int mindst = int.MinValue, int hoejst = int.MaxValue)
    {
        var vaerdi = this[felt];
        if (vaerdi.Length == 0)
            return null;
        if (!int.TryParse(vaerdi.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tal))
            Fejl(felt, "Skriv et helt tal.");
        else if (tal < mindst || tal > hoejst)
            Fejl(felt, $"Tallet skal ligge mellem {mindst.ToString("N0", Vis.Dansk)} og {hoejst.ToString("N0", Vis.Dansk)}.");
        else
            return tal;
        return null;
    }

    /// <summary>An id; null when empty or wrong (then with an error).</summary>
    public Guid? Id(string felt, string saetning = "Vælg en fra listen.")
    {
        var vaerdi = this[felt];
        if (vaerdi.Length == 0)
            return null;
        if (Guid.TryParse(vaerdi, out var id))
            return id;
        Fejl(felt, saetning);
        return null;
    }

    /// <summary>A check box: on when it was sent.</summary>
    public bool Afkrydset(string felt) => this[felt] is not ("" or "false");

    /// <summary>One of the named values of an enum, ignoring case; null when empty or wrong (then with an error).</summary>
    public T? Valg<T>(string felt, string saetning = "Vælg en fra listen.") where T : struct, Enum
    {
        var vaerdi = this[felt];
        if (vaerdi.Length == 0)
            return null;
        if (!char.IsAsciiDigit(vaerdi[0]) && Enum.TryParse<T>(vaerdi, ignoreCase: true, out var valg) && Enum.IsDefined(valg))
            return valg;
        Fejl(felt, saetning);
        return null;
    }

    /// <summary>The id of a field's element, the same wherever a field or an error list names it.</summary>
    [return: NotNullIfNotNull(nameof(felt))]
    public static string? FeltId(string? felt) => felt is null ? null : "felt-" + string.Concat(felt.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
