namespace Esdh.Ui;

/// <summary>How a job can be held, for <c>Jobknapper</c>.</summary>
/// <param name="Sti">Where a stop is sent; pause and going on lie under it.</param>
/// <param name="Igang">It has not ended.</param>
/// <param name="Stopper">A stop has been asked for.</param>
/// <param name="Pause">It is on pause, or is soon.</param>
/// <param name="Pausetekst">Who set it on pause and when.</param>
public sealed record Jobstyring(string Sti, bool Igang, bool Stopper, bool Pause, string? Pausetekst);
