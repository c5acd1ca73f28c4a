using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Esdh.Core.Web;

/// <summary>
/// What an operator follows of the server beside ASP.NET Core's and the runtime's own: the meter <c>Esdh</c>. Each measurement says whose it is by the tag <see cref="AuthorityTag"/>, an authority's key, and never
/// what anything is called or whom it is about.
/// </summary>
public static class Measurements
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Esdh";

    /// <summary>An authority's key, or <c>faelles</c>; also on ASP.NET Core's measurements of requests that found their authority.</summary>
    public const string AuthorityTag = "esdh.authority";

    private const string OutcomeTag = "esdh.outcome";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Act = Meter.CreateHistogram<double>(
        "esdh.act.duration", "s", "From an act's asking for the writer until it is durable, or refused", advice: new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly Histogram<int> Commit = Meter.CreateHistogram<int>(
        "esdh.commit.acts", "{act}", "Acts that shared a transaction", advice: new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 48] });

    private static readonly UpDownCounter<int> Waiting = Meter.CreateUpDownCounter<int>("esdh.act.waiting", "{act}", "Acts that wait for the writer or are in its hands");

    /// <summary>An act asks for the writer.</summary>
    internal static long ActBegins(string authority)
    {
        Waiting.Add(1, new KeyValuePair<string, object?>(AuthorityTag, authority));
        return Stopwatch.GetTimestamp();
    }

    /// <summary>An act is answered.</summary>
    /// <param name="authority">Whose.</param>
    /// <param name="began">What <see cref="ActBegins"/> answered.</param>
    /// <param name="error">Null where it is durable.</param>
    internal static void ActEnds(string authority, long began, Exception? error)
    {
        Waiting.Add(-1, new KeyValuePair<string, object?>(AuthorityTag, authority));
        var outcome = error switch
        {
            null => "done",
            RegelbrudException or InvalidException or ForbiddenException or NotFoundException or OperationCanceledException => "refused",
            _ => "failed",
        };
        Act.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new(AuthorityTag, authority), new(OutcomeTag, outcome));
    }

    /// <summary>A transaction was committed.</summary>
    internal static void Committed(string authority, int acts) => Commit.Record(acts, new KeyValuePair<string, object?>(AuthorityTag, authority));
}
