using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>A choice in a type-ahead list.</summary>
internal sealed record Forslag(string Id, string Tekst, string? Under = null, string? Href = null);

/// <summary>Questions about parties.</summary>
internal static class Partsforesp
{
    private sealed record Plads(int Nr);

    /// <summary>Suggestions while someone types a name or a CVR number, at most ten. Protected ones without where they live.</summary>
    public static async Task<IReadOnlyList<Forslag>> PartsforslagAsync(this SagerDb db, Aktoer aktoer, string? q, DateOnly idag, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > Soegeord.Laengst || q.Trim().Length < 2 || CprFinder.Contains(q))
            return [];
        var fundne = await db.Parter.MedOrd(Soegeord.Laes(q)).SynligeFor(db, aktoer).OrderBy(p => p.Soegetekst).ThenBy(p => p.Nr).Take(10)
            .Select(p => new { p.Id, p.Navn, p.Cpr, p.Cvr, p.Adresse, p.By, p.ErBeskyttet, p.BeskyttetTil }).ToListAsync(ct);
        return fundne.ConvertAll(p =>
        {
            var beskyttet = p.ErBeskyttet && (p.BeskyttetTil is null || idag <= p.BeskyttetTil);
            string?[] under = [p.Cvr is null ? Maskeret(p.Cpr) : "CVR " + p.Cvr, beskyttet ? "Beskyttet navn og adresse" : Samlet(p.Adresse, p.By)];
            return new Forslag(p.Id.ToString(), Navnebeskyttelse.Vist(p.Navn, beskyttet), string.Join(" · ", under.Where(u => !string.IsNullOrEmpty(u))), $"/parter/{p.Id}");
        });
    }

    public static IQueryable<Part> MedOrd(this IQueryable<Part> parter, IReadOnlyList<Ordled> ord)
    {
        foreach (var o in ord)
        {
            var (led, led2) = (o.Led, o.Led2);
            parter = parter.Where(p => EF.Functions.Like(p.Soegetekst, led, "\\") || EF.Functions.Like(p.Soegetekst, led2, "\\"));
        }

        return parter;
    }

    /// <summary>The register, or those in it with these words, by number.</summary>
    public static async Task<Side<Partvisning>> PartslisteAsync(this SagerDb db, Aktoer aktoer, string? q, string? efter, int antal, DateOnly idag, CancellationToken ct)
    {
        var parter = db.Parter.SynligeFor(db, aktoer);
        if (!string.IsNullOrWhiteSpace(q))
            parter = parter.MedOrd(Soegeord.Laes(q));
        if (Cursor.Decode<Plads>(efter) is { } plads)
            parter = parter.Where(p => p.Nr > plads.Nr);
        var fundne = await parter.OrderBy(p => p.Nr).Take(antal + 1).ToListAsync(ct);
        return Side(fundne.ConvertAll(p => p.Vis(idag)), antal, p => new Plads(p.Nr));
    }

    /// <summary>The party as every surface shows it.</summary>
    public static Partvisning Vis(this Part p, DateOnly idag) => p.Aabent(idag).Maskeret();

    /// <summary>With a protected name and address too: only after a reason has been given.</summary>
    public static Partvisning Aabent(this Part p, DateOnly idag) => new(
        p.Id, p.Nr, p.Art.ToString(), Maskeret(p.Cpr), p.Cvr, p.Cvr == Testnummer, p.Navn, p.Adresse, p.Postnummer, p.By,
        p.Email, p.Telefon, p.ErBeskyttetDen(idag), p.BeskyttetTil, p.Oprettet, p.Version);

    /// <summary>Everyone on a case that was found: those who are on it first, the primary one first of all, then those who left.</summary>
    public static async Task<IReadOnlyList<Sagspartvisning>> SagensParterAsync(this SagerDb db, Aktoer aktoer, Guid sagId, DateOnly idag, CancellationToken ct)
    {
        var dokumenter = db.Dokumenter.SynligeFor(db, aktoer);
        // Joined: a party asked for inside the projection is looked for among all there are.
        var fundne = await db.Sagsparter.Where(s => s.SagId == sagId).Join(db.Parter, s => s.PartId, p => p.Id, (s, p) => new { S = s, P = p })
            .OrderBy(x => x.S.Fratraadt != null).ThenByDescending(x => x.S.ErPrimaer).ThenBy(x => x.S.Tilfoejet).Take(1000)
            .Select(x => new { x.S, x.P, Fuldmagt = x.S.FuldmagtDokumentId == null ? null : dokumenter.Where(d => d.Id == x.S.FuldmagtDokumentId).Select(d => d.Titel).FirstOrDefault() }).ToListAsync(ct);
        var navne = fundne.ToDictionary(f => f.S.Id, f => Navnebeskyttelse.Vist(f.S.Navn, f.P.ErBeskyttetDen(idag)));
        return fundne.ConvertAll(f => new Sagspartvisning(
            f.S.Id, f.S.PartId, f.P.Art.ToString(), f.S.Navn, f.S.Rolle, f.S.ErPrimaer, Maskeret(f.P.Cpr) ?? f.P.Cvr, f.P.Cpr is not null, f.S.Adresse, f.S.Postnummer, f.S.By,
            f.S.Email, f.S.Telefon, f.P.ErBeskyttetDen(idag), f.P.BeskyttetTil, f.S.RepraesentererId, f.S.RepraesentererId is { } r ? navne.GetValueOrDefault(r) : null,
            f.Fuldmagt is null ? null : f.S.FuldmagtDokumentId, f.Fuldmagt, f.S.Tilfoejet, f.S.Fratraadt,
            f.S.Fratraadt is null && (f.S.Navn != f.P.Navn || f.S.Adresse != f.P.Adresse || f.S.Postnummer != f.P.Postnummer || f.S.By != f.P.By || f.S.Email != f.P.Email || f.S.Telefon != f.P.Telefon)).Maskeret());
    }

    /// <summary>The party's cases that the actor sees, the newest first.</summary>
    public static async Task<Side<Partssag>> PartensSagerAsync(this SagerDb db, Aktoer aktoer, Guid partId, string? efter, int antal, CancellationToken ct)
    {
        var sager = from sp in db.Sagsparter.Where(x => x.PartId == partId)
                    join s in db.Sager.SynligeFor(aktoer) on sp.SagId equals s.Id
                    select new { sp, s };
        if (Cursor.Decode<Plads2>(efter) is { } plads)
            sager = sager.Where(x => x.s.Nr < plads.Nr || (x.s.Nr == plads.Nr && x.sp.Tilfoejet < plads.Tid));
        var fundne = await sager.OrderByDescending(x => x.s.Nr).ThenByDescending(x => x.sp.Tilfoejet).Take(antal + 1)
            .Select(x => new Partssag(x.s.Id, x.s.Nr, x.s.Sagsnummer, x.s.Titel, db.Statusser.Where(t => t.Id == x.s.StatusId).Select(t => t.Navn).First(), x.s.Tilstand.ToString(),
                x.sp.Rolle, x.sp.ErPrimaer, x.sp.Tilfoejet, x.sp.Fratraadt)).ToListAsync(ct);
        return Side(fundne, antal, s => new Plads2(s.Nr, s.Tilfoejet));
    }

    private sealed record Plads2(int Nr, DateTimeOffset Tid);

    /// <summary>Documents that the party sent or received and that the actor sees, the newest first.</summary>
    public static async Task<Side<Partsdokument>> PartensDokumenterAsync(this SagerDb db, Aktoer aktoer, Guid partId, string? efter, int antal, CancellationToken ct)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        var dokumenter = from k in db.Korrespondenter.Where(x => x.PartId == partId)
                         join d in db.Dokumenter.SynligeFor(db, aktoer) on k.DokumentId equals d.Id
                         select new { k.Art, d };
        if (Cursor.Decode<Plads>(efter) is { } plads)
            dokumenter = dokumenter.Where(x => x.d.Nr < plads.Nr);
        var fundne = await dokumenter.OrderByDescending(x => x.d.Nr).Take(antal + 1)
            .Select(x => new Partsdokument(x.d.Id, x.d.Nr, x.d.Titel, x.Art.ToString(), x.d.Retning.ToString(), x.d.Dato, x.d.Tilstand.ToString(),
                db.Registreringer.Where(r => r.DokumentId == x.d.Id && r.FlyttetTilId == null).Join(sager, r => r.SagId, s => s.Id, (r, s) => s.Sagsnummer).First())).ToListAsync(ct);
        return Side(fundne, antal, d => new Plads(d.Nr));
    }

    /// <summary>Notes that concern the party on cases the actor sees, the newest first, at most 100.</summary>
    public static Task<List<Partsnotat>> PartensNotaterAsync(this SagerDb db, Aktoer aktoer, Guid partId, CancellationToken ct) =>
        (from sp in db.Sagsparter.Where(x => x.PartId == partId)
         join n in db.Notater on sp.Id equals n.SagspartId
         join s in db.Sager.SynligeFor(aktoer) on n.SagId equals s.Id
         orderby n.Kontakttidspunkt descending
         select new Partsnotat(n.Id, n.Nr, n.Overskrift, n.Kilde, n.Kontakttidspunkt, n.Endelig != null, s.Sagsnummer)).Take(100).ToListAsync(ct);

    /// <summary>What the register said before, the newest first, at most 200. Of a protected party only that it was corrected.</summary>
    public static async Task<List<Partsudgavevisning>> PartshistorikAsync(this SagerDb db, Partvisning part, CancellationToken ct) =>
        (await db.Partsudgaver.Where(u => u.PartId == part.Id).OrderByDescending(u => u.Version).Take(200)
            .Select(u => new Partsudgavevisning(u.Version, u.Navn, u.Adresse, u.Postnummer, u.By, u.Email, u.Telefon, u.ErBeskyttet, u.BeskyttetTil, u.Erstattet, u.ErstattetAf)).ToListAsync(ct))
        .ConvertAll(u => part.ErBeskyttet ? u with { Navn = Navnebeskyttelse.Navn, Adresse = null, Postnummer = null, By = null, Email = null, Telefon = null } : u);

    /// <summary>The one in the register with this CPR or CVR number, if the actor may know of it.</summary>
    /// <exception cref="InvalidException">It is neither.</exception>
    /// <exception cref="NotFoundException">There is none, or none the actor may know of.</exception>
    public static async Task<Guid> SlaaPartOpAsync(this SagerDb db, Aktoer aktoer, string? nummer, CancellationToken ct)
    {
        var parter = db.Parter.SynligeFor(db, aktoer);
        Guid? fundet;
        if (Cpr.TryParse(nummer, out var cpr))
        {
            var cifre = cpr.Digits;
            fundet = await parter.Where(p => p.Cpr == cifre).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        }
        else if (Cvr.TryParse(nummer, out var cvr, allowTestNumber: true))
        {
            var cifre = cvr.ToString();
            fundet = await parter.Where(p => p.Cvr == cifre).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        }
        else
        {
            throw new InvalidException("nummer", "Skriv et CPR-nummer på ti cifre eller et CVR-nummer på otte.");
        }

        return fundet ?? throw new NotFoundException("Der er ingen part med det nummer, som du har adgang til.");
    }

    /// <summary>The number that companies in tests have.</summary>
    public const string Testnummer = "12345678";

    public static string? Maskeret(string? cpr) => cpr is { Length: 10 } ? cpr[..6] + "-••••" : null;

    public static string? Samlet(string? adresse, string? postnummerOgBy) =>
        string.Join(", ", new[] { adresse, postnummerOgBy?.Trim() }.Where(t => !string.IsNullOrEmpty(t))) is { Length: > 0 } tekst ? tekst : null;

    private static Side<T> Side<T, TPlads>(List<T> fundne, int antal, Func<T, TPlads> plads)
    {
        if (fundne.Count <= antal)
            return new(fundne, null);
        fundne.RemoveRange(antal, fundne.Count - antal);
        return new(fundne, Cursor.Encode(plads(fundne[^1])));
    }
}
