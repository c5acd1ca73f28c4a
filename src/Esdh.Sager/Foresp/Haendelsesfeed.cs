using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>One thing that happened, as integrations read it.</summary>
/// <param name="Nr">From 1, without gaps, in the order of commit. An integration that has seen it never sees a lower one later.</param>
/// <param name="Type">Past tense: <c>SagOprettet</c>.</param>
/// <param name="SagId">The case; null for what concerns the whole authority.</param>
/// <param name="ObjektId">The document, note, party ... when it is not about the case itself.</param>
/// <param name="Data">What the event says; null when it has been erased.</param>
internal sealed record Feedhaendelse(long Nr, string Type, DateTimeOffset Tid, Guid AktoerId, Guid? SagId, Guid? ObjektId, JsonElement? Data);

/// <param name="Poster">What the reader may see, in order of number.</param>
/// <param name="Sidste">Ask for what comes after this number; also past what was left out.</param>
/// <param name="Flere">There may be more already.</param>
internal sealed record Feedside(IReadOnlyList<Feedhaendelse> Poster, long Sidste, bool Flere);

/// <summary>The events that a reader may see, by number: those of cases and documents that the reader sees; the authority's own for administrators, but not of post and parties they may not know of.</summary>
internal static class Haendelsesfeed
{
    /// <summary>So many numbers are looked through at a time, and so many times before the reader is asked to come again.</summary>
    private const int Vindue = 500, Vinduer = 4;

    /// <summary>Events about documents: left out where the document itself is not seen, also when it is gone.</summary>
    private static readonly string[] Dokumentord = ["Dokument", "Kladde", "Fejljournaliser", "Aktindsigt"];

    /// <param name="laeser">
    /// Who reads, as the rights are when it is called. That is after it has been settled how far is read: an act that opens a case often makes the access list it lies on too,
    /// and a reader known from before the commit would be taken for one who may not see it, and would never be told.
    /// </param>
    /// <param name="efter">Numbers above this.</param>
    /// <param name="antal">Most events, at least 1.</param>
    /// <param name="typer">Only these types; null or none means all.</param>
    /// <param name="idag">Whose names are protected on this day.</param>
    public static async Task<Feedside> LaesAsync(
        SagerDb db, CoreDb core, Func<Task<Aktoer?>> laeser, long efter, int antal, IReadOnlyCollection<string>? typer, DateOnly idag, CancellationToken ct)
    {
        var til = await core.Haendelser.MaxAsync(h => (long?)h.Nr, ct) ?? 0;
        if (til <= efter || await laeser() is not { } aktoer)
            return new([], efter, false);
        List<long> fundne = [];
        var (sidste, flere) = (efter, true);
        for (var i = 0; flere && i < Vinduer && fundne.Count < antal; i++)
        {
            var fra = sidste;
            var raekker = await core.Haendelser.Where(h => h.Nr > fra && h.Nr <= til).OrderBy(h => h.Nr).Take(Vindue)
                .Select(h => new Raekke(h.Nr, h.Type, h.SagId, h.ObjektId)).ToListAsync(ct);
            flere = raekker.Count == Vindue;
            foreach (var nr in await SynligeAsync(db, aktoer, raekker, typer, ct))
            {
                fundne.Add(nr);
                if (fundne.Count == antal)
                    break;
            }

            if (fundne.Count == antal && fundne[^1] < raekker[^1].Nr)
                (sidste, flere) = (fundne[^1], true);
            else if (raekker.Count > 0)
                sidste = raekker[^1].Nr;
        }

        var poster = fundne.Count == 0 ? [] : await core.Haendelser.Where(h => fundne.Contains(h.Nr)).OrderBy(h => h.Nr)
            .Select(h => new { h.Nr, h.Type, h.Tid, h.AktoerId, h.SagId, h.ObjektId, Data = h.Data == null ? null : h.Data.Data }).ToListAsync(ct);
        var syn = await Haendelsessyn.LaesAsync(db, aktoer, [.. poster.Where(h => h.SagId is not null).Select(h => (h.Type, h.ObjektId, h.Data))], new HashSet<Guid>(), ct);
        var kendetegn = await db.BeskyttedeKendetegnAsync(poster.Where(h => h.SagId is not null).Select(h => h.SagId!.Value), idag, ct);
        return new(
            [.. poster.Select(h => new Feedhaendelse(h.Nr, h.Type, h.Tid, h.AktoerId, h.SagId, syn.Objekt(h.ObjektId), h.Data is null ? null
                : Navnebeskyttelse.Maskeret(syn.Data(h.Data), h.SagId is { } sag && kendetegn.TryGetValue(sag, out var k) ? k : [])))],
            sidste, flere);
    }

    private static async Task<IEnumerable<long>> SynligeAsync(SagerDb db, Aktoer aktoer, List<Raekke> raekker, IReadOnlyCollection<string>? typer, CancellationToken ct)
    {
        var valgte = typer is { Count: > 0 } ? raekker.Where(r => typer.Contains(r.Type, StringComparer.Ordinal)).ToList() : raekker;
        var sagIder = valgte.Where(r => r.SagId is not null).Select(r => r.SagId!.Value).Distinct().ToList();
        var sager = sagIder.Count == 0 ? [] : (await db.Sager.SynligeFor(aktoer).Where(s => sagIder.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
        var om = valgte.Where(r => r.SagId is { } sag && sager.Contains(sag) && r.ObjektId is not null).Select(r => (r.Type, Objekt: r.ObjektId!.Value)).ToList();
        var skjulte = await Haendelsessyn.SkjulteAsync(db, aktoer, om, ct);
        var objekter = om.Where(o => ErDokument(o.Type)).Select(o => o.Objekt).Distinct().ToList();
        var synlige = objekter.Count == 0 ? [] : (await db.Dokumenter.SynligeFor(db, aktoer).Where(d => objekter.Contains(d.Id)).Select(d => d.Id).ToListAsync(ct)).ToHashSet();
        var administrator = aktoer.Har(Roller.Administrator);
        var andres = administrator ? await Haendelsessyn.SkjultePosterOgParterAsync(db, aktoer, [.. valgte.Where(r => r is { SagId: null, ObjektId: not null }).Select(r => r.ObjektId!.Value).Distinct()], ct) : [];
        return valgte.Where(r => r.SagId is not { } sag
            ? administrator && !(r.ObjektId is { } o && andres.Contains(o))
            : sager.Contains(sag) && (r.ObjektId is not { } objekt || (ErDokument(r.Type) ? synlige.Contains(objekt) : !skjulte.Contains(objekt)))).Select(r => r.Nr);
    }

    internal static bool ErDokument(string type) => Array.Exists(Dokumentord, o => type.Contains(o, StringComparison.Ordinal));

    private sealed record Raekke(long Nr, string Type, Guid? SagId, Guid? ObjektId);
}
