using System.Security.Cryptography;
using System.Text;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// One portion of a change of units: some of what is to move, the word of it on the job's list, and where it has come to, all in one transaction. Killed at any
/// moment nothing is done twice and nothing forgotten. What comes to the unit meanwhile is found when it is to be closed, and moves too.
/// </summary>
internal sealed class FremEnhedsaendring(
    SagerDb db, CoreDb core, Enhedsomlaegning omlaegning, Adgangslister adgangslister, Indbakkefordeling indbakke, Soegningsopslag soegningsopslag, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Rows that one portion changes, so that others' writing is not kept waiting.</summary>
    private const int Portion = 40;

    /// <summary>Lists have few rows each.</summary>
    private const int Listeportion = 200;

    /// <summary>What a thing on the job's list is: its kind, id, name, and the unit it went to.</summary>
    internal sealed record Post(string Art, Guid Id, string Navn, Guid? Til)
    {
        public string Noegle => $"{Art}|{Id}|{Til}|{Navn}";

        public static Post Laes(string noegle) => noegle.Split('|', 4) is [var art, var id, var til, var navn] ? new(art, Guid.Parse(id), navn, Guid.TryParse(til, out var t) ? t : null) : new("", Guid.Empty, noegle, null);
    }

    /// <summary>Answers whether more is left.</summary>
    public async Task<bool> Udfoer(Guid jobId, CancellationToken ct)
    {
        var aendring = await db.Enhedsaendringer.SingleAsync(a => a.JobId == jobId, ct);
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        if (aendring.Stand.Trin == Enhedstrin.Slut)
            return false;
        var aktoer = Aktoer.Systemet with { Id = aendring.BestiltAf };
        var stand = aendring.Stand;
        if (stand.Trin == Enhedstrin.Begynd)
            aendring.Stand = await BegyndAsync(aktoer, aendring, job, ct) with { Trin = Enhedstrin.Adgangslister };
        else
            aendring.Stand = await TrinAsync(aktoer, aendring, job, stand, ct);
        if (aendring.Stand.Trin == Enhedstrin.Slut)
            await SlutAsync(aktoer, aendring, job, ct);
        aendring.Version++;
        await db.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        return aendring.Stand.Trin != Enhedstrin.Slut;
    }

    private async Task<Enhedsstand> BegyndAsync(Aktoer aktoer, Enhedsaendring a, Job job, CancellationToken ct)
    {
        foreach (var id in a.Plan.Kilder.Concat(a.Plan.Dele.SelectMany(d => new[] { d.EnhedId, d.ForaelderId }).OfType<Guid>()))
            EnhedsaendringRegler.AktiveEnheder.Kraev(await personer.ErEnhedAsync(id, ct));
        a.Begyndt = tid.GetUtcNow();
        List<Guid> modtagere = [];
        foreach (var del in a.Plan.Dele)
            modtagere.Add(del.EnhedId ?? await omlaegning.OpretAsync(aktoer, del.NytNavn!, del.ForaelderId, ct));
        List<IReadOnlyList<Guid>> grupper = [];
        foreach (var kilde in a.Plan.Kilder)
        {
            // Nothing names it, or nobody saw by it: no group is wanted.
            grupper.Add(await omlaegning.AntalListerAsync(kilde, ct) == 0 ? []
                : await omlaegning.BevarAsync(aktoer, kilde, $"Tidligere i {await personer.EnhedsnavnAsync(kilde, ct)} ({DanishTime.ShortDate(a.Begyndt.Value)})", ct));
        }

        foreach (var kilde in a.Plan.Kilder) // as many as can be told now; the receipt has them all
            job.IAlt += 1 + (await omlaegning.MedlemmerAsync(kilde, ct)).Count + await db.AabneSagerIEnhed(kilde).CountAsync(ct) + await db.Postkasser.CountAsync(p => p.EnhedId == kilde, ct) + await db.Indbakkeposter.Aabne().CountAsync(p => p.EnhedId == kilde, ct);
        return a.Stand with { Modtagere = modtagere, Grupper = grupper };
    }

    /// <summary>Does a portion of the step and answers where that leaves it.</summary>
    private async Task<Enhedsstand> TrinAsync(Aktoer aktoer, Enhedsaendring a, Job job, Enhedsstand plads, CancellationToken ct)
    {
        var (kilde, kilder) = (a.Plan.Kilder[plads.Kilde], a.Plan.Kilder.Count);
        switch (plads.Trin)
        {
            case Enhedstrin.Adgangslister:
                var lister = await omlaegning.LukIndAsync(kilde, plads.Grupper[plads.Kilde], Listeportion, ct);
                if (lister > 0)
                    await SkrivAsync(job, new("adgang", kilde, lister == 1 ? "1 adgangsliste" : $"{lister} adgangslister", null), ct);
                return lister == Listeportion ? plads : plads.Naeste(kilder);
            case Enhedstrin.Brugere:
                return await BrugereAsync(aktoer, a, job, kilde, ct) ? plads : plads.Naeste(kilder);
            case Enhedstrin.Underenheder:
                if (!Bliver(a, kilde))
                {
                    foreach (var under in await omlaegning.FlytUnderenhederAsync(aktoer, kilde, plads.Modtagere[0], ct))
                        await SkrivAsync(job, new("underenhed", under, await personer.EnhedsnavnAsync(under, ct), plads.Modtagere[0]), ct);
                }

                return plads.Naeste(kilder);
            case Enhedstrin.Postkasser:
                await PostkasserAsync(aktoer, a, job, kilde, ct);
                return plads.Naeste(kilder);
            case Enhedstrin.Post:
                return await PostAsync(aktoer, a, job, kilde, ct) ? plads : plads.Naeste(kilder);
            case Enhedstrin.Skabeloner:
                await SkabelonerAsync(aktoer, a, job, kilde, ct);
                await FraserAsync(aktoer, a, job, kilde, ct);
                return plads.Naeste(kilder);
            case Enhedstrin.Visninger:
                return await VisningerAsync(a, job, kilde, ct) ? plads : plads.Naeste(kilder);
            case Enhedstrin.Sager:
                return await SagerAsync(aktoer, a, job, plads, kilde, ct) is { } sidste ? plads with { EfterNr = sidste } : plads.Naeste(kilder);
            case Enhedstrin.Luk:
                return await LukAsync(aktoer, a, job, plads, kilde, ct);
            default:
                throw new InvalidOperationException($"Ukendt trin {plads.Trin}.");
        }
    }

    /// <summary>The unit goes on as one of those that it is split into.</summary>
    private static bool Bliver(Enhedsaendring a, Guid kilde) => a.Plan.Dele.Any(d => d.EnhedId == kilde);

    private async Task<bool> BrugereAsync(Aktoer aktoer, Enhedsaendring a, Job job, Guid kilde, CancellationToken ct)
    {
        var flyttes = (await omlaegning.MedlemmerAsync(kilde, ct)).Select(b => (Bruger: b, Til: a.Stand.Modtagere[a.Plan.DelFor(b)])).Where(b => b.Til != kilde).ToList();
        await personer.HuskAsync(flyttes.Take(Portion).Select(b => b.Bruger), ct);
        foreach (var (bruger, til) in flyttes.Take(Portion))
        {
            await omlaegning.FlytBrugerAsync(aktoer, bruger, kilde, til, ct);
            await SkrivAsync(job, new("bruger", bruger, await personer.NavnAsync(bruger, ct), til), ct);
        }

        return flyttes.Count > Portion;
    }

    private async Task PostkasserAsync(Aktoer aktoer, Enhedsaendring a, Job job, Guid kilde, CancellationToken ct)
    {
        var til = a.Stand.Modtagere[0];
        if (til == kilde)
            return;
        foreach (var kasse in await db.Postkasser.Where(p => p.EnhedId == kilde).OrderBy(p => p.Nr).ToListAsync(ct))
        {
            kasse.EnhedId = til;
            kasse.Version++;
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(aktoer, new PostkasseGemt(kasse.Navn, kasse.Art.ToString(), kasse.Sti, til, kasse.Aktiv), null, kasse.Id, ct);
            await SkrivAsync(job, new("postkasse", kasse.Id, kasse.Navn, til), ct);
        }
    }

    private async Task<bool> PostAsync(Aktoer aktoer, Enhedsaendring a, Job job, Guid kilde, CancellationToken ct)
    {
        var flyttes = a.Stand.Modtagere[0] == kilde
            ? await db.Indbakkeposter.Aabne().Where(p => p.EnhedId == kilde && p.BrugerId != null).OrderBy(p => p.Nr).ToListAsync(ct)
            : await db.Indbakkeposter.Aabne().Where(p => p.EnhedId == kilde).OrderBy(p => p.Nr).Take(Portion).ToListAsync(ct);
        var nu = flyttes.Select(p => (Post: p, Til: a.Stand.Modtagere[a.Plan.DelFor(p.BrugerId)])).Where(p => p.Til != kilde).Take(Portion).ToList();
        foreach (var (post, til) in nu)
        {
            post.FoelgEnheden(til, await indbakke.ListeAsync(til, ct));
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(aktoer, new IndbakkepostFordelt(kilde, post.BrugerId, til, post.BrugerId, null), null, post.Id, ct);
            await SkrivAsync(job, new("post", post.Id, $"Post nr. {post.Nr}", til), ct); // what it is about is not the administrator's to read
        }

        return nu.Count == Portion;
    }

    private async Task SkabelonerAsync(Aktoer aktoer, Enhedsaendring a, Job job, Guid kilde, CancellationToken ct)
    {
        var (til, reference) = (a.Stand.Modtagere[0], kilde.ToString());
        if (til == kilde)
            return;
        foreach (var skabelon in (await db.Skabeloner.ToListAsync(ct)).Where(s => s.EnhedId == kilde || s.Adgang.Exists(x => x.Art == "Enhed" && x.Reference == reference)))
        {
            skabelon.EnhedId = skabelon.EnhedId == kilde ? til : skabelon.EnhedId;
            skabelon.Adgang = [.. skabelon.Adgang.Select(x => x.Art == "Enhed" && x.Reference == reference ? x with { Reference = til.ToString() } : x).Distinct()];
            skabelon.Version++;
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(aktoer, new SagsskabelonGemt(skabelon.Navn, skabelon.Aktiv), null, skabelon.Id, ct);
            await SkrivAsync(job, new("skabelon", skabelon.Id, skabelon.Navn, til), ct);
        }
    }

    /// <summary>The unit's phrases, and what waits for its leader to be approved.</summary>
    private async Task FraserAsync(Aktoer aktoer, Enhedsaendring a, Job job, Guid kilde, CancellationToken ct)
    {
        var (til, reference) = (a.Stand.Modtagere[0], kilde.ToString());
        if (til == kilde)
            return;
        foreach (var frase in await db.Fraser.Where(f => f.EnhedId == kilde).OrderBy(f => f.Nr).ToListAsync(ct))
        {
            frase.EnhedId = til;
            frase.Version++;
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(aktoer, new FraseGemt(
                frase.Noegle, frase.Titel, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(frase.Tekst))), til, frase.EjerId, frase.Gennemses, frase.Aktiv), null, frase.Id, ct);
            await SkrivAsync(job, new("frase", frase.Id, frase.Titel, til), ct);
        }

        foreach (var led in await db.Godkendelsesled.Where(l => l.Art == Ledart.Leder && l.Reference == reference && l.Udfald == Ledudfald.Venter).ToListAsync(ct))
        {
            led.FoelgEnheden(til);
            await db.SaveChangesAsync(ct);
            await SkrivAsync(job, new("godkendelse", led.GodkendelseId, "Godkendelse, der venter på lederen", til), ct);
        }
    }

    private async Task<bool> VisningerAsync(Enhedsaendring a, Job job, Guid kilde, CancellationToken ct)
    {
        var (til, reference) = (a.Stand.Modtagere[0], kilde.ToString());
        if (til == kilde)
            return false;
        var visninger = await db.GemteVisninger.Where(v => v.EnhedId == kilde || v.Forespoergsel.Contains(reference)).OrderBy(v => v.Id).Take(Portion).ToListAsync(ct);
        foreach (var visning in visninger)
        {
            visning.EnhedId = visning.EnhedId == kilde ? til : visning.EnhedId;
            visning.Forespoergsel = visning.Forespoergsel.Replace(reference, til.ToString(), StringComparison.OrdinalIgnoreCase);
            await SkrivAsync(job, new("visning", visning.Id, visning.Navn, til), ct);
        }

        await db.SaveChangesAsync(ct);
        return await SoegningerAsync(job, kilde, til, ct) || visninger.Count == Portion;
    }

    /// <summary>Saved searches: the unit's own go with it, and those that are narrowed to it are narrowed to the other.</summary>
    private async Task<bool> SoegningerAsync(Job job, Guid kilde, Guid til, CancellationToken ct)
    {
        var reference = kilde.ToString();
        var soegninger = await db.GemteSoegninger.Where(s => s.EnhedId == kilde || s.Forespoergsel.Contains(reference)).OrderBy(s => s.Id).Take(Portion).ToListAsync(ct);
        foreach (var soegning in soegninger)
        {
            soegning.EnhedId = soegning.EnhedId == kilde ? til : soegning.EnhedId;
            soegning.Forespoergsel = soegning.Forespoergsel.Replace(reference, til.ToString(), StringComparison.OrdinalIgnoreCase);
            var navn = soegning.Navn;
            for (var nr = 2; soegning.Slettet is null && await soegningsopslag.HarSammeNavnAsync(soegning, ct); nr++)
                soegning.Navngiv($"{(navn.Length > 55 ? navn[..55] : navn)} {nr}"); // the other unit has one of that name
            foreach (var foelger in await db.Soegningsfoelgere.Where(f => f.SoegningId == soegning.Id).ToListAsync(ct))
                foelger.Udgave = null;
            soegning.Version++;
            await db.SaveChangesAsync(ct);
            await SkrivAsync(job, new("soegning", soegning.Id, soegning.Navn, til), ct);
        }

        return soegninger.Count == Portion;
    }

    /// <summary>The number of the last case that was looked at; null when all were.</summary>
    private async Task<int?> SagerAsync(Aktoer aktoer, Enhedsaendring a, Job job, Enhedsstand plads, Guid kilde, CancellationToken ct)
    {
        var sager = await db.AabneSagerIEnhed(kilde).Where(s => s.Nr > plads.EfterNr).OrderBy(s => s.Nr).Take(Portion).ToListAsync(ct);
        foreach (var sag in sager)
            await FlytSagAsync(aktoer, a, job, sag, kilde, ct);
        return sager.Count < Portion ? null : sager[^1].Nr;
    }

    private async Task FlytSagAsync(Aktoer aktoer, Enhedsaendring a, Job job, Sag sag, Guid kilde, CancellationToken ct)
    {
        var til = a.Stand.Modtagere[a.Plan.DelFor(sag.Emne, sag.BehandlerId)];
        if (til == kilde)
            return;
        var (liste, udvidet) = (sag.AdgangslisteNr, false);
        if (a.Udvid && !sag.ErBeskyttet)
        {
            var poster = await adgangslister.PosterAsync(sag.AdgangslisteNr, ct);
            udvidet = poster.Contains(Adgangspost.Enhed(kilde));
            if (udvidet)
                liste = await adgangslister.InternAsync(poster.Where(p => p != Adgangspost.Enhed(kilde)).Append(Adgangspost.Enhed(til)), ct);
        }

        sag.FoelgEnheden(til, liste, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new SagFulgteEnheden(kilde, await personer.EnhedsnavnAsync(kilde, ct), til, await NavnAsync(a, til, ct), a.Nr, udvidet), sag.Id, null, ct);
        await SkrivAsync(job, new("sag", sag.Id, sag.Sagsnummer, til), ct);
    }

    /// <summary>A unit that this act may have made a moment ago.</summary>
    private async Task<string> NavnAsync(Enhedsaendring a, Guid enhed, CancellationToken ct) =>
        a.Stand.Modtagere.ToList().IndexOf(enhed) is var i and >= 0 && a.Plan.Dele[i].NytNavn is { } nyt ? nyt : await personer.EnhedsnavnAsync(enhed, ct);

    /// <summary>Closes it, or begins anew with what has come to it meanwhile.</summary>
    private async Task<Enhedsstand> LukAsync(Aktoer aktoer, Enhedsaendring a, Job job, Enhedsstand plads, Guid kilde, CancellationToken ct)
    {
        if (Bliver(a, kilde))
            return plads.Naeste(a.Plan.Kilder.Count);
        if (await db.AabneSagerIEnhed(kilde).AnyAsync(ct) || (await omlaegning.MedlemmerAsync(kilde, ct)).Count > 0 || (await personer.EnhederAsync(ct)).Any(e => e.ForaelderId == kilde)
            || await db.Postkasser.AnyAsync(p => p.EnhedId == kilde, ct) || await db.Indbakkeposter.Aabne().AnyAsync(p => p.EnhedId == kilde, ct))
            return plads with { Trin = Enhedstrin.Adgangslister, EfterNr = 0 };
        await omlaegning.LukAsync(aktoer, kilde, ct);
        await SkrivAsync(job, new("enhed", kilde, await personer.EnhedsnavnAsync(kilde, ct), null), ct);
        return plads.Naeste(a.Plan.Kilder.Count);
    }

    private async Task SlutAsync(Aktoer aktoer, Enhedsaendring a, Job job, CancellationToken ct)
    {
        a.Udfoert = tid.GetUtcNow();
        await core.SaveChangesAsync(ct);
        var brugere = await core.JobPoster.CountAsync(p => p.JobId == job.Id && p.Noegle.StartsWith("bruger|"), ct);
        var sager = await core.JobPoster.CountAsync(p => p.JobId == job.Id && p.Noegle.StartsWith("sag|"), ct);
        job.IAlt = job.Faerdige;
        job.Resultat = $"Gennemført. {(brugere == 1 ? "1 medarbejder" : $"{brugere} medarbejdere")} og {(sager == 1 ? "1 åben sag" : $"{sager} åbne sager")} er flyttet.";
        await haendelser.AppendAsync(aktoer, new EnhedsaendringUdfoert(a.Nr, brugere, sager), null, a.Id, ct);
    }

    /// <summary>It is done, and stands on the receipt.</summary>
    private async Task SkrivAsync(Job job, Post post, CancellationToken ct)
    {
        core.Add(new JobPost { JobId = job.Id, Nr = ++job.Faerdige, Noegle = post.Noegle, Resultat = "ok" });
        job.IAlt = Math.Max(job.IAlt, job.Faerdige);
        await core.SaveChangesAsync(ct);
    }
}
