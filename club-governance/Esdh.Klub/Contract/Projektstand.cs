using System.Text.Json.Serialization;

namespace Esdh.Klub.Contract;

/// <summary>How far a joint project has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Projektstand>))]
public enum Projektstand
{
    Tilslutning,
    Byggeri,
    Pilot,
    Udrulning,
    Drift,
}
