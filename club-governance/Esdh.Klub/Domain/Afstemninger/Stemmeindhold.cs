using System.Globalization;

namespace Esdh.Klub.Domain;

/// <summary>
/// What is on a ballot paper: options and points (1 for a cross), in the order of the options' keys, so that the same vote has one form only. Nothing at all is a blank vote.
/// </summary>
internal sealed class Stemmeindhold
{
    private readonly SortedDictionary<string, int> _valg = new(StringComparer.Ordinal);

    private Stemmeindhold()
    {
    }

    public static Stemmeindhold Blank { get; } = new();

    public IReadOnlyDictionary<string, int> Valg => _valg;

    public bool ErBlank => _valg.Count == 0;

    public static Stemmeindhold Kryds(params IEnumerable<string> noegler) => Af(noegler.Distinct(StringComparer.Ordinal).Select(n => KeyValuePair.Create(n, 1)));

    /// <summary>Options with nothing are left out.</summary>
    public static Stemmeindhold Af(IEnumerable<KeyValuePair<string, int>> valg)
    {
        var indhold = new Stemmeindhold();
        foreach (var (noegle, point) in valg.Where(v => v.Value != 0))
            indhold._valg[noegle] = point;
        return indhold;
    }

    /// <summary><c>o112=30;o97=70</c></summary>
    public override string ToString() => string.Join(';', _valg.Select(v => $"{v.Key}={v.Value.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>Reads the form above and no other: null for anything that is not the one form of a vote.</summary>
    public static Stemmeindhold? Laes(string tekst)
    {
        var indhold = new Stemmeindhold();
        if (tekst.Length == 0)
            return indhold;
        foreach (var del in tekst.Split(';'))
        {
            if (del.Split('=') is not [{ Length: > 0 } noegle, var tal] || !int.TryParse(tal, NumberStyles.None, CultureInfo.InvariantCulture, out var point) || point == 0 || !indhold._valg.TryAdd(noegle, point))
                return null;
        }

        return indhold.ToString() == tekst ? indhold : null;
    }

    /// <summary>Why it is no valid vote, as a Danish sentence; null when it is one. A blank vote always is.</summary>
    public string? Fejl(Afstemningsform form, IReadOnlyCollection<string> muligheder, int pladser, int point)
    {
        if (_valg.Keys.FirstOrDefault(n => !muligheder.Contains(n)) is { } fremmed)
            return $"»{fremmed}« står ikke på stemmesedlen.";
        if (form == Afstemningsform.Point)
        {
            if (_valg.Values.Any(p => p < 0))
                return "Point kan ikke være under 0.";
            var iAlt = _valg.Values.Sum(p => (long)p);
            return iAlt > point ? $"Du har fordelt {iAlt} point. Der er {point}." : null;
        }

        if (_valg.Values.Any(p => p != 1))
            return "Et kryds er et kryds.";
        var flest = form == Afstemningsform.Forslag ? 1 : pladser;
        return _valg.Count > flest ? $"Du har sat {_valg.Count} krydser. Du kan højst sætte {flest}." : null;
    }
}
