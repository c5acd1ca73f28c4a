using Esdh.Core;

namespace Esdh.Dagtilbud.Domain;

internal static class DagtilbudRegler
{
    public static readonly Regel SagenErEtDagtilbud = new("DAG-1", "Det kan kun gøres på en sag om dagtilbud, der har en ansøgning.", Regel.Intern);

    public static readonly Regel EnAnsoegningPrBarn = new("DAG-2", "Et barn har én ansøgning ad gangen. Ret den, der er.", Regel.Intern);

    public static readonly Regel KapacitetenDaekkerDeOptagne = new("DAG-3", "Kapaciteten kan ikke sættes under det, der er optaget eller tilbudt.", Regel.Intern);

    public static readonly Regel PladsenErLedig = new("DAG-4", "En plads tilbydes kun, når den er ledig i alle de måneder, barnet skal gå der.", Regel.Intern);

    public static readonly Regel PladsenAnvises = new("DAG-5", "Der anvises kun plads i kommunale og selvejende institutioner og dagpleje, der er åbne.", Regel.Intern);

    public static readonly Regel AlderenPasser = new("DAG-6", "Barnets alder skal passe til gruppen, når det begynder.", Regel.Intern);

    public static readonly Regel EtTilbudAdGangen = new("DAG-7", "Et barn har ét åbent tilbud ad gangen, og ingen plads i forvejen.", Regel.Intern);

    public static readonly Regel SvarInden = new("DAG-8", "Et tilbud besvares, mens det er åbent, og senest på fristen.", Regel.Intern);

    public static readonly Regel TvillingerSammen = new("DAG-9", "Tvillinger tilbydes plads sammen, når familien ikke har bedt om andet.", Regel.Intern);

    public static readonly Regel EnAendringHarEnGrund = new("DAG-10", "En plads, der ikke er foreslået, tilbydes kun med en grund.", Regel.Intern);

    public static readonly Regel ForslagetVenter = new("DAG-11", "Et forslag bruges én gang.", Regel.Intern);

    public static readonly Regel PladsenPaaVentelisten = new("DAG-12", "Der tilbydes plads til børn på ventelisten.", Regel.Intern);

    public static readonly Regel ReglerneErNye = new("DAG-13", "Der er ét sæt regler fra hver dag, og de sættes ikke i kraft bagud.", Regel.Intern);

    public static readonly Regel InstitutionenErAaben = new("DAG-14", "En institution, der er lukket, kan ikke lukkes eller få grupper.", Regel.Intern);

    public static readonly Regel LukkesEfterDeOptagne = new("DAG-15", "En institution lukkes først, når ingen er optaget eller har et åbent tilbud efter den dag.", Regel.Intern);

    public static readonly Regel BarnetHarEnPlads = new("DAG-16", "Kun et barn, der er optaget, kan meldes ud, og tidligst den dag, det begyndte.", Regel.Intern);

    public static readonly Regel GarantienMeddelesEnGang = new("DAG-17", "Garantidatoen fortælles én gang, med mindre den er ændret.", Regel.Intern);

    public static readonly Regel BruddetErAabent = new("DAG-18", "Et brud på garantien, der er afhjulpet, kan ikke ændres.", Regel.Intern);
}
