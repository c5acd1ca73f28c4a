using Esdh.Core;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Storage;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Files a document, with what the client says of it beyond the journal's fields and of disclosure.</summary>
internal sealed class LaegSbsysdokument(SbsysDb db, OpretDokument opretDokument, VurderAktindsigt vurderAktindsigt)
{
    /// <param name="Aktindsigt">Whether it may be disclosed; null where nothing is said.</param>
    public sealed record Kommando(
        OpretDokument.Kommando Dokument, string? EksternId, string? Emne, string? Beskrivelse, string? PostlisteBeskrivelse, bool? Aktindsigt, string? AktindsigtKommentar);

    public async Task<OpretDokument.Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors();
        foreach (var (felt, vaerdi) in new[] { ("EksternId", k.EksternId), ("Emne", k.Emne), ("Beskrivelse", k.Beskrivelse), ("PostlisteBeskrivelse", k.PostlisteBeskrivelse) })
            errors.AddIf(vaerdi?.Length > SbsysDokument.Laengst, felt, $"{felt} må højst være {SbsysDokument.Laengst} tegn.");
        errors.Throw();
        var svar = await opretDokument.Udfoer(k.Dokument, ct);
        if (k.Aktindsigt == true || k.AktindsigtKommentar is not null)
            await vurderAktindsigt.Udfoer(new(k.Dokument.Aktoer, svar.Id, (k.Aktindsigt == true ? Aktindsigtsvurdering.KanUdleveres : Aktindsigtsvurdering.IkkeVurderet).ToString(), k.AktindsigtKommentar), ct);
        if (k.EksternId is null && k.Emne is null && k.Beskrivelse is null && k.PostlisteBeskrivelse is null)
            return svar;
        db.Add(new SbsysDokument { DokumentId = svar.Id, EksternId = k.EksternId, Emne = k.Emne, Beskrivelse = k.Beskrivelse, PostlisteBeskrivelse = k.PostlisteBeskrivelse });
        await db.SaveChangesAsync(ct);
        return svar;
    }
}
