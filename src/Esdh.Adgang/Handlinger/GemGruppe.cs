using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Makes a security group, or changes its name and members.</summary>
internal sealed class GemGruppe(AdgangDb db, EventLog haendelser)
{
    /// <param name="Aktoer">Who acts.</param>
    /// <param name="Id">Null makes a new group.</param>
    /// <param name="Navn">Unique.</param>
    /// <param name="Aktiv">A closed group gives nobody anything.</param>
    /// <param name="Medlemmer">All members from now on; at most 500.</param>
    /// <param name="Set">The version the caller saw.</param>
    internal sealed record Kommando(Aktoer Aktoer, Guid? Id, string? Navn, bool Aktiv, IReadOnlyList<Guid>? Medlemmer, long? Set);

    internal sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var navn = k.Navn?.Trim() ?? "";
        var medlemmer = (k.Medlemmer ?? []).Distinct().ToList();
        new Errors().AddIf(navn.Length is 0 or > 200, "navn", "Skriv et navn på højst 200 tegn.")
            .AddIf(await db.Grupper.AnyAsync(g => g.Navn == navn && g.Id != k.Id, ct), "navn", "Der er allerede en gruppe med det navn.")
            .AddIf(medlemmer.Count > 500, "medlemmer", "En gruppe har højst 500 medlemmer. Brug en enhed.")
            .AddIf(medlemmer.Count <= 500 && await db.Brugere.CountAsync(b => medlemmer.Contains(b.Id), ct) != medlemmer.Count, "medlemmer", "Et af medlemmerne findes ikke.").Throw();

        var gruppe = k.Id is null ? new() { Navn = navn } : await db.Grupper.SingleOrDefaultAsync(g => g.Id == k.Id, ct) ?? throw new NotFoundException();
        Preconditions.Check(gruppe.Version, k.Set);
        if (k.Id is null)
            db.Add(gruppe);
        var nu = await db.GruppeMedlemmer.Where(m => m.GruppeId == gruppe.Id).ToListAsync(ct);
        var ud = nu.Where(m => !medlemmer.Contains(m.BrugerId)).ToList();
        var ind = medlemmer.Except(nu.Select(m => m.BrugerId)).ToList();
        (gruppe.Navn, gruppe.Aktiv, gruppe.Version) = (navn, k.Aktiv, gruppe.Version + 1);
        db.RemoveRange(ud);
        await db.SaveChangesAsync(ct); // the group before its members: the key is immediate
        db.AddRange(ind.Select(id => new GruppeMedlem { GruppeId = gruppe.Id, BrugerId = id }));
        await db.SaveChangesAsync(ct);
        object haendelse = k.Id is null ? new GruppeOprettet(navn, medlemmer) : new GruppeRettet(navn, k.Aktiv, ind, [.. ud.Select(m => m.BrugerId)]);
        await haendelser.AppendAsync(k.Aktoer, haendelse, null, gruppe.Id, ct);
        return new(gruppe.Id, gruppe.Version);
    }
}
