using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Judges a piece of post to be without importance, with a reason, or takes that back while it is still kept.</summary>
internal sealed class AfvisPost(SagerDb db, Indbakkefordeling indbakke, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid PostId, string? Begrundelse, bool Fortryd = false, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var grund = k.Fortryd ? null : Indbakkefordeling.KraevGrund(k.Begrundelse, "Skriv, hvorfor posten er uden betydning.");
        var post = await indbakke.FindAsync(k.Aktoer, k.PostId, k.IfMatch, ct);
        if (grund is null)
            post.FortrydAfvisning();
        else
            post.Afvis(grund, k.Aktoer.Id, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkepostAfvist(grund), null, post.Id, ct);
        return post.Version;
    }
}
