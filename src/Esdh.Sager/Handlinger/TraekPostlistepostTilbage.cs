using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes a title away from the postliste. A mark is left where it stood.</summary>
internal sealed class TraekPostlistepostTilbage(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Begrundelse">1 to 500 characters; for the authority, never for the public.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid PostId, string? Begrundelse);

    public async Task<DateOnly> Udfoer(Kommando k, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(k.Begrundelse) || k.Begrundelse.Trim().Length > 500)
            throw new InvalidException("begrundelse", "Skriv en begrundelse på højst 500 tegn.");
        var post = await db.Postlisteposter.SingleOrDefaultAsync(p => p.Id == k.PostId, ct) ?? throw new NotFoundException("Posten findes ikke.");
        await db.FindDokumentAsync(k.Aktoer, post.DokumentId, ct);
        post.TraekTilbage(k.Begrundelse, k.Aktoer.Id, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PostlistepostTrukketTilbage(post.Titel, post.Dag, CprFinder.Mask(k.Begrundelse.Trim())),
            await GodkendPostliste.FoersteSagAsync(db, post.DokumentId, ct), post.DokumentId, ct);
        return post.Dag;
    }
}
