using System.Collections.Concurrent;

namespace Esdh.Sager.Dav;

/// <summary>
/// Counts wrong keys by where they come from: after many, they are answered 429 for the rest of the window. Right keys are never held back,
/// so that a colleague behind the same address is not.
/// </summary>
internal sealed class Davspaerre(TimeProvider tid)
{
    /// <summary>Wrong keys in a window before 429.</summary>
    internal const int Hoejst = 20;

    internal static readonly TimeSpan Vindue = TimeSpan.FromMinutes(5);

    private const int FlestHuskede = 10_000;

    private readonly ConcurrentDictionary<(string Myndighed, string Fra), (DateTimeOffset Begyndt, int Antal)> _forkerte = new();

    /// <summary>Answers whether there have been too many.</summary>
    public bool Forkert(string myndighed, string fra)
    {
        var nu = tid.GetUtcNow();
        if (_forkerte.Count > FlestHuskede)
        {
            foreach (var gammel in _forkerte.Where(f => nu - f.Value.Begyndt > Vindue).ToList())
                _forkerte.TryRemove(gammel);
            if (_forkerte.Count > FlestHuskede)
                _forkerte.Clear();
        }

        return _forkerte.AddOrUpdate((myndighed, fra), (nu, 1), (_, f) => nu - f.Begyndt > Vindue ? (nu, 1) : (f.Begyndt, f.Antal + 1)).Antal > Hoejst;
    }
}
