using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes a case template or changes one. It is never deleted, only made inactive: cases came from it.</summary>
internal sealed partial class GemSagsskabelon(SagerDb db, Klassifikationsopslag plan, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Id">The one to change; null makes a new one.</param>
    /// <param name="Noegle">Stable key, lower-case letters, digits and hyphens; only for a new one.</param>
    /// <param name="Emner">Allowed subjects, the first is the default; empty means all.</param>
    /// <param name="Facetter">Allowed facets, the first is the default; empty means all.</param>
    /// <param name="Status">Id or name of the status that new cases start with; the first active one when empty.</param>
    /// <param name="Foelsomhed">IkkeFortrolig, Fortrolig, Foelsom or Vip.</param>
    /// <param name="Adgang">Who sees its cases; empty means the case's unit.</param>
    /// <param name="Parter">Valgfri, Ingen, Kraeves or PrimaerKraeves.</param>
    /// <param name="KraeverPartshoering">Decisions that do not give full consent need a hearing first.</param>
    /// <param name="Delforloeb">Folders a new case starts with.</param>
    /// <param name="Erindringer">Reminders a new case starts with.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid? Id, string? Noegle, string? Navn, string? Beskrivelse, bool Aktiv, string? Standardtitel, IReadOnlyList<string> Emner, IReadOnlyList<string> Facetter,
        string? Status, Guid? EnhedId, string? Foelsomhed, IReadOnlyList<Adgangspost> Adgang, string? Parter, IReadOnlyList<string> Delforloeb,
        IReadOnlyList<Skabelonerindring> Erindringer, long? IfMatch = null, bool KraeverPartshoering = false);

    public sealed record Svar(Guid Id, string Noegle, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var skabelon = k.Id is { } id ? await db.Skabeloner.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Skabelonen findes ikke.") : null;
        if (skabelon is not null)
            Preconditions.Check(skabelon.Version, k.IfMatch);
        var noegle = skabelon?.Noegle ?? k.Noegle?.Trim() ?? "";
        var errors = new Errors()
            .AddIf(skabelon is null && !Noegleform().IsMatch(noegle), "noegle", "Nøglen er 2 til 40 små bogstaver, tal og bindestreger, fx byggesag.")
            .AddIf(skabelon is null && await db.Skabeloner.AnyAsync(s => s.Noegle == noegle, ct), "noegle", $"Der er allerede en skabelon med nøglen »{noegle}«.")
            .AddIf(string.IsNullOrWhiteSpace(k.Navn) || k.Navn.Trim().Length > 100, "navn", "Skriv et navn på 1 til 100 tegn.")
            .AddIf(k.Beskrivelse?.Length > 2000, "beskrivelse", "Beskrivelsen må højst være 2000 tegn.")
            .AddIf(k.Standardtitel?.Trim().Length > 255, "standardtitel", "Standardtitlen må højst være 255 tegn.")
            .AddIf(k.Delforloeb.Count > 50 || k.Delforloeb.Any(d => string.IsNullOrWhiteSpace(d) || d.Trim().Length > 100), "delforloeb", "Højst 50 delforløb, hver med en titel på 1 til 100 tegn.")
            .AddIf(k.Erindringer.Count > 50 || k.Erindringer.Any(e => string.IsNullOrWhiteSpace(e.Titel) || e.Titel.Trim().Length > 200 || e.Dage is < 0 or > 3650), "erindringer", "Højst 50 erindringer, hver med en titel og 0 til 3650 dage.")
            .AddIf(k.EnhedId is { } enhed && !await personer.ErEnhedAsync(enhed, ct), "enhedId", "Vælg en enhed, der er aktiv.");
        if (!Enum.TryParse<Partsregel>(k.Parter, ignoreCase: true, out var parter) || !Enum.IsDefined(parter))
            errors.Add("parter", "Parter skal være Valgfri, Ingen, Kraeves eller PrimaerKraeves.");
        var foelsomhed = SaetFoelsomhed.Laes(k.Foelsomhed, errors);
        var emner = await EmnerAsync(k.Emner, idag, errors, ct);
        var facetter = await FacetterAsync(k.Facetter, idag, errors, ct);
        var adgang = ((IReadOnlyList<Adgangspost>)k.Adgang).Ens()!;
        await Adgangsvalg.KontrollerAsync(adgang, personer, errors, ct);
        var typer = await db.Erindringstyper.Where(t => t.Aktiv).Select(t => t.Noegle).ToListAsync(ct);
        foreach (var ukendt in k.Erindringer.Select(e => e.Type).Except(typer))
            errors.Add("erindringer", $"Der er ingen erindringstype »{ukendt}«.");
        var status = string.IsNullOrWhiteSpace(k.Status) ? null : await StatusAsync(k.Status, errors, ct);
        errors.Throw();

        if (skabelon is null)
            db.Add(skabelon = new Sagsskabelon { Noegle = noegle, Navn = k.Navn!.Trim() });
        else
            skabelon.Version++;
        (skabelon.Navn, skabelon.Beskrivelse, skabelon.Aktiv, skabelon.Standardtitel) = (k.Navn!.Trim(), k.Beskrivelse.Renset(), k.Aktiv, k.Standardtitel.Renset());
        (skabelon.Emner, skabelon.Facetter, skabelon.StatusId, skabelon.EnhedId) = (emner, facetter, status, k.EnhedId);
        (skabelon.Foelsomhed, skabelon.Adgang, skabelon.Parter) = (foelsomhed, [.. adgang.Distinct().Select(p => new Adgangsregel(p.Art, p.Reference))], parter);
        skabelon.KraeverPartshoering = k.KraeverPartshoering;
        (skabelon.Delforloeb, skabelon.Erindringer) = ([.. k.Delforloeb.Select(d => d.Trim())], [.. k.Erindringer.Select(e => e with { Titel = e.Titel.Trim() })]);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagsskabelonGemt(skabelon.Navn, skabelon.Aktiv), null, skabelon.Id, ct);
        return new(skabelon.Id, noegle, skabelon.Version);
    }

    private async Task<Guid?> StatusAsync(string status, Errors errors, CancellationToken ct)
    {
        var id = Guid.TryParse(status, out var parsed) ? parsed : Guid.Empty;
        var fundet = await db.Statusser.FirstOrDefaultAsync(s => s.Aktiv && (s.Id == id || s.Navn == status), ct);
        errors.AddIf(fundet is null or { Tilstand: Tilstand.Afsluttet }, "status", "Vælg en aktiv status, som en sag kan begynde med.");
        return fundet?.Id;
    }

    /// <summary>Those in force, once each; an error names each that is not.</summary>
    private async Task<List<string>> EmnerAsync(IReadOnlyList<string> numre, DateOnly idag, Errors errors, CancellationToken ct)
    {
        List<string> emner = [];
        foreach (var nummer in numre.Where(n => !string.IsNullOrWhiteSpace(n)).Take(200))
            if (await plan.EmneAsync(nummer, idag, errors, ct, "emner") is { } emne)
                emner.Add(emne.ToString());
        return [.. emner.Distinct()];
    }

    private async Task<List<string>> FacetterAsync(IReadOnlyList<string> numre, DateOnly idag, Errors errors, CancellationToken ct)
    {
        List<string> facetter = [];
        foreach (var nummer in numre.Where(n => !string.IsNullOrWhiteSpace(n)).Take(200))
            if (await plan.FacetAsync(nummer, idag, errors, ct, "facetter") is { } facet)
                facetter.Add(facet.ToString());
        return [.. facetter.Distinct()];
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,39}$")]
    private static partial Regex Noegleform();
}
