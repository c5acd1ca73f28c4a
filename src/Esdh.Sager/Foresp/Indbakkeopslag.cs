using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Which of the inboxes.</summary>
internal enum Indbakkeboks
{
    /// <summary>The own inbox.</summary>
    Min,

    /// <summary>The units' inboxes that the reader sees.</summary>
    Enhed,

    /// <summary>Employees' own inboxes, for their leader.</summary>
    Medarbejdere,

    /// <summary>Filed or judged without importance.</summary>
    Afsluttet,
}

/// <param name="EnhedId">One unit alone.</param>
/// <param name="Tekst">Words in subject and sender.</param>
/// <param name="Kanal">One channel alone.</param>
internal sealed record Indbakkefilter(Indbakkeboks Boks, Guid? EnhedId = null, string? Tekst = null, Indbakkekanal? Kanal = null);

/// <summary>What inboxes show.</summary>
internal sealed class Indbakkeopslag(SagerDb db, CoreDb core, Personer personer, Sagsforslagsopslag forslag, TimeProvider tid)
{
    /// <summary>Counts stop here and say so.</summary>
    private const int FlestTalt = 1000;

    private int? _venter;

    private const int FordeltDage = 30;

    private const int FlestSpor = 200;

    private static readonly string[] Brugerfelter = ["brugerId", "fraBrugerId", "tilBrugerId", EventLog.OnBehalfMember];

    private sealed record Plads(int Nr);

    public async Task<Side<Indbakkerad>> SideAsync(Aktoer aktoer, Indbakkefilter filter, string? efter, int? antal, CancellationToken ct)
    {
        var laengde = Cursor.PageSize(antal);
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? int.MaxValue;
        var poster = await Filtreret(aktoer, filter).Where(p => p.Nr < fra).OrderByDescending(p => p.Nr).Take(laengde + 1).ToListAsync(ct);
        var viste = poster.Take(laengde).ToList();
        return new(await RaekkerAsync(aktoer, viste, ct), poster.Count > laengde ? Cursor.Encode(new Plads(viste[^1].Nr)) : null);
    }

    /// <summary>How many wait for the actor, at most <see cref="FlestTalt"/>: for the menu.</summary>
    public async Task<int> VenterAsync(Aktoer aktoer, CancellationToken ct) => _venter ??= await db.Indbakkeposter.Ventende(aktoer).Take(FlestTalt).CountAsync(ct);

    public async Task<Indbakketal> TalAsync(Aktoer aktoer, CancellationToken ct)
    {
        var bruger = aktoer.Skrivebord;
        var aabne = await db.Indbakkeposter.SynligeFor(aktoer).Aabne().GroupBy(p => new { p.EnhedId, ErMin = p.BrugerId == bruger, ErEnhedens = p.BrugerId == null })
            .Select(g => new { g.Key.EnhedId, g.Key.ErMin, g.Key.ErEnhedens, Antal = g.Count() }).ToListAsync(ct);
        var siden = tid.GetUtcNow().AddDays(-FordeltDage);
        // Uden for adgang: how many the actor gave away, whoever has them.
        var fordelt = await db.Indbakkeposter.Where(p => p.FordeltAf == bruger && p.Fordelt > siden).Take(FlestTalt).CountAsync(ct);
        var enheder = aabne.Where(a => a.ErEnhedens).ToDictionary(a => a.EnhedId, a => a.Antal);
        if (aktoer.EnhedId is { } egen)
            enheder.TryAdd(egen, 0);
        List<Indbakkeenhed> navngivne = [];
        foreach (var (id, antal) in enheder)
            navngivne.Add(new(id, await personer.EnhedsnavnAsync(id, ct), antal));
        return new(
            aabne.Where(a => a.ErMin).Sum(a => a.Antal), [.. navngivne.OrderBy(e => DanishText.SortKey(e.Navn), StringComparer.Ordinal)],
            aabne.Where(a => !a.ErMin && !a.ErEnhedens).Sum(a => a.Antal), fordelt);
    }

    /// <summary>What the actor gave to others lately: how far it is, not what it says.</summary>
    public async Task<IReadOnlyList<Fordeltpost>> FordelteAsync(Aktoer aktoer, CancellationToken ct)
    {
        var (bruger, siden) = (aktoer.Skrivebord, tid.GetUtcNow().AddDays(-FordeltDage));
        var synlige = db.Indbakkeposter.SynligeFor(aktoer);
        // Uden for adgang: the actor has seen its subject and is told how far it is; the content is for those who have it now.
        var poster = await db.Indbakkeposter.Where(p => p.FordeltAf == bruger && p.Fordelt > siden).OrderByDescending(p => p.Fordelt).Take(Cursor.MaxPage)
            .Select(p => new { p.Id, p.Emne, p.BrugerId, p.EnhedId, p.Tilstand, Fordelt = p.Fordelt!.Value, p.FraEnhedId, p.Version, Ses = synlige.Any(s => s.Id == p.Id) }).ToListAsync(ct);
        await personer.HuskAsync(poster.Where(p => p.BrugerId is not null).Select(p => p.BrugerId!.Value), ct);
        List<Fordeltpost> fordelte = [];
        foreach (var p in poster)
        {
            fordelte.Add(new(
                p.Id, p.Emne, p.BrugerId is { } b ? await personer.NavnAsync(b, ct) : await personer.EnhedsnavnAsync(p.EnhedId, ct), p.Tilstand.ToString(), p.Fordelt,
                p.Tilstand == Indbakketilstand.Fordelt && p.FraEnhedId is not null, p.Ses, p.Version));
        }

        return fordelte;
    }

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Indbakkepostvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var p = await db.FindPostAsync(aktoer, id, ct);
        var rad = (await RaekkerAsync(aktoer, [p], ct))[0];
        var fundet = (await forslag.FindAsync(aktoer, [Kendetegn(p)], ct))[p.Id];
        var filer = p.Frigivet is not null ? [] : await db.Indbakkefiler.Where(f => f.PostId == p.Id).OrderBy(f => f.Nummer)
            .Select(f => new Postfil(f.Nummer, f.Foraelder, f.Filnavn, f.Mimetype, f.Stoerrelse, f.Bemaerkning, f.ErOmsat)).ToListAsync(ct);
        var sagsnummer = p.SagId is { } sag ? await db.Sager.SynligeFor(aktoer).Where(s => s.Id == sag).Select(s => s.Sagsnummer).SingleOrDefaultAsync(ct) : null;
        return new(
            rad, p.Sendt, p.Virus, p.PostkasseId is { } kasse ? await db.Postkasser.Where(k => k.Id == kasse).Select(k => k.Navn).SingleAsync(ct) : null, filer, p.ErAaben ? fundet.Forslag : [],
            [.. fundet.Gengangere.Where(g => p.DokumentId is null || !g.Href.EndsWith(p.DokumentId.Value.ToString(), StringComparison.Ordinal)), .. await SammeMailAsync(aktoer, p, ct)],
            p.FordeltAf is { } f ? await personer.NavnAsync(f, ct) : null, p.Fordelt, p.AfgjortAf is { } a ? await personer.NavnAsync(a, ct) : null, p.Afgjort, sagsnummer,
            p.ErAaben && (p.FraEnhedId is not null || p.BrugerId is not null), p.Frigivet is not null, await SporAsync(p.Id, ct));
    }

    /// <summary>A file of a piece of post that may be opened.</summary>
    /// <exception cref="NotFoundException">No such file, or not the actor's to know of.</exception>
    /// <exception cref="RegelbrudException">It is infected, or not scanned yet.</exception>
    public async Task<Indbakkefil> FilAsync(Aktoer aktoer, Guid id, int nummer, CancellationToken ct)
    {
        var post = await db.FindPostAsync(aktoer, id, ct);
        IndbakkeRegler.ErUdenVirus.Kraev(post.Kontrol != Viruskontrol.Inficeret);
        if (post.Frigivet is not null)
            throw new NotFoundException("Filerne gemmes ikke længere i indbakken. Blev posten journaliseret, ligger de på sagen.");
        IndbakkeRegler.ErSkannet.Kraev(post.KanAabnes);
        return await db.Indbakkefiler.AsNoTracking().SingleOrDefaultAsync(f => f.PostId == id && f.Nummer == nummer, ct) ?? throw new NotFoundException("Posten har ikke den fil.");
    }

    private IQueryable<Indbakkepost> Filtreret(Aktoer aktoer, Indbakkefilter filter)
    {
        var (bruger, poster) = (aktoer.Skrivebord, db.Indbakkeposter.AsNoTracking().SynligeFor(aktoer));
        poster = filter.Boks switch
        {
            Indbakkeboks.Min => poster.Aabne().Where(p => p.BrugerId == bruger),
            Indbakkeboks.Enhed => poster.Aabne().Where(p => p.BrugerId == null),
            Indbakkeboks.Medarbejdere => poster.Aabne().Where(p => p.BrugerId != null && p.BrugerId != bruger),
            _ => poster.Where(p => p.Tilstand == Indbakketilstand.Journaliseret || p.Tilstand == Indbakketilstand.Afvist),
        };
        if (filter.EnhedId is { } enhed)
            poster = poster.Where(p => p.EnhedId == enhed);
        if (filter.Kanal is { } kanal)
            poster = poster.Where(p => p.Kanal == kanal);
        foreach (var ord in DanishText.Fold(filter.Tekst is { Length: > 200 } lang ? lang[..200] : filter.Tekst).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
            poster = poster.Where(p => p.Soegetekst.Contains(ord));
        return poster;
    }

    private async Task<List<Indbakkerad>> RaekkerAsync(Aktoer aktoer, List<Indbakkepost> poster, CancellationToken ct)
    {
        if (poster.Count == 0)
            return [];
        var ider = poster.Select(p => p.Id).ToList();
        var bilag = await db.Indbakkefiler.Where(f => ider.Contains(f.PostId) && f.Foraelder != null && !f.ErOmsat).GroupBy(f => f.PostId).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var fundet = await forslag.FindAsync(aktoer, [.. poster.Where(p => p.ErAaben).Select(Kendetegn)], ct);
        await personer.HuskAsync(poster.Where(p => p.BrugerId is not null).Select(p => p.BrugerId!.Value), ct);
        List<Indbakkerad> raekker = [];
        foreach (var p in poster)
        {
            raekker.Add(new(
                p.Id, p.Nr, p.Emne, p.AfsenderNavn, p.AfsenderEmail, p.Kontrol == Viruskontrol.Inficeret ? null : p.Uddrag, p.Modtaget, p.Kanal.ToString(), p.Tilstand.ToString(), p.Kontrol.ToString(), p.EnhedId,
                await personer.EnhedsnavnAsync(p.EnhedId, ct), p.BrugerId, p.BrugerId is { } b ? await personer.NavnAsync(b, ct) : null, bilag.GetValueOrDefault(p.Id), p.Note,
                p.KanAabnes && fundet.TryGetValue(p.Id, out var f) ? f.Forslag.FirstOrDefault(s => s.ErAaben) : null, p.KanAabnes, p.DokumentId, p.Version));
        }

        return raekker;
    }

    private static Sagsforslagsopslag.Kendetegn Kendetegn(Indbakkepost p) => new(p.Id, p.AfsenderEmail, p.BeskedId, p.Traad, p.Spor);

    /// <summary>The same message, delivered to another inbox that the actor sees.</summary>
    private async Task<IEnumerable<Postgenganger>> SammeMailAsync(Aktoer aktoer, Indbakkepost p, CancellationToken ct)
    {
        if (p.BeskedId is not { } besked)
            return [];
        var andre = await db.Indbakkeposter.SynligeFor(aktoer).Aabne().Where(o => o.BeskedId == besked && o.Id != p.Id).OrderBy(o => o.Nr).Take(Sagsforslagsopslag.Flest).Select(o => new { o.Id, o.BrugerId, o.EnhedId }).ToListAsync(ct);
        List<Postgenganger> fundne = [];
        foreach (var o in andre)
            fundne.Add(new($"Samme mail ligger også hos {(o.BrugerId is { } b ? await personer.NavnAsync(b, ct) : await personer.EnhedsnavnAsync(o.EnhedId, ct))}.", $"/indbakke/{o.Id}"));
        return fundne;
    }

    private async Task<IReadOnlyList<Postspordel>> SporAsync(Guid id, CancellationToken ct)
    {
        var haendelser = await core.Haendelser.Where(h => h.ObjektId == id).OrderByDescending(h => h.Nr).Take(FlestSpor)
            .Select(h => new { h.Type, h.Tid, h.AktoerId, Data = h.Data == null ? null : h.Data.Data }).ToListAsync(ct);
        var laest = haendelser.ConvertAll(h => (h.Type, h.Tid, h.AktoerId, Data: h.Data is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(h.Data)));
        await personer.HuskAsync(laest.SelectMany(h => Brugere(h.Data).Append(h.AktoerId)), ct);
        var enheder = await personer.EnhedsnavneAsync(ct);
        Dictionary<Guid, string> navne = [];
        foreach (var bruger in laest.SelectMany(h => Brugere(h.Data).Append(h.AktoerId)).Distinct())
            navne[bruger] = await personer.NavnAsync(bruger, ct);
        var ord = new Haendelsestekst.Ordbog(b => navne.GetValueOrDefault(b, "en tidligere bruger"), _ => "en tidligere enhed", _ => "en gruppe", _ => "en sag", _ => "et dokument");
        return laest.ConvertAll(h => new Postspordel(
            h.Tid, Historik.Hvem(h.AktoerId, Guid.TryParse(Ord(h.Data, EventLog.OnBehalfMember), out var bord) ? bord : null, b => navne.GetValueOrDefault(b, "Ukendt bruger")), h.Type == "IndbakkepostJournaliseret" ? "Lagt på en sag." : Haendelsestekst.Saetning(h.Type, h.Data, id, ord with { Enhed = e => enheder.Navn(e, h.Tid) ?? "en tidligere enhed" }),
            Ord(h.Data, "note") ?? Ord(h.Data, "begrundelse")));

        static string? Ord(JsonElement? data, string felt) => data is { } d && d.TryGetProperty(felt, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;
        static IEnumerable<Guid> Brugere(JsonElement? data) => Brugerfelter.Select(f => Ord(data, f)).Where(v => Guid.TryParse(v, out _)).Select(v => Guid.Parse(v!));
    }
}
