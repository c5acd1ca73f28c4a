using Esdh.Core;

namespace Esdh.Klub.Domain;

internal static class OenskeRegler
{
    public static readonly Regel ErLevende = new("OENSKE-1", "Ønsket er afsluttet eller samlet med et andet. Der kan ikke ændres ved det.", Regel.Intern);
    public static readonly Regel SamlesMedLevende = new("OENSKE-2", "Et ønske kan kun samles med et andet, der stadig er åbent, og ikke med sig selv.", Regel.Intern);
    public static readonly Regel SkridtetFindes = new("OENSKE-3", "Ønsket kan ikke gå direkte dertil, hvor det står nu.", Regel.Intern);
    public static readonly Regel ErVurderet = new("OENSKE-4", "En arbejdsgruppe skal have vurderet ønsket, før det er klar til afstemning.", Regel.Intern);
    public static readonly Regel StemmesIkkeOm = new("OENSKE-5", "Der stemmes om ønsket. Det kan først ændres, når afstemningen er gjort op.", Regel.Intern);

    /// <summary>Where a wish can go by hand; ballots, the road map and merging move it themselves.</summary>
    public static IReadOnlyList<Oenskestand> Veje(Oenskestand fra) => fra switch
    {
        Oenskestand.Nyt => [Oenskestand.Vurderes, Oenskestand.Afvist],
        Oenskestand.Vurderes => [Oenskestand.Klar, Oenskestand.Nyt, Oenskestand.Afvist],
        Oenskestand.Klar => [Oenskestand.Vurderes, Oenskestand.Valgt, Oenskestand.Afvist],
        Oenskestand.Valgt => [Oenskestand.Klar, Oenskestand.Afvist],
        Oenskestand.PaaKoereplan => [Oenskestand.Leveret, Oenskestand.Klar],
        Oenskestand.Afvist => [Oenskestand.Nyt],
        _ => [],
    };

    public static string Navn(Oenskestand stand) => stand switch { Oenskestand.TilAfstemning => "Til afstemning", Oenskestand.PaaKoereplan => "På køreplanen", _ => stand.ToString() };
}
