namespace Esdh.Sager.Contract;

/// <summary>A case as a module sees it: only ever one that the actor sees.</summary>
/// <param name="Id">Its id, which the module's own tables refer to.</param>
/// <param name="Sagsnummer">As it is now.</param>
/// <param name="Titel">Title.</param>
/// <param name="Status">Name of its status.</param>
/// <param name="ErAaben">Not closed.</param>
/// <param name="BehandlerId">Who has it; null when it waits in the unit.</param>
/// <param name="EnhedId">The unit it belongs to.</param>
/// <param name="Oprettet">When it was opened.</param>
/// <param name="Afsluttet">When it was closed; null while open.</param>
/// <param name="Version">For If-Match.</param>
/// <param name="Sagstype">Key of its type; null for an ordinary case.</param>
/// <param name="Trin">Key of its step; null for an ordinary case.</param>
/// <param name="Siden">When it came to the step.</param>
public sealed record Sagkort(
    Guid Id, string Sagsnummer, string Titel, string Status, bool ErAaben, Guid? BehandlerId, Guid EnhedId, DateTimeOffset Oprettet, DateTimeOffset? Afsluttet, long Version, string? Sagstype, string? Trin,
    DateTimeOffset? Siden)
{
    /// <summary>Values of its fields by key, as they are kept: a date as 2026-11-22, yes as ja, an amount in øre.</summary>
    public IReadOnlyDictionary<string, string> Felter { get; init; } = new Dictionary<string, string>();

    /// <summary>Its clocks that have begun, also those that do not apply.</summary>
    public IReadOnlyList<Urkort> Ure { get; init; } = [];

    /// <summary>Address of its page.</summary>
    public string Sti => $"/sager/{Sagsnummer}";
}

/// <summary>Somebody on a case, as lists show them: a protected party without the name.</summary>
/// <param name="Id">The party's id on the case.</param>
/// <param name="Navn">The name, or what stands in the place of a protected one.</param>
/// <param name="Rolle">What the party is there.</param>
/// <param name="PartId">The same on all cases: by it a module knows the same person again. It tells nothing of cases that the actor does not see.</param>
public sealed record Partkort(Guid Id, string Navn, string Rolle, bool ErPrimaer, Guid PartId);

/// <summary>A clock of a case.</summary>
/// <param name="Ur">Key.</param>
/// <param name="Startet">The day it began.</param>
/// <param name="Dage">Days it lasts.</param>
/// <param name="Brugt">Days used until today, or until it ended.</param>
/// <param name="Frist">The last day; null while it stands still.</param>
/// <param name="StillesSiden">Since when it stands still; null while it runs.</param>
/// <param name="Slut">The day it ended; null before.</param>
public sealed record Urkort(string Ur, DateOnly Startet, int Dage, int Brugt, DateOnly? Frist, DateOnly? StillesSiden, DateOnly? Slut);

/// <summary>Which cases of a type are wanted.</summary>
/// <param name="Sagstype">Key of the type.</param>
public sealed record Sagsudvalg(string Sagstype)
{
    /// <summary>Keys of steps; empty means all.</summary>
    public IReadOnlyList<string> Trin { get; init; } = [];

    /// <summary>Only those whose field has exactly this value, as it is kept.</summary>
    public (string Felt, string Vaerdi)? Felt { get; init; }

    /// <summary>And whose fields have exactly these values.</summary>
    public IReadOnlyList<(string Felt, string Vaerdi)> MedFelter { get; init; } = [];

    /// <summary>And whose field holds this text, whatever the case of its letters: an address by the name of its street.</summary>
    public (string Felt, string Tekst)? Indeholder { get; init; }

    /// <summary>Only this unit's.</summary>
    public Guid? EnhedId { get; init; }

    /// <summary>Only those that nobody has.</summary>
    public bool UdenBehandler { get; init; }

    /// <summary>Closed ones too.</summary>
    public bool OgsaaAfsluttede { get; init; }

    /// <summary>Only this handler's.</summary>
    public Guid? BehandlerId { get; init; }

    /// <summary>By the last day of this clock, the nearest first, those that stand still last; else the newest first.</summary>
    public string? EfterUr { get; init; }
}

/// <summary>A case that a module opens.</summary>
/// <param name="Sagstype">Key of the type; the case takes the edition in force and the authority's template. Null for an ordinary case: then say title, subject and facet.</param>
/// <param name="Titel">1 to 255 characters; the type's own when null.</param>
public sealed record NySag(string? Sagstype, string? Titel = null)
{
    public IReadOnlyDictionary<string, string?> Felter { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<NyPart> Parter { get; init; } = [];

    public string? Beskrivelse { get; init; }

    /// <summary>KLE subject; the template's first when null.</summary>
    public string? Emne { get; init; }

    public string? Facet { get; init; }

    /// <summary>The template's unit, else the actor's own, when null.</summary>
    public Guid? EnhedId { get; init; }

    /// <summary>The actor when null.</summary>
    public Guid? BehandlerId { get; init; }

    /// <summary>The case it becomes a part of.</summary>
    public Guid? OversagId { get; init; }

    /// <summary>Nobody has it yet: it waits in the unit to be given to someone.</summary>
    public bool TilFordeling { get; init; }
}

/// <summary>A party that a module puts on a case. With a CPR or CVR number that is known, the register's own data are used.</summary>
public sealed record NyPart(string? Navn = null, string? Cpr = null, string? Cvr = null, string? Rolle = null, bool ErPrimaer = false)
{
    public string? Adresse { get; init; }

    public string? Postnummer { get; init; }

    public string? By { get; init; }

    public string? Email { get; init; }

    public string? Telefon { get; init; }
}

/// <summary>A document that a module files on a case.</summary>
/// <param name="Titel">1 to 255 characters.</param>
/// <param name="Retning">How it went.</param>
/// <param name="Filer">The first is the main file.</param>
public sealed record NytDokument(string Titel, Dokumentretning Retning, IReadOnlyList<Sagsfil> Filer)
{
    /// <summary>Of receipt or dispatch, never later than tomorrow; today when null.</summary>
    public DateOnly? Dato { get; init; }

    /// <summary>As the authority names them: Ansøgning, Brev, ...</summary>
    public string? Dokumenttype { get; init; }

    /// <summary>Sender of what came in, receiver of what goes out.</summary>
    public string? Korrespondent { get; init; }

    /// <summary>Journalised at once.</summary>
    public bool Journaliser { get; init; }
}

/// <summary>A decision that a module registers.</summary>
/// <param name="Type">Key of its kind: a <see cref="Sagsafgoerelse"/>.</param>
/// <param name="Udfald">What it gives the parties.</param>
public sealed record NyAfgoerelse(string Type, Sagsudfald Udfald)
{
    /// <summary>When it was made, never later than today; today when null.</summary>
    public DateOnly? Dato { get; init; }

    public string? Retsgrundlag { get; init; }

    /// <summary>The main considerations of a discretion; null where there is none.</summary>
    public string? Hovedhensyn { get; init; }

    public string? Faktum { get; init; }

    /// <summary>As its kind says when null.</summary>
    public string? Klagevejledning { get; init; }
}

/// <summary>What a decision gives the parties.</summary>
public enum Sagsudfald
{
    FuldtMedhold,
    DelvistMedhold,
    Afslag,

    /// <summary>An order, a ban, a payment: what the party has not asked for.</summary>
    Andet,
}

/// <summary>Which way a document went.</summary>
public enum Dokumentretning
{
    Indgaaende,
    Udgaaende,
    Internt,
}

/// <summary>A file that is on disk, checked and scanned: made by <see cref="Sagsfiler"/> alone.</summary>
public sealed class Sagsfil
{
    internal Sagsfil(object fil, string navn) => (Fil, Navn) = (fil, navn);

    internal object Fil { get; }

    /// <summary>As it is called on the case.</summary>
    public string Navn { get; }
}
