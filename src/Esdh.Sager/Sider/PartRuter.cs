using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Esdh.Sager.Sider.SagHandlingRuter;

namespace Esdh.Sager.Sider;

/// <summary>Parties: the case's tab with its acts, the register, and everything about one of them.</summary>
internal static class PartRuter
{
    private const int Sidelaengde = 25;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}/parter", Fane).Kraever(AccessRules.Laesning).WithSummary("Så parterne på en sag");
        Handling(routes, "parter/ny", NySide, NyAsync);
        Handling(routes, "parter/{part:guid}", RetSide, RetAsync);
        Handling(routes, "parter/{part:guid}/udgaa", UdgaaSide, UdgaaAsync);
        routes.MapPost("/sager/{sag}/parter/{part:guid}/opdatering", Opdater).Kraever(AccessRules.Sagsarbejde).WithSummary("Opdaterede en part på en sag");

        routes.MapGet("/parter", Register).Kraever(AccessRules.Laesning).WithSummary("Så partsregistret");
        routes.MapPost("/parter", Soeg).Kraever(AccessRules.Laesning).WithSummary("Søgte i partsregistret");
        routes.MapGet("/parter/{id:guid}", Part).Kraever(AccessRules.Laesning).WithSummary("Åbnede en person eller virksomhed");
        routes.MapGet("/parter/{id:guid}/ret", RetPartSide).Kraever(AccessRules.Sagsarbejde).WithSummary("Ville rette en person eller virksomhed");
        routes.MapPost("/parter/{id:guid}/ret", RetPartAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Rettede en person eller virksomhed");
        routes.MapGet("/parter/{id:guid}/personnummer", (Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct) => NummerSide(id, db, aktoer, spor, tid, new(), null, 200, ct)).Kraever(AccessRules.Laesning).WithSummary("Bad om at se et personnummer");
        routes.MapPost("/parter/{id:guid}/personnummer", Nummer).Kraever(AccessRules.Laesning).WithSummary("Så et personnummer");
        routes.MapGet("/parter/{id:guid}/beskyttet", async (Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct) =>
            BeskyttetSide(await VistAsync(id, db, aktoer, spor, tid, ct), new(), null, StatusCodes.Status200OK)).Kraever(AccessRules.Laesning).WithSummary("Bad om at se beskyttet navn og adresse");
        routes.MapPost("/parter/{id:guid}/beskyttet", Beskyttet).Kraever(AccessRules.Laesning).WithSummary("Så beskyttet navn og adresse");
    }

    private static Task<IResult> Fane(string sag, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, SagerDb db, Adgangsspor spor, TimeProvider tid, CancellationToken ct) =>
        ramme.VisAsync(context, aktoer, sag, async s =>
        {
            var parter = await db.SagensParterAsync(aktoer, s.Id, DanishTime.Today(tid), ct);
            if (parter.Any(p => p.ErBeskyttet))
                spor.Beskyttet();
            return SagRuter.Side<Partsfane>(new() { ["Sag"] = s, ["Parter"] = parter });
        }, ct);

    private static async Task<IResult> Opdater(string sag, Guid part, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((OpdaterSagspart act) => act.Udfoer(new(aktoer, sag, part), ct), ct);
        context.Besked(Beskedart.Succes, svar.Felter.Count == 0 ? "Sagen havde allerede de nyeste oplysninger." : "Sagen har nu partens oplysninger fra registret.");
        return Results.Redirect($"/sager/{sag}/parter");
    }

    private static async Task<Handlingsvisning> NySide(Kontekst k)
    {
        var (parter, dokumenter) = await ValgAsync(k, null);
        return new("parter/ny", "Tilføj part", "Tilføj part",
        [
            new("part", "Kendt part") { Kilde = "/opslag/parter", Hjaelp = "Skriv navn eller CVR-nummer, og vælg fra listen. Er parten ny, så udfyld felterne herunder i stedet.", Valgfri = true },
            new("rolle", "Rolle") { Hjaelp = "Fx ansøger, klager, nabo eller partsrepræsentant.", Hoejst = 60, Valgfri = true },
            new("erPrimaer", "Sagens primære part", Felttype.Afkrydsning),
            new("cpr", "CPR-nummer") { Valgfri = true, Hjaelp = "Er nummeret kendt, bruges registrets oplysninger." },
            new("cvr", "CVR-nummer") { Valgfri = true },
            .. Oplysninger(null, DateOnly.MinValue),
            .. Repraesentation(parter, dokumenter, null),
        ]);
    }

    private static async Task<Udfald> NyAsync(Kontekst k)
    {
        var f = k.F;
        var partId = f.Id("part");
        if (partId is null && f["part-tekst"].Length > 0 && f["navn"].Length == 0 && f["cpr"].Length == 0 && f["cvr"].Length == 0)
        {
            // Without script nothing is chosen: what was typed must name exactly one.
            var fundne = await k.Db.PartsforslagAsync(k.Aktoer, f["part-tekst"], Idag(k), k.Ct);
            partId = fundne.Count == 1 ? Guid.Parse(fundne[0].Id) : throw new InvalidException("part", fundne.Count == 0 ? "Der er ingen kendt part med det navn. Udfyld felterne for en ny part." : "Der er flere med det navn. Skriv mere af navnet eller CVR-nummeret.");
        }

        var beskyttetTil = f.Dato("beskyttetTil");
        if (!f.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((TilfoejPart act) => act.Udfoer(new(k.Aktoer, k.Id, new(
            partId, f["navn"], f["cpr"], f["cvr"], f["rolle"], f.Afkrydset("erPrimaer"), f["adresse"], f["postnummer"], f["by"], f["email"], f["telefon"],
            f.Afkrydset("erBeskyttet"), beskyttetTil, f.Id("repraesentererId"), f.Id("fuldmagtDokumentId")), k.IfMatch), k.Ct));
        return new($"{svar.Navn} er nu part på sagen.{(svar.Kendt && partId is null ? " Parten var kendt, så registrets oplysninger er brugt." : "")}", k.Sag.Sti + "/parter");
    }

    private static async Task<Handlingsvisning> RetSide(Kontekst k)
    {
        var sagspart = await k.Db.FindSagspartAsync(k.Sag.Id, Id(k), k.Ct);
        var (parter, dokumenter) = await ValgAsync(k, sagspart.Id);
        return new($"parter/{sagspart.Id}", $"Ret {await NavnAsync(k, sagspart)} på sagen", "Gem rettelser",
        [
            new("rolle", "Rolle") { Vaerdi = sagspart.Rolle, Hoejst = 60 },
            new("erPrimaer", "Sagens primære part", Felttype.Afkrydsning) { Valgt = sagspart.ErPrimaer },
            .. Repraesentation(parter, dokumenter, sagspart),
        ])
        { Indledning = ["Navn, adresse og kontakt rettes på partens egen side og hentes så til sagen."] };
    }

    private static async Task<Udfald> RetAsync(Kontekst k)
    {
        await k.KoerAsync((RetSagspart act) => act.Udfoer(new(
            k.Aktoer, k.Id, Id(k), k.F["rolle"], k.F.Afkrydset("erPrimaer"), true, k.F.Id("repraesentererId"), k.F.Id("fuldmagtDokumentId"), k.IfMatch), k.Ct));
        return new("Parten er rettet på sagen.", k.Sag.Sti + "/parter");
    }

    private static async Task<Handlingsvisning> UdgaaSide(Kontekst k)
    {
        var sagspart = await k.Db.FindSagspartAsync(k.Sag.Id, Id(k), k.Ct);
        return new($"parter/{sagspart.Id}/udgaa", $"Lad {await NavnAsync(k, sagspart)} udgå", "Lad parten udgå",
            [new("begrundelse", "Begrundelse", Felttype.Langtekst) { Valgfri = true, Hoejst = 1000 }])
        { Indledning = ["Parten bliver stående på sagen som udgået med de oplysninger, den havde, så det stadig ses, hvem der var part hvornår."], Farlig = true };
    }

    private static async Task<Udfald> UdgaaAsync(Kontekst k)
    {
        await k.KoerAsync((FratraedPart act) => act.Udfoer(new(k.Aktoer, k.Id, Id(k), k.F["begrundelse"], k.IfMatch), k.Ct));
        return new("Parten er udgået af sagen.", k.Sag.Sti + "/parter");
    }

    private static DateOnly Idag(Kontekst k) => DanishTime.Today((TimeProvider)k.Tjenester.GetService(typeof(TimeProvider))!);

    /// <summary>The party's name as surfaces show it.</summary>
    private static async Task<string> NavnAsync(Kontekst k, Sagspart p) =>
        Navnebeskyttelse.Vist(p.Navn, (await k.Db.BeskyttedeParterAsync([p.PartId], Idag(k), k.Ct)).Count > 0);

    private static Guid Id(Kontekst k) => Guid.Parse((string)k.Http.GetRouteValue("part")!, CultureInfo.InvariantCulture);

    /// <summary>Whom a party could represent, and documents that could be its power of attorney: the newest hundred.</summary>
    private static async Task<(List<Mulighed> Parter, List<Mulighed> Dokumenter)> ValgAsync(Kontekst k, Guid? uden)
    {
        var parter = (await k.Db.PartsvalgAsync(k.Sag.Id, Idag(k), k.Ct)).Where(p => p.Id != uden).ToList();
        var dokumenter = await k.Db.DokumenterPaa(k.Aktoer, k.Sag.Id)
            .OrderByDescending(d => d.Nr).Take(100).Select(d => new { d.Id, d.Titel, d.Dato }).ToListAsync(k.Ct);
        return (parter.ConvertAll(p => new Mulighed(p.Id.ToString(), $"{p.Navn}, {p.Rolle}")), dokumenter.ConvertAll(d => new Mulighed(d.Id.ToString(), $"{d.Titel}, {DanishTime.ShortDate(d.Dato)}")));
    }

    private static IEnumerable<Handlingsfelt> Repraesentation(List<Mulighed> parter, List<Mulighed> dokumenter, Sagspart? nu)
    {
        if (parter.Count == 0)
            yield break;
        yield return new("repraesentererId", "Repræsenterer", Felttype.Valgliste) { Valg = parter, Tomvalg = "Ingen", Valgfri = true, Vaerdi = nu?.RepraesentererId?.ToString() };
        yield return new("fuldmagtDokumentId", "Fuldmagt", Felttype.Valgliste) { Valg = dokumenter, Tomvalg = "Ingen fuldmagt på sagen", Valgfri = true, Vaerdi = nu?.FuldmagtDokumentId?.ToString() };
    }

    /// <summary>Fields that a protected party keeps when they are left empty: they are not shown here.</summary>
    private static readonly string[] Skjulte = ["navn", "adresse", "postnummer", "by", "email", "telefon"];

    private static IEnumerable<Handlingsfelt> Oplysninger(Part? p, DateOnly idag) => p?.ErBeskyttetDen(idag) != true ? AlleOplysninger(p, idag)
        : AlleOplysninger(p, idag).Select(f => Skjulte.Contains(f.Navn) ? f with { Vaerdi = null, Valgfri = true, Hjaelp = "Beskyttet. Tomt felt: som det er." } : f);

    private static Handlingsfelt[] AlleOplysninger(Part? p, DateOnly idag) =>
    [
        new("navn", "Navn") { Vaerdi = p?.Navn, Hoejst = 200, Valgfri = p is null },
        new("adresse", "Adresse") { Vaerdi = p?.Adresse, Hoejst = 200, Valgfri = true },
        new("postnummer", "Postnummer") { Vaerdi = p?.Postnummer, Hoejst = 20, Valgfri = true },
        new("by", "By") { Vaerdi = p?.By, Hoejst = 100, Valgfri = true },
        new("email", "E-mail", Felttype.Email) { Vaerdi = p?.Email, Hoejst = 254, Valgfri = true },
        new("telefon", "Telefon", Felttype.Telefon) { Vaerdi = p?.Telefon, Hoejst = 40, Valgfri = true },
        new("erBeskyttet", "Navn og adresse er beskyttet", Felttype.Afkrydsning) { Valgt = p?.ErBeskyttetDen(idag) == true },
        new("beskyttetTil", "Beskyttelsen slutter", Felttype.Dato)
        {
            Valgfri = true, Hjaelp = "Står feltet tomt, bortfalder beskyttelsen efter et år.",
            Vaerdi = p?.ErBeskyttetDen(idag) == true && p.BeskyttetTil is { } til ? til.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture) : null,
        },
    ];

    private static async Task<IResult> Register(string? q, string? efter, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var formular = new Formular(("nummer", q is null || CprFinder.Contains(q) ? "" : q));
        Side<Partvisning> side = new([], null);
        if (!string.IsNullOrWhiteSpace(q))
        {
            spor.Soegeord(q);
            try
            {
                side = await db.PartslisteAsync(aktoer, q, efter, Sidelaengde, DanishTime.Today(tid), ct);
            }
            catch (InvalidException e)
            {
                formular.Fejl("nummer", e.Errors.Values.First()[0]);
            }
        }

        foreach (var part in side.Poster)
            ParterApi.Spor(spor, part);
        return SagRuter.Side<Partsregister>(new() { ["Formular"] = formular, ["Side"] = side, ["Soegt"] = !string.IsNullOrWhiteSpace(q) && formular.ErGyldig, ["Q"] = q });
    }

    /// <summary>By POST, since what is typed may be a personnummer: a number leads to its party, words to the list.</summary>
    private static async Task<IResult> Soeg(HttpContext context, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var tekst = formular.Kraev("nummer", "Skriv et navn, et CPR-nummer eller et CVR-nummer.", Soegeord.Laengst);
        spor.Soegeord(tekst);
        if (formular.ErGyldig && !(CprFinder.Contains(tekst) || Cvr.TryParse(tekst, out _, allowTestNumber: true)))
            return Results.Redirect($"/parter?q={Uri.EscapeDataString(tekst)}");
        if (formular.ErGyldig)
        {
            try
            {
                return Results.Redirect($"/parter/{await db.SlaaPartOpAsync(aktoer, tekst, ct)}");
            }
            catch (NotFoundException e)
            {
                formular.Fejl("nummer", e.Message);
            }
            catch (InvalidException)
            {
                formular.Fejl("nummer", "Søg efter enten et nummer eller et navn, ikke begge dele på en gang.");
            }
        }

        return SagRuter.Side<Partsregister>(new() { ["Formular"] = formular, ["Side"] = new Side<Partvisning>([], null), ["Soegt"] = false }, StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Part(Guid id, string? sager, string? dokumenter, SagerDb db, Navneopslag navne, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var part = (await db.FindPartAsync(aktoer, id, ct)).Vis(DanishTime.Today(tid));
        ParterApi.Spor(spor, part);
        var historik = await db.PartshistorikAsync(part, ct);
        return SagRuter.Side<Partside>(new()
        {
            ["Part"] = part,
            ["Sager"] = await db.PartensSagerAsync(aktoer, id, sager, Sidelaengde, ct),
            ["Dokumenter"] = await db.PartensDokumenterAsync(aktoer, id, dokumenter, Sidelaengde, ct),
            ["Notater"] = (IReadOnlyList<Partsnotat>)await db.PartensNotaterAsync(aktoer, id, ct),
            ["Historik"] = (IReadOnlyList<Partsudgavevisning>)historik,
            ["Navne"] = await navne.BrugereAsync(historik.Select(h => h.ErstattetAf), ct),
            ["KanArbejde"] = aktoer.Har(AccessRules.Sagsarbejde),
        });
    }

    private static async Task<IResult> RetPartSide(Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var part = await db.FindPartAsync(aktoer, id, ct);
        ParterApi.Spor(spor, part.Vis(DanishTime.Today(tid)));
        return PartSkema(part, new(), DanishTime.Today(tid));
    }

    private static RazorComponentResult<Partskema> PartSkema(Part part, Formular formular, DateOnly idag)
    {
        List<Handlingsfelt> felter = [.. Oplysninger(part, idag)];
        if (part.Cpr is null && part.Art == Partsart.Person)
            felter.Add(new("cpr", "CPR-nummer") { Valgfri = true, Hjaelp = "Parten har intet nummer endnu." });
        if (part.Cvr is null && part.Art == Partsart.Virksomhed)
            felter.Add(new("cvr", "CVR-nummer") { Valgfri = true, Hjaelp = "Virksomheden har intet nummer endnu." });
        return SagRuter.Side<Partskema>(new() { ["Part"] = part.Vis(idag), ["Felter"] = (IReadOnlyList<Handlingsfelt>)felter, ["Formular"] = formular }, formular.Kode);
    }

    private static async Task<IResult> RetPartAsync(Guid id, HttpContext context, SagerDb db, Authority myndighed, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        spor.Person(id.ToString());
        var (beskyttet, til) = (f.Afkrydset("erBeskyttet"), f.Dato("beskyttetTil"));
        var skjult = (await db.FindPartAsync(aktoer, id, ct)).ErBeskyttetDen(DanishTime.Today(tid));
        string? V(string felt) => skjult && f[felt].Length == 0 ? null : f[felt];
        RetPart.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((RetPart act) => act.Udfoer(new(
            aktoer, id, new Partsrettelse(V("navn"), V("adresse"), V("postnummer"), V("by"), V("email"), V("telefon"), beskyttet, beskyttet ? til : null), f["cpr"], f["cvr"], f.Version()), ct), ct), "parten"))
        {
            context.Besked(Beskedart.Succes, svar!.Felter.Count == 0 ? "Der var intet at rette." : "Parten er rettet i registret.", svar.Felter.Count == 0 ? null : "Sager beholder, hvad de har, til nogen henter de nye oplysninger dér.");
            return Results.Redirect($"/parter/{id}");
        }

        var part = await db.FindPartAsync(aktoer, id, ct);
        f.Saet("version", part.Version.ToString(CultureInfo.InvariantCulture));
        return PartSkema(part, f, DanishTime.Today(tid));
    }

    private static async Task<Partvisning> VistAsync(Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var part = (await db.FindPartAsync(aktoer, id, ct)).Vis(DanishTime.Today(tid));
        ParterApi.Spor(spor, part);
        return part;
    }

    private static async Task<IResult> Beskyttet(Guid id, HttpContext context, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        context.Response.Headers.CacheControl = "no-store";
        var part = await VistAsync(id, db, aktoer, spor, tid, ct);
        try
        {
            return BeskyttetSide(part, formular, await ParterApi.VisBeskyttetAsync(db, aktoer, spor, id, formular["formaal"], DanishTime.Today(tid), ct), StatusCodes.Status200OK);
        }
        catch (InvalidException e)
        {
            formular.Fejl("formaal", e.Errors.Values.First()[0]);
            return BeskyttetSide(part, formular, null, StatusCodes.Status400BadRequest);
        }
    }

    private static RazorComponentResult<Beskyttetside> BeskyttetSide(Partvisning part, Formular formular, Partvisning? aabent, int kode) =>
        SagRuter.Side<Beskyttetside>(new() { ["Part"] = part, ["Formular"] = formular, ["Aabent"] = aabent }, kode);

    private static async Task<IResult> Nummer(Guid id, HttpContext context, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var cpr = await ParterApi.VisPersonnummerAsync(db, aktoer, spor, id, formular["formaal"], ct);
            return await NummerSide(id, db, aktoer, spor, tid, formular, cpr.Full, StatusCodes.Status200OK, ct);
        }
        catch (InvalidException e)
        {
            formular.Fejl("formaal", e.Errors.Values.First()[0]);
            return await NummerSide(id, db, aktoer, spor, tid, formular, null, StatusCodes.Status400BadRequest, ct);
        }
    }

    private static async Task<IResult> NummerSide(Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, Formular formular, string? cpr, int kode, CancellationToken ct)
    {
        var part = (await db.FindPartAsync(aktoer, id, ct)).Vis(DanishTime.Today(tid));
        ParterApi.Spor(spor, part);
        if (part.Cpr is null)
            throw new NotFoundException("Parten har intet CPR-nummer.");
        return SagRuter.Side<Personnummerside>(new() { ["Part"] = part, ["Formular"] = formular, ["Cpr"] = cpr }, kode);
    }
}
