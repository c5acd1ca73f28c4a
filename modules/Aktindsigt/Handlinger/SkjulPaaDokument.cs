using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>Says what is hidden in a document that is given in part: words wherever they stand, and rectangles of its pages. All of it at once, in place of what was said before.</summary>
internal sealed class SkjulPaaDokument(AktindsigtDb db, Indsigtssag indsigt)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid DokumentId, IReadOnlyList<Skjultord> Ord, IReadOnlyList<Skjultfelt> Felter, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var fundet = (await indsigt.MaterialeAsync(k.Aktoer, sag.Id, ct)).Dokumenter.FirstOrDefault(d => d.Dokument.Id == k.DokumentId)
            ?? throw new NotFoundException("Dokumentet er ikke på de sager, der gennemgås, eller du har ikke adgang til det.");
        new Errors()
            .AddIf(k.Ord.Count > Indsigtsvalg.FlestOrd, "ord", $"Der kan skjules højst {Indsigtsvalg.FlestOrd} ord eller numre.")
            .AddIf(k.Ord.Any(o => o.Tekst is null || o.Tekst.Length > 200 || o.Tekst.Count(char.IsLetterOrDigit) < 2), "ord", "Hvert ord eller nummer skal have 2 til 200 tegn, hvoraf mindst to er bogstaver eller cifre.")
            .AddIf(k.Felter.Count > Indsigtsvalg.FlestFelter, "felter", $"Der kan skjules højst {Indsigtsvalg.FlestFelter} felter.")
            .AddIf(k.Felter.Any(f => !Ligger(f) || fundet.Dokument.Filer.All(x => x.Nummer != f.Fil)), "felter", "Et felt ligger ikke på siden. Skriv fil, side, venstre, top, bredde og højde; de fire sidste i procent af siden.")
            .Throw();
        var valg = await db.Valg.SingleOrDefaultAsync(v => v.SagId == sag.Id && v.DokumentId == k.DokumentId, ct) ?? throw new InvalidException("afgoerelse", "Vurdér først dokumentet til at blive udleveret delvist.");
        if (k.IfMatch is { } set && set != valg.Version)
            throw new StaleException();
        valg.Skjule(k.Ord, k.Felter);
        await db.SaveChangesAsync(ct);
        return valg.Version;
    }

    private static bool Ligger(Skjultfelt f) => f.Side is >= 1 and <= 1000 && f.X is >= 0 and < 1 && f.Y is >= 0 and < 1 && f.Bredde is > 0 and <= 1 && f.Hoejde is > 0 and <= 1;
}
