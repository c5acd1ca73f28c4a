using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>
/// Whether a document may be disposed of: every case it lies on must be closed, by today's rules of a code that may go, due on the day or before it, and under no stop; and it must not lie in a version that
/// the archive has yet to approve. Asked when the list is made, and again of each document in the act that destroys it.
/// </summary>
internal sealed class Kassationsvurdering(SagerDb sager, ArkivDb arkiv, Bevaringsplanopslag planer, Kassationsstopopslag stop, Afleveringsopslag afleveringer, TimeProvider tid)
{
    /// <param name="Hvorfor">Null where it may be disposed of.</param>
    public sealed record Sagsvurdering(Guid Id, string Emne, string Facet, DateOnly? Lukket, string? Hvorfor);

    /// <param name="Sag">The case whose line it stands on.</param>
    /// <param name="Aktnr">Its number there.</param>
    /// <param name="Hvorfor">Null where it may be disposed of.</param>
    public sealed record Dokumentvurdering(Guid Id, Sagsvurdering Sag, string? Hvorfor);

    /// <param name="dokumenter">Ids, at most 500.</param>
    /// <param name="skaeringsdag">Due on this day or before it.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Dictionary<Guid, Dokumentvurdering>> DokumenterAsync(IReadOnlyCollection<Guid> dokumenter, DateOnly skaeringsdag, CancellationToken ct)
    {
        var pladser = await sager.Registreringer.Where(r => dokumenter.Contains(r.DokumentId) && r.FlyttetTilId == null).OrderBy(r => r.Nr).Select(r => new { r.DokumentId, r.SagId }).ToListAsync(ct);
        Dictionary<Guid, Sagsvurdering> vurderet = [];
        foreach (var del in pladser.Select(p => p.SagId).Distinct().Chunk(500))
        {
            foreach (var (id, v) in await SagerAsync(del, skaeringsdag, ct))
                vurderet[id] = v;
        }

        var undervejs = await afleveringer.IkkeGodkendteAsync(dokumenter, ct);
        return pladser.Where(p => vurderet.ContainsKey(p.SagId)).GroupBy(p => p.DokumentId).ToDictionary(g => g.Key, g =>
        {
            var paa = g.Select(p => vurderet[p.SagId]).ToList();
            return new Dokumentvurdering(g.Key, paa[0], paa.Find(v => v.Hvorfor is not null)?.Hvorfor ?? (undervejs.TryGetValue(g.Key, out var avid) ? $"Arkivet har endnu ikke godkendt {avid}, som dokumentet er i." : null));
        });
    }

    private async Task<Dictionary<Guid, Sagsvurdering>> SagerAsync(IReadOnlyCollection<Guid> ider, DateOnly skaeringsdag, CancellationToken ct)
    {
        var (plan, idag) = (await planer.HentAsync(ct), DanishTime.Today(tid));
        var fundne = await sager.Sager.Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Sagsnummer, s.Emne, s.Facet, s.Tilstand, s.Afsluttet }).ToListAsync(ct); // Uden for adgang: what may be destroyed is decided for all.
        var egne = await arkiv.Sagsbevaringer.AsNoTracking().Where(s => ider.Contains(s.SagId)).ToDictionaryAsync(s => s.SagId, ct);
        var holdte = await stop.HoldteAsync(ider, ct);
        return fundne.ToDictionary(s => s.Id, s =>
        {
            DateOnly? lukket = s.Tilstand == Tilstand.Afsluttet && s.Afsluttet is { } t ? DanishTime.DateOf(t) : null;
            var udfald = plan.For(s.Emne, s.Facet, idag, egne.GetValueOrDefault(s.Id)); // a rule made after the list was made holds too
            return new Sagsvurdering(s.Id, s.Emne, s.Facet, lukket, Hvorfor(s.Sagsnummer, lukket, udfald, holdte.GetValueOrDefault(s.Id), skaeringsdag));
        });
    }

    /// <summary>Why a case's documents stay; null where they may go.</summary>
    internal static string? Hvorfor(string sagsnummer, DateOnly? lukket, Bevaringsplan.Udfald udfald, string? stop, DateOnly skaeringsdag) => udfald.Kode switch
    {
        _ when stop is not null => $"Kassationsstop på sag {sagsnummer}: {stop}.",
        _ when lukket is null => $"Sag {sagsnummer} er åben.",
        Bevaring.B => $"Sag {sagsnummer} skal bevares ({udfald.Kilde}).",
        Bevaring.Tom => $"Det er uafklaret, om sag {sagsnummer} skal bevares.",
        _ when udfald.Kasseres(lukket) > skaeringsdag => $"Sag {sagsnummer} kan først kasseres fra {DanishTime.ShortDate(udfald.Kasseres(lukket)!.Value)}.",
        _ => null,
    };
}
