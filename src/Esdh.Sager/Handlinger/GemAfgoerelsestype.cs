using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes or changes a kind of decision. Decisions that are made keep what they say.</summary>
internal sealed partial class GemAfgoerelsestype(SagerDb db, EventLog haendelser)
{
    /// <param name="Id">Null makes a new one.</param>
    /// <param name="Noegle">Lower-case letters, digits and hyphens; of a new one only.</param>
    /// <param name="Klageinstans">The other authority that it can be appealed to, at most 200 characters; null where there is none.</param>
    /// <param name="Klagevejledning">What is written when nobody writes another, at most 10,000 characters.</param>
    /// <param name="KaedeId">The chain that must approve that such a decision is made; null demands none.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid? Id, string? Noegle, string? Navn, string? Klageinstans, string? Klagevejledning, bool Aktiv = true, long? IfMatch = null, Guid? KaedeId = null);

    public sealed record Svar(Guid Id, string Noegle, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var type = k.Id is { } id ? await db.Afgoerelsestyper.SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException("Afgørelsestypen findes ikke.") : null;
        if (type is not null)
            Preconditions.Check(type.Version, k.IfMatch);
        var noegle = type?.Noegle ?? k.Noegle?.Trim() ?? "";
        var errors = new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Navn) || k.Navn.Trim().Length > 100, "navn", "Skriv et navn på 1 til 100 tegn.")
            .AddIf(k.Klageinstans?.Trim().Length > 200, "klageinstans", "Klageinstansen må højst være 200 tegn.")
            .AddIf(k.Klagevejledning?.Length > RegistrerAfgoerelse.LaengsteDel, "klagevejledning", "Klagevejledningen må højst være 10.000 tegn.")
            .AddIf(k.Klagevejledning.Renset() is not null && k.Klageinstans.Renset() is null, "klageinstans", "Skriv, hvem der kan klages til, når der er en klagevejledning.")
            .AddIf(type is null && !Noegleform().IsMatch(noegle), "noegle", "Nøglen består af 1 til 50 små bogstaver a-z, tal og bindestreger.")
            .AddIf(type is null && await db.Afgoerelsestyper.AnyAsync(t => t.Noegle == noegle, ct), "noegle", $"Nøglen »{noegle}« er brugt af en anden type.");
        await db.KraevKaedeAsync(k.KaedeId, errors, ct);
        errors.Throw();
        if (type is null)
            db.Add(type = new Afgoerelsestype { Noegle = noegle, Navn = k.Navn!.Trim() });
        else
            type.Version++;
        (type.Navn, type.Klageinstans, type.Klagevejledning, type.Aktiv, type.KaedeId) = (k.Navn!.Trim(), k.Klageinstans.Renset(), k.Klagevejledning.Renset(), k.Aktiv, k.KaedeId);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AfgoerelsestypeGemt(type.Navn, type.Klageinstans, type.Aktiv), null, type.Id, ct);
        return new(type.Id, type.Noegle, type.Version);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,49}$")]
    private static partial Regex Noegleform();
}
