using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>What is put on a project's page: a question, its answer, a delivery, and what the club paid in advance.</summary>
internal sealed class GemProjektpost(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Art">sporg, svar, leverance, leveret or udlaeg.</param>
    /// <param name="PostNr">The question answered, or the delivery that came.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int ProjektNr, string Art, int? PostNr, string? Tekst, DateOnly? Dato, long? Oere);

    internal sealed record Svar(int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Art != "sporg")
            k.Aktoer.KraevSekretariat();
        else if (!k.Aktoer.ErDelegat && !k.Aktoer.ErSekretariat)
            throw new ForbiddenException("Du skal have mandat fra din myndighed for at spørge.");
        var p = await db.Projekter.AsNoTracking().SingleOrDefaultAsync(x => x.Nr == k.ProjektNr, ct) ?? throw new NotFoundException();
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(k.Art != "leveret" && (string.IsNullOrWhiteSpace(k.Tekst) || k.Tekst.Length > 2_000), "tekst", "Skriv en tekst på højst 2.000 tegn.")
            .AddIf(k.Art is "leverance" or "leveret" or "udlaeg" && k.Dato is null, "dato", "Skriv dagen.")
            .AddIf(k.Art == "udlaeg" && k.Oere is null or <= 0 or > RegistrerBetaling.Hoejst, "beloeb", "Skriv et beløb over 0 og højst 1.000.000.000 kr.")
            .AddIf(k.Art == "leveret" && k.Oere is < 0 or > RegistrerBetaling.Hoejst, "beloeb", "Kompensationen er 0 kr. eller mere.").Throw();
        var nr = 0;
        switch (k.Art)
        {
            case "sporg":
                nr = (await db.Projektspoergsmaal.Where(s => s.ProjektId == p.Id).MaxAsync(s => (int?)s.Nr, ct) ?? 0) + 1;
                var navn = await db.Medlemmer.Where(m => m.Id == k.Aktoer.MedlemId).Select(m => m.Navn).SingleOrDefaultAsync(ct) ?? "Sekretariatet";
                db.Add(new KlubProjektspoergsmaal { ProjektId = p.Id, Nr = nr, Medlem = navn, Spoergsmaal = k.Tekst!.Trim(), Stillet = idag });
                break;
            case "svar":
                nr = k.PostNr ?? 0;
                (await db.Projektspoergsmaal.SingleOrDefaultAsync(s => s.ProjektId == p.Id && s.Nr == nr, ct) ?? throw new NotFoundException()).Svar = k.Tekst!.Trim();
                break;
            case "leverance":
                nr = (await db.Projektleverancer.Where(s => s.ProjektId == p.Id).MaxAsync(s => (int?)s.Nr, ct) ?? 0) + 1;
                db.Add(new KlubProjektleverance { ProjektId = p.Id, Nr = nr, Navn = k.Tekst!.Trim(), Aftalt = k.Dato!.Value });
                break;
            case "leveret":
                nr = k.PostNr ?? 0;
                var l = await db.Projektleverancer.SingleOrDefaultAsync(s => s.ProjektId == p.Id && s.Nr == nr, ct) ?? throw new NotFoundException();
                (l.Leveret, l.KompensationOere) = (k.Dato, k.Oere ?? 0);
                break;
            case "udlaeg":
                ProjektRegler.LoftetHolder.Kraev(await db.Projektudlaeg.Where(u => u.ProjektId == p.Id).SumAsync(u => u.Oere, ct) + k.Oere!.Value <= p.LoftOere);
                nr = (await db.Projektudlaeg.Where(s => s.ProjektId == p.Id).MaxAsync(s => (int?)s.Nr, ct) ?? 0) + 1;
                db.Add(new KlubProjektudlaeg { ProjektId = p.Id, Nr = nr, Dato = k.Dato!.Value, Tekst = k.Tekst!.Trim(), Oere = k.Oere.Value });
                await haendelser.AppendAsync(k.Aktoer.Aktoer, new ProjektudlaegBogfoert(p.Navn, k.Oere.Value, k.Tekst.Trim()), null, p.Id, ct);
                break;
            default:
                throw new NotFoundException();
        }

        await db.SaveChangesAsync(ct);
        return new(nr);
    }
}
