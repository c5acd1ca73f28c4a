using System.Xml;
using System.Xml.Schema;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Reads an index once: hashed, held against its official schema, and handed out element by element.</summary>
internal static class Indekslaeser
{
    private const int MaksFejl = 10_000;

    /// <summary>Safe settings for strangers' XML: no DTD, nothing fetched.</summary>
    public static XmlReaderSettings Sikker(XmlSchemaSet? skema = null, ValidationEventHandler? ved = null)
    {
        var valg = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersFromEntities = 1024 };
        if (skema is null)
            return valg;
        valg.ValidationType = ValidationType.Schema;
        valg.Schemas = skema;
        valg.ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints;
        valg.ValidationEventHandler += ved;
        return valg;
    }

    /// <param name="forloeb">The run.</param>
    /// <param name="sti">The file.</param>
    /// <param name="vist">As it is named in findings.</param>
    /// <param name="skema">The schema's name.</param>
    /// <param name="form">Said where it is no XML.</param>
    /// <param name="ugyldig">Said where it does not follow its schema.</param>
    /// <param name="elementer">The elements to hand out.</param>
    /// <param name="modtag">Takes them.</param>
    /// <returns>Whether it could be read to its end, and its MD5.</returns>
    public static (bool Hel, UInt128? Md5) Laes(Forloeb forloeb, string sti, string vist, string skema, Kontrolpunkt form, Kontrolpunkt ugyldig, IReadOnlyList<string> elementer, Action<Knude> modtag)
    {
        try
        {
            using var stroem = new Laesestroem(sti, forloeb);
            var (erklaeret, utf8) = Xmlerklaering.Laes(stroem.Begyndelse());
            if (!erklaeret)
                forloeb.Fund.Meld(Indekspunkter.IngenErklaering, vist);
            else if (!utf8)
                forloeb.Fund.Meld(Indekspunkter.IkkeUtf8, vist);
            var fejl = 0;
            void Ugyldig(object? _, ValidationEventArgs e)
            {
                if (++fejl > MaksFejl)
                    throw new ForStortException($"mere end {MaksFejl} brud på skemaet");
                forloeb.Fund.Meld(ugyldig, vist, forklaring: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"linje {e.Exception.LineNumber}: {e.Message}"));
            }

            var hel = false;
            try
            {
                using var laeser = XmlReader.Create(stroem, Sikker(Officielleskemaer.Skema(skema), Ugyldig));
                while (laeser.Read())
                {
                    stroem.Kommet();
                    if (laeser.Depth > 16)
                        throw new ForStortException("mere end 16 elementer i hinanden");
                    if (laeser.NodeType == XmlNodeType.Element && elementer.Contains(laeser.LocalName))
                        modtag(Knude.Laes(laeser));
                }

                hel = true;
            }
            catch (XmlException e)
            {
                MeldXml(forloeb, form, vist, e);
            }
            catch (ForStortException e)
            {
                forloeb.Fund.Meld(Egnepunkter.ForStortElement, vist, forklaring: e.Message);
            }

            return (hel, stroem.Md5());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            forloeb.Fund.Meld(Egnepunkter.KanIkkeLaeses, vist, forklaring: e.Message);
            return (false, null);
        }
    }

    public static void MeldXml(Forloeb forloeb, Kontrolpunkt form, string vist, XmlException e, string? tabel = null)
    {
        if (e.Message.Contains("DTD", StringComparison.Ordinal))
            forloeb.Fund.Meld(Egnepunkter.Dtd, vist, tabel);
        else
            forloeb.Fund.Meld(form, vist, tabel, forklaring: e.Message);
    }
}
