using Esdh.Sager.Contract;
using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>Where a case of a module's type stands, as its pages show it.</summary>
/// <param name="Sagstype">Key of the type.</param>
/// <param name="Type">What it is called.</param>
/// <param name="Udgave">The edition it follows.</param>
/// <param name="NyesteUdgave">The edition that new cases take.</param>
/// <param name="TrinNoegle">Key of the step.</param>
/// <param name="Trin">What the step is called.</param>
/// <param name="Hjaelp">What is done there.</param>
/// <param name="Siden">When it came there.</param>
/// <param name="Vejen">The usual way from first to last, with the step it stands at.</param>
/// <param name="Veje">Where it can go from here.</param>
/// <param name="Felter">What is known of it.</param>
/// <param name="Ure">Its clocks that have begun and apply.</param>
/// <param name="Faner">The module's tabs.</param>
public sealed record Forloebsvisning(
    string Sagstype, string Type, int Udgave, int NyesteUdgave, string TrinNoegle, string Trin, string? Hjaelp, DateTimeOffset Siden, IReadOnlyList<Vejtrin> Vejen,
    IReadOnlyList<Trinknap> Veje, IReadOnlyList<Feltlinje> Felter, IReadOnlyList<Urlinje> Ure, IReadOnlyList<Modulfane> Faner);

/// <summary>A step on the usual way.</summary>
/// <param name="ErNu">The case stands here.</param>
/// <param name="ErNaaet">The case has come past it.</param>
public sealed record Vejtrin(string Navn, bool ErNu, bool ErNaaet);

/// <summary>A step that can be taken.</summary>
/// <param name="Knap">What is done.</param>
/// <param name="MaaTages">The person's role may.</param>
/// <param name="Slutter">It ends the case.</param>
public sealed record Trinknap(string Noegle, string Knap, string Navn, bool MaaTages, bool Slutter)
{
    /// <summary>Where it is taken, after the case's own address.</summary>
    public string Sti { get; init; } = $"/trin?til={Noegle}";
}

/// <summary>What is known of a case.</summary>
/// <param name="Vaerdi">As it is kept; null when empty.</param>
/// <param name="Vist">As people read it, with its unit; null when empty.</param>
public sealed record Feltlinje(string Noegle, string Etiket, string? Vaerdi, string? Vist, string? Overskrift);

/// <summary>A clock.</summary>
/// <param name="Maerke">How it goes, in words, colour and shape.</param>
/// <param name="Brugt">Days used.</param>
/// <param name="Dage">Days there are.</param>
/// <param name="Frist">The last day; null while it stands still.</param>
/// <param name="Grund">Why it stands still.</param>
/// <param name="Slut">When it ended.</param>
public sealed record Urlinje(string Noegle, string Navn, Maerke Maerke, int Brugt, int Dage, bool Arbejdsdage, DateOnly? Frist, DateOnly? StillesSiden, string? Grund, DateOnly? Slut, string? Hjemmel)
{
    /// <summary>Its share that is used, 0 to 100.</summary>
    public int Andel => Dage == 0 ? 100 : Math.Clamp(Brugt * 100 / Dage, 0, 100);

    public DateOnly Startet { get; init; }

    /// <summary>Stretches it ran and stood still, in calendar days.</summary>
    public IReadOnlyList<Urstykke> Stykker { get; init; } = [];

    /// <summary>Calendar days from its start to its last day as it looks now.</summary>
    public int Laengde => Frist is { } frist ? Math.Max(1, frist.DayNumber - Startet.DayNumber) : Math.Max(1, Stykker.Sum(s => s.Dage) + Dage - Brugt);

    public string Enhed => Arbejdsdage ? "arbejdsdage" : "dage";
}

/// <summary>A case area in the catalogue.</summary>
/// <param name="Navn">Key.</param>
/// <param name="Taendt">Since when it is on; null when off.</param>
/// <param name="AabneSager">Open cases of its types, counted to 10,000.</param>
public sealed record Modulkort(string Navn, string Titel, string Beskrivelse, DateTimeOffset? Taendt, int AabneSager, IReadOnlyList<Sagstype> Typer);
