using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>A version was tested, sent, approved or refused. When it is approved, all that it holds is delivered in the same moment.</summary>
internal sealed class FoerArkivversion(ArkivDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Version">Id or archive id.</param>
    /// <param name="Tilstand">Kontrolleret, Afsendt, Godkendt or Afvist.</param>
    /// <param name="Grund">Why it is refused.</param>
    /// <param name="Set">The version of the row that was seen; null where that is not checked.</param>
    public sealed record Kommando(Aktoer Aktoer, string Version, string? Tilstand, string? Grund = null, long? Set = null);

    public async Task<Arkivversionstilstand> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(!Enum.TryParse<Arkivversionstilstand>(k.Tilstand, ignoreCase: true, out var til) || til is Arkivversionstilstand.Bygges or Arkivversionstilstand.Bygget || !Enum.IsDefined(til), "tilstand", "Vælg kontrolleret, afsendt, godkendt eller afvist.")
            .AddIf(k.Grund?.Length > 4000, "grund", "Grunden må højst fylde 4.000 tegn.")
            .Throw();
        var version = await FindAsync(db, k.Version, ct);
        if (k.Set is { } set && set != version.Version)
            throw new StaleException();
        switch (til)
        {
            case Arkivversionstilstand.Kontrolleret:
                version.ErKontrolleret(tid.GetUtcNow());
                break;
            case Arkivversionstilstand.Afsendt:
                version.ErAfsendt(tid.GetUtcNow());
                break;
            case Arkivversionstilstand.Godkendt:
                version.ErGodkendt(tid.GetUtcNow());
                break;
            default:
                version.ErAfvist(k.Grund ?? "", tid.GetUtcNow());
                break;
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ArkivversionFoert(version.Avid, til.ToString(), version.AfvistGrund), null, version.Id, ct);
        return til;
    }

    /// <exception cref="NotFoundException">There is none of this id or archive id.</exception>
    internal static async Task<Arkivversion> FindAsync(ArkivDb db, string version, CancellationToken ct) =>
        await (Guid.TryParse(version, out var id) ? db.Versioner.SingleOrDefaultAsync(v => v.Id == id, ct) : db.Versioner.SingleOrDefaultAsync(v => v.Avid == version, ct))
        ?? throw new NotFoundException("Arkiveringsversionen findes ikke.");
}
