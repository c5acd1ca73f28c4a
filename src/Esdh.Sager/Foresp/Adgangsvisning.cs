using Esdh.Adgang.Contract;

namespace Esdh.Sager.Foresp;

/// <summary>One of those who may see a case, with a name.</summary>
internal sealed record Adgangslinje(string Art, string Reference, string Navn);

/// <summary>Shows who may see a case.</summary>
internal sealed class Adgangsvisning(Adgangslister adgangslister, Personer personer)
{
    /// <summary>Those a list admits, by kind and name.</summary>
    public async Task<IReadOnlyList<Adgangslinje>> HentAsync(int liste, CancellationToken ct)
    {
        List<Adgangslinje> linjer = [];
        foreach (var post in await adgangslister.PosterAsync(liste, ct))
            linjer.Add(new(post.Art, post.Reference, await NavnAsync(post, ct)));
        return [.. linjer.OrderBy(l => Orden(l.Art)).ThenBy(l => l.Navn, StringComparer.CurrentCulture)];
    }

    private static int Orden(string art) => art switch { "Alle" => 0, "Enhed" => 1, "Gruppe" => 2, "Bruger" => 3, _ => 4 };

    private async Task<string> NavnAsync(Adgangspost post, CancellationToken ct) => Guid.TryParse(post.Reference, out var id)
        ? post.Art switch
        {
            "Enhed" => await personer.EnhedsnavnAsync(id, ct),
            "Gruppe" => await personer.GruppenavnAsync(id, ct),
            _ => await personer.NavnAsync(id, ct),
        }
        : post.Art == "Alle" ? "Alle, der arbejder med sager" : $"Alle med rollen {post.Reference.ToLowerInvariant()}";
}
