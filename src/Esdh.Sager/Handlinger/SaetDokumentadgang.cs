using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Gives a document fewer readers than its case, or as many again. What came with it follows.</summary>
internal sealed class SaetDokumentadgang(SagerDb db, Dokumentopslag opslag, Adgangslister adgangslister)
{
    /// <param name="Poster">Those who may see it, among those who may see the case; null or none means as the case.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, IReadOnlyList<Adgangspost>? Poster, string? Grund, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var poster = k.Poster ?? [];
        new Errors()
            .AddIf(poster.Any(p => p.Art is not ("Enhed" or "Gruppe" or "Bruger") || !Guid.TryParse(p.Reference, out _)), "poster", "Vælg enheder, grupper eller brugere.")
            .AddIf(poster.Count > 200, "poster", "Vælg højst 200.")
            .AddIf(string.IsNullOrWhiteSpace(k.Grund), "begrundelse", "Skriv, hvorfor adgangen ændres.")
            .Throw();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        int? liste = null;
        if (poster.Count > 0)
        {
            // Whoever sets it keeps seeing it; archivist and auditor too, except where the case itself is for named people only.
            var beskyttet = await db.Sager.SynligeFor(k.Aktoer).AnyAsync(s => s.ErBeskyttet && db.Registreringer.Any(r => r.DokumentId == dokument.Id && r.SagId == s.Id && r.FlyttetTilId == null), ct);
            IEnumerable<Adgangspost> alle = [.. poster, Adgangspost.Bruger(k.Aktoer.Skrivebord)];
            liste = await adgangslister.InternAsync(beskyttet ? alle : [.. alle, Adgangspost.Rolle(Roller.Arkivar), Adgangspost.Rolle(Roller.Revisor)], ct);
        }

        var alleDokumenter = (await opslag.BilagAsync(k.Aktoer, dokument.Id, ct)).Prepend(dokument).ToList();
        alleDokumenter.ForEach(d => d.SaetAdgang(liste));
        await db.SaveChangesAsync(ct);
        foreach (var d in alleDokumenter)
            await opslag.FortaelAsync(k.Aktoer, new DokumentadgangAendret(liste is null, poster.Count, k.Grund!.Trim()), d.Id, ct);
        return dokument.Version;
    }
}
