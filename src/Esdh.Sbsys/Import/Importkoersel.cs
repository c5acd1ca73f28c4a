using System.Globalization;
using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Contract;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sbsys.Import;

/// <summary>One run: the source's cases from the oldest, each with all that lies on it, and at last every file that has come over read again.</summary>
internal sealed class Importkoersel(
    Sbsyskilde kilde, Importopslag opslag, IServiceProvider services, Authority myndighed, Importrapport rapport, string system, Aktoer aktoer, TextWriter ud, TimeProvider tid)
{
    private const int Side = 500;

    public async Task KoerAsync(CancellationToken ct)
    {
        var sager = await SagerAsync(ct);
        rapport[Importslags.Sag].Kilde = sager.Count;
        await ud.WriteLineAsync(string.Create(CultureInfo.GetCultureInfo("da-DK"), $"Kilden viser {sager.Count:N0} sager."));
        var (nr, naeste) = (0, tid.GetTimestamp());
        foreach (var sag in sager)
        {
            ct.ThrowIfCancellationRequested();
            await using var scope = services.CreateAsyncScope(); // a case at a time: nothing that was read is kept
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
            var enkelt = new Sagsimport(kilde, opslag, scope.ServiceProvider, myndighed, rapport, system, aktoer, tid);
            await enkelt.KoerAsync(sag, ct);
            aktoer = enkelt.Aktoer; // who sees the cases that were opened
            nr++;
            if (tid.GetElapsedTime(naeste) < TimeSpan.FromSeconds(5))
                continue;
            naeste = tid.GetTimestamp();
            await ud.WriteLineAsync(string.Create(CultureInfo.GetCultureInfo("da-DK"), $"{nr:N0} af {sager.Count:N0} sager, {rapport[Importslags.Fil].Nu:N0} filer"));
        }

        await KontrollerFilerAsync(ct);
    }

    /// <summary>All the source's cases by number, read before the first is brought over, so that one that is opened meanwhile pushes none out of the pages.</summary>
    private async Task<SortedSet<int>> SagerAsync(CancellationToken ct)
    {
        SortedSet<int> alle = [];
        for (var spring = 0; ;)
        {
            var svar = await kilde.SendAsync("sag/search", JsonSerializer.Serialize(new { Limit = Side, Skip = spring }), ct);
            var side = svar.Objekter("Results");
            rapport.KildensSager = svar.Tal("TotalNumberOfResults") ?? 0;
            var foer = alle.Count;
            foreach (var sag in side)
            {
                if (sag.Tal("Id") is { } id)
                    alle.Add(id);
            }

            spring += side.Count;
            if (side.Count == 0 || spring >= rapport.KildensSager)
                return alle;
            if (alle.Count == foer)
                throw new SbsysimportException("Kilden svarer med de samme sager på hver side. Den kan ikke læses til ende.");
        }
    }

    /// <summary>What the source sent, against what lies here now.</summary>
    private async Task KontrollerFilerAsync(CancellationToken ct)
    {
        var kontrol = rapport.Filer;
        for (var sidste = ""; ;)
        {
            List<(string Noegle, string? Kilden, long? Byte, string? Her)> side;
            await using (var scope = services.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
                var db = scope.ServiceProvider.GetRequiredService<SbsysDb>();
                var sager = scope.ServiceProvider.GetRequiredService<SagerDb>();
#pragma warning disable CA1309 // SQL compares: the column's order is binary
                var raekker = await db.Importerede.AsNoTracking().Where(i => i.Kilde == system && i.Slags == Importslags.Fil && string.Compare(i.Noegle, sidste) > 0).OrderBy(i => i.Noegle).Take(Side).ToListAsync(ct);
#pragma warning restore CA1309
                var ider = raekker.ConvertAll(r => r.MaalId);
                var filer = await sager.Filer.AsNoTracking().Where(f => ider.Contains(f.Id)).Select(f => new { f.Id, f.Sha256 }).ToDictionaryAsync(f => f.Id, f => f.Sha256, ct);
                side = raekker.ConvertAll(r => (r.Noegle, r.Sha256, r.Stoerrelse, filer.GetValueOrDefault(r.MaalId)));
            }

            foreach (var (noegle, kilden, antal, her) in side)
            {
                kontrol.Antal++;
                kontrol.KildeByte += antal ?? 0;
                var (laest, byteHer) = her is null ? (null, 0L) : await LaesAsync(her, ct);
                kontrol.Byte += byteHer;
                if (laest is not null && laest == kilden)
                {
                    kontrol.Ens++;
                    continue;
                }

                kontrol.Forskellige++;
                rapport.Bemaerk(Importslags.Fil, noegle, laest is null ? "Filen er kommet over, men er her ikke mere." : $"Filen er en anden: kilden sendte {kilden}, her ligger {laest}.");
            }

            if (side.Count < Side)
                return;
            sidste = side[^1].Noegle;
        }
    }

    private async Task<(string? Sha256, long Byte)> LaesAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var fil = myndighed.Content.OpenRead(sha256);
            return (Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(fil, ct)), fil.Length);
        }
        catch (IOException)
        {
            return (null, 0);
        }
    }
}
