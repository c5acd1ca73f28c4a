using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Says something about a wish. What is written is shown as text, whatever it looks like.</summary>
internal sealed class KommenterOenske(KlubDb db, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, Guid Oenske, string? Tekst);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var tekst = k.Tekst?.Trim() ?? "";
        new Errors().AddIf(tekst.Length is 0 or > 5_000, "tekst", "Skriv en kommentar på højst 5.000 tegn.").Throw();
        var oenske = await db.OensketAsync(k.Oenske, ct);
        OenskeRegler.ErLevende.Kraev(oenske.ErLevende);
        var medlem = k.Aktoer.MedlemId is { } m ? await db.Medlemmer.Where(x => x.Id == m).Select(x => x.Navn).SingleAsync(ct) : "Sekretariatet";
        var kommentar = new KlubOenskekommentar { OenskeId = oenske.Id, Tekst = tekst, Navn = k.Aktoer.Aktoer.Navn, Medlem = medlem, Tid = tid.GetUtcNow() };
        db.Add(kommentar);
        await db.SaveChangesAsync(ct);
        return new(kommentar.Id);
    }
}
