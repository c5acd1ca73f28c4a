using Esdh.Klub.Contract;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <param name="Nr">The member's number.</param>
/// <param name="Indtraadt">From this day; null while on its way in.</param>
/// <param name="Udtraeder">Its last day; null where no notice is given.</param>
public sealed record Medlemslinje(Guid Id, int Nr, string Navn, Medlemsart Art, Medlemsfase Fase, DateOnly? Indtraadt, DateOnly? Udtraeder, bool ErDemonstration)
{
    /// <summary>The kind in Danish.</summary>
    public string Artsord => Art switch { Medlemsart.Kommune => "Kommune", Medlemsart.Region => "Region", _ => "Statslig myndighed" };

    /// <summary>How far it has come.</summary>
    public Maerke Stand => Fase switch
    {
        Medlemsfase.Sondering => new("Sondering", Farve.Graa),
        Medlemsfase.Afklaring => new("Afklaring", Farve.Blaa),
        Medlemsfase.Beslutning => new("Beslutning", Farve.Blaa),
        Medlemsfase.Optaget => new("Medlem", Farve.Groen),
        Medlemsfase.Opsagt => new("Opsagt", Farve.Gul),
        _ => new("Udtrådt", Farve.Graa),
    };
}

/// <summary>A point on the club's year.</summary>
public sealed record Aarspunkt(string Maaned, string Hvad, bool ErNu);

/// <summary>The club's members and its year.</summary>
public sealed record Medlemmervisning(IReadOnlyList<Medlemslinje> Medlemmer, bool ErSekretariat, IReadOnlyList<Aarspunkt> Aarshjul);

/// <summary>A mandate.</summary>
public sealed record Mandatlinje(Guid Id, string Navn, Klubrolle Rolle, DateOnly Fra, DateOnly? Til, bool Gaelder)
{
    /// <summary>The capacity in Danish.</summary>
    public string Rolleord => Rolle switch { Klubrolle.Medlemsrepraesentant => "Medlemsrepræsentant", Klubrolle.Forretningsledelse => "Forretningsledelse", _ => "Bestyrelse" };
}

/// <summary>What has happened to a member.</summary>
public sealed record Klubhistorik(DateTimeOffset Tid, string Saetning);

/// <summary>What is known of a member, as a form and REST carry it.</summary>
public sealed record Medlemsoplysningsvisning(string Cvr, string Gln, string Grundlagskode, string Adresse, string Postnummer, string By, string Reference, string? Myndighed);

/// <summary>A member whole.</summary>
/// <param name="MaaSePenge">The secretariat, and the member's own delegates.</param>
/// <param name="MaaKvittere">A delegate of a member that has left.</param>
public sealed record Medlemsvisning(
    Medlemslinje Kort, long Version, Medlemsoplysningsvisning Oplysninger, string? Businesscase, DateOnly? Besluttet, string? Beslutning, DateOnly? Kvitteret, string? KvitteretAf, string? Arkivversion, DateOnly? ArkivGodkendt, DateOnly? Slettet,
    string? Attest, IReadOnlyList<Mandatlinje> Mandater, IReadOnlyList<Klubhistorik> Historik, IReadOnlyList<Fakturalinjekort> Fakturaer, long TilgodeOere, bool ErSekretariat, bool MaaSePenge, bool MaaKvittere, bool ErUdtraadt, Formular Formular);

/// <summary>The form for a new member, or for what is known of one.</summary>
public sealed record Medlemsformularvisning(string Titel, string Handling, string Knap, string Tilbage, Formular Formular);
