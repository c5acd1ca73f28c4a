using Esdh.Ui;

namespace Esdh.Dagtilbud.Sider;

/// <summary>Something that is said to a parent instead of a page.</summary>
/// <param name="Kode">The status.</param>
/// <param name="Skrevet">What the parent had written, to be copied.</param>
public sealed record Foraeldrebeskedvisning(string Titel, string Tekst, int Kode, string? Skrevet = null)
{
    public string? Href { get; init; }

    public string? Handling { get; init; }
}

/// <param name="Logon">As the sign-in is called; null where none is set up.</param>
/// <param name="Fejl">Why the last try did not succeed.</param>
public sealed record Foraeldrelogonvisning(string? Logon, string? Fejl, string? Kontakt, bool ErProeve);

/// <summary>A child of the parent's.</summary>
/// <param name="Stand">Modtaget, Venter, Tilbudt, Optaget or Slut.</param>
/// <param name="Frist">The last day to answer an offer.</param>
public sealed record Foraeldrebarn(Guid Id, string Sagsnummer, string Navn, DateOnly Foedt, string Stand, DateOnly? Garantidato, string? Plads, DateOnly? Frist)
{
    internal Maerke Maerke => Stand switch
    {
        "Tilbudt" => new("I har fået et tilbud", Farve.Gul, Figur.Ur),
        "Optaget" => new("Har plads", Farve.Groen, Figur.Flueben),
        "Slut" => new("Afsluttet", Farve.Graa),
        "Modtaget" => new("Ansøgningen er modtaget", Farve.Blaa, Figur.Halv),
        _ => new("Venter på en plads", Farve.Blaa, Figur.Halv),
    };
}

public sealed record Foraeldreforside(IReadOnlyList<Foraeldrebarn> Boern, bool KanSoege, string? Kontakt);

/// <summary>A wish and the place in its queue.</summary>
/// <param name="Plads">The place in the queue; null where there is none.</param>
/// <param name="IKoe">How many are in the queue.</param>
/// <param name="Hvorfor">Why there is no queue, in a sentence.</param>
public sealed record Foraeldreoenske(int Nr, string Institution, int? Plads, int IKoe, string? Hvorfor);

/// <param name="Tilstand">Tilbudt, Accepteret, Afslaaet, Udloebet or Tilbagekaldt.</param>
/// <param name="KanBesvares">It is open, and its deadline is not over.</param>
public sealed record Foraeldretilbud(Guid Id, string Plads, DateOnly Fra, DateOnly Frist, string Tilstand, bool KanBesvares)
{
    internal string Ord => Tilstand switch { "Accepteret" => "I sagde ja", "Afslaaet" => "I sagde nej", "Udloebet" => "Fristen gik uden svar", "Tilbagekaldt" => "Tilbuddet gælder ikke længere", _ => KanBesvares ? "Venter på jeres svar" : "Fristen er gået" };
}

public sealed record Foraeldrebrev(Guid Id, string Titel, DateOnly? Dato);

/// <param name="Garantihvorfor">Why the date is what it is.</param>
/// <param name="KanTraekkes">The application can be withdrawn.</param>
public sealed record Foraeldrebarnvisning(
    Foraeldrebarn Barn, DateOnly Oensket, string? Garantihvorfor, IReadOnlyList<Foraeldreoenske> Oensker, IReadOnlyList<Foraeldretilbud> Tilbud, IReadOnlyList<Foraeldrebrev> Breve, IReadOnlyList<string> Pladser, bool KanTraekkes, string? Kontakt);

/// <param name="Ja">The answer that is to be confirmed.</param>
/// <param name="Betyder">What it means, one sentence each.</param>
public sealed record Foraeldresvarvisning(Foraeldrebarn Barn, Foraeldretilbud Tilbud, bool Ja, IReadOnlyList<string> Betyder, Formular Formular);

public sealed record Foraeldretraekvisning(Foraeldrebarn Barn, Formular Formular);

/// <param name="FlestOensker">How many institutions can be wished for.</param>
/// <param name="Noegle">This showing of the form.</param>
public sealed record Foraeldreansoegningsvisning(IReadOnlyList<Mulighed> Institutioner, int FlestOensker, Guid Noegle, string Foraelder, Formular Formular, string? Kontakt);

public sealed record Foraeldresideindstillingsvisning(IReadOnlyList<Mulighed> Enheder, bool ErLogonSatOp, string? Logon, Formular Formular);
