using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What a case's history is narrowed to, the same at the page, in the API and in the export.</summary>
/// <param name="Art">One of <see cref="Arter"/>.</param>
/// <param name="AktoerId">Who did it.</param>
/// <param name="Fra">First day.</param>
/// <param name="Til">Last day.</param>
/// <param name="AeldsteFoerst">In the order it happened; else the newest first.</param>
internal sealed record Historikfilter(string? Art = null, Guid? AktoerId = null, DateOnly? Fra = null, DateOnly? Til = null, bool AeldsteFoerst = false)
{
    /// <summary>Kinds of event and what they are called.</summary>
    public static IReadOnlyList<(string Noegle, string Navn)> Arter { get; } =
    [
        ("sagen", "Sagen selv"), ("dokumenter", "Dokumenter"), ("parter", "Parter"), ("notater", "Notater"), ("erindringer", "Erindringer"), ("hoeringer", "Høringer"), ("forsendelser", "Forsendelser"), ("godkendelser", "Godkendelser"), ("afgoerelser", "Afgørelser og beslutninger"),
        ("adgang", "Adgang og følsomhed"),
    ];

    private static readonly string[] Adgang =
    [
        "SagsadgangAendret", "DokumentadgangAendret", "NoedadgangGivet", "LederUnderrettetOmNoedadgang", "SagsfoelsomhedAendret", "DokumentfoelsomhedAendret", "FejljournaliseretIndholdAabnet",
    ];

    /// <summary>How the types of a kind begin. What is about nothing else is about the case.</summary>
    private static readonly Dictionary<string, string[]> Begyndelser = new()
    {
        ["dokumenter"] = ["Dokument", "Kladde", "Fejljournaliser", "Aktindsigt", "Postliste", "Sagsudtraek"],
        ["parter"] = ["Part", "Sagspart"],
        ["notater"] = ["Notat"],
        ["erindringer"] = ["Erindring"],
        ["hoeringer"] = ["Hoering"],
        ["forsendelser"] = ["Forsendelse"],
        ["godkendelser"] = ["Godkendelse"],
        ["afgoerelser"] = ["Afgoerelse", "Beslutning"],
    };

    /// <exception cref="InvalidException">Every parameter that is wrong.</exception>
    public static Historikfilter Laes(IQueryCollection q, bool aeldsteFoerst = false)
    {
        var errors = new Errors();
        var (art, hvem) = (V("art"), V("hvem"));
        errors.AddIf(art is not null && Arter.All(a => a.Noegle != art), "art", $"Vælg en af: {string.Join(", ", Arter.Select(a => a.Noegle))}.")
            .AddIf(hvem is not null && !Guid.TryParse(hvem, out _), "hvem", "Vælg en fra listen.");
        var filter = new Historikfilter(
            errors.Any ? null : art, Guid.TryParse(hvem, out var id) ? id : null, Dato("fra"), Dato("til"),
            V("orden") switch { "aeldste" => true, "nyeste" => false, null => aeldsteFoerst, _ => Forkert() });
        errors.AddIf(filter.Fra > filter.Til, "til", "Perioden slutter, før den begynder.").Throw();
        return filter;

        string? V(string navn) => q[navn].ToString().Trim() is { Length: > 0 } v ? v : null;
        bool Forkert()
        {
            errors.Add("orden", "Vælg en af: nyeste, aeldste.");
            return false;
        }

        DateOnly? Dato(string navn)
        {
            if (V(navn) is not { } v)
                return null;
            if (DanishTime.TryParseDate(v, out var d))
                return d;
            errors.Add(navn, DanishTime.DateHelp);
            return null;
        }
    }

    /// <summary>Those of the events that the filter admits.</summary>
    public IQueryable<Haendelse> Paa(IQueryable<Haendelse> haendelser)
    {
        if (AktoerId is { } hvem)
            haendelser = haendelser.Where(h => h.AktoerId == hvem);
        if (Fra is { } fra && DanishTime.StartOfDay(fra) is var begynder)
            haendelser = haendelser.Where(h => h.Tid >= begynder);
        if (Til is { } til && DanishTime.StartOfDay(til.AddDays(1)) is var slutter)
            haendelser = haendelser.Where(h => h.Tid < slutter);
        if (Art is null)
            return haendelser;
        if (Art == "adgang")
            return haendelser.Where(h => Adgang.Contains(h.Type));
        haendelser = haendelser.Where(h => !Adgang.Contains(h.Type));
        if (Art != "sagen")
            return Med(haendelser, Begyndelser[Art]);
        foreach (var led in Begyndelser.Values.SelectMany(b => b).Select(b => b + "%"))
            haendelser = haendelser.Where(h => !EF.Functions.Like(h.Type, led));
        return haendelser;
    }

    private static IQueryable<Haendelse> Med(IQueryable<Haendelse> haendelser, string[] begyndelser)
    {
        // At most six; a missing one repeats the first.
        string Led(int i) => (i < begyndelser.Length ? begyndelser[i] : begyndelser[0]) + "%";
        var (a, b, c, d, e, f) = (Led(0), Led(1), Led(2), Led(3), Led(4), Led(5));
        return haendelser.Where(h => EF.Functions.Like(h.Type, a) || EF.Functions.Like(h.Type, b) || EF.Functions.Like(h.Type, c)
            || EF.Functions.Like(h.Type, d) || EF.Functions.Like(h.Type, e) || EF.Functions.Like(h.Type, f));
    }

    /// <summary>The filter as a query string without question mark.</summary>
    public string Forespoergsel() => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["art"] = Art, ["hvem"] = AktoerId?.ToString(), ["fra"] = Fra?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["til"] = Til?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["orden"] = AeldsteFoerst ? "aeldste" : null,
    }).TrimStart('?');
}
