using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>What waits for the archivist, in numbers.</summary>
internal sealed class Arkivoverblikopslag(SagerDb sager, ArkivDb arkiv, Kassationsstopopslag stop, Filkontrolopslag filer, TimeProvider tid)
{
    /// <summary>Counted no further.</summary>
    public const int TaelHoejst = 10_000;

    /// <param name="Afleveret">Documents in an approved version.</param>
    /// <param name="Versioner">By state.</param>
    public sealed record Overblik(
        int Stop, int Uden, int Stille, IReadOnlyList<Kassationsopslag.Kort> IGang, int Kasseret, int Slettet, int Afleveret, Filkontrol? Filer, IReadOnlyDictionary<Arkivversionstilstand, int> Versioner);

    public async Task<Overblik> HentAsync(CancellationToken ct)
    {
        var foer = tid.GetUtcNow().AddYears(-2);
        // Uden for adgang: tal.
        var uden = await sager.Sager.Where(s => s.Tilstand == Tilstand.Afsluttet && s.SammenlagtMedId == null && !sager.Registreringer.Any(r => r.SagId == s.Id)).Select(s => s.Nr).Take(TaelHoejst + 1).CountAsync(ct);
        var stille = await sager.Sager.Where(s => s.Tilstand != Tilstand.Afsluttet && s.SenestAendret < foer).Select(s => s.Nr).Take(TaelHoejst + 1).CountAsync(ct); // Uden for adgang: tal.
        var igang = await arkiv.Kassationer.Where(k => k.Tilstand != Kassationstilstand.Udfoert && k.Tilstand != Kassationstilstand.Opgivet).OrderByDescending(k => k.Nr).Take(20)
            .Select(k => new Kassationsopslag.Kort(k.Id, k.Nr, k.Art.ToString(), k.Titel, k.Skaeringsdag, k.Tilstand.ToString(), k.Oprettet, k.Afsluttet, k.Linjer)).ToListAsync(ct);
        var gaaet = await arkiv.Kassationslinjer.Where(l => l.Udfald == Kassationsudfald.Kasseret).GroupBy(l => l.DokumentId == null).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var versioner = await arkiv.Versioner.GroupBy(v => v.Tilstand).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var afleveret = await (from a in arkiv.Afleverede join v in arkiv.Versioner on a.ArkivversionId equals v.Id where v.Tilstand == Arkivversionstilstand.Godkendt select a.DokumentId).Distinct().CountAsync(ct);
        return new(await stop.AntalAsync(ct), uden, stille, igang, gaaet.GetValueOrDefault(false), gaaet.GetValueOrDefault(true), afleveret, await filer.SenesteAsync(ct), versioner);
    }
}
