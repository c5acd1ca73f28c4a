using Esdh.Ui;

namespace Esdh.Server.Sider;

/// <summary>A job in the list.</summary>
public sealed record Joblinje(int Nr, string Titel, string Af, string Oprettet, Maerke Status, string Naaet, int Fejl);

/// <summary>The jobs one may see.</summary>
public sealed record Joblistevisning(IReadOnlyList<Joblinje> Jobs, string? NaesteHref, bool Alle);

/// <summary>An item of a job.</summary>
public sealed record Jobelementvisning(string Navn, Maerke Status, string? Tekst);

/// <summary>One job and how far it is.</summary>
/// <param name="OpdatererSelv">The page comes again by itself.</param>
public sealed record Jobvisning(
    Joblinje Job, string Af, string Oprettet, string? Afsluttet, int Faerdige, int IAlt, string? Rest, string? Resultat, Jobstyring Styring, bool OpdatererSelv, int Sekunder,
    IReadOnlyList<Jobelementvisning> Elementer, string? NaesteHref, bool KunFejl);
