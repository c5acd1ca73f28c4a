using Microsoft.Extensions.Configuration;

namespace Esdh.Core.Storage;

/// <summary>Which database the installation runs on. One provider per installation (<c>Esdh:Database</c>).</summary>
public enum Provider
{
    /// <summary>Embedded: a file per authority under <c>Esdh:Data</c>.</summary>
    Sqlite,

    /// <summary>A database per authority on a server (<c>Esdh:Forbindelse</c>, with <c>{myndighed}</c> for the name).</summary>
    Postgresql,
}

/// <summary>Where data lies.</summary>
/// <param name="Provider">The one provider of this installation.</param>
/// <param name="Folder">Absolute path of <c>Esdh:Data</c>: files, keys and, on SQLite, the databases.</param>
/// <param name="ConnectionTemplate">On a database server: the connection string with <c>{myndighed}</c>.</param>
public sealed record DatabaseOptions(Provider Provider, string Folder, string? ConnectionTemplate)
{
    /// <summary>
    /// Only in Development: a database that another development version made is thrown away, with all that is in it, and made anew.
    /// Elsewhere such a database is refused.
    /// </summary>
    public bool RemakeChanged { get; init; }

    /// <exception cref="InvalidOperationException">A setting is missing or unknown; the text is Danish and names it.</exception>
    public static DatabaseOptions From(IConfiguration configuration, string contentRoot)
    {
        var folder = Path.GetFullPath(configuration["Esdh:Data"] is { Length: > 0 } set ? set : Path.Combine(contentRoot, "data"));
        var provider = (configuration["Esdh:Database"] ?? "sqlite").ToLowerInvariant() switch
        {
            "sqlite" => Provider.Sqlite,
            "postgresql" => Provider.Postgresql,
            var other => throw new InvalidOperationException($"Esdh:Database er »{other}«. Kendte værdier er sqlite og postgresql."),
        };
        var template = configuration["Esdh:Forbindelse"];
        if (provider != Provider.Sqlite && template?.Contains("{myndighed}", StringComparison.Ordinal) != true)
            throw new InvalidOperationException("Esdh:Forbindelse skal være en forbindelsesstreng, der indeholder {myndighed}.");
        return new(provider, folder, template);
    }
}
