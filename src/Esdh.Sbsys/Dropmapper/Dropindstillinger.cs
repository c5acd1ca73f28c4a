using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Esdh.Sbsys.Dropmapper;

/// <param name="Rod">Below it each authority has a folder of its key, and in that each user one of the user name (<c>Esdh:Sbsys:Dropmapper</c>); null where there are none.</param>
/// <param name="Mellemrum">How often is looked (<c>Esdh:Sbsys:Dropsekunder</c>, 3 unless set); a file must have been left alone as long.</param>
internal sealed record Dropindstillinger(string? Rod, TimeSpan Mellemrum)
{
    /// <exception cref="InvalidOperationException">The setting cannot be used; the text is Danish and names it.</exception>
    public static Dropindstillinger From(IConfiguration k) => new(
        k["Esdh:Sbsys:Dropmapper"] is { Length: > 0 } rod ? Path.GetFullPath(rod) : null,
        k["Esdh:Sbsys:Dropsekunder"] is not { Length: > 0 } tekst ? TimeSpan.FromSeconds(3)
            : double.TryParse(tekst, CultureInfo.InvariantCulture, out var sekunder) && sekunder is >= 0.05 and <= 3600 ? TimeSpan.FromSeconds(sekunder)
            : throw new InvalidOperationException("Esdh:Sbsys:Dropsekunder skal være fra 0.05 til 3600."));
}
