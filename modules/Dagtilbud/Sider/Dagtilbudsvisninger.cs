using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Sider;
using Esdh.Ui;

namespace Esdh.Dagtilbud.Sider;

/// <summary>A wish of an application, with its place in the queue.</summary>
/// <param name="Institution">What it is called.</param>
/// <param name="Gruppe">The group that fits the child; null where none does.</param>
/// <param name="Plads">Place in the queue to the group, from 1; null where there is none to stand in.</param>
/// <param name="Af">How many stand in it.</param>
/// <param name="Hvorfor">Why there is no queue: Lukket, Privat or Alder; null where there is.</param>
/// <param name="Lukker">The first day it is closed; null while none is set.</param>
public sealed record Oenskelinje(int Nr, Guid InstitutionId, string Institution, string? Gruppe, int? Plads, int Af, string? Hvorfor, DateOnly? Lukker)
{
    /// <summary>As people read it.</summary>
    internal string Tekst => Hvorfor switch
    {
        "Lukket" => $"lukket{(Lukker is { } l ? $" fra {DanishTime.ShortDate(l)}" : "")}, anvises ikke", "Privat" => "privat, anvises ikke af kommunen", "Alder" => "ingen gruppe til barnets alder", _ => $"nr. {Plads} af {Af} i køen",
    };
}

/// <summary>An application on the waiting list.</summary>
/// <param name="Stand">Modtaget, Venter or Tilbudt.</param>
/// <param name="Garantidato">Null where the guarantee has ended.</param>
public sealed record Ventelinje(
    Guid SagId, string Sagsnummer, string Barn, DateOnly Foedt, int AlderMaaneder, DateOnly Oensket, DateOnly Modtaget, DateOnly? Garantidato, string? Distrikt, bool SaerligtBehov, bool ErTvilling, string Stand, IReadOnlyList<Oenskelinje> Oensker)
{
    internal DateOnly Idag { get; init; }

    internal Maerke Garantimaerke => Dagtilbudsmaerker.Garanti(Garantidato, Idag);

    internal Maerke Standmaerke => Dagtilbudsmaerker.Stand(Stand);
}

internal static class Dagtilbudsmaerker
{
    public static Maerke Garanti(DateOnly? dato, DateOnly idag) => dato is not { } d ? new("Ingen garanti") : (d.DayNumber - idag.DayNumber) switch
    {
        < 0 and var over => new(over == -1 ? "1 dag over" : $"{-over} dage over", Farve.Roed),
        0 => new("I dag", Farve.Gul, Figur.Ur),
        <= 31 and var snart => new(snart == 1 ? "I morgen" : $"Om {snart} dage", Farve.Gul, Figur.Ur),
        var senere => new($"Om {senere} dage", Farve.Graa, Figur.Ur),
    };

    public static Maerke Stand(string stand) => stand switch
    {
        "Modtaget" => new("Garantidato ikke fortalt", Farve.Gul), "Venter" => new("Venter", Farve.Blaa, Figur.Ur), "Tilbudt" => new("Plads tilbudt", Farve.Blaa), "Optaget" => new("Optaget", Farve.Groen), _ => new("Afsluttet"),
    };

    public static Maerke Tilbud(string tilstand, DateOnly frist, DateOnly idag) => tilstand switch
    {
        "Tilbudt" when frist < idag => new("Fristen er gået", Farve.Roed), "Tilbudt" => new(frist == idag ? "Svar i dag" : $"Svar senest {DanishTime.ShortDate(frist)}", Farve.Gul, Figur.Ur), "Accepteret" => new("Ja", Farve.Groen), "Afslaaet" => new("Nej", Farve.Graa, Figur.Kryds),
        "Udloebet" => new("Udløbet", Farve.Graa, Figur.Ur), _ => new("Trukket tilbage", Farve.Graa, Figur.Kryds),
    };

    public static Maerke Forslag(string tilstand) => tilstand switch
    {
        "Foreslaaet" => new("Foreslået", Farve.Blaa), "Tilbudt" => new("Tilbudt", Farve.Groen), "Aendret" => new("Tilbudt andet", Farve.Gul, Figur.Flueben), _ => new("Fravalgt", Farve.Graa, Figur.Kryds),
    };

}

/// <summary>The waiting list.</summary>
public sealed record Ventelistevisning(Side<Ventelinje> Side, Formular Formular, IReadOnlyList<Mulighed> Institutioner, IReadOnlyList<Mulighed> Distrikter, IReadOnlyList<Brik> Brikker, string? NaesteHref, string CsvHref, bool KanArbejde);

/// <summary>A group with its places now.</summary>
/// <param name="Kapacitet">This month.</param>
/// <param name="Optaget">Enrolled or offered this month.</param>
public sealed record Gruppelinje(Guid Id, string Navn, int FraMaaneder, int TilMaaneder, int Kapacitet, int Optaget, int Venter, IReadOnlyList<Kapacitetslinje> Kapaciteter);

/// <summary>Places from a month on.</summary>
public sealed record Kapacitetslinje(DateOnly Fra, int Antal);

/// <summary>An institution.</summary>
/// <param name="Art">Kommunal, Selvejende, Privat or Dagpleje.</param>
public sealed record Institutionslinje(Guid Id, string Navn, string Art, string Adresse, string Distrikt, string Aabningstid, DateOnly Aabner, DateOnly? Lukker, long Version, IReadOnlyList<Gruppelinje> Grupper)
{
    internal int Kapacitet => Grupper.Sum(g => g.Kapacitet);

    internal int Optaget => Grupper.Sum(g => g.Optaget);

    internal Maerke Maerke(DateOnly idag) => Lukker is { } l ? l <= idag ? new("Lukket", Farve.Graa, Figur.Kryds) : new($"Lukker {DanishTime.ShortDate(l)}", Farve.Gul) : Aabner > idag ? new($"Åbner {DanishTime.ShortDate(Aabner)}", Farve.Graa, Figur.Ur) : Art == "Privat" ? new("Anvises ikke", Farve.Graa, Figur.Pause) : new("Åben", Farve.Groen);
}

/// <summary>The institutions.</summary>
public sealed record Institutionervisning(IReadOnlyList<Institutionslinje> Institutioner, DateOnly Idag, bool KanRette, Formular Formular);

/// <summary>One institution.</summary>
public sealed record Institutionsvisning(Institutionslinje Institution, DateOnly Idag, bool KanRette, Formular Formular, Guid? Gruppe);

/// <summary>A new application being typed in.</summary>
public sealed record Ansoegningsvisning(Formular Formular, IReadOnlyList<Mulighed> Institutioner, IReadOnlyList<Mulighed> Alle, int Flest);

/// <summary>A place that was offered.</summary>
/// <param name="Tilstand">Tilbudt, Accepteret, Afslaaet, Udloebet or Tilbagekaldt.</param>
/// <param name="Forbigaaede">Numbers of cases with a better claim that were passed over, where the reader sees them.</param>
public sealed record Tilbudslinje(Guid Id, Guid SagId, string Sagsnummer, string Barn, string Plads, DateOnly Fra, DateOnly Sendt, DateOnly Frist, string Tilstand, string? Grund, IReadOnlyList<string> Forbigaaede, Guid? DokumentId, DateOnly? Afgjort);

/// <summary>The offers.</summary>
public sealed record Tilbudsvisning(Side<Tilbudslinje> Side, bool Alle, DateOnly Idag, string? NaesteHref);

/// <summary>A place that a child has, or had.</summary>
public sealed record Pladslinje(string Plads, DateOnly Fra, DateOnly? Til, DateOnly Vokser);

/// <summary>An application on its case.</summary>
public sealed record Ansoegningskort(
    Guid SagId, string Sagsnummer, DateOnly Foedt, DateOnly Modtaget, DateOnly Oensket, string? Distrikt, string? Behov, Guid? SoeskendeId, IReadOnlyList<string> Soeskende, bool HverForSig, string? Tvilling, string Stand, DateOnly? Garantidato, string? Garantigrund,
    DateOnly? MeddeltDato, DateOnly? Meddelt, Guid? MeddeltDokumentId, DateOnly Anciennitet, long Version, IReadOnlyList<Oenskelinje> Oensker, IReadOnlyList<Tilbudslinje> Tilbud, IReadOnlyList<Pladslinje> Pladser, IReadOnlyList<Brudlinje> Brud);

/// <summary>The tab on the case.</summary>
/// <param name="Ansoegning">Null where the case has none.</param>
public sealed record Dagtilbudsfanevisning(Sagsrammevisning Sag, Ansoegningskort? Ansoegning, IReadOnlyList<Mulighed> Institutioner, IReadOnlyList<Mulighed> Alle, IReadOnlyList<Mulighed> Grupper, int Flest, DateOnly Idag, Formular Formular, string? Hvad);

/// <summary>A guarantee that was not kept.</summary>
/// <param name="Foelge">HaevetTilskud, PladsIndenEnMaaned or DaekketPrivat.</param>
public sealed record Brudlinje(Guid Id, Guid SagId, string Sagsnummer, string Barn, DateOnly Garantidato, DateOnly HaevetFra, string Foelge, string? Begrundelse, DateOnly? Opfyldt)
{
    internal Maerke Maerke => Opfyldt is { } o ? new($"Opfyldt {DanishTime.ShortDate(o)}", Farve.Groen) : Foelge switch
    {
        "DaekketPrivat" => new("Dækkes efter § 24", Farve.Blaa), "PladsIndenEnMaaned" => new("Plads inden for en måned", Farve.Gul, Figur.Ur), _ => new($"Tilskud hævet fra {DanishTime.ShortDate(HaevetFra)}", Farve.Roed),
    };
}

/// <summary>A run of whole months in which the subsidy is raised.</summary>
public sealed record Haevelse(DateOnly Fra, DateOnly? Til);

/// <summary>Guarantees that fall due, and those that were not kept.</summary>
public sealed record Garantivisning(IReadOnlyList<Ventelinje> Forfalder, IReadOnlyList<Brudlinje> Brud, IReadOnlyList<Haevelse> Haevet, DateOnly Idag, int Dage, Formular Formular, Guid? Valgt, bool KanArbejde);

/// <summary>A run.</summary>
public sealed record Koerselslinje(Guid Id, DateOnly Maaned, DateTimeOffset Lavet, string LavetAf, int Boern, int Placerede);

/// <summary>The runs.</summary>
public sealed record Anvisningervisning(IReadOnlyList<Koerselslinje> Koersler, IReadOnlyList<Mulighed> Maaneder, Formular Formular, bool KanArbejde, string? NaesteHref);

/// <summary>A proposal.</summary>
/// <param name="Plads">Null where there is none.</param>
/// <param name="Foran">Numbers of the cases that came before in the queue, where the reader sees them.</param>
/// <param name="SkjulteForan">How many more, on cases that the reader does not see.</param>
/// <param name="Tilstand">Foreslaaet, Tilbudt, Aendret or Fravalgt.</param>
public sealed record Forslagslinje(Guid SagId, string Sagsnummer, string Barn, Guid? GruppeId, string? Plads, int? Oenske, bool ErGarantiplads, string Hvorfor, IReadOnlyList<string> Foran, int SkjulteForan, string Tilstand, string? Grund);

/// <summary>One run with its proposals.</summary>
public sealed record Anvisningsvisning(Koerselslinje Koersel, IReadOnlyList<string> Regler, IReadOnlyList<Forslagslinje> Forslag, bool Uden, int MedPlads, int UdenPlads, Formular Formular, bool KanArbejde, string? NaesteHref);

/// <summary>Another place than the proposed one is chosen.</summary>
public sealed record Forslagsvisning(Koerselslinje Koersel, Forslagslinje Forslag, IReadOnlyList<Mulighed> Grupper, IReadOnlyList<string> Forbi, Formular Formular);

/// <summary>Local rules from a day.</summary>
public sealed record Reglerlinje(DateOnly GaelderFra, bool IKraft, IReadOnlyList<string> Kriterier, IReadOnlyList<string> Andet);

/// <summary>The local rules, as they are published.</summary>
public sealed record Reglervisning(Reglerlinje Nu, IReadOnlyList<Reglerlinje> Andre, bool KanRette, bool ErPaalogget, Formular Formular, string Myndighed);

/// <summary>An institution's places in the coming months.</summary>
/// <param name="Maaneder">Capacity and taken, the first month first.</param>
public sealed record Belaegningslinje(Guid Id, string Institution, IReadOnlyList<Belaegning> Maaneder);

/// <summary>Places in a month.</summary>
public sealed record Belaegning(int Kapacitet, int Taget);

/// <summary>The overview.</summary>
public sealed record Oversigtsvisning(
    IReadOnlyList<string> Maaneder, IReadOnlyList<Belaegningslinje> Institutioner, IReadOnlyList<Belaegning> IAlt, int Venter, int Garantier, int Tilbud, int BrudAabne, Guid? Valgt, IReadOnlyList<Mulighed> Valg, Formular Formular, bool KanArbejde);
