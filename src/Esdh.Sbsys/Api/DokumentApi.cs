using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Api;

/// <summary>Documents and their files.</summary>
internal static class DokumentApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/dokument/journaliser", (HttpContext http, Noegler n, Parter p, Dokumentformer f, Upload u, SagerDb db, Authority m, Aktoer a, TimeProvider t, CancellationToken ct) => Journaliser(null, http, n, p, f, u, db, m, a, t, ct))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Journalisér et dokument (SBSYS, multipart: file og json)").DisableAntiforgery();
        api.MapPost("/dokument/journaliser/{delforloeb}", (string delforloeb, HttpContext http, Noegler n, Parter p, Dokumentformer f, Upload u, SagerDb db, Authority m, Aktoer a, TimeProvider t, CancellationToken ct) => Journaliser(delforloeb, http, n, p, f, u, db, m, a, t, ct))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Journalisér et dokument i et delforløb (SBSYS, multipart: file og json)").DisableAntiforgery();
        api.MapGet("/dokument/{id}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent et dokument (SBSYS)");
        api.MapGet("/fil/{id}", HentFil).Kraever(AccessRules.Laesning).WithSummary("Hent en fil (SBSYS)");
    }

    private static async Task<IResult> Journaliser(
        string? delforloeb, HttpContext http, Noegler noegler, Parter parter, Dokumentformer former, Upload upload, SagerDb db, Authority myndighed, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var del = delforloeb is null ? null : await noegler.DelforloebAsync(aktoer, delforloeb, ct);
        Sag? sag = null;
        async Task FindAsync(IReadOnlyDictionary<string, string> felter)
        {
            // The part json may come first: then nothing is taken in for a case that is not there, or is closed.
            if (sag is null && felter.TryGetValue("json", out var tekst))
                (sag = await noegler.SagAsync(aktoer, Krop.Laes(tekst), ct)).KraevAaben();
        }

        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, FindAsync, samlFejl: true);
        var krop = Krop.Laes(forsendelse["json"] ?? throw new InvalidException("json", "Der mangler en del, der hedder json, med oplysningerne om dokumentet."));
        sag ??= await noegler.SagAsync(aktoer, krop, ct);
        if (del is not null && del.SagId != sag.Id)
            throw new InvalidException("delforloebId", "Delforløbet hører til en anden sag end SagID.");
        var (part, navn) = await parter.KorrespondentAsync(aktoer, krop.Objekt("SagsPart"), ct);
        var dato = krop.Dag("RegistreringsDato");
        var postliste = krop.Flag("PaaPostliste") == true;
        var svar = await myndighed.Queue.RunAsync((LaegSbsysdokument act) => act.Udfoer(new(
            new(aktoer, sag.Id.ToString(), krop.Tekst("DokumentNavn", "Navn"), Dokumentformer.Retning(krop.Objekt("DokumentArt")).ToString(), dato, null, navn, true, forsendelse.Filer, del?.Id,
                PaaPostliste: postliste, OffentligTitel: postliste ? krop.Tekst("PostlisteTitel") : null, PartId: part, Filfejl: forsendelse.Filfejl ?? (forsendelse.Filer.Count == 0 ? "Der mangler en del, der hedder file, med filen." : null)),
            krop.Tekst("EksternId"), null, krop.Tekst("Beskrivelse"), krop.Tekst("PostlisteBeskrivelse"), krop.Flag("OmfattetAfAktindsigt"), krop.Tekst("AktindsigtKommentar")), ct), ct);
        return Svar.Ok(await former.EnAsync(aktoer, sag.Id, svar.Id, ct));
    }

    private static async Task<IResult> Hent(string id, Noegler noegler, Dokumentformer former, Aktoer aktoer, CancellationToken ct)
    {
        var (dokument, plads) = await noegler.DokumentAsync(aktoer, id, ct);
        return Svar.Ok(await former.EnAsync(aktoer, plads.SagId, dokument, ct));
    }

    private static async Task<IResult> HentFil(string id, SagerDb db, Filudlevering udlevering, Aktoer aktoer, CancellationToken ct)
    {
        var (nr, uuid) = Noegler.Noegle(id);
        var fil = await db.Filer.AsNoTracking().Where(f => f.Nr == nr || f.Id == uuid).Select(f => new { f.DokumentId, f.Nummer, f.Filversion }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Filen findes ikke, eller du har ikke adgang til den.");
        return await udlevering.HentAsync(aktoer, fil.DokumentId, fil.Nummer, fil.Filversion, null, ct);
    }
}
