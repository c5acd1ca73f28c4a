using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Takes documents off the list with a reason, one by one or all of a case or a part of the subject plan, or puts them back.</summary>
internal sealed class UndtagFraKassation(ArkivDb arkiv, EventLog haendelser, TimeProvider tid)
{
    /// <summary>So many lines at a time.</summary>
    public const int Flest = 500;

    /// <param name="Linjer">Numbers of lines; at most <see cref="Flest"/>.</param>
    /// <param name="SagId">All of a case.</param>
    /// <param name="Emne">All of a main group, group or subject.</param>
    /// <param name="Grund">Why; null puts them back.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid KassationId, IReadOnlyList<int> Linjer, Guid? SagId, string? Emne, string? Grund);

    public sealed record Svar(int Antal);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var kassation = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == k.KassationId, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        kassation.Kraev(Kassationstilstand.TilGennemsyn);
        new Errors()
            .AddIf(k.Grund is not null && (string.IsNullOrWhiteSpace(k.Grund) || k.Grund.Length > 1000), "grund", "Skriv grunden på højst 1.000 tegn.")
            .AddIf(CprFinder.Contains(k.Grund ?? ""), "grund", "Skriv ikke et personnummer.")
            .AddIf(k.Linjer.Count == 0 && k.SagId is null && string.IsNullOrEmpty(k.Emne), "linjer", "Vælg de dokumenter, det gælder.")
            .AddIf(k.Linjer.Count > Flest, "linjer", "Vælg højst 500 dokumenter ad gangen.").Throw();
        var fra = k.Grund is null ? Kassationsudfald.Undtaget : Kassationsudfald.Venter;
        var valgte = arkiv.Kassationslinjer.Where(l => l.KassationId == k.KassationId && l.Udfald == fra);
        if (k.Linjer.Count > 0)
            valgte = valgte.Where(l => k.Linjer.Contains(l.Nr));
        if (k.SagId is { } sag)
            valgte = valgte.Where(l => l.SagId == sag);
        if (k.Emne is { Length: > 0 } emne)
            valgte = valgte.Where(l => l.Emne.StartsWith(emne));
        // One statement, however many: the list is the disposal's own.
        var (til, grund, af, nu) = (k.Grund is null ? Kassationsudfald.Venter : Kassationsudfald.Undtaget, k.Grund?.Trim(), k.Grund is null ? (Guid?)null : k.Aktoer.Id, k.Grund is null ? (DateTimeOffset?)null : tid.GetUtcNow());
        var antal = await valgte.ExecuteUpdateAsync(s => s.SetProperty(l => l.Udfald, til).SetProperty(l => l.Grund, grund).SetProperty(l => l.UndtagetAf, af).SetProperty(l => l.Afgjort, nu), ct);
        if (antal > 0)
            await haendelser.AppendAsync(k.Aktoer, new KassationsundtagelseSat(kassation.Nr, antal, grund), null, kassation.Id, ct);
        return new(antal);
    }
}
