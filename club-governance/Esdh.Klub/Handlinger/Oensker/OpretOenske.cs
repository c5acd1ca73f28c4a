using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Raises a wish for the actor's member; whoever raises it follows it.</summary>
internal sealed class OpretOenske(KlubDb db, Counters numre, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Bilag">Stored before the act.</param>
    public sealed record Kommando(Klubaktoer Aktoer, string? Titel, string? Problem, string? HvemHjaelpes, string? Modul, IReadOnlyList<LagtBilag> Bilag);

    public sealed record Svar(Guid Id, string Nummer);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (titel, problem, hvem, modul) = (OpretAfstemning.Ren(k.Titel), k.Problem?.Trim() ?? "", k.HvemHjaelpes?.Trim() ?? "", OpretAfstemning.Ren(k.Modul));
        new Errors().AddIf(titel.Length is 0 or > 150, "titel", "Skriv ønsket på højst 150 tegn.").AddIf(problem.Length is 0 or > 10_000, "problem", "Skriv på højst 10.000 tegn, hvad der er svært i dag.")
            .AddIf(hvem.Length is 0 or > 2_000, "hvemHjaelpes", "Skriv på højst 2.000 tegn, hvem ønsket hjælper.").AddIf(modul.Length is 0 or > 60, "modul", "Skriv, hvilken del af systemet det gælder, på højst 60 tegn.").Throw();
        var medlem = await db.Medlemmer.AsNoTracking().SingleOrDefaultAsync(m => m.Id == k.Aktoer.MedlemId, ct) ?? throw new ForbiddenException("Kun medlemmer kan foreslå ønsker.");
        var nu = tid.GetUtcNow();
        var oenske = new KlubOenske
        {
            Nr = await numre.NextAsync("klub-oenske", ct), Titel = titel, Problem = problem, HvemHjaelpes = hvem, Modul = modul, MedlemId = medlem.Id, Medlem = medlem.Navn, OprettetAf = k.Aktoer.Aktoer.Id, OprettetAfNavn = k.Aktoer.Aktoer.Navn, Oprettet = nu,
        };
        db.Add(oenske);
        await db.SaveChangesAsync(ct);
        db.Add(new KlubOenskeskridt { OenskeId = oenske.Id, Nr = 1, Stand = Oenskestand.Nyt, Grund = "Foreslået.", Navn = $"{oenske.OprettetAfNavn}, {medlem.Navn}", Tid = nu });
        db.Add(new KlubOenskefoelger { OenskeId = oenske.Id, MedlemId = medlem.Id, BrugerId = k.Aktoer.Aktoer.Id });
        db.AddRange(k.Bilag.Select(b => new KlubOenskebilag { OenskeId = oenske.Id, Navn = b.Navn, Sha256 = b.Indhold.Sha256, Laengde = b.Indhold.Length, Lagt = nu }));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new OenskeOprettet(oenske.Nummer, titel, medlem.Navn), null, oenske.Id, ct);
        return new(oenske.Id, oenske.Nummer);
    }
}

/// <summary>A file that is durable in the club's store.</summary>
internal sealed record LagtBilag(string Navn, StoredContent Indhold);
