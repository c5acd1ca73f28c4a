using System.Collections.Concurrent;
using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Mail;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sbsys.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sbsys.Dropmapper;

/// <summary>
/// Files that other programs lay in a user's drop folder beside an order to journalise them: they come into that user's own inbox, from where they are filed. What is taken is moved to <c>Arkiv</c>; an order that cannot be done gets the
/// reason beside it. Killed at any moment, a file is in the inbox once.
/// </summary>
internal sealed partial class Dropindtag(
    AuthorityRegistry registry, IServiceScopeFactory scopes, Dropindstillinger indstillinger, ClamAv skanner, Posthentning hentning, TimeProvider tid, ILogger<Dropindtag> logger) : BackgroundService
{
    private const int Portion = 200;

    /// <summary>An order may come before its files; later they do not come.</summary>
    private static readonly TimeSpan Taalmodighed = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Opbevares = TimeSpan.FromDays(30), Oprydning = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Brugermappe> _mapper = new(StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => indstillinger.Rod is null ? Task.CompletedTask
        : registry.RepeatForEachAsync(m => m.Key != AuthorityRegistry.SharedKey, indstillinger.Mellemrum, SeAsync, LogFailed, stoppingToken);

    private async Task SeAsync(Authority myndighed, CancellationToken ct)
    {
        var rod = Path.Combine(indstillinger.Rod!, myndighed.Key);
        var findes = Directory.Exists(rod);
        myndighed.StandingWork("dropmapper", findes);
        if (!findes)
            return;
        var nu = tid.GetUtcNow();
        foreach (var sti in Directory.EnumerateDirectories(rod).Order(StringComparer.Ordinal))
        {
            var mappe = _mapper.GetOrAdd(sti, s => new(s, indstillinger.Mellemrum));
            var filer = mappe.Filer.Waiting(Portion, nu.UtcDateTime);
            foreach (var bestilling in filer.Where(f => f.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && f.Length <= Dropkommando.Stoerst).ToList())
                await TagAsync(myndighed, sti, mappe.Filer, bestilling, filer, ct);
            if (nu - mappe.Ryddet > Oprydning)
            {
                mappe.Filer.Prune((nu - Opbevares).UtcDateTime);
                mappe.Ryddet = nu;
            }
        }
    }

    private async Task TagAsync(Authority myndighed, string sti, DropFolder mappe, WaitingFile bestilling, IReadOnlyList<WaitingFile> ligger, CancellationToken ct)
    {
        try
        {
            IReadOnlyList<Dropkommando>? kommandoer;
            await using (var xml = Aabn(bestilling))
                kommandoer = Dropkommando.Laes(xml);
            if (kommandoer is null)
                return;
            Dictionary<string, WaitingFile> filer = new(StringComparer.OrdinalIgnoreCase);
            foreach (var navn in kommandoer.SelectMany(k => k.Filer))
            {
                var fil = ligger.FirstOrDefault(f => f.Name == navn) ?? ligger.FirstOrDefault(f => string.Equals(f.Name, navn, StringComparison.OrdinalIgnoreCase));
                if (fil is null && tid.GetUtcNow().UtcDateTime - bestilling.Written < Taalmodighed)
                    return; // still on its way
                filer[navn] = fil ?? throw new InvalidDataException($"Filen »{navn}« ligger ikke i mappen.");
            }

            foreach (var kommando in kommandoer)
            {
                foreach (var navn in kommando.Filer)
                    await LaegAsync(myndighed, Path.GetFileName(sti), bestilling, kommando, filer[navn], ct);
            }

            hentning.Vaek(myndighed);
            var nu = tid.GetUtcNow();
            foreach (var taget in filer.Values.Distinct().Prepend(bestilling)) // the order first: killed here, nothing is asked for that is not there
                mappe.Archive(taget, string.Create(CultureInfo.InvariantCulture, $"{nu:yyyyMMdd-HHmmss}"), nu.UtcDateTime);
        }
        catch (FileNotFoundException)
        {
            // Renamed meanwhile by whoever fills the folder: met again at the next turn.
        }
        catch (Exception e) when (e is InvalidDataException or InvalidException or ContentTooLargeException)
        {
            var grund = e switch
            {
                InvalidException ugyldig => string.Join(' ', ugyldig.Errors.Values.SelectMany(t => t)),
                ContentTooLargeException => "Filen er større end grænsen for en fil.",
                _ => e.Message,
            };
            await File.WriteAllTextAsync(bestilling.Path + ".fejl.txt", $"{grund}{Environment.NewLine}Ret det, og læg bestillingen i mappen igen som .xml.{Environment.NewLine}", ct);
            File.Move(bestilling.Path, bestilling.Path + ".fejl", overwrite: true);
        }
    }

    private async Task LaegAsync(Authority myndighed, string brugernavn, WaitingFile bestilling, Dropkommando kommando, WaitingFile fil, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        if (await scope.ServiceProvider.GetRequiredService<Brugeropslag>().FindAsync(brugernavn, ct) is not { Aktiv: true } bruger)
            throw new InvalidDataException($"Der er ingen aktiv bruger, der hedder »{brugernavn}«.");
        var kaldt = kommando is { Navn: { } navn, Filer.Count: 1 } ? navn + Path.GetExtension(fil.Name) : fil.Name;
        await using var indhold = Aabn(fil);
        var nyfil = await scope.ServiceProvider.GetRequiredService<Filmodtagelse>().ProevPostAsync(myndighed, kaldt, indhold, ct) ?? throw new InvalidDataException($"Filen »{fil.Name}« er tom.");
        var noegle = string.Create(CultureInfo.InvariantCulture, $"{nyfil.Indhold.Sha256} {bruger.Id} {bestilling.Name} {bestilling.Written.Ticks} {fil.Name}");
        await myndighed.Queue.RunAsync((ModtagPost act) => act.Udfoer(new(Aktoer.Systemet, Indbakkekanal.Scan, nyfil, noegle, skanner.IsConfigured, BrugerId: bruger.Id) { Cpr = kommando.Cpr }, ct), ct);
    }

    private static FileStream Aabn(WaitingFile fil) => new(fil.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private sealed class Brugermappe(string sti, TimeSpan ro)
    {
        public DropFolder Filer { get; } = new(sti, ro);

        public DateTimeOffset Ryddet { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: the drop folders could not be looked through. It is tried again.")]
    private partial void LogFailed(Exception error, string key);
}
