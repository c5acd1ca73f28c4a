using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>A complaint is met, sent on to the appeal body, or taken back.</summary>
internal sealed class AfslutKlage(AktindsigtDb db, Indsigtssag indsigt, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Udfald">Imoedekommet, Videresendt or Trukket.</param>
    /// <param name="Bemaerkning">Why it is kept; needed where it is sent on.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, int Nr, string? Udfald, string? Bemaerkning = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        new Errors()
            .AddIf(!Enum.TryParse<Klageudfald>(k.Udfald, ignoreCase: true, out var udfald) || !Enum.IsDefined(udfald), "udfald", "Vælg, hvad klagen førte til.")
            .AddIf(k.Bemaerkning?.Length > 4000, "bemaerkning", "Begrundelsen må højst fylde 4.000 tegn.")
            .AddIf(udfald == Klageudfald.Videresendt && string.IsNullOrWhiteSpace(k.Bemaerkning), "bemaerkning", "Skriv, hvorfor afgørelsen fastholdes. Det sendes med klagen.")
            .Throw();
        var klage = await db.Klager.SingleOrDefaultAsync(x => x.SagId == sag.Id && x.Nr == k.Nr, ct) ?? throw new NotFoundException("Klagen findes ikke.");
        klage.Afslut(udfald, k.Bemaerkning, DanishTime.Today(tid));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndsigtsklageAfsluttet(klage.Nr, udfald.ToString()), sag.Id, null, ct);
    }
}
