using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts a party on a case, with its data as they are now. A person or company not yet in the register is put there too.</summary>
internal sealed class TilfoejPart(SagerDb db, EventLog haendelser, StorageScope scope, TimeProvider tid)
{
    /// <param name="PartId">One in the register; else the rest describes one, which is found again by its CPR or CVR number.</param>
    /// <param name="Cpr">Form and real date; day+60 is accepted.</param>
    /// <param name="Cvr">8 digits with a valid check digit; 12345678 in a demonstration.</param>
    /// <param name="BeskyttetTil">Last day of name and address protection; a year from today when not said.</param>
    /// <param name="RepraesentererId">The party on this case that this one represents.</param>
    /// <param name="FuldmagtDokumentId">A document on this case.</param>
    public sealed record Nypart(
        Guid? PartId = null, string? Navn = null, string? Cpr = null, string? Cvr = null, string? Rolle = null, bool ErPrimaer = false, string? Adresse = null,
        string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null, bool ErBeskyttet = false, DateOnly? BeskyttetTil = null,
        Guid? RepraesentererId = null, Guid? FuldmagtDokumentId = null);

    public sealed record Kommando(Aktoer Aktoer, string Sag, Nypart Part, long? IfMatch = null);

    /// <param name="Navn">As surfaces show it.</param>
    /// <param name="Kendt">It was in the register, where the actor sees it: its data were taken, not those sent.</param>
    /// <param name="Version">The case's.</param>
    public sealed record Svar(Guid SagspartId, Guid PartId, string Navn, bool Kendt, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors();
        Kontroller(k.Part, "", DanishTime.Today(tid), errors);
        errors.Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var (sagspart, kendt) = await TilfoejAsync(k.Aktoer, sag, k.Part, ct);
        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var beskyttet = (await db.BeskyttedeParterAsync([sagspart.PartId], DanishTime.Today(tid), ct)).Count > 0;
        return new(sagspart.Id, sagspart.PartId, Navnebeskyttelse.Vist(sagspart.Navn, beskyttet), kendt, sag.Version);
    }

    /// <summary>What can be said about the parties of a new case before it is made, so that one answer names all that is wrong.</summary>
    internal void Kontroller(IReadOnlyList<Nypart> parter, Partsregel regel, Errors errors)
    {
        errors.AddIf(regel == Partsregel.Ingen && parter.Count > 0, "parter", "Skabelonen tager ikke parter.")
            .AddIf(regel is Partsregel.Kraeves or Partsregel.PrimaerKraeves && parter.Count == 0, "parter", "Skabelonen kræver mindst én part.")
            .AddIf(parter.Count > 100, "parter", "En ny sag kan højst begynde med 100 parter.")
            .AddIf(parter.Count(p => p.ErPrimaer) > 1, "parter", "Kun én part kan være primær.");
        var idag = DanishTime.Today(tid);
        for (var i = 0; i < parter.Count; i++)
            Kontroller(parter[i], $"parter[{i}].", idag, errors);
    }

    /// <summary>Parties named by their id are in the register, where the actor sees them, and are named once.</summary>
    internal async Task KontrollerKendteAsync(Aktoer aktoer, IReadOnlyList<Nypart> parter, Errors errors, CancellationToken ct)
    {
        List<Guid> ider = [.. parter.Select(p => p.PartId).OfType<Guid>().Distinct()];
        if (ider.Count == 0)
            return;
        var kendte = await db.Parter.SynligeFor(db, aktoer).Where(p => ider.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        for (var i = 0; i < parter.Count; i++)
            errors.AddIf(parter[i].PartId is { } id && !kendte.Contains(id), $"parter[{i}].partId", "Vælg parten igen. Den findes ikke.");
    }

    /// <summary>The parties a new case starts with, after <see cref="Kontroller(IReadOnlyList{Nypart}, Partsregel, Errors)"/>. For other acts only: they save and tell.</summary>
    internal async Task<IReadOnlyList<Sagspart>> TilNySagAsync(Aktoer aktoer, Sag sag, IReadOnlyList<Nypart> parter, CancellationToken ct)
    {
        List<Sagspart> nye = [];
        for (var i = 0; i < parter.Count; i++)
        {
            var ny = i == 0 && !parter.Any(p => p.ErPrimaer) ? parter[i] with { ErPrimaer = true } : parter[i];
            var (part, _) = await FindAsync(aktoer, ny, $"parter[{i}].", ct);
            if (nye.Any(p => p.PartId == part.Id))
                throw AlleredePart(part, $"parter[{i}].");
            nye.Add(await LavAsync(aktoer, sag, part, ny, $"parter[{i}].", ct));
        }

        return nye;
    }

    internal Task FortaelAsync(Aktoer aktoer, Sagspart sagspart, CancellationToken ct) =>
        haendelser.AppendAsync(aktoer, new PartTilfoejet(sagspart.Navn, sagspart.Rolle, sagspart.ErPrimaer), sagspart.SagId, sagspart.PartId, ct);

    private void Kontroller(Nypart ny, string felt, DateOnly idag, Errors errors)
    {
        errors.Rolle(felt, ny.Rolle);
        if (ny.PartId is not null)
            return;
        var (cpr, cvr) = (errors.Cpr(felt, ny.Cpr), errors.Cvr(felt, ny.Cvr, scope.Authority));
        errors.AddIf(cpr is not null && cvr is not null, felt + "cvr", "En part har enten CPR-nummer eller CVR-nummer.")
            .AddIf(cpr is null && cvr is null && string.IsNullOrWhiteSpace(ny.Navn), felt + "navn", "Skriv partens navn.")
            .Partsdata(felt, ny.Navn, ny.Adresse, ny.Postnummer, ny.By, ny.Email, ny.Telefon, ny.BeskyttetTil, idag);
    }

    private async Task<(Sagspart Sagspart, bool Kendt)> TilfoejAsync(Aktoer aktoer, Sag sag, Nypart ny, CancellationToken ct)
    {
        var (part, kendt) = await FindAsync(aktoer, ny, "", ct);
        if (await db.Sagsparter.AnyAsync(s => s.SagId == sag.Id && s.PartId == part.Id && s.Fratraadt == null, ct))
            throw AlleredePart(part, "");
        if (ny.ErPrimaer)
            await FratagPrimaerAsync(db, sag.Id, ct);
        var sagspart = await LavAsync(aktoer, sag, part, ny, "", ct);
        await db.SaveChangesAsync(ct);
        await FortaelAsync(aktoer, sagspart, ct);
        return (sagspart, kendt);
    }

    private InvalidException AlleredePart(Part part, string felt) => new(felt + "partId", $"{Navnebeskyttelse.Vist(part.Navn, part.ErBeskyttetDen(DanishTime.Today(tid)))} er allerede part på sagen.");

    private async Task<(Part Part, bool Kendt)> FindAsync(Aktoer aktoer, Nypart ny, string felt, CancellationToken ct) => ny.PartId is { } id
        ? (await db.Parter.SynligeFor(db, aktoer).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new InvalidException(felt + "partId", "Vælg parten igen. Den findes ikke."), true)
        : await FindEllerOpretAsync(aktoer, ny, felt, ct);

    private async Task<Sagspart> LavAsync(Aktoer aktoer, Sag sag, Part part, Nypart ny, string felt, CancellationToken ct)
    {
        if (ny.RepraesentererId is { } paa)
            (await RepraesenteretAsync(db, sag.Id, paa, felt, ct)).KraevPaaSagen();
        await FuldmagtAsync(db, aktoer, sag.Id, ny.RepraesentererId, ny.FuldmagtDokumentId, felt, ct);
        var sagspart = new Sagspart
        {
            SagId = sag.Id, PartId = part.Id, Rolle = string.IsNullOrWhiteSpace(ny.Rolle) ? "Part" : ny.Rolle.Trim(), ErPrimaer = ny.ErPrimaer,
            Navn = part.Navn, Adresse = part.Adresse, Postnummer = part.Postnummer, By = part.By, Email = part.Email, Telefon = part.Telefon,
            RepraesentererId = ny.RepraesentererId, FuldmagtDokumentId = ny.FuldmagtDokumentId, Tilfoejet = tid.GetUtcNow(),
        };
        db.Add(sagspart);
        return sagspart;
    }

    private async Task<(Part Part, bool Kendt)> FindEllerOpretAsync(Aktoer aktoer, Nypart ny, string felt, CancellationToken ct)
    {
        var errors = new Errors();
        var (cpr, cvr) = (errors.Cpr(felt, ny.Cpr), errors.Cvr(felt, ny.Cvr, scope.Authority));
        if (db.Parter.Local.FirstOrDefault(p => (cpr is not null && p.Cpr == cpr) || (cvr is not null && p.Cvr == cvr)) is { } lige)
            return (lige, false); // twice in one request: the first is not saved yet

        var kendt = cpr is not null ? await db.Parter.SingleOrDefaultAsync(p => p.Cpr == cpr, ct)
            : cvr is not null ? await db.Parter.SingleOrDefaultAsync(p => p.Cvr == cvr, ct)
            : null;
        if (kendt is not null)
            return (kendt, await db.Parter.SynligeFor(db, aktoer).AnyAsync(p => p.Id == kendt.Id, ct)); // that it has a case elsewhere is not told
        errors.AddIf(string.IsNullOrWhiteSpace(ny.Navn), felt + "navn", "Nummeret er nyt i registret. Skriv partens navn.").Throw();
        var part = new Part
        {
            Art = cvr is null ? Partsart.Person : Partsart.Virksomhed, Cpr = cpr, Cvr = cvr, Navn = ny.Navn!.Trim(), Adresse = ny.Adresse.Renset(), Postnummer = ny.Postnummer.Renset(),
            By = ny.By.Renset(), Email = ny.Email.Renset(), Telefon = ny.Telefon.Renset(), ErBeskyttet = ny.ErBeskyttet,
            BeskyttetTil = Part.Beskyttelsesslut(ny.ErBeskyttet, ny.BeskyttetTil, DanishTime.Today(tid)), Soegetekst = Part.Soegbar(ny.Navn, cvr), Oprettet = tid.GetUtcNow(),
        };
        db.Add(part);
        return (part, false);
    }

    /// <summary>The party on the case that another is to represent.</summary>
    internal static async Task<Sagspart> RepraesenteretAsync(SagerDb db, Guid sagId, Guid id, string felt, CancellationToken ct) =>
        await db.Sagsparter.SingleOrDefaultAsync(s => s.SagId == sagId && s.Id == id, ct)
        ?? throw new InvalidException(felt + "repraesentererId", "Vælg en part på sagen.");

    /// <summary>A power of attorney is a document on this case, which the actor sees.</summary>
    internal static async Task FuldmagtAsync(SagerDb db, Aktoer aktoer, Guid sagId, Guid? repraesentererId, Guid? dokumentId, string felt, CancellationToken ct)
    {
        if (dokumentId is not { } id)
            return;
        PartRegler.FuldmagtHoererTilRepraesentant.Kraev(repraesentererId is not null);
        if (!await db.Dokumenter.SynligeFor(db, aktoer).AnyAsync(d => d.Id == id && db.Registreringer.Any(r => r.DokumentId == id && r.SagId == sagId), ct))
            throw new InvalidException(felt + "fuldmagtDokumentId", "Vælg et dokument på sagen.");
    }

    /// <summary>Saved by itself: the database allows one primary party at any moment.</summary>
    internal static async Task FratagPrimaerAsync(SagerDb db, Guid sagId, CancellationToken ct)
    {
        foreach (var anden in await db.Sagsparter.Where(s => s.SagId == sagId && s.ErPrimaer).ToListAsync(ct))
            anden.ErPrimaer = false;
        await db.SaveChangesAsync(ct);
    }
}
