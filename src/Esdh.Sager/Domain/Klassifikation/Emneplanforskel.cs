namespace Esdh.Sager.Domain.Klassifikation;

internal enum Klassifikationsart
{
    Emne,
    Facet,
}

internal enum Planaendringsart
{
    Ny,
    Udgaaet,

    /// <summary>Retired in the old version, in force in the new.</summary>
    Genindfoert,

    /// <summary>Missing from the new version, although numbers are retired and not deleted.</summary>
    Fjernet,

    NyTitel,
    NyBevaring,
    NySletning,

    /// <summary>A number that was retired already has other successors.</summary>
    NyAfloeser,
}

/// <summary>
/// One change of one number. <paramref name="Foer"/> and <paramref name="Efter"/> are titles, codes, periods or lists of
/// numbers according to the kind; <paramref name="Titel"/> is the newest title known.
/// </summary>
internal sealed record Planaendring(
    Klassifikationsart Klasse,
    string Nummer,
    string Titel,
    Planaendringsart Art,
    string? Foer = null,
    string? Efter = null,
    IReadOnlyList<string>? Afloesere = null)
{
    /// <summary>The change as a Danish sentence for the page that shows the new version.</summary>
    public string Tekst => Art switch
    {
        Planaendringsart.Ny => $"{Nummer} {Titel} er ny.",
        Planaendringsart.Udgaaet when Afloesere is { Count: > 0 } => $"{Nummer} {Titel} udgår og afløses af {string.Join(", ", Afloesere)}.",
        Planaendringsart.Udgaaet => $"{Nummer} {Titel} udgår uden afløser.",
        Planaendringsart.Genindfoert => $"{Nummer} {Titel} er igen i brug.",
        Planaendringsart.Fjernet => $"{Nummer} {Titel} findes ikke i den nye version.",
        Planaendringsart.NyTitel => $"{Nummer} skifter titel fra “{Foer}” til “{Efter}”.",
        Planaendringsart.NyBevaring => $"{Nummer} {Titel} skifter bevaring fra {Foer} til {Efter}.",
        Planaendringsart.NySletning => $"{Nummer} {Titel} skifter slettefrist fra {Foer ?? "ingen"} til {Efter ?? "ingen"}.",
        _ => $"{Nummer} {Titel} afløses nu af {Efter ?? "intet"} (før {Foer ?? "intet"}).",
    };
}

/// <summary>
/// What a new version of the plan changes. <see cref="Beroerte"/> are the numbers whose open cases and templates someone
/// must look at before the version is switched on.
/// </summary>
internal sealed class Emneplanforskel
{
    private Emneplanforskel(IReadOnlyList<Planaendring> aendringer) => Aendringer = aendringer;

    /// <summary>Subjects before facets, in the order of their numbers.</summary>
    public IReadOnlyList<Planaendring> Aendringer { get; }

    public IEnumerable<Planaendring> AfArt(Planaendringsart art) => Aendringer.Where(a => a.Art == art);

    /// <summary>Numbers of the kind that existed before and change; new numbers touch no case.</summary>
    public IReadOnlySet<string> Beroerte(Klassifikationsart klasse) =>
        Aendringer.Where(a => a.Klasse == klasse && a.Art != Planaendringsart.Ny).Select(a => a.Nummer).ToHashSet(StringComparer.Ordinal);

    /// <summary>Facets are compared only when both versions have some: many updates bring the subject file alone.</summary>
    public static Emneplanforskel Mellem(Emneplan fra, Emneplan til)
    {
        var aendringer = Sammenlign(Klassifikationsart.Emne, fra.Emner.Select(Som), til.Emner.Select(Som)).ToList();
        if (fra.Facetkategorier.Count > 0 && til.Facetkategorier.Count > 0)
        {
            aendringer.AddRange(Sammenlign(Klassifikationsart.Facet, fra.Facetter.Select(Som), til.Facetter.Select(Som)));
        }

        return new(aendringer);
    }

    private static Post Som(Emne e) => new(e.Nummer, e.Titel, e.UdgaaetDato, e.Afloesere, e.Bevaring, e.Sletning?.Iso);

    private static Post Som(Facet f) => new(f.Nummer, f.Titel, f.UdgaaetDato, f.Afloesere, f.Bevaring, null);

    private static IEnumerable<Planaendring> Sammenlign(Klassifikationsart klasse, IEnumerable<Post> fra, IEnumerable<Post> til)
    {
        var gamle = fra.ToDictionary(p => p.Nummer, StringComparer.Ordinal);
        var nye = til.ToDictionary(p => p.Nummer, StringComparer.Ordinal);
        foreach (var nummer in gamle.Keys.Union(nye.Keys).Order(StringComparer.Ordinal))
        {
            var gammel = gamle.GetValueOrDefault(nummer);
            var ny = nye.GetValueOrDefault(nummer);
            if (ny is null)
            {
                yield return new(klasse, nummer, gammel!.Titel, Planaendringsart.Fjernet);
            }
            else if (gammel is null)
            {
                // A number that comes already retired is history and concerns nobody here.
                if (ny.Udgaaet is null)
                {
                    yield return new(klasse, nummer, ny.Titel, Planaendringsart.Ny);
                }
            }
            else
            {
                foreach (var aendring in Forskelle(klasse, gammel, ny))
                {
                    yield return aendring;
                }
            }
        }
    }

    private static IEnumerable<Planaendring> Forskelle(Klassifikationsart klasse, Post gammel, Post ny)
    {
        var (nummer, titel) = (ny.Nummer, ny.Titel);
        if (gammel.Udgaaet is null != ny.Udgaaet is null)
        {
            yield return ny.Udgaaet is null
                ? new(klasse, nummer, titel, Planaendringsart.Genindfoert)
                : new(klasse, nummer, titel, Planaendringsart.Udgaaet, Afloesere: ny.Afloesere);
        }
        else if (!gammel.Afloesere.ToHashSet().SetEquals(ny.Afloesere))
        {
            yield return new(klasse, nummer, titel, Planaendringsart.NyAfloeser, Liste(gammel.Afloesere), Liste(ny.Afloesere), ny.Afloesere);
        }

        if (gammel.Titel != ny.Titel)
        {
            yield return new(klasse, nummer, titel, Planaendringsart.NyTitel, gammel.Titel, ny.Titel);
        }

        if (gammel.Bevaring != ny.Bevaring)
        {
            yield return new(klasse, nummer, titel, Planaendringsart.NyBevaring, gammel.Bevaring.ToString(), ny.Bevaring.ToString());
        }

        if (gammel.Sletning != ny.Sletning)
        {
            yield return new(klasse, nummer, titel, Planaendringsart.NySletning, gammel.Sletning, ny.Sletning);
        }
    }

    private static string? Liste(IReadOnlyList<string> numre) => numre.Count == 0 ? null : string.Join(", ", numre);

    private sealed record Post(string Nummer, string Titel, DateOnly? Udgaaet, IReadOnlyList<string> Afloesere, Bevaring Bevaring, string? Sletning);
}
