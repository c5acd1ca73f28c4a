using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Corrects titles, description and marks of a case.</summary>
internal sealed class RetSag(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, Sagsrettelse Rettelse, long? IfMatch = null);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(k.Rettelse.Titel is { } t && Titeltekst.ErTom(t), "titel", "Skriv en titel.")
            .AddIf(k.Rettelse.Titel?.Trim().Length > 255, "titel", "Titlen må højst være 255 tegn.")
            .AddIf(k.Rettelse.OffentligTitel?.Trim().Length > 255, "offentligTitel", "Den offentlige titel må højst være 255 tegn.")
            .AddIf(k.Rettelse.Beskrivelse?.Length > 4000, "beskrivelse", "Beskrivelsen må højst være 4000 tegn.")
            .Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var rettelser = sag.Ret(k.Rettelse, await db.SagsnumreAsync(sag.Id, ct), tid.GetUtcNow());
        if (rettelser.Count == 0)
            return new(sag.Id, sag.Version);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagRettet(rettelser), sag.Id, null, ct);
        return new(sag.Id, sag.Version);
    }
}
