using Esdh.Adgang.Log;

namespace Esdh.Adgang.Contract;

/// <summary>What a person may be told of who has looked at the person's data (GDPR art. 15): the same as the access log's own report, without employees' names.</summary>
public sealed class Indsigtslog
{
    private readonly Logopslag _opslag;

    internal Indsigtslog(Logopslag opslag) => _opslag = opslag;

    /// <summary>All that the log holds, the newest first. Whoever shows it has found the person as somebody to answer, and writes that to the log.</summary>
    /// <param name="person">A person of the register of parties.</param>
    /// <exception cref="Core.InvalidException">The register does not know the person.</exception>
    public async IAsyncEnumerable<Opslagslinje> LaesAsync(Guid person, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var filter = await _opslag.IndsigtsfilterAsync(new(Part: person), ct);
        await foreach (var p in Logopslag.AlleAsync(_opslag.IndsigtAsync, filter, ct))
            yield return new(p.Tid, p.Hvad, p.Sag, p.ErBeskyttet, p.Hvem, p.Begrundelse);
    }
}

/// <summary>A look at a person's data, as the person is told of it.</summary>
/// <param name="Tid">When.</param>
/// <param name="Hvad">What was done, in words.</param>
/// <param name="Sag">The person's case; null where it is protected, and where it was about the person alone.</param>
/// <param name="ErBeskyttet">It was a protected case.</param>
/// <param name="Hvem">Unit and role, never a name.</param>
/// <param name="Begrundelse">Why, where a reason was asked.</param>
public sealed record Opslagslinje(DateTimeOffset Tid, string Hvad, string? Sag, bool ErBeskyttet, string Hvem, string? Begrundelse);
