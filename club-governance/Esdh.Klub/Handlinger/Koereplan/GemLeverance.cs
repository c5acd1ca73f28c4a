using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Plans a delivery with what each member must do at home for it.</summary>
internal sealed class GemLeverance(KlubDb db, EventLog haendelser)
{
    /// <param name="Opgave">What each member must do; none when empty.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Initiativ, string? Titel, DateOnly? Dato, string? Opgave, DateOnly? Opgavefrist);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (titel, opgave) = (OpretAfstemning.Ren(k.Titel), OpretAfstemning.Ren(k.Opgave));
        new Errors().AddIf(titel.Length is 0 or > 150, "titel", "Skriv, hvad der leveres, på højst 150 tegn.").AddIf(k.Dato is not { Year: >= 2000 and <= 2100 }, "dato", "Skriv, hvornår det leveres.").AddIf(opgave.Length > 300, "opgave", "Skriv opgaven på højst 300 tegn.")
            .AddIf(opgave.Length > 0 && k.Opgavefrist is not { Year: >= 2000 and <= 2100 }, "opgavefrist", "Skriv, hvornår opgaven skal være klaret.").Throw();
        if (!await db.Initiativer.AnyAsync(i => i.Id == k.Initiativ, ct))
            throw new NotFoundException("Initiativet findes ikke.");
        var leverance = new KlubLeverance { InitiativId = k.Initiativ, Titel = titel, Dato = k.Dato!.Value };
        db.Add(leverance);
        await db.SaveChangesAsync(ct);
        if (opgave.Length > 0)
        {
            db.Add(new KlubLokalopgave { LeveranceId = leverance.Id, Tekst = opgave, Frist = k.Opgavefrist!.Value });
            await db.SaveChangesAsync(ct);
        }

        await haendelser.AppendAsync(k.Aktoer.Aktoer, new LeveranceGemt(titel, leverance.Dato, null), null, leverance.Id, ct);
        return new(leverance.Id);
    }
}
