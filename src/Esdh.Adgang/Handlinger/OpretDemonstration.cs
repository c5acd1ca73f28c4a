using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Puts invented units, users and the client of a demonstration in place. Not an act of the product's users, so it leaves no events.</summary>
internal sealed class OpretDemonstration(AdgangDb db)
{
    public async Task Udfoer(
        string myndighed, IReadOnlyList<Demonstrationsenhed> enheder, IReadOnlyList<Demonstrationsbruger> brugere, string kodeordHash, CancellationToken ct)
    {
        var kendteEnheder = await db.Enheder.ToDictionaryAsync(e => e.Id, ct);
        foreach (var enhed in enheder)
        {
            var id = Demonstration.EnhedId(myndighed, enhed.Noegle);
            if (!kendteEnheder.TryGetValue(id, out var raekke))
                db.Add(raekke = kendteEnheder[id] = new() { Id = id, Navn = enhed.Navn });
            raekke.Navn = enhed.Navn;
            raekke.ForaelderId = enhed.Overenhed is null ? null : Demonstration.EnhedId(myndighed, enhed.Overenhed);
            await db.SaveChangesAsync(ct); // parents first: the key is immediate
        }

        var kendteBrugere = await db.Brugere.ToDictionaryAsync(b => b.Brugernavn, ct);
        foreach (var bruger in brugere)
        {
            var enhed = Demonstration.EnhedId(myndighed, bruger.Enhed);
            if (!kendteBrugere.TryGetValue(bruger.Brugernavn, out var raekke))
            {
                db.Add(raekke = new()
                {
                    Id = Demonstration.BrugerId(myndighed, bruger.Brugernavn), Brugernavn = bruger.Brugernavn, Navn = bruger.Navn, EnhedId = enhed, KodeordHash = kodeordHash,
                });
            }

            (raekke.Navn, raekke.Titel, raekke.EnhedId, raekke.Email, raekke.Roller) = (bruger.Navn, bruger.Titel, enhed, bruger.Email, bruger.Roller);
        }

        if (!await db.Klienter.AnyAsync(k => k.KlientId == Demonstration.Klient, ct))
        {
            db.Add(new Klient
            {
                KlientId = Demonstration.Klient, Navn = "Demonstration", HemmelighedSha256 = Legitimation.Sha256(Demonstration.Kodeord),
                BrugerId = brugere.Any(b => b.Brugernavn == "robot") ? Demonstration.BrugerId(myndighed, "robot") : null,
            });
        }

        await db.SaveChangesAsync(ct);
    }
}
