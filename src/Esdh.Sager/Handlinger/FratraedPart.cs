using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Lets a party leave a case. The row stays with the data as they were, so that the case still tells who was heard.</summary>
internal sealed class FratraedPart(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Begrundelse">Why; at most 1000 characters.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid SagspartId, string? Begrundelse = null, long? IfMatch = null);

    /// <param name="Version">The case's.</param>
    public sealed record Svar(Guid SagspartId, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        new Errors().AddIf(k.Begrundelse?.Length > 1000, "begrundelse", "Begrundelsen må højst være 1000 tegn.").Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var sagspart = await db.FindSagspartAsync(sag.Id, k.SagspartId, ct);
        sagspart.Fratraed(await RepraesentanterAsync(sagspart.Id, ct), nu);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PartUdgaaet(sagspart.Navn, sagspart.Rolle, k.Begrundelse.Renset()), sag.Id, sagspart.PartId, ct);
        return new(sagspart.Id, sag.Version);
    }

    private async Task<List<string>> RepraesentanterAsync(Guid sagspart, CancellationToken ct)
    {
        var dem = await db.Sagsparter.Where(s => s.RepraesentererId == sagspart && s.Fratraadt == null).Select(s => new { s.PartId, s.Navn }).ToListAsync(ct);
        var beskyttede = await db.BeskyttedeParterAsync(dem.Select(d => d.PartId), DanishTime.Today(tid), ct);
        return dem.ConvertAll(d => Navnebeskyttelse.Vist(d.Navn, beskyttede.Contains(d.PartId)));
    }
}
