using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>What is done with a case, over REST. Every change takes If-Match where it is sent.</summary>
internal static class SagshandlingerApi
{
    /// <summary>Null or left out leaves a field as it is; an empty text clears it.</summary>
    public sealed record Rettelse(string? Titel = null, string? OffentligTitel = null, string? Beskrivelse = null, bool? HarPapir = null, bool? ErSamlesag = null);

    /// <param name="Status">Id or name.</param>
    public sealed record Statusskift(string? Status = null, string? Kommentar = null);

    public sealed record Overdragelse(Guid? BehandlerId = null, Guid? EnhedId = null, string? Kommentar = null);

    public sealed record Tilbagegivelse(string? Kommentar = null);

    /// <param name="Handling"><c>overdrag</c>, <c>afslut</c>, <c>maerk</c>, <c>afmaerk</c>, <c>status</c>, <c>omjournaliser</c>, <c>oversag</c>, <c>hent</c>, <c>giv-tilbage</c>, <c>fortryd</c> or <c>rest</c>.</param>
    /// <param name="Sager">Numbers or ids, at most 2,000.</param>
    /// <param name="Filter">Instead: the query string of <c>GET /api/v1/sager</c>, for all that it shows.</param>
    /// <param name="Antal">Refuses when there are not just so many.</param>
    /// <param name="Vaerdi">The tag, the status (id or name), the subject, or the case it becomes part of.</param>
    /// <param name="Facet">For <c>omjournaliser</c>.</param>
    /// <param name="JobId">For <c>giv-tilbage</c> and <c>fortryd</c>: your job that is undone. For <c>rest</c>: your job that did not come to all its cases, or had some refused; those are taken again in a new one.</param>
    public sealed record Massehandling(
        string? Handling = null, IReadOnlyList<string>? Sager = null, string? Filter = null, int? Antal = null, Guid? BehandlerId = null, Guid? EnhedId = null, string? Kommentar = null, Guid? JobId = null,
        string? Vaerdi = null, string? Facet = null);

    public sealed record Omjournalisering(string? Emne = null, string? Facet = null, string? Begrundelse = null);

    /// <param name="Med">Id or number of the case that goes on.</param>
    public sealed record Sammenlaegning(string? Med = null, string? Begrundelse = null);

    /// <param name="Oversag">Id or number; empty takes the case out.</param>
    public sealed record Overordning(string? Oversag = null);

    /// <param name="Sag">Id or number of the other case.</param>
    public sealed record Relation(string? Sag = null);

    public sealed record Delforloebstitel(string? Titel = null);

    public sealed record Delforloebsdokumenter(IReadOnlyList<Guid>? Dokumenter = null);

    public sealed record Maerkning(string? Maerke = null);

    /// <summary>With <c>udfald</c> it must hold what the law asks of a written decision (AFG-1, AFG-2); without, only the fact that it was made is registered.</summary>
    /// <param name="Art">What was decided; the name of its kind when empty.</param>
    /// <param name="Type">Key or id of its kind.</param>
    /// <param name="Udfald">FuldtMedhold, DelvistMedhold, Afslag or Andet.</param>
    /// <param name="UdenSkoen">It rests on no judgement, so there are no considerations to name.</param>
    /// <param name="Parter">Those who get something else than the rest.</param>
    public sealed record NyAfgoerelse(
        DateOnly? Dato = null, string? Art = null, DateOnly? Frist = null, string? Notat = null, string? Type = null, string? Udfald = null, string? Retsgrundlag = null, string? Hovedhensyn = null,
        bool UdenSkoen = false, string? Faktum = null, string? Klagevejledning = null, IReadOnlyList<Partsudfald>? Parter = null);

    /// <param name="Part">The party on the case.</param>
    /// <param name="Tilfoejelse">What is said to this party alone.</param>
    public sealed record Partsudfald(Guid Part, string? Udfald = null, string? Tilfoejelse = null);

    public sealed record NyBeslutning(DateOnly? Dato = null, string? Udvalg = null, string? Art = null, DateOnly? Frist = null, string? Notat = null);

    public sealed record NyFoelsomhed(string? Foelsomhed = null, string? Begrundelse = null);

    /// <param name="Adgang">For an unprotected case none means what template or unit gives.</param>
    public sealed record NyAdgang(bool ErBeskyttet = false, IReadOnlyList<SagerApi.Adgang>? Adgang = null, string? Begrundelse = null);

    /// <param name="Sag">Its number or id.</param>
    /// <param name="Begrundelse">10 to 1,000 characters.</param>
    public sealed record Noedadgang(string? Sag = null, string? Begrundelse = null);

    /// <summary>A reference to another case, as lists of them show it.</summary>
    public sealed record Sagshenvisning(Guid Id, string Sagsnummer, string Titel, string Tilstand);

    /// <summary>How much is not finished, and each kind of it in a sentence.</summary>
    public sealed record Sagsmangler(int Dokumenter, int Notater, int Erindringer, int Hoeringer, int Godkendelser, IReadOnlyList<string> Mangler);

    public sealed record Afgoerelsesvisning(
        Guid Id, DateOnly Dato, string Art, DateOnly? Frist, string? Notat, Guid RegistreretAf, DateTimeOffset Registreret, Guid? TypeId, string? Udfald, string? Retsgrundlag, string? Hovedhensyn,
        bool UdenSkoen, string? Faktum, string? Klagevejledning, IReadOnlyList<Partsudfald> Parter);

    public sealed record Beslutningsvisning(Guid Id, DateOnly Dato, string Udvalg, string Art, DateOnly? Frist, string? Notat, Guid RegistreretAf, DateTimeOffset Registreret);

    public sealed record Sagsadgang(bool ErBeskyttet, IReadOnlyList<Sagsadgangspost> Adgang);

    /// <param name="Art">Alle, Enhed, Gruppe, Bruger or Rolle.</param>
    public sealed record Sagsadgangspost(string Art, string Reference, string Navn);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sager = api.MapGroup("/sager").WithTags("Sager");
        sager.MapGet("/dubletter", Dubletter).Kraever(AccessRules.Laesning).WithSummary("Åbne sager med samme emne og part (enkeltsagsprincippet)");

        sager.MapPost("/noedadgang", TagNoedadgang).Kraever(Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar).KunSomSigSelv().WithSummary("Åbn en sag uden om adgangslisten, med en begrundelse; lederen får besked");

        sager.MapPost("/massehandlinger", Masse).Kraever(AccessRules.Sagsarbejde).WithSummary("Gør det samme ved mange sager som et job");

        var sag = sager.MapGroup("/{sag}");
        sag.MapPatch("", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret enkelte felter");
        sag.MapGet("/mangler", Mangler).Kraever(AccessRules.Laesning).WithSummary("Det, der mangler, før sagen kan afsluttes");
        sag.MapPost("/status", Status).Kraever(AccessRules.Sagsarbejde).WithSummary("Skift status");
        sag.MapPost("/genaabning", Genaabn).Kraever(AccessRules.Sagsarbejde).WithSummary("Genåbn en afsluttet sag");
        sag.MapPost("/overdragelse", Overdrag).Kraever(AccessRules.Sagsarbejde).WithSummary("Overdrag sagen til en anden behandler eller enhed");
        sag.MapPost("/tilbagegivelse", GivTilbage).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortryd den sidste overdragelse: sagen går tilbage til den, der havde den");
        sag.MapPost("/modtagelse", Modtag).Kraever(AccessRules.Sagsarbejde).WithSummary("Sig, at en overdraget sag er modtaget");
        sag.MapPost("/omjournalisering", Omjournaliser).Kraever(AccessRules.Sagsarbejde).WithSummary("Giv sagen et andet emne eller en anden facet og dermed et nyt nummer");
        sag.MapPost("/sammenlaegning", Sammenlaeg).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg sagen sammen med en anden, som fortsætter");
        sag.MapPut("/oversag", Overordn).Kraever(AccessRules.Sagsarbejde).WithSummary("Gør sagen til en del af en anden, eller tag den ud");
        sag.MapGet("/undersager", Undersager).Kraever(AccessRules.Laesning).WithSummary("Sagens dele");
        sag.MapGet("/relationer", Relationer).Kraever(AccessRules.Laesning).WithSummary("Relaterede sager");
        sag.MapPost("/relationer", Relater).Kraever(AccessRules.Sagsarbejde).WithSummary("Knyt sagen til en anden");
        sag.MapDelete("/relationer/{anden}", FjernRelation).Kraever(AccessRules.Sagsarbejde).WithSummary("Fjern en relation");
        sag.MapGet("/delforloeb", Delforloeb).Kraever(AccessRules.Laesning).WithSummary("Sagens delforløb");
        sag.MapPost("/delforloeb", TilfoejDelforloeb).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret et delforløb");
        sag.MapPatch("/delforloeb/{nummer:int}", Omdoeb).Kraever(AccessRules.Sagsarbejde).WithSummary("Omdøb et delforløb");
        sag.MapPost("/delforloeb/{nummer:int}/dokumenter", LaegIDelforloeb).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg dokumenter i et delforløb; 0 tager dem ud");
        sag.MapPost("/maerker", SaetMaerke).Kraever(AccessRules.Sagsarbejde).WithSummary("Sæt et mærke på");
        sag.MapDelete("/maerker/{maerke}", FjernMaerke).Kraever(AccessRules.Sagsarbejde).WithSummary("Tag et mærke af");
        sag.MapGet("/afgoerelser", Afgoerelser).Kraever(AccessRules.Laesning).WithSummary("Administrative afgørelser");
        sag.MapPost("/afgoerelser", RegistrerAfgoerelse).Kraever(AccessRules.Sagsarbejde).WithSummary("Registrér en administrativ afgørelse");
        sag.MapGet("/beslutninger", Beslutninger).Kraever(AccessRules.Laesning).WithSummary("Politiske beslutninger");
        sag.MapPost("/beslutninger", RegistrerBeslutning).Kraever(AccessRules.Sagsarbejde).WithSummary("Registrér en politisk beslutning");
        sag.MapPut("/foelsomhed", SaetFoelsomhed).Kraever(AccessRules.Sagsarbejde).WithSummary("Hæv eller sænk følsomheden");
        sag.MapGet("/adgang", HentAdgang).Kraever(AccessRules.Laesning).WithSummary("Hvem der kan se sagen");
        sag.MapPut("/adgang", SaetAdgang).Kraever(AccessRules.Sagsarbejde).WithSummary("Bestem, hvem der kan se sagen, og om den er beskyttet");
    }

    private static async Task<Ok<TagNoedadgang.Svar>> TagNoedadgang(Noedadgang n, Authority myndighed, Adgangsspor spor, Aktoer aktoer, CancellationToken ct)
    {
        spor.Begrundelse(n.Begrundelse ?? "");
        var svar = await myndighed.Queue.RunAsync((TagNoedadgang act) => act.Udfoer(new(aktoer, n.Sag, n.Begrundelse), ct), ct);
        spor.Sag(svar.Id, svar.Sagsnummer);
        spor.Beskyttet();
        return TypedResults.Ok(svar);
    }

    private static async Task<Accepted<BestilMassehandling.Svar>> Masse(Massehandling m, Massebestilling bestilling, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var filter = m.Filter is null ? null : Sagsfilter.Laes(new QueryCollection(QueryHelpers.ParseQuery(m.Filter)));
        if (filter is not null && m.Sager is { Count: > 0 })
            throw new InvalidException("sager", "Send enten sager eller filter.");
        if (Domain.Massehandling.Find(m.Handling) is { Dokumenter: true })
            throw new InvalidException("handling", "Den handling gøres ved dokumenter. Send den til /api/v1/dokumenter/massehandlinger.");
        var svar = await bestilling.BestilAsync(myndighed, new(aktoer, m.Handling, m.Sager, filter, m.Antal, m.BehandlerId, m.EnhedId, m.Kommentar, m.JobId, m.Vaerdi, m.Facet), ct);
        return TypedResults.Accepted($"/api/v1/jobs/{svar.JobId}", svar);
    }

    private static async Task<Ok<GivSagTilbage.Svar>> GivTilbage(string sag, Tilbagegivelse t, Authority myndighed, Aktoer aktoer, Adgangsspor spor, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((GivSagTilbage act) => act.Udfoer(new(aktoer, sag, t.Kommentar, null, set), ct), ct);
        spor.Sag(svar.Id, svar.Sagsnummer);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Ok<ModtagSag.Svar>> Modtag(string sag, Tilbagegivelse t, Authority myndighed, Aktoer aktoer, Adgangsspor spor, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((ModtagSag act) => act.Udfoer(new(aktoer, sag, t.Kommentar, set), ct), ct);
        spor.Sag(svar.Id, svar.Sagsnummer);
        return Svar(response, svar, svar.Version);
    }

    private static Task<IReadOnlyList<Sagsdublet>> Dubletter(string? emne, string? part, Dubletopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        if (part is not null && CprFinder.Contains(part))
            throw new InvalidException("part", "Et personnummer må ikke stå i adressen. Brug partens id.");
        return opslag.FindAsync(aktoer, emne, part, ct);
    }

    private static async Task<Ok<RetSag.Svar>> Ret(string sag, Rettelse r, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((RetSag act) => act.Udfoer(new(aktoer, sag, new Sagsrettelse(r.Titel, r.OffentligTitel, r.Beskrivelse, r.HarPapir, r.ErSamlesag), set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Ok<Sagsmangler>> Mangler(string sag, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var mangler = await AfslutSag.TaelManglerAsync(db, aktoer, (await db.FindSagAsync(aktoer, sag, ct)).Id, ct);
        return TypedResults.Ok(new Sagsmangler(mangler.Dokumenter, mangler.Notater, mangler.Erindringer, mangler.Hoeringer, mangler.Godkendelser, mangler.Saetninger()));
    }

    private static async Task<Ok<SkiftStatus.Svar>> Status(string sag, Statusskift s, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((SkiftStatus act) => act.Udfoer(new(aktoer, sag, s.Status, s.Kommentar, set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Ok<GenaabnSag.Svar>> Genaabn(string sag, Statusskift s, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((GenaabnSag act) => act.Udfoer(new(aktoer, sag, s.Status, s.Kommentar, set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Ok<OverdragSag.Svar>> Overdrag(string sag, Overdragelse o, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((OverdragSag act) => act.Udfoer(new(aktoer, sag, o.BehandlerId, o.EnhedId, o.Kommentar, set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Ok<OmjournaliserSag.Svar>> Omjournaliser(string sag, Omjournalisering o, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((OmjournaliserSag act) => act.Udfoer(new(aktoer, sag, o.Emne, o.Facet, o.Begrundelse, set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Results<Ok<SammenlaegSager.Svar>, Accepted<SammenlaegSager.Svar>>> Sammenlaeg(string sag, Sammenlaegning s, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((SammenlaegSager act) => act.Udfoer(new(aktoer, sag, s.Med, s.Begrundelse, set), ct), ct);
        return svar.JobId is { } job ? TypedResults.Accepted($"/api/v1/jobs/{job}", svar) : TypedResults.Ok(svar);
    }

    private static async Task<Ok<SaetOversag.Svar>> Overordn(string sag, Overordning o, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((SaetOversag act) => act.Udfoer(new(aktoer, sag, o.Oversag, set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Ok<List<Sagshenvisning>>> Undersager(string sag, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var id = (await db.FindSagAsync(aktoer, sag, ct)).Id;
        return TypedResults.Ok(await db.Sager.SynligeFor(aktoer).Where(s => s.OversagId == id).OrderBy(s => s.Nr).Take(Cursor.MaxPage)
            .Select(s => new Sagshenvisning(s.Id, s.Sagsnummer, s.Titel, s.Tilstand.ToString())).ToListAsync(ct));
    }

    private static async Task<Ok<List<Sagshenvisning>>> Relationer(string sag, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var id = (await db.FindSagAsync(aktoer, sag, ct)).Id;
        var ids = db.Relationer.Where(r => r.FraSagId == id || r.TilSagId == id).Select(r => r.FraSagId == id ? r.TilSagId : r.FraSagId);
        return TypedResults.Ok(await db.Sager.SynligeFor(aktoer).Where(s => ids.Contains(s.Id)).OrderBy(s => s.Nr).Take(Cursor.MaxPage)
            .Select(s => new Sagshenvisning(s.Id, s.Sagsnummer, s.Titel, s.Tilstand.ToString())).ToListAsync(ct));
    }

    private static async Task<Ok<RelaterSager.Svar>> Relater(string sag, Relation r, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        new Errors().AddIf(string.IsNullOrWhiteSpace(r.Sag), "sag", "Skriv nummeret på den anden sag.").Throw();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RelaterSager act) => act.Udfoer(new(aktoer, sag, r.Sag!, IfMatch: set), ct), ct));
    }

    private static async Task<NoContent> FjernRelation(string sag, string anden, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((RelaterSager act) => act.Udfoer(new(aktoer, sag, anden, true, set), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<Sider.Delforloebslinje>>> Delforloeb(string sag, SagerDb db, Sagsoverblikopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await opslag.DelforloebAsync(aktoer, (await db.FindSagAsync(aktoer, sag, ct)).Id, ct));

    private static async Task<Created<TilfoejDelforloeb.Svar>> TilfoejDelforloeb(string sag, Delforloebstitel d, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((TilfoejDelforloeb act) => act.Udfoer(new(aktoer, sag, d.Titel, set), ct), ct);
        return TypedResults.Created($"/api/v1/sager/{sag}/delforloeb/{svar.Nummer}", svar);
    }

    private static async Task<Ok<OmdoebDelforloeb.Svar>> Omdoeb(string sag, int nummer, Delforloebstitel d, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((OmdoebDelforloeb act) => act.Udfoer(new(aktoer, sag, nummer, d.Titel, set), ct), ct));
    }

    private static async Task<Ok<LaegIDelforloeb.Svar>> LaegIDelforloeb(string sag, int nummer, Delforloebsdokumenter d, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((LaegIDelforloeb act) => act.Udfoer(new(aktoer, sag, nummer, d.Dokumenter ?? [], set), ct), ct));
    }

    private static async Task<Ok<MaerkSag.Svar>> SaetMaerke(string sag, Maerkning m, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((MaerkSag act) => act.Udfoer(new(aktoer, sag, m.Maerke, false, set), ct), ct));
    }

    private static async Task<Ok<MaerkSag.Svar>> FjernMaerke(string sag, string maerke, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((MaerkSag act) => act.Udfoer(new(aktoer, sag, maerke, true, set), ct), ct));
    }

    private static async Task<Ok<List<Afgoerelsesvisning>>> Afgoerelser(string sag, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var id = (await db.FindSagAsync(aktoer, sag, ct)).Id;
        var afgoerelser = await db.Afgoerelser.Where(a => a.SagId == id).OrderBy(a => a.Dato).ThenBy(a => a.Id).Take(Cursor.MaxPage).ToListAsync(ct);
        var ider = afgoerelser.ConvertAll(a => a.Id);
        var parter = (await db.Afgoerelsesparter.Where(p => ider.Contains(p.AfgoerelseId)).ToListAsync(ct)).ToLookup(p => p.AfgoerelseId);
        return TypedResults.Ok(afgoerelser.ConvertAll(a => new Afgoerelsesvisning(
            a.Id, a.Dato, a.Art, a.Frist, a.Notat, a.RegistreretAf, a.Registreret, a.AfgoerelsestypeId, a.Udfald?.ToString(), a.Retsgrundlag, a.Hovedhensyn, a.UdenSkoen, a.Faktum, a.Klagevejledning,
            [.. parter[a.Id].Select(p => new Partsudfald(p.SagspartId, p.Udfald.ToString(), p.Tilfoejelse))])));
    }

    private static async Task<Created<RegistrerAfgoerelse.Svar>> RegistrerAfgoerelse(string sag, NyAfgoerelse a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((RegistrerAfgoerelse act) => act.Udfoer(new(
            aktoer, sag, a.Dato, a.Art, a.Frist, a.Notat, set,
            new(a.Type, a.Udfald, a.Retsgrundlag, a.Hovedhensyn, a.UdenSkoen, a.Faktum, a.Klagevejledning, a.Parter?.Select(p => new RegistrerAfgoerelse.Partsudfald(p.Part, p.Udfald, p.Tilfoejelse)).ToList())), ct), ct);
        return TypedResults.Created($"/api/v1/sager/{sag}/afgoerelser", svar);
    }

    private static async Task<Ok<List<Beslutningsvisning>>> Beslutninger(string sag, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var id = (await db.FindSagAsync(aktoer, sag, ct)).Id;
        return TypedResults.Ok(await db.Beslutninger.Where(b => b.SagId == id).OrderBy(b => b.Dato).ThenBy(b => b.Id).Take(Cursor.MaxPage)
            .Select(b => new Beslutningsvisning(b.Id, b.Dato, b.Udvalg, b.Art, b.Frist, b.Notat, b.RegistreretAf, b.Registreret)).ToListAsync(ct));
    }

    private static async Task<Created<RegistrerBeslutning.Svar>> RegistrerBeslutning(string sag, NyBeslutning b, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((RegistrerBeslutning act) => act.Udfoer(new(aktoer, sag, b.Dato, b.Udvalg, b.Art, b.Frist, b.Notat, set), ct), ct);
        return TypedResults.Created($"/api/v1/sager/{sag}/beslutninger", svar);
    }

    private static async Task<Ok<SaetFoelsomhed.Svar>> SaetFoelsomhed(string sag, NyFoelsomhed f, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((SaetFoelsomhed act) => act.Udfoer(new(aktoer, sag, f.Foelsomhed, f.Begrundelse, set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static async Task<Ok<Sagsadgang>> HentAdgang(string sag, SagerDb db, Adgangsvisning adgang, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        response.Headers.ETag = Preconditions.ETag(s.Version);
        return TypedResults.Ok(new Sagsadgang(s.ErBeskyttet, [.. (await adgang.HentAsync(s.AdgangslisteNr, ct)).Select(l => new Sagsadgangspost(l.Art, l.Reference, l.Navn))]));
    }

    private static async Task<Ok<SaetAdgang.Svar>> SaetAdgang(string sag, NyAdgang a, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((SaetAdgang act) => act.Udfoer(new(aktoer, sag, a.ErBeskyttet, a.Adgang?.Select(p => p.TilHandling()).ToList(), a.Begrundelse, set), ct), ct);
        return Svar(response, svar, svar.Version);
    }

    private static Ok<T> Svar<T>(HttpResponse response, T svar, long version)
    {
        response.Headers.ETag = Preconditions.ETag(version);
        return TypedResults.Ok(svar);
    }
}
