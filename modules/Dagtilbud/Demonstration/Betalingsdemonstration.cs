using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Api;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Dagtilbud.Demonstration;

/// <summary>Invented tariffs, some households, a closed month, and a parents' page that takes applications. After the children have places.</summary>
internal sealed class Betalingsdemonstration : IModuldemonstration
{
    private readonly Dictionary<string, string> _eksempler = [];

    public string Modul => DagtilbudModule.Noegle;

    public IReadOnlyDictionary<string, string> Eksempler => _eksempler;

    public async Task LavAsync(IServiceProvider tjenester, Func<string, Task<Aktoer>> aktoer, CancellationToken ct)
    {
        var (myndighed, db, tid) = (tjenester.GetRequiredService<Authority>(), tjenester.GetRequiredService<DagtilbudDb>(), tjenester.GetRequiredService<TimeProvider>());
        var (behandler, administrator) = (await aktoer("sagsbehandler"), await aktoer("administrator"));
        var maaned = Betalingsbeloeb.Maaned(DanishTime.Today(tid));
        var fra = new DateOnly(maaned.Year - 1, 1, 1);
        foreach (var (art, budget, frokost) in new[] { (Pladsart.Dagpleje, 1_240_000L, 0L), (Pladsart.Vuggestue, 1_610_000L, 72_000L), (Pladsart.Boernehave, 884_000L, 64_000L) })
        {
            foreach (var t in Enum.GetValues<Taksttid>())
                await myndighed.Queue.RunAsync((GemDagtilbudstakst act) => act.Udfoer(new(administrator, art, t, t == Taksttid.Heltid ? budget : budget * 7 / 10, (t == Taksttid.Heltid ? budget : budget * 7 / 10) / 4, frokost, fra), ct), ct);
        }

        await myndighed.Queue.RunAsync((IndstilForaeldreside act) => act.Udfoer(new(administrator, behandler.EnhedId, true, "Ring til pladsanvisningen på 12 34 56 78, mandag til torsdag kl. 10-14 (demonstration)."), ct), ct);
        var sager = tjenester.GetRequiredService<Sagsopslag>();
        var nr = 0;
        foreach (var sag in await db.Pladser.AsNoTracking().OrderBy(p => p.SagId).Select(p => p.SagId).Take(12).ToListAsync(ct))
        {
            if ((await sager.SynligeAsync(behandler, [sag], ct)).Count == 0 || (await sager.ParterAsync(behandler, sag, ct)).Where(p => p.Rolle == Dagtilbudstype.Foraelder).Select(p => p.Id).ToList() is not { Count: > 0 } voksne)
                continue;
            nr++;
            await myndighed.Queue.RunAsync((RegistrerHusstand act) => act.Udfoer(new(behandler, sag, maaned.AddMonths(-3), 1_500_000 + 400_000 * nr, voksne.Count == 1, 1 + nr % 3, [.. voksne.Take(2)], Kilde: "Opdigtet til demonstration"), ct), ct);
        }

        await BetalingApi.DanAsync(myndighed, behandler, maaned.AddMonths(-1), ct);
        await BetalingApi.DanAsync(myndighed, behandler, maaned, ct);
        _eksempler["/dagtilbud/betaling"] = Maaneder.Noegle(Maaneder.Nr(maaned));
        var tilbud = await db.Tilbud.AsNoTracking().OrderBy(t => t.Id).FirstOrDefaultAsync(ct);
        var barn = (tilbud?.SagId ?? Guid.Empty).ToString();
        // A parent's own: those who look at every page without a parent's sign-in meet the page where one signs in.
        _eksempler["/dagtilbud/foraeldre"] = barn;
        _eksempler[$"/dagtilbud/foraeldre/{barn}/tilbud"] = _eksempler[$"/dagtilbud/foraeldre/{barn}/breve"] = (tilbud?.Id ?? Guid.Empty).ToString();
    }
}
