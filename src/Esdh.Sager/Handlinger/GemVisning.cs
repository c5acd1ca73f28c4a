using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Keeps a list's filters under a name: for oneself, or for one's unit too.</summary>
internal sealed class GemVisning(SagerDb db, TimeProvider tid)
{
    /// <param name="Navn">1 to 60 characters; one of the same name is replaced.</param>
    /// <param name="Forespoergsel">A query string that <see cref="Sagsfilter"/> reads.</param>
    /// <param name="Del">The actor's unit sees it too.</param>
    /// <param name="ErStandard">What the actor meets at <c>/sager</c>.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Navn, string? Forespoergsel, bool Del = false, bool ErStandard = false);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var navn = k.Navn?.Trim() ?? "";
        new Errors().AddIf(navn.Length == 0, "navn", "Skriv et navn.").AddIf(navn.Length > 60, "navn", "Navnet må højst være 60 tegn.")
            .AddIf(k.Forespoergsel?.Length > 2000, "forespoergsel", "Der er for mange filtre i visningen.").Throw();
        var filter = Sagsfilter.Laes(new QueryCollection(QueryHelpers.ParseQuery(k.Forespoergsel))); // what is kept can be read again
        var mine = await db.GemteVisninger.Where(v => v.BrugerId == k.Aktoer.Id).ToListAsync(ct);
        if (k.ErStandard && mine.Exists(v => v.ErStandard && v.Navn != navn))
        {
            mine.ForEach(v => v.ErStandard = false);
            await db.SaveChangesAsync(ct); // the database allows one at any moment
        }

        var visning = mine.Find(v => v.Navn == navn);
        if (visning is null)
        {
            if (mine.Count >= GemtVisning.Hoejst)
                throw new InvalidException("navn", $"Du kan gemme {GemtVisning.Hoejst} visninger. Slet en, du ikke bruger.");
            visning = new() { BrugerId = k.Aktoer.Id, Navn = navn, Forespoergsel = "", Oprettet = tid.GetUtcNow() };
            db.Add(visning);
        }

        (visning.Forespoergsel, visning.EnhedId, visning.ErStandard) = (filter.Forespoergsel(), k.Del ? k.Aktoer.EnhedId : null, k.ErStandard);
        await db.SaveChangesAsync(ct);
        return new(visning.Id);
    }
}
