using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on parties.</summary>
internal static class PartRegler
{
    public static readonly Regel ErPaaSagen =
        new("PART-1", "Parten er udgået af sagen. Tilføj den igen, hvis den stadig er part.", Regel.Intern);

    public static readonly Regel IngenRepraesentantTilbage =
        new("PART-2", "Parten har en partsrepræsentant på sagen. Lad repræsentanten udgå først.", Regel.Intern);

    public static readonly Regel RepraesentererEnAnden =
        new("PART-3", "En part kan ikke repræsentere sig selv, heller ikke gennem andre.", Regel.Intern);

    public static readonly Regel FuldmagtHoererTilRepraesentant =
        new("PART-4", "En fuldmagt hører til en part, der repræsenterer en anden. Vælg, hvem parten repræsenterer.", Regel.Intern);

    public static readonly Regel NummerSkiftesIkke =
        new("PART-5", "Parten har allerede et CPR- eller CVR-nummer. Er det en anden, så tilføj en ny part.", Regel.Intern);
}
