namespace Esdh.Sager.Tests.Http;

/// <summary>Words that no other test uses, of letters alone: digits by chance can be a personnummer.</summary>
internal static class Provord
{
    public static string Nyt() => "ord" + string.Concat(Guid.CreateVersion7().ToString("N").Select(c => (char)(c <= '9' ? c - '0' + 'k' : c)));
}
