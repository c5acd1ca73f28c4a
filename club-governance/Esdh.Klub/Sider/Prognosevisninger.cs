using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>What one pays now and in the what-if, a whole year, without VAT.</summary>
public sealed record Prognosepost(string Navn, bool ErNy, long Enheder, long NuOere, long SaaOere);

/// <summary>A prospective member's own numbers.</summary>
/// <param name="EgneOere">What its present system costs a year, as it says itself.</param>
/// <param name="IndfoerelseOere">What the change costs once, as it says itself.</param>
/// <param name="Tilbage">Years until the change is paid back; null where it never is.</param>
public sealed record Businesscasevisning(string Navn, long Enheder, string Enhed, long LicensOere, long EgneOere, long IndfoerelseOere, IReadOnlyList<(int Aar, long SamletOere)> Aarene, double? Tilbage);

/// <summary>The what-if page.</summary>
public sealed record Prognosevisning(
    int Aar, long GaeldendePrisOere, long GaeldendeAarsvaerkOere, string? Vedtaget, IReadOnlyList<Prognosepost> Poster, long PrisOere, long NuIAltOere, long SaaIAltOere, IReadOnlyList<Mulighed> Kommuner, Businesscasevisning? Case, Formular Formular);
