using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts a case under another subject or facet. It gets the next number there, and the numbers it had still lead to it.</summary>
internal sealed class OmjournaliserSag(SagerDb db, Klassifikationsopslag plan, Counters taellere, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Emne">Subject in force; as now when empty.</param>
    /// <param name="Facet">Facet in force; as now when empty.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Emne, string? Facet, string? Begrundelse = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Sagsnummer, string TidligereSagsnummer, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var idag = DanishTime.Today(tid);
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var errors = new Errors().AddIf(k.Begrundelse?.Length > 2000, "begrundelse", "Begrundelsen må højst være 2000 tegn.");
        // What stays is not looked up: an old subject may have left the plan.
        var emne = string.IsNullOrWhiteSpace(k.Emne) || k.Emne.Trim() == sag.Emne ? KleSubject.Parse(sag.Emne) : await plan.EmneAsync(k.Emne, idag, errors, ct);
        var facet = string.IsNullOrWhiteSpace(k.Facet) || k.Facet.Trim() == sag.Facet ? KleFacet.Parse(sag.Facet) : await plan.FacetAsync(k.Facet, idag, errors, ct);
        errors.Throw();
        SagRegler.NytEmneEllerFacet.Kraev(emne.ToString() != sag.Emne || facet.ToString() != sag.Facet);

        var gammelt = sag.Sagsnummer;
        var loebenummer = await taellere.NextAsync($"sag/{emne}-{facet}/{idag.Year}", ct);
        var nummer = new CaseNumber(emne!.Value, facet!.Value, loebenummer, idag.Year).ToString();
        sag.Omjournaliser(emne.Value.ToString(), facet.Value.ToString(), nummer, await db.SagsnumreAsync(sag.Id, ct), nu);
        db.Add(new SagNummer { Sagsnummer = nummer, SagId = sag.Id, Fra = nu });
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagOmjournaliseret(gammelt, nummer, k.Begrundelse.Renset()), sag.Id, null, ct);
        return new(sag.Id, nummer, gammelt, sag.Version);
    }
}
