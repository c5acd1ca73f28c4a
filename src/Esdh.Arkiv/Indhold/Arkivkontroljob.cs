using System.Text.Json;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Indhold;

/// <summary>
/// Checks a version on the server with the same check as the command <c>arkivtest</c>. It goes on beside the other jobs, and each portion only looks how far it is; after a stop of the server it begins anew,
/// since it reads and changes nothing.
/// </summary>
internal sealed class Arkivkontroljob(ArkivDb db, CoreDb core) : IJobKind, IDisposable
{
    private static readonly TimeSpan Portion = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _slut = new();
    private Task<Kontrolrapport>? _koersel;
    private volatile Kontrolfremdrift? _naaet;

    public string Type => BestilArkivkontrol.Jobtype;

    public string? Page(Guid jobId) => "/arkiv/versioner";

    /// <summary>Where the report lies: text for people and JSON for machines, beside the version's media.</summary>
    internal static string Rapport(string mappe, string avid, string endelse) => Path.Combine(mappe, $"{avid}.arkivtest.{endelse}");

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var id = JsonSerializer.Deserialize<Guid>(await core.Jobs.AsNoTracking().Where(j => j.Id == jobId).Select(j => j.Data).SingleAsync(ct));
        var version = await db.Versioner.AsNoTracking().SingleAsync(v => v.Id == id, ct);
        if (version.KontrolJobId != jobId || version.Proevet is not null)
            return false;
        try
        {
            _koersel ??= Begynd(version);
            await Task.WhenAny(_koersel, Task.Delay(Portion, ct));
            if (!_koersel.IsCompleted)
            {
                await FremAsync(authority, jobId, id, null, ct);
                return true;
            }

            var rapport = await _koersel;
            await using (var tekst = new StreamWriter(Rapport(version.Mappe, version.Avid, "txt")))
                Kontrolskrift.Tekst(rapport, tekst);
            await using (var json = File.Create(Rapport(version.Mappe, version.Avid, "json")))
                await Kontrolskrift.JsonAsync(rapport, json, ct);
            await FremAsync(authority, jobId, id, (Tal(rapport.AntalFejl), Tal(rapport.AntalBemaerkninger)), ct);
            return false;
        }
        catch (KontrolUmuligException fejl)
        {
            throw new NotFoundException(fejl.Message);
        }
        catch (IOException fejl)
        {
            throw new NotFoundException($"Arkiveringsversionen kunne ikke læses: {fejl.Message}");
        }
    }

    public void Dispose()
    {
        _slut.Cancel();
        _koersel?.ContinueWith(k => _ = k.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private Task<Kontrolrapport> Begynd(Arkivversion version)
    {
        // Its own folder, so that what a killed check left is found and removed.
        var arbejde = Path.Combine(version.Mappe, version.Avid + ".kontrol");
        if (Directory.Exists(arbejde))
            Directory.Delete(arbejde, recursive: true);
        Directory.CreateDirectory(arbejde);
        return KoerAsync(Path.Combine(version.Mappe, version.Avid), arbejde);
    }

    private async Task<Kontrolrapport> KoerAsync(string version, string arbejde)
    {
        try
        {
            return await Arkivkontrol.KoerAsync(version, new() { Arbejdsmappe = arbejde }, new Progress<Kontrolfremdrift>(n => _naaet = n), _slut.Token);
        }
        finally
        {
            Directory.Delete(arbejde, recursive: true);
        }
    }

    private Task FremAsync(Authority authority, Guid jobId, Guid id, (int, int)? fundet, CancellationToken ct) =>
        authority.Queue.RunAsync((FremArkivkontrol act) => act.Udfoer(new(jobId, id, Tal(_naaet?.Filer ?? 0), Tal(_naaet?.AfFiler ?? 0), fundet), ct), ct);

    private static int Tal(long tal) => (int)Math.Min(tal, int.MaxValue);
}
