using static Esdh.Arkiv.Tests.Kontrol.Proeveversion;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>Keys (4.A) and media (4.B).</summary>
internal static class BrudNoegler
{
    public static readonly Brud[] Alle =
    [
        new("4.A_1_1", p => p.Ret(Tabelfil(5), "<c1>11</c1>", "<c1>010</c1>")),
        new("4.A_1_1", p => p.Ret(Tabelfil(4), "<c1>1</c1><c2>2</c2><c3>Bo", "<c1>1</c1><c2>1</c2><c3>Bo").Ret(Tabelfil(5), "<c3>2</c3>", "<c3>1</c3>"), "af to kolonner"),
        new("4.A_1_2", p => p.Ret(Tabelfil(5), "<c1>11</c1>", "<c1 xsi:nil=\"true\"/>")),
        new("4.A_1_3", p => p.Ret(Tabelfil(3), "<c1>00.01.10</c1>", "<c1>00.01.1 </c1>").Ret(Tabelfil(1), "<c4>00.01.10</c4>", "<c4>02.34.02</c4>")),
        new("4.A_1_5", p => p.Ret(Tabelfil(1), "<c4>00.01.10</c4>", "<c4>99.99.99</c4>")),
        new("4.A_1_5", p => p.Ret(Tabelfil(5), "<c2>2</c2><c3>1</c3>", "<c2>2</c2><c3>2</c3>"), "af to kolonner"),
        new("4.A_1_6", p => p.Ret(Indeks("tableIndex"), "<reference><column>Nr</column><referenced>Nr</referenced></reference>", "")),
        new("4.A_1_7", p => p.Ret(Indeks("tableIndex"), "<reference><column>EmneKode</column><referenced>Kode</referenced></reference>", "<reference><column>EmneKode</column><referenced>Tekst</referenced></reference>")),
        new("4.A_1_8", p => p.Ret(Indeks("tableIndex"), "<name>EmneKode</name><columnID>c4</columnID><type>VARCHAR(8)</type>", "<name>EmneKode</name><columnID>c4</columnID><type>DECIMAL(8)</type>").RetAlle(Tabelfil(1), "<c4>02.34.02", "<c4>234")
            .RetAlle(Tabelfil(1), "<c4>00.01.10", "<c4>110").Ret(Tabelfil(1, "xsd"), "\"c4\" type=\"xs:string\"", "\"c4\" type=\"xs:decimal\"").Ret(Tabelfil(3), "02.34.02", "234").Ret(Tabelfil(3), "00.01.10", "110")),
        new("4.A_1_10", p => p.Ret(Tabelfil(1), "<c4>00.01.10</c4>", "<c4> 0.01.10</c4>").Ret(Tabelfil(3), "00.01.10", "0.01.10")) { Foelger = ["4.A_1_5"] },
        new("4.A_1_11", p => p.Ret(Indeks("tableIndex"), "<typeOriginal>varchar(8)</typeOriginal><nullable>false", "<typeOriginal>varchar(8)</typeOriginal><nullable>true").Ret(Tabelfil(1), "<c4>00.01.10</c4>", "<c4 xsi:nil=\"true\"/>")
            .Ret(Tabelfil(1, "xsd"), "\"c4\" type=\"xs:string\"", "\"c4\" type=\"xs:string\" nillable=\"true\"")),
        new("4.B.1_1", p => p.Bagefter(r => Directory.Delete(Path.Combine(r, M1), true))),
        new("4.B.1_2", p => p.Mappe(Id + ".02")),
        new("4.B.1_3", p => p.Mappe(Id + ".4")),
        new("4.B.2_1", p => p.Bagefter(r => Directory.Delete(Path.Combine(r, M1, "Indices"), true))),
        new("4.B.2_2", p => p.Fjern(M1 + "/Schemas")) { Foelger = ["4.C.6_2"] },
        new("4.B.2_3", p => p.Fjern(M1 + "/ContextDocumentation")),
        new("4.B.2_4", p => p.Fjern(M1 + "/Tables").Fjern(M2 + "/Tables")) { Foelger = ["4.D_2"] },
        new("4.B.2_5", p => p.Mappe(M2 + "/Indices")),
        new("4.B.2_6", p => p.Mappe(M2 + "/Schemas/standard").Mappe(M2 + "/Schemas/localShared")),
        new("4.B.2_7", p => p.Flyt(M1 + "/ContextDocumentation/docCollection1", M2 + "/ContextDocumentation/docCollection1").Mappe(M1 + "/ContextDocumentation")),
        new("4.B.2_8", _ => { }),
        new("4.B.2_9", _ => { }),
    ];
}
