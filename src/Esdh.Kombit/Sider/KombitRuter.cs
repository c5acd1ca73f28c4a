using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Kombit.Domain;
using Esdh.Kombit.Foresp;
using Esdh.Kombit.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Kombit.Sider;

/// <summary>What administrators see and do about the delivery to the shared infrastructure.</summary>
internal static class KombitRuter
{
    private const string Sti = "/administration/kombit";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        sider.MapGet("", (Indeksoverblik overblik, Kombitindstillinger indstillinger, Authority myndighed, CancellationToken ct) => Vis(overblik, indstillinger, myndighed, new(), ct)).WithSummary("Så leveringen til Sags- og Dokumentindekset");
        sider.MapPost("", Udfoer).WithSummary("Ændrede leveringen til Sags- og Dokumentindekset");
    }

    private static async Task<RazorComponentResult<Kombitside>> Vis(Indeksoverblik overblik, Kombitindstillinger indstillinger, Authority myndighed, Formular formular, CancellationToken ct)
    {
        var o = await overblik.HentAsync(ct);
        var aftale = indstillinger.Aftale(myndighed.Key);
        return new(new
        {
            Model = new Kombitvisning(
                formular, aftale?.Sagsindeks is not null, o.Stand?.Aktiv == true, o.Sager, o.Dokumenter, o.Venter, o.Fejlede, o.Stand?.SenestSendt is { } senest ? DanishTime.LongDateTime(senest) : null,
                o.Stand?.FejlerSiden is { } siden ? $"{o.Stand.Fejl} Det har ikke kunnet nås siden {DanishTime.LongDateTime(siden)}; alt venter her, og der prøves igen af sig selv." : null,
                [.. o.Fejl.Select(f => new Indeksgrund(f.Fejl, f.Antal, [.. f.Eksempler.Select(e => e.Art == Indeksart.Sag ? new Indekslink($"Sag {e.Nr}", $"/sager/{e.Id}") : new($"Dokument {e.Nr}", $"/dokumenter/{e.Id}"))]))]),
        }) { StatusCode = formular.Kode };
    }

    private static async Task<IResult> Udfoer(HttpContext context, Indeksoverblik overblik, Kombitindstillinger indstillinger, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var antal = 0;
        var gik = await formular.ProevAsync(async () =>
        {
            switch (formular["handling"])
            {
                case "taend" or "sluk":
                    await myndighed.Queue.RunAsync((TaendIndeks act) => act.Udfoer(new(aktoer, formular["handling"] == "taend"), ct), ct);
                    break;
                case "igen" or "alle":
                    antal = await myndighed.Queue.RunAsync((SendIndeksIgen act) => act.Udfoer(new(aktoer, formular["handling"] == "alle"), ct), ct);
                    break;
            }
        });
        if (!gik)
            return await Vis(overblik, indstillinger, myndighed, formular, ct);
        var (titel, tekst) = formular["handling"] switch
        {
            "taend" => ("Leveringen er tændt", "Myndighedens sager, dokumenter og notater bliver leveret. Den første gang kan det vare længe."),
            "sluk" => ("Leveringen er slukket", "Det, indekset har, bliver liggende dér. Tændes der igen, får det alt, hvad der er sket imens."),
            _ => ("Der sendes igen", $"{antal} sager og dokumenter bliver sammenlignet med indekset igen."),
        };
        context.Besked(Beskedart.Succes, titel, tekst);
        return Results.Redirect(Sti);
    }
}
