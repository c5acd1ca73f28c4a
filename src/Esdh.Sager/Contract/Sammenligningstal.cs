namespace Esdh.Sager.Contract;

/// <summary>How a figure comes from its rows.</summary>
public enum Maalberegning
{
    /// <summary>How many rows there are; compared per 1,000 citizens.</summary>
    Antal,

    /// <summary>The percentage of the rows whose value is 1; the others' is 0.</summary>
    Andel,

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    Median,
}

/// <summary>What authorities compare themselves by: the definition, the same in all of them.</summary>
/// <param name="Noegle">2 to 100 lower-case letters, digits and hyphens. Keeps its meaning; what means something else has another key.</param>
/// <param name="Version">From 1, and one more each time it is counted in another way: figures of two versions are never compared.</param>
/// <param name="Omraade">The case area, as people say it.</param>
/// <param name="Navn">What it tells, as people say it.</param>
/// <param name="Enhed">Of one row's value: »dage«, »arbejdsdage«; »%« for a share, »sager« for a number.</param>
/// <param name="Beregning">How the figure comes from the rows.</param>
/// <param name="Forklaring">What is counted and what is not, so that others could count it again.</param>
/// <param name="HoejtErGodt">Whether more is better; null where it is neither.</param>
public sealed record Sammenligningstal(string Noegle, int Version, string Omraade, string Navn, string Enhed, Maalberegning Beregning, string Forklaring, bool? HoejtErGodt = null);

/// <summary>One of the rows a figure rests on.</summary>
/// <param name="SagId">The case it is of: whom it is about, and who may see it, is asked there.</param>
/// <param name="Vaerdi">In the definition's unit; 1 or 0 for a share, 1 for a number.</param>
public readonly record struct Sammenligningsraekke(Guid SagId, decimal Vaerdi);

/// <summary>
/// Figures that a module gives to the comparison between authorities, besides those of its case types' clocks, which the engine makes. Registered as scoped with
/// <c>services.AddScoped&lt;ISammenligningskilde, X&gt;()</c>; asked only where the module is switched on.
/// </summary>
public interface ISammenligningskilde
{
    /// <summary>The module's <see cref="Core.IModule.Name"/>.</summary>
    string Modul { get; }

    IReadOnlyList<Sammenligningstal> Definitioner { get; }

    /// <summary>
    /// All rows of a definition from and with a Danish day to and with another, whoever may see their cases: only the figure leaves the authority, and a person is shown no
    /// other rows than those of cases the person sees.
    /// </summary>
    /// <param name="maaltal">One of <see cref="Definitioner"/>.</param>
    Task<IReadOnlyList<Sammenligningsraekke>> RaekkerAsync(Sammenligningstal maaltal, DateOnly fra, DateOnly til, CancellationToken ct);
}
