using Esdh.Core;

namespace Esdh.Klub.Domain;

/// <summary>What is refused of members.</summary>
internal static class MedlemRegler
{
    public static readonly Regel FasenErNaeste = new("KLUBMEDLEM-1", "Et kommende medlem går gennem sondering, afklaring, beslutning og optagelse i den rækkefølge.", Regel.Intern);

    public static readonly Regel HarBusinesscase = new("KLUBMEDLEM-2", "Beslutningen træffes på en businesscase. Skriv den først.", Regel.Intern);

    public static readonly Regel ErBesluttet = new("KLUBMEDLEM-3", "Et medlem optages først, når dets eget råd har besluttet det.", Regel.Intern);

    public static readonly Regel VarsletHoldes = new("KLUBMEDLEM-4", "Et medlem træder ud ved udgangen af en måned og tidligst, når varslet er gået.", Regel.Intern);

    public static readonly Regel ErMedlemmet = new("KLUBMEDLEM-5", "Det kan kun gøres for et medlem.", Regel.Intern);

    public static readonly Regel ErUdtraadt = new("KLUBMEDLEM-6", "Det kan først gøres, når medlemskabet er ophørt.", Regel.Intern);

    public static readonly Regel DataErModtaget = new("KLUBMEDLEM-7", "Klubben sletter først et medlems data, når medlemmet har kvitteret for dem og arkivet har godkendt arkivversionen.", Regel.Intern);

    public static readonly Regel EnMyndighedEtMedlem = new("KLUBMEDLEM-8", "En myndighed hører til ét medlem, og et CVR-nummer optages én gang.", Regel.Intern);

    public static readonly Regel MandatErHjemme = new("KLUBMEDLEM-9", "Et mandat gives til en aktiv bruger i medlemmets egen myndighed.", Regel.Intern);

    public static readonly Regel EnRepraesentant = new("KLUBMEDLEM-10", "Et medlem har én medlemsrepræsentant ad gangen. Afslut den forriges mandat først.", Regel.Intern);

    public static readonly Regel SammenlaegningVedNytaar = new("KLUBMEDLEM-11", "Kommuner lægges sammen med virkning fra en 1. januar, som kommer, og det fortsættende medlem er ikke selv et af dem, der ophører.", Regel.Intern);

    public static readonly Regel DataErSlettet = new("KLUBMEDLEM-13", "Myndigheden er trådt ud af klubben, og dens data er slettet og attesteret. Den har ingen sager her mere.", Regel.Intern);
    public static readonly Regel SagerneLaesesKun = new("KLUBMEDLEM-12", "Myndigheden er ikke længere medlem af klubben, og kun medlemmer arbejder i systemet. Sagerne kan læses og tages ud, til myndigheden har kvitteret for sine data, og de kan afleveres til arkivet.", Regel.Intern);
}
