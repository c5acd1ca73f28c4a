using System.Text.Json.Serialization;

namespace Esdh.Klub.Contract;

/// <summary>An invoice, or what takes from one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Fakturaart>))]
public enum Fakturaart
{
    Faktura,
    Kreditnota,
}
