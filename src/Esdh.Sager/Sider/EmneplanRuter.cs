using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Demonstration;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>The subject plan to look things up in, and its versions for administrators.</summary>
internal static class EmneplanRuter
{
    private const string Administration = "/administration/emneplan";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/emneplan", Soeg).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Slog op i emneplanen");
        var admin = routes.MapGroup(Administration).Kraever(Roller.Administrator);
        admin.MapGet("", Udgaver).WithSummary("Så emneplanens udgaver");
        admin.MapPost("", Indlaes).WithSummary("Indlæste en udgave af emneplanen");
        admin.MapGet("/demonstrationsfil", () => TypedResults.Stream(Demoplan.Fil("emneplan-naeste.xml"), "application/xml", "emneplan-demonstration.xml")).WithSummary("Hentede demonstrationens emneplan");
        admin.MapGet("/{id:guid}", Forskel).WithSummary("Så, hvad en udgave af emneplanen ændrer");
        admin.MapPost("/{id:guid}", SaetIKraft).WithSummary("Tog en udgave af emneplanen i brug");
        admin.MapPost("/{id:guid}/sletning", Slet).WithSummary("Slettede en udgave af emneplanen");
    }

    private static async Task<RazorComponentResult<Emneplanside>> Soeg(string? q, string? gruppe, string? efter, bool? udgaaede, Emneplanopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var formular = new Formular(("q", q));
        if (udgaaede == true)
            formular.Saet("udgaaede", "true");
        var grupper = await opslag.GrupperAsync(ct);
        var hovedgruppe = grupper.FirstOrDefault(g => g.Nummer == gruppe);
        var soeger = !string.IsNullOrWhiteSpace(q) || hovedgruppe is not null;
        Side<Emnepost> side = new([], null);
        if (soeger)
        {
            try
            {
                side = await opslag.SoegAsync(q, udgaaede ?? false, efter, 50, ct, hovedgruppe?.Nummer);
            }
            catch (InvalidException e)
            {
                formular.Fejl(e);
            }
        }

        return new(new
        {
            Model = new Emneplanvisning(
                formular, hovedgruppe is null ? null : $"{hovedgruppe.Nummer} {hovedgruppe.Titel}",
                [.. grupper.Where(g => g.Nummer.Length == 2).Select(g => new Hovedgruppevisning(g.Nummer, g.Titel))], [.. side.Poster.Select(Vis)],
                side.Naeste is null ? null : "/emneplan" + QueryString.Create(new Dictionary<string, string?> { ["q"] = q, ["gruppe"] = gruppe, ["udgaaede"] = udgaaede == true ? "true" : null, ["efter"] = side.Naeste }),
                aktoer.Har(Roller.Administrator)),
        });
    }

    private static async Task<RazorComponentResult<Emneplanudgaver>> Udgaver(Emneplanopslag opslag, CancellationToken ct) => await UdgaverSide(opslag, new(), [], null, 200, ct);

    private static async Task<RazorComponentResult<Emneplanudgaver>> UdgaverSide(
        Emneplanopslag opslag, Formular formular, IReadOnlyList<KleMelding> meldinger, Guid? indlaest, int kode, CancellationToken ct) =>
        new(new { Model = new Udgavervisning(formular, [.. (await opslag.UdgaverAsync(ct)).Select(Vis)], [.. meldinger.Select(Vis)], indlaest) }) { StatusCode = kode };

    private static async Task<IResult> Indlaes(HttpContext context, Emneplanopslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        IReadOnlyList<KleMelding> meldinger = [];
        try
        {
            (var laesning, var svar) = await Emneplanfiler.IndlaesAsync(formular.Filer!, myndighed, aktoer, ct);
            meldinger = laesning.Meldinger;
            if (svar is not null)
            {
                if (meldinger.Count > 0)
                    return await UdgaverSide(opslag, formular, meldinger, svar.Id, StatusCodes.Status200OK, ct);
                if (svar.JobId is { } job)
                    return Results.Redirect($"/jobs/{job}");
                context.Besked(Beskedart.Succes, $"Udgaven er indlæst: {svar.Emner} emner og {svar.Facetter} facetter.", "Se, hvad den ændrer, og tag den i brug fra en dag.");
                return Results.Redirect($"{Administration}/{svar.Id}");
            }

            formular.Fejl("fil", "Filen har fejl og er ikke indlæst. Se dem nedenfor, og vælg filen igen, når de er rettet.");
        }
        catch (InvalidException e)
        {
            formular.Fejl(e);
        }

        return await UdgaverSide(opslag, formular, meldinger, null, StatusCodes.Status400BadRequest, ct);
    }

    private static async Task<RazorComponentResult<Emneplanforskelside>> Forskel(Guid id, Emneplanopslag opslag, TimeProvider tid, CancellationToken ct) =>
        await ForskelSide(id, opslag, new(("gaelderFra", DanishTime.ShortDate(DanishTime.Today(tid).AddDays(1)))), ct);

    private static async Task<RazorComponentResult<Emneplanforskelside>> ForskelSide(Guid id, Emneplanopslag opslag, Formular formular, CancellationToken ct)
    {
        var forskel = await opslag.ForskelAsync(id, ct);
        var alle = forskel.Aendringer.Select(a => (A: a, Vis: new Aendringsvisning(a.Nummer, Art(a.Art), a.Tekst, a.AabneSager, string.Join(", ", a.Skabeloner)))).ToList();
        return new(new
        {
            Model = new Udgaveforskelvisning(
                formular, Vis(forskel.Til), forskel.Fra is null ? null : $"{forskel.Fra.Titel} af {DanishTime.ShortDate(forskel.Fra.Udgivet)}",
                [.. alle.Where(x => x.A.AabneSager > 0 || x.A.Skabeloner.Count > 0).Select(x => x.Vis)], [.. alle.Where(x => x.A.AabneSager == 0 && x.A.Skabeloner.Count == 0).Select(x => x.Vis)],
                forskel.Til.Tilstand is "Indlaest" or "Kommende" or "Indlaeses", forskel.Til.Tilstand == "IKraft", forskel.Til.Tilstand == "Indlaeses"),
        }) { StatusCode = formular.Kode };
    }

    private static async Task<IResult> SaetIKraft(Guid id, HttpContext context, Emneplanopslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var fortryd = formular["handling"] == "fortryd";
        if (!fortryd)
            formular.Kraev("gaelderFra", "Skriv den dag, udgaven skal gælde fra.");
        var dag = fortryd ? null : formular.Dato("gaelderFra");
        if (!await formular.ProevAsync(() => myndighed.Queue.RunAsync((SaetEmneplanIKraft act) => act.Udfoer(new(aktoer, id, dag), ct), ct)))
            return await ForskelSide(id, opslag, formular, ct);
        context.Besked(Beskedart.Succes, dag is { } fra ? $"Udgaven gælder fra {DanishTime.LongDate(fra)}." : "Udgaven er ikke længere sat til at træde i kraft.");
        return Results.Redirect(Administration);
    }

    private static async Task<IResult> Slet(Guid id, HttpContext context, Emneplanopslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = new Formular();
        if (!await formular.ProevAsync(() => myndighed.Queue.RunAsync((SletEmneplan act) => act.Udfoer(new(aktoer, id), ct), ct)))
            return await ForskelSide(id, opslag, formular, ct);
        context.Besked(Beskedart.Succes, "Udgaven er slettet.");
        return Results.Redirect(Administration);
    }

    private static Emnevisning Vis(Emnepost e) => new(
        e.Nummer, e.Titel, e.Vejledning?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [], e.Stikord.Count == 0 ? null : string.Join(", ", e.Stikord), Bevaringstekst(e.Bevaring),
        Slettefrist.TryParse(e.Sletning, out var frist) ? Frist(frist!.Maaneder) : null,
        e.Udgaaet is null ? null : $"Udgået {DanishTime.ShortDate(e.Udgaaet.Value)}" + (e.Afloesere.Count == 0 ? "" : $", afløst af {string.Join(", ", e.Afloesere)}"));

    private static string? Bevaringstekst(string? kode) => kode switch
    {
        "B" => "Bevares",
        "K" => "Kan kasseres",
        "K5" => "Kan kasseres efter 5 år",
        "K10" => "Kan kasseres efter 10 år",
        _ => null,
    };

    private static string Frist(int maaneder) => maaneder % 12 == 0 ? $"Slettes efter {maaneder / 12} år" : $"Slettes efter {maaneder} måneder";

    private static Udgavevisning Vis(Udgavepost u) => new(
        u.Id, u.Titel, DanishTime.ShortDate(u.Udgivet), u.GaelderFra is { } fra ? DanishTime.ShortDate(fra) : null, u.Tilstand switch
        {
            "IKraft" => new("I kraft", Farve.Groen),
            "Kommende" => new("Træder i kraft", Farve.Blaa),
            "Tidligere" => new("Tidligere", Farve.Graa, Figur.Flueben),
            "Indlaeses" => new("Læses ind", Farve.Gul),
            _ => new("Indlæst", Farve.Graa),
        }, u.Emner, u.Facetter);

    private static Meldingsvisning Vis(KleMelding m) => new(
        m.Art == KleMeldingsart.Fejl ? new("Fejl", Farve.Roed) : new("Advarsel", Farve.Gul), m.Linje > 0 ? $"{m.Fil}, linje {m.Linje}" : m.Fil, m.Tekst);

    private static Maerke Art(string art) => art switch
    {
        nameof(Planaendringsart.Ny) => new("Ny", Farve.Blaa, Figur.Ring),
        nameof(Planaendringsart.Udgaaet) => new("Udgår", Farve.Gul),
        nameof(Planaendringsart.Fjernet) => new("Fjernet", Farve.Roed),
        nameof(Planaendringsart.Genindfoert) => new("Igen i brug", Farve.Groen),
        nameof(Planaendringsart.NyTitel) => new("Ny titel", Farve.Graa),
        nameof(Planaendringsart.NyBevaring) => new("Ny bevaring", Farve.Graa),
        nameof(Planaendringsart.NySletning) => new("Ny slettefrist", Farve.Graa),
        _ => new("Ny afløser", Farve.Graa),
    };
}
