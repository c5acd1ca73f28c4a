using System.Globalization;

namespace Esdh.Ui;

/// <summary>Colours mean status only: green done, amber soon, red late or wrong, blue in progress, grey otherwise.</summary>
public enum Farve { Graa, Blaa, Groen, Gul, Roed }

/// <summary>The shape beside a status word; with it nothing depends on colour.</summary>
public enum Figur { Ring, Halv, Fuld, Flueben, Pause, Ruder, Trekant, Ottekant, Kryds, Ur, Firkant, Op, Nedad, Lige }

public enum Knapart { Primaer, Sekundaer, Tertiaer, Advarsel }

public enum Beskedart { Info, Succes, Advarsel, Fejl }

public enum Felttype { Tekst, Dato, Tal, Email, Telefon, Soeg, Kode, Brugernavn, Langtekst, Valgliste, Afkrydsning, Radio, Fil, Skjult }

public enum Sortering { Ingen, Stigende, Faldende }

/// <summary>A status: word, colour, shape. View records carry it, <c>&lt;Status Som="..." /&gt;</c> shows it.</summary>
public sealed record Maerke(string Tekst, Farve Farve = Farve.Graa, Figur? Figur = null)
{
    internal string Figurnavn => (Figur ?? Farve switch
    {
        Farve.Groen => Ui.Figur.Flueben,
        Farve.Gul => Ui.Figur.Trekant,
        Farve.Roed => Ui.Figur.Ottekant,
        Farve.Blaa => Ui.Figur.Halv,
        _ => Ui.Figur.Ring,
    }).ToString().ToLowerInvariant();
}

/// <summary>A tab: a link with an address of its own.</summary>
public sealed record Fane(string Tekst, string Href, bool Aktiv = false, int? Antal = null, string? Ikon = null, int Hoejst = int.MaxValue);

/// <summary>An active filter; the link removes it.</summary>
public sealed record Brik(string Tekst, string FjernHref);

/// <summary>A step towards the page; the last has no address.</summary>
public sealed record Krumme(string Tekst, string? Href = null);

/// <summary>A choice in a list or among radio buttons.</summary>
public sealed record Mulighed(string Vaerdi, string Tekst, string? Under = null);

/// <summary>A number in a chart.</summary>
public sealed record Maalepunkt(string Navn, double Vaerdi, bool Fremhaevet = false, string? Href = null);

/// <summary>A step on a fixed course.</summary>
public sealed record Trinpunkt(string Navn);

/// <summary>A stretch of a clock; it runs or stands still.</summary>
/// <param name="Dage">Length in days, at least 0.</param>
public sealed record Urstykke(int Dage, bool Stoppet = false);

public static class Vis
{
    internal static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>A number as Danes write it: 12.345,6.</summary>
    public static string Tal(double tal) => tal.ToString("#,0.##", Dansk);

    /// <summary>A number for an SVG attribute: full stop, whatever the language of the server.</summary>
    internal static string Maal(double tal) => tal.ToString("0.##", CultureInfo.InvariantCulture);

    internal static string Lille<T>(T vaerdi) where T : struct, Enum => vaerdi.ToString().ToLowerInvariant();
}
