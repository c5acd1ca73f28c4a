using System.Reflection;
using Esdh.Arkiv.Contract;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>How a right version is broken so that one check speaks; with the checks that cannot but follow.</summary>
internal sealed record Brud(string Nummer, Action<Proeveversion> Bryd, string? Udgave = null)
{
    /// <summary>Other checks that the same thing breaks.</summary>
    public string[] Foelger { get; init; } = [];

    public Kontrolindstillinger? Valg { get; init; }

    public string Navn => Udgave is null ? Nummer : $"{Nummer} {Udgave}";

    /// <summary>All of them, from the classes whose names begin with Brud.</summary>
    public static IReadOnlyList<Brud> Alle { get; } =
        [.. typeof(Brud).Assembly.GetTypes().SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.FieldType == typeof(Brud[])).SelectMany(f => (Brud[])f.GetValue(null)!)];
}
