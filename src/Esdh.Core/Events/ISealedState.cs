using System.Text.Json;
using Esdh.Core.Storage;

namespace Esdh.Core.Events;

/// <summary>
/// Holds rows of a module that never change against the events that told how they became so. Registered as
/// <c>services.AddScoped&lt;ISealedState, X&gt;()</c>; it reads with the module's context of its scope. The seal shows that the events are
/// whole; this shows, for <c>verificer</c>, that the rows still say what the events said.
/// </summary>
public interface ISealedState
{
    /// <summary>The kind of store its tables lie in: <see cref="Migrator.PerAuthority"/> or <see cref="Migrator.Shared"/>.</summary>
    string Scope => Migrator.PerAuthority;

    /// <summary>The types of events it wants.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>One Danish sentence for each row that does not say what its event said; without personal data. Rows may be added while it reads.</summary>
    /// <param name="events">Every event of the types, oldest first. Read once.</param>
    /// <param name="ct">Stops the check.</param>
    IAsyncEnumerable<string> FaultsAsync(IAsyncEnumerable<SealedEvent> events, CancellationToken ct);
}

/// <summary>An event as <see cref="ISealedState"/> sees it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Type">Its type.</param>
/// <param name="CaseId">The case it belongs to.</param>
/// <param name="ObjectId">What it is about, when that is not the case.</param>
/// <param name="Data">What it said, as JSON; null where that was lawfully destroyed.</param>
public sealed record SealedEvent(long Number, string Type, Guid? CaseId, Guid? ObjectId, byte[]? Data)
{
    /// <summary>What it said.</summary>
    /// <exception cref="InvalidOperationException">It was destroyed.</exception>
    /// <exception cref="JsonException">It is not what an event of this type says.</exception>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Data ?? throw new InvalidOperationException("The data was destroyed."), EventLog.Json)!;
}
