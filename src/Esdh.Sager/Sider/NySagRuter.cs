using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
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
        routes.MapGet("/sager/ny", async (string? skabelon, string? oversag, string? titel, HttpContext context, CancellationToken ct) =>
        {
            var f = new Formular(("skabelon", skabelon), ("titel", titel), ("oversag", oversag));
            if (skabelon is { Length: > 0 })
                await UdfyldAsync(context, f, ct);
            return await VisAsync(context, f, [], false, ct);
        }).Kraever(AccessRules.Sagsarbejde).WithSummary("Begyndte på en ny sag");
        routes.MapPost("/sager/ny", OpretAsync).MedIdempotens().Kraever(AccessRules.Sagsarbejde).WithSummary("Oprettede en sag");
        routes.MapGet("/noedadgang", (string? sag) => SagRuter.Side<Noedadgangside>(new() { ["Formular"] = new Formular(("sag", sag)) })).Kraever(Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar).KunSomSigSelv().WithSummary("Ville tage nødadgang");
        routes.MapPost("/noedadgang", NoedadgangAsync).Kraever(Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar).KunSomSigSelv().WithSummary("Tog nødadgang til en sag");
    }

    /// <summary>Most parties the form takes; more are added on the case.</summary>
    private const int FlestParter = 20;

    private static async Task<IResult> OpretAsync(HttpContext context, Aktoer aktoer, Authority myndighed, SagerDb db, Dubletopslag dubletter, Brugeropslag brugere, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var handling = f["handling"];
        if (handling == "tilfoej-part" || handling.StartsWith("fjern-part-", StringComparison.Ordinal))
        {
            RetRaekker(f, handling);
            return await VisAsync(context, f, [], f.Afkrydset("dubletterSet"), ct);
        }

        // Another template than the one the fields were filled from: they are filled again and shown, never mixed unseen.
        if (handling == "skabelon" || (f["brugt"].Length > 0 && f["brugt"] != f["skabelon"]))
        {
            await UdfyldAsync(context, f, ct);
            return await VisAsync(context, f, [], f.Afkrydset("dubletterSet"), ct);
        }

        var (oversag, skabelon) = (f["oversag"].Renset(), f["skabelon"].Renset());
        var (parter, kendte, raekker) = await LaesParterAsync(f, db, ct);
        var behandler = await MedarbejderAsync(f, "behandlerId", brugere, ct);
        var navngivet = await MedarbejderAsync(f, "bruger", brugere, ct);
        var (enhed, gruppe, status) = (f.Id("enhedId"), f.Id("gruppe"), f.Id("status"));
        var adgangsenhed = f.Id("adgangsenhed");
        if (adgangsenhed is not null && f.Afkrydset("adgang"))
            f.Fejl("adgangsenhed", "En beskyttet sag ses kun af grupper og navngivne medarbejdere. Vælg ingen enhed.");
        var foelsomhed = f.Valg<Foelsomhed>("foelsomhed");
        var (erindringer, erindringsraekker) = LaesErindringer(f);
        if (!f.ErGyldig)
            return await VisAsync(context, f, [], false, ct);

        var emne = SagHandlingRuter.Kode(f, "emne") ?? (await db.Skabeloner.SingleOrDefaultAsync(s => s.Noegle == skabelon, ct))?.Emner.FirstOrDefault();
        var sendtFoer = RunOnce.Current is { } engang && await engang.IsKnownAsync(context.RequestServices.GetRequiredService<StorageScope>(), ct); // then the duplicate is the case itself
        var samme = !sendtFoer && KleSubject.TryParse(emne, out var nummer) ? await dubletter.FindAsync(aktoer, nummer.ToString(), kendte, ct) : [];
        if (handling == "dubletter" || (samme.Count > 0 && !f.Afkrydset("dubletterSet")))
            return await VisAsync(context, f, samme, true, ct);

        List<Adgangspost> adgang = [];
        if (adgangsenhed is { } seer)
            adgang.Add(Adgangspost.Enhed(seer));
        if (gruppe is { } g)
            adgang.Add(Adgangspost.Gruppe(g));
        if (navngivet is { } b)
            adgang.Add(Adgangspost.Bruger(b));
        // Without »Brug skabelon« the fields say nothing about these, and the template decides.
        var harIndhold = f["brugt"].Length > 0 || skabelon is null;
        var delforloeb = f["delforloeb"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var felter = Felter(context, await db.Skabeloner.AsNoTracking().SingleOrDefaultAsync(s => s.Noegle == skabelon, ct)) is { Count: > 0 } ? ForloebRuter.Felter(f) : null;
        OpretSag.Svar? svar = null;
        if (await f.ProevAsync(async () =>
            {
                var over = oversag is null ? (Guid?)null : (await db.FindSagAsync(aktoer, oversag, ct)).Id;
                svar = await myndighed.Queue.RunAsync((OpretSag act) => act.Udfoer(new(
                    aktoer, f["titel"], SagHandlingRuter.Kode(f, "emne"), f["facet"], skabelon, parter, f["offentligTitel"].Renset(), f["beskrivelse"].Renset(),
                    behandler, enhed, foelsomhed, f.Afkrydset("harPapir"), f.Afkrydset("erSamlesag"), f.Afkrydset("adgang"), over, adgang, status,
                    harIndhold || delforloeb.Length > 0 ? delforloeb : null, harIndhold ? erindringer : null, felter), ct), ct);
            }, felt: navn => Formularfelt(navn, raekker, erindringsraekker)))
        {
            context.Besked(Beskedart.Succes, $"Sagen er oprettet med nummer {svar!.Sagsnummer}.");
            return Results.Redirect($"/sager/{svar.Sagsnummer}");
        }

        return await VisAsync(context, f, samme, samme.Count > 0, ct);
    }

    /// <summary>The field of the form that an error of the act's belongs to.</summary>
    private static string Formularfelt(string felt, List<int> raekker, List<int> erindringer)
    {
        var nr = felt.IndexOf('[', StringComparison.Ordinal) is > 0 and var fra && felt.IndexOf(']', fra) is > 0 and var til && int.TryParse(felt.AsSpan(fra + 1, til - fra - 1), CultureInfo.InvariantCulture, out var n) ? n : -1;
        if (felt == "parter")
            return "part";
        if (felt.StartsWith("parter[", StringComparison.Ordinal) && nr >= 0 && nr < raekker.Count)
        {
            var navn = felt[(felt.IndexOf("].", StringComparison.Ordinal) + 2)..] switch { "cpr" or "cvr" => "partnummer", "rolle" => "partrolle", _ => "part" };
            return navn + Led(raekker[nr]);
        }

        return felt.StartsWith("erindringer[", StringComparison.Ordinal) && nr >= 0 && nr < erindringer.Count ? $"erindringsfrist-{erindringer[nr]}" : felt;
    }

    /// <summary>The fields of the case type that a template makes cases of.</summary>
    private static IReadOnlyList<Handlingsfelt> Felter(HttpContext context, Sagsskabelon? skabelon) =>
        context.RequestServices.GetRequiredService<Forloebsgang>().Type(skabelon, DanishTime.Today(context.RequestServices.GetRequiredService<TimeProvider>())) is { } type
            ? [.. type.Felter.Where(x => x.VedOprettelse || x.Kraevet).Select(x => ForloebRuter.Felt(x, null))] : [];

    /// <summary>The end of the field names of a party's row; the first has none.</summary>
    internal static string Led(int raekke) => raekke == 0 ? "" : $"-{raekke}";

    /// <summary>How many rows of parties the form has.</summary>
    internal static int Raekker(Formular f) => Math.Clamp(int.TryParse(f["parter"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1, 1, FlestParter);

    private static void RetRaekker(Formular f, string handling)
    {
        var antal = Raekker(f);
        if (handling == "tilfoej-part")
        {
            f.Saet("parter", Math.Min(antal + 1, FlestParter).ToString(CultureInfo.InvariantCulture));
            return;
        }

        if (!int.TryParse(handling["fjern-part-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var vaek) || vaek >= antal)
            return;
        string[] felter = ["part{0}", "part{0}-tekst", "partnummer{0}", "partrolle{0}"];
        for (var i = vaek; i < antal; i++)
        {
            foreach (var felt in felter)
                f.Saet(felt.Replace("{0}", Led(i), StringComparison.Ordinal), i + 1 < antal ? f[felt.Replace("{0}", Led(i + 1), StringComparison.Ordinal)] : "");
        }

        f.Saet("parter", Math.Max(antal - 1, 1).ToString(CultureInfo.InvariantCulture));
        if (int.TryParse(f["primaer"], NumberStyles.None, CultureInfo.InvariantCulture, out var primaer))
            f.Saet("primaer", (primaer == vaek ? 0 : primaer > vaek ? primaer - 1 : primaer).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Fills the fields from the chosen template. What the person has written stays; what an earlier template filled in goes.</summary>
    private static async Task UdfyldAsync(HttpContext context, Formular f, CancellationToken ct)
    {
        var (db, tid) = (context.RequestServices.GetRequiredService<SagerDb>(), context.RequestServices.GetRequiredService<TimeProvider>());
        var (noegle, gammel) = (f["skabelon"], f["brugt"]);
        var skabeloner = await db.Skabeloner.Where(s => s.Noegle == noegle || s.Noegle == gammel).ToListAsync(ct);
        var ny = skabeloner.Find(s => s.Noegle == noegle && s.Aktiv);
        var (foer, nu) = (await ForslagAsync(context, skabeloner.Find(s => s.Noegle == gammel), ct), await ForslagAsync(context, ny, ct));
        foreach (var (felt, vaerdi) in nu)
        {
            if (f[felt].Length == 0 || f[felt] == foer[felt])
                f.Saet(felt, vaerdi);
        }

        if (f["emne-tekst"] != nu["emne-tekst"])
            f.Saet("emne", f["emne-tekst"] == foer["emne-tekst"] ? "" : f["emne"]);
        f.Saet("brugt", ny?.Noegle ?? "");

        for (var i = 0; f.Har($"erindringstype-{i}"); i++)
            f.Saet($"erindringstype-{i}", "");
        if (ny is null)
            return;
        var idag = DanishTime.Today(tid);
        var typer = await db.Erindringstyper.Where(t => t.Aktiv).ToDictionaryAsync(t => t.Noegle, ct);
        foreach (var (e, i) in ny.Erindringer.Where(e => typer.ContainsKey(e.Type)).Select((e, i) => (e, i)))
        {
            f.Saet($"erindringstype-{i}", e.Type).Saet($"erindringstitel-{i}", e.Titel).Saet($"erindring-{i}", "true")
                .Saet($"erindringsfrist-{i}", DanishTime.ShortDate(typer[e.Type].Frist(idag, e.Dage)));
        }
    }

    /// <summary>What a template fills into each field; nothing without one.</summary>
    private static async Task<Dictionary<string, string>> ForslagAsync(HttpContext context, Sagsskabelon? s, CancellationToken ct)
    {
        var (db, plan) = (context.RequestServices.GetRequiredService<SagerDb>(), context.RequestServices.GetRequiredService<Klassifikationsopslag>());
        var udgave = await plan.GaeldendeAsync(DanishTime.Today(context.RequestServices.GetRequiredService<TimeProvider>()), ct);
        var emne = s?.Emner.FirstOrDefault() ?? "";
        var titel = emne.Length == 0 ? null : await db.Planemner.Where(e => e.UdgaveId == udgave && e.Nummer == emne).Select(e => e.Titel).SingleOrDefaultAsync(ct);
        return new()
        {
            ["titel"] = s?.Standardtitel ?? "", ["emne"] = emne, ["emne-tekst"] = titel is null ? emne : $"{emne} {titel}", ["facet"] = s?.Facetter.FirstOrDefault() ?? "",
            ["enhedId"] = s?.EnhedId?.ToString() ?? "", ["status"] = s?.StatusId?.ToString() ?? "", ["foelsomhed"] = s?.Foelsomhed.ToString() ?? "",
            ["delforloeb"] = s is null ? "" : string.Join('\n', s.Delforloeb),
        };
    }

    /// <summary>The reminders of the form that are ticked, and which row each came from.</summary>
    private static (List<OpretSag.Nyerindring> Erindringer, List<int> Raekker) LaesErindringer(Formular f)
    {
        List<OpretSag.Nyerindring> erindringer = [];
        List<int> raekker = [];
        for (var i = 0; i < 50 && f.Har($"erindringstype-{i}"); i++)
        {
            if (f[$"erindringstype-{i}"].Length == 0 || !f.Afkrydset($"erindring-{i}"))
                continue;
            erindringer.Add(new(f[$"erindringstype-{i}"], f[$"erindringstitel-{i}"], f.Dato($"erindringsfrist-{i}")));
            raekker.Add(i);
        }

        return (erindringer, raekker);
    }

    /// <summary>The parties as typed, each one chosen from the register or a name and perhaps a number; those of them we know already; and the row of each.</summary>
    private static async Task<(List<TilfoejPart.Nypart> Parter, List<Guid> Kendte, List<int> Raekker)> LaesParterAsync(Formular f, SagerDb db, CancellationToken ct)
    {
        List<TilfoejPart.Nypart> parter = [];
        List<Guid> kendte = [];
        List<int> raekker = [];
        for (var i = 0; i < Raekker(f); i++)
        {
            if (await LaesPartAsync(f, i, db, ct) is not ({ } part, var kendt))
                continue;
            parter.Add(part with { ErPrimaer = f["primaer"] == i.ToString(CultureInfo.InvariantCulture) || (i == 0 && f["primaer"].Length == 0) });
            raekker.Add(i);
            if (kendt is { } id)
                kendte.Add(id);
        }

        return (parter, kendte, raekker);
    }

    private static async Task<(TilfoejPart.Nypart? Part, Guid? Kendt)> LaesPartAsync(Formular f, int raekke, SagerDb db, CancellationToken ct)
    {
        var led = Led(raekke);
        var rolle = f["partrolle" + led].Renset();
        if (f.Id("part" + led) is { } valgt)
            return (new(PartId: valgt, Rolle: rolle), valgt);
        var (navn, nummer) = (f[$"part{led}-tekst"].Renset(), f["partnummer" + led].Renset());
        if (navn is null && nummer is null)
            return (null, null);
        if (navn is not null && CprFinder.Contains(navn))
            f.Fejl("part" + led, "Skriv personnummeret i sit eget felt.");
        var cifre = nummer?.Count(char.IsAsciiDigit) ?? 0;
        if (nummer is not null && cifre is not (8 or 10))
            f.Fejl("partnummer" + led, "Et personnummer har 10 cifre og et CVR-nummer 8.");
        var part = new TilfoejPart.Nypart(Navn: navn, Cpr: cifre == 10 ? nummer : null, Cvr: cifre == 8 ? nummer : null, Rolle: rolle);
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
        HttpContext context, Formular f, IReadOnlyList<Sagsdublet> dubletter, bool harSet, CancellationToken ct)
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
                [.. (await personer.GrupperAsync(ct)).Where(g => g.Aktiv).Select(g => new Mulighed(g.Id.ToString(), g.Navn))], SagHandlingRuter.Foelsomheder, f["oversag"].Renset(),
                [.. dubletter.Select(d => new Dubletlinje(d.Sagsnummer, d.Titel, new(d.Status, Farve.Blaa), d.Behandler, d.Oprettet, d.ErSamlesag))], harSet)
            {
                Statusser = [.. (await db.Statusser.Where(s => s.Aktiv && s.Tilstand != Tilstand.Afsluttet).OrderBy(s => s.Orden).ToListAsync(ct)).Select(s => new Mulighed(s.Id.ToString(), s.Navn))],
                Raekker = Raekker(f), FlestRaekker = FlestParter,
                Brugt = skabeloner.Find(s => s.Noegle == f["brugt"]) is { } brugt ? new(brugt.Navn, brugt.Parter switch
                {
                    Partsregel.Ingen => "Skabelonen tager ikke parter.",
                    Partsregel.Kraeves or Partsregel.PrimaerKraeves => "Skabelonen kræver mindst én part.",
                    _ => null,
                }) : null,
                Felter = Felter(context, skabeloner.Find(s => s.Noegle == f["skabelon"])),
                Erindringer = [.. Enumerable.Range(0, 50).TakeWhile(i => f.Har($"erindringstype-{i}")).Where(i => f[$"erindringstype-{i}"].Length > 0)],
            },
        }, f.Kode);
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
