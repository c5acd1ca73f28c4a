using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>Which way a document went.</summary>
internal enum Retning
{
    Indgaaende,
    Udgaaende,
    Internt,
}

/// <summary>How far a document has come.</summary>
internal enum Dokumenttilstand
{
    /// <summary>May be changed and deleted.</summary>
    Kladde,

    /// <summary>Locked for ever.</summary>
    Journaliseret,

    /// <summary>Journalised by mistake: the registration stays, the content is no longer shown.</summary>
    Fejljournaliseret,
}

/// <summary>What was thought of disclosure when the document came.</summary>
internal enum Aktindsigtsvurdering
{
    IkkeVurderet,
    KanUdleveres,
    DelvistUndtaget,
    Undtaget,
}

/// <summary>A document: its registration apart from its files. A draft has versions; a journalised one never changes.</summary>
internal sealed class Dokument
{
    private Dokument()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public int Nr { get; private init; }

    public string Titel { get; private set; } = "";

    public Retning Retning { get; private set; }

    /// <summary>As the authority names them: Brev, Notat, E-mail, Ansøgning ...</summary>
    public string? Dokumenttype { get; private set; }

    /// <summary>Date of receipt or dispatch; for internal documents the date it became final.</summary>
    public DateOnly Dato { get; private set; }

    public Dokumenttilstand Tilstand { get; private set; }

    public Foelsomhed Foelsomhed { get; private set; }

    /// <summary>Who may see it when that is fewer than the case's; null means as the case.</summary>
    public int? AdgangslisteNr { get; private set; }

    public bool PaaPostliste { get; private set; }

    public string? OffentligTitel { get; private set; }

    public Aktindsigtsvurdering Aktindsigt { get; private set; }

    public string? AktindsigtNote { get; private set; }

    /// <summary>The document this one was attached to (e-mail), if any.</summary>
    public Guid? ForaelderId { get; private init; }

    /// <summary>The journalised document that this one corrects.</summary>
    public Guid? RetterId { get; private init; }

    /// <summary>The version of the files that counts, from 1.</summary>
    public int Filversion { get; private set; } = 1;

    public Guid? UdtjekketAf { get; private set; }

    public DateTimeOffset? UdtjekketTil { get; private set; }

    /// <summary>Why it does not belong in the journal, when someone has judged so.</summary>
    public string? UdenBetydning { get; private set; }

    public Guid OprettetAf { get; private init; }

    public DateTimeOffset Oprettet { get; private init; }

    public DateTimeOffset? Journaliseret { get; private set; }

    public Guid? JournaliseretAf { get; private set; }

    public string Soegetekst { get; private set; } = "";

    public long Version { get; private set; } = 1;

    public static Dokument Opret(Nytdokument nyt, Guid oprettetAf, DateTimeOffset tid)
    {
        SagRegler.IntetPersonnummer(nyt.OffentligTitel);
        return new Dokument
        {
            Titel = nyt.Titel.Trim(),
            Retning = nyt.Retning,
            Dokumenttype = nyt.Dokumenttype,
            Dato = nyt.Dato,
            Foelsomhed = nyt.Foelsomhed,
            PaaPostliste = nyt.PaaPostliste,
            OffentligTitel = nyt.OffentligTitel?.Trim(),
            ForaelderId = nyt.ForaelderId,
            RetterId = nyt.RetterId,
            OprettetAf = oprettetAf,
            Oprettet = tid,
            Soegetekst = DanishText.Fold($"{nyt.Titel} {nyt.OffentligTitel} {nyt.Korrespondent}"),
        };
    }

    /// <summary>Only drafts change.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">DOK-1.</exception>
    public void KraevKladde() => DokumentRegler.KunKladderRettes.Kraev(Tilstand == Dokumenttilstand.Kladde);

    /// <summary>Locks the document for ever.</summary>
    public void Journaliser(Guid af, DateTimeOffset tid)
    {
        DokumentRegler.IkkeJournaliseretFoer.Kraev(Tilstand == Dokumenttilstand.Kladde);
        DokumentRegler.IkkeUdtjekketAfAnden.Kraev(UdtjekketAf is null || UdtjekketAf == af || UdtjekketTil < tid);
        Tilstand = Dokumenttilstand.Journaliseret;
        Journaliseret = tid;
        JournaliseretAf = af;
        (UdtjekketAf, UdtjekketTil) = (null, null);
        Version++;
    }
}

/// <summary>What is needed to file a document.</summary>
internal sealed record Nytdokument(
    string Titel, Retning Retning, DateOnly Dato, string? Dokumenttype = null, Foelsomhed Foelsomhed = Foelsomhed.IkkeFortrolig,
    bool PaaPostliste = false, string? OffentligTitel = null, string? Korrespondent = null, Guid? ForaelderId = null, Guid? RetterId = null);

/// <summary>A document's place on a case. A document can be registered on several.</summary>
internal sealed class Dokumentregistrering
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid DokumentId { get; init; }

    public Guid SagId { get; set; }

    /// <summary>Given when journalised, without gaps within the case.</summary>
    public int? Aktnr { get; set; }

    /// <summary>2 in akt 7.2: the attached document's number within its parent's akt; null for the main document.</summary>
    public int? Bilagsnr { get; set; }

    public Guid? DelforloebId { get; set; }

    public Guid RegistreretAf { get; init; }

    public DateTimeOffset Registreret { get; init; }
}

/// <summary>One file of one version of a document.</summary>
internal sealed class Fil
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid DokumentId { get; init; }

    /// <summary>The document's file version this file belongs to.</summary>
    public int Filversion { get; init; }

    /// <summary>From 1 within the version; 1 is the main file.</summary>
    public int Nummer { get; init; }

    public required string Filnavn { get; init; }

    /// <summary>Content in the store, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public long Stoerrelse { get; init; }

    /// <summary>As the bytes say, not as the name says.</summary>
    public required string Mimetype { get; init; }

    /// <summary>Danish sentence where the file is broken, encrypted or wrongly named; null when all is well.</summary>
    public string? Bemaerkning { get; init; }

    public Guid TilfoejetAf { get; init; }

    public DateTimeOffset Tilfoejet { get; init; }
}

internal enum Korrespondentart
{
    Afsender,
    Modtager,
    Kopi,
}

/// <summary>Who a document came from or went to, as it was then.</summary>
internal sealed class Korrespondent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid DokumentId { get; init; }

    public Korrespondentart Art { get; init; }

    public required string Navn { get; init; }

    public string? Email { get; init; }

    /// <summary>The party in the register, where it is known.</summary>
    public Guid? PartId { get; init; }
}
