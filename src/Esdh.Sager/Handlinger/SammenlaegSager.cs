using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Makes one case of two that were filed twice. The first is closed and its numbers lead to the other; documents with new akt numbers,
/// parties, notes, reminders, decisions, folders, tags and relations move there. At once up to 500 rows, else by a job.
/// </summary>
internal sealed class SammenlaegSager(SagerDb db, CoreDb core, Forloebsgang gang, ArvFoelsomhed arv, EventLog haendelser, TimeProvider tid)
{
    internal const string Jobtype = "sager.sammenlaegning";

    /// <summary>Most rows that one act moves.</summary>
    internal const int MaxRaekker = 500;

    private const int Portion = 200;

    /// <param name="Sag">The case that is closed.</param>
    /// <param name="Med">Id or number of the case that goes on.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Med, string? Begrundelse = null, long? IfMatch = null);

    /// <param name="Id">The case that goes on.</param>
    /// <param name="Sagsnummer">Its number.</param>
    /// <param name="JobId">The job that moves the rest, when there is too much for one go.</param>
    public sealed record Svar(Guid Id, string Sagsnummer, Guid? JobId, long Version);

    internal sealed record Jobdata(Guid FraSagId, Guid TilSagId, SammenlaegningFuldfoert Antal);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Med), "med", "Skriv nummeret på den sag, der skal fortsætte.")
            .AddIf(k.Begrundelse?.Length > 2000, "begrundelse", "Begrundelsen må højst være 2000 tegn.")
            .Throw();
        var nu = tid.GetUtcNow();
        var fra = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        var til = await db.FindSagAsync(k.Aktoer, k.Med!, ct);
        Preconditions.Check(fra.Version, k.IfMatch);
        foreach (var sag in new[] { fra, til })
            SagRegler.IngenSammenlaegningIGang.Kraev(!await core.SammenlaegningIGangAsync(sag.Id, ct));
        var begyndtFoer = fra.SammenlagtMedId == til.Id; // a job that stopped half-way is taken up again
        if (!begyndtFoer)
            await LukAsync(k.Aktoer, fra, til, k.Begrundelse.Renset(), nu, ct);

        var (antal, iAlt) = await TaelAsync(fra.Id, ct);
        if (iAlt <= MaxRaekker)
        {
            while (await FlytAsync(k.Aktoer, fra, til, MaxRaekker, ct) > 0)
            {
            }

            await FuldfoerAsync(k.Aktoer, fra, til, antal, ct);
            return new(til.Id, til.Sagsnummer, null, til.Version);
        }

        var job = new Job
        {
            Type = Jobtype, Titel = $"Sammenlægning af {fra.Sagsnummer} med {til.Sagsnummer}", Data = JsonSerializer.Serialize(new Jobdata(fra.Id, til.Id, antal)),
            OprettetAf = k.Aktoer.Id, Oprettet = nu, IAlt = iAlt,
        };
        core.Add(job);
        await core.SaveChangesAsync(ct);
        return new(til.Id, til.Sagsnummer, job.Id, til.Version);
    }

    /// <summary>One portion of the job; answers whether more is left.</summary>
    internal async Task<bool> UdfoerPortion(Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket)
            return false;
        var data = JsonSerializer.Deserialize<Jobdata>(job.Data)!;
        var (fra, til) = (await db.SagIJobAsync(data.FraSagId, ct), await db.SagIJobAsync(data.TilSagId, ct));
        var aktoer = Aktoer.Systemet with { Id = job.OprettetAf };
        var flyttet = await FlytAsync(aktoer, fra, til, Portion, ct);
        job.Faerdige += flyttet;
        if (flyttet == 0)
        {
            await FuldfoerAsync(aktoer, fra, til, data.Antal, ct);
            job.Resultat = $"{fra.Sagsnummer} er lagt sammen med {til.Sagsnummer}.";
        }

        await core.SaveChangesAsync(ct);
        return flyttet > 0;
    }

    private async Task LukAsync(Aktoer aktoer, Sag fra, Sag til, string? begrundelse, DateTimeOffset nu, CancellationToken ct)
    {
        var status = await db.Statusser.Where(s => s.Aktiv && s.Tilstand == Tilstand.Afsluttet).OrderBy(s => s.KraeverKommentar).ThenBy(s => s.Orden).FirstOrDefaultAsync(ct)
            ?? throw new InvalidException("status", "Der er ingen status, der afslutter en sag. En administrator skal oprette den.");
        fra.SammenlaegMed(til, status, nu);
        await gang.SlutUreneAsync(fra.Id, ct);
        var numre = await db.Sagsnumre.Where(n => n.SagId == fra.Id).ToListAsync(ct);
        foreach (var nummer in numre)
            nummer.SagId = til.Id;
        til.Overtag(fra, [.. await db.SagsnumreAsync(til.Id, ct), .. numre.Select(n => n.Sagsnummer)], nu);
        await db.SaveChangesAsync(ct);
        var sammenlagt = new SagSammenlagt(fra.Id, fra.Sagsnummer, til.Id, til.Sagsnummer, begrundelse);
        await haendelser.AppendAsync(aktoer, sammenlagt, fra.Id, til.Id, ct);
        await haendelser.AppendAsync(aktoer, sammenlagt, til.Id, fra.Id, ct);
    }

    private async Task FuldfoerAsync(Aktoer aktoer, Sag fra, Sag til, SammenlaegningFuldfoert antal, CancellationToken ct)
    {
        await arv.BegyndAsync(aktoer, til, ct);
        await haendelser.AppendAsync(aktoer, antal, fra.Id, til.Id, ct);
        await haendelser.AppendAsync(aktoer, antal, til.Id, fra.Id, ct);
    }

    private async Task<(SammenlaegningFuldfoert Antal, int IAlt)> TaelAsync(Guid fra, CancellationToken ct)
    {
        var antal = new SammenlaegningFuldfoert(
            await db.Registreringer.CountAsync(r => r.SagId == fra && r.FlyttetTilId == null, ct), await db.Notater.CountAsync(n => n.SagId == fra, ct),
            await db.Sagsparter.CountAsync(p => p.SagId == fra, ct), await db.Erindringer.CountAsync(e => e.SagId == fra, ct));
        var andet = await db.Delforloeb.CountAsync(d => d.SagId == fra, ct) + await db.Afgoerelser.CountAsync(a => a.SagId == fra, ct)
            + await db.Beslutninger.CountAsync(b => b.SagId == fra, ct) + await db.Hoeringer.CountAsync(h => h.SagId == fra, ct) + await db.Hoeringsundladelser.CountAsync(u => u.SagId == fra, ct)
            + await db.Forsendelser.CountAsync(f => f.SagId == fra, ct) + await db.Masseforsendelser.CountAsync(m => m.SagId == fra, ct)
            + await db.Godkendelser.CountAsync(g => g.SagId == fra, ct)
            + await db.Maerker.CountAsync(m => m.SagId == fra, ct)
            + await db.Relationer.CountAsync(r => r.FraSagId == fra || r.TilSagId == fra, ct) + await db.Undersager(fra).CountAsync(ct);
        return (antal, antal.Dokumenter + antal.Notater + antal.Parter + antal.Erindringer + andet);
    }

    /// <summary>Moves at most so many rows and answers how many.</summary>
    private async Task<int> FlytAsync(Aktoer aktoer, Sag fra, Sag til, int hoejst, CancellationToken ct)
    {
        var flyttet = 0;
        // Folders and parties first: documents and notes point at them.
        foreach (var flyt in new Func<Aktoer, Sag, Sag, int, CancellationToken, Task<int>>[] { FlytDelforloebAsync, FlytParterAsync, FlytDokumenterAsync, FlytNotaterMvAsync, FlytRelationerAsync })
        {
            if (flyttet >= hoejst)
                break;
            flyttet += await flyt(aktoer, fra, til, hoejst - flyttet, ct);
            await db.SaveChangesAsync(ct);
        }

        return flyttet;
    }

    private async Task<int> FlytDelforloebAsync(Aktoer aktoer, Sag fra, Sag til, int hoejst, CancellationToken ct)
    {
        var raekker = await db.Delforloeb.Where(d => d.SagId == fra.Id).OrderBy(d => d.Nummer).Take(hoejst).ToListAsync(ct);
        if (raekker.Count == 0)
            return 0;
        var sidste = await db.Delforloeb.Where(d => d.SagId == til.Id).MaxAsync(d => (int?)d.Nummer, ct) ?? 0;
        foreach (var raekke in raekker)
            (raekke.SagId, raekke.Nummer) = (til.Id, ++sidste);
        return raekker.Count;
    }

    private async Task<int> FlytParterAsync(Aktoer aktoer, Sag fra, Sag til, int hoejst, CancellationToken ct)
    {
        var raekker = await db.Sagsparter.Where(p => p.SagId == fra.Id).OrderBy(p => p.Tilfoejet).Take(hoejst).ToListAsync(ct);
        if (raekker.Count == 0)
            return 0;
        var kendte = await db.Sagsparter.Where(p => p.SagId == til.Id && p.Fratraadt == null).ToListAsync(ct);
        var harPrimaer = kendte.Exists(p => p.ErPrimaer);
        foreach (var raekke in raekker)
        {
            raekke.SagId = til.Id;
            if (raekke.RepraesentererId is { } repraesenteret && raekker.Find(r => r.Id == repraesenteret) is { Fratraadt: not null } og && kendte.Find(p => p.PartId == og.PartId) is { } samme)
                raekke.RepraesentererId = samme.Id;
            if (raekke.Fratraadt is not null)
                continue;
            raekke.ErPrimaer &= !harPrimaer;
            harPrimaer |= raekke.ErPrimaer;
            if (kendte.Exists(p => p.PartId == raekke.PartId))
                raekke.Fratraadt = tid.GetUtcNow(); // already a party there: the row stays for the notes that name it
            else
                kendte.Add(raekke);
        }

        return raekker.Count;
    }

    /// <summary>
    /// Drafts move; a journalised document keeps its akt number where it was, marked as moved, and gets the next one where it comes, as when
    /// it is moved alone.
    /// </summary>
    private async Task<int> FlytDokumenterAsync(Aktoer aktoer, Sag fra, Sag til, int hoejst, CancellationToken ct)
    {
        var raekker = await (from r in db.Registreringer
                             where r.SagId == fra.Id && r.FlyttetTilId == null
                             join d in db.DokumenterIJob(fra.Id) on r.DokumentId equals d.Id
                             orderby r.Aktnr == null, r.Aktnr, r.Bilagsnr == null ? 0 : r.Bilagsnr, r.Nr
                             select new { Registrering = r, d.Titel, d.ForaelderId }).Take(hoejst).ToListAsync(ct);
        if (raekker.Count == 0)
            return 0;
        var ids = raekker.Select(r => r.Registrering.DokumentId).Concat(raekker.Where(r => r.ForaelderId != null).Select(r => r.ForaelderId!.Value)).ToList();
        var paaMaalet = await db.Registreringer.Where(r => r.SagId == til.Id && ids.Contains(r.DokumentId)).ToDictionaryAsync(r => r.DokumentId, ct);
        var nu = tid.GetUtcNow();
        foreach (var raekke in raekker)
        {
            var r = raekke.Registrering;
            var foer = Aktnr(r);
            if (!paaMaalet.TryGetValue(r.DokumentId, out var her))
                paaMaalet[r.DokumentId] = her = Ny(r, raekke.ForaelderId is { } foraelder ? paaMaalet.GetValueOrDefault(foraelder) : null);
            else
                (her.FlyttetTilId, her.Flyttet) = (null, null); // registered there already, or it was once: it has its number
            if (her != r)
                (r.FlyttetTilId, r.Flyttet) = (til.Id, nu);
            var flyttet = new DokumentFlyttet(raekke.Titel, fra.Sagsnummer, foer, til.Sagsnummer, Aktnr(her), null);
            await haendelser.AppendAsync(aktoer, flyttet, fra.Id, r.DokumentId, ct);
            await haendelser.AppendAsync(aktoer, flyttet, til.Id, r.DokumentId, ct);
        }

        return raekker.Count;

        Dokumentregistrering Ny(Dokumentregistrering gammel, Dokumentregistrering? hoved)
        {
            if (gammel.Aktnr is null)
            {
                gammel.SagId = til.Id;
                return gammel;
            }

            var erBilag = gammel.Bilagsnr is not null && hoved?.Aktnr is not null;
            var ny = new Dokumentregistrering
            {
                DokumentId = gammel.DokumentId, SagId = til.Id, Aktnr = erBilag ? hoved!.Aktnr : til.NaesteAktnr(nu), Bilagsnr = erBilag ? gammel.Bilagsnr : null,
                DelforloebId = gammel.DelforloebId, RegistreretAf = aktoer.Id, Registreret = nu,
            };
            gammel.DelforloebId = null;
            db.Add(ny);
            return ny;
        }
    }

    private async Task<int> FlytNotaterMvAsync(Aktoer aktoer, Sag fra, Sag til, int hoejst, CancellationToken ct)
    {
        var flyttet = await db.Notater.Where(n => n.SagId == fra.Id).OrderBy(n => n.Nr).Select(n => n.Id).Take(hoejst).ToListAsync(ct) is { Count: > 0 } notater
            ? await db.Notater.Where(n => notater.Contains(n.Id)).ExecuteUpdateAsync(s => s.SetProperty(n => n.SagId, til.Id), ct) : 0;
        if (flyttet < hoejst && await db.Erindringer.Where(e => e.SagId == fra.Id).OrderBy(e => e.Nr).Select(e => e.Id).Take(hoejst - flyttet).ToListAsync(ct) is { Count: > 0 } erindringer)
            flyttet += await db.Erindringer.Where(e => erindringer.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => e.SagId, til.Id).SetProperty(e => e.Version, e => e.Version + 1), ct);
        if (flyttet < hoejst && await db.Forsendelser.Where(f => f.SagId == fra.Id).OrderBy(f => f.Nr).Select(f => f.Id).Take(hoejst - flyttet).ToListAsync(ct) is { Count: > 0 } forsendelser)
            flyttet += await db.Forsendelser.Where(f => forsendelser.Contains(f.Id)).ExecuteUpdateAsync(s => s.SetProperty(f => f.SagId, til.Id).SetProperty(f => f.Version, f => f.Version + 1), ct);
        if (flyttet < hoejst) // decisions and hearings are few
        {
            flyttet += await db.Masseforsendelser.Where(m => m.SagId == fra.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.SagId, til.Id), ct);
            flyttet += await db.Afgoerelser.Where(a => a.SagId == fra.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.SagId, til.Id), ct);
            flyttet += await db.Beslutninger.Where(b => b.SagId == fra.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.SagId, til.Id), ct);
            flyttet += await db.Hoeringer.Where(h => h.SagId == fra.Id).ExecuteUpdateAsync(s => s.SetProperty(h => h.SagId, til.Id).SetProperty(h => h.Version, h => h.Version + 1), ct);
            flyttet += await db.Godkendelser.Where(g => g.SagId == fra.Id).ExecuteUpdateAsync(s => s.SetProperty(g => g.SagId, til.Id).SetProperty(g => g.Version, g => g.Version + 1), ct);
            flyttet += await db.Hoeringsundladelser.Where(u => u.SagId == fra.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.SagId, til.Id), ct);
        }

        return flyttet;
    }

    private async Task<int> FlytRelationerAsync(Aktoer aktoer, Sag fra, Sag til, int hoejst, CancellationToken ct)
    {
        var maerker = await db.Maerker.Where(m => m.SagId == fra.Id).Take(hoejst).ToListAsync(ct);
        var kendteMaerker = await db.Maerker.Where(m => m.SagId == til.Id).Select(m => m.Maerke).ToListAsync(ct);
        db.RemoveRange(maerker);
        db.AddRange(maerker.Where(m => !kendteMaerker.Contains(m.Maerke)).Select(m => new SagMaerke { SagId = til.Id, Maerke = m.Maerke }));

        var relationer = await db.Relationer.Where(r => r.FraSagId == fra.Id || r.TilSagId == fra.Id).Take(hoejst).ToListAsync(ct);
        var kendte = await db.Relationer.Where(r => r.FraSagId == til.Id || r.TilSagId == til.Id).Select(r => r.FraSagId == til.Id ? r.TilSagId : r.FraSagId).ToListAsync(ct);
        db.RemoveRange(relationer);
        foreach (var relation in relationer)
        {
            var anden = relation.FraSagId == fra.Id ? relation.TilSagId : relation.FraSagId;
            if (anden == til.Id || kendte.Contains(anden))
                continue;
            kendte.Add(anden);
            db.Add(new SagRelation { FraSagId = til.Id, TilSagId = anden, Tid = relation.Tid });
        }

        var undersager = await db.Undersager(fra.Id).OrderBy(s => s.Nr).Select(s => s.Id).Take(hoejst).ToListAsync(ct);
        if (undersager.Count > 0)
            await db.Undersager(fra.Id).Where(s => undersager.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.OversagId, til.Id).SetProperty(x => x.Version, x => x.Version + 1), ct);
        return maerker.Count + relationer.Count + undersager.Count;
    }

    private static string? Aktnr(Dokumentregistrering r) => r.Aktnr is null ? null : r.Bilagsnr is { } bilag ? $"{r.Aktnr}.{bilag}" : $"{r.Aktnr}";
}

/// <summary>Carries the job out in portions.</summary>
internal sealed class Sammenlaegningsjob : IJobKind
{
    public string Type => SammenlaegSager.Jobtype;

    public Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct) =>
        authority.Queue.RunAsync((SammenlaegSager act) => act.UdfoerPortion(jobId, ct), ct);
}

internal static class Sammenlaegninger
{
    /// <summary>Whether a job still moves things from or to the case.</summary>
    public static Task<bool> SammenlaegningIGangAsync(this CoreDb core, Guid sagId, CancellationToken ct)
    {
        var id = sagId.ToString();
        return core.Jobs.AnyAsync(j => j.Type == SammenlaegSager.Jobtype && (j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer) && j.Data.Contains(id), ct);
    }
}
