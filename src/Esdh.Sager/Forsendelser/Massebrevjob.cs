using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Forsendelser;

/// <summary>Makes letters to many in portions; what they share is read once for each.</summary>
internal sealed class Massebrevjob(SagerDb db, CoreDb core, Aktoerkilde aktoerer, Dokumentproduktion produktion, Hoeringsbreve hoeringsbreve) : IJobKind
{
    internal const string Jobtype = "sager.massebreve";

    private const int Portion = 25;

    public string Type => Jobtype;

    public string Page(Guid jobId) => $"/masseforsendelser/{jobId}";

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket)
            return false;
        var breve = await db.Massebreve.AsNoTracking().Where(b => b.MasseforsendelseId == jobId && !b.ErFaerdig).OrderBy(b => b.Nummer).Take(Portion).ToListAsync(ct);
        if (breve.Count == 0)
            return false;
        if (await aktoerer.FindAsync(job.OprettetAf, ct, Guid.TryParse(job.Data, out var bord) ? bord : null) is not { } aktoer || !aktoer.Har(AccessRules.Sagsarbejde))
            throw new ForbiddenException("Den, der satte brevene i gang, er ikke længere aktiv eller arbejder ikke længere med sager. Det, der er dannet, er gemt.");
        var masse = await db.Masseforsendelser.AsNoTracking().SingleAsync(m => m.Id == jobId, ct);
        var grundlag = await produktion.GrundlagAsync(aktoer, masse.SagId.ToString(), masse.DokumentskabelonId.ToString(), ct);
        var hoering = masse.HoeringId is { } h ? await HoeringAsync(aktoer, h, ct) : null;
        await Task.WhenAll(breve.Select(b => Task.Run(() => EtAsync(authority, aktoer, masse, grundlag, hoering, b, ct), ct)));
        return true;
    }

    internal sealed record Hoeringsgrundlag(Hoering Hoering, Dictionary<Guid, Hoeringspart> Parter, IReadOnlyList<string> Titler);

    internal async Task<Hoeringsgrundlag> HoeringAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var (hoering, _, parter) = await db.FindHoeringAsync(aktoer, id, null, ct);
        hoering.KraevAaben();
        return new(hoering, parter.ToDictionary(p => p.SagspartId), await hoeringsbreve.TitlerAsync(aktoer, id, ct));
    }

    /// <summary>Whom a letter is for: the party on the case, or one that is made of the list's row; and the row's own columns as fields.</summary>
    internal static (Sagspart? Part, Modtagerraekke? Raekke, IReadOnlyDictionary<string, string>? Ekstra) Modtager(Dokumentproduktion.Grundlag g, Massebrev b)
    {
        if (b.SagspartId is { } id)
            return (g.Parter.Find(p => p.Id == id) ?? throw new InvalidException("part", "Parten er ikke på sagen længere."), null, null);
        var raekke = new Modtagerraekke(b.Linje ?? 0, b.Navn, JsonSerializer.Deserialize<Dictionary<string, string>>(b.Raekke ?? "{}")!, null);
        return (new() { Navn = b.Navn, Rolle = "Modtager", Adresse = raekke.Felt("adresse"), Postnummer = raekke.Felt("postnummer"), By = raekke.Felt("by"), Email = raekke.Felt("email") }, raekke,
            raekke.Felter.ToDictionary(f => "csv." + f.Key, f => f.Value, StringComparer.OrdinalIgnoreCase));
    }

    private async Task EtAsync(Authority authority, Aktoer aktoer, Masseforsendelse masse, Dokumentproduktion.Grundlag grundlag, Hoeringsgrundlag? hoering, Massebrev b, CancellationToken ct)
    {
        string afvist;
        try
        {
            var (part, raekke, ekstra) = Modtager(grundlag, b);
            var fletning = hoering is null ? null : Hoeringsbreve.Fletning(hoering.Hoering, hoering.Parter.GetValueOrDefault(b.SagspartId ?? Guid.Empty) ?? throw new InvalidException("part", "Parten høres ikke længere."), hoering.Titler);
            var brev = await produktion.FletAsync(grundlag, part, masse.Titel, false, fletning, ekstra, ct);
            var modtager = !masse.Send ? null : raekke is null ? new BestilForsendelse.NyModtager(b.SagspartId)
                : new BestilForsendelse.NyModtager(null, raekke.Felt("kanal"), raekke.Navn, raekke.Felt("email"), raekke.Felt("cpr"), raekke.Felt("cvr"), raekke.Felt("adresse"), raekke.Felt("postnummer"), raekke.Felt("by"));
            await authority.Queue.RunAsync((FremMassebrev act) => act.Udfoer(new(aktoer, masse.Id, b.Nummer, brev.Kommando, modtager), ct), ct);
            return;
        }
        catch (RegelbrudException e)
        {
            afvist = string.Join(' ', [e.Regel.Tekst, .. e.Detaljer]);
        }
        catch (InvalidException e)
        {
            afvist = string.Join(' ', e.Errors.Values.SelectMany(t => t));
        }
        catch (Exception e) when (e is NotFoundException or ForbiddenException or StaleException or DbUpdateConcurrencyException)
        {
            afvist = Problem.From(e).Title;
        }

        await authority.Queue.RunAsync((FremMassebrev act) => act.Udfoer(new(aktoer, masse.Id, b.Nummer, null, null, afvist), ct), ct);
    }
}
