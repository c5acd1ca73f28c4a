using Esdh.Core.Identity;

namespace Esdh.Adgang.Contract;

/// <summary>
/// What a room keeps about a citizen, so that the access log can tell the citizen who looked at it: the log itself knows numbers of cases and
/// documents, not whom they are about. Registered as <c>services.AddScoped&lt;IBorgeropslag, X&gt;()</c>.
/// </summary>
public interface IBorgeropslag
{
    /// <summary>The citizen's id in the room's register; null where it has none.</summary>
    Task<Guid?> FindAsync(Cpr cpr, CancellationToken ct);

    /// <summary>What is kept about this citizen. Nothing where there is none of that id.</summary>
    Task<Borgerspor> SporAsync(Guid borger, CancellationToken ct);
}

/// <summary>Where a citizen's data lie, whoever may see them: for looking up in the access log alone.</summary>
/// <param name="Sager">Cases that the citizen is or has been party to.</param>
/// <param name="Sagsnumre">All numbers of those cases: an address may name a case by any of them.</param>
/// <param name="Dokumenter">Documents on those cases, and from or to the citizen; the newest where there are very many.</param>
public sealed record Borgerspor(IReadOnlyList<Guid> Sager, IReadOnlyList<string> Sagsnumre, IReadOnlyList<Guid> Dokumenter);
