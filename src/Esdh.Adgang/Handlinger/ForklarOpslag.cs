using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>An employee explains a look of the employee's own that a logkontrollant asked about.</summary>
internal sealed class ForklarOpslag(AdgangDb db, EventLog haendelser, TimeProvider time)
{
    internal sealed record Kommando(Aktoer Aktoer, Guid Id, string? Forklaring, long? Set = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var linje = await db.Loglinjekontroller.SingleOrDefaultAsync(l => l.Id == k.Id && l.BrugerId == k.Aktoer.Id && l.Spurgt != null, ct) ?? throw new NotFoundException("Der er ikke bedt om en forklaring på det opslag.");
        Preconditions.Check(linje.Version, k.Set);
        var tekst = k.Forklaring?.Trim() ?? "";
        new Errors().AddIf(tekst.Length is 0 or > 2000, "forklaring", "Skriv en forklaring på højst 2000 tegn.").Throw();
        linje.Forklar(tekst, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new OpslagForklaret(), null, linje.Id, ct);
        return linje.Version;
    }
}
