using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Hearings over REST: partshøring (forvaltningsloven § 19) and naboorientering.</summary>
internal static class HoeringerApi
{
    /// <param name="Art">Partshoering or Naboorientering.</param>
    /// <param name="Emne">The case's title when empty.</param>
    /// <param name="Oplysninger">What is put to the parties; goes into their letters.</param>
    /// <param name="Frist">Fourteen days from today when not said; a closed day moves to the next working day.</param>
    /// <param name="Parter">Ids of parties on the case.</param>
    /// <param name="Dokumenter">Ids of documents on the case.</param>
    public sealed record NyHoering(
        string? Art = "Partshoering", string? Emne = null, string? Oplysninger = null, DateOnly? Frist = null, IReadOnlyList<Guid>? Parter = null, IReadOnlyList<Guid>? Dokumenter = null);

    /// <param name="Part">The party on the case.</param>
    /// <param name="Dokument">The answer, a document on the case.</param>
    public sealed record Hoeringssvar(Guid? Part = null, Guid? Dokument = null, string? Note = null, DateOnly? Dato = null, bool UdenBemaerkninger = false);

    /// <param name="Part">Whose; all who have not answered when not said.</param>
    public sealed record Forlaengelse(DateOnly? Frist = null, Guid? Part = null);

    /// <param name="Grund">Only when it is stopped while somebody still has time to answer.</param>
    public sealed record Afslutning(string? Grund = null);

    /// <param name="Skabelon">Key or id of a document template.</param>
    /// <param name="Part">To one of them; to all without a letter when not said. More than 25 are made by a job, which the answer names.</param>
    public sealed record Brevbestilling(string? Skabelon = null, Guid? Part = null);

    /// <param name="Hjemmel">Law and section.</param>
    public sealed record Undladelse(string? Hjemmel = null, string? Begrundelse = null);

    internal sealed record Undladelsesvisning(Guid Id, string Hjemmel, string Begrundelse, Guid Af, DateTimeOffset Tid);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sag = api.MapGroup("/sager/{sag}").WithTags("Høringer");
        sag.MapGet("/hoeringer", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Høringer på en sag");
        sag.MapPost("/hoeringer", Start).Kraever(AccessRules.Sagsarbejde).WithSummary("Start en partshøring eller naboorientering");
        sag.MapGet("/hoeringsundladelser", Undladelser).Kraever(AccessRules.Laesning).WithSummary("Hvorfor parterne på sagen ikke høres");
        sag.MapPost("/hoeringsundladelser", Undlad).Kraever(AccessRules.Sagsarbejde).WithSummary("Undlad partshøring, med hjemmel og begrundelse");
        var hoering = api.MapGroup("/hoeringer/{id:guid}").WithTags("Høringer");
        hoering.MapGet("", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en høring");
        hoering.MapPost("/breve", Breve).Kraever(AccessRules.Sagsarbejde).WithSummary("Dan et brev til hver hørt part");
        hoering.MapPost("/svar", Svar).Kraever(AccessRules.Sagsarbejde).WithSummary("Registrér en parts svar på en høring");
        hoering.MapDelete("/svar/{part:guid}", FortrydSvar).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortryd en parts svar på en høring");
        hoering.MapPost("/forlaengelse", Forlaeng).Kraever(AccessRules.Sagsarbejde).WithSummary("Forlæng fristen i en høring");
        hoering.MapPost("/afslutning", Afslut).Kraever(AccessRules.Sagsarbejde).WithSummary("Afslut en høring");
    }

    private static async Task<Ok<IReadOnlyList<Hoeringslinje>>> PaaSag(string sag, SagerDb db, Hoeringsopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        return TypedResults.Ok(await opslag.PaaSagAsync(s.Id, ct));
    }

    private static async Task<Created<StartHoering.Svar>> Start(string sag, NyHoering h, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((StartHoering act) => act.Udfoer(new(aktoer, sag, h.Art, h.Emne, h.Oplysninger, h.Frist, h.Parter, h.Dokumenter, set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/hoeringer/{svar.Id}", svar);
    }

    private static async Task<Ok<List<Undladelsesvisning>>> Undladelser(string sag, SagerDb db, Hoeringsopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        return TypedResults.Ok((await opslag.UndladelserAsync(s.Id, ct)).ConvertAll(u => new Undladelsesvisning(u.Id, u.Hjemmel, u.Begrundelse, u.Af, u.Tid)));
    }

    private static async Task<Created<UndladHoering.Svar>> Undlad(string sag, Undladelse u, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((UndladHoering act) => act.Udfoer(new(aktoer, sag, u.Hjemmel, u.Begrundelse, set), ct), ct);
        return TypedResults.Created($"/api/v1/sager/{sag}/hoeringsundladelser", svar);
    }

    private static async Task<Ok<Hoeringsvisning>> Hent(Guid id, Hoeringsopslag opslag, Aktoer aktoer, Adgangsspor spor, HttpResponse response, CancellationToken ct)
    {
        var vist = await opslag.HentAsync(aktoer, id, ct);
        if (vist.Parter.Any(p => p.ErBeskyttet))
            spor.Beskyttet();
        response.Headers.ETag = Preconditions.ETag(vist.Hoering.Version);
        return TypedResults.Ok(vist);
    }

    private static async Task<Ok<Hoeringsbreve.Svar>> Breve(Guid id, Brevbestilling b, Hoeringsbreve breve, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await breve.DanAsync(aktoer, id, b.Skabelon, b.Part, ct));

    private static async Task<Ok<RegistrerHoeringssvar.Svar>> Svar(Guid id, Hoeringssvar s, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RegistrerHoeringssvar act) => act.Udfoer(new(aktoer, id, s.Part, s.Dokument, s.Note, s.Dato, s.UdenBemaerkninger, IfMatch: set), ct), ct));
    }

    private static async Task<Ok<RegistrerHoeringssvar.Svar>> FortrydSvar(Guid id, Guid part, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RegistrerHoeringssvar act) => act.Udfoer(new(aktoer, id, part, Fortryd: true, IfMatch: set), ct), ct));
    }

    private static async Task<Ok<ForlaengHoeringsfrist.Svar>> Forlaeng(Guid id, Forlaengelse f, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((ForlaengHoeringsfrist act) => act.Udfoer(new(aktoer, id, f.Frist, f.Part, set), ct), ct));
    }

    private static async Task<Ok<AfslutHoering.Svar>> Afslut(Guid id, Afslutning a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((AfslutHoering act) => act.Udfoer(new(aktoer, id, a.Grund, set), ct), ct));
    }
}
