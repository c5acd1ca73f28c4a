using Esdh.Core.Access;

namespace Esdh.Adgang.Domain;

/// <summary>Someone who signs in: an employee, or a robot that a client acts as. Never deleted, only made inactive.</summary>
internal sealed class Bruger
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>Lower case, unique in the authority.</summary>
    public required string Brugernavn { get; init; }

    public required string Navn { get; set; }

    public string? Email { get; set; }

    public string? Titel { get; set; }

    public Guid EnhedId { get; set; }

    public Roller Roller { get; set; }

    public bool Aktiv { get; set; } = true;

    /// <summary>Null for people who sign in elsewhere (<see cref="Udsteder"/>) and for robots that only clients act as.</summary>
    public string? KodeordHash { get; set; }

    /// <summary>Must choose a new password at the next sign-in.</summary>
    public bool SkalSkifteKodeord { get; set; }

    public int FejlForsoeg { get; set; }

    /// <summary>Five wrong passwords in a row: nobody signs in as the user until then. Who is signed in goes on.</summary>
    public DateTimeOffset? LaastTil { get; set; }

    /// <summary>Refused too often: everything is refused until then.</summary>
    public DateTimeOffset? SpaerretTil { get; set; }

    /// <summary>Rises when the password or the user's rights to be here change, so that what was signed in before ends.</summary>
    public int Sikkerhedsnummer { get; set; }

    /// <summary>Single-key shortcuts, WCAG 2.1.4.</summary>
    public bool GenvejeFra { get; set; }

    /// <summary>Issuer of an outside identity, with <see cref="Subjekt"/> its key.</summary>
    public string? Udsteder { get; set; }

    public string? Subjekt { get; set; }

    /// <summary>When the token was issued that the row was last written from. What an older one says is no longer so.</summary>
    public DateTimeOffset? UdstedtSidst { get; set; }

    /// <summary>The provider's tokens from then and before let nobody in: the user signed out there.</summary>
    public DateTimeOffset? AfmeldtTil { get; set; }

    public long Version { get; set; }
}

/// <summary>A unit in the authority's tree.</summary>
internal sealed class Enhed
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public required string Navn { get; set; }

    public Guid? ForaelderId { get; set; }

    public bool Aktiv { get; set; } = true;

    public long Version { get; set; }
}

/// <summary>What a unit was called until a moment.</summary>
internal sealed class Enhedsnavn
{
    public Guid EnhedId { get; init; }

    public DateTimeOffset Til { get; init; }

    public required string Navn { get; init; }
}

/// <summary>A security group.</summary>
internal sealed class Gruppe
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Navn { get; set; }

    public bool Aktiv { get; set; } = true;

    public long Version { get; set; }
}

internal sealed class GruppeMedlem
{
    public Guid GruppeId { get; init; }

    public Guid BrugerId { get; init; }
}

/// <summary>A program that may fetch tokens; it acts as its user.</summary>
internal sealed class Klient
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The OAuth <c>client_id</c>.</summary>
    public required string KlientId { get; init; }

    public required string Navn { get; set; }

    /// <summary>SHA-256 of a high-entropy secret, lower-case hex.</summary>
    public required string HemmelighedSha256 { get; set; }

    /// <summary>Whom <c>client_credentials</c> acts as; null when the client may only pass a user's password on.</summary>
    public Guid? BrugerId { get; set; }

    public bool Aktiv { get; set; } = true;

    public long Version { get; set; }
}

/// <summary>The glass that was broken: a case that the user sees for a while, with a reason, outside the lists.</summary>
internal sealed class Noedadgang
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid BrugerId { get; init; }

    public Guid SagId { get; init; }

    public required string Begrundelse { get; init; }

    public DateTimeOffset Tid { get; init; }

    public DateTimeOffset Udloeber { get; init; }
}

internal enum AdgangspostArt
{
    Alle,
    Enhed,
    Gruppe,
    Bruger,

    /// <summary>Those who hold a task for the whole authority: arkivar, revisor.</summary>
    Rolle,
}

/// <summary>An interned set of those who may see: every case and document points at one, and equal sets are one row.</summary>
internal sealed class Adgangsliste
{
    public int Nr { get; init; }

    /// <summary>Canonical text of the posts; unique. A list is never changed but when a unit is merged, split or closed; then those who saw by the unit are let in by a group.</summary>
    public required string Noegle { get; set; }
}

internal sealed class AdgangslistePost
{
    public int ListeNr { get; init; }

    public AdgangspostArt Art { get; init; }

    /// <summary>UUID of unit, group or user; the role's name; <c>*</c> for all.</summary>
    public required string Reference { get; init; }
}
