using Esdh.Kombit.Domain;
using Esdh.Kombit.Indeks;
using Esdh.Kombit.Storage;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Handlinger;

/// <summary>Notes what the index has taken and what it would not. What has changed meanwhile goes on waiting; what now can refer to each other waits again.</summary>
internal sealed class NoterIndekssvar(KombitDb db, SagerDb sager, TimeProvider tid)
{
    /// <param name="Aendring">As it was when it was read.</param>
    /// <param name="Hash">What the index knows now; null when it holds nothing of it.</param>
    /// <param name="Fejl">Why it was not told; then nothing else changes.</param>
    public sealed record Post(Guid Id, long Aendring, int Nr, string? Hash, string? Dokumentpraeg, string? Relationer, string? Fejl);

    public sealed record Kommando(IReadOnlyList<Post> Poster);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var ider = k.Poster.Select(p => p.Id).ToList();
        var objekter = await db.Objekter.Where(o => ider.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        List<Guid> nyeSager = [], nyeDokumenter = [], praegede = [], forladte = [];
        var sendt = false;
        foreach (var post in k.Poster)
        {
            if (!objekter.TryGetValue(post.Id, out var o))
                continue;
            if (o.Aendring == post.Aendring)
                o.Venter = false;
            o.Fejl = post.Fejl;
            if (post.Fejl is not null)
                continue;
            if (string.IsNullOrEmpty(o.Hash) != (post.Hash is null))
                (o.Art == Indeksart.Sag ? nyeSager : nyeDokumenter).Add(o.Id);
            if (o.Art == Indeksart.Sag && o.Dokumentpraeg != post.Dokumentpraeg)
                praegede.Add(o.Id);
            if (o.Hash != post.Hash)
                (o.Sendt, sendt) = (nu, true);
            forladte.AddRange(Indeksbillede.Laes(o.Relationer).Except(Indeksbillede.Laes(post.Relationer)).Where(p => p.Liste == "Journalpost").Select(p => p.Til));
            (o.Nr, o.Hash, o.Dokumentpraeg, o.Relationer) = (post.Nr, post.Hash, post.Dokumentpraeg, post.Relationer);
            if (o is { Hash: null, Venter: false })
                db.Remove(o);
        }

        if (sendt && await db.Stande.SingleOrDefaultAsync(ct) is { } stand)
            stand.SenestSendt = nu;
        await db.SaveChangesAsync(ct);
        // A case refers to the documents and cases that are there: theirs are told again when one has come or gone.
        var omkring = await sager.Registreringer.Where(r => nyeDokumenter.Contains(r.DokumentId)).Select(r => r.SagId).Distinct().ToListAsync(ct);
        omkring.AddRange(await sager.Relationer.Where(r => nyeSager.Contains(r.FraSagId)).Select(r => r.TilSagId).ToListAsync(ct));
        omkring.AddRange(await sager.Relationer.Where(r => nyeSager.Contains(r.TilSagId)).Select(r => r.FraSagId).ToListAsync(ct));
        // Uden for adgang: only ids, to tell the index again.
        omkring.AddRange(await sager.Sager.Where(s => s.OversagId != null && nyeSager.Contains(s.OversagId.Value)).Select(s => s.Id).ToListAsync(ct));
        await db.MarkerAsync(Indeksart.Sag, omkring, ct);
        await db.MarkerAsync(Indeksart.Dokument, [.. forladte, .. await sager.Registreringer.Where(r => praegede.Contains(r.SagId)).Select(r => r.DokumentId).Distinct().ToListAsync(ct)], ct);
        await db.SaveChangesAsync(ct);
    }
}
