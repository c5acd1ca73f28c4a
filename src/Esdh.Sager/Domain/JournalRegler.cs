using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on notes, reminders and the postliste.</summary>
internal static class JournalRegler
{
    public static readonly Regel EndeligtNotatErLaast =
        new("NOT-1", "Et endeligt notat ændres ikke. Skriv et nyt notat, der retter det.", Regel.Intern);

    public static readonly Regel KunEndeligeNotaterRettes =
        new("NOT-2", "Notatet er stadig en kladde. Ret selve kladden.", Regel.Intern);

    public static readonly Regel KladdenErForfatterens =
        new("NOT-3", "Kladden hører til den, der skrev den. Kun forfatteren eller en leder kan ændre den.", Regel.Intern);

    public static readonly Regel ErindringenErAaben =
        new("ERI-1", "Erindringen er klaret. Fortryd det, før du ændrer den.", Regel.Intern);

    public static readonly Regel KunKlaredeFortrydes =
        new("ERI-2", "Erindringen er ikke klaret endnu.", Regel.Intern);

    public static readonly Regel AnsvarligHarAdgang =
        new("ERI-3", "Sagen er beskyttet, og den valgte er ikke navngivet på den. Giv adgang på sagen først.", Regel.Intern);

    public static readonly Regel SendtEllerEndeligEnGang =
        new("JOU-1", "Dokumentet er allerede registreret som sendt eller endeligt.", Regel.Intern);

    public static readonly Regel IndgaaendeErModtaget =
        new("JOU-2", "Et indgående dokument er modtaget og skal ikke gøres endeligt.", Regel.Intern);

    public static readonly Regel KunUdgaaendeSendesEfterJournalisering =
        new("JOU-3", "Dokumentet er journaliseret. Kun et udgående dokument kan registreres som sendt bagefter.", Regel.Intern);

    public static readonly Regel KunSendteFortrydes =
        new("JOU-4", "Dokumentet er ikke registreret som sendt eller endeligt.", Regel.Intern);

    public static readonly Regel PostlistenErUdenPersonoplysninger =
        new("POS-1", "Titlen kan ikke offentliggøres på postlisten.", Regel.Intern);

    public static readonly Regel OffentliggjorteTraekkesTilbage =
        new("POS-3", "Posten er offentlig eller trukket tilbage, så godkendelsen kan ikke fortrydes. En offentlig post trækkes tilbage og efterlader et mærke.", Regel.Intern);

    public static readonly Regel KunAfvisteFortrydes =
        new("POS-4", "Dokumentet er ikke afvist til postlisten.", Regel.Intern);

    public static readonly Regel TilbagetraekkesEnGang =
        new("POS-2", "Posten er allerede trukket tilbage.", Regel.Intern);
}
