using System.Globalization;
using System.Text;
using System.Xml;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Indhold;

/// <summary>What both kinds of UBL 2.1 share: names, amounts and the order of elements, which the schema fixes.</summary>
internal sealed class Ublskriver : IDisposable
{
    private const string Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private const string Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private readonly XmlWriter _xml;

    public Ublskriver(Stream ud, Fakturaart art)
    {
        var rod = art == Fakturaart.Faktura ? "Invoice" : "CreditNote";
        _xml = XmlWriter.Create(ud, new() { Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
        _xml.WriteStartDocument();
        _xml.WriteStartElement(rod, $"urn:oasis:names:specification:ubl:schema:xsd:{rod}-2");
        _xml.WriteAttributeString("xmlns", "cac", null, Cac);
        _xml.WriteAttributeString("xmlns", "cbc", null, Cbc);
    }

    /// <summary>A value; nothing where it is empty, since no element may be.</summary>
    public Ublskriver Vaerdi(string navn, string? vaerdi, params (string Navn, string Vaerdi)[] attributter)
    {
        if (string.IsNullOrWhiteSpace(vaerdi))
            return this;
        _xml.WriteStartElement("cbc", navn, Cbc);
        foreach (var (n, v) in attributter)
            _xml.WriteAttributeString(n, v);
        _xml.WriteString(Rens(vaerdi));
        _xml.WriteEndElement();
        return this;
    }

    public Ublskriver Beloeb(string navn, long oere) => Vaerdi(navn, Kroner(oere), ("currencyID", "DKK"));

    public Ublskriver Dato(string navn, DateOnly dato) => Vaerdi(navn, dato.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public Ublskriver Del(string navn, Action indhold)
    {
        _xml.WriteStartElement("cac", navn, Cac);
        indhold();
        _xml.WriteEndElement();
        return this;
    }

    /// <summary>1234.50</summary>
    public static string Kroner(long oere) => (oere / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>25 or 12.5</summary>
    public static string Procent(int basispoint) => (basispoint / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Tal(long tal) => tal.ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _xml.WriteEndDocument();
        _xml.Dispose();
    }

    /// <summary>Without what XML cannot hold, and on one line.</summary>
    private static string Rens(string tekst) => string.Concat(tekst.EnumerateRunes().Where(r => r.Value >= 32 && r.Value is not (0xFFFE or 0xFFFF)).Select(r => r.ToString())).Trim();
}
