using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>Finding cases and documents as one types.</summary>
internal static class SoegningApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/soegning", Soeg).Kraever(AccessRules.Laesning).WithTags("Søgning").WithSummary("Find sager og dokumenter efter nummer, titel og part");

    private static async Task<IResult> Soeg(string? q, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > 200)
            throw new InvalidException("q", "Skriv 1 til 200 tegn at søge efter.");
        var ord = DanishText.Fold(q).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sager = db.Sager.SynligeFor(aktoer);
        var dokumenter = db.Dokumenter.SynligeFor(db, aktoer);
        foreach (var o in ord)
        {
            var led = "%" + o.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            sager = sager.Where(s => EF.Functions.Like(s.Soegetekst, led, "\\")
                || db.Sagsparter.Any(p => p.SagId == s.Id && db.Parter.Any(x => x.Id == p.PartId && EF.Functions.Like(x.Soegetekst, led, "\\"))));
            dokumenter = dokumenter.Where(d => EF.Functions.Like(d.Soegetekst, led, "\\"));
        }

        var fundneSager = await sager.OrderByDescending(s => s.SenestAendret).Take(50).Select(s => new { Art = "sag", s.Id, s.Sagsnummer, s.Titel }).ToListAsync(ct);
        var fundneDokumenter = await (from d in dokumenter
                                      from r in db.Registreringer.Where(r => r.DokumentId == d.Id)
                                      from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == r.SagId)
                                      orderby d.Oprettet descending
                                      select new { Art = "dokument", d.Id, s.Sagsnummer, d.Titel }).Take(50).ToListAsync(ct);
        return TypedResults.Ok(new { Poster = fundneSager.Concat(fundneDokumenter) });
    }
}
