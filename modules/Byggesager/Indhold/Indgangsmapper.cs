using System.Globalization;
using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Handlinger;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Mail;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Byggesager.Indhold;

/// <summary>What the operator says about the folders.</summary>
/// <param name="Ind">Below it each authority has a folder of its key, in which applications are laid (<c>Esdh:Byggesager:Indgang</c>); null where none are fetched.</param>
/// <param name="Ud">Likewise for what goes back (<c>Esdh:Byggesager:Udgang</c>).</param>
/// <param name="Bruger">User name of the one who receives (<c>Esdh:Byggesager:Bruger</c>, <c>robot</c> unless set): the cases lie in that user's unit.</param>
/// <param name="Mellemrum">How often is looked (<c>Esdh:Byggesager:Sekunder</c>, 15 unless set).</param>
/// <param name="Ro">How long a file must have been left alone (<c>Esdh:Byggesager:RoSekunder</c>, 5 unless set).</param>
internal sealed record Mappeindstillinger(string? Ind, string? Ud, string Bruger, TimeSpan Mellemrum, TimeSpan Ro)
{
    public static Mappeindstillinger From(IConfiguration k) => new(
        Sti(k["Esdh:Byggesager:Indgang"]), Sti(k["Esdh:Byggesager:Udgang"]), k["Esdh:Byggesager:Bruger"] is { Length: > 0 } bruger ? bruger : "robot", Sekunder(k, "Esdh:Byggesager:Sekunder", 15, 0.05), Sekunder(k, "Esdh:Byggesager:RoSekunder", 5, 0));

    private static string? Sti(string? sti) => string.IsNullOrWhiteSpace(sti) ? null : Path.GetFullPath(sti);

    private static TimeSpan Sekunder(IConfiguration k, string noegle, double standard, double mindst)
    {
        var sat = k[noegle] is { Length: > 0 } tekst ? double.Parse(tekst, CultureInfo.InvariantCulture) : standard;
        return sat >= mindst && sat <= 3600 ? TimeSpan.FromSeconds(sat) : throw new InvalidOperationException($"{noegle} must be between {mindst} and 3600.");
    }
}

/// <summary>
/// Applications that are laid in a folder, and the folder of what goes back. A message is stored and written in the database before its file is moved to <c>Arkiv</c>: killed at any
/// moment nothing is lost, and what is met again is known by its number. What goes back is written under another name and renamed, so that it is whole when it is seen.
/// </summary>
internal sealed partial class Indgangsmapper(AuthorityRegistry registry, IServiceScopeFactory scopes, Mappeindstillinger indstillinger, TimeProvider tid, ILogger<Indgangsmapper> logger) : BackgroundService
{
    private const int Portion = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All), WriteIndented = true };

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        indstillinger is { Ind: null, Ud: null } ? Task.CompletedTask : registry.RunForEachAsync(m => FoelgAsync(m, stoppingToken), withShared: false, stoppingToken);

    private async Task FoelgAsync(Authority myndighed, CancellationToken ct)
    {
        var mappe = indstillinger.Ind is { } ind ? new DropFolder(Path.Combine(ind, myndighed.Key), indstillinger.Ro) : null;
        Dictionary<string, DateTimeOffset> igen = new(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                try
                {
                    var taendt = myndighed.IsOn(ByggesagerModule.Noegle);
                    myndighed.StandingWork("byggesager", taendt);
                    if (taendt)
                    {
                        if (mappe is { Exists: true })
                            await HentAsync(myndighed, mappe, igen, ct);
                        if (indstillinger.Ud is { } ud)
                            await LeverAsync(myndighed, Path.Combine(ud, myndighed.Key), ct);
                    }
                }
#pragma warning disable CA1031 // the disk or the database will be tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, myndighed.Key);
                }
#pragma warning restore CA1031
                await Task.Delay(indstillinger.Mellemrum, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task HentAsync(Authority myndighed, DropFolder mappe, Dictionary<string, DateTimeOffset> igen, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        foreach (var fil in mappe.Waiting(Portion + igen.Count, nu.UtcDateTime).Where(f => !igen.TryGetValue(f.Name, out var naar) || naar <= nu).Take(Portion))
        {
            await using var scope = Scope(myndighed);
            if (await AktoerAsync(scope.ServiceProvider, ct) is not { } aktoer)
            {
                LogNoUser(indstillinger.Bruger, myndighed.Key);
                return;
            }

            try
            {
                await using (var indhold = new FileStream(fil.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                    await scope.ServiceProvider.GetRequiredService<Ansoegningsmodtagelse>().ModtagAsync(aktoer, indhold, Ansoegningskanal.Mappe, ct);
                mappe.Archive(fil, string.Create(CultureInfo.InvariantCulture, $"{nu:yyyyMMdd-HHmmss}"), nu.UtcDateTime);
                igen.Remove(fil.Name);
            }
            catch (FileNotFoundException)
            {
                // Renamed meanwhile by whoever fills the folder.
            }
#pragma warning disable CA1031 // one file that cannot be taken must not keep the others
            catch (Exception fejl) when (!ct.IsCancellationRequested)
            {
                igen[fil.Name] = nu.AddMinutes(10);
                LogNotTaken(fejl, fil.Name, myndighed.Key);
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>Writes what has not been delivered, in order; each is one file, named by its number.</summary>
    private async Task LeverAsync(Authority myndighed, string mappe, CancellationToken ct)
    {
        await using var scope = Scope(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<ByggesagerDb>();
        var venter = await db.Beskeder.AsNoTracking().Where(b => b.Leveret == null).OrderBy(b => b.Nr).Take(Portion).ToListAsync(ct);
        if (venter.Count == 0 || await AktoerAsync(scope.ServiceProvider, ct) is not { } aktoer)
            return;
        Directory.CreateDirectory(mappe);
        var (opslag, dokumenter) = (scope.ServiceProvider.GetRequiredService<Sagsopslag>(), scope.ServiceProvider.GetRequiredService<Sagsdokumenter>());
        var sager = await opslag.SynligeAsync(aktoer, [.. venter.Select(b => b.SagId).Distinct()], ct);
        foreach (var b in venter)
        {
            var brev = b.DokumentId is { } d && sager.ContainsKey(b.SagId) ? (await dokumenter.ListeAsync(aktoer, b.SagId, ct)).FirstOrDefault(x => x.Id == d) : null;
            List<object> filer = [];
            foreach (var f in brev?.Filer ?? [])
            {
                await using var indhold = await dokumenter.AabnAsync(aktoer, brev!.Id, f.Nummer, ct);
                using var bytes = new MemoryStream();
                await indhold.CopyToAsync(bytes, ct);
                filer.Add(new { navn = f.Filnavn, indhold = Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length) });
            }

            var sti = Path.Combine(mappe, string.Create(CultureInfo.InvariantCulture, $"{b.Nr:D12}.json"));
            await using (var fil = new FileStream(sti + ".tmp", FileMode.Create, FileAccess.Write))
                await JsonSerializer.SerializeAsync(fil, new { b.Nr, b.Tid, b.AnsoegningId, Sagsnummer = sager.GetValueOrDefault(b.SagId)?.Sagsnummer, Art = b.Slags.ToString(), b.Trin, b.Titel, Filer = filer }, Json, ct);
            File.Move(sti + ".tmp", sti, overwrite: true);
            await myndighed.Queue.RunAsync((NoterLevering act) => act.Udfoer(new(Aktoer.Systemet, b.Nr), ct), ct);
        }
    }

    private async Task<Aktoer?> AktoerAsync(IServiceProvider tjenester, CancellationToken ct) =>
        await tjenester.GetRequiredService<Brugeropslag>().FindAsync(indstillinger.Bruger, ct) is { } bruger ? await tjenester.GetRequiredService<Aktoerkilde>().FindAsync(bruger.Id, ct) : null;

    private AsyncServiceScope Scope(Authority myndighed)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return scope;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: the folders of building applications could not be served. It is tried again.")]
    private partial void LogFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: the application {File} could not be taken in. It stays where it lies and is tried again in ten minutes.")]
    private partial void LogNotTaken(Exception error, string file, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: there is no active user {User} to receive building applications (Esdh:Byggesager:Bruger).")]
    private partial void LogNoUser(string user, string key);
}
