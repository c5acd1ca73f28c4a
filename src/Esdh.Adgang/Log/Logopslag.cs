using Esdh.Adgang.Contract;
using Esdh.Adgang.Storage;
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
internal sealed record Logpost(
    DateTimeOffset Tid, Guid? BrugerId, string? Bruger, string? Klient, string Hvad, string Handling, string? Objekt, int Status, Guid? SagId,
    string? Sagsnummer, Guid? DokumentId, string? Person, string? Soegeord, string? Begrundelse)
{
    /// <summary>The case as one would name it.</summary>
    public string? Sag => Sagsnummer ?? (Objekt is { } o && o.StartsWith("sag=", StringComparison.Ordinal) ? o[4..].Split(' ')[0] : SagId?.ToString());
}

/// <summary>What was asked for, as it was written; <see cref="Logopslag.FilterAsync"/> says what is wrong with it.</summary>
/// <param name="Bruger">User name or id.</param>
/// <param name="Sag">Case number or id.</param>
/// <param name="Person">The hash of a person, as a page's address carries it.</param>
internal sealed record Logoenske(
    string? Bruger = null, string? Sag = null, Guid? Dokument = null, string? Person = null, DateOnly? Fra = null, DateOnly? Til = null, bool KunAfviste = false);

/// <summary>Finds in the access log, for API, pages and files alike.</summary>
internal sealed class Logopslag(Authority myndighed, Adgangslogge logge, AdgangDb db, EndpointDataSource ruter, TimeProvider time)
{
    private const int Filportion = 1000;

    public string PersonHash(Cpr cpr) => logge.For(myndighed).Person(cpr.Digits);

    /// <summary>The last 30 days where no period is given.</summary>
    /// <exception cref="InvalidException">Names every wrong field.</exception>
    public async Task<Adgangsfilter> FilterAsync(Logoenske oenske, CancellationToken ct)
    {
        var til = oenske.Til ?? DanishTime.Today(time);
        var fra = oenske.Fra ?? til.AddDays(-30);
        var errors = new Errors().AddIf(fra > til, "til", "Til skal være samme dag som Fra eller senere.")
            .AddIf(oenske.Person is { } p && (p.Length != 32 || !p.All(char.IsAsciiHexDigitLower)), "person", "Søg på personnummeret igen.")
            .AddIf(oenske.Sag?.Length > 100, "sag", "Skriv et sagsnummer.");
        Guid? bruger = null;
        if (!string.IsNullOrWhiteSpace(oenske.Bruger))
        {
            var navn = oenske.Bruger.Trim().ToLowerInvariant();
            bruger = Guid.TryParse(navn, out var id) ? id : await db.Brugere.Where(b => b.Brugernavn == navn).Select(b => (Guid?)b.Id).SingleOrDefaultAsync(ct);
            errors.AddIf(bruger is null, "bruger", "Der er ingen bruger med det brugernavn.");
        }

        errors.Throw();
        Guid? sagId = Guid.TryParse(oenske.Sag, out var sag) ? sag : null;
        var nummer = sagId is null && !string.IsNullOrWhiteSpace(oenske.Sag) ? oenske.Sag.Trim() : null;
        return new(DanishTime.StartOfDay(fra), DanishTime.StartOfDay(til.AddDays(1)), bruger, sagId, nummer, oenske.Dokument, oenske.Person, oenske.KunAfviste);
    }

    /// <summary>Newest first.</summary>
    public async Task<Side<Logpost>> SideAsync(Adgangsfilter filter, string? efter, int antal, CancellationToken ct)
    {
        List<(Logsted Sted, Adgangslinje Linje)> fundne = [];
        await foreach (var fund in logge.For(myndighed).LaesAsync(filter, Cursor.Decode<Logsted>(efter), ct))
        {
            fundne.Add(fund);
            if (fundne.Count > antal)
                break;
        }

        var mere = fundne.Count > antal;
        if (mere)
            fundne.RemoveAt(antal);
        var ider = fundne.Select(f => f.Linje.BrugerId).OfType<Guid>().Distinct().ToList();
        var navne = await db.Brugere.Where(b => ider.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Navn, ct);
        var ord = Ord();
        return new([.. fundne.Select(f => f.Linje).Select(l => new Logpost(
            l.Tid, l.BrugerId, l.BrugerId is { } id ? navne.GetValueOrDefault(id) ?? id.ToString() : null, l.Klient, ord.GetValueOrDefault(l.Handling) ?? l.Handling,
            l.Handling, l.Objekt, l.Status, l.SagId, l.Sagsnummer, l.DokumentId, l.Person, l.Soegeord, l.Begrundelse))], mere ? Cursor.Encode(fundne[^1].Sted) : null);
    }

    /// <summary>All of it, a portion at a time, so that a slow receiver holds no reading open.</summary>
    public async IAsyncEnumerable<Logpost> AlleAsync(Adgangsfilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? efter = null;
        do
        {
            var side = await SideAsync(filter, efter, Filportion, ct);
            foreach (var post in side.Poster)
                yield return post;
            efter = side.Naeste;
        }
        while (efter is not null);
    }

    /// <summary>What routes say of themselves, by method and route as they stand in the log.</summary>
    private Dictionary<string, string> Ord() => ruter.Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IEndpointSummaryMetadata>() is not null)
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Select(m => ($"{m} /{e.RoutePattern.RawText?.TrimStart('/')}", e.Metadata.GetMetadata<IEndpointSummaryMetadata>()!.Summary)))
        .DistinctBy(x => x.Item1).ToDictionary(x => x.Item1, x => x.Summary, StringComparer.Ordinal);
}
