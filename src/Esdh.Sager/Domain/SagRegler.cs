using Esdh.Core;
using Esdh.Core.Identity;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on cases.</summary>
internal static class SagRegler
{
    public static readonly Regel SagenErAaben =
        new("SAG-1", "Sagen er afsluttet og skal genåbnes, før der kan komme nyt på den.", Regel.Intern);

    public static readonly Regel IntetMangler =
        new("SAG-2", "Sagen kan ikke afsluttes endnu.", Regel.Intern);

    public static readonly Regel NySagErIkkeAfsluttet =
        new("SAG-3", "En ny sag kan ikke begynde som afsluttet.", Regel.Intern);

    public static readonly Regel OffentligTitelUdenPersonnummer =
        new("SAG-4", "Den offentlige titel indeholder et personnummer. Fjern det.", Regel.Intern);

    public static void IntetPersonnummer(string? offentligTitel) =>
        OffentligTitelUdenPersonnummer.Kraev(offentligTitel is null || !CprFinder.Contains(offentligTitel));
}
