using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Sets how long post that was dealt with keeps its files in the inbox.</summary>
internal sealed class GemIndbakkeopsaetning(SagerDb db, EventLog haendelser)
{
    /// <param name="Opbevaringsdage">1 to 365.</param>
    public sealed record Kommando(Aktoer Aktoer, int? Opbevaringsdage);

    public async Task<int> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Opbevaringsdage is not (>= 1 and <= 365))
            throw new InvalidException("opbevaringsdage", "Skriv et antal dage fra 1 til 365.");
        var opsaetning = await db.Indbakkeopsaetninger.SingleOrDefaultAsync(ct);
        if (opsaetning is null)
            db.Add(opsaetning = new Indbakkeopsaetning());
        opsaetning.Opbevaringsdage = k.Opbevaringsdage.Value;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkeopsaetningGemt(opsaetning.Opbevaringsdage), null, null, ct);
        return opsaetning.Opbevaringsdage;
    }
}
