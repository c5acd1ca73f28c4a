using Esdh.Core.Calendar;
using Esdh.Sager.Foresp;
using Esdh.Sager.Sider;

namespace Esdh.Sager.Indhold;

/// <summary>Which program edits which kind of file, and how it is asked to.</summary>
internal static class Redigeringsord
{
    private static readonly (string Navn, string Skema, string[] Typer)[] Programmer =
    [
        ("Word", "ms-word", [".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt"]),
        ("Excel", "ms-excel", [".xlsx", ".xlsm", ".xls", ".csv", ".ods"]),
        ("PowerPoint", "ms-powerpoint", [".pptx", ".pptm", ".ppt", ".odp"]),
    ];

    private static readonly string[] AndreTilLibreOffice = [".odg", ".ott", ".txt", ".html", ".htm"];

    /// <summary>The program of Microsoft Office that edits the file; null where none does.</summary>
    public static (string Navn, string Skema)? Program(string filnavn)
    {
        var type = Path.GetExtension(filnavn);
        foreach (var (navn, skema, typer) in Programmer)
        {
            if (typer.Contains(type, StringComparer.OrdinalIgnoreCase))
                return (navn, skema);
        }

        return null;
    }

    public static bool AabnesAfLibreOffice(string filnavn) => Program(filnavn) is not null || AndreTilLibreOffice.Contains(Path.GetExtension(filnavn), StringComparer.OrdinalIgnoreCase);

    /// <param name="fil">With its address below the server's own.</param>
    /// <param name="vaert">The server as the browser knows it.</param>
    public static Redigeringslink Link(Redigeringsadresse fil, string vaert)
    {
        var adresse = vaert + fil.Adresse;
        var program = Program(fil.Filnavn);
        return new(fil.Filnavn, adresse, program?.Navn, program is { } p ? $"{p.Skema}:ofe|u|{adresse}" : null, AabnesAfLibreOffice(fil.Filnavn) ? $"vnd.libreoffice.command:ofe|u|{adresse}" : null);
    }

    public static Redigeringsbesked Besked(AfsluttetRedigering a) => new(
        a.Id, a.DokumentId, a.Titel,
        $"{a.Af} afsluttede din redigering {DanishTime.ShortDateTime(a.Tid)}{(a.Grund is null ? "." : $": »{a.Grund}«")} {(a.NyeUdgaver > 0 ? "Det, du nåede at gemme, ligger på dokumentet." : "Du havde ikke gemt noget.")} Har du filen åben endnu, så gem en kopi.");
}
