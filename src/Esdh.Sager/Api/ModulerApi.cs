using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>The case areas of the installation, and which the authority uses.</summary>
internal static class ModulerApi
{
    /// <param name="Noegle">Key of the module.</param>
    /// <param name="ErTaendt">The authority uses it.</param>
    /// <param name="Sagstyper">Keys of its case types.</param>
    public sealed record Modulsvar(string Noegle, string Navn, string Beskrivelse, bool ErTaendt, DateTimeOffset? Taendt, int AabneSager, IReadOnlyList<string> Sagstyper);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sagsomraadetal", Tal).Kraever(AccessRules.Laesning).WithTags("Sagstyper").WithSummary("Se sagsområdernes tal for en periode").SpoergerHoejst(80); // each area counts its own too
        var moduler = api.MapGroup("/moduler").WithTags("Sagstyper");
        moduler.MapGet("", Liste).Kraever(Roller.Administrator).WithSummary("Se installationens sagsområder");
        moduler.MapPost("/{navn}/taend", Taend).Kraever(Roller.Administrator).WithSummary("Slå et sagsområde til");
        moduler.MapPost("/{navn}/sluk", Sluk).Kraever(Roller.Administrator).WithSummary("Slå et sagsområde fra");
    }

    /// <param name="Modul">Key of the module.</param>
    /// <param name="Grupper">The figures of each case type, then those of the module.</param>
    public sealed record Omraadesvar(string Modul, string Navn, IReadOnlyList<Gruppesvar> Grupper);

    /// <summary>A table of figures.</summary>
    public sealed record Gruppesvar(string Navn, IReadOnlyList<Omraadetal> Tal);

    private static async Task<Ok<List<Omraadesvar>>> Tal(DateOnly? fra, DateOnly? til, Omraadetalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (begynd, slut) = (fra ?? idag.AddYears(-1).AddDays(1), til ?? idag);
        new Errors().AddIf(begynd > slut, "til", "Perioden slutter, før den begynder.").Throw();
        return TypedResults.Ok((await opslag.HentAsync(aktoer, begynd, slut, ct)).Select(o => new Omraadesvar(o.Modul, o.Navn, [.. o.Grupper.Select(g => new Gruppesvar(g.Navn, g.Tal))])).ToList());
    }

    private static async Task<Ok<List<Modulsvar>>> Liste(Forloebsopslag opslag, CancellationToken ct) =>
        TypedResults.Ok((await opslag.KatalogAsync(ct)).Select(m => new Modulsvar(m.Navn, m.Titel, m.Beskrivelse, m.Taendt is not null, m.Taendt, m.AabneSager, [.. m.Typer.Select(t => t.Noegle)])).ToList());

    private static async Task<Ok<TaendModul.Svar>> Taend(string navn, Modulskift skift, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await skift.TaendAsync(aktoer, navn, ct));

    private static async Task<Ok<SlukModul.Svar>> Sluk(string navn, Modulskift skift, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await skift.SlukAsync(aktoer, navn, ct));
}
