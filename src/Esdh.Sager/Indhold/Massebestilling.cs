using System.Globalization;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>
/// Lists what an order is about and has it written. One read gives the whole list, so it is what there was at one moment and nothing comes in later; the number
/// is held against the one that was confirmed. It is written in portions, so that 50,000 do not keep the others' writing waiting, and the job begins
/// with the last portion. A server that stops on the way leaves an order that is given up at the next start: nobody was told that it was taken.
/// </summary>
internal sealed class Massebestilling(SagerDb db, CoreDb core, Sagsliste liste)
{
    public async Task<BestilMassehandling.Svar> BestilAsync(Authority myndighed, BestilMassehandling.Kommando k, CancellationToken ct)
    {
        BestilMassehandling.Bestilling? bestilt = null;
        List<BestilMassehandling.Post> poster;
        if (k.Handling is Massehandling.Rest or Massehandling.GivTilbage or Massehandling.Fortryd)
            (bestilt, poster) = await FraJobAsync(k, ct);
        else
            poster = Massehandling.Find(k.Handling) is { Dokumenter: true } ? await DokumenterAsync(k, ct) : await SagerAsync(k, ct);
        var svar = await myndighed.Queue.RunAsync((BestilMassehandling act) => act.Udfoer(k, poster.GetRange(0, Math.Min(poster.Count, BestilMassehandling.Portion)), poster.Count, bestilt, ct), ct);
        try
        {
            for (var fra = BestilMassehandling.Portion; fra < poster.Count; fra += BestilMassehandling.Portion)
            {
                var (nr, portion) = (fra + 1, poster.GetRange(fra, Math.Min(BestilMassehandling.Portion, poster.Count - fra)));
                await myndighed.Queue.RunAsync((SkrivMasseposter act) => act.Udfoer(new(svar.JobId, nr, portion), ct), ct);
            }
        }
        catch (Exception e) when (e is not NotFoundException)
        {
            await myndighed.Queue.RunAsync((SkrivMasseposter act) => act.Udfoer(new(svar.JobId, 0, []), CancellationToken.None), CancellationToken.None);
            throw;
        }

        return svar;
    }

    private async Task<List<BestilMassehandling.Post>> SagerAsync(BestilMassehandling.Kommando k, CancellationToken ct)
    {
        IQueryable<Sag> sager;
        if (k.Filter is not null)
        {
            sager = liste.Filtreret(k.Aktoer, k.Filter);
        }
        else
        {
            var valgte = (k.Sager ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Take(BestilMassehandling.FlestValgte + 1).ToList();
            if (valgte.Count > BestilMassehandling.FlestValgte)
                throw new InvalidException("sager", $"Der kan højst nævnes {BestilMassehandling.FlestValgte.ToString("N0", Dansk)} sager enkeltvis. Brug et filter til flere.");
            var ider = valgte.Where(v => Guid.TryParse(v, out _)).Select(Guid.Parse).ToList();
            var numre = valgte.Where(v => !Guid.TryParse(v, out _)).Select(v => Core.Identity.CaseNumber.TryParse(v, out var n) ? n.ToString() : v).ToList();
            sager = db.Sager.SynligeFor(k.Aktoer).Where(s => ider.Contains(s.Id) || db.Sagsnumre.Any(n => n.SagId == s.Id && numre.Contains(n.Sagsnummer)));
        }

        return [.. (await sager.OrderBy(s => s.Nummerorden).ThenBy(s => s.Nr).Select(s => new { s.Id, s.Sagsnummer }).Take(BestilMassehandling.Flest + 1).ToListAsync(ct)).Select(s => new BestilMassehandling.Post(s.Id, s.Sagsnummer))];
    }

    private async Task<List<BestilMassehandling.Post>> DokumenterAsync(BestilMassehandling.Kommando k, CancellationToken ct)
    {
        IQueryable<Dokument> dokumenter;
        if (k.Sagsdokumenter is { } alle)
        {
            dokumenter = await PaaSagenAsync(k.Aktoer, alle, ct);
        }
        else
        {
            var valgte = (k.Dokumenter ?? []).Distinct().Take(BestilMassehandling.FlestValgte + 1).ToList();
            if (valgte.Count > BestilMassehandling.FlestValgte)
                throw new InvalidException("dokumenter", $"Der kan højst nævnes {BestilMassehandling.FlestValgte.ToString("N0", Dansk)} dokumenter enkeltvis.");
            dokumenter = db.Dokumenter.SynligeFor(db, k.Aktoer).Where(d => valgte.Contains(d.Id));
        }

        return [.. (await dokumenter.OrderBy(d => d.Nr).Select(d => new { d.Id, d.Nr }).Take(BestilMassehandling.Flest + 1).ToListAsync(ct)).Select(d => new BestilMassehandling.Post(d.Id, d.Nr.ToString(CultureInfo.InvariantCulture)))];
    }

    /// <summary>Main documents that lie on the case now; what came with them follows.</summary>
    internal async Task<IQueryable<Dokument>> PaaSagenAsync(Core.Access.Aktoer aktoer, BestilMassehandling.Sagsdokumenter valg, CancellationToken ct)
    {
        var sag = (await db.FindSagAsync(aktoer, valg.Sag, ct)).Id;
        var steder = db.Registreringer.Where(r => r.SagId == sag && r.FlyttetTilId == null);
        steder = valg.Valg switch { Aktvalg.Kladder => steder.Where(r => r.Aktnr == null), Aktvalg.Akter => steder.Where(r => r.Aktnr != null), _ => steder };
        if (valg.Delforloeb is { } nummer)
            steder = nummer == 0 ? steder.Where(r => r.DelforloebId == null) : steder.Where(r => db.Delforloeb.Any(d => d.Id == r.DelforloebId && d.Nummer == nummer));
        return db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.ForaelderId == null && steder.Any(r => r.DokumentId == d.Id));
    }

    /// <summary>What an earlier job did, to be undone; or what it did not come to, to be taken up.</summary>
    private async Task<(BestilMassehandling.Bestilling, List<BestilMassehandling.Post>)> FraJobAsync(BestilMassehandling.Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleOrDefaultAsync(j => j.Id == k.JobId && (j.Type == BestilMassehandling.Jobtype || j.Type == BestilMassehandling.Udtraekstype) && j.OprettetAf == k.Aktoer.Id, ct)
            ?? throw new NotFoundException("Jobbet findes ikke, eller det er ikke dit.");
        SagRegler.JobbetErSlut.Kraev(!job.ErIGang);
        var bestilt = JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(job.Data)!;
        var rest = k.Handling == Massehandling.Rest;
        if (!rest && (bestilt.Fortryder is not null || (k.Handling == Massehandling.GivTilbage ? bestilt.Handling != Massehandling.Overdrag : Massehandling.Find(bestilt.Handling) is not { KanFortrydes: true })))
            throw new InvalidException("jobId", k.Handling == Massehandling.GivTilbage ? "Kun sager, der er overdraget, kan gives tilbage." : "Det kan ikke fortrydes samlet.");
        var poster = (await core.JobPoster.Where(p => p.JobId == job.Id && (rest ? p.Resultat != "ok" : p.Resultat == "ok")).OrderBy(p => p.Nr).Select(p => new { p.Noegle, p.Foer }).ToListAsync(ct))
            .ConvertAll(p => BestilMassehandling.Laes(p.Noegle) is var (id, navn) ? new BestilMassehandling.Post(id, navn, p.Foer) : null!);
        if (!rest && k.Sager is { Count: > 0 } valgte)
            poster = poster.FindAll(p => valgte.Contains(p.Navn) || valgte.Contains(p.Id.ToString()));
        if (rest && poster.Count == 0)
            throw new InvalidException("jobId", "Jobbet nåede dem alle. Der er ingen rest.");
        return (rest ? bestilt
            : k.Handling == Massehandling.GivTilbage ? bestilt with { Handling = Massehandling.GivTilbage, Kommentar = k.Kommentar.Renset(), JobId = job.Id }
            : bestilt with { Handling = Massehandling.Fortryd, Fortryder = bestilt.Handling, Kommentar = k.Kommentar.Renset(), JobId = job.Id }, poster);
    }

    private static CultureInfo Dansk { get; } = CultureInfo.GetCultureInfo("da-DK");
}
