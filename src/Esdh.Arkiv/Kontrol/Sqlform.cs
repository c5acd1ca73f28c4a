using System.Text;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Whether a query is one SELECT in core SQL:1999 as far as its words tell, and the same query as SQLite writes it.</summary>
internal static class Sqlform
{
    private static readonly HashSet<string> Aldrig = new(StringComparer.OrdinalIgnoreCase)
    {
        "INSERT", "UPDATE", "DELETE", "DROP", "CREATE", "ALTER", "TRUNCATE", "GRANT", "REVOKE", "EXEC", "EXECUTE", "MERGE", "CALL", "INTO", "ATTACH", "PRAGMA", "DECLARE", "COMMIT", "ROLLBACK",
        "LIMIT", "ILIKE", "GLOB", "REGEXP", "RLIKE", "MINUS", "ROWNUM", "QUALIFY", "PIVOT", "UNPIVOT", "NOLOCK",
    };

    private static readonly HashSet<string> Fremmede = new(StringComparer.OrdinalIgnoreCase)
    {
        "ISNULL", "IFNULL", "NVL", "NVL2", "DECODE", "IIF", "GETDATE", "SYSDATE", "NOW", "DATEPART", "DATEADD", "DATEDIFF", "DATENAME", "CONVERT", "LEN", "CHARINDEX", "PATINDEX", "INSTR", "SUBSTR", "TO_CHAR", "TO_DATE",
        "TO_NUMBER", "STRFTIME", "GROUP_CONCAT", "STRING_AGG", "LISTAGG", "CONCAT", "CONCAT_WS", "FORMAT", "STUFF", "LTRIM", "RTRIM", "REPLACE", "RANDOM", "RAND", "NEWID", "UUID", "PRINTF", "LOAD_EXTENSION", "READFILE", "WRITEFILE",
    };

    private static readonly HashSet<string> KanIkkeProeves = new(StringComparer.OrdinalIgnoreCase) { "ANY", "SOME", "OVERLAY", "INTERVAL", "CORRESPONDING", "SIMILAR", "OVERLAPS", "MATCH", "CURRENT_USER", "SESSION_USER", "TRANSLATE", "LATERAL" };

    /// <summary>Why the query may not stand in a version, or null.</summary>
    public static string? Uoensket(List<Sqltegn>? tegn)
    {
        if (tegn is null)
            return "en tekst eller en kommentar slutter ikke";
        if (tegn.Count == 0 || !tegn[0].Er("SELECT"))
            return "begynder ikke med SELECT";
        for (var i = 0; i < tegn.Count; i++)
        {
            var t = tegn[i];
            var naeste = i + 1 < tegn.Count ? tegn[i + 1] : default;
            if (t.Art == Tegnart.Ord && (Aldrig.Contains(t.Tekst) || (Fremmede.Contains(t.Tekst) && naeste.Tekst == "(") || (t.Er("TOP") && naeste.Art == Tegnart.Tal)))
                return $"{t.Tekst} er ikke et ord i en forespørgsel i SQL:1999";
            if (t.Tekst == ";" && i + 1 < tegn.Count)
                return "der er flere sætninger";
            if (t.Art == Tegnart.Andet && t.Tekst is "[" or "]" or "`" or "#" or "@" or "::" or "!=" or "==" or ":=" or "%" or "$" or "&" or "{" or "\\" or "!" or "^" or "~")
                return $"tegnet {t.Tekst} bruges ikke i SQL:1999";
        }

        return null;
    }

    /// <summary>Whether it uses what SQLite has no equal of.</summary>
    public static string? Uproevelig(List<Sqltegn> tegn)
    {
        for (var i = 0; i < tegn.Count; i++)
        {
            var foer = i > 0 ? tegn[i - 1] : default;
            if (tegn[i].Art == Tegnart.Ord && KanIkkeProeves.Contains(tegn[i].Tekst) && foer.Tekst is not "." and not "AS")
                return tegn[i].Tekst.ToUpperInvariant();
            if (tegn[i].Er("ALL") && (foer.Er("INTERSECT") || foer.Er("EXCEPT") || foer.Tekst is "=" or "<>" or "<" or ">" or "<=" or ">="))
                return $"{foer.Tekst.ToUpperInvariant()} ALL";
        }

        return null;
    }

    /// <summary>As SQLite writes it: dates without their word, SUBSTRING and POSITION and EXTRACT with commas.</summary>
    public static string TilSqlite(List<Sqltegn> tegn)
    {
        var ud = new StringBuilder();
        Stack<string> aabne = new();
        for (var i = 0; i < tegn.Count; i++)
        {
            var t = tegn[i];
            var naeste = i + 1 < tegn.Count ? tegn[i + 1] : default;
            if (t.Tekst == "(")
                aabne.Push(i > 0 && tegn[i - 1].Art == Tegnart.Ord ? tegn[i - 1].Tekst.ToUpperInvariant() : "");
            else if (t.Tekst == ")" && aabne.Count > 0)
                aabne.Pop();
            var inde = aabne.Count > 0 ? aabne.Peek() : "";
            if (naeste.Art == Tegnart.Tekst && (t.Er("DATE") || t.Er("TIME") || t.Er("TIMESTAMP")))
                continue;
            if ((inde is "SUBSTRING" && (t.Er("FROM") || t.Er("FOR"))) || (inde is "POSITION" && t.Er("IN")) || (inde is "EXTRACT" && t.Er("FROM")))
                ud.Append(", ");
            else if (inde is "EXTRACT" && t.Art == Tegnart.Ord && naeste.Er("FROM"))
                ud.Append('\'').Append(t.Tekst).Append("' ");
            else if (inde is "TRIM" && (t.Er("BOTH") || t.Er("LEADING") || t.Er("TRAILING") || t.Er("FROM")))
                ud.Append(t.Er("FROM") && i > 1 && tegn[i - 1].Art == Tegnart.Tekst ? ", " : " ");
            else if (t.Tekst != ";")
                ud.Append(t.Tekst).Append(' ');
        }

        return ud.ToString();
    }
}
