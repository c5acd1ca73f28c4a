using Esdh.Adgang.Contract;

namespace Esdh.Sager.Foresp;

/// <summary>Users, units and groups as acts and surfaces of the engine ask for them; what was looked up is kept for the request.</summary>
internal sealed class Personer(Brugeropslag brugere, Navneopslag navne)
{
    private readonly Dictionary<Guid, string> _navne = [];
    private IReadOnlyList<Enhedskort>? _enheder;
    private IReadOnlyList<Gruppekort>? _grupper;

    public Task<Brugerkort?> BrugerAsync(Guid id, CancellationToken ct) => brugere.FindAsync(id, ct);

    public async Task<IReadOnlyList<Enhedskort>> EnhederAsync(CancellationToken ct) => _enheder ??= await brugere.EnhederAsync(ct);

    public async Task<IReadOnlyList<Gruppekort>> GrupperAsync(CancellationToken ct) => _grupper ??= await brugere.GrupperAsync(ct);

    public async Task<bool> ErEnhedAsync(Guid id, CancellationToken ct) => (await EnhederAsync(ct)).Any(e => e.Id == id && e.Aktiv);

    public async Task<bool> ErGruppeAsync(Guid id, CancellationToken ct) => (await GrupperAsync(ct)).Any(g => g.Id == id && g.Aktiv);

    /// <summary>The user's name; the server itself is Esdh.</summary>
    public async Task<string> NavnAsync(Guid id, CancellationToken ct)
    {
        await HuskAsync([id], ct);
        return _navne.GetValueOrDefault(id, "Ukendt bruger");
    }

    public async Task<string> EnhedsnavnAsync(Guid id, CancellationToken ct) => (await EnhederAsync(ct)).FirstOrDefault(e => e.Id == id)?.Navn ?? "Ukendt enhed";

    /// <summary>What units are and were called.</summary>
    public Task<Enhedsnavne> EnhedsnavneAsync(CancellationToken ct) => navne.EnhedsnavneAsync(ct);

    public async Task<string> GruppenavnAsync(Guid id, CancellationToken ct) => (await GrupperAsync(ct)).FirstOrDefault(g => g.Id == id)?.Navn ?? "Ukendt gruppe";

    /// <summary>Whether the first unit is the second or stands above it.</summary>
    public async Task<bool> ErOverAsync(Guid egen, Guid enhed, CancellationToken ct)
    {
        var over = (await EnhederAsync(ct)).ToDictionary(e => e.Id, e => e.ForaelderId);
        for (Guid? id = enhed; id is { } her; id = over.GetValueOrDefault(her))
        {
            if (her == egen)
                return true;
        }

        return false;
    }

    /// <summary>Looks all of these users up at once, so that asking for each by name costs nothing more.</summary>
    public async Task HuskAsync(IEnumerable<Guid> ider, CancellationToken ct)
    {
        var nye = ider.Where(id => !_navne.ContainsKey(id)).Distinct().ToList();
        if (nye.Count == 0)
            return;
        foreach (var (id, navn) in await navne.BrugereAsync(nye, ct))
            _navne[id] = navn;
    }
}
