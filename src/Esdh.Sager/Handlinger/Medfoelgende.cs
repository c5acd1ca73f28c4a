using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>What goes along when a case gets another handler, and back when it is given back: open reminders, drafts, and post that belongs to the case.</summary>
internal sealed class Medfoelgende(SagerDb db, Sagsforslagsopslag forslag, Indbakkefordeling indbakke, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <summary>So much of an employee's open post is looked through for what belongs to the case.</summary>
    private const int FlestPoster = 100;

    /// <param name="Dokumenter">Drafts of documents.</param>
    /// <param name="Notater">Drafts of notes.</param>
    /// <param name="Poster">Pieces of post.</param>
    /// <param name="Udtjekkede">Titles of drafts that the old handler still has checked out: the lease stands, since what is open in Word must not be lost.</param>
    /// <param name="Blevet">Drafts that stay, since the new handler is not on their own access list.</param>
    internal sealed record Flyttet(IReadOnlyList<Guid> Erindringer, IReadOnlyList<Guid> Dokumenter, IReadOnlyList<Guid> Notater, IReadOnlyList<Guid> Poster, IReadOnlyList<string> Udtjekkede, int Blevet)
    {
        public static Flyttet Intet { get; } = new([], [], [], [], [], 0);

        public int Kladder => Dokumenter.Count + Notater.Count;
    }

    /// <summary>Moves what is <paramref name="fra"/>'s on the case to <paramref name="til"/>; the caller saves.</summary>
    /// <param name="aktoer">Who hands over: only post that the actor sees goes along.</param>
    /// <param name="sag">Found for the actor.</param>
    /// <param name="note">A word that follows the post.</param>
    /// <param name="kun">Which of it: by id and when it was made; null for all.</param>
    public async Task<Flyttet> FlytAsync(Aktoer aktoer, Sag sag, Guid fra, Guid til, string? note, Func<Guid, DateTimeOffset, bool>? kun, CancellationToken ct)
    {
        bool Med(Guid id, DateTimeOffset oprettet) => kun?.Invoke(id, oprettet) ?? true;
        var erindringer = (await db.Erindringer.Where(e => e.SagId == sag.Id && e.Afsluttet == null && e.FoelgerSagen && e.AnsvarligId == fra).ToListAsync(ct)).Where(e => Med(e.Id, e.Oprettet)).ToList();
        foreach (var erindring in erindringer)
        {
            erindring.AnsvarligId = til;
            erindring.Version++;
        }

        var nu = tid.GetUtcNow();
        // Uden for adgang: the draft's own list decides below whether it goes along; its title is told only where it has none.
        var kladder = (await db.UdenAkt(sag.Id).Where(d => d.Tilstand == Dokumenttilstand.Kladde && d.UdenBetydning == null && (d.EjerId == fra || (d.EjerId == null && d.OprettetAf == fra)))
            .ToListAsync(ct)).Where(d => Med(d.Id, d.Oprettet)).ToList();
        var flyttes = kladder.Where(d => d.AdgangslisteNr is null).ToList();
        flyttes.ForEach(d => d.GivTil(til));
        var notater = (await db.Notater.Where(n => n.SagId == sag.Id && n.Endelig == null && (n.EjerId == fra || (n.EjerId == null && n.ForfatterId == fra))).ToListAsync(ct)).Where(n => Med(n.Id, n.Oprettet)).ToList();
        notater.ForEach(n => n.GivTil(til));
        return new(
            [.. erindringer.Select(e => e.Id)], [.. flyttes.Select(d => d.Id)], [.. notater.Select(n => n.Id)], await FlytPostAsync(aktoer, sag, fra, til, note, kun, ct),
            [.. flyttes.Where(d => d.UdtjekketAf == fra && d.ErUdtjekket(nu)).Select(d => d.Titel)], kladder.Count - flyttes.Count);
    }

    /// <summary>The old handler's own open post whose best suggestion is this case.</summary>
    private async Task<IReadOnlyList<Guid>> FlytPostAsync(Aktoer aktoer, Sag sag, Guid fra, Guid til, string? note, Func<Guid, DateTimeOffset, bool>? kun, CancellationToken ct)
    {
        var (synlige, bord, tilbage) = (db.Indbakkeposter.SynligeFor(aktoer), aktoer.Skrivebord, kun is not null);
        // Uden for adgang: what the actor gave away with the case comes back with it.
        var poster = await db.Indbakkeposter.Aabne().Where(p => p.BrugerId == fra && (synlige.Any(s => s.Id == p.Id) || (tilbage && p.FordeltAf == bord))).OrderByDescending(p => p.Nr).Take(FlestPoster).ToListAsync(ct);
        if (poster.Count == 0 || await personer.BrugerAsync(til, ct) is not { Aktiv: true } modtager || (modtager.Roller & Core.Web.AccessRules.Sagsarbejde) == 0)
            return [];
        if (kun is null)
        {
            // The case's list may be new by this very act, and then the actor's rights, read before it, do not have it.
            var fundet = await forslag.FindAsync(aktoer with { Lister = [.. aktoer.Lister, sag.AdgangslisteNr] }, [.. poster.Select(p => new Sagsforslagsopslag.Kendetegn(p.Id, p.AfsenderEmail, p.BeskedId, p.Traad, p.Spor))], ct);
            poster = poster.FindAll(p => fundet[p.Id].Forslag is [var bedste, ..] && bedste.SagId == sag.Id);
        }
        else
        {
            poster = poster.FindAll(p => kun(p.Id, DateTimeOffset.MinValue));
        }

        var ord = note?.Trim() is { Length: > Indbakkepost.LaengsteNote } lang ? lang[..Indbakkepost.LaengsteNote] : note;
        foreach (var post in poster)
        {
            var (fraEnhed, fraBruger) = (post.EnhedId, post.BrugerId);
            post.Fordel(modtager.EnhedId, await indbakke.ListeAsync(modtager.EnhedId, ct), til, ord, aktoer.Skrivebord, tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(aktoer, new IndbakkepostFordelt(fraEnhed, fraBruger, modtager.EnhedId, til, post.Note), null, post.Id, ct);
        }

        return [.. poster.Select(p => p.Id)];
    }
}
