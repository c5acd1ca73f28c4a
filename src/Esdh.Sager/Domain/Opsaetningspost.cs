using System.Text.Json.Serialization;
using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>One thing that an administrator has set up, as it travels between authorities: what it points at is named as people name it, never by id.</summary>
/// <param name="Slags">One of <see cref="Raekkefoelge"/>.</param>
/// <param name="Noegle">Its stable key; a status' name.</param>
/// <param name="Navn">As people know it.</param>
/// <param name="Felter">What it says, by field; empty text where it says nothing, and lists a line each.</param>
/// <param name="Sha256">Of its file, lower-case hex; null where it has none.</param>
/// <param name="Filnavn">The file's name.</param>
internal sealed record Opsaetningspost(string Slags, string Noegle, string Navn, IReadOnlyDictionary<string, string> Felter, string? Sha256 = null, string? Filnavn = null)
{
    public const string Status = "Sagsstatus", Erindringstype = "Erindringstype", Kaede = "Godkendelseskæde", Afgoerelsestype = "Afgørelsestype", Frase = "Frase", Dokumentskabelon = "Dokumentskabelon", Sagsskabelon = "Sagsskabelon";

    /// <summary>In which they are taken in: what others point at comes first.</summary>
    public static readonly IReadOnlyList<string> Raekkefoelge = [Kaede, Status, Erindringstype, Afgoerelsestype, Frase, Dokumentskabelon, Sagsskabelon];

    /// <summary>Which one it is, here and there.</summary>
    [JsonIgnore]
    public (string Slags, string Noegle) Hvilken => (Slags, Noegle);

    public string this[string felt] => Felter.GetValueOrDefault(felt, "");

    public bool Ja(string felt) => this[felt] == "ja";

    public IReadOnlyList<string> Linjer(string felt) => this[felt].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal enum Forskelsart
{
    /// <summary>Is not here.</summary>
    Ny,

    /// <summary>Is here and says something else.</summary>
    Aendret,

    /// <summary>Says the same.</summary>
    Ens,
}

/// <summary>How one thing in a package differs from the one that is here.</summary>
/// <param name="Felter">What it says here and there; only what differs.</param>
/// <param name="Tekst">What its file says, where that differs: the lines that go and those that come.</param>
internal sealed record Opsaetningsforskel(Opsaetningspost Post, Forskelsart Art, IReadOnlyList<Feltforskel> Felter, IReadOnlyList<Tekstforskel> Tekst)
{
    private const int FlestLinjer = 200;

    /// <param name="her">What is here; null where there is none.</param>
    /// <param name="der">What the package has.</param>
    /// <param name="tekstHer">The text of the file that is here, where the two have different files.</param>
    /// <param name="tekstDer">The text of the package's.</param>
    public static Opsaetningsforskel Find(Opsaetningspost? her, Opsaetningspost der, string? tekstHer, string? tekstDer)
    {
        List<Feltforskel> felter = [];
        foreach (var felt in der.Felter.Keys.Union(her?.Felter.Keys ?? []))
        {
            var (foer, efter) = (her?[felt] ?? "", der[felt]);
            if (foer != efter)
                felter.Add(new(felt, foer, efter));
        }

        if (her is not null && her.Sha256 != der.Sha256)
            felter.Add(new("fil", her.Filnavn ?? "", der.Filnavn ?? ""));
        return new(der, her is null ? Forskelsart.Ny : felter.Count > 0 ? Forskelsart.Aendret : Forskelsart.Ens, felter, her is null ? [] : Tekster(tekstHer, tekstDer));
    }

    private static List<Tekstforskel> Tekster(string? foer, string? efter)
    {
        if (foer is null || efter is null || foer == efter)
            return [];
        var (a, b) = (foer.Split('\n'), efter.Split('\n'));
        return [.. TextDiff.Compare(a, b).Where(t => t.Kind != DiffKind.Same).Take(FlestLinjer).Select(t => t.Kind == DiffKind.Removed ? new Tekstforskel(a[t.Before], false) : new Tekstforskel(b[t.After], true))];
    }
}

/// <param name="Felt">Its name.</param>
/// <param name="Her">What it says here.</param>
/// <param name="Der">What it says in the package.</param>
internal sealed record Feltforskel(string Felt, string Her, string Der);

/// <param name="Kommer">It comes; otherwise it goes.</param>
internal sealed record Tekstforskel(string Linje, bool Kommer);
