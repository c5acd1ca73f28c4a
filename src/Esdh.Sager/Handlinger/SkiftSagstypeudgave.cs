using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Moves a running case to another edition of its type. What is written in fields that the edition lacks is kept, but not shown.</summary>
internal sealed class SkiftSagstypeudgave(SagerDb db, Forloebsgang gang, Sagstyper typer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Udgave">The edition.</param>
    /// <param name="Trin">Key of the step of that edition where the case stands; the one of the same key when not said.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, int Udgave, string? Trin = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, int Udgave, string Trin, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var f = await gang.KraevAsync(sag.Id, ct);
        var ny = typer.Find(f.Type.Noegle, k.Udgave) ?? throw new InvalidException("udgave", $"»{f.Type.Navn}« har udgaverne {string.Join(", ", typer.Udgaver(f.Type.Noegle).Select(t => t.Udgave))}.");
        var til = ny.Trin.FirstOrDefault(t => t.Noegle == (k.Trin.Renset() ?? f.Forloeb.Trin))
            ?? throw new InvalidException("trin", $"Udgave {ny.Udgave} har ikke det trin. Vælg et af: {string.Join(", ", ny.Trin.Where(t => t.Tilstand != Trintilstand.Afsluttet).Select(t => t.Noegle))}.");
        var fra = f.Forloeb.Udgave;
        f.Forloeb.FoelgUdgave(ny, til, nu);
        var status = await gang.StatusAsync(ny, til, ct);
        if (status.Id != sag.StatusId)
            sag.SkiftStatus(status, nu);
        else
            sag.Roer(nu);
        var felter = await gang.FelterAsync(sag.Id, ct);
        await gang.UrdageAsync(k.Aktoer, sag.Id, ny, felter, ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagstypeudgaveSkiftet(ny.Noegle, fra, ny.Udgave, til.Navn), sag.Id, null, ct);
        return new(sag.Id, ny.Udgave, til.Noegle, sag.Version);
    }
}
