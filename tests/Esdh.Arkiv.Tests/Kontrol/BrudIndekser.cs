using static Esdh.Arkiv.Tests.Kontrol.Proeveversion;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>The indices (4.C).</summary>
internal static class BrudIndekser
{
    public static readonly Brud[] Alle =
    [
        new("4.C_1", p => p.Bagefter(r => File.Delete(Path.Combine(r, Indeks("fileIndex"))))),
        new("4.C_2", p => p.Fjern(Indeks("archiveIndex"))),
        new("4.C_3", p => p.Fjern(Indeks("contextDocumentationIndex"))),
        new("4.C_4", p => p.Fjern(Indeks("tableIndex"))),
        new("4.C_5", p => p.Fjern(Indeks("docIndex"))),
        new("4.C.1_1", p => p.RetIndeks("</fileIndex>", "")),
        new("4.C.1_2", p => p.RetIndeks("<f><foN>", "<f><g/><foN>")),
        new("4.C.1_3", p => p.Ret(Indeks("archiveIndex"), "</archiveIndex>", "")),
        new("4.C.1_4", p => p.Ret(Indeks("archiveIndex"), "<systemPurpose>Kommunens sager</systemPurpose>", "")),
        new("4.C.1_5", p => p.Ret(Indeks("contextDocumentationIndex"), "</contextDocumentationIndex>", "")),
        new("4.C.1_6", p => p.Ret(Indeks("contextDocumentationIndex"), "<documentTitle>Journalplan</documentTitle>", "")),
        new("4.C.1_7", p => p.Ret(Indeks("tableIndex"), "</siardDiark>", "")),
        new("4.C.1_8", p => p.Ret(Indeks("tableIndex"), "<version>1.0</version>", "<version>1.1</version>")),
        new("4.C.1_9", p => p.Ret(Indeks("docIndex"), "</docIndex>", "")),
        new("4.C.1_10", p => p.Ret(Indeks("docIndex"), "<oFn>Brev 1.docx</oFn>", "")),
        new("4.C.1_11", p => p.Ret(Indeks("docIndex"), " encoding=\"UTF-8\"", "")),
        new("4.C.1_11", p => p.Fil(Indeks("docIndex"), System.Text.Encoding.BigEndianUnicode.GetPreamble().Concat(System.Text.Encoding.BigEndianUnicode.GetBytes(System.Text.Encoding.UTF8.GetString(p.Bytes(Indeks("docIndex"))).Replace("UTF-8", "UTF-16", StringComparison.Ordinal))).ToArray()), "i UTF-16"),
        new("4.C.1_12", p => p.Ret(Indeks("docIndex"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")),
        new("4.C.2_1", p => p.RetIndeks("<f>", $"<f><foN>{M1}\\Documents\\docCollection1\\9</foN><fiN>1.tif</fiN><md5>00112233445566778899AABBCCDDEEFF</md5></f>\n<f>")),
        new("4.C.2_2", p => p.UdenforIndeks(Dokument(4) + "/1.mp3")),
        new("4.C.2_3", p => p.Bagefter(r => File.AppendAllText(Path.Combine(r, Dokument(1), "1.tif"), "x"))),
        new("4.C.2_4", p => p.RetIndeks("<f>", "<f><foN>AVID.KORS.1002.1\\Indices</foN><fiN>docIndex.xml</fiN><md5>00112233445566778899AABBCCDDEEFF</md5></f>\n<f>")),
        new("4.C.2_5", p => p.RetIndeks("<f>", $"<f><foN>{M1}\\Indices</foN><fiN>docIndex.xml</fiN><md5>00112233445566778899AABBCCDDEEFF</md5></f>\n<f>")) { Foelger = ["4.C.2_3"] },
        new("4.C.4_1", p => p.Ret(Indeks("contextDocumentationIndex"), "<systemTaxonomy>true", "<systemTaxonomy>false")),
        new("4.C.5_1", p => p.Ret(Indeks("tableIndex"), "<foreignKeys><foreignKey><name>FK_NOTER_PARTER", "<!--<foreignKeys><foreignKey><name>FK_NOTER_PARTER").Ret(Indeks("tableIndex"), "</foreignKeys>\n<rows>2</rows></table>\n</tables>", "</foreignKeys>-->\n<rows>2</rows></table>\n</tables>")),
        new("4.C.5_2", p => p.Ret(Indeks("tableIndex"), "<typeOriginal>integer</typeOriginal><nullable>false</nullable><description>Om SAGER.SagId", "<typeOriginal>integer</typeOriginal><nullable>true</nullable><description>Om SAGER.SagId")
            .Ret(Tabelfil(1, "xsd"), "name=\"c1\" type=\"xs:integer\"", "name=\"c1\" type=\"xs:integer\" nillable=\"true\"")),
        new("4.C.5_3", p => p.Ret(Indeks("tableIndex"), "<name>PARTNOTER</name>", "<name>SAGER</name>").RetAlle(Indeks("tableIndex"), "PARTNOTER n ON n.DokId = p.DokId AND n.Nr = p.Nr", "SAGER n ON n.SagId = p.DokId")),
        new("4.C.6_1", _ => { }),
        new("4.C.6_2", p => p.Ret(Indeks("docIndex"), "localSchema1.xsd", "localSchema2.xsd")),
        new("4.C.6_2", p => p.Ret(Indeks("docIndex"), "<gmlXsd>localSchema1.xsd</gmlXsd>", ""), "uden skema"),
        new("4.C.6_3", p => p.Ret(Indeks("docIndex"), "<pID>1</pID>", "<pID>77</pID>")),
        new("4.C.6_4", p => p.Ret(Indeks("docIndex"), "<dID>1</dID>", "<dID>1</dID><pID>2</pID>")),
        new("4.C.6_4", p => p.Ret(Indeks("docIndex"), "<dID>5</dID>", "<dID>5</dID><pID>5</pID>"), "under sig selv"),
        new("4.C.6_5", p => p.Ret(Indeks("docIndex"), "</docIndex>", "<doc><dID>9</dID><mID>2</mID><dCf>docCollection2</dCf><oFn>x.doc</oFn><aFt>tif</aFt></doc></docIndex>").Fil(M2 + "/Documents/docCollection2/9/1.tif", Proevefiler.Tif())),
        new("4.C.6_6", p => p.Ret(Tabelfil(2), "</table>", "<row><c1>10</c1><c2>1</c2><c3>Brev</c3><c4 xsi:nil=\"true\"/><c5>1</c5><c6>2</c6><c7 xsi:nil=\"true\"/><c8>0</c8></row></table>").Ret(Indeks("tableIndex"), "<rows>8</rows>", "<rows>9</rows>")),
        new("4.C.6_7", p => p.Ret(Indeks("docIndex"), "</docIndex>", "<doc><dID>8</dID><mID>2</mID><dCf>docCollection2</dCf><oFn>x.doc</oFn><aFt>tif</aFt></doc></docIndex>")),
        new("4.C.6_8", p => p.Ret(Indeks("docIndex"), "</docIndex>", "<doc><dID>9</dID><pID>2</pID><mID>2</mID><dCf>docCollection2</dCf><oFn>x.doc</oFn><aFt>tif</aFt></doc></docIndex>").Fil(M2 + "/Documents/docCollection2/9/1.tif", Proevefiler.Tif())),
    ];
}
