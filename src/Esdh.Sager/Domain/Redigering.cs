namespace Esdh.Sager.Domain;

/// <summary>
/// A lease on a draft: one user edits its files, in place at an address of its own or elsewhere. How long it lasts stands on the document
/// (<see cref="Dokument.UdtjekketTil"/>); this is the address, what was made under it, and how it ended.
/// </summary>
internal sealed class Redigering
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DokumentId { get; private init; }

    public Guid BrugerId { get; private init; }

    /// <summary>The user's when it began: a new password or another role ends the address, as it ends sign-ins.</summary>
    public int Sikkerhedsnummer { get; private init; }

    /// <summary>For whom a substitute began it: it ends with the absence.</summary>
    public Guid? PaaVegneAfId { get; private init; }

    /// <summary>Of the 256-bit key in the address, lower-case hex. The key itself is not kept in the clear.</summary>
    public string NoegleSha256 { get; private init; } = "";

    /// <summary>The key, readable by the server alone, to show its holder the address again.</summary>
    public string NoegleLukket { get; private init; } = "";

    public DateTimeOffset Begyndt { get; private init; }

    /// <summary>The version of the files when it began.</summary>
    public int FraFilversion { get; private init; }

    /// <summary>The newest version that came of it; as <see cref="FraFilversion"/> while there is none.</summary>
    public int TilFilversion { get; private set; }

    public DateTimeOffset? Afsluttet { get; private set; }

    /// <summary>Who ended it; null while it lasts and where it ended by itself.</summary>
    public Guid? AfsluttetAf { get; private set; }

    /// <summary>Why another ended it.</summary>
    public string? Grund { get; private set; }

    /// <summary>When its holder had read that another ended it.</summary>
    public DateTimeOffset? Meddelt { get; private set; }

    /// <summary>Another ended it, and its holder has not said that it is read.</summary>
    public bool MangletMeddelelse => AfsluttetAf is { } af && af != BrugerId && Meddelt is null;

    /// <summary>Begins under the document's check-out.</summary>
    public static Redigering Begynd(Dokument dokument, Guid bruger, int sikkerhedsnummer, Redigeringsnoegle noegle, DateTimeOffset tid, Guid? paaVegneAf = null) => new()
    {
        DokumentId = dokument.Id, BrugerId = bruger, PaaVegneAfId = paaVegneAf, Sikkerhedsnummer = sikkerhedsnummer, NoegleSha256 = noegle.Sha256, NoegleLukket = noegle.Lukket, Begyndt = tid,
        FraFilversion = dokument.Filversion, TilFilversion = dokument.Filversion,
    };

    /// <summary>Whether saves are taken: not ended, and the document is still checked out to the same user, as a draft.</summary>
    public bool ErLevende(Dokument dokument, DateTimeOffset tid) =>
        Afsluttet is null && dokument.Tilstand == Dokumenttilstand.Kladde && dokument.UdtjekketAf == BrugerId && dokument.ErUdtjekket(tid);

    /// <summary>
    /// Whether its holder may go on at the same address: while it lasts, and after it ran out by itself as long as nobody else has changed the
    /// files. So what an editor still holds is never put on top of another's text.
    /// </summary>
    public bool KanGenoptages(Dokument dokument, Guid bruger, int sikkerhedsnummer, DateTimeOffset tid, Guid? paaVegneAf = null) =>
        Afsluttet is null && BrugerId == bruger && PaaVegneAfId == paaVegneAf && Sikkerhedsnummer == sikkerhedsnummer && dokument.UdtjekketAf == bruger
        && (dokument.ErUdtjekket(tid) || TilFilversion == dokument.Filversion);

    /// <summary>A version was made under it.</summary>
    public void NyUdgave(int filversion) => TilFilversion = filversion;

    /// <param name="af">Null where it ended by itself.</param>
    public void Afslut(Guid? af, string? grund, DateTimeOffset tid)
    {
        if (Afsluttet is null)
            (Afsluttet, AfsluttetAf, Grund) = (tid, af, grund);
    }

    public void Laest(DateTimeOffset tid) => Meddelt ??= tid;
}

/// <summary>The key of an address: what is looked up by, and what only the server can read.</summary>
internal sealed record Redigeringsnoegle(string Sha256, string Lukket);

/// <summary>A name in the folder an editor sees: a lock on one of the document's files, or what the editor keeps beside them meanwhile.</summary>
internal sealed class Redigeringsfil
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RedigeringId { get; init; }

    public required string Navn { get; set; }

    /// <summary>The editor has moved the document's file away and is about to put a new one in its place. The document keeps its file.</summary>
    public bool Vaek { get; set; }

    /// <summary>Content of what is kept beside; null for a name that is only locked, and for an empty file.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Bytes.</summary>
    public long Stoerrelse { get; private set; }

    /// <summary>The lock's token; heeded until <see cref="LaasTil"/>.</summary>
    public string? Laas { get; private set; }

    /// <summary>What the editor says of who holds the lock.</summary>
    public string? LaasEjer { get; private set; }

    public DateTimeOffset? LaasTil { get; private set; }

    public DateTimeOffset Aendret { get; private set; }

    public bool ErLaast(DateTimeOffset tid) => Laas is not null && LaasTil > tid;

    public void Laeg(string? sha256, long stoerrelse, DateTimeOffset tid) => (Sha256, Stoerrelse, Vaek, Aendret) = (sha256, stoerrelse, false, tid);

    public void LaasFor(string token, string? ejer, DateTimeOffset til, DateTimeOffset tid) => (Laas, LaasEjer, LaasTil, Aendret) = (token, ejer, til, tid);

    public void Forny(DateTimeOffset til) => LaasTil = til;

    public void LaasOp() => (Laas, LaasEjer, LaasTil) = (null, null, null);
}

/// <summary>Which names an editor may keep beside a document's files: what Office and LibreOffice are known to make while they save.</summary>
internal static class Redigeringsnavne
{
    /// <summary>Most names beside the document's files under one lease.</summary>
    public const int FlestVedSiden = 50;

    private static readonly string[] Midlertidige = [".tmp", ".TMP", ".bak", ".wbk", ".xlk", ".lock", ".laccdb"];

    /// <summary>The document's files as the editor sees them: each name once, whatever their case.</summary>
    public static IReadOnlyDictionary<int, string> Navngiv(IEnumerable<(int Nummer, string Filnavn)> filer)
    {
        Dictionary<int, string> navne = [];
        HashSet<string> brugte = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (nummer, filnavn) in filer)
        {
            var navn = filnavn;
            for (var i = 2; !brugte.Add(navn); i++)
                navn = $"{Path.GetFileNameWithoutExtension(filnavn)} ({i}){Path.GetExtension(filnavn)}";
            navne[nummer] = navn;
        }

        return navne;
    }

    /// <summary>Whether the name is one that editors use for themselves: <c>~$brev.docx</c>, <c>~WRD0001.tmp</c>, <c>.~lock.brev.odt#</c>, Excel's eight hexadecimal digits ...</summary>
    public static bool ErMidlertidigt(string navn) =>
        navn.Length is > 0 and <= 200 && !navn.Contains('/', StringComparison.Ordinal) && !navn.Contains('\\', StringComparison.Ordinal) && navn is not ("." or "..") && !navn.Any(char.IsControl)
        && (navn.StartsWith('~') || navn.StartsWith(".~", StringComparison.Ordinal) || navn.StartsWith("._", StringComparison.Ordinal)
            || Array.Exists(Midlertidige, e => navn.EndsWith(e, StringComparison.Ordinal))
            || (navn.Length == 8 && navn.All(char.IsAsciiHexDigit)));
}
