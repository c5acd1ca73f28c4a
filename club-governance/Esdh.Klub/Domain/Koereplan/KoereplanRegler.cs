using Esdh.Core;

namespace Esdh.Klub.Domain;

internal static class KoereplanRegler
{
    public static readonly Regel GulOgRoedHarGrund = new("KOEREPLAN-1", "Et gult eller rødt initiativ skal have en begrundelse og næste skridt.", Regel.Intern);
    public static readonly Regel UdgaaetHarGrund = new("KOEREPLAN-2", "Et initiativ, der udgår, skal have en begrundelse.", Regel.Intern);
    public static readonly Regel OensketErValgt = new("KOEREPLAN-3", "Kun et ønske, som medlemmerne har valgt, kan komme på køreplanen.", Regel.Intern);
    public static readonly Regel FarveNaarIgang = new("KOEREPLAN-4", "Et initiativ har farve, når det er igangsat, og ingen før.", Regel.Intern);
    public static readonly Regel BrugFoelgesEfterLevering = new("KOEREPLAN-5", "Brugen følges, når leverancen er leveret.", Regel.Intern);
}
