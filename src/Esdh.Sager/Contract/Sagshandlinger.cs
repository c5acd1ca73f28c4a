using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>
/// The engine's acts that a module's own acts may call, in the same transaction: all of it happens, or nothing. Every call is made as an actor, who sees the case and may do it,
/// and is refused by the same rules as at the pages. Take it in the constructor of an act that runs on the authority's queue; elsewhere it throws.
/// </summary>
public sealed class Sagshandlinger
{
    private readonly IServiceProvider _tjenester;

    internal Sagshandlinger(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>Opens a case of a type, or an ordinary case with the subject and facet that it says.</summary>
    /// <exception cref="InvalidException">Every field that is wrong; fields of the type as <c>felter.noegle</c>.</exception>
    /// <exception cref="RegelbrudException">TRIN-6 where the case area is switched off.</exception>
    public async Task<(Guid Id, string Sagsnummer)> OpretAsync(Aktoer aktoer, NySag ny, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ny);
        var skabelon = ny.Sagstype is null ? null : await Find<SagerDb>().Skabeloner.AsNoTracking().Where(s => s.Aktiv && s.Sagstype == ny.Sagstype).Select(s => s.Noegle).FirstOrDefaultAsync(ct);
        SagsforloebRegler.SagenHarIngenTrin.Kraev(skabelon is not null || ny.Sagstype is null);
        var svar = await Find<OpretSag>().Udfoer(new(
            aktoer, ny.Titel, ny.Emne, ny.Facet, skabelon, [.. ny.Parter.Select(Part)], Beskrivelse: ny.Beskrivelse, BehandlerId: ny.BehandlerId, EnhedId: ny.EnhedId ?? (aktoer.Borger is null ? null : aktoer.EnhedId), OversagId: ny.OversagId, Felter: ny.Felter, TilFordeling: ny.TilFordeling), ct);
        return (svar.Id, svar.Sagsnummer);
    }

    /// <summary>
    /// The actor as it sees a case that it has opened in this act. Whoever opens a case is let in, but an actor was resolved before: where the case's access list is new, or the actor is a citizen, it
    /// would not find the case before the next request. Use the answer for what follows in the same request.
    /// </summary>
    /// <param name="aktoer">Who opened it.</param>
    /// <param name="sag">The id that <see cref="OpretAsync"/> answered.</param>
    public Aktoer SomOpretter(Aktoer aktoer, Guid sag)
    {
        ArgumentNullException.ThrowIfNull(aktoer);
        var aabnet = Find<SagerDb>().Sager.Local.SingleOrDefault(s => s.Id == sag && s.OprettetAf == aktoer.Id) ?? throw new InvalidOperationException("The actor has not opened that case in this act.");
        return aktoer.Borger is not null ? aktoer.MedSag(sag) : aktoer.Lister.Contains(aabnet.AdgangslisteNr) ? aktoer : aktoer with { Lister = [.. aktoer.Lister, aabnet.AdgangslisteNr] };
    }

    /// <summary>Puts a party on a case.</summary>
    /// <returns>The party's id on the case.</returns>
    public async Task<Guid> TilfoejPartAsync(Aktoer aktoer, Guid sag, NyPart part, CancellationToken ct) =>
        (await Find<TilfoejPart>().Udfoer(new(aktoer, sag.ToString(), Part(part)), ct)).SagspartId;

    /// <summary>Changes fields; those not named stay.</summary>
    public async Task RetFelterAsync(Aktoer aktoer, Guid sag, IReadOnlyDictionary<string, string?> felter, CancellationToken ct) =>
        await Find<RetSagsfelter>().Udfoer(new(aktoer, sag.ToString(), felter), ct);

    /// <summary>Takes a step.</summary>
    public async Task TagTrinAsync(Aktoer aktoer, Guid sag, string trin, string? kommentar, CancellationToken ct) =>
        await Find<TagTrin>().Udfoer(new(aktoer, sag.ToString(), trin, kommentar), ct);

    /// <summary>Stops a clock by hand.</summary>
    public async Task StopUrAsync(Aktoer aktoer, Guid sag, string ur, string grund, CancellationToken ct) =>
        await Find<StopUr>().Udfoer(new(aktoer, sag.ToString(), ur, grund), ct);

    /// <summary>Lets a stopped clock go on.</summary>
    public async Task GenoptagUrAsync(Aktoer aktoer, Guid sag, string ur, CancellationToken ct) =>
        await Find<GenoptagUr>().Udfoer(new(aktoer, sag.ToString(), ur), ct);

    /// <summary>Files a document, as a draft or journalised at once.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> OpretDokumentAsync(Aktoer aktoer, Guid sag, NytDokument nyt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(nyt);
        return (await Find<OpretDokument>().Udfoer(new(
            aktoer, sag.ToString(), nyt.Titel, nyt.Retning.ToString(), nyt.Dato, nyt.Dokumenttype, nyt.Korrespondent, nyt.Journaliser, [.. nyt.Filer.Select(f => (OpretDokument.Nyfil)f.Fil)]), ct)).Id;
    }

    /// <summary>Files a merged letter on the case that it was merged for.</summary>
    /// <param name="journaliser">Locked and numbered at once; else a draft.</param>
    /// <returns>The document's id.</returns>
    /// <exception cref="RegelbrudException">The template's letters must be approved before they are journalised, ...</exception>
    public async Task<Guid> LaegBrevAsync(Aktoer aktoer, Flettetbrev brev, bool journaliser, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(brev);
        return (await Find<OpretDokument>().Udfoer(brev.Brev.Kommando with { Aktoer = aktoer, Journaliser = journaliser }, ct)).Id;
    }

    /// <summary>Has a document sent to parties of the case, each by the channel that is proposed for it. It leaves after the act; what the outside does not take is the sender's to deal with.</summary>
    /// <param name="dokument">An outgoing document.</param>
    /// <param name="sagsparter">Ids of parties on the case.</param>
    /// <exception cref="InvalidException">No party, or no channel reaches it.</exception>
    public async Task SendAsync(Aktoer aktoer, Guid dokument, IReadOnlyCollection<Guid> sagsparter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sagsparter);
        await Find<BestilForsendelse>().Udfoer(new(aktoer, dokument, [.. sagsparter.Select(p => new BestilForsendelse.NyModtager(p))]), ct);
    }

    /// <summary>Registers a decision towards the parties, with what the law asks of a written one.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="InvalidException">What it lacks.</exception>
    /// <exception cref="RegelbrudException">A hearing is open, or was needed.</exception>
    public async Task<Guid> RegistrerAfgoerelseAsync(Aktoer aktoer, Guid sag, NyAfgoerelse ny, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ny);
        return (await Find<RegistrerAfgoerelse>().Udfoer(new(
            aktoer, sag.ToString(), ny.Dato, null, Indhold: new(ny.Type, ny.Udfald.ToString(), ny.Retsgrundlag, ny.Hovedhensyn, ny.Hovedhensyn is null, ny.Faktum, ny.Klagevejledning)), ct)).Id;
    }

    /// <summary>Writes a final note.</summary>
    public async Task SkrivNotatAsync(Aktoer aktoer, Guid sag, string overskrift, string tekst, CancellationToken ct) =>
        await Find<SkrivNotat>().Udfoer(new(aktoer, sag.ToString(), new(overskrift, tekst, Kilde: "Andet"), true), ct);

    /// <summary>Gives the case's handler, or another, a task.</summary>
    /// <param name="frist">The last day; a closed day moves to the next working day.</param>
    /// <param name="ansvarlig">The case's handler when null, else the actor; of a citizen's act the leader of the case's unit, and nobody where there is none.</param>
    public async Task OpretOpgaveAsync(Aktoer aktoer, Guid sag, string titel, DateOnly frist, Guid? ansvarlig, CancellationToken ct)
    {
        var db = Find<SagerDb>();
        await Find<Forloebsgang>().OpgavetypeAsync(ct);
        await db.SaveChangesAsync(ct);
        var fundet = await db.Sager.SynligeFor(aktoer).Where(s => s.Id == sag).Select(s => new { s.BehandlerId, s.EnhedId }).SingleOrDefaultAsync(ct);
        var behandler = ansvarlig ?? fundet?.BehandlerId;
        if (behandler is null && aktoer.Borger is not null)
        {
            behandler = fundet is null ? null : (await Find<Adgang.Contract.Brugeropslag>().LederAsync(fundet.EnhedId, ct))?.Id;
            if (behandler is null)
                return;
        }

        await Find<OpretErindring>().Udfoer(new(aktoer, sag.ToString(), Erindringstype.Trinopgave, titel, Frist: frist, AnsvarligId: behandler), ct);
    }

    /// <summary>Stops disposal of cases while something is unsettled; said again with the same key, it gets the cases that are new. Lift it with <see cref="GenoptagKassationAsync"/>.</summary>
    /// <param name="aktoer">Who acts, and sees the cases.</param>
    /// <param name="modul">The module's own name.</param>
    /// <param name="noegle">What the module knows it by; a case's id will do.</param>
    /// <param name="navn">Danish, as lists show it; no name of a person.</param>
    /// <param name="begrundelse">Why nothing may be disposed of.</param>
    /// <param name="sager">Ids of the cases, 1 to 500.</param>
    /// <param name="ct">Stops it.</param>
    public async Task StopKassationAsync(Aktoer aktoer, string modul, string noegle, string navn, string begrundelse, IReadOnlyCollection<Guid> sager, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sager);
        await Find<SaetKassationsstop>().Udfoer(new(aktoer, navn, begrundelse, [.. sager.Select(s => new SaetKassationsstop.Del(s.ToString()))], modul, noegle), ct);
    }

    /// <summary>Lifts the module's stop of this key; where none is in force, nothing happens.</summary>
    /// <param name="aktoer">Who acts.</param>
    /// <param name="modul">The module's own name.</param>
    /// <param name="noegle">As in <see cref="StopKassationAsync"/>.</param>
    /// <param name="grund">Why it is lifted, in Danish.</param>
    /// <param name="ct">Stops it.</param>
    public async Task GenoptagKassationAsync(Aktoer aktoer, string modul, string noegle, string grund, CancellationToken ct) =>
        await Find<OphaevKassationsstop>().Udfoer(new(aktoer, null, grund, modul, noegle), ct);

    private T Find<T>() where T : notnull
    {
        if (!_tjenester.GetRequiredService<Core.Storage.StorageScope>().InAct)
            throw new InvalidOperationException("The engine's acts are called inside an act only.");
        return _tjenester.GetRequiredService<T>();
    }

    private static TilfoejPart.Nypart Part(NyPart p) => new(
        Navn: p.Navn, Cpr: p.Cpr, Cvr: p.Cvr, Rolle: p.Rolle, ErPrimaer: p.ErPrimaer, Adresse: p.Adresse, Postnummer: p.Postnummer, By: p.By, Email: p.Email, Telefon: p.Telefon);
}
