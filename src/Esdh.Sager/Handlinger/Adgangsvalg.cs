using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;

namespace Esdh.Sager.Handlinger;

/// <summary>Who may see a case, as one list of posts: checked, and with those who must be on it.</summary>
internal static class Adgangsvalg
{
    /// <summary>Those whose task is the whole authority, on every case that is not protected.</summary>
    private static readonly Adgangspost[] Opgaver = [Adgangspost.Rolle(Roller.Arkivar), Adgangspost.Rolle(Roller.Revisor)];

    /// <summary>The chosen ones, else what the template says, else the unit; with handler, actor and those whose task is the whole authority.</summary>
    public static IEnumerable<Adgangspost> Almindelig(IReadOnlyList<Adgangspost>? valgt, Sagsskabelon? skabelon, Guid enhed, Guid? behandler, Guid aktoer) =>
    [
        .. valgt is { Count: > 0 } ? valgt : skabelon is { Adgang.Count: > 0 } ? skabelon.Adgang.Select(a => new Adgangspost(a.Art, a.Reference)) : [Adgangspost.Enhed(enhed)],
        .. Navngivne(behandler, aktoer),
        .. Opgaver,
    ];

    /// <summary>The named ones, the handler and the actor, and nobody else.</summary>
    /// <exception cref="RegelbrudException">SAG-15.</exception>
    public static IEnumerable<Adgangspost> Beskyttet(IReadOnlyList<Adgangspost>? valgt, Guid? behandler, Guid aktoer)
    {
        SagRegler.BeskyttetSagHarNavne.Kraev(valgt is { Count: > 0 } && valgt.All(p => p.Art is "Bruger" or "Gruppe"));
        return [.. valgt!, .. Navngivne(behandler, aktoer)];
    }

    /// <summary>Checks that every post names someone there is.</summary>
    public static async Task KontrollerAsync(IReadOnlyList<Adgangspost>? poster, Personer personer, Errors errors, CancellationToken ct)
    {
        foreach (var post in poster ?? [])
        {
            var kendt = post.Art == "Alle" || (Guid.TryParse(post.Reference, out var id) && post.Art switch
            {
                "Enhed" => await personer.ErEnhedAsync(id, ct),
                "Gruppe" => await personer.ErGruppeAsync(id, ct),
                "Bruger" => await personer.BrugerAsync(id, ct) is { Aktiv: true },
                _ => false,
            });
            errors.AddIf(!kendt, "adgang", $"»{post.Art} {post.Reference}« er ikke en aktiv enhed, gruppe eller bruger.");
        }

        errors.AddIf(poster?.Count > 200, "adgang", "Vælg højst 200. Brug en gruppe.");
    }

    /// <summary>The posts as an interned list writes them: UUIDs in lower case with hyphens.</summary>
    public static IReadOnlyList<Adgangspost>? Ens(this IReadOnlyList<Adgangspost>? poster) =>
        poster?.Select(p => p.Art == "Alle" ? Adgangspost.Alle : p with { Reference = Guid.TryParse(p.Reference, out var id) ? id.ToString() : p.Reference }).ToList();

    private static IEnumerable<Adgangspost> Navngivne(Guid? behandler, Guid aktoer)
    {
        if (aktoer != Aktoer.Systemet.Id)
            yield return Adgangspost.Bruger(aktoer);
        if (behandler is { } id)
            yield return Adgangspost.Bruger(id);
    }
}
