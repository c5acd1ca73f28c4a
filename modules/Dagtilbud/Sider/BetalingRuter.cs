using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Api;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Sager.Contract;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Dagtilbud.Sider;

/// <summary>Pages of parents' payment: the tab on the case, tariffs, the friplads scale, and the monthly basis.</summary>
internal static class BetalingRuter
{
    private const int Sidelaengde = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}/betaling", Fane).Kraever(AccessRules.Laesning).WithSummary("Så forældrebetalingen på en sag");
        routes.MapPost("/sager/{sag}/betaling/husstand", Husstand).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Registrerede en husstand og dens indtægt");
        routes.MapPost("/sager/{sag}/betaling/soeskende", Soeskende).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Lagde et barn i en søskendes husstand");
        routes.MapPost("/sager/{sag}/betaling/plads", Plads).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Valgte heltid eller deltid og frokost");
        routes.MapGet("/dagtilbud/takster", Takster).Kraever(Roller.Administrator).WithSummary("Så dagtilbudstaksterne");
        routes.MapPost("/dagtilbud/takster", GemTakst).Kraever(Roller.Administrator).WithSummary("Gav en slags plads en takst");
        routes.MapPost("/dagtilbud/takster/regel", GemRegel).Kraever(Roller.Administrator).WithSummary("Valgte, hvordan dele af en måned betales");
        routes.MapGet("/dagtilbud/friplads", Friplads).Kraever(Roller.Administrator).WithSummary("Så fripladsskalaerne");
        routes.MapPost("/dagtilbud/friplads", GemSkala).Kraever(Roller.Administrator).WithSummary("Indlæste en fripladsskala");
        routes.MapGet("/dagtilbud/betaling", Oversigt).Kraever(AccessRules.Laesning).WithSummary("Så betalingsgrundlagene");
        routes.MapPost("/dagtilbud/betaling", Dan).Kraever(AccessRules.Sagsarbejde).WithSummary("Dannede et betalingsgrundlag");
        routes.MapGet("/dagtilbud/betaling/{maaned}", Maaned).Kraever(AccessRules.Laesning).WithSummary("Så betalingsgrundlaget for en måned");
        routes.MapGet("/dagtilbud/betaling/{maaned}/fil.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede betalingsgrundlaget for en måned");
    }

    private static Task<IResult> Fane(string sag, HttpContext http, Sagssider sider, Sagsopslag sager, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct, string? maaned = null) =>
        sider.VisAsync(http, aktoer, sag, async ramme => Formularhandling.Side<Betalingsfaneside>(await FanevisningAsync(ramme, sager, opslag, aktoer, tid, maaned, null, null, null, ct)), ct);

    private static async Task<Betalingsfanevisning> FanevisningAsync(
        Sagsrammevisning ramme, Sagsopslag sager, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, string? maaned, Formular? husstand, Formular? soeskende, Formular? plads, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, ramme.Id.ToString(), ct);
        var denne = Betalingsbeloeb.Maaned(DanishTime.Today(tid));
        var m = Maaneder.Laes(maaned) is { } nr ? Maaneder.Foerste(nr) : denne;
        Formular Ny(params ReadOnlySpan<(string, string?)> start) => new(start);
        var fra = denne.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
        if (kort.Sagstype != Dagtilbudstype.Noegle)
            return new(ramme, false, m, [], [], [], [], [], [], Ny(), Ny(), Ny());
        var pris = await opslag.PrisAsync(kort, m, ct);
        var voksne = await opslag.VoksneAsync(aktoer, kort, ct);
        var oplysninger = await opslag.HusstandAsync(kort, ct);
        if (husstand is null)
        {
            husstand = Ny(("aendret", fra), ("boern", oplysninger.Count > 0 ? $"{oplysninger[0].BoernUnder18}" : "1"), ("enlig", oplysninger is [{ ErEnlig: true }, ..] ? "true" : ""), ("betaler", voksne.FirstOrDefault(v => v.ErBetaler)?.Id.ToString()));
            husstand.Saet("voksne", voksne.Where(v => v.IHusstand).Select(v => v.Id.ToString()));
        }

        return new(
            ramme, true, m, pris.Linjer, pris.Mangler, await opslag.PosterAsync(kort, ct), oplysninger, voksne, await opslag.SoeskendeAsync(aktoer, kort, ct),
            husstand, soeskende ?? Ny(("fra", fra)), plads ?? Ny(("fra", fra), ("tid", nameof(Taksttid.Heltid)), ("frokost", "true")));
    }

    private static async Task<IResult> Husstand(string sag, HttpContext http, Authority myndighed, Sagssider sider, Sagsopslag sager, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var (aendret, indtaegt, boern) = (f.Dato("aendret"), Oere(f, "indtaegt"), f.Heltal("boern", 1, 20));
        List<Guid> voksne = [.. f.Alle("voksne").Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty)];
        RegistrerHusstand.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync(
            (RegistrerHusstand act) => act.Udfoer(new(aktoer, kort.Id, aendret, indtaegt, f.Afkrydset("enlig"), boern, voksne, f.Id("betaler"), f["kilde"]), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"Husstanden er registreret fra {DanishTime.ShortDate(svar!.Fra)}.", svar.LukketTil is { } lukket ? $"Grundlaget er lukket til og med {Betalingsbeloeb.Maanedsnavn(lukket)}. En forskel kommer med på det næste." : null);
            return Results.Redirect($"{kort.Sti}/betaling");
        }

        return Formularhandling.Side<Betalingsfaneside>(await FanevisningAsync(await sider.HentAsync(aktoer, sag, ct), sager, opslag, aktoer, tid, null, f, null, null, ct), f);
    }

    private static async Task<IResult> Soeskende(string sag, HttpContext http, Authority myndighed, Sagssider sider, Sagsopslag sager, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var fra = f.Dato("fra");
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((LaegIHusstand act) => act.Udfoer(new(aktoer, kort.Id, f["soeskende"], fra), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"Børnene hører til samme husstand fra {DanishTime.ShortDate(fra!.Value)}.");
            return Results.Redirect($"{kort.Sti}/betaling");
        }

        return Formularhandling.Side<Betalingsfaneside>(await FanevisningAsync(await sider.HentAsync(aktoer, sag, ct), sager, opslag, aktoer, tid, null, null, f, null, ct), f);
    }

    private static async Task<IResult> Plads(string sag, HttpContext http, Authority myndighed, Sagssider sider, Sagsopslag sager, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var (fra, art) = (f.Dato("fra"), f.Valg<Taksttid>("tid"));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((RegistrerPladsvalg act) => act.Udfoer(new(aktoer, kort.Id, fra, art, f.Afkrydset("frokost")), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"Valget gælder fra {DanishTime.ShortDate(fra!.Value)}.");
            return Results.Redirect($"{kort.Sti}/betaling");
        }

        return Formularhandling.Side<Betalingsfaneside>(await FanevisningAsync(await sider.HentAsync(aktoer, sag, ct), sager, opslag, aktoer, tid, null, null, null, f, ct), f);
    }

    private static async Task<Dagtilbudstakstvisning> TakstvisningAsync(Betalingsopslag opslag, TimeProvider tid, Formular? takst, Formular? regel, CancellationToken ct)
    {
        var naeste = Betalingsbeloeb.Maaned(DanishTime.Today(tid)).AddMonths(1).ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
        return new(await opslag.TaksterAsync(ct), await opslag.ReglerAsync(ct), takst ?? new(("gaelderFra", naeste), ("tid", nameof(Taksttid.Heltid))), regel ?? new(("gaelderFra", naeste)));
    }

    private static async Task<IResult> Takster(Betalingsopslag opslag, TimeProvider tid, CancellationToken ct) => Formularhandling.Side<Dagtilbudstakstside>(await TakstvisningAsync(opslag, tid, null, null, ct));

    private static async Task<IResult> GemTakst(HttpContext http, Authority myndighed, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (art, heltid, budget, egen, frokost, fra) = (f.Valg<Pladsart>("art"), f.Valg<Taksttid>("tid"), Oere(f, "budget"), Oere(f, "egenbetaling"), Oere(f, "frokost"), f.Dato("gaelderFra"));
        GemDagtilbudstakst.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((GemDagtilbudstakst act) => act.Udfoer(new(aktoer, art, heltid, budget, egen, frokost, fra), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"{svar!.Navn} har en takst fra {DanishTime.ShortDate(fra!.Value)}.");
            return Results.Redirect("/dagtilbud/takster");
        }

        return Formularhandling.Side<Dagtilbudstakstside>(await TakstvisningAsync(opslag, tid, f, null, ct), f);
    }

    private static async Task<IResult> GemRegel(HttpContext http, Authority myndighed, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (fra, delmaaned) = (f.Dato("gaelderFra"), f.Valg<Delmaaned>("delmaaned"));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((GemBetalingsregel act) => act.Udfoer(new(aktoer, fra, delmaaned), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"Reglen gælder fra {DanishTime.ShortDate(fra!.Value)}.");
            return Results.Redirect("/dagtilbud/takster");
        }

        return Formularhandling.Side<Dagtilbudstakstside>(await TakstvisningAsync(opslag, tid, null, f, ct), f);
    }

    private static async Task<Fripladsvisning> FripladsvisningAsync(Betalingsopslag opslag, TimeProvider tid, Formular? f, CancellationToken ct)
    {
        var skalaer = await opslag.SkalaerAsync(ct);
        return new(skalaer, opslag.ForAeldreAar(skalaer), f ?? new(("gaelderFra", $"01-01-{DanishTime.Today(tid).Year}")));
    }

    private static async Task<IResult> Friplads(Betalingsopslag opslag, TimeProvider tid, CancellationToken ct) => Formularhandling.Side<Fripladsside>(await FripladsvisningAsync(opslag, tid, null, ct));

    private static async Task<IResult> GemSkala(HttpContext http, Authority myndighed, Betalingsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (fra, enlig, barn) = (f.Dato("gaelderFra"), Oere(f, "enlig"), Oere(f, "barn"));
        IndlaesFripladsskala.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((IndlaesFripladsskala act) => act.Udfoer(new(aktoer, fra, enlig, barn, f["kilde"], f["trin"]), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"Skalaen med {svar!.Trin} trin gælder fra {DanishTime.ShortDate(fra!.Value)}.");
            return Results.Redirect("/dagtilbud/friplads");
        }

        return Formularhandling.Side<Fripladsside>(await FripladsvisningAsync(opslag, tid, f, ct), f);
    }

    private static async Task<IResult> Oversigt(Betalingsopslag opslag, Aktoer aktoer, CancellationToken ct) => Formularhandling.Side<Betalingsoversigtsside>(await OversigtAsync(opslag, aktoer, new(), ct));

    private static async Task<Betalingsoversigtsvisning> OversigtAsync(Betalingsopslag opslag, Aktoer aktoer, Formular f, CancellationToken ct) =>
        new(await opslag.MaanederAsync(ct), await opslag.NaesteAsync(ct), aktoer.Har(AccessRules.Sagsarbejde), f);

    private static async Task<IResult> Dan(HttpContext http, Authority myndighed, Betalingsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var maaned = f.Dato("maaned");
        DanBetalingsgrundlag.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await BetalingApi.DanAsync(myndighed, aktoer, maaned, ct)))
        {
            http.Besked(svar!.VarLukket ? Beskedart.Info : Beskedart.Succes, svar.VarLukket ? $"{Stort(svar.Maaned)} er allerede lukket, og intet er ændret." : $"{Stort(svar.Maaned)} er lukket: {svar.Boern} børn, {Betalingsbeloeb.Kroner(svar.Oere)} kr.");
            return Results.Redirect($"/dagtilbud/betaling/{Maaneder.Noegle(Maaneder.Nr(svar.Maaned))}");
        }

        return Formularhandling.Side<Betalingsoversigtsside>(await OversigtAsync(opslag, aktoer, f, ct), f);
    }

    private static async Task<IResult> Maaned(string maaned, Betalingsopslag opslag, Aktoer aktoer, CancellationToken ct, string? efter = null)
    {
        var m = await opslag.MaanedAsync(BetalingApi.Maaned(maaned), ct);
        var (side, skjulte) = await opslag.PostsideAsync(aktoer, m.Maaned, efter, Sidelaengde, ct);
        return Formularhandling.Side<Betalingsmaanedside>(new Betalingsmaanedvisning(m, side.Poster, side.Naeste is { } n ? $"/dagtilbud/betaling/{m.Noegle}?efter={Uri.EscapeDataString(n)}" : null, skjulte));
    }

    /// <summary>A row for each line; the columns stay as they are.</summary>
    private static async Task Csv(string maaned, HttpContext http, Betalingsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var m = await opslag.MaanedAsync(BetalingApi.Maaned(maaned), ct);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"foraeldrebetaling-{m.Noegle}.csv\"";
        http.Response.Headers.CacheControl = "no-store";
        await using var csv = new CsvWriter(http.Response.Body);
        await csv.WriteRowAsync(["Måned", "Sagsnummer", "Husstand", "Linje", "Art", "Tekst", "Fra", "Til", "Beløb (kr.)", "Barnet i alt (kr.)", "Grundlaget er lukket"], ct);
        for (string? efter = null; ;)
        {
            var (side, _) = await opslag.PostsideAsync(aktoer, m.Maaned, efter, Cursor.MaxPage, ct);
            foreach (var p in side.Poster)
            {
                for (var i = 0; i < p.Linjer.Count; i++)
                {
                    var l = p.Linjer[i];
                    await csv.WriteRowAsync(
                        [m.Noegle, p.Sagsnummer, p.HusstandId?.ToString(), $"{i + 1}", l.Art, l.Tekst, DanishTime.ShortDate(l.Fra), DanishTime.ShortDate(l.Til), Betalingsbeloeb.Kroner(l.Oere), Betalingsbeloeb.Kroner(p.Oere), m.Lukket is null ? "Nej" : "Ja"], ct);
                }
            }

            if (side.Naeste is null)
                return;
            efter = side.Naeste;
        }
    }

    private static string Stort(DateOnly maaned) => Betalingsbeloeb.Maanedsnavn(maaned) is var navn ? char.ToUpperInvariant(navn[0]) + navn[1..] : "";

    /// <summary>Kroner as Danes write them, in øre.</summary>
    private static long? Oere(Formular f, string felt)
    {
        if (f[felt] is not { Length: > 0 } tekst)
            return null;
        if (Fripladsindlaesning.Beloeb(tekst) is { } oere)
            return oere;
        f.Fejl(felt, "Skriv beløbet i kroner og øre, fx 1.234,50.");
        return null;
    }
}
