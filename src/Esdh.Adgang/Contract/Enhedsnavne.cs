namespace Esdh.Adgang.Contract;

/// <summary>What units are and were called: a history says the name of its own time.</summary>
public sealed class Enhedsnavne
{
    private readonly IReadOnlyDictionary<Guid, string> _nu;
    private readonly ILookup<Guid, (DateTimeOffset Til, string Navn)> _foer;

    internal Enhedsnavne(IReadOnlyDictionary<Guid, string> nu, ILookup<Guid, (DateTimeOffset Til, string Navn)> foer) => (_nu, _foer) = (nu, foer);

    /// <summary>The unit's name at that moment; null where there is no such unit.</summary>
    public string? Navn(Guid id, DateTimeOffset tid) =>
        _foer[id].Where(n => n.Til > tid).OrderBy(n => n.Til).Select(n => n.Navn).FirstOrDefault() ?? _nu.GetValueOrDefault(id);
}
