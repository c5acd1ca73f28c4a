using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Rejects documents of a day that were proposed for the postliste. The public learns nothing of it.</summary>
internal sealed class AfvisPostlisteforslag(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dag">The day of the journal.</param>
    /// <param name="Dokumenter">1 to <see cref="Postlisteopslag.Mest"/> documents that wait for approval that day.</param>
    /// <param name="Begrundelse">1 to 500 characters; for the authority alone.</param>
    public sealed record Kommando(Aktoer Aktoer, DateOnly Dag, IReadOnlyList<Guid> Dokumenter, string? Begrundelse);

    public sealed record Svar(int Afvist);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var ids = k.Dokumenter.Distinct().ToList();
        new Errors()
            .AddIf(ids.Count is 0 or > Postlisteopslag.Mest, "dokumenter", $"Vælg fra 1 til {Postlisteopslag.Mest} dokumenter.")
            .AddIf(string.IsNullOrWhiteSpace(k.Begrundelse) || k.Begrundelse.Trim().Length > 500, "begrundelse", "Skriv en begrundelse på højst 500 tegn.")
            .Throw();
        var dokumenter = await GodkendPostliste.FindVentendeAsync(db, k.Aktoer, k.Dag, ids, ct);
        foreach (var d in dokumenter)
        {
            db.Add(new Postlisteafvisning { DokumentId = d.Id, Begrundelse = k.Begrundelse!.Trim(), AfvistAf = k.Aktoer.Id, Afvist = tid.GetUtcNow() });
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new PostlisteforslagAfvist(CprFinder.Mask(d.OffentligTitel ?? ""), CprFinder.Mask(k.Begrundelse.Trim())), await GodkendPostliste.FoersteSagAsync(db, d.Id, ct), d.Id, ct);
        }

        return new(dokumenter.Count);
    }
}
