using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Finding cases, documents and parties over REST.</summary>
internal static class SoegningApi
{
    /// <param name="Naeste">Send it as <c>?efter=</c> for the next page; null at the end.</param>
    /// <param name="ErFlere">There are more than the newest 10,000, which are what was ranked and counted.</param>
    /// <param name="Ogsaa">Words that were searched for besides, since what was typed was not found.</param>
    /// <param name="Bemaerkninger">Danish sentences on what was read otherwise than one might expect, or is not in the answer yet.</param>
    /// <param name="ErFrisk">Everything done before the search began is in the answer; the text of new files may follow within seconds.</param>
    public sealed record Svar(
        IReadOnlyList<Soegehit> Poster, string? Naeste, int Antal, bool ErFlere, IReadOnlyDictionary<string, IReadOnlyList<Facetvaerdi>> Facetter,
        IReadOnlyList<string> Ogsaa, IReadOnlyList<string> Bemaerkninger, bool ErFrisk);

    private sealed record Plads(int Spring);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/soegning", Soeg).Kraever(AccessRules.Laesning).WithTags("Søgning").WithSummary("Find sager, dokumenter og parter efter nummer, titel, part, korrespondent, notat, dato og tekst i filer");

    private static async Task<Ok<Svar>> Soeg(
        string? q, string[]? art, string[]? emne, string[]? tilstand, Guid[]? behandler, Guid[]? enhed, string[]? retning, string[]? filtype, int? fra, int? til, string? sorter, string? efter, int? antal,
        ISoegning soegning, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        return TypedResults.Ok(await SvarAsync(new(q ?? "")
        {
            Arter = art ?? [], Emner = emne ?? [], Tilstande = tilstand ?? [], Behandlere = behandler ?? [], Enheder = enhed ?? [], Retninger = retning ?? [], Filtyper = filtype ?? [], FraAar = fra, TilAar = til,
            Orden = Orden(sorter),
        }, efter, antal, soegning, aktoer, spor, ct));
    }

    /// <summary>A page of what is found, noted in the access log.</summary>
    internal static async Task<Svar> SvarAsync(Soegning sporgsmaal, string? efter, int? antal, ISoegning soegning, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Soegeord(sporgsmaal.Tekst);
        var spring = Cursor.Decode<Plads>(efter)?.Spring ?? 0;
        var svar = await soegning.SoegAsync(aktoer, sporgsmaal with { Spring = spring, Antal = Cursor.PageSize(antal) }, ct);
        Spor(spor, svar.Poster);
        var naeste = spring + svar.Poster.Count;
        return new(svar.Poster, naeste < svar.Antal && svar.Poster.Count > 0 ? Cursor.Encode(new Plads(naeste)) : null, svar.Antal, svar.ErFlere, svar.Facetter, svar.Ogsaa, svar.Bemaerkninger, svar.ErFrisk);
    }

    /// <exception cref="InvalidException">There is no such order.</exception>
    internal static Soegeorden Orden(string? sorter) =>
        string.IsNullOrEmpty(sorter) ? Soegeorden.Bedste
        : Enum.TryParse<Soegeorden>(sorter, ignoreCase: true, out var orden) && Enum.IsDefined(orden) ? orden
        : throw new InvalidException("sorter", "Vælg en af: bedste, nyeste, sagsnummer.");

    /// <summary>Protected cases that were shown are named in the access log, and the answer waits for that line.</summary>
    internal static void Spor(Adgangsspor spor, IReadOnlyList<Soegehit> hits)
    {
        foreach (var hit in hits.Where(h => h.ErBeskyttet))
        {
            if (hit.SagId is { } sag)
                spor.Sag(sag, hit.Sagsnummer);
            else
                spor.Person(hit.Id.ToString());
            spor.Beskyttet();
        }
    }
}
