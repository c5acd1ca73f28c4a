namespace Esdh.Ui;

/// <summary>What an error page says. <see cref="Fejlside"/> shows it; the answer's status code is <see cref="Kode"/>.</summary>
public sealed record Fejlvisning(int Kode, string Titel, string Saetning)
{
    /// <summary>A rule refused (409): its code, e.g. <c>SAG-AFSLUT-02</c>.</summary>
    public string? Regel { get; init; }

    /// <summary>The rule's source in law, or <c>Intern regel</c>.</summary>
    public string? Hjemmel { get; init; }

    /// <summary>What the person asked for, in words, with time.</summary>
    public string? Bad { get; init; }

    /// <summary>Above the title: what was saved, most often that nothing was.</summary>
    public string Gemt { get; init; } = "Intet er ændret";

    /// <summary>What can be done now, each with the page where it is done.</summary>
    public IReadOnlyList<Vejfrem> Veje { get; init; } = [];

    /// <summary>The page one came from.</summary>
    public Sidelink? Tilbage { get; init; }

    /// <summary>What was typed, so that it can be copied; never secrets.</summary>
    public IReadOnlyList<(string Navn, string Tekst)> Indtastet { get; init; } = [];

    /// <summary>412: field by field, what it is now and what was typed.</summary>
    public IReadOnlyList<Forskel> Forskelle { get; init; } = [];

    /// <summary>A bug (500): the trace code for the operator, and nothing else.</summary>
    public string? Spor { get; init; }

    public IReadOnlyList<Krumme> Krummer { get; init; } = [];

    /// <summary>An act that a rule refused.</summary>
    public static Fejlvisning Afvist(string titel, string saetning, string regel, string? hjemmel) =>
        new(409, titel, saetning) { Regel = regel, Hjemmel = hjemmel ?? "Intern regel" };

    /// <summary>Not there, or not the person's to know of: the same words for both.</summary>
    public static Fejlvisning IkkeFundet() => new(404, "Siden findes ikke",
        "Der er ikke noget på denne adresse, som du har adgang til. Adressen kan være skrevet forkert, eller sagen kan være flyttet.");

    /// <summary>Known, but not allowed. It is in the access log.</summary>
    public static Fejlvisning IngenAdgang(string saetning = "Din rolle giver ikke adgang til dette. Forsøget er skrevet i adgangsloggen.") =>
        new(403, "Det har du ikke adgang til", saetning);

    /// <summary>Somebody changed it first; what was typed is kept.</summary>
    public static Fejlvisning AendretFoerst(string hvem) =>
        new(412, $"{hvem} rettede det, mens du skrev", "Din tekst er her stadig. Se forskellen, åbn siden igen, og gem så på ny.") { Gemt = "Din ændring er ikke gemt" };

    /// <summary>A bug: the trace code and nothing else.</summary>
    public static Fejlvisning Uventet(string spor) =>
        new(500, "Noget gik galt hos os", "Det er ikke dig. Intet er gemt. Prøv igen, eller giv driften koden.") { Gemt = "Intet er gemt", Spor = spor };
}

/// <summary>A way forward after a refusal.</summary>
public sealed record Vejfrem(string Titel, string Href, string Handling, string? Under = null);

/// <summary>A field that two people changed.</summary>
public sealed record Forskel(string Felt, string Nu, string Din);
