using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>
/// What a citizen who has proved who it is may see and do on a module's own pages for citizens: the cases where the citizen is a party now, and of their documents the letters to the citizen.
/// Which cases they are is decided by the query, each time anew. How the citizen proved it is the module's to know.
/// </summary>
public sealed class Borgeradgang
{
    /// <summary>Most cases and letters that are shown.</summary>
    public const int Flest = 200;

    private readonly IServiceProvider _tjenester;

    internal Borgeradgang(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>The citizen as an actor. Acts and queries run as it, and find no other cases; one that is not found is answered as one that is not there.</summary>
    /// <param name="cpr">Verified.</param>
    /// <param name="navn">As the sign-in says it.</param>
    /// <param name="sagstype">Key of the case type.</param>
    /// <param name="roller">As what the citizen is a party: the roles that give access.</param>
    /// <param name="enhedId">The unit that gets cases which the citizen opens; nobody has them until they are given to someone.</param>
    public async Task<Aktoer> FindAsync(Cpr cpr, string navn, string sagstype, IReadOnlyCollection<string> roller, CancellationToken ct, Guid? enhedId = null)
    {
        var (db, cifre) = (Find<SagerDb>(), cpr.Digits);
        var part = await db.Parter.Where(p => p.Cpr == cifre && p.Art == Partsart.Person).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        List<Guid> sager = part is null ? [] : await (from s in db.Sagsparter
                                               where s.PartId == part && s.Fratraadt == null && roller.Contains(s.Rolle) && db.Sagsforloeb.Any(f => f.SagId == s.SagId && f.Sagstype == sagstype)
                                               orderby s.Tilfoejet descending
                                               select s.SagId).Take(Flest).ToListAsync(ct);
        var spor = Find<Adgangsspor>();
        spor.Person(cifre);
        return Aktoer.ForBorger(new(part, navn), sager, enhedId);
    }

    /// <summary>The letters to the citizen on a case, the newest first: outgoing, journalised, with the citizen among the receivers. Letters to others on the case are not among them.</summary>
    /// <exception cref="NotFoundException">The case is not there, or not the citizen's.</exception>
    public async Task<IReadOnlyList<Borgerbrev>> BreveAsync(Aktoer borger, Guid sag, CancellationToken ct)
    {
        var db = Find<SagerDb>();
        var fundet = await db.FindSagAsync(borger, sag.ToString(), ct);
        return await Breve(db, borger, fundet.Id).OrderByDescending(d => d.Journaliseret).ThenByDescending(d => d.Id).Take(Flest).Select(d => new Borgerbrev(d.Id, d.Titel, d.Dato)).ToListAsync(ct);
    }

    /// <summary>A letter as a PDF; the caller disposes the answer. Written to the access log.</summary>
    /// <exception cref="NotFoundException">There is no such letter to the citizen on that case.</exception>
    public async Task<OfficeConversion> BrevAsync(Aktoer borger, Guid sag, Guid dokument, CancellationToken ct)
    {
        var db = Find<SagerDb>();
        var fundet = await db.FindSagAsync(borger, sag.ToString(), ct);
        if (!await Breve(db, borger, fundet.Id).AnyAsync(d => d.Id == dokument, ct))
            throw new NotFoundException("Brevet findes ikke.");
        return await Find<Sagsdokumenter>().PdfAsync(borger, dokument, 1, ct);
    }

    private static IQueryable<Dokument> Breve(SagerDb db, Aktoer borger, Guid sag)
    {
        var part = borger.Borger?.PartId;
        return db.DokumenterPaa(borger, sag).Where(d => d.Tilstand == Dokumenttilstand.Journaliseret && d.Retning == Retning.Udgaaende
            && db.Korrespondenter.Any(k => k.DokumentId == d.Id && k.PartId == part && part != null && k.Art != Korrespondentart.Afsender));
    }

    private T Find<T>() where T : notnull => _tjenester.GetRequiredService<T>();
}

/// <summary>A letter to a citizen.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Titel">Its title.</param>
/// <param name="Dato">The day it is dated.</param>
public sealed record Borgerbrev(Guid Id, string Titel, DateOnly? Dato);
