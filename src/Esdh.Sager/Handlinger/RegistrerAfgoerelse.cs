using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Registers an administrative decision towards the parties. Refused while a hearing is open. With an outcome it must hold what the law asks
/// of a written decision; without one only the fact that it was made is registered, and its letter holds the rest.
/// </summary>
internal sealed class RegistrerAfgoerelse(SagerDb db, Godkendere godkendere, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Most characters of each of its parts.</summary>
    public const int LaengsteDel = 10_000;

    /// <param name="Dato">When it was made; today when not said, never later.</param>
    /// <param name="Art">Tilladelse, afslag, påbud ...; the name of its kind when empty.</param>
    /// <param name="Frist">When what was decided must be met, not before the decision; a closed day moves to the next working day.</param>
    /// <param name="Indhold">What it gives and why; null registers only that it was made.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, DateOnly? Dato, string? Art, DateOnly? Frist = null, string? Notat = null, long? IfMatch = null, Indhold? Indhold = null);

    /// <param name="Type">Key or id of its kind.</param>
    /// <param name="Udfald">FuldtMedhold, DelvistMedhold, Afslag or Andet.</param>
    /// <param name="Klagevejledning">As its kind says when empty.</param>
    /// <param name="Parter">Those who get something else than the rest.</param>
    public sealed record Indhold(
        string? Type = null, string? Udfald = null, string? Retsgrundlag = null, string? Hovedhensyn = null, bool UdenSkoen = false, string? Faktum = null, string? Klagevejledning = null,
        IReadOnlyList<Partsudfald>? Parter = null);

    /// <param name="Tilfoejelse">What is said to this party alone.</param>
    public sealed record Partsudfald(Guid SagspartId, string? Udfald, string? Tilfoejelse = null);

    /// <param name="Frist">As it was registered.</param>
    /// <param name="FlyttetFra">The closed day that was asked for; null when the deadline did not move.</param>
    public sealed record Svar(Guid Id, long Version, DateOnly? Frist = null, DateOnly? FlyttetFra = null);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var dato = k.Dato ?? DanishTime.Today(tid);
        var i = k.Indhold ?? new();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        var type = i.Type.Renset() is { } noegle ? await TypeAsync(noegle, ct) : null;
        var errors = Kontroller(dato, k.Frist, k.Art.Renset() ?? type?.Navn, k.Notat, DanishTime.Today(tid)).AddIf(i.Type.Renset() is not null && type is null, "type", "Vælg en afgørelsestype.");
        foreach (var (felt, tekst) in new[] { ("retsgrundlag", i.Retsgrundlag), ("hovedhensyn", i.Hovedhensyn), ("faktum", i.Faktum), ("klagevejledning", i.Klagevejledning) })
            errors.AddIf(tekst?.Length > LaengsteDel, felt, "Teksten må højst være 10.000 tegn.");
        var udfald = Laes(i.Udfald, "udfald", errors);
        var parter = await ParterAsync(sag, i.Parter ?? [], errors, ct);
        errors.Throw();
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();

        var nu = tid.GetUtcNow();
        var frist = Arbejdsdag(k.Frist);
        var afgoerelse = new Afgoerelse
        {
            SagId = sag.Id, Dato = dato, Art = (k.Art.Renset() ?? type?.Navn)!, Frist = frist, Notat = k.Notat.Renset(), RegistreretAf = k.Aktoer.Id, Registreret = nu, AfgoerelsestypeId = type?.Id,
            Udfald = udfald, Retsgrundlag = i.Retsgrundlag.Renset(), Hovedhensyn = i.Hovedhensyn.Renset(), UdenSkoen = i.UdenSkoen, Faktum = i.Faktum.Renset(),
            Klagevejledning = i.Klagevejledning.Renset() ?? type?.Klagevejledning,
        };
        var dele = parter.ConvertAll(p => new Afgoerelsespart { AfgoerelseId = afgoerelse.Id, SagspartId = p.SagspartId, Udfald = p.Udfald, Tilfoejelse = p.Tilfoejelse });
        afgoerelse.KraevIndhold(dele, type);
        await KraevHoeringAsync(sag, afgoerelse, dele, ct);
        if (type is not null)
            await godkendere.BrugAsync(sag, Godkendelsesemne.Afgoerelse, type.Id, type.KaedeId, nu, ct);
        db.Add(afgoerelse);
        db.AddRange(dele);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AfgoerelseRegistreret(dato, afgoerelse.Art, afgoerelse.Frist, afgoerelse.Notat, udfald?.ToString(), [.. dele.Select(d => new Partsafgoerelse(d.SagspartId, d.Udfald.ToString()))]), sag.Id, afgoerelse.Id, ct);
        return new(afgoerelse.Id, sag.Version, frist, frist == k.Frist ? null : k.Frist);
    }

    /// <summary>The day itself or the next working day; outside the years that the calendar knows a deadline stays.</summary>
    internal static DateOnly? Arbejdsdag(DateOnly? frist) =>
        frist is { Year: >= DanishCalendar.FirstYear and < DanishCalendar.LastYear } dag ? DanishCalendar.MoveToWorkday(dag) : frist;

    /// <summary>No hearing is open, and where cases of the template's kind are heard, they have been, or somebody has answered for why not. Full consent needs none.</summary>
    private async Task KraevHoeringAsync(Sag sag, Afgoerelse afgoerelse, List<Afgoerelsespart> dele, CancellationToken ct)
    {
        var hoeringer = await db.Hoeringer.Where(h => h.SagId == sag.Id && h.Art == Hoeringsart.Partshoering).Select(h => new { h.Afsluttet, h.Afbrudt, h.Emne }).ToListAsync(ct);
        HoeringRegler.IngenAabenHoering.KraevIntet([.. hoeringer.Where(h => h.Afsluttet is null).Select(h => $"»{h.Emne}«")]);
        if (afgoerelse.Udfald is Afgoerelsesudfald.FuldtMedhold && dele.TrueForAll(d => d.Udfald == Afgoerelsesudfald.FuldtMedhold))
            return;
        HoeringRegler.ParterneErHoert.Kraev(
            hoeringer.Exists(h => h.Afbrudt is null)
            || !await db.Skabeloner.AnyAsync(s => s.Id == sag.SkabelonId && s.KraeverPartshoering, ct)
            || await db.Hoeringsundladelser.AnyAsync(u => u.SagId == sag.Id, ct));
    }

    private async Task<Afgoerelsestype?> TypeAsync(string noegle, CancellationToken ct)
    {
        var id = Guid.TryParse(noegle, out var parsed) ? parsed : Guid.Empty;
        return await db.Afgoerelsestyper.SingleOrDefaultAsync(t => t.Aktiv && (t.Id == id || t.Noegle == noegle), ct);
    }

    private async Task<List<(Guid SagspartId, Afgoerelsesudfald Udfald, string? Tilfoejelse)>> ParterAsync(Sag sag, IReadOnlyList<Partsudfald> bedt, Errors errors, CancellationToken ct)
    {
        errors.AddIf(bedt.Count > StartHoering.FlestParter, "parter", $"Nævn højst {StartHoering.FlestParter} parter.");
        if (bedt.Count is 0 or > StartHoering.FlestParter)
            return [];
        var ider = bedt.Select(p => p.SagspartId).Distinct().ToList();
        errors.AddIf(ider.Count != bedt.Count, "parter", "Nævn hver part én gang.")
            .AddIf(await db.Sagsparter.CountAsync(p => p.SagId == sag.Id && p.Fratraadt == null && ider.Contains(p.Id), ct) != ider.Count, "parter", "Vælg parter, der er på sagen nu.")
            .AddIf(bedt.Any(p => p.Tilfoejelse?.Length > 4000), "parter", "Det, der siges til den enkelte part, må højst være 4000 tegn.");
        return [.. bedt.Select(p => (p.SagspartId, Laes(p.Udfald ?? "", "parter", errors) ?? Afgoerelsesudfald.Andet, p.Tilfoejelse.Renset()))];
    }

    private static Afgoerelsesudfald? Laes(string? tekst, string felt, Errors errors)
    {
        if (tekst is null)
            return null;
        if (Enum.TryParse<Afgoerelsesudfald>(tekst, ignoreCase: true, out var udfald) && Enum.IsDefined(udfald) && !char.IsAsciiDigit(tekst[0]))
            return udfald;
        errors.Add(felt, "Udfald skal være FuldtMedhold, DelvistMedhold, Afslag eller Andet.");
        return null;
    }

    /// <summary>What an administrative and a political decision have in common.</summary>
    internal static Errors Kontroller(DateOnly dato, DateOnly? frist, string? art, string? notat, DateOnly idag) => new Errors()
        .AddIf(string.IsNullOrWhiteSpace(art) || art.Trim().Length > 100, "art", "Skriv, hvad der blev bestemt, med 1 til 100 tegn.")
        .AddIf(dato > idag || dato.Year < 1900, "dato", "Datoen ligger ikke mellem 1900 og i dag.")
        .AddIf(frist < dato || frist?.Year > 2200, "frist", "Fristen ligger før afgørelsen eller for langt ude i fremtiden.")
        .AddIf(notat?.Length > 4000, "notat", "Notatet må højst være 4000 tegn.");
}
