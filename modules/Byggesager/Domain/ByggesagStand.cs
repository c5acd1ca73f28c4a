namespace Esdh.Byggesager.Domain;

/// <summary>When a case was fully informed and decided: what the statistics count by.</summary>
internal sealed class ByggesagStand
{
    public Guid SagId { get; init; }

    /// <summary>The first time.</summary>
    public DateOnly? FuldtOplyst { get; private set; }

    /// <summary>The last time.</summary>
    public DateOnly? Afgjort { get; private set; }

    public void Tag(string trin, DateOnly dag)
    {
        if (trin == "oplyst")
            FuldtOplyst ??= dag;
        if (trin is "afgjort" or "afvist")
            Afgjort = dag;
    }
}
