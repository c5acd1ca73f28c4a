using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

internal enum Partsart
{
    Person,
    Virksomhed,
}

/// <summary>A person or a company in the authority's register of parties.</summary>
internal sealed class Part
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Partsart Art { get; init; }

    /// <summary>10 digits without hyphen; masked wherever it is shown, and every unmasking is logged.</summary>
    public string? Cpr { get; set; }

    /// <summary>8 digits.</summary>
    public string? Cvr { get; set; }

    public required string Navn { get; set; }

    public string? Adresse { get; set; }

    public string? Postnummer { get; set; }

    public string? By { get; set; }

    public string? Email { get; set; }

    public string? Telefon { get; set; }

    /// <summary>Name and address protection, CPR-loven § 28.</summary>
    public bool ErBeskyttet { get; set; }

    /// <summary>Last day of the protection; null where none is set.</summary>
    public DateOnly? BeskyttetTil { get; set; }

    public required string Soegetekst { get; set; }

    public DateTimeOffset Oprettet { get; init; }

    public long Version { get; set; } = 1;

    public bool ErBeskyttetDen(DateOnly dag) => ErBeskyttet && (BeskyttetTil is null || dag <= BeskyttetTil);

    /// <summary>The last day of a protection that begins today: CPR-loven § 28 lets it lapse after a year unless another day is set.</summary>
    public static DateOnly? Beskyttelsesslut(bool erBeskyttet, DateOnly? til, DateOnly idag) => erBeskyttet ? til ?? idag.AddYears(1) : null;

    /// <summary>Folded text for finding: the name and what a company is numbered. Never the personnummer.</summary>
    public static string Soegbar(string navn, string? cvr) => DanishText.Fold($"{navn} {cvr}").Trim();

    /// <summary>Corrects the register. Null leaves a field as it is, empty text clears it.</summary>
    /// <param name="r">What is to be.</param>
    /// <param name="idag">A protection without an end runs a year from here.</param>
    /// <returns>Names of the fields that became different; nothing when all was so already.</returns>
    public IReadOnlyList<string> Ret(Partsrettelse r, DateOnly idag)
    {
        List<string> rettet = [];
        Navn = Nyt("navn", Navn, r.Navn)!;
        Adresse = Nyt("adresse", Adresse, r.Adresse);
        Postnummer = Nyt("postnummer", Postnummer, r.Postnummer);
        By = Nyt("by", By, r.By);
        Email = Nyt("email", Email, r.Email);
        Telefon = Nyt("telefon", Telefon, r.Telefon);
        if (r.ErBeskyttet is { } beskyttet)
        {
            var til = beskyttet ? r.BeskyttetTil ?? (ErBeskyttet ? BeskyttetTil : null) ?? idag.AddYears(1) : (DateOnly?)null;
            if (beskyttet != ErBeskyttet)
                rettet.Add("erBeskyttet");
            if (til != BeskyttetTil)
                rettet.Add("beskyttetTil");
            (ErBeskyttet, BeskyttetTil) = (beskyttet, til);
        }

        if (rettet.Count > 0)
        {
            Soegetekst = rettet.Contains("navn") ? MedTidligere(Soegbar(Navn, Cvr)) : Soegetekst;
            Version++;
        }

        return rettet;

        string? Nyt(string felt, string? fra, string? til)
        {
            var nyt = til is null ? fra : til.Trim() is { Length: > 0 } tekst ? tekst : null;
            if (nyt != fra)
                rettet.Add(felt);
            return nyt;
        }
    }

    /// <summary>Former names still find the party.</summary>
    private string MedTidligere(string nu) => string.Join(' ', $"{nu} {Soegetekst}".Split(' ').Distinct(StringComparer.Ordinal).Take(60));

    /// <summary>The data as they are now, to be kept when they are corrected.</summary>
    public Partsudgave Udgave(Guid erstattetAf, DateTimeOffset tid) => new()
    {
        PartId = Id, Version = Version, Navn = Navn, Adresse = Adresse, Postnummer = Postnummer, By = By, Email = Email, Telefon = Telefon,
        ErBeskyttet = ErBeskyttet, BeskyttetTil = BeskyttetTil, Erstattet = tid, ErstattetAf = erstattetAf,
    };
}

/// <summary>What is to be corrected on a party; null leaves a field as it is, empty text clears it.</summary>
/// <param name="Navn">Never empty.</param>
/// <param name="ErBeskyttet">Name and address protection, CPR-loven § 28.</param>
/// <param name="BeskyttetTil">Its last day; a year from today when not said.</param>
internal sealed record Partsrettelse(
    string? Navn = null, string? Adresse = null, string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null,
    bool? ErBeskyttet = null, DateOnly? BeskyttetTil = null);

/// <summary>A party's data as they were until someone corrected them.</summary>
internal sealed class Partsudgave
{
    public Guid PartId { get; init; }

    /// <summary>The party's version that this was.</summary>
    public long Version { get; init; }

    public required string Navn { get; init; }

    public string? Adresse { get; init; }

    public string? Postnummer { get; init; }

    public string? By { get; init; }

    public string? Email { get; init; }

    public string? Telefon { get; init; }

    public bool ErBeskyttet { get; init; }

    public DateOnly? BeskyttetTil { get; init; }

    public DateTimeOffset Erstattet { get; init; }

    public Guid ErstattetAf { get; init; }
}

/// <summary>A party on a case, with its data as they were when it was put there.</summary>
internal sealed class Sagspart
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; set; }

    public Guid PartId { get; init; }

    /// <summary>Ansøger, Klager, Nabo, Partsrepræsentant ...</summary>
    public required string Rolle { get; set; }

    public bool ErPrimaer { get; set; }

    public required string Navn { get; set; }

    public string? Adresse { get; set; }

    public string? Postnummer { get; set; }

    public string? By { get; set; }

    public string? Email { get; set; }

    public string? Telefon { get; set; }

    /// <summary>The party on this case that this one represents.</summary>
    public Guid? RepraesentererId { get; set; }

    /// <summary>The document that holds the power of attorney.</summary>
    public Guid? FuldmagtDokumentId { get; set; }

    public DateTimeOffset Tilfoejet { get; init; }

    /// <summary>When the party left the case; the row stays.</summary>
    public DateTimeOffset? Fratraadt { get; set; }

    /// <summary>Takes the register's data as they are now.</summary>
    /// <returns>Names of the fields that became different.</returns>
    public IReadOnlyList<string> Opdater(Part part)
    {
        KraevPaaSagen();
        List<string> aendret =
        [
            .. Hvis("navn", Navn != part.Navn), .. Hvis("adresse", Adresse != part.Adresse), .. Hvis("postnummer", Postnummer != part.Postnummer),
            .. Hvis("by", By != part.By), .. Hvis("email", Email != part.Email), .. Hvis("telefon", Telefon != part.Telefon),
        ];
        (Navn, Adresse, Postnummer, By, Email, Telefon) = (part.Navn, part.Adresse, part.Postnummer, part.By, part.Email, part.Telefon);
        return aendret;

        static string[] Hvis(string felt, bool anderledes) => anderledes ? [felt] : [];
    }

    /// <summary>The party leaves the case. Those who represent it must leave, or represent someone else, first.</summary>
    public void Fratraed(IReadOnlyCollection<string> repraesentanter, DateTimeOffset tid)
    {
        KraevPaaSagen();
        PartRegler.IngenRepraesentantTilbage.KraevIntet(repraesentanter);
        (Fratraadt, ErPrimaer) = (tid, false);
    }

    /// <summary>A party that has left is not changed.</summary>
    public void KraevPaaSagen() => PartRegler.ErPaaSagen.Kraev(Fratraadt is null);
}
