using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Says which unit gets applications from the parents' page, whether it takes any, and where parents turn otherwise.</summary>
internal sealed class IndstilForaeldreside(DagtilbudDb db, Brugeropslag brugere, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid? EnhedId, bool ErAaben, string? Kontakt);

    public sealed record Svar(bool ErAaben);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var enheder = await brugere.EnhederAsync(ct);
        new Errors().AddIf(k.ErAaben && k.EnhedId is null, "enhed", "Vælg den enhed, der får ansøgningerne.").AddIf(k.EnhedId is { } e && !enheder.Any(x => x.Id == e && x.Aktiv), "enhed", "Vælg en enhed, der er aktiv.")
            .AddIf(k.Kontakt?.Length > 300, "kontakt", "Teksten må højst være 300 tegn.").Throw();
        if (await db.Foraeldresider.SingleOrDefaultAsync(s => s.Id == DagtilbudForaeldreside.Eneste, ct) is not { } side)
            db.Add(side = new());
        (side.EnhedId, side.ErAaben, side.Kontakt) = (k.EnhedId, k.ErAaben, string.IsNullOrWhiteSpace(k.Kontakt) ? null : k.Kontakt.Trim());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ForaeldresideIndstillet(k.EnhedId, k.ErAaben), null, null, ct);
        return new(k.ErAaben);
    }
}
