using Esdh.Sager.Contract;

namespace Esdh.Byggesager.Storage;

/// <summary>What the deletion of a case's personal data does to the module's rows.</summary>
internal static class Byggesletning
{
    public static IReadOnlyList<Sletteregel> Regler { get; } =
    [
        Sletteregel.Slet("byggesag_besked"), Sletteregel.Slet("byggesag_mangel"), Sletteregel.Slet("byggesag_ansoegning", indhold: "sha256"), Sletteregel.Ryd("byggesag_gebyr", "tekst = null"),
        Sletteregel.Bevar("byggesag_stand", "two days, for the figures"),
    ];
}
