using System.Globalization;

namespace Esdh.Klub.Domain;

/// <summary>The counts of a half-year: <c>31 projects, 28 started, 21 green, 7 yellow, 0 red</c> is what such a report says.</summary>
/// <param name="Projekter">All that are not given up.</param>
/// <param name="Startede">Begun, of them those that are done.</param>
/// <param name="IkkeIgangsatte">Not begun.</param>
/// <param name="Udgaaede">Given up or met by another; not among the projects.</param>
internal sealed record Halvaarstal(int Projekter, int Startede, int Groenne, int Gule, int Roede, int IkkeIgangsatte, int Afsluttede, int Udgaaede)
{
    public static Halvaarstal Tael(IEnumerable<(Initiativstand Stand, Initiativfarve? Farve)> initiativer)
    {
        var alle = initiativer.ToList();
        var med = alle.Where(i => i.Stand != Initiativstand.Udgaaet).ToList();
        int Farvet(Initiativfarve f) => med.Count(i => i.Stand != Initiativstand.IkkeIgangsat && (i.Farve ?? Initiativfarve.Groen) == f);
        return new(
            med.Count, med.Count(i => i.Stand != Initiativstand.IkkeIgangsat), Farvet(Initiativfarve.Groen), Farvet(Initiativfarve.Gul), Farvet(Initiativfarve.Roed), med.Count(i => i.Stand == Initiativstand.IkkeIgangsat),
            med.Count(i => i.Stand == Initiativstand.Afsluttet), alle.Count - med.Count);
    }
}

internal static class Halvaar
{
    public static int Af(DateOnly dag) => dag.Year * 10 + (dag.Month <= 6 ? 1 : 2);

    public static int Forrige(int halvaar) => halvaar % 10 == 2 ? halvaar - 1 : halvaar - 9;

    public static bool ErGyldigt(int halvaar) => halvaar / 10 is >= 2000 and <= 2100 && halvaar % 10 is 1 or 2;

    public static DateOnly Slut(int halvaar) => halvaar % 10 == 1 ? new(halvaar / 10, 6, 30) : new(halvaar / 10, 12, 31);

    /// <summary>»andet halvår 2026«</summary>
    public static string Navn(int halvaar) => string.Create(CultureInfo.InvariantCulture, $"{(halvaar % 10 == 1 ? "første" : "andet")} halvår {halvaar / 10}");

    /// <summary>Against the report before; null where there is none to compare with.</summary>
    public static Tendens? Retning(Initiativfarve? nu, Initiativfarve? foer) => (nu, foer) switch
    {
        ({ } n, { } f) => n < f ? Tendens.Bedre : n > f ? Tendens.Daarligere : Tendens.Uaendret,
        _ => null,
    };
}
