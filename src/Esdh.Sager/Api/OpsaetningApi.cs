using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Templates, phrases and statuses over REST as one package: out, compared, and in.</summary>
internal static class OpsaetningApi
{
    /// <param name="Slags">Sagsstatus, Erindringstype, Godkendelseskæde, Afgørelsestype, Frase, Dokumentskabelon or Sagsskabelon.</param>
    /// <param name="Noegle">Its key; a status' name.</param>
    public sealed record Valg(string? Slags = null, string? Noegle = null);

    /// <param name="Poster">What is taken in; all that is new or changed when not said.</param>
    public sealed record Indlaesning(IReadOnlyList<Valg>? Poster = null);

    internal sealed record Felt(string Navn, string Her, string Der);

    internal sealed record Linje(string Tekst, bool Kommer);

    /// <param name="Art">Ny, Aendret or Ens.</param>
    internal sealed record Forskel(string Slags, string Noegle, string Navn, string Art, IReadOnlyList<Felt> Felter, IReadOnlyList<Linje> Tekst);

    public static void Map(IEndpointRouteBuilder api)
    {
        var opsaetning = api.MapGroup("/opsaetning").WithTags("Opsætning");
        opsaetning.MapGet("", Hent).Kraever(Roller.Administrator).WithSummary("Hent skabeloner, fraser og statusser som en pakke").Produces<Stream>(StatusCodes.Status200OK, "application/zip");
        opsaetning.MapPost("/forskel", Sammenlign).Kraever(Roller.Administrator).WithSummary("Sammenlign en pakke med det, der er her (multipart: fil)").DisableAntiforgery();
        opsaetning.MapPost("/indlaesning", Indlaes).Kraever(Roller.Administrator).WithSummary("Indlæs det valgte fra en pakke: alt eller intet (multipart: fil og json)").DisableAntiforgery();
    }

    /// <summary>The package is made in memory: at most some hundred small Word files.</summary>
    internal static async Task<FileStreamHttpResult> Hent(Opsaetningspakke pakke, CancellationToken ct, string[]? slags = null)
    {
        var ud = new MemoryStream();
        await pakke.SkrivAsync(ud, Kun(slags), ct);
        ud.Position = 0;
        return TypedResults.Stream(ud, "application/zip", pakke.Filnavn);
    }

    private static List<string> Kun(string[]? slags)
    {
        var ukendt = (slags ?? []).Except(Opsaetningspost.Raekkefoelge).FirstOrDefault();
        return ukendt is null ? [.. slags ?? []] : throw new InvalidException("slags", $"Der er ikke noget, der hedder »{ukendt}«. Vælg en af: {string.Join(", ", Opsaetningspost.Raekkefoelge)}.");
    }

    private static async Task<Ok<List<Forskel>>> Sammenlign(HttpRequest request, Upload upload, Opsaetningspakke pakke, Authority myndighed, CancellationToken ct)
    {
        var laest = await pakke.LaesAsync(Fil(await upload.LaesAsync(request, myndighed, ct)), ct);
        return TypedResults.Ok((await pakke.ForskelleAsync(laest, ct)).Select(f => new Forskel(
            f.Post.Slags, f.Post.Noegle, f.Post.Navn, f.Art.ToString(), [.. f.Felter.Select(x => new Felt(x.Felt, x.Her, x.Der))], [.. f.Tekst.Select(t => new Linje(t.Linje, t.Kommer))])).ToList());
    }

    private static async Task<Ok<IndlaesOpsaetning.Svar>> Indlaes(HttpRequest request, Upload upload, Opsaetningspakke pakke, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var forsendelse = await upload.LaesAsync(request, myndighed, ct);
        var valgte = forsendelse.Json<Indlaesning>()?.Poster?.Select(v => (v.Slags ?? "", v.Noegle ?? "")).ToHashSet();
        return TypedResults.Ok(await IndlaesAsync(Fil(forsendelse), valgte, pakke, myndighed, aktoer, ct));
    }

    internal static string Fil(Upload.Forsendelse forsendelse) => forsendelse.Filer.Count == 1 ? forsendelse.Filer[0].Indhold.Sha256 : throw new InvalidException("fil", "Vælg en opsætningspakke.");

    /// <param name="valgte">Null takes all that is new or changed.</param>
    internal static async Task<IndlaesOpsaetning.Svar> IndlaesAsync(string sha256, HashSet<(string Slags, string Noegle)>? valgte, Opsaetningspakke pakke, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var laest = await pakke.LaesAsync(sha256, ct);
        List<Opsaetningspost> poster = [.. (await pakke.ForskelleAsync(laest, ct)).Where(f => f.Art != Forskelsart.Ens && valgte?.Contains(f.Post.Hvilken) != false).Select(f => f.Post)];
        return await myndighed.Queue.RunAsync((IndlaesOpsaetning act) => act.Udfoer(new(aktoer, laest.Fra, laest.Sha256, poster, laest.Filer), ct), ct);
    }
}
