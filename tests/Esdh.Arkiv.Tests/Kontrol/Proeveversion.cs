using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>
/// A small arkiveringsversion on two media that is right in every way, written out by hand and not by the product: five tables with keys of one and two columns, eight
/// documents of every format, one with a parent, one of two files, context documents, views. Tests break one thing in it.
/// </summary>
internal sealed class Proeveversion
{
    public const string Id = "AVID.KORS.1001";
    public const string M1 = Id + ".1";
    public const string M2 = Id + ".2";

    private readonly SortedDictionary<string, byte[]> filer = new(StringComparer.Ordinal);
    private readonly HashSet<string> mapper = new(StringComparer.Ordinal);
    private readonly HashSet<string> udenforIndeks = new(StringComparer.Ordinal);
    private readonly List<(string Fra, string Til)> indeksrettelser = [];
    private readonly List<Action<string>> bagefter = [];

    public Proeveversion()
    {
        foreach (var skema in new[] { "XMLSchema", "archiveIndex", "contextDocumentationIndex", "docIndex", "fileIndex", "researchIndex", "tableIndex" })
        {
            using var kilde = typeof(Esdh.Arkiv.Contract.Arkivkontrol).Assembly.GetManifestResourceStream($"Skemaer/{skema}.xsd")!;
            var kopi = new MemoryStream();
            kilde.CopyTo(kopi);
            filer[$"{M1}/Schemas/standard/{skema}.xsd"] = kopi.ToArray();
        }

        Fil($"{M1}/Schemas/localShared/localSchema1.xsd", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"/>\n");
        Fil(Indeks("archiveIndex"), ArchiveIndex);
        Fil(Indeks("contextDocumentationIndex"), KontekstIndex);
        Fil(Indeks("docIndex"), DocIndex());
        Fil(Indeks("tableIndex"), TableIndex());
        for (var n = 1; n <= Tabeller.Length; n++)
            Tabel(n);
        var dokumenter = new (int Id, byte[][] Filer, string Format)[]
        {
            (1, [Proevefiler.Tif()], "tif"), (2, [Proevefiler.Tif(2)], "tif"), (3, [Proevefiler.Jp2()], "jp2"), (4, [Proevefiler.Mp3()], "mp3"), (5, [Proevefiler.Wav()], "wav"), (6, [Proevefiler.Mpg()], "mpg"),
            (7, [Proevefiler.Tif(), Proevefiler.Tif()], "tif"), (8, [Proevefiler.Gml()], "gml"),
        };
        foreach (var (id, sider, format) in dokumenter)
        {
            for (var s = 0; s < sider.Length; s++)
                filer[string.Create(CultureInfo.InvariantCulture, $"{Dokument(id)}/{s + 1}.{format}")] = sider[s];
        }

        filer[$"{M1}/ContextDocumentation/docCollection1/1/1.tif"] = Proevefiler.Tif();
        filer[$"{M1}/ContextDocumentation/docCollection1/2/1.tif"] = Proevefiler.Tif();
    }

    public static string Indeks(string navn) => $"{M1}/Indices/{navn}.xml";

    public static string Tabelfil(int n, string type = "xml") => string.Create(CultureInfo.InvariantCulture, $"{(n == 5 ? M2 : M1)}/Tables/table{n}/table{n}.{type}");

    public static string Dokument(int id) => string.Create(CultureInfo.InvariantCulture, $"{(id < 7 ? M1 : M2)}/Documents/docCollection{(id < 7 ? 1 : 2)}/{id}");

    public IEnumerable<string> Stier => filer.Keys;

    public byte[] Bytes(string sti) => filer[sti];

    public Proeveversion Fil(string sti, string tekst) => Fil(sti, Encoding.UTF8.GetBytes(tekst));

    public Proeveversion Fil(string sti, byte[] bytes)
    {
        filer[sti] = bytes;
        return this;
    }

    /// <summary>Changes the text of a file, before its MD5 is taken. The old text must be there.</summary>
    public Proeveversion Ret(string sti, string fra, string til)
    {
        var tekst = Encoding.UTF8.GetString(filer[sti]);
        var i = tekst.IndexOf(fra, StringComparison.Ordinal);
        Assert.True(i >= 0, $"»{fra}« is not in {sti}.");
        return Fil(sti, string.Concat(tekst.AsSpan(0, i), til, tekst.AsSpan(i + fra.Length)));
    }

    public Proeveversion RetAlle(string sti, string fra, string til) => Fil(sti, Encoding.UTF8.GetString(filer[sti]).Replace(fra, til, StringComparison.Ordinal));

    public Proeveversion Fjern(string begyndelse)
    {
        var ramte = filer.Keys.Where(k => k == begyndelse || k.StartsWith(begyndelse + "/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ramte);
        ramte.ForEach(k => filer.Remove(k));
        return this;
    }

    public Proeveversion Flyt(string fra, string til)
    {
        var ramte = filer.Keys.Where(k => k == fra || k.StartsWith(fra + "/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ramte);
        foreach (var k in ramte)
        {
            filer[til + k[fra.Length..]] = filer[k];
            filer.Remove(k);
        }

        return this;
    }

    public Proeveversion Mappe(string sti)
    {
        mapper.Add(sti);
        return this;
    }

    /// <summary>The file is there, and not in fileIndex.xml.</summary>
    public Proeveversion UdenforIndeks(string sti)
    {
        udenforIndeks.Add(sti);
        return this;
    }

    /// <summary>Changes fileIndex.xml itself.</summary>
    public Proeveversion RetIndeks(string fra, string til)
    {
        indeksrettelser.Add((fra, til));
        return this;
    }

    /// <summary>Does something to the folder when everything has been written.</summary>
    public Proeveversion Bagefter(Action<string> handling)
    {
        bagefter.Add(handling);
        return this;
    }

    /// <summary>Writes it below <paramref name="rod"/>.</summary>
    public void Skriv(string rod)
    {
        if (!filer.ContainsKey(Indeks("fileIndex")))
        {
            var indeks = FileIndex();
            foreach (var (fra, til) in indeksrettelser)
            {
                var i = indeks.IndexOf(fra, StringComparison.Ordinal);
                Assert.True(i >= 0, $"»{fra}« is not in fileIndex.xml.");
                indeks = string.Concat(indeks.AsSpan(0, i), til, indeks.AsSpan(i + fra.Length));
            }

            Fil(Indeks("fileIndex"), indeks);
        }

        foreach (var mappe in mapper)
            Directory.CreateDirectory(Path.Combine(rod, mappe));
        foreach (var (sti, bytes) in filer)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(rod, sti))!);
            File.WriteAllBytes(Path.Combine(rod, sti), bytes);
        }

        bagefter.ForEach(h => h(rod));
    }

    private string FileIndex()
    {
        var ud = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fileIndex xmlns=\"http://www.sa.dk/xmlns/diark/1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.sa.dk/xmlns/diark/1.0 ../Schemas/standard/fileIndex.xsd\">\n");
        foreach (var (sti, bytes) in filer.Where(f => !udenforIndeks.Contains(f.Key)))
        {
            var i = sti.LastIndexOf('/');
#pragma warning disable CA5351 // the archives' own choice
            ud.Append(CultureInfo.InvariantCulture, $"<f><foN>{sti[..i].Replace('/', '\\')}</foN><fiN>{sti[(i + 1)..]}</fiN><md5>{Convert.ToHexString(MD5.HashData(bytes))}</md5></f>\n");
#pragma warning restore CA5351
        }

        return ud.Append("</fileIndex>\n").ToString();
    }

    private const string Hoved = "xmlns=\"http://www.sa.dk/xmlns/diark/1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private const string ArchiveIndex = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <archiveIndex {Hoved} xsi:schemaLocation="http://www.sa.dk/xmlns/diark/1.0 ../Schemas/standard/archiveIndex.xsd">
        <archiveInformationPackageID>{Id}</archiveInformationPackageID>
        <archivePeriodStart>2021-01-01</archivePeriodStart>
        <archivePeriodEnd>2025-12-31</archivePeriodEnd>
        <documentPeriodStart>2021-01-01</documentPeriodStart>
        <documentPeriodEnd>2025-12-31</documentPeriodEnd>
        <archiveInformationPacketType>false</archiveInformationPacketType>
        <archiveCreatorList><creatorName>Korsbæk Kommune</creatorName><creationPeriodStart>2007</creationPeriodStart><creationPeriodEnd>2025</creationPeriodEnd></archiveCreatorList>
        <archiveType>false</archiveType>
        <systemName>Elektronisk sags- og dokumenthåndtering</systemName>
        <systemPurpose>Kommunens sager</systemPurpose>
        <systemContent>Sager og dokumenter</systemContent>
        <regionNum>false</regionNum><komNum>true</komNum><cprNum>true</cprNum><cvrNum>false</cvrNum><matrikNum>false</matrikNum><bbrNum>false</bbrNum><whoSygKod>false</whoSygKod>
        <form><formVersion>2.0</formVersion><classList><formClass>23.10</formClass><formClassText>Byggeri</formClassText></classList></form>
        <containsDigitalDocuments>true</containsDigitalDocuments>
        <containsGeodata>true</containsGeodata>
        <containsResearchData>false</containsResearchData>
        <researchSIP>false</researchSIP>
        <documentsDisposal>false</documentsDisposal>
        <searchRelatedOtherRecords>false</searchRelatedOtherRecords>
        <systemFileConcept>true</systemFileConcept>
        <multipleDataCollection>false</multipleDataCollection>
        <personalDataRestrictedInfo>true</personalDataRestrictedInfo>
        <otherAccessTypeRestrictions>false</otherAccessTypeRestrictions>
        <archiveApproval>KORS</archiveApproval>
        </archiveIndex>

        """;

    private const string KontekstIndex = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <contextDocumentationIndex {Hoved} xsi:schemaLocation="http://www.sa.dk/xmlns/diark/1.0 ../Schemas/standard/contextDocumentationIndex.xsd">
        <document><documentID>1</documentID><documentTitle>Journalplan</documentTitle><documentCategory><systemInformation><systemTaxonomy>true</systemTaxonomy></systemInformation></documentCategory></document>
        <document><documentID>2</documentID><documentTitle>Journalinstruks</documentTitle><documentCategory><systemInformation><systemInstruction>true</systemInstruction></systemInformation></documentCategory></document>
        </contextDocumentationIndex>

        """;

    private static string DocIndex()
    {
        var ud = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<docIndex {Hoved} xsi:schemaLocation=\"http://www.sa.dk/xmlns/diark/1.0 ../Schemas/standard/docIndex.xsd\">\n");
        string[] formater = ["tif", "tif", "jp2", "mp3", "wav", "mpg", "tif", "gml"];
        for (var id = 1; id <= formater.Length; id++)
        {
            ud.Append(CultureInfo.InvariantCulture, $"<doc><dID>{id}</dID>{(id == 2 ? "<pID>1</pID>" : "")}<mID>{(id < 7 ? 1 : 2)}</mID><dCf>docCollection{(id < 7 ? 1 : 2)}</dCf><oFn>Brev {id}.docx</oFn><aFt>{formater[id - 1]}</aFt>{(id == 8 ? "<gmlXsd>localSchema1.xsd</gmlXsd>" : "")}</doc>\n");
        }

        return ud.Append("</docIndex>\n").ToString();
    }

    private sealed record K(string Navn, string Type, bool Nul = false, params string[] Maerker);

    private sealed record T(string Navn, K[] Kolonner, string[] Noegle, (string Navn, string Til, (string Fra, string Hen)[] Par)[] Fremmede, string?[][] Raekker);

    private static readonly T[] Tabeller =
    [
        new("SAGER", [new("SagId", "INTEGER", false, "Sagsidentifikation"), new("Titel", "VARCHAR(100)", false, "Sagstitel"), new("Oprettet", "DATE"), new("EmneKode", "VARCHAR(8)")], ["SagId"],
            [("FK_SAGER_EMNER", "EMNER", [("EmneKode", "Kode")])],
            [["1", "Carport på Skovvej", "2021-02-03", "02.34.02"], ["2", "Ansøgning om tilladelse – »hegn«", "2022-05-06", "02.34.02"], ["3", "Møde 🙂", "2023-07-08", "00.01.10"]]),
        new("DOKUMENTER",
            [new("DokId", "INTEGER", false, "Dokumentidentifikation"), new("SagId", "INTEGER"), new("Titel", "VARCHAR(60)", false, "Dokumenttitel"), new("Brevdato", "TIMESTAMP", true, "Dokumentdato"),
                new("Form", "CHAR(1)", false, "Lagringsform"), new("ErAfleveret", "CHAR(1)", false, "Afleveret"), new("Beloeb", "DECIMAL(10,2)", true), new("Laast", "BOOLEAN")],
            ["DokId"], [("FK_DOKUMENTER_SAGER", "SAGER", [("SagId", "SagId")])],
            [.. Enumerable.Range(1, 8).Select(i => new string?[] { i.ToString(CultureInfo.InvariantCulture), ((i % 3) + 1).ToString(CultureInfo.InvariantCulture), $"Brev {i} & svar", i == 3 ? null : $"2024-01-0{i}T12:00:00.5", "1", "2", i == 4 ? "-12345678.90" : null, "true" })]),
        new("EMNER", [new("Kode", "VARCHAR(8)"), new("Tekst", "VARCHAR(50)")], ["Kode"], [], [["02.34.02", "Byggetilladelser"], ["00.01.10", "Opgaver"]]),
        new("DOKUMENTPARTER", [new("DokId", "INTEGER"), new("Nr", "SMALLINT"), new("Navn", "VARCHAR(80)")], ["DokId", "Nr"], [("FK_PARTER_DOKUMENTER", "DOKUMENTER", [("DokId", "DokId")])],
            [["1", "1", "Åse Ærø"], ["1", "2", "Bo"], ["2", "1", "Åse Ærø"]]),
        new("PARTNOTER", [new("NoteId", "INTEGER"), new("DokId", "INTEGER"), new("Nr", "SMALLINT"), new("Note", "VARCHAR(200)", true)], ["NoteId"], [("FK_NOTER_PARTER", "DOKUMENTPARTER", [("Nr", "Nr"), ("DokId", "DokId")])],
            [["10", "1", "2", "Ringet op\nog svaret"], ["11", "2", "1", null]]),
    ];

    private static string TableIndex()
    {
        var ud = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<siardDiark {Hoved} xsi:schemaLocation=\"http://www.sa.dk/xmlns/diark/1.0 ../Schemas/standard/tableIndex.xsd\">\n<version>1.0</version>\n<dbName>Korsbaek</dbName>\n<databaseProduct>SQLite</databaseProduct>\n<tables>\n");
        for (var n = 1; n <= Tabeller.Length; n++)
        {
            var t = Tabeller[n - 1];
            ud.Append(CultureInfo.InvariantCulture, $"<table><name>{t.Navn}</name><folder>table{n}</folder><description>Om {t.Navn}</description><columns>\n");
            for (var c = 1; c <= t.Kolonner.Length; c++)
            {
                var k = t.Kolonner[c - 1];
                ud.Append(CultureInfo.InvariantCulture, $"<column><name>{k.Navn}</name><columnID>c{c}</columnID><type>{k.Type}</type><typeOriginal>{k.Type.ToLowerInvariant()}</typeOriginal><nullable>{(k.Nul ? "true" : "false")}</nullable><description>Om {t.Navn}.{k.Navn}</description>{string.Concat(k.Maerker.Select(m => $"<functionalDescription>{m}</functionalDescription>"))}</column>\n");
            }

            ud.Append(CultureInfo.InvariantCulture, $"</columns><primaryKey><name>PK_{t.Navn}</name>{string.Concat(t.Noegle.Select(k => $"<column>{k}</column>"))}</primaryKey>\n");
            if (t.Fremmede.Length > 0)
            {
                ud.Append("<foreignKeys>").AppendJoin("", t.Fremmede.Select(f => $"<foreignKey><name>{f.Navn}</name><referencedTable>{f.Til}</referencedTable>{string.Concat(f.Par.Select(p => $"<reference><column>{p.Fra}</column><referenced>{p.Hen}</referenced></reference>"))}</foreignKey>")).Append("</foreignKeys>\n");
            }

            ud.Append(CultureInfo.InvariantCulture, $"<rows>{t.Raekker.Length}</rows></table>\n");
        }

        ud.Append("</tables>\n<views>\n");
        ud.Append("<view><name>AV_Sager</name><queryOriginal>SELECT s.SagId, s.Titel, e.Tekst FROM SAGER s INNER JOIN EMNER e ON e.Kode = s.EmneKode WHERE s.Oprettet &gt;= DATE '2021-01-01' ORDER BY s.SagId</queryOriginal><description>Sager med emne</description></view>\n");
        ud.Append("<view><name>AV_Parter</name><queryOriginal>SELECT SUBSTRING(p.Navn FROM 1 FOR 3) AS Kort, COUNT(*) FROM DOKUMENTPARTER p LEFT OUTER JOIN PARTNOTER n ON n.DokId = p.DokId AND n.Nr = p.Nr WHERE CHAR_LENGTH(p.Navn) &gt; 1 GROUP BY p.Navn</queryOriginal><description>Parter med noter</description></view>\n");
        ud.Append("<view><name>Oprindelig</name><queryOriginal>select top 10 * from [dbo].[whatever]</queryOriginal></view>\n");
        return ud.Append("</views>\n</siardDiark>\n").ToString();
    }

    private void Tabel(int n)
    {
        var t = Tabeller[n - 1];
        var rum = string.Create(CultureInfo.InvariantCulture, $"http://www.sa.dk/xmlns/siard/1.0/schema0/table{n}.xsd");
        var xml = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<table xmlns=\"{rum}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{rum} table{n}.xsd\">\n"));
        foreach (var r in t.Raekker)
        {
            xml.Append("<row>");
            for (var c = 1; c <= r.Length; c++)
                xml.Append(r[c - 1] is { } v ? string.Create(CultureInfo.InvariantCulture, $"<c{c}>{v.Replace("&", "&amp;", StringComparison.Ordinal)}</c{c}>") : string.Create(CultureInfo.InvariantCulture, $"<c{c} xsi:nil=\"true\"/>"));
            xml.Append("</row>\n");
        }

        Fil(Tabelfil(n), xml.Append("</table>\n").ToString());
        var xsd = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xs:schema xmlns=\"{rum}\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"{rum}\" elementFormDefault=\"qualified\" attributeFormDefault=\"unqualified\">\n<xs:element name=\"table\"><xs:complexType><xs:sequence><xs:element name=\"row\" type=\"rowType\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType></xs:element>\n<xs:complexType name=\"rowType\"><xs:sequence>\n");
        for (var c = 1; c <= t.Kolonner.Length; c++)
        {
            var k = t.Kolonner[c - 1];
            var type = k.Type.Split('(')[0] switch { "INTEGER" or "SMALLINT" => "integer", "DECIMAL" => "decimal", "DATE" => "date", "TIMESTAMP" => "dateTime", "BOOLEAN" => "boolean", _ => "string" };
            xsd.Append(CultureInfo.InvariantCulture, $"<xs:element name=\"c{c}\" type=\"xs:{type}\"{(k.Nul ? " nillable=\"true\"" : "")}/>\n");
        }

        Fil(Tabelfil(n, "xsd"), xsd.Append("</xs:sequence></xs:complexType>\n</xs:schema>\n").ToString());
    }
}
