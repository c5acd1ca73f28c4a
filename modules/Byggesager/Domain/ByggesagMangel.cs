namespace Esdh.Byggesager.Domain;

internal enum Mangeltilstand
{
    Aaben,
    Modtaget,
    Frafaldet,
}

/// <summary>Something that an applicant is asked for.</summary>
internal sealed class ByggesagMangel
{
    public const int FlestPaaSag = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; init; }

    /// <summary>From 1 on the case, in the order they were asked for.</summary>
    public int Nr { get; init; }

    public required string Tekst { get; init; }

    /// <summary>The day of the letter.</summary>
    public DateOnly Stillet { get; init; }

    /// <summary>The first letter that it stands in.</summary>
    public Guid DokumentId { get; init; }

    public Mangeltilstand Tilstand { get; private set; }

    /// <summary>The day it came, or was given up.</summary>
    public DateOnly? Klaret { get; private set; }

    public Guid? KlaretAf { get; private set; }

    /// <exception cref="Core.RegelbrudException">BYG-3.</exception>
    public void Klar(Mangeltilstand tilstand, Guid bruger, DateOnly dag)
    {
        ByggesagRegler.ManglenErAaben.KraevIntet(Tilstand == Mangeltilstand.Aaben ? [] : [$"»{Tekst}« er klaret i forvejen."]);
        (Tilstand, KlaretAf, Klaret) = (tilstand, bruger, dag);
    }

    /// <summary>The pieces of a list with one on each line, without bullets, numbers and those said twice.</summary>
    public static IReadOnlyList<string> Laes(string? tekst) =>
        [.. (tekst ?? "").Split('\n').Select(l => l.Trim().TrimStart('-', '•', '*', '–').Trim()).Where(l => l.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
