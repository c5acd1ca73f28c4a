using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What is refused of saved searches.</summary>
internal static class GemtSoegningRegler
{
    public static readonly Regel RettesAfEjerEllerLeder =
        new("GEMT-1", "En delt søgning ændres af den, der ejer den, så længe vedkommende er i enheden, og af enhedens leder. Gem en kopi, hvis du vil have den anderledes.", Regel.Intern);

    public static readonly Regel TagesOverNaarEjerenErVaek =
        new("GEMT-2", "Søgningen har en ejer i enheden. Den kan først overtages, når ejeren er rejst eller har givet slip på den.", Regel.Intern);

    public static readonly Regel KanFoelges =
        new("GEMT-3", "Søgningen finder mere end 10.000 hits. Afgræns den, fx med et årstal, et emne eller flere ord, før nye hits annonceres.", Regel.Intern);

    public static readonly Regel IndeksetErKlar =
        new("GEMT-4", "Søgeindekset bygges, så det kan ikke ses, hvad der er nyt. Prøv igen, når det er færdigt.", Regel.Intern);

    public static readonly Regel AlleredeDelt =
        new("GEMT-5", "Enheden har allerede en delt søgning med det navn. Omdøb den ene først.", Regel.Intern);

    public static readonly Regel NavnetErBrugt =
        new("GEMT-6", "Du har fået en anden søgning med det navn. Omdøb den, og hent så den slettede tilbage.", Regel.Intern);
}
