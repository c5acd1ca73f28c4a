using Esdh.Core.Web;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>A leader says what was found on a case of a sample: in order, to be mended by a day, or mended since.</summary>
internal sealed class AfgoerSagsproeve(SagerDb db, Sagsstikproeveopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Note">Needed where something is to be mended.</param>
    /// <param name="Opfoelgning">When it is looked at again; needed where something is to be mended.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid Id, string? Fund, string? Note, DateOnly? Opfoelgning, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var proeve = await db.Sagsproever.SingleOrDefaultAsync(p => p.Id == k.Id, ct) ?? throw new NotFoundException("Sagen er ikke i nogen stikprøve.");
        await opslag.StikproeveAsync(k.Aktoer, proeve.StikproeveId, ct);
        var sag = await db.FindSagAsync(k.Aktoer, proeve.SagId.ToString(), ct);
        Preconditions.Check(proeve.Version, k.IfMatch);
        var kendt = Enum.TryParse<Sagsfund>(k.Fund, ignoreCase: true, out var fund) && Enum.IsDefined(fund) && !char.IsAsciiDigit(k.Fund![0]);
        var idag = DanishTime.Today(tid);
        new Errors()
            .AddIf(!kendt, "fund", "Vælg I orden, Skal rettes eller Rettet.")
            .AddIf(k.Note?.Length > 2000, "note", "Skriv højst 2000 tegn.")
            .AddIf(kendt && fund == Sagsfund.SkalRettes && string.IsNullOrWhiteSpace(k.Note), "note", "Skriv, hvad der skal rettes.")
            .AddIf(kendt && fund == Sagsfund.SkalRettes && (k.Opfoelgning is null || k.Opfoelgning <= idag || k.Opfoelgning > idag.AddYears(1)), "opfoelgning", "Vælg en dag inden for et år, hvor der følges op.")
            .Throw();
        proeve.Afgoer(fund, k.Note.Renset(), k.Opfoelgning, k.Aktoer.Id, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagsproeveAfgjort(fund.ToString(), proeve.Note, proeve.Opfoelgning), sag.Id, null, ct);
        return proeve.Version;
    }
}
