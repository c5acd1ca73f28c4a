using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts a party on a case, with its data as they are now. A person or company not yet in the register is put there too.</summary>
internal sealed class TilfoejPart(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="PartId">One in the register; else the rest describes a new one.</param>
    /// <param name="Cpr">Form and real date; day+60 is accepted.</param>
    /// <param name="Cvr">8 digits with a valid check digit; 12345678 for tests.</param>
    public sealed record Nypart(
        Guid? PartId = null, string? Navn = null, string? Cpr = null, string? Cvr = null, string? Rolle = null, bool ErPrimaer = false, string? Adresse = null,
        string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null, bool ErBeskyttet = false, DateOnly? BeskyttetTil = null,
        Guid? RepraesentererId = null, Guid? FuldmagtDokumentId = null);

    public sealed record Kommando(Aktoer Aktoer, string Sag, Nypart Part, long? IfMatch = null);

    public sealed record Svar(Guid SagspartId, Guid PartId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Core.Web.Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var sagspart = await TilfoejAsync(k.Aktoer, sag, k.Part, "", ct);
        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new(sagspart.Id, sagspart.PartId);
    }

    /// <summary>What can be said about the parties of a new case before it is made, so that one answer names all that is wrong.</summary>
    internal static void Kontroller(IReadOnlyList<Nypart> parter, Partsregel regel, Errors errors)
    {
        errors.AddIf(regel == Partsregel.Ingen && parter.Count > 0, "parter", "Skabelonen tager ikke parter.")
            .AddIf(regel is Partsregel.Kraeves or Partsregel.PrimaerKraeves && parter.Count == 0, "parter", "Skabelonen kræver mindst én part.")
            .AddIf(parter.Count > 100, "parter", "En ny sag kan højst begynde med 100 parter.")
            .AddIf(parter.Count(p => p.ErPrimaer) > 1, "parter", "Kun én part kan være primær.");
        for (var i = 0; i < parter.Count; i++)
        {
            LaesCpr(parter[i].Cpr, $"parter[{i}].", errors);
            LaesCvr(parter[i].Cvr, $"parter[{i}].", errors);
            errors.AddIf(parter[i] is { PartId: null, Cpr: null or "", Cvr: null or "" } && string.IsNullOrWhiteSpace(parter[i].Navn), $"parter[{i}].navn", "Skriv partens navn.");
        }
    }

    /// <summary>The parties a new case starts with, after <see cref="Kontroller"/>. For other acts only.</summary>
    internal async Task TilNySagAsync(Aktoer aktoer, Sag sag, IReadOnlyList<Nypart> parter, CancellationToken ct)
    {
        for (var i = 0; i < parter.Count; i++)
        {
            var foerste = i == 0 && !parter.Any(p => p.ErPrimaer);
            await TilfoejAsync(aktoer, sag, foerste ? parter[i] with { ErPrimaer = true } : parter[i], $"parter[{i}].", ct);
        }
    }

    private async Task<Sagspart> TilfoejAsync(Aktoer aktoer, Sag sag, Nypart ny, string felt, CancellationToken ct)
    {
        var part = ny.PartId is { } id
            ? await db.Parter.SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new InvalidException(felt + "partId", "Parten findes ikke.")
            : await FindEllerOpretAsync(ny, felt, ct);
        if (await db.Sagsparter.AnyAsync(s => s.SagId == sag.Id && s.PartId == part.Id && s.Fratraadt == null, ct))
            throw new InvalidException(felt + "partId", $"{part.Navn} er allerede part på sagen.");
        if (ny.ErPrimaer)
        {
            foreach (var anden in await db.Sagsparter.Where(s => s.SagId == sag.Id && s.ErPrimaer).ToListAsync(ct))
                anden.ErPrimaer = false;
        }

        var sagspart = new Sagspart
        {
            SagId = sag.Id, PartId = part.Id, Rolle = string.IsNullOrWhiteSpace(ny.Rolle) ? "Part" : ny.Rolle.Trim(), ErPrimaer = ny.ErPrimaer,
            Navn = part.Navn, Adresse = part.Adresse, Postnummer = part.Postnummer, By = part.By, Email = part.Email, Telefon = part.Telefon,
            RepraesentererId = ny.RepraesentererId, FuldmagtDokumentId = ny.FuldmagtDokumentId, Tilfoejet = tid.GetUtcNow(),
        };
        db.Add(sagspart);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new PartTilfoejet(sagspart.Navn, sagspart.Rolle, sagspart.ErPrimaer), sag.Id, part.Id, ct);
        return sagspart;
    }

    private async Task<Part> FindEllerOpretAsync(Nypart ny, string felt, CancellationToken ct)
    {
        var errors = new Errors();
        var cpr = LaesCpr(ny.Cpr, felt, errors);
        var cvr = LaesCvr(ny.Cvr, felt, errors);
        var kendt = cpr is not null ? await db.Parter.SingleOrDefaultAsync(p => p.Cpr == cpr, ct)
            : cvr is not null ? await db.Parter.SingleOrDefaultAsync(p => p.Cvr == cvr, ct)
            : null;
        errors.AddIf(cpr is not null && cvr is not null, felt + "cvr", "En part har enten CPR-nummer eller CVR-nummer.")
            .AddIf(kendt is null && string.IsNullOrWhiteSpace(ny.Navn), felt + "navn", "Skriv partens navn.")
            .AddIf(ny.Navn?.Trim().Length > 200, felt + "navn", "Navnet må højst være 200 tegn.")
            .AddIf(ny.Email is { Length: > 0 } && !ny.Email.Contains('@', StringComparison.Ordinal), felt + "email", "E-mailadressen mangler et @.");
        errors.Throw();
        if (kendt is not null)
            return kendt;
        var part = new Part
        {
            Art = cvr is null ? Partsart.Person : Partsart.Virksomhed, Cpr = cpr, Cvr = cvr, Navn = ny.Navn!.Trim(), Adresse = ny.Adresse, Postnummer = ny.Postnummer, By = ny.By,
            Email = ny.Email, Telefon = ny.Telefon, ErBeskyttet = ny.ErBeskyttet, BeskyttetTil = ny.BeskyttetTil,
            Soegetekst = DanishText.Fold($"{ny.Navn} {cvr}"), Oprettet = tid.GetUtcNow(),
        };
        db.Add(part);
        return part;
    }

    private static string? LaesCpr(string? tekst, string felt, Errors errors)
    {
        if (string.IsNullOrWhiteSpace(tekst))
            return null;
        if (Cpr.TryParse(tekst, out var cpr, out var fejl))
            return cpr.Digits;
        errors.Add(felt + "cpr", fejl);
        return null;
    }

    private static string? LaesCvr(string? tekst, string felt, Errors errors)
    {
        if (string.IsNullOrWhiteSpace(tekst))
            return null;
        if (Cvr.TryParse(tekst, out var cvr, allowTestNumber: true))
            return cvr.ToString();
        errors.Add(felt + "cvr", "CVR-nummeret er ikke gyldigt. Kontrollér de 8 cifre.");
        return null;
    }
}
