using Esdh.Adgang.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;

namespace Esdh.Sager.Demonstration;

// README: what a demonstration authority consists of, as plain data.
//
// Demoindhold makes it, always the same for the same authority; nothing here touches a database. Whoever fills a store
// walks Demomyndighed from top to bottom and carries each record out through the engine's own acts, so that the
// demonstration obeys the same rules as everything else (units and users through Demonstration.SeedAsync of Esdh.Adgang). References between records are keys (Noegle, Brugernavn) and
// point within the same Demomyndighed; the tests hold them, together with the rules the acts will ask for.
//
// Times are given as whole days before "today" (0 is today, larger is earlier); reminders count forwards. Lists are in the
// order things happened. Every person, company, address and event is invented: CPR numbers are administrative ones
// (day + 60), CVR numbers lie above every number in use, telephone numbers begin with 00, mail addresses end in .example.

/// <summary>An authority with all it holds, the classification included (see <see cref="Demoplan"/>).</summary>
internal sealed record Demomyndighed(
    string Noegle,
    string Navn,
    string Cvr,
    IReadOnlyList<Demonstrationsenhed> Enheder,
    IReadOnlyList<Demonstrationsbruger> Brugere,
    IReadOnlyList<Demoperson> Personer,
    IReadOnlyList<Demovirksomhed> Virksomheder,
    IReadOnlyList<Demostatus> Statusser,
    IReadOnlyList<Demopartsrolle> Partsroller,
    IReadOnlyList<Demodokumenttype> Dokumenttyper,
    IReadOnlyList<Demoerindringstype> Erindringstyper,
    IReadOnlyList<Demoafgoerelsestype> Afgoerelsestyper,
    IReadOnlyList<Demoskabelon> Skabeloner,
    IReadOnlyList<Demosag> Sager);

internal sealed record Demoadresse(string Vej, string Husnummer, string Postnummer, string By)
{
    public override string ToString() => $"{Vej} {Husnummer}, {Postnummer} {By}";
}

/// <param name="BeskyttetDageEndnu">Protected name and address ends so many days from today; null when not protected.</param>
internal sealed record Demoperson(
    string Noegle, string Cpr, string Navn, Demoadresse Adresse, string Email, string Telefon, int? BeskyttetDageEndnu);

internal sealed record Demovirksomhed(string Noegle, string Cvr, string Navn, Demoadresse Adresse, string Email, string Telefon);

internal sealed record Demostatus(string Noegle, string Navn, int Orden, Tilstand Tilstand, bool KraeverKommentar);

internal sealed record Demopartsrolle(string Noegle, string Navn);

internal sealed record Demodokumenttype(string Noegle, string Navn);

/// <param name="Dage">Default days from creation to deadline.</param>
/// <param name="SynligDageFoer">Shown on "my day" this many days before the deadline.</param>
internal sealed record Demoerindringstype(string Noegle, string Navn, int Dage, int SynligDageFoer);

internal sealed record Demoafgoerelsestype(string Noegle, string Navn);

/// <param name="Emner">Allowed subjects, the first is the default; empty allows all.</param>
/// <param name="Facetter">Allowed facets, the first is the default; empty allows all.</param>
/// <param name="SesAfAlle">Every signed-in employee sees the cases; else the unit alone.</param>
/// <param name="Erindringer">Keys of reminder types made with the case.</param>
internal sealed record Demoskabelon(
    string Noegle,
    string Navn,
    string Titel,
    IReadOnlyList<string> Emner,
    IReadOnlyList<string> Facetter,
    string Status,
    string Enhed,
    bool SesAfAlle,
    Foelsomhed Foelsomhed,
    IReadOnlyList<string> Delforloeb,
    IReadOnlyList<string> Erindringer,
    Partsregel Partsregel,
    IReadOnlyList<string> Partsroller);

internal sealed record Demosag
{
    public required string Noegle { get; init; }

    public required string Skabelon { get; init; }

    public required string Titel { get; init; }

    /// <summary>Names no person.</summary>
    public required string OffentligTitel { get; init; }

    public string Beskrivelse { get; init; } = "";

    public required string Emne { get; init; }

    public required string Facet { get; init; }

    public required string Enhed { get; init; }

    public required string Behandler { get; init; }

    public required int OprettetDageSiden { get; init; }

    /// <summary>The status the case ends in; set last, after all that happens on it.</summary>
    public required string Status { get; init; }

    /// <summary>Set when the status demands one.</summary>
    public string? Statuskommentar { get; init; }

    /// <summary>Set exactly when the status is one of condition Afsluttet.</summary>
    public int? AfsluttetDageSiden { get; init; }

    public Foelsomhed Foelsomhed { get; init; }

    /// <summary>When not empty the case is protected: only these users see it.</summary>
    public IReadOnlyList<string> KunFor { get; init; } = [];

    public bool Samlesag { get; init; }

    public bool Papir { get; init; }

    /// <summary>Key of an earlier case in the list.</summary>
    public string? Oversag { get; init; }

    /// <summary>Keys of earlier cases in the list.</summary>
    public IReadOnlyList<string> Relaterede { get; init; } = [];

    public IReadOnlyList<string> Maerkater { get; init; } = [];

    public IReadOnlyList<Demopart> Parter { get; init; } = [];

    public IReadOnlyList<string> Delforloeb { get; init; } = [];

    public IReadOnlyList<Demodokument> Dokumenter { get; init; } = [];

    public IReadOnlyList<Demonotat> Notater { get; init; } = [];

    public IReadOnlyList<Demoerindring> Erindringer { get; init; } = [];

    public Demoafgoerelse? Afgoerelse { get; init; }

    public Demobeslutning? Beslutning { get; init; }
}

/// <param name="Hvem">Key of a person or a company.</param>
/// <param name="Repraesenterer">Key of the party whose power of attorney this one has.</param>
internal sealed record Demopart(string Hvem, string Rolle, bool Primaer = false, string? Repraesenterer = null);

internal enum Demodokumenttilstand
{
    Kladde,

    /// <summary>Received, sent or final, but not yet journalised: shows in the lists of what is late.</summary>
    Ujournaliseret,
    Journaliseret,
}

/// <param name="Dokumenttype">Key of a document type.</param>
/// <param name="Part">Key of the party it comes from or goes to.</param>
/// <param name="PaaPostliste">Offered for the postliste under <paramref name="OffentligTitel"/>.</param>
/// <param name="Delforloeb">Number of the case's delforløb from 1.</param>
/// <param name="Filer">The main file first.</param>
internal sealed record Demodokument(
    string Titel,
    string OffentligTitel,
    Retning Retning,
    string Dokumenttype,
    int DageSiden,
    Demodokumenttilstand Tilstand,
    string? Part,
    bool PaaPostliste,
    int? Delforloeb,
    IReadOnlyList<Demofil> Filer);

internal enum Demofilart
{
    Docx,
    Pdf,
    Eml,
    Txt,
    Png,
}

/// <summary>Made into bytes by <see cref="Demofiler.Lav"/>.</summary>
/// <param name="Fra">Sender, of mails only.</param>
/// <param name="Til">Receiver, of mails only.</param>
/// <param name="Bilag">Attachments within a mail.</param>
internal sealed record Demofil(
    string Navn,
    Demofilart Art,
    string Overskrift,
    IReadOnlyList<string> Afsnit,
    string? Fra = null,
    string? Til = null,
    IReadOnlyList<Demofil>? Bilag = null);

/// <param name="Kilde">How the contact came about: Telefon, Møde, Besigtigelse, Henvendelse, Internt.</param>
/// <param name="Om">Key of the party it concerns.</param>
internal sealed record Demonotat(string Titel, string Tekst, int DageSiden, string Kilde, string Forfatter, bool Endeligt, string? Om);

/// <param name="FristOmDage">Deadline in days from today; negative is overdue.</param>
/// <param name="Klaret">Done; never false on a closed case.</param>
internal sealed record Demoerindring(string Type, string Titel, int FristOmDage, string Ansvarlig, bool Klaret);

internal sealed record Demoafgoerelse(string Type, int DageSiden, string Notat);

/// <summary>A political decision.</summary>
internal sealed record Demobeslutning(string Udvalg, int DageSiden, string Notat);

/// <summary>The invented plan that ships, as the files of its two versions; the first to be in force from the start.</summary>
internal static class Demoplan
{
    public static Emneplan Gaeldende { get; } = Laes("emneplan.xml");

    /// <summary>The version after it: three new subjects, two retired, two renamed and one with another retention.</summary>
    public static Emneplan Naeste { get; } = Laes("emneplan-naeste.xml");

    /// <param name="navn">emneplan.xml, emneplan-naeste.xml or facetter.xml.</param>
    public static Stream Fil(string navn) =>
        typeof(Demoplan).Assembly.GetManifestResourceStream("Demonstration/" + navn)
        ?? throw new InvalidOperationException($"The embedded file Demonstration/{navn} is missing.");

    private static Emneplan Laes(string navn)
    {
        using var emner = Fil(navn);
        using var facetter = Fil("facetter.xml");
        var laesning = KleLaeser.Laes([new(navn, emner), new("facetter.xml", facetter)]);
        return laesning is { HarFejl: false, Plan: { } plan }
            ? plan
            : throw new InvalidOperationException(string.Join('\n', laesning.Meldinger));
    }
}
