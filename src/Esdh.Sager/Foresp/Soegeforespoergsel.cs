using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Search;
using Esdh.Sager.Contract;
using Esdh.Sager.Soegeindeks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Esdh.Sager.Foresp;

/// <summary>
/// A search as it is kept: the search page's fields, each at most once, in one order, without page and marks. Relative words stay, so that <c>behandler=mig</c> and
/// <c>enhed=min</c> mean whoever runs it.
/// </summary>
internal static class Soegeforespoergsel
{
    public const int Laengste = 4000;

    private const int FlestVaerdier = 50;

    private static readonly string[] Lister = ["art", "emne", "tilstand", "behandler", "enhed", "retning", "filtype"];

    /// <summary>The one way to write a query string of the search page.</summary>
    /// <exception cref="InvalidException">Every field that is wrong.</exception>
    public static string Laes(string? forespoergsel)
    {
        if (forespoergsel?.Length > Laengste)
            throw new InvalidException("forespoergsel", "Der er for mange afgrænsninger i søgningen.");
        return Laes(new QueryCollection(QueryHelpers.ParseQuery(forespoergsel)));
    }

    /// <inheritdoc cref="Laes(string?)"/>
    public static string Laes(IQueryCollection q)
    {
        var errors = new Errors();
        var tekst = q["q"].ToString().Trim();
        try
        {
            Soegeord.IntetPersonnummer(tekst, "q");
            SearchQuery.Parse(tekst, Soegeudtryk.Felter);
        }
        catch (InvalidException e)
        {
            errors.Add("q", CprMeddelelse(tekst) ?? e.Errors.Values.First()[0]);
        }

        Dictionary<string, StringValues> laest = new() { ["q"] = tekst };
        foreach (var felt in Lister)
        {
            var vaerdier = q[felt].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()).Distinct(StringComparer.Ordinal).Take(FlestVaerdier).Order(StringComparer.Ordinal).ToArray();
            errors.AddIf(vaerdier.Any(v => !ErVaerdi(felt, v)), felt, "Afgrænsningen kan ikke læses.");
            if (vaerdier.Length > 0)
                laest[felt] = vaerdier;
        }

        foreach (var felt in new[] { "fra", "til" })
        {
            if (q[felt].ToString().Trim() is not { Length: > 0 } aar)
                continue;
            if (int.TryParse(aar, NumberStyles.None, CultureInfo.InvariantCulture, out var tal) && tal is >= 1 and <= 9999)
                laest[felt] = tal.ToString(CultureInfo.InvariantCulture);
            else
                errors.Add(felt, "Skriv et årstal med fire cifre.");
        }

        var sorter = q["sorter"].ToString().Trim().ToLowerInvariant();
        if (sorter.Length > 0 && !Enum.GetNames<Soegeorden>().Contains(sorter, StringComparer.OrdinalIgnoreCase))
            errors.Add("sorter", "Vælg en af: bedste, nyeste, sagsnummer.");
        else if (sorter.Length > 0 && sorter != "bedste")
            laest["sorter"] = sorter;
        errors.Throw();
        var samlet = QueryHelpers.AddQueryString("", laest)[1..];
        return samlet.Length <= Laengste ? samlet : throw new InvalidException("forespoergsel", "Der er for mange afgrænsninger i søgningen.");
    }

    /// <summary>What it asks for when this person runs it.</summary>
    public static Soegning For(string forespoergsel, Aktoer aktoer) => Sider.SoegningRuter.Laes(new QueryCollection(QueryHelpers.ParseQuery(forespoergsel)), aktoer);

    /// <summary>The words that were typed.</summary>
    public static string Tekst(string forespoergsel) => new QueryCollection(QueryHelpers.ParseQuery(forespoergsel))["q"].ToString();

    /// <summary>What is decided by the case as it is now, and not by what stands in the index: a change of the case changes whether what is on it is a hit.</summary>
    public static bool AfhaengerAfSagen(Soegning s) => s.Tilstande.Count > 0 || s.Behandlere.Count > 0 || s.Enheder.Count > 0;

    private static string? CprMeddelelse(string tekst) =>
        Core.Identity.CprFinder.Contains(tekst) ? "En søgning med et personnummer kan ikke gemmes." : null;

    private static bool ErVaerdi(string felt, string v) => v.Length <= 100 && !v.Any(char.IsControl) && felt switch
    {
        "art" => v is Soegeart.Sag or Soegeart.Dokument or Soegeart.Part,
        "behandler" => v == "mig" || Guid.TryParse(v, out _),
        "enhed" => v == "min" || Guid.TryParse(v, out _),
        _ => true,
    };
}
