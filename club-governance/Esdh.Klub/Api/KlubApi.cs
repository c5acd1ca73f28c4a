using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Contract;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Sider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Api;

/// <summary>Members and money over REST. A list is whole in one answer: a club has a hundred members.</summary>
internal static class KlubApi
{
    /// <param name="Aar">The calendar year.</param>
    public sealed record Nytaar(int? Aar = null);

    /// <param name="Oere">In øre, above 0.</param>
    public sealed record Nybetaling(long? Oere = null, DateOnly? Dato = null, string? Tekst = null);

    /// <param name="NettoOere">Without VAT; null: all that is left.</param>
    public sealed record Nykreditnota(long? NettoOere = null, string? Begrundelse = null);

    public sealed record Nyrykker(bool MedGebyr = false);

    /// <param name="Oere">Null: all that is left.</param>
    public sealed record Nyafskrivning(long? Oere = null, string? Begrundelse = null);

    /// <param name="FakturaNr">The invoice that has too much; null: money on none.</param>
    public sealed record Nytilbagebetaling(long? Oere = null, int? FakturaNr = null);

    /// <param name="FraFakturaNr">The invoice that has too much; null: money on none.</param>
    public sealed record Nyudligning(int? FraFakturaNr = null, long? Oere = null);

    public sealed record Nytakst(int? Aar = null, long? PrisPrBorgerOere = null, long? PrisPrAarsvaerkOere = null, DateOnly? Vedtaget = null, string? Hvor = null);

    /// <param name="Csv">kode;aar;antal, or kommunekode and folketal_2027.</param>
    public sealed record Nyefolketal(string? Csv = null, string? Kilde = null);

    public sealed record Nytmedlem(string? Navn = null, Medlemsart? Art = null, string? Cvr = null, string? Gln = null, string? Grundlagskode = null, string? Adresse = null, string? Postnummer = null, string? By = null, string? Reference = null, string? Myndighed = null);

    public sealed record Nyfase(Medlemsfase? Til = null, string? Businesscase = null, DateOnly? Besluttet = null, string? Beslutning = null, DateOnly? MedlemFra = null);

    /// <param name="Bruger">User name at the member.</param>
    public sealed record Nytmandat(string? Bruger = null, Klubrolle? Rolle = null, DateOnly? Fra = null);

    public sealed record Nyopsigelse(DateOnly? Udtraeder = null);

    public sealed record Nytarkiv(string? Arkivversion = null, DateOnly? Dag = null);

    public sealed record Nyattest(string? Attest = null);

    /// <param name="Ophoerer">Numbers of the members that end.</param>
    public sealed record Nysammenlaegning(IReadOnlyList<int>? Ophoerer = null, int Fortsaetter = 0, DateOnly? Fra = null);

    /// <summary>A list, whole.</summary>
    public sealed record Klubliste<T>(IReadOnlyList<T> Poster);

    public sealed record Dansvar(int Dannet, IReadOnlyList<string> Bemaerkninger);

    public sealed record Udstedsvar(int Udstedt);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/klub").WithTags("Klubben").MedIdempotens();
        api.MapGet("/medlemmer", Medlemmer).KraeverKlub(Klubadgang.Alle).WithSummary("Klubbens medlemmer");
        api.MapGet("/medlemmer/{nr:int}", Medlem).KraeverKlub(Klubadgang.Alle).WithSummary("Et medlem");
        api.MapPost("/medlemmer", NytMedlem).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Opret et medlem, der sonderer");
        api.MapPut("/medlemmer/{nr:int}", RetMedlem).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Ret et medlem");
        api.MapPost("/medlemmer/{nr:int}/fase", Fase).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Før et medlem til næste fase");
        api.MapPost("/medlemmer/{nr:int}/mandater", Mandat).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Giv et mandat");
        api.MapDelete("/mandater/{id:guid}", MandatSlut).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Afslut et mandat");
        api.MapPost("/medlemmer/{nr:int}/opsigelse", Opsigelse).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Registrér en opsigelse");
        api.MapPost("/medlemmer/{nr:int}/kvittering", Kvittering).KraeverKlub(Klubadgang.Alle).WithSummary("Kvittér for et udtrådt medlems data");
        api.MapPost("/medlemmer/{nr:int}/arkivgodkendelse", Arkiv).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Registrér arkivets godkendelse");
        api.MapPost("/medlemmer/{nr:int}/attest", Attest).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Attestér, at et medlems data er slettet");
        api.MapPost("/medlemmer/{nr:int}/tilbagebetalinger", Tilbagebetaling).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Bogfør en tilbagebetaling");
        api.MapPost("/sammenlaegninger", Sammenlaegning).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Læg kommuner sammen");
        api.MapPost("/takster", Takst).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Skriv et års pris, som generalforsamlingen har vedtaget den");
        api.MapPost("/folketal", Folketal).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Indlæs folketal og årsværk");
        api.MapPost("/aarsfakturaer", Dan).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Dan de kladder, et år mangler");
        api.MapPost("/aarsfakturaer/{aar:int}/udstedelse", Udsted).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Udsted et års kladder");
        api.MapDelete("/fakturakladder/{id:guid}", Slet).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Slet en kladde");
        api.MapGet("/fakturaer", Fakturaer).KraeverKlub(Klubadgang.Delegat).WithSummary("Et års fakturaer og kreditnotaer");
        api.MapGet("/fakturaer/{nr:int}", Faktura).KraeverKlub(Klubadgang.Delegat).WithSummary("En faktura");
        api.MapPost("/fakturaer/{nr:int}/betalinger", Betaling).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Bogfør en betaling");
        api.MapPost("/fakturaer/{nr:int}/kreditnotaer", Kreditnota).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Skriv en kreditnota som kladde");
        api.MapPost("/fakturaer/{nr:int}/rykkere", Rykker).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Registrér en rykker");
        api.MapPost("/fakturaer/{nr:int}/afskrivninger", Afskrivning).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Afskriv det, der mangler");
        api.MapPost("/fakturaer/{nr:int}/udligninger", Udligning).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Brug det, medlemmet har til gode, på en faktura");
        api.MapGet("/kassebog", Kassebog).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Kassebogen efter et bilag, højst 1.000 linjer");
    }

    private static async Task<Ok<Klubliste<Medlemslinje>>> Medlemmer(Klubben klub, CancellationToken ct) => TypedResults.Ok(new Klubliste<Medlemslinje>(await klub.LaesAsync((Medlemsopslag o) => o.AlleAsync(ct))));

    /// <summary>A member over REST.</summary>
    public sealed record Medlemssvar(Medlemslinje Kort, Medlemsoplysningsvisning? Oplysninger, IReadOnlyList<Mandatlinje> Mandater, IReadOnlyList<Klubhistorik> Historik, DateOnly? Besluttet, DateOnly? Kvitteret, DateOnly? ArkivGodkendt, DateOnly? Slettet, long TilgodeOere);

    private static async Task<Ok<Medlemssvar>> Medlem(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var m = await klub.LaesAsync((Medlemsopslag o) => o.EnAsync(klub.Aktoer, nr, null, ct));
        http.Response.Headers.ETag = Preconditions.ETag(m.Version);
        return TypedResults.Ok(new Medlemssvar(m.Kort, m.MaaSePenge ? m.Oplysninger : null, m.Mandater, m.Historik, m.Besluttet, m.Kvitteret, m.ArkivGodkendt, m.Slettet, m.TilgodeOere));
    }

    private static Medlemsoplysninger Fra(Nytmedlem m) => new(m.Navn, m.Art, m.Cvr, m.Gln, m.Grundlagskode, m.Adresse, m.Postnummer, m.By, m.Reference, m.Myndighed);

    private static async Task<Ok<OpretMedlem.Svar>> NytMedlem(Nytmedlem krop, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((OpretMedlem act) => act.Udfoer(new(klub.Aktoer, Fra(krop)), ct), ct));

    private static async Task<NoContent> RetMedlem(int nr, Nytmedlem krop, HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var version = request.IfMatch();
        await klub.UdfoerAsync((RetMedlem act) => act.Udfoer(new(klub.Aktoer, nr, Fra(krop), version), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SkiftMedlemsfase.Svar>> Fase(int nr, Nyfase krop, HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var version = request.IfMatch();
        return TypedResults.Ok(await klub.UdfoerAsync((SkiftMedlemsfase act) => act.Udfoer(new(klub.Aktoer, nr, krop.Til, krop.Businesscase, krop.Besluttet, krop.Beslutning, krop.MedlemFra, version), ct), ct));
    }

    private static async Task<Ok<GivMandat.Svar>> Mandat(int nr, Nytmandat krop, Klubben klub, AuthorityRegistry registry, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var m = await klub.LaesAsync((Medlemsopslag o) => o.EnAsync(klub.Aktoer, nr, null, ct));
        var bruger = await MedlemRuter.BrugerAsync(registry, scopes, m.Oplysninger.Myndighed, krop.Bruger, ct);
        return TypedResults.Ok(await klub.UdfoerAsync((GivMandat act) => act.Udfoer(new(klub.Aktoer, nr, bruger?.Id, bruger?.Navn, krop.Rolle, krop.Fra), ct), ct));
    }

    private static async Task<NoContent> MandatSlut(Guid id, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((AfslutMandat act) => act.Udfoer(new(klub.Aktoer, id), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<OpsigMedlemskab.Svar>> Opsigelse(int nr, Nyopsigelse krop, HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var version = request.IfMatch();
        return TypedResults.Ok(await klub.UdfoerAsync((OpsigMedlemskab act) => act.Udfoer(new(klub.Aktoer, nr, krop.Udtraeder, version), ct), ct));
    }

    private static async Task<NoContent> Kvittering(int nr, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((KvitterForData act) => act.Udfoer(new(klub.Aktoer, nr), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Arkiv(int nr, Nytarkiv krop, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((GodkendMedlemsarkiv act) => act.Udfoer(new(klub.Aktoer, nr, krop.Arkivversion, krop.Dag), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Attest(int nr, Nyattest krop, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((AttesterSletning act) => act.Udfoer(new(klub.Aktoer, nr, krop.Attest), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<TilbagebetalTilgode.Svar>> Tilbagebetaling(int nr, Nytilbagebetaling krop, Klubben klub, CancellationToken ct)
    {
        var m = await klub.LaesAsync((Medlemsopslag o) => o.EnAsync(klub.Aktoer, nr, null, ct));
        return TypedResults.Ok(await klub.UdfoerAsync((TilbagebetalTilgode act) => act.Udfoer(new(klub.Aktoer, m.Kort.Id, krop.FakturaNr, krop.Oere), ct), ct));
    }

    private static async Task<Ok<SammenlaegMedlemmer.Svar>> Sammenlaegning(Nysammenlaegning krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((SammenlaegMedlemmer act) => act.Udfoer(new(klub.Aktoer, krop.Ophoerer ?? [], krop.Fortsaetter, krop.Fra), ct), ct));

    private static async Task<NoContent> Takst(Nytakst krop, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((VedtagTakst act) => act.Udfoer(new(klub.Aktoer, krop.Aar, krop.PrisPrBorgerOere, krop.PrisPrAarsvaerkOere, krop.Vedtaget, krop.Hvor), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IndlaesFolketal.Svar>> Folketal(Nyefolketal krop, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((IndlaesFolketal act) => act.Udfoer(new(klub.Aktoer, krop.Csv, krop.Kilde), ct), ct));

    private static async Task<Ok<Dansvar>> Dan(Nytaar krop, Klubben klub, AuthorityRegistry registry, CancellationToken ct)
    {
        var (dannet, bemaerkninger) = await Aarsfakturering.DanAsync(registry, klub.Aktoer, krop.Aar, ct);
        return TypedResults.Ok(new Dansvar(dannet, bemaerkninger));
    }

    private static async Task<Ok<Udstedsvar>> Udsted(int aar, Klubben klub, AuthorityRegistry registry, CancellationToken ct) => TypedResults.Ok(new Udstedsvar(await Aarsfakturering.UdstedAsync(registry, klub.Aktoer, aar, ct)));

    private static async Task<NoContent> Slet(Guid id, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((SletFakturakladde act) => act.Udfoer(new(klub.Aktoer, id), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Klubliste<Fakturalinjekort>>> Fakturaer(Klubben klub, TimeProvider tid, CancellationToken ct, int? aar = null) =>
        TypedResults.Ok(new Klubliste<Fakturalinjekort>(await klub.LaesAsync((Fakturaliste l) => l.AaretAsync(klub.Aktoer, aar ?? DanishTime.Today(tid).Year, ct))));

    /// <summary>An invoice over REST.</summary>
    public sealed record Fakturasvar(Fakturalinjekort Kort, IReadOnlyList<Fakturalinjevisning> Linjer, IReadOnlyList<Posteringslinje> Posteringer, IReadOnlyList<Rykkerlinje> Rykkere, int? KrediterNr, string? Bemaerkning);

    private static async Task<Ok<Fakturasvar>> Faktura(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var v = await klub.LaesAsync((Fakturaliste l) => l.EnAsync(klub.Aktoer, nr, () => new(), ct));
        http.Response.Headers.ETag = Preconditions.ETag(v.Version);
        return TypedResults.Ok(new Fakturasvar(v.Kort, v.Linjer, v.Posteringer, v.Rykkere, v.KrediterNr, v.Bemaerkning));
    }

    private static async Task<Ok<RegistrerBetaling.Svar>> Betaling(int nr, Nybetaling krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((RegistrerBetaling act) => act.Udfoer(new(klub.Aktoer, nr, null, krop.Oere, krop.Dato, krop.Tekst), ct), ct));

    private static async Task<Ok<KrediterFaktura.Svar>> Kreditnota(int nr, Nykreditnota krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((KrediterFaktura act) => act.Udfoer(new(klub.Aktoer, nr, krop.NettoOere, krop.Begrundelse), ct), ct));

    private static async Task<Ok<SendRykker.Svar>> Rykker(int nr, Nyrykker krop, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((SendRykker act) => act.Udfoer(new(klub.Aktoer, nr, krop.MedGebyr), ct), ct));

    private static async Task<Ok<AfskrivFaktura.Svar>> Afskrivning(int nr, Nyafskrivning krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((AfskrivFaktura act) => act.Udfoer(new(klub.Aktoer, nr, krop.Oere, krop.Begrundelse), ct), ct));

    private static async Task<Ok<UdlignTilgode.Svar>> Udligning(int nr, Nyudligning krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((UdlignTilgode act) => act.Udfoer(new(klub.Aktoer, nr, krop.FraFakturaNr, krop.Oere), ct), ct));

    private static async Task<Ok<Klubliste<Posteringslinje>>> Kassebog(Klubben klub, CancellationToken ct, int efter = 0) => TypedResults.Ok(new Klubliste<Posteringslinje>(await klub.LaesAsync((Fakturaliste l) => l.KassebogAsync(klub.Aktoer, efter, 1_000, ct))));
}
