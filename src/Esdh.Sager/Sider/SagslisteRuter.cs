using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using GemVisning = Esdh.Sager.Handlinger.GemVisning;

namespace Esdh.Sager.Sider;

/// <summary>The list of cases: filters, saved views, stars and export.</summary>
internal static class SagslisteRuter
{
    private const int Sidelaengde = 50;

    /// <summary>Rows of the export that are read at a time: no read lasts long.</summary>
    private const int Csvportion = 500;

    private static readonly string[] Filterfelter = ["tekst", "tilstand", "status", "emne", "facet", "behandler", "enhed", "skabelon", "fra", "til", "foelsomhed", "maerke", "frist", "kun"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager", Liste).Kraever(AccessRules.Laesning).WithSummary("Så listen over sager");
        routes.MapPost("/sager", Filtrer).Kraever(AccessRules.Laesning).WithSummary("Filtrerede listen over sager");
        routes.MapGet("/sager.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede listen over sager");
        routes.MapPost("/sager/visninger", GemVisningen).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Gemte en visning af listen over sager");
        routes.MapPost("/sager/visninger/{id:guid}/slet", SletVisningen).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Slettede en visning af listen over sager");
        routes.MapPost("/sager/{sag}/favorit", Favorit).Kraever(AccessRules.Laesning).WithSummary("Markerede en sag som favorit");
    }

    private static async Task<IResult> Liste(
        HttpRequest request, string? efter, string? foer, Sagsliste liste, Opsaetningsvalg opsaetning, Setebog setebog, Authority myndighed, Brugeropslag brugere, Personer personer,
        Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var visninger = await opsaetning.VisningerAsync(aktoer, ct);
        if (request.Query.Count == 0)
            return Results.Redirect(visninger.FirstOrDefault(v => v.ErStandard) is { Forespoergsel.Length: > 0 } standard ? $"/sager?{standard.Forespoergsel}" : "/sager?behandler=mig&tilstand=aaben");
        var formular = new Formular();
        Sagsfilter filter;
        try
        {
            filter = Sagsfilter.Laes(request.Query);
        }
        catch (InvalidException e)
        {
            formular.Fejl(e);
            filter = Sagsfilter.Laes(new QueryCollection(request.Query.Where(q => !e.Errors.ContainsKey(q.Key)).ToDictionary(q => q.Key, q => q.Value)));
        }

        foreach (var felt in Filterfelter.Concat(["sorter", "omvendt"]))
            formular.Saet(felt, CprFinder.Contains(request.Query[felt]) ? "" : request.Query[felt].ToString());
        if (filter.Tekst is not null)
            spor.Soegeord(filter.Tekst);
        if (filter.Kun == "sete")
            await setebog.SkrivAsync(myndighed, ct);
        var side = await liste.HentAsync(aktoer, filter, efter, foer, Sidelaengde, ct);
        var antal = await liste.TaelAsync(aktoer, filter, ct);
        var statusser = (await opsaetning.StatusserAsync(ct)).FindAll(s => s.Aktiv);
        var skabeloner = await opsaetning.SkabelonerAsync(ct);
        var enheder = await personer.EnhederAsync(ct);
        List<Mulighed> behandlere = [new("mig", "Mig"), new("ingen", "Ikke fordelt")];
        if (Guid.TryParse(filter.Behandler, out var behandler))
            behandlere.Add(new(filter.Behandler!, await personer.NavnAsync(behandler, ct)));
        if (aktoer.EnhedId is { } minEnhed)
        {
            behandlere.AddRange((await brugere.IEnhedAsync(minEnhed, 500, ct)).Where(b => b.Id != aktoer.Skrivebord && b.Id.ToString() != filter.Behandler)
                .Select(b => new Mulighed(b.Id.ToString(), b.Navn)));
        }

        var forespoergsel = filter.Forespoergsel();
        var valgt = visninger.FirstOrDefault(v => v.ErMin && v.Forespoergsel == forespoergsel);
        var visning = new Sagslistevisning(
            side, Antalsord(antal, filter.Kun == "sete" ? side.Poster.Count : null), Faner(visninger, forespoergsel), Brikker(filter, [.. statusser.Select(s => (s.Id, s.Navn))], [.. skabeloner.Select(s => (s.Id, s.Navn))],
                enheder.ToDictionary(e => e.Id, e => e.Navn), behandlere), formular, forespoergsel,
            valgt is null ? null : new(valgt.Id, valgt.Navn, valgt.ErDelt, valgt.ErStandard),
            Filterfelter.Count(f => request.Query.TryGetValue(f, out var v) && v.ToString().Length > 0), Sorteringer(filter),
            statusser.ConvertAll(s => new Mulighed(s.Id.ToString(), s.Navn)), skabeloner.ConvertAll(s => new Mulighed(s.Id.ToString(), s.Navn)),
            [new("min", "Min enhed"), .. enheder.Where(e => e.Aktiv || e.Id.ToString() == filter.Enhed).Select(e => new Mulighed(e.Id.ToString(), new string('\u2003', e.Dybde) + e.Navn))], behandlere)
        {
            Idag = DanishTime.Today(tid), KanArbejde = aktoer.Har(AccessRules.Sagsarbejde), Valgte = request.Query["valgt"].OfType<string>().ToHashSet(),
            Her = QueryHelpers.AddQueryString("/sager", request.Query.Where(q => q.Key != "valgt" && !CprFinder.Contains(q.Value))),
        };
        return SagRuter.Side<Sagslisteside>(new() { ["Visning"] = visning }, formular.ErGyldig ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>The filters come by POST and are answered by an address: what is typed may be a personnummer, which leads to its party.</summary>
    private static async Task<IResult> Filtrer(HttpContext context, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var tekst = form["tekst"].ToString().Trim();
        if (CprFinder.Contains(tekst))
        {
            spor.Soegeord(tekst);
            try
            {
                return Results.Redirect($"/parter/{await db.SlaaPartOpAsync(aktoer, tekst, ct)}");
            }
            catch (Exception e) when (e is NotFoundException or InvalidException)
            {
                context.Besked(Beskedart.Advarsel, "Der er ingen part med det nummer, som du har adgang til.");
                tekst = "";
            }
        }

        Dictionary<string, StringValues> q = new() { ["alle"] = "ja" };
        foreach (var felt in Filterfelter.Concat(["sorter", "omvendt"]))
        {
            var vaerdi = felt == "tekst" ? tekst : form[felt].ToString().Trim();
            if (vaerdi.Length > 0)
                q[felt] = vaerdi;
        }

        return Results.Redirect(QueryHelpers.AddQueryString("/sager", q));
    }

    internal static string Antalsord(int antal, int? vist) => vist is { } v ? v == 1 ? "1 sag" : $"{v} sager"
        : antal > Sagsliste.TaelHoejst ? $"Flere end {Sagsliste.TaelHoejst.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))} sager" : antal == 1 ? "1 sag" : $"{antal} sager";

    private static List<Fane> Faner(IReadOnlyList<Visningsforesp.Visning> visninger, string nu)
    {
        (string Navn, Sagsfilter Filter)[] faste =
        [
            ("Mine åbne", new() { Behandler = "mig", Tilstand = "aaben" }), ("Enhedens åbne", new() { Enhed = "min", Tilstand = "aaben" }),
            ("Frist overskredet", new() { Behandler = "mig", Frist = "overskredet", Sorter = Sagsorden.Frist }), ("Favoritter", new() { Kun = "favoritter" }), ("Senest set", new() { Kun = "sete" }),
        ];
        List<Fane> faner = [.. faste.Select(f => new Fane(f.Navn, f.Filter.Href("/sager"), f.Filter.Forespoergsel() == nu))];
        faner.AddRange(visninger.Select(v => new Fane(v.Navn, v.Forespoergsel.Length == 0 ? "/sager?alle=ja" : $"/sager?{v.Forespoergsel}",
            v.Forespoergsel == nu && !faner.Exists(f => f.Aktiv), Ikon: v.ErDelt ? "personer" : "bogmaerke")));
        faner.Add(new("Alle", "/sager?alle=ja", nu.Length == 0 && !faner.Exists(f => f.Aktiv)));
        return faner;
    }

    private static List<Brik> Brikker(
        Sagsfilter f, IReadOnlyList<(Guid Id, string Navn)> statusser, IReadOnlyList<(Guid Id, string Navn)> skabeloner, Dictionary<Guid, string> enheder, List<Mulighed> behandlere)
    {
        List<Brik> brikker = [];
        void Til(object? sat, string tekst, Sagsfilter uden)
        {
            if (sat is not null)
                brikker.Add(new(tekst, uden.Href("/sager", ("alle", uden.ErTomt ? "ja" : null))));
        }

        static string Navn(IReadOnlyList<(Guid Id, string Navn)> liste, Guid? id) => liste.FirstOrDefault(x => x.Id == id).Navn ?? "?";
        Til(f.Tekst, $"»{f.Tekst}«", f with { Tekst = null });
        Til(f.Tilstand, f.Tilstand switch { "aaben" => "Åbne", "aktiv" => "Aktive", "hvilende" => "Hvilende", _ => "Afsluttede" }, f with { Tilstand = null });
        Til(f.Status, $"Status: {Navn(statusser, f.Status)}", f with { Status = null });
        Til(f.Emne, $"Emne {f.Emne}", f with { Emne = null });
        Til(f.Facet, $"Facet {f.Facet}", f with { Facet = null });
        Til(f.Behandler, $"Behandler: {behandlere.Find(b => b.Vaerdi == f.Behandler)?.Tekst}", f with { Behandler = null });
        Til(f.Enhed, f.Enhed == "min" ? "Min enhed" : $"Enhed: {(Guid.TryParse(f.Enhed, out var e) ? enheder.GetValueOrDefault(e, "?") : "?")}", f with { Enhed = null });
        Til(f.Skabelon, $"Skabelon: {Navn(skabeloner, f.Skabelon)}", f with { Skabelon = null });
        Til(f.Fra, $"Oprettet fra {f.Fra:dd-MM-yyyy}", f with { Fra = null });
        Til(f.Til, $"Oprettet til {f.Til:dd-MM-yyyy}", f with { Til = null });
        Til(f.Foelsomhed, f.Foelsomhed is null ? "" : Enum.Parse<Foelsomhed>(f.Foelsomhed, true).Ord(), f with { Foelsomhed = null });
        Til(f.Maerke, $"Mærke: {f.Maerke}", f with { Maerke = null });
        Til(f.Frist, f.Frist == "uge" ? "Frist inden for 7 dage" : "Frist overskredet", f with { Frist = null });
        Til(f.Kun, f.Kun == "sete" ? "Senest set" : "Favoritter", f with { Kun = null });
        return brikker;
    }

    private static Dictionary<string, (string, Sortering)> Sorteringer(Sagsfilter f) => Enum.GetValues<Sagsorden>().ToDictionary(o => o.ToString(), o =>
    {
        var omvendt = f.Sorter == o && !f.Omvendt;
        var ny = f with { Sorter = o, Omvendt = omvendt };
        return (ny.Href("/sager", ("alle", ny.Forespoergsel().Length == 0 ? "ja" : null)), f.Sorter != o || f.Kun == "sete" ? Sortering.Ingen : f.Faldende ? Sortering.Faldende : Sortering.Stigende);
    });

    /// <summary>Streams the cases that the list shows, portion by portion, so that any number can be taken out.</summary>
    private static async Task<IResult> Csv(HttpContext context, Sagsliste liste, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var filter = Sagsfilter.Laes(context.Request.Query);
        if (filter.Tekst is not null)
            spor.Soegeord(filter.Tekst);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"sager-{DanishTime.Today(tid):yyyy-MM-dd}.csv\"";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await using var csv = new CsvWriter(context.Response.Body);
        await csv.WriteRowAsync(["Sagsnummer", "Titel", "Part", "Status", "Tilstand", "Emne", "Facet", "Behandler", "Enhed", "Følsomhed", "Næste frist", "Oprettet", "Senest ændret", "Afsluttet"], ct);
        string? efter = null;
        do
        {
            var side = await liste.HentAsync(aktoer, filter, efter, null, Csvportion, ct);
            foreach (var s in side.Poster)
            {
                await csv.WriteRowAsync(
                [
                    s.Sagsnummer, s.Titel, s.Part, s.Status, s.Tilstand, s.Emne, s.Facet, s.Behandler, s.Enhed, Enum.Parse<Foelsomhed>(s.Foelsomhed).Ord(), s.NaesteFrist?.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture),
                    DanishTime.ShortDate(s.Oprettet), DanishTime.ShortDateTime(s.SenestAendret), s.Afsluttet is { } a ? DanishTime.ShortDate(a) : null,
                ], ct);
            }

            efter = side.Naeste;
        }
        while (efter is not null);
        return Results.Empty;
    }

    private static async Task<IResult> GemVisningen(HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        try
        {
            await myndighed.Queue.RunAsync((GemVisning act) => act.Udfoer(new(aktoer, f["navn"], f["forespoergsel"], f.Afkrydset("del"), f.Afkrydset("erStandard")), ct), ct);
            context.Besked(Beskedart.Succes, $"Visningen »{f["navn"]}« er gemt.");
        }
        catch (InvalidException e)
        {
            context.Besked(Beskedart.Fejl, e.Errors.Values.First()[0], "Visningen er ikke gemt.");
        }

        return Results.Redirect(f["forespoergsel"].Length == 0 ? "/sager?alle=ja" : $"/sager?{f["forespoergsel"]}");
    }

    private static async Task<IResult> SletVisningen(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((SletVisning act) => act.Udfoer(new(aktoer, id), ct), ct);
        context.Besked(Beskedart.Succes, $"Visningen »{svar.Navn}« er slettet.");
        return Results.Redirect("/sager?alle=ja");
    }

    private static async Task<IResult> Favorit(string sag, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var svar = await myndighed.Queue.RunAsync((SaetFavorit act) => act.Udfoer(new(aktoer, sag, f.Afkrydset("paa")), ct), ct);
        context.Besked(Beskedart.Succes, svar.ErFavorit ? "Sagen står nu under Favoritter i din sagsliste." : "Sagen er ikke længere blandt dine favoritter.");
        return Results.Redirect($"/sager/{svar.Sagsnummer}");
    }
}
