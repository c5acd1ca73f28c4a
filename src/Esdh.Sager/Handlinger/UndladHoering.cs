using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes down that the parties of a case are not heard, why, and which law allows it.</summary>
internal sealed class UndladHoering(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Hjemmel">Law and section, 3 to 200 characters.</param>
    /// <param name="Begrundelse">Why it applies here, 10 to 2,000 characters.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Hjemmel, string? Begrundelse, long? IfMatch = null);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var (hjemmel, begrundelse) = (k.Hjemmel?.Trim() ?? "", k.Begrundelse?.Trim() ?? "");
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        new Errors()
            .AddIf(hjemmel.Length is < 3 or > 200, "hjemmel", "Skriv lov og paragraf med 3 til 200 tegn, fx forvaltningsloven § 19, stk. 2, og det nummer, der passer.")
            .AddIf(begrundelse.Length is < 10 or > 2000, "begrundelse", "Skriv med 10 til 2000 tegn, hvorfor parterne ikke høres.")
            .Throw();
        sag.KraevAaben();
        var undladelse = new Hoeringsundladelse { SagId = sag.Id, Hjemmel = hjemmel, Begrundelse = begrundelse, Af = k.Aktoer.Id, Tid = nu };
        db.Add(undladelse);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new HoeringUndladt(CprFinder.Mask(hjemmel), CprFinder.Mask(begrundelse)), sag.Id, undladelse.Id, ct);
        return new(undladelse.Id, sag.Version);
    }
}
