using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Esdh.Sager.Indhold;

/// <summary>What the operator says about post.</summary>
/// <param name="Rod">Below it each authority has a folder of its key, in which its mailboxes lie (<c>Esdh:Post:Rod</c>); null where no post is fetched.</param>
/// <param name="Mellemrum">How often is looked for post (<c>Esdh:Post:Sekunder</c>, 15 unless set).</param>
/// <param name="Ro">How long a scanned file must have been left alone (<c>Esdh:Post:RoSekunder</c>, 10 unless set).</param>
internal sealed record Postindstillinger(string? Rod, TimeSpan Mellemrum, TimeSpan Ro)
{
    public static Postindstillinger From(IConfiguration configuration)
    {
        var rod = configuration["Esdh:Post:Rod"] is { Length: > 0 } sti ? Path.GetFullPath(sti) : null;
        return new(rod, Sekunder(configuration, "Esdh:Post:Sekunder", 15), Sekunder(configuration, "Esdh:Post:RoSekunder", 10));
    }

    /// <summary>The folder an authority's mailboxes lie in.</summary>
    public string? RodFor(string myndighed) => Rod is null ? null : Path.Combine(Rod, myndighed);

    private static TimeSpan Sekunder(IConfiguration configuration, string noegle, double standard)
    {
        var sat = configuration[noegle] is { Length: > 0 } tekst ? double.Parse(tekst, CultureInfo.InvariantCulture) : standard;
        return sat is >= 0.05 and <= 3600 ? TimeSpan.FromSeconds(sat) : throw new InvalidOperationException($"{noegle} skal være mellem 0.05 og 3600.");
    }
}
