using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Gives a disposal up before anything is destroyed.</summary>
internal sealed class OpgivKassation(ArkivDb arkiv, EventLog haendelser, TimeProvider tid)
{
    public async Task Udfoer(Aktoer aktoer, Guid id, string? grund, CancellationToken ct)
    {
        new Errors().AddIf(string.IsNullOrWhiteSpace(grund) || grund.Length > 1000, "grund", "Skriv grunden på højst 1.000 tegn.").Throw();
        var k = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        k.Opgiv(grund!, tid.GetUtcNow());
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new KassationOpgivet(k.Nr, k.OpgivetGrund!), null, k.Id, ct);
    }
}
