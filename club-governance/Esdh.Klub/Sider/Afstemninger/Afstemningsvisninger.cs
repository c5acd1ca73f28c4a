using Esdh.Klub.Domain;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>A ballot in the list.</summary>
/// <param name="HarStemt">The viewer's member; null where it cannot vote.</param>
public sealed record Afstemningslinje(Guid Id, string Nummer, string Titel, string Emne, Maerke Stand, DateTimeOffset Lukker, bool Hemmelig, int Stemte, int Vaelgere, bool? HarStemt, bool ErAaben, bool ErOpgjort);

/// <summary>All ballots.</summary>
public sealed record Afstemningervisning(IReadOnlyList<Afstemningslinje> Afstemninger, bool ErSekretariat, IReadOnlyList<(string Organ, string Navn)> Tillidsposter);

/// <summary>An option on the paper.</summary>
public sealed record Stemmemulighed(string Noegle, string Titel, string? Beskrivelse, Guid? OenskeId);

/// <summary>One of those who can vote.</summary>
/// <param name="Ved">Who voted for it by proxy.</param>
/// <param name="Fuldmagt">Who may vote for it.</param>
public sealed record Vaelgerlinje(Guid Medlem, string Navn, long Folketal, bool Stemte, string? Ved, string? Fuldmagt);

/// <summary>A member that the viewer can vote for now.</summary>
public sealed record Stemmeret(Guid Medlem, string Navn, bool ErEgen, bool Stemte, string? Ved);

/// <summary>An option and what it got.</summary>
/// <param name="Indbyggere">Null in a secret ballot.</param>
public sealed record Resultatlinje(string Noegle, string Titel, int Medlemmer, long? Indbyggere, long Tal, int Placering, bool Valgt, string? AfgjortVed, Guid? OenskeId);

/// <summary>A published paper.</summary>
/// <param name="Hvis">The member in an open ballot, the paper's number in a secret one.</param>
public sealed record Offentligseddel(string Hvis, string Indhold);

/// <summary>What a ballot came to.</summary>
/// <param name="Talnavn">What options are ranked by.</param>
public sealed record Resultatvisning(
    string Udfald, Maerke Maerke, int Berettigede, int Deltog, long Indbyggere, long IndbyggereDeltog, int Blanke, bool KvorumMedlemmerNaaet, bool KvorumIndbyggereNaaet, string Talnavn, IReadOnlyList<Resultatlinje> Muligheder, IReadOnlyList<Offentligseddel> Sedler);

/// <summary>A ballot as its page and REST show it.</summary>
/// <param name="Rod">Root of the published protocol.</param>
/// <param name="KanStemmeFor">Members that the viewer can vote for now.</param>
/// <param name="EgetMedlem">The viewer's member.</param>
/// <param name="MinStemme">What the viewer's member voted in an open ballot that is still open.</param>
/// <param name="Valgte">Those who hold the post by it.</param>
public sealed record Afstemningsbillede(
    Guid Id, string Nummer, string Titel, string Beskrivelse, string Emne, string Form, string Formord, string Vaegtord, bool Hemmelig, string Stand, Maerke Maerke, bool ErAaben, bool ErSlut, DateTimeOffset? Aabnet, DateTimeOffset Lukker, DateTimeOffset? Opgjort, string? Grund,
    int Pladser, int Point, string Flertal, int KvorumMedlemmer, int KvorumIndbyggere, string Lighed, int Fuldmagter, string? Rod, int Version, IReadOnlyList<Stemmemulighed> Muligheder, IReadOnlyList<Vaelgerlinje> Vaelgere, IReadOnlyList<Stemmeret> KanStemmeFor, Guid? EgetMedlem,
    IReadOnlyDictionary<string, int>? MinStemme, Resultatvisning? Resultat, IReadOnlyList<string> Valgte);

/// <summary>What a receipt showed.</summary>
/// <param name="Optalt">The receipt is among those published.</param>
/// <param name="Sporing">The paper's number in a secret ballot, for the member itself.</param>
/// <param name="Indhold">What stands on the paper.</param>
/// <param name="Medlem">Whose it is.</param>
public sealed record Kvitteringssvar(bool Optalt, string Maerke, string? Sporing, string? Indhold, string? Medlem);

/// <summary>The receipt of a paper that was just handed in.</summary>
/// <param name="Kode">Only the one who voted has it.</param>
/// <param name="Underskrift">The club's signature on the mark, in base64.</param>
public sealed record Afgivetkvittering(string Nummer, string Medlem, string Kode, string Maerke, string Underskrift, bool Aendret);

/// <summary>What one at the viewer's member thinks of a ballot.</summary>
/// <param name="Holdning">For or against; null where neither is said.</param>
public sealed record Internsvarlinje(string Navn, bool? Holdning, string Tekst, DateTimeOffset Tid);

/// <summary>A member's internal hearing before its vote.</summary>
public sealed record InternHoering(int For, int Imod, IReadOnlyList<Internsvarlinje> Svar);

/// <summary>The page of a ballot.</summary>
/// <param name="Kode">The code that a vote from this page will have.</param>
/// <param name="Intern">The viewer's member's internal hearing; null for the secretariat.</param>
public sealed record Afstemningsvisning(
    Afstemningsbillede A, bool ErSekretariat, Formular Stemme, Formular Fuldmagt, Formular Handling, Formular Kvittering, string Kode, Afgivetkvittering? Afgivet, Kvitteringssvar? Fundet, InternHoering? Intern, Formular Internt);

/// <summary>A form for a new ballot.</summary>
/// <param name="Oensker">Wishes that are ready.</param>
public sealed record NyAfstemningsvisning(Formular Formular, IReadOnlyList<Mulighed> Emner, IReadOnlyList<Mulighed> Oensker);

/// <summary>A protocol counted again.</summary>
/// <param name="Fejl">What does not agree; null before anything was counted.</param>
public sealed record Taeleftervisning(Formular Formular, string? Overskrift, IReadOnlyList<string>? Fejl, IReadOnlyList<Resultatlinje> Linjer, string? Udfald);

internal static class Afstemningsmaerker
{
    public static Maerke Stand(Afstemningsstand stand, DateTimeOffset lukker, DateTimeOffset nu, Afstemningsudfald? udfald) => stand switch
    {
        Afstemningsstand.Kladde => new("Kladde"),
        Afstemningsstand.Aaben when nu < lukker => new("Åben", Farve.Blaa),
        Afstemningsstand.Aaben => new("Lukket, tælles", Farve.Blaa, Figur.Ur),
        Afstemningsstand.Aflyst => new("Aflyst", Farve.Graa, Figur.Kryds),
        _ => Udfald(udfald ?? Afstemningsudfald.IngenValgt),
    };

    public static Maerke Udfald(Afstemningsudfald udfald) => udfald switch
    {
        Afstemningsudfald.Vedtaget => new("Vedtaget", Farve.Groen), Afstemningsudfald.Valgt => new("Valgt", Farve.Groen), Afstemningsudfald.Forkastet => new("Ikke vedtaget", Farve.Graa, Figur.Kryds), Afstemningsudfald.IngenValgt => new("Ingen valgt", Farve.Graa, Figur.Kryds),
        _ => new("For få deltog", Farve.Gul),
    };
}
