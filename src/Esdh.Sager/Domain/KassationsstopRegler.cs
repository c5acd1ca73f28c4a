using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses about stops of disposal.</summary>
internal static class KassationsstopRegler
{
    public static readonly Regel ErIKraft =
        new("STOP-1", "Kassationsstoppet er allerede ophævet. Sæt et nyt, hvis der er brug for det.", Regel.Intern);

    public static readonly Regel ModuletsEget =
        new("STOP-2", "Stoppet er sat af et sagsområde, mens noget er uafklaret. Det ophæves af sig selv, når det er afsluttet.", Regel.Intern);
}
