using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Writes down what the assembly decided; it gets a number in the register and stands.</summary>
internal sealed class SkrivBeslutning(KlubDb db, Counters numre, EventLog haendelser)
{
    public sealed record Kommando(Klubaktoer Aktoer, Guid Punkt, string? Beslutning);

    public sealed record Svar(int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var beslutning = k.Beslutning?.Trim() ?? "";
        new Errors().AddIf(beslutning.Length is 0 or > 20_000, "beslutning", "Skriv, hvad der er besluttet, på højst 20.000 tegn.").Throw();
        var punkt = await db.Dagsordenspunkter.SingleOrDefaultAsync(p => p.Id == k.Punkt, ct) ?? throw new NotFoundException("Punktet findes ikke.");
        GeneralforsamlingRegler.BeslutningenStaar.Kraev(punkt.Beslutning is null);
        if (punkt.AfstemningId is { } a)
            GeneralforsamlingRegler.AfstemningenErOpgjort.Kraev((await db.AfstemningAsync(a, ct)).Stand == Afstemningsstand.Opgjort);
        (punkt.Beslutning, punkt.Beslutningsnr) = (beslutning, await numre.NextAsync("klub-beslutning", ct));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new BeslutningTruffet(punkt.Beslutningsnr.Value, punkt.Titel), null, punkt.Id, ct);
        return new(punkt.Beslutningsnr.Value);
    }
}
