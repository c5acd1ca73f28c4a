using static Esdh.Arkiv.Tests.Kontrol.Proeveversion;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>Context documentation (4.E), schemas (4.F), documents on disk (4.G) and the media themselves.</summary>
internal static class BrudMapper
{
    private const string K = M1 + "/ContextDocumentation";
    private const string D = M1 + "/Documents";

    public static readonly Brud[] Alle =
    [
        new("4.E_1", p => p.Fil(K + "/læsmig.txt", "hej").UdenforIndeks(K + "/læsmig.txt")),
        new("4.E_2", p => p.Mappe(K + "/docCollection2")),
        new("4.E_3", p => p.Fjern(K).Mappe(K)) { Foelger = ["4.E_6"] },
        new("4.E_4", p => p.Flyt(K + "/docCollection1/2", K + "/docCollection3/2")),
        new("4.E_4", p => p.Mappe(K + "/samling2"), "forkert navn"),
        new("4.E_5", p => p.Flyt(K + "/docCollection1/2/1.tif", K + "/docCollection1/2/plan.tif").UdenforIndeks(K + "/docCollection1/2/plan.tif")),
        new("4.E_6", p => p.Fjern(K + "/docCollection1/2")),
        new("4.E_7", p => p.Fil(K + "/docCollection1/3/1.tif", Proevefiler.Tif())),
        new("4.E_9", p => p.Fil(K + "/docCollection1/2/2.pdf", "%PDF").UdenforIndeks(K + "/docCollection1/2/2.pdf")),
        new("4.E_10", p => p.Fil(Indeks("contextDocumentationIndex"), p.Bytes(Indeks("contextDocumentationIndex")))) { Valg = new() { MaksSamling = 1 }, Foelger = ["4.G_11"] },
        new("4.E_11", p => p.Fil(K + "/docCollection1/2/2.jp2", Proevefiler.Jp2())),
        new("4.E_12", p => p.Fil(K + "/docCollection2/2/1.tif", Proevefiler.Tif())),
        new("4.E_13", p => p.Fil(K + "/docCollection1/2/3.tif", Proevefiler.Tif())),
        new("4.E_14", p => p.Fjern(K + "/docCollection1/2").Mappe(K + "/docCollection1/2")),
        new("4.F_1", p => p.Fjern(M1 + "/Schemas/localShared")) { Foelger = ["4.C.6_2"] },
        new("4.F_2", p => p.Fil(M1 + "/Schemas/standard/andet.xsd", "<a/>").UdenforIndeks(M1 + "/Schemas/standard/andet.xsd")),
        .. Skema("4.F_3", "archiveIndex"),
        .. Skema("4.F_4", "contextDocumentationIndex"),
        .. Skema("4.F_5", "tableIndex"),
        .. Skema("4.F_6", "fileIndex"),
        .. Skema("4.F_7", "docIndex"),
        .. Skema("4.F_8", "XMLSchema"),
        new("E_24", p => p.Ret(M1 + "/Schemas/standard/researchIndex.xsd", "1.0.0", "1.0.1")),
        new("4.G_1", p => p.Fil(D + "/docCollection1/Thumbs.db", "x").UdenforIndeks(D + "/docCollection1/Thumbs.db")),
        new("4.G_2", p => p.Mappe(D + "/docCollection3")),
        new("4.G_3", p => p.Fjern(D).Fjern(M2 + "/Documents").Mappe(D)) { Foelger = ["4.G_6", "E_28"] },
        new("4.G_4", p => p.Flyt(M2 + "/Documents/docCollection2", M2 + "/Documents/docCollection3").RetAlle(Indeks("docIndex"), "docCollection2", "docCollection3")),
        new("4.G_4", p => p.Mappe(D + "/docCollection10001"), "over 10.000"),
        new("4.G_6", p => p.Fjern(Dokument(7))),
        new("4.G_7", p => p.Fil(M2 + "/Documents/docCollection2/9/1.tif", Proevefiler.Tif())),
        new("4.G_9", p => p.Fil(Dokument(7) + "/3.docx", "PK").UdenforIndeks(Dokument(7) + "/3.docx")),
        new("4.G_11", p => p.Fjern(K + "/docCollection1/2").Ret(Indeks("contextDocumentationIndex"), "<documentID>2</documentID>", "<documentID>1</documentID>")) { Valg = new() { MaksSamling = 1 }, Foelger = ["E_32"] },
        new("4.G_12", p => p.Fil(Dokument(7) + "/3.jp2", Proevefiler.Jp2())),
        new("4.G_13", p => p.Fil(M2 + "/Documents/docCollection2/1/1.tif", Proevefiler.Tif())),
        new("4.G_14", p => p.Fil(Dokument(7) + "/4.tif", Proevefiler.Tif())),
        new("4.G_15", _ => { }),
        new("0.2", _ => { }) { Valg = new() { Aabn = sti => sti.EndsWith("docCollection1/3/1.jp2", StringComparison.Ordinal) ? throw new IOException("Input/output error") : File.OpenHandle(sti) } },
        new("0.2", _ => { }, "en tabel") { Valg = new() { Aabn = sti => sti.EndsWith("table5.xml", StringComparison.Ordinal) ? throw new UnauthorizedAccessException("nej") : File.OpenHandle(sti) } },
        new("E_1", p => p.Bagefter(r => File.CreateSymbolicLink(Path.Combine(r, Dokument(7), "3.tif"), "/etc/passwd"))),
        new("E_1", p => p.Bagefter(r => Directory.CreateSymbolicLink(Path.Combine(r, M1, "Tables", "table6"), "/")), "til en mappe"),
        new("E_1", p => p.Bagefter(r => Directory.CreateSymbolicLink(Path.Combine(r, Id + ".3"), Path.Combine(r, M2))), "et medie"),
        new("E_2", p => p.Mappe(M1 + "/Andet")),
        new("E_2", p => p.Fil(M1 + "/Indices/fileIndex.md5", "x").UdenforIndeks(M1 + "/Indices/fileIndex.md5"), "i Indices"),
        new("E_2", p => p.Fil(M1 + "/Tables/læsmig.txt", "x").UdenforIndeks(M1 + "/Tables/læsmig.txt"), "i Tables"),
        new("E_3", p => p.RetIndeks("<f>", $"<f><foN>{M1}\\..\\..\\etc</foN><fiN>1.tif</fiN><md5>00112233445566778899AABBCCDDEEFF</md5></f>\n<f>")) { Foelger = ["4.C.1_2"] },
        new("E_13", p => p.Ret(Indeks("docIndex"), "<mID>2</mID><dCf>docCollection2</dCf><oFn>Brev 7", "<mID>1</mID><dCf>docCollection2</dCf><oFn>Brev 7")),
        new("E_13", p => p.Ret(Indeks("docIndex"), "<dCf>docCollection2</dCf><oFn>Brev 7", "<dCf>docCollection1</dCf><oFn>Brev 7"), "samlingen"),
        new("E_14", p => p.Ret(Indeks("docIndex"), "<oFn>Brev 3.docx</oFn><aFt>jp2", "<oFn>Brev 3.docx</oFn><aFt>tif")),
        new("E_16", p => p.Fil(Dokument(7) + "/side3.tif", Proevefiler.Tif()).UdenforIndeks(Dokument(7) + "/side3.tif")),
        new("E_16", p => p.Mappe(D + "/docCollection1/007"), "mappen"),
        new("E_17", p => p.Fjern(Dokument(7)).Mappe(Dokument(7))),
        new("E_18", p => p.Mappe(M2 + "/Documents/docCollection1")) { Foelger = ["4.G_2"] },
        new("E_18", p => p.Mappe(M2 + "/Tables/table1"), "en tabel"),
        new("E_30", p => p.RetIndeks("<md5>" + Md5("docCollection1/1/1.tif"), "<md5>" + Md5("docCollection1/1/1.tif").ToLowerInvariant())),
        new("E_35", p => p.Fil(Dokument(7) + "/2.TIF", Proevefiler.Tif())),
    ];

    private static Brud[] Skema(string nummer, string navn) =>
    [
        new(nummer, p => p.Fil($"{M1}/Schemas/standard/{navn}.xsd", [.. p.Bytes($"{M1}/Schemas/standard/{navn}.xsd"), (byte)'\n'])),
        new(nummer, p => p.Fjern($"{M1}/Schemas/standard/{navn}.xsd"), "mangler"),
    ];

#pragma warning disable CA5351 // the archives' own choice
    private static string Md5(string _) => Convert.ToHexString(System.Security.Cryptography.MD5.HashData(Proevefiler.Tif()));
#pragma warning restore CA5351
}
