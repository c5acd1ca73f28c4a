using System.Globalization;
using System.Text;

namespace Esdh.Arkiv.Version;

/// <summary>What was written of a table.</summary>
/// <param name="Laengder">The longest text of each column.</param>
internal sealed record Tabelstand(string Navn, int Nummer, long Raekker, int[] Laengder);

/// <summary>Writes a table's rows and its schema.</summary>
internal sealed class Tabelskriver : IDisposable
{
    private readonly Tabel _tabel;
    private readonly int _nummer;
    private readonly Arkivtekst _tekst;
    private readonly Raekkeskriver _ud;
    private readonly byte[][] _start, _slut, _tom;
    private readonly int[] _laengder;
    private long _raekker;

    /// <param name="tabel">What to write.</param>
    /// <param name="nummer">From 1 in the version.</param>
    /// <param name="mappe">The folder of tables.</param>
    /// <param name="tekst">Cleans, and counts what it cleaned.</param>
    public Tabelskriver(Tabel tabel, int nummer, string mappe, Arkivtekst tekst)
    {
        (_tabel, _nummer, _tekst) = (tabel, nummer, tekst);
        var navn = Navn(nummer);
        _ud = new(Path.Combine(mappe, navn, navn + ".xml"));
        _start = [.. tabel.Kolonner.Select((_, i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<c{i + 1}>")))];
        _slut = [.. tabel.Kolonner.Select((_, i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"</c{i + 1}>")))];
        _tom = [.. tabel.Kolonner.Select((_, i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<c{i + 1} xsi:nil=\"true\"/>")))];
        _laengder = new int[tabel.Kolonner.Count];
        _ud.Raa($"<table xmlns=\"{Rum(nummer)}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{Rum(nummer)} {navn}.xsd\">\n");
    }

    public static string Navn(int nummer) => string.Create(CultureInfo.InvariantCulture, $"table{nummer}");

    private static string Rum(int nummer) => $"http://www.sa.dk/xmlns/siard/1.0/schema0/{Navn(nummer)}.xsd";

    public void Raekke(object?[] celler)
    {
        _ud.Raa("<row>"u8);
        for (var i = 0; i < _tabel.Kolonner.Count; i++)
        {
            var kolonne = _tabel.Kolonner[i];
            var vaerdi = celler[i];
            var tekst = vaerdi is null ? null : kolonne.Type switch
            {
                Celletype.Heltal => null,
                Celletype.Dato => Celle.Dato(vaerdi).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Celletype.Tidspunkt => Celle.Dansk(vaerdi),
                Celletype.Boolsk => Celle.Sand(vaerdi) ? "true" : "false",
                _ => _tekst.Ren(Celle.Tekst(vaerdi)),
            };
            if (kolonne.Type == Celletype.Heltal && vaerdi is not null)
            {
                _ud.Raa(_start[i]);
                _ud.Tal(Celle.Tal(vaerdi));
                _ud.Raa(_slut[i]);
                continue;
            }

            if (tekst is null && kolonne.Tom)
            {
                _ud.Raa(_tom[i]);
                continue;
            }

            if (tekst is null && kolonne.Type != Celletype.Tekst)
                throw new InvalidDataException($"{_tabel.Navn}.{kolonne.Navn} mangler i en række.");
            _ud.Raa(_start[i]);
            _ud.Tekst(tekst);
            _ud.Raa(_slut[i]);
            _laengder[i] = Math.Max(_laengder[i], tekst?.Length ?? 0);
        }

        _ud.Raa("</row>\n"u8);
        _raekker++;
    }

    /// <summary>Ends the table and writes its schema; answers what the indices must know.</summary>
    public (Tabelstand Stand, string Md5, long Bytes) Slut()
    {
        _ud.Raa("</table>\n"u8);
        var (md5, bytes) = _ud.Slut();
        return (new(_tabel.Navn, _nummer, _raekker, _laengder), md5, bytes);
    }

    /// <summary>The schema that a table's file is read by.</summary>
    public static (string Md5, long Bytes) Skema(Tabel tabel, int nummer, string mappe)
    {
        using var ud = new Raekkeskriver(Path.Combine(mappe, Navn(nummer), Navn(nummer) + ".xsd"));
        var rum = Rum(nummer);
        ud.Raa($"<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"{rum}\" targetNamespace=\"{rum}\" elementFormDefault=\"qualified\" attributeFormDefault=\"unqualified\">\n");
        ud.Raa("<xs:element name=\"table\"><xs:complexType><xs:sequence><xs:element name=\"row\" type=\"rowType\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType></xs:element>\n<xs:complexType name=\"rowType\"><xs:sequence>\n"u8);
        for (var i = 0; i < tabel.Kolonner.Count; i++)
        {
            var type = tabel.Kolonner[i].Type switch { Celletype.Heltal => "integer", Celletype.Dato => "date", Celletype.Tidspunkt => "dateTime", Celletype.Boolsk => "boolean", _ => "string" };
            ud.Raa(string.Create(CultureInfo.InvariantCulture, $"<xs:element name=\"c{i + 1}\" type=\"xs:{type}\"{(tabel.Kolonner[i].Tom ? " nillable=\"true\"" : "")}/>\n"));
        }

        ud.Raa("</xs:sequence></xs:complexType>\n</xs:schema>\n"u8);
        return ud.Slut();
    }

    public void Dispose() => _ud.Dispose();
}
