using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Demonstration;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>The invented authorities that a started server shows in Development.</summary>
public static class Sagsdemonstration
{
    /// <summary>Keys and names of the invented authorities; the first is the one an unmatched host name means.</summary>
    public static IReadOnlyList<AuthorityInfo> Myndigheder { get; } =
        [.. new[] { Demoindhold.Korsbaek(), Demoindhold.Maanekaer() }.Select(m => new AuthorityInfo(m.Noegle, m.Navn, m.Cvr, true))];

    /// <summary>What the modules show: each is switched on in the first authority, once, and makes its own. Call after <see cref="SeedAsync"/> with cases.</summary>
    public static async Task ModulerAsync(Authority myndighed, IServiceScopeFactory scopes, CancellationToken ct)
    {
        if (myndighed.Key != Myndigheder[0].Key)
            return;
        List<string> moduler;
        await using (var alle = Scope(myndighed, scopes))
        {
            var kendte = await alle.ServiceProvider.GetRequiredService<CoreDb>().Moduler.Select(m => m.Navn).ToListAsync(ct);
            moduler = [.. alle.ServiceProvider.GetServices<IModuldemonstration>().Select(m => m.Modul).Distinct().Except(kendte)];
        }

        foreach (var modul in moduler)
        {
            await using var scope = Scope(myndighed, scopes);
            var tjenester = scope.ServiceProvider;
            async Task<Aktoer> BrugerAsync(string navn) =>
                await tjenester.GetRequiredService<Adgang.Contract.Aktoerkilde>().FindAsync(Adgang.Contract.Demonstration.BrugerId(myndighed.Key, navn), ct) ?? throw new InvalidOperationException($"The demonstration has no user »{navn}«.");
            await tjenester.GetRequiredService<Modulskift>().TaendAsync(await BrugerAsync("administrator"), modul, ct);
            try
            {
                foreach (var del in tjenester.GetServices<IModuldemonstration>().Where(m => m.Modul == modul))
                    await del.LavAsync(tjenester, BrugerAsync, ct);
            }
            finally
            {
                Core.Demonstrationsur.Stil(null);
            }
        }
    }

    private static AsyncServiceScope Scope(Authority myndighed, IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return scope;
    }

    /// <summary>Users, units, plan, templates and, when asked, cases with real files. Nothing when it is there already.</summary>
    /// <param name="myndighed">One of <see cref="Myndigheder"/>.</param>
    /// <param name="medSager">Without, an authority ready for its first case.</param>
    /// <param name="ct">Stopped halfway, nothing is there.</param>
    public static async Task SeedAsync(Authority myndighed, bool medSager, CancellationToken ct)
    {
        if (await myndighed.Queue.RunAsync((ByggDemonstration act) => act.ErByggetAsync(ct), ct))
            return;
        var indhold = new[] { Demoindhold.Korsbaek(), Demoindhold.Maanekaer() }.Single(m => m.Noegle == myndighed.Key);
        await Adgang.Contract.Demonstration.SeedAsync(myndighed, indhold.Enheder, indhold.Brugere, ct);
        Dictionary<Demofil, OpretDokument.Nyfil> filer = new(ReferenceEqualityComparer.Instance);
        var modtagelse = new Filmodtagelse(new(50L * 1024 * 1024));
        if (medSager)
        {
            var idag = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
            foreach (var (fil, dage) in indhold.Sager.SelectMany(s => s.Dokumenter).SelectMany(d => d.Filer.Select(f => (f, d.DageSiden))))
                filer[fil] = await modtagelse.ModtagAsync(myndighed, fil.Navn, new MemoryStream(Demofiler.Lav(fil, idag.AddDays(-dage)), writable: false), ct);
        }

        await myndighed.Queue.RunAsync((ByggDemonstration act) => act.Udfoer(new(indhold, filer, medSager), ct), ct);
        if (medSager)
        {
            await Demoindbakke.LaegAsync(myndighed, indhold, modtagelse, ct);
            await Demoforsendelser.LaegAsync(myndighed, indhold, modtagelse, ct);
            if (indhold.Brugere.Any(b => b.Brugernavn == "byg3"))
            {
                await Adgang.Contract.Demonstration.FravaerAsync(
                    myndighed, [("byg3", "sagsbehandler", 0, 9, "Havnegade haster, resten kan vente."), ("borger1", "kollega", 7, 18, "Ferie.")], ["miljoe2"], ct);
            }
        }

        await Indhold.Standardskabeloner.IndlaesAsync(myndighed, Core.Access.Aktoer.Systemet, ct);
    }
}
