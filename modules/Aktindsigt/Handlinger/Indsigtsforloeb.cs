using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>What the steps demand besides what the type says: an answer to all of it before it is decided, and no open complaint before the case ends.</summary>
internal sealed class Indsigtsforloeb(AktindsigtDb db, VaelgKilde vaelg) : ISagsforloeb
{
    public string Sagstype => Aktindsigtssagstype.Noegle;

    /// <summary>A request that is opened below a case is about that case.</summary>
    public async Task TagetAsync(Trinskift skift, CancellationToken ct)
    {
        if (skift is { Fra: null, OversagId: { } oversag })
            await vaelg.Udfoer(new(skift.Aktoer, skift.SagId.ToString(), oversag.ToString()), ct);
    }

    public async Task<IReadOnlyList<string>> ManglerAsync(Trinskift skift, CancellationToken ct)
    {
        List<string> mangler = [];
        if (skift.Til == "afgjort")
        {
            if (!await db.Svar.AnyAsync(s => s.SagId == skift.SagId && !s.ErDel, ct))
                mangler.Add("En afgørelse på det hele, lavet på fanen Aktindsigt.");
            if (await db.Valg.AnyAsync(v => v.SagId == skift.SagId && v.SvarNr == null, ct))
                mangler.Add("Et svar på de dokumenter, der er vurderet, men ikke svaret på.");
        }

        if (skift.Til == "afsluttet" && await db.Klager.AnyAsync(k => k.SagId == skift.SagId && k.Afsluttet == null, ct))
            mangler.Add("En afslutning på den klage, der er åben.");
        return mangler;
    }
}
