using System.Globalization;

namespace Esdh.Core.Storage;

/// <summary>Gapless numbers. Only inside an act: a rollback gives the number back.</summary>
public sealed class Counters(StorageScope scope)
{
    /// <summary>The next number of the series <paramref name="key"/>, from 1.</summary>
    public async Task<int> NextAsync(string key, CancellationToken ct)
    {
        if (!scope.InAct)
            throw new InvalidOperationException("Numbers are given inside an act only.");
        await using var command = scope.Command("""
            insert into taeller (noegle, sidste) values (@noegle, 1)
            on conflict (noegle) do update set sidste = taeller.sidste + 1 returning sidste
            """).With("@noegle", key);
        return Convert.ToInt32(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }
}
