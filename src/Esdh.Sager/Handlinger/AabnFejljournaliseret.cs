using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Lets an archivist see the content of a document that was journalised by mistake; the reason stands in the case's history first.</summary>
internal sealed class AabnFejljournaliseret(SagerDb db, Dokumentopslag opslag)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, int Fil, string? Grund);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(k.Aktoer, k.DokumentId, ct);
        if (dokument.Tilstand != Dokumenttilstand.Fejljournaliseret)
            return;
        if (!k.Aktoer.Har(Roller.Arkivar))
            throw new ForbiddenException("Dokumentet er fejljournaliseret. Indholdet vises kun for en arkivar, der skriver en begrundelse.");
        if (string.IsNullOrWhiteSpace(k.Grund) || k.Grund.Length > 1000)
            throw new InvalidException("begrundelse", "Skriv, hvorfor du skal se indholdet.");
        await opslag.FortaelAsync(k.Aktoer, new FejljournaliseretIndholdAabnet(k.Fil, k.Grund.Trim()), dokument.Id, ct);
    }
}
