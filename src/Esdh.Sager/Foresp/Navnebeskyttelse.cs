using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Esdh.Core.Access;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>
/// A party's protected name and address (CPR-loven § 28) stand on no surface: lists, heads, searches, histories, exports and the feed say
/// <see cref="Navn"/>. They are shown one at a time for a reason that is written in the access log, and in a letter to the party itself.
/// What people write in titles and notes is theirs to keep clean.
/// </summary>
internal static class Navnebeskyttelse
{
    /// <summary>What stands where a protected name would.</summary>
    public const string Navn = "Beskyttet navn";

    /// <summary>The name, or what stands in its place.</summary>
    public static string Vist(string navn, bool erBeskyttet) => erBeskyttet ? Navn : navn;

    /// <summary>Those of these parties whose name and address are protected on the day.</summary>
    public static async Task<HashSet<Guid>> BeskyttedeParterAsync(this SagerDb db, IEnumerable<Guid> parter, DateOnly idag, CancellationToken ct)
    {
        var ider = parter.Distinct().ToList();
        return ider.Count == 0 ? [] : (await db.Parter.Where(p => ider.Contains(p.Id) && p.ErBeskyttet && (p.BeskyttetTil == null || p.BeskyttetTil >= idag)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
    }

    /// <summary>What gives protected parties of these cases away: their names there, in the register now and before, and their mail addresses. By case.</summary>
    public static async Task<Dictionary<Guid, HashSet<string>>> BeskyttedeKendetegnAsync(this SagerDb db, IEnumerable<Guid> sager, DateOnly idag, CancellationToken ct)
    {
        var ider = sager.Distinct().ToList();
        if (ider.Count == 0)
            return [];
        var paa = await (from sp in db.Sagsparter.Where(s => ider.Contains(s.SagId))
                         join p in db.Parter.Where(p => p.ErBeskyttet && (p.BeskyttetTil == null || p.BeskyttetTil >= idag)) on sp.PartId equals p.Id
                         select new { sp.SagId, p.Id, sp.Navn, sp.Email, Nu = p.Navn, NuEmail = p.Email }).ToListAsync(ct);
        if (paa.Count == 0)
            return [];
        var parter = paa.Select(p => p.Id).Distinct().ToList();
        var foer = (await db.Partsudgaver.Where(u => parter.Contains(u.PartId)).Select(u => new { u.PartId, u.Navn, u.Email }).ToListAsync(ct)).ToLookup(u => u.PartId);
        return paa.GroupBy(p => p.SagId).ToDictionary(g => g.Key, g => g
            .SelectMany(p => new[] { p.Navn, p.Email, p.Nu, p.NuEmail }.Concat(foer[p.Id].SelectMany(u => new[] { u.Navn, u.Email })))
            .Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Whether a correspondent of one of these documents is a protected party: said so, or of the name or mail address of one on a case that
    /// the document is on.
    /// </summary>
    public static async Task<Func<Guid, Guid?, string?, string?, bool>> BeskyttedeKorrespondenterAsync(this SagerDb db, IReadOnlyCollection<Guid> dokumenter, DateOnly idag, CancellationToken ct)
    {
        if (dokumenter.Count == 0)
            return (_, _, _, _) => false;
        var parter = await db.BeskyttedeParterAsync(await db.Korrespondenter.Where(k => dokumenter.Contains(k.DokumentId) && k.PartId != null).Select(k => k.PartId!.Value).ToListAsync(ct), idag, ct);
        var steder = (await db.Registreringer.Where(r => dokumenter.Contains(r.DokumentId)).Select(r => new { r.DokumentId, r.SagId }).ToListAsync(ct)).ToLookup(r => r.DokumentId, r => r.SagId);
        var kendetegn = await db.BeskyttedeKendetegnAsync(steder.SelectMany(s => s), idag, ct);
        return (dokument, part, navn, email) => (part is { } id && parter.Contains(id))
            || steder[dokument].Any(s => kendetegn.TryGetValue(s, out var k) && ((navn is not null && k.Contains(navn.Trim())) || (email is not null && k.Contains(email.Trim()))));
    }

    /// <summary>A text that was put together of names and mail addresses, with the protected ones replaced.</summary>
    public static string Maskeret(string tekst, IReadOnlyCollection<string> kendetegn) => kendetegn.Count == 0 ? tekst
        : Regex.Replace(tekst, $@"(?<![\w@.])(?:{string.Join('|', kendetegn.OrderByDescending(k => k.Length).Select(Regex.Escape))})(?![\w@])", Navn, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>What an event says, with the protected names in it replaced.</summary>
    public static JsonElement Maskeret(JsonElement data, IReadOnlyCollection<string> kendetegn)
    {
        if (kendetegn.Count == 0)
            return data;
        return JsonSerializer.SerializeToElement(Gaa(JsonSerializer.SerializeToNode(data)));

        JsonNode? Gaa(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject felter:
                    foreach (var (navn, vaerdi) in felter.ToList())
                        felter[navn] = Gaa(vaerdi?.DeepClone());
                    return felter;
                case JsonArray liste:
                    return new JsonArray([.. liste.Select(v => Gaa(v?.DeepClone()))]);
                case JsonValue v when v.TryGetValue<string>(out var tekst):
                    return JsonValue.Create(Maskeret(tekst, kendetegn));
                default:
                    return node;
            }
        }
    }

    /// <summary>A party in the register without what protection keeps.</summary>
    public static Partvisning Maskeret(this Partvisning p) =>
        p.ErBeskyttet ? p with { Navn = Navn, Adresse = null, Postnummer = null, By = null, Email = null, Telefon = null } : p;

    /// <summary>A party on a case without what protection keeps.</summary>
    public static Sagspartvisning Maskeret(this Sagspartvisning p) =>
        p.ErBeskyttet ? p with { Navn = Navn, Adresse = null, Postnummer = null, By = null, Email = null, Telefon = null } : p;

    /// <summary>The parties that are on a case now, to be chosen among in a form: the primary one first. Their protected names are not shown.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Navn, string Rolle)>> PartsvalgAsync(this SagerDb db, Guid sagId, DateOnly idag, CancellationToken ct) =>
        [.. (await (from sp in db.Sagsparter.Where(s => s.SagId == sagId && s.Fratraadt == null)
                    join p in db.Parter on sp.PartId equals p.Id
                    orderby sp.ErPrimaer descending, sp.Tilfoejet
                    select new { sp.Id, sp.Navn, sp.Rolle, p.Cpr, Beskyttet = p.ErBeskyttet && (p.BeskyttetTil == null || p.BeskyttetTil >= idag) }).Take(200).ToListAsync(ct))
            .Select(p => (p.Id, p.Beskyttet ? string.Join(' ', new[] { Navn, Partsforesp.Maskeret(p.Cpr) }.Where(t => t is not null)) : p.Navn, p.Rolle))];
}
