namespace Esdh.Arkiv.Domain;

/// <summary>Which of the two clocks a run follows.</summary>
internal enum Kassationsart
{
    /// <summary>Documents that may be disposed of by the retention schedule: their files go, and what is registered stays.</summary>
    Kassation,

    /// <summary>Cases whose personal data is to be deleted: what tells who they were about goes too.</summary>
    Sletning,
}

internal enum Kassationstilstand
{
    /// <summary>What falls due is being listed.</summary>
    Forberedes,

    /// <summary>The archivist goes through it.</summary>
    TilGennemsyn,

    /// <summary>Waits for a second person.</summary>
    TilGodkendelse,

    /// <summary>Approved; files are being destroyed.</summary>
    Udfoeres,

    Udfoert,

    Opgivet,
}

/// <summary>A disposal: a list of documents, or of cases, what must be in order before they are destroyed, who decided it, and the protocol of how it went.</summary>
internal sealed class Kassation
{
    /// <summary>Longest text of an analysis or a hearing.</summary>
    public const int LaengsteTekst = 20_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Kassationsart Art { get; init; }

    public required string Titel { get; init; }

    /// <summary>What may be disposed of on this day or before it.</summary>
    public DateOnly Skaeringsdag { get; init; }

    /// <summary>Main groups, groups and subjects; empty for all.</summary>
    public List<string> Emner { get; init; } = [];

    public Kassationstilstand Tilstand { get; private set; }

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    /// <summary>The work in hand: listing, then destroying.</summary>
    public Guid JobId { get; private set; }

    /// <summary>Number of the last registration, or case, that was looked at while listing.</summary>
    public int EfterNr { get; set; }

    /// <summary>Documents, or cases, listed.</summary>
    public int Linjer { get; set; }

    /// <summary>How well the cases are registered: what was looked at, and what it showed.</summary>
    public string? Analyse { get; private set; }

    /// <summary>What the receiving archive answered.</summary>
    public string? Hoering { get; private set; }

    public DateOnly? HoeringDag { get; private set; }

    /// <summary>The council's decision, as it lies on its case.</summary>
    public Guid? BeslutningDokumentId { get; private set; }

    public DateOnly? BeslutningDag { get; private set; }

    public Guid? SendtAf { get; private set; }

    public Guid? GodkendtAf { get; private set; }

    public DateTimeOffset? Godkendt { get; private set; }

    public DateTimeOffset? Afsluttet { get; private set; }

    public string? OpgivetGrund { get; private set; }

    /// <summary>The signed protocol as JSON, and as PDF.</summary>
    public string? ProtokolSha256 { get; private set; }

    public string? ProtokolPdfSha256 { get; private set; }

    public long Version { get; private set; } = 1;

    /// <summary>
    /// What was destroyed after a copy was taken that has been put back since: it is destroyed again without being judged again, for those who decided it have.
    /// </summary>
    public bool ErGentagelse { get; private init; }

    /// <summary>A run that is done again.</summary>
    /// <param name="art">Of the one that was carried out.</param>
    /// <param name="nr">Its number.</param>
    /// <param name="titel">Its title.</param>
    /// <param name="godkendtAf">Who approved it.</param>
    /// <param name="godkendt">When that was.</param>
    /// <param name="job">The work.</param>
    /// <param name="linjer">How many documents or cases are there again.</param>
    /// <param name="tid">Now.</param>
    public static Kassation Gentag(Kassationsart art, int nr, string titel, Guid godkendtAf, DateTimeOffset godkendt, Guid job, int linjer, DateTimeOffset tid) => new()
    {
        Art = art, Titel = titel.Length > 150 ? titel[..150] : titel, Skaeringsdag = Core.Calendar.DanishTime.DateOf(tid), OprettetAf = godkendtAf, Oprettet = tid, ErGentagelse = true,
        Tilstand = Kassationstilstand.Udfoeres, JobId = job, Linjer = linjer, GodkendtAf = godkendtAf, Godkendt = godkendt,
        Analyse = $"Gentager {art.ToString().ToLowerInvariant()} nr. {nr}, som blev udført, efter at den sikkerhedskopi blev taget, der nu er gendannet. Grundlaget står i dens egen protokol.",
    };

    public void Begynd(Guid job) => JobId = job;

    public void ErListet()
    {
        Kraev(Kassationstilstand.Forberedes);
        (Tilstand, Version) = (Kassationstilstand.TilGennemsyn, Version + 1);
    }

    public void NoterGrundlag(string? analyse, string? hoering, DateOnly? hoeringDag, Guid? beslutning, DateOnly? beslutningDag)
    {
        Kraev(Kassationstilstand.TilGennemsyn);
        (Analyse, Hoering, HoeringDag, BeslutningDokumentId, BeslutningDag) = (analyse, hoering, hoeringDag, beslutning, beslutningDag);
        Version++;
    }

    /// <summary>Everything that the decision rests on is there.</summary>
    public void Send(Guid af)
    {
        Kraev(Kassationstilstand.TilGennemsyn);
        KassationRegler.Grundlag.KraevIntet([.. Mangler()]);
        (Tilstand, SendtAf, Version) = (Kassationstilstand.TilGodkendelse, af, Version + 1);
    }

    /// <summary>One Danish sentence for each thing that is missing.</summary>
    public IEnumerable<string> Mangler()
    {
        if (Linjer == 0)
            yield return Art == Kassationsart.Sletning ? "Der er ingen sager på listen." : "Der er ingen dokumenter på listen.";
        if (Art == Kassationsart.Sletning)
            yield break; // the schedule decides: no council and no archive is asked
        if (string.IsNullOrWhiteSpace(Analyse))
            yield return "Analysen af registreringernes kvalitet mangler.";
        if (string.IsNullOrWhiteSpace(Hoering) || HoeringDag is null)
            yield return "Arkivets svar på høringen mangler.";
        if (BeslutningDokumentId is null || BeslutningDag is null)
            yield return "Kommunalbestyrelsens beslutning er ikke knyttet til.";
    }

    /// <summary>Back to be gone through again.</summary>
    public void TagTilbage()
    {
        Kraev(Kassationstilstand.TilGodkendelse);
        (Tilstand, SendtAf, Version) = (Kassationstilstand.TilGennemsyn, null, Version + 1);
    }

    /// <exception cref="Esdh.Core.RegelbrudException">KAS-2: the one who made or sent it approves.</exception>
    public void Godkend(Guid af, Guid job, DateTimeOffset tid)
    {
        Kraev(Kassationstilstand.TilGodkendelse);
        KassationRegler.ToPersoner.Kraev(af != SendtAf && af != OprettetAf);
        (Tilstand, GodkendtAf, Godkendt, JobId, Version) = (Kassationstilstand.Udfoeres, af, tid, job, Version + 1);
    }

    /// <summary>A job that was stopped half-way is taken up again by another job.</summary>
    public void Genoptag(Guid job)
    {
        Kraev(Kassationstilstand.Udfoeres);
        (JobId, Version) = (job, Version + 1);
    }

    public void Slut(string protokol, string pdf, DateTimeOffset tid)
    {
        Kraev(Kassationstilstand.Udfoeres);
        (Tilstand, ProtokolSha256, ProtokolPdfSha256, Afsluttet, Version) = (Kassationstilstand.Udfoert, protokol, pdf, tid, Version + 1);
    }

    public void Opgiv(string grund, DateTimeOffset tid)
    {
        KassationRegler.Trin.Kraev(Tilstand is Kassationstilstand.Forberedes or Kassationstilstand.TilGennemsyn or Kassationstilstand.TilGodkendelse);
        (Tilstand, OpgivetGrund, Afsluttet, Version) = (Kassationstilstand.Opgivet, grund.Trim(), tid, Version + 1);
    }

    public void Kraev(Kassationstilstand tilstand) => KassationRegler.Trin.Kraev(Tilstand == tilstand);
}

internal enum Kassationsudfald
{
    Venter,

    /// <summary>Its files are destroyed.</summary>
    Kasseret,

    /// <summary>The archivist took it off the list.</summary>
    Undtaget,

    /// <summary>When its turn came, it might not be: a stop, a reopened case, another code.</summary>
    SprungetOver,
}

/// <summary>A document on the list, or a whole case.</summary>
internal sealed class Kassationslinje
{
    public Guid KassationId { get; init; }

    /// <summary>From 1.</summary>
    public int Nr { get; init; }

    public Guid SagId { get; init; }

    /// <summary>Null where the line is a case's.</summary>
    public Guid? DokumentId { get; init; }

    public required string Emne { get; init; }

    public required string Facet { get; init; }

    /// <summary>When the case closed.</summary>
    public DateOnly Lukket { get; init; }

    public int Filer { get; init; }

    /// <summary>Bytes.</summary>
    public long Stoerrelse { get; init; }

    public Kassationsudfald Udfald { get; set; }

    /// <summary>Why it was not destroyed.</summary>
    public string? Grund { get; set; }

    public Guid? UndtagetAf { get; set; }

    public DateTimeOffset? Afgjort { get; set; }
}

internal enum Kassationsfiltilstand
{
    /// <summary>No row names it any more on behalf of the document; its bytes are to go.</summary>
    Slettes,

    Slettet,

    /// <summary>The same bytes belong to something else that stays.</summary>
    Deles,
}

/// <summary>A content that a disposal destroys: the document's own files and what was made of them.</summary>
internal sealed class Kassationsfil
{
    public Guid KassationId { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>The document it was first found on.</summary>
    public int LinjeNr { get; init; }

    public long Stoerrelse { get; init; }

    /// <summary>A rendition or copy that the system made; the protocol lists the document's own files only.</summary>
    public bool ErAfledt { get; init; }

    public Kassationsfiltilstand Tilstand { get; set; }
}
