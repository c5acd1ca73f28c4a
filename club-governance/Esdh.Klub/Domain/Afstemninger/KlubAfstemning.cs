using System.Globalization;

namespace Esdh.Klub.Domain;

/// <summary>A ballot among the members. How it is held is copied from the statutes when it opens, and never changes afterwards.</summary>
internal sealed class KlubAfstemning
{
    public const int PointIalt = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Aar { get; init; }

    /// <summary>From 1 within the year.</summary>
    public int Nr { get; init; }

    public required string Titel { get; set; }

    public required string Beskrivelse { get; set; }

    public Afstemningsemne Emne { get; init; }

    public Afstemningsform Form { get; set; }

    public Stemmevaegt Vaegt { get; set; }

    public bool Hemmelig { get; set; }

    /// <summary>»over 1/2«; see <see cref="Flertalskrav"/>.</summary>
    public required string Flertal { get; set; }

    public int KvorumMedlemmer { get; set; }

    public int KvorumIndbyggere { get; set; }

    public Lighedsregel Lighed { get; set; }

    /// <summary>How many others one member may vote for.</summary>
    public int Fuldmagter { get; set; }

    /// <summary>How many are chosen.</summary>
    public int Pladser { get; set; } = 1;

    /// <summary>Points to share; 0 where crosses are put.</summary>
    public int Point { get; set; }

    public Afstemningsstand Stand { get; set; }

    /// <summary>The moment from which no vote is taken, by the server's clock.</summary>
    public DateTimeOffset Lukker { get; set; }

    public DateTimeOffset? Aabnet { get; set; }

    public DateTimeOffset? Opgjort { get; set; }

    /// <summary>The root of the published protocol, which is also in the sealed event.</summary>
    public string? Rod { get; set; }

    /// <summary>The published protocol as JSON.</summary>
    public string? Protokol { get; set; }

    public Afstemningsudfald? Udfald { get; set; }

    /// <summary>Why it was stopped.</summary>
    public string? Grund { get; set; }

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public int Version { get; set; }

    /// <summary>»2026-4«</summary>
    public string Nummer => string.Create(CultureInfo.InvariantCulture, $"{Aar}-{Nr}");

    public bool ErAabenTil(DateTimeOffset nu) => Stand == Afstemningsstand.Aaben && nu < Lukker;

    /// <summary>The statutes as they are now.</summary>
    public void Foelg(Vedtaegtsregel regel)
    {
        (Form, Vaegt, Hemmelig, Flertal, KvorumMedlemmer, KvorumIndbyggere, Lighed, Fuldmagter) =
            (regel.Form, regel.Vaegt, regel.Hemmelig, regel.Flertal.ToString(), regel.KvorumMedlemmer, regel.KvorumIndbyggere, regel.Lighed, regel.Fuldmagter);
        Point = regel.Form == Afstemningsform.Point ? PointIalt : 0;
        if (regel.Form == Afstemningsform.Forslag)
            Pladser = 1;
    }
}

/// <summary>Something that can be voted for.</summary>
internal sealed class KlubAfstemningsmulighed
{
    public Guid AfstemningId { get; init; }

    /// <summary>Lower-case letters, digits and hyphens; stands in the published protocol.</summary>
    public required string Noegle { get; init; }

    public required string Titel { get; init; }

    public string? Beskrivelse { get; init; }

    /// <summary>The wish it is.</summary>
    public Guid? OenskeId { get; init; }

    /// <summary>From 1, on the paper.</summary>
    public int Raekke { get; init; }
}

/// <summary>A member that can vote: taken down when the ballot opens.</summary>
internal sealed class KlubStemmeberettiget
{
    public Guid AfstemningId { get; init; }

    public Guid MedlemId { get; init; }

    public required string Navn { get; init; }

    public long Folketal { get; init; }

    /// <summary>A paper is in. Whoever saves it twice at once is refused by the database.</summary>
    public bool Stemte { get; set; }

    public DateTimeOffset? Tid { get; set; }

    /// <summary>The member that voted by proxy.</summary>
    public Guid? VedMedlemId { get; set; }
}

/// <summary>A member lets another vote for it.</summary>
internal sealed class KlubFuldmagt
{
    public Guid AfstemningId { get; init; }

    public Guid FraMedlemId { get; init; }

    public Guid TilMedlemId { get; set; }

    public DateTimeOffset Givet { get; set; }

    public Guid GivetAf { get; set; }
}

/// <summary>
/// A paper. In a secret ballot the key is made of the code that only the voter has, there is no member, no time and no order: rows lie by their keys.
/// </summary>
internal sealed class KlubStemmeseddel
{
    /// <summary><see cref="Stemmekvittering.Noegle"/> in a secret ballot; in an open one the mark of the first receipt.</summary>
    public required string Noegle { get; init; }

    public Guid AfstemningId { get; init; }

    /// <summary>8 digits in a secret ballot.</summary>
    public string? Sporing { get; init; }

    /// <summary>In an open ballot.</summary>
    public Guid? MedlemId { get; init; }

    public required string Indhold { get; set; }

    /// <summary>The receipt's mark in an open ballot.</summary>
    public string? Maerke { get; set; }
}

/// <summary>The mark of a receipt in a secret ballot: in a table of its own, tied to no paper.</summary>
internal sealed class KlubStemmekvittering
{
    public Guid AfstemningId { get; init; }

    public required string Maerke { get; init; }
}

/// <summary>Somebody the assembly has elected.</summary>
internal sealed class KlubTillidspost
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Bestyrelse or Forretningsledelse.</summary>
    public Afstemningsemne Organ { get; init; }

    /// <summary>The person and the member that the person comes from, as they stood on the paper.</summary>
    public required string Navn { get; init; }

    public Guid AfstemningId { get; init; }

    public DateTimeOffset Fra { get; init; }

    /// <summary>Another election took its place.</summary>
    public DateTimeOffset? Til { get; set; }
}
