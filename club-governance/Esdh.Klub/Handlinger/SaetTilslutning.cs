using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Puts down how far a member's accession has come: the member's own representative, or the secretariat for it.</summary>
internal sealed class SaetTilslutning(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int ProjektNr, Guid MedlemId, Tilslutningsstand? Stand, DateOnly? Dato, long? Enheder);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (!k.Aktoer.MaaSe(k.MedlemId))
            throw new ForbiddenException("Et medlem tilslutter kun sig selv.");
        var projekt = await db.Projekter.SingleOrDefaultAsync(p => p.Nr == k.ProjektNr, ct) ?? throw new NotFoundException();
        var medlem = await db.Medlemmer.AsNoTracking().SingleOrDefaultAsync(m => m.Id == k.MedlemId, ct) ?? throw new NotFoundException();
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(k.Stand is null, "stand", "Vælg, hvor langt I er.").AddIf(k.Enheder is < 0 or > 10_000_000, "enheder", "Antallet skal være 0 til 10.000.000.")
            .AddIf(k.Stand == Tilslutningsstand.Byraadsbeslutning && k.Dato is null, "dato", "Skriv den dag, rådet beslutter det.").Throw();
        MedlemRegler.ErMedlemmet.Kraev(medlem.ErMedlem(idag));
        var t = await db.Tilslutninger.SingleOrDefaultAsync(x => x.ProjektId == projekt.Id && x.MedlemId == medlem.Id, ct);
        ProjektRegler.TilslutningenErBindende.Kraev(projekt.Stand == Projektstand.Tilslutning && t?.Stand != Tilslutningsstand.Tilsluttet);
        var (dato, enheder) = (k.Dato ?? t?.Dato, k.Enheder ?? t?.Enheder ?? 0);
        ProjektRegler.ErBesluttet.Kraev(k.Stand != Tilslutningsstand.Tilsluttet || (dato <= idag && enheder > 0));
        if (t is null)
            db.Add(t = new() { ProjektId = projekt.Id, MedlemId = medlem.Id, Stand = k.Stand!.Value, Enheder = enheder });
        (t.Stand, t.Dato, t.Enheder) = (k.Stand!.Value, dato, enheder);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new TilslutningSat(projekt.Navn, medlem.Navn, t.Stand, t.Dato), null, medlem.Id, ct);
    }
}
