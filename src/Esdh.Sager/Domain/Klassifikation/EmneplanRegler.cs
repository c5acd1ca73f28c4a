using Esdh.Core;

namespace Esdh.Sager.Domain.Klassifikation;

/// <summary>What the engine refuses on versions of the subject plan.</summary>
internal static class EmneplanRegler
{
    public static readonly Regel GaelderFremad =
        new("PLAN-1", "En udgave kan tages i brug fra i dag eller senere, ikke tilbage i tiden.", Regel.Intern);

    public static readonly Regel IKraftAendresIkke =
        new("PLAN-2", "Udgaven er eller har været i kraft og kan ikke ændres eller slettes. Tag en nyere udgave i brug i stedet.", Regel.Intern);

    public static readonly Regel HarEmnerOgFacetter =
        new("PLAN-3", "Udgaven mangler emner eller handlingsfacetter og kan ikke tages i brug. Indlæs begge filer.", Regel.Intern);

    public static readonly Regel ErLaestHelt =
        new("PLAN-4", "Udgaven er ikke læst helt ind. Vent, til jobbet er færdigt, eller slet udgaven og indlæs den igen.", Regel.Intern);
}
