using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Identity;

namespace Esdh.Sager.Handlinger;

/// <summary>What may stand in a party's fields, the same wherever they are typed.</summary>
internal static partial class Partsfelter
{
    /// <summary>Lengths, forms and dates. Empty fields are in order.</summary>
    public static Errors Partsdata(
        this Errors errors, string felt, string? navn, string? adresse, string? postnummer, string? by, string? email, string? telefon, DateOnly? beskyttetTil, DateOnly idag) => errors
        .AddIf(navn?.Trim().Length > 200, felt + "navn", "Navnet må højst være 200 tegn.")
        .AddIf(CprFinder.Contains(navn), felt + "navn", "Navnet indeholder et personnummer. Skriv det i feltet CPR-nummer.")
        .AddIf(adresse?.Trim().Length > 200, felt + "adresse", "Adressen må højst være 200 tegn.")
        .AddIf(postnummer?.Trim().Length > 20, felt + "postnummer", "Postnummeret må højst være 20 tegn.")
        .AddIf(by?.Trim().Length > 100, felt + "by", "Byen må højst være 100 tegn.")
        .AddIf(!string.IsNullOrWhiteSpace(email) && (email.Length > 254 || !Email().IsMatch(email.Trim())), felt + "email", "E-mailadressen skrives som navn@eksempel.dk.")
        .AddIf(!string.IsNullOrWhiteSpace(telefon) && (telefon.Length > 40 || !Telefon().IsMatch(telefon)), felt + "telefon", "Telefonnummeret må kun have cifre, mellemrum, + og -.")
        .AddIf(beskyttetTil is { } til && (til < idag || til > idag.AddYears(100)), felt + "beskyttetTil", "Beskyttelsens sidste dag skal ligge i dag eller senere.");

    public static Errors Rolle(this Errors errors, string felt, string? rolle) => errors
        .AddIf(rolle?.Trim().Length > 60, felt + "rolle", "Rollen må højst være 60 tegn.")
        .AddIf(CprFinder.Contains(rolle), felt + "rolle", "Rollen indeholder et personnummer. Fjern det.");

    /// <summary>Digits, null when empty; an error when it is no personnummer.</summary>
    public static string? Cpr(this Errors errors, string felt, string? tekst)
    {
        if (string.IsNullOrWhiteSpace(tekst))
            return null;
        if (Core.Identity.Cpr.TryParse(tekst, out var cpr, out var fejl))
            return cpr.Digits;
        errors.Add(felt + "cpr", fejl);
        return null;
    }

    /// <summary>8 digits, null when empty; an error when it is no CVR number. The test number 12345678 belongs to nobody, and is taken in a demonstration alone.</summary>
    public static string? Cvr(this Errors errors, string felt, string? tekst, Authority myndighed)
    {
        if (string.IsNullOrWhiteSpace(tekst))
            return null;
        if (Core.Identity.Cvr.TryParse(tekst, out var cvr, allowTestNumber: myndighed.Info.IsDemo))
            return cvr.ToString();
        errors.Add(felt + "cvr", "CVR-nummeret er ikke gyldigt. Kontrollér de 8 cifre.");
        return null;
    }

    [GeneratedRegex(@"^[^@\s<>""]+@[^@\s<>""]+\.[^@\s<>"".]+\z", RegexOptions.None, 200)]
    private static partial Regex Email();

    [GeneratedRegex(@"^\s*\+?[0-9 ()-]+\s*\z", RegexOptions.None, 200)]
    private static partial Regex Telefon();
}
