using System.Text.RegularExpressions;

namespace Esdh.Arkiv.Version;

/// <summary>What a version is to hold. It is settled when the building begins and never changes while it goes on.</summary>
internal sealed partial record Versionsplan
{
    public required string Avid { get; init; }

    /// <summary>What happened after this moment is not in it; also the date of everything that is made.</summary>
    public required DateTimeOffset Frosset { get; init; }

    /// <summary>A closed period, by the day of journalising; null for a snapshot of everything.</summary>
    public DateOnly? Fra { get; init; }

    /// <summary>The last day of the period.</summary>
    public DateOnly? Til { get; init; }

    /// <summary>Beginnings of subject numbers whose cases are taken; none means all.</summary>
    public IReadOnlyList<string> Emner { get; init; } = [];

    public required IReadOnlyList<Arkivskaber> Arkivskabere { get; init; }

    /// <summary>The receiving archive's code: 2 to 4 capital letters.</summary>
    public required string Modtagearkiv { get; init; }

    public string Systemnavn { get; init; } = "Esdh, elektronisk sags- og dokumenthåndtering";

    public string Formaal { get; init; } = "At registrere myndighedens sager og dokumenter og understøtte sagsbehandlingen.";

    public string Indhold { get; init; } = "Sager med sagsoplysninger, parter, journalnotater og historik, og de dokumenter, der er journaliseret på dem.";

    /// <summary>The last delivery of the system.</summary>
    public bool Slutaflevering { get; init; }

    /// <summary>Documents were systematically disposed of before.</summary>
    public bool Kasseret { get; init; }

    public bool FoelsommePersondata { get; init; } = true;

    public bool Fristforlaengende { get; init; }

    public IReadOnlyList<string> Tidligere { get; init; } = [];

    /// <summary>Files that explain the version; what is made here (description, plan of subjects) comes besides.</summary>
    public IReadOnlyList<Kontekstfil> Kontekst { get; init; } = [];

    /// <summary>The plan from subject to FORM, in the authority's content store; null for none.</summary>
    public Formfil? Form { get; init; }

    /// <summary>Dots an inch of every page, across and down.</summary>
    public int Dpi { get; init; } = 200;

    /// <summary>Most bytes of documents on a medium; null for one medium.</summary>
    public long? BytesPrMedie { get; init; }

    /// <summary>Processes at once.</summary>
    public int Samtidig { get; init; } = Math.Max(1, Environment.ProcessorCount);

    public bool ErPeriode => Fra is not null;

    public static bool ErAvid(string? id) => id is not null && id.Length <= 40 && Idform().IsMatch(id);

    public static bool ErArkiv(string? kode) => kode is not null && Arkivform().IsMatch(kode);

    /// <summary>What a demonstration or a plain order gets: one creator, the archive of the id.</summary>
    public static Versionsplan Enkel(string avid, string myndighed, DateTimeOffset frosset, DateOnly? fra, DateOnly? til) => new()
    {
        Avid = avid,
        Frosset = frosset,
        Fra = fra,
        Til = til,
        Modtagearkiv = avid.Split('.')[1],
        Arkivskabere = [new(myndighed, fra, til)],
    };

    [GeneratedRegex(@"^AVID\.[A-ZÆØÅ]{2,4}\.[1-9][0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Idform();

    [GeneratedRegex(@"^[A-ZÆØÅ]{2,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Arkivform();
}

/// <summary>A plan from subject to FORM that was uploaded.</summary>
internal sealed record Formfil(string Udgave, string Sha256);

/// <summary>Who made the records, and when; null for the version's own first and last day.</summary>
internal sealed record Arkivskaber(string Navn, DateOnly? Fra, DateOnly? Til);

/// <summary>A file of the context documentation, in the authority's content store.</summary>
/// <param name="Kategorier">Elements of documentCategory: <c>systemInformation/systemTaxonomy</c>.</param>
internal sealed record Kontekstfil(string Titel, DateOnly? Dato, string? Forfatter, string Filnavn, string Sha256, IReadOnlyList<string> Kategorier);
