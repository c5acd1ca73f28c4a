using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Sager.Soegeindeks;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Indhold;

/// <summary>
/// Carries an approved disposal out: first the rows, portion by portion; then the bytes that no row names any more, and their text in the search index; last the signed protocol. What is to go lies in
/// <see cref="Kassationsfil"/> from the first moment, so that a kill leaves nothing behind: the next start goes on from there.
/// </summary>
internal sealed class Kassationsjob(ArkivDb arkiv, Indeksering indeksering, Kassationsprotokol protokol, IEnumerable<IContentReferences> henvisninger, TimeProvider tid) : IJobKind
{
    /// <summary>Contents destroyed between two looks at whether someone wants it stopped.</summary>
    private const int Portion = 200;

    /// <summary>Longer than any request lives: what was stored later may be about to be named by a row.</summary>
    internal static readonly TimeSpan Ung = TimeSpan.FromMinutes(15);

    /// <summary>Contents that something else names; read once, when the rows are gone.</summary>
    private HashSet<string>? _deles;

    public string Type => GodkendKassation.Jobtype;

    public string Page(Guid jobId) => $"/arkiv/kassationer/job/{jobId}";

    public string ItemName(string key) => key;

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var kassation = await arkiv.Kassationer.AsNoTracking().SingleAsync(k => k.JobId == jobId, ct);
        if (kassation.Art == Kassationsart.Sletning
            ? await authority.Queue.RunAsync((UdfoerSletning act) => act.Udfoer(jobId, ct), ct) : await authority.Queue.RunAsync((UdfoerKassation act) => act.Udfoer(jobId, ct), ct))
            return true;
        if (kassation.Tilstand != Kassationstilstand.Udfoeres)
            return false;
        var foer = tid.GetUtcNow() - Ung;
        _deles ??= await DelesAsync(kassation.Id, ct);
        var slettes = await arkiv.Kassationsfiler.AsNoTracking().Where(f => f.KassationId == kassation.Id && f.Tilstand == Kassationsfiltilstand.Slettes).OrderBy(f => f.Sha256).Select(f => f.Sha256).Take(Portion).ToListAsync(ct);
        if (slettes.Count > 0)
        {
            await SletAsync(authority, kassation.Id, slettes, foer, jobId, ct);
            return true;
        }

        var (json, pdf) = await protokol.LavAsync(authority, kassation, ct);
        await authority.Queue.RunAsync((AfslutKassation act) => act.Udfoer(jobId, json, pdf, ct), ct);
        return false;
    }

    private async Task SletAsync(Authority authority, Guid kassation, List<string> slettes, DateTimeOffset foer, Guid jobId, CancellationToken ct)
    {
        await RensSoegningAsync(authority, [.. slettes.Where(s => !_deles!.Contains(s))], ct);
        Dictionary<string, Kassationsfiltilstand> blev = [];
        foreach (var sha in slettes)
        {
            if (_deles!.Contains(sha))
                blev[sha] = Kassationsfiltilstand.Deles;
            else if (authority.Content.Destroy(sha, foer.UtcDateTime))
                blev[sha] = Kassationsfiltilstand.Slettet;
        }

        authority.Content.FlushNames(blev.Where(b => b.Value == Kassationsfiltilstand.Slettet).Select(b => b.Key));
        if (blev.Count > 0)
            await authority.Queue.RunAsync((NoterKassationsfiler act) => act.Udfoer(kassation, blev, ct), ct);
        if (blev.Count == slettes.Count)
            return;
        _deles = null; // someone stored the same bytes a moment ago, and is about to name them or not
        await authority.Queue.RunAsync((CoreDb db) => VentAsync(db, jobId, tid.GetUtcNow() + Ung, ct), ct);
    }

    private static async Task VentAsync(CoreDb db, Guid jobId, DateTimeOffset til, CancellationToken ct)
    {
        (await db.Jobs.SingleAsync(j => j.Id == jobId, ct)).Tidligst = til;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Of this disposal's contents those that rows of any module still name.</summary>
    private async Task<HashSet<string>> DelesAsync(Guid kassation, CancellationToken ct)
    {
        var vore = (await arkiv.Kassationsfiler.Where(f => f.KassationId == kassation && f.Tilstand == Kassationsfiltilstand.Slettes).Select(f => f.Sha256).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        HashSet<string> deles = [];
        if (vore.Count == 0)
            return deles;
        foreach (var kilde in henvisninger.Where(h => h.Scope == Migrator.PerAuthority))
        {
            await foreach (var h in kilde.ReadAsync(ct))
            {
                if (vore.Contains(h.Sha256))
                    deles.Add(h.Sha256);
            }
        }

        return deles;
    }

    /// <summary>The text that was read of them. That the document has no files is told to the index by its event.</summary>
    private async Task RensSoegningAsync(Authority authority, List<string> sha256, CancellationToken ct)
    {
        if (sha256.Count == 0)
            return;
        var lager = (await indeksering.ForAsync(authority, ct)).Lager;
        try
        {
            await lager.FjernTeksterAsync(sha256, ct);
        }
        catch (SoegeindeksMangler)
        {
            // It is built anew from what there is, and that is not.
        }
    }
}
