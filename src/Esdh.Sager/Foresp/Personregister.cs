using Esdh.Adgang.Contract;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>The register of parties, as the access log asks of it.</summary>
internal sealed class Personregister(SagerDb db) : IPersonregister
{
    public Task<Registerperson?> FindAsync(Cpr cpr, CancellationToken ct)
    {
        var cifre = cpr.Digits;
        return db.Parter.Where(p => p.Cpr == cifre).Select(p => new Registerperson(p.Id, p.Cpr)).SingleOrDefaultAsync(ct);
    }

    public Task<Registerperson?> FindAsync(Guid id, CancellationToken ct) =>
        db.Parter.Where(p => p.Id == id && p.Art == Partsart.Person).Select(p => new Registerperson(p.Id, p.Cpr)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<Personsag>> SagerAsync(Guid personId, int efterNr, int antal, CancellationToken ct) =>
        await db.PersonensSagerAsync(personId, efterNr, antal, ct);

    public async Task<IReadOnlyList<Persondokument>> DokumenterAsync(Guid personId, int efterNr, int antal, CancellationToken ct) =>
        await db.PersonensDokumenterAsync(personId, efterNr, antal, ct);
}
