using System.Globalization;

namespace Esdh.Klub.Domain;

/// <summary>Where a wish stands, in the open.</summary>
internal enum Oenskestand
{
    Nyt,

    /// <summary>A working group looks at cost and value.</summary>
    Vurderes,

    /// <summary>Estimated; can be voted on.</summary>
    Klar,

    TilAfstemning,

    /// <summary>The members have chosen it.</summary>
    Valgt,

    PaaKoereplan,

    Leveret,

    Afvist,

    /// <summary>Goes on in another wish that says the same.</summary>
    Samlet,
}

/// <summary>Something a member would like the club to make or change.</summary>
internal sealed class KlubOenske
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public required string Titel { get; set; }

    /// <summary>What is difficult today.</summary>
    public required string Problem { get; set; }

    /// <summary>Who is helped, and how many.</summary>
    public required string HvemHjaelpes { get; set; }

    /// <summary>The part of the system, as people call it.</summary>
    public required string Modul { get; set; }

    public Oenskestand Stand { get; set; }

    /// <summary>Why it stands there.</summary>
    public string? Grund { get; set; }

    public Guid MedlemId { get; init; }

    public required string Medlem { get; init; }

    public Guid OprettetAf { get; init; }

    public required string OprettetAfNavn { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    /// <summary>The wish it goes on in.</summary>
    public Guid? SamletIId { get; set; }

    /// <summary>The initiative it became.</summary>
    public Guid? InitiativId { get; set; }

    public int Version { get; set; }

    /// <summary>»Ø-112«</summary>
    public string Nummer => string.Create(CultureInfo.InvariantCulture, $"Ø-{Nr:000}");

    /// <summary>Its key on a ballot paper.</summary>
    public string Stemmenoegle => string.Create(CultureInfo.InvariantCulture, $"o{Nr}");

    /// <summary>Still open for comments, following and merging.</summary>
    public bool ErLevende => Stand is not (Oenskestand.Afvist or Oenskestand.Samlet or Oenskestand.Leveret);
}

/// <summary>A step on the wish's way.</summary>
internal sealed class KlubOenskeskridt
{
    public Guid OenskeId { get; init; }

    public int Nr { get; init; }

    public Oenskestand Stand { get; init; }

    public required string Grund { get; init; }

    public required string Navn { get; init; }

    public DateTimeOffset Tid { get; init; }
}

internal sealed class KlubOenskekommentar
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The wish it is shown under; follows when twins are merged.</summary>
    public Guid OenskeId { get; set; }

    public required string Tekst { get; init; }

    public required string Navn { get; init; }

    public required string Medlem { get; init; }

    public DateTimeOffset Tid { get; init; }
}

/// <summary>Somebody who wants to hear of the wish.</summary>
internal sealed class KlubOenskefoelger
{
    public Guid OenskeId { get; init; }

    public Guid MedlemId { get; init; }

    public Guid BrugerId { get; init; }
}

internal sealed class KlubOenskebilag
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid OenskeId { get; set; }

    public required string Navn { get; init; }

    public required string Sha256 { get; init; }

    public long Laengde { get; init; }

    public DateTimeOffset Lagt { get; init; }
}

/// <summary>What a working group thinks a wish costs and is worth.</summary>
internal sealed class KlubOenskevurdering
{
    public Guid OenskeId { get; init; }

    public required string Gruppe { get; init; }

    /// <summary>Hours of development.</summary>
    public int Timer { get; set; }

    /// <summary>1 (little) to 5 (much).</summary>
    public int Vaerdi { get; set; }

    public required string Begrundelse { get; set; }

    public required string Navn { get; set; }

    public DateTimeOffset Tid { get; set; }
}
