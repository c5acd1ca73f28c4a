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
