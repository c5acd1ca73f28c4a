using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Switches a case area off. Its pages and routes are no longer there, and no new cases of its types are opened. The cases that are there stay, with all that is on them, and go on as
/// ordinary cases; what is known of them in fields and tables of the module's waits until it is switched on again.
/// </summary>
internal sealed class SlukModul(CoreDb core, SagerDb db, Sagstyper typer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Modul">Key.</param>
    /// <param name="Navn">Its title.</param>
    public sealed record Kommando(Aktoer Aktoer, string Modul, string Navn);

    /// <param name="AabneSager">Open cases that go on as ordinary ones; counted to 10,000.</param>
    public sealed record Svar(string Modul, int AabneSager);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var modul = await core.Moduler.SingleOrDefaultAsync(m => m.Navn == k.Modul && m.Slukket == null, ct);
        SagsforloebRegler.ModuletErTaendt.Kraev(modul is not null);
        modul!.Slukket = tid.GetUtcNow();
        await core.SaveChangesAsync(ct);
        var noegler = typer.Af(k.Modul);
        foreach (var skabelon in await db.Skabeloner.Where(s => s.Sagstype != null && noegler.Contains(s.Sagstype)).ToListAsync(ct))
        {
            skabelon.Aktiv = false;
            skabelon.Version++;
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ModulSlukket(k.Modul, k.Navn), null, null, ct);
        return new(k.Modul, await Sagsforloebene.AabneAsync(db, noegler, ct));
    }
}

internal static class Sagsforloebene
{
    public const int TaelHoejst = 10_000;

    /// <summary>How many open cases of these types there are, counted to <see cref="TaelHoejst"/>; a number, and nothing of the cases.</summary>
    public static Task<int> AabneAsync(SagerDb db, IReadOnlyList<string> typer, CancellationToken ct) =>
        // Uden for adgang: et antal til den, der slår sagsområdet til og fra.
        db.Sagsforloeb.Where(f => typer.Contains(f.Sagstype) && db.Sager.Any(s => s.Id == f.SagId && s.Tilstand != Tilstand.Afsluttet)).OrderBy(f => f.SagId).Take(TaelHoejst).CountAsync(ct);
}
