using System.Security.Cryptography;
using System.Text;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>What the acts on notes share: reading what was written, and locking it.</summary>
internal sealed class Notatkontrol(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Most characters of a note's cleaned HTML, so that it fits the SF1470 index (100 KB).</summary>
    public const int LaengsteTekst = 50_000;

    /// <param name="Overskrift">1 to 255 characters.</param>
    /// <param name="Tekst">HTML; cleaned before it is kept. At most <see cref="LaengsteTekst"/> characters then.</param>
    /// <param name="Kontakttidspunkt">When the call or meeting was; now when not said, never in the future.</param>
    /// <param name="Kilde">How it became known, at most 50 characters; Telefon when not said.</param>
    /// <param name="SagspartId">A party on the case.</param>
    /// <param name="DelforloebId">A folder on the case.</param>
    public sealed record Felter(
        string? Overskrift, string? Tekst, DateTimeOffset? Kontakttidspunkt = null, string? Kilde = null, Guid? SagspartId = null, Guid? DelforloebId = null);

    /// <exception cref="InvalidException">Names every wrong field.</exception>
    public async Task<Notatindhold> LaesAsync(Guid sag, Felter f, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var kontakt = f.Kontakttidspunkt ?? nu;
        var kilde = string.IsNullOrWhiteSpace(f.Kilde) ? Journalnotat.Kilder[0] : f.Kilde.Trim();
        var tekst = HtmlCleaner.Clean(f.Tekst);
        new Errors()
            .AddIf(string.IsNullOrWhiteSpace(f.Overskrift), "overskrift", "Skriv en overskrift.")
            .AddIf(f.Overskrift?.Trim().Length > 255, "overskrift", "Overskriften må højst være 255 tegn.")
            .AddIf(string.IsNullOrWhiteSpace(HtmlCleaner.ToPlainText(tekst)), "tekst", "Skriv, hvad der skete eller blev sagt.")
            .AddIf(tekst.Length > LaengsteTekst, "tekst", "Notatet er for langt. Læg det på sagen som et dokument.")
            .AddIf(kontakt > nu.AddMinutes(5) || kontakt.Year < 1900, "kontakttidspunkt", "Kontakttidspunktet må ikke ligge i fremtiden.")
            .AddIf(kilde.Length > 50, "kilde", "Kilden må højst være 50 tegn.")
            .AddIf(f.SagspartId is { } part && !await db.Sagsparter.AnyAsync(p => p.Id == part && p.SagId == sag, ct), "sagspartId", "Vælg en part på sagen.")
            .AddIf(f.DelforloebId is { } del && !await db.Delforloeb.AnyAsync(d => d.Id == del && d.SagId == sag, ct), "delforloebId", "Vælg et delforløb på sagen.")
            .Throw();
        return new(f.Overskrift!.Trim(), tekst, kontakt, kilde, f.SagspartId, f.DelforloebId);
    }

    /// <summary>Locks the note and tells the case.</summary>
    public async Task GoerEndeligtAsync(Aktoer aktoer, Journalnotat notat, CancellationToken ct)
    {
        notat.GoerEndeligt(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notat.Tekst)));
        await haendelser.AppendAsync(aktoer, new NotatGjortEndeligt(CprFinder.Mask(notat.Overskrift), notat.Kilde, notat.Kontakttidspunkt, sha256, notat.RetterNotatId), notat.SagId, notat.Id, ct);
    }
}
