using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Indhold;

/// <summary>Merges the letters of offers and has them sent: the files first, then the act. What is proposed for twins goes together.</summary>
internal sealed class Tilbudsskrivning(DagtilbudDb db, Sagsopslag sager, Sagsbreve breve, Billedlaesning billeder, Authority myndighed)
{
    /// <summary>Most proposals that are offered at one press.</summary>
    public const int Flest = 100;

    /// <param name="Sag">Id or number.</param>
    /// <param name="GruppeId">Where.</param>
    /// <param name="Fra">The day the place begins.</param>
    /// <param name="Frist">The last day to answer; as the local rules say when null.</param>
    internal sealed record Bestilling(string Sag, Guid? GruppeId, DateOnly? Fra, DateOnly? Frist = null, Guid? Koersel = null, string? Grund = null);

    /// <summary>What came of those that were chosen.</summary>
    /// <param name="Sendt">Offers.</param>
    /// <param name="Afvist">Why the others were not, by case.</param>
    internal sealed record Massesvar(int Sendt, IReadOnlyList<(Guid SagId, string Hvorfor)> Afvist);

    /// <summary>One offer, or those of the children of one birth.</summary>
    public async Task<SendPladstilbud.Svar> SendAsync(Aktoer aktoer, IReadOnlyList<Bestilling> bestillinger, CancellationToken ct)
    {
        var billede = await billeder.LaestAsync(ct);
        List<SendPladstilbud.Nyt> nye = [];
        foreach (var b in bestillinger)
        {
            new Errors().AddIf(b.GruppeId is null || !billede.Grupper.ContainsKey(b.GruppeId.Value), "gruppe", "Vælg en gruppe.").AddIf(b.Fra is null, "fra", "Skriv den dag, pladsen begynder.").Throw();
            var kort = await sager.FindAsync(aktoer, b.Sag, ct);
            DagtilbudRegler.SagenErEtDagtilbud.Kraev(kort.Sagstype == Dagtilbudstype.Noegle && billede.Ansoegninger.ContainsKey(kort.Id) && kort.ErAaben);
            var frist = b.Frist ?? DanishCalendar.MoveToWorkday(billede.Idag.AddDays(billede.Regler.Svardage));
            var brev = await breve.FletAsync(aktoer, kort.Id, new(Dagtilbudstype.Tilbudsbrev)
            {
                Felter = new Dictionary<string, string> { ["felt.plads"] = billede.Navn(b.GruppeId!.Value), ["felt.pladsfra"] = DanishTime.LongDate(b.Fra!.Value), ["felt.svarfrist"] = DanishTime.LongDate(frist) },
            }, ct);
            nye.Add(new(kort.Id, b.GruppeId.Value, b.Fra.Value, frist, brev, b.Koersel, b.Grund));
        }

        return await myndighed.Queue.RunAsync((SendPladstilbud act) => act.Udfoer(new(aktoer, nye), ct), ct);
    }

    /// <summary>What a run proposes, as it proposes it. Each is an act of its own; what is refused stands beside those that are sent.</summary>
    public async Task<Massesvar> SendForslagAsync(Aktoer aktoer, Guid koersel, IReadOnlyCollection<Guid> valgte, CancellationToken ct)
    {
        new Errors().AddIf(valgte.Count is 0 or > Flest, "valgt", $"Vælg 1 til {Flest} forslag ad gangen.").Throw();
        var run = await db.Koersler.AsNoTracking().SingleOrDefaultAsync(k => k.Id == koersel, ct) ?? throw new NotFoundException("Anvisningen findes ikke.");
        var forslag = await db.Forslag.AsNoTracking().Where(f => f.KoerselId == koersel && f.GruppeId != null).OrderBy(f => f.Orden).ToListAsync(ct);
        var noegler = await (from f in db.Forslag join a in db.Ansoegninger on f.SagId equals a.SagId where f.KoerselId == koersel && f.GruppeId != null select new { a.SagId, a.Oensket, a.HverForSig, a.TvillingNoegle }).ToDictionaryAsync(x => x.SagId, ct);
        List<(Guid, string)> afvist = [];
        var sendt = 0;
        foreach (var par in forslag.GroupBy(f => noegler[f.SagId] is { HverForSig: false, TvillingNoegle: { } n } ? n : f.SagId).Where(g => g.Any(f => valgte.Contains(f.SagId))))
        {
            try
            {
                List<Bestilling> bestillinger = [.. par.Select(f => new Bestilling(f.SagId.ToString(), f.GruppeId, noegler[f.SagId].Oensket > run.Maaned ? noegler[f.SagId].Oensket : run.Maaned, null, koersel))];
                sendt += (await SendAsync(aktoer, bestillinger, ct)).Tilbud.Count;
            }
            catch (Exception e) when (e is RegelbrudException or InvalidException or NotFoundException or StaleException)
            {
                var hvorfor = e switch { RegelbrudException r => string.Join(' ', [r.Message, .. r.Detaljer]), InvalidException i => string.Join(' ', i.Errors.SelectMany(f => f.Value)), _ => e.Message };
                afvist.AddRange(par.Select(f => (f.SagId, hvorfor)));
            }
        }

        return new(sendt, afvist);
    }

}
