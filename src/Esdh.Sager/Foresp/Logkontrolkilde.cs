using Esdh.Adgang.Contract;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What the control of the access log asks of cases and parties; for choosing lines, so it heeds no lists.</summary>
internal sealed class Logkontrolkilde(SagerDb db, TimeProvider tid) : ILogkontrolkilde
{
    public async Task<IReadOnlyDictionary<Guid, Kontrolsag>> SagerAsync(IReadOnlyCollection<Guid> sager, CancellationToken ct) => await db.KontrolsagerAsync(sager, DanishTime.Today(tid), ct);

    public async Task<IReadOnlyList<Kontrolperson>> PersonerAsync(IReadOnlyCollection<string> navne, IReadOnlyCollection<string> emails, CancellationToken ct)
    {
#pragma warning disable CA1304, CA1311, CA1862 // it becomes SQL, which knows no culture
        var fundne = await db.Parter.Where(p => p.Art == Partsart.Person && (navne.Contains(p.Navn) || (p.Email != null && emails.Contains(p.Email.ToLower()))))
            .Select(p => new { p.Id, p.Cpr, p.Navn, p.Email }).Take(5000).ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
        var ider = fundne.ConvertAll(p => p.Id);
        var sager = (await db.Sagsparter.Where(s => ider.Contains(s.PartId)).Select(s => new { s.PartId, s.SagId }).ToListAsync(ct)).ToLookup(s => s.PartId, s => s.SagId);
        return fundne.ConvertAll(p => new Kontrolperson(p.Id, p.Cpr, p.Navn, p.Email, [.. sager[p.Id]]));
    }
}
