using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>A letter that was rejected, or is uncertain, is not sent from here again: it was dealt with otherwise, or is given up, with a word on why.</summary>
internal sealed class OpgivForsendelse(SagerDb db, NoterForsendelse noter, EventLog haendelser, TimeProvider tid)
{
    /// <param name="PaaAndenVis">The receiver got it otherwise.</param>
    /// <param name="Note">1 to 1000 characters.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid ForsendelseId, Guid ModtagerId, string? Note, bool PaaAndenVis = false, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var forsendelse = await db.FindForsendelseAsync(k.Aktoer, k.ForsendelseId, ct);
        Preconditions.Check(forsendelse.Version, k.IfMatch);
        var modtager = await db.FindModtagerAsync(forsendelse, k.ModtagerId, ct);
        var note = k.Note.Renset();
        new Errors().AddIf(note is null or { Length: > 1000 }, "note", "Skriv i højst 1000 tegn, hvad der er gjort, eller hvorfor det opgives.").Throw();
        var hvordan = k.PaaAndenVis ? Afvisningshaandtering.SendtPaaAndenVis : Afvisningshaandtering.Opgivet;
        modtager.Haandter(hvordan, note, k.Aktoer.Id, nu);
        await noter.RoerAsync(forsendelse, nu, ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ForsendelseHaandteret(forsendelse.Titel, await noter.NavnAsync(modtager, ct), hvordan.ToString(), note), forsendelse.SagId, forsendelse.DokumentId, ct);
        return forsendelse.Version;
    }
}
