using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Makes a client or changes it. A new one's secret never comes here: its SHA-256 does.</summary>
internal sealed partial class GemKlient(AdgangDb db, EventLog haendelser)
{
    /// <param name="Aktoer">Who acts.</param>
    /// <param name="Id">Null makes a new client.</param>
    /// <param name="KlientId">The OAuth <c>client_id</c> of a new client; never changes.</param>
    /// <param name="Navn">What the program is.</param>
    /// <param name="Bruger">User name or id of whom <c>client_credentials</c> acts as; null when it may only pass passwords on.</param>
    /// <param name="Aktiv">A closed client gets no tokens.</param>
    /// <param name="HemmelighedSha256">Of a new client's secret.</param>
    /// <param name="Set">The version the caller saw.</param>
    internal sealed record Kommando(
        Aktoer Aktoer, Guid? Id, string? KlientId, string? Navn, string? Bruger, bool Aktiv, string? HemmelighedSha256, long? Set);

    internal sealed record Svar(Guid Id, string KlientId, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var klient = k.Id is null ? null : await db.Klienter.SingleOrDefaultAsync(c => c.Id == k.Id, ct) ?? throw new NotFoundException();
        if (klient is not null)
            Preconditions.Check(klient.Version, k.Set);
        var navn = k.Navn?.Trim() ?? "";
        var bruger = await BrugerAsync(k.Bruger, ct);
        var errors = new Errors().AddIf(navn.Length is 0 or > 200, "navn", "Skriv et navn på højst 200 tegn.")
            .AddIf(bruger is null && !string.IsNullOrWhiteSpace(k.Bruger), "bruger", "Der er ingen aktiv bruger med det brugernavn.")
            .AddIf(bruger is { } b && (b.Roller & Roller.Administrator) != 0, "bruger", "En klient kan ikke handle som administrator.");
        if (klient is null)
        {
            errors.AddIf(!Form().IsMatch(k.KlientId ?? ""), "klientId", "Klientens id skal være 3 til 100 tegn: bogstaverne a-z, cifre og . _ -")
                .AddIf(await db.Klienter.AnyAsync(c => c.KlientId == k.KlientId, ct), "klientId", "Der er allerede en klient med det id.");
        }

        errors.Throw();
        object haendelse;
        if (klient is null)
        {
            db.Add(klient = new() { KlientId = k.KlientId!, Navn = navn, HemmelighedSha256 = k.HemmelighedSha256!, BrugerId = bruger?.Id });
            haendelse = new KlientOprettet(klient.KlientId, navn, bruger?.Id);
        }
        else
        {
            (klient.Navn, klient.BrugerId, klient.Aktiv) = (navn, bruger?.Id, k.Aktiv);
            haendelse = new KlientRettet(navn, bruger?.Id, k.Aktiv);
        }

        klient.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, haendelse, null, klient.Id, ct);
        return new(klient.Id, klient.KlientId, klient.Version);
    }

    private async Task<Bruger?> BrugerAsync(string? bruger, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(bruger))
            return null;
        var navn = Brugeroplysninger.Norm(bruger);
        return Guid.TryParse(navn, out var id)
            ? await db.Brugere.SingleOrDefaultAsync(b => b.Id == id && b.Aktiv, ct)
            : await db.Brugere.SingleOrDefaultAsync(b => b.Brugernavn == navn && b.Aktiv, ct);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{2,99}$")]
    private static partial Regex Form();
}
