using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Text;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>One thing that happened on a case, as history shows it.</summary>
/// <param name="Nr">The event's number in the authority.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Tid">When.</param>
/// <param name="AktoerId">Who.</param>
/// <param name="Aktoer">The name of who.</param>
/// <param name="ObjektId">The document, party ... it is about.</param>
/// <param name="Tekst">A Danish sentence.</param>
/// <param name="Kommentar">What was said about it: reason, comment, note.</param>
/// <param name="Data">What the event says; null when it has been destroyed.</param>
/// <param name="PaaVegneAf">For whom a substitute did it.</param>
internal sealed record Historikpost(
    long Nr, string Type, DateTimeOffset Tid, Guid AktoerId, string Aktoer, Guid? ObjektId, string Tekst, string? Kommentar, JsonElement? Data, Guid? PaaVegneAf = null);

/// <summary>The complete history of a case from its events, in readable Danish. A type that is not known here still shows.</summary>
internal sealed partial class Historik(SagerDb db, CoreDb core, Navneopslag navne, Personer personer, TimeProvider tid)
{
    /// <summary>Most events that one answer holds; the rest by <c>efter</c>.</summary>
    public const int MaxPoster = 2000;

    /// <summary>Most persons that the filter offers.</summary>
    private const int FlestPersoner = 200;

    /// <summary>A page of what happened on a case that the actor sees, in the order the filter says.</summary>
    /// <param name="efter">Only events past this one, in that order; null from the beginning.</param>
    public async Task<IReadOnlyList<Historikpost>> HentAsync(Aktoer aktoer, Guid sagId, Historikfilter filter, long? efter, int antal, CancellationToken ct)
    {
        var valgte = filter.Paa(core.Haendelser.Where(h => h.SagId == sagId));
        if (efter is { } nr)
            valgte = filter.AeldsteFoerst ? valgte.Where(h => h.Nr > nr) : valgte.Where(h => h.Nr < nr);
        var haendelser = await (filter.AeldsteFoerst ? valgte.OrderBy(h => h.Nr) : valgte.OrderByDescending(h => h.Nr)).Take(antal)
            .Select(h => new { h.Nr, h.Type, h.Tid, h.AktoerId, h.ObjektId, Data = h.Data == null ? null : h.Data.Data }).ToListAsync(ct);
        var objekter = haendelser.Where(h => h.ObjektId is not null).Select(h => h.ObjektId!.Value).Distinct().ToList();
        var sagsnumre = await SagsnumreAsync(aktoer, haendelser.Where(h => OmSager.Contains(h.Type) && h.ObjektId is not null).Select(h => h.ObjektId!.Value), ct);
        var (titler, skjulte) = await DokumenterAsync(aktoer, sagId, objekter, [.. haendelser.Where(h => Haendelsesfeed.ErDokument(h.Type) && h.ObjektId is not null).Select(h => h.ObjektId!.Value)], ct);
        skjulte.UnionWith(await Haendelsessyn.GodkendelserAsync(db, aktoer, [.. haendelser.Where(h => Haendelsessyn.OmGodkendelse(h.Type) && h.ObjektId is not null).Select(h => h.ObjektId!.Value)], ct));
        var ider = haendelser.SelectMany(h => Ider(h.Data)).ToHashSet();
        var brugere = await navne.BrugereAsync(ider.Concat(haendelser.Select(h => h.AktoerId)), ct);
        ider.ExceptWith(brugere.Keys.Concat(objekter).Append(sagId));
        // What is left may be units, groups and other documents; most pages name none.
        var syn = await Haendelsessyn.LaesAsync(db, aktoer, [.. haendelser.Select(h => (h.Type, h.ObjektId, h.Data))], brugere.Keys.Concat(objekter).Append(sagId).ToHashSet(), ct);
        var (enheder, grupper) = ider.Count == 0 ? (null, null) : (await navne.EnhedsnavneAsync(ct), (await personer.GrupperAsync(ct)).ToDictionary(g => g.Id, g => g.Navn));
        var ord = new Haendelsestekst.Ordbog(
            id => brugere.GetValueOrDefault(id, "en tidligere bruger"), id => "en tidligere enhed",
            id => grupper?.GetValueOrDefault(id) ?? "en tidligere gruppe", id => id is { } sag && sagsnumre.TryGetValue(sag, out var nummer) ? nummer : "en anden sag",
            id => id is { } dokument && titler.TryGetValue(dokument, out var titel) ? $"»{titel}«" : "et dokument");

        var kendetegn = (await db.BeskyttedeKendetegnAsync([sagId], DanishTime.Today(tid), ct)).GetValueOrDefault(sagId) ?? [];

        List<Historikpost> poster = new(haendelser.Count);
        foreach (var h in haendelser)
        {
            var skjult = h.ObjektId is { } objekt && skjulte.Contains(objekt);
            var data = h.Data is null || skjult ? (JsonElement?)null : Navnebeskyttelse.Maskeret(syn.Data(h.Data), kendetegn);
            var tekst = skjult ? "Der skete noget med et dokument, du ikke har adgang til." : Haendelsestekst.Saetning(h.Type, data, syn.Objekt(h.ObjektId), ord with { Enhed = id => enheder?.Navn(id, h.Tid) ?? "en tidligere enhed" });
            var bord = EventLog.OnBehalfOf(h.Data);
            poster.Add(new(h.Nr, h.Type, h.Tid, h.AktoerId, EventLog.CitizenOf(data) is { } borger ? $"{borger} (borger)" : Hvem(h.AktoerId, bord, id => brugere.GetValueOrDefault(id, "Ukendt bruger")), skjult ? null : syn.Objekt(h.ObjektId), tekst, skjult ? null : Haendelsestekst.Kommentar(data), data, bord));
        }

        return poster;
    }

    /// <summary>Who has done something on a case that the actor sees, by name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Navn)>> PersonerAsync(Guid sagId, CancellationToken ct)
    {
        var ider = await core.Haendelser.Where(h => h.SagId == sagId).Select(h => h.AktoerId).Distinct().Take(FlestPersoner).ToListAsync(ct);
        return [.. (await navne.BrugereAsync(ider, ct)).Where(n => ider.Contains(n.Key)).Select(n => (n.Key, n.Value)).OrderBy(n => DanishText.SortKey(n.Value), StringComparer.Ordinal)];
    }

    /// <summary>Who did it, and for whom: <c>Kaj Kollega på vegne af Sanne Sagsbehandler</c>.</summary>
    internal static string Hvem(Guid aktoer, Guid? paaVegneAf, Func<Guid, string> navn) => paaVegneAf is { } bord ? $"{navn(aktoer)} på vegne af {navn(bord)}" : navn(aktoer);

    /// <summary>Every id that the data names, so that names are looked up at once.</summary>
    private static IEnumerable<Guid> Ider(string? data) =>
        data is null ? [] : Id().Matches(data).Select(m => Guid.Parse(m.Value));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    /// <summary>
    /// Titles of documents that are or were on the case, and which of them the actor does not see: their titles are not for the history either. Of a draft that was deleted
    /// nobody knows any longer who saw it, so one that had readers of its own is told of to nobody.
    /// </summary>
    /// <param name="dokumenter">Those that are documents, also when they are gone.</param>
    private async Task<(Dictionary<Guid, string> Titler, HashSet<Guid> Skjulte)> DokumenterAsync(Aktoer aktoer, Guid sagId, List<Guid> objekter, HashSet<Guid> dokumenter, CancellationToken ct)
    {
        if (objekter.Count == 0)
            return ([], []);
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var fundne = await db.DokumenterIJob(sagId, objekter, medFlyttede: true)
            .Select(d => new { d.Id, d.Titel, ErSkjult = !synlige.Any(s => s.Id == d.Id) }).ToDictionaryAsync(d => d.Id, ct);
        HashSet<Guid> skjulte = [.. fundne.Values.Where(d => d.ErSkjult).Select(d => d.Id)];
        var borte = dokumenter.Where(d => !fundne.ContainsKey(d)).Select(d => (Guid?)d).ToList(); // deleted, or taken off the case while they were drafts
        if (borte.Count > 0)
        {
            var ider = borte.ConvertAll(d => d!.Value);
            var findes = (await db.Registreringer.Where(r => ider.Contains(r.DokumentId)).Select(r => r.DokumentId).ToListAsync(ct)).ToHashSet();
            skjulte.UnionWith(findes.Except(await synlige.Where(d => ider.Contains(d.Id)).Select(d => d.Id).ToListAsync(ct)));
            var adgang = await core.Haendelser.Where(h => h.Type == nameof(Contract.DokumentadgangAendret) && borte.Contains(h.ObjektId)).OrderBy(h => h.Nr)
                .Select(h => new { h.ObjektId, Data = h.Data == null ? null : h.Data.Data }).ToListAsync(ct);
            skjulte.UnionWith(adgang.Where(h => !findes.Contains(h.ObjektId!.Value)).GroupBy(h => h.ObjektId!.Value)
                .Where(g => g.Last().Data is not { } data || !JsonSerializer.Deserialize<Contract.DokumentadgangAendret>(data, JsonSerializerOptions.Web)!.SomSagen).Select(g => g.Key));
        }

        return (fundne.ToDictionary(d => d.Key, d => d.Value.Titel), skjulte);
    }

    private async Task<Dictionary<Guid, string>> SagsnumreAsync(Aktoer aktoer, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var liste = ids.Distinct().ToList();
        return liste.Count == 0 ? [] : await db.Sager.SynligeFor(aktoer).Where(s => liste.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Sagsnummer, ct);
    }

    private static readonly HashSet<string> OmSager = ["OversagSat", "OversagFjernet", "SagRelateret", "SagsrelationFjernet"];
}
