using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sbsys.Api;

/// <summary>Reminders. Each has a deadline here: where a client says none, the type's.</summary>
internal static class ErindringApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/erindring/typer", Typer).Kraever(AccessRules.Laesning).WithSummary("Erindringstyper (SBSYS)");
        api.MapGet("/erindring/sag/{sag}", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Sagens erindringer (SBSYS)");
        api.MapGet("/erindring/{id}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en erindring (SBSYS)");
        api.MapPost("/erindring", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret en erindring (SBSYS)");
        api.MapPut("/erindring/{id}", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret eller afslut en erindring (SBSYS)");
    }

    private static async Task<IResult> Typer(Notatformer former, CancellationToken ct) => Svar.Ok((await former.TyperAsync(ct)).Where(t => t.Aktiv).Select(Notatformer.Vis));

    private static async Task<IResult> PaaSag(string sag, Noegler noegler, Notatformer former, Aktoer aktoer, CancellationToken ct)
    {
        var s = await noegler.SagAsync(aktoer, sag, ct);
        return Svar.Ok(await former.ErindringerAsync(s.Id, s.Nr, null, ct));
    }

    private static async Task<IResult> Hent(string id, Noegler noegler, Notatformer former, Aktoer aktoer, CancellationToken ct)
    {
        var e = await noegler.ErindringAsync(aktoer, id, ct);
        var s = await noegler.SagAsync(aktoer, e.SagId.ToString(), ct);
        return Svar.Ok((await former.ErindringerAsync(s.Id, s.Nr, e.Id, ct))[0]);
    }

    private static async Task<IResult> Opret(HttpRequest request, Noegler noegler, Notatformer former, Authority myndighed, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var sag = await noegler.SagAsync(aktoer, krop, ct, "SagId");
        var typer = (await former.TyperAsync(ct)).FindAll(t => t.Aktiv);
        var valgt = krop.Objekt("ErindringType");
        var type = (valgt?.Tal("Id"), valgt?.Tekst("Navn")) switch
        {
            ({ } nr, _) => typer.Find(t => t.Nr == nr) ?? throw new InvalidException("ErindringType", $"Der er ingen erindringstype med id {nr}."),
            (null, { } navn) => typer.Find(t => string.Equals(t.Navn, navn, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidException("ErindringType", $"Der er ingen erindringstype »{navn}«."),
            _ => typer.FirstOrDefault() ?? throw new InvalidException("ErindringType", "Der er ingen aktive erindringstyper. En administrator skal oprette dem."),
        };
        var ansvarlig = await noegler.BrugerAsync(krop.Objekt("Ansvarlig"), "Ansvarlig", ct);
        var (frist, synlig) = (krop.Flag("HarDeadline") == false ? null : krop.Dag("Deadline"), krop.Dag("SynligFra"));
        if (frist is null && synlig is { } fra && fra > OpretErindring.Kalender("Deadline", () => type.Frist(DanishTime.Today(tid))))
            frist = fra; // shows from a day after the type's own deadline
        var svar = await myndighed.Queue.RunAsync((OpretErindring act) => act.Udfoer(new(
            aktoer, sag.Id.ToString(), type.Id.ToString(), krop.Tekst("Navn"), krop.Tekst("Beskrivelse"), frist, null, synlig, ansvarlig), ct), ct);
        return Svar.Ok((await former.ErindringerAsync(sag.Id, sag.Nr, svar.Id, ct))[0]);
    }

    private static async Task<IResult> Ret(string id, HttpRequest request, Noegler noegler, Notatformer former, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var e = await noegler.ErindringAsync(aktoer, id, ct);
        var krop = await Krop.LaesAsync(request, ct);
        var ansvarlig = await noegler.BrugerAsync(krop.Objekt("Ansvarlig"), "Ansvarlig", ct);
        var rettelse = new RetErindring.Kommando(
            aktoer, e.Id, Nyt(krop.Tekst("Navn"), e.Titel), Nyt(krop.Tekst("Beskrivelse"), e.Beskrivelse), Ny(krop.Dag("Deadline"), e.Frist), Ny(krop.Dag("SynligFra"), e.SynligFra), ansvarlig == e.AnsvarligId ? null : ansvarlig);
        bool? klaret = krop.Flag("ErAfsluttet") switch
        {
            true when e.Afsluttet is null => true,
            false when e.Afsluttet is not null && krop.Tal("Id") == e.Nr => false, // the whole reminder was sent, and says so; an empty object only has it as its default
            _ => null,
        };
        await myndighed.Queue.RunAsync((RetSbsyserindring act) => act.Udfoer(new(rettelse, rettelse != new RetErindring.Kommando(aktoer, e.Id), klaret), ct), ct);
        var s = await noegler.SagAsync(aktoer, e.SagId.ToString(), ct);
        return Svar.Ok((await former.ErindringerAsync(s.Id, s.Nr, e.Id, ct))[0]);
    }

    private static string? Nyt(string? sendt, string? nu) => sendt == nu ? null : sendt;

    private static DateOnly? Ny(DateOnly? sendt, DateOnly nu) => sendt == nu ? null : sendt;
}
