using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>A random sample of a unit's cases in a period, for its leader to look through.</summary>
internal sealed class Sagsstikproeve
{
    public const int Flest = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>The unit, with those below it.</summary>
    public Guid EnhedId { get; init; }

    public DateOnly Fra { get; init; }

    public DateOnly Til { get; init; }

    /// <summary>With it the same cases are drawn from the same ones.</summary>
    public long Froe { get; init; }

    /// <summary>How many cases it was drawn from.</summary>
    public int Omfang { get; init; }

    public Guid UdtagetAf { get; init; }

    public DateTimeOffset Udtaget { get; init; }

    /// <summary>A number that follows from the seed and the case's alone (SplitMix64); the lowest are drawn.</summary>
    internal static ulong Lod(long froe, int nr)
    {
        unchecked
        {
            var z = (ulong)froe + ((ulong)nr * 0x9E3779B97F4A7C15UL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}

/// <summary>What a leader found on a case of a sample.</summary>
internal enum Sagsfund
{
    IOrden,

    /// <summary>Something is to be mended; looked at again on a day.</summary>
    SkalRettes,

    /// <summary>Was to be mended, and is.</summary>
    Rettet,
}

/// <summary>A case in a sample: what the system could see when it was drawn, and what the leader found.</summary>
internal sealed class Sagsproeve
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid StikproeveId { get; init; }

    public Guid SagId { get; init; }

    /// <summary>Drafts older than 14 days that are neither journalised nor without importance.</summary>
    public int GamleKladder { get; init; }

    /// <summary>Received documents that were journalised later than seven working days, or are not yet after so long.</summary>
    public int SentJournaliserede { get; init; }

    /// <summary>A decision that is not full consent, and no party was heard, and nobody said why not.</summary>
    public bool ManglerHoering { get; init; }

    /// <summary>Open reminders past their deadline.</summary>
    public int OverskredneFrister { get; init; }

    /// <summary>Decisions without a legal basis.</summary>
    public int UdenRetsgrundlag { get; init; }

    public Sagsfund? Fund { get; private set; }

    public string? Note { get; private set; }

    /// <summary>When it is looked at again.</summary>
    public DateOnly? Opfoelgning { get; private set; }

    public Guid? AfgjortAf { get; private set; }

    public DateTimeOffset? Afgjort { get; private set; }

    public long Version { get; private set; } = 1;

    public int Bemaerkninger => GamleKladder + SentJournaliserede + (ManglerHoering ? 1 : 0) + OverskredneFrister + UdenRetsgrundlag;

    public void Afgoer(Sagsfund fund, string? note, DateOnly? opfoelgning, Guid af, DateTimeOffset tid)
    {
        StikproeveRegler.IkkeAfgjort.Kraev(Fund is null or Sagsfund.SkalRettes);
        StikproeveRegler.RettesEfterFund.Kraev(fund != Sagsfund.Rettet || Fund == Sagsfund.SkalRettes);
        (Fund, Note, Opfoelgning, AfgjortAf, Afgjort) = (fund, note, fund == Sagsfund.SkalRettes ? opfoelgning : null, af, tid);
        Version++;
    }
}

/// <summary>What is refused in samples of cases.</summary>
internal static class StikproeveRegler
{
    public static readonly Regel IkkeAfgjort =
        new("STI-1", "Sagen er allerede vurderet i stikprøven.", Regel.Intern);

    public static readonly Regel RettesEfterFund =
        new("STI-2", "Kun det, der skulle rettes, kan siges at være rettet.", Regel.Intern);
}
