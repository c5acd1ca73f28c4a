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

    /// <summary>Whose draft it is where that is another than who made it: the one a substitute made it for, or who got the case.</summary>
    public Guid? EjerId { get; private set; }

    public DateTimeOffset Oprettet { get; private init; }

    /// <summary>The chain that must have approved it before it is sent, final or journalised.</summary>
    public Guid? KaedeId { get; private set; }

    /// <summary>Others are looking at it to approve it: nobody changes it meanwhile.</summary>
    public bool TilGodkendelse { get; private set; }

    /// <summary>The version of the files that is approved; a later one is not.</summary>
    public int? GodkendtFilversion { get; private set; }

    public bool ErGodkendt => GodkendtFilversion == Filversion;

    public DateTimeOffset? Journaliseret { get; private set; }

    public Guid? JournaliseretAf { get; private set; }

    /// <summary>When its files were destroyed by disposal. The registration stays.</summary>
    public DateTimeOffset? Kasseret { get; private set; }

    public string Soegetekst { get; private set; } = "";

    public long Version { get; private set; } = 1;

    /// <summary>
    /// It was sent, or has its final form, on this day; see <see cref="Endeliggoerelse"/>. A draft gets the day as its date. A journalised
    /// one is not changed: that it was sent afterwards is only noted beside it.
    /// </summary>
    public void GoerEndeligt(DateOnly dato)
    {
        JournalRegler.IndgaaendeErModtaget.Kraev(Retning != Retning.Indgaaende);
        if (Tilstand == Dokumenttilstand.Kladde)
        {
            KraevGodkendt();
            Dato = dato;
        }
        else
            JournalRegler.KunUdgaaendeSendesEfterJournalisering.Kraev(Tilstand == Dokumenttilstand.Journaliseret && Retning == Retning.Udgaaende);
        Version++;
    }

    /// <summary>Its files are destroyed.</summary>
    public void Kasser(DateTimeOffset tid)
    {
        (Kasseret, UdtjekketAf, UdtjekketTil) = (tid, null, null);
        Version++;
    }

    /// <summary>The draft is this one's from now on.</summary>
    public void GivTil(Guid ejer)
    {
        KraevKladde();
        EjerId = ejer == OprettetAf ? null : ejer;
        Version++;
    }

    public static Dokument Opret(Nytdokument nyt, Guid oprettetAf, DateTimeOffset tid, Guid? ejer = null)
    {
        SagRegler.IntetPersonnummer(nyt.OffentligTitel);
        return new Dokument
        {
            Titel = Titeltekst.Ren(nyt.Titel),
            Retning = nyt.Retning,
            Dokumenttype = nyt.Dokumenttype,
            Dato = nyt.Dato,
            Foelsomhed = nyt.Foelsomhed,
            PaaPostliste = nyt.PaaPostliste,
            OffentligTitel = nyt.OffentligTitel?.Trim(),
            ForaelderId = nyt.ForaelderId,
            RetterId = nyt.RetterId,
            OprettetAf = oprettetAf,
            EjerId = ejer,
            Oprettet = tid,
            Soegetekst = DanishText.Fold($"{nyt.Titel} {nyt.OffentligTitel} {nyt.Korrespondent}"),
        };
    }

    /// <summary>How long a check-out lasts where the installation says nothing else (<c>Esdh:Redigering:Timer</c>).</summary>
    public static readonly TimeSpan Udtjekningstid = TimeSpan.FromHours(8);

    /// <summary>Only drafts change.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">DOK-1.</exception>
    public void KraevKladde() => DokumentRegler.KunKladderRettes.Kraev(Tilstand == Dokumenttilstand.Kladde);

    /// <summary>Not while others look at it, and where a chain must have approved it, that has approved these files.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">GODK-1 or GODK-5.</exception>
    public void KraevGodkendt()
    {
        GodkendelseRegler.LaastUnderGodkendelse.Kraev(!TilGodkendelse);
        GodkendelseRegler.ErGodkendt.Kraev(KaedeId is null || ErGodkendt);
    }

    /// <summary>It is made from a template whose documents this chain must approve.</summary>
    public void KraevKaede(Guid? kaede) => KaedeId = kaede;

    /// <summary>Others are asked to approve it as it is now.</summary>
    public void LaegTilGodkendelse(Guid bruger, DateTimeOffset tid)
    {
        KraevArbejde(bruger, tid);
        TilGodkendelse = true;
        Version++;
    }

    /// <summary>They are done with it.</summary>
    /// <param name="godkendt">Its files are approved as they are.</param>
    public void TagFraGodkendelse(bool godkendt)
    {
        (TilGodkendelse, GodkendtFilversion) = (false, godkendt ? Filversion : GodkendtFilversion);
        Version++;
    }

    /// <summary>A draft that this user may work on: nobody else has it checked out.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">DOK-1, DOK-3 or GODK-5.</exception>
    public void KraevArbejde(Guid bruger, DateTimeOffset tid)
    {
        KraevKladde();
        GodkendelseRegler.LaastUnderGodkendelse.Kraev(!TilGodkendelse);
        DokumentRegler.IkkeUdtjekketAfAnden.Kraev(!ErUdtjekket(tid) || UdtjekketAf == bruger);
    }

    public bool ErUdtjekket(DateTimeOffset tid) => UdtjekketAf is not null && UdtjekketTil > tid;

    /// <summary>Changes what is registered about a draft.</summary>
    /// <param name="rettelse">Null members stay as they are.</param>
    /// <param name="korrespondenter">The names of all correspondents, for finding.</param>
    public void Ret(Dokumentrettelse rettelse, string korrespondenter)
    {
        KraevKladde();
        Titel = rettelse.Titel is null ? Titel : Titeltekst.Ren(rettelse.Titel);
        Retning = rettelse.Retning ?? Retning;
        Dato = rettelse.Dato ?? Dato;
        Dokumenttype = rettelse.Dokumenttype is null ? Dokumenttype : rettelse.Dokumenttype.Trim() is { Length: > 0 } type ? type : null;
        Soegetekst = DanishText.Fold($"{Titel} {OffentligTitel} {korrespondenter}");
        Version++;
    }

    /// <summary>What it is found by, when its correspondents have changed.</summary>
    public void NyeKorrespondenter(IEnumerable<string> navne)
    {
        KraevKladde();
        Soegetekst = DanishText.Fold($"{Titel} {OffentligTitel} {string.Join(' ', navne)}");
    }

    /// <summary>Files are replaced, added or removed: a new version of them all.</summary>
    public void NyFilversion(Guid bruger, DateTimeOffset tid)
    {
        KraevArbejde(bruger, tid);
        Filversion++;
        Version++;
    }

    /// <summary>What left is put beside what it was made of: other files, the same letter, so that what was approved still is.</summary>
    public void LaegSendtVed(Guid bruger, DateTimeOffset tid)
    {
        var godkendt = ErGodkendt;
        NyFilversion(bruger, tid);
        GodkendtFilversion = godkendt ? Filversion : GodkendtFilversion;
    }

    /// <summary>Nobody else can change the files until the lease ends. The same user renews it.</summary>
    /// <param name="bruger">Who works on it.</param>
    /// <param name="tid">Now.</param>
    /// <param name="laengde"><see cref="Udtjekningstid"/> when not said.</param>
    public void TjekUd(Guid bruger, DateTimeOffset tid, TimeSpan? laengde = null)
    {
        KraevArbejde(bruger, tid);
        (UdtjekketAf, UdtjekketTil) = (bruger, tid + (laengde ?? Udtjekningstid));
        Version++;
    }

    /// <summary>The editor is still at work: the lease lasts its whole length from now. Nothing that anybody has seen changes, so the version stays.</summary>
    public void ForlaengUdtjekning(Guid bruger, DateTimeOffset tid, TimeSpan laengde)
    {
        KraevArbejde(bruger, tid);
        UdtjekketTil = tid + laengde;
    }

    /// <summary>Gives the document free again.</summary>
    /// <param name="bruger">Who gives it back.</param>
    /// <param name="tvungen">A leader takes it from the one who has it.</param>
    public void TjekInd(Guid bruger, bool tvungen)
    {
        KraevKladde();
        DokumentRegler.ErUdtjekketOgKanGivesTilbage.Kraev(UdtjekketAf is not null && (tvungen || UdtjekketAf == bruger));
        (UdtjekketAf, UdtjekketTil) = (null, null);
        Version++;
    }

    /// <summary>Locks the document for ever.</summary>
    public void Journaliser(Guid af, DateTimeOffset tid)
    {
        DokumentRegler.IkkeJournaliseretFoer.Kraev(Tilstand == Dokumenttilstand.Kladde);
        DokumentRegler.IkkeUdtjekketAfAnden.Kraev(UdtjekketAf is null || UdtjekketAf == af || UdtjekketTil < tid);
        KraevGodkendt();
        Tilstand = Dokumenttilstand.Journaliseret;
        Journaliseret = tid;
        JournaliseretAf = af;
        (UdtjekketAf, UdtjekketTil) = (null, null);
        UdenBetydning = null;
        Version++;
    }

    /// <summary>The registration stays, the content is no longer shown. Two persons stand behind it: <see cref="Fejljournalisering"/>.</summary>
    public void MarkerFejljournaliseret()
    {
        DokumentRegler.KunJournaliseredeFejlmarkeres.Kraev(Tilstand == Dokumenttilstand.Journaliseret);
        Tilstand = Dokumenttilstand.Fejljournaliseret;
        PaaPostliste = false;
        Version++;
    }

    /// <summary>A judgement about the document, not a change of it: possible after journalising too.</summary>
    public void VurderAktindsigt(Aktindsigtsvurdering vurdering, string? note)
    {
        (Aktindsigt, AktindsigtNote) = (vurdering, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        Version++;
    }

    /// <summary>Whether the document is on the public list, and under which title. Possible after journalising too.</summary>
    public void SaetPostliste(bool paaPostliste, string? offentligTitel)
    {
        SagRegler.IntetPersonnummer(offentligTitel);
        DokumentRegler.FejljournaliseretOffentliggoeresIkke.Kraev(!paaPostliste || Tilstand != Dokumenttilstand.Fejljournaliseret);
        (PaaPostliste, OffentligTitel) = (paaPostliste, string.IsNullOrWhiteSpace(offentligTitel) ? null : offentligTitel.Trim());
        Version++;
    }

    /// <summary>It does not belong in the journal; null takes that back.</summary>
    public void MarkerUdenBetydning(string? grund)
    {
        KraevKladde();
        UdenBetydning = string.IsNullOrWhiteSpace(grund) ? null : grund.Trim();
        Version++;
    }

    /// <summary>Raised freely, lowered only with a reason.</summary>
    public void SaetFoelsomhed(Foelsomhed foelsomhed, string? grund)
    {
        DokumentRegler.FoelsomhedSaenkesMedGrund.Kraev(foelsomhed >= Foelsomhed || !string.IsNullOrWhiteSpace(grund));
        Foelsomhed = foelsomhed;
        Version++;
    }

    /// <summary>Who may see it when that is fewer than the case's; null means as the case.</summary>
    public void SaetAdgang(int? adgangsliste)
    {
        AdgangslisteNr = adgangsliste;
        Version++;
    }

    /// <summary>Its place on cases has changed.</summary>
    public void Roer() => Version++;
}

/// <summary>What to change on a draft; null members stay as they are, and an empty document type removes it.</summary>
internal sealed record Dokumentrettelse(string? Titel = null, Retning? Retning = null, DateOnly? Dato = null, string? Dokumenttype = null);

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

    /// <summary>The case the document was moved to after it had got its akt number here. The number stays, so that the series has no gap.</summary>
    public Guid? FlyttetTilId { get; set; }

    public DateTimeOffset? Flyttet { get; set; }

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

/// <summary>The wish to mark a document as journalised by mistake, and what another person decided.</summary>
internal sealed class Fejljournalisering
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid DokumentId { get; init; }

    public required string Grund { get; init; }

    public Guid AnmodetAf { get; init; }

    public DateTimeOffset Anmodet { get; init; }

    public Guid? AfgjortAf { get; private set; }

    public DateTimeOffset? Afgjort { get; private set; }

    /// <summary>False until confirmed, and when it was refused.</summary>
    public bool Bekraeftet { get; private set; }

    public string? AfvistGrund { get; private set; }

    /// <exception cref="Esdh.Core.RegelbrudException">DOK-8: the same person asks and confirms.</exception>
    public void Bekraeft(Guid af, DateTimeOffset tid)
    {
        DokumentRegler.FejljournaliseringAfTo.Kraev(af != AnmodetAf);
        (AfgjortAf, Afgjort, Bekraeftet) = (af, tid, true);
    }

    /// <summary>Anyone may refuse; the one who asked takes it back this way.</summary>
    public void Afvis(Guid af, string grund, DateTimeOffset tid) => (AfgjortAf, Afgjort, AfvistGrund) = (af, tid, grund.Trim());
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
