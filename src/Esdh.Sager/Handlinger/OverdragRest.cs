using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Gives what one who has left still has on others' cases, and the open post, to someone else: reminders, drafts and post. The cases are handed over for themselves. Who gets
/// it is let in on the cases; a protected case does not open that way, and its things stay.
/// </summary>
internal sealed class OverdragRest(
    SagerDb db, Fratraedelsesopslag opslag, Ansvarlig ansvarlig, Indbakkefordeling indbakke, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <summary>So many of each kind in one go; the answer says what is left.</summary>
    internal const int Portion = 200;

    /// <param name="BrugerId">Who has left.</param>
    /// <param name="EnhedId">The unit that was left; null where there is only one.</param>
    /// <param name="TilBrugerId">An active employee who works with cases.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid BrugerId, Guid? EnhedId, Guid? TilBrugerId, string? Note = null);

    /// <param name="Rest">What is left, of all kinds.</param>
    public sealed record Svar(int Erindringer, int Kladder, int Poster, int Rest);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var efter = (await opslag.HentAsync(k.Aktoer, k.BrugerId, k.EnhedId, ct)).Hvem;
        var til = k.TilBrugerId is { } id ? await personer.BrugerAsync(id, ct) : null;
        new Errors()
            .AddIf(til is not { Aktiv: true } || (til.Roller & Core.Web.AccessRules.Sagsarbejde) == 0 || til.Id == k.BrugerId, "tilBrugerId", "Vælg en anden medarbejder, der er aktiv og arbejder med sager.")
            .AddIf(k.Note?.Length > Indbakkepost.LaengsteNote, "note", $"Skriv højst {Indbakkepost.LaengsteNote} tegn.").Throw();
        List<Guid> en = [k.BrugerId];
        var kun = efter.NuEnhed is null ? (Guid?)null : efter.EnhedId;
        var sager = db.Sager.SynligeFor(k.Aktoer).Where(s => s.BehandlerId != k.BrugerId && (kun == null || s.EnhedId == kun));
        var erindringer = (await (from e in opslag.Erindringer(en) join s in sager on e.SagId equals s.Id orderby e.Nr select new { e, s }).Take(Portion).ToListAsync(ct)).ToLookup(x => x.s, x => x.e);
        var kladder = (await (
            from d in opslag.Kladder(k.Aktoer, en).Where(d => d.AdgangslisteNr == null) from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null) join s in sager on r.SagId equals s.Id
            orderby d.Nr select new { d, s }).Take(Portion).ToListAsync(ct)).DistinctBy(x => x.d).ToLookup(x => x.s, x => x.d);
        var notater = (await (from n in opslag.Notater(en) join s in sager on n.SagId equals s.Id orderby n.Nr select new { n, s }).Take(Portion).ToListAsync(ct)).ToLookup(x => x.s, x => x.n);
        var (antalErindringer, antalKladder) = (0, 0);
        foreach (var sag in erindringer.Select(g => g.Key).Union(kladder.Select(g => g.Key)).Union(notater.Select(g => g.Key)).ToList())
        {
            try
            {
                await ansvarlig.SaetAsync(k.Aktoer, sag, til!.Id, ct);
            }
            catch (RegelbrudException)
            {
                continue; // a protected case that the new one is not named on
            }

            foreach (var e in erindringer[sag])
            {
                e.AnsvarligId = til.Id;
                e.Version++;
            }

            foreach (var d in kladder[sag])
                d.GivTil(til.Id);
            foreach (var n in notater[sag])
                n.GivTil(til.Id);
            var (hans, disse) = (erindringer[sag].Count(), kladder[sag].Count() + notater[sag].Count());
            (antalErindringer, antalKladder) = (antalErindringer + hans, antalKladder + disse);
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new RestOverdraget(k.BrugerId, til.Id, hans, disse, k.Note.Renset()), sag.Id, null, ct);
        }

        var poster = await opslag.Poster(k.Aktoer, en).Where(p => kun == null || p.EnhedId == kun).OrderBy(p => p.Nr).Take(Portion).ToListAsync(ct);
        foreach (var post in poster)
        {
            var (fraEnhed, fraBruger) = (post.EnhedId, post.BrugerId);
            post.Fordel(til!.EnhedId, await indbakke.ListeAsync(til.EnhedId, ct), til.Id, k.Note, k.Aktoer.Skrivebord, tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new IndbakkepostFordelt(fraEnhed, fraBruger, til.EnhedId, til.Id, post.Note), null, post.Id, ct);
        }

        var rest = (await opslag.ListeAsync(k.Aktoer, ct)).FirstOrDefault(f => f.BrugerId == k.BrugerId && f.EnhedId == efter.EnhedId);
        return new(antalErindringer, antalKladder, poster.Count, rest?.IAlt ?? 0);
    }
}
