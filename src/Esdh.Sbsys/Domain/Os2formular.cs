using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Esdh.Sbsys.Domain;

/// <summary>What is to become of a form (<c>sbsip_rules_flow</c>).</summary>
internal enum Formularregel
{
    /// <summary><c>sbsys_standard</c>, and where nothing is said: on the newest open case of the template with this primary party, else on a new one.</summary>
    FindEllerOpret,

    /// <summary><c>sbsys_ny</c>.</summary>
    OpretAltid,

    /// <summary><c>sbsys_direkte_sag_2</c>, or a case number in <c>sbsysCaseFileNumber</c>.</summary>
    PaaSagsnummer,

    /// <summary><c>digital_post</c>, and what is not known: a person decides.</summary>
    TilEtMenneske,
}

/// <summary>
/// A form as OS2Forms sends it in <see cref="Filnavn"/>: root <c>os2formsFormular</c>. Names are read whatever their case and namespace, and what is not known is passed over, since suppliers differ.
/// </summary>
/// <param name="Regel">What is to become of it.</param>
/// <param name="Sagsnummer">The case that the form names.</param>
/// <param name="Skabelon">Number of a case template.</param>
/// <param name="Emne">Subject, <c>NN.NN.NN</c>; null where none is said.</param>
/// <param name="Facet">Facet, <c>ANN</c>; null where none is said.</param>
/// <param name="Cpr">Ten digits of the primary party, or of who sent it.</param>
/// <param name="Cvr">Eight digits.</param>
/// <param name="Navn">Of who sent it; null where none is said.</param>
internal sealed partial record Os2formular(
    Formularregel Regel, string? Sagsnummer, int? Skabelon, string? Emne, string? Facet, string? Cpr, string? Cvr, string? Navn, string? Adresse, string? Postnummer, string? By)
{
    /// <summary>The attachment's name, exactly.</summary>
    public const string Filnavn = "os2forms.xml";

    /// <summary>A form is a page of answers.</summary>
    public const int Stoerst = 5 * 1024 * 1024;

    private const string Rod = "os2formsFormular";

    /// <exception cref="InvalidDataException">It is no such form; the text is Danish and says why.</exception>
    public static Os2formular Laes(Stream xml)
    {
        XElement rod;
        try
        {
            using var laeser = XmlReader.Create(xml, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Stoerst });
            rod = XElement.Load(laeser);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"{Filnavn} kan ikke læses som XML.", e);
        }

        if (!Hedder(rod, Rod))
            throw new InvalidDataException($"{Filnavn} begynder ikke med {Rod}.");
        var (journalisering, slutbruger, data) = (Under(rod, "SBSYSJournalisering"), Under(Under(rod, "DigitalForsendelse"), "Slutbruger"), Under(rod, "FormularData"));
        var direkte = Tekst(data, "sbsysCaseFileNumber");
        var kle = Tekst(journalisering, "KLe");
        return new(
            Tekst(data, "sbsip_rules_flow")?.ToLowerInvariant() switch
            {
                _ when direkte is not null => Formularregel.PaaSagsnummer,
                null or "sbsys_standard" => Formularregel.FindEllerOpret,
                "sbsys_ny" => Formularregel.OpretAltid,
                "sbsys_direkte_sag_2" => Formularregel.PaaSagsnummer,
                _ => Formularregel.TilEtMenneske,
            },
            direkte ?? Tekst(data, "sbsys_sags_nr"), int.TryParse(Tekst(journalisering, "SagSkabelonId"), out var skabelon) ? skabelon : null,
            kle is not null && Emneform().Match(kle) is { Success: true } e2 ? e2.Value : null, kle is not null && Facetform().Match(kle) is { Success: true } f ? f.Value : null,
            Cifre(Tekst(journalisering, "PrimaerPartCprNummer"), 10) ?? Cifre(Tekst(slutbruger, "CprNummer"), 10), Cifre(Tekst(journalisering, "PrimaerPartCvrNummer"), 8) ?? Cifre(Tekst(slutbruger, "CvrNummer"), 8),
            Kort(Tekst(slutbruger, "Navn"), 200), Kort(Tekst(slutbruger, "Adresse"), 200), Cifre(Tekst(slutbruger, "Postnr"), 4), Kort(Tekst(slutbruger, "Postdistrikt"), 100));
    }

    private static bool Hedder(XElement e, string navn) => string.Equals(e.Name.LocalName, navn, StringComparison.OrdinalIgnoreCase);

    private static XElement? Under(XElement? e, string navn) => e?.Elements().FirstOrDefault(x => Hedder(x, navn));

    /// <summary>Also a value that lies deeper: form data is as each form has it.</summary>
    private static string? Tekst(XElement? e, string navn) => e?.Descendants().FirstOrDefault(x => Hedder(x, navn) && !x.HasElements)?.Value.Trim() is { Length: > 0 } v ? v : null;

    private static string? Cifre(string? tekst, int antal) => tekst is not null && string.Concat(tekst.Where(char.IsAsciiDigit)) is var cifre && cifre.Length == antal ? cifre : null;

    private static string? Kort(string? tekst, int hoejst) => tekst?.Length > hoejst ? tekst[..hoejst] : tekst;

    [GeneratedRegex(@"\d\d\.\d\d\.\d\d")]
    private static partial Regex Emneform();

    [GeneratedRegex(@"\b[A-ZÆØÅ]\d\d\b")]
    private static partial Regex Facetform();
}
