using Esdh.Core;

namespace Esdh.Klub.Domain;

/// <summary>What is refused in the club's money.</summary>
internal static class PengeRegler
{
    public static readonly Regel GrundlagetKendes = new("KLUBPENGE-1", "Et års fakturaer kan først dannes, når antallet af borgere eller årsværk kendes for hvert medlem.", Regel.Intern);

    public static readonly Regel AaretErNaer = new("KLUBPENGE-2", "Der faktureres for år fra 2000 til og med næste år.", Regel.Intern);

    public static readonly Regel KunKladder = new("KLUBPENGE-3", "En udstedt faktura rettes og slettes ikke: den krediteres.", Regel.Intern);

    public static readonly Regel HoejstDetFakturerede = new("KLUBPENGE-4", "En faktura krediteres højst med det, der er faktureret og ikke allerede krediteret.", Regel.Intern);

    public static readonly Regel KunFakturaer = new("KLUBPENGE-5", "Det kan kun gøres med en udstedt faktura, ikke med en kladde eller en kreditnota.", Regel.Intern);

    public static readonly Regel ErForfalden = new("KLUBPENGE-6", "Der rykkes først, når fristen er overskredet og fakturaen ikke er betalt; den næste rykker tidligst, når den forrige frist er gået.", Regel.Intern);

    public static readonly Regel HarTilgode = new("KLUBPENGE-7", "Der kan højst udlignes eller betales tilbage, hvad medlemmet har til gode.", Regel.Intern);

    public static readonly Regel HoejstDetSkyldige = new("KLUBPENGE-8", "Der udlignes og afskrives højst det, der mangler at blive betalt på fakturaen.", Regel.Intern);

    public static readonly Regel PrisenErFremtidig = new("KLUBPENGE-9", "En pris ændres ikke, når der er udstedt fakturaer for året.", Regel.Intern);

    public static readonly Regel ErAlleredeKrediteret = new("KLUBPENGE-10", "Fakturaen har en kreditnota, der ikke er udstedt endnu. Udsted eller slet den først.", Regel.Intern);
}
