using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Indhold;

/// <summary>
/// Reads every stored file and holds it against its SHA-256, folder by folder, some seconds at a time; last it looks up what names those that failed, and what is named and is not there. Reads alone: nothing is
/// mended by itself. A file that nothing names is no finding.
/// </summary>
internal sealed class Filkontroljob(ArkivDb arkiv, IEnumerable<IContentReferences> henvisninger) : IJobKind
{
    private static readonly TimeSpan Portion = TimeSpan.FromSeconds(3);

    /// <summary>More are counted as one: a store that is gone is one fault.</summary>
    internal const int FlestFund = 1_000;

    public string Type => BestilFilkontrol.Jobtype;

    public string Page(Guid jobId) => "/arkiv/filkontrol";

    public string ItemName(string key) => key;

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var kontrol = await arkiv.Filkontroller.AsNoTracking().SingleAsync(f => f.JobId == jobId, ct);
        if (kontrol.Afsluttet is not null)
            return false;
        List<Filkontrolfund> fund = [];
        var (naaet, filer, bytes) = (kontrol.Naaet, 0, 0L);
        var ur = Stopwatch.StartNew();
        foreach (var (sha, laengde) in Efter(authority.Content, naaet))
        {
            ct.ThrowIfCancellationRequested();
            if (await FejlAsync(authority.Content, sha, ct) is { } art)
                fund.Add(new() { KontrolId = kontrol.Id, Sha256 = sha, Art = art });
            (naaet, filer, bytes) = (sha, filer + 1, bytes + laengde);
            if (ur.Elapsed < Portion && fund.Count < FlestFund)
                continue;
            await authority.Queue.RunAsync((FremFilkontrol act) => act.Udfoer(new(jobId, naaet, filer, bytes, fund), ct), ct);
            return true;
        }

        if (filer > 0)
            await authority.Queue.RunAsync((FremFilkontrol act) => act.Udfoer(new(jobId, naaet, filer, bytes, fund), ct), ct);
        var alle = await NavngivAsync(authority.Content, kontrol.Id, ct);
        await authority.Queue.RunAsync((FremFilkontrol act) => act.Udfoer(new(jobId, null, 0, 0, alle), ct), ct);
        return false;
    }

    /// <summary>Stored contents whose names come after one, in the order of their names.</summary>
    private static IEnumerable<(string Sha256, long Laengde)> Efter(ContentStore lager, string naaet)
    {
        for (var i = naaet.Length == 0 ? 0 : Convert.ToInt32(naaet[..2], 16); i < 256; i++)
        {
            var mappe = new DirectoryInfo(Path.GetDirectoryName(lager.PathOf(i.ToString("x2", CultureInfo.InvariantCulture) + new string('0', 62)))!);
            if (!mappe.Exists)
                continue;
            foreach (var fil in mappe.EnumerateFiles().Where(f => f.Name.Length == 64 && string.CompareOrdinal(f.Name, naaet) > 0 && f.Name.All(char.IsAsciiHexDigitLower)).OrderBy(f => f.Name, StringComparer.Ordinal))
                yield return (fil.Name, fil.Length);
        }
    }

    private static async Task<Filfejl?> FejlAsync(ContentStore lager, string sha, CancellationToken ct)
    {
        try
        {
            await using var fil = lager.OpenRead(sha);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(fil, ct)) == sha ? null : Filfejl.Aendret;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // deleted since it was listed; were it named, that is found below
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Filfejl.Ulaeselig;
        }
    }

    /// <summary>Those that something names, of what was found and of what is not there.</summary>
    private async Task<List<Filkontrolfund>> NavngivAsync(ContentStore lager, Guid kontrol, CancellationToken ct)
    {
        var fundne = await arkiv.Filkontrolfund.AsNoTracking().Where(f => f.KontrolId == kontrol).ToDictionaryAsync(f => f.Sha256, f => f.Art, ct);
        Dictionary<string, Filkontrolfund> navngivne = [];
        foreach (var kilde in henvisninger.Where(h => h.Scope == Migrator.PerAuthority))
        {
            await foreach (var h in kilde.ReadAsync(ct))
            {
                if (navngivne.Count >= FlestFund)
                    return [.. navngivne.Values];
                if (!navngivne.ContainsKey(h.Sha256) && (fundne.TryGetValue(h.Sha256, out var art) || !lager.Exists(h.Sha256)))
                    navngivne.Add(h.Sha256, new() { KontrolId = kontrol, Sha256 = h.Sha256, Art = fundne.ContainsKey(h.Sha256) ? art : Filfejl.Mangler, Navn = h.Name });
            }
        }

        return [.. navngivne.Values];
    }
}
