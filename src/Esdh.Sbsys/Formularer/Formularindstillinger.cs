using Microsoft.Extensions.Configuration;

namespace Esdh.Sbsys.Formularer;

/// <summary>Where an authority's forms come in, and who files them.</summary>
/// <param name="Postkasse">Name of the mailbox.</param>
/// <param name="Bruger">User name; the user must see the mailbox's unit's inbox and may open cases.</param>
internal sealed record Formularpostkasse(string Postkasse, string Bruger);

/// <summary><c>Esdh:Sbsys:Formularer:{noegle}:Postkasse</c> and <c>:Bruger</c>, for each authority that has it switched on.</summary>
internal sealed record Formularindstillinger(IReadOnlyDictionary<string, Formularpostkasse> Myndigheder)
{
    private const string Sektion = "Esdh:Sbsys:Formularer";

    /// <exception cref="InvalidOperationException">One of the two is missing; it says which.</exception>
    public static Formularindstillinger From(IConfiguration k) => new(k.GetSection(Sektion).GetChildren().ToDictionary(
        m => m.Key, m => new Formularpostkasse(Kraev(m, "Postkasse", "navnet på den postkasse, formularerne kommer i"), Kraev(m, "Bruger", "brugernavnet på den, de lægges på sager af")), StringComparer.Ordinal));

    private static string Kraev(IConfigurationSection m, string navn, string skriv) =>
        m[navn] is { Length: > 0 } vaerdi ? vaerdi : throw new InvalidOperationException($"{m.Path}:{navn} mangler. Skriv {skriv}.");
}
