using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Esdh.Core.Web;

/// <summary>
/// JSON from outside: a list with <c>null</c> in it and a text with a NUL character are refused where they are read, by the name of their
/// field. Acts may then trust that a list holds what its type says; no database takes NUL in a text.
/// </summary>
public static class RequestJson
{
    /// <summary>As request bodies are read.</summary>
    public static JsonSerializerOptions Options { get; } = Strict(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Strict(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Check);
        return options;
    }

    private static void Check(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var members = type.Properties.Where(p => p.Get is not null && (p.PropertyType == typeof(string) || typeof(IEnumerable).IsAssignableFrom(p.PropertyType))).ToList();
        if (members.Count == 0)
            return;
        type.OnDeserialized += read =>
        {
            foreach (var member in members)
            {
                switch (member.Get!(read))
                {
                    case string text:
                        Refuse(text.Contains('\0', StringComparison.Ordinal), member.Name);
                        break;
                    case IEnumerable list:
                        var at = 0;
                        foreach (var item in list)
                            Refuse(item is null || (item is string text && text.Contains('\0', StringComparison.Ordinal)), $"{member.Name}[{at++}]");
                        break;
                }
            }
        };
    }

    private static void Refuse(bool wrong, string field)
    {
        if (wrong)
            throw new JsonException("Not allowed.", "$." + field, null, null);
    }
}
