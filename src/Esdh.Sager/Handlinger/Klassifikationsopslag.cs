using Esdh.Core;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Looks subjects and facets up in the version of the plan that is in force.</summary>
internal sealed class Klassifikationsopslag(SagerDb db, Recall<SagerDb> husket)
{
    /// <summary>The version in force on a day, or null where none is switched on.</summary>
    public async Task<Guid?> GaeldendeAsync(DateOnly dag, CancellationToken ct) => (await husket.GetAsync((nameof(GaeldendeAsync), dag), async () => new Udgave(await LaesGaeldendeAsync(dag, ct)))).Id;

    private sealed record Udgave(Guid? Id);

    private sealed record Titler(string? Emne, string? Facet);

    private Task<Guid?> LaesGaeldendeAsync(DateOnly dag, CancellationToken ct) =>
        db.Planudgaver.Where(u => u.GaelderFra != null && u.GaelderFra <= dag)
            .OrderByDescending(u => u.GaelderFra).ThenByDescending(u => u.Udgivet).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);

    /// <summary>What a subject and a facet are called in a version; null for those it does not have.</summary>
    public async Task<(string? Emne, string? Facet)> TitlerAsync(Guid? udgave, string emne, string facet, CancellationToken ct)
    {
        // What stands in a version that has been in force never changes.
        var titler = await husket.GetAsync((nameof(TitlerAsync), udgave, emne, facet), () => db.Planudgaver.Where(u => u.Id == udgave).Select(u => new Titler(
            db.Planemner.Where(e => e.UdgaveId == u.Id && e.Nummer == emne).Select(e => e.Titel).FirstOrDefault(),
            db.Planfacetter.Where(f => f.UdgaveId == u.Id && f.Nummer == facet).Select(f => f.Titel).FirstOrDefault())).SingleOrDefaultAsync(ct));
        return (titler?.Emne, titler?.Facet);
    }

    public async Task<KleSubject?> EmneAsync(string? tekst, DateOnly dag, Errors errors, CancellationToken ct, string felt = "emne")
    {
        if (string.IsNullOrWhiteSpace(tekst) || !KleSubject.TryParse(tekst, out var emne))
        {
            errors.Add(felt, string.IsNullOrWhiteSpace(tekst) ? "Vælg et emne." : $"»{tekst}« er ikke et emnenummer. Formen er 02.34.02.");
            return null;
        }

        var udgave = await GaeldendeAsync(dag, ct);
        var nummer = emne.ToString();
        var fundet = await db.Planemner.Where(e => e.UdgaveId == udgave && e.Nummer == nummer).Select(e => new { e.Udgaaet, e.Afloesere }).SingleOrDefaultAsync(ct);
        if (fundet is null)
            errors.Add(felt, $"Emnet {nummer} findes ikke i den gældende emneplan.");
        else if (fundet.Udgaaet is { } udgaaet && udgaaet <= dag)
            errors.Add(felt, $"Emnet {nummer} er udgået." + (fundet.Afloesere is { Length: > 0 } nye ? $" Brug {nye}." : ""));
        else
            return emne;
        return null;
    }

    public async Task<KleFacet?> FacetAsync(string? tekst, DateOnly dag, Errors errors, CancellationToken ct, string felt = "facet")
    {
        if (string.IsNullOrWhiteSpace(tekst) || !KleFacet.TryParse(tekst, out var facet))
        {
            errors.Add(felt, string.IsNullOrWhiteSpace(tekst) ? "Vælg en facet." : $"»{tekst}« er ikke en facet. Formen er G01.");
            return null;
        }

        var udgave = await GaeldendeAsync(dag, ct);
        var nummer = facet.ToString();
        var fundet = await db.Planfacetter.Where(e => e.UdgaveId == udgave && e.Nummer == nummer).Select(e => new { e.Udgaaet }).SingleOrDefaultAsync(ct);
        if (fundet is null)
            errors.Add(felt, $"Facetten {nummer} findes ikke i den gældende emneplan.");
        else if (fundet.Udgaaet is { } udgaaet && udgaaet <= dag)
            errors.Add(felt, $"Facetten {nummer} er udgået.");
        else
            return facet;
        return null;
    }
}
