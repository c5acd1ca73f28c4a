using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
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
using Microsoft.AspNetCore.WebUtilities;

namespace Esdh.Dagtilbud.Sider;

/// <summary>The module's pages over many cases: overview, waiting list, a new application, offers and guarantees.</summary>
internal static class DagtilbudRuter
{
    private const int Sidelaengde = 50;

    private static readonly string[] Filterfelter = ["institution", "distrikt", "stand", "garanti", "behov"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dagtilbud", Oversigt).Kraever(AccessRules.Laesning).WithSummary("Så oversigten over dagtilbud").SpoergerHoejst(40);
        routes.MapGet("/dagtilbud/venteliste", Venteliste).Kraever(AccessRules.Laesning).WithSummary("Så ventelisten til dagtilbud").SpoergerHoejst(40);
        routes.MapGet("/dagtilbud/venteliste.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede ventelisten til dagtilbud");
        routes.MapGet("/dagtilbud/ansoegninger/ny", Ny).Kraever(AccessRules.Sagsarbejde).WithSummary("Åbnede en ny ansøgning om dagtilbud");
        routes.MapPost("/dagtilbud/ansoegninger/ny", Opret).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Registrerede en ansøgning om dagtilbud");
        routes.MapGet("/dagtilbud/tilbud", Tilbud).Kraever(AccessRules.Laesning).WithSummary("Så tilbud om plads i dagtilbud").SpoergerHoejst(40);
        routes.MapGet("/dagtilbud/garantier", Garantier).Kraever(AccessRules.Laesning).WithSummary("Så garantier, der forfalder").SpoergerHoejst(40);
    }

    private static async Task<IResult> Oversigt(Institutionsopslag opslag, Dagtilbudsopslag dagtilbud, Aktoer aktoer, CancellationToken ct, Guid? institution = null)
    {
        var (maaneder, institutioner, billede) = await opslag.BelaegningAsync(12, ct);
        var (forfalder, brud) = await dagtilbud.GarantierAsync(aktoer, 31, ct);
        var tilbud = await dagtilbud.TilbudAsync(aktoer, alle: false, null, Cursor.MaxPage, ct);
        var valgt = institutioner.FirstOrDefault(i => i.Id == institution);
        var iAlt = Enumerable.Range(0, maaneder.Count).Select(m => valgt?.Maaneder[m] ?? new Belaegning(institutioner.Sum(i => i.Maaneder[m].Kapacitet), institutioner.Sum(i => i.Maaneder[m].Taget))).ToList();
        return Formularhandling.Side<Oversigtsside>(new Oversigtsvisning(
            [.. maaneder.Select(m => $"{m[5..]}.{m[2..4]}")], institutioner, iAlt, billede.Ansoegninger.Values.Count(a => a.ErAktiv), forfalder.Count, tilbud.Poster.Count, brud.Count(b => b.Opfyldt is null), valgt?.Id, [.. institutioner.Select(i => new Mulighed(i.Id.ToString(), i.Institution))],
            new(("institution", valgt?.Id.ToString())), aktoer.Har(AccessRules.Sagsarbejde)));
    }

    private static Ventelistefilter Filter(Formular f, DateOnly idag) => new(
        Guid.TryParse(f["institution"], out var i) ? i : null, f["distrikt"].Length > 0 ? f["distrikt"] : null, f.Valg<Ansoegningsstand>("stand"), f.Heltal("garanti", 0, 730) is { } dage ? idag.AddDays(dage) : null, f["behov"] == "ja");

    private static async Task<IResult> Venteliste(HttpRequest request, Dagtilbudsopslag opslag, Institutionsopslag institutioner, TimeProvider tid, Aktoer aktoer, CancellationToken ct, string? efter = null)
    {
        var f = Laes(request);
        var filter = Filter(f, DanishTime.Today(tid));
        var side = await opslag.VentelisteAsync(aktoer, filter, efter, Sidelaengde, ct);
        var (alle, _) = await institutioner.AlleAsync(ct);
        List<Mulighed> valg = [.. alle.Select(i => new Mulighed(i.Id.ToString(), i.Navn))];
        List<Brik> brikker = [];
        foreach (var felt in Filterfelter.Where(x => request.Query[x].ToString().Length > 0))
        {
            var v = request.Query[felt].ToString();
            var tekst = felt switch
            {
                "institution" => valg.Find(m => m.Vaerdi == v)?.Tekst, "stand" => Dagtilbudsmaerker.Stand(v).Tekst, "garanti" => $"Garanti inden {v} dage", "behov" => "Særligt behov", _ => v,
            };
            if (tekst is not null)
                brikker.Add(new(tekst, Adresse("/dagtilbud/venteliste", request, null, felt)));
        }

        return Formularhandling.Side<Ventelisteside>(new Ventelistevisning(
            side, f, valg, [.. alle.Select(i => i.Distrikt).Distinct().Order(StringComparer.CurrentCulture).Select(d => new Mulighed(d, d))], brikker, side.Naeste is { } n ? Adresse("/dagtilbud/venteliste", request, n) : null, Adresse("/dagtilbud/venteliste.csv", request, null),
            aktoer.Har(AccessRules.Sagsarbejde)), f);
    }

    private static Formular Laes(HttpRequest request)
    {
        var f = new Formular();
        foreach (var felt in Filterfelter)
            f.Saet(felt, request.Query[felt].ToString());
        return f;
    }

    private static string Adresse(string sti, HttpRequest request, string? efter, string? uden = null)
    {
        var valg = Filterfelter.Where(f => f != uden && request.Query[f].ToString().Length > 0).ToDictionary(f => f, f => (string?)request.Query[f].ToString());
        if (efter is not null)
            valg["efter"] = efter;
        return QueryHelpers.AddQueryString(sti, valg);
    }

    private static async Task Csv(HttpContext http, Dagtilbudsopslag opslag, TimeProvider tid, Aktoer aktoer, CancellationToken ct)
    {
        var f = Laes(http.Request);
        var filter = Filter(f, DanishTime.Today(tid));
        if (!f.ErGyldig)
            throw new InvalidException(f.Fejlene.ToDictionary(x => x.Key, x => new[] { x.Value }));
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"venteliste.csv\"";
        http.Response.Headers.CacheControl = "no-store";
        await using var csv = new CsvWriter(http.Response.Body);
        await csv.WriteRowAsync(["Sagsnummer", "Barn", "Født", "Alder (måneder)", "Ønsket fra", "Anciennitet fra", "Garantidato", "Distrikt", "Særligt behov", "Tvilling", "Stand", "Ønske", "Institution", "Gruppe", "Plads i køen", "I køen", "Bemærkning"], ct);
        for (string? efter = null; ;)
        {
            var side = await opslag.VentelisteAsync(aktoer, filter, efter, Cursor.MaxPage, ct);
            foreach (var l in side.Poster)
            {
                foreach (var o in l.Oensker)
                {
                    await csv.WriteRowAsync(
                        [l.Sagsnummer, l.Barn, DanishTime.ShortDate(l.Foedt), Tal(l.AlderMaaneder), DanishTime.ShortDate(l.Oensket), DanishTime.ShortDate(l.Modtaget), l.Garantidato is { } g ? DanishTime.ShortDate(g) : null, l.Distrikt, l.SaerligtBehov ? "Ja" : "Nej", l.ErTvilling ? "Ja" : "Nej",
                            l.Standmaerke.Tekst, Tal(o.Nr), o.Institution, o.Gruppe, o.Plads is { } p ? Tal(p) : null, o.Plads is null ? null : Tal(o.Af), o.Hvorfor is null ? null : o.Tekst], ct);
                }
            }

            if (side.Naeste is null)
                return;
            efter = side.Naeste;
        }

        static string Tal(int tal) => tal.ToString(CultureInfo.InvariantCulture);
    }

    internal static async Task<(IReadOnlyList<Mulighed> Aabne, IReadOnlyList<Mulighed> Alle, int Flest)> ValgAsync(Institutionsopslag opslag, DateOnly idag, CancellationToken ct)
    {
        var (alle, _) = await opslag.AlleAsync(ct);
        Mulighed Valg(Institutionslinje i) => new(i.Id.ToString(), $"{i.Navn} ({i.Distrikt}{(i.Art == "Privat" ? ", privat" : "")}{(i.Lukker is { } l ? $", lukker {DanishTime.ShortDate(l)}" : "")})");
        return ([.. alle.Where(i => i.Lukker is null || i.Lukker > idag).Select(Valg)], [.. alle.Select(Valg)], (await opslag.ReglerAsync(idag, ct)).IKraft.FlestOensker);
    }

    /// <summary>The part of the form that a new application and a changed one have in common.</summary>
    internal static Ansoegningskontrol.Oplysninger Oplysninger(Formular f) => new(
        f.Dato("oensket"), [.. Enumerable.Range(1, 20).Select(n => f.Id($"oenske{n}")).OfType<Guid>()], Tom(f["distrikt"]), Tom(f["behov"]), f.Id("soeskende"), Tom(f["tvilling"]), f.Afkrydset("hverForSig"));

    internal static string Felt(string felt) => felt == "oensker" ? "oenske1" : felt;

    internal static string? Tom(string tekst) => tekst.Length == 0 ? null : tekst;

    private static async Task<IResult> Ny(Institutionsopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        return await NySideAsync(new(("modtaget", DanishTime.ShortDate(idag))), opslag, idag, ct);
    }

    private static async Task<IResult> NySideAsync(Formular f, Institutionsopslag opslag, DateOnly idag, CancellationToken ct)
    {
        var (aabne, alle, flest) = await ValgAsync(opslag, idag, ct);
        return Formularhandling.Side<NyAnsoegningsside>(new Ansoegningsvisning(f, aabne, alle, flest), f);
    }

    private static async Task<IResult> Opret(HttpContext http, Garantiskrivning skrivning, Institutionsopslag opslag, TimeProvider tid, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (foedt, modtaget, oplysninger) = (f.Dato("foedt"), f.Dato("modtaget"), Oplysninger(f));
        List<NyPart> foraeldre = [];
        foreach (var n in new[] { 1, 2 })
        {
            var p = $"foraelder{n}";
            if (n == 1 || f[p].Length > 0 || f[p + "cpr"].Length > 0)
                foraeldre.Add(new(Tom(f[p]), Tom(f[p + "cpr"])) { Email = Tom(f[p + "email"]), Telefon = Tom(f[p + "telefon"]), Adresse = Tom(f[p + "adresse"]), Postnummer = Tom(f[p + "postnummer"]), By = Tom(f[p + "by"]) });
        }

        (ModtagDagtilbudsansoegning.Svar Svar, string? Uden)? modtagetSvar = null;
        if (await f.ProevAsync(async () => modtagetSvar = await skrivning.ModtagAsync(new(aktoer, Tom(f["barnenavn"]), Tom(f["barnecpr"]), foedt, foraeldre, oplysninger, modtaget), ct), null, Opretfelt))
        {
            var svar = modtagetSvar!.Value;
            var dato = svar.Svar.Garantidato is { } d ? DanishTime.LongDate(d) : "";
            if (svar.Uden is null)
                http.Besked(Beskedart.Succes, $"Ansøgningen er sag {svar.Svar.Sagsnummer}. Familien får garantidatoen {dato} skriftligt.", "Barnet er på ventelisten.");
            else
                http.Besked(Beskedart.Advarsel, $"Ansøgningen er sag {svar.Svar.Sagsnummer}, men familien er ikke fortalt garantidatoen {dato}.", svar.Uden);
            return Results.Redirect($"/sager/{svar.Svar.Sagsnummer}/dagtilbud");
        }

        return await NySideAsync(f, opslag, DanishTime.Today(tid), ct);
    }

    /// <summary>The engine speaks of parties by number, in the order they were named: parents first, the child last.</summary>
    private static string Opretfelt(string felt) => felt.StartsWith("parter[", StringComparison.Ordinal) ? felt.Contains("cpr", StringComparison.Ordinal) ? "foraelder1cpr" : "foraelder1" : felt == "foraeldre" ? "foraelder1" : Felt(felt);

    private static async Task<IResult> Tilbud(Dagtilbudsopslag opslag, TimeProvider tid, Aktoer aktoer, CancellationToken ct, string? vis = null, string? efter = null)
    {
        var side = await opslag.TilbudAsync(aktoer, vis == "alle", efter, Sidelaengde, ct);
        return Formularhandling.Side<Tilbudsside>(new Tilbudsvisning(side, vis == "alle", DanishTime.Today(tid), side.Naeste is null ? null : $"/dagtilbud/tilbud?vis={vis}&efter={Uri.EscapeDataString(side.Naeste)}"));
    }

    private static async Task<IResult> Garantier(HttpRequest request, Dagtilbudsopslag opslag, Garantitilskud tilskud, TimeProvider tid, Aktoer aktoer, CancellationToken ct)
    {
        var f = new Formular(("dage", request.Query["dage"].ToString() is { Length: > 0 } d ? d : "90"));
        var dage = f.Heltal("dage", 0, 730) ?? 90;
        var (forfalder, brud) = await opslag.GarantierAsync(aktoer, dage, ct);
        return Formularhandling.Side<Garantiside>(new Garantivisning(forfalder, brud, [.. (await tilskud.HaevetAsync(ct)).Select(p => new Haevelse(p.Fra, p.Til))], DanishTime.Today(tid), dage, f, null, aktoer.Har(AccessRules.Sagsarbejde)), f);
    }
}
