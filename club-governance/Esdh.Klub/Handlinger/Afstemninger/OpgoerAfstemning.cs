using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Counts a ballot that has closed and publishes it; done once, however often it is asked for.</summary>
internal sealed class OpgoerAfstemning(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Guid Afstemning);

    public sealed record Svar(string Nummer, string Rod);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, a) = (tid.GetUtcNow(), await db.AfstemningAsync(k.Afstemning, ct));
        if (a.Stand == Afstemningsstand.Opgjort)
            return new(a.Nummer, a.Rod!);
        AfstemningRegler.ErSlut.Kraev(a.Stand == Afstemningsstand.Aaben && nu >= a.Lukker);
        var protokol = await ProtokolAsync(a, ct);
        var resultat = Optaelling.Tael(protokol);
        (a.Stand, a.Opgjort, a.Rod, a.Protokol, a.Udfald, a.Version) = (Afstemningsstand.Opgjort, nu, protokol.Rod(), Protokolfil.Skriv(protokol, resultat), resultat.Udfald, a.Version + 1);
        if (a.Hemmelig)
            await BlandAsync(a.Id, ct);
        var valgte = resultat.Muligheder.Where(m => m.Valgt).Select(m => m.Noegle).ToHashSet(StringComparer.Ordinal);
        await db.FrigivOenskerAsync(a.Id, valgte, nu, ct);
        if (a.Emne is Afstemningsemne.Bestyrelse or Afstemningsemne.Forretningsledelse && resultat.Udfald == Afstemningsudfald.Valgt)
        {
            foreach (var post in await db.Tillidsposter.Where(t => t.Organ == a.Emne && t.Til == null).ToListAsync(ct))
                post.Til = nu;
            db.AddRange(resultat.Muligheder.Where(m => m.Valgt).Select(m => new KlubTillidspost { Organ = a.Emne, Navn = m.Titel, AfstemningId = a.Id, Fra = nu }));
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(Aktoer.Systemet, new AfstemningOpgjort(a.Nummer, a.Titel, resultat.Udfald.ToString(), resultat.Deltog, a.Rod), null, a.Id, ct);
        return new(a.Nummer, a.Rod);
    }

    private async Task<Stemmeprotokol> ProtokolAsync(KlubAfstemning a, CancellationToken ct) => new(
        a.Id, a.Nummer, a.Titel, a.Emne, a.Form, a.Vaegt, a.Hemmelig, a.Pladser, a.Point, a.Flertal, a.KvorumMedlemmer, a.KvorumIndbyggere, a.Lighed, a.Aabnet!.Value, a.Lukker,
        [.. (await db.Afstemningsmuligheder.AsNoTracking().Where(m => m.AfstemningId == a.Id).OrderBy(m => m.Raekke).ToListAsync(ct)).Select(m => new Protokolmulighed(m.Noegle, m.Titel))],
        [.. (await db.Stemmeberettigede.AsNoTracking().Where(v => v.AfstemningId == a.Id).ToListAsync(ct)).OrderBy(v => v.MedlemId.ToString(), StringComparer.Ordinal).Select(v => new Protokolvaelger(v.MedlemId, v.Navn, v.Folketal, v.Stemte, v.VedMedlemId))],
        [.. (await db.Stemmesedler.AsNoTracking().Where(s => s.AfstemningId == a.Id).ToListAsync(ct)).OrderBy(s => s.Sporing ?? s.MedlemId.ToString(), StringComparer.Ordinal).Select(s => new Protokolseddel(s.Sporing, s.MedlemId, s.Indhold, s.Maerke))],
        [.. (await db.Stemmekvitteringer.AsNoTracking().Where(s => s.AfstemningId == a.Id).Select(s => s.Maerke).ToListAsync(ct)).Order(StringComparer.Ordinal)]);

    /// <summary>Writes papers and receipts of a secret ballot anew in the order of their random keys: where they lie says no longer when they came.</summary>
    private async Task BlandAsync(Guid id, CancellationToken ct)
    {
        var sedler = await db.Stemmesedler.AsNoTracking().Where(s => s.AfstemningId == id).ToListAsync(ct);
        var kvitteringer = await db.Stemmekvitteringer.AsNoTracking().Where(s => s.AfstemningId == id).ToListAsync(ct);
        await db.Stemmesedler.Where(s => s.AfstemningId == id).ExecuteDeleteAsync(ct);
        await db.Stemmekvitteringer.Where(s => s.AfstemningId == id).ExecuteDeleteAsync(ct);
        foreach (var s in sedler.OrderBy(s => s.Noegle, StringComparer.Ordinal))
            db.Add(s);
        foreach (var s in kvitteringer.OrderBy(s => s.Maerke, StringComparer.Ordinal))
            db.Add(s);
    }
}
