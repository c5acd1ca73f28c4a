using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>The authority's journal, what is missing from it, and the postliste, over REST.</summary>
internal static class JournalApi
{
    /// <summary>Those who decide what anyone may read.</summary>
    internal const Roller Godkendere = Roller.Leder | Roller.Arkivar;

    /// <param name="Dato">Today when not said.</param>
    /// <param name="Maade">How it was sent; for outgoing documents.</param>
    /// <param name="Modtagere">To whom; those a draft does not have become its receivers.</param>
    public sealed record Endeligt(DateOnly? Dato = null, string? Maade = null, IReadOnlyList<DokumenterApi.Korrespondent>? Modtagere = null);

    public sealed record Godkendelse(IReadOnlyList<Guid>? Dokumenter);

    public sealed record Afvisning(IReadOnlyList<Guid>? Dokumenter, string? Begrundelse);

    public sealed record Tilbagetraekning(string? Begrundelse);

    public sealed record Opsaetning(int? Ventedage);

    internal sealed record Offentligedage(IReadOnlyList<DateOnly> Dage);

    internal sealed record Offentligdag(DateOnly Dag, IReadOnlyList<Offentligpost> Poster);

    internal sealed record Postlistedag(DateOnly Dag, int Ventedage, IReadOnlyList<Postlisteforslag> Forslag, IReadOnlyList<Postlistelinje> Godkendte, IReadOnlyList<Postlisteafslag> Afviste);

    public static void Map(IEndpointRouteBuilder api)
    {
        var journal = api.MapGroup("/journal").WithTags("Journal");
        journal.MapGet("", Dag).Kraever(AccessRules.Laesning).WithSummary("Journalen for en dag; i dag, når dag ikke er sagt");
        journal.MapGet("/mangler", Mangler).Kraever(AccessRules.Laesning).WithSummary("Modtaget, sendt eller endeligt, men ikke journaliseret");
        journal.MapGet("/mangler/overblik", Overblik).Kraever(AccessRules.Laesning).WithSummary("Hvor meget der mangler, efter enhed og sagsbehandler");
        api.MapPost("/dokumenter/{id:guid}/endeliggoerelse", GoerEndeligt).Kraever(AccessRules.Sagsarbejde).WithTags("Journal").WithSummary("Et udgående dokument er sendt, eller et internt er endeligt");
        api.MapDelete("/dokumenter/{id:guid}/endeliggoerelse", Fortryd).Kraever(AccessRules.Sagsarbejde).WithTags("Journal").WithSummary("Dokumentet er alligevel ikke sendt eller endeligt");

        var postliste = api.MapGroup("/postliste").WithTags("Postliste");
        postliste.MapGet("", Dage).AabenForAlle().WithSummary("Dage på postlisten, nyeste først");
        postliste.MapGet("/{dag}", Postliste).AabenForAlle().WithSummary("Postlisten for en dag");
        postliste.MapGet("/{dag}/forslag", Forslag).Kraever(Godkendere).WithSummary("Dokumenter, der venter på at komme på postlisten");
        postliste.MapPost("/{dag}/godkendelse", Godkend).Kraever(Godkendere).WithSummary("Godkend dokumenter til postlisten");
        postliste.MapPost("/{dag}/afvisning", Afvis).Kraever(Godkendere).WithSummary("Afvis dokumenter til postlisten");
        postliste.MapDelete("/afvisninger/{id:guid}", async (Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        {
            await myndighed.Queue.RunAsync((FortrydPostlisteafvisning act) => act.Udfoer(new(aktoer, id), ct), ct);
            return TypedResults.NoContent();
        }).Kraever(Godkendere).WithSummary("Fortryd, at et dokument er afvist til postlisten");
        postliste.MapDelete("/poster/{id:guid}", async (Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        {
            await myndighed.Queue.RunAsync((FortrydPostlistegodkendelse act) => act.Udfoer(new(aktoer, id), ct), ct);
            return TypedResults.NoContent();
        }).Kraever(Godkendere).WithSummary("Fortryd en godkendelse, før posten er offentlig");
        postliste.MapPost("/poster/{id:guid}/tilbagetraekning", TraekTilbage).Kraever(Godkendere).WithSummary("Træk en post tilbage fra postlisten");
        postliste.MapPut("/opsaetning", Opsaet).Kraever(Roller.Administrator).WithSummary("Hvor længe postlisten venter");
    }

    private static async Task<Ok<Side<Journalpost>>> Dag(DateOnly? dag, string? efter, int? antal, Journalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct) =>
        TypedResults.Ok(await opslag.DagAsync(aktoer, dag ?? DanishTime.Today(tid), efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<Side<Manglende>>> Mangler(
        Guid? enhed, Guid? behandler, string? hast, string? efter, int? antal, Journalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct) =>
        TypedResults.Ok(await opslag.ManglerAsync(aktoer, DanishTime.Today(tid), enhed, behandler, LaesHast(hast), efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<Mangleoverblik>> Overblik(Journalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct) =>
        TypedResults.Ok(await opslag.OverblikAsync(aktoer, DanishTime.Today(tid), ct));

    private static async Task<NoContent> GoerEndeligt(Guid id, Endeligt a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((GoerDokumentEndeligt act) => act.Udfoer(
            new(aktoer, id, a.Dato, set, a.Maade, a.Modtagere?.Select(m => new RetDokument.NyKorrespondent(m.Art ?? nameof(Korrespondentart.Modtager), m.Navn, m.Email, m.PartId)).ToList()), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Fortryd(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((FortrydEndeligt act) => act.Udfoer(new(aktoer, id, set), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Offentligedage>> Dage(DateOnly? foer, Postlisteopslag opslag, TimeProvider tid, CancellationToken ct) =>
        TypedResults.Ok(new Offentligedage(await opslag.OffentligeDageAsync(DanishTime.Today(tid), foer, 60, ct)));

    private static async Task<Ok<Offentligdag>> Postliste(DateOnly dag, Postlisteopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var poster = await opslag.OffentligDagAsync(dag, DanishTime.Today(tid), ct);
        return poster.Count == 0 ? throw new NotFoundException("Der er ingen postliste for den dag.") : TypedResults.Ok(new Offentligdag(dag, poster));
    }

    private static async Task<Ok<Postlistedag>> Forslag(DateOnly dag, Postlisteopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        return TypedResults.Ok(new Postlistedag(dag, await opslag.VentedageAsync(ct), await opslag.ForslagAsync(aktoer, dag, idag, ct), await opslag.GodkendteAsync(aktoer, dag, idag, ct), await opslag.AfvisteAsync(aktoer, dag, ct)));
    }

    private static async Task<Ok<GodkendPostliste.Svar>> Godkend(DateOnly dag, Godkendelse g, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Dokumenter(g.Dokumenter);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((GodkendPostliste act) => act.Udfoer(new(aktoer, dag, g.Dokumenter ?? []), ct), ct));
    }

    private static async Task<Ok<AfvisPostlisteforslag.Svar>> Afvis(DateOnly dag, Afvisning a, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Dokumenter(a.Dokumenter);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((AfvisPostlisteforslag act) => act.Udfoer(new(aktoer, dag, a.Dokumenter ?? [], a.Begrundelse), ct), ct));
    }

    private static async Task<NoContent> TraekTilbage(Guid id, Tilbagetraekning t, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((TraekPostlistepostTilbage act) => act.Udfoer(new(aktoer, id, t.Begrundelse), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Opsaet(Opsaetning o, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((GemPostlisteopsaetning act) => act.Udfoer(new(aktoer, o.Ventedage), ct), ct);
        return TypedResults.NoContent();
    }

    internal static Hast? LaesHast(string? hast) => string.IsNullOrWhiteSpace(hast) ? null
        : Enum.TryParse<Hast>(hast, ignoreCase: true, out var valg) && Enum.IsDefined(valg) ? valg
        : throw new InvalidException("hast", "Hast er gul eller roed.");
}
