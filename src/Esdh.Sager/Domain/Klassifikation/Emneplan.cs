using System.Collections.Frozen;

namespace Esdh.Sager.Domain.Klassifikation;

/// <summary>
/// One version of the subject plan (KLE or the authority's own in the same shape): three levels of subjects and, beside
/// them, the facets that say what is done. Immutable; a new version is a new plan, compared by <see cref="Emneplanforskel"/>.
/// </summary>
internal sealed class Emneplan
{
    private readonly FrozenDictionary<string, Emne> _emner;
    private readonly FrozenDictionary<string, Facet> _facetter;

    public Emneplan(
        DateOnly udgivelsesdato,
        string titel,
        IReadOnlyList<Hovedgruppe> hovedgrupper,
        IReadOnlyList<Facetkategori> facetkategorier)
    {
        Udgivelsesdato = udgivelsesdato;
        Titel = titel;
        Hovedgrupper = hovedgrupper;
        Facetkategorier = facetkategorier;
        _emner = Emner.ToFrozenDictionary(emne => emne.Nummer, StringComparer.Ordinal);
        _facetter = Facetter.ToFrozenDictionary(facet => facet.Nummer, StringComparer.Ordinal);
    }

    public DateOnly Udgivelsesdato { get; }

    public string Titel { get; }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<Hovedgruppe> Hovedgrupper { get; }

    /// <summary>In the order of their numbers. Empty when only the subject file was read.</summary>
    public IReadOnlyList<Facetkategori> Facetkategorier { get; }

    /// <summary>Every subject in the order of its number, the retired ones too.</summary>
    public IEnumerable<Emne> Emner => Hovedgrupper.SelectMany(h => h.Grupper).SelectMany(g => g.Emner);

    /// <summary>Every facet in the order of its number, the retired ones too.</summary>
    public IEnumerable<Facet> Facetter => Facetkategorier.SelectMany(k => k.Facetter);

    public Emne? FindEmne(string nummer) => _emner.GetValueOrDefault(nummer);

    public Facet? FindFacet(string nummer) => _facetter.GetValueOrDefault(nummer);

    /// <summary>
    /// The subjects in force on the day that have taken the number's place, through as many steps as it takes: the
    /// number itself while it is in force, nothing when it was retired without a successor.
    /// </summary>
    public IReadOnlyList<Emne> GaeldendeFor(string nummer, DateOnly dag)
    {
        var gaeldende = new List<Emne>();
        var set = new HashSet<string>(StringComparer.Ordinal);
        var venter = new Queue<string>([nummer]);
        while (venter.TryDequeue(out var naeste))
        {
            // Successors in a ring occur in hand-edited plans.
            if (!set.Add(naeste) || FindEmne(naeste) is not { } emne)
            {
                continue;
            }

            if (!emne.ErUdgaaet(dag))
            {
                gaeldende.Add(emne);
                continue;
            }

            foreach (var afloeser in emne.Afloesere)
            {
                venter.Enqueue(afloeser);
            }
        }

        return gaeldende;
    }
}

/// <summary>First level, <c>NN</c>.</summary>
internal sealed record Hovedgruppe
{
    public required string Nummer { get; init; }

    public required string Titel { get; init; }

    public string Vejledning { get; init; } = "";

    public Guid? Uuid { get; init; }

    public DateOnly? OprettetDato { get; init; }

    public DateOnly? UdgaaetDato { get; init; }

    public IReadOnlyList<Gruppe> Grupper { get; init; } = [];
}

/// <summary>Second level, <c>NN.NN</c>.</summary>
internal sealed record Gruppe
{
    public required string Nummer { get; init; }

    public required string Titel { get; init; }

    public string Vejledning { get; init; } = "";

    public Guid? Uuid { get; init; }

    public DateOnly? OprettetDato { get; init; }

    public DateOnly? UdgaaetDato { get; init; }

    public IReadOnlyList<Retskildereference> Retskilder { get; init; } = [];

    public IReadOnlyList<Emne> Emner { get; init; } = [];
}

/// <summary>Third level, <c>NN.NN.NN</c>: what a case is about.</summary>
internal sealed record Emne
{
    public required string Nummer { get; init; }

    public required string Titel { get; init; }

    /// <summary>Plain text; paragraphs and list items on lines of their own. Never markup.</summary>
    public string Vejledning { get; init; } = "";

    public IReadOnlyList<Stikord> Stikord { get; init; } = [];

    public Guid? Uuid { get; init; }

    public DateOnly? OprettetDato { get; init; }

    /// <summary>The first day on which no new case may take the number. Numbers are never deleted from a plan.</summary>
    public DateOnly? UdgaaetDato { get; init; }

    /// <summary>Numbers that took this one's place. May be empty for a retired number.</summary>
    public IReadOnlyList<string> Afloesere { get; init; } = [];

    public Bevaring Bevaring { get; init; }

    /// <summary>The plan's advice on deletion of personal data, counted from the closing of the case.</summary>
    public Slettefrist? Sletning { get; init; }

    public IReadOnlyList<Retskildereference> Retskilder { get; init; } = [];

    public bool ErUdgaaet(DateOnly dag) => UdgaaetDato <= dag;
}

/// <summary>A group of facets, one letter.</summary>
internal sealed record Facetkategori
{
    public required string Nummer { get; init; }

    public required string Titel { get; init; }

    public string Vejledning { get; init; } = "";

    public Guid? Uuid { get; init; }

    public DateOnly? OprettetDato { get; init; }

    public DateOnly? UdgaaetDato { get; init; }

    public IReadOnlyList<Facet> Facetter { get; init; } = [];
}

/// <summary>What is done in the case (KLE: handlingsfacet), <c>G01</c>.</summary>
internal sealed record Facet
{
    public required string Nummer { get; init; }

    public required string Titel { get; init; }

    /// <summary>Plain text; paragraphs and list items on lines of their own. Never markup.</summary>
    public string Vejledning { get; init; } = "";

    public Guid? Uuid { get; init; }

    public DateOnly? OprettetDato { get; init; }

    /// <summary>The first day on which no new case may take the facet.</summary>
    public DateOnly? UdgaaetDato { get; init; }

    public IReadOnlyList<string> Afloesere { get; init; } = [];

    public Bevaring Bevaring { get; init; }

    public bool ErUdgaaet(DateOnly dag) => UdgaaetDato <= dag;
}

/// <summary>A word that leads to a subject, and to a facet within it when <paramref name="Facet"/> is set.</summary>
internal sealed record Stikord(string Tekst, string? Facet = null);

/// <summary>A law or order that a subject rests on. <paramref name="Url"/> is http(s) or null.</summary>
internal sealed record Retskildereference(string Titel, string? Paragraf, string? Accessionsnummer, string? Url);
