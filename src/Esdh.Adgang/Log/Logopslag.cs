using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Adgang.Web;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Log;

/// <summary>A line of the log as its surfaces show it.</summary>
/// <param name="Bruger">The user's name; null when nobody was signed in.</param>
/// <param name="Hvad">The route in words where it has any, else as in <paramref name="Handling"/>.</param>
/// <param name="PaaVegneAf">For whom a substitute did it, by name.</param>
internal sealed record Logpost(
    DateTimeOffset Tid, Guid? BrugerId, string? Bruger, string? Klient, string Hvad, string Handling, string? Objekt, int Status, Guid? SagId,
    string? Sagsnummer, Guid? DokumentId, string? Person, string? Soegeord, string? Begrundelse,
    Guid? PaaVegneAfId = null, string? PaaVegneAf = null)
{
    /// <summary>The case as one would name it.</summary>
    public string? Sag => Sagsnummer ?? (Objekt is { } o && o.StartsWith("sag=", StringComparison.Ordinal) ? o[4..].Split(' ')[0] : SagId?.ToString());
}

/// <summary>
/// A line as a citizen is told of it: when, what, where and why, and of the employee the unit and role alone (GDPR art. 15; the names are normally
/// not the citizen's to have).
/// </summary>
/// <param name="Tid">When.</param>
/// <param name="Hvad">What was done, in words.</param>
/// <param name="Sag">The citizen's case; null where it is protected, and where the line was about the citizen alone.</param>
/// <param name="ErBeskyttet">It was a protected case: its number is for those who are named on it to give.</param>
/// <param name="Hvem">Unit and role as they are now; of a substitute also the unit and role of the one who was absent.</param>
/// <param name="Begrundelse">Why, where a reason was asked.</param>
internal sealed record Indsigtspost(DateTimeOffset Tid, string Hvad, string? Sag, bool ErBeskyttet, string Hvem, string? Begrundelse);

/// <summary>What was asked for, as it was written; <see cref="Logopslag.FilterAsync"/> says what is wrong with it.</summary>
/// <param name="Bruger">User name or id.</param>
/// <param name="Sag">Case number or id.</param>
/// <param name="Person">The hash of a person who is not in the register, as a page's address carries it.</param>
/// <param name="Part">A person in the register, with all that concerns the person.</param>
/// <param name="Cpr">The same by number, whether in the register or not.</param>
/// <param name="PaaVegneAf">User name or id of the one whom substitutes acted for.</param>
internal sealed record Logoenske(
    string? Bruger = null, string? Sag = null, Guid? Dokument = null, string? Person = null, Guid? Part = null, Cpr? Cpr = null, DateOnly? Fra = null, DateOnly? Til = null, bool KunAfviste = false,
    string? PaaVegneAf = null)
{
    public bool GaelderPerson => Person is not null || Part is not null || Cpr is not null;
}

/// <summary>Finds in the access log, for API, pages and files alike.</summary>
internal sealed class Logopslag(
    Authority myndighed, Adgangslogge logge, AdgangDb db, Navneopslag navneopslag, EndpointDataSource ruter, TimeProvider time, IPersonregister? register = null)
{
    private const int Filportion = 1000;

    /// <summary>What a page's address says of the person instead of the number: the id where the register knows it, else the log's hash.</summary>
    public async Task<(string Felt, string Vaerdi)> AdresseAsync(Cpr cpr, CancellationToken ct) =>
        register is not null && await register.FindAsync(cpr, ct) is { } kendt ? ("part", kendt.Id.ToString()) : ("person", Hash(cpr.Digits));

    /// <summary>The last 30 days where no period is given.</summary>
    /// <exception cref="InvalidException">Names every wrong field.</exception>
    public Task<Adgangsfilter> FilterAsync(Logoenske oenske, CancellationToken ct) => FilterAsync(oenske, til => til.AddDays(-30), ct);

    /// <summary>What a citizen has insight in: all that the log holds where no period is given, without what showed nothing.</summary>
    /// <exception cref="InvalidException">Names every wrong field.</exception>
    public async Task<Adgangsfilter> IndsigtsfilterAsync(Logoenske oenske, CancellationToken ct)
    {
        if (!oenske.GaelderPerson)
            throw new InvalidException("person", "Søg på personnummeret først.");
        return await FilterAsync(oenske, til => til.AddMonths(-Adgangslogindstilling.FlestMaaneder), ct) with { KunSete = true };
    }

    private async Task<Adgangsfilter> FilterAsync(Logoenske oenske, Func<DateOnly, DateOnly> begyndelse, CancellationToken ct)
    {
        var til = oenske.Til ?? DanishTime.Today(time);
        var fra = oenske.Fra ?? begyndelse(til);
        var errors = new Errors().AddIf(fra > til, "til", "Til skal være samme dag som Fra eller senere.")
            .AddIf(oenske.Person is { } p && (p.Length != 32 || !p.All(char.IsAsciiHexDigitLower)), "person", "Søg på personnummeret igen.")
            .AddIf(oenske.Sag?.Length > 100, "sag", "Skriv et sagsnummer.");
        var bruger = await FindAsync(oenske.Bruger, "bruger");
        var paaVegneAf = await FindAsync(oenske.PaaVegneAf, "paaVegneAf");
        var person = oenske.GaelderPerson ? await OmfangAsync(oenske, ct) : null;
        errors.AddIf(oenske.GaelderPerson && person is null, "person", "Personen er ikke i registret. Søg på personnummeret igen.").Throw();
        Guid? sagId = Guid.TryParse(oenske.Sag, out var sag) ? sag : null;
        var nummer = sagId is null && !string.IsNullOrWhiteSpace(oenske.Sag) ? oenske.Sag.Trim() : null;
        return new(DanishTime.StartOfDay(fra), DanishTime.StartOfDay(til.AddDays(1)), bruger, sagId, nummer, oenske.Dokument, person, oenske.KunAfviste, PaaVegneAf: paaVegneAf);

        async Task<Guid?> FindAsync(string? hvem, string felt)
        {
            if (string.IsNullOrWhiteSpace(hvem))
                return null;
            var navn = hvem.Trim().ToLowerInvariant();
            var fundet = Guid.TryParse(navn, out var id) ? id : await db.Brugere.Where(b => b.Brugernavn == navn).Select(b => (Guid?)b.Id).SingleOrDefaultAsync(ct);
            errors.AddIf(fundet is null, felt, "Der er ingen bruger med det brugernavn.");
            return fundet;
        }
    }

    private string Hash(string noegle) => logge.For(myndighed).Person(noegle);

    /// <summary>All that concerns the person: under the number, under the id, and on cases and documents. Null when the register does not know the id.</summary>
    private async Task<Personomfang?> OmfangAsync(Logoenske oenske, CancellationToken ct)
    {
        var kendt = register is null ? null
            : oenske.Cpr is { } cpr ? await register.FindAsync(cpr, ct)
            : oenske.Part is { } id ? await register.FindAsync(id, ct) : null;
        if (kendt is not null)
            return await Personomfang.LaesAsync(register!, kendt.Id, [Hash(kendt.Id.ToString()), .. kendt.Cpr is null ? [] : new[] { Hash(kendt.Cpr) }], ct);
        return oenske.Cpr is { } ukendt ? new(Hash(ukendt.Digits)) : oenske.Person is { } hash ? new(hash) : null;
    }

    /// <summary>Newest first.</summary>
    public async Task<Side<Logpost>> SideAsync(Adgangsfilter filter, string? efter, int antal, CancellationToken ct)
    {
        var (linjer, naeste) = await LinjerAsync(filter, efter, antal, ct);
        var ider = Brugere(linjer);
        var navne = await db.Brugere.Where(b => ider.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Navn, ct);
        var ord = Ord();
        return new([.. linjer.Select(l => new Logpost(
            l.Tid, l.BrugerId, l.BrugerId is { } id ? navne.GetValueOrDefault(id) ?? id.ToString() : null, l.Klient, ord.GetValueOrDefault(l.Handling) ?? l.Handling,
            l.Handling, l.Objekt, l.Status, l.SagId, l.Sagsnummer, l.DokumentId, l.Person, l.Soegeord, l.Begrundelse,
            l.PaaVegneAf, l.PaaVegneAf is { } bord ? navne.GetValueOrDefault(bord) ?? bord.ToString() : null))], naeste);
    }

    /// <summary>What the citizen is told, newest first.</summary>
    /// <param name="filter">From <see cref="IndsigtsfilterAsync"/>.</param>
    public async Task<Side<Indsigtspost>> IndsigtAsync(Adgangsfilter filter, string? efter, int antal, CancellationToken ct)
    {
        // One act that the log tells of in several lines, as of a document on two cases, is told once.
        var (linjer, naeste) = await LinjerAsync(filter, efter, antal, ct, l => (l.Tid, l.BrugerId, l.Handling, filter.Person!.Sted(l)?.Sagsnummer));
        var ider = Brugere(linjer);
        var brugere = await db.Brugere.Where(b => ider.Contains(b.Id)).Select(b => new { b.Id, b.EnhedId, b.Roller }).ToDictionaryAsync(b => b.Id, ct);
        var enheder = await navneopslag.EnhederAsync(brugere.Values.Select(b => b.EnhedId), ct);
        var ord = Ord();
        return new([.. linjer.Select(l =>
        {
            var sted = filter.Person!.Sted(l);
            string Plads(Guid id) => brugere.GetValueOrDefault(id) is { } b ? $"{enheder.GetValueOrDefault(b.EnhedId, "Ukendt enhed")}, {Ramme.Rolle(b.Roller).ToLowerInvariant()}" : "Ukendt bruger";
            var hvem = l.BrugerId is not { } id ? "Ikke logget på" : l.PaaVegneAf is { } bord ? $"{Plads(id)}, som stedfortræder for {Plads(bord)}" : Plads(id);
            return new Indsigtspost(l.Tid, Kort(ord.GetValueOrDefault(l.Handling)) ?? (l.Handling.StartsWith("GET ", StringComparison.Ordinal) ? "Så oplysninger" : "Ændrede oplysninger"),
                sted is { ErBeskyttet: false } ? sted.Sagsnummer : null, sted is { ErBeskyttet: true }, hvem, l.Begrundelse);
        })], naeste);
    }

    /// <summary>All of it, a portion at a time, so that a slow receiver holds no reading open.</summary>
    public static async IAsyncEnumerable<T> AlleAsync<T>(
        Func<Adgangsfilter, string?, int, CancellationToken, Task<Side<T>>> sider, Adgangsfilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? efter = null;
        do
        {
            var side = await sider(filter, efter, Filportion, ct);
            foreach (var post in side.Poster)
                yield return post;
            efter = side.Naeste;
        }
        while (efter is not null);
    }

    private async Task<(List<Adgangslinje> Linjer, string? Naeste)> LinjerAsync(
        Adgangsfilter filter, string? efter, int antal, CancellationToken ct, Func<Adgangslinje, object>? kende = null)
    {
        List<(Logsted Sted, Adgangslinje Linje)> fundne = [];
        await foreach (var fund in logge.For(myndighed).LaesAsync(filter, Cursor.Decode<Logsted>(efter), ct))
        {
            if (kende is not null && fundne.Count > 0 && kende(fundne[^1].Linje).Equals(kende(fund.Linje)))
            {
                fundne[^1] = (fund.Sted, fundne[^1].Linje);
                continue;
            }

            fundne.Add(fund);
            if (fundne.Count > antal)
                break;
        }

        var mere = fundne.Count > antal;
        if (mere)
            fundne.RemoveAt(antal);
        return (fundne.ConvertAll(f => f.Linje), mere ? Cursor.Encode(fundne[^1].Sted) : null);
    }

    /// <summary>What was done, without what a summary adds for programmers: <c>(multipart: fil og json)</c>.</summary>
    private static string? Kort(string? hvad) => hvad?.Split(['(', ':', ';'])[0].TrimEnd();

    private static List<Guid> Brugere(List<Adgangslinje> linjer) => [.. linjer.SelectMany(l => new[] { l.BrugerId, l.PaaVegneAf }).OfType<Guid>().Distinct()];

    /// <summary>What routes say of themselves, by method and route as they stand in the log.</summary>
    internal Dictionary<string, string> Ord() => ruter.Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IEndpointSummaryMetadata>() is not null)
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Select(m => ($"{m} /{e.RoutePattern.RawText?.TrimStart('/')}", e.Metadata.GetMetadata<IEndpointSummaryMetadata>()!.Summary)))
        .DistinctBy(x => x.Item1).ToDictionary(x => x.Item1, x => x.Summary, StringComparer.Ordinal);
}
