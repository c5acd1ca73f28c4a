using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on documents.</summary>
internal static class DokumentRegler
{
    public static readonly Regel KunKladderRettes =
        new("DOK-1", "Et journaliseret dokument ændres ikke. Ret det med en ny udgave, der peger tilbage.", Regel.Intern);

    public static readonly Regel IkkeJournaliseretFoer =
        new("DOK-2", "Dokumentet er allerede journaliseret.", Regel.Intern);

    public static readonly Regel IkkeUdtjekketAfAnden =
        new("DOK-3", "Dokumentet er tjekket ud af en anden. Vent, til det er tjekket ind.", Regel.Intern);

    public static readonly Regel HarEnFil =
        new("DOK-4", "Dokumentet har ingen fil og kan ikke journaliseres.", Regel.Intern);
}
