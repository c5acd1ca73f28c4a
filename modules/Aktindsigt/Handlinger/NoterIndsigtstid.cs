using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>Time used on the request. What was noted stands.</summary>
internal sealed class NoterIndsigtstid(AktindsigtDb db, Indsigtssag indsigt, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Minutter">1 to 1,440.</param>
    /// <param name="Dag">Today when null; not later.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, int? Minutter, string? Hvad, DateOnly? Dag = null);

    public async Task<int> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var idag = DanishTime.Today(tid);
        new Errors()
            .AddIf(k.Minutter is not (>= 1 and <= 1440), "minutter", "Skriv 1 til 1.440 minutter.")
            .AddIf(k.Hvad?.Trim().Length is not (>= 1 and <= 200), "hvad", "Skriv med 1 til 200 tegn, hvad tiden er brugt til.")
            .AddIf(k.Dag > idag || k.Dag < idag.AddYears(-1), "dag", "Dagen skal ligge inden for det seneste år.")
            .Throw();
        var nr = (await db.Tider.Where(t => t.SagId == sag.Id).MaxAsync(t => (int?)t.Nr, ct) ?? 0) + 1;
        db.Add(new Indsigtstid { SagId = sag.Id, Nr = nr, Dag = k.Dag ?? idag, Minutter = k.Minutter!.Value, Hvad = k.Hvad!.Trim(), BrugerId = k.Aktoer.Id });
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndsigtstidNoteret(k.Minutter.Value), sag.Id, null, ct);
        return nr;
    }
}
