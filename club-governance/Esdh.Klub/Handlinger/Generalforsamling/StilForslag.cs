using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Puts a proposal on the agenda, with the ballot it is decided by where there is one.</summary>
internal sealed class StilForslag(KlubDb db)
{
    private const int FlestPunkter = 100;

    /// <param name="Forslag">What is proposed, and why.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Generalforsamling, string? Titel, string? Forslag, Guid? Afstemning);

    public sealed record Svar(Guid Id, int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (titel, forslag) = (OpretAfstemning.Ren(k.Titel), k.Forslag?.Trim() ?? "");
        if (!await db.Generalforsamlinger.AnyAsync(g => g.Id == k.Generalforsamling, ct))
            throw new NotFoundException("Generalforsamlingen findes ikke.");
        var nr = await db.Dagsordenspunkter.Where(p => p.GeneralforsamlingId == k.Generalforsamling).MaxAsync(p => (int?)p.Nr, ct) ?? 0;
        new Errors().AddIf(titel.Length is 0 or > 150, "titel", "Skriv forslagets titel på højst 150 tegn.").AddIf(forslag.Length is 0 or > 20_000, "forslag", "Skriv forslaget på højst 20.000 tegn.").AddIf(nr >= FlestPunkter, "titel", "Dagsordenen har 100 punkter og kan ikke få flere.").Throw();
        if (k.Afstemning is { } a)
            await db.AfstemningAsync(a, ct);
        var stiller = k.Aktoer.MedlemId is { } m ? await db.Medlemmer.Where(x => x.Id == m).Select(x => x.Navn).SingleAsync(ct) : "Sekretariatet";
        var punkt = new KlubDagsordenspunkt { GeneralforsamlingId = k.Generalforsamling, Nr = nr + 1, Titel = titel, Forslag = forslag, Stiller = stiller, AfstemningId = k.Afstemning };
        db.Add(punkt);
        await db.SaveChangesAsync(ct);
        return new(punkt.Id, punkt.Nr);
    }
}
