using System.Globalization;
using System.Text.Json;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Version;

/// <summary>Builds an ordered version a portion at a time. What is half built lies in its folder; after a stop or a kill the next portion goes on from there.</summary>
internal sealed class Arkivversionsjob(ArkivDb db, CoreDb core) : IJobKind, IDisposable
{
    private const string Naaet = "noteret";

    private Versionsbygger? _bygger;
    private bool _ryddet;

    public string Type => BestilArkivversion.Jobtype;

    public string? Page(Guid jobId) => "/arkiv/versioner";

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket || job.Resultat is not null)
            return false;
        var id = JsonSerializer.Deserialize<Guid>(job.Data);
        var version = await db.Versioner.AsNoTracking().SingleAsync(v => v.Id == id, ct);
        if (version.Tilstand != Arkivversionstilstand.Bygges)
            return false;
        var plan = JsonSerializer.Deserialize<Versionsplan>(version.Plan, JsonSerializerOptions.Web)!;
        try
        {
            if (_bygger is null && Faerdig(version, plan) is { } rapport)
                return await SlutAsync(authority, jobId, id, rapport, ct);
            if (!_ryddet)
            {
                _ryddet = _bygger is not null || Directory.Exists(Path.Combine(version.Mappe, plan.Avid + ".bygges"))
                    || await authority.Queue.RunAsync((FremArkivversion act) => act.Udfoer(new(jobId, id, 0, 0) { Glem = true }, ct), ct) == 0;
                return true;
            }

            _bygger ??= Byg(authority, version, plan);
            if (await _bygger.PortionAsync(ct))
            {
                await FremAsync(authority, jobId, id, null, ct);
                return true;
            }

            var naaet = long.Parse(_bygger.Arbejde.Stand(Naaet) ?? "0", CultureInfo.InvariantCulture);
            var indhold = _bygger.Arbejde.Indhold(naaet, FremArkivversion.Portion);
            if (indhold.Count == 0)
                return await SlutAsync(authority, jobId, id, _bygger.GivNavn(), ct);
            await FremAsync(authority, jobId, id, indhold, ct);
            _bygger.Arbejde.SaetStand(Naaet, indhold[^1].Nr.ToString(CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception fejl) when (Pladsmangel.Er(fejl))
        {
            ArkivversionRegler.PladsPaaDisken.Kraev(false);
            throw;
        }
    }

    public void Dispose() => _bygger?.Dispose();

    /// <summary>Built and named, and killed before the authority was told.</summary>
    private static Versionsrapport? Faerdig(Arkivversion version, Versionsplan plan)
    {
        var rapport = Path.Combine(version.Mappe, plan.Avid + ".rapport.json");
        if (Directory.Exists(Path.Combine(version.Mappe, plan.Avid + ".1")) && File.Exists(rapport) && JsonSerializer.Deserialize<Versionsrapport>(File.ReadAllText(rapport), Versionsrapport.Form) is { } skrevet && skrevet.Frosset == plan.Frosset)
        {
            var halv = Path.Combine(version.Mappe, plan.Avid + ".bygges");
            if (Directory.Exists(halv))
                Directory.Delete(halv, recursive: true);
            return skrevet;
        }

        return null;
    }

    private static Versionsbygger Byg(Authority authority, Arkivversion version, Versionsplan plan)
    {
        Directory.CreateDirectory(version.Mappe);
        if (!Directory.Exists(Path.Combine(version.Mappe, plan.Avid + ".bygges")))
            LaegTilSide(version.Mappe, plan);
        Formplan form;
        if (plan.Form is { } fil)
        {
            using var indhold = authority.Content.OpenRead(fil.Sha256);
            form = Formplan.Laes(indhold, fil.Udgave, DanishTime.DateOf(plan.Frosset));
        }
        else
            form = Formplan.Uafklaret;
        return new(authority, plan, version.Mappe, form, _ => { });
    }

    /// <summary>What the archive refused is kept beside, with the day it was built anew.</summary>
    private static void LaegTilSide(string mappe, Versionsplan plan)
    {
        var gamle = Directory.GetFileSystemEntries(mappe, plan.Avid + ".*").Where(s => !Path.GetFileName(s).Contains("afvist", StringComparison.Ordinal)).ToList();
        if (gamle.Count == 0)
            return;
        var til = Path.Combine(mappe, string.Create(CultureInfo.InvariantCulture, $"{plan.Avid}.afvist-{plan.Frosset:yyyyMMddHHmmss}"));
        Directory.CreateDirectory(til);
        foreach (var sti in gamle)
            Directory.Move(sti, Path.Combine(til, Path.GetFileName(sti)));
    }

    private async Task FremAsync(Authority authority, Guid jobId, Guid id, IReadOnlyList<(long, string, Guid)>? indhold, CancellationToken ct) =>
        await authority.Queue.RunAsync((FremArkivversion act) => act.Udfoer(new(jobId, id, _bygger!.Faerdige, _bygger.Filer) { Indhold = indhold }, ct), ct);

    private static async Task<bool> SlutAsync(Authority authority, Guid jobId, Guid id, Versionsrapport rapport, CancellationToken ct)
    {
        await authority.Queue.RunAsync((FremArkivversion act) => act.Udfoer(new(jobId, id, rapport.Filer, rapport.Filer) { Rapport = rapport }, ct), ct);
        return false;
    }
}
