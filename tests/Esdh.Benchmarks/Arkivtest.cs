using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Esdh.Arkiv.Contract;

namespace Esdh.Benchmarks;

/// <summary>
/// The checker of arkiveringsversioner beside <c>md5sum</c> over the same folder in the same run, both from the disk's cache: pages of some 40 KB and tables with keys to
/// follow. Once for the whole and once for a version that is tables alone, which is the harder part.
/// </summary>
internal sealed class Arkivtest : IScenarie
{
    private const string Id = "AVID.KORS.1001";
    private const double Maal = 0.5;

    public string Navn => "arkivtest";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var antal = n ?? 6_000;
        await MaalAsync(Path.Combine(folder, "hele"), antal, antal * 25, "hele versionen");
        await MaalAsync(Path.Combine(folder, "tabeller"), 1, antal * 50, "tabeller alene");
    }

    private static async Task MaalAsync(string mappe, int dokumenter, int raekker, string hvad)
    {
        var bytes = Skriv(mappe, dokumenter, raekker);
        var foerste = Stopwatch.StartNew();
        var rapport = await Arkivkontrol.KoerAsync(mappe, null, CancellationToken.None);
        Console.WriteLine($"# {hvad}: {rapport.Filer} files, {bytes / 1e6:0} MB, {rapport.AntalFejl} errors; the first run, with the compiler's work, {foerste.Elapsed.TotalSeconds:0.0} s");
        foreach (var fund in rapport.Fund.Take(5))
            Console.WriteLine($"# {fund.Nummer} {fund.Antal} {fund.Steder[0]}");
        List<double> vores = [];
        List<double> md5sum = [];
        for (var gang = 0; gang < 3; gang++)
        {
            md5sum.Add(bytes / 1e6 / await Md5sumAsync(mappe));
            var ur = Stopwatch.StartNew();
            await Arkivkontrol.KoerAsync(mappe, null, CancellationToken.None);
            vores.Add(bytes / 1e6 / ur.Elapsed.TotalSeconds);
        }

        var peger = Maaling.Median(md5sum);
        Maaling.Skriv("arkivtest", $"kontrol, {hvad}, mod md5sum", "MB/s", Maaling.Median(vores), peger);
        Maaling.Skriv("arkivtest", $"forhold til md5sum, {hvad}, mindst {Maal.ToString(CultureInfo.InvariantCulture)}", "", Maaling.Median(vores) / peger, Maal);
    }

    private static async Task<double> Md5sumAsync(string mappe)
    {
        var ur = Stopwatch.StartNew();
        using var proces = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "find \"$0\" -type f -print0 | xargs -0 md5sum > /dev/null", mappe]))!;
        await proces.WaitForExitAsync();
        return proces.ExitCode == 0 ? ur.Elapsed.TotalSeconds : throw new InvalidOperationException("md5sum did not run.");
    }

    private static long Skriv(string rod, int dokumenter, int raekker)
    {
        var indeks = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fileIndex xmlns=\"http://www.sa.dk/xmlns/diark/1.0\">\n");
        long bytes = 0;
        void Fil(string sti, ReadOnlySpan<byte> indhold)
        {
            var fuld = Path.Combine(rod, $"{Id}.1", sti);
            Directory.CreateDirectory(Path.GetDirectoryName(fuld)!);
            File.WriteAllBytes(fuld, indhold);
            bytes += indhold.Length;
            var i = sti.LastIndexOf('/');
#pragma warning disable CA5351 // the archives' own choice
            indeks.Append(CultureInfo.InvariantCulture, $"<f><foN>{Id}.1\\{sti[..i].Replace('/', '\\')}</foN><fiN>{sti[(i + 1)..]}</fiN><md5>{Convert.ToHexString(MD5.HashData(indhold))}</md5></f>\n");
#pragma warning restore CA5351
        }

        foreach (var skema in (string[])["XMLSchema", "archiveIndex", "contextDocumentationIndex", "docIndex", "fileIndex", "tableIndex"])
        {
            using var kilde = typeof(Arkivkontrol).Assembly.GetManifestResourceStream($"Skemaer/{skema}.xsd")!;
            var kopi = new MemoryStream();
            kilde.CopyTo(kopi);
            Fil($"Schemas/standard/{skema}.xsd", kopi.ToArray());
        }

        Directory.CreateDirectory(Path.Combine(rod, $"{Id}.1", "Schemas", "localShared"));
        var tilfaeldig = new Random(1);
        var side = Side(tilfaeldig);
        Fil("ContextDocumentation/docCollection1/1/1.tif", side);
        var docs = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<docIndex xmlns=\"http://www.sa.dk/xmlns/diark/1.0\">\n");
        for (var d = 1; d <= dokumenter; d++)
        {
            var samling = ((d - 1) / 10_000) + 1;
            Fil(string.Create(CultureInfo.InvariantCulture, $"Documents/docCollection{samling}/{d}/1.tif"), side);
            docs.Append(CultureInfo.InvariantCulture, $"<doc><dID>{d}</dID><mID>1</mID><dCf>docCollection{samling}</dCf><oFn>Brev {d}.docx</oFn><aFt>tif</aFt></doc>\n");
        }

        Fil("Indices/docIndex.xml", Encoding.UTF8.GetBytes(docs.Append("</docIndex>\n").ToString()));
        Tabel(Fil, 1, raekker, i => [Tal(i), $"Ansøgning om byggetilladelse til enfamiliehus og carport nr. {i}", "2024-05-06T07:08:09", Tal((i % 1000) + 1), "Afgjort efter planlovens § 19 & byggeloven", i % 3 == 0 ? null : "Korsbæk"]);
        Tabel(Fil, 2, dokumenter, i => [Tal(i), Tal((i % raekker) + 1), $"Brev {i}", "2024-05-06"]);
        Tabel(Fil, 3, 1000, i => [Tal(i), $"Emne {i}"]);
        Fil("Indices/archiveIndex.xml", Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <archiveIndex xmlns="http://www.sa.dk/xmlns/diark/1.0"><archiveInformationPackageID>{Id}</archiveInformationPackageID><archivePeriodStart>2021</archivePeriodStart><archivePeriodEnd>2025</archivePeriodEnd>
            <archiveInformationPacketType>false</archiveInformationPacketType><archiveCreatorList><creatorName>Korsbæk</creatorName><creationPeriodStart>2007</creationPeriodStart><creationPeriodEnd>2025</creationPeriodEnd></archiveCreatorList>
            <archiveType>false</archiveType><systemName>Esdh</systemName><systemPurpose>Sager</systemPurpose><systemContent>Sager</systemContent><regionNum>false</regionNum><komNum>true</komNum><cprNum>false</cprNum><cvrNum>false</cvrNum>
            <matrikNum>false</matrikNum><bbrNum>false</bbrNum><whoSygKod>false</whoSygKod><form><formVersion>2</formVersion><classList><formClass>1</formClass><formClassText>Byggeri</formClassText></classList></form>
            <containsDigitalDocuments>true</containsDigitalDocuments><containsGeodata>false</containsGeodata><containsResearchData>false</containsResearchData><researchSIP>false</researchSIP><documentsDisposal>false</documentsDisposal>
            <searchRelatedOtherRecords>false</searchRelatedOtherRecords><systemFileConcept>true</systemFileConcept><multipleDataCollection>false</multipleDataCollection><personalDataRestrictedInfo>false</personalDataRestrictedInfo>
            <otherAccessTypeRestrictions>false</otherAccessTypeRestrictions><archiveApproval>KORS</archiveApproval></archiveIndex>
            """));
        Fil("Indices/contextDocumentationIndex.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<contextDocumentationIndex xmlns=\"http://www.sa.dk/xmlns/diark/1.0\"><document><documentID>1</documentID><documentTitle>Plan</documentTitle><documentCategory><systemInformation><systemTaxonomy>true</systemTaxonomy></systemInformation></documentCategory></document></contextDocumentationIndex>"u8);
        Fil("Indices/tableIndex.xml", Encoding.UTF8.GetBytes(Tabelindeks(raekker, dokumenter)));
        var alle = Encoding.UTF8.GetBytes(indeks.Append("</fileIndex>\n").ToString());
        File.WriteAllBytes(Path.Combine(rod, $"{Id}.1", "Indices", "fileIndex.xml"), alle);
        return bytes + alle.Length;
    }

    private static string Tal(int i) => i.ToString(CultureInfo.InvariantCulture);

    private delegate void Modtager(string sti, ReadOnlySpan<byte> indhold);

    private static void Tabel(Modtager fil, int nr, int raekker, Func<int, string?[]> raekke)
    {
        var rum = string.Create(CultureInfo.InvariantCulture, $"http://www.sa.dk/xmlns/siard/1.0/schema0/table{nr}.xsd");
        var xml = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<table xmlns=\"{rum}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
        for (var i = 1; i <= raekker; i++)
        {
            xml.Append("<row>");
            var felter = raekke(i);
            for (var c = 1; c <= felter.Length; c++)
                xml.Append(felter[c - 1] is { } v ? string.Create(CultureInfo.InvariantCulture, $"<c{c}>{v.Replace("&", "&amp;", StringComparison.Ordinal)}</c{c}>") : string.Create(CultureInfo.InvariantCulture, $"<c{c} xsi:nil=\"true\"/>"));
            xml.Append("</row>\n");
        }

        fil(string.Create(CultureInfo.InvariantCulture, $"Tables/table{nr}/table{nr}.xml"), Encoding.UTF8.GetBytes(xml.Append("</table>\n").ToString()));
    }

    private static string Tabelindeks(int raekker, int dokumenter)
    {
        static string Kolonne(int nr, string navn, string type, string? maerke = null, bool nul = false) => string.Create(CultureInfo.InvariantCulture,
            $"<column><name>{navn}</name><columnID>c{nr}</columnID><type>{type}</type><typeOriginal>{type}</typeOriginal><nullable>{(nul ? "true" : "false")}</nullable><description>Om {navn}</description>{(maerke is null ? "" : $"<functionalDescription>{maerke}</functionalDescription>")}</column>");
        return string.Create(CultureInfo.InvariantCulture, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <siardDiark xmlns="http://www.sa.dk/xmlns/diark/1.0"><version>1.0</version><tables>
            <table><name>SAGER</name><folder>table1</folder><description>Sager</description><columns>{Kolonne(1, "SagId", "INTEGER", "Sagsidentifikation")}{Kolonne(2, "Titel", "VARCHAR(200)", "Sagstitel")}{Kolonne(3, "Oprettet", "TIMESTAMP")}{Kolonne(4, "EmneId", "INTEGER")}{Kolonne(5, "Bemaerkning", "VARCHAR(200)")}{Kolonne(6, "Stednavn", "VARCHAR(40)", null, true)}</columns>
            <primaryKey><name>PK_SAGER</name><column>SagId</column></primaryKey><foreignKeys><foreignKey><name>FK_SAGER</name><referencedTable>EMNER</referencedTable><reference><column>EmneId</column><referenced>EmneId</referenced></reference></foreignKey></foreignKeys><rows>{raekker}</rows></table>
            <table><name>DOKUMENTER</name><folder>table2</folder><description>Dokumenter</description><columns>{Kolonne(1, "DokId", "INTEGER", "Dokumentidentifikation")}{Kolonne(2, "SagId", "INTEGER")}{Kolonne(3, "Titel", "VARCHAR(200)", "Dokumenttitel")}{Kolonne(4, "Brevdato", "DATE", "Dokumentdato")}</columns>
            <primaryKey><name>PK_DOKUMENTER</name><column>DokId</column></primaryKey><foreignKeys><foreignKey><name>FK_DOKUMENTER</name><referencedTable>SAGER</referencedTable><reference><column>SagId</column><referenced>SagId</referenced></reference></foreignKey></foreignKeys><rows>{dokumenter}</rows></table>
            <table><name>EMNER</name><folder>table3</folder><description>Emner</description><columns>{Kolonne(1, "EmneId", "INTEGER")}{Kolonne(2, "Tekst", "VARCHAR(40)")}</columns><primaryKey><name>PK_EMNER</name><column>EmneId</column></primaryKey><rows>1000</rows></table>
            </tables><views><view><name>AV_Sager</name><queryOriginal>SELECT SagId, Titel FROM SAGER</queryOriginal><description>Sager</description></view></views></siardDiark>
            """);
    }

    /// <summary>A page as a scanned letter is: group 4, 300 dpi, 40 KB.</summary>
#pragma warning disable CA5394 // drawn pixels, not secrets
    private static byte[] Side(Random tilfaeldig)
    {
        var billede = new byte[40_000];
        tilfaeldig.NextBytes(billede);
        var ud = new MemoryStream();
        var skriver = new BinaryWriter(ud);
        skriver.Write("II*\0"u8);
        skriver.Write(8u);
        (ushort Maerke, ushort Type, uint Vaerdi)[] maerker = [(256, 4, 2480), (257, 4, 3508), (258, 3, 1), (259, 3, 4), (262, 3, 0), (273, 4, 178), (277, 3, 1), (278, 4, 3508), (279, 4, 40_000), (282, 5, 162), (283, 5, 170), (296, 3, 2)];
        skriver.Write((ushort)maerker.Length);
        foreach (var (maerke, type, vaerdi) in maerker)
        {
            skriver.Write(maerke);
            skriver.Write(type);
            skriver.Write(1u);
            skriver.Write(vaerdi);
        }

        skriver.Write(0u);
        while (ud.Position < 162)
            skriver.Write((byte)0);
        foreach (var v in (uint[])[300, 1, 300, 1])
            skriver.Write(v);
        skriver.Write(billede);
        return ud.ToArray();
    }
#pragma warning restore CA5394
}
