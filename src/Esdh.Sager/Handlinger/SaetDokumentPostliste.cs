using Esdh.Core.Access;
using Esdh.Core;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts a document on the public list with a title that anyone may read, or takes it off.</summary>
internal sealed class SaetDokumentPostliste(SagerDb db, Dokumentopslag opslag)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, bool PaaPostliste, string? OffentligTitel, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(k.PaaPostliste && string.IsNullOrWhiteSpace(k.OffentligTitel), "offentligTitel", "Skriv den titel, som postlisten må vise.")
            .AddIf(k.OffentligTitel?.Trim().Length > OpretDokument.LaengsteTitel, "offentligTitel", $"Den offentlige titel må højst være {OpretDokument.LaengsteTitel} tegn.")
            .Throw();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        dokument.SaetPostliste(k.PaaPostliste, k.OffentligTitel);
        if (k.PaaPostliste && await db.Postlisteafvisninger.SingleOrDefaultAsync(a => a.DokumentId == dokument.Id, ct) is { } afvisning)
            db.Remove(afvisning); // proposed anew
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentPostlisteAendret(dokument.PaaPostliste, dokument.OffentligTitel), dokument.Id, ct);
        return dokument.Version;
    }
}
