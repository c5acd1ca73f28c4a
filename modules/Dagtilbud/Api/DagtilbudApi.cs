using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Indhold;
using Esdh.Dagtilbud.Sider;
using Esdh.Sager.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Dagtilbud.Api;

/// <summary>Day care over REST, below the module's own name.</summary>
internal static class DagtilbudApi
{
    /// <summary>Who sets up institutions.</summary>
    internal const Roller Opsaetning = Roller.Administrator | Roller.Leder;

    internal const Roller Kiggere = AccessRules.Laesning | Roller.Administrator;

    /// <param name="Art">Kommunal, Selvejende, Privat or Dagpleje.</param>
    public sealed record Nyinstitution(string? Navn = null, string? Art = null, string? Adresse = null, string? Distrikt = null, string? Aabningstid = null, DateOnly? Aabner = null);

    public sealed record Nygruppe(string? Navn = null, int? FraMaaneder = null, int? TilMaaneder = null);

    /// <param name="Fra">A day in the month.</param>
    public sealed record Nykapacitet(DateOnly? Fra = null, int? Antal = null);

    public sealed record Lukning(DateOnly? Dag = null);

    /// <param name="Tvilling">Id or number of the other child's case.</param>
    public sealed record Oplysninger(DateOnly? Oensket = null, IReadOnlyList<Guid>? Oensker = null, string? Distrikt = null, string? Behov = null, Guid? Soeskende = null, string? Tvilling = null, bool HverForSig = false)
    {
        internal Ansoegningskontrol.Oplysninger Til => new(Oensket, Oensker ?? [], Distrikt, Behov, Soeskende, Tvilling, HverForSig);
    }

    public sealed record Person(string? Navn = null, string? Cpr = null, string? Email = null, string? Telefon = null, string? Adresse = null, string? Postnummer = null, string? By = null);

    /// <param name="Gruppe">The group that the child is in already.</param>
    public sealed record Optagelse(Guid Gruppe, DateOnly Fra);

    /// <param name="Foedt">As the CPR number says when not said.</param>
    /// <param name="Plads">For a child that has a place when the authority begins to use the module.</param>
    public sealed record Nyansoegning(string? Barnenavn = null, string? Barnecpr = null, DateOnly? Foedt = null, IReadOnlyList<Person>? Foraeldre = null, Oplysninger? Ansoegning = null, DateOnly? Modtaget = null, Optagelse? Plads = null);

    /// <param name="Bemaerkning">Why the family was not told its guarantee; null where it was.</param>
    public sealed record Ansoegningssvar(Guid SagId, string Sagsnummer, DateOnly? Garantidato, string? Bemaerkning);

    public sealed record Nytilbud(string? Sag = null, Guid? Gruppe = null, DateOnly? Fra = null, DateOnly? Frist = null, Guid? Koersel = null, string? Grund = null);

    /// <param name="Tilbud">One; those of twins together.</param>
    public sealed record Nyetilbud(IReadOnlyList<Nytilbud>? Tilbud = null);

    /// <param name="Vej">How the family told it: Telefon, Fremmoede or Brev.</param>
    public sealed record Tilbudssvar(bool? Ja = null, string? Vej = null);

    public sealed record Grund(string? Tekst = null);

    public sealed record Udmelding(DateOnly? SidsteDag = null);

    public sealed record Nyanvisning(DateOnly? Maaned = null);

    /// <param name="Sager">Cases of the run, 1 to 100.</param>
    public sealed record Valgte(IReadOnlyList<Guid>? Sager = null);

    public sealed record Afvist(Guid SagId, string Hvorfor);

    public sealed record Massesvar(int Sendt, IReadOnlyList<Afvist> Afviste);

    public sealed record Fravalg(string? Sag = null, string? Grund = null);

    /// <param name="Foelge">HaevetTilskud, PladsIndenEnMaaned or DaekketPrivat.</param>
    public sealed record Brudvalg(string? Foelge = null, string? Begrundelse = null);

    /// <param name="Kriterier">SaerligtBehov, Garanti, Soeskende, Distrikt, Anciennitet, in order.</param>
    public sealed record Nyeregler(
        DateOnly? GaelderFra = null, IReadOnlyList<string>? Kriterier = null, string? Anciennitet = null, string? Uafgjort = null, int? FlestOensker = null, int? Svardage = null, string? VedNej = null, bool GarantienSlutter = true);

    public sealed record Regelsvar(Reglerlinje Nu, IReadOnlyList<Reglerlinje> Andre);

    public sealed record Garantisvar(IReadOnlyList<Ventelinje> Forfalder, IReadOnlyList<Brudlinje> Brud, IReadOnlyList<Haevelse> Haevet);

    /// <summary>A list that is whole in one answer.</summary>
    public sealed record Dagtilbudsliste<T>(IReadOnlyList<T> Linjer);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/dagtilbud").WithTags("Dagtilbud").MedIdempotens();
        api.MapGet("/institutioner", async (Institutionsopslag opslag, CancellationToken ct) => TypedResults.Ok(new Dagtilbudsliste<Institutionslinje>((await opslag.AlleAsync(ct)).Institutioner))).Kraever(Kiggere).WithSummary("Institutioner med grupper og kapacitet");
        api.MapPost("/institutioner", (Nyinstitution i, Authority m, Aktoer aktoer, CancellationToken ct) => Gem(null, i, m, aktoer, null, ct)).Kraever(Opsaetning).WithSummary("Opret en institution");
        api.MapPut("/institutioner/{institution:guid}", (Guid institution, Nyinstitution i, Authority m, Aktoer aktoer, HttpRequest request, CancellationToken ct) => Gem(institution, i, m, aktoer, request.IfMatch(), ct)).Kraever(Opsaetning).WithSummary("Ret en institution");
        api.MapPost("/institutioner/{institution:guid}/lukning", async (Guid institution, Lukning l, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync((LukInstitution act) => act.Udfoer(new(aktoer, institution, l.Dag), ct), ct)))
            .Kraever(Opsaetning).WithSummary("Luk en institution fra en dag");
        api.MapPost("/institutioner/{institution:guid}/grupper", (Guid institution, Nygruppe g, Authority m, Aktoer aktoer, CancellationToken ct) => GemGruppe(institution, null, g, m, aktoer, ct)).Kraever(Opsaetning).WithSummary("Opret en gruppe i en institution");
        api.MapPut("/institutioner/{institution:guid}/grupper/{gruppe:guid}", (Guid institution, Guid gruppe, Nygruppe g, Authority m, Aktoer aktoer, CancellationToken ct) => GemGruppe(institution, gruppe, g, m, aktoer, ct)).Kraever(Opsaetning).WithSummary("Ret en gruppe");
        api.MapPost("/institutioner/{institution:guid}/grupper/{gruppe:guid}/kapacitet", async (Guid institution, Guid gruppe, Nykapacitet k, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await m.Queue.RunAsync((SaetKapacitet act) => act.Udfoer(new(aktoer, gruppe, k.Fra, k.Antal), ct), ct))).Kraever(Opsaetning).WithSummary("Sæt antallet af pladser i en gruppe fra en måned");
        api.MapGet("/venteliste", Venteliste).Kraever(AccessRules.Laesning).WithSummary("Ventelisten med pladser i køen");
        api.MapPost("/ansoegninger", Modtag).Kraever(AccessRules.Sagsarbejde).WithSummary("Registrér en ansøgning, og fortæl garantidatoen");
        api.MapGet("/ansoegninger/{sag}", Ansoegning).Kraever(AccessRules.Laesning).WithSummary("En sags ansøgning, ønsker, tilbud og plads").SpoergerHoejst(40);
        api.MapPut("/ansoegninger/{sag}", async (string sag, Oplysninger o, Authority m, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
            TypedResults.Ok(await m.Queue.RunAsync((RetDagtilbudsansoegning act) => act.Udfoer(new(aktoer, sag, o.Til, request.IfMatch()), ct), ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret en ansøgning");
        api.MapPost("/ansoegninger/{sag}/garantidato", async (string sag, Garantiskrivning skrivning, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await skrivning.MeddelAsync(aktoer, sag, ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortæl familien garantidatoen");
        api.MapPost("/ansoegninger/{sag}/udmelding", async (string sag, Udmelding u, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync((UdmeldBarn act) => act.Udfoer(new(aktoer, sag, u.SidsteDag), ct), ct)))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Skriv barnets sidste dag");
        api.MapPost("/ansoegninger/{sag}/garantibrud/{brud:guid}", async (string sag, Guid brud, Brudvalg v, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await m.Queue.RunAsync((AfgoerGarantibrud act) => act.Udfoer(new(aktoer, sag, brud, Valg<Brudfoelge>(v.Foelge), v.Begrundelse), ct), ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Beslut, hvad et brud på garantien fører til");
        api.MapGet("/tilbud", async (Dagtilbudsopslag opslag, Aktoer aktoer, CancellationToken ct, bool alle = false, string? efter = null, int? antal = null) => TypedResults.Ok(await opslag.TilbudAsync(aktoer, alle, efter, Cursor.PageSize(antal), ct)))
            .Kraever(AccessRules.Laesning).WithSummary("Tilbud om plads, der venter på svar, eller alle");
        api.MapPost("/tilbud", async (Nyetilbud t, Tilbudsskrivning skrivning, Aktoer aktoer, CancellationToken ct) =>
        {
            new Errors().AddIf(t.Tilbud is not { Count: > 0 and <= 4 }, "tilbud", "Skriv ét tilbud, eller dem til tvillinger sammen.").Throw();
            return TypedResults.Ok(await skrivning.SendAsync(aktoer, [.. t.Tilbud!.Select(n => new Tilbudsskrivning.Bestilling(n.Sag ?? "", n.Gruppe, n.Fra, n.Frist, n.Koersel, n.Grund))], ct));
        }).Kraever(AccessRules.Sagsarbejde).WithSummary("Tilbyd en plads");
        api.MapPost("/ansoegninger/{sag}/tilbud/{tilbud:guid}/svar", async (string sag, Guid tilbud, Tilbudssvar s, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            new Errors().AddIf(s.Ja is null, "ja", "Sig ja eller nej.").Throw();
            return TypedResults.Ok(await m.Queue.RunAsync((BesvarPladstilbud act) => act.Udfoer(new(aktoer, sag, tilbud, s.Ja!.Value, Valg<Svarvej>(s.Vej)), ct), ct));
        }).Kraever(AccessRules.Sagsarbejde).WithSummary("Besvar et tilbud for familien");
        api.MapPost("/ansoegninger/{sag}/tilbud/{tilbud:guid}/tilbagetraekning", async (string sag, Guid tilbud, Grund g, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await m.Queue.RunAsync((TraekPladstilbudTilbage act) => act.Udfoer(new(aktoer, sag, tilbud, g.Tekst), ct), ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Træk et tilbud tilbage");
        api.MapPost("/anvisninger", async (Nyanvisning a, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync((KoerAnvisning act) => act.Udfoer(new(aktoer, a.Maaned), ct), ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Foreslå pladser for en måned");
        api.MapGet("/anvisninger", async (Anvisningsopslag opslag, CancellationToken ct, string? efter = null, int? antal = null) => TypedResults.Ok(await opslag.KoerslerAsync(efter, Cursor.PageSize(antal), ct))).Kraever(AccessRules.Laesning).WithSummary("Anvisninger, den nyeste først");
        api.MapGet("/anvisninger/{koersel:guid}", async (Guid koersel, Anvisningsopslag opslag, Aktoer aktoer, CancellationToken ct, bool uden = false, string? efter = null, int? antal = null) =>
        {
            await opslag.KoerselAsync(koersel, ct);
            return TypedResults.Ok(await opslag.ForslagAsync(aktoer, koersel, uden, efter, Cursor.PageSize(antal), ct));
        }).Kraever(AccessRules.Laesning).WithSummary("Forslag i en anvisning, med grunde").SpoergerHoejst(40);
        api.MapPost("/anvisninger/{koersel:guid}/tilbud", async (Guid koersel, Valgte v, Tilbudsskrivning skrivning, Aktoer aktoer, CancellationToken ct) =>
            await skrivning.SendForslagAsync(aktoer, koersel, v.Sager ?? [], ct) is var svar ? TypedResults.Ok(new Massesvar(svar.Sendt, [.. svar.Afvist.Select(a => new Afvist(a.SagId, a.Hvorfor))])) : null!).Kraever(AccessRules.Sagsarbejde).WithSummary("Tilbyd de pladser, der er foreslået");
        api.MapPost("/anvisninger/{koersel:guid}/fravalg", async (Guid koersel, Fravalg f, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await m.Queue.RunAsync((FravaelgForslag act) => act.Udfoer(new(aktoer, koersel, f.Sag ?? "", f.Grund), ct), ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Fravælg et forslag");
        api.MapGet("/garantier", async (Dagtilbudsopslag opslag, Garantitilskud tilskud, Aktoer aktoer, CancellationToken ct, int dage = 90) =>
        {
            new Errors().AddIf(dage is < 0 or > 730, "dage", "Antal dage er fra 0 til 730.").Throw();
            var (forfalder, brud) = await opslag.GarantierAsync(aktoer, dage, ct);
            return TypedResults.Ok(new Garantisvar(forfalder, brud, [.. (await tilskud.HaevetAsync(ct)).Select(p => new Haevelse(p.Fra, p.Til))]));
        }).Kraever(AccessRules.Laesning).WithSummary("Garantier, der forfalder, og brud på garantien").SpoergerHoejst(40);
        api.MapGet("/regler", async (Institutionsopslag opslag, TimeProvider tid, CancellationToken ct) => await opslag.ReglerAsync(DanishTime.Today(tid), ct) is var r ? TypedResults.Ok(new Regelsvar(r.Nu, r.Andre)) : null!).Kraever(Kiggere).WithSummary("De lokale regler for anvisning");
        api.MapPost("/regler", async (Nyeregler r, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            var kriterier = (r.Kriterier ?? []).Select(Valg<Kriterium>).ToList();
            new Errors().AddIf(kriterier.Contains(null), "kriterier", $"Kriterierne er {string.Join(", ", Enum.GetNames<Kriterium>())}.").Throw();
            return TypedResults.Ok(await m.Queue.RunAsync((GemAnvisningsregler act) => act.Udfoer(
                new(aktoer, r.GaelderFra, [.. kriterier.OfType<Kriterium>()], Valg<Anciennitetsart>(r.Anciennitet), Valg<Uafgjort>(r.Uafgjort), r.FlestOensker, r.Svardage, Valg<Nejfoelge>(r.VedNej), r.GarantienSlutter), ct), ct));
        }).Kraever(Roller.Administrator).WithSummary("Beslut lokale regler for anvisning fra en dag");
    }

    internal static T? Valg<T>(string? tekst) where T : struct, Enum => tekst is { Length: > 0 } && !char.IsAsciiDigit(tekst[0]) && Enum.TryParse<T>(tekst, ignoreCase: true, out var valg) && Enum.IsDefined(valg) ? valg : null;

    private static async Task<Ok<GemInstitution.Svar>> Gem(Guid? id, Nyinstitution i, Authority m, Aktoer aktoer, long? ifMatch, CancellationToken ct) =>
        TypedResults.Ok(await m.Queue.RunAsync((GemInstitution act) => act.Udfoer(new(aktoer, id, i.Navn, Valg<Institutionsart>(i.Art), i.Adresse, i.Distrikt, i.Aabningstid, i.Aabner, ifMatch), ct), ct));

    private static async Task<Ok<GemGruppe.Svar>> GemGruppe(Guid institution, Guid? gruppe, Nygruppe g, Authority m, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await m.Queue.RunAsync((GemGruppe act) => act.Udfoer(new(aktoer, institution, gruppe, g.Navn, g.FraMaaneder, g.TilMaaneder), ct), ct));

    private static async Task<Ok<Side<Ventelinje>>> Venteliste(
        Dagtilbudsopslag opslag, Aktoer aktoer, CancellationToken ct, Guid? institution = null, string? distrikt = null, string? stand = null, DateOnly? garantiInden = null, bool behov = false, string? efter = null, int? antal = null)
    {
        new Errors().AddIf(stand is not null && Valg<Ansoegningsstand>(stand) is null, "stand", "Vælg Modtaget, Venter eller Tilbudt.").Throw();
        return TypedResults.Ok(await opslag.VentelisteAsync(aktoer, new(institution, distrikt, Valg<Ansoegningsstand>(stand), garantiInden, behov), efter, Cursor.PageSize(antal), ct));
    }

    private static async Task<Created<Ansoegningssvar>> Modtag(Nyansoegning a, Garantiskrivning skrivning, Aktoer aktoer, CancellationToken ct)
    {
        var (svar, uden) = await skrivning.ModtagAsync(
            new(aktoer, a.Barnenavn, a.Barnecpr, a.Foedt, [.. (a.Foraeldre ?? []).Select(p => new NyPart(p.Navn, p.Cpr) { Email = p.Email, Telefon = p.Telefon, Adresse = p.Adresse, Postnummer = p.Postnummer, By = p.By })], (a.Ansoegning ?? new()).Til, a.Modtaget,
                a.Plads is { } plads ? (plads.Gruppe, plads.Fra) : null), ct);
        return TypedResults.Created($"/api/v1/dagtilbud/ansoegninger/{svar.SagId}", new Ansoegningssvar(svar.SagId, svar.Sagsnummer, svar.Garantidato, uden));
    }

    private static async Task<Ok<Ansoegningskort>> Ansoegning(string sag, Sagsopslag sager, Dagtilbudsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await opslag.AnsoegningAsync(aktoer, await sager.FindAsync(aktoer, sag, ct), ct) ?? throw new NotFoundException("Sagen har ingen ansøgning om dagtilbud."));
}
