using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>What acts and pages share: the request's case as the actor sees it, and the documents of its sources that the actor sees.</summary>
internal sealed class Indsigtssag(Sagsopslag sager, Sagsdokumenter dokumenter, AktindsigtDb db)
{
    /// <summary>A document of a source.</summary>
    internal sealed record Kildedokument(Sagkort Sag, Dokumentkort Dokument);

    /// <param name="Dokumenter">Of the sources that the actor sees, case by case, in the order of their numbers.</param>
    /// <param name="Skjulte">Sources that the actor does not see.</param>
    internal sealed record Materiale(IReadOnlyList<Sagkort> Sager, IReadOnlyList<Kildedokument> Dokumenter, int Skjulte);

    /// <exception cref="Core.NotFoundException">Not there, or not the actor's to know of.</exception>
    /// <exception cref="Core.RegelbrudException">AKT-1.</exception>
    public async Task<Sagkort> FindAsync(Aktoer aktoer, string sag, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, sag, ct);
        AktindsigtRegler.SagenErAktindsigt.Kraev(kort.Sagstype == Aktindsigtssagstype.Noegle);
        return kort;
    }

    /// <summary>The same, to change it.</summary>
    /// <exception cref="Core.RegelbrudException">AKT-1, AKT-18.</exception>
    public async Task<Sagkort> FindAabenAsync(Aktoer aktoer, string sag, CancellationToken ct)
    {
        var kort = await FindAsync(aktoer, sag, ct);
        AktindsigtRegler.SagenErAaben.Kraev(kort.ErAaben);
        return kort;
    }

    public async Task<Materiale> MaterialeAsync(Aktoer aktoer, Guid sag, CancellationToken ct)
    {
        var ider = await db.Kilder.AsNoTracking().Where(k => k.SagId == sag).OrderBy(k => k.Valgt).Select(k => k.KildeSagId).ToListAsync(ct);
        Dictionary<Guid, Sagkort> synlige = [];
        foreach (var del in ider.Chunk(Sagsopslag.FlestIder))
        {
            foreach (var (id, kort) in await sager.SynligeAsync(aktoer, del, ct))
                synlige[id] = kort;
        }

        List<Sagkort> kilder = [.. ider.Where(synlige.ContainsKey).Select(i => synlige[i])];
        return new(kilder, [.. (await dokumenter.ListeAsync(aktoer, [.. kilder.Select(k => k.Id)], ct)).Select(d => new Kildedokument(synlige[d.SagId], d))], ider.Count - kilder.Count);
    }
}
