using Esdh.Core;

namespace Esdh.Klub.Domain;

/// <summary>What the club's ballots refuse. The sources are the club's own statutes (club-governance/vedtaegter.md).</summary>
internal static class AfstemningRegler
{
    public static readonly Regel ErAaben = new("STEM-1", "Afstemningen er ikke åben. Der kan kun stemmes, fra den åbner, til den lukker, efter serverens ur.", Regel.Intern);
    public static readonly Regel ErBerettiget = new("STEM-2", "Medlemmet var ikke stemmeberettiget, da afstemningen åbnede.", Regel.Intern);
    public static readonly Regel HarFuldmagt = new("STEM-3", "Du kan kun stemme for et andet medlem, når det har givet dit medlem fuldmagt til afstemningen.", Regel.Intern);
    public static readonly Regel StemmerEnGang = new("STEM-4", "Medlemmet har stemt. En hemmelig stemme kan ikke ændres, for ingen ved, hvilken seddel der er jeres.", Regel.Intern);
    public static readonly Regel EgenStemmeGaarForan = new("STEM-5", "Medlemmet har selv stemt. En fuldmagt kan ikke ændre det.", Regel.Intern);
    public static readonly Regel ErSlut = new("STEM-6", "Afstemningen kan først gøres op, når den er lukket.", Regel.Intern);
    public static readonly Regel ErKladde = new("STEM-7", "Afstemningen er åbnet. Spørgsmål, muligheder og vælgere kan ikke ændres.", Regel.Intern);
    public static readonly Regel FuldmagterErFaa = new("STEM-8", "Medlemmet har alle de fuldmagter, vedtægterne tillader.", Regel.Intern);
    public static readonly Regel FuldmagtGaarIkkeVidere = new("STEM-9", "En fuldmagt kan ikke gives videre, og den, der har givet fuldmagt, kan ikke tage imod en.", Regel.Intern);
    public static readonly Regel FuldmagtErBrugt = new("STEM-10", "Medlemmet har stemt. Fuldmagten kan ikke ændres.", Regel.Intern);
    public static readonly Regel DerErMuligheder = new("STEM-11", "Der skal være flere at vælge mellem end der er pladser.", Regel.Intern);
    public static readonly Regel KanAflyses = new("STEM-12", "Kun en afstemning, der ikke er gjort op, kan aflyses.", Regel.Intern);
    public static readonly Regel InternHoeringErAaben = new("STEM-15", "Der er ingen intern høring nu. Den varer, fra afstemningen åbner, til den lukker.", Regel.Intern);
    public static readonly Regel ErOpgjort = new("STEM-13", "Afstemningen er ikke gjort op endnu. Stemmerne offentliggøres, når den er lukket.", Regel.Intern);
    public static readonly Regel DerErVaelgere = new("STEM-14", "Der er ingen medlemmer, der kan stemme.", Regel.Intern);
}
