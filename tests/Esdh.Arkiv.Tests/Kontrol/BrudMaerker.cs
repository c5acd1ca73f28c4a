using static Esdh.Arkiv.Tests.Kontrol.Proeveversion;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>What the indices say of themselves and of each other (6.A, 6.C).</summary>
internal static class BrudMaerker
{
    private static readonly string A = Indeks("archiveIndex");
    private static readonly string T = Indeks("tableIndex");

    public static readonly Brud[] Alle =
    [
        new("6.A_1", p => p.Ret(A, Id, "AVID.KORS.1002")),
        new("6.A_2", p => p.Ret(A, "<archivePeriodEnd>2025-12-31", "<archivePeriodEnd>2020")),
        new("6.A_3", p => p.Ret(A, "<creationPeriodEnd>2025", "<creationPeriodEnd>2006-12")),
        new("E_26", p => p.Ret(A, "<documentPeriodEnd>2025-12-31", "<documentPeriodEnd>2020-12-31")),
        new("E_27", p => p.Ret(A, "<form><formVersion>2.0</formVersion><classList><formClass>23.10</formClass><formClassText>Byggeri</formClassText></classList></form>", "")),
        new("6.A_6", p => p.Ret(T, "<functionalDescription>Dokumenttitel</functionalDescription>", "")),
        new("6.A_7", p => p.Ret(T, "<functionalDescription>Sagstitel</functionalDescription>", "").Ret(T, "<functionalDescription>Sagsidentifikation</functionalDescription>", "")),
        new("6.A_8", p => p.Ret(A, "<searchRelatedOtherRecords>false</searchRelatedOtherRecords>", "<searchRelatedOtherRecords>true</searchRelatedOtherRecords><relatedRecordsName>-</relatedRecordsName>")),
        new("6.A_8_1", p => p.Ret(A, "<searchRelatedOtherRecords>false", "<searchRelatedOtherRecords>true")),
        new("6.A_9", p => p.Ret(A, "<searchRelatedOtherRecords>false</searchRelatedOtherRecords>", "<searchRelatedOtherRecords>false</searchRelatedOtherRecords><relatedRecordsName>AVID.KORS.7</relatedRecordsName>")),
        new("6.C_1", p => p.Ret(T, "<description>Om SAGER</description>", "<description>- </description>")),
        new("6.C_2", p => p.Ret(T, "<name>Oprettet</name>", "<name>Titel</name>").Ret(T, "WHERE s.Oprettet &gt;= DATE '2021-01-01' ", "")),
        new("6.C_3", p => p.Ret(T, "<name>Note</name><columnID>c4", "<name>Note</name><columnID>c3").RetAlle(Tabelfil(5), "<c4", "<c3").RetAlle(Tabelfil(5), "/c4>", "/c3>").RetAlle(Tabelfil(5, "xsd"), "\"c4\"", "\"c3\"")),
        new("6.C_4", p => p.Ret(T, "<name>Note</name><columnID>c4", "<name>Note</name><columnID>c5").RetAlle(Tabelfil(5), "<c4", "<c5").RetAlle(Tabelfil(5), "/c4>", "/c5>").RetAlle(Tabelfil(5, "xsd"), "\"c4\"", "\"c5\"")),
        new("6.C_5", p => p.Ret(T, "<description>Om SAGER.Titel</description>", "<description></description>")),
        new("6.C_6", p => p.Ret(T, "<name>PK_EMNER</name>", "<name>PK_SAGER</name>")),
        new("6.C_7", p => p.Ret(T, "<name>FK_NOTER_PARTER</name>", "<name>FK_SAGER_EMNER</name>")),
        new("6.C_8", p => p.Ret(T, "<description>Sager med emne</description>", "")),
        new("6.C_9", p => p.Ret(T, "<name>AV_Sager</name>", "<name>Sagsliste</name>").Ret(T, "<name>AV_Parter</name>", "<name>Partsliste</name>")),
        new("6.C_10", p => p.Ret(T, "<name>AV_Parter</name>", "<name>AV_Sager</name>")),
        new("6.C_12", p => p.Ret(T, "SELECT s.SagId, s.Titel", "SELECT s.SagId, s.Sagstitel")),
        new("6.C_12", p => p.Ret(T, "FROM SAGER s", "FROM SAGSTABEL s"), "ukendt tabel"),
        new("6.C_12", p => p.Ret(T, "ORDER BY s.SagId", "ORDER s.SagId"), "forkert sprog"),
        new("6.C_13", p => p.Ret(A, "<systemFileConcept>true", "<systemFileConcept>false")),
        new("6.C_14", p => p.Ret(A, "<containsDigitalDocuments>true", "<containsDigitalDocuments>false")) { Foelger = ["E_29", "E_31"] },
        new("6.C_14_1", p => p.Ret(T, "<functionalDescription>Dokumentidentifikation</functionalDescription>", "")),
        new("6.C_14_2", _ => { }),
        new("6.C_16", p => p.Ret(Tabelfil(2), "<c5>1</c5>", "<c5>9</c5>")),
        new("6.C_17", p => p.Ret(T, "<typeOriginal>integer</typeOriginal>", "")),
        new("6.C_18", p => p.Ret(T, "SELECT s.SagId", "DELETE FROM SAGER; SELECT s.SagId")),
        new("6.C_18", p => p.Ret(T, "ORDER BY s.SagId", "ORDER BY s.SagId LIMIT 10"), "LIMIT"),
        new("6.C_18", p => p.Ret(T, "ORDER BY s.SagId", "; ATTACH DATABASE '/tmp/x' AS y"), "to sætninger"),
        new("6.C_18", p => p.Ret(T, "s.Titel, e.Tekst FROM", "ISNULL(s.Titel, ''), e.Tekst FROM"), "ISNULL"),
        new("6.C_19", p => p.Ret(T, "<referencedTable>EMNER</referencedTable>", "<referencedTable>EMNE</referencedTable>")) { Foelger = ["4.C.5_1"] },
        new("6.C_20", p => p.Ret(T, "<primaryKey><name>PK_PARTNOTER</name><column>NoteId", "<primaryKey><name>PK_PARTNOTER</name><column>NotatId")),
        new("6.C_21", p => p.Ret(T, "<referenced>Kode</referenced>", "<referenced>Emnekode</referenced>")),
        new("6.C_22", p => p.Ret(T, "<reference><column>EmneKode</column>", "<reference><column>Emne</column>")),
        new("6.C_23", p => p.Ret(T, "<functionalDescription>Dokumentdato</functionalDescription>", "")),
        new("6.C_24", _ => { }),
        new("6.C_25", p => p.Ret(T, "<type>VARCHAR(100)</type>", "<type>VARCHAR(12)</type>")),
        new("6.C_25", p => p.Ret(Tabelfil(2), "-12345678.90", "-12345678.905"), "decimaler"),
        new("6.C_26", p => p.Ret(T, "<rows>3</rows>", "<rows>4</rows>")),
        new("6.C_27", p => p.Ret(T, "<folder>table5</folder>", "<folder>tabel5</folder>")) { Foelger = ["4.D_1"] },
        new("6.C_28", p => p.Ret(T, "<name>Oprettet</name>", "<name>Date</name>").Ret(T, "WHERE s.Oprettet &gt;= DATE '2021-01-01' ", "")),
        new("6.C_29", p => p.Ret(Indeks("docIndex"), "<dID>7</dID>", "<dID>99999991</dID>").Flyt(Dokument(7), M2 + "/Documents/docCollection2/99999991").Ret(Tabelfil(2), "<c1>7</c1>", "<c1>99999991</c1>")),
        new("E_11", p => p.Ret(T, "<name>EmneKode</name>", "<name>titel</name>").Ret(T, "<reference><column>EmneKode", "<reference><column>\"titel\"").Ret(T, "WHERE s.Oprettet", "WHERE s.Oprettet"))
        {
            Foelger = ["6.C_22", "6.C_12"],
        },
        new("E_12", p => p.Ret(T, "<name>Oprettet</name>", "<name>\"Opr\"ettet\"</name>").Ret(T, "WHERE s.Oprettet &gt;= DATE '2021-01-01' ", "")),
        new("E_19", p => p.Ret(Tabelfil(2), "<c6>2</c6>", "<c6>3</c6>")),
        new("E_23", p => p.Fil(Indeks("researchIndex"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<researchIndex xmlns=\"http://www.sa.dk/xmlns/diark/1.0\"/>\n").Ret(A, "<containsResearchData>false", "<containsResearchData>true")),
        new("E_25", p => p.Ret(A, "<containsResearchData>false", "<containsResearchData>true")),
        new("E_28", p => p.Ret(A, "<containsGeodata>true", "<containsGeodata>false")),
        new("E_29", p => p.Fjern(M1 + "/Documents").Fjern(M2 + "/Documents").Ret(A, "<containsGeodata>true", "<containsGeodata>false")),
        new("E_31", p => p.Ret(A, "<containsDigitalDocuments>true", "<containsDigitalDocuments>false").Fjern(M1 + "/Documents").Fjern(M2 + "/Documents").Fjern(Indeks("docIndex")).Ret(A, "<containsGeodata>true", "<containsGeodata>false")
            .Ret(T, "<functionalDescription>Dokumentidentifikation</functionalDescription>", "")),
        new("E_32", p => p.Ret(Indeks("contextDocumentationIndex"), "<documentID>2</documentID>", "<documentID>1</documentID>").Fjern(M1 + "/ContextDocumentation/docCollection1/2")),
        new("E_34", p => p.Ret(T, "ORDER BY s.SagId", "AND s.SagId = ANY (SELECT d.SagId FROM DOKUMENTER d)")),
        new("E_34", p => p.Ret(T, "FROM SAGER s INNER JOIN EMNER e ON e.Kode = s.EmneKode", "FROM SAGER s, EMNER e" + string.Concat(Enumerable.Range(0, 14).Select(i => System.FormattableString.Invariant($", DOKUMENTER d{i}"))) + ", DOKUMENTER d").Ret(T, "ORDER BY s.SagId", "ORDER BY d.Titel, s.SagId"), "uden ende"),
    ];
}
