using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on post.</summary>
internal static class IndbakkeRegler
{
    public static readonly Regel ErAaben =
        new("IND-1", "Posten er allerede journaliseret eller afvist.", Regel.Intern);

    public static readonly Regel IkkeTagetAfAnden =
        new("IND-2", "Posten er allerede taget.", Regel.Intern);

    public static readonly Regel EtAndetSted =
        new("IND-3", "Posten ligger allerede der.", Regel.Intern);

    public static readonly Regel HarEtSted =
        new("IND-4", "Posten ligger i den indbakke, den kom til. Fordel den i stedet.", Regel.Intern);

    public static readonly Regel FordelingKanFortrydes =
        new("IND-5", "Fordelingen kan ikke fortrydes. Modtageren er begyndt på posten, eller en anden har fordelt den siden.", Regel.Intern);

    public static readonly Regel ErUdenVirus =
        new("IND-6", "Der er fundet virus i posten. Den kan hverken åbnes eller journaliseres. Spørg jeres it-drift, og bed afsenderen om at sende igen.", Regel.Intern);

    public static readonly Regel ErSkannet =
        new("IND-7", "Posten er ikke skannet for virus endnu, så den kan ikke åbnes eller journaliseres. Det sker af sig selv. Prøv igen om lidt.", Regel.Intern);

    public static readonly Regel KunAfvisteFortrydes =
        new("IND-8", "Kun post, der er afvist og stadig gemt, kan tages frem igen.", Regel.Intern);

    public static readonly Regel KunAfgjorteFrigives =
        new("IND-9", "Post, der ikke er journaliseret eller afvist, bliver liggende.", Regel.Intern);

    public static readonly Regel StienErLedig =
        new("IND-10", "En anden postkasse henter allerede fra den mappe.", Regel.Intern);
}
