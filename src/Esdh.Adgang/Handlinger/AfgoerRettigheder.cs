using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>A leader confirms a user's rights or takes one away, in the review that is open. What is taken away is gone at the user's next request.</summary>
internal sealed class AfgoerRettigheder(AdgangDb db, Gennemgangsudfoersel udfoersel, EventLog haendelser)
{
    /// <param name="BrugerId">Whose rights.</param>
    /// <param name="Poster">Which of them; null confirms all that are unanswered and not more than working with cases: those are answered one by one.</param>
    /// <param name="Bekraeft">False takes away.</param>
    /// <param name="Note">Why.</param>
    internal sealed record Kommando(Aktoer Aktoer, Guid BrugerId, IReadOnlyList<Guid>? Poster, bool Bekraeft, string? Note = null);

    /// <param name="Ubesvarede">What is still unanswered of the user's.</param>
    internal sealed record Svar(int Afgjorte, int Ubesvarede);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        GennemgangRegler.IkkeEgne.Kraev(!k.Aktoer.Er(k.BrugerId));
        new Errors().AddIf(k.Note?.Length > 1000, "note", "Skriv højst 1000 tegn.")
            .AddIf(k.Poster is { Count: 0 or > 200 } || (k.Poster is null && !k.Bekraeft), "poster", "Vælg de rettigheder, det gælder.").Throw();
        var runde = await db.Gennemgangsrunder.SingleOrDefaultAsync(r => r.Afsluttet == null, ct);
        GennemgangRegler.ErAaben.Kraev(runde is not null);
        var hans = await (await udfoersel.FoerAsync(k.Aktoer, ct)).Where(p => p.RundeId == runde.Id && p.BrugerId == k.BrugerId).OrderBy(p => p.Nr).ToListAsync(ct);
        if (hans.Count == 0)
            throw new NotFoundException("Medarbejderen er ikke i gennemgangen, eller det er ikke dig, der skal svare.");
        var valgte = k.Poster is { } ider ? hans.FindAll(p => ider.Contains(p.Id)) : hans.FindAll(p => p.Afgoerelse is null && !p.ErSaerlig);
        if (k.Poster is not null && valgte.Count != k.Poster.Distinct().Count())
            throw new NotFoundException("En af rettighederne er ikke i gennemgangen.");
        foreach (var post in valgte)
        {
            GennemgangRegler.ErUbesvaret.Kraev(post.Afgoerelse is null);
            await udfoersel.AfgoerAsync(k.Aktoer, post, k.Bekraeft ? Rettighedsafgoerelse.Bekraeftet : await udfoersel.FjernAsync(post, Rettighedsafgoerelse.Fjernet, ct), k.Note, ct);
        }

        if (k.Bekraeft && valgte.Count > 0)
            await haendelser.AppendAsync(k.Aktoer, new RettighederBekraeftet(k.BrugerId, [.. valgte.Select(p => p.Navn)]), null, k.BrugerId, ct);
        return new(valgte.Count, hans.Count(p => p.Afgoerelse is null));
    }
}
