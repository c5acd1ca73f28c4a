using Esdh.Adgang.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Indhold;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Sider;

/// <summary>The page and the API of the walks through stored files.</summary>
internal static class FilkontrolRuter
{
    private const string Sti = "/arkiv/filkontrol";

    private const Roller Hvem = Roller.Arkivar | Roller.Administrator;

    /// <summary>Nothing is said; the body is an empty object.</summary>
    public sealed record NyFilkontrol;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, VisAsync).Kraever(Hvem).WithSummary("Så filkontrollen");
        routes.MapPost(Sti, async (HttpContext http, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            await BestilAsync(m, aktoer, ct);
            http.Besked(Beskedart.Succes, "Filerne kontrolleres nu.");
            return Results.Redirect(Sti);
        }).Kraever(Hvem).MedIdempotens().WithSummary("Bestilte en filkontrol");
        var api = routes.MapGroup("/api/v1/filkontroller").WithTags("Filkontrol").MedIdempotens().Kraever(Hvem);
        api.MapGet("", async (Filkontrolopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ListeAsync(ct))).WithSummary("De seneste kontroller af gemte filer");
        api.MapPost("", async (NyFilkontrol _, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            await BestilAsync(m, aktoer, ct);
            return TypedResults.NoContent();
        }).WithSummary("Kontrollér alle gemte filer nu");
    }

    private static Task<Guid?> BestilAsync(Authority m, Aktoer aktoer, CancellationToken ct) => m.Queue.RunAsync((BestilFilkontrol act) => act.Udfoer(new(aktoer), ct), ct);

    private static async Task<IResult> VisAsync(Filkontrolopslag opslag, CoreDb core, CancellationToken ct, string? opdater = null)
    {
        var liste = await opslag.ListeAsync(ct);
        var job = liste.Count > 0 && liste[0].Afsluttet is null ? await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == liste[0].JobId, ct) : null;
        var igang = job is { ErIGang: true };
        var pause = job is not null && (job.Status == Jobstatus.SatPaaPause || job.PauseOensket);
        return Formularhandling.Side<Filkontrolside>(new Filkontrolvisning(
            igang ? new($"/jobs/{job!.Nr}", true, job.StopOensket, pause, null) : null, job?.Faerdige ?? 0, igang && !pause && opdater != "nej",
            [.. liste.Select(k => new Filkontrolrad(k.Nr, DanishTime.LongDateTime(k.Bestilt), k.BestiltAf ?? "Serveren selv", k.Filer, Ord.Stoerrelse(k.Bytes), Udfald(k, igang)))],
            [.. (liste.FirstOrDefault(k => k.Afsluttet is not null)?.Fundne ?? []).Select(f => new Filfund(f.Navn, Fejlord(f.Art), f.Sha256))]));
    }

    private static Maerke Udfald(Filkontrolopslag.Kontrol k, bool igang) => k switch
    {
        { Afsluttet: null } => igang ? new("I gang", Farve.Blaa, Figur.Halv) : new("Stoppet", Farve.Graa, Figur.Kryds),
        { Fejl: 0 } => new("Alle filer er hele", Farve.Groen),
        _ => new($"{k.Fejl} fejl", Farve.Roed, Figur.Firkant),
    };

    internal static string Fejlord(string art) => art switch { nameof(Filfejl.Mangler) => "Mangler i lageret", nameof(Filfejl.Aendret) => "Indholdet er ændret", _ => "Kan ikke læses" };
}
