using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Api;

/// <summary>
/// Tells the access log on which case a thing lies that the address names by its own id. It is told before the route answers, so that the line holds whatever
/// comes of the request: also when the thing is deleted, and when the act is refused.
/// </summary>
internal static class Sagsspor
{
    /// <summary>A part of a route, and the cases of what its id names. A new kind of thing gets a line here; a test says when it is missing.</summary>
    private static readonly (string Led, Func<SagerDb, Guid, IQueryable<Guid>> Sager)[] Ting =
    [
        ("/dokumenter/{id", (db, id) => db.Registreringer.Where(r => r.DokumentId == id && r.FlyttetTilId == null).Select(r => r.SagId)),
        ("/notater/{id", (db, id) => db.Notater.Where(n => n.Id == id).Select(n => n.SagId)),
        ("/erindringer/{id", (db, id) => db.Erindringer.Where(e => e.Id == id).Select(e => e.SagId)),
        ("/hoeringer/{id", (db, id) => db.Hoeringer.Where(h => h.Id == id).Select(h => h.SagId)),
        ("/forsendelser/{id", (db, id) => db.Forsendelser.Where(f => f.Id == id).Select(f => f.SagId)),
        ("/godkendelser/{id", (db, id) => db.Godkendelser.Where(g => g.Id == id).Select(g => g.SagId)),
        ("/masseforsendelser/{id", (db, id) => db.Masseforsendelser.Where(m => m.Id == id).Select(m => m.SagId)),
        ("/udtraek/{id", (db, id) => db.Sagsudtraek.Where(u => u.Id == id).Select(u => u.SagId)),
        ("/postliste/{id", Postens), ("/poster/{id", Postens),
        ("/afvisninger/{id", (db, id) => db.Registreringer.Where(r => r.DokumentId == id && r.FlyttetTilId == null).Select(r => r.SagId)),
    ];

    /// <summary>The routes that are mapped on it tell.</summary>
    public static RouteGroupBuilder MedSagsspor(this IEndpointRouteBuilder routes) => routes.MapGroup("").AddEndpointFilter(async (kald, videre) =>
    {
        var http = kald.HttpContext;
        if (Guid.TryParse(http.GetRouteValue("id") as string, out var id) && http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } rute })
        {
            var sager = Array.Find(Ting, t => rute.Contains(t.Led, StringComparison.Ordinal)).Sager;
            if (sager is not null)
                await SporAsync(http, db => sager(db, id));
        }

        return await videre(kald);
    });

    /// <summary>A case was found for the one who asks; the answer waits for its line where the case is protected.</summary>
    public static void Paa(this Adgangsspor spor, Sag sag)
    {
        spor.Sag(sag.Id, sag.Sagsnummer);
        if (sag.ErBeskyttet)
            spor.Beskyttet();
    }

    /// <summary>Those that a caller names, seen or not.</summary>
    public static void Dokumenter(this Adgangsspor spor, IReadOnlyList<Guid>? dokumenter)
    {
        foreach (var id in dokumenter ?? [])
            spor.Dokument(id);
    }

    private static async Task SporAsync(HttpContext http, Func<SagerDb, IQueryable<Guid>> sager)
    {
        var (db, spor) = (http.RequestServices.GetRequiredService<SagerDb>(), http.RequestServices.GetRequiredService<Adgangsspor>());
        foreach (var sted in await db.StederAsync(http.RequestServices.GetRequiredService<Aktoer>(), sager(db), http.RequestAborted))
        {
            spor.Sag(sted.Id, sted.Sagsnummer);
            if (sted.SesBeskyttet)
                spor.Beskyttet();
        }
    }

    private static IQueryable<Guid> Postens(SagerDb db, Guid id) =>
        from p in db.Postlisteposter where p.Id == id from r in db.Registreringer where r.DokumentId == p.DokumentId && r.FlyttetTilId == null select r.SagId;
}
