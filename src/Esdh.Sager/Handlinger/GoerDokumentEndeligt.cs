using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Says that an outgoing document was sent (when, how and to whom), or that an internal draft has its final form: from then on a draft waits
/// for the journal.
/// </summary>
internal sealed class GoerDokumentEndeligt(SagerDb db, Dokumentopslag opslag, TimeProvider tid)
{
    /// <param name="Dato">The day it was sent or became final; today when not said.</param>
    /// <param name="Maade">How it was sent, at most 60 characters; for outgoing documents only.</param>
    /// <param name="Modtagere">To whom; those that a draft does not have as correspondents become its receivers. Null: those it has.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid DokumentId, DateOnly? Dato = null, long? IfMatch = null, string? Maade = null, IReadOnlyList<RetDokument.NyKorrespondent>? Modtagere = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var dato = k.Dato ?? idag;
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        var errors = new Errors()
            .AddIf(dato > idag || dato.Year < 1900, "dato", "Datoen må ikke ligge i fremtiden.")
            .AddIf(k.Maade?.Trim().Length > 60, "maade", "Måden må højst være 60 tegn.")
            .AddIf(dokument.Retning == Retning.Internt && (!string.IsNullOrWhiteSpace(k.Maade) || k.Modtagere is { Count: > 0 }), "maade", "Et internt dokument er endeligt, ikke sendt. Ret retningen, hvis det er sendt.");
        var nye = RetDokument.LaesKorrespondenter(k.Modtagere, errors, "modtagere");
        errors.Throw();
        await opslag.KraevAabneSagerAsync(k.Aktoer, dokument.Id, ct);
        if (dokument.Tilstand == Dokumenttilstand.Kladde)
            await opslag.KraevArbejdeAsync(k.Aktoer, dokument, tid.GetUtcNow(), ct); // not while another is still writing it
        dokument.GoerEndeligt(dato);
        JournalRegler.SendtEllerEndeligEnGang.Kraev(!await db.Endeliggoerelser.AnyAsync(e => e.DokumentId == dokument.Id, ct));

        var kendte = await db.Korrespondenter.Where(x => x.DokumentId == dokument.Id).ToListAsync(ct);
        nye = nye is null ? null : RetDokument.Aabnet(nye, kendte);
        if (nye is null)
            nye = kendte.FindAll(x => x.Art != Korrespondentart.Afsender).ConvertAll(x => (x.Art, x.Navn, x.Email, x.PartId));
        else if (dokument.Tilstand == Dokumenttilstand.Kladde)
            TilfoejModtagere(dokument, kendte, nye);
        var modtagere = string.Join("; ", nye.Select(n => n.Email is null || n.Email == n.Navn ? n.Navn : $"{n.Navn} ({n.Email})")) is { Length: > 0 } til ? til : null;
        var maade = string.IsNullOrWhiteSpace(k.Maade) ? null : k.Maade.Trim();
        db.Add(new Endeliggoerelse { DokumentId = dokument.Id, Dato = dato, Maade = maade, Modtagere = modtagere, Af = k.Aktoer.Id, Tid = tid.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentGjortEndeligt(dokument.Titel, dato, dokument.Retning.ToString(), maade, modtagere is null ? null : CprFinder.Mask(modtagere)), dokument.Id, ct);
        return dokument.Version;
    }

    private void TilfoejModtagere(Dokument dokument, List<Korrespondent> kendte, List<(Korrespondentart Art, string Navn, string? Email, Guid? PartId)> nye)
    {
        var mangler = nye.FindAll(n => !kendte.Exists(x => x.Art != Korrespondentart.Afsender && x.Navn == n.Navn && (n.Email is null || x.Email == n.Email)))
            .ConvertAll(n => new Korrespondent { DokumentId = dokument.Id, Art = n.Art == Korrespondentart.Afsender ? Korrespondentart.Modtager : n.Art, Navn = n.Navn, Email = n.Email, PartId = n.PartId });
        db.AddRange(mangler);
        dokument.NyeKorrespondenter(kendte.Concat(mangler).Select(x => x.Navn));
    }
}
