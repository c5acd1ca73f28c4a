using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Takes a joint project a phase further: to building when the threshold is reached, to roll-out when the pilot is approved, to operation with its first year.</summary>
internal sealed class FoerProjekt(KlubDb db, Folketalskilde folketal, Takstkilde takster, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Pilot">Who approved the pilot, and on what; for the roll-out.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int Nr, Projektstand? Til, string? Pilot, int? DriftFra, long? Version = null);

    internal sealed record Svar(Projektstand Stand);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var p = await db.Projekter.SingleOrDefaultAsync(x => x.Nr == k.Nr, ct) ?? throw new NotFoundException();
        Preconditions.Check(p.Version, k.Version);
        var idag = DanishTime.Today(tid);
        var til = k.Til ?? p.Stand + 1;
        ProjektRegler.StandenErNaeste.Kraev(til == p.Stand + 1 && til <= Projektstand.Drift);
        new Errors().AddIf(k.Pilot is { Length: > 1_000 }, "pilot", "Skriv højst 1.000 tegn.").AddIf(til == Projektstand.Drift && (k.DriftFra < idag.Year - 1 || k.DriftFra > idag.Year + 10 || k.DriftFra is null), "driftFra", "Skriv det første år i drift.").Throw();
        if (til == Projektstand.Byggeri)
            ProjektRegler.GraensenErNaaet.Kraev(Billede(await folketal.BorgereAsync(await takster.HentAsync(ct), idag, ct), await db.Tilslutninger.AsNoTracking().Where(t => t.ProjektId == p.Id).ToListAsync(ct), p.GraenseProcent).ErNaaet);
        if (til == Projektstand.Udrulning)
        {
            ProjektRegler.PilotenErGodkendt.Kraev(!string.IsNullOrWhiteSpace(k.Pilot));
            p.Pilot = k.Pilot.Trim();
        }

        if (til == Projektstand.Drift)
            p.DriftFra = k.DriftFra;
        p.Stand = til;
        p.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new ProjektFoert(p.Navn, til), null, p.Id, ct);
        return new(til);
    }

    /// <summary>Which part of it has acceded, and which is expected to.</summary>
    internal static Tilslutningsbillede Billede(IReadOnlyDictionary<Guid, long> borgere, IEnumerable<KlubProjekttilslutning> tilslutninger, int graenseProcent)
    {
        var stande = tilslutninger.ToDictionary(t => t.MedlemId, t => t.Stand);
        return Tilslutningsbillede.Af([.. borgere.Select(b => (b.Value, stande.TryGetValue(b.Key, out var s) ? s : (Tilslutningsstand?)null))], graenseProcent);
    }
}
