using Esdh.Adgang.Contract;
using Esdh.Adgang.Log;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Sider;

/// <summary>A line of the log on its page.</summary>
public sealed record Logvisning(string Tid, string Bruger, string Hvad, string? Sag, string? Person, string? Ord, string? Begrundelse, int Status);

/// <summary>The page of the access log, or of a citizen's insight into it.</summary>
/// <param name="Formular">The filters as they were written, with what is wrong.</param>
/// <param name="Linjer">Newest first.</param>
/// <param name="NaesteHref">The next page.</param>
/// <param name="CsvHref">The same as a file.</param>
/// <param name="IndsigtHref">The citizen's report, when a person was searched for.</param>
/// <param name="Person">The hidden field that carries the person, when one was searched for.</param>
public sealed record Adgangslogvisning(
    Formular Formular, IReadOnlyList<Logvisning> Linjer, string? NaesteHref, string CsvHref, string? IndsigtHref, string? Person);

/// <summary>A line of what a citizen is told.</summary>
/// <param name="Sag">The case's number, or that it is protected.</param>
/// <param name="Hvem">Unit and role, never a name.</param>
public sealed record Indsigtslinje(string Tid, string Hvad, string? Sag, string Hvem, string? Begrundelse);

/// <summary>A citizen's insight in who has looked.</summary>
/// <param name="Person">The hidden field that carries the person.</param>
public sealed record Indsigtsvisning(Formular Formular, IReadOnlyList<Indsigtslinje> Linjer, string? NaesteHref, string CsvHref, string LogHref, string Person);

/// <summary>The access log for the one who supervises it, and the report a citizen may have (names of employees left out).</summary>
internal static class AdgangslogSider
{
    private const string Sti = "/administration/adgangslog";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Logkontrollant);
        sider.MapGet("", VisAsync).WithSummary("Så i adgangsloggen");
        sider.MapPost("/person", PersonAsync).WithSummary("Søgte en person i adgangsloggen");
        sider.MapGet("/indsigt", IndsigtAsync).WithSummary("Så en borgers indsigt i adgangsloggen");
        sider.MapGet("/fil", FilAsync).WithSummary("Hentede adgangsloggen som fil");
        sider.MapGet("/indsigt/fil", IndsigtFilAsync).WithSummary("Hentede en borgers indsigt i adgangsloggen");
    }

    private static async Task<RazorComponentResult<Adgangslogside>> VisAsync(HttpRequest request, Logopslag opslag, Adgangsspor spor, CancellationToken ct) =>
        Side<Adgangslogside>(await BygAsync(request, opslag, spor, Sti + "/fil", ct));

    private static async Task<IResult> IndsigtAsync(HttpRequest request, Logopslag opslag, Adgangsspor spor, CancellationToken ct) =>
        Laes(request, out var formular) is not { GaelderPerson: true } oenske ? Results.Redirect(Sti) : Side<Indsigtside, Indsigtsvisning>(await BygIndsigtAsync(request, oenske, formular, opslag, spor, ct), formular);

    private static async Task<Indsigtsvisning> BygIndsigtAsync(HttpRequest request, Logoenske oenske, Formular formular, Logopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        Note(spor, oenske);
        spor.Beskyttet();
        Side<Indsigtspost> side = new([], null);
        await ProevAsync(formular, async () => side = await opslag.IndsigtAsync(await opslag.IndsigtsfilterAsync(oenske, ct), formular["efter"], 50, ct));
        var query = Query(request);
        return new(formular, [.. side.Poster.Select(Vis)], Naeste(request, side.Naeste), Sti + "/indsigt/fil" + query, Sti + query, Personfelt(oenske)!);
    }

    /// <summary>A personnummer comes by POST and goes on as its hash.</summary>
    private static async Task<IResult> PersonAsync(HttpRequest request, Logopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        var formular = Formular.Fra(await request.ReadFormAsync(ct));
        if (!Cpr.TryParse(formular["cpr"], out var cpr, out var fejl))
        {
            formular.Saet("cpr", "").Fejl("cpr", fejl);
            return Side<Adgangslogside>(new(formular, [], null, Sti + "/fil", null, null), StatusCodes.Status400BadRequest);
        }

        spor.Person(cpr.Digits);
        var (felt, vaerdi) = await opslag.AdresseAsync(cpr, ct);
        return Results.Redirect(Sti + QueryString.Create(felt, vaerdi));
    }

    private static async Task<IResult> FilAsync(HttpRequest request, Logopslag opslag, CancellationToken ct)
    {
        var filter = await opslag.FilterAsync(Laes(request, out var formular), ct);
        if (!formular.ErGyldig)
            return Results.Redirect(Sti + request.QueryString);
        return Csv("adgangslog.csv", Logopslag.AlleAsync(opslag.SideAsync, filter, ct), ["Tid", "Bruger", "På vegne af", "Klient", "Hvad", "Handling", "Sag", "Dokument", "Person", "Søgeord", "Begrundelse", "Svar"],
            p => [Tid(p.Tid), p.Bruger, p.PaaVegneAf, p.Klient, p.Hvad, p.Handling, p.Sag, p.DokumentId?.ToString(), p.Person, p.Soegeord, p.Begrundelse, $"{p.Status}"], ct);
    }

    private static async Task<IResult> IndsigtFilAsync(HttpRequest request, Logopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        var oenske = Laes(request, out var formular);
        if (!formular.ErGyldig)
            return Results.Redirect(Sti + "/indsigt" + request.QueryString);
        Note(spor, oenske);
        spor.Beskyttet();
        return Csv("indsigt-i-opslag.csv", Logopslag.AlleAsync(opslag.IndsigtAsync, await opslag.IndsigtsfilterAsync(oenske, ct), ct), ["Tid", "Hvad", "Sag", "Hvem", "Begrundelse"],
            p => Vis(p) is var v ? [v.Tid, v.Hvad, v.Sag, v.Hvem, v.Begrundelse] : [], ct);
    }

    private static IResult Csv<T>(string navn, IAsyncEnumerable<T> poster, string[] hoved, Func<T, string?[]> raekke, CancellationToken ct) =>
        Results.Stream(async stream =>
        {
            await using var csv = new CsvWriter(stream);
            await csv.WriteRowAsync(hoved, ct);
            await foreach (var post in poster)
                await csv.WriteRowAsync(raekke(post), ct);
        }, "text/csv; charset=utf-8", navn);

    private static Logoenske Laes(HttpRequest request, out Formular formular)
    {
        formular = new Formular();
        foreach (var (felt, vaerdi) in request.Query)
            formular.Saet(felt, vaerdi.ToString());
        return new(formular["bruger"], formular["sag"], formular.Id("dokument"), formular["person"] is { Length: > 0 } person ? person : null, formular.Id("part"), null,
            formular.Dato("fra"), formular.Dato("til"), formular.Afkrydset("afviste"), formular["paaVegneAf"]);
    }

    private static async Task<Adgangslogvisning> BygAsync(HttpRequest request, Logopslag opslag, Adgangsspor spor, string fil, CancellationToken ct)
    {
        var oenske = Laes(request, out var formular);
        Note(spor, oenske);
        Side<Logpost> side = new([], null);
        await ProevAsync(formular, async () => side = await opslag.SideAsync(await opslag.FilterAsync(oenske, ct), formular["efter"], 50, ct));
        var query = Query(request);
        return new(formular, [.. side.Poster.Select(Vis)], Naeste(request, side.Naeste), fil + query, oenske.GaelderPerson ? Sti + "/indsigt" + Query(request, "fra", "til") : null, Personfelt(oenske));
    }

    private static void Note(Adgangsspor spor, Logoenske oenske)
    {
        spor.Soegeord(string.Join(' ', new[] { oenske.Bruger, oenske.PaaVegneAf, oenske.Sag, oenske.Person }.Where(o => !string.IsNullOrEmpty(o))));
        if (oenske.Part is { } part)
            spor.Person(part.ToString());
    }

    private static string? Personfelt(Logoenske oenske) => oenske.Part is not null ? "part" : oenske.Person is not null ? "person" : null;

    private static async Task ProevAsync(Formular formular, Func<Task> laes)
    {
        if (!formular.ErGyldig)
            return;
        try
        {
            await laes();
        }
        catch (InvalidException fejl)
        {
            formular.Fejl(fejl);
        }
    }

    private static QueryBuilder Query(HttpRequest request, params string[] uden) =>
        new(request.Query.Where(q => q.Key is not "efter" && !uden.Contains(q.Key)).Select(q => new KeyValuePair<string, string>(q.Key, q.Value.ToString())));

    private static string? Naeste(HttpRequest request, string? naeste) => naeste is null ? null : request.Path + new QueryBuilder(Query(request)) { { "efter", naeste } }.ToString();

    private static Indsigtslinje Vis(Indsigtspost p) => new(Tid(p.Tid), p.Hvad, p.ErBeskyttet ? "Beskyttet sag" : p.Sag, p.Hvem, p.Begrundelse);

    private static Logvisning Vis(Logpost p) =>
        new(Tid(p.Tid), (p.Bruger is null ? "Ikke logget på" : p.Klient is null ? p.Bruger : $"{p.Bruger} ({p.Klient})") + (p.PaaVegneAf is null ? "" : $" på vegne af {p.PaaVegneAf}"), p.Hvad, p.Sag, p.Person, p.Soegeord, p.Begrundelse, p.Status);

    private static string Tid(DateTimeOffset tid) => $"{DanishTime.ShortDate(tid)} {DanishTime.ToDanish(tid):HH.mm.ss}";

    private static RazorComponentResult<T> Side<T>(Adgangslogvisning model, int? status = null) where T : Microsoft.AspNetCore.Components.IComponent =>
        Side<T, Adgangslogvisning>(model, model.Formular, status);

    private static RazorComponentResult<T> Side<T, TModel>(TModel model, Formular formular, int? status = null) where T : Microsoft.AspNetCore.Components.IComponent =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status ?? (formular.ErGyldig ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest) };
}
