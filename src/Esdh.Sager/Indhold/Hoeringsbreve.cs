using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>
/// Makes the letters of a hearing: one to each party, a draft on the case, each apart, so that none learns of the others. A few are made while one waits, more by
/// the same job as other letters to many.
/// </summary>
internal sealed class Hoeringsbreve(SagerDb db, Dokumentproduktion produktion, Authority myndighed)
{
    /// <summary>So many are made while one waits.</summary>
    public const int Straks = 25;

    /// <param name="Dannet">Letters made now.</param>
    /// <param name="Mangler">Parties that still have none.</param>
    /// <param name="UkendteFelter">Merge fields of the template that have no value.</param>
    /// <param name="MasseforsendelseId">The job that makes what is missing; null where all are made.</param>
    internal sealed record Svar(int Dannet, int Mangler, IReadOnlyList<string> UkendteFelter, Guid? MasseforsendelseId = null);

    /// <param name="part">One of the parties; null for all who have no letter.</param>
    public async Task<Svar> DanAsync(Aktoer aktoer, Guid hoeringId, string? skabelon, Guid? part, CancellationToken ct)
    {
        var (hoering, sag, parter) = await db.FindHoeringAsync(aktoer, hoeringId, null, ct);
        hoering.KraevAaben();
        List<Hoeringspart> uden = part is null ? [.. parter.Where(p => p.BrevDokumentId is null).OrderBy(p => p.Id)] : [parter.Find(part)];
        var grundlag = await produktion.GrundlagAsync(aktoer, sag.Id.ToString(), skabelon, ct);
        if (uden.Count > Straks)
        {
            var masse = await myndighed.Queue.RunAsync((OpretMasseforsendelse act) => act.Udfoer(new(aktoer, sag.Id.ToString(), skabelon, [.. uden.Select(p => p.SagspartId)], HoeringId: hoeringId), ct), ct);
            await myndighed.Queue.RunAsync((StartMasseforsendelse act) => act.Udfoer(new(aktoer, masse.Id, false), ct), ct);
            return new(0, uden.Count, [], masse.Id);
        }

        var titler = await TitlerAsync(aktoer, hoeringId, ct);
        HashSet<string> ukendte = [];
        foreach (var modtager in uden)
        {
            var brev = await produktion.FletAsync(grundlag, grundlag.Parter.Find(p => p.Id == modtager.SagspartId), null, false, Fletning(hoering, modtager, titler), null, ct);
            await produktion.LaegAsync(brev, hoering.Id, modtager.SagspartId, ct);
            ukendte.UnionWith(brev.UkendteFelter);
        }

        return new(uden.Count, 0, [.. ukendte]);
    }

    /// <summary>Of what is put to the parties, as far as the actor sees it.</summary>
    internal Task<List<string>> TitlerAsync(Aktoer aktoer, Guid hoering, CancellationToken ct) =>
        db.Dokumenter.SynligeFor(db, aktoer).Where(d => db.Hoeringsbilag.Any(b => b.HoeringId == hoering && b.DokumentId == d.Id)).OrderBy(d => d.Nr).Select(d => d.Titel).ToListAsync(ct);

    internal static Dokumentproduktion.Hoeringsfletning Fletning(Hoering hoering, Hoeringspart part, IReadOnlyList<string> titler) => new(hoering.Id, hoering.Emne, hoering.Oplysninger, part.Frist, titler);
}
