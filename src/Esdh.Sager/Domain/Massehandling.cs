using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>An act that can be done to many at a time, and how it is said.</summary>
/// <param name="Noegle">Its key in addresses and in the API.</param>
/// <param name="Dokumenter">It is done to documents; else to cases.</param>
/// <param name="Bydeform">What the button says before the number: <c>Overdrag</c> 12 sager.</param>
/// <param name="Navneform">What the job is called before the number: <c>Overdragelse af</c> 12 sager.</param>
/// <param name="Gjort">What follows "12 af 12 sager": <c>er overdraget</c>.</param>
/// <param name="Udfald">What stands at each that was done.</param>
/// <param name="KanFortrydes">Its opposite can be done to all that it was done to.</param>
internal sealed record Massehandling(string Noegle, bool Dokumenter, string Bydeform, string Navneform, string Gjort, string Udfald, bool KanFortrydes = false)
{
    public const string Overdrag = "overdrag", GivTilbage = "giv-tilbage", Afslut = "afslut", Maerk = "maerk", Afmaerk = "afmaerk", Status = "status", Omjournaliser = "omjournaliser", Oversag = "oversag", Hent = "hent",
        Journaliser = "journaliser", Dokumenttype = "dokumenttype", Foelsomhed = "foelsomhed", UdenBetydning = "uden-betydning", Flyt = "flyt", Kopier = "kopier", Send = "send", HentDokumenter = "hent-dokumenter",
        Fortryd = "fortryd", Rest = "rest";

    /// <summary>Those that one chooses; taking back and taking up again come from a job.</summary>
    public static IReadOnlyList<Massehandling> Alle { get; } =
    [
        new(Overdrag, false, "Overdrag", "Overdragelse af", "er overdraget", "Overdraget"),
        new(GivTilbage, false, "Giv", "Tilbagegivelse af", "er givet tilbage", "Givet tilbage"),
        new(Afslut, false, "Afslut", "Afslutning af", "er afsluttet", "Afsluttet"),
        new(Maerk, false, "Sæt mærke på", "Mærkning af", "har fået mærket", "Mærket", true),
        new(Afmaerk, false, "Fjern mærke fra", "Fjernelse af mærke fra", "er uden mærket", "Mærket fjernet", true),
        new(Status, false, "Skift status på", "Skift af status på", "har fået den nye status", "Status skiftet", true),
        new(Omjournaliser, false, "Flyt til andet emne:", "Omjournalisering af", "er omjournaliseret", "Omjournaliseret"),
        new(Oversag, false, "Læg under en anden sag:", "Underordning af", "er nu del af den valgte sag", "Lagt under", true),
        new(Hent, false, "Hent dokumenterne fra", "Dokumenter fra", "er pakket", "Pakket"),
        new(Journaliser, true, "Journalisér", "Journalisering af", "er journaliseret", "Journaliseret"),
        new(Dokumenttype, true, "Skift type på", "Skift af type på", "har fået den nye type", "Type skiftet", true),
        new(Foelsomhed, true, "Skift følsomhed på", "Skift af følsomhed på", "har fået den nye følsomhed", "Følsomhed skiftet", true),
        new(UdenBetydning, true, "Markér uden betydning:", "Markering uden betydning af", "er markeret uden betydning", "Uden betydning", true),
        new(Flyt, true, "Flyt til en anden sag:", "Flytning af", "er flyttet", "Flyttet", true),
        new(Kopier, true, "Læg også på en anden sag:", "Registrering på en anden sag af", "ligger også på den anden sag", "Lagt på"),
        new(Send, true, "Send", "Afsendelse af", "er bestilt sendt", "Bestilt sendt"),
        new(HentDokumenter, true, "Hent", "Udtræk af", "er pakket", "Pakket"),
    ];

    public static Massehandling? Find(string? noegle) => Alle.FirstOrDefault(h => h.Noegle == noegle);

    /// <summary>It makes a file to be fetched, and changes nothing.</summary>
    public bool ErUdtraek => Noegle is Hent or HentDokumenter;

    public string Antal(int antal) => (Dokumenter, antal) switch
    {
        (false, 1) => "1 sag",
        (true, 1) => "1 dokument",
        _ => $"{antal.ToString("N0", Dansk)} {(Dokumenter ? "dokumenter" : "sager")}",
    };

    private static System.Globalization.CultureInfo Dansk { get; } = System.Globalization.CultureInfo.GetCultureInfo("da-DK");
}

/// <summary>What is refused on one of many.</summary>
internal static class MasseRegler
{
    public static readonly Regel AendretSiden =
        new("MAS-1", "Det er ændret igen siden, så det fortrydes ikke samlet. Ret det for sig.", Regel.Intern);

    public static readonly Regel HarMaerket =
        new("MAS-2", "Sagen har mærket i forvejen.", Regel.Intern);

    public static readonly Regel HarIkkeMaerket =
        new("MAS-3", "Sagen har ikke mærket.", Regel.Intern);

    public static readonly Regel HarTypen =
        new("MAS-4", "Dokumentet har den type i forvejen.", Regel.Intern);

    public static readonly Regel HarFoelsomheden =
        new("MAS-5", "Dokumentet har den følsomhed i forvejen.", Regel.Intern);

    public static readonly Regel SagenErDerAllerede =
        new("MAS-6", "Sagen er del af den valgte sag i forvejen.", Regel.Intern);

    public static readonly Regel ErSendt =
        new("MAS-8", "Dokumentet er sendt, eller det er bestilt sendt. Send det enkeltvis, hvis det skal sendes igen.", Regel.Intern);

    public static readonly Regel HarEnModtager =
        new("MAS-9", "Dokumentet har ingen modtager, der er part på sagen, og sagen har ingen primær part. Send det enkeltvis.", Regel.Intern);

    public static readonly Regel ErUdenBetydning =
        new("MAS-7", "Dokumentet er markeret uden betydning i forvejen.", Regel.Intern);
}
