using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>An open case that a new one may be the same as.</summary>
internal sealed record Sagsdublet(Guid Id, string Sagsnummer, string Titel, string Status, DateTimeOffset Oprettet, string? Behandler, bool ErSamlesag);

/// <summary>Finds open cases with the same subject and party: one matter is one case (enkeltsagsprincippet).</summary>
internal sealed class Dubletopslag(SagerDb db, Personer personer)
{
    private const int Hoejst = 20;

    /// <param name="aktoer">Only cases this actor sees.</param>
    /// <param name="emne">Subject, <c>02.34.02</c>.</param>
    /// <param name="part">Id of a party, or a CVR number. Without it all open cases of the subject that are samlesager are shown.</param>
    public async Task<IReadOnlyList<Sagsdublet>> FindAsync(Aktoer aktoer, string? emne, string? part, CancellationToken ct)
    {
        if (!KleSubject.TryParse(emne, out var fundet))
            throw new InvalidException("emne", "Emnet skrives som 02.34.02.");
        List<Guid> parter = [];
        if (!string.IsNullOrWhiteSpace(part))
        {
            if (Guid.TryParse(part, out var id))
                parter.Add(id);
            else if (Cvr.TryParse(part, out var cvr, allowTestNumber: true))
                parter = await db.Parter.Where(p => p.Cvr == cvr.ToString()).Select(p => p.Id).ToListAsync(ct);
            else
                throw new InvalidException("part", "Part er partens id eller et CVR-nummer.");
        }

        return await FindAsync(aktoer, fundet.ToString(), parter, ct);
    }

    /// <summary>Open cases of the subject with any of these parties, or, with none given, its open samlesager.</summary>
    public async Task<IReadOnlyList<Sagsdublet>> FindAsync(Aktoer aktoer, string emne, IReadOnlyList<Guid> parter, CancellationToken ct)
    {
        var sager = db.Sager.SynligeFor(aktoer).Where(s => s.Emne == emne && s.Tilstand != Tilstand.Afsluttet);
        sager = parter.Count == 0 ? sager.Where(s => s.ErSamlesag)
            : sager.Where(s => s.ErSamlesag || db.Sagsparter.Any(p => p.SagId == s.Id && p.Fratraadt == null && parter.Contains(p.PartId)));
        var fundne = await sager.OrderByDescending(s => s.SenestAendret).Take(Hoejst)
            .Select(s => new { s.Id, s.Sagsnummer, s.Titel, Status = db.Statusser.Where(t => t.Id == s.StatusId).Select(t => t.Navn).First(), s.Oprettet, s.BehandlerId, s.ErSamlesag }).ToListAsync(ct);
        List<Sagsdublet> dubletter = [];
        foreach (var s in fundne)
            dubletter.Add(new(s.Id, s.Sagsnummer, s.Titel, s.Status, s.Oprettet, s.BehandlerId is { } b ? await personer.NavnAsync(b, ct) : null, s.ErSamlesag));
        return dubletter;
    }
}
