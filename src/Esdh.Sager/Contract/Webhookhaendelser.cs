namespace Esdh.Sager.Contract;

/// <summary>A webhook was set up; its id is the event's object.</summary>
/// <param name="Url">Where events are sent.</param>
/// <param name="EjerId">Whose rights decide which.</param>
/// <param name="Typer">Event types; none means all.</param>
public sealed record WebhookOprettet(string Url, Guid EjerId, IReadOnlyList<string> Typer);

/// <summary>A webhook was changed, switched on or off by hand, or got a new secret.</summary>
/// <param name="Url">Where events are sent.</param>
/// <param name="Typer">Event types; none means all.</param>
/// <param name="Aktiv">Whether it is on.</param>
/// <param name="NyHemmelighed">Whether deliveries are signed with another secret from now.</param>
public sealed record WebhookRettet(string Url, IReadOnlyList<string> Typer, bool Aktiv, bool NyHemmelighed);

/// <summary>A webhook was switched off by itself.</summary>
/// <param name="Url">Where events were sent.</param>
/// <param name="Grund">Danish sentence.</param>
public sealed record WebhookSlaaetFra(string Url, string Grund);

/// <summary>A webhook was removed.</summary>
/// <param name="Url">Where events were sent.</param>
public sealed record WebhookSlettet(string Url);
