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

/// <summary>Makes or changes a kind of reminder. Reminders that are there keep their dates.</summary>
internal sealed partial class GemErindringstype(SagerDb db, EventLog haendelser)
{
    /// <param name="Id">Null makes a new one.</param>
    /// <param name="Noegle">Lower-case letters, digits and hyphens; of a new one only.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid? Id, string? Noegle, string? Navn, int? Fristdage, int? Synligdage, bool IArbejdsdage, bool Aktiv = true, long? IfMatch = null);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var type = k.Id is { } id
            ? await db.Erindringstyper.SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException("Erindringstypen findes ikke.")
            : null;
        if (type is not null)
            Preconditions.Check(type.Version, k.IfMatch);
        var noegle = type?.Noegle ?? k.Noegle?.Trim() ?? "";
        new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Navn) || k.Navn.Trim().Length > 100, "navn", "Skriv et navn på højst 100 tegn.")
            .AddIf(k.Fristdage is not (>= 0 and <= 3650), "fristdage", "Fristen skal være fra 0 til 3650 dage.")
            .AddIf(k.Synligdage is not (>= 0 and <= 3650), "synligdage", "Skriv fra 0 til 3650 dage.")
            .AddIf(type is null && !Noegleform().IsMatch(noegle), "noegle", "Nøglen består af 1 til 50 små bogstaver a-z, tal og bindestreger.")
            .AddIf(type is null && await db.Erindringstyper.AnyAsync(t => t.Noegle == noegle, ct), "noegle", $"Nøglen »{noegle}« er brugt af en anden type.")
            .Throw();
        if (type is null)
        {
            type = new Erindringstype { Noegle = noegle, Navn = k.Navn!.Trim() };
            db.Add(type);
        }
        else
        {
            type.Version++;
        }

        (type.Navn, type.Fristdage, type.Synligdage, type.IArbejdsdage, type.Aktiv) = (k.Navn!.Trim(), k.Fristdage!.Value, k.Synligdage!.Value, k.IArbejdsdage, k.Aktiv);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ErindringstypeGemt(type.Navn, type.Fristdage, type.Synligdage, type.IArbejdsdage, type.Aktiv), null, type.Id, ct);
        return type.Id;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,49}$")]
    private static partial Regex Noegleform();
}
