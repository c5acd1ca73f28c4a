using System.Text.Json.Serialization;

namespace Esdh.Klub.Contract;

/// <summary>What kind of public body a member is; it decides by which key the member pays.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Medlemsart>))]
public enum Medlemsart
{
    Kommune,
    Region,
    Stat,
}
