using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Sider;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>A review of rights and how far it is, of what the reader answers for; of all for an administrator.</summary>
/// <param name="Mine">Rights the reader answers for.</param>
/// <param name="MineUbesvarede">Those that are unanswered.</param>
internal sealed record Gennemgangsvisning(
    Guid Id, int Nr, DateOnly Termin, DateTimeOffset Begyndt, DateOnly Frist, DateTimeOffset? Afsluttet, int Mine, int MineUbesvarede, int? IAlt, int? Bekraeftede, int? Fjernede, int? Bortfaldne, int? Bevarede,
    int? Ubesvarede, long Version);

/// <summary>One right in a review.</summary>
/// <param name="Afgoerelse">Null while it is unanswered.</param>
/// <param name="ErSaerlig">Is answered for itself.</param>
internal sealed record Rettighedsvisning(
    Guid Id, int Nr, Guid BrugerId, string Bruger, string Enhed, string Art, string Navn, bool ErSaerlig, string? Afgoerelse, string? AfgjortAf, DateTimeOffset? Afgjort, string? Note);

/// <summary>A sample of a month of the access log and how far its control is.</summary>
/// <param name="Froe">With it the same lines are drawn again.</param>
/// <param name="Omfang">How many lines it was drawn from.</param>
/// <param name="Forsinkede">Lines nobody judged within 30 days, and explanations that did not come in time.</param>
internal sealed record Logstikproevevisning(
    Guid Id, int Nr, DateOnly Maaned, long Froe, int Omfang, DateTimeOffset Udtaget, int Linjer, int IOrden, int SkalForklares, int Brud, int Mangler, int Forsinkede, IReadOnlyDictionary<string, int> Strata);

/// <summary>A line of a sample.</summary>
/// <param name="ErEgen">The reader's own look, which another judges.</param>
internal sealed record Loglinjevisning(
    Guid Id, int Nr, string Stratum, DateTimeOffset Tid, Guid BrugerId, string Bruger, string? PaaVegneAf, string Hvad, Guid? SagId, string? Sagsnummer, string? Begrundelse, string? Fund, string? Tekst,
    string? Opfoelgning, string? AfgjortAf, DateTimeOffset? Afgjort, string? Spoergsmaal, DateOnly? Forklaringsfrist, string? Forklaring, DateTimeOffset? Forklaret, bool ErForsinket, bool ErEgen, long Version);

/// <summary>A look of the reader's own that is to be explained.</summary>
internal sealed record Forklaringsvisning(
    Guid Id, DateTimeOffset Tid, string Hvad, string? Sagsnummer, string? Begrundelse, string Spoergsmaal, DateOnly Frist, string? Forklaring, DateTimeOffset? Forklaret, bool KanForklares, long Version);

/// <summary>Reviews of rights and the control of the access log, as API, pages and files show them.</summary>
internal sealed class Ledelsesopslag(AdgangDb db, Gennemgangsudfoersel udfoersel, Navneopslag navne, TimeProvider time)
{
    private sealed record Plads(int Nr);

    public async Task<Ledelsesindstilling> IndstillingAsync(CancellationToken ct) => await db.Ledelsesindstillinger.AsNoTracking().SingleOrDefaultAsync(ct) ?? new();

    public async Task<Side<Gennemgangsvisning>> RunderAsync(Aktoer aktoer, string? efter, int antal, CancellationToken ct)
    {
        var foer = Cursor.Decode<Plads>(efter)?.Nr ?? int.MaxValue;
        var runder = await db.Gennemgangsrunder.AsNoTracking().Where(r => r.Nr < foer).OrderByDescending(r => r.Nr).Take(antal + 1).ToListAsync(ct);
        return new(await VisAsync(aktoer, [.. runder.Take(antal)], ct), runder.Count > antal ? Cursor.Encode(new Plads(runder[antal - 1].Nr)) : null);
    }

    /// <exception cref="NotFoundException">No such review.</exception>
    public async Task<Gennemgangsvisning> RundeAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        (await VisAsync(aktoer, await db.Gennemgangsrunder.AsNoTracking().Where(r => r.Id == id).ToListAsync(ct), ct)).SingleOrDefault() ?? throw new NotFoundException("Gennemgangen findes ikke.");

    /// <summary>What the reader answers for; for an administrator all, though not all to answer.</summary>
    public async Task<Side<Rettighedsvisning>> PosterAsync(Aktoer aktoer, Guid runde, Guid? bruger, bool kunUbesvarede, string? efter, int antal, CancellationToken ct)
    {
        await RundeAsync(aktoer, runde, ct);
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? 0;
        var valgte = (aktoer.Har(Roller.Administrator) ? db.Gennemgangsposter : await udfoersel.FoerAsync(aktoer, ct)).AsNoTracking().Where(p => p.RundeId == runde && p.Nr > fra);
        if (bruger is { } b)
            valgte = valgte.Where(p => p.BrugerId == b);
        if (kunUbesvarede)
            valgte = valgte.Where(p => p.Afgoerelse == null);
        var fundne = await valgte.OrderBy(p => p.Nr).Take(antal + 1).ToListAsync(ct);
        return new(await VisAsync([.. fundne.Take(antal)], ct), fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <summary>Those whose rights the reader answers for, with what there is to answer; who waits first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Navn, string Enhed, int Ubesvarede, int IAlt)>> BrugereAsync(Aktoer aktoer, Guid runde, CancellationToken ct)
    {
        var tal = await (await udfoersel.FoerAsync(aktoer, ct)).Where(p => p.RundeId == runde).GroupBy(p => p.BrugerId)
            .Select(g => new { g.Key, Ubesvarede = g.Count(p => p.Afgoerelse == null), IAlt = g.Count() }).Take(2000).ToListAsync(ct);
        var ider = tal.ConvertAll(t => t.Key);
        var brugere = await db.Brugere.Where(b => ider.Contains(b.Id)).Select(b => new { b.Id, b.Navn, Enhed = db.Enheder.First(e => e.Id == b.EnhedId).Navn }).ToDictionaryAsync(b => b.Id, ct);
        return [.. tal.Select(t => (t.Key, brugere[t.Key].Navn, brugere[t.Key].Enhed, t.Ubesvarede, t.IAlt)).OrderBy(t => t.Ubesvarede == 0).ThenBy(t => DanishText.SortKey(t.Navn), StringComparer.Ordinal)];
    }

    /// <summary>On how many access lists the user stands by name: it is told and not answered, since lists are the cases' own.</summary>
    public async Task<int> NavngivetAsync(Guid bruger, CancellationToken ct)
    {
        var reference = bruger.ToString();
        return await db.AdgangslistePoster.CountAsync(p => p.Art == AdgangspostArt.Bruger && p.Reference == reference, ct);
    }

    public async Task<Side<Logstikproevevisning>> StikproeverAsync(string? efter, int antal, CancellationToken ct)
    {
        var foer = Cursor.Decode<Plads>(efter)?.Nr ?? int.MaxValue;
        var fundne = await db.Logstikproever.AsNoTracking().Where(l => l.Nr < foer).OrderByDescending(l => l.Nr).Take(antal + 1).ToListAsync(ct);
        return new(await VisAsync([.. fundne.Take(antal)], ct), fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <exception cref="NotFoundException">No such sample.</exception>
    public async Task<Logstikproevevisning> StikproeveAsync(Guid id, CancellationToken ct) =>
        (await VisAsync(await db.Logstikproever.AsNoTracking().Where(l => l.Id == id).ToListAsync(ct), ct)).SingleOrDefault() ?? throw new NotFoundException("Stikprøven findes ikke.");

    public async Task<Side<Loglinjevisning>> LinjerAsync(Aktoer aktoer, Guid stikproeve, bool kunAabne, string? efter, int antal, CancellationToken ct)
    {
        await StikproeveAsync(stikproeve, ct);
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? 0;
        var valgte = db.Loglinjekontroller.AsNoTracking().Where(l => l.StikproeveId == stikproeve && l.Nr > fra);
        if (kunAabne)
            valgte = valgte.Where(l => l.Fund == null || l.Fund == Logfund.SkalForklares);
        var fundne = await valgte.OrderBy(l => l.Nr).Take(antal + 1).ToListAsync(ct);
        return new(await VisAsync(aktoer, [.. fundne.Take(antal)], ct), fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <exception cref="NotFoundException">No such line.</exception>
    public async Task<Loglinjevisning> LinjeAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        (await VisAsync(aktoer, await db.Loglinjekontroller.AsNoTracking().Where(l => l.Id == id).ToListAsync(ct), ct)).SingleOrDefault() ?? throw new NotFoundException("Linjen findes ikke i nogen stikprøve.");

    /// <summary>The sample that a line is of.</summary>
    public Task<Guid> StikproeveForAsync(Guid linje, CancellationToken ct) => db.Loglinjekontroller.Where(l => l.Id == linje).Select(l => l.StikproeveId).SingleAsync(ct);

    /// <summary>The reader's own looks that were asked about, the unanswered first; at most 100.</summary>
    public async Task<IReadOnlyList<Forklaringsvisning>> ForklaringerAsync(Aktoer aktoer, CancellationToken ct) =>
        [.. (await db.Loglinjekontroller.AsNoTracking().Where(l => l.BrugerId == aktoer.Id && l.Spurgt != null).OrderBy(l => l.Forklaret != null).ThenByDescending(l => l.Nr).Take(100).ToListAsync(ct)).Select(l => new Forklaringsvisning(
            l.Id, l.Tid, l.Hvad, l.Sagsnummer, l.Begrundelse, l.Spoergsmaal!, l.Forklaringsfrist!.Value, l.Forklaring, l.Forklaret, l.Fund == Logfund.SkalForklares, l.Version))];

    /// <summary>What waits for the actor.</summary>
    public async Task<IReadOnlyList<Ledelsesopgave>> OpgaverAsync(Aktoer aktoer, CancellationToken ct)
    {
        List<Ledelsesopgave> opgaver = [];
        if (aktoer.Har(Roller.Leder | Roller.Administrator) && await db.Gennemgangsrunder.AsNoTracking().FirstOrDefaultAsync(r => r.Afsluttet == null, ct) is { } runde
            && await (await udfoersel.FoerAsync(aktoer, ct)).Where(p => p.RundeId == runde.Id && p.Afgoerelse == null).Select(p => p.BrugerId).Distinct().CountAsync(ct) is > 0 and var brugere)
        {
            opgaver.Add(new(brugere == 1 ? "1 medarbejders rettigheder skal gennemgås" : $"{brugere} medarbejderes rettigheder skal gennemgås", $"Det, der ikke er besvaret til og med {DanishTime.LongDate(runde.Frist)}, bortfalder.", GennemgangSider.Sti, "Gennemgå rettigheder"));
        }

        var mig = aktoer.Id;
        if (aktoer.PaaVegneAf is null && await db.Loglinjekontroller.CountAsync(l => l.BrugerId == mig && l.Fund == Logfund.SkalForklares && l.Forklaret == null, ct) is > 0 and var opslag)
            opgaver.Add(new(opslag == 1 ? "Du skal forklare et opslag" : $"Du skal forklare {opslag} opslag", "En logkontrollant spørger, hvorfor du så det.", LogkontrolSider.Forklaringer, "Skriv en forklaring"));
        if (aktoer.Har(Roller.Logkontrollant) && await db.Loglinjekontroller.CountAsync(l => l.BrugerId != mig && (l.Fund == null || (l.Fund == Logfund.SkalForklares && l.Forklaret != null)), ct) is > 0 and var linjer)
            opgaver.Add(new(linjer == 1 ? "1 opslag skal vurderes" : $"{linjer} opslag skal vurderes", "De er trukket tilfældigt fra adgangsloggen.", LogkontrolSider.Sti, "Vurder opslag"));
        return opgaver;
    }

    private async Task<IReadOnlyList<Gennemgangsvisning>> VisAsync(Aktoer aktoer, List<Gennemgangsrunde> runder, CancellationToken ct)
    {
        var ider = runder.ConvertAll(r => r.Id);
        var mine = await (await udfoersel.FoerAsync(aktoer, ct)).Where(p => ider.Contains(p.RundeId)).GroupBy(p => p.RundeId).Select(g => new { g.Key, IAlt = g.Count(), Ubesvarede = g.Count(p => p.Afgoerelse == null) }).ToListAsync(ct);
        var alle = aktoer.Har(Roller.Administrator)
            ? await db.Gennemgangsposter.Where(p => ider.Contains(p.RundeId)).GroupBy(p => new { p.RundeId, p.Afgoerelse }).Select(g => new { g.Key.RundeId, g.Key.Afgoerelse, Antal = g.Count() }).ToListAsync(ct) : null;
        return runder.ConvertAll(r =>
        {
            int? Tal(params Rettighedsafgoerelse?[] a) => alle?.Where(t => t.RundeId == r.Id && (a.Length == 0 || a.Contains(t.Afgoerelse))).Sum(t => t.Antal);
            var m = mine.Find(x => x.Key == r.Id);
            return new Gennemgangsvisning(
                r.Id, r.Nr, r.Termin, r.Begyndt, r.Frist, r.Afsluttet, m?.IAlt ?? 0, m?.Ubesvarede ?? 0, Tal(), Tal(Rettighedsafgoerelse.Bekraeftet), Tal(Rettighedsafgoerelse.Fjernet), Tal(Rettighedsafgoerelse.Bortfaldet),
                Tal(Rettighedsafgoerelse.Bevaret), Tal([null]), r.Version);
        });
    }

    private async Task<IReadOnlyList<Rettighedsvisning>> VisAsync(List<Gennemgangspost> poster, CancellationToken ct)
    {
        var ider = poster.Select(p => p.BrugerId).Distinct().ToList();
        var brugere = await db.Brugere.Where(b => ider.Contains(b.Id)).Select(b => new { b.Id, b.Navn, Enhed = db.Enheder.First(e => e.Id == b.EnhedId).Navn }).ToDictionaryAsync(b => b.Id, ct);
        var af = await navne.BrugereAsync(poster.Select(p => p.AfgjortAf).OfType<Guid>(), ct);
        return poster.ConvertAll(p => new Rettighedsvisning(
            p.Id, p.Nr, p.BrugerId, brugere[p.BrugerId].Navn, brugere[p.BrugerId].Enhed, p.Art.ToString(), p.Navn, p.ErSaerlig, p.Afgoerelse?.ToString(),
            p.AfgjortAf is { } a ? af.GetValueOrDefault(a) : p.Afgoerelse is null ? null : Aktoer.Systemet.Navn, p.Afgjort, p.Note));
    }

    private static bool ErForsinket(Loglinjekontrol l, DateTimeOffset udtaget, DateOnly idag) =>
        (l.Fund is null && DanishTime.DateOf(udtaget).AddDays(Logstikproeve.Fristdage) < idag) || (l is { Fund: Logfund.SkalForklares, Forklaret: null } && l.Forklaringsfrist < idag);

    private async Task<IReadOnlyList<Logstikproevevisning>> VisAsync(List<Logstikproeve> stikproever, CancellationToken ct)
    {
        var idag = DanishTime.Today(time);
        var ider = stikproever.ConvertAll(s => s.Id);
        var linjer = (await db.Loglinjekontroller.AsNoTracking().Where(l => ider.Contains(l.StikproeveId)).ToListAsync(ct)).ToLookup(l => l.StikproeveId);
        return stikproever.ConvertAll(s => new Logstikproevevisning(
            s.Id, s.Nr, s.Maaned, s.Froe, s.Omfang, s.Udtaget, linjer[s.Id].Count(), linjer[s.Id].Count(l => l.Fund == Logfund.IOrden), linjer[s.Id].Count(l => l.Fund == Logfund.SkalForklares),
            linjer[s.Id].Count(l => l.Fund == Logfund.Brud), linjer[s.Id].Count(l => l.Fund is null), linjer[s.Id].Count(l => ErForsinket(l, s.Udtaget, idag)),
            linjer[s.Id].GroupBy(l => l.Stratum).OrderBy(g => g.Key).ToDictionary(g => g.Key.ToString(), g => g.Count())));
    }

    private async Task<IReadOnlyList<Loglinjevisning>> VisAsync(Aktoer aktoer, List<Loglinjekontrol> linjer, CancellationToken ct)
    {
        var idag = DanishTime.Today(time);
        var ider = linjer.Select(l => l.StikproeveId).Distinct().ToList();
        var udtaget = await db.Logstikproever.Where(s => ider.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Udtaget, ct);
        var kendte = await navne.BrugereAsync(linjer.SelectMany(l => new[] { l.BrugerId, l.PaaVegneAf ?? l.BrugerId, l.AfgjortAf ?? l.BrugerId }), ct);
        return linjer.ConvertAll(l => new Loglinjevisning(
            l.Id, l.Nr, l.Stratum.ToString(), l.Tid, l.BrugerId, kendte.GetValueOrDefault(l.BrugerId, "Ukendt bruger"), l.PaaVegneAf is { } bord ? kendte.GetValueOrDefault(bord, "Ukendt bruger") : null, l.Hvad, l.SagId,
            l.Sagsnummer, l.Begrundelse, l.Fund?.ToString(), l.Tekst, l.Opfoelgning, l.AfgjortAf is { } af ? kendte.GetValueOrDefault(af) : null, l.Afgjort, l.Spoergsmaal, l.Forklaringsfrist, l.Forklaring, l.Forklaret,
            ErForsinket(l, udtaget[l.StikproeveId], idag), aktoer.Er(l.BrugerId) || aktoer.Er(l.PaaVegneAf), l.Version));
    }
}
