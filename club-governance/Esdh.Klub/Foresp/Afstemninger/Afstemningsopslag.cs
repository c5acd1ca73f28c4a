using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Ballots as pages and REST show them. What anybody voted is read only when the ballot has been counted.</summary>
internal sealed class Afstemningsopslag(KlubDb db, TimeProvider tid)
{
    public async Task<Guid> IdAsync(string nummer, CancellationToken ct) =>
        nummer.Split('-') is [var aar, var nr] && int.TryParse(aar, out var a) && int.TryParse(nr, out var n) && await db.Afstemninger.Where(x => x.Aar == a && x.Nr == n).Select(x => (Guid?)x.Id).SingleOrDefaultAsync(ct) is { } id
            ? id : Guid.TryParse(nummer, out var selv) && await db.Afstemninger.AnyAsync(x => x.Id == selv, ct) ? selv : throw new NotFoundException("Afstemningen findes ikke.");

    /// <param name="medKladder">Drafts are the secretariat's.</param>
    public async Task<IReadOnlyList<Afstemningslinje>> AlleAsync(Guid? medlem, bool medKladder, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var alle = await db.Afstemninger.AsNoTracking().Where(a => medKladder || a.Stand != Afstemningsstand.Kladde).OrderByDescending(a => a.Aar).ThenByDescending(a => a.Nr).Take(500).ToListAsync(ct);
        var ider = alle.Select(a => a.Id).ToList();
        var deltagelse = (await db.Stemmeberettigede.AsNoTracking().Where(v => ider.Contains(v.AfstemningId)).GroupBy(v => v.AfstemningId).Select(g => new { g.Key, Alle = g.Count(), Stemte = g.Count(v => v.Stemte) }).ToListAsync(ct)).ToDictionary(g => g.Key);
        var mine = medlem is null ? [] : (await db.Stemmeberettigede.AsNoTracking().Where(v => v.MedlemId == medlem && ider.Contains(v.AfstemningId)).Select(v => new { v.AfstemningId, v.Stemte }).ToListAsync(ct)).ToDictionary(v => v.AfstemningId, v => v.Stemte);
        return [.. alle.Select(a => new Afstemningslinje(a.Id, a.Nummer, a.Titel, Afstemningsord.Emne(a.Emne), Afstemningsmaerker.Stand(a.Stand, a.Lukker, nu, a.Udfald), a.Lukker, a.Hemmelig, deltagelse.GetValueOrDefault(a.Id)?.Stemte ?? 0, deltagelse.GetValueOrDefault(a.Id)?.Alle ?? 0, mine.TryGetValue(a.Id, out var stemt) ? stemt : null, a.ErAabenTil(nu), a.Stand == Afstemningsstand.Opgjort))];
    }

    public async Task<Afstemningsbillede> HentAsync(string nummer, Klubaktoer? aktoer, CancellationToken ct)
    {
        var id = await IdAsync(nummer, ct);
        var (a, nu) = (await db.Afstemninger.AsNoTracking().SingleAsync(x => x.Id == id, ct), tid.GetUtcNow());
        if (a.Stand == Afstemningsstand.Kladde && aktoer?.ErSekretariat != true)
            throw new NotFoundException("Afstemningen findes ikke.");
        var muligheder = await db.Afstemningsmuligheder.AsNoTracking().Where(m => m.AfstemningId == id).OrderBy(m => m.Raekke).ToListAsync(ct);
        var vaelgere = await db.Stemmeberettigede.AsNoTracking().Where(v => v.AfstemningId == id).ToListAsync(ct);
        var fuldmagter = await db.Fuldmagter.AsNoTracking().Where(f => f.AfstemningId == id).ToListAsync(ct);
        var egen = aktoer is { ErDelegat: true } ? aktoer.MedlemId : null;
        var navne = vaelgere.ToDictionary(v => v.MedlemId, v => v.Navn);
        var kan = egen is null || !a.ErAabenTil(nu) ? [] : vaelgere.Where(v => v.MedlemId == egen || fuldmagter.Exists(f => f.FraMedlemId == v.MedlemId && f.TilMedlemId == egen))
            .OrderByDescending(v => v.MedlemId == egen).Select(v => new Stemmeret(v.MedlemId, v.Navn, v.MedlemId == egen, v.Stemte, v.VedMedlemId is { } ved ? navne.GetValueOrDefault(ved) : null)).ToList();
        var min = egen is { } e && !a.Hemmelig && a.ErAabenTil(nu) ? await db.Stemmesedler.AsNoTracking().Where(s => s.AfstemningId == id && s.MedlemId == e).Select(s => s.Indhold).SingleOrDefaultAsync(ct) : null;
        return new(
            a.Id, a.Nummer, a.Titel, a.Beskrivelse, Afstemningsord.Emne(a.Emne), a.Form.ToString(), Afstemningsord.Form(a.Form), Afstemningsord.Vaegt(a.Vaegt), a.Hemmelig, a.Stand.ToString(), Afstemningsmaerker.Stand(a.Stand, a.Lukker, nu, a.Udfald), a.ErAabenTil(nu), nu >= a.Lukker,
            a.Aabnet, a.Lukker, a.Opgjort, a.Grund, a.Pladser, a.Point, a.Flertal, a.KvorumMedlemmer, a.KvorumIndbyggere, Afstemningsord.Lighed(a.Lighed), a.Fuldmagter, a.Rod, a.Version,
            [.. muligheder.Select(m => new Stemmemulighed(m.Noegle, m.Titel, m.Beskrivelse, m.OenskeId))],
            [.. vaelgere.OrderBy(v => v.Navn, StringComparer.Create(new("da-DK"), ignoreCase: true)).Select(v => new Vaelgerlinje(v.MedlemId, v.Navn, v.Folketal, v.Stemte, v.VedMedlemId is { } ved ? navne.GetValueOrDefault(ved) : null, fuldmagter.Find(f => f.FraMedlemId == v.MedlemId) is { } f ? navne.GetValueOrDefault(f.TilMedlemId) : null))],
            kan, egen, min is null ? null : Stemmeindhold.Laes(min)?.Valg.ToDictionary(), a.Protokol is null ? null : Resultat(a, muligheder), await PosterAsync(a, ct));
    }

    /// <summary>The published file.</summary>
    public async Task<(string Nummer, string Json)> ProtokolAsync(string nummer, CancellationToken ct)
    {
        var id = await IdAsync(nummer, ct);
        var a = await db.Afstemninger.AsNoTracking().SingleAsync(x => x.Id == id, ct);
        AfstemningRegler.ErOpgjort.Kraev(a.Protokol is not null);
        return (a.Nummer, a.Protokol);
    }

    /// <summary>Looks a receipt up in a counted ballot: whether it is among those published, and, for the member itself, which paper is its own.</summary>
    public async Task<Kvitteringssvar> KvitteringAsync(string nummer, string? kode, Guid? egen, CancellationToken ct)
    {
        var kvittering = Stemmekvittering.Laes(kode) ?? throw new InvalidException("kode", "Koden har 32 tegn i 8 grupper, fx 7F3A-90C2-… Skriv den, som den står på kvitteringen.");
        var id = await IdAsync(nummer, ct);
        var a = await db.Afstemninger.AsNoTracking().SingleAsync(x => x.Id == id, ct);
        AfstemningRegler.ErOpgjort.Kraev(a.Protokol is not null);
        var (protokol, maerke) = (Protokolfil.Laes(a.Protokol).Protokol, kvittering.Maerke(id));
        if (!a.Hemmelig)
        {
            var seddel = protokol.Sedler.FirstOrDefault(s => s.Kvittering == maerke);
            return new(seddel is not null, maerke, null, seddel is null ? null : Indhold(protokol, seddel.Indhold), seddel?.Medlem is { } m ? protokol.Vaelgere.First(v => v.Medlem == m).Navn : null);
        }

        var optalt = protokol.Kvitteringer.Contains(maerke, StringComparer.Ordinal);
        if (!optalt || egen is null)
            return new(optalt, maerke, null, null, null);
        // The paper is shown to the member whose it is, and to the member that voted for it; nobody else's key can be made.
        foreach (var medlem in protokol.Vaelgere.Where(v => v.Stemte && (v.Ved ?? v.Medlem) == egen))
        {
            var noegle = kvittering.Noegle(id, medlem.Medlem);
            if (await db.Stemmesedler.AsNoTracking().SingleOrDefaultAsync(s => s.Noegle == noegle, ct) is { } egenSeddel)
                return new(true, maerke, egenSeddel.Sporing, protokol.Sedler.FirstOrDefault(s => s.Sporing == egenSeddel.Sporing) is { } offentlig ? Indhold(protokol, offentlig.Indhold) : null, medlem.Navn);
        }

        return new(true, maerke, null, null, null);
    }

    internal static string Indhold(Stemmeprotokol p, string indhold) =>
        Stemmeindhold.Laes(indhold) is not { ErBlank: false } i ? "Blank" : string.Join("; ", i.Valg.Select(v => (p.Muligheder.FirstOrDefault(m => m.Noegle == v.Key)?.Titel ?? v.Key) + (p.Form == Afstemningsform.Point ? $": {v.Value} point" : "")));

    private static Resultatvisning Resultat(KlubAfstemning a, List<KlubAfstemningsmulighed> muligheder)
    {
        var fil = Protokolfil.Laes(a.Protokol!);
        var (p, r) = (fil.Protokol, fil.Resultat);
        return new(
            r.Udfald.ToString(), Afstemningsmaerker.Udfald(r.Udfald), r.Berettigede, r.Deltog, r.Indbyggere, r.IndbyggereDeltog, r.Blanke, r.KvorumMedlemmerNaaet, r.KvorumIndbyggereNaaet,
            p.Form == Afstemningsform.Point ? "Point" : p.Vaegt == Stemmevaegt.Folketal ? "Indbyggere" : "Stemmer",
            [.. r.Muligheder.Select(m => new Resultatlinje(m.Noegle, m.Titel, m.Medlemmer, m.Indbyggere, m.Tal, m.Placering, m.Valgt, m.AfgjortVed, muligheder.Find(x => x.Noegle == m.Noegle)?.OenskeId))],
            [.. p.Sedler.Select(s => new Offentligseddel(s.Sporing ?? p.Vaelgere.First(v => v.Medlem == s.Medlem).Navn, Indhold(p, s.Indhold)))]);
    }

    private async Task<IReadOnlyList<string>> PosterAsync(KlubAfstemning a, CancellationToken ct) =>
        a.Udfald == Afstemningsudfald.Valgt && a.Form == Afstemningsform.Valg ? await db.Tillidsposter.AsNoTracking().Where(t => t.AfstemningId == a.Id && t.Til == null).Select(t => t.Navn).ToListAsync(ct) : [];

    /// <summary>Those that have closed and are not counted.</summary>
    public async Task<IReadOnlyList<Guid>> ForfaldneAsync(CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        return await db.Afstemninger.AsNoTracking().Where(a => a.Stand == Afstemningsstand.Aaben && a.Lukker <= nu).OrderBy(a => a.Lukker).Take(50).Select(a => a.Id).ToListAsync(ct);
    }

    /// <summary>Who the assembly has elected.</summary>
    public async Task<IReadOnlyList<(string Organ, string Navn)>> TillidsposterAsync(CancellationToken ct) =>
        [.. (await db.Tillidsposter.AsNoTracking().Where(t => t.Til == null).OrderBy(t => t.Navn).ToListAsync(ct)).Select(t => (t.Organ.ToString(), t.Navn))];
}
