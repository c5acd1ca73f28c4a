using System.Text.Json.Serialization;

namespace Esdh.Klub.Contract;

/// <summary>In which capacity a delegate acts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Klubrolle>))]
public enum Klubrolle
{
    Medlemsrepraesentant,
    Forretningsledelse,
    Bestyrelse,
}
