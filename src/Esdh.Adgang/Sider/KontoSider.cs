using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Web;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Sider;

/// <summary>One's own account.</summary>
public sealed record Kontovisning(string Navn, string Brugernavn, string? Titel, string? Email, string Enhed, string Roller, bool Genveje);

/// <param name="Tvunget">The password was given by an administrator and must be changed now.</param>
public sealed record Kodeordsvisning(Formular Formular, bool Tvunget);

/// <summary>What everyone may change about oneself.</summary>
internal static class KontoSider
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var konto = routes.MapGroup("/konto").KraeverLogon();
        konto.MapGet("", VisAsync).WithSummary("Så sin egen konto");
        konto.MapPost("/genveje", GenvejeAsync).KunSomSigSelv().WithSummary("Slog genveje til eller fra");
        konto.MapGet("/kodeord", (Paalogget paalogget) => Kodeordsform(new(), paalogget)).WithMetadata(new UnderKodeordsskift()).WithSummary("Åbnede siden til ny adgangskode");
        konto.MapPost("/kodeord", SkiftAsync).KunSomSigSelv().WithMetadata(new UnderKodeordsskift()).WithSummary("Skiftede adgangskode");
    }

    private static async Task<RazorComponentResult<Kontoside>> VisAsync(Aktoer aktoer, Paalogget paalogget, Brugeropslag opslag, CancellationToken ct)
    {
        var b = (await opslag.FindAsync(aktoer.Id, ct))!;
        return Formularhandling.Side<Kontoside>(new Kontovisning(
            b.Navn, b.Brugernavn, b.Titel, b.Email, b.Enhed, string.Join(", ", Api.BrugereApi.Navne(b.Roller)), !paalogget.Stand!.GenvejeFra));
    }

    private static async Task<IResult> GenvejeAsync(HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var fra = !Formular.Fra(await context.Request.ReadFormAsync(ct)).Afkrydset("genveje");
        await myndighed.Queue.RunAsync((SaetGenveje act) => act.Udfoer(new(aktoer, fra), ct), ct);
        context.Besked(Beskedart.Succes, fra ? "Genveje med én tast er slået fra" : "Genveje med én tast er slået til");
        return Results.Redirect("/konto");
    }

    private static RazorComponentResult<Kodeordsside> Kodeordsform(Formular formular, Paalogget paalogget) =>
        Formularhandling.Side<Kodeordsside>(new Kodeordsvisning(formular, paalogget.Stand!.SkalSkifteKodeord), formular);

    private static async Task<IResult> SkiftAsync(
        HttpContext context, Authority myndighed, Aktoer aktoer, Paalogget paalogget, Brugeropslag opslag, Legitimation legitimation, Logoncookie cookie, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var (nuvaerende, nyt, igen) = (form["nuvaerende"].ToString(), form["nyt"].ToString(), form["igen"].ToString());
        var formular = new Formular();
        var bruger = (await opslag.FindAsync(aktoer.Id, ct))!;
        var errors = new Errors();
        Kodeord.Kontroller(errors, "nyt", nyt, bruger.Brugernavn);
        errors.AddIf(nyt == nuvaerende, "nyt", "Vælg en adgangskode, du ikke har nu.").AddIf(nyt != igen, "igen", "De to nye adgangskoder er ikke ens.");
        if (!await formular.ProevAsync(async () =>
        {
            errors.Throw();
            if (await legitimation.LogonAsync(myndighed, context.RequestServices, bruger.Brugernavn, nuvaerende, ct) is null)
                throw new InvalidException("nuvaerende", "Adgangskoden er ikke rigtig, eller brugeren er låst.");
            var hash = Kodeord.Hash(nyt);
            cookie.SignIn(context, myndighed, await myndighed.Queue.RunAsync((SaetKodeord act) => act.Udfoer(new(aktoer, aktoer.Id, hash), ct), ct));
        }))
            return Kodeordsform(formular, paalogget);
        context.Besked(Beskedart.Succes, "Adgangskoden er skiftet", "Andre steder, hvor du var logget på, er du nu logget af.");
        return Results.Redirect("/konto");
    }
}
