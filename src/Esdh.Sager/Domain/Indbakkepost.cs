using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>How something came to an inbox.</summary>
internal enum Indbakkekanal
{
    /// <summary>A shared mailbox.</summary>
    Mail,

    /// <summary>A drop folder that a scanner writes to.</summary>
    Scan,

    /// <summary>Laid in by an employee or a program.</summary>
    Upload,

    /// <summary>Digital Post; nothing delivers it yet.</summary>
    DigitalPost,
}

/// <summary>How far a piece of post has come.</summary>
internal enum Indbakketilstand
{
    /// <summary>Waits in an inbox for someone to look at it.</summary>
    Ny,

    /// <summary>A person gave it to a unit or an employee.</summary>
    Fordelt,

    /// <summary>Someone is on it.</summary>
    Taget,

    /// <summary>It is a document on a case.</summary>
    Journaliseret,

    /// <summary>Judged to be without importance, with a reason.</summary>
    Afvist,
}

/// <summary>What the virus scanner has said.</summary>
internal enum Viruskontrol
{
    /// <summary>Nobody has answered yet; it is asked again.</summary>
    Venter,

    Ren,

    /// <summary>Kept, but neither opened nor filed.</summary>
    Inficeret,

    /// <summary>Larger than the scanner takes; asked again, should the operator raise its limit.</summary>
    ForStor,

    /// <summary>The server had no scanner when it came.</summary>
    UdenSkanner,
}

/// <summary>
/// Something that came to the authority and is not on a case yet. What it is (<see cref="Sha256"/>, sender, subject, thread) never changes; whose
/// it is and how far it has come does.
/// </summary>
internal sealed class Indbakkepost
{
    /// <summary>Longest note or reason in characters.</summary>
    public const int LaengsteNote = 1000;

    private Indbakkepost()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public int Nr { get; private init; }

    public Indbakkekanal Kanal { get; private init; }

    /// <summary>The mailbox or drop folder; null for uploads.</summary>
    public Guid? PostkasseId { get; private init; }

    /// <summary>What makes it the same, should the same file be met again in the same mailbox.</summary>
    public string Noegle { get; private init; } = "";

    /// <summary>When it was safe here.</summary>
    public DateTimeOffset Modtaget { get; private init; }

    /// <summary>The sender's own date.</summary>
    public DateTimeOffset? Sendt { get; private init; }

    public string? AfsenderNavn { get; private init; }

    public string? AfsenderEmail { get; private init; }

    /// <summary>Subject or file name: one line, without personnumre.</summary>
    public string Emne { get; private init; } = "";

    /// <summary>The first words of the text, without personnumre.</summary>
    public string? Uddrag { get; private set; }

    /// <summary>The mail's Message-ID, without angle brackets.</summary>
    public string? BeskedId { get; private init; }

    /// <summary>In-Reply-To and References: ids of the conversation so far, at most <see cref="Indbakkemodtagelse.FlestTraade"/>.</summary>
    public List<string> Traad { get; private init; } = [];

    /// <summary>Case numbers, CVR numbers and parties that the text names, for suggesting a case.</summary>
    public List<Indbakkespor> Spor { get; private set; } = [];

    public string Sha256 { get; private init; } = "";

    /// <summary>Bytes.</summary>
    public long Stoerrelse { get; private init; }

    public Indbakketilstand Tilstand { get; private set; }

    public Viruskontrol Kontrol { get; private set; }

    /// <summary>The signature's name, when infected.</summary>
    public string? Virus { get; private set; }

    public DateTimeOffset? Kontrolleret { get; private set; }

    /// <summary>The unit whose inbox it lies in, or in which the employee sits.</summary>
    public Guid EnhedId { get; private set; }

    /// <summary>The list that admits that unit.</summary>
    public int AdgangslisteNr { get; private set; }

    /// <summary>Whose own inbox it lies in; null in the unit's.</summary>
    public Guid? BrugerId { get; private set; }

    /// <summary>Where it was before it was last moved, and can be given back to.</summary>
    public Guid? FraEnhedId { get; private set; }

    public Guid? FraBrugerId { get; private set; }

    /// <summary>Who last gave it to another.</summary>
    public Guid? FordeltAf { get; private set; }

    public DateTimeOffset? Fordelt { get; private set; }

    /// <summary>The last word that went with it.</summary>
    public string? Note { get; private set; }

    public Guid? AfgjortAf { get; private set; }

    public DateTimeOffset? Afgjort { get; private set; }

    /// <summary>The document it became.</summary>
    public Guid? DokumentId { get; private set; }

    public Guid? SagId { get; private set; }

    /// <summary>Its files are no longer kept here.</summary>
    public DateTimeOffset? Frigivet { get; private set; }

    public string Soegetekst { get; private init; } = "";

    public long Version { get; private set; } = 1;

    public bool ErAaben => Tilstand is Indbakketilstand.Ny or Indbakketilstand.Fordelt or Indbakketilstand.Taget;

    /// <summary>Its content may be shown and filed.</summary>
    public bool KanAabnes => Frigivet is null && Kontrol is Viruskontrol.Ren or Viruskontrol.UdenSkanner;

    public static Indbakkepost Modtag(Indbakkemodtagelse m, DateTimeOffset tid) => new()
    {
        Kanal = m.Kanal, PostkasseId = m.PostkasseId, Noegle = m.Noegle, Modtaget = tid, Sendt = m.Sendt?.ToUniversalTime(), AfsenderNavn = m.AfsenderNavn is { } navn ? Titeltekst.Ren(navn) : null, AfsenderEmail = m.AfsenderEmail is { } email ? Titeltekst.Ren(email) : null,
        Emne = Titeltekst.Ren(m.Emne), Uddrag = m.Uddrag, BeskedId = m.BeskedId, Traad = [.. m.Traad.Take(Indbakkemodtagelse.FlestTraade)], Spor = [.. m.Spor], Sha256 = m.Sha256, Stoerrelse = m.Stoerrelse,
        Kontrol = m.MedSkanner ? Viruskontrol.Venter : Viruskontrol.UdenSkanner, EnhedId = m.EnhedId, AdgangslisteNr = m.AdgangslisteNr, BrugerId = m.BrugerId,
        Soegetekst = DanishText.Fold($"{m.Emne} {m.AfsenderNavn} {m.AfsenderEmail}"),
    };

    /// <summary>Gives it to a unit, or to an employee in one.</summary>
    /// <param name="liste">The list that admits the unit.</param>
    public void Fordel(Guid enhed, int liste, Guid? bruger, string? note, Guid af, DateTimeOffset tid)
    {
        IndbakkeRegler.ErAaben.Kraev(ErAaben);
        IndbakkeRegler.EtAndetSted.Kraev(enhed != EnhedId || bruger != BrugerId);
        Flyt(enhed, liste, bruger);
        (Tilstand, FordeltAf, Fordelt, Note) = (Indbakketilstand.Fordelt, af, tid, Renset(note));
        Version++;
    }

    /// <summary>Its unit is merged, split or closed: it lies in the inbox that takes over, with whoever has it.</summary>
    /// <param name="liste">The list that admits the unit.</param>
    public void FoelgEnheden(Guid enhed, int liste)
    {
        (EnhedId, AdgangslisteNr) = (enhed, liste);
        Version++;
    }

    /// <summary>Someone begins on it. One who has it already is asked, not overtaken; a leader may take it over.</summary>
    public void Tag(Guid bruger, bool somLeder)
    {
        IndbakkeRegler.ErAaben.Kraev(ErAaben);
        IndbakkeRegler.IkkeTagetAfAnden.Kraev(Tilstand != Indbakketilstand.Taget || (BrugerId != bruger && somLeder));
        if (BrugerId != bruger)
            Flyt(EnhedId, AdgangslisteNr, bruger);
        Tilstand = Indbakketilstand.Taget;
        Version++;
    }

    /// <summary>Back to where it came from, with a reason; what came from nowhere goes to the unit.</summary>
    /// <param name="liste">The list of the unit it goes to.</param>
    public void GivTilbage(int liste, string? grund)
    {
        IndbakkeRegler.ErAaben.Kraev(ErAaben);
        IndbakkeRegler.HarEtSted.Kraev(FraEnhedId is not null || BrugerId is not null);
        (EnhedId, BrugerId, AdgangslisteNr) = (FraEnhedId ?? EnhedId, FraEnhedId is null ? null : FraBrugerId, liste);
        (FraEnhedId, FraBrugerId, Tilstand, Note) = (null, null, Indbakketilstand.Ny, Renset(grund));
        Version++;
    }

    /// <summary>Who gave it away takes it back, as long as nobody has begun on it.</summary>
    public void FortrydFordeling(int liste, Guid bruger)
    {
        IndbakkeRegler.FordelingKanFortrydes.Kraev(Tilstand == Indbakketilstand.Fordelt && FordeltAf == bruger && FraEnhedId is not null);
        GivTilbage(liste, null);
    }

    /// <summary>It is a document now.</summary>
    public void Journaliser(Guid dokument, Guid sag, Guid af, DateTimeOffset tid)
    {
        KraevIndhold();
        (Tilstand, DokumentId, SagId, AfgjortAf, Afgjort) = (Indbakketilstand.Journaliseret, dokument, sag, af, tid);
        Version++;
    }

    /// <summary>The draft that it was filed as has been deleted.</summary>
    public void SlipDokument() => DokumentId = null;

    /// <summary>It can be filed: open, and its content may be seen.</summary>
    public void KraevIndhold()
    {
        IndbakkeRegler.ErAaben.Kraev(ErAaben);
        IndbakkeRegler.ErUdenVirus.Kraev(Kontrol != Viruskontrol.Inficeret);
        IndbakkeRegler.ErSkannet.Kraev(KanAabnes);
    }

    /// <summary>Without importance. It is kept for a while.</summary>
    public void Afvis(string grund, Guid af, DateTimeOffset tid)
    {
        IndbakkeRegler.ErAaben.Kraev(ErAaben);
        (Tilstand, Note, AfgjortAf, Afgjort) = (Indbakketilstand.Afvist, grund.Trim(), af, tid);
        Version++;
    }

    /// <summary>It was of importance all the same.</summary>
    public void FortrydAfvisning()
    {
        IndbakkeRegler.KunAfvisteFortrydes.Kraev(Tilstand == Indbakketilstand.Afvist && Frigivet is null);
        (Tilstand, Note, AfgjortAf, Afgjort) = (BrugerId is null ? Indbakketilstand.Ny : Indbakketilstand.Taget, null, null, null);
        Version++;
    }

    /// <summary>The scanner has answered.</summary>
    public void NoterKontrol(Viruskontrol udfald, string? virus, DateTimeOffset tid)
    {
        (Kontrol, Virus, Kontrolleret) = (udfald, virus, tid);
        if (udfald == Viruskontrol.Inficeret)
            (Uddrag, Spor) = (null, []);
        Version++;
    }

    /// <summary>What was kept while it was here is kept no longer.</summary>
    public void Frigiv(DateTimeOffset tid)
    {
        IndbakkeRegler.KunAfgjorteFrigives.Kraev(!ErAaben);
        (Frigivet, Uddrag, Spor) = (tid, null, []);
        Version++;
    }

    private void Flyt(Guid enhed, int liste, Guid? bruger)
    {
        (FraEnhedId, FraBrugerId) = (EnhedId, BrugerId);
        (EnhedId, AdgangslisteNr, BrugerId) = (enhed, liste, bruger);
    }

    private static string? Renset(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();
}

/// <summary>What is known of a piece of post when it comes.</summary>
/// <param name="Noegle">The same for the same file in the same mailbox.</param>
/// <param name="MedSkanner">It waits for a virus scanner.</param>
internal sealed record Indbakkemodtagelse(
    Indbakkekanal Kanal, Guid? PostkasseId, string Noegle, DateTimeOffset? Sendt, string? AfsenderNavn, string? AfsenderEmail, string Emne, string? Uddrag, string? BeskedId,
    IReadOnlyList<string> Traad, IReadOnlyList<Indbakkespor> Spor, string Sha256, long Stoerrelse, bool MedSkanner, Guid EnhedId, int AdgangslisteNr, Guid? BrugerId)
{
    public const int FlestTraade = 50;
}

/// <summary>Something in a piece of post that points to a case.</summary>
/// <param name="Art"><c>sag</c> (a case number), <c>cvr</c>, or <c>part</c> (the id of a party whose personnummer stands there; the number itself is not kept).</param>
/// <param name="Vaerdi">The number or id.</param>
/// <param name="Sted"><c>emnet</c>, <c>teksten</c>, <c>et filnavn</c>, or <c>afleveringen</c> where it was told beside the file.</param>
internal sealed record Indbakkespor(string Art, string Vaerdi, string Sted);

/// <summary>A file of a piece of post: what came, and what was attached to it.</summary>
internal sealed class Indbakkefil
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid PostId { get; init; }

    /// <summary>From 1; 1 is what came.</summary>
    public int Nummer { get; init; }

    /// <summary>The number of the file it was attached to; null for what came.</summary>
    public int? Foraelder { get; init; }

    public required string Filnavn { get; init; }

    /// <summary>Content in the store, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public long Stoerrelse { get; init; }

    /// <summary>As the bytes say.</summary>
    public required string Mimetype { get; init; }

    /// <summary>Danish sentence where the file is broken, encrypted or wrongly named.</summary>
    public string? Bemaerkning { get; init; }

    /// <summary>The original made readable: the mail that an Outlook file holds.</summary>
    public bool ErOmsat { get; init; }
}

/// <summary>The Message-ID of a mail that is a document, by which answers to it are recognised.</summary>
internal sealed class Dokumentmail
{
    public Guid DokumentId { get; init; }

    public required string BeskedId { get; init; }
}
