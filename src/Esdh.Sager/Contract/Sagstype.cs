using Esdh.Core.Access;

namespace Esdh.Sager.Contract;

/// <summary>
/// A case area's kind of case, in one edition: what is known of such a case, the steps it takes, what each step demands, and the clocks that run meanwhile. It is
/// a value that the engine reads; a module registers it with <see cref="Sagstyperegistrering.AddSagstype"/>. A change that running cases must not meet is a new
/// edition with the same key: new cases take the newest whose day has come, running cases stay on theirs until someone moves them.
/// </summary>
/// <param name="Noegle">Lower-case letters, digits and hyphens, 2 to 40; the same in all editions, never changed. Also the key of the case template that an authority gets.</param>
/// <param name="Navn">As people say it: »Byggesag«.</param>
/// <param name="Udgave">From 1, one more for each edition.</param>
/// <param name="GaelderFra">New cases take this edition from this Danish day.</param>
public sealed record Sagstype(string Noegle, string Navn, int Udgave, DateOnly GaelderFra)
{
    /// <summary>A sentence on what such a case is; shown where a case is opened and in the catalogue.</summary>
    public string Beskrivelse { get; init; } = "";

    /// <summary>KLE subjects it may have, the first is the default; empty means all that are in force. An authority may narrow it in its template.</summary>
    public IReadOnlyList<string> Emner { get; init; } = [];

    /// <summary>KLE facets it may have, the first is the default; empty means all.</summary>
    public IReadOnlyList<string> Facetter { get; init; } = [];

    /// <summary>It takes the subject of the case it is a part of, where it is opened below one: a request for access to documents is filed under what it is about.</summary>
    public bool ArverEmne { get; init; }

    /// <summary>The title of a case that is opened without one.</summary>
    public string? Standardtitel { get; init; }

    /// <summary>What a party of such a case can be, the first is the primary party's usual role.</summary>
    public IReadOnlyList<string> Partsroller { get; init; } = [];

    /// <summary>A decision that does not give full consent needs a hearing of the parties first.</summary>
    public bool KraeverPartshoering { get; init; }

    /// <summary>What is known of the case besides title and parties. Values are found by search.</summary>
    public IReadOnlyList<Sagsfelt> Felter { get; init; } = [];

    /// <summary>The first is where a case begins. One at least ends it.</summary>
    public IReadOnlyList<Sagstrin> Trin { get; init; } = [];

    public IReadOnlyList<Sagsur> Ure { get; init; } = [];

    /// <summary>Document templates that come with it. An authority that has changed or switched one off keeps its own.</summary>
    public IReadOnlyList<Sagsbrev> Breve { get; init; } = [];

    /// <summary>Kinds of decision that come with it, in the same way.</summary>
    public IReadOnlyList<Sagsafgoerelse> Afgoerelser { get; init; } = [];

    /// <summary>Tabs on the case, besides the engine's own. The module maps their pages.</summary>
    public IReadOnlyList<Modulfane> Faner { get; init; } = [];

    /// <summary>The step with this key.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Sagstrin TrinMed(string noegle) => Trin.FirstOrDefault(t => t.Noegle == noegle) ?? throw new ArgumentException($"»{Navn}« har intet trin »{noegle}«.", nameof(noegle));

    public override string ToString() => $"{Noegle} udgave {Udgave}";
}

/// <summary>How a field's value is written, checked and shown.</summary>
public enum Sagsfelttype
{
    /// <summary>One line.</summary>
    Tekst,

    /// <summary>Several lines.</summary>
    Langtekst,

    /// <summary>A whole number; dots between thousands are taken.</summary>
    Heltal,

    /// <summary>Kroner and øre, <c>1.234,50</c>; kept as whole øre.</summary>
    Beloeb,

    /// <summary>A Danish day.</summary>
    Dato,

    JaNej,

    /// <summary>One of <see cref="Sagsfelt.Valg"/>.</summary>
    Valg,
}

/// <summary>Something that is known of a case.</summary>
/// <param name="Noegle">Lower-case letters, digits and underscores, 2 to 40; the name in API and merge fields (<c>{{felt.areal}}</c>).</param>
/// <param name="Etiket">Its label.</param>
/// <param name="Type">What kind of value.</param>
public sealed record Sagsfelt(string Noegle, string Etiket, Sagsfelttype Type = Sagsfelttype.Tekst)
{
    /// <summary>A sentence below the label.</summary>
    public string? Hjaelp { get; init; }

    /// <summary>Stands above this field and those after it.</summary>
    public string? Overskrift { get; init; }

    /// <summary>A case cannot be opened without it. What only a step needs is asked for by that step: <see cref="Trinkrav.Felter"/>.</summary>
    public bool Kraevet { get; init; }

    /// <summary>The page where a case is opened asks for it; else only the steps that demand it and the page of fields do.</summary>
    public bool VedOprettelse { get; init; } = true;

    /// <summary>m², kr., ...; shown after the value.</summary>
    public string? Enhed { get; init; }

    /// <summary>Most characters of a text; 200 in one line and 4,000 in several when not said.</summary>
    public int? Hoejst { get; init; }

    /// <summary>Smallest number; øre for an amount.</summary>
    public long? Mindst { get; init; }

    /// <summary>Largest number; øre for an amount.</summary>
    public long? Stoerst { get; init; }

    /// <summary>A date may lie after today.</summary>
    public bool Fremtid { get; init; } = true;

    /// <summary>A regular expression that the whole text must match. It must not backtrack: it runs with a time limit, and a text that passes it is refused.</summary>
    public string? Form { get; init; }

    /// <summary>What is said when the text does not match <see cref="Form"/>.</summary>
    public string? Formhjaelp { get; init; }

    /// <summary>What can be chosen, where the type is <see cref="Sagsfelttype.Valg"/>.</summary>
    public IReadOnlyList<Feltvalg> Valg { get; init; } = [];

    /// <summary>Found by search.</summary>
    public bool Soegbart { get; init; } = true;
}

/// <summary>One that can be chosen.</summary>
/// <param name="Vaerdi">As it is kept: lower-case letters, digits and hyphens.</param>
/// <param name="Navn">As it is shown.</param>
/// <param name="Hjaelp">When to choose it.</param>
public sealed record Feltvalg(string Vaerdi, string Navn, string? Hjaelp = null);

/// <summary>Whether the case is worked on while it stands at a step.</summary>
public enum Trintilstand
{
    Aktiv,

    /// <summary>It waits for someone else.</summary>
    Hvilende,

    /// <summary>The step ends the case: the engine's own demands on closing apply too.</summary>
    Afsluttet,
}

/// <summary>Where a case stands. Taking a step sets the authority's status of the same name.</summary>
/// <param name="Noegle">Lower-case letters, digits and hyphens, 2 to 40.</param>
/// <param name="Navn">»Afventer ansøger«; also the name of the status, which an authority gets where it has none of the name.</param>
/// <param name="Tilstand">Whether work goes on.</param>
public sealed record Sagstrin(string Noegle, string Navn, Trintilstand Tilstand = Trintilstand.Aktiv)
{
    /// <summary>Where it goes from here, the usual way first.</summary>
    public IReadOnlyList<Trinvej> Veje { get; init; } = [];

    /// <summary>What must be there before this step is taken. All that is missing is said at once.</summary>
    public IReadOnlyList<Trinkrav> Krav { get; init; } = [];

    /// <summary>Who may take it; any of these roles. Everyone who works with cases when not said.</summary>
    public Roller Hvem { get; init; }

    /// <summary>It is not taken without a word on why.</summary>
    public bool KraeverKommentar { get; init; }

    /// <summary>Reminders that the handler gets when it is taken.</summary>
    public IReadOnlyList<Trinopgave> Opgaver { get; init; } = [];

    /// <summary>A sentence or two on what is done here, shown on the case.</summary>
    public string? Hjaelp { get; init; }

    /// <summary>The law that the step comes from, shown in the catalogue.</summary>
    public string? Hjemmel { get; init; }

    /// <summary>
    /// The last part of the address of the module's own page on the case (<c>/sager/{sag}/{Side}</c>), where the step is taken together with what belongs to it: a letter, a list. Buttons
    /// lead there; taken over REST or by another module the step demands the same. Null: the engine's page.
    /// </summary>
    public string? Side { get; init; }
}

/// <summary>A way to another step.</summary>
/// <param name="Til">Key of the step.</param>
/// <param name="Knap">What is done, on the button: »Bed om oplysninger«.</param>
public sealed record Trinvej(string Til, string Knap);

/// <summary>A task that a step gives the handler.</summary>
/// <param name="Titel">1 to 200 characters.</param>
/// <param name="Dage">Days from the step to its deadline, 0 to 3650; a closed day moves to the next working day.</param>
/// <param name="Arbejdsdage">Counted in Danish working days.</param>
public sealed record Trinopgave(string Titel, int Dage, bool Arbejdsdage = false);

/// <summary>
/// A time limit of the law or of the authority that runs by the case's steps: it starts, stands still while the case waits for someone else, goes on, and ends. By hand
/// it can be stopped and started too, and be left out with a reason.
/// </summary>
/// <param name="Noegle">Lower-case letters, digits and hyphens, 2 to 40.</param>
/// <param name="Navn">»Servicemål«.</param>
/// <param name="Dage">Days it lasts.</param>
public sealed record Sagsur(string Noegle, string Navn, int Dage)
{
    /// <summary>The field whose choice decides how many days, see <see cref="DageFor"/>; while it is empty, or says something else, <see cref="Dage"/> count.</summary>
    public string? Felt { get; init; }

    /// <summary>Days for each choice of <see cref="Felt"/>.</summary>
    public IReadOnlyDictionary<string, int> DageFor { get; init; } = new Dictionary<string, int>();

    /// <summary>Counted in Danish working days; else in calendar days.</summary>
    public bool Arbejdsdage { get; init; }

    /// <summary>It starts when one of these is taken for the first time. It is not started again.</summary>
    public IReadOnlyList<string> StarterVed { get; init; } = [];

    /// <summary>The field (a date) that says when it really began, where that was before the step was taken: what came in on Friday and is registered on Monday is counted from Friday. Read when the clock starts; at most a year back.</summary>
    public string? StartFelt { get; init; }

    /// <summary>It stands still while the case is at one of these.</summary>
    public IReadOnlyList<string> StaarStilleVed { get; init; } = [];

    /// <summary>It ends when one of these is taken; also when the case ends.</summary>
    public IReadOnlyList<string> SlutterVed { get; init; } = [];

    /// <summary>The field (yes or no) that says whether the limit applies to the case: with »nej« the clock is not shown and not counted. Null: it always does.</summary>
    public string? GaelderFelt { get; init; }

    /// <summary>So many days before it is up it is shown as near.</summary>
    public int NaerDage { get; init; } = 7;

    /// <summary>The law it comes from.</summary>
    public string? Hjemmel { get; init; }
}

/// <summary>A document template.</summary>
/// <param name="Noegle">Lower-case letters, digits and hyphens, 2 to 40; unique in the authority, so begin with the type's key.</param>
/// <param name="Navn">As it is chosen.</param>
/// <param name="Dokumenttype">What the documents made from it are: a step can demand one of this type.</param>
/// <param name="Titel">The document's title, with merge fields.</param>
/// <param name="Overskrift">The heading in the letter.</param>
/// <param name="Tekst">Paragraphs, with merge fields. <c>{{felt.noegle}}</c> is a field of the case.</param>
public sealed record Sagsbrev(string Noegle, string Navn, string Dokumenttype, string Titel, string Overskrift, IReadOnlyList<string> Tekst)
{
    /// <summary>When it is used.</summary>
    public string Beskrivelse { get; init; } = "";
}

/// <summary>A kind of decision.</summary>
/// <param name="Noegle">Lower-case letters, digits and hyphens, 2 to 40; unique in the authority.</param>
/// <param name="Navn">»Byggetilladelse«.</param>
/// <param name="Klageinstans">Who it can be appealed to; null where nobody.</param>
/// <param name="Klagevejledning">What is written when nobody writes another: body, procedure and deadline.</param>
public sealed record Sagsafgoerelse(string Noegle, string Navn, string? Klageinstans = null, string? Klagevejledning = null);

/// <summary>A tab on the case. The page lies at <c>/sager/{sag}/{Noegle}</c> and is drawn with <see cref="Sagssider"/>.</summary>
/// <param name="Noegle">Last part of the address: lower-case letters, digits and hyphens; none that the engine uses.</param>
/// <param name="Navn">On the tab.</param>
public sealed record Modulfane(string Noegle, string Navn);

/// <summary>
/// A tab on every case, whatever its type, for those who hold one of some roles: what a module knows of any case. Registered as a singleton. The page lies at
/// <c>/sager/{sag}/{Noegle}</c> and is drawn with <see cref="Sagssider"/>.
/// </summary>
/// <param name="Noegle">Last part of the address: lower-case letters, digits and hyphens; none that the engine or a case type uses.</param>
/// <param name="Navn">On the tab.</param>
/// <param name="Roller">Who sees it.</param>
public sealed record Faellesfane(string Noegle, string Navn, Roller Roller);
