using System.Security.Cryptography;
using System.Text;
using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Klub.Domain;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>The road map as pages, REST, calendars and the public see it.</summary>
internal sealed class Koereplanopslag(KlubDb db, TimeProvider tid)
{
    /// <summary>The map as it stands now, against what was reported for the half-year before.</summary>
    public async Task<Koereplanbillede> NuAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (halvaar, alle) = (Halvaar.Af(idag), await db.Initiativer.AsNoTracking().OrderBy(i => i.Fra).ThenBy(i => i.Nr).ToListAsync(ct));
        var foer = await RapporterAsync(Halvaar.Forrige(halvaar), ct);
        return Billede(halvaar, idag, alle.Select(i => (i, i.Stand, i.Fase, i.Farve, i.Grund, i.Naeste)), foer);
    }

    /// <summary>The report of a half-year: what was last said of each initiative by its end.</summary>
    public async Task<Koereplanbillede> RapportAsync(int halvaar, CancellationToken ct)
    {
        if (!Halvaar.ErGyldigt(halvaar))
            throw new NotFoundException("Skriv halvåret som 20262 for andet halvår 2026.");
        var alle = await db.Initiativer.AsNoTracking().OrderBy(i => i.Fra).ThenBy(i => i.Nr).ToListAsync(ct);
        var (nu, foer) = (await RapporterAsync(halvaar, ct), await RapporterAsync(Halvaar.Forrige(halvaar), ct));
        return Billede(halvaar, Halvaar.Slut(halvaar), alle.Where(i => DanishTime.DateOf(i.Oprettet) <= Halvaar.Slut(halvaar)).Select(i => nu.GetValueOrDefault(i.Id) is { } r ? (i, r.Stand, r.Fase, r.Farve, r.Grund, r.Naeste) : (i, Initiativstand.IkkeIgangsat, Initiativfase.Ide, null, null, null)), foer);
    }

    /// <summary>The last report of each initiative up to and with the half-year.</summary>
    private async Task<Dictionary<Guid, KlubInitiativrapport>> RapporterAsync(int halvaar, CancellationToken ct) =>
        (await db.Initiativrapporter.AsNoTracking().Where(r => r.Halvaar <= halvaar).ToListAsync(ct)).GroupBy(r => r.InitiativId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Halvaar)!);

    private static Koereplanbillede Billede(int halvaar, DateOnly dag, IEnumerable<(KlubInitiativ I, Initiativstand Stand, Initiativfase Fase, Initiativfarve? Farve, string? Grund, string? Naeste)> initiativer, Dictionary<Guid, KlubInitiativrapport> foer)
    {
        var alle = initiativer.ToList();
        var tal = Halvaarstal.Tael(alle.Select(i => (i.Stand, i.Farve)));
        var sidst = foer.Count == 0 ? null : Halvaarstal.Tael(foer.Values.Select(r => (r.Stand, r.Farve)));
        return new(
            halvaar, Halvaar.Navn(halvaar), dag, new(tal.Projekter, tal.Startede, tal.Groenne, tal.Gule, tal.Roede, tal.IkkeIgangsatte, tal.Afsluttede, tal.Udgaaede), sidst is null ? null : new(sidst.Projekter, sidst.Startede, sidst.Groenne, sidst.Gule, sidst.Roede, sidst.IkkeIgangsatte, sidst.Afsluttede, sidst.Udgaaede),
            [.. alle.Select(i => Linje(i.I, i.Stand, i.Fase, i.Farve, i.Grund, i.Naeste, foer.GetValueOrDefault(i.I.Id)))]);
    }

    private static Initiativlinje Linje(KlubInitiativ i, Initiativstand stand, Initiativfase fase, Initiativfarve? farve, string? grund, string? naeste, KlubInitiativrapport? foer) => new(
        i.Id, i.Nr, i.Nummer, i.Titel, i.Modul, i.Ejer, Koereplanmaerker.Stand(stand, farve), stand == Initiativstand.Igang ? farve?.ToString() : null, Koereplanmaerker.Tendens(stand == Initiativstand.Igang ? Halvaar.Retning(farve, foer?.Stand == Initiativstand.Igang ? foer.Farve : null) : null), Koereplanmaerker.Fase(fase),
        i.Fra, i.Til, i.BudgetOere, i.ForbrugOere, grund, naeste, stand == Initiativstand.Udgaaet ? i.MoedtAf : null);

    public async Task<Initiativbillede> HentAsync(int nr, Klubaktoer? aktoer, CancellationToken ct)
    {
        var i = await db.Initiativer.AsNoTracking().SingleOrDefaultAsync(x => x.Nr == nr, ct) ?? throw new NotFoundException("Initiativet findes ikke.");
        var foer = await RapporterAsync(Halvaar.Forrige(Halvaar.Af(DanishTime.Today(tid))), ct);
        var leverancer = await db.Leverancer.AsNoTracking().Where(l => l.InitiativId == i.Id).OrderBy(l => l.Dato).ToListAsync(ct);
        var ider = leverancer.Select(l => l.Id).ToList();
        var opgaver = await db.Lokalopgaver.AsNoTracking().Where(o => ider.Contains(o.LeveranceId)).OrderBy(o => o.Frist).ToListAsync(ct);
        var opgaveider = opgaver.Select(o => o.Id).ToList();
        var klaret = (await db.Lokalopgaverklaret.AsNoTracking().Where(k => opgaveider.Contains(k.OpgaveId)).ToListAsync(ct)).ToLookup(k => k.OpgaveId);
        var brug = (await db.Ibrugtagninger.AsNoTracking().Where(b => ider.Contains(b.LeveranceId)).ToListAsync(ct)).ToLookup(b => b.LeveranceId);
        var oenske = i.OenskeId is { } o2 ? await db.Oensker.AsNoTracking().Where(o => o.Id == o2).SingleOrDefaultAsync(ct) : null;
        var rapporter = await db.Initiativrapporter.AsNoTracking().Where(r => r.InitiativId == i.Id).OrderByDescending(r => r.Halvaar).ToListAsync(ct);
        return new(
            Linje(i, i.Stand, i.Fase, i.Farve, i.Grund, i.Naeste, foer.GetValueOrDefault(i.Id)), i.Beskrivelse, i.Stand.ToString(), i.Fase.ToString(), i.Farve?.ToString(), i.Version, oenske?.Nummer, oenske?.Titel,
            [.. leverancer.Select(l => new Leverancelinje(l.Id, l.Titel, l.Dato, l.Leveret,
                [.. opgaver.Where(o => o.LeveranceId == l.Id).Select(o => new Lokalopgavelinje(o.Id, o.Tekst, o.Frist, klaret[o.Id].Count(), aktoer?.MedlemId is { } m && klaret[o.Id].Any(k => k.MedlemId == m)))],
                [.. brug[l.Id].OrderBy(b => b.Medlem, StringComparer.Create(new("da-DK"), true)).Select(b => new Ibruglinje(b.Medlem, b.Fra, b.Brugere, b.Bemaerkning))]))],
            [.. rapporter.Select(r => new Rapportlinje(Halvaar.Navn(r.Halvaar), Koereplanmaerker.Stand(r.Stand, r.Farve), r.Grund, r.Naeste, r.Navn))]);
    }

    /// <summary>Days of deliveries; with a member's key also what that member has to do.</summary>
    /// <param name="noegle">As in the address; null for the common calendar.</param>
    public async Task<string> KalenderAsync(string? noegle, CancellationToken ct)
    {
        Guid? medlem = null;
        if (noegle is not null)
        {
            var hash = Hash(noegle);
            medlem = await db.Kalendernoegler.AsNoTracking().Where(n => n.Hash == hash).Select(n => (Guid?)n.MedlemId).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Kalenderen findes ikke.");
        }

        var leverancer = await db.Leverancer.AsNoTracking().OrderBy(l => l.Dato).Take(1_000).ToListAsync(ct);
        var titler = await db.Initiativer.AsNoTracking().ToDictionaryAsync(i => i.Id, i => $"{i.Nummer} {i.Titel}", ct);
        List<Kalenderdag> dage = [.. leverancer.Select(l => new Kalenderdag($"leverance-{l.Id}", l.Leveret ?? l.Dato, (l.Leveret is null ? "Leverance: " : "Leveret: ") + l.Titel, titler.GetValueOrDefault(l.InitiativId)))];
        if (medlem is { } m)
        {
            var klaret = (await db.Lokalopgaverklaret.AsNoTracking().Where(k => k.MedlemId == m).Select(k => k.OpgaveId).ToListAsync(ct)).ToHashSet();
            dage.AddRange((await db.Lokalopgaver.AsNoTracking().OrderBy(o => o.Frist).Take(1_000).ToListAsync(ct)).Where(o => !klaret.Contains(o.Id)).Select(o => new Kalenderdag($"opgave-{o.Id}", o.Frist, "Opgave: " + o.Tekst, null)));
        }

        return Kalender.Skriv("Klubbens køreplan", tid.GetUtcNow(), dage.OrderBy(d => d.Dag));
    }

    internal static string Hash(string noegle) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(noegle.Length > 200 ? noegle[..200] : noegle)));

    /// <summary>Members today, by name: what everyone may know.</summary>
    public async Task<IReadOnlyList<string>> MedlemmerAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        return [.. (await db.Medlemmer.AsNoTracking().ToListAsync(ct)).Where(m => m.ErMedlem(idag)).Select(m => m.Navn).Order(StringComparer.Create(new("da-DK"), true))];
    }
}
