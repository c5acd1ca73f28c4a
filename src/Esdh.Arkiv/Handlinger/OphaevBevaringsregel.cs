using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Ends a rule; from today the plan decides again.</summary>
internal sealed class OphaevBevaringsregel(ArkivDb arkiv, EventLog haendelser, TimeProvider tid)
{
    public async Task Udfoer(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var r = await arkiv.Bevaringsregler.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Reglen findes ikke.");
        KassationRegler.ReglenGaelder.Kraev(r.GaelderTil is null || r.GaelderTil > idag);
        r.GaelderTil = r.GaelderFra > idag ? r.GaelderFra : idag;
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new BevaringsregelGemt(r.Nr, r.Emne, r.Facet, r.Bevaring?.ToString(), r.Sletmaaneder, r.GaelderFra, r.GaelderTil, r.Begrundelse), null, r.Id, ct);
    }
}
