using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Forsendelser;

/// <summary>Letters to many outside their acts: laying a list out, looking at it, and one merged letter before any is made.</summary>
internal sealed class Masseforsendelser(SagerDb db, CoreDb core, Authority myndighed, Dokumentproduktion produktion, Hoeringsbreve hoeringsbreve, Esdh.Adgang.Contract.Aktoerkilde aktoerer)
{
    private sealed record Plads(int Nummer);

    /// <param name="k">What is made; its parties are those of the list where there is one.</param>
    /// <param name="raekker">A list's rows; null for parties of the case.</param>
    public async Task<OpretMasseforsendelse.Svar> OpretAsync(OpretMasseforsendelse.Kommando k, IReadOnlyList<Modtagerraekke>? raekker, CancellationToken ct)
    {
        if (raekker is null)
            return await myndighed.Queue.RunAsync((OpretMasseforsendelse act) => act.Udfoer(k with { Parter = k.Parter ?? [] }, ct), ct);
        var svar = await myndighed.Queue.RunAsync((OpretMasseforsendelse act) => act.Udfoer(k with { Parter = null }, ct), ct);
        for (var fra = 0; fra < raekker.Count; fra += SkrivMassebreve.Portion)
        {
            var portion = raekker.Skip(fra).Take(SkrivMassebreve.Portion).ToList();
            await myndighed.Queue.RunAsync((SkrivMassebreve act) => act.Udfoer(new(k.Aktoer, svar.Id, fra + 1, portion, fra + portion.Count == raekker.Count), ct), ct);
        }

        var vist = await HentAsync(k.Aktoer, svar.Id, ct);
        return svar with { Breve = vist.Breve, MedFejl = vist.MedFejl, Version = vist.Version };
    }

    public async Task<Masseforsendelsesvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var m = await db.FindMasseforsendelseAsync(aktoer, id, ct);
        var job = await core.Jobs.AsNoTracking().Where(j => j.Id == id).Select(j => new { j.Nr, j.Status, j.Faerdige, j.Fejl, j.IAlt, j.Resultat }).SingleOrDefaultAsync(ct);
        return new(
            id, m.Nr, await db.Sager.SynligeFor(aktoer).Where(s => s.Id == m.SagId).Select(s => s.Sagsnummer).SingleAsync(ct), await db.Dokumentskabeloner.Where(s => s.Id == m.DokumentskabelonId).Select(s => s.Navn).SingleAsync(ct),
            m.Titel, m.Send, m.HoeringId, m.Oprettet, m.ErKlar, m.Begyndt, await db.Massebreve.CountAsync(b => b.MasseforsendelseId == id, ct), await db.Massebreve.CountAsync(b => b.MasseforsendelseId == id && b.Fejl != null, ct),
            job?.Nr, job?.Status.ToString(), job?.Faerdige ?? 0, job?.IAlt ?? 0, job?.Resultat, m.Version);
    }

    public async Task<Side<Massebrevvisning>> BreveAsync(Aktoer aktoer, Guid id, bool kunFejl, string? efter, int? antal, CancellationToken ct)
    {
        await db.FindMasseforsendelseAsync(aktoer, id, ct);
        var hoejst = Cursor.PageSize(antal);
        var efterNummer = Cursor.Decode<Plads>(efter)?.Nummer ?? 0;
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var fundne = await db.Massebreve.AsNoTracking().Where(b => b.MasseforsendelseId == id && b.Nummer > efterNummer && (!kunFejl || b.Fejl != null)).OrderBy(b => b.Nummer).Take(hoejst + 1)
            .Select(b => new
            {
                B = b, Ses = b.DokumentId != null && synlige.Any(d => d.Id == b.DokumentId),
                Stand = db.Forsendelsesmodtagere.Where(m => m.ForsendelseId == b.ForsendelseId).OrderByDescending(m => m.Nr).Select(m => new { m.Kanal, m.Tilstand }).FirstOrDefault(),
            }).ToListAsync(ct);
        var side = fundne.Take(hoejst).Select(x => new Massebrevvisning(
            x.B.Nummer, x.B.Linje, x.B.Navn, x.B.Fejl, x.B.ErFaerdig, x.Ses ? x.B.DokumentId : null, x.Ses ? x.B.ForsendelseId : null, x.Stand?.Kanal.ToString(), x.Stand?.Tilstand.ToString())).ToList();
        return new(side, fundne.Count > hoejst ? Cursor.Encode(new Plads(side[^1].Nummer)) : null);
    }

    /// <summary>One of the letters, merged now and kept nowhere.</summary>
    public async Task<Stream> ProeveAsync(Aktoer aktoer, Guid id, int nummer, CancellationToken ct)
    {
        var m = await db.FindMasseforsendelseAsync(aktoer, id, ct);
        var brev = await db.Massebreve.AsNoTracking().SingleOrDefaultAsync(b => b.MasseforsendelseId == id && b.Nummer == nummer, ct) ?? throw new NotFoundException("Der er ikke så mange breve.");
        if (brev.ErFaerdig)
            throw new NotFoundException("Brevet er dannet. Se dokumentet i stedet.");
        var g = await produktion.GrundlagAsync(aktoer, m.SagId.ToString(), m.DokumentskabelonId.ToString(), ct);
        var (part, _, ekstra) = Massebrevjob.Modtager(g, brev);
        var hoering = m.HoeringId is { } h ? await new Massebrevjob(db, core, aktoerer, produktion, hoeringsbreve).HoeringAsync(aktoer, h, ct) : null;
        var fletning = hoering is null || !hoering.Parter.TryGetValue(brev.SagspartId ?? Guid.Empty, out var hp) ? null : Hoeringsbreve.Fletning(hoering.Hoering, hp, hoering.Titler);
        var pdf = await produktion.VisAsync(g, part, fletning, ekstra, ct);
        return pdf.Pdf ?? throw new InvalidException("skabelon", pdf.Reason ?? "Brevet kan ikke vises.");
    }
}
