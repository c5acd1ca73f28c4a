namespace Esdh.Core.Storage;

/// <summary>
/// What a module's rows name in the content store. Registered as <c>services.AddScoped&lt;IContentReferences, X&gt;()</c>; it reads with the
/// module's context of its scope. The sweeper removes old content that no module names, and <c>verificer</c> checks each that one names:
/// a module that keeps files and does not say so loses them after a day.
/// </summary>
public interface IContentReferences
{
    /// <summary>The kind of store its tables lie in: <see cref="Migrator.PerAuthority"/> or <see cref="Migrator.Shared"/>.</summary>
    string Scope => Migrator.PerAuthority;

    /// <summary>Every content the module's rows name, in any order, also more than once.</summary>
    IAsyncEnumerable<ContentReference> ReadAsync(CancellationToken ct);
}

/// <summary>One row's naming of a content.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Name">What names it, as an operator finds it again: <c>dokument 0190..., fil 1</c>. No personal data.</param>
public sealed record ContentReference(string Sha256, string Name);
