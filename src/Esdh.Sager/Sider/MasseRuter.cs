using System.Globalization;
using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Sider;

/// <summary>
/// What is done to many cases or documents at a time: chosen in a list, confirmed on a page that says how many and what will be refused, carried out as a job whose
/// page says how each went.
/// </summary>
internal static class MasseRuter
{
    private const int Sidelaengde = 50;

    /// <summary>So many are shown before one says yes; the number says the rest.</summary>
    private const int Vist = 100;

    /// <summary>How often the page of a running job follows, in seconds.</summary>
    private const int Opdatering = 2;

    private sealed record Plads(int Nr);

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        routes.MapPost("/sager/masse", (HttpContext context, Massesider sider, CancellationToken ct) => sider.SpoergAsync(context, dokumenter: false, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Valgte sager til samlet behandling");
        routes.MapPost("/sager/masse/udfoer", (HttpContext context, Massesider sider, CancellationToken ct) => sider.BestilAsync(context, dokumenter: false, ct)).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Bestilte samlet behandling af sager");
        routes.MapPost("/dokumenter/masse", (HttpContext context, Massesider sider, CancellationToken ct) => sider.SpoergAsync(context, dokumenter: true, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Valgte dokumenter til samlet behandling");
        routes.MapPost("/dokumenter/masse/udfoer", (HttpContext context, Massesider sider, CancellationToken ct) => sider.BestilAsync(context, dokumenter: true, ct)).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Bestilte samlet behandling af dokumenter");
        routes.MapGet("/jobs/{job:guid}/sager", JobAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Så en samlet behandling");
        routes.MapPost("/jobs/{job:guid}/sager/giv-tilbage", GivTilbageAsync).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Gav overdragne sager tilbage");
        routes.MapPost("/jobs/{job:guid}/sager/rest", (Guid job, HttpContext context, Massebestilling bestilling, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            IgenAsync(job, Massehandling.Rest, context, bestilling, myndighed, aktoer, ct)).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Bestilte resten af en samlet behandling");
        routes.MapPost("/jobs/{job:guid}/sager/fortryd", (Guid job, HttpContext context, Massebestilling bestilling, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            IgenAsync(job, Massehandling.Fortryd, context, bestilling, myndighed, aktoer, ct)).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Fortrød en samlet behandling");
        routes.MapGet("/jobs/{job:guid}/fil", FilAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Hentede et samlet udtræk af dokumenter");
        routes.MapPost("/sager/{sag}/giv-tilbage", GivEnTilbageAsync).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Gav en sag tilbage");
        api.MapGet("/jobs/{job:guid}/fil", FilAsync).Kraever(AccessRules.Sagsarbejde).WithTags("Jobs").WithSummary("Hent det, et job har pakket").Produces<Stream>(StatusCodes.Status200OK, "application/zip");
        routes.MapPost("/sager/{sag}/modtag", ModtagAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Modtog en overdraget sag");
    }

    private static async Task<IResult> JobAsync(
        Guid job, string? efter, bool? kunAfviste, string? opdater, CoreDb core, SagerDb db, Navneopslag navne, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var j = await FindAsync(core, aktoer, job, ct);
        var b = JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(j.Data)!;
        var h = Massehandling.Find(b.Fortryder ?? b.Handling)!;
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? 0;
        var poster = await core.JobPoster.Where(p => p.JobId == job && p.Nr > fra && (kunAfviste != true || (p.Resultat != null && p.Resultat != "ok")))
            .OrderBy(p => p.Nr).Take(Sidelaengde + 1).ToListAsync(ct);
        var flere = poster.Count > Sidelaengde;
        var laest = poster.Take(Sidelaengde).Select(p => (Post: p, Ting: BestilMassehandling.Laes(p.Noegle))).ToList();
        var ider = laest.ConvertAll(p => p.Ting.Sag);
        var titler = h.Dokumenter ? await DokumenterAsync(db, aktoer, ider, spor, ct) : await SagerAsync(db, aktoer, ider, spor, ct);
        var overdraget = h.Noegle == Massehandling.Overdrag && b.Fortryder is null;
        HashSet<Guid> tilbage = overdraget
            ? [.. await core.Haendelser.Where(x => x.SagId != null && ider.Contains(x.SagId.Value) && x.Type == nameof(SagGivetTilbage) && x.Tid >= j.Oprettet).Select(x => x.SagId!.Value).ToListAsync(ct)] : [];
        var pause = j.PauseOensket || j.Status == Jobstatus.SatPaaPause;
        var pausetekst = j.PausetAf is { } af && j.Pauset is { } siden ? $"Sat på pause af {(await navne.BrugereAsync([af], ct)).GetValueOrDefault(af, "en tidligere bruger")} {DanishTime.ShortDateTime(siden)}." : null;
        var udtraek = h.ErUdtraek ? await db.Masseudtraek.SingleOrDefaultAsync(u => u.JobId == job && u.Sha256 != null, ct) : null;
        var gyldig = udtraek is not null && udtraek.Bestilt >= tid.GetUtcNow() - Masseudtraek.Levetid;
        return SagRuter.Side<Massejobside>(new()
        {
            ["Model"] = new Massejobvisning(
                j.Nr, j.Id, j.Titel, DanishTime.LongDateTime(j.Oprettet), Maerke(j, pause), h.Dokumenter ? "dokumenter" : "sager", new($"/jobs/{j.Nr}", j.ErIGang, j.StopOensket, pause, pausetekst), j.Faerdige, j.IAlt, j.Fejl, j.Resultat,
                Slut(j, h, udtraek, gyldig), j.ErIGang && j.Status != Jobstatus.SatPaaPause && opdater != "nej" && efter is null, Opdatering,
                overdraget && !j.ErIGang ? j.Faerdige - j.Fejl : 0, h.KanFortrydes && b.Fortryder is null && !j.ErIGang ? j.Faerdige - j.Fejl : 0, j.ErIGang ? 0 : j.IAlt - j.Faerdige + j.Fejl,
                laest.ConvertAll(p => Post(p.Post, p.Ting, titler.GetValueOrDefault(p.Ting.Sag), b, h, j, overdraget, tilbage)),
                flere ? $"/jobs/{j.Id}/sager?{(kunAfviste == true ? "kunAfviste=true&" : "")}efter={Cursor.Encode(new Plads(laest[^1].Post.Nr))}" : null, kunAfviste == true,
                gyldig ? $"/jobs/{j.Id}/fil" : null, gyldig ? Ord.Stoerrelse(udtraek!.Stoerrelse) : null, TidTilbage(j, tid.GetUtcNow())),
        });
    }

    private sealed record Kendt(string Nummer, string Titel, string Href);

    private static async Task<Dictionary<Guid, Kendt>> SagerAsync(SagerDb db, Aktoer aktoer, List<Guid> ider, Adgangsspor spor, CancellationToken ct)
    {
        var sager = await db.Sager.SynligeFor(aktoer).Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Sagsnummer, s.Titel }).ToListAsync(ct);
        sager.ForEach(s => spor.Sag(s.Id, s.Sagsnummer));
        return sager.ToDictionary(s => s.Id, s => new Kendt(s.Sagsnummer, s.Titel, $"/sager/{s.Sagsnummer}"));
    }

    private static async Task<Dictionary<Guid, Kendt>> DokumenterAsync(SagerDb db, Aktoer aktoer, List<Guid> ider, Adgangsspor spor, CancellationToken ct)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        var dokumenter = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => ider.Contains(d.Id))
            .Select(d => new { d.Id, d.Titel, Sag = sager.Where(s => db.Registreringer.Any(r => r.DokumentId == d.Id && r.SagId == s.Id && r.FlyttetTilId == null)).OrderBy(s => s.Nr).Select(s => s.Sagsnummer).FirstOrDefault() }).ToListAsync(ct);
        dokumenter.ForEach(d => spor.Dokument(d.Id));
        return dokumenter.ToDictionary(d => d.Id, d => new Kendt(d.Sag ?? "", d.Titel, $"/dokumenter/{d.Id}"));
    }

    private static Massepost Post(JobPost p, (Guid Id, string Navn) ting, Kendt? kendt, BestilMassehandling.Bestilling b, Massehandling h, Job j, bool overdraget, HashSet<Guid> tilbage)
    {
        Maerke maerke = p.Resultat switch
        {
            null => j.ErIGang && !j.StopOensket ? new("Venter", Farve.Graa) : new("Ikke rørt", Farve.Graa, Figur.Firkant),
            "ok" when tilbage.Contains(ting.Id) => new("Givet tilbage", Farve.Graa, Figur.Ring),
            "ok" => new(b.Fortryder is null ? h.Udfald : "Ført tilbage", Farve.Groen),
            _ => new("Afvist", Farve.Roed),
        };
        return new(ting.Navn, kendt?.Nummer ?? (h.Dokumenter ? $"Dokument {ting.Navn}" : ting.Navn), kendt?.Titel, kendt?.Href, maerke, p.Resultat is "ok" ? null : p.Resultat,
            overdraget && !j.ErIGang && p.Resultat == "ok" && !tilbage.Contains(ting.Id));
    }

    private static Maerke Maerke(Job j, bool pause) => j.Status switch
    {
        Jobstatus.Venter => new("Venter", Farve.Graa),
        Jobstatus.Forberedes => new("Skrives", Farve.Graa),
        Jobstatus.SatPaaPause => new("På pause", Farve.Gul, Figur.Halv),
        Jobstatus.Koerer => j.StopOensket ? new("Stopper", Farve.Gul) : pause ? new("Holder snart pause", Farve.Gul) : new("Kører", Farve.Blaa),
        Jobstatus.Faerdig => j.Fejl == 0 ? new("Færdig", Farve.Groen) : new(j.Fejl == j.IAlt ? "Færdig, alle afvist" : "Færdig, nogle afvist", Farve.Gul),
        Jobstatus.Fejlet => new("Gik i stå", Farve.Roed),
        _ => new("Stoppet", Farve.Graa, Figur.Firkant),
    };

    private static string? Slut(Job j, Massehandling h, Masseudtraek? udtraek, bool gyldig) => j.Status switch
    {
        Jobstatus.Stoppet => $"Arbejdet blev stoppet. {h.Antal(j.IAlt - j.Faerdige)} er ikke rørt.",
        _ when gyldig => $"Filen kan hentes til {DanishTime.ShortDate(udtraek!.Bestilt + Masseudtraek.Levetid)}, af dig alene.",
        _ when udtraek is not null => "Filen er ikke længere her. Bestil den igen, hvis du skal bruge den.",
        _ => null,
    };

    /// <summary>From how fast it has gone; null while that cannot be said.</summary>
    private static string? TidTilbage(Job j, DateTimeOffset nu)
    {
        if (j.Status != Jobstatus.Koerer || j.Startet is not { } startet || j.Faerdige < 20 || j.IAlt <= j.Faerdige)
            return null;
        var rest = (nu - startet) / j.Faerdige * (j.IAlt - j.Faerdige);
        return rest.TotalSeconds < 90 ? "under to minutter tilbage" : $"cirka {rest.TotalMinutes:0} min. tilbage";
    }

    /// <summary>One's own, at the desk where it was ordered: what a substitute ordered is not to be had when the absence is over.</summary>
    internal static async Task<Job> FindAsync(CoreDb core, Aktoer aktoer, Guid job, CancellationToken ct) =>
        await core.Jobs.SingleOrDefaultAsync(j => j.Id == job && (j.Type == BestilMassehandling.Jobtype || j.Type == BestilMassehandling.Udtraekstype) && j.OprettetAf == aktoer.Id, ct) is { } fundet
        && JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(fundet.Data)!.PaaVegneAf == aktoer.PaaVegneAf?.Id
            ? fundet : throw new NotFoundException("Jobbet findes ikke, eller det er ikke dit.");

    /// <summary>Only to the one who ordered it, while it is kept; the log tells which cases it holds.</summary>
    private static async Task<IResult> FilAsync(Guid job, CoreDb core, SagerDb db, Authority myndighed, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var j = await FindAsync(core, aktoer, job, ct);
        var udtraek = await db.Masseudtraek.SingleOrDefaultAsync(u => u.JobId == job && u.BestiltAf == aktoer.Id, ct);
        if (udtraek?.Sha256 is not { } sha || udtraek.Bestilt < tid.GetUtcNow() - Masseudtraek.Levetid || !myndighed.Content.Exists(sha))
            throw new NotFoundException("Udtrækket er ikke færdigt, eller det er mere end en uge gammelt. Bestil det igen.");
        if (!await Dokumentforesp.SerStadigAsync(db, aktoer, await Masseudtraeksjob.IndholdAsync(myndighed, sha, ct), ct))
            throw new NotFoundException(Dokumentforesp.IkkeLaengere);
        foreach (var noegle in await core.JobPoster.Where(p => p.JobId == job && p.Resultat == "ok").OrderBy(p => p.Nr).Select(p => p.Noegle).Take(Adgangsspor.Hoejst).ToListAsync(ct))
        {
            var (id, navn) = BestilMassehandling.Laes(noegle);
            if (navn.All(char.IsAsciiDigit))
                spor.Dokument(id);
            else
                spor.Sag(id, navn);
        }

        spor.Beskyttet();
        return TypedResults.Stream(myndighed.Content.OpenRead(sha), "application/zip", $"udtraek-{j.Nr}.zip", enableRangeProcessing: true);
    }

    /// <summary>All that the job handed over, or one case of it.</summary>
    private static async Task<IResult> GivTilbageAsync(Guid job, HttpContext context, Massebestilling bestilling, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        try
        {
            if (f["sag"].Length > 0)
            {
                var svar = await myndighed.Queue.RunAsync((GivSagTilbage act) => act.Udfoer(new(aktoer, f["sag"], JobId: job), ct), ct);
                spor.Sag(svar.Id, svar.Sagsnummer);
                context.Besked(Beskedart.Succes, $"{svar.Sagsnummer} er givet tilbage til {svar.Navn}.");
                return Results.Redirect($"/jobs/{job}/sager");
            }

            var bestilt = await bestilling.BestilAsync(myndighed, new(aktoer, Massehandling.GivTilbage, JobId: job), ct);
            return Results.Redirect($"/jobs/{bestilt.JobId}/sager");
        }
        catch (Exception e) when (e is RegelbrudException or InvalidException)
        {
            context.Besked(Beskedart.Fejl, Afslaget(e));
            return Results.Redirect($"/jobs/{job}/sager");
        }
    }

    /// <summary>What the job did not come to and what was refused then, told the same; or what it did, the other way. In a new job.</summary>
    private static async Task<IResult> IgenAsync(Guid job, string handling, HttpContext context, Massebestilling bestilling, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            var bestilt = await bestilling.BestilAsync(myndighed, new(aktoer, handling, JobId: job), ct);
            return Results.Redirect($"/jobs/{bestilt.JobId}/sager");
        }
        catch (Exception e) when (e is RegelbrudException or InvalidException)
        {
            context.Besked(Beskedart.Fejl, Afslaget(e));
            return Results.Redirect($"/jobs/{job}/sager");
        }
    }

    private static async Task<IResult> GivEnTilbageAsync(string sag, HttpContext context, SagerDb db, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        try
        {
            var svar = await myndighed.Queue.RunAsync((GivSagTilbage act) => act.Udfoer(new(aktoer, sag, f["kommentar"]), ct), ct);
            spor.Sag(svar.Id, svar.Sagsnummer);
            context.Besked(Beskedart.Succes, $"Sagen er givet tilbage til {svar.Navn}.");
            // Who gives it back may lose sight of it.
            return Results.Redirect(await db.Sager.SynligeFor(aktoer).AnyAsync(s => s.Id == svar.Id, ct) ? $"/sager/{svar.Sagsnummer}" : "/sager");
        }
        catch (Exception e) when (e is RegelbrudException or InvalidException)
        {
            context.Besked(Beskedart.Fejl, Afslaget(e));
            return Results.Redirect($"/sager/{Uri.EscapeDataString(sag)}");
        }
    }

    private static async Task<IResult> ModtagAsync(string sag, HttpContext context, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        try
        {
            var svar = await myndighed.Queue.RunAsync((ModtagSag act) => act.Udfoer(new(aktoer, sag, f["kommentar"]), ct), ct);
            spor.Sag(svar.Id, svar.Sagsnummer);
            context.Besked(Beskedart.Succes, $"{svar.Sagsnummer} er modtaget.");
            return Results.Redirect(ErindringRuter.Retur(f["retur"], $"/sager/{svar.Sagsnummer}"));
        }
        catch (Exception e) when (e is RegelbrudException or InvalidException)
        {
            context.Besked(Beskedart.Fejl, Afslaget(e));
            return Results.Redirect($"/sager/{Uri.EscapeDataString(sag)}");
        }
    }

    private static string Afslaget(Exception e) => e is InvalidException { Errors: var fejl } ? string.Join(' ', fejl.Values.SelectMany(t => t)) : e.Message;
}
