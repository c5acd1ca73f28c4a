using Esdh.Core;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Small look-ups that several acts share.</summary>
internal static class Fastopslag
{
    /// <summary>Every number that leads to a case, the oldest first.</summary>
    public static Task<List<string>> SagsnumreAsync(this SagerDb db, Guid sagId, CancellationToken ct) =>
        db.Sagsnumre.Where(n => n.SagId == sagId).OrderBy(n => n.Fra).Select(n => n.Sagsnummer).ToListAsync(ct);

    /// <summary>An active status by id or name.</summary>
    /// <exception cref="InvalidException">There is none.</exception>
    public static async Task<Sagsstatus> FindStatusAsync(this SagerDb db, string? idEllerNavn, CancellationToken ct)
    {
        var tekst = idEllerNavn?.Trim() ?? "";
        var id = Guid.TryParse(tekst, out var parsed) ? parsed : Guid.Empty;
        return await db.Statusser.Where(s => s.Aktiv && (s.Id == id || s.Navn == tekst)).OrderBy(s => s.Orden).FirstOrDefaultAsync(ct)
            ?? throw new InvalidException("status", tekst.Length == 0 ? "Vælg en status." : $"Der er ingen status »{tekst}«.");
    }

    /// <exception cref="InvalidException">The status demands a comment and there is none, or it is too long.</exception>
    public static void KraevKommentar(this Sagsstatus status, string? kommentar) => new Errors()
        .AddIf(status.KraeverKommentar && string.IsNullOrWhiteSpace(kommentar), "kommentar", $"Statussen »{status.Navn}« kræver en kommentar.")
        .AddIf(kommentar?.Length > 2000, "kommentar", "Kommentaren må højst være 2000 tegn.")
        .Throw();

    /// <summary>An error where the chain that is to be demanded is not there, or is not in use.</summary>
    public static async Task KraevKaedeAsync(this SagerDb db, Guid? kaede, Errors errors, CancellationToken ct) =>
        errors.AddIf(kaede is { } id && !await db.Godkendelseskaeder.AnyAsync(k => k.Id == id && k.Aktiv, ct), "kaedeId", "Vælg en godkendelseskæde, der er i brug.");

    /// <summary>The text without blanks at its ends; null when nothing is left.</summary>
    public static string? Renset(this string? tekst) => tekst?.Trim() is { Length: > 0 } renset ? renset : null;
}
