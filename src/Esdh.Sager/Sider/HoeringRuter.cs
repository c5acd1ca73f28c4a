using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Esdh.Sager.Sider.SagHandlingRuter;

namespace Esdh.Sager.Sider;

/// <summary>Hearings on a case: beginning one, its page, letters, answers, more time, the end; and why there is none.</summary>
internal static class HoeringRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Handling(routes, "partshoering", k => StartSide(k, Hoeringsart.Partshoering), k => StartAsync(k, Hoeringsart.Partshoering));
        Handling(routes, "naboorientering", k => StartSide(k, Hoeringsart.Naboorientering), k => StartAsync(k, Hoeringsart.Naboorientering));
        Handling(routes, "undlad-hoering", UndladSide, UndladAsync);
        routes.MapGet("/sager/{sag}/hoeringer/{hoering:guid}", Vis).Kraever(AccessRules.Laesning).WithSummary("Åbnede en høring");
        routes.MapPost("/sager/{sag}/hoeringer/{hoering:guid}/breve", Breve).Kraever(AccessRules.Sagsarbejde).WithSummary("Dannede høringsbreve");
        routes.MapPost("/sager/{sag}/hoeringer/{hoering:guid}/svar/{part:guid}/fortryd", FortrydSvar).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortrød et svar på en høring");
        Handling(routes, "hoeringer/{hoering:guid}/svar", SvarSide, SvarAsync);
        Handling(routes, "hoeringer/{hoering:guid}/forlaeng", ForlaengSide, ForlaengAsync);
        Handling(routes, "hoeringer/{hoering:guid}/afslut", AfslutSide, AfslutAsync);
    }

    private static Guid Id(Kontekst k) => Guid.Parse((string)k.Http.GetRouteValue("hoering")!, CultureInfo.InvariantCulture);

    private static string Sti(Kontekst k) => $"{k.Sag.Sti}/hoeringer/{Id(k)}";

    private static async Task<Hoeringsvisning> HentAsync(Kontekst k)
    {
        var vist = await k.Tjenester.GetRequiredService<Hoeringsopslag>().HentAsync(k.Aktoer, Id(k), k.Ct);
        if (vist.Parter.Any(p => p.ErBeskyttet))
            k.Tjenester.GetRequiredService<Adgangsspor>().Beskyttet();
        return vist;
    }

    private static async Task<Handlingsvisning> StartSide(Kontekst k, Hoeringsart art)
    {
        var partshoering = art == Hoeringsart.Partshoering;
        var idag = DanishTime.Today(k.Tjenester.GetRequiredService<TimeProvider>());
        var parter = (await k.Db.SagensParterAsync(k.Aktoer, k.Sag.Id, idag, k.Ct)).Where(p => p.Fratraadt is null).Take(StartHoering.FlestParter).ToList();
        if (parter.Count == 0)
            return new(partshoering ? "partshoering" : "naboorientering", partshoering ? "Start partshøring" : "Start naboorientering", null, []) { Indledning = ["Der er ingen parter på sagen. Tilføj dem, der skal høres, under Parter."] };
        var dokumenter = await k.Opslag.DokumenterAsync(k.Aktoer, k.Sag.Id, k.Ct, StartHoering.FlestDokumenter);
        var ens = parter.Where(p => partshoering || p.Rolle.Contains("nabo", StringComparison.OrdinalIgnoreCase)).Select(p => p.Id).ToHashSet();
        return new(partshoering ? "partshoering" : "naboorientering", partshoering ? "Start partshøring" : "Start naboorientering", partshoering ? "Start partshøringen" : "Start naboorienteringen",
        [
            new("emne", "Hvad høres der om?") { Vaerdi = k.Sag.Titel, Hoejst = 200 },
            new("oplysninger", partshoering ? "Oplysninger, som parten skal kende" : "Det, der er søgt om", Felttype.Langtekst) { Raekker = 8, Hjaelp = "Teksten kommer med i hvert brev. Skriv intet om andre parter, som de ikke må kende." },
            new("frist", "Frist for svar", Felttype.Dato) { Valgfri = true, Hjaelp = $"dd-mm-åååå. {Hoeringskontrol.Fristdage} dage fra i dag, når feltet er tomt. En lukkedag flyttes til næste arbejdsdag." },
            .. parter.Select((p, i) => new Handlingsfelt("part-" + p.Id, $"{Navnebeskyttelse.Vist(p.Navn, p.ErBeskyttet)}, {p.Rolle.ToLower(CultureInfo.CurrentCulture)}{(p.ErBeskyttet ? ", nævnes ikke for andre" : "")}", Felttype.Afkrydsning)
                { Valgt = ens.Contains(p.Id), Valgfri = true, Overskrift = i == 0 ? "Hvem høres?" : null }),
            .. dokumenter.Select((d, i) => new Handlingsfelt("dokument-" + d.Id, d.Aktnr is null ? d.Titel : $"Akt {d.Aktnr}: {d.Titel}", Felttype.Afkrydsning)
                { Valgfri = true, Overskrift = i == 0 ? "Over hvilke dokumenter?" : null }),
        ])
        {
            Indledning = [partshoering
                ? "Parten skal have lejlighed til at udtale sig om oplysninger, som parten ikke kan antages at kende, og som er til ugunst og af væsentlig betydning (forvaltningsloven § 19). Hver part får sit eget brev. Mens høringen er i gang, kan sagen ikke afgøres."
                : "Naboer, der er parter på sagen, får hver sit brev om det, der er søgt om, og kan svare inden fristen."],
        };
    }

    private static async Task<Udfald> StartAsync(Kontekst k, Hoeringsart art)
    {
        var frist = k.F.Dato("frist");
        if (!k.F.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((StartHoering act) => act.Udfoer(new(k.Aktoer, k.Id, art.ToString(), k.F["emne"], k.F["oplysninger"], frist, Valgte(k.F, "part-"), Valgte(k.F, "dokument-"), k.IfMatch), k.Ct));
        var flyttet = ErindringRuter.Flyttet(svar.FlyttetFra) is { } lukket ? $" {lukket}" : "";
        return new($"Høringen er startet med frist {DanishTime.ShortDate(svar.Frist)}.{flyttet} Dan nu brevene.", $"{k.Sag.Sti}/hoeringer/{svar.Id}");
    }

    /// <summary>The ids of the boxes that are ticked.</summary>
    private static List<Guid> Valgte(Formular f, string foran) =>
        [.. f.Vaerdier.Keys.Where(n => n.StartsWith(foran, StringComparison.Ordinal) && f.Afkrydset(n)).Select(n => Guid.TryParse(n[foran.Length..], out var id) ? id : Guid.Empty)];

    private static Task<Handlingsvisning> UndladSide(Kontekst k) => Task.FromResult(new Handlingsvisning("undlad-hoering", "Undlad partshøring", "Skriv, at parterne ikke høres",
    [
        new("hjemmel", "Hjemmel") { Hoejst = 200, Hjaelp = "Lov, paragraf, stykke og nummer, fx forvaltningsloven § 19, stk. 2, og det nummer, der passer." },
        new("begrundelse", "Hvorfor høres parterne ikke?", Felttype.Langtekst) { Hoejst = 2000 },
    ]) { Indledning = ["Det står i sagens historik, hvem der besluttede det, og hvorfor. Sagen kan derefter afgøres uden høring."] });

    private static async Task<Udfald> UndladAsync(Kontekst k)
    {
        await k.KoerAsync((UndladHoering act) => act.Udfoer(new(k.Aktoer, k.Id, k.F["hjemmel"], k.F["begrundelse"], k.IfMatch), k.Ct));
        return new("Det er skrevet på sagen, at parterne ikke høres.");
    }

    private static Task<IResult> Vis(string sag, Guid hoering, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, Hoeringsopslag opslag, SagerDb db, Adgangsspor spor, TimeProvider tid, CancellationToken ct) =>
        ramme.VisAsync(context, aktoer, sag, async s =>
        {
            var ejer = await opslag.SagForAsync(aktoer, hoering, ct);
            if (ejer.Id != s.Id)
                return Results.Redirect($"/sager/{ejer.Sagsnummer}/hoeringer/{hoering}"); // the case was merged
            var h = await opslag.HentAsync(aktoer, hoering, ct);
            if (h.Parter.Any(p => p.ErBeskyttet))
                spor.Beskyttet();
            var skabeloner = await db.Dokumentskabeloner.Where(d => d.Aktiv).OrderBy(d => d.Navn).Select(d => new Mulighed(d.Noegle, d.Navn, null)).ToListAsync(ct);
            var egen = h.Hoering.Art == nameof(Hoeringsart.Partshoering) ? "partshoering" : "naboorientering";
            return SagRuter.Side<Hoeringside>(new()
            {
                ["Sag"] = s,
                ["Model"] = new Hoeringssidevisning(h, skabeloner, skabeloner.Exists(m => m.Vaerdi == egen) ? egen : "", s is { ErAaben: true, KanArbejde: true } && h.Hoering.Afsluttet is null, DanishTime.Today(tid)),
            });
        }, ct);

    private static async Task<IResult> Breve(string sag, Guid hoering, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, Hoeringsbreve breve, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var s = await ramme.HentAsync(aktoer, sag, ct);
        var svar = await breve.DanAsync(aktoer, hoering, f["skabelon"], f.Id("part"), ct);
        if (svar.MasseforsendelseId is { } masse)
        {
            context.Besked(Beskedart.Succes, $"{svar.Mangler} breve dannes nu og lægges på sagen som kladder.", "Her kan du følge det.");
            return Results.Redirect($"/masseforsendelser/{masse}");
        }

        context.Besked(
            svar.UkendteFelter.Count == 0 ? Beskedart.Succes : Beskedart.Advarsel,
            svar.Dannet switch { 0 => "Alle har et brev.", 1 => "1 brev er dannet og ligger på sagen som kladde.", _ => $"{svar.Dannet} breve er dannet og ligger på sagen som kladder." },
            svar.UkendteFelter.Count > 0 ? $"Disse felter i skabelonen har ingen værdi: {string.Join(", ", svar.UkendteFelter)}." : svar.Mangler > 0 ? $"{svar.Mangler} mangler endnu." : null);
        return Results.Redirect($"{s.Sti}/hoeringer/{hoering}");
    }

    private static async Task<IResult> FortrydSvar(string sag, Guid hoering, Guid part, HttpContext context, Aktoer aktoer, Authority myndighed, Sagsrammeopslag ramme, CancellationToken ct)
    {
        var s = await ramme.HentAsync(aktoer, sag, ct);
        await myndighed.Queue.RunAsync((RegistrerHoeringssvar act) => act.Udfoer(new(aktoer, hoering, part, Fortryd: true), ct), ct);
        context.Besked(Beskedart.Succes, "Svaret er fortrudt. Parten venter igen.");
        return Results.Redirect($"{s.Sti}/hoeringer/{hoering}");
    }

    private static List<Mulighed> Parter(Hoeringsvisning h, bool kunUdenSvar) => [.. h.Parter.Where(p => !kunUdenSvar || p.Svaret is null).Select(p => new Mulighed(p.SagspartId.ToString(), $"{p.Navn}, {p.Rolle.ToLower(CultureInfo.CurrentCulture)}"))];

    private static async Task<Handlingsvisning> SvarSide(Kontekst k)
    {
        var h = await HentAsync(k);
        var dokumenter = await k.Opslag.DokumenterAsync(k.Aktoer, k.Sag.Id, k.Ct, 100);
        return new($"hoeringer/{Id(k)}/svar", "Registrér svar", "Registrér svaret",
        [
            new("part", "Hvem har svaret?", Felttype.Valgliste) { Valg = Parter(h, false), Vaerdi = k.Http.Request.Query["part"].ToString() is { Length: > 0 } part ? part : h.Parter.FirstOrDefault(p => p.Svaret is null)?.SagspartId.ToString() },
            new("dato", "Modtaget", Felttype.Dato) { Valgfri = true, Hjaelp = "dd-mm-åååå. I dag, når feltet er tomt." },
            new("dokument", "Dokumentet med svaret", Felttype.Valgliste) { Valg = [.. dokumenter.Where(d => d.Retning != "Udgående").Select(d => new Mulighed(d.Id.ToString(), $"{(d.Aktnr is null ? "" : $"Akt {d.Aktnr}: ")}{d.Titel}, {DanishTime.ShortDate(d.Dato)}"))], Tomvalg = "Intet dokument", Valgfri = true },
            new("note", "Hvad blev der svaret?", Felttype.Langtekst) { Valgfri = true, Hoejst = 4000, Hjaelp = "Fx når svaret blev givet i telefonen." },
            new("udenBemaerkninger", "Parten har ingen bemærkninger", Felttype.Afkrydsning),
        ]) { Indledning = [$"Høring over »{h.Hoering.Emne}«."] };
    }

    private static async Task<Udfald> SvarAsync(Kontekst k)
    {
        var (dato, part, dokument) = (k.F.Dato("dato"), k.F.Id("part"), k.F.Id("dokument"));
        if (!k.F.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((RegistrerHoeringssvar act) => act.Udfoer(new(k.Aktoer, Id(k), part, dokument, k.F["note"], dato, k.F.Afkrydset("udenBemaerkninger")), k.Ct));
        return new(svar.Mangler == 0 ? "Svaret er registreret. Alle har svaret, så høringen kan afsluttes." : $"Svaret er registreret. {svar.Mangler} mangler.", Sti(k));
    }

    private static async Task<Handlingsvisning> ForlaengSide(Kontekst k)
    {
        var h = await HentAsync(k);
        return new($"hoeringer/{Id(k)}/forlaeng", "Forlæng fristen", "Forlæng fristen",
        [
            new("frist", "Ny frist", Felttype.Dato) { Hjaelp = $"dd-mm-åååå. Fristen er nu {DanishTime.ShortDate(h.Hoering.Frist)}." },
            new("part", "For hvem?", Felttype.Valgliste) { Valg = Parter(h, true), Tomvalg = "Alle, der ikke har svaret", Valgfri = true },
        ]) { Indledning = ["Skriv selv til dem, der får længere tid."] };
    }

    private static async Task<Udfald> ForlaengAsync(Kontekst k)
    {
        var (frist, part) = (k.F.Dato("frist"), k.F.Id("part"));
        if (!k.F.ErGyldig)
            return new("");
        var svar = await k.KoerAsync((ForlaengHoeringsfrist act) => act.Udfoer(new(k.Aktoer, Id(k), frist, part), k.Ct));
        return new($"Fristen er nu {DanishTime.ShortDate(svar.Frist)}. {ErindringRuter.Flyttet(svar.FlyttetFra)}".Trim(), Sti(k));
    }

    private static async Task<Handlingsvisning> AfslutSide(Kontekst k)
    {
        var h = await HentAsync(k);
        var idag = DanishTime.Today(k.Tjenester.GetRequiredService<TimeProvider>());
        var venter = h.Parter.Count(p => p.Svaret is null && p.Frist >= idag);
        return new($"hoeringer/{Id(k)}/afslut", "Afslut høringen", venter == 0 ? "Afslut høringen" : "Stop høringen før tid",
            venter == 0 ? [] : [new("grund", "Hvorfor stoppes høringen?", Felttype.Langtekst) { Hoejst = 2000 }])
        {
            Farlig = venter > 0,
            Indledning = [venter == 0
                ? $"{h.Hoering.Svar} af {h.Hoering.Hoerte} har svaret. Når høringen er afsluttet, kan sagen afgøres."
                : $"{(venter == 1 ? "1 part har" : $"{venter} parter har")} stadig tid til at svare. Stoppes høringen nu, tæller den ikke som holdt."],
        };
    }

    private static async Task<Udfald> AfslutAsync(Kontekst k)
    {
        var svar = await k.KoerAsync((AfslutHoering act) => act.Udfoer(new(k.Aktoer, Id(k), k.F["grund"]), k.Ct));
        return new(svar.Holdt ? "Høringen er afsluttet." : "Høringen er stoppet før tid og tæller ikke som holdt.", Sti(k));
    }
}
