using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>A person says that a printed letter was posted, or that an uncertain one did arrive. With the first the document is journalised, as when the server sends.</summary>
internal sealed class BekraeftForsendelse(SagerDb db, NoterForsendelse noter, TimeProvider tid)
{
    /// <param name="ModtagerId">One of them; null for all printed letters of the dispatch that wait.</param>
    /// <param name="Note">The person's word: handed over, number of a registered letter.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid ForsendelseId, Guid? ModtagerId, string? Note = null, long? IfMatch = null);

    public sealed record Svar(int Bekraeftet, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var forsendelse = await db.FindForsendelseAsync(k.Aktoer, k.ForsendelseId, ct);
        Preconditions.Check(forsendelse.Version, k.IfMatch);
        new Errors().AddIf(k.Note?.Length > 500, "note", "Noten må højst være 500 tegn.").Throw();
        List<Forsendelsesmodtager> hvem = k.ModtagerId is { } id ? [await db.FindModtagerAsync(forsendelse, id, ct)]
            : await db.Forsendelsesmodtagere.Where(m => m.ForsendelseId == forsendelse.Id && m.Kanal == Forsendelseskanal.Udskriv && m.Tilstand == Modtagertilstand.Venter).ToListAsync(ct);
        ForsendelseRegler.SendesMedHaanden.Kraev(hvem.Count > 0);
        if (forsendelse.Forberedt is null)
            throw new InvalidException("forsendelse", "PDF-filen er ikke dannet endnu. Vent et øjeblik, og print den, før den markeres som sendt.");
        foreach (var modtager in hvem)
        {
            var uvis = modtager.Tilstand == Modtagertilstand.Uvis;
            modtager.Bekraeft($"{(uvis ? "Bekræftet fremme" : "Sendt som brev")} {DanishTime.ShortDate(DanishTime.DateOf(nu))} af {k.Aktoer.Navn}.{(k.Note.Renset() is { } note ? $" {note}" : "")}", nu);
            await noter.AfslutSkridtAsync(k.Aktoer, forsendelse, modtager, nu, ct);
        }

        await db.SaveChangesAsync(ct);
        return new(hvem.Count, forsendelse.Version);
    }
}
