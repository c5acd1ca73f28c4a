using Esdh.Core;

namespace Esdh.Byggesager.Domain;

internal static class ByggesagRegler
{
    public static readonly Regel SagenErEnByggesag = new("BYG-1", "Det kan kun gøres på en byggesag.", Regel.Intern);

    public static readonly Regel MangelbrevFoerAfgoerelsen = new("BYG-2", "Et mangelbrev sendes, mens ansøgningen behandles: før den er afgjort.", Regel.Intern);

    public static readonly Regel ManglenErAaben = new("BYG-3", "En mangel klares én gang.", Regel.Intern);

    public static readonly Regel AnsoegningenVenter = new("BYG-4", "En ansøgning bliver til én sag eller lægges væk, og kun én gang.", Regel.Intern);

    public static readonly Regel TakstenErNy = new("BYG-5", "Et gebyr har én takst fra samme dag.", Regel.Intern);

    public static readonly Regel TakstenGaelder = new("BYG-6", "Arbejde takseres efter den takst, der gjaldt den dag, det blev gjort.", Regel.Intern);

    public static readonly Regel GebyretStaar = new("BYG-7", "En gebyrlinje annulleres én gang.", Regel.Intern);
}
