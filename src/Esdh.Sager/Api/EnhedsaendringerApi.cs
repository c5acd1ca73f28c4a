using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Units merged, split and closed, over REST.</summary>
internal static class EnhedsaendringerApi
{
    /// <param name="EnhedId">A unit there is.</param>
    /// <param name="NytNavn">Instead: one that is made.</param>
    /// <param name="ForaelderId">What the new one lies under; the top when null.</param>
    /// <param name="Brugere">Those who go there; all who are not named go to the first.</param>
    /// <param name="Emner">Open cases of these subjects (02, 02.34 or 02.34.02) go there, whoever handles them.</param>
    public sealed record Del(Guid? EnhedId = null, string? NytNavn = null, Guid? ForaelderId = null, IReadOnlyList<Guid>? Brugere = null, IReadOnlyList<string>? Emner = null);

    /// <param name="Art"><c>sammenlaegning</c>, <c>deling</c> or <c>lukning</c>.</param>
    /// <param name="Dato">The day it happens; today when null.</param>
    /// <param name="Kilder">The units that end.</param>
    /// <param name="Dele">The units that take over.</param>
    /// <param name="Udvid">The people of the units that take over come to see the open cases too; protected ones never.</param>
    public sealed record Aendring(string? Art = null, DateOnly? Dato = null, IReadOnlyList<Guid>? Kilder = null, IReadOnlyList<Del>? Dele = null, bool Udvid = false);

    public static void Map(IEndpointRouteBuilder api)
    {
        var gruppe = api.MapGroup("/enhedsaendringer").Kraever(Roller.Administrator).WithTags("Enheder");
        gruppe.MapGet("", async (string? efter, int? antal, Enhedsaendringsopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ListeAsync(efter, Cursor.PageSize(antal), ct))).WithSummary("Sammenlægninger, delinger og lukninger af enheder, nyeste først");
        gruppe.MapPost("", Bestil).WithSummary("Læg enheder sammen, del en, eller luk en, på en dag");
        gruppe.MapPost("/toerkoersel", async (Aendring a, Enhedsplanlaegning planlaegning, CancellationToken ct) => TypedResults.Ok(await planlaegning.ToerkoerAsync(Som(a), ct))).WithSummary("Hvad en ændring ville gøre. Intet ændres");
        gruppe.MapGet("/{id:guid}", Hent).WithSummary("Hent en ændring af enheder");
        gruppe.MapGet("/{id:guid}/kvittering", Kvittering).WithSummary("Hvad en ændring har flyttet, og hvorhen");
        gruppe.MapGet("/{id:guid}/kvittering.csv", KvitteringCsv).WithSummary("Kvitteringen som CSV").Produces<Stream>(StatusCodes.Status200OK, "text/csv");
        gruppe.MapPost("/{id:guid}/annullering", async (Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        {
            await myndighed.Queue.RunAsync((AnnullerEnhedsaendring act) => act.Udfoer(new(aktoer, id), ct), ct);
            return TypedResults.NoContent();
        }).WithSummary("Annullér en ændring, der ikke er begyndt");
        gruppe.MapPost("/{id:guid}/genoptagelse", async (Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        {
            await myndighed.Queue.RunAsync((GenoptagEnhedsaendring act) => act.Udfoer(new(aktoer, id), ct), ct);
            return TypedResults.NoContent();
        }).WithSummary("Genoptag en ændring, der blev stoppet eller gik i stå");
    }

    internal static Enhedsplanlaegning.Oenske Som(Aendring a) => new(a.Art, a.Dato, a.Kilder, [.. (a.Dele ?? []).Select(d => new Enhedsdel(d.EnhedId, d.NytNavn, d.ForaelderId, d.Brugere ?? [], d.Emner ?? []))]);

    private static async Task<Created<BestilEnhedsaendring.Svar>> Bestil(Aendring a, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((BestilEnhedsaendring act) => act.Udfoer(new(aktoer, Som(a), a.Udvid), ct), ct);
        return TypedResults.Created($"/api/v1/enhedsaendringer/{svar.Id}", svar);
    }

    private static async Task<Ok<Enhedsaendringsopslag.Aendring>> Hent(Guid id, Enhedsaendringsopslag opslag, HttpResponse response, CancellationToken ct)
    {
        var fundet = await opslag.HentAsync(id, ct);
        response.Headers.ETag = $"\"{fundet.Version}\"";
        return TypedResults.Ok(fundet);
    }

    private static async Task<Ok<Side<Enhedsaendringsopslag.Kvitteringslinje>>> Kvittering(Guid id, string? efter, int? antal, Enhedsaendringsopslag opslag, CancellationToken ct) =>
        TypedResults.Ok(await opslag.KvitteringAsync(await opslag.HentAsync(id, ct), efter, Cursor.PageSize(antal), ct));

    internal static async Task<IResult> KvitteringCsv(Guid id, Enhedsaendringsopslag opslag, CancellationToken ct)
    {
        var aendring = await opslag.HentAsync(id, ct);
        return Results.Stream(async til =>
        {
            await using var csv = new CsvWriter(til);
            await csv.WriteRowAsync(["Nr.", "Hvad", "Navn", "Til", "Til (id)"], ct);
            for (string? efter = null; ;)
            {
                var side = await opslag.KvitteringAsync(aendring, efter, 1000, ct);
                foreach (var l in side.Poster)
                    await csv.WriteRowAsync([$"{l.Nr}", Sider.Enhedsaendringssider.Hvad(l.Art), l.Navn, l.Til, l.TilId?.ToString()], ct);
                efter = side.Naeste;
                if (efter is null)
                    return;
            }
        }, "text/csv; charset=utf-8", $"enhedsaendring-{aendring.Nr}.csv");
    }
}
