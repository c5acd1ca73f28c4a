using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Indhold;

/// <summary>Writes vouchers and reads what is owed. In acts alone where it writes.</summary>
internal sealed class Ledger(KlubDb db, Counters numre)
{
    /// <summary>One voucher. Its number; 0 where there is nothing to book.</summary>
    /// <exception cref="InvalidOperationException">The lines do not sum to nought: a fault of ours, and the act is undone.</exception>
    public async Task<int> BogfoerAsync(DateOnly dato, Guid medlem, IReadOnlyList<Postering> linjer, CancellationToken ct)
    {
        if (linjer.Count == 0)
            return 0;
        if (linjer.Sum(l => l.BeloebOere) != 0)
            throw new InvalidOperationException($"The voucher »{linjer[0].Tekst}« does not balance.");
        var bilag = await numre.NextAsync("klub-bilag", ct);
        db.AddRange(linjer.Select((l, i) => new KlubPostering
        {
            Bilag = bilag, Linje = i + 1, Dato = dato, Konto = l.Konto, BeloebOere = l.BeloebOere, MedlemId = medlem, FakturaId = l.FakturaId, Tekst = l.Tekst,
        }));
        await db.SaveChangesAsync(ct);
        return bilag;
    }

    /// <summary>What is left to pay on an invoice; less than nought where it has too much.</summary>
    public async Task<long> SkyldigtAsync(Guid faktura, CancellationToken ct) =>
        await db.Posteringer.Where(p => p.FakturaId == faktura && p.Konto == Klubkonto.Debitorer).SumAsync(p => p.BeloebOere, ct);

    /// <summary>What the member has paid that is on no invoice.</summary>
    public async Task<long> FritAsync(Guid medlem, CancellationToken ct) =>
        -await db.Posteringer.Where(p => p.MedlemId == medlem && p.FakturaId == null && p.Konto == Klubkonto.Debitorer).SumAsync(p => p.BeloebOere, ct);
}
