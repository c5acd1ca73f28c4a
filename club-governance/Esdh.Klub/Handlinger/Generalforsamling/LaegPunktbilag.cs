using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Lays papers with a point on the agenda, until it is decided: all members read them, and what was decided on is what lies there.</summary>
internal sealed class LaegPunktbilag(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Papers of one point.</summary>
    public const int Flest = 20;

    /// <param name="Bilag">Stored before the act.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Punkt, IReadOnlyList<LagtBilag> Bilag);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var punkt = await db.Dagsordenspunkter.AsNoTracking().SingleOrDefaultAsync(p => p.Id == k.Punkt, ct) ?? throw new NotFoundException("Punktet findes ikke.");
        GeneralforsamlingRegler.BeslutningenStaar.Kraev(punkt.Beslutning is null);
        var findes = await db.Punktbilag.CountAsync(b => b.PunktId == punkt.Id, ct);
        new Errors().AddIf(k.Bilag.Count == 0, "bilag", "Vælg en fil.").AddIf(findes + k.Bilag.Count > Flest, "bilag", $"Et punkt kan højst have {Flest} bilag.").Throw();
        db.AddRange(k.Bilag.Select(b => new KlubPunktbilag { PunktId = punkt.Id, Navn = b.Navn, Sha256 = b.Indhold.Sha256, Laengde = b.Indhold.Length, Lagt = tid.GetUtcNow() }));
        await db.SaveChangesAsync(ct);
        foreach (var b in k.Bilag)
            await haendelser.AppendAsync(k.Aktoer.Aktoer, new PunktbilagLagt(punkt.Titel, b.Navn, b.Indhold.Sha256), null, punkt.Id, ct);
    }
}
