using Esdh.Core.Access;
using Esdh.Core;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Judges disclosure of a document beforehand. Possible after journalising too: it is a judgement, not a change.</summary>
internal sealed class VurderAktindsigt(SagerDb db, Dokumentopslag opslag)
{
    /// <param name="Vurdering">IkkeVurderet, KanUdleveres, DelvistUndtaget or Undtaget.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string? Vurdering, string? Note, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors()
            .AddIf(!Enum.TryParse<Aktindsigtsvurdering>(k.Vurdering, ignoreCase: true, out var vurdering) || !Enum.IsDefined(vurdering), "vurdering", "Vurdering skal være IkkeVurderet, KanUdleveres, DelvistUndtaget eller Undtaget.")
            .AddIf(k.Note?.Length > 4000, "note", "Noten må højst være 4000 tegn.");
        errors.Throw();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        dokument.VurderAktindsigt(vurdering, k.Note);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new AktindsigtVurderet(vurdering.ToString(), dokument.AktindsigtNote), dokument.Id, ct);
        return dokument.Version;
    }
}
