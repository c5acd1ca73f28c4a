using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What is shown of the course of cases of modules' types. The case was found as the actor's before.</summary>
internal sealed class Forloebsopslag(SagerDb db, CoreDb core, Sagstyper typer, IReadOnlyList<IModule> moduler, Authority myndighed, TimeProvider tid)
{
    /// <summary>Types in use whose cases take the subject of the case they are opened below.</summary>
    public IReadOnlyList<(string Noegle, string Navn)> Undertyper() =>
        [.. moduler.Where(m => m.IsOptional && myndighed.IsOn(m.Name)).SelectMany(m => typer.Af(m.Name)).Select(n => typer.Gaeldende(n, DanishTime.Today(tid))!).Where(t => t.ArverEmne).Select(t => (t.Noegle, t.Navn))];

    /// <summary>Null for an ordinary case. An authority without case areas is asked nothing.</summary>
    public async Task<Forloebsvisning?> HentAsync(Aktoer aktoer, Guid sagId, CancellationToken ct)
    {
        if (!moduler.Any(m => m.IsOptional && myndighed.IsOn(m.Name)))
            return null;
        var f = await db.Sagsforloeb.AsNoTracking().SingleOrDefaultAsync(x => x.SagId == sagId, ct);
        if (f is null || typer.Modul(f.Sagstype) is not { } modul || !myndighed.IsOn(modul) || typer.Find(f.Sagstype, f.Udgave) is not { } type)
            return null;
        var idag = DanishTime.Today(tid);
        var felter = await db.Feltvaerdier.Where(v => v.SagId == sagId).ToDictionaryAsync(v => v.Felt, v => v.Vaerdi, ct);
        var ure = type.Ure.Count == 0 ? [] : await db.Urstande.AsNoTracking().Where(u => u.SagId == sagId).ToListAsync(ct);
        var stop = ure.Count == 0 ? [] : await db.Urstop.AsNoTracking().Where(u => u.SagId == sagId).OrderBy(u => u.Nr).Take(200).ToListAsync(ct);
        var trin = type.TrinMed(f.Trin);
        var vejen = Vejen(type);
        var her = vejen.FindIndex(t => t.Noegle == f.Trin);
        return new(
            type.Noegle, type.Navn, type.Udgave, typer.Gaeldende(type.Noegle, idag)!.Udgave, trin.Noegle, trin.Navn, trin.Hjaelp, f.Siden,
            [.. vejen.Select((t, i) => new Vejtrin(t.Navn, i == her, her >= 0 && i < her))],
            [.. trin.Veje.Select(v => (Vej: v, Til: type.TrinMed(v.Til))).Select(v => new Trinknap(v.Til.Noegle, v.Vej.Knap, v.Til.Navn, v.Til.Hvem == Roller.Ingen || aktoer.Har(v.Til.Hvem), v.Til.Tilstand == Trintilstand.Afsluttet)
                { Sti = v.Til.Side is { } side ? "/" + side : $"/trin?til={v.Til.Noegle}" })],
            [.. type.Felter.Select(x => Linje(x, felter.GetValueOrDefault(x.Noegle)))],
            [.. type.Ure.Where(u => u.GaelderFelt is not { } g || felter.GetValueOrDefault(g) != "nej").Join(ure, u => u.Noegle, s => s.Ur, (u, s) => Linje(u, s, [.. stop.Where(x => x.Ur == u.Noegle)], idag))], type.Faner);
    }

    private static Feltlinje Linje(Sagsfelt felt, string? vaerdi) =>
        new(felt.Noegle, felt.Etiket, vaerdi, vaerdi is null ? null : felt.Enhed is null ? Feltform.Vis(felt, vaerdi) : $"{Feltform.Vis(felt, vaerdi)} {felt.Enhed}", felt.Overskrift);

    private static Urlinje Linje(Sagsur ur, Urstand s, IReadOnlyList<Urstop> stop, DateOnly idag)
    {
        List<Urstykke> stykker = [];
        var (fra, slut) = (s.Startet, s.Slut ?? idag);
        foreach (var x in stop)
        {
            stykker.Add(new(Math.Max(0, x.Fra.DayNumber - fra.DayNumber)));
            stykker.Add(new(Math.Max(0, (x.Til ?? slut).DayNumber - x.Fra.DayNumber), Stoppet: true));
            fra = x.Til ?? slut;
        }

        stykker.Add(new(Math.Max(0, slut.DayNumber - fra.DayNumber)));
        return new(ur.Noegle, ur.Navn, Maerke(ur, s, idag), s.Brugt(idag), s.Dage, s.Arbejdsdage, s.Frist, s.StillesSiden, s.Grund, s.Slut, ur.Hjemmel) { Startet = s.Startet, Stykker = stykker };
    }

    /// <summary>How a clock goes, in words, colour and shape.</summary>
    internal static Maerke Maerke(Sagsur ur, Urstand s, DateOnly idag)
    {
        if (s.Slut is not null)
            return s.Brugt(idag) <= s.Dage ? new("Overholdt", Farve.Groen, Figur.Flueben) : new($"{s.Brugt(idag) - s.Dage} dage over", Farve.Roed);
        if (s.StillesSiden is not null)
            return new("Står stille", Farve.Graa, Figur.Pause);
        return (s.Frist!.Value.DayNumber - idag.DayNumber) switch
        {
            < -1 and var over => new($"{-over} dage over", Farve.Roed),
            -1 => new("1 dag over", Farve.Roed),
            0 => new("I dag", Farve.Gul),
            1 => new("I morgen", Farve.Gul),
            var om when om <= ur.NaerDage => new($"Om {om} dage", Farve.Gul, Figur.Ur),
            var senere => new($"Om {senere} dage", Farve.Graa, Figur.Ur),
        };
    }

    /// <summary>The steps that the first way of each leads through.</summary>
    internal static List<Sagstrin> Vejen(Sagstype type)
    {
        List<Sagstrin> vejen = [];
        for (var trin = type.Trin[0]; trin is not null && !vejen.Contains(trin); trin = trin.Veje.Count == 0 ? null : type.TrinMed(trin.Veje[0].Til))
            vejen.Add(trin);
        return vejen;
    }

    /// <summary>The installation's case areas, and which are on here.</summary>
    public async Task<IReadOnlyList<Modulkort>> KatalogAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var taendt = await core.Moduler.Where(m => m.Slukket == null).ToDictionaryAsync(m => m.Navn, m => m.Taendt, ct);
        List<Modulkort> kort = [];
        foreach (var modul in moduler.Where(m => m.IsOptional))
        {
            var noegler = typer.Af(modul.Name);
            kort.Add(new(
                modul.Name, modul.Title, modul.Description, taendt.TryGetValue(modul.Name, out var siden) ? siden : null, await Sagsforloebene.AabneAsync(db, noegler, ct), [.. noegler.Select(n => typer.Gaeldende(n, idag)!)]));
        }

        return kort;
    }

    /// <summary>The case types that can be opened here now.</summary>
    public IReadOnlyList<Sagstype> Taendte() =>
        [.. moduler.Where(m => m.IsOptional && myndighed.IsOn(m.Name)).SelectMany(m => typer.Af(m.Name)).Select(n => typer.Gaeldende(n, DanishTime.Today(tid))!)];
}
