using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts a person or company in the register before it is on any case. One whose number is there already is answered and not changed.</summary>
internal sealed class OpretPart(SagerDb db, EventLog haendelser, StorageScope scope, TimeProvider tid)
{
    /// <param name="Cpr">Form and real date; day+60 is accepted.</param>
    /// <param name="Cvr">8 digits with a valid check digit; 12345678 in a demonstration.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Navn, string? Cpr = null, string? Cvr = null, string? Adresse = null, string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null);

    /// <param name="Kendt">Its number was in the register.</param>
    /// <param name="Ses">It is the actor's to know of: on a case that the actor sees, or on none.</param>
    public sealed record Svar(Guid Id, bool Kendt, bool Ses);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var errors = new Errors().Partsdata("", k.Navn, k.Adresse, k.Postnummer, k.By, k.Email, k.Telefon, null, idag);
        var (cpr, cvr) = (errors.Cpr("", k.Cpr), errors.Cvr("", k.Cvr, scope.Authority));
        errors.AddIf(cpr is not null && cvr is not null, "cvr", "En part har enten CPR-nummer eller CVR-nummer.").Throw();
        var kendt = cpr is not null ? await db.Parter.SingleOrDefaultAsync(p => p.Cpr == cpr, ct)
            : cvr is not null ? await db.Parter.SingleOrDefaultAsync(p => p.Cvr == cvr, ct)
            : null;
        if (kendt is not null)
            return new(kendt.Id, true, await db.Parter.SynligeFor(db, k.Aktoer).AnyAsync(p => p.Id == kendt.Id, ct));
        errors.AddIf(string.IsNullOrWhiteSpace(k.Navn), "navn", "Skriv partens navn.").Throw();
        var part = new Part
        {
            Art = cvr is null ? Partsart.Person : Partsart.Virksomhed, Cpr = cpr, Cvr = cvr, Navn = k.Navn!.Trim(), Adresse = k.Adresse.Renset(), Postnummer = k.Postnummer.Renset(), By = k.By.Renset(),
            Email = k.Email.Renset(), Telefon = k.Telefon.Renset(), Soegetekst = Part.Soegbar(k.Navn, cvr), Oprettet = tid.GetUtcNow(),
        };
        db.Add(part);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PartOprettet(part.Art.ToString()), null, part.Id, ct);
        return new(part.Id, false, true);
    }
}
