using System.Globalization;

namespace Esdh.Arkiv.Version;

/// <summary>The index files, in the order that their schemas ask for.</summary>
internal sealed class Indeksskriver(Versionsplan plan, string mappe, Arkivtekst tekst)
{
    private const string Rum = "http://www.sa.dk/xmlns/diark/1.0";

    public (string Md5, long Bytes) Arkiv(Udtraeksstand stand, bool harDokumenter)
    {
        using var ud = Begynd("archiveIndex");
        var (start, slut) = Periode(plan, stand);
        ud.Element("archiveInformationPackageID", plan.Avid);
        foreach (var foer in plan.Tidligere)
            ud.Element("archiveInformationPackageIDPrevious", foer);
        ud.Element("archivePeriodStart", Dag(start));
        ud.Element("archivePeriodEnd", Dag(slut));
        if (stand is { FoersteDokument: { } foerste, SidsteDokument: { } sidste })
        {
            ud.Element("documentPeriodStart", Dag(foerste));
            ud.Element("documentPeriodEnd", Dag(sidste));
        }

        ud.Element("archiveInformationPacketType", plan.Slutaflevering);
        ud.Raa("<archiveCreatorList>\n"u8);
        foreach (var skaber in plan.Arkivskabere)
        {
            ud.Element("creatorName", tekst.Ren(skaber.Navn) ?? "Ukendt");
            ud.Element("creationPeriodStart", Dag(skaber.Fra ?? start));
            ud.Element("creationPeriodEnd", Dag(skaber.Til ?? slut));
        }

        ud.Raa("</archiveCreatorList>\n"u8);
        ud.Element("archiveType", plan.ErPeriode);
        ud.Element("systemName", tekst.Ren(plan.Systemnavn) ?? "Esdh");
        ud.Element("systemPurpose", tekst.Ren(plan.Formaal) ?? "Sagsbehandling");
        ud.Element("systemContent", tekst.Ren(plan.Indhold) ?? "Sager og dokumenter");
        ud.Element("regionNum", false);
        ud.Element("komNum", false);
        ud.Element("cprNum", stand.HarCpr);
        ud.Element("cvrNum", stand.HarCvr);
        ud.Element("matrikNum", false);
        ud.Element("bbrNum", false);
        ud.Element("whoSygKod", false);
        if (stand.Form.Count > 0)
        {
            ud.Raa("<form>\n"u8);
            ud.Element("formVersion", tekst.Ren(stand.Formudgave) ?? "Ikke fastsat");
            ud.Raa("<classList>\n"u8);
            foreach (var klasse in stand.Form)
            {
                ud.Element("formClass", tekst.Ren(klasse[0]));
                ud.Element("formClassText", tekst.Ren(klasse[1]));
            }

            ud.Raa("</classList>\n</form>\n"u8);
        }

        ud.Element("containsDigitalDocuments", harDokumenter);
        ud.Element("containsGeodata", false);
        ud.Element("containsResearchData", false);
        ud.Element("researchSIP", false);
        ud.Element("documentsDisposal", plan.Kasseret);
        ud.Element("searchRelatedOtherRecords", false);
        ud.Element("systemFileConcept", harDokumenter);
        ud.Element("multipleDataCollection", false);
        ud.Element("personalDataRestrictedInfo", plan.FoelsommePersondata);
        ud.Element("otherAccessTypeRestrictions", plan.Fristforlaengende);
        ud.Element("archiveApproval", plan.Modtagearkiv);
        return Slut(ud, "archiveIndex");
    }

    /// <summary>The first and the last day that the version is about.</summary>
    public static (DateOnly Start, DateOnly Slut) Periode(Versionsplan plan, Udtraeksstand stand)
    {
        var frosset = Core.Calendar.DanishTime.DateOf(plan.Frosset);
        return plan is { Fra: { } fra, Til: { } til } ? (fra, til) : (stand.FoersteSag is { } f && f < frosset ? f : frosset, frosset);
    }

    public (string Md5, long Bytes) Kontekst(IEnumerable<(long Id, Kontekstfil Fil)> filer)
    {
        using var ud = Begynd("contextDocumentationIndex");
        foreach (var (id, fil) in filer)
        {
            ud.Raa("<document>\n"u8);
            ud.Element("documentID", Tal(id));
            ud.Element("documentTitle", tekst.Ren(fil.Titel) ?? "Uden titel");
            ud.Element("documentDate", fil.Dato is { } dato ? Dag(dato) : null);
            if (tekst.Ren(fil.Forfatter) is { } forfatter)
            {
                ud.Raa("<documentAuthor>\n"u8);
                ud.Element("authorInstitution", forfatter);
                ud.Raa("</documentAuthor>\n"u8);
            }

            ud.Raa("<documentCategory>\n"u8);
            foreach (var gruppe in Kategorier(fil.Kategorier))
            {
                ud.Raa($"<{gruppe.Key}>");
                foreach (var kategori in gruppe.Value)
                    ud.Element(kategori, true);
                ud.Raa($"</{gruppe.Key}>\n");
            }

            ud.Raa("</documentCategory>\n</document>\n"u8);
        }

        return Slut(ud, "contextDocumentationIndex");
    }

    public (string Md5, long Bytes) Tabeller(IReadOnlyList<Tabelstand> stande, bool harDokumenter)
    {
        var efterNavn = stande.ToDictionary(s => s.Navn, StringComparer.Ordinal);
        using var ud = Begynd("tableIndex", "siardDiark");
        ud.Element("version", "1.0");
        ud.Element("dbName", "Esdh");
        ud.Element("databaseProduct", "Esdh");
        ud.Raa("<tables>\n"u8);
        foreach (var tabel in Tabelkatalog.Alle)
            Tabel(ud, tabel, efterNavn[tabel.Navn], harDokumenter);
        ud.Raa("</tables>\n<views>\n"u8);
        foreach (var (navn, sql, beskrivelse) in Tabelkatalog.Visninger)
        {
            ud.Raa("<view>\n"u8);
            ud.Element("name", navn);
            ud.Element("queryOriginal", sql);
            ud.Element("description", beskrivelse);
            ud.Raa("</view>\n"u8);
        }

        ud.Raa("</views>\n"u8);
        return Slut(ud, "siardDiark");
    }

    /// <summary>Documents in the order of their ids.</summary>
    public (string Md5, long Bytes) Dokumenter(IEnumerable<(long Id, long? Foraelder, long Medie, long Samling, string Filnavn)> dokumenter)
    {
        using var ud = Begynd("docIndex");
        foreach (var (id, foraelder, medie, samling, filnavn) in dokumenter)
        {
            ud.Raa("<doc>"u8);
            ud.Element("dID", Tal(id));
            ud.Element("pID", foraelder is { } p ? Tal(p) : null);
            ud.Element("mID", Tal(medie));
            ud.Element("dCf", "docCollection" + Tal(samling));
            ud.Element("oFn", filnavn.ReplaceLineEndings(" ").Replace('\t', ' '));
            ud.Element("aFt", "tif");
            ud.Raa("</doc>\n"u8);
        }

        return Slut(ud, "docIndex");
    }

    public void Filer(IEnumerable<(string Mappe, string Fil, string Md5)> filer)
    {
        using var ud = Begynd("fileIndex");
        foreach (var (sti, fil, md5) in filer)
        {
            ud.Raa("<f>"u8);
            ud.Element("foN", sti);
            ud.Element("fiN", fil);
            ud.Element("md5", md5);
            ud.Raa("</f>\n"u8);
        }

        Slut(ud, "fileIndex");
    }

    private static void Tabel(Raekkeskriver ud, Tabel tabel, Tabelstand stand, bool harDokumenter)
    {
        ud.Raa("<table>\n"u8);
        ud.Element("name", tabel.Navn);
        ud.Element("folder", Tabelskriver.Navn(stand.Nummer));
        ud.Element("description", tabel.Beskrivelse);
        ud.Raa("<columns>\n"u8);
        for (var i = 0; i < tabel.Kolonner.Count; i++)
        {
            var kolonne = tabel.Kolonner[i];
            var type = kolonne.Type switch
            {
                Celletype.Heltal => "INTEGER",
                Celletype.Dato => "DATE",
                Celletype.Tidspunkt => "TIMESTAMP",
                Celletype.Boolsk => "BOOLEAN",
                _ => $"VARCHAR({Tal(Laengde(stand.Laengder[i]))})",
            };
            ud.Raa("<column>"u8);
            ud.Element("name", kolonne.Navn);
            ud.Element("columnID", "c" + Tal(i + 1));
            ud.Element("type", type);
            ud.Element("typeOriginal", kolonne.Type switch { Celletype.Heltal => "integer", Celletype.Dato => "date", Celletype.Tidspunkt => "timestamptz", Celletype.Boolsk => "boolean", _ => "text" });
            ud.Element("nullable", kolonne.Tom);
            ud.Element("description", kolonne.Beskrivelse);
            ud.Element("functionalDescription", harDokumenter ? kolonne.Maerke : null); // they are about documents and their cases: without documents they are errors
            ud.Raa("</column>\n"u8);
        }

        ud.Raa("</columns>\n<primaryKey>"u8);
        ud.Element("name", "PK_" + tabel.Navn);
        foreach (var del in tabel.Noegle)
            ud.Element("column", del);
        ud.Raa("</primaryKey>\n"u8);
        if (tabel.Fremmednoegler.Count > 0)
        {
            ud.Raa("<foreignKeys>\n"u8);
            foreach (var noegle in tabel.Fremmednoegler)
            {
                ud.Raa("<foreignKey>"u8);
                ud.Element("name", $"FK_{tabel.Navn}_{noegle.Kolonne}");
                ud.Element("referencedTable", noegle.Tabel);
                ud.Raa("<reference>"u8);
                ud.Element("column", noegle.Kolonne);
                ud.Element("referenced", noegle.Henvist);
                ud.Raa("</reference></foreignKey>\n"u8);
            }

            ud.Raa("</foreignKeys>\n"u8);
        }

        ud.Element("rows", Tal(stand.Raekker));
        ud.Raa("</table>\n"u8);
    }

    /// <summary>The longest there is, up to the next round number.</summary>
    private static int Laengde(int laengst) => laengst <= 10 ? 10 : laengst <= 50 ? 50 : laengst <= 100 ? 100 : laengst <= 255 ? 255 : ((laengst + 999) / 1000) * 1000;

    /// <summary>Grouped, and in the order of the schema.</summary>
    private static IEnumerable<KeyValuePair<string, List<string>>> Kategorier(IReadOnlyList<string> valgte) => Kontekstkategorier.Alle
        .Where(k => valgte.Contains(k)).Select(k => k.Split('/')).GroupBy(k => k[0], k => k[1]).Select(g => KeyValuePair.Create(g.Key, g.ToList()));

    /// <summary>Indices take years from 1700 to 2100.</summary>
    private static string Dag(DateOnly dag) =>
        (dag.Year < 1700 ? new DateOnly(1700, 1, 1) : dag.Year > 2100 ? new DateOnly(2100, 12, 31) : dag).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Tal(long tal) => tal.ToString(CultureInfo.InvariantCulture);

    private Raekkeskriver Begynd(string navn, string? rod = null)
    {
        var ud = new Raekkeskriver(Path.Combine(mappe, navn + ".xml"));
        ud.Raa($"<{rod ?? navn} xmlns=\"{Rum}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{Rum} ../Schemas/standard/{navn}.xsd\">\n");
        return ud;
    }

    private static (string Md5, long Bytes) Slut(Raekkeskriver ud, string rod)
    {
        ud.Raa($"</{rod}>\n");
        return ud.Slut();
    }
}

/// <summary>What a file of the context documentation can be about, in the order of the schema, but what the archive itself fills in.</summary>
internal static class Kontekstkategorier
{
    public static IReadOnlyList<string> Alle { get; } =
    [
        "systemInformation/systemPurpose", "systemInformation/systemRegulations", "systemInformation/systemContent", "systemInformation/systemAdministrativeFunctions", "systemInformation/systemPresentationStructure",
        "systemInformation/systemDataProvision", "systemInformation/systemDataTransfer", "systemInformation/systemPreviousSubsequentFunctions", "systemInformation/systemAgencyQualityControl",
        "systemInformation/systemPublication", "systemInformation/systemInformationOther", "systemInformation/systemTaxonomy", "systemInformation/systemInstruction",
        "operationalInformation/operationalSystemInformation", "operationalInformation/operationalSystemConvertedInformation", "operationalInformation/operationalSystemSOA", "operationalInformation/operationalSystemInformationOther",
        "submissionInformation/archivalProvisions", "submissionInformation/archivalTransformationInformation", "submissionInformation/archivalInformationOther", "informationOther/informationOther",
    ];
}
