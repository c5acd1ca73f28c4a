using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Esdh.Core.Access;
using Esdh.Core.Identity;
using Esdh.Core.Seal;
using Esdh.Core.Storage;

namespace Esdh.Core.Events;

/// <summary>
/// Appends to <c>haendelse</c>, inside an act: the case's history, the outbox that others follow by number, and what the seal covers.
/// Numbers are gapless. The data lies beside the event with its salt and can be destroyed without breaking the seal.
/// </summary>
public sealed class EventLog(StorageScope scope, TimeProvider time)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new WithoutCpr() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private static readonly ConcurrentDictionary<Type, bool> Allowed = new();

    /// <summary>
    /// Events are read by programs, sent by webhooks and sealed: whatever people write in titles, reasons and file names, no personnummer
    /// goes with it. A SHA-256 is digits too, and stays.
    /// </summary>
    private sealed class WithoutCpr : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Length < 10 || (value.Length == 64 && value.All(char.IsAsciiHexDigit)) ? value : CprFinder.Mask(value));
    }

    /// <summary>Appends one event and answers its number.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="data">A record whose name is the event's type (past tense, Danish) and whose members are its data.</param>
    /// <param name="caseId">The case it belongs to, if any.</param>
    /// <param name="objectId">The document, party, user ... it is about, when that is not the case.</param>
    /// <param name="ct">Cancels before it is written only.</param>
    /// <exception cref="RegelbrudException">The authority's cases are only read, see <see cref="Authorities.Authority.ReadOnly"/>.</exception>
    public async Task<long> AppendAsync(Aktoer actor, object data, Guid? caseId, Guid? objectId, CancellationToken ct)
    {
        if (!scope.InAct)
            throw new InvalidOperationException("Events are appended inside an act only.");
        if (scope.Authority.ReadOnly is { } rule && !Allowed.GetOrAdd(data.GetType(), static t => t.IsDefined(typeof(AllowedWhenReadOnlyAttribute), false) || t.Assembly.IsDefined(typeof(AllowedWhenReadOnlyAttribute), false)))
            throw new RegelbrudException(rule);
        if (caseId is { } sag)
            scope.Tell(sag);
        if (objectId is { } thing)
            scope.Tell(thing);
        var json = Written(actor, data);
        var salted = SaltedHash.Create(json);
        await using var insert = scope.Command("""
            insert into haendelse (type, tid, aktoer_id, sag_id, objekt_id, data_hash)
            values (@type, @tid, @aktoer, @sag, @objekt, @hash) returning nr
            """)
            .With("@type", data.GetType().Name).With("@tid", time.GetUtcNow()).With("@aktoer", actor.Id)
            .With("@sag", caseId).With("@objekt", objectId).With("@hash", salted.Hash);
        var number = Convert.ToInt64(await insert.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        await using var rest = scope.Command("insert into haendelse_data (nr, salt, data) values (@nr, @salt, @data)")
            .With("@nr", number).With("@salt", salted.Salt).With("@data", System.Text.Encoding.UTF8.GetString(json));
        await rest.ExecuteNonQueryAsync(ct);
        return number;
    }

    /// <summary>The member of an event's data that says for whom a substitute acted; the seal covers it as it covers the rest.</summary>
    public const string OnBehalfMember = "paaVegneAf";

    /// <summary>For whom the actor of an event acted, from the event's data; null where the actor acted for none, and where the data is gone.</summary>
    public static Guid? OnBehalfOf(string? data)
    {
        if (data is null || !data.Contains(OnBehalfMember, StringComparison.Ordinal))
            return null;
        using var json = JsonDocument.Parse(data);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(OnBehalfMember, out var member) && member.TryGetGuid(out var id) ? id : null;
    }

    /// <summary>The member of an event's data that says which citizen did it: the name, in an event whose actor is the server.</summary>
    public const string CitizenMember = "borger";

    /// <summary>The citizen who did it, from the event's data; null where it was none, and where the data is gone.</summary>
    public static string? CitizenOf(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.Object } d && d.TryGetProperty(CitizenMember, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static byte[] Written(Aktoer actor, object data)
    {
        if (actor is { PaaVegneAf: null, Borger: null })
            return JsonSerializer.SerializeToUtf8Bytes(data, data.GetType(), Json);
        var json = JsonSerializer.SerializeToNode(data, data.GetType(), Json)!.AsObject();
        if (actor.PaaVegneAf is { } onBehalf)
            json[OnBehalfMember] = onBehalf.Id.ToString();
        if (actor.Borger is { } citizen)
            json[CitizenMember] = CprFinder.Mask(citizen.Navn);
        return JsonSerializer.SerializeToUtf8Bytes(json, Json);
    }

    /// <summary>
    /// Destroys what events said, with the salt, inside the act that the law asks for it in. The events and their seal stand. The
    /// bytes leave the database's files within seconds after the act.
    /// </summary>
    /// <param name="numbers">The events; those without data are passed over.</param>
    /// <param name="ct">Cancels before it is done only.</param>
    /// <returns>How many had data.</returns>
    public async Task<int> EraseDataAsync(IReadOnlyCollection<long> numbers, CancellationToken ct)
    {
        if (!scope.InAct)
            throw new InvalidOperationException("Data is erased inside an act only.");
        var erased = 0;
        await using var delete = scope.Command("delete from haendelse_data where nr = @nr").With("@nr", 0L);
        foreach (var number in numbers)
        {
            delete.Parameters[0].Value = number;
            erased += await delete.ExecuteNonQueryAsync(ct);
        }

        if (erased > 0)
            scope.Authority.CleaningIsDue();
        return erased;
    }
}
