using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Puts a child in the household of a brother or sister from a month on: they are then worked out together.</summary>
internal sealed class LaegIHusstand(DagtilbudDb db, Sagsopslag sager, EventLog haendelser)
{
    /// <param name="Soeskende">Number or id of the other child's case.</param>
    /// <param name="Fra">The first of a month.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, string? Soeskende, DateOnly? Fra);

    public sealed record Svar(Guid HusstandId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await sager.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        BetalingRegler.SagenErEtBarns.Kraev(sag.Sagstype == Dagtilbudstype.Noegle);
        Sagkort? anden = null;
        try
        {
            anden = string.IsNullOrWhiteSpace(k.Soeskende) || k.Soeskende.Length > 60 ? null : await sager.FindAsync(k.Aktoer, k.Soeskende.Trim(), ct);
        }
        catch (NotFoundException)
        {
            // Said as a wrong field.
        }

        new Errors().AddMaaned(k.Fra, "fra").AddIf(anden is null || anden.Sagstype != Dagtilbudstype.Noegle || anden.Id == sag.Id, "soeskende", "Skriv nummeret på en anden dagtilbudssag, du har adgang til.").Throw();
        var fra = k.Fra!.Value;
        var husstand = await db.Husstandsboern.Where(b => b.SagId == anden!.Id && b.Fra <= fra && (b.Til == null || b.Til > fra)).Select(b => (Guid?)b.HusstandId).FirstOrDefaultAsync(ct)
            ?? throw new InvalidException("soeskende", "Den anden sags barn har ingen husstand den måned. Registrér den dér først.");
        var mine = await db.Husstandsboern.Where(b => b.SagId == sag.Id).ToListAsync(ct);
        BetalingRegler.BarnetHarEnHusstand.Kraev(mine.TrueForAll(b => b.Fra < fra && (b.HusstandId != husstand || !b.GaelderI(fra))));
        foreach (var foer in mine.Where(b => b.GaelderI(fra)))
            foer.Til = fra;
        db.Add(new DagtilbudHusstandsbarn { HusstandId = husstand, SagId = sag.Id, Fra = fra });
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new BarnLagtIHusstand(fra), sag.Id, husstand, ct);
        return new(husstand);
    }
}
