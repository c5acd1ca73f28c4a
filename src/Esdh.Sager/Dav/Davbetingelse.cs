using System.Text.RegularExpressions;

namespace Esdh.Sager.Dav;

/// <summary>The <c>If</c> header of RFC 4918 § 10.4: lists of lock tokens and ETags, one of which must hold.</summary>
internal sealed partial record Davbetingelse(IReadOnlyList<Davbetingelse.Liste> Lister)
{
    private const int Laengst = 8000;

    /// <param name="Ressource">The address the list speaks of; null for the one asked for.</param>
    internal sealed record Liste(string? Ressource, IReadOnlyList<Led> Led);

    /// <param name="Ikke">Must not hold.</param>
    /// <param name="Token">A lock token, or null where it is an ETag.</param>
    internal sealed record Led(bool Ikke, string? Token, string? ETag);

    /// <summary>Every lock token named, whatever the list says of it: its sender knows it.</summary>
    public IEnumerable<string> Tokens => Lister.SelectMany(l => l.Led).Select(l => l.Token).OfType<string>();

    /// <summary>Null where there is no header.</summary>
    /// <exception cref="Davafvisning">400: not of the header's form.</exception>
    public static Davbetingelse? Laes(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return null;
        if (header.Length > Laengst)
            throw Forkert();
        List<Liste> lister = [];
        string? ressource = null;
        var her = 0;
        while (true)
        {
            while (her < header.Length && char.IsWhiteSpace(header[her]))
                her++;
            if (her == header.Length)
                break;
            if (header[her] == '<')
            {
                var slut = header.IndexOf('>', her);
                if (slut < 0)
                    throw Forkert();
                ressource = header[(her + 1)..slut];
                her = slut + 1;
                continue;
            }

            if (header[her] != '(')
                throw Forkert();
            var luk = Luk(header, her);
            lister.Add(new(ressource, LaesLed(header[(her + 1)..luk])));
            her = luk + 1;
        }

        return lister.Count == 0 ? throw Forkert() : new(lister);
    }

    /// <param name="tilstand">What holds for the address of a list (null: the one asked for): its lock token and its ETag.</param>
    public bool Holder(Func<string?, (string? Token, string? ETag)> tilstand) => Lister.Any(l =>
    {
        var (token, etag) = tilstand(l.Ressource);
        return l.Led.All(led => (led.Token is not null ? led.Token == token : led.ETag == etag) != led.Ikke);
    });

    private static int Luk(string header, int fra)
    {
        for (var i = fra + 1; i < header.Length; i++)
        {
            switch (header[i])
            {
                case ')':
                    return i;
                case '"': // an ETag may hold a parenthesis
                    i = header.IndexOf('"', i + 1);
                    if (i < 0)
                        throw Forkert();
                    break;
            }
        }

        throw Forkert();
    }

    private static List<Led> LaesLed(string tekst)
    {
        List<Led> led = [];
        var her = 0;
        foreach (var m in Form().EnumerateMatches(tekst))
        {
            if (m.Index != her)
                throw Forkert();
            her = m.Index + m.Length;
            var match = Form().Match(tekst, m.Index, m.Length);
            led.Add(new(match.Groups["ikke"].Success, match.Groups["token"].Success ? match.Groups["token"].Value : null, match.Groups["etag"].Success ? match.Groups["etag"].Value : null));
        }

        return led.Count == 0 || her != tekst.Length ? throw Forkert() : led;
    }

    private static Davafvisning Forkert() => new(400, "Hovedet If kan ikke læses.");

    [GeneratedRegex("""\G\s*(?<ikke>Not\s+)?(?:<(?<token>[^<>]*)>|\[(?<etag>(?:W/)?"[^"]*")\])\s*""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Form();
}

/// <summary>The request is answered with a status and a sentence.</summary>
internal sealed class Davafvisning(int status, string tekst) : Exception(tekst)
{
    public int Status { get; } = status;
}
