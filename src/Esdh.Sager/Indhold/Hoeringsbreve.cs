using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>Makes the letters of a hearing: one to each party, a draft on the case, each apart, so that none learns of the others.</summary>
internal sealed class Hoeringsbreve(SagerDb db, Dokumentproduktion produktion)
{
    /// <summary>Most letters in one go.</summary>
    public const int Portion = 25;

    /// <param name="Dannet">Letters made now.</param>
    /// <param name="Mangler">Parties that still have none.</param>
    /// <param name="UkendteFelter">Merge fields of the template that have no value.</param>
    internal sealed record Svar(int Dannet, int Mangler, IReadOnlyList<string> UkendteFelter);

    /// <param name="part">One of the parties; null for all who have no letter, at most <see cref="Portion"/>.</param>
    public async Task<Svar> DanAsync(Aktoer aktoer, Guid hoeringId, string? skabelon, Guid? part, CancellationToken ct)
    {
        var (hoering, sag, parter) = await db.FindHoeringAsync(aktoer, hoeringId, null, ct);
        hoering.KraevAaben();
        List<Hoeringspart> uden = part is null ? [.. parter.Where(p => p.BrevDokumentId is null).OrderBy(p => p.Id)] : [parter.Find(part)];
        var titler = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => db.Hoeringsbilag.Any(b => b.HoeringId == hoeringId && b.DokumentId == d.Id)).OrderBy(d => d.Nr).Select(d => d.Titel).ToListAsync(ct);
        HashSet<string> ukendte = [];
        var dannet = 0;
        foreach (var modtager in uden.Take(Portion))
        {
            var svar = await produktion.DanAsync(aktoer, sag.Id.ToString(), new(skabelon, SagspartId: modtager.SagspartId, Hoering: new(hoering.Id, hoering.Emne, hoering.Oplysninger, modtager.Frist, titler)), ct);
            ukendte.UnionWith(svar.UkendteFelter);
            dannet++;
        }

        return new(dannet, uden.Count - dannet, [.. ukendte]);
    }
}
