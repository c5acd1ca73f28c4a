using System.Text.Json.Serialization;

namespace Esdh.Klub.Contract;

/// <summary>How far a member's accession to a joint project has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Tilslutningsstand>))]
public enum Tilslutningsstand
{
    Interesse,
    Indstilling,
    Byraadsbeslutning,
    Tilsluttet,
    Afslag,
}
