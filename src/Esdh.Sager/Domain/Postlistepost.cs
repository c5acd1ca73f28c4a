using Esdh.Core.Identity;
using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>A document's line on the public list, as it was approved. Its row stays when it is withdrawn, so that a mark is left.</summary>
internal sealed class Postlistepost
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid DokumentId { get; init; }

    /// <summary>The day of the journal it belongs to.</summary>
    public DateOnly Dag { get; init; }

    /// <summary>The public title as it was approved.</summary>
    public required string Titel { get; init; }

    public Retning Retning { get; init; }

    /// <summary>The first day on which anyone may see it.</summary>
    public DateOnly Offentliggoeres { get; init; }

    public Guid GodkendtAf { get; init; }

    public DateTimeOffset Godkendt { get; init; }

    public DateTimeOffset? Tilbagetrukket { get; private set; }

    public Guid? TilbagetrukketAf { get; private set; }

    /// <summary>For the authority, not for the public.</summary>
    public string? Begrundelse { get; private set; }

    /// <summary>Takes the title away from the public; the mark stays.</summary>
    public void TraekTilbage(string begrundelse, Guid af, DateTimeOffset tid)
    {
        JournalRegler.TilbagetraekkesEnGang.Kraev(Tilbagetrukket is null);
        (Tilbagetrukket, TilbagetrukketAf, Begrundelse) = (tid, af, begrundelse.Trim());
    }
}

/// <summary>A document that was proposed for the public list and rejected by who approves it. The row goes when that is taken back, or the document is proposed anew.</summary>
internal sealed class Postlisteafvisning
{
    public Guid DokumentId { get; init; }

    /// <summary>For the authority, never for the public.</summary>
    public required string Begrundelse { get; init; }

    public Guid AfvistAf { get; init; }

    public DateTimeOffset Afvist { get; init; }
}

/// <summary>How the authority runs its postliste: one row.</summary>
internal sealed class Postlisteopsaetning
{
    public const int Standardventedage = 3;

    public int Id { get; init; } = 1;

    /// <summary>Days from approval until the public sees it.</summary>
    public int Ventedage { get; set; } = Standardventedage;
}

/// <summary>What is known of a document when it is held against the rules of the postliste.</summary>
/// <param name="Titel">The public title.</param>
/// <param name="InternTitel">The document's own title.</param>
/// <param name="Foelsomhed">The highest of the document and its cases.</param>
/// <param name="ErBeskyttet">The document or one of its cases is seen by those named only.</param>
/// <param name="BeskyttedeNavne">Names of parties with protected name and address.</param>
/// <param name="AndreNavne">Names of the other parties and correspondents.</param>
internal sealed record Postlistekandidat(
    string? Titel, string InternTitel, Foelsomhed Foelsomhed, bool ErBeskyttet, IReadOnlyCollection<string> BeskyttedeNavne, IReadOnlyCollection<string> AndreNavne)
{
    /// <summary>Why it may not be published, one Danish sentence each.</summary>
    public IReadOnlyList<string> Hindringer()
    {
        List<string> hindringer = [];
        if (string.IsNullOrWhiteSpace(Titel))
            hindringer.Add("Der er ingen offentlig titel.");
        if (CprFinder.Contains(Titel))
            hindringer.Add("Titlen indeholder et personnummer. Fjern det, eller tag dokumentet af postlisten.");
        if (BeskyttedeNavne.Any(n => Naevner(Titel, n)))
            hindringer.Add("Titlen nævner en part med navne- og adressebeskyttelse.");
        if (ErBeskyttet)
            hindringer.Add("Sagen eller dokumentet er beskyttet.");
        if (Foelsomhed >= Foelsomhed.Foelsom)
            hindringer.Add("Sagen eller dokumentet indeholder følsomme oplysninger.");
        return hindringer;
    }

    /// <summary>What the approver should think of, one Danish sentence each.</summary>
    public IReadOnlyList<string> Advarsler()
    {
        List<string> advarsler = [];
        if (AndreNavne.FirstOrDefault(n => Naevner(Titel, n)) is { } navn)
            advarsler.Add($"Titlen nævner {navn}, som er part eller korrespondent.");
        if (Foelsomhed == Foelsomhed.Fortrolig && string.Equals(Titel?.Trim(), InternTitel.Trim(), StringComparison.OrdinalIgnoreCase))
            advarsler.Add("Den offentlige titel er den samme som den interne, og sagen er fortrolig.");
        return advarsler;
    }

    /// <summary>Whether a title names someone: the whole name, or first and last name, whatever the case and spelling of letters.</summary>
    internal static bool Naevner(string? titel, string navn)
    {
        var ord = DanishText.Fold(navn).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ord.Length == 0 || string.IsNullOrWhiteSpace(titel))
            return false;
        var tekst = new string([.. DanishText.Fold(titel).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ord.Length == 1 ? tekst.Contains(ord[0]) : tekst.Contains(ord[0]) && tekst.Contains(ord[^1]);
    }
}
