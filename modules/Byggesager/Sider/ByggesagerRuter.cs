using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Foresp;
using Esdh.Byggesager.Handlinger;
using Esdh.Byggesager.Indhold;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Esdh.Byggesager.Sider;

/// <summary>The module's pages: the list, the property, and the tabs on the case.</summary>
internal static class ByggesagerRuter
{
    private const int Sidelaengde = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/byggesager", Liste).Kraever(AccessRules.Laesning).WithSummary("Så listen over byggesager");
        routes.MapGet("/byggesager.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede listen over byggesager");
        routes.MapGet("/byggesager/ejendomme/{bfe}", Ejendom).Kraever(AccessRules.Laesning).WithSummary("Så byggesagerne på en ejendom");
        routes.MapGet("/sager/{sag}/mangler", Mangler).Kraever(AccessRules.Laesning).WithSummary("Så, hvad ansøger mangler at sende");
        routes.MapPost("/sager/{sag}/mangler", SendBrev).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Sendte et mangelbrev");
        routes.MapPost("/sager/{sag}/mangler/klaret", Klar).Kraever(AccessRules.Sagsarbejde).WithSummary("Satte hak ved det, ansøger har sendt");
        routes.MapGet("/sager/{sag}/ejendom", Ejendomsfane).Kraever(AccessRules.Laesning).WithSummary("Så andre byggesager på sagens ejendom");
    }

    private static async Task<IResult> Liste(HttpRequest request, Byggesagsliste liste, Byggesagsopslag opslag, Brugeropslag brugere, Aktoer aktoer, CancellationToken ct, string? efter = null)
    {
        var formular = new Formular();
        foreach (var felt in Felter)
            formular.Saet(felt, request.Query[felt].ToString());
        Byggesagsfilter filter;
        try
        {
            filter = Byggesagsfilter.Laes(request.Query, aktoer);
        }
        catch (InvalidException e)
        {
            formular.Fejl(e);
            filter = Byggesagsfilter.Laes(new QueryCollection(request.Query.Where(q => !e.Errors.ContainsKey(q.Key)).ToDictionary(q => q.Key, q => q.Value)), aktoer);
        }

        var side = await liste.HentAsync(aktoer, filter.Udvalg(), efter, Sidelaengde, ct);
        List<Mulighed> behandlere = [new("mig", "Mig"), new("ingen", "Ikke fordelt")];
        if (aktoer.EnhedId is { } enhed)
            behandlere.AddRange((await brugere.IEnhedAsync(enhed, 500, ct)).Where(b => b.Id != aktoer.Skrivebord).Select(b => new Mulighed(b.Id.ToString(), b.Navn)));
        if (filter.BehandlerId is { } valgt && valgt != aktoer.Skrivebord && behandlere.TrueForAll(b => b.Vaerdi != valgt.ToString()))
            behandlere.Add(new(valgt.ToString(), (await brugere.FindAsync(valgt, ct))?.Navn ?? "Ukendt bruger"));
        IReadOnlyList<Mulighed> enheder = [.. (await brugere.EnhederAsync(ct)).Where(e => e.Aktiv).Select(e => new Mulighed(e.Id.ToString(), new string('\u2003', e.Dybde) + e.Navn))];
        var kanArbejde = aktoer.Har(AccessRules.Sagsarbejde);
        return Formularhandling.Side<Byggesagslisteside>(new Byggesagslistevisning(
            side, formular, behandlere, enheder, Brikker(request, behandlere, enheder), side.Naeste is null ? null : Adresse("/byggesager", request, "efter", side.Naeste), Adresse("/byggesager.csv", request, null, null),
            kanArbejde ? await opslag.VentendeAsync(ct) : 0, kanArbejde), formular);
    }

    private static readonly string[] Felter = ["ejendom", "trin", "kategori", "behandler", "enhed", "alle", "bfe", "matrikel", "adresse"];

    private static string Adresse(string sti, HttpRequest request, string? felt, string? vaerdi, string? uden = null)
    {
        var valg = Felter.Where(f => f != uden && request.Query[f].ToString().Length > 0).ToDictionary(f => f, f => (string?)request.Query[f].ToString());
        if (felt is not null)
            valg[felt] = vaerdi;
        return QueryHelpers.AddQueryString(sti, valg);
    }

    private static List<Brik> Brikker(HttpRequest request, List<Mulighed> behandlere, IReadOnlyList<Mulighed> enheder)
    {
        List<Brik> brikker = [];
        foreach (var felt in Felter)
        {
            if (request.Query[felt].ToString() is not { Length: > 0 } v)
                continue;
            var tekst = felt switch
            {
                "trin" => Byggesagslistevisning.Trin.FirstOrDefault(m => m.Vaerdi == v)?.Tekst, "kategori" => Byggesagstype.Valgnavn("kategori", v), "behandler" => behandlere.Find(m => m.Vaerdi == v)?.Tekst,
                "enhed" => enheder.FirstOrDefault(m => m.Vaerdi == v)?.Tekst.Trim(), "alle" => "Også afsluttede", _ => $"»{v}«",
            };
            if (tekst is not null)
                brikker.Add(new(tekst, Adresse("/byggesager", request, null, null, felt)));
        }

        return brikker;
    }

    private static async Task Csv(HttpContext http, Byggesagsliste liste, Aktoer aktoer, CancellationToken ct)
    {
        var udvalg = Byggesagsfilter.Laes(http.Request.Query, aktoer).Udvalg();
        await using var csv = Fil(http, "byggesager.csv");
        await csv.WriteRowAsync(["Sagsnummer", "Titel", "Adresse", "BFE-nummer", "Matrikel", "Kategori", "Trin", "Behandler", "Enhed", "Oprettet", "Omfattet af servicemål", "Dage brugt", "Dage i alt", "Frist", "Servicemål"], ct);
        for (string? efter = null; ;)
        {
            var side = await liste.HentAsync(aktoer, udvalg, efter, Cursor.MaxPage, ct);
            foreach (var s in side.Poster)
            {
                await csv.WriteRowAsync(
                    [s.Sagsnummer, s.Titel, s.Adresse, s.Bfe, s.Matrikel, s.Kategorinavn, s.Status, s.Behandler, s.Enhed, DanishTime.ShortDate(s.Oprettet), s.Omfattet ? "Ja" : s.Undtagetord, s.Servicemaal?.Brugt.ToString(CultureInfo.InvariantCulture),
                        s.Servicemaal?.Dage.ToString(CultureInfo.InvariantCulture), s.Servicemaal?.Frist is { } f ? DanishTime.ShortDate(f) : null, s.Servicemaal is null ? null : s.Urmaerke.Tekst], ct);
            }

            if (side.Naeste is null)
                return;
            efter = side.Naeste;
        }
    }

    /// <summary>Written to as it is read.</summary>
    internal static CsvWriter Fil(HttpContext http, string navn)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{navn}\"";
        http.Response.Headers.CacheControl = "no-store";
        return new(http.Response.Body);
    }

    private static async Task<IResult> Ejendom(string bfe, Byggesagsliste liste, Aktoer aktoer, CancellationToken ct, string? efter = null)
    {
        if (!Ansoegningsform.Bfe(bfe))
            throw new NotFoundException("Der er ingen ejendom med det BFE-nummer: det er 1 til 9 cifre.");
        var side = await liste.HentAsync(aktoer, new(Byggesagstype.Noegle) { Felt = ("bfe", bfe), OgsaaAfsluttede = true }, efter, Sidelaengde, ct);
        return Formularhandling.Side<Ejendomsside>(new Ejendomsvisning(bfe, side.Poster, side.Naeste is null ? null : $"/byggesager/ejendomme/{bfe}?efter={Uri.EscapeDataString(side.Naeste)}"));
    }

    private static Task<IResult> Mangler(string sag, HttpContext http, Sagssider sider, Sagsopslag sager, Byggesagsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        sider.VisAsync(http, aktoer, sag, async ramme => Formularhandling.Side<Mangelside>(await MangelvisningAsync(ramme, sager, opslag, aktoer, new(), ct)), ct);

    private static async Task<Mangelvisning> MangelvisningAsync(Esdh.Sager.Sider.Sagsrammevisning ramme, Sagsopslag sager, Byggesagsopslag opslag, Aktoer aktoer, Formular formular, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, ramme.Id.ToString(), ct);
        var er = kort.Sagstype == Byggesagstype.Noegle;
        return new(
            ramme, er, er && kort.ErAaben && ramme.KanArbejde && Byggesagstype.UnderBehandling.Contains(kort.Trin), kort.ErAaben && kort.Trin is "modtaget" or "afventer", er ? await opslag.ManglerAsync(kort, ct) : [], ramme.Part, formular);
    }

    private static async Task<IResult> SendBrev(string sag, HttpContext http, Mangelbrevsskrivning skrivning, Sagssider sider, Sagsopslag sager, Byggesagsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        SendMangelbrev.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await skrivning.SendAsync(aktoer, sag, ByggesagMangel.Laes(f["mangler"]), f.Version(), ct), "sagen"))
        {
            http.Besked(Beskedart.Succes, "Mangelbrevet er journaliseret, og sagen afventer ansøger.", $"Brevet beder om {(svar!.Antal == 1 ? "1 punkt" : $"{svar.Antal} punkter")}. Servicemålet står stille imens. Send brevet fra dokumentets side.");
            return Results.Redirect($"/dokumenter/{svar.DokumentId}");
        }

        return Formularhandling.Side<Mangelside>(await MangelvisningAsync(await sider.HentAsync(aktoer, sag, ct), sager, opslag, aktoer, f, ct), f);
    }

    private static async Task<IResult> Klar(string sag, HttpContext http, Authority myndighed, Sagssider sider, Sagsopslag sager, Byggesagsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var valgte = f.Alle("mangel").Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).ToList();
        KlarMangler.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((KlarMangler act) => act.Udfoer(new(aktoer, kort.Id, valgte, f["hvad"] == "frafald"), ct), ct), "sagen"))
        {
            http.Besked(Beskedart.Succes, svar!.Aabne == 0 ? "Alt det, der manglede, er klaret." : $"{(svar.Klaret == 1 ? "1 punkt" : $"{svar.Klaret} punkter")} er klaret, og {svar.Aabne} mangler stadig.", svar.Aabne == 0 ? "Erklær sagen fuldt oplyst, så løber servicemålet." : null);
            return Results.Redirect(svar.Aabne == 0 && kort.Trin == "afventer" ? $"{kort.Sti}/trin?til=oplyst" : $"{kort.Sti}/mangler");
        }

        return Formularhandling.Side<Mangelside>(await MangelvisningAsync(await sider.HentAsync(aktoer, sag, ct), sager, opslag, aktoer, f, ct), f);
    }

    private static Task<IResult> Ejendomsfane(string sag, HttpContext http, Sagssider sider, Sagsopslag sager, Byggesagsliste liste, Aktoer aktoer, CancellationToken ct) =>
        sider.VisAsync(http, aktoer, sag, async ramme =>
        {
            var kort = await sager.FindAsync(aktoer, ramme.Id.ToString(), ct);
            var er = kort.Sagstype == Byggesagstype.Noegle;
            var fundet = er ? await liste.PaaSammeAsync(aktoer, kort, ct) : null;
            return Formularhandling.Side<Ejendomsfaneside>(new Ejendomsfanevisning(ramme, er, fundet?.Ejendom, kort.Felter.GetValueOrDefault("bfe"), fundet?.Sager ?? []));
        }, ct);
}
