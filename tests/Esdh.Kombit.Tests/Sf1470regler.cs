using System.Xml.Linq;
using System.Xml.Schema;

namespace Esdh.Kombit.Tests;

/// <summary>
/// What a message of SF1470 must hold to: the order of elements as in the schemas of version 6, written here in our own words since those schemas may not be shipped, and the field rules of KOMBIT's anvisninger (<c>sf1470-felter.csv</c>). Where
/// <c>ESDH_SF1470_SKEMAER</c> names a folder with the schemas themselves, each message is validated against them too.
/// </summary>
internal static class Sf1470regler
{
    private static readonly string[] Relationsfelter = ["Virkning", "Rolle", "Type", "Indeks", "ReferenceID", "LokalUdvidelseListe"];

    private static readonly Dictionary<string, string[]> Orden = new()
    {
        ["SagIndeks"] = ["UUIDIdentifikator", "Registrering"],
        ["DokumentIndeks"] = ["UUIDIdentifikator", "Registrering"],
        ["OpdaterSagIndeks"] = ["UUIDIdentifikator", "NoteTekst", "AttributListe", "TilstandListe", "RelationListe", "Tidspunkt"],
        ["OpdaterDokumentIndeks"] = ["UUIDIdentifikator", "NoteTekst", "AttributListe", "TilstandListe", "RelationListe", "Tidspunkt"],
        ["Registrering"] = ["NoteTekst", "Tidspunkt", "LivscyklusKode", "BrugerRef", "StsTidspunkt", "AttributListe", "TilstandListe", "RelationListe"],
        ["AttributListe"] = ["Egenskaber", "LokalUdvidelseListe"],
        ["TilstandListe"] = ["Fremdrift", "LokalUdvidelseListe"],
        ["RelationListe"] = ["Dokumentrelation", "Dokumentaktoer", "Dokumentpart", "Dokumentklasse", "Sagsaktoer", "Sagsklasse", "Sagspart", "Sagsrelation", "Sagsgenstande", "Journalpost", "LokalUdvidelseListe"],
        ["Egenskaber"] = ["Virkning", "BrugervendtNoegle", "AfleveretIndikator", "Kassationskode", "Sagsnummer", "Titel", "Beskrivelse", "BrevDato", "OffentlighedUndtaget", "VersionIdentifikator", "UnderversionIdentifikator", "Dokumentnummer", "Foelsomhed", "Type"],
        ["SagIndeksEgenskaber"] = ["Virkning", "Sagsstatus", "Sagskategori", "Foelsomhed", "Lokation", "OprettetTidspunkt"],
        ["Fremdrift"] = ["Virkning", "FremdriftStatusKode"],
        ["Virkning"] = ["FraTidspunkt", "TilTidspunkt", "AktoerRef", "AktoerTypeKode", "NoteTekst"],
        ["SagsaktoerLokalUdvidelse"] = ["BrugervendtNoegle", "FuldtNavn", "CVR-Nummer"],
        ["DokumentaktoerLokalUdvidelse"] = ["BrugervendtNoegle", "FuldtNavn", "CVR-Nr"],
        ["SagsitsystemRelation"] = [.. Relationsfelter, "SystemNavn", "SystemURI"],
        ["DokumentitsystemRelation"] = [.. Relationsfelter, "SystemNavn", "SystemURI"],
        ["Journalpost"] = [.. Relationsfelter, "JournalpostEgenskaber"],
        ["JournalnotatEgenskaber"] = ["Titel", "Notat", "Format"],
    };

    private static readonly string[] Relationer = ["Sagsaktoer", "Sagsklasse", "Sagspart", "Sagsrelation", "Journalpost", "SagsitsystemRelation", "Dokumentrelation", "Dokumentaktoer", "Dokumentpart", "Dokumentklasse", "DokumentitsystemRelation"];

    private static readonly ILookup<(string Objekt, string Rolle), (string Element, string Krav)> Felter = LaesFelter().ToLookup(f => (f.Objekt, f.Rolle), f => (f.Element, f.Krav));

    private static readonly XmlSchemaSet? Skemaer = LaesSkemaer();

    /// <summary>Roles that a case or document has exactly one of when it is imported.</summary>
    private static readonly string[] Paakraevede = ["Ejer", "Ansvarlig", "Primær klasse", "Master", "Afsender"];

    public static IEnumerable<string> Brud(XElement besked)
    {
        if (Skemaer is not null)
        {
            List<string> fejl = [];
            new XDocument(besked).Validate(Skemaer, (_, e) => fejl.Add($"XSD: {e.Message}"));
            foreach (var f in fejl)
                yield return f;
        }

        foreach (var e in besked.DescendantsAndSelf())
        {
            if (Rang(e.Name.LocalName) is not { } orden)
                continue;
            var sidste = 0;
            foreach (var barn in e.Elements())
            {
                var plads = Array.IndexOf(orden, barn.Name.LocalName);
                if (plads < sidste)
                    yield return $"{barn.Name.LocalName} er {(plads < 0 ? "ukendt" : "ude af orden")} i {e.Name.LocalName}";
                sidste = Math.Max(sidste, plads);
            }
        }

        foreach (var objekt in besked.Elements().Where(e => e.Name.LocalName.EndsWith("Indeks", StringComparison.Ordinal)))
        {
            foreach (var brud in Objektbrud(objekt))
                yield return brud;
        }
    }

    private static IEnumerable<string> Objektbrud(XElement objekt)
    {
        var art = objekt.Name.LocalName.Contains("Sag", StringComparison.Ordinal) ? "Sag" : "Dokument";
        var relationer = objekt.Descendants().Where(e => Relationer.Contains(e.Name.LocalName)).ToList();
        var roller = relationer.ConvertAll(r => Testklassifikation.Rolle(r.Elements().Single(e => e.Name.LocalName == "Rolle").Value));
        foreach (var paakraevet in art == "Sag" ? [.. Paakraevede, "Handlingsklasse"] : Paakraevede)
        {
            if (roller.Count(r => r == paakraevet) != 1)
                yield return $"{art} har {roller.Count(r => r == paakraevet)} {paakraevet}";
        }

        foreach (var (r, rolle) in relationer.Zip(roller))
        {
            foreach (var (element, krav) in Felter[(art, rolle)])
            {
                var felt = Find(r, element);
                var urn = Find(r, "ReferenceID")?.Elements().Single().Name.LocalName == "URNIdentifikator";
                var obligatorisk = krav is "OB1" or "OB2" or "OB3" or "OB5" || (krav == "OB4" && element is "BrugervendtNoegle" or "CVR-Nummer" && urn);
                if (obligatorisk && string.IsNullOrWhiteSpace(felt?.Value))
                    yield return $"{art}/{rolle}: {element} mangler ({krav})";
                if (krav == "FORBUDT" && felt is not null)
                    yield return $"{art}/{rolle}: {element} må ikke udfyldes";
                if (krav == "OB4" && element == "CVR-Nummer" && !urn && felt is not null)
                    yield return $"{art}/{rolle}: CVR må ikke udfyldes, når aktøren er en UUID";
            }
        }

        // One state at a time, without holes, and only the last goes on.
        var tilstande = objekt.Descendants().Where(e => e.Name.LocalName == "Fremdrift").Select(f => (Fra: Find(f, "Virkning/FraTidspunkt")!.Value, Til: Find(f, "Virkning/TilTidspunkt")!.Value)).ToList();
        for (var i = 0; i < tilstande.Count; i++)
        {
            if (tilstande[i].Til != (i + 1 < tilstande.Count ? tilstande[i + 1].Fra : "true"))
                yield return $"{art}: tilstand {i + 1} slutter {tilstande[i].Til}";
        }

        foreach (var e in objekt.Descendants().Where(e => !e.HasElements))
        {
            var hoejst = e.Name.LocalName switch { "BrugervendtNoegle" or "Sagsnummer" or "Dokumentnummer" or "Format" => 50, "Indeks" => 36, "Notat" => 140_000, _ => 255 };
            if (e.Value.Length > hoejst || e.Value.Length == 0)
                yield return $"{art}: {e.Name.LocalName} er {e.Value.Length} tegn";
        }
    }

    private static string[]? Rang(string navn) => Orden.GetValueOrDefault(navn) ?? (Relationer.Contains(navn) ? Relationsfelter : null);

    private static XElement? Find(XElement relation, string sti)
    {
        var nu = relation;
        foreach (var led in sti.Split('/'))
        {
            nu = (nu.Elements().FirstOrDefault(e => Samme(e, led)) ?? nu.Elements().FirstOrDefault(e => e.Name.LocalName == "LokalUdvidelseListe")?.Descendants().FirstOrDefault(e => Samme(e, led)))!;
            if (nu is null)
                return null;
        }

        return nu;

        static bool Samme(XElement e, string led) => e.Name.LocalName == led || (led == "CVR-Nummer" && e.Name.LocalName == "CVR-Nr");
    }

    private static IEnumerable<(string Objekt, string Rolle, string Element, string Krav)> LaesFelter() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "sf1470-felter.csv")).Skip(1).Select(l => l.Split(';')).Where(f => f[1].Length > 0).Select(f => (f[0], f[1], f[2], f[3]));

    private static XmlSchemaSet? LaesSkemaer()
    {
        if (Environment.GetEnvironmentVariable("ESDH_SF1470_SKEMAER") is not { Length: > 0 } mappe)
            return null;
        var skemaer = new XmlSchemaSet { XmlResolver = new System.Xml.XmlUrlResolver() };
        foreach (var fil in new[] { "SagDokumentIndeksOperationer", "SagIndeks", "DokumentIndeks" })
            skemaer.Add(null, Path.Combine(mappe, $"{fil}.xsd"));
        skemaer.Compile();
        return skemaer;
    }
}
