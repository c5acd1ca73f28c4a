using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Sager.Indhold;

namespace Esdh.Sager.Contract;

/// <summary>Takes in files for a module's documents: stored, looked through, and scanned where a scanner runs, before the act that files them.</summary>
public sealed class Sagsfiler
{
    private readonly Filmodtagelse _modtagelse;
    private readonly Authority _myndighed;

    internal Sagsfiler(Filmodtagelse modtagelse, Authority myndighed) => (_modtagelse, _myndighed) = (modtagelse, myndighed);

    /// <param name="navn">As the sender calls it; paths and the like are removed.</param>
    /// <param name="indhold">Read once, to its end or to the limit.</param>
    /// <exception cref="InvalidException">Empty, of a kind that is not taken in, too large, or refused by the virus scanner.</exception>
    public async Task<Sagsfil> ModtagAsync(string? navn, Stream indhold, CancellationToken ct)
    {
        var fil = await _modtagelse.ModtagAsync(_myndighed, navn, indhold, ct);
        return new(fil, fil.Filnavn);
    }
}
