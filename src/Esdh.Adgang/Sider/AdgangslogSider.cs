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
/// <param name="Person">The person's hash, when one was searched for.</param>
public sealed record Adgangslogvisning(
    Formular Formular, IReadOnlyList<Logvisning> Linjer, string? NaesteHref, string CsvHref, string? IndsigtHref, string? Person);

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
        request.Query.ContainsKey("person") ? Side<Indsigtside>(await BygAsync(request, opslag, spor, Sti + "/indsigt/fil", ct)) : Results.Redirect(Sti);

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
        return Results.Redirect(Sti + QueryString.Create("person", opslag.PersonHash(cpr)));
    }

    private static async Task<IResult> FilAsync(HttpRequest request, Logopslag opslag, CancellationToken ct)
    {
        var filter = await opslag.FilterAsync(Laes(request, out var formular), ct);
        if (!formular.ErGyldig)
            return Results.Redirect(Sti + request.QueryString);
        return Csv("adgangslog.csv", opslag.AlleAsync(filter, ct), ["Tid", "Bruger", "Klient", "Hvad", "Handling", "Sag", "Dokument", "Person", "Søgeord", "Begrundelse", "Svar"],
            p => [Tid(p.Tid), p.Bruger, p.Klient, p.Hvad, p.Handling, p.Sag, p.DokumentId?.ToString(), p.Person, p.Soegeord, p.Begrundelse, $"{p.Status}"], ct);
    }

    private static async Task<IResult> IndsigtFilAsync(HttpRequest request, Logopslag opslag, CancellationToken ct)
    {
        var oenske = Laes(request, out _);
        if (oenske.Person is null)
            throw new InvalidException("person", "Søg på personnummeret først.");
        return Csv("indsigt-i-opslag.csv", opslag.AlleAsync(await opslag.FilterAsync(oenske, ct), ct), ["Tid", "Hvad", "Sag", "Begrundelse"],
            p => [Tid(p.Tid), p.Hvad, p.Sag, p.Begrundelse], ct);
    }

    private static IResult Csv(string navn, IAsyncEnumerable<Logpost> poster, string[] hoved, Func<Logpost, string?[]> raekke, CancellationToken ct) =>
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
        return new(formular["bruger"], formular["sag"], formular.Id("dokument"), formular["person"] is { Length: > 0 } person ? person : null,
            formular.Dato("fra"), formular.Dato("til"), formular.Afkrydset("afviste"));
    }

    private static async Task<Adgangslogvisning> BygAsync(HttpRequest request, Logopslag opslag, Adgangsspor spor, string fil, CancellationToken ct)
    {
        var oenske = Laes(request, out var formular);
        spor.Soegeord(string.Join(' ', new[] { oenske.Bruger, oenske.Sag, oenske.Person }.Where(o => !string.IsNullOrEmpty(o))));
        Side<Logpost> side = new([], null);
        if (formular.ErGyldig)
        {
            try
            {
                side = await opslag.SideAsync(await opslag.FilterAsync(oenske, ct), formular["efter"], 50, ct);
            }
            catch (InvalidException fejl)
            {
                formular.Fejl(fejl);
            }
        }

        var query = new QueryBuilder(request.Query.Where(q => q.Key is not "efter").Select(q => new KeyValuePair<string, string>(q.Key, q.Value.ToString())));
        return new(formular, [.. side.Poster.Select(Vis)],
            side.Naeste is null ? null : request.Path + new QueryBuilder(query) { { "efter", side.Naeste } }.ToString(),
            fil + query, oenske.Person is null ? null : Sti + "/indsigt" + query, oenske.Person);
    }

    private static Logvisning Vis(Logpost p) =>
        new(Tid(p.Tid), p.Bruger is null ? "Ikke logget på" : p.Klient is null ? p.Bruger : $"{p.Bruger} ({p.Klient})", p.Hvad, p.Sag, p.Person, p.Soegeord, p.Begrundelse, p.Status);

    private static string Tid(DateTimeOffset tid) => $"{DanishTime.ShortDate(tid)} {DanishTime.ToDanish(tid):HH.mm.ss}";

    private static RazorComponentResult<T> Side<T>(Adgangslogvisning model, int? status = null) where T : Microsoft.AspNetCore.Components.IComponent =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status ?? (model.Formular.ErGyldig ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest) };
}
