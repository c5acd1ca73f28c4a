using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Server.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Esdh.Server.Jobs;

/// <summary>Progress of long work, over REST and as pages: one's own, and an administrator's all.</summary>
internal static class JobRuter
{
    /// <summary>How often the page of a running job comes again by itself, in seconds.</summary>
    private const int Opdatering = 5;

    public static void Tilfoej(IServiceCollection services)
    {
        services.AddScoped<Jobopslag>();
        services.AddScoped<StopJob>();
        services.AddScoped<SaetJobPaaPause>();
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Jobs", "/jobs", "forny", 80, Under: "Arbejde, der er for stort til at vente på, og hvordan det gik."));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/jobs").MedIdempotens().KraeverLogon().WithTags("Jobs");
        api.MapGet("", async (string? efter, int? antal, Jobopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await opslag.ListeAsync(aktoer, efter, Cursor.PageSize(antal), ct))).WithSummary("Dine jobs, nyeste først; en administrators alle");
        api.MapGet("/{job}", Hent).WithSummary("Hent et job efter nummer eller id");
        api.MapGet("/{job}/poster", Poster).WithSummary("Hvordan det gik hver enkelt del af et job");
        api.MapPost("/{job}/stop", async (string job, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await myndighed.Queue.RunAsync((StopJob act) => act.Udfoer(aktoer, job, ct), ct))).WithSummary("Stop et job efter den portion, det er i gang med");
        api.MapPost("/{job}/pause", async (string job, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await myndighed.Queue.RunAsync((SaetJobPaaPause act) => act.Udfoer(aktoer, job, true, ct), ct))).WithSummary("Sæt et job på pause efter den portion, det er i gang med");
        api.MapPost("/{job}/genoptag", async (string job, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await myndighed.Queue.RunAsync((SaetJobPaaPause act) => act.Udfoer(aktoer, job, false, ct), ct))).WithSummary("Lad et job på pause fortsætte");

        var sider = routes.MapGroup("/jobs").KraeverLogon();
        sider.MapGet("", ListeSide).WithSummary("Så jobs");
        sider.MapGet("/{job}", JobSide).WithSummary("Så et job");
        sider.MapPost("/{job}", Stop).WithSummary("Stoppede et job");
        sider.MapPost("/{job}/pause", (string job, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct) => Pause(job, true, context, myndighed, aktoer, ct)).WithSummary("Satte et job på pause");
        sider.MapPost("/{job}/genoptag", (string job, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct) => Pause(job, false, context, myndighed, aktoer, ct)).WithSummary("Lod et job fortsætte");
    }

    private static async Task<Ok<Jobpost>> Hent(string job, Jobopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var fundet = await opslag.HentAsync(aktoer, job, ct);
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{fundet.Status}-{fundet.Faerdige}-{fundet.Fejl}-{(fundet.StopOensket ? 1 : 0)}{(fundet.PauseOensket ? 1 : 0)}\"");
        return TypedResults.Ok(fundet);
    }

    private static async Task<Ok<Side<Jobelement>>> Poster(string job, bool? kunFejl, string? efter, int? antal, Jobopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await opslag.ElementerAsync(aktoer, await opslag.HentAsync(aktoer, job, ct), kunFejl ?? false, efter, Cursor.PageSize(antal), ct));

    private static async Task<RazorComponentResult<Jobliste>> ListeSide(string? efter, Jobopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var side = await opslag.ListeAsync(aktoer, efter, 50, ct);
        return new(new
        {
            Model = new Joblistevisning([.. side.Poster.Select(Linje)], side.Naeste is null ? null : $"/jobs?efter={side.Naeste}", aktoer.Har(Roller.Administrator)),
        });
    }

    private static async Task<IResult> JobSide(
        string job, string? efter, bool? kunFejl, string? opdater, Jobopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var fundet = await opslag.HentAsync(aktoer, job, ct);
        if (opslag.EgenSide(aktoer, fundet) is { } side)
            return Results.Redirect(side);
        var poster = await opslag.ElementerAsync(aktoer, fundet, kunFejl ?? false, efter, 50, ct);
        var selv = fundet.ErIGang && fundet.Status != "SatPaaPause" && opdater != "nej" && efter is null;
        return new RazorComponentResult<Jobside>(new
        {
            Model = new Jobvisning(
                Linje(fundet), fundet.OprettetAfNavn, DanishTime.LongDateTime(fundet.Oprettet), fundet.Afsluttet is { } slut ? DanishTime.LongDateTime(slut) : null, fundet.Faerdige, fundet.IAlt,
                Rest(fundet, tid.GetUtcNow()), fundet.Resultat, new Jobstyring($"/jobs/{fundet.Nr}", fundet.ErIGang, fundet.StopOensket, fundet.PauseOensket || fundet.Status == "SatPaaPause", Paused(fundet)), selv, Opdatering,
                [.. poster.Poster.Select(p => new Jobelementvisning(p.Navn, p.Resultat switch { null => fundet.ErIGang ? new("Venter", Farve.Graa) : new("Ikke nået", Farve.Graa, Figur.Firkant), "ok" => new("Udført", Farve.Groen), _ => new("Afvist", Farve.Roed) }, p.Resultat is "ok" ? null : p.Resultat))],
                poster.Naeste is null ? null : $"/jobs/{fundet.Nr}?efter={poster.Naeste}{(kunFejl == true ? "&kunFejl=true" : "")}", kunFejl ?? false),
        });
    }

    private static async Task<IResult> Stop(string job, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            await myndighed.Queue.RunAsync((StopJob act) => act.Udfoer(aktoer, job, ct), ct);
            context.Besked(Beskedart.Succes, "Jobbet stopper efter den portion, det er i gang med.", "Det, der er udført, bliver stående.");
        }
        catch (RegelbrudException e)
        {
            context.Besked(Beskedart.Info, e.Regel.Tekst);
        }

        return Results.Redirect($"/jobs/{Uri.EscapeDataString(job)}");
    }

    private static async Task<IResult> Pause(string job, bool pause, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            await myndighed.Queue.RunAsync((SaetJobPaaPause act) => act.Udfoer(aktoer, job, pause, ct), ct);
            context.Besked(Beskedart.Succes, pause ? "Jobbet holder pause efter den portion, det er i gang med." : "Jobbet fortsætter.", pause ? "Pausen varer, til nogen lader det fortsætte, også over en genstart." : null);
        }
        catch (RegelbrudException e)
        {
            context.Besked(Beskedart.Info, e.Regel.Tekst);
        }

        return Results.Redirect($"/jobs/{Uri.EscapeDataString(job)}");
    }

    private static string? Paused(Jobpost j) => j.Pauset is { } t ? $"Sat på pause af {j.PausetAfNavn} {DanishTime.ShortDateTime(t)}." : null;

    private static Joblinje Linje(Jobpost j) => new(
        j.Nr, j.Titel, j.OprettetAfNavn, DanishTime.ShortDateTime(j.Oprettet),
        j.Status switch
        {
            "Venter" when j.Tidligst is { } t => new($"Begynder {DanishTime.ShortDateTime(t)}", Farve.Graa),
            "Venter" => new("Venter", Farve.Graa),
            "Forberedes" => new("Skrives", Farve.Graa),
            "SatPaaPause" => new("På pause", Farve.Gul, Figur.Halv),
            "Koerer" when j.StopOensket => new("Stopper", Farve.Gul),
            "Koerer" when j.PauseOensket => new("Holder snart pause", Farve.Gul),
            "Koerer" => new("Kører", Farve.Blaa),
            "Faerdig" => j.Fejl == 0 ? new("Færdig", Farve.Groen) : new(j.Fejl == j.IAlt ? "Færdig, alt afvist" : "Færdig, noget afvist", Farve.Gul),
            "Fejlet" => new("Gik i stå", Farve.Roed),
            _ => new("Stoppet", Farve.Graa, Figur.Firkant),
        },
        j.IAlt > 0 ? $"{j.Faerdige} af {j.IAlt}" : $"{j.Faerdige}", j.Fejl);

    /// <summary>The time left in words, from how fast it has gone; null while that cannot be said.</summary>
    private static string? Rest(Jobpost j, DateTimeOffset nu)
    {
        if (j.Status != "Koerer" || j.Startet is not { } startet || j.Faerdige == 0 || j.IAlt <= j.Faerdige)
            return null;
        var rest = (nu - startet) / j.Faerdige * (j.IAlt - j.Faerdige);
        return rest.TotalSeconds < 90 ? "under to minutter tilbage" : rest.TotalMinutes < 90 ? $"cirka {rest.TotalMinutes:0} min. tilbage" : $"cirka {rest.TotalHours:0} timer tilbage";
    }
}
