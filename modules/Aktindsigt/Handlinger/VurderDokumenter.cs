using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>Decides of one or several documents whether they are given, withheld, or given with parts hidden.</summary>
internal sealed class VurderDokumenter(AktindsigtDb db, Indsigtssag indsigt, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dokumenter">1 to 500 documents of cases that are looked through.</param>
    /// <param name="Afgoerelse">Udlever, Delvist or Undtag.</param>
    /// <param name="Hjemmel">Paragraph; needed where something is withheld.</param>
    /// <param name="Begrundelse">Why; needed where something is withheld.</param>
    /// <param name="Titel">In the answer's list, for one document only.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, IReadOnlyList<Guid> Dokumenter, string? Afgoerelse, string? Hjemmel = null, string? Begrundelse = null, string? Titel = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var ider = k.Dokumenter.Distinct().ToList();
        new Errors()
            .AddIf(!Enum.TryParse<Indsigtsafgoerelse>(k.Afgoerelse, ignoreCase: true, out var afgoerelse) || !Enum.IsDefined(afgoerelse), "afgoerelse", "Vælg, om dokumentet udleveres, udleveres delvist eller undtages.")
            .AddIf(ider.Count is 0 or > AktindsigtRegler.Flest, "dokumenter", $"Vælg 1 til {AktindsigtRegler.Flest} dokumenter.")
            .AddIf(k.Hjemmel?.Length > 300, "hjemmel", "Paragraffen må højst fylde 300 tegn.")
            .AddIf(k.Begrundelse?.Length > 4000, "begrundelse", "Begrundelsen må højst fylde 4.000 tegn.")
            .AddIf(k.Titel?.Length > 255, "titel", "Titlen må højst fylde 255 tegn.")
            .AddIf(k.Titel is { Length: > 0 } && ider.Count > 1, "titel", "En titel til aktlisten gives ét dokument ad gangen.")
            .Throw();
        var fundne = (await indsigt.MaterialeAsync(k.Aktoer, sag.Id, ct)).Dokumenter.ToDictionary(d => d.Dokument.Id);
        if (ider.Exists(i => !fundne.ContainsKey(i)))
            throw new NotFoundException("Et af dokumenterne er ikke på de sager, der gennemgås, eller du har ikke adgang til det.");
        var kendte = await db.Valg.Where(v => v.SagId == sag.Id && ider.Contains(v.DokumentId)).ToDictionaryAsync(v => v.DokumentId, ct);
        var (nu, idag) = (tid.GetUtcNow(), DanishTime.Today(tid));
        foreach (var id in ider)
        {
            var (kilde, dokument) = fundne[id];
            if (!kendte.TryGetValue(id, out var valg))
                db.Add(valg = new Indsigtsvalg { SagId = sag.Id, DokumentId = id, KildeSagId = kilde.Id });
            valg.Vurder(
                afgoerelse, k.Hjemmel, k.Begrundelse, k.Titel ?? valg.Titel, dokument.Retning == Dokumentretning.Udgaaende ? dokument.Endelig ?? dokument.Dato : null, idag, k.Aktoer.Id, nu);
        }

        await db.SaveChangesAsync(ct);
        foreach (var id in ider)
            await haendelser.AppendAsync(k.Aktoer, new IndsigtsdokumentVurderet(afgoerelse.ToString(), afgoerelse == Indsigtsafgoerelse.Udlever ? null : k.Hjemmel), sag.Id, id, ct);
    }
}
