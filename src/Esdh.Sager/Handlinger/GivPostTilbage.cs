using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Gives a piece of post back to where it came from, with a reason.</summary>
internal sealed class GivPostTilbage(SagerDb db, Indbakkefordeling indbakke, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid PostId, string? Begrundelse, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var grund = Indbakkefordeling.KraevGrund(k.Begrundelse, "Skriv, hvorfor posten gives tilbage.");
        var post = await indbakke.FindAsync(k.Aktoer, k.PostId, k.IfMatch, ct);
        post.GivTilbage(post.FraEnhedId is { } enhed ? await indbakke.ListeAsync(enhed, ct) : post.AdgangslisteNr, grund);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkepostGivetTilbage(post.EnhedId, post.BrugerId, post.Note), null, post.Id, ct);
        return post.Version;
    }
}
