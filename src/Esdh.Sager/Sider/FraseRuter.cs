using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>Phrases: the list, the form, and what a field asks for while one writes.</summary>
internal static partial class FraseRuter
{
    private const Roller Skrivere = AccessRules.Sagsarbejde | Roller.Administrator;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/opslag/fraser", Forslag).Kraever(AccessRules.Sagsarbejde).WithSummary("Slog en frase op").ExcludeFromDescription();
        var fraser = routes.MapGroup("/fraser");
        fraser.MapGet("", Liste).Kraever(Skrivere).WithSummary("Så fraser");
        fraser.MapGet("/ny", (Aktoer aktoer, Personer personer, CancellationToken ct) => SideAsync(null, new(("enhedId", aktoer.EnhedId?.ToString()), ("aktiv", "true")), aktoer, personer, ct)).Kraever(Skrivere).WithSummary("Åbnede en ny frase");
        fraser.MapPost("/ny", (HttpContext http, Fraseopslag opslag, Authority myndighed, Aktoer aktoer, Personer personer, CancellationToken ct) => GemAsync(null, http, opslag, myndighed, aktoer, personer, ct)).Kraever(Skrivere).WithSummary("Oprettede en frase");
        fraser.MapGet("/{id:guid}", Vis).Kraever(Skrivere).WithSummary("Åbnede en frase");
        fraser.MapPost("/{id:guid}", (Guid id, HttpContext http, Fraseopslag opslag, Authority myndighed, Aktoer aktoer, Personer personer, CancellationToken ct) => GemAsync(id, http, opslag, myndighed, aktoer, personer, ct)).Kraever(Skrivere).WithSummary("Rettede en frase");
        fraser.MapPost("/{id:guid}/gennemgang", Gennemgaa).Kraever(Skrivere).WithSummary("Så en frase igennem");
    }

    /// <summary>Phrases by words, with the values of the case whose page one writes on.</summary>
    private static async Task<IReadOnlyList<Fraseforslag>> Forslag(string? q, string? sti, Fraseopslag opslag, Dokumentproduktion produktion, Aktoer aktoer, Personer personer, CancellationToken ct)
    {
        var felter = Sagsside().Match(sti ?? "") is { Success: true } side ? await produktion.FelterAsync(aktoer, Uri.UnescapeDataString(side.Groups[1].Value), ct) : null;
        List<Fraseforslag> forslag = [];
        foreach (var f in await opslag.FindAsync(aktoer, q, 20, ct))
            forslag.Add(new(f.Id.ToString(), f.Titel, f.EnhedId is { } enhed ? $"{f.Noegle} · {await personer.EnhedsnavnAsync(enhed, ct)}" : f.Noegle, felter is null ? f.Tekst : Frase.Indsaet(f.Tekst, felter)));
        return forslag;
    }

    private static async Task<IResult> Liste(Fraseopslag opslag, Aktoer aktoer, CancellationToken ct, string? q = null, bool forfaldne = false, string? efter = null)
    {
        var side = await opslag.ListeAsync(aktoer, q, forfaldne, efter, 50, ct);
        var naeste = side.Naeste is null ? null : $"/fraser?q={Uri.EscapeDataString(q ?? "")}{(forfaldne ? "&forfaldne=true" : "")}&efter={Uri.EscapeDataString(side.Naeste)}";
        return SagRuter.Side<Fraserside>(new() { ["Model"] = new Fraseliste(side.Poster, q ?? "", forfaldne, naeste) });
    }

    private static async Task<IResult> Vis(Guid id, Fraseopslag opslag, Aktoer aktoer, Personer personer, CancellationToken ct)
    {
        var f = await opslag.HentAsync(aktoer, id, ct);
        return await SideAsync(f, new(
            ("titel", f.Titel), ("tekst", f.Tekst), ("enhedId", f.EnhedId?.ToString()), ("ejerId", f.EjerId.ToString()), ("ejerId-tekst", f.Ejer),
            ("gennemses", f.Gennemses.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)), ("aktiv", f.Aktiv ? "true" : null), ("version", f.Version.ToString(CultureInfo.InvariantCulture))), aktoer, personer, ct);
    }

    private static async Task<IResult> GemAsync(Guid? id, HttpContext http, Fraseopslag opslag, Authority myndighed, Aktoer aktoer, Personer personer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (enhed, ejer, dato) = (f.Id("enhedId"), f.Id("ejerId"), f.Dato("gennemses"));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((GemFrase act) => act.Udfoer(new(aktoer, id, f["noegle"], f["titel"], f["tekst"], enhed, ejer, dato, f.Afkrydset("aktiv"), f.Version()), ct), ct), "frasen"))
        {
            http.Besked(Beskedart.Succes, $"Frasen »{f["titel"]}« er gemt.");
            return Results.Redirect("/fraser");
        }

        var frase = id is { } rettes ? await opslag.HentAsync(aktoer, rettes, ct) : null;
        if (frase is not null)
            f.Saet("version", frase.Version.ToString(CultureInfo.InvariantCulture));
        return await SideAsync(frase, f, aktoer, personer, ct);
    }

    /// <summary>It still holds: a year more.</summary>
    private static async Task<IResult> Gennemgaa(Guid id, HttpContext http, Fraseopslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = await opslag.HentAsync(aktoer, id, ct);
        var svar = await myndighed.Queue.RunAsync((GemFrase act) => act.Udfoer(new(aktoer, id, null, f.Titel, f.Tekst, f.EnhedId, f.EjerErHer ? f.EjerId : aktoer.Skrivebord, IfMatch: f.Version), ct), ct);
        http.Besked(Beskedart.Succes, $"»{f.Titel}« gælder stadig. Den skal ses igennem igen {Esdh.Core.Calendar.DanishTime.ShortDate(svar.Gennemses)}.");
        return Results.Redirect("/fraser?forfaldne=true");
    }

    private static async Task<IResult> SideAsync(Fraselinje? frase, Formular f, Aktoer aktoer, Personer personer, CancellationToken ct)
    {
        var forAlle = aktoer.Har(Roller.Administrator) || frase is { EnhedId: null };
        var enheder = await SagHandlingRuter.EnhederAsync(personer, ct);
        if (!aktoer.Har(Roller.Administrator) && !aktoer.Har(Roller.Leder))
            enheder = [.. enheder.Where(e => e.Vaerdi == aktoer.EnhedId?.ToString() || e.Vaerdi == frase?.EnhedId?.ToString())];
        return SagRuter.Side<Fraseside>(new() { ["Model"] = new Frasesidevisning(frase, f, enheder, forAlle, Dokumentproduktion.Felter) }, f.Kode);
    }

    [GeneratedRegex("^/sager/([^/?#]{1,80})", RegexOptions.CultureInvariant)]
    private static partial Regex Sagsside();
}
