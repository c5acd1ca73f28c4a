using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Ends a hearing, and with it the reminder of its deadline. Before its time only with a reason, and then it was not held.</summary>
internal sealed class AfslutHoering(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Grund">Why it is stopped while somebody still has time to answer, at most 2,000 characters.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid HoeringId, string? Grund = null, long? IfMatch = null);

    /// <param name="Holdt">It ran to its end and counts as held.</param>
    public sealed record Svar(int AntalSvar, int Hoerte, bool Holdt, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var (hoering, sag, parter) = await db.FindHoeringAsync(k.Aktoer, k.HoeringId, k.IfMatch, ct);
        new Errors().AddIf(k.Grund?.Length > 2000, "grund", "Grunden må højst være 2000 tegn.").Throw();
        sag.KraevAaben();
        hoering.Afslut(parter, k.Grund.Renset(), k.Aktoer.Id, nu);
        var erindring = await db.Erindringer.SingleOrDefaultAsync(e => e.Id == hoering.ErindringId && e.Afsluttet == null, ct);
        erindring?.Klar(k.Aktoer.Id, nu);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        var svar = parter.Count(p => p.HarSvaret);
        await haendelser.AppendAsync(k.Aktoer, new HoeringAfsluttet(CprFinder.Mask(hoering.Emne), svar, parter.Count, hoering.Afbrudt is null ? null : CprFinder.Mask(hoering.Afbrudt)), sag.Id, hoering.Id, ct);
        if (erindring is not null)
            await haendelser.AppendAsync(k.Aktoer, new ErindringKlaret(CprFinder.Mask(erindring.Titel), erindring.Frist), sag.Id, erindring.Id, ct);
        return new(svar, parter.Count, hoering.Afbrudt is null, hoering.Version);
    }
}
