using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A webhook in the list.</summary>
/// <param name="PauseVersion">Its version when it is paused, for the button that resumes it.</param>
/// <param name="Fejl">What is wrong, and since when.</param>
public sealed record Webhooklinje(Guid Id, string Url, string Ejer, string Typer, Maerke Tilstand, string? Senest, int Afviste, long? PauseVersion, string? Fejl);

/// <summary>All webhooks and the form for a new one.</summary>
public sealed record Webhooksvisning(Formular Formular, IReadOnlyList<Webhooklinje> Webhooks, IReadOnlyList<Mulighed> Ejere);

/// <summary>An event the receiver refused.</summary>
public sealed record Webhookafvisning(long Haendelse, string Type, string Tid, int Forsoeg, string Fejl, bool Gensendes);

/// <summary>One webhook.</summary>
public sealed record Webhookdetaljer(
    Formular Formular, Webhooklinje Webhook, string Oprettet, long Efter, bool Aktiv, string? FejlerSiden, string? NaesteForsoeg, string? SenesteFejl, string? SlaaetFraGrund,
    IReadOnlyList<Webhookafvisning> Afviste, string? NaesteHref, long Version);
