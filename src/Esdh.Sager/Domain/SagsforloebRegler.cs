using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on cases of a module's type.</summary>
internal static class SagsforloebRegler
{
    public static readonly Regel VejenFindes =
        new("TRIN-1", "Sagen kan ikke gå til det trin, hvor den står nu.", Regel.Intern);

    public static readonly Regel TrinnetErParat =
        new("TRIN-2", "Trinnet kan ikke tages endnu, for noget mangler.", Regel.Intern);

    public static readonly Regel TrinnetErDit =
        new("TRIN-3", "Trinnet kan kun tages af andre roller end din.", Regel.Intern);

    public static readonly Regel TrinnetHarEtOrd =
        new("TRIN-4", "Trinnet skal begrundes. Skriv en kommentar.", Regel.Intern);

    public static readonly Regel SagenHarTrin =
        new("TRIN-5", "Sagen følger trin, og dens status skifter med dem. Tag det næste trin i stedet.", Regel.Intern);

    public static readonly Regel SagenHarIngenTrin =
        new("TRIN-6", "Sagen hører ikke til en sagstype med trin og felter, eller sagsområdet er slået fra.", Regel.Intern);

    public static readonly Regel UdgavenErEnAnden =
        new("TRIN-7", "Sagen følger allerede den udgave.", Regel.Intern);

    public static readonly Regel UdgavensTrinErAabent =
        new("TRIN-8", "En sag flyttes til et trin, hvor den er åben.", Regel.Intern);

    public static readonly Regel UretGaar =
        new("UR-1", "Uret står allerede stille.", Regel.Intern);

    public static readonly Regel UretErIkkeSlut =
        new("UR-2", "Uret er slut.", Regel.Intern);

    public static readonly Regel UretStaarStille =
        new("UR-3", "Uret går allerede.", Regel.Intern);

    public static readonly Regel StoppetBegrundes =
        new("UR-4", "Skriv, hvorfor uret stoppes.", Regel.Intern);

    public static readonly Regel ModuletErSlukket =
        new("MOD-1", "Sagsområdet er allerede slået til.", Regel.Intern);

    public static readonly Regel ModuletErTaendt =
        new("MOD-2", "Sagsområdet er ikke slået til.", Regel.Intern);
}
