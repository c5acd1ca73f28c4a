using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Corrects a party in the register. What it was is kept; cases keep what they have.</summary>
internal sealed class RetPart(SagerDb db, EventLog haendelser, StorageScope scope, TimeProvider tid)
{
    /// <param name="Cpr">Given to a party that has no number yet.</param>
    /// <param name="Cvr">Given to a company that has no number yet.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid PartId, Partsrettelse Rettelse, string? Cpr = null, string? Cvr = null, long? IfMatch = null);

    /// <param name="Felter">What became different; empty when all was so already.</param>
    public sealed record Svar(Guid Id, IReadOnlyList<string> Felter, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var part = await db.FindPartAsync(k.Aktoer, k.PartId, ct);
        Preconditions.Check(part.Version, k.IfMatch);
        var r = k.Rettelse;
        var errors = new Errors()
            .AddIf(r.Navn is not null && string.IsNullOrWhiteSpace(r.Navn), "navn", "Skriv partens navn.")
            .Partsdata("", r.Navn, r.Adresse, r.Postnummer, r.By, r.Email, r.Telefon, r.BeskyttetTil == part.BeskyttetTil ? null : r.BeskyttetTil, idag);
        var (cpr, cvr) = (errors.Cpr("", k.Cpr), errors.Cvr("", k.Cvr, scope.Authority));
        errors.AddIf(cpr is not null && part.Art != Partsart.Person, "cpr", "En virksomhed har ikke CPR-nummer.")
            .AddIf(cvr is not null && part.Art != Partsart.Virksomhed, "cvr", "En person har ikke CVR-nummer.").Throw();

        var foer = part.Udgave(k.Aktoer.Id, tid.GetUtcNow());
        var felter = part.Ret(r, idag).ToList();
        await GivNummerAsync(part, cpr, cvr, felter, ct);
        if (felter.Count == 0)
            return new(part.Id, felter, part.Version);
        part.Version = foer.Version + 1;
        db.Add(foer);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PartRettet(felter), null, part.Id, ct);
        return new(part.Id, felter, part.Version);
    }

    private async Task GivNummerAsync(Part part, string? cpr, string? cvr, List<string> felter, CancellationToken ct)
    {
        if (cpr is not null && cpr != part.Cpr)
        {
            PartRegler.NummerSkiftesIkke.Kraev(part.Cpr is null);
            if (await db.Parter.AnyAsync(p => p.Cpr == cpr, ct))
                throw new InvalidException("cpr", "En anden part i registret har allerede det nummer.");
            part.Cpr = cpr;
            felter.Add("cpr");
        }

        if (cvr is not null && cvr != part.Cvr)
        {
            PartRegler.NummerSkiftesIkke.Kraev(part.Cvr is null);
            if (await db.Parter.AnyAsync(p => p.Cvr == cvr, ct))
                throw new InvalidException("cvr", "En anden part i registret har allerede det nummer.");
            part.Cvr = cvr;
            part.Soegetekst += " " + cvr;
            felter.Add("cvr");
        }
    }
}
