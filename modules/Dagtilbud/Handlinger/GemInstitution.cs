using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Sets up an institution, or changes one.</summary>
internal sealed class GemInstitution(DagtilbudDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Id">The one that is changed; null for a new one.</param>
    /// <param name="Aabner">First day; today when not said.</param>
    /// <param name="NytId">What a new one is called, for the demonstration.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid? Id, string? Navn, Institutionsart? Art, string? Adresse, string? Distrikt, string? Aabningstid, DateOnly? Aabner, long? IfMatch = null, Guid? NytId = null);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (navn, adresse, distrikt, tider) = (k.Navn?.Trim() ?? "", k.Adresse?.Trim() ?? "", k.Distrikt?.Trim() ?? "", k.Aabningstid?.Trim() ?? "");
        var errors = new Errors().AddIf(navn.Length is 0 or > 100, "navn", "Skriv institutionens navn, 1 til 100 tegn.").AddIf(k.Art is null, "art", "Vælg, hvad det er for en institution.")
            .AddIf(adresse.Length is 0 or > 200, "adresse", "Skriv adressen, 1 til 200 tegn.").AddIf(distrikt.Length is 0 or > 60, "distrikt", "Skriv distriktet, 1 til 60 tegn.").AddIf(tider.Length is 0 or > 200, "aabningstid", "Skriv åbningstiden, 1 til 200 tegn.")
            .AddIf(k.Aabner is { Year: < 1900 or > 2100 }, "aabner", "Skriv den første dag, fra 1900 til 2100.");
        errors.AddIf(navn.Length > 0 && await db.Institutioner.AnyAsync(i => i.Navn == navn && i.Id != k.Id, ct), "navn", "Der er allerede en institution af det navn.").Throw();
        var institution = k.Id is { } id ? await db.Institutioner.SingleOrDefaultAsync(i => i.Id == id, ct) ?? throw new NotFoundException("Institutionen findes ikke.") : null;
        if (institution is null)
        {
            db.Add(institution = new() { Id = k.NytId ?? Guid.CreateVersion7(), Navn = navn, Art = k.Art!.Value, Adresse = adresse, Distrikt = distrikt, Aabningstid = tider, Aabner = k.Aabner ?? DanishTime.Today(tid) });
        }
        else
        {
            Preconditions.Check(institution.Version, k.IfMatch);
            (institution.Navn, institution.Art, institution.Adresse, institution.Distrikt, institution.Aabningstid, institution.Aabner) = (navn, k.Art!.Value, adresse, distrikt, tider, k.Aabner ?? institution.Aabner);
            institution.Rettet();
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudInstitutionGemt(navn, institution.Art.ToString()), null, institution.Id, ct);
        return new(institution.Id, institution.Version);
    }
}
