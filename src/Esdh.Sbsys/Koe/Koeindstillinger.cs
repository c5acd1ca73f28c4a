using Microsoft.Extensions.Configuration;

namespace Esdh.Sbsys.Koe;

/// <summary>The message broker of each authority that has one: <c>Esdh:Sbsys:Koe:{noegle}</c>, an address of AMQP 0-9-1 with user and password.</summary>
internal sealed record Koeindstillinger(IReadOnlyDictionary<string, Uri> Maeglere)
{
    private const string Sektion = "Esdh:Sbsys:Koe";

    /// <exception cref="InvalidOperationException">An address cannot be used; the text is Danish and names the setting, not the password.</exception>
    public static Koeindstillinger From(IConfiguration k) => new(k.GetSection(Sektion).GetChildren().ToDictionary(m => m.Key, Laes, StringComparer.Ordinal));

    private static Uri Laes(IConfigurationSection m) => Uri.TryCreate(m.Value, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0 && (uri.Scheme == "amqps" || uri.IsLoopback)
        ? uri : throw new InvalidOperationException($"{m.Path} kan ikke bruges. Skriv amqps://bruger:kode@vært:5671/vhost; amqp:// uden kryptering kun til denne maskine selv.");
}
