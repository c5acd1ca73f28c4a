using Esdh.Core.Access;

namespace Esdh.Sager.Contract;

/// <summary>
/// A module's own hand in the course of its cases, where the law needs code: further demands before a step, and what follows when one is taken. It runs inside the act, in its
/// transaction: what it throws refuses all of it, and it must not wait for files or other machines. Registered as scoped with
/// <c>services.AddScoped&lt;ISagsforloeb, X&gt;()</c>; asked only where the module is switched on.
/// </summary>
public interface ISagsforloeb
{
    /// <summary>Key of the <see cref="Sagstype"/> it belongs to.</summary>
    string Sagstype { get; }

    /// <summary>What is missing before the step may be taken, one Danish sentence each, besides what <see cref="Sagstrin.Krav"/> says.</summary>
    Task<IReadOnlyList<string>> ManglerAsync(Trinskift skift, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>The step is taken, or the case is opened at its first. Called in the same transaction.</summary>
    Task TagetAsync(Trinskift skift, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Values of fields are to be changed: what is wrong with them together, by the key of the field.</summary>
    IReadOnlyDictionary<string, string> Feltfejl(IReadOnlyDictionary<string, string> felter) => Ingen;

    private static readonly IReadOnlyDictionary<string, string> Ingen = new Dictionary<string, string>();
}

/// <summary>A case goes from one step to another.</summary>
/// <param name="Aktoer">Who takes it.</param>
/// <param name="SagId">The case.</param>
/// <param name="Fra">Key of the step before; null when the case is opened.</param>
/// <param name="Til">Key of the step.</param>
/// <param name="Felter">The case's values by key, as they are after the act.</param>
/// <param name="Dag">The Danish day it is taken.</param>
public sealed record Trinskift(Aktoer Aktoer, Guid SagId, string? Fra, string Til, IReadOnlyDictionary<string, string> Felter, DateOnly Dag)
{
    /// <summary>The case that it is opened below; told when it is opened, null later.</summary>
    public Guid? OversagId { get; init; }
}
