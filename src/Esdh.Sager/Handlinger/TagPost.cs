using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Begins on a piece of post. Two that do so at the same time are not both told yes; a leader may take it over from an employee.</summary>
internal sealed class TagPost(SagerDb db, Indbakkefordeling indbakke, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid PostId, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var post = await indbakke.FindAsync(k.Aktoer, k.PostId, k.IfMatch, ct);
        var foer = post.Tilstand == Indbakketilstand.Taget ? post.BrugerId : null;
        if (foer == k.Aktoer.Skrivebord)
            return post.Version; // twice by the same person is once
        var stand = await indbakke.StandAsync(post, ct);
        try
        {
            post.Tag(k.Aktoer.Skrivebord, k.Aktoer.Har(Roller.Leder));
        }
        catch (RegelbrudException e)
        {
            throw new RegelbrudException(e.Regel, [stand]);
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkepostTaget(foer), null, post.Id, ct);
        return post.Version;
    }
}
