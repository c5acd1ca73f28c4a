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

    public static readonly Regel ErUdtjekketOgKanGivesTilbage =
        new("DOK-5", "Dokumentet er ikke tjekket ud af dig. Kun den, der har det, dennes leder og sagens leder kan afslutte redigeringen.", Regel.Intern);

    public static readonly Regel BilagFoelgerHovedet =
        new("DOK-6", "Et bilag følger det dokument, det kom med. Brug dokumentet i stedet.", Regel.Intern);

    public static readonly Regel KunJournaliseredeFejlmarkeres =
        new("DOK-7", "Kun et journaliseret dokument kan markeres som fejljournaliseret.", Regel.Intern);

    public static readonly Regel FejljournaliseringAfTo =
        new("DOK-8", "Fejljournalisering kræver to personer. Bed en anden om at bekræfte.", Regel.Intern);

    public static readonly Regel FejljournaliseretOffentliggoeresIkke =
        new("DOK-9", "Et fejljournaliseret dokument kommer ikke på postlisten.", Regel.Intern);

    public static readonly Regel FoelsomhedSaenkesMedGrund =
        new("DOK-10", "Følsomheden sænkes kun med en begrundelse.", Regel.Intern);

    public static readonly Regel KunKladderSlettes =
        new("DOK-11", "Et journaliseret dokument slettes ikke. Det udgår ved kassation eller markeres som fejljournaliseret.", Regel.Intern);

    public static readonly Regel HovedfilenBliver =
        new("DOK-12", "Hovedfilen kan ikke fjernes. Læg en ny udgave ind, eller slet kladden.", Regel.Intern);

    public static readonly Regel RegistreretEtSted =
        new("DOK-13", "Dokumentet skal være registreret på mindst én sag. Flyt det, eller slet kladden.", Regel.Intern);

    public static readonly Regel AlleredePaaSagen =
        new("DOK-14", "Dokumentet er allerede på sagen.", Regel.Intern);

    public static readonly Regel KunJournaliseredeRettes =
        new("DOK-15", "En rettelse peger tilbage på et journaliseret dokument. En kladde rettes direkte.", Regel.Intern);

    public static readonly Regel EnAnmodningAdGangen =
        new("DOK-16", "Der er allerede bedt om at markere dokumentet som fejljournaliseret.", Regel.Intern);

    public static readonly Regel IngenAabenAnmodning =
        new("DOK-17", "Der er ingen åben anmodning om fejljournalisering.", Regel.Intern);

    public static readonly Regel FejlmarkeredeTagesIkkeMed =
        new("DOK-18", "Et fejljournaliseret dokument flyttes og registreres ikke andre steder.", Regel.Intern);

    public static readonly Regel KunJournaliseredeBevises =
        new("DOK-19", "Dokumentet er ikke journaliseret, så der er intet at bevise.", Regel.Intern);

    public static readonly Regel KunForsegledeBevises =
        new("DOK-20", "Journaliseringen er ikke forseglet endnu. Det sker inden for et minut. Prøv igen om lidt.", Regel.Intern);

    public static readonly Regel RedigeringenErLevende =
        new("DOK-21", "Redigeringen er afsluttet, så der kan ikke gemmes her. Gem en kopi på din egen computer, og læg den ind på dokumentet.", Regel.Intern);

    public static readonly Regel FaaVedSiden =
        new("DOK-22", "Der ligger for mange eller for store midlertidige filer i redigeringen. Afslut den, og begynd på ny.", Regel.Intern);

    public static readonly Regel EnAndenUdgave =
        new("DOK-23", "Det er den udgave, der gælder. Vælg en tidligere udgave.", Regel.Intern);
}
