using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>An absence as its surfaces show it.</summary>
/// <param name="Tilstand"><c>Kommende</c>, <c>Igang</c> or <c>Slut</c>.</param>
/// <param name="KanRettes">The reader may decide on it, and it is not over.</param>
internal sealed record Fravaersvisning(
    Guid Id, int Nr, Guid BrugerId, string Bruger, Guid StedfortraederId, string Stedfortraeder, DateOnly Fra, DateOnly Til, string? Note, string Tilstand, DateTimeOffset Oprettet, string OprettetAf,
    DateTimeOffset? Afsluttet, bool KanRettes, long Version);

/// <summary>Absences for API and pages: one's own, those one is substitute in, a leader's employees', and all for an administrator.</summary>
internal sealed class Fravaersopslag(AdgangDb db, Brugeropslag brugere, TimeProvider time)
{
    private sealed record Plads(int Nr);

    /// <summary>Newest first.</summary>
    /// <param name="bruger">Only this one's.</param>
    /// <param name="medSlut">Also what is over.</param>
    public async Task<Side<Fravaersvisning>> SideAsync(Aktoer aktoer, Guid? bruger, bool medSlut, string? efter, int antal, CancellationToken ct)
    {
        var foer = Cursor.Decode<Plads>(efter)?.Nr ?? int.MaxValue;
        var (nu, idag) = (time.GetUtcNow(), Core.Calendar.DanishTime.Today(time));
        var valgte = (await SynligeAsync(aktoer, ct)).Where(f => f.Nr < foer);
        if (bruger is { } b)
            valgte = valgte.Where(f => f.BrugerId == b);
        if (!medSlut)
            valgte = valgte.Where(f => f.Til >= idag && (f.Afsluttet == null || f.Afsluttet > nu));
        var fundne = await valgte.OrderByDescending(f => f.Nr).Take(antal + 1).ToListAsync(ct);
        return new(await VisAsync(aktoer, [.. fundne.Take(antal)], ct), fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <exception cref="NotFoundException">Not there, or not the reader's to know of.</exception>
    public async Task<Fravaersvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        (await VisAsync(aktoer, await (await SynligeAsync(aktoer, ct)).Where(f => f.Id == id).ToListAsync(ct), ct)).SingleOrDefault()
        ?? throw new NotFoundException("Fraværet findes ikke, eller du har ikke adgang til det.");

    private async Task<IQueryable<Fravaer>> SynligeAsync(Aktoer aktoer, CancellationToken ct)
    {
        var alle = db.Fravaer.AsNoTracking();
        var mig = aktoer.Id;
        if (aktoer.PaaVegneAf is not null)
            return alle.Where(f => f.BrugerId == mig || f.StedfortraederId == mig);
        if (aktoer.Har(Roller.Administrator))
            return alle;
        var enheder = aktoer.Har(Roller.Leder) && aktoer.EnhedId is { } egen ? await brugere.EnhederUnderAsync(egen, ct) : [];
        return alle.Where(f => f.BrugerId == mig || f.StedfortraederId == mig || db.Brugere.Any(b => b.Id == f.BrugerId && enheder.Contains(b.EnhedId)));
    }

    private async Task<IReadOnlyList<Fravaersvisning>> VisAsync(Aktoer aktoer, List<Fravaer> fundne, CancellationToken ct)
    {
        var nu = time.GetUtcNow();
        var ider = fundne.SelectMany(f => new[] { f.BrugerId, f.StedfortraederId, f.OprettetAf }).Distinct().ToList();
        var kendte = await db.Brugere.Where(b => ider.Contains(b.Id)).Select(b => new { b.Id, b.Navn, b.EnhedId }).ToDictionaryAsync(b => b.Id, ct);
        var enheder = aktoer is { PaaVegneAf: null, EnhedId: { } egen } && aktoer.Har(Roller.Leder) && fundne.Count > 0 ? await brugere.EnhederUnderAsync(egen, ct) : [];
        string Navn(Guid id) => kendte.GetValueOrDefault(id)?.Navn ?? "Ukendt bruger";
        bool Bestemmer(Guid id) => aktoer.PaaVegneAf is null
            && (id == aktoer.Id || aktoer.Har(Roller.Administrator) || (kendte.GetValueOrDefault(id) is { } b && enheder.Contains(b.EnhedId)));
        return [.. fundne.Select(f => new Fravaersvisning(
            f.Id, f.Nr, f.BrugerId, Navn(f.BrugerId), f.StedfortraederId, Navn(f.StedfortraederId), f.Fra, f.Til, f.Note, nu >= f.Slutter ? "Slut" : nu >= f.Begynder ? "Igang" : "Kommende", f.Oprettet,
            Navn(f.OprettetAf), f.Afsluttet, nu < f.Slutter && Bestemmer(f.BrugerId), f.Version))];
    }
}
