using System.Security.Cryptography;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Upload = Esdh.Sager.Api.Upload;

namespace Esdh.Sager.Sider;

/// <summary>The page where templates, phrases and statuses are fetched as a package, and one is compared and taken in.</summary>
internal static class OpsaetningspakkeRuter
{
    private const string Sti = "/administration/opsaetning";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        sider.MapGet("", () => Side(new(Opsaetningspost.Raekkefoelge, null, new()))).WithSummary("Så opsætningspakker");
        sider.MapGet("/pakke", OpsaetningApi.Hent).WithSummary("Hentede en opsætningspakke");
        sider.MapPost("/forskel", Sammenlign).ValidererSelv().WithSummary("Sammenlignede en opsætningspakke");
        sider.MapPost("/indlaesning", Indlaes).WithSummary("Indlæste fra en opsætningspakke");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Opsaetningspakkeside> Side(Opsaetningspakkevisning model) => SagRuter.Side<Opsaetningspakkeside>(new() { ["Model"] = model }, model.Formular.Kode);

    private static async Task<IResult> Sammenlign(HttpContext http, Upload upload, Opsaetningspakke pakke, Authority myndighed, IDataProtectionProvider vaern, CancellationToken ct)
    {
        var f = new Formular();
        Pakkeforskel? forskel = null;
        await f.ProevAsync(async () =>
        {
            var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, felter => Sikkerhed.ValiderFormularAsync(http, felter.GetValueOrDefault(Sikkerhed.Formularfelt)));
            forskel = await ForskelAsync(OpsaetningApi.Fil(forsendelse), pakke, Vaern(vaern, myndighed), ct);
        });
        return Side(new(Opsaetningspost.Raekkefoelge, forskel, f));
    }

    private static async Task<IResult> Indlaes(HttpContext http, Opsaetningspakke pakke, Authority myndighed, Aktoer aktoer, IDataProtectionProvider vaern, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var laas = Vaern(vaern, myndighed);
        string sha;
        try
        {
            sha = laas.Unprotect(f["pakke"]);
        }
        catch (CryptographicException)
        {
            f.Fejl("fil", "Pakken er ikke længere her. Vælg den igen.");
            return Side(new(Opsaetningspost.Raekkefoelge, null, f));
        }

        var valgte = f.Alle("valgt").Select(v => v.Split('\t', 2)).Where(v => v.Length == 2).Select(v => (v[0], v[1])).ToHashSet();
        IndlaesOpsaetning.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await OpsaetningApi.IndlaesAsync(sha, valgte, pakke, myndighed, aktoer, ct), felt: _ => ""))
            return Side(new(Opsaetningspost.Raekkefoelge, await ForskelAsync(sha, pakke, laas, ct), f));
        http.Besked(Beskedart.Succes, "Pakken er indlæst", $"{svar!.Oprettet} er nye, og {svar.Rettet} er rettet.");
        return Results.Redirect(Sti);
    }

    /// <summary>So that the form can only name a package that was just read here.</summary>
    private static IDataProtector Vaern(IDataProtectionProvider vaern, Authority myndighed) => vaern.CreateProtector("Esdh.Opsaetning", myndighed.Key);

    private static async Task<Pakkeforskel> ForskelAsync(string sha, Opsaetningspakke pakke, IDataProtector vaern, CancellationToken ct)
    {
        var laest = await pakke.LaesAsync(sha, ct);
        var forskelle = await pakke.ForskelleAsync(laest, ct);
        return new(vaern.Protect(sha), laest.Fra, DanishTime.ShortDateTime(laest.Dannet), forskelle.Count(x => x.Art == Forskelsart.Ens),
        [
            .. forskelle.Where(x => x.Art != Forskelsart.Ens).Select(x => new Pakkepost(
                $"{x.Post.Slags}\t{x.Post.Noegle}", x.Post.Slags, x.Post.Navn, x.Art == Forskelsart.Ny,
                [.. x.Felter.Where(d => x.Art == Forskelsart.Aendret || d.Der.Length > 0).Select(d => (d.Felt, d.Her, d.Der))], [.. x.Tekst.Select(t => (t.Linje, t.Kommer))])),
        ]);
    }
}
