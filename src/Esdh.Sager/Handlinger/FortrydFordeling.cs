using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Who gave a piece of post away takes it back, as long as nobody has begun on it.</summary>
internal sealed class FortrydFordeling(SagerDb db, Indbakkefordeling indbakke, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid PostId);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var post = await db.FindFordeltAsync(k.Aktoer, k.PostId, ct);
        post.FortrydFordeling(post.FraEnhedId is { } enhed ? await indbakke.ListeAsync(enhed, ct) : post.AdgangslisteNr, k.Aktoer.Skrivebord);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkepostGivetTilbage(post.EnhedId, post.BrugerId, null), null, post.Id, ct);
        return post.Version;
    }
}
