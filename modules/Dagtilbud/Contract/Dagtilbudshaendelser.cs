using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Contract;

// What happens to applications for day care, besides what the engine tells itself. No CPR numbers, no names of children or parents.

/// <summary>An institution was set up or changed.</summary>
public sealed record DagtilbudInstitutionGemt(string Navn, string Art) : ISagshaendelse
{
    public string Saetning => $"Institutionen {Navn} blev gemt.";
}

/// <summary>A group of an institution was set up or changed.</summary>
public sealed record DagtilbudGruppeGemt(string Institution, string Gruppe, int FraMaaneder, int TilMaaneder) : ISagshaendelse
{
    public string Saetning => $"{Institution}: gruppen {Gruppe} er for børn fra {FraMaaneder} til {TilMaaneder} måneder.";
}

/// <summary>A group has so many places from a month on.</summary>
/// <param name="Fra">The first of the month.</param>
public sealed record DagtilbudKapacitetSat(string Institution, string Gruppe, DateOnly Fra, int Antal) : ISagshaendelse
{
    public string Saetning => $"{Institution}, {Gruppe} har {Antal} pladser fra {DanishTime.ShortDate(Fra)}.";
}

/// <summary>An institution closes for good.</summary>
/// <param name="Dag">The first day it is closed.</param>
public sealed record DagtilbudInstitutionLukket(string Navn, DateOnly Dag) : ISagshaendelse
{
    public string Saetning => $"Institutionen {Navn} lukker {DanishTime.ShortDate(Dag)}.";
}

/// <summary>The local rules of anvisning were decided.</summary>
public sealed record AnvisningsreglerGemt(DateOnly GaelderFra, string Kriterier) : ISagshaendelse
{
    public string Saetning => $"Nye regler for anvisning gælder fra {DanishTime.ShortDate(GaelderFra)}.";
}

/// <summary>An application for day care was registered.</summary>
/// <param name="Garantidato">The last day on which a place must be given.</param>
public sealed record DagtilbudAnsoegt(DateOnly Modtaget, DateOnly Oensket, DateOnly Garantidato, IReadOnlyList<string> Oensker) : ISagshaendelse
{
    public string Saetning => $"Ansøgning om dagtilbud fra {DanishTime.ShortDate(Oensket)} kom {DanishTime.ShortDate(Modtaget)}. Garantidato {DanishTime.ShortDate(Garantidato)}. Ønsker: {(Oensker.Count == 0 ? "ingen" : string.Join(", ", Oensker))}.";
}

/// <summary>An application was changed.</summary>
public sealed record DagtilbudAnsoegningRettet(IReadOnlyList<Feltrettelse> Rettelser) : ISagshaendelse
{
    public string Saetning => $"Ansøgningen blev rettet: {string.Join("; ", Rettelser.Select(r => $"{r.Felt} fra {r.Fra ?? "intet"} til {r.Til ?? "intet"}"))}.";
}

/// <summary>The family was told the date of its guarantee in writing.</summary>
public sealed record GarantidatoMeddelt(DateOnly Garantidato) : ISagshaendelse
{
    public string Saetning => $"Familien fik garantidatoen {DanishTime.ShortDate(Garantidato)} skriftligt.";
}

/// <summary>Places were proposed for a month.</summary>
public sealed record AnvisningKoert(DateOnly Maaned, int Boern, int Placerede) : ISagshaendelse
{
    public string Saetning => $"Anvisning for måneden fra {DanishTime.ShortDate(Maaned)}: {Placerede} af {Boern} børn fik et forslag.";
}

/// <summary>A proposal is not used.</summary>
public sealed record AnvisningsforslagFravalgt(string Grund) : ISagshaendelse
{
    public string Saetning => $"Den foreslåede plads blev ikke tilbudt: {Grund}";
}

/// <summary>A family was offered a place.</summary>
/// <param name="Grund">Why, where it is another than was proposed.</param>
/// <param name="Forbigaaede">How many with a better claim were passed over.</param>
public sealed record PladsTilbudt(string Plads, DateOnly Fra, DateOnly Frist, string? Grund, int Forbigaaede) : ISagshaendelse
{
    public string Saetning => $"Der blev tilbudt plads i {Plads} fra {DanishTime.ShortDate(Fra)} med svar senest {DanishTime.ShortDate(Frist)}.{(Grund is null ? "" : $" Grund: {Grund}")}{(Forbigaaede == 0 ? "" : $" {Forbigaaede} med bedre ret blev gået forbi.")}";
}

/// <summary>An offer was answered.</summary>
/// <param name="Vej">Telefon, Fremmoede or Brev where staff typed it in for the family; null where the family did it itself, or nobody said.</param>
public sealed record PladstilbudBesvaret(string Plads, bool Ja, string? Vej = null) : ISagshaendelse
{
    public string Saetning => $"Familien sagde {(Ja ? "ja" : "nej")} til {Plads}{Vej switch { "Telefon" => " i telefonen; svaret er skrevet på familiens vegne", "Fremmoede" => " ved fremmøde; svaret er skrevet på familiens vegne", "Brev" => " i et brev; svaret er skrevet på familiens vegne", _ => "" }}.";
}

/// <summary>An offer ran out without an answer.</summary>
public sealed record PladstilbudUdloebet(string Plads) : ISagshaendelse
{
    public string Saetning => $"Tilbuddet om {Plads} udløb uden svar.";
}

/// <summary>An offer was taken back.</summary>
public sealed record PladstilbudTrukketTilbage(string Plads, string Grund) : ISagshaendelse
{
    public string Saetning => $"Tilbuddet om {Plads} blev trukket tilbage: {Grund}";
}

/// <summary>A child has a place.</summary>
public sealed record BarnOptaget(string Plads, DateOnly Fra) : ISagshaendelse
{
    public string Saetning => $"Barnet har plads i {Plads} fra {DanishTime.ShortDate(Fra)}.";
}

/// <summary>It was said when a child leaves.</summary>
public sealed record BarnUdmeldt(string Plads, DateOnly SidsteDag) : ISagshaendelse
{
    public string Saetning => $"Barnet er meldt ud af {Plads}. Sidste dag er {DanishTime.ShortDate(SidsteDag)}.";
}

/// <summary>A guarantee was not kept.</summary>
/// <param name="HaevetFra">From when the subsidy is raised.</param>
public sealed record PasningsgarantiBrudt(DateOnly Garantidato, DateOnly HaevetFra) : ISagshaendelse
{
    public string Saetning => $"Pasningsgarantien blev ikke holdt: der skulle være plads senest {DanishTime.ShortDate(Garantidato)}. Tilskuddet hæves fra {DanishTime.ShortDate(HaevetFra)}, hvis intet andet besluttes.";
}

/// <summary>It was decided how a breach of the guarantee is dealt with.</summary>
/// <param name="Foelge">HaevetTilskud, PladsIndenEnMaaned or DaekketPrivat.</param>
public sealed record GarantibrudAfgjort(string Foelge, string Begrundelse) : ISagshaendelse
{
    public string Saetning => $"Brud på pasningsgarantien: {Foelge switch { "PladsIndenEnMaaned" => "en plads gives inden for en måned", "DaekketPrivat" => "udgiften til privat pasning eller en plads i en anden kommune dækkes", _ => "tilskuddet hæves" }}. {Begrundelse}";
}
