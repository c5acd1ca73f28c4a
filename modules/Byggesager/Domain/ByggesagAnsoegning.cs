using System.Text.RegularExpressions;

namespace Esdh.Byggesager.Domain;

internal enum Ansoegningskanal
{
    Rest,
    Mappe,
}

internal enum Ansoegningstilstand
{
    /// <summary>Somebody must complete it.</summary>
    Venter,
    Oprettet,
    Afvist,
}

/// <summary>An application as it came in: what became of it. Its message lies in the content store.</summary>
internal sealed class ByggesagAnsoegning
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The application's own number; null where the message does not say it.</summary>
    public string? AnsoegningId { get; init; }

    public Ansoegningskanal Kanal { get; init; }

    /// <summary>The message.</summary>
    public required string Sha256 { get; set; }

    public required string Titel { get; set; }

    public string? Adresse { get; set; }

    /// <summary>Why it waits, one sentence on each line.</summary>
    public required string Grunde { get; set; }

    public DateTimeOffset Modtaget { get; set; }

    public Ansoegningstilstand Tilstand { get; private set; }

    public Guid? SagId { get; private set; }

    public DateTimeOffset? Behandlet { get; private set; }

    public Guid? BehandletAf { get; private set; }

    public string? Afvisning { get; private set; }

    /// <exception cref="Core.RegelbrudException">BYG-4.</exception>
    public void BlivTil(Guid sag, Guid bruger, DateTimeOffset tid) => Behandl(Ansoegningstilstand.Oprettet, sag, null, bruger, tid);

    /// <exception cref="Core.RegelbrudException">BYG-4.</exception>
    public void Afvis(string grund, Guid bruger, DateTimeOffset tid) => Behandl(Ansoegningstilstand.Afvist, null, grund, bruger, tid);

    private void Behandl(Ansoegningstilstand til, Guid? sag, string? grund, Guid bruger, DateTimeOffset tid)
    {
        ByggesagRegler.AnsoegningenVenter.Kraev(Tilstand == Ansoegningstilstand.Venter);
        (Tilstand, SagId, Afvisning, BehandletAf, Behandlet) = (til, sag, grund, bruger, tid);
    }
}

/// <summary>What an application says: the message that <c>docs/byggesager.md</c> describes.</summary>
internal sealed record Ansoegning
{
    public string? AnsoegningId { get; init; }

    public string? Titel { get; init; }

    public string? Beskrivelse { get; init; }

    public string? Art { get; init; }

    public string? Kategori { get; init; }

    public int? Areal { get; init; }

    public string? Konstruktionsklasse { get; init; }

    public string? Brandklasse { get; init; }

    public Ansoegningsejendom? Ejendom { get; init; }

    public Ansoegningspart? Ansoeger { get; init; }

    public Ansoegningspart? Ejer { get; init; }

    public IReadOnlyList<Ansoegningspart>? Raadgivere { get; init; }

    public IReadOnlyList<Ansoegningsfil>? Filer { get; init; }

    public const int FlestFiler = 100;

    public const int FlestRaadgivere = 20;

    /// <summary>Why it cannot become a case as it stands, one Danish sentence each.</summary>
    public IReadOnlyList<string> Grunde()
    {
        List<string> grunde = [];
        void Hvis(bool galt, string grund)
        {
            if (galt)
                grunde.Add(grund);
        }

        Hvis(!Ansoegningsform.Id(AnsoegningId), "Ansøgningen har intet nummer, der kan bruges (ansoegningId, 1 til 100 tegn).");
        Hvis(Titel?.Length > 200, "Titlen er længere end 200 tegn.");
        Hvis(Beskrivelse?.Length > 4000, "Beskrivelsen er længere end 4.000 tegn.");
        Hvis(Ansoeger is null || !Ansoeger.HarNavn, "Ansøger mangler: navn, CPR- eller CVR-nummer.");
        Hvis(Ejendom?.ErKendt != true, "Adressen er ukendt: skriv vejnavn, husnummer, postnummer på 4 cifre og by.");
        Hvis(string.IsNullOrWhiteSpace(Ejendom?.Bfe), "Ejendommens BFE-nummer mangler.");
        Hvis(!string.IsNullOrWhiteSpace(Ejendom?.Bfe) && !Ansoegningsform.Bfe(Ejendom.Bfe), "BFE-nummeret kan ikke bruges: det er 1 til 9 cifre.");
        Hvis(Art is not null && !Byggesagstype.ErValg("art", Art), $"Arbejdets art »{Kort(Art)}« er ukendt.");
        Hvis(Kategori is not null && !Byggesagstype.ErValg("kategori", Kategori), $"Kategorien »{Kort(Kategori)}« er ukendt.");
        Hvis(Konstruktionsklasse is not null && !Byggesagstype.ErValg("konstruktionsklasse", Konstruktionsklasse), $"Konstruktionsklassen »{Kort(Konstruktionsklasse)}« er ukendt.");
        Hvis(Brandklasse is not null && !Byggesagstype.ErValg("brandklasse", Brandklasse), $"Brandklassen »{Kort(Brandklasse)}« er ukendt.");
        Hvis(Areal is < 0 or > 1_000_000, "Arealet skal være fra 0 til 1.000.000 m².");
        Hvis(Raadgivere?.Count > FlestRaadgivere, $"Der er mere end {FlestRaadgivere} rådgivere.");
        Hvis(Raadgivere?.Any(r => r is null || !r.HarNavn) == true, "En rådgiver mangler navn, CPR- eller CVR-nummer.");
        Hvis(Filer?.Count > FlestFiler, $"Der er mere end {FlestFiler} filer.");
        return grunde;
    }

    private static string Kort(string? tekst) => tekst is null ? "" : tekst.Length > 40 ? tekst[..40] + "…" : tekst;
}

internal sealed record Ansoegningsejendom(string? Adresse, string? Postnummer, string? By, string? Bfe, string? Matrikel)
{
    /// <summary>It names a place: a street with a number, in a town.</summary>
    public bool ErKendt => Ansoegningsform.Adresse(Adresse) && Ansoegningsform.Postnummer(Postnummer) && By is { Length: <= 60 } && By.Trim().Length > 0;

    public string Paa => $"{Adresse?.Trim()}, {Postnummer?.Trim()} {By?.Trim()}";
}

internal sealed record Ansoegningspart(string? Rolle, string? Navn, string? Cpr, string? Cvr, string? Adresse, string? Postnummer, string? By, string? Email, string? Telefon)
{
    public bool HarNavn => Navn is { Length: > 0 and <= 200 } || Cpr is { Length: > 0 } || Cvr is { Length: > 0 };
}

/// <param name="Indhold">Base64.</param>
internal sealed record Ansoegningsfil(string? Navn, string? Indhold);

internal static partial class Ansoegningsform
{
    public static bool Id(string? id) => id is not null && Idform().IsMatch(id);

    public static bool Bfe(string? bfe) => bfe is not null && Bfeform().IsMatch(bfe.Trim());

    public static bool Postnummer(string? nr) => nr is not null && Postform().IsMatch(nr.Trim());

    public static bool Adresse(string? adresse) => adresse is { Length: <= 120 } && Adresseform().IsMatch(adresse.Trim());

    [GeneratedRegex(@"^[A-Za-z0-9ÆØÅæøå._:/-]{1,100}\z")]
    private static partial Regex Idform();

    [GeneratedRegex(@"^[0-9]{1,9}\z")]
    private static partial Regex Bfeform();

    [GeneratedRegex(@"^[0-9]{4}\z")]
    private static partial Regex Postform();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{M}0-9 .'’/&-]* [0-9]{1,4} ?[A-Za-z]?(,.{0,60})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Adresseform();
}
