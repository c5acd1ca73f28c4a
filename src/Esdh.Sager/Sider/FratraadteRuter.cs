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

    /// <param name="TilBrugerId">Who gets the cases; not the one who asks.</param>
    /// <param name="Begrundelse">10 to 2000 characters.</param>
    public sealed record Skjulteoverdragelse(Guid? TilBrugerId, string? Begrundelse);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        var fratraadte = api.MapGroup("/fratraadte").Kraever(Hvem).WithTags("Ledelse");
        fratraadte.MapGet("", async (Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ListeAsync(aktoer, ct))).WithSummary("Fratrådte og flyttede medarbejdere med noget, der ikke er overdraget");
        fratraadte.MapGet("/{bruger:guid}/efterladt", async (Guid bruger, Guid? enhed, Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.HentAsync(aktoer, bruger, enhed, ct))).WithSummary("Det, en fratrådt medarbejder har efterladt; højst 50 af hver slags");
        fratraadte.MapPost("/{bruger:guid}/overdragelse", async (Guid bruger, Restoverdragelse r, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await myndighed.Queue.RunAsync((OverdragRest act) => act.Udfoer(new(aktoer, bruger, r.EnhedId, r.TilBrugerId, r.Note), ct), ct))).WithSummary("Giv erindringer, kladder og post efter en fratrådt til en anden");
        fratraadte.MapPost("/{bruger:guid}/skjulte-sager", async (Guid bruger, Skjulteoverdragelse s, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await myndighed.Queue.RunAsync((OverdragSkjulteSager act) => act.Udfoer(new(aktoer, bruger, s.TilBrugerId, s.Begrundelse), ct), ct))).WithSummary("Giv sager efter en fratrådt, som du ikke selv kan se, til en anden");
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Hvem);
        sider.MapGet("", async (Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => Formularhandling.Side<Fratraadteside>(await opslag.ListeAsync(aktoer, ct))).WithSummary("Så fratrådte og flyttede medarbejdere");
        sider.MapGet("/{bruger:guid}", (Guid bruger, Guid? enhed, Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct) => VisAsync(bruger, enhed, new(), aktoer, opslag, ct)).WithSummary("Så, hvad en fratrådt medarbejder har efterladt");
        sider.MapPost("/{bruger:guid}", OverdragAsync).WithSummary("Gav erindringer, kladder og post efter en fratrådt videre");
        sider.MapPost("/{bruger:guid}/skjulte-sager", OverdragSkjulteAsync).WithSummary("Gav en fratrådts sager videre, som den, der gjorde det, ikke kan se");
    }

    private static async Task<IResult> VisAsync(Guid bruger, Guid? enhed, Formular formular, Aktoer aktoer, Fratraedelsesopslag opslag, CancellationToken ct)
    {
        var detaljer = await opslag.HentAsync(aktoer, bruger, enhed, ct);
        var forespoergsel = $"tilstand=aaben&behandler={bruger}" + (detaljer.Hvem.NuEnhed is null ? "" : $"&enhed={detaljer.Hvem.EnhedId}");
        return Formularhandling.Side<Fratraadtside>(new Fratraadtvisning(detaljer, forespoergsel, formular), formular);
    }

    private static async Task<IResult> OverdragSkjulteAsync(Guid bruger, HttpContext context, Authority myndighed, Aktoer aktoer, Brugeropslag brugere, Fratraedelsesopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var til = await NySagRuter.MedarbejderAsync(f, "skjulteTil", brugere, ct);
        OverdragSkjulteSager.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((OverdragSkjulteSager act) => act.Udfoer(new(aktoer, bruger, til, f["begrundelse"]), ct), ct), felt: navn => navn == "tilBrugerId" ? "skjulteTil" : navn))
            return await VisAsync(bruger, null, f, aktoer, opslag, ct);
        context.Besked(Beskedart.Succes, svar!.Sager switch { 0 => "Der var ingen sager at give videre.", 1 => "1 sag er givet videre.", var n => $"{n} sager er givet videre." }, svar.ErFlere ? "Der er flere: gør det igen." : null);
        return Results.Redirect(svar.ErFlere ? $"{Sti}/{bruger}" : Sti);
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
