namespace Esdh.Klub.Domain;

/// <summary>Numbers by which invoices find their way.</summary>
internal static class Lokationsnummer
{
    /// <summary>13 digits, the last of which checks the others (GS1).</summary>
    public static bool ErGln(string? gln) =>
        gln is { Length: 13 } && gln.All(char.IsAsciiDigit) && gln.Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
}
