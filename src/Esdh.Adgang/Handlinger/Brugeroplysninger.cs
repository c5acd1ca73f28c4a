using System.Text.RegularExpressions;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>What a user is told to be, checked.</summary>
internal sealed partial record Brugeroplysninger(string Navn, string? Email, string? Titel, Guid EnhedId, Roller Roller)
{
    public static string Norm(string brugernavn) => brugernavn.Trim().ToLowerInvariant();

    /// <exception cref="InvalidException">Names every wrong field.</exception>
    public static async Task<Brugeroplysninger> KontrollerAsync(
        AdgangDb db, string? navn, string? email, string? titel, Guid? enhedId, IReadOnlyList<string>? roller, string? nytBrugernavn, CancellationToken ct)
    {
        navn = navn?.Trim() ?? "";
        email = Tom(email);
        titel = Tom(titel);
        var valgte = Roller.Ingen;
        var errors = new Errors();
        if (nytBrugernavn is not null)
        {
            var brugernavn = Norm(nytBrugernavn);
            if (!Brugernavnform().IsMatch(brugernavn))
                errors.Add("brugernavn", "Brugernavnet skal være 2 til 100 tegn: bogstaverne a-z, cifre og . _ - @. Det begynder med et bogstav eller ciffer.");
            else if (await db.Brugere.AnyAsync(b => b.Brugernavn == brugernavn, ct))
                errors.Add("brugernavn", "Brugernavnet er i brug.");
        }

        foreach (var rolle in roller ?? [])
        {
            if (Enum.TryParse<Roller>(rolle, ignoreCase: true, out var r) && r != Roller.Ingen && Enum.IsDefined(r) && !int.TryParse(rolle, out _))
                valgte |= r;
            else
                errors.Add("roller", $"Rollen »{(rolle.Length > 50 ? rolle[..50] : rolle)}« findes ikke.");
        }

        errors.AddIf(navn.Length is 0 or > 200, "navn", "Skriv et navn på højst 200 tegn.")
            .AddIf(email is not null && (email.Length > 254 || !Emailform().IsMatch(email)), "email", "E-mailadressen kan ikke læses.")
            .AddIf(titel?.Length > 200, "titel", "Titlen må højst være på 200 tegn.")
            .AddIf(valgte == Roller.Ingen && !errors.Any, "roller", "Vælg mindst én rolle.")
            .AddIf(enhedId is null || !await db.Enheder.AnyAsync(e => e.Id == enhedId, ct), "enhed", "Vælg en enhed fra listen.")
            .Throw();
        AdgangRegler.AktivEnhed.Kraev(await db.Enheder.AnyAsync(e => e.Id == enhedId && e.Aktiv, ct));
        return new(navn, email, titel, enhedId!.Value, valgte);
    }

    /// <summary>An administrator must be left who can sign in.</summary>
    public static async Task KraevAdministratorAsync(AdgangDb db, CancellationToken ct) => AdgangRegler.EnAdministrator.Kraev(
        await db.Brugere.AnyAsync(b => b.Aktiv && (b.Roller & Roller.Administrator) != 0 && (b.KodeordHash != null || b.Udsteder != null), ct));

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();

    [GeneratedRegex("^[a-z0-9][a-z0-9._@-]{1,99}$")]
    private static partial Regex Brugernavnform();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")]
    private static partial Regex Emailform();
}
