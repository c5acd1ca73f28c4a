using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>Lays an application aside that shall not become a case: sent by mistake, or the same matter as another. A refusal of building is a decision on a case and is not made here.</summary>
internal sealed class AfvisAnsoegning(ByggesagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid Id, string? Grund);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var grund = k.Grund?.Trim() ?? "";
        new Errors().AddIf(grund.Length is 0 or > 500, "grund", "Skriv hvorfor, med højst 500 tegn.").Throw();
        var post = await db.Ansoegninger.SingleOrDefaultAsync(a => a.Id == k.Id, ct) ?? throw new NotFoundException("Ansøgningen findes ikke.");
        post.Afvis(grund, k.Aktoer.Id, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AnsoegningAfvist(post.AnsoegningId, grund), null, post.Id, ct);
        return new(post.Id);
    }
}
