using Esdh.Core;

namespace Esdh.Adgang.Domain;

/// <summary>What is refused on users, units and clients.</summary>
internal static class AdgangRegler
{
    public static readonly Regel EgneRoller =
        new("ADG-1", "Man ændrer ikke selv sine roller og lukker ikke sig selv. Det gør en anden administrator.", Regel.Intern);

    public static readonly Regel EnAdministrator =
        new("ADG-2", "Der skal altid være mindst én aktiv administrator med adgangskode eller eksternt logon.", Regel.Intern);

    public static readonly Regel IngenKreds =
        new("ADG-3", "En enhed kan ikke ligge under sig selv eller en af sine egne underenheder.", Regel.Intern);

    public static readonly Regel TomEnhed =
        new("ADG-4", "Enheden kan ikke lukkes endnu.", Regel.Intern);

    public static readonly Regel AktivEnhed =
        new("ADG-5", "Enheden er lukket og kan ikke få brugere eller underenheder.", Regel.Intern);

    public static readonly Regel EksterntLogon =
        new("ADG-6", "Brugeren har ingen adgangskode her.", Regel.Intern);
}
