namespace Esdh.Adgang.Domain;

/// <summary>How long an authority keeps its access log, and what happens to users who are refused again and again. The one row is missing until somebody decides.</summary>
internal sealed class Adgangslogindstilling
{
    /// <summary>Key of the one row.</summary>
    public const int Eneste = 1;

    /// <summary>Longest and shortest; five years is the most.</summary>
    public const int FaerrestMaaneder = 1, FlestMaaneder = 60;

    public int Nr { get; init; } = Eneste;

    /// <summary>Months kept, 1 to 60.</summary>
    public int Maaneder { get; set; }

    /// <summary>Whether repeated refusals block the user.</summary>
    public bool Spaer { get; set; }

    /// <summary>So many refusals ...</summary>
    public int Afvisninger { get; set; }

    /// <summary>... within so many minutes ...</summary>
    public int VindueMinutter { get; set; }

    /// <summary>... block the user for so many minutes.</summary>
    public int SpaerringMinutter { get; set; }

    public long Version { get; set; }
}
