using Esdh.Core;

namespace Esdh.Kombit.Domain;

/// <summary>What is refused about the shared infrastructure.</summary>
internal static class KombitRegler
{
    public static readonly Regel AftalenErSatOp =
        new("KOMBIT-1", "Myndigheden har ingen aftale om Sags- og Dokumentindekset. Driften sætter den op med Esdh:Kombit, når serviceaftalen er godkendt.", Regel.Intern);

    public static readonly Regel LeveringenErTaendt =
        new("KOMBIT-2", "Leveringen til Sags- og Dokumentindekset er slukket. Tænd den først.", Regel.Intern);
}
