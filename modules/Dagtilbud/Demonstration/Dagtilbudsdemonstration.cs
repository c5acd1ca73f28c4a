using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Indhold;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Dagtilbud.Demonstration;

/// <summary>Invented institutions and children, so that every page of the module has something to show. Names say that it is a demonstration; the CPR numbers are replacement numbers.</summary>
internal sealed class Dagtilbudsdemonstration : IModuldemonstration
{
    private static readonly Guid Foerste = new("0190b7e5-0000-7000-8000-00000000da01"), Koersel = new("0190b7e5-0000-7000-8000-00000000da02");

    private readonly Dictionary<string, string> _eksempler = new() { ["/dagtilbud/institutioner"] = Foerste.ToString(), ["/dagtilbud/anvisning"] = Koersel.ToString() };

    public string Modul => DagtilbudModule.Noegle;

    public IReadOnlyDictionary<string, string> Eksempler => _eksempler;

    /// <param name="Smaa">Places in the nursery group; 0 for none.</param>
    /// <param name="Store">Places in the kindergarten group; 0 for none.</param>
    private sealed record Institution(string Navn, Institutionsart Art, string Vej, string Distrikt, int Smaa, int Store);

    private static readonly Institution[] Institutioner =
    [
        new("Solstrålen", Institutionsart.Kommunal, "Skolevej 2", "Nord", 4, 5), new("Mælkebøtten", Institutionsart.Kommunal, "Engvej 11", "Nord", 3, 4), new("Regnbuen", Institutionsart.Kommunal, "Havnegade 7", "Havn", 4, 4), new("Myretuen", Institutionsart.Kommunal, "Skovvej 30", "Syd", 3, 5),
        new("Trætoppen", Institutionsart.Kommunal, "Skovvej 52", "Syd", 2, 4), new("Kirsebærhaven", Institutionsart.Selvejende, "Præstegade 4", "Midt", 3, 3), new("Sankt Peders Børnehus", Institutionsart.Selvejende, "Kirkestræde 1", "Midt", 2, 3), new("Dagplejen Nord", Institutionsart.Dagpleje, "Rådhusgade 1", "Nord", 4, 0),
        new("Dagplejen Syd", Institutionsart.Dagpleje, "Rådhusgade 1", "Syd", 3, 0), new("Spirehuset", Institutionsart.Privat, "Møllevej 9", "Midt", 3, 3), new("Skovfeen", Institutionsart.Privat, "Skovvej 71", "Syd", 0, 4), new("Strandbørnehaven", Institutionsart.Kommunal, "Strandvej 18", "Havn", 0, 4),
    ];

    private static readonly string[] Fornavne =
    [
        "Alma", "Bertil", "Clara", "Ditlev", "Ellen", "Felix", "Gerda", "Hugo", "Ida", "Johan", "Karla", "Laurits", "Maja", "Nohr", "Olga", "Pelle", "Rosa", "Sigurd", "Thea", "Uffe", "Vigga", "Walter", "Ylva", "Zelda", "Asta", "Bjørn", "Cilje", "Elias", "Freja", "Gustav",
    ];

    public async Task LavAsync(IServiceProvider tjenester, Func<string, Task<Aktoer>> aktoer, CancellationToken ct)
    {
        var (myndighed, tid) = (tjenester.GetRequiredService<Authority>(), tjenester.GetRequiredService<TimeProvider>());
        var (behandler, administrator) = (await aktoer("sagsbehandler"), await aktoer("administrator"));
        var idag = DanishTime.Today(tid);
        var denne = Maaneder.Foerste(Maaneder.Nr(idag));
        List<(Guid Id, Institution Om, List<(Guid Gruppe, int Pladser, bool Smaa)> Grupper)> huse = [];
        foreach (var (i, nr) in Institutioner.Select((i, nr) => (i, nr)))
        {
            var id = (await myndighed.Queue.RunAsync((GemInstitution act) => act.Udfoer(new(
                administrator, null, $"{i.Navn} (demonstration)", i.Art, $"{i.Vej}, 4000 Korsbæk", i.Distrikt, "Mandag til torsdag 6.30–17.00, fredag 6.30–16.00", denne.AddYears(-6), NytId: nr == 0 ? Foerste : null), ct), ct)).Id;
            List<(Guid, int, bool)> grupper = [];
            foreach (var (navn, fra, til, antal) in new[] { (i.Art == Institutionsart.Dagpleje ? "Dagplejere" : "Vuggestue", 6, 35, i.Smaa), ("Børnehave", 33, 72, i.Store) })
            {
                if (antal == 0)
                    continue;
                var gruppe = (await myndighed.Queue.RunAsync((GemGruppe act) => act.Udfoer(new(administrator, id, null, navn, fra, til), ct), ct)).Id;
                await myndighed.Queue.RunAsync((SaetKapacitet act) => act.Udfoer(new(administrator, gruppe, denne.AddYears(-3), antal), ct), ct);
                grupper.Add((gruppe, antal, fra == 6));
            }

            huse.Add((id, i, grupper));
        }

        var barn = 0;
        (string Navn, string Cpr, DateOnly Foedt) Barn(int maaneder)
        {
            barn++;
            var foedt = idag.AddMonths(-maaneder).AddDays(-(barn % 20));
            return ($"{Fornavne[barn % Fornavne.Length]} Demobarn ({barn})", string.Create(CultureInfo.InvariantCulture, $"{foedt.Day + 60:00}{foedt.Month:00}{foedt.Year % 100:00}5{barn:000}"), foedt);
        }

        NyPart Forael(int nr) => new($"Demoforælder {nr}", string.Create(CultureInfo.InvariantCulture, $"{(nr % 28) + 61:00}0490{1000 + nr:0000}")) { Adresse = $"Demovej {nr}", Postnummer = "4000", By = "Korsbæk" };

        // Children that have a place already: the municipality begins with them.
        foreach (var (_, om, grupper) in huse.Where(h => h.Om.Art != Institutionsart.Privat))
        {
            foreach (var (gruppe, pladser, smaa) in grupper)
            {
                for (var n = 0; n < pladser - (barn % 3 == 0 ? 2 : 1); n++)
                {
                    var (navn, cpr, _) = Barn((smaa ? 12 : 40) + (n * 4 % 20));
                    behandler = (await myndighed.Queue.RunAsync((ModtagDagtilbudsansoegning act) => act.Udfoer(new(behandler, navn, cpr, null, [Forael(barn)], new(denne.AddMonths(-4), [], om.Distrikt), denne.AddMonths(-9), (gruppe, denne.AddMonths(-4))), ct), ct)).Aktoer;
                }
            }
        }

        List<Guid> ventende = [];
        string? tvilling = null;
        for (var n = 0; n < 24; n++)
        {
            var smaa = n % 3 != 2;
            var (navn, cpr, _) = Barn(smaa ? 8 + (n % 9) : 34 + n);
            if (n is 10 or 11)
                cpr = (cpr[..6], idag.AddMonths(-10)) is var (_, f) ? string.Create(CultureInfo.InvariantCulture, $"{f.Day + 60:00}{f.Month:00}{f.Year % 100:00}5{barn:000}") : cpr;
            var mulige = huse.Where(h => h.Grupper.Any(g => g.Smaa == smaa)).ToList();
            List<Guid> oensker = [.. Enumerable.Range(0, 1 + (n % 3)).Select(o => mulige[((n * 5) + (o * 3)) % mulige.Count].Id).Distinct()];
            var oplysninger = new Ansoegningskontrol.Oplysninger(denne.AddMonths(n == 20 ? -1 : n % 3 == 1 ? 2 : 1), oensker, Institutioner[n % 5].Distrikt, n % 11 == 4 ? "Vurderet af pædagogisk rådgivning (demonstration)" : null, null, n == 11 ? tvilling : null);
            var kommando = new ModtagDagtilbudsansoegning.Kommando(behandler, navn, cpr, null, n == 7 ? [Forael(1)] : n is 10 or 11 ? [Forael(500)] : [Forael(barn)], oplysninger, idag.AddDays(-30 - (n * 9)));
            if (n < 4)
            {
                ventende.Add((await tjenester.GetRequiredService<Garantiskrivning>().ModtagAsync(kommando, ct)).Svar.SagId);
                continue;
            }

            var svar = await myndighed.Queue.RunAsync((ModtagDagtilbudsansoegning act) => act.Udfoer(kommando, ct), ct);
            tvilling = n == 10 ? svar.Sagsnummer : tvilling;
            if (n == 23)
                continue;
            await myndighed.Queue.RunAsync(async (Sagshandlinger s) =>
            {
                await s.TagTrinAsync(behandler, svar.SagId, Dagtilbudstype.Venteliste, null, ct);
                return true;
            }, ct);
            ventende.Add(svar.SagId);
        }

        await AnvisAsync(tjenester, myndighed, behandler, denne, ventende, ct);
    }

    /// <summary>Proposals for the next month, three offers of which one is answered, and a guarantee that was not kept.</summary>
    private async Task AnvisAsync(IServiceProvider tjenester, Authority myndighed, Aktoer behandler, DateOnly denne, List<Guid> ventende, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((KoerAnvisning act) => act.Udfoer(new(behandler, denne.AddMonths(1), Koersel), ct), ct);
        var db = tjenester.GetRequiredService<DagtilbudDb>();
        var forslag = await db.Forslag.AsNoTracking().Where(f => f.KoerselId == Koersel && f.GruppeId != null && f.Oenske != null).OrderBy(f => f.Orden).Select(f => f.SagId).ToListAsync(ct);
        await tjenester.GetRequiredService<Tilbudsskrivning>().SendForslagAsync(behandler, Koersel, [.. forslag.Take(3)], ct);
        if (await db.Tilbud.AsNoTracking().OrderBy(t => t.Id).FirstOrDefaultAsync(ct) is { } tilbud)
            await myndighed.Queue.RunAsync((BesvarPladstilbud act) => act.Udfoer(new(behandler, tilbud.SagId.ToString(), tilbud.Id, true), ct), ct);
        foreach (var sag in ventende)
        {
            if ((await myndighed.Queue.RunAsync((RegistrerGarantibrud act) => act.Udfoer(new(behandler, sag), ct), ct)).Brudt)
                break;
        }

        var rest = await db.Forslag.AsNoTracking().Where(f => f.KoerselId == Koersel && f.GruppeId != null && f.Tilstand == Forslagstilstand.Foreslaaet).OrderBy(f => f.Orden).Select(f => (Guid?)f.SagId).FirstOrDefaultAsync(ct) ?? forslag.FirstOrDefault();
        if (await tjenester.GetRequiredService<Sagsopslag>().SynligeAsync(behandler, [rest], ct) is { Count: 1 } fundne)
            _eksempler[$"/dagtilbud/anvisning/{Koersel}"] = fundne[rest].Sagsnummer;
    }
}
