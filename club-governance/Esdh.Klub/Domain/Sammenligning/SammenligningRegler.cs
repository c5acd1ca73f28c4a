using Esdh.Core;

namespace Esdh.Klub.Domain;

internal static class SammenligningRegler
{
    public static readonly Regel NyVersion = new("SAMMENLIGNING-1", "Et måltal, der opgøres på en anden måde, skal have et nyt versionsnummer.", Regel.Intern);
    public static readonly Regel KvartaletErOpgjort = new("SAMMENLIGNING-2", "Kun et kvartal, der er opgjort, kan opgøres igen.", Regel.Intern);
}
