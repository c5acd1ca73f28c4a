using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Esdh.Core.Access;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>
/// What of the events on a case its reader is told, in history, feed and webhooks alike: nothing of documents the reader does not see, also when they were on the
/// case once, and neither ids nor numbers of other cases, documents and post that are not the reader's to know of.
/// </summary>
internal sealed partial class Haendelsessyn
{
    private readonly HashSet<Guid> _ider = [];
    private readonly HashSet<string> _ord = new(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("\"(?:fra|til)Nummer\":\"([^\"]+)\"")]
    private static partial Regex Sagsnummer();

    [GeneratedRegex("\"sha256\":\"([0-9a-f]{64})\"")]
    private static partial Regex Sha256();

    /// <summary>Events whose object is another case.</summary>
    private static readonly HashSet<string> OmSager = ["OversagSat", "OversagFjernet", "SagRelateret", "SagsrelationFjernet", "SagSammenlagt", "SammenlaegningFuldfoert"];

    /// <summary>Of what these events are about, the documents that the actor does not see, and the approvals of them.</summary>
    public static async Task<HashSet<Guid>> SkjulteAsync(SagerDb db, Aktoer aktoer, IReadOnlyCollection<(string Type, Guid Objekt)> haendelser, CancellationToken ct)
    {
        var objekter = haendelser.Select(h => h.Objekt).Distinct().ToList();
        var skjulte = await DokumenterAsync(db, aktoer, objekter, ct);
        skjulte.UnionWith(await GodkendelserAsync(db, aktoer, [.. haendelser.Where(h => OmGodkendelse(h.Type)).Select(h => h.Objekt)], ct));
        return skjulte;
    }

    private static async Task<HashSet<Guid>> DokumenterAsync(SagerDb db, Aktoer aktoer, List<Guid> ider, CancellationToken ct)
    {
        if (ider.Count == 0)
            return [];
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        return (await db.Registreringer.Where(r => ider.Contains(r.DokumentId) && !synlige.Any(d => d.Id == r.DokumentId)).Select(r => r.DokumentId).Distinct().ToListAsync(ct)).ToHashSet();
    }

    /// <summary>Of these approvals, those of documents that the actor does not see.</summary>
    public static async Task<List<Guid>> GodkendelserAsync(SagerDb db, Aktoer aktoer, List<Guid> ider, CancellationToken ct)
    {
        if (ider.Count == 0)
            return [];
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        return await db.Godkendelser.Where(g => ider.Contains(g.Id) && g.DokumentId != null && !synlige.Any(d => d.Id == g.DokumentId)).Select(g => g.Id).ToListAsync(ct);
    }

    public static bool OmGodkendelse(string type) => type.StartsWith("Godkendelse", StringComparison.Ordinal);

    /// <summary>Of what the authority's own events are about, the post and the parties that the actor may not know of.</summary>
    public static async Task<HashSet<Guid>> SkjultePosterOgParterAsync(SagerDb db, Aktoer aktoer, List<Guid> objekter, CancellationToken ct)
    {
        if (objekter.Count == 0)
            return [];
        var parter = db.Parter.SynligeFor(db, aktoer);
        // Uden for adgang: which of these are parties, and not the actor's to know of.
        return [.. await PosterAsync(db, aktoer, objekter, ct), .. await db.Parter.Where(p => objekter.Contains(p.Id) && !parter.Any(x => x.Id == p.Id)).Select(p => p.Id).ToListAsync(ct)];
    }

    private static async Task<List<Guid>> PosterAsync(SagerDb db, Aktoer aktoer, List<Guid> ider, CancellationToken ct)
    {
        var poster = db.Indbakkeposter.SynligeFor(aktoer);
        // Uden for adgang: which of these are post, and not the actor's.
        return await db.Indbakkeposter.Where(p => ider.Contains(p.Id) && !poster.Any(x => x.Id == p.Id)).Select(p => p.Id).ToListAsync(ct);
    }

    /// <summary>Most pages of events name nothing else: then one query is asked, or none.</summary>
    /// <param name="db">Reader.</param>
    /// <param name="aktoer">Who is told.</param>
    /// <param name="haendelser">What kind each event is, what it is about and what it says.</param>
    /// <param name="andet">Ids that are known to need no look: users, and what the caller has looked at.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<Haendelsessyn> LaesAsync(SagerDb db, Aktoer aktoer, IReadOnlyCollection<(string Type, Guid? ObjektId, string? Data)> haendelser, IReadOnlySet<Guid> andet, CancellationToken ct)
    {
        var syn = new Haendelsessyn();
        var iData = haendelser.Where(h => h.Data is not null).SelectMany(h => Id().Matches(h.Data!)).Select(m => Guid.Parse(m.Value)).ToHashSet();
        syn._ider.UnionWith(await DokumenterAsync(db, aktoer, [.. haendelser.Where(h => h.ObjektId is not null).Select(h => h.ObjektId!.Value).Union(iData).Except(andet)], ct));
        var sager = haendelser.Where(h => OmSager.Contains(h.Type) && h.ObjektId is not null).Select(h => h.ObjektId!.Value).ToHashSet();
        if (sager.Count > 0)
            syn._ider.UnionWith(await db.SkjulteSagerAsync(aktoer, [.. sager.Union(iData)], ct));
        if (iData.Count > 0 && haendelser.Any(h => h.Data?.Contains("\"postIder\":[", StringComparison.Ordinal) == true))
            syn._ider.UnionWith(await PosterAsync(db, aktoer, [.. iData], ct));
        if (Fundne(Sagsnummer()) is { Count: > 0 } numre)
            syn._ord.UnionWith(numre.Except(await db.SynligeNumreAsync(aktoer, numre, ct)));
        if (haendelser.Any(h => h.Type == nameof(Contract.ForsendelseAfsendt)) && Fundne(Sha256()) is { Count: > 0 } shaer)
        {
            var synlige = db.Dokumenter.SynligeFor(db, aktoer);
            syn._ord.UnionWith(await db.Forsendelsesdele.Where(d => d.PdfSha256 != null && shaer.Contains(d.PdfSha256) && d.DokumentId != null && !synlige.Any(x => x.Id == d.DokumentId)).Select(d => d.PdfSha256!).ToListAsync(ct));
        }

        return syn;

        List<string> Fundne(Regex udtryk) => [.. haendelser.Where(h => h.Data is not null).SelectMany(h => udtryk.Matches(h.Data!)).Select(m => m.Groups[1].Value).Distinct()];
    }

    /// <summary>What it is about, unless that is not the reader's to know of.</summary>
    public Guid? Objekt(Guid? id) => id is { } i && _ider.Contains(i) ? null : id;

    /// <summary>What it says, without what is not the reader's to know of.</summary>
    public JsonElement Data(string data)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(data);
        return _ider.Count + _ord.Count == 0 ? json : JsonSerializer.SerializeToElement(Uden(JsonSerializer.SerializeToNode(json)));
    }

    private JsonNode? Uden(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject felter:
                foreach (var (navn, vaerdi) in felter.ToList())
                    felter[navn] = Uden(vaerdi?.DeepClone());
                return felter;
            case JsonArray liste: // a list names what the reader sees alone
                return new JsonArray([.. liste.Where(v => !ErSkjult(v) && !(v is JsonObject fil && ErSkjult(fil["sha256"]))).Select(v => Uden(v?.DeepClone()))]);
            default:
                return ErSkjult(node) ? node!.GetValue<string>().Contains('.', StringComparison.Ordinal) ? JsonValue.Create("en anden sag") : null : node;
        }
    }

    private bool ErSkjult(JsonNode? node) => node is JsonValue v && v.TryGetValue<string>(out var tekst) && (_ord.Contains(tekst) || (Guid.TryParse(tekst, out var id) && _ider.Contains(id)));
}
