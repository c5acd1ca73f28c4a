using Esdh.Core.Access;

namespace Esdh.Sager.Tests.Laesemodel;

internal sealed class Enhed(Guid id, string navn)
{
    public Guid Id { get; } = id;

    public string Navn { get; } = navn;

    public Enhed? Over { get; set; }

    public bool LiggerUnder(Enhed e) => Over is not null && (Over == e || Over.LiggerUnder(e));
}

internal sealed class Gruppe(Guid id, string navn)
{
    public Guid Id { get; } = id;

    public string Navn { get; } = navn;

    public bool Aktiv { get; set; } = true;

    public HashSet<Bruger> Medlemmer { get; } = [];
}

internal sealed class Bruger(Guid id, string navn, Enhed enhed, Roller roller)
{
    public Guid Id { get; } = id;

    public string Navn { get; } = navn;

    public Enhed Enhed { get; set; } = enhed;

    public Roller Roller { get; set; } = roller;

    public bool Aktiv { get; set; } = true;

    public override string ToString() => $"{Navn} ({Roller}, {Enhed.Navn})";
}

/// <summary>Who asks: a person at the own desk, or at that of someone absent with what that one's desk gives a substitute.</summary>
internal sealed record Laeser(Bruger Person, Bruger? ForAnden = null)
{
    public Bruger Bord => ForAnden ?? Person;

    public Roller Roller => ForAnden is null ? Person.Roller : ForAnden.Roller & (Roller.Sagsbehandler | Roller.Leder);

    public bool Har(Roller roller) => (Roller & roller) != 0;

    public override string ToString() => ForAnden is null ? Person.ToString() : $"{Person} on behalf of {ForAnden}";
}

/// <summary>An access list: who is let in.</summary>
internal sealed class Kreds
{
    public bool Alle { get; set; }

    /// <summary>Archivist and auditor, whose task is the whole authority.</summary>
    public bool Opgaver { get; set; }

    public HashSet<Enhed> Enheder { get; } = [];

    public HashSet<Gruppe> Grupper { get; } = [];

    public HashSet<Bruger> Brugere { get; } = [];

    public override string ToString() => string.Join(", ", new[] { Alle ? "all" : "", Opgaver ? "tasks" : "" }.Where(t => t.Length > 0)
        .Concat(Enheder.Select(e => e.Navn)).Concat(Grupper.Select(g => g.Navn)).Concat(Brugere.Select(b => b.Navn)));
}

/// <summary>Something that someone may not know of. It is recognised by its id and by words that stand nowhere else.</summary>
internal abstract class Ting
{
    public Guid Id { get; set; }

    /// <summary>The unmistakable word in its title.</summary>
    public required string Maerke { get; set; }

    /// <summary>Cases it was on until they were merged with others: their histories go on telling so.</summary>
    public HashSet<Sag> VarPaa { get; } = [];

    public override string ToString() => $"{GetType().Name} {Maerke}";
}

internal sealed class Sag : Ting
{
    public string Nummer { get; set; } = "";

    public required string Emne { get; set; }

    public Kreds Kreds { get; set; } = new();

    public bool Beskyttet { get; set; }

    public int Foelsomhed { get; set; }

    public Bruger? Behandler { get; set; }

    public required Enhed Enhed { get; set; }

    public HashSet<Bruger> Noedadgang { get; } = [];

    public Sag? SammenlagtMed { get; set; }

    public override string ToString() => $"Sag {Maerke} [{Kreds}]{(Noedadgang.Count > 0 ? $" glass: {string.Join(' ', Noedadgang.Select(b => b.Navn))}" : "")}";
}

internal sealed class Dokument : Ting
{
    public List<Sag> Sager { get; } = [];

    /// <summary>Cases it was on once.</summary>
    public HashSet<Sag> Foer { get; } = [];

    /// <summary>The case it was filed on first.</summary>
    public required Sag Oprettet { get; set; }

    public Kreds? Faerre { get; set; }

    public required string Retning { get; set; }

    public required string Filnavn { get; set; }

    public bool Journaliseret { get; set; }

    public bool Slettet { get; set; }

    public bool PaaPostliste { get; set; }

    /// <summary>To the postliste.</summary>
    public bool Godkendt { get; set; }

    public int Foelsomhed { get; set; }

    /// <summary>What it came with.</summary>
    public Dokument? Hoved { get; set; }

    public override string ToString() => $"Dokument {Maerke} on {string.Join(" and ", Sager)}{(Faerre is null ? "" : $" for [{Faerre}]")}";
}

internal sealed class Part : Ting
{
    /// <summary>Those it is or was a party to.</summary>
    public HashSet<Sag> Sager { get; } = [];

    public HashSet<Dokument> Dokumenter { get; } = [];

    public bool Beskyttet { get; set; }

    /// <summary>Its row on a case.</summary>
    public Dictionary<Guid, Sag> Raekker { get; } = [];
}

/// <summary>The word in a document's public title.</summary>
internal sealed class Offentligt : Ting
{
    public required Dokument Dokument { get; init; }
}

/// <summary>What a party is called and where it lives.</summary>
internal sealed class Partsnavn : Ting
{
    public required Part Part { get; init; }}

/// <summary>What is seen with its case.</summary>
internal class PaaSag : Ting
{
    public required Sag Sag { get; set; }
}

internal sealed class Notat : PaaSag
{
    public bool Endelig { get; set; }
}

internal sealed class Erindring : PaaSag
{
    public required Bruger Ansvarlig { get; set; }
}

internal sealed class Hoering : PaaSag;

internal sealed class Sagspart : PaaSag;

internal sealed class Forsendelse : Ting
{
    public required Dokument Dokument { get; init; }

    public Guid Modtager { get; set; }
}

internal sealed class Godkendelse : Ting
{
    public required Sag Sag { get; set; }

    public Dokument? Dokument { get; init; }
}

internal sealed class Post : Ting
{
    public Bruger? Bruger { get; set; }

    public required Enhed Enhed { get; set; }

    /// <summary>Who gave it to others, and is told for a while how far it is.</summary>
    public Bruger? FordeltAf { get; set; }
}

/// <summary>What only the one who ordered it gets: an extract, a job, letters to many.</summary>
internal class Eget : Ting
{
    public required Bruger Ejer { get; init; }

    public Sag? Sag { get; set; }
}

internal sealed class Udtraek : Eget;

internal sealed class Job : Eget
{
    /// <summary>Those its title or its parts name to its owner.</summary>
    public List<Sag> Sager { get; init; } = [];
}

internal sealed class Masseforsendelse : Eget;

internal sealed class Visning : Ting
{
    public required Bruger Ejer { get; init; }

    public Enhed? Delt { get; init; }
}

/// <summary>A saved search for the word that all cases and documents have in their titles, made before there were any: so every hit of it is new.</summary>
internal sealed class Gemtsoegning : Ting
{
    public required Bruger Ejer { get; init; }

    public Enhed? Delt { get; init; }

    /// <summary>Who are told of its new hits.</summary>
    public HashSet<Bruger> Foelgere { get; } = [];
}
