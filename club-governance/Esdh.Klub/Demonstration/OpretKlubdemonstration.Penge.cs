using Esdh.Core.Calendar;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Demonstration;

internal sealed partial class OpretKlubdemonstration
{
    private async partial Task OpretPengeAsync(CancellationToken ct)
    {
        foreach (var (medlem, antal) in (await db.Medlemmer.AsNoTracking().OrderBy(m => m.Nr).ToListAsync(ct)).Zip(Opdigtede.Select(o => o.Grundlag)))
        {
            if (medlem.Art == Medlemsart.Region)
                continue;
            foreach (var aar in new[] { 2025, 2026 })
                db.Add(new KlubFolketal { Kode = medlem.Grundlagskode, Aar = aar, Antal = antal - ((2026 - aar) * antal / 200), Kilde = "Opdigtet til demonstration" });
        }

        await db.SaveChangesAsync(ct);
        await OpretProjektAsync(ct);
    }

    /// <summary>A joint project in the middle of accession: so near the threshold that the bar tells what is decided and what is expected.</summary>
    private async Task OpretProjektAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var projekt = new KlubProjekt
        {
            Id = Guid.CreateVersion7(), Nr = await numre.NextAsync("klub-projekt", ct), Navn = "Fælles løsning til elevfravær (demonstration)",
            Beskrivelse = "Fraværet registreres i skolens system og bliver til sager efter en grænse, kommunen selv sætter. Klubben betaler udviklingen, og de tilsluttede betaler den tilbage efter elever, når den er i drift.",
            Stand = Projektstand.Tilslutning, Enhed = "elev", LoftOere = 480_000_000, GraenseProcent = 70, Tilbagebetalingsaar = 6, Frist = idag.AddMonths(3), Leverandoer = "Prøvehuset (opdigtet)", Kontrakt = "K-2026-3", Version = 1,
        };
        db.Add(projekt);
        await db.SaveChangesAsync(ct);
        var stande = new (Tilslutningsstand Stand, int? Dage)[]
        {
            (Tilslutningsstand.Tilsluttet, -40), (Tilslutningsstand.Interesse, null), (Tilslutningsstand.Tilsluttet, -33), (Tilslutningsstand.Indstilling, null), (Tilslutningsstand.Tilsluttet, -26), (Tilslutningsstand.Byraadsbeslutning, 20),
            (Tilslutningsstand.Indstilling, null), (Tilslutningsstand.Tilsluttet, -12), (Tilslutningsstand.Byraadsbeslutning, 34), (Tilslutningsstand.Interesse, null),
        };
        foreach (var ((medlem, borgere), (stand, dage)) in (await db.Medlemmer.AsNoTracking().OrderBy(m => m.Nr).ToListAsync(ct)).Zip(Opdigtede.Select(o => o.Grundlag)).Zip(stande))
            db.Add(new KlubProjekttilslutning { ProjektId = projekt.Id, MedlemId = medlem.Id, Stand = stand, Dato = dage is { } d ? idag.AddDays(d) : null, Enheder = borgere / 9 });
        db.AddRange(
            new KlubProjektspoergsmaal { ProjektId = projekt.Id, Nr = 1, Medlem = "Fabelund Kommune", Spoergsmaal = "Kan privatskoler være med?", Svar = "Ja, når de registrerer fravær i det samme system. De tæller som elever i den kommune, de ligger i.", Stillet = idag.AddDays(-21) },
            new KlubProjektspoergsmaal { ProjektId = projekt.Id, Nr = 2, Medlem = "Skitseholm Kommune", Spoergsmaal = "Hvad sker der, hvis elevtallet falder i perioden?", Stillet = idag.AddDays(-4) });
        db.AddRange(
            new KlubProjektleverance { ProjektId = projekt.Id, Nr = 1, Navn = "Pilot i to kommuner", Aftalt = idag.AddMonths(9) },
            new KlubProjektleverance { ProjektId = projekt.Id, Nr = 2, Navn = "Klar til alle tilsluttede", Aftalt = idag.AddMonths(15) });
        await db.SaveChangesAsync(ct);
    }
}
