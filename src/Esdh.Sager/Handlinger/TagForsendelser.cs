using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes the next letters for a server to send, before it opens a line: what stands as taken after a kill may have left, and nothing else may.</summary>
internal sealed class TagForsendelser(SagerDb db, TimeProvider tid)
{
    public sealed record Kommando(Guid Server, IReadOnlyList<Forsendelseskanal> Kanaler, int Hoejst);

    /// <summary>The receivers whose letters are this server's to send now.</summary>
    public async Task<IReadOnlyList<Guid>> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var kanaler = k.Kanaler.ToList();
        var tagne = await db.Forsendelsesmodtagere.Forfaldne(db, kanaler, nu).OrderBy(m => m.Nr).Take(k.Hoejst).ToListAsync(ct);
        foreach (var m in tagne)
            m.Tag(k.Server, nu);
        await db.SaveChangesAsync(ct);
        return tagne.ConvertAll(m => m.Id);
    }
}

internal static class Forsendelseskoeer
{
    /// <summary>What can be sent by these channels now.</summary>
    public static IQueryable<Forsendelsesmodtager> Forfaldne(this IQueryable<Forsendelsesmodtager> modtagere, SagerDb db, List<Forsendelseskanal> kanaler, DateTimeOffset nu) =>
        modtagere.Where(m => m.Tilstand == Modtagertilstand.Venter && kanaler.Contains(m.Kanal) && (m.NaesteForsoeg == null || m.NaesteForsoeg <= nu)
            && db.Forsendelser.Any(f => f.Id == m.ForsendelseId && f.Forberedt != null && (f.Tidligst == null || f.Tidligst <= nu)));
}
