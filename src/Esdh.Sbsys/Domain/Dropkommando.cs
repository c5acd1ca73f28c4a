using System.Xml;
using System.Xml.Linq;

namespace Esdh.Sbsys.Domain;

/// <summary>What a program asks for in a user's drop folder, in an XML file beside the files it is about, as clients of SBSYS write it (root <c>SbsysDropFile</c>).</summary>
/// <param name="Navn">What the user is to see it called; null where nothing is said.</param>
/// <param name="Cpr">Ten digits of the person it is about.</param>
/// <param name="Filer">Names of files in the same folder, without path: whatever path was written, only a file beside is meant.</param>
internal sealed record Dropkommando(string? Navn, string? Cpr, IReadOnlyList<string> Filer)
{
    /// <summary>An order is some lines.</summary>
    public const int Stoerst = 256 * 1024;

    private const string Rod = "SbsysDropFile", Journaliser = "JournaliserFiler";

    private const int FlestFiler = 200;

    /// <returns>The orders in the file, or null where it is XML of another kind, which is somebody's document.</returns>
    /// <exception cref="InvalidDataException">It cannot be read or done; the text is Danish and says why.</exception>
    public static IReadOnlyList<Dropkommando>? Laes(Stream xml)
    {
        XElement rod;
        try
        {
            using var laeser = XmlReader.Create(xml, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Stoerst });
            rod = XElement.Load(laeser);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException("Filen kan ikke læses som XML.", e);
        }

        if (!Hedder(rod, Rod))
            return null;
        var kommandoer = rod.Elements().Where(e => Hedder(e, "Command")).Select(Laes).ToList();
        return kommandoer.Count == 0 ? throw new InvalidDataException("Der står ingen kommando (Command) i filen.")
            : kommandoer.Sum(k => k.Filer.Count) > FlestFiler ? throw new InvalidDataException($"Der er over {FlestFiler} filer i een bestilling.")
            : kommandoer;
    }

    private static Dropkommando Laes(XElement e)
    {
        var verbum = Vaerdi(e, "Verb");
        if (!string.Equals(verbum, Journaliser, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"Kommandoen »{verbum}« kendes ikke. Den, der udføres, er {Journaliser}.");
        var filer = e.Elements().Where(x => Hedder(x, "Fil")).Select(x => Vaerdi(x, "Sti") is { } sti ? sti[(sti.LastIndexOfAny(['/', '\\']) + 1)..] : "").ToList();
        if (filer.Count == 0 || filer.Exists(f => f is "" or "." or ".."))
            throw new InvalidDataException("Der mangler en fil (Fil med Sti).");
        var cifre = string.Concat((Vaerdi(e, "CprNummer") ?? "").Where(char.IsAsciiDigit));
        return new(Vaerdi(e, "Navn"), cifre.Length == 10 ? cifre : null, filer);
    }

    private static bool Hedder(XElement e, string navn) => string.Equals(e.Name.LocalName, navn, StringComparison.OrdinalIgnoreCase);

    private static string? Vaerdi(XElement e, string navn) => e.Attributes().FirstOrDefault(a => string.Equals(a.Name.LocalName, navn, StringComparison.OrdinalIgnoreCase))?.Value.Trim() is { Length: > 0 } v ? v : null;
}
