using System.Data.Common;
using Esdh.Core.Storage;

namespace Esdh.Sager.Foresp;

/// <summary>An employee as the engine needs one.</summary>
internal sealed record Person(Guid Id, string Navn, Guid EnhedId, bool Aktiv);

/// <summary>A unit or a security group.</summary>
internal sealed record Enhedsnavn(Guid Id, string Navn, bool Aktiv);

/// <summary>Names of users, units and groups, for acts and surfaces. Few hundred rows an authority: read whole and kept for the request.</summary>
internal sealed class Personer(StorageScope scope)
{
    private Dictionary<Guid, Person>? _brugere;
    private Dictionary<Guid, Enhedsnavn>? _enheder;
    private Dictionary<Guid, Enhedsnavn>? _grupper;

    public async Task<IReadOnlyDictionary<Guid, Person>> BrugereAsync(CancellationToken ct) =>
        _brugere ??= (await LaesAsync("select id, navn, enhed_id, aktiv from bruger", r => new Person(r.GuidOrNull(0)!.Value, r.GetString(1), r.GuidOrNull(2)!.Value, r.GetBoolean(3)), ct))
            .ToDictionary(p => p.Id);

    public async Task<IReadOnlyDictionary<Guid, Enhedsnavn>> EnhederAsync(CancellationToken ct) =>
        _enheder ??= (await LaesAsync("select id, navn, aktiv from enhed", Enhed, ct)).ToDictionary(e => e.Id);

    public async Task<IReadOnlyDictionary<Guid, Enhedsnavn>> GrupperAsync(CancellationToken ct) =>
        _grupper ??= (await LaesAsync("select id, navn, aktiv from gruppe", Enhed, ct)).ToDictionary(e => e.Id);

    public async Task<Person?> BrugerAsync(Guid id, CancellationToken ct) => (await BrugereAsync(ct)).GetValueOrDefault(id);

    public async Task<bool> ErEnhedAsync(Guid id, CancellationToken ct) => (await EnhederAsync(ct)).TryGetValue(id, out var enhed) && enhed.Aktiv;

    /// <summary>The user's name; the server itself is Esdh.</summary>
    public async Task<string> NavnAsync(Guid id, CancellationToken ct) =>
        id == Guid.Empty ? "Esdh" : (await BrugereAsync(ct)).GetValueOrDefault(id)?.Navn ?? "Ukendt bruger";

    public async Task<string> EnhedsnavnAsync(Guid id, CancellationToken ct) => (await EnhederAsync(ct)).GetValueOrDefault(id)?.Navn ?? "Ukendt enhed";

    private static Enhedsnavn Enhed(DbDataReader r) => new(r.GuidOrNull(0)!.Value, r.GetString(1), r.GetBoolean(2));

    private async Task<List<T>> LaesAsync<T>(string sql, Func<DbDataReader, T> raekke, CancellationToken ct)
    {
        await using var command = scope.Command(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<T> alle = [];
        while (await reader.ReadAsync(ct))
            alle.Add(raekke(reader));
        return alle;
    }
}
