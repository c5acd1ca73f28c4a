using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>Pages and REST of assemblies and of the library.</summary>
internal static class GeneralforsamlingRuter
{
    public const string Sti = "/klub/generalforsamlinger";

    public const string Bibliotek = "/klub/bibliotek";

    /// <summary>Called from REST, which shares the acts.</summary>
    public sealed record Nyindkaldelse(string? Titel = null, DateOnly? Dato = null, string? Sted = null);

    /// <param name="Afstemning">Number of the ballot that decides it.</param>
    public sealed record Nytforslag(string? Titel = null, string? Forslag = null, string? Afstemning = null);

    public sealed record Generalforsamlingsliste(IReadOnlyList<Generalforsamlingslinje> Generalforsamlinger);

    public sealed record Nybeslutning(string? Beslutning = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Så klubbens generalforsamlinger");
        routes.MapPost(Sti, Indkald).KraeverKlub(Klubadgang.Sekretariat).MedIdempotens().WithSummary("Indkaldte til generalforsamling");
        routes.MapGet(Sti + "/{id:guid}", En).KraeverKlub(Klubadgang.Alle).WithSummary("Så en generalforsamling");
        routes.MapPost(Sti + "/{id:guid}/forslag", Stil).KraeverKlub(Klubadgang.Delegat).MedIdempotens().WithSummary("Stillede forslag til generalforsamlingen");
        routes.MapPost(Sti + "/{id:guid}/beslutning/{punkt:guid}", Beslut).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Skrev en beslutning");
        routes.MapPost(Sti + "/{id:guid}/bilag/{punkt:guid}", LaegBilag).KraeverKlub(Klubadgang.Sekretariat).MedIdempotens().WithSummary("Lagde bilag til et punkt på dagsordenen");
        routes.MapGet(Sti + "/bilag/{bilag:guid}", Bilag).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede et bilag til et punkt på dagsordenen");
        routes.MapGet(Sti + "/{id:guid}/beslutninger/{nr:int}.md", Eksport).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede en beslutning");
        routes.MapGet(Sti + "/{id:guid}/referat.pdf", Referat).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede referatet af en generalforsamling");
        routes.MapGet(Bibliotek, Vis).KraeverKlub(Klubadgang.Alle).WithSummary("Så klubbens bibliotek");
        routes.MapPost(Bibliotek, Del).KraeverKlub(Klubadgang.Delegat).MedIdempotens().WithSummary("Delte noget i biblioteket");
        routes.MapPost(Bibliotek + "/{id:guid}/karakter", Karakter).KraeverKlub(Klubadgang.Delegat).WithSummary("Gav en karakter i biblioteket");
        var api = routes.MapGroup("/api/v1/klub/generalforsamlinger").WithTags("Klubben: generalforsamlinger").MedIdempotens();
        api.MapGet("", async (Klubben klub, CancellationToken ct) => TypedResults.Ok(new Generalforsamlingsliste(await klub.LaesAsync((Generalforsamlingsopslag o) => o.AlleAsync(ct))))).KraeverKlub(Klubadgang.Alle).WithSummary("Klubbens generalforsamlinger");
        api.MapPost("", async (Nyindkaldelse krop, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((IndkaldGeneralforsamling act) => act.Udfoer(new(klub.Aktoer, krop.Titel, krop.Dato, krop.Sted), ct), ct))).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Indkald til generalforsamling");
        api.MapGet("/{id:guid}", async (Guid id, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.LaesAsync((Generalforsamlingsopslag o) => o.HentAsync(id, ct)))).KraeverKlub(Klubadgang.Alle).WithSummary("En generalforsamling med dagsorden og beslutninger");
        api.MapPost("/{id:guid}/forslag", async (Guid id, Nytforslag krop, Klubben klub, CancellationToken ct) =>
        {
            Guid? afstemning = krop.Afstemning is { Length: > 0 } nummer ? await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct)) : null;
            return TypedResults.Ok(await klub.UdfoerAsync((StilForslag act) => act.Udfoer(new(klub.Aktoer, id, krop.Titel, krop.Forslag, afstemning), ct), ct));
        }).KraeverKlub(Klubadgang.Delegat).WithSummary("Stil et forslag");
        api.MapPost("/punkter/{punkt:guid}/beslutning", async (Guid punkt, Nybeslutning krop, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((SkrivBeslutning act) => act.Udfoer(new(klub.Aktoer, punkt, krop.Beslutning), ct), ct))).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Skriv, hvad der er besluttet");
    }

    private static async Task<IResult> Alle(Klubben klub, CancellationToken ct) => await AlleAsync(klub, new(), ct);

    private static async Task<IResult> AlleAsync(Klubben klub, Formular f, CancellationToken ct) => Formularhandling.Side<Generalforsamlingerside>(new Generalforsamlingervisning(await klub.LaesAsync((Generalforsamlingsopslag o) => o.AlleAsync(ct)), klub.Aktoer.ErSekretariat, f), f);

    private static async Task<IResult> Indkald(HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var dato = f.Dato("dato");
        IndkaldGeneralforsamling.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await klub.UdfoerAsync((IndkaldGeneralforsamling act) => act.Udfoer(new(klub.Aktoer, f["titel"], dato, f["sted"]), ct), ct)))
            return await AlleAsync(klub, f, ct);
        http.Besked(Beskedart.Succes, "Generalforsamlingen er indkaldt.", "Dagsordenen har de punkter, vedtægterne kræver.");
        return Results.Redirect($"{Sti}/{svar!.Id}");
    }

    private static async Task<IResult> En(Guid id, Klubben klub, CancellationToken ct) => await EnAsync(id, klub, ct);

    private static async Task<IResult> EnAsync(Guid id, Klubben klub, CancellationToken ct, Formular? forslag = null, Formular? beslutning = null, Formular? bilag = null) => Formularhandling.Side<Generalforsamlingsside>(
        new Generalforsamlingsvisning(await klub.LaesAsync((Generalforsamlingsopslag o) => o.HentAsync(id, ct)), klub.Aktoer.ErSekretariat, klub.Aktoer.ErSekretariat || klub.Aktoer.ErDelegat, forslag ?? new(), beslutning ?? new(), bilag ?? new()), forslag ?? beslutning ?? bilag);

    private static async Task<IResult> Stil(Guid id, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(async () =>
        {
            Guid? afstemning = f["afstemning"].Length > 0 ? await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(f["afstemning"], ct)) : null;
            await klub.UdfoerAsync((StilForslag act) => act.Udfoer(new(klub.Aktoer, id, f["titel"], f["forslag"], afstemning), ct), ct);
        }))
            return await EnAsync(id, klub, ct, forslag: f);
        http.Besked(Beskedart.Succes, "Forslaget er på dagsordenen.");
        return Results.Redirect($"{Sti}/{id}");
    }

    private static async Task<IResult> Beslut(Guid id, Guid punkt, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(() => klub.UdfoerAsync((SkrivBeslutning act) => act.Udfoer(new(klub.Aktoer, punkt, f["beslutning"]), ct), ct)))
            return await EnAsync(id, klub, ct, beslutning: f);
        http.Besked(Beskedart.Succes, "Beslutningen er skrevet i registret.");
        return Results.Redirect($"{Sti}/{id}");
    }

    private static async Task<IResult> LaegBilag(Guid id, Guid punkt, HttpContext http, Klubben klub, AuthorityRegistry registry, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(async () =>
        {
            var bilag = await OenskeRuter.LaegAsync(f, registry.Shared, ct);
            await klub.UdfoerAsync((LaegPunktbilag act) => act.Udfoer(new(klub.Aktoer, punkt, bilag), ct), ct);
        }))
            return await EnAsync(id, klub, ct, bilag: f);
        http.Besked(Beskedart.Succes, "Bilagene er lagt til punktet.");
        return Results.Redirect($"{Sti}/{id}");
    }

    private static async Task<IResult> Bilag(Guid bilag, HttpContext http, Klubben klub, AuthorityRegistry registry, CancellationToken ct)
    {
        var (navn, sha256) = await klub.LaesAsync((Generalforsamlingsopslag o) => o.BilagAsync(bilag, ct));
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(registry.Shared.Content.OpenRead(sha256), "application/octet-stream", navn);
    }

    private static async Task<IResult> Eksport(Guid id, int nr, Klubben klub, CancellationToken ct)
    {
        var g = await klub.LaesAsync((Generalforsamlingsopslag o) => o.HentAsync(id, ct));
        var p = g.Punkter.FirstOrDefault(x => x.Beslutningsnr == nr) ?? throw new NotFoundException("Beslutningen findes ikke.");
        return Results.Text(Generalforsamlingsbillede.Markdown(g, p), "text/markdown; charset=utf-8");
    }

    private static async Task<IResult> Referat(Guid id, Klubben klub, CancellationToken ct)
    {
        var g = await klub.LaesAsync((Generalforsamlingsopslag o) => o.HentAsync(id, ct));
        using var pdf = new PdfWriter($"Referat af {g.Titel}", $"Brugerklubben · {g.Titel}");
        pdf.Heading($"Referat: {g.Titel}").Paragraph($"{DanishTime.LongDate(g.Dato)}, {g.Sted}.");
        foreach (var p in g.Punkter)
        {
            pdf.Heading($"{p.Nr}. {p.Titel}", 2);
            if (p.Forslag is not null)
                pdf.Paragraph($"Forslag fra {p.Stiller}: {p.Forslag}");
            if (p.Bilag.Count > 0)
                pdf.Paragraph($"Bilag: {string.Join(", ", p.Bilag.Select(b => b.Navn))}.");
            if (p.Afstemning is not null)
                pdf.Paragraph($"Afstemning {p.Afstemning}: {p.Udfald ?? "ikke gjort op"}.");
            pdf.Paragraph(p.Beslutning is null ? "Ingen beslutning." : $"Beslutning {p.Beslutningsnr:0000}: {p.Beslutning}");
        }

        using var ud = new MemoryStream();
        pdf.Save(ud);
        return Results.File(ud.ToArray(), "application/pdf", "referat.pdf");
    }

    private static async Task<IResult> Vis(Klubben klub, CancellationToken ct) => await VisAsync(klub, new(), ct);

    private static async Task<IResult> VisAsync(Klubben klub, Formular f, CancellationToken ct) =>
        Formularhandling.Side<Biblioteksside>(new Biblioteksvisning(await klub.LaesAsync((Generalforsamlingsopslag o) => o.BibliotekAsync(klub.Aktoer.MedlemId, ct)), klub.Aktoer.MedlemId is not null, klub.Aktoer.ErDelegat, f), f);

    private static async Task<IResult> Del(HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var art = f.Valg<Biblioteksart>("art");
        if (!await f.ProevAsync(() => klub.UdfoerAsync((DelIBiblioteket act) => act.Udfoer(new(klub.Aktoer, art, f["titel"], f["tekst"], f["modul"]), ct), ct)))
            return await VisAsync(klub, f, ct);
        http.Besked(Beskedart.Succes, "Det er delt med de andre medlemmer.");
        return Results.Redirect(Bibliotek);
    }

    private static async Task<IResult> Karakter(Guid id, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var stjerner = f.Heltal("stjerner", 1, 5);
        if (!await f.ProevAsync(() => klub.UdfoerAsync((GivKarakter act) => act.Udfoer(new(klub.Aktoer, id, stjerner), ct), ct)))
            return await VisAsync(klub, f, ct);
        http.Besked(Beskedart.Succes, "Jeres karakter er gemt.");
        return Results.Redirect(Bibliotek);
    }
}
