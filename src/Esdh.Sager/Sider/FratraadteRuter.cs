using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>What those who have left a unit left behind, as pages and over REST, until all of it is handed over.</summary>
internal static class FratraadteRuter
{
    public const string Sti = "/fratraadte";

    private const Roller Hvem = Roller.Leder | Roller.Administrator;

    /// <param name="TilBrugerId">Who gets the reminders, drafts and post.</param>
    /// <param name="EnhedId">The unit that was left; may be left out where there is only one.</param>
    /// <param name="Note">A word to who gets it.</param>
    public sealed record Restoverdragelse(Guid? TilBrugerId, Guid? EnhedId = null, string? Note = null);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        var fratraadte = api.MapGroup("/fratraadte").Kraever(Hvem).WithTags("Ledelse");
        fratraadte.MapGet("", async (Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ListeAsync(aktoer, ct))).WithSummary("Fratrådte og flyttede medarbejdere med noget, der ikke er overdraget");
        fratraadte.MapGet("/{bruger:guid}/efterladt", async (Guid bruger, Guid? enhed, Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.HentAsync(aktoer, bruger, enhed, ct))).WithSummary("Det, en fratrådt medarbejder har efterladt; højst 50 af hver slags");
        fratraadte.MapPost("/{bruger:guid}/overdragelse", async (Guid bruger, Restoverdragelse r, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await myndighed.Queue.RunAsync((OverdragRest act) => act.Udfoer(new(aktoer, bruger, r.EnhedId, r.TilBrugerId, r.Note), ct), ct))).WithSummary("Giv erindringer, kladder og post efter en fratrådt til en anden");
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Hvem);
        sider.MapGet("", async (Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => Formularhandling.Side<Fratraadteside>(await opslag.ListeAsync(aktoer, ct))).WithSummary("Så fratrådte og flyttede medarbejdere");
        sider.MapGet("/{bruger:guid}", (Guid bruger, Guid? enhed, Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => VisAsync(bruger, enhed, new(), aktoer, opslag, ct)).WithSummary("Så, hvad en fratrådt medarbejder har efterladt");
        sider.MapPost("/{bruger:guid}", OverdragAsync).WithSummary("Gav erindringer, kladder og post efter en fratrådt videre");
    }

    private static async Task<IResult> VisAsync(Guid bruger, Guid? enhed, Formular formular, Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct)
    {
        var detaljer = await opslag.HentAsync(aktoer, bruger, enhed, ct);
        var forespoergsel = $"tilstand=aaben&behandler={bruger}" + (detaljer.Hvem.NuEnhed is null ? "" : $"&enhed={detaljer.Hvem.EnhedId}");
        return Formularhandling.Side<Fratraadtside>(new Fratraadtvisning(detaljer, forespoergsel, formular), formular);
    }

    private static async Task<IResult> OverdragAsync(Guid bruger, HttpContext context, Authority myndighed, Aktoer aktoer, Brugeropslag brugere, Fratraedelsesopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var enhed = f.Id("enhed");
        var til = await NySagRuter.MedarbejderAsync(f, "tilBrugerId", brugere, ct);
        OverdragRest.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((OverdragRest act) => act.Udfoer(new(aktoer, bruger, enhed, til, f["note"]), ct), ct)))
            return await VisAsync(bruger, enhed, f, aktoer, opslag, ct);
        var med = Dagoverdragelse.Sammen([(svar!.Erindringer, "erindring", "erindringer"), (svar.Kladder, "kladde", "kladder"), (svar.Poster, "stykke post", "stykker post")]);
        context.Besked(Beskedart.Succes, med.Length == 0 ? "Der var intet, der kunne gives videre." : $"{med} er givet videre.", svar.Rest > 0 ? "Der er stadig noget tilbage: se listen." : null);
        return Results.Redirect(svar.Rest > 0 ? $"{Sti}/{bruger}?enhed={enhed}" : Sti);
    }
}
