using System.Text.RegularExpressions;

namespace Esdh.Sager.Domain.Klassifikation;

/// <summary>A part of the subject plan as people name it: a main group, a group or a subject.</summary>
internal static partial class Emnedel
{
    /// <summary>What to write, for those who wrote something else.</summary>
    public const string Hjaelp = "Skriv en hovedgruppe, en gruppe eller et emne: 02, 02.34 eller 02.34.02.";

    public static bool Er(string tekst) => Form().IsMatch(tekst);

    [GeneratedRegex(@"^[0-9]{2}(\.[0-9]{2}){0,2}\z")]
    private static partial Regex Form();
}
