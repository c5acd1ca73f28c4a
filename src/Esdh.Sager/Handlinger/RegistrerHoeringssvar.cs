using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>One who is heard has answered: with a document, in words, or that there is nothing to say. Or an answer is taken back.</summary>
internal sealed class RegistrerHoeringssvar(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="SagspartId">Who answered.</param>
    /// <param name="DokumentId">The answer, on the same case.</param>
    /// <param name="Note">What was answered, at most 4,000 characters.</param>
    /// <param name="Dato">When it came; today when not said, never later.</param>
    /// <param name="Fortryd">It was no answer, or another's.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid HoeringId, Guid? SagspartId, Guid? DokumentId = null, string? Note = null, DateOnly? Dato = null, bool UdenBemaerkninger = false, bool Fortryd = false, long? IfMatch = null);

    /// <param name="Mangler">How many have not answered.</param>
    public sealed record Svar(int Mangler, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (hoering, sag, parter) = await db.FindHoeringAsync(k.Aktoer, k.HoeringId, k.IfMatch, ct);
        var idag = DanishTime.Today(tid);
        var dato = k.Dato ?? idag;
        var note = k.Note.Renset();
        if (!k.Fortryd)
        {
            new Errors()
                .AddIf(parter.TrueForAll(p => p.SagspartId != k.SagspartId), "part", "Vælg en part, der er hørt her.")
                .AddIf(note?.Length > 4000, "note", "Noten må højst være 4000 tegn. Læg svaret på sagen som et dokument.")
                .AddIf(dato > idag || dato < DanishTime.DateOf(hoering.Startet), "dato", "Svaret er kommet mellem høringens start og i dag.")
                .AddIf(k.DokumentId is null && note is null && !k.UdenBemaerkninger, "note", "Vælg dokumentet med svaret, skriv, hvad der blev svaret, eller sæt kryds ved ingen bemærkninger.")
                .AddIf(k.DokumentId is { } d && !await db.Dokumenter.SynligeFor(db, k.Aktoer).AnyAsync(x => x.Id == d && db.Registreringer.Any(r => r.DokumentId == d && r.SagId == sag.Id && r.FlyttetTilId == null), ct),
                    "dokument", "Vælg et dokument, der ligger på sagen.")
                .Throw();
        }

        sag.KraevAaben();
        var part = parter.Find(k.SagspartId);
        hoering.Roer();
        if (k.Fortryd)
        {
            HoeringRegler.SvaretErRegistreret.Kraev(part.HarSvaret);
            part.FortrydSvar();
        }
        else
        {
            part.Svar(dato, k.DokumentId, note, k.UdenBemaerkninger);
        }

        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var emne = CprFinder.Mask(hoering.Emne);
        await haendelser.AppendAsync(
            k.Aktoer, k.Fortryd ? new HoeringssvarFortrudt(emne, part.SagspartId) : new HoeringssvarRegistreret(emne, part.SagspartId, dato, k.DokumentId, note is null ? null : CprFinder.Mask(note), k.UdenBemaerkninger),
            sag.Id, hoering.Id, ct);
        return new(parter.Count(p => !p.HarSvaret), hoering.Version);
    }
}
