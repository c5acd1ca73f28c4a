namespace Esdh.Sager.Contract;

/// <summary>Something that must be there before a step is taken. What the law needs code for is said by <see cref="ISagsforloeb"/>.</summary>
public abstract record Trinkrav
{
    private Trinkrav()
    {
    }

    /// <summary>These fields have a value. The step's form asks for those that have none.</summary>
    public static Trinkrav Felter(params string[] noegler) => new Feltkrav(noegler);

    /// <summary>A document of this type is on the case, journalised.</summary>
    /// <param name="dokumenttype">As <see cref="Sagsbrev.Dokumenttype"/>.</param>
    /// <param name="brev">The template that it can be made from, offered where it is missing.</param>
    public static Trinkrav Dokument(string dokumenttype, string? brev = null) => new Dokumentkrav(dokumenttype, brev);

    /// <summary>The parties have been heard, or it is written why they are not (forvaltningsloven § 19); no hearing is open.</summary>
    public static Trinkrav Partshoering { get; } = new Hoeringskrav(ErNaboer: false);

    /// <summary>The neighbours have been told, and their time to answer is over.</summary>
    public static Trinkrav Naboorientering { get; } = new Hoeringskrav(ErNaboer: true);

    /// <summary>A decision of one of these kinds is registered, with all that the law asks of it.</summary>
    public static Trinkrav Afgoerelse(params string[] typer) => new Afgoerelseskrav(typer);

    /// <summary>Somebody with this role is a party.</summary>
    public static Trinkrav Part(string rolle) => new Partskrav(rolle);

    /// <summary>The authority has set a chain of approval on the step's status, and it has approved. Without the chain the step is refused.</summary>
    public static Trinkrav Godkendelse { get; } = new Godkendelseskrav();

    internal sealed record Feltkrav(IReadOnlyList<string> Noegler) : Trinkrav;

    internal sealed record Dokumentkrav(string Dokumenttype, string? Brev) : Trinkrav;

    internal sealed record Hoeringskrav(bool ErNaboer) : Trinkrav;

    internal sealed record Afgoerelseskrav(IReadOnlyList<string> Typer) : Trinkrav;

    internal sealed record Partskrav(string Rolle) : Trinkrav;

    internal sealed record Godkendelseskrav : Trinkrav;
}
