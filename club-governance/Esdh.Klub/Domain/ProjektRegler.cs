using Esdh.Core;

namespace Esdh.Klub.Domain;

/// <summary>What is refused in joint projects.</summary>
internal static class ProjektRegler
{
    public static readonly Regel GraensenErNaaet = new("KLUBPROJEKT-1", "Byggeriet begynder først, når medlemmer med den aftalte del af befolkningen er tilsluttet.", Regel.Intern);

    public static readonly Regel StandenErNaeste = new("KLUBPROJEKT-2", "Et projekt går fra tilslutning til byggeri, pilot, udrulning og drift i den rækkefølge.", Regel.Intern);

    public static readonly Regel PilotenErGodkendt = new("KLUBPROJEKT-3", "Piloten skal være godkendt, før systemet rulles ud.", Regel.Intern);

    public static readonly Regel LoftetHolder = new("KLUBPROJEKT-4", "Klubbens udlæg kan ikke overstige det bindende loft.", Regel.Intern);

    public static readonly Regel LoftetErBindende = new("KLUBPROJEKT-5", "Loft, betalingsenhed og tilbagebetaling ændres ikke, når et medlem er tilsluttet.", Regel.Intern);

    public static readonly Regel ErBesluttet = new("KLUBPROJEKT-6", "Et medlem er først tilsluttet, når dets råd har besluttet det, og det er sagt, hvor mange enheder det betaler for.", Regel.Intern);

    public static readonly Regel TilslutningenErBindende = new("KLUBPROJEKT-7", "En tilslutning trækkes ikke tilbage, og man tilslutter sig, før byggeriet begynder.", Regel.Intern);

    public static readonly Regel ErIDrift = new("KLUBPROJEKT-8", "Der tilbagebetales i de aftalte år fra driften.", Regel.Intern);
}
