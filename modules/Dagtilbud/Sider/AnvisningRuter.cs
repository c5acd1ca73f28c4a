using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Indhold;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Dagtilbud.Sider;

/// <summary>Proposals for a month: worked out, looked through, offered one by one or many at once, changed with a reason.</summary>
internal static class AnvisningRuter
{
    private const int Sidelaengde = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var anvisning = routes.MapGroup("/dagtilbud/anvisning");
        anvisning.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Så anvisninger");
        anvisning.MapPost("", Koer).Kraever(AccessRules.Sagsarbejde).WithSummary("Foreslog pladser for en måned");
        anvisning.MapGet("/{koersel:guid}", En).Kraever(AccessRules.Laesning).WithSummary("Så forslagene i en anvisning").SpoergerHoejst(40);
        anvisning.MapPost("/{koersel:guid}", Send).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Tilbød pladser fra en anvisning");
        anvisning.MapGet("/{koersel:guid}/{sag}", Forslag).Kraever(AccessRules.Sagsarbejde).WithSummary("Åbnede et forslag om plads").SpoergerHoejst(40);
        anvisning.MapPost("/{koersel:guid}/{sag}", Aendr).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Tilbød en anden plads, eller fravalgte et forslag");
    }

    private static async Task<IResult> Liste(Anvisningsopslag opslag, TimeProvider tid, Aktoer aktoer, CancellationToken ct, string? efter = null) => await ListesideAsync(new(), opslag, tid, aktoer, efter, ct);

    private static async Task<IResult> ListesideAsync(Formular f, Anvisningsopslag opslag, TimeProvider tid, Aktoer aktoer, string? efter, CancellationToken ct)
    {
        var (side, denne) = (await opslag.KoerslerAsync(efter, 25, ct), Maaneder.Nr(DanishTime.Today(tid)));
        if (f["maaned"].Length == 0)
            f.Saet("maaned", Maaneder.Noegle(denne + 1));
        return Formularhandling.Side<Anvisningerside>(new Anvisningervisning(
            side.Poster, [.. Enumerable.Range(denne, 13).Select(m => new Mulighed(Maaneder.Noegle(m), Maaneder.Navn(m)))], f, aktoer.Har(AccessRules.Sagsarbejde), side.Naeste is { } n ? $"/dagtilbud/anvisning?efter={Uri.EscapeDataString(n)}" : null), f);
    }

    private static async Task<IResult> Koer(HttpContext http, Authority m, Anvisningsopslag opslag, TimeProvider tid, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        KoerAnvisning.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await m.Queue.RunAsync((KoerAnvisning act) => act.Udfoer(new(aktoer, Maaneder.Laes(f["maaned"]) is { } nr ? Maaneder.Foerste(nr) : null), ct), ct)))
        {
            http.Besked(Beskedart.Succes, svar!.Boern == 0 ? "Ingen børn venter på en plads i den måned." : $"{svar.Placerede} af {svar.Boern} børn har fået et forslag.", "Intet er tilbudt endnu. Se forslagene igennem, og tilbyd dem.");
            return Results.Redirect($"/dagtilbud/anvisning/{svar.Id}");
        }

        return await ListesideAsync(f, opslag, tid, aktoer, null, ct);
    }

    private static Task<IResult> En(Guid koersel, Anvisningsopslag opslag, Aktoer aktoer, CancellationToken ct, string? vis = null, string? efter = null) => SideAsync(new(), koersel, opslag, aktoer, vis == "uden", efter, ct);

    private static async Task<IResult> SideAsync(Formular f, Guid koersel, Anvisningsopslag opslag, Aktoer aktoer, bool uden, string? efter, CancellationToken ct)
    {
        var (k, regler, udenPlads) = await opslag.KoerselAsync(koersel, ct);
        var side = await opslag.ForslagAsync(aktoer, koersel, uden, efter, Sidelaengde, ct);
        return Formularhandling.Side<Anvisningsside>(new Anvisningsvisning(
            k, regler, side.Poster, uden, k.Placerede, udenPlads, f, aktoer.Har(AccessRules.Sagsarbejde), side.Naeste is { } n ? $"/dagtilbud/anvisning/{koersel}?{(uden ? "vis=uden&" : "")}efter={Uri.EscapeDataString(n)}" : null), f);
    }

    private static async Task<IResult> Send(Guid koersel, HttpContext http, Tilbudsskrivning skrivning, Anvisningsopslag opslag, Sagsopslag sager, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        List<Guid> valgte = [.. f.Alle("valgt").Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty)];
        Tilbudsskrivning.Massesvar? svar = null;
        if (await f.ProevAsync(async () => svar = await skrivning.SendForslagAsync(aktoer, koersel, valgte, ct), null, _ => ""))
        {
            var synlige = await sager.SynligeAsync(aktoer, [.. svar!.Afvist.Select(a => a.SagId).Distinct().Take(Sagsopslag.FlestIder)], ct);
            var sendt = svar.Sendt == 1 ? "1 plads er tilbudt." : $"{svar.Sendt} pladser er tilbudt.";
            if (svar.Afvist.Count == 0)
                http.Besked(Beskedart.Succes, sendt, "Brevene er journaliseret og på vej til forældrene.");
            else
                http.Besked(Beskedart.Advarsel, $"{sendt} {svar.Afvist.Count} blev ikke.", string.Join(' ', svar.Afvist.Take(5).Select(a => $"{synlige.GetValueOrDefault(a.SagId)?.Sagsnummer}: {a.Hvorfor}")));
            return Results.Redirect($"/dagtilbud/anvisning/{koersel}");
        }

        return await SideAsync(f, koersel, opslag, aktoer, false, null, ct);
    }

    private static async Task<IResult> Forslag(Guid koersel, string sag, Anvisningsopslag opslag, Billedlaesning billeder, Sagsopslag sager, Aktoer aktoer, CancellationToken ct, Guid? gruppe = null, string? fra = null, string? frist = null)
    {
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var (k, _, _) = await opslag.KoerselAsync(koersel, ct);
        var billede = await billeder.LaestAsync(ct);
        var begynder = billede.Ansoegninger.TryGetValue(kort.Id, out var a) && a.Oensket > k.Maaned ? a.Oensket : k.Maaned;
        var forslag = await opslag.EtAsync(aktoer, koersel, kort.Id, ct);
        var f = new Formular(
            ("gruppe", (gruppe ?? forslag.GruppeId)?.ToString()), ("fra", fra is { Length: > 0 } ? fra : DanishTime.ShortDate(begynder)), ("frist", frist is { Length: > 0 } ? frist : DanishTime.ShortDate(DanishCalendar.MoveToWorkday(billede.Idag.AddDays(billede.Regler.Svardage)))));
        return await ForslagssideAsync(f, k, forslag, opslag, billede, aktoer, ct);
    }

    private static async Task<IResult> ForslagssideAsync(Formular f, Koerselslinje k, Forslagslinje forslag, Anvisningsopslag opslag, Dagtilbudsbillede billede, Aktoer aktoer, CancellationToken ct)
    {
        IReadOnlyList<Mulighed> grupper = billede.Ansoegninger.TryGetValue(forslag.SagId, out var a) ? Grupper(billede, a, k.Maaned > a.Oensket ? k.Maaned : a.Oensket) : [];
        IReadOnlyList<string> forbi = Guid.TryParse(f["gruppe"], out var valgt) && f.Dato("fra") is { } fra ? await opslag.ForbiAsync(aktoer, forslag.SagId, valgt, fra, k.Id, ct) : [];
        return Formularhandling.Side<Forslagsside>(new Forslagsvisning(k, forslag, grupper, forbi, f), f);
    }

    /// <summary>Groups that fit the child and are allocated, with how many free places there are as long as it will be there.</summary>
    internal static IReadOnlyList<Mulighed> Grupper(Dagtilbudsbillede billede, DagtilbudAnsoegning a, DateOnly fra)
    {
        var (alder, oensker) = (Alder.IMaaneder(a.Foedt, fra), billede.Oensker(a.SagId).ToDictionary(o => o.InstitutionId, o => o.Nr));
        return [.. billede.Grupper.Values.Where(g => billede.Institutioner[g.InstitutionId].AnvisesDen(fra) && alder >= g.FraMaaneder && alder < g.TilMaaneder)
            .OrderBy(g => oensker.GetValueOrDefault(g.InstitutionId, 99)).ThenBy(g => billede.Navn(g.Id), StringComparer.CurrentCulture).Select(g =>
            {
                var ledige = billede.Ledige(g.Id, Maaneder.Nr(fra), Anvisning.Ophold(a.Foedt, g.TilMaaneder, Maaneder.Nr(fra))).Min();
                return new Mulighed(g.Id.ToString(), $"{billede.Navn(g.Id)} – {(ledige <= 0 ? "fuld" : ledige == 1 ? "1 ledig" : $"{ledige} ledige")}{(oensker.TryGetValue(g.InstitutionId, out var nr) ? $", ønske {nr}" : "")}");
            })];
    }

    private static async Task<IResult> Aendr(Guid koersel, string sag, HttpContext http, Tilbudsskrivning skrivning, Authority m, Anvisningsopslag opslag, Billedlaesning billeder, Sagsopslag sager, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kort = await sager.FindAsync(aktoer, sag, ct);
        if (f["hvad"] == "fravaelg")
        {
            if (await f.ProevAsync(() => m.Queue.RunAsync((FravaelgForslag act) => act.Udfoer(new(aktoer, koersel, sag, f["fravalgsgrund"]), ct), ct), null, felt => felt == "grund" ? "fravalgsgrund" : felt))
            {
                http.Besked(Beskedart.Succes, "Forslaget er fravalgt. Barnet står stadig på ventelisten.");
                return Results.Redirect($"/dagtilbud/anvisning/{koersel}");
            }
        }
        else
        {
            var (gruppe, fra, frist) = (f.Id("gruppe"), f.Dato("fra"), f.Dato("frist"));
            if (await f.ProevAsync(() => skrivning.SendAsync(aktoer, [new(kort.Id.ToString(), gruppe, fra, frist, koersel, DagtilbudRuter.Tom(f["grund"]))], ct)))
            {
                http.Besked(Beskedart.Succes, "Pladsen er tilbudt. Brevet er journaliseret og på vej til forældrene.");
                return Results.Redirect($"/dagtilbud/anvisning/{koersel}");
            }
        }

        var (k, _, _) = await opslag.KoerselAsync(koersel, ct);
        return await ForslagssideAsync(f, k, await opslag.EtAsync(aktoer, koersel, kort.Id, ct), opslag, await billeder.LaestAsync(ct), aktoer, ct);
    }
}
