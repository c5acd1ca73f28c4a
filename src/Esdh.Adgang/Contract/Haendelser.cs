namespace Esdh.Adgang.Contract;

// What happens to users, units, groups and clients. Passwords and secrets never stand in an event.

public sealed record BrugerOprettet(string Brugernavn, string Navn, Guid EnhedId, string Roller);

/// <summary>The fields as they are now.</summary>
public sealed record BrugerRettet(string Navn, Guid EnhedId, string Roller, bool Aktiv);

/// <summary>An administrator gave the user a password to be used once.</summary>
public sealed record KodeordNulstillet;

/// <summary>The user chose a new password.</summary>
public sealed record KodeordSkiftet;

/// <summary>An administrator lifted a lock or a block.</summary>
public sealed record BrugerLaastOp;

/// <summary>A user was refused so often that everything is refused until <paramref name="Til"/>.</summary>
public sealed record BrugerSpaerret(DateTimeOffset Til, int Afvisninger);

/// <summary>It was decided how long the access log is kept and what repeated refusals lead to.</summary>
/// <param name="Maaneder">Months kept from now.</param>
/// <param name="FoerMaaneder">Months kept until now.</param>
/// <param name="Spaer">Whether repeated refusals block the user.</param>
/// <param name="Afvisninger">So many,</param>
/// <param name="VindueMinutter">within so many minutes,</param>
/// <param name="SpaerringMinutter">block for so many minutes.</param>
public sealed record AdgangslogIndstillet(int Maaneder, int FoerMaaneder, bool Spaer, int Afvisninger, int VindueMinutter, int SpaerringMinutter);

public sealed record EnhedOprettet(string Navn, Guid? ForaelderId);

public sealed record EnhedRettet(string Navn, Guid? ForaelderId, bool Aktiv);

public sealed record GruppeOprettet(string Navn, IReadOnlyList<Guid> Medlemmer);

/// <summary>Who came and who left, with the name as it is now.</summary>
public sealed record GruppeRettet(string Navn, bool Aktiv, IReadOnlyList<Guid> Tilfoejet, IReadOnlyList<Guid> Fjernet);

public sealed record KlientOprettet(string KlientId, string Navn, Guid? BrugerId);

public sealed record KlientRettet(string Navn, Guid? BrugerId, bool Aktiv);

public sealed record KlienthemmelighedFornyet(string KlientId);

/// <summary>The glass was broken: the user sees the case until then.</summary>
public sealed record NoedadgangGivet(Guid BrugerId, string Begrundelse, DateTimeOffset Udloeber);

/// <summary>An employee is away from the first day to the last, and the substitute has the desk's rights meanwhile.</summary>
public sealed record FravaerOprettet(Guid BrugerId, Guid StedfortraederId, DateOnly Fra, DateOnly Til, string? Note);

/// <summary>The absence as it is now, and who the substitute was before.</summary>
public sealed record FravaerRettet(Guid BrugerId, Guid FraStedfortraederId, Guid StedfortraederId, DateOnly Fra, DateOnly Til, string? Note);

/// <summary>The absence was ended before its last day, or called off.</summary>
public sealed record FravaerAfsluttet(Guid BrugerId, Guid StedfortraederId);

/// <summary>It was decided when rights are reviewed and how much of the access log is sampled.</summary>
/// <param name="Dage">The two days of the year, as <c>1/4</c>.</param>
/// <param name="FristDage">Days to answer.</param>
/// <param name="Logstikproeve">Lines of the access log in a month's sample.</param>
public sealed record LedelseskontrolIndstillet(IReadOnlyList<string> Dage, int FristDage, int Logstikproeve);

/// <summary>A review of rights began.</summary>
/// <param name="Termin">The day it belongs to.</param>
/// <param name="Frist">The last day to answer.</param>
/// <param name="Rettigheder">How many rights are asked about.</param>
/// <param name="Brugere">Of how many users.</param>
public sealed record GennemgangBegyndt(DateOnly Termin, DateOnly Frist, int Rettigheder, int Brugere);

/// <summary>A user's rights were confirmed.</summary>
/// <param name="Rettigheder">What they are called.</param>
public sealed record RettighederBekraeftet(Guid BrugerId, IReadOnlyList<string> Rettigheder);

/// <summary>A user's right was taken away in a review.</summary>
/// <param name="Art"><c>Rolle</c>, <c>Gruppe</c> or <c>Klient</c>.</param>
/// <param name="Note">Why, where it was said.</param>
public sealed record RettighedFjernet(Guid BrugerId, string Art, string Navn, string? Note);

/// <summary>Nobody answered for a right in time, so it is gone.</summary>
/// <param name="Art"><c>Rolle</c>, <c>Gruppe</c> or <c>Klient</c>.</param>
public sealed record RettighedBortfaldet(Guid BrugerId, string Art, string Navn);

/// <summary>Nobody answered in time for the last administrator, whose right is kept.</summary>
public sealed record RettighedBevaret(Guid BrugerId, string Navn);

/// <summary>A review of rights ended.</summary>
public sealed record GennemgangAfsluttet(int Bekraeftede, int Fjernede, int Bortfaldne);

/// <summary>A random sample of a month of the access log was drawn.</summary>
/// <param name="Maaned">The month's first day.</param>
/// <param name="Froe">With it the same is drawn again.</param>
public sealed record LogstikproeveUdtaget(DateOnly Maaned, long Froe, int Linjer, int Omfang);

/// <summary>A line of the access log was judged.</summary>
/// <param name="Fund"><c>IOrden</c>, <c>SkalForklares</c> or <c>Brud</c>.</param>
public sealed record OpslagKontrolleret(string Fund, bool MedOpfoelgning);

/// <summary>An employee explained a look that was asked about.</summary>
public sealed record OpslagForklaret;
