using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Sider;

/// <summary>Where a case is opened, and where the glass is broken.</summary>
internal static class NySagRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/ny", (string? skabelon, string? oversag, string? titel, HttpContext context, CancellationToken ct) =>
            VisAsync(context, new Formular(("skabelon", skabelon), ("titel", titel)), oversag, [], false, null, StatusCodes.Status200OK, ct)).Kraever(AccessRules.Sagsarbejde);
        routes.MapPost("/sager/ny", OpretAsync).Kraever(AccessRules.Sagsarbejde);
        routes.MapGet("/noedadgang", (string? sag) => SagRuter.Side<Noedadgangside>(new() { ["Formular"] = new Formular(("sag", sag)) })).Kraever(Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar);
        routes.MapPost("/noedadgang", NoedadgangAsync).Kraever(Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar);
    }

    private static async Task<IResult> OpretAsync(HttpContext context, Aktoer aktoer, Authority myndighed, SagerDb db, Dubletopslag dubletter, Brugeropslag brugere, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var oversag = f["oversag"].Renset();
        var skabelon = f["skabelon"].Renset();
        var (part, partId) = await LaesPartAsync(f, db, ct);
        var behandler = await MedarbejderAsync(f, "behandlerId", brugere, ct);
        var navngivet = await MedarbejderAsync(f, "bruger", brugere, ct);
        var (enhed, gruppe) = (f.Id("enhedId"), f.Id("gruppe"));
        var adgangsenhed = f.Id("adgangsenhed");
        if (adgangsenhed is not null && f.Afkrydset("adgang"))
            f.Fejl("adgangsenhed", "En beskyttet sag ses kun af grupper og navngivne medarbejdere. Vælg ingen enhed.");
        var foelsomhed = f.Valg<Foelsomhed>("foelsomhed");
        if (!f.ErGyldig)
            return await VisAsync(context, f, oversag, [], false, null, StatusCodes.Status400BadRequest, ct);

        var emne = SagHandlingRuter.Kode(f, "emne") ?? (await db.Skabeloner.SingleOrDefaultAsync(s => s.Noegle == skabelon, ct))?.Emner.FirstOrDefault();
        var samme = KleSubject.TryParse(emne, out var nummer) ? await dubletter.FindAsync(aktoer, nummer.ToString(), partId is { } id ? [id] : [], ct) : [];
        var spurgt = f["handling"] == "dubletter";
        if (spurgt || (samme.Count > 0 && !f.Afkrydset("dubletterSet")))
            return await VisAsync(context, f, oversag, samme, true, null, StatusCodes.Status200OK, ct);

        List<Adgangspost> adgang = [];
        if (adgangsenhed is { } seer)
            adgang.Add(Adgangspost.Enhed(seer));
        if (gruppe is { } g)
            adgang.Add(Adgangspost.Gruppe(g));
        if (navngivet is { } b)
            adgang.Add(Adgangspost.Bruger(b));
        try
        {
            var over = oversag is null ? (Guid?)null : (await db.FindSagAsync(aktoer, oversag, ct)).Id;
            var svar = await myndighed.Queue.RunAsync((OpretSag act) => act.Udfoer(new(
                aktoer, f["titel"], SagHandlingRuter.Kode(f, "emne"), f["facet"], skabelon, part is null ? [] : [part], f["offentligTitel"].Renset(), f["beskrivelse"].Renset(),
                behandler, enhed, foelsomhed, f.Afkrydset("harPapir"), f.Afkrydset("erSamlesag"), f.Afkrydset("adgang"), over, adgang), ct), ct);
            context.Besked(Beskedart.Succes, $"Sagen er oprettet med nummer {svar.Sagsnummer}.");
            return Results.Redirect($"/sager/{svar.Sagsnummer}");
        }
        catch (InvalidException e)
        {
            f.Fejl(e, Formularfelt);
            return await VisAsync(context, f, oversag, samme, samme.Count > 0, null, StatusCodes.Status400BadRequest, ct);
        }
        catch (RegelbrudException e)
        {
            return await VisAsync(context, f, oversag, samme, samme.Count > 0, new(e), StatusCodes.Status409Conflict, ct);
        }
    }

    /// <summary>The field of the form that an error of the act's belongs to.</summary>
    private static string Formularfelt(string felt) => felt switch
    {
        "parter" or "parter[0].navn" or "parter[0].partId" => "part",
        "parter[0].cpr" or "parter[0].cvr" => "partnummer",
        "parter[0].rolle" => "partrolle",
        _ => felt,
    };

    /// <summary>The party as typed: one chosen from the register, or a name and perhaps a number. With it the one we know already.</summary>
    private static async Task<(TilfoejPart.Nypart? Part, Guid? Kendt)> LaesPartAsync(Formular f, SagerDb db, CancellationToken ct)
    {
        var rolle = f["partrolle"].Renset();
        if (f.Id("part") is { } valgt)
            return (new(PartId: valgt, Rolle: rolle, ErPrimaer: true), valgt);
        var (navn, nummer) = (f["part-tekst"].Renset(), f["partnummer"].Renset());
        if (navn is null && nummer is null)
            return (null, null);
        if (navn is not null && CprFinder.Contains(navn))
            f.Fejl("part", "Skriv personnummeret i sit eget felt.");
        var cifre = nummer?.Count(char.IsAsciiDigit) ?? 0;
        if (nummer is not null && cifre is not (8 or 10))
            f.Fejl("partnummer", "Et personnummer har 10 cifre og et CVR-nummer 8.");
        var part = new TilfoejPart.Nypart(Navn: navn, Cpr: cifre == 10 ? nummer : null, Cvr: cifre == 8 ? nummer : null, Rolle: rolle, ErPrimaer: true);
        if (part.Cpr is not null && Cpr.TryParse(part.Cpr, out var cpr, out _))
        {
            var tekst = cpr.Digits;
            return (part, await db.Parter.Where(p => p.Cpr == tekst).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct));
        }

        if (part.Cvr is not null && Cvr.TryParse(part.Cvr, out var cvr, allowTestNumber: true))
        {
            var tekst = cvr.ToString();
            return (part, await db.Parter.Where(p => p.Cvr == tekst).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct));
        }

        return (part, null);
    }

    /// <summary>The employee chosen, or the one person that the typed name or user name means.</summary>
    internal static async Task<Guid?> MedarbejderAsync(Formular f, string felt, Brugeropslag brugere, CancellationToken ct)
    {
        if (f[felt].Length > 0)
            return f.Id(felt);
        var tekst = f[felt + "-tekst"];
        if (tekst.Length == 0)
            return null;
        if (await brugere.FindAsync(tekst, ct) is { } kendt)
            return kendt.Id;
        var fundne = await brugere.SoegAsync(tekst, 2, ct);
        if (fundne.Count == 1)
            return fundne[0].Id;
        f.Fejl(felt, fundne.Count == 0 ? $"Der er ingen aktiv medarbejder »{tekst}«." : $"Flere medarbejdere passer på »{tekst}«. Skriv brugernavnet.");
        return null;
    }

    private static async Task<IResult> VisAsync(
        HttpContext context, Formular f, string? oversag, IReadOnlyList<Sagsdublet> dubletter, bool harSet, Afslag? afslag, int kode, CancellationToken ct)
    {
        var (db, personer) = (context.RequestServices.GetRequiredService<SagerDb>(), context.RequestServices.GetRequiredService<Personer>());
        var plan = context.RequestServices.GetRequiredService<Klassifikationsopslag>();
        var idag = DanishTime.Today(context.RequestServices.GetRequiredService<TimeProvider>());
        var udgave = await plan.GaeldendeAsync(idag, ct);
        var facetter = await db.Planfacetter.Where(x => x.UdgaveId == udgave && (x.Udgaaet == null || x.Udgaaet > idag)).OrderBy(x => x.Nummer).Select(x => new { x.Nummer, x.Titel }).ToListAsync(ct);
        var skabeloner = await db.Skabeloner.Where(s => s.Aktiv).OrderBy(s => s.Navn).Take(200).ToListAsync(ct);
        return SagRuter.Side<NySagside>(new()
        {
            ["Model"] = new NySagVisning(
                f, [.. skabeloner.Select(s => new Skabelonkort(s.Noegle, s.Navn, s.Emner.Count == 0 ? "Alle emner" : string.Join(", ", s.Emner.Take(4)) + (s.Emner.Count > 4 ? " …" : ""), s.Beskrivelse))],
                [.. facetter.Select(x => new Mulighed(x.Nummer, $"{x.Nummer} {x.Titel}"))], await SagHandlingRuter.EnhederAsync(personer, ct),
                [.. (await personer.GrupperAsync(ct)).Where(g => g.Aktiv).Select(g => new Mulighed(g.Id.ToString(), g.Navn))], SagHandlingRuter.Foelsomheder, oversag,
                [.. dubletter.Select(d => new Dubletlinje(d.Sagsnummer, d.Titel, new(d.Status, Farve.Blaa), d.Behandler, d.Oprettet, d.ErSamlesag))], harSet, afslag),
        }, kode);
    }

    private static async Task<IResult> NoedadgangAsync(HttpContext context, Aktoer aktoer, Authority myndighed, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        spor.Begrundelse(f["begrundelse"]);
        spor.Beskyttet();
        try
        {
            var svar = await myndighed.Queue.RunAsync((TagNoedadgang act) => act.Udfoer(new(aktoer, f["sag"], f["begrundelse"]), ct), ct);
            spor.Sag(svar.Id, svar.Sagsnummer);
            context.Besked(Beskedart.Advarsel, svar.Udloeber is { } til ? $"Du har nødadgang til {DanishTime.ShortDateTime(til)}. Lederen har fået besked." : "Du kan se sagen uden nødadgang.");
            return Results.Redirect($"/sager/{svar.Sagsnummer}");
        }
        catch (InvalidException e)
        {
            f.Fejl(e);
        }
        catch (NotFoundException e)
        {
            f.Fejl("sag", e.Message);
        }

        return SagRuter.Side<Noedadgangside>(new() { ["Formular"] = f }, StatusCodes.Status400BadRequest);
    }
}
