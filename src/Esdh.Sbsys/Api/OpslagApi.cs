using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Former;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sbsys.Api;

/// <summary>Users, templates, units, and whether a token holds.</summary>
internal static class OpslagApi
{
    private const int FlestBrugere = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/bruger/search", SoegBruger).Kraever(AccessRules.Laesning).WithSummary("Find brugere (SBSYS)");
        api.MapGet("/bruger/me", Mig).KraeverLogon().WithSummary("Den bruger, der kalder (SBSYS)");
        api.MapGet("/bruger/{bruger}", HentBruger).Kraever(AccessRules.Laesning).WithSummary("Hent en bruger (SBSYS)");
        api.MapGet("/sagsskabelon", Skabeloner).Kraever(AccessRules.Laesning).WithSummary("Sagsskabeloner (SBSYS)");
        api.MapGet("/sagsskabelon/{id}", Skabelon).Kraever(AccessRules.Laesning).WithSummary("Hent en sagsskabelon (SBSYS)");
        api.MapGet("/ansaettelsessted/alle", Ansaettelsessteder).Kraever(AccessRules.Laesning).WithSummary("Ansættelsessteder (SBSYS)");
        api.MapGet("/info/heartbeat/authorized", () => Svar.Ok(true)).KraeverLogon().WithSummary("Om adgangstegnet gælder (SBSYS)");
    }

    private static async Task<IResult> SoegBruger(HttpRequest request, Brugeropslag brugere, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var (logonId, navn) = (krop.Tekst("LogonId", "Brugernavn"), krop.Tekst("Navn"));
        var fundne = await brugere.SoegAsync(logonId ?? navn, FlestBrugere, ct);
        return Svar.Ok(fundne.Where(b => (logonId is null || b.Brugernavn.Contains(logonId, StringComparison.OrdinalIgnoreCase)) && (navn is null || b.Navn.Contains(navn, StringComparison.OrdinalIgnoreCase))).Select(Sagsvisning.Vis));
    }

    private static async Task<IResult> Mig(Brugeropslag brugere, Aktoer aktoer, CancellationToken ct) =>
        Svar.Ok(await VisAsync(brugere, await brugere.FindAsync(aktoer.Id, ct) ?? throw new NotFoundException("Brugeren findes ikke."), ct));

    private static async Task<IResult> HentBruger(string bruger, Brugeropslag brugere, CancellationToken ct)
    {
        var fundet = Noegler.Tal(bruger) is { } nr ? await brugere.FindAsync(nr, ct) : Guid.TryParse(bruger, out var id) ? await brugere.FindAsync(id, ct) : await brugere.FindAsync(bruger, ct);
        return Svar.Ok(await VisAsync(brugere, fundet ?? throw new NotFoundException("Brugeren findes ikke."), ct));
    }

    private static async Task<BrugerDto> VisAsync(Brugeropslag brugere, Brugerkort b, CancellationToken ct)
    {
        var enhed = (await brugere.EnhederAsync(ct)).FirstOrDefault(e => e.Id == b.EnhedId);
        return Sagsvisning.Vis(b) with
        {
            Brugernavn = b.Brugernavn, Titel = b.Titel, Email = b.Email, AnsaettelsesstedIdentity = b.EnhedId, Ansaettelsessted = enhed is null ? null : new() { Uuid = enhed.Id, Id = enhed.Nr, Navn = enhed.Navn },
        };
    }

    private static async Task<IResult> Skabeloner(Opsat opsat, CancellationToken ct) => Svar.Ok((await opsat.SkabelonerAsync(ct)).Select(Opsat.Vis));

    private static async Task<IResult> Skabelon(string id, Opsat opsat, CancellationToken ct)
    {
        var (nr, uuid) = Noegler.Noegle(id);
        return Svar.Ok(Opsat.Vis((await opsat.SkabelonerAsync(ct)).Find(s => s.Nr == nr || s.Id == uuid) ?? throw new NotFoundException("Skabelonen findes ikke.")));
    }

    private static async Task<IResult> Ansaettelsessteder(Brugeropslag brugere, CancellationToken ct) =>
        Svar.Ok((await brugere.EnhederAsync(ct)).Where(e => e.Aktiv).Select(e => new Navngivet { Uuid = e.Id, Id = e.Nr, Navn = e.Navn }));
}
