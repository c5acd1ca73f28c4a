using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Deletes a draft with what came with it. The files are no longer referred to, and the sweeper takes them; the histories keep that it was there.</summary>
internal sealed class SletKladde(SagerDb db, Dokumentopslag opslag, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, long? IfMatch = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        DokumentRegler.KunKladderSlettes.Kraev(dokument.Tilstand == Dokumenttilstand.Kladde);
        dokument.KraevArbejde(k.Aktoer.Id, nu);
        await opslag.KraevAabneSagerAsync(k.Aktoer, dokument.Id, ct);
        foreach (var offer in (await opslag.BilagAsync(k.Aktoer, dokument.Id, ct)).Prepend(dokument).Reverse().ToList())
        {
            offer.KraevArbejde(k.Aktoer.Id, nu);
            await opslag.KraevIkkeUnderForsendelseAsync(offer.Id, ct);
            ForsendelseRegler.ForsoegtSendtSlettesIkke.Kraev(!await db.Forsendelsesdele.AnyAsync(d => d.DokumentId == offer.Id, ct));
            await opslag.FortaelAsync(k.Aktoer, new KladdeSlettet(offer.Titel, Dokumentopslag.Angiv(await opslag.FilerAsync(offer, ct))), offer.Id, ct);
            var godkendelser = await db.Godkendelser.Where(g => g.DokumentId == offer.Id).ToListAsync(ct);
            var afsluttede = godkendelser.ConvertAll(g => g.Id);
            db.RemoveRange(await db.Godkendelsesled.Where(l => afsluttede.Contains(l.GodkendelseId)).ToListAsync(ct));
            db.RemoveRange(godkendelser);
            var redigeringer = await db.Redigeringer.Where(r => r.DokumentId == offer.Id).ToListAsync(ct);
            var ider = redigeringer.ConvertAll(r => r.Id);
            db.RemoveRange(await db.Redigeringsfiler.Where(f => ider.Contains(f.RedigeringId)).ToListAsync(ct));
            db.RemoveRange(redigeringer);
            db.RemoveRange(await db.Filer.Where(f => f.DokumentId == offer.Id).ToListAsync(ct));
            db.RemoveRange(await db.Korrespondenter.Where(x => x.DokumentId == offer.Id).ToListAsync(ct));
            db.RemoveRange(await db.Registreringer.Where(r => r.DokumentId == offer.Id).ToListAsync(ct));
            await SlipHenvisningerAsync(offer.Id, ct);
            await db.SaveChangesAsync(ct); // what refers to it goes first
            db.Remove(offer);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>A hearing whose letter, answer or enclosure it was goes on without it, and so do a party whose power of attorney it was and the post that it came with.</summary>
    private async Task SlipHenvisningerAsync(Guid dokument, CancellationToken ct)
    {
        foreach (var part in await db.Hoeringsparter.Where(p => p.BrevDokumentId == dokument || p.SvarDokumentId == dokument).ToListAsync(ct))
            part.Slip(dokument);
        foreach (var brev in await db.Massebreve.Where(b => b.DokumentId == dokument).ToListAsync(ct))
            brev.Slip();
        db.RemoveRange(await db.Dokumentmails.Where(m => m.DokumentId == dokument).ToListAsync(ct));
        // Uden for adgang: the post that it was filed from keeps its place in the inbox, whoever sees it.
        foreach (var post in await db.Indbakkeposter.Where(p => p.DokumentId == dokument).ToListAsync(ct))
            post.SlipDokument();
        db.RemoveRange(await db.Hoeringsbilag.Where(b => b.DokumentId == dokument).ToListAsync(ct));
        foreach (var part in await db.Sagsparter.Where(p => p.FuldmagtDokumentId == dokument).ToListAsync(ct))
            part.FuldmagtDokumentId = null;
    }
}
