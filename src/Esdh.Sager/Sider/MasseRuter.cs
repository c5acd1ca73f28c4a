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
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Sider;

/// <summary>What is done to many cases at a time: chosen in the list, confirmed on a page that says how many, carried out as a job whose page says how each went.</summary>
internal static class MasseRuter
{
    private const int Sidelaengde = 50;

    /// <summary>So many are shown before one says yes; the number says the rest.</summary>
    private const int Vist = 100;

    /// <summary>How often the page of a running job comes again by itself, in seconds.</summary>
    private const int Opdatering = 2;

    private sealed record Plads(int Nr);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sager/masse", async (HttpContext context, SagerDb db, Sagsliste liste, Aktoer aktoer, CancellationToken ct) =>
            await BekraeftAsync(Formular.Fra(await context.Request.ReadFormAsync(ct)), context, db, liste, aktoer, StatusCodes.Status200OK, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Valgte sager til samlet behandling");
        routes.MapPost("/sager/masse/udfoer", BestilAsync).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Bestilte samlet behandling af sager");
        routes.MapGet("/jobs/{job:guid}/sager", JobAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Så en samlet behandling af sager");
        routes.MapPost("/jobs/{job:guid}/sager/giv-tilbage", GivTilbageAsync).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Gav overdragne sager tilbage");
        routes.MapPost("/jobs/{job:guid}/sager/rest", RestAsync).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Bestilte resten af en samlet behandling af sager");
        routes.MapPost("/sager/{sag}/giv-tilbage", GivEnTilbageAsync).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Gav en sag tilbage");
    }

    /// <summary>The filter of the list; null when cases were ticked.</summary>
    private static Sagsfilter? Filter(Formular f) =>
        f.Afkrydset("alle") ? Sagsfilter.Laes(new QueryCollection(QueryHelpers.ParseQuery(f["forespoergsel"]))) : null;

    private static async Task<IResult> BekraeftAsync(Formular f, HttpContext context, SagerDb db, Sagsliste liste, Aktoer aktoer, int kode, CancellationToken ct)
    {
        var filter = Filter(f);
        var valgte = f.Alle("valgt").Distinct().Take(BestilMassehandling.Flest).ToList();
        if (filter is null && valgte.Count == 0)
        {
            context.Besked(Beskedart.Advarsel, "Vælg først en eller flere sager.");
            return Results.Redirect("/sager?alle=ja");
        }

        var sager = filter is null ? db.Sager.SynligeFor(aktoer).Where(s => valgte.Contains(s.Sagsnummer)) : liste.Filtreret(aktoer, filter);
        var antal = await sager.Select(s => s.Nr).Take(BestilMassehandling.Flest + 1).CountAsync(ct);
        var viste = await sager.OrderBy(s => s.Nummerorden).ThenBy(s => s.Nr).Take(filter is null ? Cursor.MaxPage : Vist).Select(s => new Massesag(s.Sagsnummer, s.Titel)).ToListAsync(ct);
        return SagRuter.Side<Masseside>(new()
        {
            ["Model"] = new Massevisning(f["handling"] == BestilMassehandling.Afslut ? BestilMassehandling.Afslut : BestilMassehandling.Overdrag, antal, BestilMassehandling.Flest, viste,
                filter?.Forespoergsel(), f),
        }, kode);
    }

    private static async Task<IResult> BestilAsync(
        HttpContext context, SagerDb db, Sagsliste liste, Brugeropslag brugere, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var overdrag = f["handling"] == BestilMassehandling.Overdrag;
        var behandler = overdrag ? await NySagRuter.MedarbejderAsync(f, "behandlerId", brugere, ct) : null;
        var (enhed, antal) = (overdrag ? f.Id("enhedId") : null, f.Heltal("antal"));
        if (f.ErGyldig)
        {
            try
            {
                var svar = await myndighed.Queue.RunAsync((BestilMassehandling act) => act.Udfoer(
                    new(aktoer, f["handling"], f.Alle("valgt"), Filter(f), antal, behandler, enhed, f["kommentar"]), ct), ct);
                var ider = await db.Sager.SynligeFor(aktoer).Where(s => f.Alle("valgt").Contains(s.Sagsnummer)).Select(s => new { s.Id, s.Sagsnummer }).Take(Adgangsspor.Hoejst).ToListAsync(ct);
                ider.ForEach(s => spor.Sag(s.Id, s.Sagsnummer));
                return Results.Redirect($"/jobs/{svar.JobId}/sager");
            }
            catch (InvalidException e)
            {
                foreach (var (felt, tekster) in e.Errors)
                    f.Fejl(felt, string.Join(' ', tekster));
            }
        }

        return await BekraeftAsync(f, context, db, liste, aktoer, StatusCodes.Status400BadRequest, ct);
    }

    private static async Task<IResult> JobAsync(
        Guid job, string? efter, bool? kunAfviste, string? opdater, CoreDb core, SagerDb db, Aktoer aktoer, Adgangsspor spor, HttpResponse response, TimeProvider tid, CancellationToken ct)
    {
        var j = await FindAsync(core, aktoer, job, ct);
        var bestilling = JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(j.Data)!;
        var igang = j.Status is Jobstatus.Venter or Jobstatus.Koerer;
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? 0;
        var poster = await core.JobPoster.Where(p => p.JobId == job && p.Nr > fra && (kunAfviste != true || (p.Resultat != null && p.Resultat != "ok")))
            .OrderBy(p => p.Nr).Take(Sidelaengde + 1).ToListAsync(ct);
        var flere = poster.Count > Sidelaengde;
        var laest = poster.Take(Sidelaengde).Select(p => (Post: p, Sag: BestilMassehandling.Laes(p.Noegle))).ToList();
        var ider = laest.ConvertAll(p => p.Sag.Sag);
        var titler = await db.Sager.SynligeFor(aktoer).Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Sagsnummer, s.Titel }).ToDictionaryAsync(s => s.Id, ct);
        foreach (var t in titler.Values)
            spor.Sag(t.Id, t.Sagsnummer);
        var tilbage = (await core.Haendelser.Where(h => h.SagId != null && ider.Contains(h.SagId.Value) && h.Type == nameof(SagGivetTilbage) && h.Tid >= j.Oprettet).Select(h => h.SagId!.Value).ToListAsync(ct)).ToHashSet();
        var selv = igang && opdater != "nej" && efter is null;
        if (selv)
            response.Headers["Refresh"] = Opdatering.ToString(CultureInfo.InvariantCulture); // works without script; the page offers to stop it
        var overdraget = bestilling.Handling == BestilMassehandling.Overdrag;
        return SagRuter.Side<Massejobside>(new()
        {
            ["Model"] = new Massejobvisning(
                j.Nr, j.Id, j.Titel, DanishTime.LongDateTime(j.Oprettet), Maerke(j), igang, j.StopOensket, j.Faerdige, j.IAlt, j.Fejl, j.Resultat, Slut(j), selv, Opdatering,
                overdraget && !igang ? j.Faerdige - j.Fejl : 0, igang ? 0 : j.IAlt - j.Faerdige + j.Fejl,
                laest.ConvertAll(p => new Massepost(
                    titler.TryGetValue(p.Sag.Sag, out var t) ? t.Sagsnummer : p.Sag.Sagsnummer, t?.Titel,
                    p.Post.Resultat switch { null => igang && !j.StopOensket ? new("Venter", Farve.Graa) : new("Ikke rørt", Farve.Graa, Figur.Firkant), "ok" when overdraget && tilbage.Contains(p.Sag.Sag) => new("Givet tilbage", Farve.Graa, Figur.Ring), "ok" => new(Gjort(bestilling.Handling), Farve.Groen), _ => new("Afvist", Farve.Roed) },
                    p.Post.Resultat is "ok" ? null : p.Post.Resultat, overdraget && !igang && p.Post.Resultat == "ok" && !tilbage.Contains(p.Sag.Sag))),
                flere ? $"/jobs/{j.Id}/sager?{(kunAfviste == true ? "kunAfviste=true&" : "")}efter={Cursor.Encode(new Plads(laest[^1].Post.Nr))}" : null, kunAfviste == true),
        });
    }

    private static string Gjort(string handling) => handling switch { BestilMassehandling.Overdrag => "Overdraget", BestilMassehandling.Afslut => "Afsluttet", _ => "Givet tilbage" };

    private static Maerke Maerke(Job j) => j.Status switch
    {
        Jobstatus.Venter => new("Venter", Farve.Graa),
        Jobstatus.Koerer => j.StopOensket ? new("Stopper", Farve.Gul) : new("Kører", Farve.Blaa),
        Jobstatus.Faerdig => j.Fejl == 0 ? new("Færdig", Farve.Groen) : new(j.Fejl == j.IAlt ? "Færdig, alle afvist" : "Færdig, nogle afvist", Farve.Gul),
        Jobstatus.Fejlet => new("Gik i stå", Farve.Roed),
        _ => new("Stoppet", Farve.Graa, Figur.Firkant),
    };

    private static string? Slut(Job j) => j.Status switch
    {
        Jobstatus.Stoppet => $"Arbejdet blev stoppet. {(j.IAlt - j.Faerdige == 1 ? "1 sag er" : $"{j.IAlt - j.Faerdige} sager er")} ikke rørt.",
        _ => null,
    };

    private static async Task<Job> FindAsync(CoreDb core, Aktoer aktoer, Guid job, CancellationToken ct) =>
        await core.Jobs.SingleOrDefaultAsync(j => j.Id == job && j.Type == BestilMassehandling.Jobtype && j.OprettetAf == aktoer.Id, ct)
        ?? throw new NotFoundException("Jobbet findes ikke, eller det er ikke dit.");

    /// <summary>All that the job handed over, or one case of it.</summary>
    private static async Task<IResult> GivTilbageAsync(Guid job, HttpContext context, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
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

            var bestilt = await myndighed.Queue.RunAsync((BestilMassehandling act) => act.Udfoer(new(aktoer, BestilMassehandling.GivTilbage, JobId: job), ct), ct);
            return Results.Redirect($"/jobs/{bestilt.JobId}/sager");
        }
        catch (Exception e) when (e is RegelbrudException or InvalidException)
        {
            context.Besked(Beskedart.Fejl, Afslaget(e));
            return Results.Redirect($"/jobs/{job}/sager");
        }
    }

    /// <summary>What the job did not come to, and what was refused then: in a new job, told the same.</summary>
    private static async Task<IResult> RestAsync(Guid job, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            var bestilt = await myndighed.Queue.RunAsync((BestilMassehandling act) => act.Udfoer(new(aktoer, BestilMassehandling.Rest, JobId: job), ct), ct);
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

    private static string Afslaget(Exception e) => e is InvalidException { Errors: var fejl } ? string.Join(' ', fejl.Values.SelectMany(t => t)) : e.Message;
}
