using System.Globalization;
using System.Text.RegularExpressions;

namespace Esdh.Arkiv.Kontrol;

internal enum Typeart
{
    Tekst,
    Heltal,
    Decimaltal,
    Flydende,
    Boolesk,
    Dato,
    Klokkeslaet,
    Tidspunkt,
    Varighed,
}

/// <summary>A type of SQL:1999 as tableIndex.xml writes it, and which values are of it.</summary>
internal sealed partial record Kolonnetype(Typeart Art, long? Laengde, int? Decimaler)
{
    public static Kolonnetype Laes(string type)
    {
        var form = Form().Match(type.Trim());
        var ord = Mellemrum().Replace(form.Groups["n"].Value.Trim(), " ").ToUpperInvariant();
        long? laengde = long.TryParse(form.Groups["l"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var l) ? l : null;
        int? decimaler = int.TryParse(form.Groups["d"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var d) ? d : null;
        return ord switch
        {
            "INTEGER" or "INT" or "SMALLINT" => new(Typeart.Heltal, null, null),
            "NUMERIC" or "DECIMAL" or "DEC" => new(Typeart.Decimaltal, laengde, decimaler),
            "FLOAT" or "REAL" or "DOUBLE PRECISION" => new(Typeart.Flydende, null, null),
            "BOOLEAN" => new(Typeart.Boolesk, null, null),
            "DATE" => new(Typeart.Dato, null, null),
            _ when ord.StartsWith("TIMESTAMP", StringComparison.Ordinal) => new(Typeart.Tidspunkt, null, null),
            _ when ord.StartsWith("TIME", StringComparison.Ordinal) => new(Typeart.Klokkeslaet, null, null),
            "INTERVAL" => new(Typeart.Varighed, null, null),
            _ => new(Typeart.Tekst, laengde ?? 1, null), // CHAR without a length is of one character
        };
    }

    /// <summary>The type as an XML schema of the table names it.</summary>
    public string Xsd => Art switch
    {
        Typeart.Heltal => "integer", Typeart.Decimaltal => "decimal", Typeart.Flydende => "float", Typeart.Boolesk => "boolean", Typeart.Dato => "date", Typeart.Klokkeslaet => "time", Typeart.Tidspunkt => "dateTime", Typeart.Varighed => "duration", _ => "string",
    };

    /// <summary>Whether a table's own schema may give the column this type. Where guides differ on FLOAT, REAL, DOUBLE and TIME, each way is let through.</summary>
    public bool Tillader(string xsd) => xsd == Xsd || (Art, xsd) is (Typeart.Flydende, "decimal" or "double") or (Typeart.Klokkeslaet, "dateTime") or (Typeart.Tekst, "hexBinary");

    public bool ErDato => Art is Typeart.Dato or Typeart.Tidspunkt;

    /// <summary>Whether <paramref name="vaerdi"/> is one of the type, as an XML schema reads it.</summary>
    public bool Passer(ReadOnlySpan<char> vaerdi) => Art switch
    {
        Typeart.Tekst => true,
        Typeart.Heltal => ErHeltal(vaerdi),
        Typeart.Decimaltal => ErDecimaltal(vaerdi),
        Typeart.Flydende => ErDecimaltal(vaerdi) || Flydende().IsMatch(vaerdi),
        Typeart.Boolesk => vaerdi is "true" or "false" or "1" or "0",
        Typeart.Dato => ErDatoform(vaerdi, out var rest) && ErZone(rest),
        Typeart.Klokkeslaet => ErTidsform(vaerdi, out var r) ? ErZone(r) : ErTidspunkt(vaerdi),
        Typeart.Tidspunkt => ErTidspunkt(vaerdi),
        _ => vaerdi is not ("P" or "-P") && !vaerdi.EndsWith("T") && Varighed().IsMatch(vaerdi),
    };

    /// <summary>Whether a value that is of the type is longer than the column says.</summary>
    public bool ErForLang(ReadOnlySpan<char> vaerdi, long laengde)
    {
        if (Laengde is not { } maks)
            return false;
        if (Art == Typeart.Tekst)
            return laengde > maks;
        var tal = vaerdi.TrimStart("+-");
        var komma = tal.IndexOf('.');
        var hele = (komma < 0 ? tal : tal[..komma]).TrimStart('0').Length;
        var dele = komma < 0 ? 0 : tal[(komma + 1)..].TrimEnd('0').Length;
        return dele > (Decimaler ?? 0) || hele > maks - (Decimaler ?? 0);
    }

    /// <summary>The value as keys compare it: 01 is 1, and 1.50 is 1.5.</summary>
    public ReadOnlySpan<char> Ens(ReadOnlySpan<char> vaerdi)
    {
        if (Art == Typeart.Boolesk)
            return vaerdi switch { "true" => "1", "false" => "0", _ => vaerdi };
        if (Art is not (Typeart.Heltal or Typeart.Decimaltal))
            return vaerdi;
        vaerdi = vaerdi.TrimStart('+');
        if (vaerdi.Length < 2)
            return vaerdi;
        if (vaerdi.Contains('.'))
            vaerdi = vaerdi.TrimEnd('0').TrimEnd('.');
        if (vaerdi is ['0', ..])
            vaerdi = vaerdi.TrimStart('0');
        return vaerdi.Length == 0 ? "0" : vaerdi is ['-', '0', ..] ? "-" + vaerdi[1..].TrimStart('0').ToString() is { Length: > 1 } minus ? minus : "0" : vaerdi;
    }

    private static bool ErHeltal(ReadOnlySpan<char> v)
    {
        if (v is ['+' or '-', ..])
            v = v[1..];
        return v.Length > 0 && v.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool ErDecimaltal(ReadOnlySpan<char> v)
    {
        if (v is ['+' or '-', ..])
            v = v[1..];
        var komma = v.IndexOf('.');
        return v.Length > (komma < 0 ? 0 : 1) && (komma < 0 ? v : v[..komma]).IndexOfAnyExceptInRange('0', '9') < 0 && (komma < 0 || v[(komma + 1)..].IndexOfAnyExceptInRange('0', '9') < 0);
    }

    private static bool ErTidspunkt(ReadOnlySpan<char> v) => ErDatoform(v, out var rest) && rest is ['T', ..] && ErTidsform(rest[1..], out var zone) && ErZone(zone);

    private static bool ErDatoform(ReadOnlySpan<char> v, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (v.Length < 10 || v[4] != '-' || v[7] != '-' || !Tal(v[..4], out var aar) || !Tal(v.Slice(5, 2), out var maaned) || !Tal(v.Slice(8, 2), out var dag))
            return false;
        rest = v[10..];
        return aar > 0 && maaned is >= 1 and <= 12 && dag >= 1 && dag <= DateTime.DaysInMonth(aar, maaned);
    }

    private static bool ErTidsform(ReadOnlySpan<char> v, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (v.Length < 8 || v[2] != ':' || v[5] != ':' || !Tal(v[..2], out var time) || !Tal(v.Slice(3, 2), out var minut) || !Tal(v.Slice(6, 2), out var sekund))
            return false;
        rest = v[8..];
        if (rest is ['.', ..])
        {
            var brud = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (brud == 0 || rest.Length == 1)
                return false;
            rest = brud < 0 ? default : rest[(brud + 1)..];
        }

        return minut < 60 && sekund < 60 && (time < 24 || (time == 24 && minut == 0 && sekund == 0));
    }

    private static bool ErZone(ReadOnlySpan<char> v) =>
        v.IsEmpty || v is "Z" || (v.Length == 6 && v[0] is '+' or '-' && v[3] == ':' && Tal(v.Slice(1, 2), out var t) && Tal(v.Slice(4, 2), out var m) && m < 60 && (t < 14 || (t == 14 && m == 0)));

    private static bool Tal(ReadOnlySpan<char> v, out int tal)
    {
        tal = 0;
        foreach (var c in v)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            tal = (tal * 10) + (c - '0');
        }

        return true;
    }

    [GeneratedRegex(@"^(?<n>[A-Za-z ]+?)\s*(\(\s*(?<l>[0-9]{1,18})\s*(,\s*(?<d>[0-9]{1,9})\s*)?\)\s*[A-Za-z ]*)?$")]
    private static partial Regex Form();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Mellemrum();

    [GeneratedRegex(@"^([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN)$")]
    private static partial Regex Flydende();

    [GeneratedRegex(@"^-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$")]
    private static partial Regex Varighed();
}
