using Esdh.Core;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Indhold;
using Esdh.Klub.Sider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Api;

/// <summary>Ballots over REST. A ballot is named by its number (<c>2026-4</c>) or id.</summary>
internal static class AfstemningApi
{
    /// <param name="Emne">Beslutning, Budget, Vedtaegter, Optagelse, Bestyrelse, Forretningsledelse or Prioritering.</param>
    /// <param name="Lukker">From this moment no vote is taken.</param>
    /// <param name="Pladser">How many are chosen; 1 unless said.</param>
    /// <param name="Muligheder">Persons or things to choose among.</param>
    /// <param name="Oensker">Ids of wishes that are ready.</param>
    public sealed record Nyafstemning(string? Emne = null, string? Titel = null, string? Beskrivelse = null, DateTimeOffset? Lukker = null, int? Pladser = null, IReadOnlyList<string>? Muligheder = null, IReadOnlyList<Guid>? Oensker = null);

    /// <param name="Valg">Points by option, 1 for a cross; empty is blank.</param>
    /// <param name="For">The member that is voted for by proxy; one's own when left out.</param>
    /// <param name="Kode">32 hexadecimal digits of one's own making; made by the server when left out. The same vote sent again with the same code is taken once.</param>
    public sealed record Nystemme(IReadOnlyDictionary<string, int>? Valg = null, Guid? For = null, string? Kode = null);

    /// <param name="Til">The member that may vote; null takes the proxy back.</param>
    public sealed record Nyfuldmagt(Guid? Til = null);

    /// <param name="Grund">Shown to all.</param>
    public sealed record Aflysning(string? Grund = null);

    /// <param name="Kode">As it stands on the receipt.</param>
    public sealed record Kvitteringsopslag(string? Kode = null);

    /// <param name="Holdning">true: for; false: against; left out where neither is said.</param>
    public sealed record Nytinternsvar(bool? Holdning = null, string? Tekst = null);

    /// <summary>Ballots, newest first.</summary>
    public sealed record Afstemningsliste(IReadOnlyList<Afstemningslinje> Afstemninger);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/klub/afstemninger").WithTags("Klubben: afstemninger");
        api.MapGet("", Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Klubbens afstemninger");
        api.MapPost("", Opret).KraeverKlub(Klubadgang.Sekretariat).MedIdempotens().WithSummary("Opret en afstemning som kladde");
        api.MapGet("/{nummer}", En).KraeverKlub(Klubadgang.Alle).WithSummary("En afstemning med deltagelse og, når den er gjort op, resultat");
        api.MapPost("/{nummer}/aabn", Aabn).KraeverKlub(Klubadgang.Sekretariat).MedIdempotens().WithSummary("Åbn en afstemning: vælgere, vægte og regler ligger fast");
        api.MapPost("/{nummer}/aflys", Aflys).KraeverKlub(Klubadgang.Sekretariat).MedIdempotens().WithSummary("Aflys en afstemning, der ikke er gjort op");
        api.MapPost("/{nummer}/stemmer", Stem).KraeverKlub(Klubadgang.KunDelegat).UdenIdempotens().WithSummary("Stem. Svaret er kvitteringen; koden gemmes ikke"); // never idempotent by key: that would keep the code beside the user
        api.MapPut("/{nummer}/fuldmagt", Fuldmagt).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Giv et andet medlem fuldmagt, eller træk den tilbage");
        api.MapPost("/{nummer}/kvitteringsopslag", Kvittering).KraeverKlub(Klubadgang.Alle).UdenIdempotens().WithSummary("Se, om en stemme er talt med");
        api.MapGet("/{nummer}/intern-hoering", Internt).KraeverKlub(Klubadgang.Alle).WithSummary("Hvad ens eget medlems medarbejdere mener om en afstemning");
        api.MapPost("/{nummer}/intern-hoering", SvarInternt).KraeverKlub(Klubadgang.Alle).MedIdempotens().WithSummary("Svar i sit medlems interne høring");
        api.MapGet("/{nummer}/protokol", Protokol).KraeverKlub(Klubadgang.Alle).WithSummary("Den offentliggjorte stemmeprotokol, som kan tælles efter");
    }

    private static async Task<Ok<Afstemningsliste>> Alle(Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(new Afstemningsliste(await klub.LaesAsync((Afstemningsopslag o) => o.AlleAsync(klub.Aktoer.MedlemId, klub.Aktoer.ErSekretariat, ct))));

    private static async Task<Ok<OpretAfstemning.Svar>> Opret(Nyafstemning krop, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((OpretAfstemning act) => act.Udfoer(new(
        klub.Aktoer, krop.Emne is { Length: > 0 } e && !char.IsAsciiDigit(e[0]) && Enum.TryParse<Afstemningsemne>(e, ignoreCase: true, out var emne) && Enum.IsDefined(emne) ? emne : null, krop.Titel, krop.Beskrivelse, krop.Lukker, krop.Pladser, krop.Muligheder ?? [], krop.Oensker ?? []), ct), ct));

    private static async Task<Ok<Afstemningsbillede>> En(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var a = await klub.LaesAsync((Afstemningsopslag o) => o.HentAsync(nummer, klub.Aktoer, ct));
        http.Response.Headers.ETag = Preconditions.ETag(a.Version);
        return TypedResults.Ok(a);
    }

    private static async Task<Ok<InternHoering>> Internt(string nummer, Klubben klub, CancellationToken ct)
    {
        var id = await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct));
        var medlem = klub.Aktoer.MedlemId ?? throw new NotFoundException("Sekretariatet har ingen intern høring.");
        return TypedResults.Ok(await klub.LaesAsync((InternHoeringopslag o) => o.HentAsync(id, medlem, ct)));
    }

    private static async Task<NoContent> SvarInternt(string nummer, Nytinternsvar krop, Klubben klub, CancellationToken ct)
    {
        var id = await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct));
        await klub.UdfoerAsync((SvarInternHoering act) => act.Udfoer(new(klub.Aktoer, id, krop.Holdning, krop.Tekst), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AabnAfstemning.Svar>> Aabn(string nummer, Klubben klub, CancellationToken ct)
    {
        var id = await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct));
        return TypedResults.Ok(await klub.UdfoerAsync((AabnAfstemning act) => act.Udfoer(new(klub.Aktoer, id), ct), ct));
    }

    private static async Task<Ok<AflysAfstemning.Svar>> Aflys(string nummer, Aflysning krop, Klubben klub, CancellationToken ct)
    {
        var id = await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct));
        return TypedResults.Ok(await klub.UdfoerAsync((AflysAfstemning act) => act.Udfoer(new(klub.Aktoer, id, krop.Grund), ct), ct));
    }

    private static async Task<Ok<Afgivetkvittering>> Stem(string nummer, Nystemme krop, HttpContext http, Klubben klub, Kvitteringsunderskrift underskrift, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        new Errors().AddIf(krop.Valg is null, "valg", "Skriv, hvad der stemmes, eller et tomt valg for blank.").AddIf(krop.Valg?.Count > 50, "valg", "Der er højst 50 muligheder.").AddIf(krop.Kode is not null && Stemmekvittering.Laes(krop.Kode) is null, "kode", "Koden skal være 32 hexadecimale cifre.").Throw();
        var id = await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct));
        var kode = Stemmekvittering.Laes(krop.Kode) ?? Stemmekvittering.Ny();
        var svar = await klub.UdfoerAsync((AfgivStemme act) => act.Udfoer(new(klub.Aktoer, id, krop.For, Stemmeindhold.Af(krop.Valg!), kode), ct), ct);
        return TypedResults.Ok(new Afgivetkvittering(svar.Nummer, svar.Medlem, kode.Kode, svar.Maerke, underskrift.Skriv(id, svar.Maerke), svar.Aendret));
    }

    private static async Task<Ok<GivFuldmagt.Svar>> Fuldmagt(string nummer, Nyfuldmagt krop, Klubben klub, CancellationToken ct)
    {
        var id = await klub.LaesAsync((Afstemningsopslag o) => o.IdAsync(nummer, ct));
        return TypedResults.Ok(await klub.UdfoerAsync((GivFuldmagt act) => act.Udfoer(new(klub.Aktoer, id, krop.Til), ct), ct));
    }

    private static async Task<Ok<Kvitteringssvar>> Kvittering(string nummer, Kvitteringsopslag krop, HttpContext http, Klubben klub, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await klub.LaesAsync((Afstemningsopslag o) => o.KvitteringAsync(nummer, krop.Kode, klub.Aktoer.ErDelegat ? klub.Aktoer.MedlemId : null, ct)));
    }

    private static async Task<ContentHttpResult> Protokol(string nummer, Klubben klub, CancellationToken ct) =>
        TypedResults.Text((await klub.LaesAsync((Afstemningsopslag o) => o.ProtokolAsync(nummer, ct))).Json, "application/json; charset=utf-8");
}
