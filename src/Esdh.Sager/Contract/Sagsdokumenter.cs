using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>
/// Documents of cases as a module may read them: those that the actor sees on cases that the actor sees, and no others. Names of those whose name is protected are shown as the
/// engine's own lists show them. What is opened by <see cref="PdfAsync"/> is written to the access log as the opening of that document.
/// </summary>
public sealed class Sagsdokumenter
{
    /// <summary>Most documents of one case that are listed.</summary>
    public const int Flest = 2000;

    private readonly IServiceProvider _tjenester;

    internal Sagsdokumenter(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>A case's journalised documents in the order of their numbers, at most <see cref="Flest"/>; not those that were moved away or journalised by mistake.</summary>
    /// <exception cref="NotFoundException">The case is not there, or not the actor's to know of.</exception>
    public async Task<IReadOnlyList<Dokumentkort>> ListeAsync(Aktoer aktoer, Guid sag, CancellationToken ct)
    {
        await Find<SagerDb>().FindSagAsync(aktoer, sag.ToString(), ct);
        return await ListeAsync(aktoer, [sag], ct);
    }

    /// <summary>The same of several cases, those of them that the actor sees, case by case in the order they are asked for: asked for at once, however many.</summary>
    /// <param name="aktoer">Who asks.</param>
    /// <param name="sager">At most <see cref="Sagsopslag.FlestIder"/>.</param>
    public async Task<IReadOnlyList<Dokumentkort>> ListeAsync(Aktoer aktoer, IReadOnlyList<Guid> sager, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sager);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sager.Count, Sagsopslag.FlestIder);
        var db = Find<SagerDb>();
        var synlige = sager.Count == 0 ? [] : await db.Sager.SynligeFor(aktoer).AsNoTracking().Where(s => sager.Contains(s.Id)).ToListAsync(ct);
        var spor = Find<Adgangsspor>();
        foreach (var s in synlige)
            spor.Paa(s);
        var ider = synlige.ConvertAll(s => s.Id);
        var akter = (ider.Count == 0 ? [] : await Aktliste.PaaSagerAsync(db, aktoer, ider, Flest * ider.Count, DanishTime.Today(Find<TimeProvider>()), ct)).ToLookup(a => a.SagId, a => a.Post);
        return
        [
            .. sager.SelectMany(sag => akter[sag].Where(a => a.FlyttetTil is null && a.Tilstand == nameof(Dokumenttilstand.Journaliseret)).Take(Flest).Select(a => new Dokumentkort(
                a.Id, sag, a.Akt!, a.Titel, Enum.Parse<Dokumentretning>(a.Retning), a.Dato, a.Endelig, a.Dokumenttype, a.Korrespondent, a.Aktindsigt,
                [.. a.Filer.Select(f => new Dokumentfil(f.Nummer, f.Filnavn, f.Mimetype, f.Stoerrelse))]))),
        ];
    }

    /// <summary>A file of a document as it came; the caller disposes it.</summary>
    /// <inheritdoc cref="PdfAsync"/>
    public async Task<Stream> AabnAsync(Aktoer aktoer, Guid dokument, int fil, CancellationToken ct) =>
        Find<Authority>().Content.OpenRead((await FilAsync(aktoer, dokument, fil, ct)).Sha256);

    /// <summary>A file of a document as a PDF, made once and kept. Not inside an act: it waits for other programs. The caller disposes the answer; its reason says why there is none, or what it lacks.</summary>
    /// <param name="aktoer">Who asks.</param>
    /// <param name="dokument">The document.</param>
    /// <param name="fil">The file's number, from 1.</param>
    /// <exception cref="NotFoundException">No such file, or not the actor's to know of.</exception>
    /// <exception cref="ForbiddenException">The document was journalised by mistake.</exception>
    public async Task<OfficeConversion> PdfAsync(Aktoer aktoer, Guid dokument, int fil, CancellationToken ct)
    {
        if (Find<Core.Storage.StorageScope>().InAct)
            throw new InvalidOperationException("A PDF is not made inside an act.");
        var indhold = await FilAsync(aktoer, dokument, fil, ct);
        var dannet = await Find<Pdfdannelse>().DanAsync(indhold.Sha256, indhold.Filnavn, indhold.Mimetype, ct);
        return new(dannet.Sha256 is { } sha ? Find<Authority>().Content.OpenRead(sha) : null, dannet.Grund);
    }

    /// <summary>Found for the actor, and told to the access log.</summary>
    private async Task<Fil> FilAsync(Aktoer aktoer, Guid dokument, int fil, CancellationToken ct)
    {
        var db = Find<SagerDb>();
        var (fundet, indhold) = await Dokumentforesp.FilAsync(db, aktoer, dokument, fil, null, ct);
        if (fundet.Tilstand == Dokumenttilstand.Fejljournaliseret)
            throw new ForbiddenException("Dokumentet er journaliseret ved en fejl, og dets indhold vises ikke.");
        var spor = Find<Adgangsspor>();
        spor.Dokument(dokument);
        if (await db.Sager.SynligeFor(aktoer).AnyAsync(s => s.ErBeskyttet && db.Registreringer.Any(r => r.DokumentId == dokument && r.SagId == s.Id && r.FlyttetTilId == null), ct))
            spor.Beskyttet();
        return indhold;
    }

    private T Find<T>() where T : notnull => _tjenester.GetRequiredService<T>();
}

/// <summary>A document of a case as a module sees it.</summary>
/// <param name="Id">Its id, which the module's own tables may keep; not a foreign key.</param>
/// <param name="SagId">The case it is on.</param>
/// <param name="Akt">Its number there: <c>7</c> or <c>7.2</c>.</param>
/// <param name="Titel">Title.</param>
/// <param name="Retning">How it went.</param>
/// <param name="Dato">Of receipt or dispatch; of an internal one the day it became final.</param>
/// <param name="Endelig">The day it was sent or became final, where someone has said so.</param>
/// <param name="Dokumenttype">As the authority names them.</param>
/// <param name="Korrespondent">The first of those it came from or went to; »Navn beskyttet« where that is so.</param>
/// <param name="Aktindsigt">What was thought of disclosure beforehand: IkkeVurderet, KanUdleveres, DelvistUndtaget or Undtaget.</param>
/// <param name="Filer">The files that count, the main file first.</param>
public sealed record Dokumentkort(
    Guid Id, Guid SagId, string Akt, string Titel, Dokumentretning Retning, DateOnly Dato, DateOnly? Endelig, string? Dokumenttype, string? Korrespondent, string Aktindsigt, IReadOnlyList<Dokumentfil> Filer);

/// <summary>A file of a document.</summary>
/// <param name="Nummer">From 1; the main file is the first.</param>
/// <param name="Filnavn">Its name.</param>
/// <param name="Mimetype">As the bytes say.</param>
/// <param name="Stoerrelse">In bytes.</param>
public sealed record Dokumentfil(int Nummer, string Filnavn, string Mimetype, long Stoerrelse);
