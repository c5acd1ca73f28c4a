using System.Text.Json.Serialization;

namespace Esdh.Klub.Contract;

/// <summary>How far a body has come on its way into the club, and out of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Medlemsfase>))]
public enum Medlemsfase
{
    Sondering,
    Afklaring,
    Beslutning,
    Optaget,
    Opsagt,
    Udtraadt,
}
