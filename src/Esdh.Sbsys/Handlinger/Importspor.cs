using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sbsys.Contract;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Storage;

namespace Esdh.Sbsys.Handlinger;

/// <summary>What comes over leaves its number, in the same transaction: whatever is killed, nothing comes over twice.</summary>
internal sealed class Importspor(SbsysDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Kilde">The system.</param>
    /// <param name="Noegle">Its key in the table.</param>
    /// <param name="Nummer">Its number there, as people know it.</param>
    /// <param name="Oprettet">When it was made there.</param>
    public sealed record Herkomst(Aktoer Aktoer, string Kilde, string Noegle, string Nummer, DateTimeOffset? Oprettet = null);

    public void Noter(Herkomst fra, string slags, Guid sag, Guid maal, string? noegle = null, string? sha256 = null, long? stoerrelse = null) => db.Add(new SbsysImport
    {
        Kilde = fra.Kilde, Slags = slags, Noegle = noegle ?? fra.Noegle, SagId = sag, MaalId = maal, Sha256 = sha256, Stoerrelse = stoerrelse, Tid = tid.GetUtcNow(),
    });

    public async Task FortaelAsync(Herkomst fra, string slags, string hvad, Guid sag, Guid maal, CancellationToken ct)
    {
        Noter(fra, slags, sag, maal);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(fra.Aktoer, new ImporteretFraSbsys(fra.Kilde, hvad, fra.Nummer, fra.Oprettet), sag, maal == sag ? null : maal, ct);
    }
}
