using Esdh.Core.Access;

namespace Esdh.Sager.Contract;

/// <summary>
/// Finding cases, documents and parties by what they are called and numbered, and by what stands in notes and files. Whatever answers: every word must be
/// found, and only what the actor may see is found, counted, excerpted or suggested.
/// </summary>
public interface ISoegning
{
    /// <exception cref="Esdh.Core.InvalidException">Nothing to search for, too much, or a personnummer.</exception>
    Task<Soegesvar> SoegAsync(Aktoer aktoer, Soegning soegning, CancellationToken ct);

    /// <summary>The best few while someone types; nothing where the text cannot be searched for.</summary>
    Task<IReadOnlyList<Soegehit>> ForslagAsync(Aktoer aktoer, string tekst, int hoejst, CancellationToken ct);
}

/// <summary>What a hit is, as the API writes it.</summary>
public static class Soegeart
{
    public const string Sag = "sag";
    public const string Dokument = "dokument";
    public const string Part = "part";
}

/// <summary>In which order hits come.</summary>
public enum Soegeorden
{
    Bedste,
    Nyeste,
    Sagsnummer,
}

/// <summary>What to search for and narrow to. Empty lists narrow nothing; several values in one list are alternatives.</summary>
/// <param name="Tekst">1 to 1,000 characters: words, "phrases", begin*, -without, this ELLER that, titel:word, numbers and dates; all must be found.</param>
public sealed record Soegning(string Tekst)
{
    /// <summary>Of <see cref="Soegeart"/>.</summary>
    public IReadOnlyList<string> Arter { get; init; } = [];

    /// <summary>Subject numbers of the case.</summary>
    public IReadOnlyList<string> Emner { get; init; } = [];

    /// <summary>Aktiv, Hvilende, Afsluttet: the condition of the case.</summary>
    public IReadOnlyList<string> Tilstande { get; init; } = [];

    /// <summary>Handlers of the case.</summary>
    public IReadOnlyList<Guid> Behandlere { get; init; } = [];

    /// <summary>Units of the case.</summary>
    public IReadOnlyList<Guid> Enheder { get; init; } = [];

    /// <summary>Indgaaende, Udgaaende, Internt: of documents.</summary>
    public IReadOnlyList<string> Retninger { get; init; } = [];

    /// <summary>Endings of a document's main file, in capitals.</summary>
    public IReadOnlyList<string> Filtyper { get; init; } = [];

    /// <summary>First year: a case's creation, a document's date.</summary>
    public int? FraAar { get; init; }

    /// <summary>Last year.</summary>
    public int? TilAar { get; init; }

    public Soegeorden Orden { get; init; }

    /// <summary>How many hits to pass over.</summary>
    public int Spring { get; init; }

    /// <summary>Only what was made after this moment.</summary>
    public DateTimeOffset? OprettetEfter { get; init; }

    /// <summary>How many hits to give, 1 to 200.</summary>
    public int Antal { get; init; } = 20;
}

/// <summary>One thing found.</summary>
/// <param name="Art">Of <see cref="Soegeart"/>.</param>
/// <param name="Id">The case's, the document's, the party's.</param>
/// <param name="Titel">Its title, or the party's name.</param>
/// <param name="Sagsnummer">The case, or a case the document is on; null for a party.</param>
/// <param name="SagId">That case's id.</param>
/// <param name="Emne">That case's subject.</param>
/// <param name="Status">Name of that case's status.</param>
/// <param name="Tilstand">Aktiv, Hvilende or Afsluttet.</param>
/// <param name="BehandlerId">That case's handler.</param>
/// <param name="Under">A case's primary party, a document's case title, where a party lives (unless protected).</param>
/// <param name="Nummer">A document's akt number, a party's masked personnummer or CVR number.</param>
/// <param name="Retning">Indgaaende, Udgaaende or Internt.</param>
/// <param name="Filtype">Ending of a document's main file, in capitals.</param>
/// <param name="Dato">A case's creation, a document's date.</param>
/// <param name="ErBeskyttet">The case is seen by those named only, or the party's name and address are protected.</param>
/// <param name="Antal">How many cases a party is on, of those the actor sees.</param>
/// <param name="Hvorfor">What the words were found in, where that is none of the above: <c>Notat: Opkald – … skel mod naboen …</c></param>
public sealed record Soegehit(
    string Art, Guid Id, string Titel, string? Sagsnummer = null, Guid? SagId = null, string? Emne = null, string? Status = null, string? Tilstand = null,
    Guid? BehandlerId = null, string? Under = null, string? Nummer = null, string? Retning = null, string? Filtype = null, DateOnly? Dato = null,
    bool ErBeskyttet = false, int? Antal = null, string? Hvorfor = null)
{
    /// <summary>What stands around the words in the text of a file or note, with the words told apart; empty where they stand in the title.</summary>
    public IReadOnlyList<Uddragsstykke> Uddrag { get; init; } = [];

    /// <summary>The number that the case, document or party keeps.</summary>
    internal int Nr { get; init; }
}

/// <summary>A stretch of an excerpt that is or is not what was searched for.</summary>
public sealed record Uddragsstykke(string Tekst, bool Ramt);

/// <summary>A value that hits could be narrowed to.</summary>
/// <param name="Vaerdi">As <see cref="Soegning"/> takes it.</param>
/// <param name="Antal">Hits with it, were it chosen alone in its facet.</param>
public sealed record Facetvaerdi(string Vaerdi, int Antal);

/// <summary>What was found.</summary>
/// <param name="Poster">One page of it.</param>
/// <param name="Antal">How many there are in all, exact unless <paramref name="ErFlere"/>.</param>
/// <param name="ErFlere">There are more than the newest 10,000 that were looked at.</param>
/// <param name="Facetter">
/// By name: <c>art</c>, <c>emne</c>, <c>tilstand</c>, <c>behandler</c>, <c>enhed</c>, <c>retning</c>, <c>filtype</c>, <c>aar</c>; the largest first, years in order.
/// </param>
public sealed record Soegesvar(IReadOnlyList<Soegehit> Poster, int Antal, bool ErFlere, IReadOnlyDictionary<string, IReadOnlyList<Facetvaerdi>> Facetter)
{
    /// <summary>Words that were searched for besides, since what was typed was not found.</summary>
    public IReadOnlyList<string> Ogsaa { get; init; } = [];

    /// <summary>Danish sentences on what was read otherwise than someone might expect, or is not in the answer yet.</summary>
    public IReadOnlyList<string> Bemaerkninger { get; init; } = [];

    /// <summary>Everything that was done before the search began is in the answer; the text of new files may follow within seconds.</summary>
    public bool ErFrisk { get; init; } = true;
}
