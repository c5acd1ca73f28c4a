using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Search;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Soegeindeks;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Forslag = Esdh.Sager.Foresp.Forslag;

namespace Esdh.Sager.Sider;

/// <summary>The search page and its suggestions.</summary>
internal static class SoegningRuter
{
    private const int Sidelaengde = 20;

    /// <summary>Choices of a facet that are shown; those chosen always are.</summary>
    private const int FlestValg = 8;

    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    private static readonly string[] Lister = ["art", "emne", "tilstand", "behandler", "enhed", "retning", "filtype"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/soegning", Side).Kraever(AccessRules.Laesning).WithSummary("Søgte");
        routes.MapPost("/soegning", Send).Kraever(AccessRules.Laesning).WithSummary("Søgte på et nummer");
        routes.MapGet("/soegning/forslag", Foreslaa).Kraever(AccessRules.Laesning).WithSummary("Så forslag under en søgning");
    }

    /// <summary>
    /// By POST, since what is typed may be a personnummer: that leads to its party, a case number to its case, anything else to the page with
    /// the words in its address.
    /// </summary>
    private static async Task<IResult> Send(HttpContext context, SagerDb db, Soegemaskine maskine, Navneopslag navne, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var tekst = form["q"].ToString().Trim();
        if (CprFinder.Contains(tekst))
        {
            spor.Soegeord(tekst);
            try
            {
                return Results.Redirect($"/parter/{await db.SlaaPartOpAsync(aktoer, tekst, ct)}");
            }
            catch (Exception e) when (e is NotFoundException or InvalidException)
            {
                // Nobody of that number, or other words too: then what texts have it. The answer has no address, so it is shown at once, without choices.
                return await MedPersonnummerAsync(context.Request, tekst, maskine, navne, aktoer, spor, ct);
            }
        }

        if (CaseNumber.TryParse(tekst, out var nummer))
        {
            var skrevet = nummer.ToString();
            var sagId = await db.Sagsnumre.Where(n => n.Sagsnummer == skrevet).Select(n => n.SagId).SingleOrDefaultAsync(ct);
            if (await db.Sager.SynligeFor(aktoer).Where(s => s.Id == sagId).Select(s => s.Sagsnummer).SingleOrDefaultAsync(ct) is { } sag)
            {
                spor.Soegeord(tekst);
                return Results.Redirect($"/sager/{sag}");
            }
        }

        if (tekst.Length > SearchQuery.MaxLength)
        {
            return SagRuter.Side<Soegeside>(new() { ["Visning"] = Soegevisning.Tom(tekst[..200], $"Søgningen er for lang. Skriv højst {SearchQuery.MaxLength.ToString("N0", Dansk)} tegn.") }, StatusCodes.Status400BadRequest);
        }

        Dictionary<string, StringValues> q = new() { ["q"] = tekst };
        foreach (var felt in Lister.Concat(["fra", "til", "sorter", "gemt"]))
        {
            if (form[felt].Where(v => !string.IsNullOrWhiteSpace(v)).ToArray() is { Length: > 0 } valgte)
                q[felt] = valgte;
        }

        return Results.Redirect(QueryHelpers.AddQueryString("/soegning", q));
    }

    /// <summary>What the page's address asks for.</summary>
    internal static Soegning Laes(IQueryCollection query, Aktoer aktoer)
    {
        int? Aar(string felt) => int.TryParse(query[felt], NumberStyles.None, CultureInfo.InvariantCulture, out var aar) && aar is >= 1 and <= 9999 ? aar : null;
        return new(query["q"].ToString())
        {
            Arter = Alle(query, "art"), Emner = Alle(query, "emne"), Tilstande = Alle(query, "tilstand"),
            Behandlere = [.. Alle(query, "behandler").Select(b => b == "mig" ? aktoer.Skrivebord : Guid.TryParse(b, out var id) ? id : Guid.Empty)],
            Enheder = [.. Alle(query, "enhed").Select(e => e == "min" ? aktoer.EnhedId ?? Guid.Empty : Guid.TryParse(e, out var id) ? id : Guid.Empty)],
            Retninger = Alle(query, "retning"), Filtyper = Alle(query, "filtype"), FraAar = Aar("fra"), TilAar = Aar("til"), Orden = SoegningApi.Orden(query["sorter"]),
        };
    }

    private static async Task<IResult> Side(
        HttpRequest request, string? q, int? spring, ISoegning soegning, GemteSoegningerOpslag gemte, Personer personer, SagerDb db, Klassifikationsopslag plan, Navneopslag navne, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(q))
            return SagRuter.Side<Soegeside>(new() { ["Visning"] = Soegevisning.Tom("", null) with { Gemte = [.. (await gemte.ListeAsync(aktoer, ct)).Select(GemteSoegningerRuter.Vis)] } });
        spor.Soegeord(q);
        try
        {
            var sporgsmaal = Laes(request.Query, aktoer) with { Spring = Math.Max(0, spring ?? 0), Antal = Sidelaengde };
            var svar = await soegning.SoegAsync(aktoer, sporgsmaal, ct);
            SoegningApi.Spor(spor, svar.Poster);
            var navneopslag = await navne.BrugereAsync(svar.Poster.Where(h => h.BehandlerId is not null).Select(h => h.BehandlerId!.Value)
                .Concat(svar.Facetter["behandler"].Take(50).Select(v => Guid.Parse(v.Vaerdi))).Concat(sporgsmaal.Behandlere), ct);
            var enheder = await navne.EnhederAsync(svar.Facetter["enhed"].Take(50).Select(v => Guid.Parse(v.Vaerdi)).Concat(sporgsmaal.Enheder), ct);
            var emner = await EmnetitlerAsync(db, plan, svar.Facetter["emne"].Take(50).Select(v => v.Vaerdi), DanishTime.Today(tid), ct);
            return SagRuter.Side<Soegeside>(new() { ["Visning"] = Vis(request, sporgsmaal, svar, navneopslag, enheder, emner) with
            {
                Gem = await GemvalgAsync(request, gemte, personer, aktoer, ct), KanArbejde = aktoer.Har(AccessRules.Sagsarbejde), Valgte = request.Query["valgt"].OfType<string>().ToHashSet(), Her = Href(request, "valgt", null),
                AntalDokumenter = svar.ErFlere || (sporgsmaal.Arter.Count > 0 && !sporgsmaal.Arter.Contains(Soegeart.Dokument)) ? 0 : svar.Facetter["art"].FirstOrDefault(v => v.Vaerdi == Soegeart.Dokument)?.Antal ?? 0,
            } });
        }
        catch (InvalidException e)
        {
            return SagRuter.Side<Soegeside>(new() { ["Visning"] = Soegevisning.Tom(CprFinder.Contains(q) ? "" : q, e.Errors.Values.First()[0]) }, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Whether the search one stands in is saved, came from a saved one, or can be saved.</summary>
    private static async Task<Gemvalg?> GemvalgAsync(HttpRequest request, GemteSoegningerOpslag gemte, Personer personer, Aktoer aktoer, CancellationToken ct)
    {
        string her;
        try
        {
            her = Soegeforespoergsel.Laes(request.Query);
        }
        catch (InvalidException)
        {
            return null;
        }

        var alle = await gemte.ListeAsync(aktoer, ct);
        var fra = Guid.TryParse(request.Query["gemt"], out var id) ? alle.FirstOrDefault(s => s.Id == id) : null;
        var valgt = alle.FirstOrDefault(s => s.Forespoergsel == her && (fra is null || s == fra)) ?? fra ?? alle.FirstOrDefault(s => s.Forespoergsel == her);
        return new(her, valgt is null ? null : GemteSoegningerRuter.Vis(valgt), valgt is not null && valgt.Forespoergsel != her, aktoer.EnhedId is { } enhed ? await personer.EnhedsnavnAsync(enhed, ct) : null, alle.Count);
    }

    private static Soegevisning Vis(
        HttpRequest request, Soegning s, Soegesvar svar, IReadOnlyDictionary<Guid, string> navne, IReadOnlyDictionary<Guid, string> enheder, Dictionary<string, string> emner)
    {
        var soegt = Soegt(s.Tekst, svar);
        string Tekst(string facet, string vaerdi) => facet switch
        {
            "art" => vaerdi switch { Soegeart.Sag => "Sager", Soegeart.Dokument => "Dokumenter", _ => "Parter" },
            "emne" => emner.TryGetValue(vaerdi, out var titel) ? $"{vaerdi} {titel}" : vaerdi,
            "tilstand" or "filtype" => vaerdi,
            "retning" => Retningsord(vaerdi),
            "enhed" => Guid.TryParse(vaerdi, out var enhed) ? enheder.GetValueOrDefault(enhed, "Ukendt enhed") : vaerdi,
            _ => Guid.TryParse(vaerdi, out var id) ? navne.GetValueOrDefault(id, "Ukendt bruger") : vaerdi,
        };
        IReadOnlyList<string> Valgte(string facet) => facet switch
        {
            "art" => s.Arter,
            "emne" => s.Emner,
            "tilstand" => s.Tilstande,
            "retning" => s.Retninger,
            "filtype" => s.Filtyper,
            "enhed" => [.. s.Enheder.Select(e => e.ToString())],
            _ => [.. s.Behandlere.Select(b => b.ToString())],
        };
        Facetvisning Facet(string navn, string titel)
        {
            var valgte = Valgte(navn);
            var alle = svar.Facetter[navn].Concat(valgte.Where(v => svar.Facetter[navn].All(f => f.Vaerdi != v)).Select(v => new Facetvaerdi(v, 0))).ToList();
            return new(navn, titel, [.. alle.Where((f, i) => i < FlestValg || valgte.Contains(f.Vaerdi)).Select(f => new Facetvalg(f.Vaerdi, Tekst(navn, f.Vaerdi), f.Antal, valgte.Contains(f.Vaerdi)))]);
        }

        List<Brik> brikker = [];
        foreach (var facet in Lister)
            brikker.AddRange(Valgte(facet).Select(v => new Brik(Tekst(facet, v), Href(request, facet, v))));
        if (s.FraAar is not null || s.TilAar is not null)
            brikker.Add(new($"{s.FraAar?.ToString(CultureInfo.InvariantCulture) ?? ""}–{s.TilAar?.ToString(CultureInfo.InvariantCulture) ?? ""}", Href(request, "fra", null, "til")));
        var naeste = s.Spring + svar.Poster.Count;
        return new(
            s.Tekst, null, svar.ErFlere ? $"Mere end {svar.Antal.ToString("N0", Dansk)} hits" : svar.Antal == 1 ? "1 hit" : $"{svar.Antal.ToString("N0", Dansk)} hits",
            [.. svar.Poster.Select(h => Hit(h, soegt, navne))],
            [Facet("art", "Slags"), Facet("emne", "Emne"), Facet("tilstand", "Tilstand"), Facet("behandler", "Behandler"), Facet("enhed", "Enhed"), Facet("retning", "Retning"), Facet("filtype", "Filtype")],
            [.. svar.Facetter["aar"].TakeLast(10).Select(a => new Maalepunkt(a.Vaerdi, a.Antal))], brikker, s.Orden.ToString().ToLowerInvariant(), s.Spring)
        {
            Fra = s.FraAar?.ToString(CultureInfo.InvariantCulture), Til = s.TilAar?.ToString(CultureInfo.InvariantCulture), ErFlere = svar.ErFlere, Ogsaa = svar.Ogsaa, Bemaerkninger = svar.Bemaerkninger,
            NaesteHref = naeste < svar.Antal && svar.Poster.Count > 0 ? Href(request, "spring", null) + $"&spring={naeste}" : null,
            ForrigeHref = s.Spring == 0 ? null : Href(request, "spring", null) + (s.Spring > Sidelaengde ? $"&spring={s.Spring - Sidelaengde}" : ""),
        };
    }

    /// <summary>This search without one of its values (all of a field's when none is named), from the first page.</summary>
    private static string Href(HttpRequest request, string felt, string? vaerdi, string? ogsaa = null)
    {
        Dictionary<string, StringValues> q = [];
        foreach (var (navn, vaerdier) in request.Query)
        {
            var tilbage = (navn == "spring" && felt != "valgt") || navn == "valgt" || navn == ogsaa ? [] : navn != felt ? vaerdier.ToArray() : [.. vaerdier.Where(v => vaerdi is not null && v != vaerdi && !(v == "mig" && felt == "behandler") && !(v == "min" && felt == "enhed"))];
            if (tilbage.Length > 0)
                q[navn] = tilbage;
        }

        return QueryHelpers.AddQueryString("/soegning", q);
    }

    /// <summary>What hits are marked by: what was typed, and what was searched for besides.</summary>
    private static SearchQuery Soegt(string tekst, Soegesvar svar) => SearchQuery.Parse(svar.Ogsaa.Count == 0 || tekst.Length > 900 ? tekst : $"{tekst} {string.Join(' ', svar.Ogsaa)}", Soegeudtryk.Felter);

    private static string Retningsord(string? retning) => retning switch { "Indgaaende" => "Indgående", "Udgaaende" => "Udgående", var r => r ?? "" };

    private static List<Tekststykke> Fremhaev(string? tekst, SearchQuery soegt) => string.IsNullOrEmpty(tekst) ? [] : [.. Snippet.Mark(tekst, soegt).Select(p => new Tekststykke(p.Text, p.IsHit))];

    /// <summary>What texts that the actor may see hold this personnummer. By POST, and answered at once: it comes in no address.</summary>
    private static async Task<IResult> MedPersonnummerAsync(HttpRequest request, string tekst, Soegemaskine maskine, Navneopslag navne, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        try
        {
            var s = new Soegning(tekst) { Antal = 50, Orden = Soegeorden.Nyeste };
            var svar = await maskine.SoegMedPersonnummerAsync(aktoer, s, ct);
            SoegningApi.Spor(spor, svar.Poster);
            var brugere = await navne.BrugereAsync(svar.Poster.Where(h => h.BehandlerId is not null).Select(h => h.BehandlerId!.Value), ct);
            var soegt = Soegt(tekst, svar);
            return SagRuter.Side<Soegeside>(new() { ["Visning"] = Soegevisning.Tom("", null) with
            {
                Personnummer = true, Overskrift = svar.Antal == 1 ? "1 sted med personnummeret" : $"{svar.Antal.ToString("N0", Dansk)} steder med personnummeret",
                Hits = [.. svar.Poster.Select(h => Hit(h, soegt, brugere))], Bemaerkninger = svar.Antal > 50 ? [.. svar.Bemaerkninger, "De 50 nyeste vises."] : svar.Bemaerkninger,
            } });
        }
        catch (InvalidException e)
        {
            return SagRuter.Side<Soegeside>(new() { ["Visning"] = Soegevisning.Tom("", e.Errors.Values.First()[0]) }, StatusCodes.Status400BadRequest);
        }
    }

    internal static Hitvisning Hit(Soegehit h, SearchQuery soegt, IReadOnlyDictionary<Guid, string> navne)
    {
        var behandler = h.BehandlerId is { } b ? navne.GetValueOrDefault(b) : null;
        var titel = Fremhaev(h.Titel, soegt);
        var under = Fremhaev(h.Under, soegt);
        List<Tekststykke> uddrag = [.. h.Uddrag.Select(u => new Tekststykke(u.Tekst, u.Ramt))];
        var hvorfor = h.Hvorfor is null ? uddrag : uddrag.Count == 0 ? [new(h.Hvorfor, false)]
            : [new(h.Hvorfor[..^Math.Min(h.Hvorfor.Length, uddrag.Sum(u => u.Tekst.Length))], false), .. uddrag];
        return h.Art switch
        {
            Soegeart.Part => new(h.Art, $"/parter/{h.Id}", titel, under, h.ErBeskyttet ? new Maerke("Beskyttet navn og adresse", Farve.Gul, Figur.Firkant) : null,
                [.. Med("Part", h.Nummer, h.Antal switch { null or 0 => null, 1 => "På 1 sag", var n => $"På {n} sager" })], null, null, null, h.ErBeskyttet, hvorfor),
            Soegeart.Dokument => new(h.Art, $"/dokumenter/{h.Id}", titel, under, null,
                [.. Med(h.Nummer is null ? "Dokument, kladde" : $"Akt {h.Nummer}", Retningsord(h.Retning), h.Dato is { } d ? DanishTime.LongDate(d) : null)],
                h.Sagsnummer, $"/sager/{h.Sagsnummer}", string.IsNullOrEmpty(h.Filtype) ? null : h.Filtype, h.ErBeskyttet, hvorfor, h.Id.ToString()),
            _ => new(h.Art, $"/sager/{h.Sagsnummer}", titel, under, Listemaerker.Status(h.Status!, h.Tilstand!), [.. Med("Sag", h.Sagsnummer, behandler)], null, null, null, h.ErBeskyttet, hvorfor),
        };
    }

    private static IEnumerable<string> Med(params string?[] led) => led.Where(l => !string.IsNullOrEmpty(l))!;

    private static async Task<Dictionary<string, string>> EmnetitlerAsync(SagerDb db, Klassifikationsopslag plan, IEnumerable<string> numre, DateOnly idag, CancellationToken ct)
    {
        var liste = numre.ToList();
        if (liste.Count == 0 || await plan.GaeldendeAsync(idag, ct) is not { } udgave)
            return [];
        return await db.Planemner.Where(e => e.UdgaveId == udgave && liste.Contains(e.Nummer)).ToDictionaryAsync(e => e.Nummer, e => e.Titel, ct);
    }

    private static IReadOnlyList<string> Alle(IQueryCollection query, string felt) => [.. query[felt].Where(v => !string.IsNullOrEmpty(v)).Select(v => v!).Take(50)];

    /// <summary>As one types in the search field: where each suggestion leads.</summary>
    private static async Task<IReadOnlyList<Forslag>> Foreslaa(string? q, ISoegning soegning, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(q) || CprFinder.Contains(q))
            return [];
        spor.Soegeord(q);
        IReadOnlyList<Soegehit> hits;
        try
        {
            hits = await soegning.ForslagAsync(aktoer, q, 8, ct);
        }
        catch (InvalidException)
        {
            return []; // half a word, only signs
        }

        SoegningApi.Spor(spor, hits);
        return [.. hits.Select(h => h.Art switch
        {
            Soegeart.Part => new Forslag(h.Id.ToString(), h.Titel, string.Join(" · ", Med("Part", h.Nummer)), $"/parter/{h.Id}"),
            Soegeart.Dokument => new Forslag(h.Id.ToString(), h.Titel, string.Join(" · ", Med("Dokument", h.Sagsnummer, h.Under)), $"/dokumenter/{h.Id}"),
            _ => new Forslag(h.Sagsnummer!, h.Titel, string.Join(" · ", Med(h.Sagsnummer, h.Status, h.Under, h.Hvorfor)), $"/sager/{h.Sagsnummer}"),
        })];
    }
}
