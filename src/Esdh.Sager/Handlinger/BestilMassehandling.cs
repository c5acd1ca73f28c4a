using System.Globalization;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Orders the same act on many cases or documents. The items are listed before (<see cref="Indhold.Massebestilling"/>) and written with the order, so that a
/// restart goes on where it was and nothing comes in later. What there is no room for here is written by <see cref="SkrivMasseposter"/>, and the
/// job begins when all of it is.
/// </summary>
internal sealed class BestilMassehandling(SagerDb db, CoreDb core, Personer personer, Klassifikationsopslag plan, TimeProvider tid)
{
    /// <summary>Most in one order.</summary>
    internal const int Flest = 50_000;

    /// <summary>Most that are named one by one; more are chosen by a filter.</summary>
    internal const int FlestValgte = 2000;

    /// <summary>Most rows that one act writes.</summary>
    internal const int Portion = 500;

    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "sager.massehandling";

    /// <summary>The same for what makes a file to be fetched.</summary>
    internal const string Udtraekstype = "sager.masseudtraek";

    /// <param name="Handling">One of <see cref="Massehandling.Alle"/>, <c>fortryd</c>, <c>giv-tilbage</c> or <c>rest</c>.</param>
    /// <param name="Sager">Numbers or ids; those the actor does not see are left out.</param>
    /// <param name="Filter">Instead: all that it shows the actor.</param>
    /// <param name="Antal">How many the actor was shown before saying yes; another number now refuses.</param>
    /// <param name="BehandlerId">For <c>overdrag</c>, as in <see cref="OverdragSag"/>.</param>
    /// <param name="EnhedId">For <c>overdrag</c>, as in <see cref="OverdragSag"/>.</param>
    /// <param name="Kommentar">Stands on each; the reason where the act asks for one.</param>
    /// <param name="JobId">For <c>giv-tilbage</c> and <c>fortryd</c>: the actor's job that is undone; for <c>rest</c>: the one that is taken up again.</param>
    /// <param name="Vaerdi">The tag, status, subject, type, sensitivity, or the case it goes to.</param>
    /// <param name="Facet">For <c>omjournaliser</c>.</param>
    /// <param name="Dokumenter">For acts on documents.</param>
    /// <param name="Sagsdokumenter">Instead: all of a case.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Handling, IReadOnlyList<string>? Sager = null, Sagsfilter? Filter = null, int? Antal = null, Guid? BehandlerId = null, Guid? EnhedId = null,
        string? Kommentar = null, Guid? JobId = null, string? Vaerdi = null, string? Facet = null, IReadOnlyList<Guid>? Dokumenter = null, Sagsdokumenter? Sagsdokumenter = null);

    /// <summary>All documents of a case that its list shows.</summary>
    /// <param name="Sag">Id or number.</param>
    public sealed record Sagsdokumenter(string Sag, Aktvalg Valg, int? Delforloeb);

    public sealed record Svar(Guid JobId, int Nr, int Sager);

    /// <summary>What the job is told, beside its items.</summary>
    /// <param name="Fortryder">The act that is undone.</param>
    /// <param name="PaaVegneAf">At whose desk it was ordered, where that was by a substitute.</param>
    internal sealed record Bestilling(
        string Handling, Guid? BehandlerId, Guid? EnhedId, string? Kommentar, Guid? JobId, string? Vaerdi = null, string? Facet = null, string? Fortryder = null, Guid? PaaVegneAf = null);

    /// <summary>An item: what the job finds it by, what the one who ordered it reads, and what it was before.</summary>
    internal sealed record Post(Guid Id, string Navn, string? Foer = null);

    internal static string Noegle(Guid sag, string sagsnummer) => $"{sag} {sagsnummer}";

    internal static (Guid Sag, string Sagsnummer) Laes(string noegle) => (Guid.Parse(noegle[..36]), noegle[37..]);

    /// <param name="k">What was asked for.</param>
    /// <param name="poster">The items, or the first <see cref="Portion"/> of them.</param>
    /// <param name="iAlt">How many there are.</param>
    /// <param name="bestilt">What an earlier job was told, when it is undone or taken up again.</param>
    /// <param name="ct">Cancels before it is written only.</param>
    public async Task<Svar> Udfoer(Kommando k, IReadOnlyList<Post> poster, int iAlt, Bestilling? bestilt, CancellationToken ct)
    {
        var b = (bestilt ?? await KontrolleretAsync(k, ct)) with { PaaVegneAf = k.Aktoer.PaaVegneAf?.Id };
        KontrollerAntal(Massehandling.Find(b.Fortryder ?? b.Handling)!, k.Antal, iAlt);
        var job = new Job
        {
            Type = Massehandling.Find(b.Fortryder ?? b.Handling)!.ErUdtraek ? Udtraekstype : Jobtype, Titel = await TitelAsync(b, iAlt, ct), OprettetAf = k.Aktoer.Id, Oprettet = tid.GetUtcNow(), IAlt = iAlt,
            Data = JsonSerializer.Serialize(b), Status = iAlt > poster.Count ? Jobstatus.Forberedes : Jobstatus.Venter,
        };
        core.Add(job);
        await core.SaveChangesAsync(ct);
        core.AddRange(poster.Select((p, i) => new JobPost { JobId = job.Id, Nr = i + 1, Noegle = Noegle(p.Id, p.Navn), Foer = p.Foer }));
        await core.SaveChangesAsync(ct);
        if (job.Type == Udtraekstype)
            await NytUdtraekAsync(k.Aktoer, job.Id, ct);
        return new(job.Id, job.Nr, iAlt);
    }

    private static void KontrollerAntal(Massehandling h, int? bekraeftet, int iAlt)
    {
        var felt = h.Dokumenter ? "dokumenter" : "sager";
        new Errors().AddIf(iAlt == 0, felt, h.Dokumenter ? "Vælg et eller flere dokumenter." : "Vælg en eller flere sager.")
            .AddIf(iAlt > Flest, felt, $"Der kan højst tages {Flest.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))} {felt} ad gangen. Indsnævr filtrene, og tag dem i flere omgange.")
            .AddIf(iAlt is > 0 and <= Flest && bekraeftet is { } antal && antal != iAlt, "antal", $"Der er nu {h.Antal(iAlt)} i visningen. Se dem igennem, og bekræft igen.")
            .Throw();
    }

    /// <summary>Those that can no longer be fetched are forgotten at the same time.</summary>
    private async Task NytUdtraekAsync(Aktoer aktoer, Guid job, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        db.RemoveRange(await db.Masseudtraek.Where(u => u.Bestilt < nu - Masseudtraek.Levetid).Take(100).ToListAsync(ct));
        db.Add(new Masseudtraek { JobId = job, BestiltAf = aktoer.Id, Bestilt = nu });
        await db.SaveChangesAsync(ct);
    }

    private async Task<Bestilling> KontrolleretAsync(Kommando k, CancellationToken ct)
    {
        var errors = new Errors().AddIf(k.Kommentar?.Length > 2000, "kommentar", "Kommentaren må højst være 2000 tegn.");
        var (vaerdi, facet) = (k.Vaerdi.Renset(), k.Facet.Renset());
        switch (k.Handling)
        {
            case Massehandling.Overdrag:
                errors.AddIf(k.BehandlerId is null && k.EnhedId is null, "behandlerId", "Vælg den medarbejder eller den enhed, der skal have sagerne.");
                if (k.BehandlerId is { } b)
                    errors.AddIf(await personer.BrugerAsync(b, ct) is not { Aktiv: true }, "behandlerId", "Vælg en medarbejder, der er aktiv.");
                if (k.EnhedId is { } e)
                    errors.AddIf(!await personer.ErEnhedAsync(e, ct), "enhedId", "Vælg en enhed, der er aktiv.");
                break;
            case Massehandling.Maerk or Massehandling.Afmaerk:
                vaerdi = MaerkSag.Ord(vaerdi);
                errors.AddIf(vaerdi.Length is 0 or > MaerkSag.LaengsteOrd, "vaerdi", $"Skriv et mærke på 1 til {MaerkSag.LaengsteOrd} tegn.");
                break;
            case Massehandling.Status or Massehandling.Afslut when k.Handling == Massehandling.Status || vaerdi is not null:
                vaerdi = await StatusAsync(k, vaerdi, errors, ct);
                break;
            case Massehandling.Omjournaliser:
                errors.AddIf(vaerdi is null && facet is null, "vaerdi", "Vælg et emne, en facet eller begge dele.");
                if (vaerdi is not null)
                    vaerdi = (await plan.EmneAsync(vaerdi, DanishTime.Today(tid), errors, ct, "vaerdi"))?.ToString();
                if (facet is not null)
                    facet = (await plan.FacetAsync(facet, DanishTime.Today(tid), errors, ct))?.ToString();
                break;
            case Massehandling.Oversag or Massehandling.Flyt or Massehandling.Kopier:
                vaerdi = await MaalAsync(k.Aktoer, vaerdi, errors, ct);
                errors.AddIf(k.Handling == Massehandling.Flyt && string.IsNullOrWhiteSpace(k.Kommentar), "kommentar", "Skriv, hvorfor dokumenterne flyttes. Det kommer til at stå på de journaliserede.");
                break;
            case Massehandling.Dokumenttype:
                errors.AddIf(vaerdi is null or { Length: > 100 }, "vaerdi", "Skriv en dokumenttype på højst 100 tegn.");
                break;
            case Massehandling.Foelsomhed:
                errors.AddIf(!Enum.TryParse<Foelsomhed>(vaerdi, ignoreCase: true, out var f) || !Enum.IsDefined(f), "vaerdi", "Vælg en følsomhed.");
                vaerdi = f.ToString();
                break;
            case Massehandling.UdenBetydning:
                errors.AddIf(string.IsNullOrWhiteSpace(k.Kommentar) || k.Kommentar.Length > 1000, "kommentar", "Skriv på højst 1000 tegn, hvorfor dokumenterne er uden betydning for sagen.");
                break;
            case Massehandling.Send:
                errors.AddIf(vaerdi is { Length: > 20_000 }, "vaerdi", "Teksten må højst være 20.000 tegn.");
                break;
            case Massehandling.Afslut or Massehandling.Journaliser or Massehandling.Hent or Massehandling.HentDokumenter:
                break;
            default:
                errors.Add("handling", $"Vælg en af: {string.Join(", ", Massehandling.Alle.Select(h => h.Noegle))}, {Massehandling.Fortryd}, {Massehandling.Rest}.");
                break;
        }

        errors.Throw();
        return new(k.Handling!, k.BehandlerId, k.EnhedId, k.Kommentar.Renset(), k.JobId, vaerdi, facet);
    }

    private async Task<string?> StatusAsync(Kommando k, string? vaerdi, Errors errors, CancellationToken ct)
    {
        var id = Guid.TryParse(vaerdi, out var g) ? g : Guid.Empty;
        var status = await db.Statusser.Where(s => s.Aktiv && (s.Id == id || s.Navn == vaerdi)).FirstOrDefaultAsync(ct);
        errors.AddIf(status is null, "vaerdi", "Vælg en status.")
            .AddIf(status is not null && k.Handling == Massehandling.Status && status.Tilstand == Tilstand.Afsluttet, "vaerdi", "Den status afslutter en sag. Vælg handlingen Afslut i stedet.")
            .AddIf(status is not null && k.Handling == Massehandling.Afslut && status.Tilstand != Tilstand.Afsluttet, "vaerdi", "Vælg en status, der afslutter en sag.")
            .AddIf(status is { KraeverKommentar: true } && string.IsNullOrWhiteSpace(k.Kommentar), "kommentar", $"Statussen »{status?.Navn}« kræver en kommentar.");
        return status?.Id.ToString();
    }

    private async Task<string?> MaalAsync(Aktoer aktoer, string? vaerdi, Errors errors, CancellationToken ct)
    {
        try
        {
            if (vaerdi is not null)
            {
                var sag = await db.FindSagAsync(aktoer, vaerdi, ct);
                errors.AddIf(sag.Tilstand == Tilstand.Afsluttet, "vaerdi", "Den sag er afsluttet. Genåbn den først, eller vælg en anden.");
                return sag.Id.ToString();
            }
        }
        catch (NotFoundException)
        {
            // Said below, as for one that was not named.
        }

        errors.Add("vaerdi", vaerdi is null ? "Vælg en sag." : "Der er ingen sag med det nummer, som du har adgang til.");
        return null;
    }

    private async Task<string> TitelAsync(Bestilling b, int antal, CancellationToken ct)
    {
        var h = Massehandling.Find(b.Fortryder ?? b.Handling)!;
        var hvad = h.Noegle switch
        {
            Massehandling.Overdrag => $" til {(b.BehandlerId is { } id ? await personer.NavnAsync(id, ct) : await personer.EnhedsnavnAsync(b.EnhedId!.Value, ct))}",
            Massehandling.Maerk => $" med »{b.Vaerdi}«",
            Massehandling.Afmaerk => $": »{b.Vaerdi}«",
            Massehandling.Status => $" til »{await db.Statusser.Where(s => s.Id == Guid.Parse(b.Vaerdi!)).Select(s => s.Navn).SingleOrDefaultAsync(ct)}«",
            Massehandling.Omjournaliser => $" til {string.Join('-', new[] { b.Vaerdi, b.Facet }.Where(v => v is not null))}",
            Massehandling.Dokumenttype => $" til »{b.Vaerdi}«",
            Massehandling.Foelsomhed => $" til »{Enum.Parse<Foelsomhed>(b.Vaerdi!).Ord()}«",
            _ => "",
        };
        var titel = $"{h.Navneform} {h.Antal(antal)}{hvad}";
        return b.Fortryder is null ? titel : $"Fortrydelse: {char.ToLower(titel[0], CultureInfo.InvariantCulture)}{titel[1..]}";
    }
}
