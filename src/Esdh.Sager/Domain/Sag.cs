using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>Whether work goes on: every named status belongs to one of these.</summary>
internal enum Tilstand
{
    Aktiv,
    Hvilende,
    Afsluttet,
}

/// <summary>A case: one matter, one subject and one facet (enkeltsagsprincippet), unless it is a samlesag.</summary>
internal sealed class Sag
{
    private Sag()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public int Nr { get; private init; }

    /// <summary><c>02.34.02-G01-17-26</c>: subject, facet, serial number in subject, facet and year, year.</summary>
    public string Sagsnummer { get; private set; } = "";

    public string Emne { get; private set; } = "";

    public string Facet { get; private set; } = "";

    public string Titel { get; private set; } = "";

    /// <summary>What may be shown to anyone. Never a CPR number or a protected name.</summary>
    public string? OffentligTitel { get; private set; }

    public string? Beskrivelse { get; private set; }

    public Guid? SkabelonId { get; private init; }

    public Guid StatusId { get; private set; }

    /// <summary>The condition of the status, kept here for lists.</summary>
    public Tilstand Tilstand { get; private set; }

    public Guid? BehandlerId { get; private set; }

    public Guid EnhedId { get; private set; }

    public Foelsomhed Foelsomhed { get; private set; }

    /// <summary>There is material on paper besides.</summary>
    public bool HarPapir { get; private set; }

    /// <summary>Holds many matters of the same kind on purpose.</summary>
    public bool ErSamlesag { get; private set; }

    /// <summary>Seen by those named only.</summary>
    public bool ErBeskyttet { get; private set; }

    /// <summary>Who may see it: the number of an interned list.</summary>
    public int AdgangslisteNr { get; private set; }

    /// <summary>The case this is a part of.</summary>
    public Guid? OversagId { get; private set; }

    /// <summary>The case this one was merged into; then it is closed and empty, and its number leads there.</summary>
    public Guid? SammenlagtMedId { get; private set; }

    public Guid OprettetAf { get; private init; }

    public DateTimeOffset Oprettet { get; private init; }

    public DateTimeOffset SenestAendret { get; private set; }

    public DateTimeOffset? Afsluttet { get; private set; }

    /// <summary>The last akt number given on this case.</summary>
    public int SidsteAktnr { get; private set; }

    /// <summary>Number and titles folded, for finding as one types.</summary>
    public string Soegetekst { get; private set; } = "";

    /// <summary>Danish sort key of the title.</summary>
    public string Titelorden { get; private set; } = "";

    /// <summary>Concurrency token; the ETag of the API.</summary>
    public long Version { get; private set; } = 1;

    public static Sag Opret(Nysag ny, string sagsnummer, Sagsstatus status, int adgangsliste, Guid oprettetAf, DateTimeOffset tid)
    {
        SagRegler.NySagErIkkeAfsluttet.Kraev(status.Tilstand != Tilstand.Afsluttet);
        SagRegler.IntetPersonnummer(ny.OffentligTitel);
        return new Sag
        {
            Sagsnummer = sagsnummer,
            Emne = ny.Emne,
            Facet = ny.Facet,
            Titel = ny.Titel.Trim(),
            OffentligTitel = ny.OffentligTitel?.Trim(),
            Beskrivelse = ny.Beskrivelse,
            SkabelonId = ny.SkabelonId,
            StatusId = status.Id,
            Tilstand = status.Tilstand,
            BehandlerId = ny.BehandlerId,
            EnhedId = ny.EnhedId,
            Foelsomhed = ny.Foelsomhed,
            HarPapir = ny.HarPapir,
            ErSamlesag = ny.ErSamlesag,
            ErBeskyttet = ny.ErBeskyttet,
            OversagId = ny.OversagId,
            AdgangslisteNr = adgangsliste,
            OprettetAf = oprettetAf,
            Oprettet = tid,
            SenestAendret = tid,
        }.MedSoegetekst();
    }

    /// <summary>Nothing new comes on a closed case.</summary>
    /// <exception cref="Esdh.Core.RegelbrudException">SAG-1.</exception>
    public void KraevAaben() => SagRegler.SagenErAaben.Kraev(Tilstand != Tilstand.Afsluttet);

    /// <summary>The next akt number, without gaps.</summary>
    public int NaesteAktnr(DateTimeOffset tid)
    {
        KraevAaben();
        Roer(tid);
        return ++SidsteAktnr;
    }

    /// <summary>Every change passes here: version and time.</summary>
    public void Roer(DateTimeOffset tid)
    {
        Version++;
        SenestAendret = tid;
    }

    /// <summary>Closes the case.</summary>
    /// <param name="status">A status of the condition Afsluttet.</param>
    /// <param name="mangler">What is not finished, one sentence each.</param>
    /// <param name="tid">Now.</param>
    public void Afslut(Sagsstatus status, IReadOnlyCollection<string> mangler, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.IntetMangler.KraevIntet(mangler);
        StatusId = status.Id;
        Tilstand = Tilstand.Afsluttet;
        Afsluttet = tid;
        Roer(tid);
    }

    private Sag MedSoegetekst()
    {
        Soegetekst = DanishText.Fold($"{Sagsnummer} {Titel} {OffentligTitel}");
        Titelorden = DanishText.SortKey(Titel);
        return this;
    }
}

/// <summary>What is needed to open a case.</summary>
internal sealed record Nysag(
    string Titel, string Emne, string Facet, Guid EnhedId, Guid? BehandlerId = null, Guid? SkabelonId = null, string? OffentligTitel = null,
    string? Beskrivelse = null, Foelsomhed Foelsomhed = Foelsomhed.IkkeFortrolig, bool HarPapir = false, bool ErSamlesag = false,
    bool ErBeskyttet = false, Guid? OversagId = null);
