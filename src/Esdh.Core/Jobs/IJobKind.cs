using Esdh.Core.Authorities;

namespace Esdh.Core.Jobs;

/// <summary>A kind of long work. Registered by its module as <c>services.AddTransient&lt;IJobKind, X&gt;()</c>.</summary>
public interface IJobKind
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    string Type { get; }

    /// <summary>
    /// Does one bounded portion through acts that also advance the job's row, and answers whether more is left. Called again until it
    /// answers false, also after a restart, so a portion must be safe to repeat.
    /// </summary>
    Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct);

    /// <summary>The kind's own page of a job, shown to its owner instead of the plain one; null when it has none.</summary>
    string? Page(Guid jobId) => null;

    /// <summary>What a <see cref="JobPost.Noegle"/> is called where people read it, e.g. <c>Akt 3, Ansøgning</c>; only the job's owner is told.</summary>
    string ItemName(string key) => key;
}
