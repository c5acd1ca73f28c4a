using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>
/// Which case a piece of post seems to belong to, and why: an answer to something that is filed, a case number in it, a known number of a party, a known address. Only cases
/// that the reader sees; a handful of queries for any number of pieces.
/// </summary>
internal sealed class Sagsforslagsopslag(SagerDb db)
{
    public const int Flest = 5;

    private const int FlestRaekker = 300;

    /// <summary>What of a piece of post points somewhere.</summary>
    internal sealed record Kendetegn(Guid PostId, string? Email, string? BeskedId, IReadOnlyList<string> Traad, IReadOnlyList<Indbakkespor> Spor);

    /// <param name="Forslag">At most five, best first.</param>
    /// <param name="Gengangere">Documents that are the same message, as the reader sees them.</param>
    internal sealed record Svar(IReadOnlyList<Sagsforslag> Forslag, IReadOnlyList<Postgenganger> Gengangere);

    private sealed record Sagskort(Guid Id, string Sagsnummer, string Titel, bool ErAaben, DateTimeOffset Aendret);

    private sealed record Mailsted(string BeskedId, Guid DokumentId, int? Aktnr, Sagskort Sag);

    public async Task<Dictionary<Guid, Svar>> FindAsync(Aktoer aktoer, IReadOnlyList<Kendetegn> poster, CancellationToken ct)
    {
        var fund = poster.ToDictionary(p => p.PostId, _ => new Dictionary<Guid, (int Vaegt, Sagskort Sag, string Grund)>());
        var sager = db.Sager.SynligeFor(aktoer);
        var mails = await MailsAsync(aktoer, sager, poster, ct);
        var numre = await NumreAsync(sager, poster, ct);
        var parter = await ParterAsync(sager, poster, ct);
        var adresser = await AdresserAsync(aktoer, sager, poster, ct);
        Dictionary<Guid, Svar> svar = [];
        foreach (var p in poster)
        {
            var egne = fund[p.PostId];
            foreach (var (m, i) in p.Traad.Reverse().SelectMany((id, i) => mails[id].Select(m => (m, i))))
                Tilfoej(egne, 100 - Math.Min(i, 9), m.Sag, m.Aktnr is { } akt ? $"Svar på akt {akt} i {m.Sag.Sagsnummer}." : $"Svar på en kladde i {m.Sag.Sagsnummer}.");
            foreach (var spor in p.Spor.Where(s => s.Art == "sag"))
            {
                foreach (var sag in numre[spor.Vaerdi])
                    Tilfoej(egne, spor.Sted == "emnet" ? 90 : 80, sag, $"Sagsnummeret {spor.Vaerdi} står i {spor.Sted}.");
            }

            foreach (var spor in p.Spor.Where(s => s.Art is "cvr" or "part"))
            {
                foreach (var sag in parter[spor.Vaerdi])
                    Tilfoej(egne, 60, sag, spor.Art == "cvr" ? $"CVR-nummeret {spor.Vaerdi} i {spor.Sted} er part på sagen." : $"Et personnummer i {spor.Sted} tilhører en part på sagen.");
            }

            foreach (var (sag, part) in p.Email is { } email ? adresser[email.ToLowerInvariant()] : [])
                Tilfoej(egne, part ? 50 : 40, sag, part ? "Afsenderens adresse står på en part på sagen." : "Afsenderen har skrevet eller fået brev på sagen før.");

            svar[p.PostId] = new(
                [.. egne.Values.OrderByDescending(f => f.Vaegt + (f.Sag.ErAaben ? 5 : 0)).ThenByDescending(f => f.Sag.Aendret).Take(Flest)
                    .Select(f => new Sagsforslag(f.Sag.Id, f.Sag.Sagsnummer, f.Sag.Titel, f.Grund + (f.Sag.ErAaben ? "" : " Sagen er afsluttet."), f.Sag.ErAaben))],
                p.BeskedId is { } id2 ? [.. mails[id2].Select(m => new Postgenganger(m.Aktnr is { } akt ? $"Allerede journaliseret som akt {akt} i {m.Sag.Sagsnummer}." : $"Ligger allerede som kladde i {m.Sag.Sagsnummer}.", $"/dokumenter/{m.DokumentId}")).Take(Flest)] : []);
        }

        return svar;
    }

    /// <summary>The better reason stands; a second is added to it.</summary>
    private static void Tilfoej(Dictionary<Guid, (int Vaegt, Sagskort Sag, string Grund)> egne, int vaegt, Sagskort sag, string grund)
    {
        if (!egne.TryGetValue(sag.Id, out var kendt))
            egne[sag.Id] = (vaegt, sag, grund);
        else if (!kendt.Grund.Contains(grund, StringComparison.Ordinal) && kendt.Grund.Count(c => c == '.') < 20 && kendt.Grund.Length < 150)
            egne[sag.Id] = (Math.Max(vaegt, kendt.Vaegt) + 1, sag, vaegt > kendt.Vaegt ? $"{grund} {kendt.Grund}" : $"{kendt.Grund} {grund}");
    }


    private async Task<ILookup<string, Mailsted>> MailsAsync(Aktoer aktoer, IQueryable<Sag> sager, IReadOnlyList<Kendetegn> poster, CancellationToken ct)
    {
        var ider = poster.SelectMany(p => p.Traad.Append(p.BeskedId)).OfType<string>().Distinct(StringComparer.Ordinal).Take(1000).ToList();
        if (ider.Count == 0)
            return Array.Empty<Mailsted>().ToLookup(m => m.BeskedId);
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var raekker = await (
            from m in db.Dokumentmails.Where(m => ider.Contains(m.BeskedId))
            join d in synlige on m.DokumentId equals d.Id
            join r in db.Registreringer.Where(r => r.FlyttetTilId == null) on d.Id equals r.DokumentId
            join s in sager on r.SagId equals s.Id
            orderby d.Nr
            select new { m.BeskedId, m.DokumentId, r.Aktnr, s.Id, s.Sagsnummer, s.Titel, ErAaben = s.Tilstand != Tilstand.Afsluttet, s.SenestAendret }).Take(FlestRaekker).ToListAsync(ct);
        // Answers to what was sent from here.
        raekker.AddRange(await (
            from m in db.Forsendelsesmodtagere.Where(m => ider.Contains(m.BeskedId))
            join f in db.Forsendelser on m.ForsendelseId equals f.Id
            join d in synlige on f.DokumentId equals d.Id
            join r in db.Registreringer.Where(r => r.FlyttetTilId == null) on d.Id equals r.DokumentId
            join s in sager on r.SagId equals s.Id
            orderby d.Nr
            select new { m.BeskedId, f.DokumentId, r.Aktnr, s.Id, s.Sagsnummer, s.Titel, ErAaben = s.Tilstand != Tilstand.Afsluttet, s.SenestAendret }).Take(FlestRaekker).ToListAsync(ct));
        return raekker.Select(r => new Mailsted(r.BeskedId, r.DokumentId, r.Aktnr, new(r.Id, r.Sagsnummer, r.Titel, r.ErAaben, r.SenestAendret))).ToLookup(m => m.BeskedId, StringComparer.Ordinal);
    }

    private async Task<ILookup<string, Sagskort>> NumreAsync(IQueryable<Sag> sager, IReadOnlyList<Kendetegn> poster, CancellationToken ct)
    {
        var numre = poster.SelectMany(p => p.Spor).Where(s => s.Art == "sag").Select(s => s.Vaerdi).Distinct().Take(1000).ToList();
        if (numre.Count == 0)
            return Array.Empty<Sagskort>().ToLookup(_ => "");
        var raekker = await (
            from n in db.Sagsnumre.Where(n => numre.Contains(n.Sagsnummer))
            join s in sager on n.SagId equals s.Id
            select new { Nummer = n.Sagsnummer, s.Id, s.Sagsnummer, s.Titel, ErAaben = s.Tilstand != Tilstand.Afsluttet, s.SenestAendret }).Take(FlestRaekker).ToListAsync(ct);
        return raekker.ToLookup(r => r.Nummer, r => new Sagskort(r.Id, r.Sagsnummer, r.Titel, r.ErAaben, r.SenestAendret));
    }

    /// <summary>By CVR number, and by the id of a party.</summary>
    private async Task<ILookup<string, Sagskort>> ParterAsync(IQueryable<Sag> sager, IReadOnlyList<Kendetegn> poster, CancellationToken ct)
    {
        var cvr = poster.SelectMany(p => p.Spor).Where(s => s.Art == "cvr").Select(s => s.Vaerdi).Distinct().Take(500).ToList();
        var ider = poster.SelectMany(p => p.Spor).Where(s => s.Art == "part").Select(s => Guid.Parse(s.Vaerdi)).Distinct().Take(500).ToList();
        if (cvr.Count + ider.Count == 0)
            return Array.Empty<Sagskort>().ToLookup(_ => "");
        var raekker = await (
            from p in db.Parter.Where(p => ider.Contains(p.Id) || (p.Cvr != null && cvr.Contains(p.Cvr)))
            join sp in db.Sagsparter.Where(sp => sp.Fratraadt == null) on p.Id equals sp.PartId
            join s in sager on sp.SagId equals s.Id
            orderby s.SenestAendret descending
            select new { p.Cvr, PartId = p.Id, s.Id, s.Sagsnummer, s.Titel, ErAaben = s.Tilstand != Tilstand.Afsluttet, s.SenestAendret }).Take(FlestRaekker).ToListAsync(ct);
        return raekker.SelectMany(r => new[] { r.Cvr, r.PartId.ToString() }.OfType<string>().Select(n => (Noegle: n, Sag: new Sagskort(r.Id, r.Sagsnummer, r.Titel, r.ErAaben, r.SenestAendret))))
            .ToLookup(r => r.Noegle, r => r.Sag);
    }

    private async Task<ILookup<string, (Sagskort Sag, bool Part)>> AdresserAsync(Aktoer aktoer, IQueryable<Sag> sager, IReadOnlyList<Kendetegn> poster, CancellationToken ct)
    {
        var adresser = poster.Where(p => p.Email is not null).SelectMany(p => new[] { p.Email!, p.Email!.ToLowerInvariant() }).Distinct(StringComparer.Ordinal).ToList();
        if (adresser.Count == 0)
            return Array.Empty<(Sagskort, bool)>().ToLookup(_ => "");
        var parter = await (
            from p in db.Parter.Where(p => p.Email != null && adresser.Contains(p.Email))
            join sp in db.Sagsparter.Where(sp => sp.Fratraadt == null) on p.Id equals sp.PartId
            join s in sager on sp.SagId equals s.Id
            orderby s.SenestAendret descending
            select new { Email = p.Email!, s.Id, s.Sagsnummer, s.Titel, ErAaben = s.Tilstand != Tilstand.Afsluttet, s.SenestAendret }).Take(FlestRaekker).ToListAsync(ct);
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var breve = await (
            from k in db.Korrespondenter.Where(k => k.Email != null && adresser.Contains(k.Email))
            join d in synlige on k.DokumentId equals d.Id
            join r in db.Registreringer.Where(r => r.FlyttetTilId == null) on d.Id equals r.DokumentId
            join s in sager on r.SagId equals s.Id
            orderby d.Nr descending
            select new { Email = k.Email!, s.Id, s.Sagsnummer, s.Titel, ErAaben = s.Tilstand != Tilstand.Afsluttet, s.SenestAendret }).Take(FlestRaekker).ToListAsync(ct);
        return parter.Select(r => (r.Email, Sag: new Sagskort(r.Id, r.Sagsnummer, r.Titel, r.ErAaben, r.SenestAendret), Part: true))
            .Concat(breve.Select(r => (r.Email, Sag: new Sagskort(r.Id, r.Sagsnummer, r.Titel, r.ErAaben, r.SenestAendret), Part: false)))
            .ToLookup(r => r.Email.ToLowerInvariant(), r => (r.Sag, r.Part));
    }
}
