using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Opens a case: number, status, access, delforløb and reminders from its template.</summary>
internal sealed class OpretSag(
    SagerDb db, Adgangslister adgangslister, Personer personer, Klassifikationsopslag plan, TilfoejPart tilfoejPart, Forloebsgang gang, Counters taellere, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Aktoer">Who opens it; becomes its handler when none is named.</param>
    /// <param name="Titel">1 to 255 characters; the template's default when empty.</param>
    /// <param name="Emne">Subject in force, <c>NN.NN.NN</c>.</param>
    /// <param name="Facet">Facet in force, <c>ANN</c>.</param>
    /// <param name="Skabelon">Key or id of a case template.</param>
    /// <param name="Parter">Parties to put on it.</param>
    /// <param name="StatusId">An active status to begin with; the template's, else the first, when not said.</param>
    /// <param name="Delforloeb">Titles of folders, instead of the template's; empty for none.</param>
    /// <param name="Erindringer">Reminders, instead of the template's; empty for none.</param>
    /// <param name="Foelsomhed">The template's when not said; a value that is none of the levels is refused with the rest that is wrong.</param>
    /// <param name="Adgang">Who may see it, when that is not what the template or unit gives; needed for a protected case.</param>
    /// <param name="TilFordeling">Nobody has it yet: it waits in the unit.</param>
    /// <param name="Felter">Values of the fields of the template's case type, by key.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Titel, string? Emne, string? Facet, string? Skabelon = null, IReadOnlyList<TilfoejPart.Nypart>? Parter = null,
        string? OffentligTitel = null, string? Beskrivelse = null, Guid? BehandlerId = null, Guid? EnhedId = null,
        Foelsomhed? Foelsomhed = null, bool HarPapir = false, bool ErSamlesag = false, bool ErBeskyttet = false, Guid? OversagId = null,
        IReadOnlyList<Adgangspost>? Adgang = null, Guid? StatusId = null, IReadOnlyList<string>? Delforloeb = null, IReadOnlyList<Nyerindring>? Erindringer = null,
        IReadOnlyDictionary<string, string?>? Felter = null, bool TilFordeling = false);

    /// <param name="Type">Key or id of an active reminder type.</param>
    /// <param name="Titel">The type's name when not said.</param>
    /// <param name="Frist">As the type says when not said; a closed day moves to the next working day.</param>
    public sealed record Nyerindring(string? Type, string? Titel = null, DateOnly? Frist = null);

    public sealed record Svar(Guid Id, string Sagsnummer, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var idag = DanishTime.Today(tid);
        var errors = new Errors();
        var skabelon = await FindSkabelonAsync(k.Skabelon, errors, ct);
        var type = gang.Type(skabelon, idag);
        if (type is { ArverEmne: true } && k.OversagId is { } om && await db.Sager.SynligeFor(k.Aktoer).Where(s => s.Id == om).Select(s => new { s.Emne, s.Facet }).SingleOrDefaultAsync(ct) is { } oversag)
            k = k with { Emne = k.Emne.Renset() ?? oversag.Emne, Facet = k.Facet.Renset() ?? (type.Facetter.Count == 0 || type.Facetter.Contains(oversag.Facet) ? oversag.Facet : null) };
        var felter = type is null ? [] : gang.Laes(type, new Dictionary<string, string>(), k.Felter, alt: true, errors);
        errors.AddIf(type is null && k.Felter is { Count: > 0 }, "felter", "Skabelonens sager har ingen felter.");
        var (emne, facet) = await LaesEmneOgFacetAsync(k, skabelon, idag, errors, ct);
        var enhed = k.EnhedId ?? skabelon?.EnhedId ?? k.Aktoer.EnhedId ?? throw new InvalidException("enhedId", "Angiv den enhed, sagen hører til.");
        if (k.OversagId is { } over)
            (await db.FindSagAsync(k.Aktoer, over.ToString(), ct)).KraevAaben();

        var status = type is null ? await StartstatusAsync(k.StatusId, skabelon, ct) : await gang.StatusAsync(type, type.Trin[0], ct);
        var liste = await adgangslister.InternAsync(
            k.ErBeskyttet
                ? Adgangsvalg.Beskyttet(k.Adgang.Ens(), k.BehandlerId, k.Aktoer.Skrivebord)
                : Adgangsvalg.Almindelig(k.Adgang.Ens(), skabelon, enhed, k.BehandlerId, k.Aktoer.Skrivebord), ct);
        var loebenummer = await taellere.NextAsync($"sag/{emne}-{facet}/{idag.Year}", ct);
        var nummer = new CaseNumber(emne, facet, loebenummer, idag.Year).ToString();
        var sag = Sag.Opret(
            new(string.IsNullOrWhiteSpace(k.Titel) ? skabelon!.Standardtitel! : k.Titel, emne.ToString(), facet.ToString(), enhed, k.TilFordeling || k.Aktoer.Borger is not null ? null : k.BehandlerId ?? k.Aktoer.Skrivebord, skabelon?.Id,
                k.OffentligTitel, k.Beskrivelse, k.Foelsomhed ?? skabelon?.Foelsomhed ?? Domain.Foelsomhed.IkkeFortrolig,
                k.HarPapir, k.ErSamlesag, k.ErBeskyttet, k.OversagId),
            nummer, status, liste, k.Aktoer.Id, nu);
        db.Add(sag);
        db.Add(new SagNummer { Sagsnummer = nummer, SagId = sag.Id, Fra = nu });
        await TilfoejIndholdAsync(sag, k, skabelon, idag, nu, ct);
        var parter = await tilfoejPart.TilNySagAsync(k.Aktoer, sag, k.Parter ?? [], ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagOprettet(nummer, sag.Titel), sag.Id, null, ct);
        foreach (var part in parter)
            await tilfoejPart.FortaelAsync(k.Aktoer, part, ct);
        if (type is not null)
            await gang.BegyndAsync(k.Aktoer, sag, type, felter, ct);
        return new(sag.Id, nummer, sag.Version);
    }

    private async Task<Sagsskabelon?> FindSkabelonAsync(string? skabelon, Errors errors, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(skabelon))
            return null;
        var id = Guid.TryParse(skabelon, out var parsed) ? parsed : Guid.Empty;
        var fundet = await db.Skabeloner.SingleOrDefaultAsync(s => s.Aktiv && (s.Id == id || s.Noegle == skabelon), ct);
        errors.AddIf(fundet is null, "skabelon", $"Der er ingen skabelon »{skabelon}«.");
        return fundet;
    }

    private async Task<(KleSubject Emne, KleFacet Facet)> LaesEmneOgFacetAsync(Kommando k, Sagsskabelon? skabelon, DateOnly idag, Errors errors, CancellationToken ct)
    {
        var titel = string.IsNullOrWhiteSpace(k.Titel) ? skabelon?.Standardtitel : k.Titel;
        errors.AddIf(Titeltekst.ErTom(titel), "titel", "Skriv en titel.")
            .AddIf(titel?.Trim().Length > 255, "titel", "Titlen må højst være 255 tegn.")
            .AddIf(k.OffentligTitel?.Trim().Length > 255, "offentligTitel", "Den offentlige titel må højst være 255 tegn.")
            .AddIf(k.Beskrivelse?.Length > 4000, "beskrivelse", "Beskrivelsen må højst være 4000 tegn.");
        var emne = await plan.EmneAsync(k.Emne.Renset() ?? skabelon?.Emner.FirstOrDefault(), idag, errors, ct);
        var facet = await plan.FacetAsync(k.Facet.Renset() ?? skabelon?.Facetter.FirstOrDefault(), idag, errors, ct);
        if (skabelon is not null)
        {
            errors.AddIf(emne is not null && skabelon.Emner.Count > 0 && !skabelon.Emner.Contains(emne.Value.ToString()), "emne", $"Skabelonen »{skabelon.Navn}« tager kun emnerne {string.Join(", ", skabelon.Emner)}.")
                .AddIf(facet is not null && skabelon.Facetter.Count > 0 && !skabelon.Facetter.Contains(facet.Value.ToString()), "facet", $"Skabelonen »{skabelon.Navn}« tager kun facetterne {string.Join(", ", skabelon.Facetter)}.");
        }

        errors.AddIf(k.Delforloeb is { } d && (d.Count > 50 || d.Any(t => string.IsNullOrWhiteSpace(t) || t.Trim().Length > 100)), "delforloeb", "Højst 50 delforløb, hver med en titel på 1 til 100 tegn.")
            .AddIf(k.Erindringer?.Count > 50, "erindringer", "En ny sag kan højst begynde med 50 erindringer.");
        errors.AddIf(k.ErBeskyttet && k.Adgang is not { Count: > 0 }, "adgang", "En beskyttet sag skal have navngivne brugere eller grupper.");
        if (k.BehandlerId is { } behandler && behandler != k.Aktoer.Skrivebord)
            errors.AddIf(await personer.BrugerAsync(behandler, ct) is not { Aktiv: true }, "behandlerId", "Vælg en medarbejder, der er aktiv.");
        if (k.EnhedId is { } enhed)
            errors.AddIf(!await personer.ErEnhedAsync(enhed, ct), "enhedId", "Vælg en enhed, der er aktiv.");
        if (k.OversagId is { } over)
            errors.AddIf(!await db.Sager.SynligeFor(k.Aktoer).AnyAsync(s => s.Id == over, ct), "oversagId", "Sagen findes ikke, eller du har ikke adgang til den.");
        if (k.StatusId is { } status)
            errors.AddIf(!await db.Statusser.AnyAsync(s => s.Id == status && s.Aktiv, ct), "status", "Vælg en status, der er aktiv.");
        await Adgangsvalg.KontrollerAsync(k.Adgang, personer, errors, ct);
        errors.AddIf(k.Foelsomhed is { } niveau && !Enum.IsDefined(niveau), "foelsomhed", SaetFoelsomhed.Niveauer);
        tilfoejPart.Kontroller(k.Parter ?? [], skabelon?.Parter ?? Partsregel.Valgfri, errors);
        await tilfoejPart.KontrollerKendteAsync(k.Aktoer, k.Parter ?? [], errors, ct);
        errors.Throw();
        return (emne!.Value, facet!.Value);
    }

    private async Task<Sagsstatus> StartstatusAsync(Guid? valgt, Sagsskabelon? skabelon, CancellationToken ct)
    {
        if (valgt is { } v)
            return await db.Statusser.SingleAsync(s => s.Id == v, ct);
        return (skabelon?.StatusId is { } id ? await db.Statusser.SingleOrDefaultAsync(s => s.Id == id && s.Aktiv, ct) : null)
            ?? await db.Statusser.Where(s => s.Aktiv && s.Tilstand == Tilstand.Aktiv).OrderBy(s => s.Orden).FirstOrDefaultAsync(ct)
            ?? throw new InvalidException("status", "Der er ingen aktive statusser. En administrator skal oprette dem.");
    }

    /// <summary>Folders and reminders as said, else as the template says.</summary>
    private async Task TilfoejIndholdAsync(Sag sag, Kommando k, Sagsskabelon? skabelon, DateOnly idag, DateTimeOffset nu, CancellationToken ct)
    {
        var delforloeb = k.Delforloeb ?? skabelon?.Delforloeb ?? [];
        for (var i = 0; i < delforloeb.Count; i++)
            db.Add(new Delforloeb { SagId = sag.Id, Nummer = i + 1, Titel = delforloeb[i].Trim() });
        if ((k.Erindringer?.Count ?? skabelon?.Erindringer.Count ?? 0) == 0)
            return;
        var typer = await db.Erindringstyper.ToListAsync(ct);
        if (k.Erindringer is { } sagt)
        {
            for (var i = 0; i < sagt.Count; i++)
                TilfoejErindring(sag, k.Aktoer, Sagt(sagt[i], $"erindringer[{i}].", typer, idag), nu);
            return;
        }

        foreach (var e in skabelon!.Erindringer)
        {
            if (typer.Find(t => t.Noegle == e.Type) is { } type)
                TilfoejErindring(sag, k.Aktoer, (type, e.Titel, type.Frist(idag, e.Dage)), nu);
        }
    }

    private static (Erindringstype Type, string Titel, DateOnly Frist) Sagt(Nyerindring ny, string felt, List<Erindringstype> typer, DateOnly idag)
    {
        var type = typer.Find(t => t.Aktiv && (t.Noegle == ny.Type || t.Id.ToString() == ny.Type));
        new Errors()
            .AddIf(type is null, felt + "type", "Vælg en erindringstype.")
            .AddIf(ny.Titel?.Trim().Length > OpretErindring.LaengsteTitel, felt + "titel", $"Titlen må højst være {OpretErindring.LaengsteTitel} tegn.")
            .AddIf(ny.Frist < idag, felt + "frist", "Fristen ligger før i dag.")
            .Throw();
        return (type!, ny.Titel.Renset() ?? type!.Navn, OpretErindring.Kalender(felt + "frist", () => ny.Frist is { } f ? DanishCalendar.MoveToWorkday(f) : type!.Frist(idag)));
    }

    private void TilfoejErindring(Sag sag, Aktoer aktoer, (Erindringstype Type, string Titel, DateOnly Frist) e, DateTimeOffset nu) => db.Add(new Erindring
    {
        SagId = sag.Id, TypeId = e.Type.Id, Titel = e.Titel, Frist = e.Frist, SynligFra = e.Type.SynligFra(e.Frist),
        AnsvarligId = sag.BehandlerId ?? aktoer.Skrivebord, OprettetAf = aktoer.Id, Oprettet = nu,
    });
}
