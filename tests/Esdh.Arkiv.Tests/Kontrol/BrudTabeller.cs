using static Esdh.Arkiv.Tests.Kontrol.Proeveversion;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>Tables (4.D and 5).</summary>
internal static class BrudTabeller
{
    private static readonly string Index = Indeks("tableIndex");

    public static readonly Brud[] Alle =
    [
        new("4.D_1", p => p.Fil(M2 + "/Tables/table6/table6.xml", p.Bytes(Tabelfil(5)))),
        new("4.D_2", p => p.Fjern(M2 + "/Tables/table5")),
        new("4.D_3", p => p.Flyt(M2 + "/Tables/table5/table5.xml", M2 + "/Tables/table7/table7.xml").Flyt(M2 + "/Tables/table5/table5.xsd", M2 + "/Tables/table7/table7.xsd").RetAlle(M2 + "/Tables/table7/table7.xml", "table5.xsd", "table7.xsd")
            .RetAlle(M2 + "/Tables/table7/table7.xsd", "table5.xsd", "table7.xsd").Ret(Index, "<folder>table5</folder>", "<folder>table7</folder>")),
        new("4.D_4", p => p.Flyt(M1 + "/Tables/table1/table1.xml", M1 + "/Tables/table6/table6.xml").Flyt(M1 + "/Tables/table1/table1.xsd", M1 + "/Tables/table6/table6.xsd").RetAlle(M1 + "/Tables/table6/table6.xml", "table1.xsd", "table6.xsd")
            .RetAlle(M1 + "/Tables/table6/table6.xsd", "table1.xsd", "table6.xsd").Ret(Index, "<folder>table1</folder>", "<folder>table6</folder>")),
        new("4.D_5", p => p.Mappe(M1 + "/Tables/Table6")),
        new("4.D_5", p => p.Mappe(M1 + "/Tables/table06"), "med nul"),
        new("4.D_6", p => p.Fjern(M2 + "/Tables/table5").Mappe(M2 + "/Tables/table5")),
        new("4.D_7", p => p.Flyt(Tabelfil(5), M2 + "/Tables/table5/tabel5.xml").UdenforIndeks(M2 + "/Tables/table5/tabel5.xml")),
        new("4.D_8", p => p.Ret(Tabelfil(5), "</table>", "")),
        new("4.D_8", p => p.Ret(Tabelfil(5), "Ringet", "Ringet &#1;"), "med styretegn"),
        new("4.D_8", p => p.Fil(Tabelfil(5), p.Bytes(Tabelfil(5)).Select(b => b == (byte)'R' ? (byte)0xE5 : b).ToArray()), "i Latin-1"),
        new("4.D_9", p => p.Ret(Tabelfil(1), "<c3>2021-02-03</c3>", "")),
        new("4.D_9", p => p.Ret(Tabelfil(1), "<c3>2021-02-03</c3><c4>02.34.02</c4>", "<c4>02.34.02</c4><c3>2021-02-03</c3>"), "i forkert rækkefølge"),
        new("4.D_9", p => p.Ret(Tabelfil(1), "<c3>2021-02-03</c3>", "<c3>2021-02-03</c3><d/>"), "med et felt for meget"),
        new("4.D_9", p => p.Ret(Tabelfil(1), "Carport", "<b>Car</b>port"), "med et element i et felt"),
        new("4.D_9", p => p.Ret(Tabelfil(1), "<c3>2021", "<c3 id=\"3\">2021"), "med en attribut"),
        new("4.D_9", p => p.Ret(Tabelfil(5), "<c4 xsi:nil=\"true\"/>", "<c4 xsi:nil=\"true\">x</c4>"), "NULL med indhold"),
        new("4.D_9", p => p.Ret(Tabelfil(1), "</row>", "</row>løs tekst"), "med løs tekst"),
        new("4.D_9", p => p.Ret(Tabelfil(1), "</row>", "</row><raekke><c1>9</c1></raekke>"), "med andet end rækker"),
        new("4.D_11", _ => { }),
        new("4.D_12", p => p.Ret(Tabelfil(1), "Carport på Skovvej", "Carport på Skovvej ")),
        new("4.D_12", p => p.Ret(Tabelfil(5), "Ringet op", "\nRinget op"), "linjeskift først"),
        new("4.D_13", p => p.Ret(Tabelfil(5), "<table ", "<tabel ").Ret(Tabelfil(5), "</table>", "</tabel>")),
        new("4.D_13", p => p.RetAlle(Tabelfil(5), "table5.xsd", "table4.xsd"), "i forkert navnerum"),
        new("4.D_14", p => p.Ret(Tabelfil(5), " encoding=\"UTF-8\"", " encoding=\"ISO-8859-1\"")),
        new("4.D_14", p => p.Ret(Tabelfil(5), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""), "uden erklæring"),
        new("E_6", p => p.Ret(Tabelfil(1), "Carport på Skovvej", "<![CDATA[Carport]]>")),
        new("E_7", p => p.Ret(Tabelfil(1), "Carport", "Carport \uE000")),
        new("E_7", p => p.Ret(Tabelfil(1), "Carport", "Carport \u0085"), "styretegn"),
        new("E_7", p => p.Ret(Tabelfil(1), "Carport", "Carport \uFDD0"), "ikke et tegn"),
        new("E_8", p => p.Ret(Tabelfil(1), "2021-02-03", "2021-02-30")),
        new("E_8", p => p.Ret(Tabelfil(2), "<c1>8</c1><c2>3</c2>", "<c1>8</c1><c2></c2>"), "tomt tal") { Foelger = ["4.A_1_5"] },
        new("E_8", p => p.Ret(Tabelfil(2), "-12345678.90", "-12345678,90"), "komma"),
        new("E_8", p => p.Ret(Tabelfil(2), "<c8>true</c8>", "<c8>ja</c8>"), "boolesk"),
        new("E_8", p => p.Ret(Tabelfil(2), "2024-01-01T12:00:00.5", "2024-01-01 12:00:00"), "tidspunkt"),
        new("E_9", p => p.Ret(Tabelfil(1), "<c2>Carport på Skovvej</c2>", "<c2 xsi:nil=\"true\"/>")),
        new("E_10", p => p.Ret(Tabelfil(5, "xsd"), "name=\"c4\" type=\"xs:string\"", "name=\"c4\" type=\"xs:date\"")),
        new("E_10", p => p.Ret(Tabelfil(5, "xsd"), " nillable=\"true\"", ""), "NULL"),
        new("E_10", p => p.Ret(Tabelfil(5, "xsd"), "</xs:schema>", ""), "skåret over"),
        new("E_33", p => p.Ret(Tabelfil(1), "Carport på Skovvej", "&lt;p&gt;Carport&lt;/p&gt;")),
        new("E_4", p => p.Ret(Tabelfil(5), "<table ", "<!DOCTYPE table [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]><table ")),
        new("E_4", p => p.Ret(Indeks("docIndex"), "<docIndex ", "<!DOCTYPE docIndex SYSTEM \"file:///etc/passwd\"><docIndex "), "i et indeks"),
        new("E_5", p => p.Ret(Tabelfil(5), "<row>", string.Concat(Enumerable.Repeat("<a>", 100_000)) + "<row>")) { Foelger = ["4.D_9"] },
        new("E_5", p => p.Ret(Tabelfil(5), "<row>", $"<row a=\"{new string('x', 3 << 20)}\">"), "en stor attribut") { Valg = new() { MaksElement = 1 << 20 } },
        new("E_5", p => p.Ret(Indeks("docIndex"), "<dID>1</dID>", string.Concat(Enumerable.Repeat("<a>", 1000))), "i et indeks") { Foelger = ["4.C.1_10"] },
    ];
}
