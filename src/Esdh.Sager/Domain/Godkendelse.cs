using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Access;
using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>What is approved.</summary>
internal enum Godkendelsesemne
{
    /// <summary>A draft, as its files are when approval is asked for.</summary>
    Dokument,

    /// <summary>That the case comes to a status.</summary>
    Status,

    /// <summary>That a decision of a kind is made.</summary>
    Afgoerelse,

    /// <summary>Another step on the case, in words.</summary>
    Andet,
}

internal enum Godkendelsesudfald
{
    Aaben,
    Godkendt,
    Returneret,
    Trukket,
}

/// <summary>Who may approve a link of a chain.</summary>
internal enum Ledart
{
    /// <summary>A leader of the case's unit, or of the nearest unit above that has one.</summary>
    Leder,

    /// <summary>Anyone with a role in the authority.</summary>
    Rolle,

    /// <summary>A member of a security group: jurists, budget holders ...</summary>
    Gruppe,

    /// <summary>One named employee.</summary>
    Bruger,
}

/// <summary>One link as a chain prescribes it.</summary>
/// <param name="Art">Leder, Rolle, Gruppe or Bruger.</param>
/// <param name="Reference">The role's name, or the id of group or user; empty for Leder, who follows the case's unit.</param>
/// <param name="KraeverUnderskrift">Approved by a signature from the signing service alone.</param>
internal sealed record Ledregel(Ledart Art, string Reference, bool KraeverUnderskrift = false)
{
    /// <summary>Most links of a chain.</summary>
    public const int Flest = 8;

    /// <summary>The roles that can be asked as such.</summary>
    public static readonly IReadOnlyList<Roller> Roller = [Core.Access.Roller.Leder, Core.Access.Roller.Arkivar];
}

/// <summary>A chain of approvals that the authority has named, and that documents, statuses and decisions can demand.</summary>
internal sealed class Godkendelseskaede
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Stable lower-case key that integrations use.</summary>
    public required string Noegle { get; init; }

    public required string Navn { get; set; }

    /// <summary>In the order in which they approve.</summary>
    public List<Ledregel> Led { get; set; } = [];

    public bool Aktiv { get; set; } = true;

    public long Version { get; set; } = 1;
}

/// <summary>That somebody has asked others to approve a document or a step, and what became of it.</summary>
internal sealed class Godkendelse
{
    private Godkendelse()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SagId { get; set; }

    public Guid? DokumentId { get; private init; }

    public Godkendelsesemne Emne { get; private init; }

    /// <summary>The status that the case is to come to, or the kind of decision that is to be made.</summary>
    public Guid? TrinId { get; private init; }

    /// <summary>What is approved, in words: the document's title, or the step.</summary>
    public string Titel { get; private init; } = "";

    public string? Besked { get; private init; }

    public Guid AnmodetAf { get; private init; }

    /// <summary>Whose request it is, where a substitute asked.</summary>
    public Guid? AnmodetFor { get; private init; }

    public DateTimeOffset Anmodet { get; private init; }

    /// <summary>The version of the files that is approved.</summary>
    public int? Filversion { get; private init; }

    /// <summary>Of what is approved, lower-case hex; see <see cref="Aftryk"/>.</summary>
    public string Sha256 { get; private init; } = "";

    public Godkendelsesudfald Udfald { get; private set; }

    public DateTimeOffset? Afsluttet { get; private set; }

    /// <summary>When the step that it allows was taken. An approval allows one.</summary>
    public DateTimeOffset? Brugt { get; private set; }

    public long Version { get; private set; } = 1;

    /// <summary>Asks for approval of a draft. Its files stay as they are until it has ended.</summary>
    public static Godkendelse AfDokument(Guid sag, Dokument dokument, string aftryk, string? besked, Underskriver af, DateTimeOffset tid)
    {
        dokument.LaegTilGodkendelse(af.Id, tid);
        return new() { SagId = sag, DokumentId = dokument.Id, Emne = Godkendelsesemne.Dokument, Titel = dokument.Titel, Besked = besked, Filversion = dokument.Filversion, Sha256 = aftryk, AnmodetAf = af.Id, AnmodetFor = af.PaaVegneAf, Anmodet = tid };
    }

    /// <summary>Asks for approval of a step on the case.</summary>
    public static Godkendelse AfTrin(Guid sag, Godkendelsesemne emne, Guid? trin, string titel, string? besked, Underskriver af, DateTimeOffset tid) => new()
    {
        SagId = sag, Emne = emne, TrinId = trin, Titel = Titeltekst.Ren(titel), Besked = besked, AnmodetAf = af.Id, AnmodetFor = af.PaaVegneAf, Anmodet = tid,
        Sha256 = Hash($"{sag}\n{emne}\n{trin}\n{Titeltekst.Ren(titel)}\n{besked}\n"),
    };

    /// <summary>The SHA-256 of a document's files in order: number, name and SHA-256 of each, one a line in UTF-8.</summary>
    public static string Aftryk(IEnumerable<Fil> filer) => Hash(string.Concat(filer.OrderBy(f => f.Nummer).Select(f => $"{f.Nummer}\t{f.Filnavn}\t{f.Sha256}\n")));

    private static string Hash(string tekst) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tekst)));

    /// <summary>Who asked, and for whom.</summary>
    public IEnumerable<Guid> Anmodere => new[] { AnmodetAf, AnmodetFor ?? AnmodetAf };

    /// <exception cref="Esdh.Core.RegelbrudException">GODK-2.</exception>
    public void KraevAaben() => GodkendelseRegler.ErAaben.Kraev(Udfald == Godkendelsesudfald.Aaben);

    /// <summary>The link whose turn it is. All links are given.</summary>
    public static Godkendelsesled? Naeste(IEnumerable<Godkendelsesled> led) => led.Where(l => l.Udfald == Ledudfald.Venter).MinBy(l => l.Orden);

    /// <summary>The link whose turn it is, is approved. With the last one all of it is.</summary>
    /// <param name="led">All links.</param>
    /// <param name="hvem">Who signs, and for whom.</param>
    /// <param name="ophav">Those who made what is approved, or asked for it. None of them approves.</param>
    /// <param name="kommentar">A word from the one who signs.</param>
    /// <param name="bevis">What the signing service answered, where it was used.</param>
    /// <param name="tid">Now.</param>
    /// <returns>The link that was approved.</returns>
    public Godkendelsesled Godkend(IReadOnlyCollection<Godkendelsesled> led, Underskriver hvem, IReadOnlyCollection<Guid> ophav, string? kommentar, Underskriftsbevis? bevis, DateTimeOffset tid)
    {
        var nu = KraevTur(led, hvem, ophav);
        GodkendelseRegler.UnderskriftKraeves.Kraev(!nu.KraeverUnderskrift || bevis is not null);
        nu.Skriv(Ledudfald.Godkendt, hvem, kommentar, Sha256, bevis, tid);
        if (Naeste(led) is null)
            (Udfald, Afsluttet) = (Godkendelsesudfald.Godkendt, tid);
        Version++;
        return nu;
    }

    /// <summary>Sends it back to the one who asked, with a comment. What was approved before counts no longer.</summary>
    public Godkendelsesled Returner(IReadOnlyCollection<Godkendelsesled> led, Underskriver hvem, IReadOnlyCollection<Guid> ophav, string kommentar, DateTimeOffset tid)
    {
        var nu = KraevTur(led, hvem, ophav);
        nu.Skriv(Ledudfald.Returneret, hvem, kommentar, Sha256, null, tid);
        (Udfald, Afsluttet) = (Godkendelsesudfald.Returneret, tid);
        Version++;
        return nu;
    }

    private Godkendelsesled KraevTur(IReadOnlyCollection<Godkendelsesled> led, Underskriver hvem, IReadOnlyCollection<Guid> ophav)
    {
        KraevAaben();
        GodkendelseRegler.AldrigForfatteren.Kraev(!hvem.Personer.Any(ophav.Contains));
        GodkendelseRegler.HvertLedSinPerson.Kraev(!led.Any(l => l.Udfald == Ledudfald.Godkendt && l.Personer.Any(hvem.Personer.Contains)));
        return Naeste(led)!;
    }

    /// <summary>The one who asked, or a leader, takes it back.</summary>
    public void Traek(DateTimeOffset tid)
    {
        KraevAaben();
        (Udfald, Afsluttet) = (Godkendelsesudfald.Trukket, tid);
        Version++;
    }

    /// <summary>Another is asked in a link that waits.</summary>
    public void Omdiriger(Godkendelsesled led, Ledregel til)
    {
        KraevAaben();
        GodkendelseRegler.KunLedDerVenter.Kraev(led.Udfald == Ledudfald.Venter);
        led.Stil(til);
        Version++;
    }

    /// <summary>The step that it allows is taken.</summary>
    public void Brug(DateTimeOffset tid)
    {
        Brugt = tid;
        Version++;
    }
}

internal enum Ledudfald
{
    Venter,
    Godkendt,
    Returneret,
}

/// <summary>One link of an approval: who is asked, and who signed what, when.</summary>
internal sealed class Godkendelsesled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid GodkendelseId { get; private init; }

    /// <summary>From 1; they approve one after the other.</summary>
    public int Orden { get; private init; }

    public Ledart Art { get; private set; }

    /// <summary>The role's name, or the id of unit, group or user.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>It waits for the leader of a unit that is merged, split or closed: the one of the unit that takes over decides.</summary>
    public void FoelgEnheden(Guid enhed) => Reference = enhed.ToString();

    public bool KraeverUnderskrift { get; private set; }

    public Ledudfald Udfald { get; private set; }

    /// <summary>Who signed.</summary>
    public Guid? Af { get; private set; }

    /// <summary>For whom, when it was a substitute.</summary>
    public Guid? PaaVegneAf { get; private set; }

    public DateTimeOffset? Tid { get; private set; }

    public string? Kommentar { get; private set; }

    /// <summary>Of what was signed, lower-case hex.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Content in the store: what the signing service answered, lower-case hex.</summary>
    public string? BevisSha256 { get; private set; }

    /// <summary>Who signed, as the signing service names the person.</summary>
    public string? BevisNavn { get; private set; }

    public IEnumerable<Guid> Personer => new[] { Af, PaaVegneAf }.OfType<Guid>();

    public static Godkendelsesled Nyt(Guid godkendelse, int orden, Ledregel regel) =>
        new() { GodkendelseId = godkendelse, Orden = orden, Art = regel.Art, Reference = regel.Reference, KraeverUnderskrift = regel.KraeverUnderskrift };

    public void Stil(Ledregel til) => (Art, Reference) = (til.Art, til.Reference);

    public void Skriv(Ledudfald udfald, Underskriver hvem, string? kommentar, string sha256, Underskriftsbevis? bevis, DateTimeOffset tid) =>
        (Udfald, Af, PaaVegneAf, Kommentar, Sha256, BevisSha256, BevisNavn, Tid) = (udfald, hvem.Id, hvem.PaaVegneAf, kommentar, sha256, bevis?.IndholdSha256, bevis?.Navn, tid);
}

/// <summary>Who asks or signs, and for whom.</summary>
internal sealed record Underskriver(Guid Id, Guid? PaaVegneAf = null)
{
    public static Underskriver For(Aktoer aktoer) => new(aktoer.Id, aktoer.PaaVegneAf?.Id);

    public IEnumerable<Guid> Personer => PaaVegneAf is { } anden ? [Id, anden] : [Id];
}

/// <summary>What a signing service answered.</summary>
/// <param name="IndholdSha256">The answer itself, in the store.</param>
/// <param name="Navn">Who signed, as the service names the person.</param>
internal sealed record Underskriftsbevis(string IndholdSha256, string Navn);
