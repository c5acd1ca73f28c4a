using Esdh.Byggesager.Domain;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Sider;
using Esdh.Ui;

namespace Esdh.Byggesager.Sider;

/// <summary>A building case in lists.</summary>
/// <param name="Trin">Key of its step.</param>
/// <param name="Status">What the step is called.</param>
/// <param name="Kategori">Key of the category.</param>
/// <param name="Omfattet">The service goal applies, as far as is known.</param>
/// <param name="Undtaget">Why it does not, as a key.</param>
/// <param name="Servicemaal">The clock; null before it begins and where it does not apply.</param>
public sealed record Byggesagslinje(
    Guid Id, string Sagsnummer, string Titel, string Trin, string Status, bool ErAaben, string? Adresse, string? Bfe, string? Matrikel, string? Kategori, Guid? BehandlerId, string? Behandler, Guid EnhedId, string Enhed,
    DateTimeOffset Oprettet, bool Omfattet, string? Undtaget, Servicemaalur? Servicemaal)
{
    internal DateOnly Idag { get; init; }

    internal string Kategorinavn => Byggesagstype.Valgnavn("kategori", Kategori);

    internal string Undtagetord => Undtaget is null ? "Ikke omfattet" : $"Ikke omfattet: {Byggesagstype.Valgnavn("undtaget_grund", Undtaget).ToLowerInvariant()}";

    internal Maerke Statusmaerke => Byggesagstype.Udgave1.Trin.FirstOrDefault(t => t.Noegle == Trin)?.Tilstand switch
    {
        Trintilstand.Hvilende => new(Status, Farve.Graa, Figur.Pause),
        Trintilstand.Afsluttet => new(Status, Farve.Groen, Figur.Flueben),
        _ => new(Status, Farve.Blaa, Figur.Halv),
    };

    /// <summary>How the clock goes, in words, colour and shape.</summary>
    internal Maerke Urmaerke => Servicemaal is not { } ur ? new("")
        : ur.Slut is not null ? ur.Brugt <= ur.Dage ? new("Overholdt", Farve.Groen, Figur.Flueben) : new(Over(ur.Brugt - ur.Dage), Farve.Roed)
        : ur.StillesSiden is not null ? new("Står stille", Farve.Graa, Figur.Pause)
        : (ur.Frist!.Value.DayNumber - Idag.DayNumber) switch
        {
            < 0 and var over => new(Over(-over), Farve.Roed),
            0 => new("I dag", Farve.Gul),
            1 => new("I morgen", Farve.Gul),
            <= 7 and var snart => new($"Om {snart} dage", Farve.Gul, Figur.Ur),
            var senere => new($"Om {senere} dage", Farve.Graa, Figur.Ur),
        };

    private static string Over(int dage) => dage == 1 ? "1 dag over" : $"{dage} dage over";
}

/// <summary>The service goal of a case.</summary>
/// <param name="Brugt">Days used.</param>
/// <param name="Dage">Days there are.</param>
/// <param name="Frist">The last day; null while it stands still.</param>
public sealed record Servicemaalur(int Brugt, int Dage, DateOnly? Frist, DateOnly? StillesSiden, DateOnly? Slut);

/// <summary>The list's page.</summary>
public sealed record Byggesagslistevisning(Side<Byggesagslinje> Side, Formular Formular, IReadOnlyList<Mulighed> Behandlere, IReadOnlyList<Mulighed> Enheder, IReadOnlyList<Brik> Brikker, string? NaesteHref, string CsvHref, int Venter, bool KanArbejde)
{
    internal static IReadOnlyList<Mulighed> Trin { get; } = [.. Byggesagstype.Udgave1.Trin.Select(t => new Mulighed(t.Noegle, t.Navn))];

    internal static IReadOnlyList<Mulighed> Kategorier { get; } = [.. Byggesagstype.Felt("kategori").Valg.Select(v => new Mulighed(v.Vaerdi, v.Navn))];
}

/// <summary>All cases on a property.</summary>
public sealed record Ejendomsvisning(string Bfe, IReadOnlyList<Byggesagslinje> Sager, string? NaesteHref);

/// <summary>A piece that an applicant is asked for.</summary>
/// <param name="Tilstand">Aaben, Modtaget or Frafaldet.</param>
public sealed record Mangellinje(Guid Id, int Nr, string Tekst, DateOnly Stillet, Guid DokumentId, string Tilstand, DateOnly? Klaret);

/// <summary>What is missing on a case.</summary>
/// <param name="ErByggesag">Else the page says that it is not.</param>
/// <param name="KanSendes">A letter can be sent from the step.</param>
public sealed record Mangelvisning(Sagsrammevisning Sag, bool ErByggesag, bool KanSendes, bool KanErklaeresOplyst, IReadOnlyList<Mangellinje> Mangler, string? Modtager, Formular Formular)
{
    internal IReadOnlyList<Mangellinje> Aabne => [.. Mangler.Where(m => m.Tilstand == nameof(Mangeltilstand.Aaben))];

    internal static Maerke Maerke(Mangellinje m) => m.Tilstand switch
    {
        nameof(Mangeltilstand.Aaben) => new("Mangler", Farve.Gul, Figur.Ur),
        nameof(Mangeltilstand.Modtaget) => new($"Modtaget {DanishTime.ShortDate(m.Klaret!.Value)}", Farve.Groen, Figur.Flueben),
        _ => new($"Frafaldet {DanishTime.ShortDate(m.Klaret!.Value)}", Farve.Graa, Figur.Kryds),
    };
}

/// <summary>The other cases on a case's property.</summary>
public sealed record Ejendomsfanevisning(Sagsrammevisning Sag, bool ErByggesag, string? Ejendom, string? Bfe, IReadOnlyList<Byggesagslinje> Sager);

/// <summary>An application that came in.</summary>
/// <param name="AnsoegningId">Its own number; null where the message does not say it.</param>
/// <param name="Tilstand">Venter, Oprettet or Afvist.</param>
/// <param name="Grunde">Why it waits.</param>
/// <param name="Sagsnummer">The case it became, where the reader sees that.</param>
public sealed record Ansoegningslinje(Guid Id, string? AnsoegningId, string Kanal, string Titel, string? Adresse, DateTimeOffset Modtaget, string Tilstand, IReadOnlyList<string> Grunde, Guid? SagId, string? Sagsnummer, string? Afvisning)
{
    internal Maerke Maerke => Tilstand switch
    {
        nameof(Ansoegningstilstand.Venter) => new("Skal gøres færdig", Farve.Gul),
        nameof(Ansoegningstilstand.Oprettet) => new("Blev til en sag", Farve.Groen),
        _ => new("Lagt væk", Farve.Graa, Figur.Kryds),
    };
}

/// <summary>The list of applications.</summary>
public sealed record Indgangsvisning(IReadOnlyList<Ansoegningslinje> Poster, bool Alle, string? NaesteHref);

/// <summary>One application to complete.</summary>
public sealed record Ansoegningsvisning(Ansoegningslinje Post, Formular Formular, bool KanLaeses, IReadOnlyList<string> Filer);

/// <summary>How the service goals are met.</summary>
/// <param name="IAlt">Null where no covered case was decided.</param>
/// <param name="UdenUr">Covered cases that were decided without ever having been fully informed.</param>
public sealed record Servicemaalstal(DateOnly Fra, DateOnly Til, Maaltal? IAlt, IReadOnlyList<Maalraekke> Kategorier, IReadOnlyList<Maalraekke> Maaneder, IReadOnlyList<Maalcelle> Celler, IReadOnlyList<Undtagelse> Undtagne, int UdenUr);

/// <summary>The page of it.</summary>
public sealed record Servicemaalsvisning(Servicemaalstal Tal, Formular Formular);

/// <summary>Covered cases that were decided.</summary>
/// <param name="Overholdt">Decided in time.</param>
public sealed record Maaltal(int Antal, double Gennemsnit, double Median, int Overholdt);

/// <summary>A row of the statistics.</summary>
/// <param name="Maal">Days of the goal; null over several categories.</param>
/// <param name="Tal">Null where no covered case was decided.</param>
public sealed record Maalraekke(string Noegle, string Navn, int? Maal, Maaltal? Tal);

/// <summary>A category in a month.</summary>
public sealed record Maalcelle(string Maaned, string Kategori, Maaltal Tal);

/// <summary>Decided cases that are not covered.</summary>
/// <param name="Grund">Key of the reason.</param>
public sealed record Undtagelse(string Grund, string Navn, int Antal);

/// <summary>A tariff.</summary>
/// <param name="Art">Time or Fast.</param>
/// <param name="IKraft">The one that counts today.</param>
public sealed record Takstlinje(Guid Id, string Navn, string Art, long Oere, DateOnly GaelderFra, bool ErOphoert, bool IKraft);

/// <summary>The tariffs.</summary>
public sealed record Takstvisning(IReadOnlyList<Takstlinje> Takster, Formular Formular);

/// <summary>A fee on a case.</summary>
/// <param name="Oere">What it costs.</param>
public sealed record Gebyrlinje(Guid Id, Guid SagId, string? Sagsnummer, DateOnly Dag, string Navn, int? Minutter, long Oere, string? Tekst, string Bruger, bool ErAnnulleret)
{
    internal string Tid => Minutter is { } m ? $"{m / 60}.{m % 60:00}" : "–";
}

/// <summary>The fees on a case.</summary>
public sealed record Gebyrvisning(Sagsrammevisning Sag, bool ErByggesag, IReadOnlyList<Gebyrlinje> Linjer, IReadOnlyList<Mulighed> Gebyrer, Formular Formular)
{
    internal long IAlt => Linjer.Where(l => !l.ErAnnulleret).Sum(l => l.Oere);
}

/// <summary>The fee basis of a period.</summary>
public sealed record Gebyrgrundlagsvisning(DateOnly Fra, DateOnly Til, IReadOnlyList<Gebyrlinje> Linjer, bool ErFlere, Formular Formular)
{
    internal long IAlt => Linjer.Where(l => !l.ErAnnulleret).Sum(l => l.Oere);
}
