using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Marks a document as journalised by mistake: one person asks with a reason, another confirms. The registration stays with its number; the
/// content is no longer shown. What came with the document is marked with it.
/// </summary>
internal sealed class Fejljournaliser(SagerDb db, Dokumentopslag opslag, TimeProvider tid)
{
    public enum Skridt
    {
        Anmod,
        Bekraeft,
        Afvis,
    }

    /// <param name="Grund">Needed to ask and to refuse.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, Skridt Skridt, string? Grund = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Tilstand, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        if (k.Skridt != Skridt.Bekraeft && (string.IsNullOrWhiteSpace(k.Grund) || k.Grund.Length > 1000))
            throw new InvalidException("begrundelse", "Skriv en begrundelse på højst 1000 tegn.");
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        var aaben = await db.Fejljournaliseringer.SingleOrDefaultAsync(f => f.DokumentId == dokument.Id && f.Afgjort == null, ct);
        object haendelse;
        if (k.Skridt == Skridt.Anmod)
        {
            DokumentRegler.KunJournaliseredeFejlmarkeres.Kraev(dokument.Tilstand == Dokumenttilstand.Journaliseret);
            DokumentRegler.EnAnmodningAdGangen.Kraev(aaben is null);
            db.Add(new Fejljournalisering { DokumentId = dokument.Id, Grund = k.Grund!.Trim(), AnmodetAf = k.Aktoer.Id, Anmodet = nu });
            haendelse = new FejljournaliseringAnmodet(k.Grund.Trim());
        }
        else
        {
            DokumentRegler.IngenAabenAnmodning.Kraev(aaben is not null);
            haendelse = k.Skridt == Skridt.Afvis ? Afvis(aaben, k, nu) : await BekraeftAsync(aaben, dokument, k, nu, ct);
        }

        dokument.Roer();
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, haendelse, dokument.Id, ct);
        return new(dokument.Id, dokument.Tilstand.ToString(), dokument.Version);
    }

    private static FejljournaliseringAfvist Afvis(Fejljournalisering aaben, Kommando k, DateTimeOffset nu)
    {
        aaben.Afvis(k.Aktoer.Id, k.Grund!, nu);
        return new(k.Grund!.Trim());
    }

    private async Task<DokumentFejljournaliseret> BekraeftAsync(Fejljournalisering aaben, Dokument dokument, Kommando k, DateTimeOffset nu, CancellationToken ct)
    {
        DokumentRegler.FejljournaliseringAfTo.Kraev(!k.Aktoer.Er(aaben.AnmodetAf));
        aaben.Bekraeft(k.Aktoer.Id, nu);
        dokument.MarkerFejljournaliseret();
        foreach (var barn in (await opslag.BilagAsync(k.Aktoer, dokument.Id, ct)).Where(b => b.Tilstand == Dokumenttilstand.Journaliseret))
            barn.MarkerFejljournaliseret();
        return new(aaben.Grund);
    }
}
