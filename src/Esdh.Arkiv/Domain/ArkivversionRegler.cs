using Esdh.Core;

namespace Esdh.Arkiv.Domain;

/// <summary>What is refused about deliveries to the archive.</summary>
internal static class ArkivversionRegler
{
    public static readonly Regel IdBrugesEnGang = new("AV-1", "Arkiveringsversionens id er brugt. Hver arkiveringsversion har sit eget id fra arkivet.", Regel.Intern);

    public static readonly Regel Raekkefoelge = new("AV-2", "En arkiveringsversion bygges, kontrolleres, afsendes og godkendes i den rækkefølge.", Regel.Intern);

    public static readonly Regel AfvisesMedGrund = new("AV-3", "Når en arkiveringsversion afvises, skal grunden skrives.", Regel.Intern);

    public static readonly Regel KunUgodkendtAfvises = new("AV-4", "Kun en arkiveringsversion, der er bygget og ikke godkendt, kan afvises.", Regel.Intern);

    public static readonly Regel KunAfvistBygges = new("AV-5", "Kun en arkiveringsversion, der er afvist, eller hvis bygning er stoppet, kan bygges igen.", Regel.Intern);

    public static readonly Regel EnBygningAdGangen = new("AV-6", "Der bygges allerede en arkiveringsversion. Vent, til den er færdig, eller stop den.", Regel.Intern);

    public static readonly Regel PladsPaaDisken = new("AV-7", "Der er ikke plads på disken. Det, der er bygget, er gemt. Skaf plads, og byg videre; bygningen går videre, hvor den slap.", Regel.Intern);

    public static readonly Regel KunArkivarensPerioder = new("AV-8", "En journalperiode skal slutte, efter den er begyndt, og to perioder må ikke overlappe.", Regel.Intern);
}
