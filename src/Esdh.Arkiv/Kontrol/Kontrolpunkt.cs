using System.Reflection;
using Esdh.Arkiv.Contract;

namespace Esdh.Arkiv.Kontrol;

/// <summary>One numbered check: what it weighs, where the demand stands, and what it says when it is not met.</summary>
internal sealed record Kontrolpunkt(string Nummer, Kontrolalvor Alvor, string Paragraf, string Tekst)
{
    /// <summary>Every check there is, by number.</summary>
    public static IReadOnlyList<Kontrolpunkt> Alle { get; } =
    [
        .. typeof(Kontrolpunkt).Assembly.GetTypes().Where(t => t.Namespace == "Esdh.Arkiv.Kontrol.Punkter")
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.FieldType == typeof(Kontrolpunkt)).Select(f => (Kontrolpunkt)f.GetValue(null)!)
            .OrderBy(p => p.Nummer, Nummerorden.Instans),
    ];

    public static Kontrolpunkt Fejl(string nummer, string punkt, string tekst) => new(nummer, Kontrolalvor.Fejl, Kilde(punkt), tekst);

    public static Kontrolpunkt Bemaerkning(string nummer, string punkt, string tekst) => new(nummer, Kontrolalvor.Bemaerkning, Kilde(punkt), tekst);

    public static Kontrolpunkt Oplysning(string nummer, string punkt, string tekst) => new(nummer, Kontrolalvor.Oplysning, Kilde(punkt), tekst);

    private static string Kilde(string punkt) => punkt.Length > 0 && char.IsAsciiDigit(punkt[0]) ? $"BEK 128, pkt. {punkt}" : punkt;
}
