using Esdh.Core;

namespace Esdh.Klub.Domain;

internal static class GeneralforsamlingRegler
{
    public static readonly Regel AfstemningenErOpgjort = new("GF-1", "Punktet afgøres ved afstemning. Beslutningen kan først skrives, når afstemningen er gjort op.", Regel.Intern);
    public static readonly Regel BeslutningenStaar = new("GF-2", "Der er truffet beslutning om punktet. En beslutning ændres kun ved en ny beslutning.", Regel.Intern);
}
