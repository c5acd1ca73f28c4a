using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Finds what stands above every page of a case. Each tab's page begins here.</summary>
internal sealed class Sagsrammeopslag(SagerDb db, Personer personer, Adgangsspor spor, Setebog setebog, Overdragelser overdragelser, Forloebsopslag forloeb, IEnumerable<Faellesfane> faner, Authority myndighed, TimeProvider tid)
{
    /// <summary>The case by id or number as the actor sees it. Writes the access log.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Sagsrammevisning> HentAsync(Aktoer aktoer, string sag, CancellationToken ct)
    {
        var id = await db.SagsIdAsync(sag, ct);
        var dokumenter = db.DokumenterPaa(aktoer, id);
        var idag = DanishTime.Today(tid);
        var s = await db.Sager.SynligeFor(aktoer).Where(x => x.Id == id).Select(x => new
        {
            Sag = x,
            Status = db.Statusser.Where(t => t.Id == x.StatusId).Select(t => t.Navn).First(),
            Part = db.Sagsparter.Where(p => p.SagId == x.Id && p.ErPrimaer && p.Fratraadt == null).Select(p => p.Navn).FirstOrDefault(),
            PartBeskyttet = db.Sagsparter.Any(p => p.SagId == x.Id && p.ErPrimaer && p.Fratraadt == null && db.Parter.Any(y => y.Id == p.PartId && y.ErBeskyttet && (y.BeskyttetTil == null || y.BeskyttetTil >= idag))),
            Dokumenter = dokumenter.Select(d => d.Nr).Take(Sagsrammevisning.TaelHoejst + 1).Count(),
            Parter = db.Sagsparter.Count(p => p.SagId == x.Id && p.Fratraadt == null),
            Notater = db.Notater.Count(n => n.SagId == x.Id),
            Erindringer = db.Erindringer.Count(e => e.SagId == x.Id && e.Afsluttet == null),
            ErFavorit = db.Favoritter.Any(f => f.SagId == x.Id && f.BrugerId == aktoer.Id),
            SammenlagtMed = db.Sager.SynligeFor(aktoer).Where(y => y.Id == x.SammenlagtMedId).Select(y => y.Sagsnummer).FirstOrDefault(),
        }).SingleOrDefaultAsync(ct) ?? throw Synlighed.Ukendt();
        var frist = s.Sag.Afsluttet is not null ? null
            : await db.Erindringer.Where(e => e.SagId == id && e.Afsluttet == null).OrderBy(e => e.Frist).Select(e => new { e.Titel, e.Frist }).FirstOrDefaultAsync(ct);

        spor.Sag(id, s.Sag.Sagsnummer);
        setebog.Noter(myndighed, aktoer, id);
        if (s.Sag.ErBeskyttet)
            spor.Beskyttet();
        return new(
            id, s.Sag.Sagsnummer, s.Sag.Titel, s.Sag.Version, Statusmaerke(s.Status, s.Sag.Tilstand), s.Part is null ? null : Navnebeskyttelse.Vist(s.Part, s.PartBeskyttet),
            s.Sag.BehandlerId is { } behandler ? await personer.NavnAsync(behandler, ct) : null, await personer.EnhedsnavnAsync(s.Sag.EnhedId, ct),
            s.Sag.Oprettet, s.Sag.Afsluttet, s.Sag.Foelsomhed.Ord(), s.Sag.Foelsomhed > Foelsomhed.IkkeFortrolig, s.Sag.ErBeskyttet, s.Sag.ErSamlesag, s.Sag.HarPapir,
            frist is null ? null : new(frist.Titel, frist.Frist, Fristmaerke(frist.Frist, idag)),
            s.Sag.SammenlagtMedId is not null, s.SammenlagtMed, aktoer.Har(AccessRules.Sagsarbejde), s.Dokumenter, s.Parter, s.Notater, s.Erindringer) { ErFavorit = s.ErFavorit, GivTilbageTil = await GivTilbageTilAsync(aktoer, s.Sag, ct), Forloeb = await forloeb.HentAsync(aktoer, id, ct), Undertyper = forloeb.Undertyper(), Faner = [.. faner.Where(f => aktoer.Har(f.Roller))] };
    }

    /// <summary>The last hand-over is offered undone to the one who got the case and the one who gave it, while it stands.</summary>
    private async Task<string?> GivTilbageTilAsync(Aktoer aktoer, Sag sag, CancellationToken ct)
    {
        if (sag.Afsluttet is not null || !aktoer.Har(AccessRules.Sagsarbejde) || await overdragelser.SidsteAsync(sag.Id, ct) is not { } o
            || !o.Staar(sag) || o.Tid < tid.GetUtcNow() - Overdragelser.Tilbud || (aktoer.Skrivebord != sag.BehandlerId && !o.ErAf(aktoer)))
            return null;
        return o.Data.FraBehandlerId is { } fra ? await personer.NavnAsync(fra, ct) : await personer.EnhedsnavnAsync(o.Data.FraEnhedId, ct);
    }

    /// <summary>
    /// Answers a GET of a case's page: the page, or a redirect to the case's own address when it was asked for by an old number, an id or
    /// a number written otherwise.
    /// </summary>
    public async Task<IResult> VisAsync(HttpContext context, Aktoer aktoer, string sag, Func<Sagsrammevisning, Task<IResult>> vis, CancellationToken ct)
    {
        var visning = await HentAsync(aktoer, sag, ct);
        if (sag == visning.Sagsnummer || visning.Sti == $"/sager/{sag}")
            return await vis(visning);
        var rest = context.Request.Path.Value!.Split('/', 4) is [_, _, _, var videre] ? "/" + videre : "";
        return Results.Redirect(visning.Sti + rest + context.Request.QueryString);
    }

    /// <summary>A status by name, with the colour and shape of its condition.</summary>
    internal static Maerke Statusmaerke(string navn, Tilstand tilstand) => tilstand switch
    {
        Tilstand.Aktiv => new(navn, Farve.Blaa, Figur.Halv),
        Tilstand.Hvilende => new(navn, Farve.Graa, Figur.Pause),
        _ => new(navn, Farve.Groen, Figur.Flueben),
    };

    /// <summary>How near a deadline is: red when passed, amber to the end of the week to come.</summary>
    internal static Maerke Fristmaerke(DateOnly frist, DateOnly idag) => (frist.DayNumber - idag.DayNumber) switch
    {
        < -1 and var over => new($"{-over} dage over", Farve.Roed),
        -1 => new("1 dag over", Farve.Roed),
        0 => new("I dag", Farve.Gul),
        1 => new("I morgen", Farve.Gul),
        <= 7 and var snart => new($"Om {snart} dage", Farve.Gul, Figur.Ur),
        var senere => new($"Om {senere} dage", Farve.Graa, Figur.Ur),
    };
}

internal static class Foelsomhedsord
{
    /// <summary>The sensitivity in words.</summary>
    public static string Ord(this Foelsomhed foelsomhed) => foelsomhed switch
    {
        Foelsomhed.IkkeFortrolig => "Ikke fortrolig",
        Foelsomhed.Fortrolig => "Fortrolige personoplysninger",
        Foelsomhed.Foelsom => "Følsomme personoplysninger",
        _ => "VIP-sag",
    };
}
