namespace Esdh.Arkiv.Kontrol;

internal enum Tegnart
{
    Ord,
    Citeret,
    Tekst,
    Tal,
    Andet,
}

/// <summary>One piece of a query.</summary>
internal readonly record struct Sqltegn(Tegnart Art, string Tekst)
{
    public bool Er(string ord) => Art != Tegnart.Citeret && Art != Tegnart.Tekst && Tekst.Equals(ord, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a query apart; comments are left out.</summary>
    /// <returns>The pieces, or null where a quotation or a comment does not end.</returns>
    public static List<Sqltegn>? Del(string sql)
    {
        List<Sqltegn> tegn = [];
        for (var i = 0; i < sql.Length;)
        {
            var c = sql[i];
            var start = i;
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (c == '-' && i + 1 < sql.Length && sql[i + 1] == '-')
            {
                i = sql.IndexOf('\n', i) is >= 0 and var linje ? linje : sql.Length;
            }
            else if (c == '/' && i + 1 < sql.Length && sql[i + 1] == '*')
            {
                if (sql.IndexOf("*/", i + 2, StringComparison.Ordinal) is not (>= 0 and var slut))
                    return null;
                i = slut + 2;
            }
            else if (c is '\'' or '"')
            {
                for (i++; ; i++)
                {
                    if (i >= sql.Length)
                        return null;
                    if (sql[i] != c)
                        continue;
                    if (i + 1 < sql.Length && sql[i + 1] == c)
                        i++;
                    else
                        break;
                }

                i++;
                tegn.Add(new(c == '"' ? Tegnart.Citeret : Tegnart.Tekst, sql[start..i]));
            }
            else if (char.IsLetter(c) || c == '_')
            {
                while (i < sql.Length && (char.IsLetterOrDigit(sql[i]) || sql[i] == '_'))
                    i++;
                tegn.Add(new(Tegnart.Ord, sql[start..i]));
            }
            else if (char.IsAsciiDigit(c))
            {
                while (i < sql.Length && (char.IsAsciiLetterOrDigit(sql[i]) || sql[i] == '.'))
                    i++;
                tegn.Add(new(Tegnart.Tal, sql[start..i]));
            }
            else
            {
                i += i + 1 < sql.Length && sql.Substring(i, 2) is "<>" or "<=" or ">=" or "||" or "!=" or "==" or "::" or ":=" ? 2 : 1;
                tegn.Add(new(Tegnart.Andet, sql[start..i]));
            }
        }

        return tegn;
    }
}
