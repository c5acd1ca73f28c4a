using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>A note in the journal: a call, a meeting, a step in the case. Final ones are locked for ever.</summary>
internal sealed class Journalnotat
{
    private Journalnotat()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public int Nr { get; private init; }

    /// <summary>Changes only when the case is merged into another.</summary>
    public Guid SagId { get; set; }

    /// <summary>Changes as the case does.</summary>
    public Guid? DelforloebId { get; set; }

    public string Overskrift { get; private set; } = "";

    /// <summary>Cleaned HTML.</summary>
    public string Tekst { get; private set; } = "";

    /// <summary>What it is found by: heading and text, folded, at most <see cref="MestSoegetekst"/> characters of it.</summary>
    public string Soegetekst { get; private set; } = "";

    /// <summary>When the call or meeting was.</summary>
    public DateTimeOffset Kontakttidspunkt { get; private set; }

    /// <summary>How it became known: one of <see cref="Kilder"/> or the authority's own word.</summary>
    public string Kilde { get; private set; } = "";

    /// <summary>The party on the case it concerns.</summary>
    public Guid? SagspartId { get; set; }

    /// <summary>The final note that this one corrects.</summary>
    public Guid? RetterNotatId { get; private init; }

    public Guid ForfatterId { get; private init; }

    /// <summary>Whose draft it is where that is another than its author: the one a substitute wrote it for, or who got the case.</summary>
    public Guid? EjerId { get; private set; }

    public DateTimeOffset Oprettet { get; private init; }

    /// <summary>When it was made final; then it never changes.</summary>
    public DateTimeOffset? Endelig { get; private set; }

    public long Version { get; private set; } = 1;

    /// <summary>As much of a note as is looked through for a word.</summary>
    public const int MestSoegetekst = 20_000;

    /// <summary>The sources a form offers.</summary>
    public static IReadOnlyList<string> Kilder { get; } = ["Telefon", "Møde", "Personligt fremmøde", "Besigtigelse", "Henvendelse", "E-mail", "Internt", "Andet"];

    /// <param name="sag">The case.</param>
    /// <param name="indhold">What it says.</param>
    /// <param name="retter">The final note that this one corrects, if it does.</param>
    /// <param name="forfatter">Who writes it.</param>
    /// <param name="tid">Now.</param>
    /// <param name="ejer">Whose draft it is, where a substitute writes it.</param>
    public static Journalnotat Skriv(Guid sag, Notatindhold indhold, Journalnotat? retter, Guid forfatter, DateTimeOffset tid, Guid? ejer = null)
    {
        JournalRegler.KunEndeligeNotaterRettes.Kraev(retter is null || retter.Endelig is not null);
        return new Journalnotat { SagId = sag, RetterNotatId = retter?.Id, ForfatterId = forfatter, EjerId = ejer, Oprettet = tid }.Med(indhold);
    }

    /// <exception cref="Core.RegelbrudException">NOT-1.</exception>
    public void KraevKladde() => JournalRegler.EndeligtNotatErLaast.Kraev(Endelig is null);

    /// <summary>A draft is its author's; a leader may take over what is left lying.</summary>
    /// <exception cref="Core.RegelbrudException">NOT-3.</exception>
    public void KraevForfatter(Guid bruger, bool erLeder) => JournalRegler.KladdenErForfatterens.Kraev(erLeder || (EjerId ?? ForfatterId) == bruger);

    /// <summary>The draft is this one's from now on. Who wrote it stands.</summary>
    public void GivTil(Guid ejer)
    {
        KraevKladde();
        EjerId = ejer == ForfatterId ? null : ejer;
        Version++;
    }

    public void Ret(Notatindhold indhold)
    {
        KraevKladde();
        Med(indhold);
        Version++;
    }

    /// <summary>Locks the note for ever.</summary>
    public void GoerEndeligt(DateTimeOffset tid)
    {
        KraevKladde();
        Endelig = tid;
        Version++;
    }

    private Journalnotat Med(Notatindhold i)
    {
        (Overskrift, Tekst, Kontakttidspunkt, Kilde, SagspartId, DelforloebId) = (i.Overskrift, i.Tekst, i.Kontakttidspunkt, i.Kilde, i.SagspartId, i.DelforloebId);
        var ord = string.Join(' ', $"{Overskrift} {HtmlCleaner.ToPlainText(Tekst)}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Soegetekst = DanishText.Fold(ord.Length > MestSoegetekst ? ord[..MestSoegetekst] : ord);
        return this;
    }
}

/// <summary>What a note says, checked and cleaned.</summary>
internal sealed record Notatindhold(string Overskrift, string Tekst, DateTimeOffset Kontakttidspunkt, string Kilde, Guid? SagspartId, Guid? DelforloebId);
