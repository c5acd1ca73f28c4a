using Esdh.Klub.Domain;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>A wish in the list.</summary>
/// <param name="Timer">Mean of the groups' estimates; null before the first.</param>
/// <param name="Vaerdi">Mean of the groups' values, 1 to 5.</param>
public sealed record Oenskelinje(Guid Id, string Nummer, string Titel, string Modul, string Medlem, Maerke Stand, DateOnly Oprettet, int Foelgere, int? Timer, double? Vaerdi);

/// <summary>All wishes.</summary>
public sealed record Oenskervisning(IReadOnlyList<Oenskelinje> Oensker, Formular Filter, IReadOnlyList<Mulighed> Stande, bool KanForeslaa);

/// <summary>A comment.</summary>
public sealed record Oenskekommentarlinje(string Navn, string Medlem, DateTimeOffset Tid, string Tekst);

/// <summary>An attachment.</summary>
public sealed record Oenskebilagslinje(Guid Id, string Navn, long Laengde);

/// <summary>A working group's word.</summary>
public sealed record Oenskevurderingslinje(string Gruppe, int Timer, int Vaerdi, string Begrundelse, string Navn, DateTimeOffset Tid);

/// <summary>A step on the way.</summary>
public sealed record Oenskeskridtlinje(Maerke Stand, string Grund, string Navn, DateTimeOffset Tid);

/// <summary>A wish as its page and REST show it.</summary>
/// <param name="SamletI">The wish it goes on in.</param>
/// <param name="Veje">Where the secretariat can move it.</param>
public sealed record Oenskebillede(
    Guid Id, string Nummer, string Titel, string Problem, string HvemHjaelpes, string Modul, string Stand, Maerke Maerke, string? Grund, string Medlem, string OprettetAf, DateTimeOffset Oprettet, string? SamletI, string? SamletITitel, Guid? InitiativId, int Version, bool ErLevende, int Foelgere,
    bool FoelgerSelv, IReadOnlyList<Oenskekommentarlinje> Kommentarer, IReadOnlyList<Oenskebilagslinje> Bilag, IReadOnlyList<Oenskevurderingslinje> Vurderinger, IReadOnlyList<Oenskeskridtlinje> Skridt, IReadOnlyList<Mulighed> Veje);

/// <summary>The page of a wish.</summary>
public sealed record Oenskevisning(Oenskebillede O, bool ErSekretariat, bool ErMedlem, bool ErDelegat, IReadOnlyList<Oenskelinje> Lignende, Formular Kommentar, Formular Vurdering, Formular Flyt, Formular Saml);

/// <summary>A new wish.</summary>
/// <param name="Lignende">Those that say much the same; null before anything is written.</param>
public sealed record NytOenskevisning(Formular Formular, IReadOnlyList<Oenskelinje>? Lignende);

internal static class Oenskemaerker
{
    /// <summary>The wish's address: the number alone, since an address takes no Ø.</summary>
    public static string Adresse(string nummer) => "/klub/oensker/" + nummer[(nummer.LastIndexOf('-') + 1)..];

    public static Maerke Stand(Oenskestand stand) => new(OenskeRegler.Navn(stand), stand switch
    {
        Oenskestand.Leveret or Oenskestand.Valgt => Farve.Groen, Oenskestand.TilAfstemning or Oenskestand.PaaKoereplan or Oenskestand.Vurderes => Farve.Blaa, _ => Farve.Graa,
    }, stand is Oenskestand.Afvist ? Figur.Kryds : null);
}
