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
/// Whether a case's personal data may be deleted: closed, its period run out by today's rules on the day or before it, under no stop, and nothing that is to be kept is lost: a case of value lies whole in an
/// approved version, one that is undecided waits, and one that may be disposed of waits until then. Asked when the list is made and again of each case before anything of it goes.
/// </summary>
internal sealed class Slettevurdering(SagerDb sager, ArkivDb arkiv, Bevaringsplanopslag planer, Kassationsstopopslag stop, Afleveringsopslag afleveringer, TimeProvider tid)
{
    /// <param name="Hvorfor">Null where it may be deleted.</param>
    public sealed record Sagsvurdering(Guid Id, string Emne, string Facet, DateOnly? Lukket, string? Hvorfor);

    /// <param name="ider">At most 400.</param>
    /// <param name="skaeringsdag">What is due on this day or before it.</param>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyDictionary<Guid, Sagsvurdering>> SagerAsync(IReadOnlyCollection<Guid> ider, DateOnly skaeringsdag, CancellationToken ct)
    {
        var (plan, idag) = (await planer.HentAsync(ct), DanishTime.Today(tid));
        var fundne = await sager.Sager.Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Emne, s.Facet, s.Tilstand, s.Afsluttet, s.Slettet }).ToListAsync(ct); // Uden for adgang: what may be destroyed is decided for all.
        var egne = await arkiv.Sagsbevaringer.AsNoTracking().Where(s => ider.Contains(s.SagId)).ToDictionaryAsync(s => s.SagId, ct);
        var (holdte, afleverede, undervejs) = (await stop.HoldteAsync(ider, ct), await afleveringer.HeleSagerAsync(ider, ct), await afleveringer.IkkeGodkendteSagerAsync(ider, ct));
        return fundne.ToDictionary(s => s.Id, s =>
        {
            DateOnly? lukket = s.Tilstand == Tilstand.Afsluttet && s.Afsluttet is { } t ? DanishTime.DateOf(t) : null;
            var udfald = plan.For(s.Emne, s.Facet, idag, egne.GetValueOrDefault(s.Id));
            var hvorfor = s.Slettet is not null ? "Sagens personoplysninger er allerede slettet." : Hvorfor(lukket, udfald, holdte.GetValueOrDefault(s.Id), afleverede.ContainsKey(s.Id), undervejs.GetValueOrDefault(s.Id), skaeringsdag);
            return new Sagsvurdering(s.Id, s.Emne, s.Facet, lukket, hvorfor);
        });
    }

    private static string? Hvorfor(DateOnly? lukket, Bevaringsplan.Udfald udfald, string? stop, bool afleveret, string? avid, DateOnly skaeringsdag) => 0 switch
    {
        _ when lukket is null => "Sagen er ikke afsluttet.",
        _ when udfald.Slettes(lukket) is not { } slettes || slettes > skaeringsdag => udfald.Slettes(lukket) is { } dag ? $"Slettefristen går først {DanishTime.LongDate(dag)}." : "Der er ingen slettefrist for sagens emne.",
        _ when stop is not null => $"Sagen er under kassationsstoppet »{stop}«.",
        _ when avid is not null => $"Arkivet har endnu ikke godkendt {avid}, som sagen er i.",
        _ when udfald.Kode == Bevaring.B && !afleveret => "Sagen skal bevares, og arkivet har ikke godkendt en version med hele sagen.",
        _ when udfald.Kode == Bevaring.Tom && !afleveret => "Det er ikke afgjort, om sagen skal bevares.",
        _ when udfald.Kode is not (Bevaring.B or Bevaring.Tom) && udfald.Kasseres(lukket) is { } kasseres && kasseres > skaeringsdag => $"Sagens dokumenter må først kasseres {DanishTime.LongDate(kasseres)}.",
        _ => null,
    };
}
