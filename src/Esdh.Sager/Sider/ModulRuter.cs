using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Indhold;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>The catalogue of case areas, and the switch of each.</summary>
internal static class ModulRuter
{
    public const string Sti = "/administration/moduler";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var moduler = routes.MapGroup(Sti);
        moduler.MapGet("", async (Forloebsopslag opslag, CancellationToken ct) => Formularhandling.Side<Modulerside>(await opslag.KatalogAsync(ct))).Kraever(Roller.Administrator).WithSummary("Så sagsområderne");
        moduler.MapGet("/{navn}", VisAsync).Kraever(Roller.Administrator).WithSummary("Så et sagsområde");
        moduler.MapPost("/{navn}/taend", (string navn, HttpContext context, Aktoer aktoer, Modulskift skift, Forloebsopslag opslag, CancellationToken ct) =>
            SkiftAsync(navn, context, opslag, async () =>
            {
                var svar = await skift.TaendAsync(aktoer, navn, ct);
                context.Besked(Beskedart.Succes, $"{skift.Find(navn).Title} er slået til.", svar.Overtaget.Count == 0 ? null
                    : $"{(svar.Overtaget.Count == 1 ? "Skabelonen" : "Skabelonerne")} {string.Join(", ", svar.Overtaget.Select(o => $"»{o}«"))} fandtes i forvejen og opretter nu sager af sagsområdet. Jeres egne valg i {(svar.Overtaget.Count == 1 ? "den" : "dem")} står.");
            }, ct)).Kraever(Roller.Administrator).WithSummary("Slog et sagsområde til");
        moduler.MapPost("/{navn}/sluk", (string navn, HttpContext context, Aktoer aktoer, Modulskift skift, Forloebsopslag opslag, CancellationToken ct) =>
            SkiftAsync(navn, context, opslag, async () =>
            {
                var svar = await skift.SlukAsync(aktoer, navn, ct);
                context.Besked(Beskedart.Succes, $"{skift.Find(navn).Title} er slået fra.", svar.AabneSager == 0 ? null : $"{(svar.AabneSager == 1 ? "1 åben sag" : $"{svar.AabneSager} åbne sager")} fortsætter som almindelige sager. Intet er slettet.");
            }, ct)).Kraever(Roller.Administrator).WithSummary("Slog et sagsområde fra");
    }

    private static async Task<IResult> VisAsync(string navn, Forloebsopslag opslag, CancellationToken ct) =>
        Formularhandling.Side<Modulside>(new Modulsidevisning(await KortAsync(navn, opslag, ct), new()));

    private static async Task<Modulkort> KortAsync(string navn, Forloebsopslag opslag, CancellationToken ct) =>
        (await opslag.KatalogAsync(ct)).FirstOrDefault(m => m.Navn == navn) ?? throw new NotFoundException("Installationen har ikke det sagsområde.");

    private static async Task<IResult> SkiftAsync(string navn, HttpContext context, Forloebsopslag opslag, Func<Task> skift, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        if (await f.ProevAsync(skift))
            return Results.Redirect($"{Sti}/{navn}");
        return Formularhandling.Side<Modulside>(new Modulsidevisning(await KortAsync(navn, opslag, ct), f), f);
    }
}

/// <summary>One case area and its switch.</summary>
public sealed record Modulsidevisning(Modulkort Modul, Formular Formular);
