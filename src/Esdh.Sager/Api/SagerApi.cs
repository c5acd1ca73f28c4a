using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>Cases over REST.</summary>
internal static class SagerApi
{
    /// <param name="StatusId">The template's, else the first, when left out.</param>
    /// <param name="Delforloeb">Titles, instead of the template's; an empty list for none.</param>
    /// <param name="Erindringer">Instead of the template's; an empty list for none.</param>
    /// <param name="Felter">Fields by key, where the template makes cases of a case area.</param>
    public sealed record NySag(
        string? Titel, string? Emne, string? Facet, string? Skabelon = null, IReadOnlyList<NyPart>? Parter = null, string? OffentligTitel = null,
        string? Beskrivelse = null, Guid? BehandlerId = null, Guid? EnhedId = null, bool HarPapir = false, bool ErSamlesag = false, Guid? OversagId = null,
        string? Foelsomhed = null, bool ErBeskyttet = false, IReadOnlyList<Adgang>? Adgang = null, Guid? StatusId = null, IReadOnlyList<string>? Delforloeb = null,
        IReadOnlyList<NyErindring>? Erindringer = null, Dictionary<string, string?>? Felter = null);

    /// <param name="Type">Key or id of a reminder type.</param>
    /// <param name="Frist">As the type says when left out.</param>
    public sealed record NyErindring(string? Type = null, string? Titel = null, DateOnly? Frist = null);

    /// <param name="Art">Alle, Enhed, Gruppe or Bruger.</param>
    /// <param name="Reference">UUID; <c>*</c> for Alle.</param>
    public sealed record Adgang(string Art, string Reference)
    {
        internal Adgangspost TilHandling() => new(Art, Reference);
    }

    public sealed record NyPart(
        Guid? PartId = null, string? Navn = null, string? Cpr = null, string? Cvr = null, string? Rolle = null, bool ErPrimaer = false, string? Adresse = null,
        string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null, bool ErBeskyttet = false, DateOnly? BeskyttetTil = null)
    {
        internal TilfoejPart.Nypart TilHandling() =>
            new(PartId, Navn, Cpr, Cvr, Rolle, ErPrimaer, Adresse, Postnummer, By, Email, Telefon, ErBeskyttet, BeskyttetTil);
    }

    public sealed record Afslutning(Guid? StatusId = null, string? Kommentar = null);

    /// <param name="OversagId">The case it is part of; null also when that is not the caller's to see.</param>
    /// <param name="TidligereSagsnumre">Numbers that still lead here, oldest first.</param>
    internal sealed record Sagsvisning(
        Guid Id, int Nr, string Sagsnummer, string Emne, string Facet, string Titel, string? OffentligTitel, string? Beskrivelse, string? Skabelon, Guid StatusId, string Status, string Tilstand,
        Guid? BehandlerId, string? Behandler, Guid EnhedId, string? Enhed, string Foelsomhed, bool HarPapir, bool ErSamlesag, bool ErBeskyttet, Guid? OversagId, Guid? SammenlagtMedId,
        IReadOnlyList<string> Maerker, IReadOnlyList<string> TidligereSagsnumre, DateTimeOffset Oprettet, DateTimeOffset SenestAendret, DateTimeOffset? Afsluttet, long Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sager = api.MapGroup("/sager").WithTags("Sager");
        sager.MapPost("", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret en sag");
        sager.MapGet("/{sag}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en sag efter id eller sagsnummer");
        sager.MapPost("/{sag}/afslutning", Afslut).Kraever(AccessRules.Sagsarbejde).WithSummary("Afslut en sag");
        sager.MapGet("/{sag}/historik", HentHistorik).Kraever(AccessRules.Laesning).WithSummary("Alt, der er sket på sagen, som en liste")
            .WithDescription("Ældste først, eller orden=nyeste. efter: nummeret på den sidste, du har; antal: 1 til 2000. Er der mere, siger hovedet Link (rel=\"next\") hvor. "
                + "art: sagen, dokumenter, parter, notater, erindringer, afgoerelser eller adgang. hvem: en brugers id. fra og til: datoer.");
    }

    private static async Task<Created<OpretSag.Svar>> Opret(NySag a, Authority myndighed, Aktoer aktoer, Adgangsspor spor, HttpResponse response, CancellationToken ct)
    {
        Foelsomhed? foelsomhed = string.IsNullOrWhiteSpace(a.Foelsomhed) ? null : SaetFoelsomhed.Laes(a.Foelsomhed, new()); // the act names it with the rest that is wrong
        var svar = await myndighed.Queue.RunAsync((OpretSag act) => act.Udfoer(new(
            aktoer, a.Titel, a.Emne, a.Facet, a.Skabelon, a.Parter?.Select(p => p.TilHandling()).ToList(), a.OffentligTitel, a.Beskrivelse,
            a.BehandlerId, a.EnhedId, foelsomhed, a.HarPapir, a.ErSamlesag, a.ErBeskyttet, a.OversagId, a.Adgang?.Select(p => p.TilHandling()).ToList(),
            a.StatusId, a.Delforloeb, a.Erindringer?.Select(e => new OpretSag.Nyerindring(e.Type, e.Titel, e.Frist)).ToList(), a.Felter), ct), ct);
        spor.Sag(svar.Id, svar.Sagsnummer);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/sager/{svar.Id}", svar);
    }

    private static async Task<Ok<Sagsvisning>> Hent(string sag, SagerDb db, Personer personer, Adgangsspor spor, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        var synlige = db.Sager.SynligeFor(aktoer);
        var mere = await synlige.Where(x => x.Id == s.Id).Select(x => new
        {
            Status = db.Statusser.Where(t => t.Id == x.StatusId).Select(t => t.Navn).First(),
            Skabelon = db.Skabeloner.Where(k => k.Id == x.SkabelonId).Select(k => k.Noegle).FirstOrDefault(),
            Oversag = synlige.Where(o => o.Id == x.OversagId).Select(o => (Guid?)o.Id).FirstOrDefault(),
            SammenlagtMed = synlige.Where(o => o.Id == x.SammenlagtMedId).Select(o => (Guid?)o.Id).FirstOrDefault(),
        }).SingleAsync(ct);
        response.Headers.ETag = Preconditions.ETag(s.Version);
        return TypedResults.Ok(new Sagsvisning(
            s.Id, s.Nr, s.Sagsnummer, s.Emne, s.Facet, s.Titel, s.OffentligTitel, s.Beskrivelse, mere.Skabelon, s.StatusId, mere.Status, s.Tilstand.ToString(),
            s.BehandlerId, s.BehandlerId is { } behandler ? await personer.NavnAsync(behandler, ct) : null,
            s.EnhedId, await personer.EnhedsnavnAsync(s.EnhedId, ct), s.Foelsomhed.ToString(), s.HarPapir, s.ErSamlesag, s.ErBeskyttet, mere.Oversag, mere.SammenlagtMed,
            await db.Maerker.Where(m => m.SagId == s.Id).OrderBy(m => m.Maerke).Select(m => m.Maerke).ToListAsync(ct),
            await db.Sagsnumre.Where(n => n.SagId == s.Id && n.Sagsnummer != s.Sagsnummer).OrderBy(n => n.Fra).Select(n => n.Sagsnummer).ToListAsync(ct),
            s.Oprettet, s.SenestAendret, s.Afsluttet, s.Version));
    }

    private static async Task<Ok<AfslutSag.Svar>> Afslut(string sag, Afslutning a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((AfslutSag act) => act.Udfoer(new(aktoer, sag, a.StatusId, a.Kommentar, set), ct), ct));
    }

    private static async Task<IReadOnlyList<Historikpost>> HentHistorik(
        string sag, SagerDb db, Historik historik, Adgangsspor spor, Aktoer aktoer, HttpRequest request, HttpResponse response, long? efter, int? antal, CancellationToken ct)
    {
        var hoejst = antal ?? Historik.MaxPoster;
        new Errors().AddIf(hoejst is < 1 or > Historik.MaxPoster, "antal", $"Antal skal være fra 1 til {Historik.MaxPoster}.").Throw();
        var filter = Historikfilter.Laes(request.Query, aeldsteFoerst: true);
        var fundet = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(fundet);
        var poster = await historik.HentAsync(aktoer, fundet.Id, filter, efter, hoejst, ct);
        if (poster.Count == hoejst)
        {
            var q = QueryHelpers.AddQueryString("", request.Query.Where(p => p.Key != "efter").Select(p => new KeyValuePair<string, string?>(p.Key, p.Value.ToString())).Append(new("efter", poster[^1].Nr.ToString(CultureInfo.InvariantCulture))));
            response.Headers.Link = $"</api/v1/sager/{fundet.Id}/historik{q}>; rel=\"next\"";
        }

        return poster;
    }
}
