using System.Globalization;
using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Esdh.Sager.Foresp;

/// <summary>What a list of cases is sorted by.</summary>
internal enum Sagsorden
{
    Aendret,
    Oprettet,
    Nummer,
    Titel,
    Frist,
}

/// <summary>What a list of cases is narrowed to, the same at the page, in the API, in the export and in a saved view. Nothing set: every case one may see.</summary>
internal sealed record Sagsfilter
{
    /// <summary>Words in number (also old ones), titles and parties.</summary>
    public string? Tekst { get; init; }

    /// <summary><c>aktiv</c>, <c>hvilende</c>, <c>afsluttet</c> or <c>aaben</c> (the first two).</summary>
    public string? Tilstand { get; init; }

    public Guid? Status { get; init; }

    /// <summary>A subject, a group or a main group: <c>02.34.02</c>, <c>02.34</c>, <c>02</c>.</summary>
    public string? Emne { get; init; }

    public string? Facet { get; init; }

    /// <summary>An id, <c>mig</c> or <c>ingen</c>.</summary>
    public string? Behandler { get; init; }

    /// <summary>An id or <c>min</c>.</summary>
    public string? Enhed { get; init; }

    public Guid? Skabelon { get; init; }

    /// <summary>First day of creation.</summary>
    public DateOnly? Fra { get; init; }

    /// <summary>Last day of creation.</summary>
    public DateOnly? Til { get; init; }

    /// <summary>One of the four levels, in lower case.</summary>
    public string? Foelsomhed { get; init; }

    public string? Maerke { get; init; }

    /// <summary><c>overskredet</c> or <c>uge</c>: an open reminder's deadline is passed, or lies within seven days.</summary>
    public string? Frist { get; init; }

    /// <summary><c>favoritter</c> or <c>sete</c>.</summary>
    public string? Kun { get; init; }

    public Sagsorden Sorter { get; init; }

    /// <summary>The other way than the order's own: newest first, but numbers, titles and deadlines from the beginning.</summary>
    public bool Omvendt { get; init; }

    /// <summary>Whether anything narrows the list.</summary>
    public bool ErTomt => this with { Sorter = default, Omvendt = false } == new Sagsfilter();

    /// <summary>Largest values first.</summary>
    public bool Faldende => (Sorter is Sagsorden.Aendret or Sagsorden.Oprettet) != Omvendt;

    /// <summary>Reads a query string. Empty parameters say nothing.</summary>
    /// <exception cref="InvalidException">Every parameter that is wrong.</exception>
    public static Sagsfilter Laes(IQueryCollection q)
    {
        ArgumentNullException.ThrowIfNull(q);
        var errors = new Errors();
        var filter = new Sagsfilter
        {
            Tekst = Tekstfelt(),
            Tilstand = En("tilstand", "aktiv", "hvilende", "afsluttet", "aaben"),
            Status = Id("status"),
            Emne = Emnefelt(),
            Facet = V("facet") is { } facet ? KleFacet.TryParse(facet, out var f) ? f.ToString() : Forkert("facet", "En facet skrives som G01.") : null,
            Behandler = Reference("behandler", "mig", "ingen"),
            Enhed = Reference("enhed", "min"),
            Skabelon = Id("skabelon"),
            Fra = Dato("fra"),
            Til = Dato("til"),
            Foelsomhed = En("foelsomhed", [.. Enum.GetNames<Foelsomhed>().Select(n => n.ToLowerInvariant())]),
            Maerke = V("maerke")?.Length > 60 ? Forkert("maerke", "Mærket må højst være 60 tegn.") : V("maerke"),
            Frist = En("frist", "overskredet", "uge"),
            Kun = En("kun", "favoritter", "sete"),
            Sorter = En("sorter", [.. Enum.GetNames<Sagsorden>().Select(n => n.ToLowerInvariant())]) is { } s ? Enum.Parse<Sagsorden>(s, true) : default,
            Omvendt = V("omvendt") is "true" or "1",
        };
        errors.AddIf(filter.Fra > filter.Til, "til", "Perioden slutter, før den begynder.").Throw();
        return filter;

        string? V(string navn) => q[navn].ToString().Trim() is { Length: > 0 } v ? v : null;
        string? Forkert(string navn, string tekst)
        {
            errors.Add(navn, tekst);
            return null;
        }

        string? En(string navn, params string[] kendte) =>
            V(navn) is not { } v ? null : kendte.Contains(v.ToLowerInvariant()) ? v.ToLowerInvariant() : Forkert(navn, $"Vælg en af: {string.Join(", ", kendte)}.");

        Guid? Id(string navn)
        {
            if (V(navn) is not { } v)
                return null;
            if (Guid.TryParse(v, out var id))
                return id;
            errors.Add(navn, "Vælg en fra listen.");
            return null;
        }

        string? Reference(string navn, params string[] ord) =>
            V(navn) is not { } v ? null : ord.Contains(v) ? v : Guid.TryParse(v, out var id) ? id.ToString() : Forkert(navn, "Vælg en fra listen.");

        DateOnly? Dato(string navn)
        {
            if (V(navn) is not { } v)
                return null;
            if (DanishTime.TryParseDate(v, out var d))
                return d;
            errors.Add(navn, DanishTime.DateHelp);
            return null;
        }

        string? Emnefelt()
        {
            if (V("emne") is not { } v)
                return null;
            if (v.All(c => char.IsAsciiDigit(c) || c == '.') && v.Length is 2 or 5 && v.Split('.').All(d => d.Length == 2))
                return v;
            return KleSubject.TryParse(v.Split(' ')[0], out var emne) ? emne.ToString() : Forkert("emne", "Et emne skrives som 02.34.02, en gruppe som 02.34.");
        }

        string? Tekstfelt()
        {
            if (V("tekst") is not { } v)
                return null;
            if (v.Length > Soegeord.Laengst)
                return Forkert("tekst", $"Skriv højst {Soegeord.Laengst} tegn.");
            return CprFinder.Contains(v) ? Forkert("tekst", "Et personnummer må ikke stå i en adresse. Skriv det i søgefeltet på siden.") : v;
        }
    }

    /// <summary>The filter as a query string without question mark: what saved views hold and links are made of.</summary>
    public string Forespoergsel()
    {
        Dictionary<string, string?> q = new()
        {
            ["tekst"] = Tekst, ["tilstand"] = Tilstand, ["status"] = Status?.ToString(), ["emne"] = Emne, ["facet"] = Facet, ["behandler"] = Behandler, ["enhed"] = Enhed,
            ["skabelon"] = Skabelon?.ToString(), ["fra"] = Fra?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["til"] = Til?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["foelsomhed"] = Foelsomhed, ["maerke"] = Maerke, ["frist"] = Frist, ["kun"] = Kun,
            ["sorter"] = Sorter == default ? null : Sorter.ToString().ToLowerInvariant(), ["omvendt"] = Omvendt ? "true" : null,
        };
        return QueryHelpers.AddQueryString("", q).TrimStart('?');
    }

    /// <summary>An address with this filter.</summary>
    public string Href(string sti, params ReadOnlySpan<(string Navn, string? Vaerdi)> mere)
    {
        var q = Forespoergsel();
        foreach (var (navn, vaerdi) in mere)
        {
            if (vaerdi is not null)
                q += $"{(q.Length == 0 ? "" : "&")}{navn}={Uri.EscapeDataString(vaerdi)}";
        }

        return q.Length == 0 ? sti : $"{sti}?{q}";
    }
}
