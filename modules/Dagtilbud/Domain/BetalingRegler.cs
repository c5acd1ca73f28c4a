using Esdh.Core;

namespace Esdh.Dagtilbud.Domain;

/// <summary>What is refused in parents' payment. What the law says of the price itself (dagtilbudsloven §§ 25 and 85) stands on the lines that come from it.</summary>
internal static class BetalingRegler
{
    public static readonly Regel HoejstEnFjerdedel = new("BET-1", "Forældrene betaler højst 25 procent af det, pladsen er budgetteret til at koste.", Regel.Intern);

    public static readonly Regel TakstenErNy = new("BET-2", "En slags plads har én takst fra samme måned, og en takst rettes ikke: den afløses af en ny.", Regel.Intern);

    public static readonly Regel TakstenErIkkeOpkraevet = new("BET-3", "Det, der er opkrævet efter en takst eller en regel, ændres ikke: en ny gælder tidligst fra måneden efter det sidste betalingsgrundlag.", Regel.Intern);

    public static readonly Regel HverPladsHarTakst = new("BET-4", "Et betalingsgrundlag kan først dannes, når hver plads, nogen har den måned, har en takst.", Regel.Intern);

    public static readonly Regel MaanedenErBegyndt = new("BET-5", "Betalingsgrundlaget dannes tidligst måneden før den måned, det gælder.", Regel.Intern);

    public static readonly Regel MaanederneErIOrden = new("BET-6", "Betalingsgrundlag lukkes i rækkefølge, så en forskel altid kommer med på det næste.", Regel.Intern);

    public static readonly Regel EnligErAlene = new("BET-7", "En enlig forsørger er den eneste voksne i husstanden.", Regel.Intern);

    public static readonly Regel BarnetHarEnHusstand = new("BET-8", "Et barn hører til én husstand ad gangen.", Regel.Intern);

    public static readonly Regel SkalaenErNy = new("BET-9", "Der er én fripladsskala fra samme måned, og en skala rettes ikke: den afløses af en ny.", Regel.Intern);

    public static readonly Regel SagenErEtBarns = new("BET-10", "Forældrebetaling hører til en sag om et barns plads.", Regel.Intern);
}
