using Esdh.Ui;

namespace Esdh.Arkiv.Sider;

/// <summary>All deliveries.</summary>
public sealed record Arkivversionsliste(IReadOnlyList<Arkivversionslinje> Linjer);

/// <summary>A delivery in the list.</summary>
public sealed record Arkivversionslinje(string Avid, string Art, Maerke Tilstand, string Antal, string Senest);

/// <summary>The steps of a new delivery, with what was written in the others.</summary>
public sealed record NyArkivversionsvisning(
    int Trin, Formular Formular, IReadOnlyList<Mulighed> Perioder, IReadOnlyList<Bilagslinje> Bilag, IReadOnlyList<KeyValuePair<string, string>> Skjulte, IReadOnlyList<KeyValuePair<string, string>> Oversigt, bool HarOpsaetning);

/// <summary>A file beside the deliveries.</summary>
public sealed record Bilagslinje(Guid Id, string Titel, string Art, string Dato, string Filnavn, bool Valgt);

/// <summary>A delivery.</summary>
public sealed record Arkivversionsvisning(
    string Avid, string Art, Maerke Tilstand, long Version, IReadOnlyList<KeyValuePair<string, string>> Datoer, string Mappe, string? AfvistGrund, int Nu, bool Bygges, Arkivversionsjobvisning? Job,
    IReadOnlyList<KeyValuePair<string, string>> Tal, IReadOnlyList<KeyValuePair<string, string>> Tabeller, IReadOnlyList<string> Bemaerkninger, IReadOnlyList<string> IkkeKonverterede, string? Naeste, string? Naesteord, bool KanAfvises, bool KanBygges,
    bool HarRapport, Formular? Formular)
{
    /// <summary>What our own check found, or how it goes; null where it was not asked for.</summary>
    public Arkivkontrolvisning? Kontrol { get; init; }

    public bool KanKontrolleres { get; init; }

    /// <summary>The page follows what goes on by itself.</summary>
    public bool FoelgMed { get; init; }
}

/// <summary>Our own check of a delivery.</summary>
/// <param name="Proevet">When it was through; null before that.</param>
public sealed record Arkivkontrolvisning(Arkivversionsjobvisning Job, string? Proevet, int Fejl, int Bemaerkninger);

/// <summary>How the building goes.</summary>
public sealed record Arkivversionsjobvisning(Guid Id, string Status, int Faerdige, int IAlt, string? Resultat, bool ErIGang);

/// <summary>What all deliveries have in common.</summary>
public sealed record Afleveringsopsaetningsvisning(
    Formular Opsaetning, Formular Bilagsformular, Formular Bestemmelsesformular, Formular Periodeformular, long Version, IReadOnlyList<Mulighed> Arter, IReadOnlyList<Bilagslinje> Bilag, IReadOnlyList<IReadOnlyList<string>> Bestemmelser, IReadOnlyList<IReadOnlyList<string>> Perioder);
