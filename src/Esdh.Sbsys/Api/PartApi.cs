using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Api;

/// <summary>Persons and companies.</summary>
internal static class PartApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/person/search", SoegPerson).Kraever(AccessRules.Laesning).WithSummary("Find en person efter CPR-nummer (SBSYS)");
        api.MapPost("/person", OpretPerson).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret en person i registret (SBSYS)");
        api.MapPost("/firma/search", SoegFirma).Kraever(AccessRules.Laesning).WithSummary("Find et firma efter CVR-nummer (SBSYS)");
        api.MapGet("/part/person", HentPerson).Kraever(AccessRules.Laesning).WithSummary("Hent en person (SBSYS)");
        api.MapGet("/part/firma", HentFirma).Kraever(AccessRules.Laesning).WithSummary("Hent et firma (SBSYS)");
    }

    private static async Task<IResult> SoegPerson(HttpRequest request, Parter parter, Aktoer aktoer, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var cpr = parter.Cpr(krop) ?? throw new InvalidException("CprNummer", "Angiv CprNummer.");
        return Svar.Ok((await parter.MedNummerAsync(aktoer, cpr, null, ct)).Select(f => parter.PersonVist(f.Part, f.Ses)));
    }

    private static async Task<IResult> OpretPerson(HttpRequest request, Parter parter, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var cpr = parter.Cpr(krop) ?? throw new InvalidException("CprNummer", "Angiv CprNummer.");
        var adresse = krop.Objekt("Adresse");
        var svar = await myndighed.Queue.RunAsync((RegistrerPart act) => act.Udfoer(new(
            aktoer, krop.Tekst("Navn") ?? Parter.Unavngivet, cpr, null, adresse?.Tekst("Adresse1"), adresse?.Tekst("PostNummer"), adresse?.Tekst("PostDistrikt"), adresse?.Tekst("PrivateEmailAdresse"), adresse?.Tekst("PrivateTelefonNummer")), ct), ct);
        return Svar.Ok(parter.PersonVist(await db.Parter.AsNoTracking().SingleAsync(p => p.Id == svar.Id, ct), svar.Ses));
    }

    private static async Task<IResult> SoegFirma(HttpRequest request, Parter parter, Adgangsspor spor, Aktoer aktoer, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var cvr = Parter.Cvr(krop) ?? throw new InvalidException("CvrNummer", "Angiv CvrNummer.");
        spor.Soegeord(cvr);
        return Svar.Ok((await parter.MedNummerAsync(aktoer, null, cvr, ct)).Select(f => parter.FirmaVist(f.Part, f.Ses)));
    }

    private static async Task<IResult> HentPerson(string? id, Parter parter, Aktoer aktoer, CancellationToken ct)
    {
        var (part, ses) = await parter.FindAsync(aktoer, id ?? throw new InvalidException("id", "Angiv id."), Partsart.Person, ct);
        return Svar.Ok(parter.PersonVist(part, ses));
    }

    private static async Task<IResult> HentFirma(string? id, Parter parter, Aktoer aktoer, CancellationToken ct)
    {
        var (part, ses) = await parter.FindAsync(aktoer, id ?? throw new InvalidException("id", "Angiv id."), Partsart.Virksomhed, ct);
        return Svar.Ok(parter.FirmaVist(part, ses));
    }
}
