using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>What the acts on absences share: who may, and which substitutes there can be.</summary>
internal sealed class Fravaerskontrol(AdgangDb db, Brugeropslag brugere, TimeProvider time)
{
    /// <summary>What a substitute can be given: the work with cases, never what a person holds for the whole authority.</summary>
    public const Roller Gives = Roller.Sagsbehandler | Roller.Leder;

    /// <summary>The user, where the actor may decide on that user's absences: oneself, a leader over the user's unit, an administrator.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to decide.</exception>
    /// <exception cref="RegelbrudException">FRAV-7: a substitute gives no rights on.</exception>
    public async Task<Bruger> FindBrugerAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        FravaerRegler.SomSigSelv.Kraev(aktoer.PaaVegneAf is null);
        var bruger = await db.Brugere.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        return bruger is not null && await MaaAsync(aktoer, bruger, ct) ? bruger : throw new NotFoundException("Medarbejderen findes ikke, eller du er ikke medarbejderens leder.");
    }

    public async Task<bool> MaaAsync(Aktoer aktoer, Bruger bruger, CancellationToken ct) =>
        aktoer.Id == bruger.Id || aktoer.Har(Roller.Administrator)
        || (aktoer.Har(Roller.Leder) && aktoer.EnhedId is { } egen && (await brugere.EnhederUnderAsync(egen, ct)).Contains(bruger.EnhedId));

    /// <summary>The absence, where the actor may decide on it.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to decide.</exception>
    public async Task<Fravaer> FindAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var fravaer = await db.Fravaer.SingleOrDefaultAsync(f => f.Id == id, ct) ?? throw new NotFoundException("Fraværet findes ikke.");
        await FindBrugerAsync(aktoer, fravaer.BrugerId, ct);
        return fravaer;
    }

    /// <summary>The days, the substitute and the note are such that the absence can be.</summary>
    /// <param name="selv">The absence itself, when it is changed.</param>
    /// <exception cref="InvalidException">Names every wrong field.</exception>
    /// <exception cref="RegelbrudException">FRAV-1 to FRAV-4.</exception>
    public async Task KontrollerAsync(Bruger bruger, Guid? stedfortraeder, DateOnly? fra, DateOnly? til, string? note, Fravaer? selv, CancellationToken ct)
    {
        var idag = DanishTime.Today(time);
        var vikar = stedfortraeder is { } s ? await db.Brugere.AsNoTracking().SingleOrDefaultAsync(b => b.Id == s, ct) : null;
        new Errors()
            .AddIf((bruger.Roller & Gives) == 0 || !bruger.Aktiv, "brugerId", $"{bruger.Navn} arbejder ikke med sager, så der er intet at være stedfortræder for.")
            .AddIf(vikar is not { Aktiv: true } || (vikar.Roller & Gives) == 0, "stedfortraederId", "Vælg en medarbejder, der er aktiv og arbejder med sager.")
            .AddIf(fra is null, "fra", "Skriv den første dag.")
            .AddIf(til is null, "til", "Skriv den sidste dag.")
            .AddIf(fra < idag && fra != selv?.Fra, "fra", "Den første dag kan tidligst være i dag.")
            .AddIf(til < idag, "til", "Den sidste dag kan tidligst være i dag. Afslut fraværet, hvis det er slut nu.")
            .AddIf(til < fra, "til", "Den sidste dag skal være den første dag eller senere.")
            .AddIf(til is { } t && fra is { } f && (t.DayNumber - f.DayNumber >= Fravaer.FlestDage || t.Year > 2200), "til", "Et fravær er højst et år. Er det længere, så overdrag sagerne.")
            .AddIf(note?.Trim().Length > Fravaer.LaengsteNote, "note", $"Noten må højst være på {Fravaer.LaengsteNote} tegn.")
            .Throw();
        FravaerRegler.IkkeSinEgen.Kraev(bruger.Id != vikar!.Id);
        var nu = time.GetUtcNow();
        var andre = (await db.Fravaer.AsNoTracking().Where(f => f.Til >= fra && f.Fra <= til && (f.Afsluttet == null || f.Afsluttet > nu)
            && (f.BrugerId == bruger.Id || f.BrugerId == vikar.Id || f.StedfortraederId == bruger.Id)).ToListAsync(ct)).Where(f => f.Id != selv?.Id).ToList();
        var navne = await db.Brugere.Where(b => andre.Select(a => a.BrugerId).Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Navn, ct);
        string Sagt(Fravaer f) => $"{navne.GetValueOrDefault(f.BrugerId)}: {DanishTime.ShortDate(f.Fra)} til {DanishTime.ShortDate(f.Til)}.";
        FravaerRegler.EtAdGangen.KraevIntet([.. andre.Where(f => f.BrugerId == bruger.Id).Select(Sagt)]);
        FravaerRegler.StedfortraederErTilStede.KraevIntet([.. andre.Where(f => f.BrugerId == vikar.Id).Select(Sagt)]);
        FravaerRegler.ErIkkeSelvStedfortraeder.KraevIntet([.. andre.Where(f => f.StedfortraederId == bruger.Id).Select(Sagt)]);
    }
}
