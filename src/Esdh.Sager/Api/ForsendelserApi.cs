using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Dispatches over REST.</summary>
internal static class ForsendelserApi
{
    /// <param name="Bilag">Documents of the same case, in the order they are listed.</param>
    /// <param name="Titel">The subject; the document's title when not said.</param>
    /// <param name="Tekst">The text of the mail.</param>
    /// <param name="Foelgebrev">A first page that lists the enclosures; when there are any, unless said otherwise.</param>
    /// <param name="Tidligst">Nothing leaves before.</param>
    public sealed record NyForsendelse(
        IReadOnlyList<BestilForsendelse.NyModtager>? Modtagere = null, IReadOnlyList<Guid>? Bilag = null, string? Titel = null, string? Tekst = null, bool? Foelgebrev = null, DateTimeOffset? Tidligst = null);

    /// <param name="Kanal">As before when not said.</param>
    /// <param name="Email">Another address; likewise the others.</param>
    public sealed record Gensendelse(string? Kanal = null, string? Email = null, string? Adresse = null, string? Postnummer = null, string? By = null, string? Note = null);

    /// <param name="Note">What was done, or why it is given up.</param>
    /// <param name="PaaAndenVis">The receiver got it otherwise.</param>
    public sealed record Opgivelse(string? Note = null, bool PaaAndenVis = false);

    /// <param name="Note">Number of a registered letter, or how it was handed over.</param>
    public sealed record Bekraeftelse(string? Note = null);

    public sealed record Overdragelse(Guid? BrugerId = null);

    internal sealed record Aendret(long Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        var dokument = api.MapGroup("/dokumenter/{id:guid}").WithTags("Forsendelser");
        dokument.MapGet("/forsendelsesforslag", Forslag).Kraever(AccessRules.Sagsarbejde).WithSummary("Hvem et dokument kan sendes til, og hvordan");
        dokument.MapGet("/forsendelser", PaaDokument).Kraever(AccessRules.Laesning).WithSummary("Et dokuments forsendelser");
        dokument.MapPost("/forsendelser", Bestil).Kraever(AccessRules.Sagsarbejde).WithSummary("Send et dokument");
        api.MapGet("/sager/{sag}/forsendelser", PaaSag).Kraever(AccessRules.Laesning).WithTags("Forsendelser").WithSummary("En sags forsendelser");
        api.MapGet("/forsendelsesmodtagere", Liste).Kraever(AccessRules.Sagsarbejde).WithTags("Forsendelser").WithSummary("Breve til modtagere på tværs af sager");
        var en = api.MapGroup("/forsendelser/{id:guid}").WithTags("Forsendelser");
        en.MapGet("", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en forsendelse");
        en.MapGet("/modtagere", Modtagere).Kraever(AccessRules.Laesning).WithSummary("En forsendelses modtagere");
        en.MapGet("/filer/{nr:int}", Fil).Kraever(AccessRules.Laesning).Produces<Stream>(StatusCodes.Status200OK, "application/pdf").WithSummary("Hent en PDF, som den blev sendt");
        en.MapPost("/fortrydelse", Fortryd).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortryd det, der ikke er gået");
        en.MapPost("/bekraeftelse", BekraeftAlle).Kraever(AccessRules.Sagsarbejde).WithSummary("Markér printede breve som sendt");
        var modtager = en.MapGroup("/modtagere/{modtager:guid}");
        modtager.MapPost("/fortrydelse", FortrydEn).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortryd forsendelsen til en modtager");
        modtager.MapPost("/bekraeftelse", Bekraeft).Kraever(AccessRules.Sagsarbejde).WithSummary("Markér et brev som sendt");
        modtager.MapPost("/gensendelse", Gensend).Kraever(AccessRules.Sagsarbejde).WithSummary("Send igen, eventuelt ad en anden kanal");
        modtager.MapPost("/opgivelse", Opgiv).Kraever(AccessRules.Sagsarbejde).WithSummary("Opgiv en afvist forsendelse, eller klar den på en anden måde");
        modtager.MapPost("/overdragelse", Overdrag).Kraever(AccessRules.Sagsarbejde).WithSummary("Giv en afvist forsendelse til en anden");
    }

    private static async Task<Ok<Forsendelsesforslag>> Forslag(Guid id, Forsendelsesopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var forslag = await opslag.ForslagAsync(aktoer, id, ct);
        if (forslag.Modtagere.Any(m => m.ErBeskyttet))
            spor.Beskyttet();
        return TypedResults.Ok(forslag);
    }

    private static async Task<Ok<Side<Forsendelseslinje>>> PaaDokument(Guid id, string? efter, int? antal, SagerDb db, Forsendelsesopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        await db.FindDokumentAsync(aktoer, id, ct);
        return TypedResults.Ok(await opslag.PaaDokumentAsync(aktoer, id, efter, antal, ct));
    }

    private static async Task<Created<BestilForsendelse.Svar>> Bestil(Guid id, NyForsendelse n, Authority myndighed, Aktoer aktoer, Adgangsspor spor, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        spor.Dokumenter(n.Bilag);
        var svar = await myndighed.Queue.RunAsync((BestilForsendelse act) => act.Udfoer(new(aktoer, id, n.Modtagere, n.Bilag, n.Titel, n.Tekst, n.Foelgebrev, n.Tidligst, IfMatch: set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/forsendelser/{svar.Id}", svar);
    }

    private static async Task<Ok<Side<Forsendelseslinje>>> PaaSag(string sag, string? efter, int? antal, SagerDb db, Forsendelsesopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        return TypedResults.Ok(await opslag.PaaSagAsync(aktoer, s.Id, efter, antal, ct));
    }

    private static async Task<Ok<Side<Forsendelsesmodtagervisning>>> Liste(string? boks, string? vis, string? efter, int? antal, Forsendelsesopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var (b, u) = (Forsendelsesboks.Min, Forsendelsesudsnit.Handling);
        new Errors()
            .AddIf(boks is not null && (!Enum.TryParse(boks, ignoreCase: true, out b) || !Enum.IsDefined(b) || char.IsAsciiDigit(boks[0])), "boks", "Vælg en af: min, enhed.")
            .AddIf(vis is not null && (!Enum.TryParse(vis, ignoreCase: true, out u) || !Enum.IsDefined(u) || char.IsAsciiDigit(vis[0])), "vis", "Vælg en af: handling, venter, sendt, afvist, alle.")
            .Throw();
        return TypedResults.Ok(await opslag.ListeAsync(aktoer, b, u, efter, antal, ct));
    }

    private static async Task<Ok<Forsendelsesvisning>> Hent(Guid id, Forsendelsesopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var vist = await opslag.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(vist.Forsendelse.Version);
        return TypedResults.Ok(vist);
    }

    private static async Task<Ok<Side<Forsendelsesmodtagervisning>>> Modtagere(Guid id, string? tilstand, string? efter, int? antal, SagerDb db, Forsendelsesopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        await db.FindForsendelseAsync(aktoer, id, ct);
        var side = await opslag.ModtagereAsync(aktoer, id, tilstand, efter, antal, ct);
        if (side.Poster.Any(m => m.ErBeskyttet))
            spor.Beskyttet();
        return TypedResults.Ok(side);
    }

    internal static async Task<FileStreamHttpResult> Fil(Guid id, int nr, Forsendelsesopslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var (filnavn, sha256) = await opslag.FilAsync(aktoer, id, nr, ct);
        return TypedResults.File(myndighed.Content.OpenRead(sha256), "application/pdf", filnavn, entityTag: new($"\"{sha256}\""));
    }

    private static async Task<Ok<FortrydForsendelse.Svar>> Fortryd(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((FortrydForsendelse act) => act.Udfoer(new(aktoer, id, null, set), ct), ct));
    }

    private static async Task<Ok<FortrydForsendelse.Svar>> FortrydEn(Guid id, Guid modtager, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((FortrydForsendelse act) => act.Udfoer(new(aktoer, id, modtager, set), ct), ct));
    }

    private static async Task<Ok<BekraeftForsendelse.Svar>> BekraeftAlle(Guid id, Bekraeftelse b, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((BekraeftForsendelse act) => act.Udfoer(new(aktoer, id, null, b.Note, set), ct), ct));
    }

    private static async Task<Ok<BekraeftForsendelse.Svar>> Bekraeft(Guid id, Guid modtager, Bekraeftelse b, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((BekraeftForsendelse act) => act.Udfoer(new(aktoer, id, modtager, b.Note, set), ct), ct));
    }

    private static async Task<Ok<GensendForsendelse.Svar>> Gensend(Guid id, Guid modtager, Gensendelse g, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((GensendForsendelse act) => act.Udfoer(new(aktoer, id, modtager, g.Kanal, g.Email, g.Adresse, g.Postnummer, g.By, g.Note, set), ct), ct));
    }

    private static async Task<Ok<Aendret>> Opgiv(Guid id, Guid modtager, Opgivelse o, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(new Aendret(await myndighed.Queue.RunAsync((OpgivForsendelse act) => act.Udfoer(new(aktoer, id, modtager, o.Note, o.PaaAndenVis, set), ct), ct)));
    }

    private static async Task<Ok<Aendret>> Overdrag(Guid id, Guid modtager, Overdragelse o, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(new Aendret(await myndighed.Queue.RunAsync((OverdragForsendelse act) => act.Udfoer(new(aktoer, id, modtager, o.BrugerId, set), ct), ct)));
    }
}
