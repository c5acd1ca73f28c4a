using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>What waits for the archivist, in numbers.</summary>
internal sealed class Arkivoverblikopslag(SagerDb sager, ArkivDb arkiv, Kassationsstopopslag stop, TimeProvider tid)
{
    /// <summary>Counted no further.</summary>
    public const int TaelHoejst = 10_000;

    public sealed record Overblik(int Stop, int Uden, int Stille, IReadOnlyList<Kassationsopslag.Kort> IGang, int Kasseret);

    public async Task<Overblik> HentAsync(CancellationToken ct)
    {
        var foer = tid.GetUtcNow().AddYears(-2);
        // Uden for adgang: tal.
        var uden = await sager.Sager.Where(s => s.Tilstand == Tilstand.Afsluttet && s.SammenlagtMedId == null && !sager.Registreringer.Any(r => r.SagId == s.Id)).Select(s => s.Nr).Take(TaelHoejst + 1).CountAsync(ct);
        var stille = await sager.Sager.Where(s => s.Tilstand != Tilstand.Afsluttet && s.SenestAendret < foer).Select(s => s.Nr).Take(TaelHoejst + 1).CountAsync(ct); // Uden for adgang: tal.
        var igang = await arkiv.Kassationer.Where(k => k.Tilstand != Kassationstilstand.Udfoert && k.Tilstand != Kassationstilstand.Opgivet).OrderByDescending(k => k.Nr).Take(20)
            .Select(k => new Kassationsopslag.Kort(k.Id, k.Nr, k.Art.ToString(), k.Titel, k.Skaeringsdag, k.Tilstand.ToString(), k.Oprettet, k.Afsluttet, k.Linjer)).ToListAsync(ct);
        return new(await stop.AntalAsync(ct), uden, stille, igang, await arkiv.Kassationslinjer.CountAsync(l => l.Udfald == Kassationsudfald.Kasseret, ct));
    }
}
