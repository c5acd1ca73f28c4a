using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;

namespace Esdh.Arkiv.Version;

/// <summary>A table of codes that the system itself gives their meaning.</summary>
internal sealed record Kodetabel(Tabel Tabel, IReadOnlyList<(string Kode, string Betydning)> Koder);

/// <summary>Every code that is not a name already, explained in Danish.</summary>
internal static class Kodetabeller
{
    public const string Noegle = "Kode";

    public static IReadOnlyList<Kodetabel> Alle { get; } =
    [
        Ny<Tilstand>("Sagstilstand", "Om der arbejdes på sagen.", (Tilstand.Aktiv, "Der arbejdes på sagen"), (Tilstand.Hvilende, "Sagen venter"), (Tilstand.Afsluttet, "Sagen er afsluttet")),
        Ny<Foelsomhed>("Foelsomhedsgrad", "Hvor følsomme oplysningerne er.", (Foelsomhed.IkkeFortrolig, "Ikke fortrolige oplysninger"), (Foelsomhed.Fortrolig, "Fortrolige personoplysninger"),
            (Foelsomhed.Foelsom, "Følsomme personoplysninger"), (Foelsomhed.Vip, "Særligt beskyttede sager")),
        Ny<Retning>("Dokumentretning", "Hvilken vej et dokument gik.", (Retning.Indgaaende, "Modtaget af myndigheden"), (Retning.Udgaaende, "Sendt af myndigheden"), (Retning.Internt, "Internt i myndigheden")),
        Ny<Dokumenttilstand>("Dokumenttilstand", "Hvor langt et dokument er kommet.", (Dokumenttilstand.Journaliseret, "Journaliseret og låst"),
            (Dokumenttilstand.Fejljournaliseret, "Journaliseret ved en fejl. Registreringen er bevaret, indholdet afleveres ikke")),
        Ny<Aktindsigtsvurdering>("Aktindsigtsvurdering", "Hvad der blev vurderet om udlevering, da dokumentet blev journaliseret.", (Aktindsigtsvurdering.IkkeVurderet, "Ikke vurderet"),
            (Aktindsigtsvurdering.KanUdleveres, "Kan udleveres"), (Aktindsigtsvurdering.DelvistUndtaget, "Delvist undtaget"), (Aktindsigtsvurdering.Undtaget, "Undtaget")),
        Ny<Partsart>("Partsart", "Hvad en part er.", (Partsart.Person, "En person"), (Partsart.Virksomhed, "En virksomhed eller myndighed")),
        Ny<Korrespondentart>("Korrespondentart", "Hvad en korrespondent er for dokumentet.", (Korrespondentart.Afsender, "Afsender"), (Korrespondentart.Modtager, "Modtager"), (Korrespondentart.Kopi, "Modtager af kopi")),
        Ny<Bevaring>("Bevaringskode", "Om en sag skal bevares.", (Bevaring.B, "Bevares"), (Bevaring.K, "Kan kasseres"), (Bevaring.K5, "Kan kasseres 5 år efter sagens afslutning"),
            (Bevaring.K10, "Kan kasseres 10 år efter sagens afslutning"), (Bevaring.Tom, "Ikke afgjort: emne eller handlingsfacet har ingen kode")),
        Fast("Lagringsformkode", "Hvordan et dokument er opbevaret.", ("1", "Helt eller delvist digitalt"), ("2", "På papir"), ("3", "Ikke relevant")),
        Fast("Afleveringskode", "Om et dokument er afleveret før.", ("1", "Afleveret i en tidligere arkiveringsversion"), ("2", "Ikke afleveret før")),
        Fast("Konverteringskode", "Hvordan det gik at gøre en fil til TIFF.", ("OK", "Filen er afleveret som TIFF"), ("UFORM", "Filtypen kan ikke laves om, eller programmet til det mangler"),
            ("FEJL", "Filen er tom eller beskadiget"), ("LAAST", "Filen er krypteret eller låst med en adgangskode")),
    ];

    private static Kodetabel Ny<T>(string navn, string beskrivelse, params (T Kode, string Betydning)[] koder) where T : struct, Enum =>
        Fast(navn, beskrivelse, [.. koder.Select(k => (k.Kode.ToString(), k.Betydning))]);

    private static Kodetabel Fast(string navn, string beskrivelse, params (string Kode, string Betydning)[] koder) => new(
        new(navn, beskrivelse, [new(Noegle, Celletype.Tekst, "Koden"), new("Betydning", Celletype.Tekst, "Hvad koden betyder")], [Noegle], []), koder);
}
