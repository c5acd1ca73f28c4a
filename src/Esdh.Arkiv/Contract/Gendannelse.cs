using System.Globalization;
using System.Text.Json;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Indhold;
using Esdh.Arkiv.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Backup;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Sager.Handlinger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Arkiv.Contract;

/// <summary>
/// What backup and restore must know of the archive: what has been destroyed until now goes with each copy, and when a copy is put back, what was destroyed after it is destroyed again before anybody
/// works in it.
/// </summary>
public static class Gendannelse
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what has been destroyed until now, one JSON object a line (<see cref="Slettelinje"/>).</summary>
    public static async Task SkrivSlettetAsync(IServiceProvider tjenester, Authority myndighed, Stream ud, CancellationToken ct)
    {
        await using var scope = tjenester.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<ArkivDb>();
        // A case whose deletion has begun is locked and loses its words: it counts from then on.
        var linjer = db.Kassationslinjer.AsNoTracking().Where(l => l.Udfald == Kassationsudfald.Kasseret || (l.Udfald == Kassationsudfald.Venter && l.Afgjort != null))
            .Join(db.Kassationer, l => l.KassationId, k => k.Id, (l, k) => new { k.Art, k.Nr, k.Titel, k.GodkendtAf, k.Godkendt, l.SagId, l.DokumentId, Linje = l.Nr }).OrderBy(l => l.Nr).ThenBy(l => l.Linje);
        await foreach (var l in linjer.AsAsyncEnumerable().WithCancellation(ct))
        {
            await JsonSerializer.SerializeAsync(ud, new Slettelinje(l.Art.ToString(), l.Nr, l.Titel, l.GodkendtAf!.Value, l.Godkendt!.Value, l.DokumentId ?? l.SagId), Json, ct);
            ud.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads what <see cref="SkrivSlettetAsync"/> wrote.</summary>
    /// <exception cref="BackupException">It is something else.</exception>
    public static IReadOnlyList<Slettelinje> Laes(string fil)
    {
        try
        {
            return [.. File.ReadLines(fil).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<Slettelinje>(l, Json) ?? throw new JsonException())];
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new BackupException($"Listen over det slettede i {fil} kan ikke læses.", e);
        }
    }

    /// <summary>Writes lines as <see cref="SkrivSlettetAsync"/> does, durably and whole.</summary>
    public static async Task GemAsync(IEnumerable<Slettelinje> linjer, string fil, CancellationToken ct)
    {
        await using (var ud = File.Create(fil + ".ny"))
        {
            foreach (var l in linjer)
            {
                await JsonSerializer.SerializeAsync(ud, l, Json, ct);
                ud.WriteByte((byte)'\n');
            }

            ud.Flush(flushToDisk: true);
        }

        File.Move(fil + ".ny", fil, overwrite: true);
    }

    /// <summary>
    /// Finishes an authority that was put back: holds what would go out by itself, notes it in the journal, and destroys again what was destroyed after the copy. Says how it goes in Danish lines.
    /// </summary>
    /// <param name="tjenester">The server's.</param>
    /// <param name="myndighed">Put back, open, and in nobody's use.</param>
    /// <param name="kopi">When the copy was taken.</param>
    /// <param name="tabt">What the seal knows to be lost.</param>
    /// <param name="slettet">All that is known to have been destroyed; what the copy lost itself is passed over.</param>
    /// <param name="ud">Gets the lines.</param>
    /// <param name="ct">Stops; done again it goes on.</param>
    public static async Task AfslutAsync(IServiceProvider tjenester, Authority myndighed, DateTimeOffset kopi, LostBlocks? tabt, IReadOnlyCollection<Slettelinje> slettet, TextWriter ud, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(myndighed);
        ArgumentNullException.ThrowIfNull(ud);
        var (breve, job) = await myndighed.Queue.RunAsync((HoldEfterGendannelse act) => act.Udfoer(ct), ct);
        await myndighed.Queue.RunAsync((NoterGendannelse act) => act.Udfoer(new(kopi, tabt?.Blocks ?? 0, tabt?.LastEvent, tabt?.Head, breve, job), ct), ct);
        if (breve > 0)
            await ud.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{breve} breve var under vejs i kopien og står nu som uvisse: en sagsbehandler skal afgøre, om de er sendt."));
        if (job > 0)
            await ud.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{job} job var i gang i kopien og er sat på pause."));
        foreach (var id in await myndighed.Queue.RunAsync((GentagKassationer act) => act.Udfoer(slettet, ct), ct))
        {
            await UdfoerAsync(tjenester, myndighed, id, ct);
            await using var scope = tjenester.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
            var koersel = await scope.ServiceProvider.GetRequiredService<ArkivDb>().Kassationer.SingleAsync(k => k.JobId == id, ct);
            await ud.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{koersel.Titel}: {koersel.Linjer} {(koersel.Art == Kassationsart.Sletning ? "sager er slettet" : "dokumenter er kasseret")} igen. Protokollen er nr. {koersel.Nr}."));
        }
    }

    /// <summary>As the server carries jobs out, which is not there now.</summary>
    private static async Task UdfoerAsync(IServiceProvider tjenester, Authority myndighed, Guid jobId, CancellationToken ct)
    {
        await using var scope = tjenester.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var arbejde = scope.ServiceProvider.GetServices<IJobKind>().OfType<Kassationsjob>().Single();
        while (await arbejde.RunPortionAsync(myndighed, jobId, ct))
        {
        }
    }
}
