using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Opens a ballot: who can vote, what they weigh and by which rules is written down now, and stands.</summary>
internal sealed class AabnAfstemning(KlubDb db, Folketalskilde folketal, Takstkilde takster, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, Guid Afstemning);

    public sealed record Svar(string Nummer, int Vaelgere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, a) = (tid.GetUtcNow(), await db.AfstemningAsync(k.Afstemning, ct));
        AfstemningRegler.ErKladde.Kraev(a.Stand == Afstemningsstand.Kladde);
        AfstemningRegler.ErAaben.Kraev(nu < a.Lukker);
        var idag = DanishTime.DateOf(nu);
        var medlemmer = (await db.Medlemmer.AsNoTracking().ToListAsync(ct)).Where(m => m.ErMedlem(idag)).ToList();
        AfstemningRegler.DerErVaelgere.Kraev(medlemmer.Count > 0);
        a.Foelg(Vedtaegter.Regel(a.Emne));
        (a.Stand, a.Aabnet, a.Version) = (Afstemningsstand.Aaben, nu, a.Version + 1);
        var borgere = await folketal.BorgereAsync(await takster.HentAsync(ct), idag, ct);
        db.AddRange(medlemmer.Select(m => new KlubStemmeberettiget { AfstemningId = a.Id, MedlemId = m.Id, Navn = OpretAfstemning.Ren(m.Navn), Folketal = borgere.GetValueOrDefault(m.Id) }));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new AfstemningAabnet(a.Nummer, a.Titel, medlemmer.Count, a.Lukker), null, a.Id, ct);
        return new(a.Nummer, medlemmer.Count);
    }
}
