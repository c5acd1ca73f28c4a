using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Contract;

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

    /// <summary>When what told who it was about was deleted.</summary>
    public DateTimeOffset? Slettet { get; private set; }

    /// <summary>The last akt number given on this case.</summary>
    public int SidsteAktnr { get; private set; }

    /// <summary>Number and titles folded, for finding as one types.</summary>
    public string Soegetekst { get; private set; } = "";

    /// <summary>Danish sort key of the title.</summary>
    public string Titelorden { get; private set; } = "";

    /// <summary>Sort key of the number: subject, facet, year, serial number.</summary>
    public string Nummerorden { get; private set; } = "";

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
            Titel = Titeltekst.Ren(ny.Titel),
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

    /// <summary>Corrects what the case is called and described as. Null leaves a field as it is, empty text clears it.</summary>
    /// <param name="r">What is to be.</param>
    /// <param name="tidligereNumre">Numbers it had before, which still find it.</param>
    /// <param name="tid">Now.</param>
    /// <returns>What became different; nothing when all was so already.</returns>
    public IReadOnlyList<Feltrettelse> Ret(Sagsrettelse r, IEnumerable<string> tidligereNumre, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.IntetPersonnummer(r.OffentligTitel);
        List<Feltrettelse> rettet = [];
        Titel = Nyt("titel", Titel, r.Titel is null ? null : Titeltekst.Ren(r.Titel))!;
        OffentligTitel = Nyt("offentligTitel", OffentligTitel, r.OffentligTitel);
        Beskrivelse = Nyt("beskrivelse", Beskrivelse, r.Beskrivelse);
        HarPapir = NytFlag("harPapir", HarPapir, r.HarPapir);
        ErSamlesag = NytFlag("erSamlesag", ErSamlesag, r.ErSamlesag);
        if (rettet.Count > 0)
        {
            MedSoegetekst(tidligereNumre);
            Roer(tid);
        }

        return rettet;

        string? Nyt(string felt, string? fra, string? til)
        {
            var nyt = til is null ? fra : til.Trim() is { Length: > 0 } tekst ? tekst : null;
            if (nyt != fra)
                rettet.Add(new(felt, fra, nyt));
            return nyt;
        }

        bool NytFlag(string felt, bool fra, bool? til)
        {
            if (til is { } nyt && nyt != fra)
                rettet.Add(new(felt, fra ? "ja" : "nej", nyt ? "ja" : "nej"));
            return til ?? fra;
        }
    }

    /// <summary>Another status while the work goes on or rests.</summary>
    public void SkiftStatus(Sagsstatus status, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.AfsluttesForSig.Kraev(status.Tilstand != Tilstand.Afsluttet);
        SagRegler.StatusErNy.Kraev(status.Id != StatusId);
        StatusId = status.Id;
        Tilstand = status.Tilstand;
        Roer(tid);
    }

    /// <summary>Opens a closed case again, so that new things may come on it.</summary>
    public void Genaabn(Sagsstatus status, DateTimeOffset tid)
    {
        SagRegler.KunAfsluttedeGenaabnes.Kraev(Tilstand == Tilstand.Afsluttet);
        SagRegler.SammenlagtGenaabnesIkke.Kraev(SammenlagtMedId is null);
        SagRegler.SlettetGenaabnesIkke.Kraev(Slettet is null);
        SagRegler.AfsluttesForSig.Kraev(status.Tilstand != Tilstand.Afsluttet);
        StatusId = status.Id;
        Tilstand = status.Tilstand;
        Afsluttet = null;
        Roer(tid);
    }

    /// <summary>Gives the case to another handler, another unit or both, with the list that lets them see it.</summary>
    public void Overdrag(Guid? behandler, Guid enhed, int adgangsliste, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.OverdragesTilEnAnden.Kraev(behandler != BehandlerId || enhed != EnhedId);
        (BehandlerId, EnhedId, AdgangslisteNr) = (behandler, enhed, adgangsliste);
        Roer(tid);
    }

    /// <summary>Its unit is merged, split or closed: the case goes on in another with the same handler.</summary>
    /// <param name="enhed">The unit.</param>
    /// <param name="adgangsliste">Who may see it.</param>
    /// <param name="tid">Now.</param>
    public void FoelgEnheden(Guid enhed, int adgangsliste, DateTimeOffset tid)
    {
        KraevAaben();
        (EnhedId, AdgangslisteNr) = (enhed, adgangsliste);
        Roer(tid);
    }

    /// <summary>Takes back the last hand-over.</summary>
    /// <param name="staar">The case is still where that hand-over put it.</param>
    /// <param name="behandler">Who had it before.</param>
    /// <param name="enhed">The unit it was in before.</param>
    /// <param name="adgangsliste">Who may see it then.</param>
    /// <param name="tid">Now.</param>
    /// <exception cref="Esdh.Core.RegelbrudException">SAG-1, SAG-19.</exception>
    public void GivTilbage(bool staar, Guid? behandler, Guid enhed, int adgangsliste, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.OverdragelsenStaarEndnu.Kraev(staar);
        (BehandlerId, EnhedId, AdgangslisteNr) = (behandler, enhed, adgangsliste);
        Roer(tid);
    }

    /// <summary>A new subject or facet gives a new number; the old ones still lead here.</summary>
    public void Omjournaliser(string emne, string facet, string sagsnummer, IEnumerable<string> tidligereNumre, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.NytEmneEllerFacet.Kraev(emne != Emne || facet != Facet);
        (Emne, Facet, Sagsnummer) = (emne, facet, sagsnummer);
        MedSoegetekst(tidligereNumre);
        Roer(tid);
    }

    /// <summary>Sets the sensitivity. Raised freely, lowered only with a reason.</summary>
    public void SaetFoelsomhed(Foelsomhed foelsomhed, string? begrundelse, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.SaenkesMedBegrundelse.Kraev(foelsomhed >= Foelsomhed || !string.IsNullOrWhiteSpace(begrundelse));
        Foelsomhed = foelsomhed;
        Roer(tid);
    }

    /// <summary>Decides who may see the case. Also a closed one can be protected.</summary>
    public void SaetAdgang(int adgangsliste, bool erBeskyttet, DateTimeOffset tid)
    {
        (AdgangslisteNr, ErBeskyttet) = (adgangsliste, erBeskyttet);
        Roer(tid);
    }

    /// <summary>Makes the case a part of another, or of none.</summary>
    /// <param name="oversag">The case above.</param>
    /// <param name="oversagensOversager">All above that one, to the top.</param>
    /// <param name="tid">Now.</param>
    public void SaetOversag(Guid? oversag, IReadOnlyCollection<Guid> oversagensOversager, DateTimeOffset tid)
    {
        KraevAaben();
        SagRegler.IngenRingAfOversager.Kraev(oversag != Id && !oversagensOversager.Contains(Id));
        OversagId = oversag;
        Roer(tid);
    }

    /// <summary>Closes this case because it is the same as <paramref name="maal"/>; what is on it moves there.</summary>
    public void SammenlaegMed(Sag maal, Sagsstatus status, DateTimeOffset tid)
    {
        KraevAaben();
        maal.KraevAaben();
        SagRegler.SammenlaeggesMedEnAnden.Kraev(maal.Id != Id);
        SagRegler.SammenlaeggesMedLigeAdgang.Kraev(!ErBeskyttet || maal.AdgangslisteNr == AdgangslisteNr);
        SammenlagtMedId = maal.Id;
        StatusId = status.Id;
        Tilstand = Tilstand.Afsluttet;
        Afsluttet = tid;
        Roer(tid);
    }

    /// <summary>Takes over what another case had: its numbers find this one, and it is at least as sensitive.</summary>
    public void Overtag(Sag anden, IEnumerable<string> numre, DateTimeOffset tid)
    {
        Foelsomhed = (Foelsomhed)Math.Max((int)Foelsomhed, (int)anden.Foelsomhed);
        HarPapir |= anden.HarPapir;
        if (OversagId == anden.Id)
            OversagId = null;
        MedSoegetekst(numre);
        Roer(tid);
    }

    /// <summary>Nothing that it was called or described as is left.</summary>
    public void Slet(IEnumerable<string> tidligereNumre, DateTimeOffset tid)
    {
        (Titel, OffentligTitel, Beskrivelse, Slettet) = ("Slettet sag", null, null, tid);
        MedSoegetekst(tidligereNumre);
        Roer(tid);
    }

    private Sag MedSoegetekst(IEnumerable<string>? tidligereNumre = null)
    {
        var numre = string.Join(' ', tidligereNumre?.Where(n => n != Sagsnummer) ?? []);
        Soegetekst = DanishText.Fold($"{Sagsnummer} {Titel} {OffentligTitel} {numre}");
        Titelorden = DanishText.SortKey(Titel);
        Nummerorden = CaseNumber.TryParse(Sagsnummer, out var n) ? $"{n.Subject}-{n.Facet}-{n.Year}-{n.Sequence:D9}" : Sagsnummer;
        return this;
    }
}

/// <summary>What is to be corrected on a case; null leaves a field as it is, empty text clears it.</summary>
internal sealed record Sagsrettelse(
    string? Titel = null, string? OffentligTitel = null, string? Beskrivelse = null, bool? HarPapir = null, bool? ErSamlesag = null);

/// <summary>What is needed to open a case.</summary>
internal sealed record Nysag(
    string Titel, string Emne, string Facet, Guid EnhedId, Guid? BehandlerId = null, Guid? SkabelonId = null, string? OffentligTitel = null,
    string? Beskrivelse = null, Foelsomhed Foelsomhed = Foelsomhed.IkkeFortrolig, bool HarPapir = false, bool ErSamlesag = false,
    bool ErBeskyttet = false, Guid? OversagId = null);
