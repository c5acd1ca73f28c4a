namespace Esdh.Klub.Domain;

/// <summary>What a ballot looks like to the one who votes.</summary>
internal enum Afstemningsform
{
    /// <summary>For, against or blank.</summary>
    Forslag,

    /// <summary>Up to as many crosses as there are places.</summary>
    Valg,

    /// <summary>Points shared among the options.</summary>
    Point,
}

/// <summary>What a member's ballot weighs.</summary>
internal enum Stemmevaegt
{
    /// <summary>One member, one vote.</summary>
    EnStemme,

    /// <summary>As many as the member has citizens on the day the ballot opens.</summary>
    Folketal,

    /// <summary>The majority must be there both by members and by citizens.</summary>
    Dobbelt,
}

/// <summary>What is done with those who stand alike at the border of what is chosen.</summary>
internal enum Lighedsregel
{
    /// <summary>A proposal that has as many for as against is not carried.</summary>
    Bortfalder,

    /// <summary>Those that most members have voted for; then by lot.</summary>
    FlestMedlemmer,

    /// <summary>A lot that follows from the ballots themselves, so that everyone can draw it again.</summary>
    Lod,
}

/// <summary>Which matter is voted on; the statutes say how (club-governance/vedtaegter.md, bilag 1).</summary>
internal enum Afstemningsemne
{
    Beslutning,
    Budget,
    Vedtaegter,
    Optagelse,
    Bestyrelse,
    Forretningsledelse,
    Prioritering,
}

internal enum Afstemningsstand
{
    Kladde,
    Aaben,

    /// <summary>Closed, counted and published.</summary>
    Opgjort,

    /// <summary>Stopped by the secretariat with a reason; nothing is counted.</summary>
    Aflyst,
}

/// <summary>The words of the ballot's kinds.</summary>
internal static class Afstemningsord
{
    public static string Form(Afstemningsform form) => form switch { Afstemningsform.Forslag => "For eller imod", Afstemningsform.Valg => "Valg mellem flere", _ => "Fordeling af point" };

    public static string Vaegt(Stemmevaegt vaegt) => vaegt switch { Stemmevaegt.EnStemme => "Én stemme til hvert medlem", Stemmevaegt.Folketal => "Stemmer efter folketal", _ => "Dobbelt flertal: medlemmer og indbyggere" };

    public static string Lighed(Lighedsregel regel) => regel switch
    {
        Lighedsregel.Bortfalder => "Står stemmerne lige, er forslaget ikke vedtaget.",
        Lighedsregel.FlestMedlemmer => "Står to lige, går det forrest, som flest medlemmer har stemt på. Står de stadig lige, afgør lodtrækning.",
        _ => "Står to lige, afgør lodtrækning.",
    };

    public static string Emne(Afstemningsemne emne) => emne switch
    {
        Afstemningsemne.Budget => "Budget og samarbejdsaftale", Afstemningsemne.Vedtaegter => "Ændring af vedtægterne", Afstemningsemne.Optagelse => "Optagelse af medlem", Afstemningsemne.Bestyrelse => "Valg til bestyrelsen",
        Afstemningsemne.Forretningsledelse => "Valg til forretningsledelsen", Afstemningsemne.Prioritering => "Prioritering af ønsker", _ => "Beslutning",
    };
}
