namespace Esdh.Sager.Indhold;

/// <summary>Names of values as people read them.</summary>
internal static class Ord
{
    public static string Retning(string retning) => retning switch { "Indgaaende" => "Indgående", "Udgaaende" => "Udgående", _ => retning };

    public static string Tilstand(string tilstand) => tilstand;

    public static string Foelsomhed(string niveau) => niveau switch
    {
        "IkkeFortrolig" => "Ikke fortrolig",
        "Fortrolig" => "Fortrolige personoplysninger",
        "Foelsom" => "Følsomme personoplysninger",
        "Vip" => "VIP-sag",
        _ => niveau,
    };

    public static string Aktindsigt(string vurdering) => vurdering switch
    {
        "IkkeVurderet" => "Ikke vurderet",
        "KanUdleveres" => "Kan udleveres",
        "DelvistUndtaget" => "Delvist undtaget",
        _ => vurdering,
    };

    public static string Stoerrelse(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} byte",
        < 1_000_000 => $"{bytes / 1000} KB",
        _ => string.Create(System.Globalization.CultureInfo.GetCultureInfo("da-DK"), $"{bytes / 1_000_000.0:0.0} MB"),
    };
}
