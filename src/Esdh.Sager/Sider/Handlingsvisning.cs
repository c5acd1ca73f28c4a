using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>An act on a case as its page shows it.</summary>
/// <param name="Noegle">The last part of the address.</param>
/// <param name="Titel">The act, as a heading.</param>
/// <param name="Knap">The act, on the button; null where there is nothing to send.</param>
/// <param name="Felter">The fields.</param>
public sealed record Handlingsvisning(string Noegle, string Titel, string? Knap, IReadOnlyList<Handlingsfelt> Felter)
{
    /// <summary>What happens, one paragraph each.</summary>
    public IReadOnlyList<string> Indledning { get; init; } = [];

    /// <summary>What is there already, above the form, each perhaps with a button of its own.</summary>
    public IReadOnlyList<Handlingspost> Poster { get; init; } = [];

    /// <summary>What stands in the way of closing, or of a step.</summary>
    public IReadOnlyList<Mangel> Mangler { get; init; } = [];

    /// <summary>Above what stands in the way.</summary>
    public string Mangeltitel { get; init; } = "Sagen kan ikke afsluttes endnu";

    /// <summary>Fields share lines where there is room.</summary>
    public bool SideOmSide { get; init; }

    /// <summary>Cannot be taken back easily.</summary>
    public bool Farlig { get; init; }
}

/// <summary>A field of an act.</summary>
/// <param name="Navn">Its name in form and error list.</param>
/// <param name="Etiket">Its label.</param>
public sealed record Handlingsfelt(string Navn, string Etiket, Felttype Type = Felttype.Tekst)
{
    /// <summary>Stands above the field, and those after it, as their common heading.</summary>
    public string? Overskrift { get; init; }

    public string? Hjaelp { get; init; }

    public string? Vaerdi { get; init; }

    /// <summary>For a look-up: what stands in the field.</summary>
    public string? Visning { get; init; }

    /// <summary>For a look-up: the address that is asked.</summary>
    public string? Kilde { get; init; }

    public IReadOnlyList<Mulighed> Valg { get; init; } = [];

    public string? Tomvalg { get; init; }

    public int Raekker { get; init; } = 3;

    public int? Hoejst { get; init; }

    public bool Valgt { get; init; }

    public bool Valgfri { get; init; }
}

/// <summary>Something that is there, with a button where it can be taken away.</summary>
/// <param name="Felt">The field its button sends; null without a button.</param>
public sealed record Handlingspost(string Titel, string? Href = null, string? Under = null, string? Felt = null, string? Vaerdi = null, string Knap = "Fjern");
