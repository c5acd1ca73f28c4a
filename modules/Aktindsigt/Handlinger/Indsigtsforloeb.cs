using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>What the steps demand besides what the type says: an answer to all of it before it is decided, and no open complaint before the case ends.</summary>
internal sealed class Indsigtsforloeb(AktindsigtDb db, VaelgKilde vaelg, Sagshandlinger handlinger) : ISagsforloeb
{
    public string Sagstype => Aktindsigtssagstype.Noegle;

    /// <summary>A request that is opened below a case is about that case.</summary>
    public async Task TagetAsync(Trinskift skift, CancellationToken ct)
    {
        if (skift is { Fra: null, OversagId: { } oversag })
            await vaelg.Udfoer(new(skift.Aktoer, skift.SagId.ToString(), oversag.ToString()), ct);
        if (skift.Til is "afsluttet" or "trukket" or "oversendt")
            await handlinger.GenoptagKassationAsync(skift.Aktoer, AktindsigtModule.Noegle, skift.SagId.ToString(), "Anmodningen om aktindsigt er afsluttet.", ct);
        else if (skift is { Fra: "afsluttet" or "afgjort", Til: "modtaget" } && await db.Kilder.Where(k => k.SagId == skift.SagId).Select(k => k.KildeSagId).ToListAsync(ct) is { Count: > 0 } kilder)
            await handlinger.StopKassationAsync(skift.Aktoer, AktindsigtModule.Noegle, skift.SagId.ToString(), "Genoptaget aktindsigt", "Anmodningen om aktindsigt er genoptaget.", kilder, ct);
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
