using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Decides who may see a case: those chosen, or what its template or unit gives; a protected case only those named.</summary>
internal sealed class SaetAdgang(SagerDb db, Adgangslister adgangslister, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="ErBeskyttet">Seen by the named users and groups only, not even counted for others.</param>
    /// <param name="Adgang">Who may see it; for an unprotected case none means what template or unit gives.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, bool ErBeskyttet, IReadOnlyList<Adgangspost>? Adgang, string? Begrundelse = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, bool ErBeskyttet, IReadOnlyList<Adgangspost> Adgang, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var errors = new Errors().AddIf(k.Begrundelse?.Length > 2000, "begrundelse", "Begrundelsen må højst være 2000 tegn.");
        var valgt = k.Adgang.Ens();
        await Adgangsvalg.KontrollerAsync(valgt, personer, errors, ct);
        errors.Throw();
        var skabelon = sag.SkabelonId is { } id ? await db.Skabeloner.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) : null;
        var poster = (k.ErBeskyttet
            ? Adgangsvalg.Beskyttet(valgt, sag.BehandlerId, k.Aktoer.Skrivebord)
            : Adgangsvalg.Almindelig(valgt, skabelon, sag.EnhedId, sag.BehandlerId, k.Aktoer.Skrivebord)).Distinct().ToList();
        sag.SaetAdgang(await adgangslister.InternAsync(poster, ct), k.ErBeskyttet, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagsadgangAendret(k.ErBeskyttet, [.. poster.Select(p => $"{p.Art}:{p.Reference}")], k.Begrundelse.Renset()), sag.Id, null, ct);
        return new(sag.Id, sag.ErBeskyttet, poster, sag.Version);
    }
}
