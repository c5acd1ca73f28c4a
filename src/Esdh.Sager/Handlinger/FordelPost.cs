using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Gives a piece of post to a unit's inbox or to an employee's own. Who gave it away follows it, and takes it back until someone begins on it.</summary>
internal sealed class FordelPost(SagerDb db, Indbakkefordeling indbakke, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="EnhedId">The unit; with an employee it is the employee's.</param>
    /// <param name="BrugerId">The employee; null for the unit's own inbox.</param>
    /// <param name="Note">A word to who gets it.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid PostId, Guid? EnhedId, Guid? BrugerId, string? Note = null, long? IfMatch = null);

    /// <param name="Til">Who has it now, by name.</param>
    public sealed record Svar(Guid Id, string Til, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var post = await indbakke.FindAsync(k.Aktoer, k.PostId, k.IfMatch, ct);
        Indbakkefordeling.KraevNote(k.Note);
        var bruger = k.BrugerId is { } b ? await personer.BrugerAsync(b, ct) : null;
        var errors = new Errors()
            .AddIf(k.EnhedId is null && k.BrugerId is null, "brugerId", "Vælg en medarbejder eller en enhed.")
            .AddIf(k.BrugerId is not null && (bruger is not { Aktiv: true } || (bruger.Roller & Core.Web.AccessRules.Sagsarbejde) == 0), "brugerId", "Vælg en medarbejder, der er aktiv og arbejder med sager.");
        if (k.BrugerId is null && k.EnhedId is { } e)
            errors.AddIf(!await personer.ErEnhedAsync(e, ct), "enhedId", "Vælg en enhed, der er aktiv.");
        errors.Throw();
        if (!post.ErAaben)
            throw new RegelbrudException(IndbakkeRegler.ErAaben, [await indbakke.StandAsync(post, ct)]);
        var (fraEnhed, fraBruger) = (post.EnhedId, post.BrugerId);
        var enhed = bruger?.EnhedId ?? k.EnhedId!.Value;
        post.Fordel(enhed, await indbakke.ListeAsync(enhed, ct), k.BrugerId, k.Note, k.Aktoer.Skrivebord, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndbakkepostFordelt(fraEnhed, fraBruger, enhed, k.BrugerId, post.Note), null, post.Id, ct);
        return new(post.Id, bruger?.Navn ?? await personer.EnhedsnavnAsync(enhed, ct), post.Version);
    }
}
