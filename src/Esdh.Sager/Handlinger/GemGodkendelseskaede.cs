using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes or changes a chain of approvals. What was asked for before goes on as it was.</summary>
internal sealed partial class GemGodkendelseskaede(SagerDb db, Godkendere godkendere, Personer personer, EventLog haendelser)
{
    /// <param name="Id">Null makes a new one.</param>
    /// <param name="Noegle">Lower-case letters, digits and hyphens; of a new one only.</param>
    /// <param name="Led">1 to 8, in the order in which they approve.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid? Id, string? Noegle, string? Navn, IReadOnlyList<BedOmGodkendelse.Led>? Led, bool Aktiv = true, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Noegle, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var kaede = k.Id is { } id ? await db.Godkendelseskaeder.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kæden findes ikke.") : null;
        if (kaede is not null)
            Preconditions.Check(kaede.Version, k.IfMatch);
        var noegle = kaede?.Noegle ?? k.Noegle?.Trim() ?? "";
        var led = (k.Led ?? []).Take(Ledregel.Flest + 1).Select(BedOmGodkendelse.Laes).ToList();
        var errors = new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Navn) || k.Navn.Trim().Length > 100, "navn", "Skriv et navn på 1 til 100 tegn.")
            .AddIf(kaede is null && !Noegleform().IsMatch(noegle), "noegle", "Nøglen består af 1 til 50 små bogstaver a-z, tal og bindestreger.")
            .AddIf(kaede is null && await db.Godkendelseskaeder.AnyAsync(x => x.Noegle == noegle, ct), "noegle", $"Nøglen »{noegle}« er brugt af en anden kæde.")
            .AddIf(led.Count is 0 or > Ledregel.Flest, "led", $"Vælg fra 1 til {Ledregel.Flest} led, der skal godkende.");
        foreach (var l in led)
            errors.AddIf(l is null || !await FindesAsync(l, ct), "led", "Et led er en leder, en rolle, en gruppe eller en medarbejder, der findes.");
        if (kaede is not null && !k.Aktiv)
            errors.AddIf(await ErKraevetAsync(kaede.Id, ct), "aktiv", "Kæden kræves af en skabelon, en status eller en afgørelsestype. Tag den af dem først.");
        errors.Throw();
        if (kaede is null)
            db.Add(kaede = new Godkendelseskaede { Noegle = noegle, Navn = k.Navn!.Trim() });
        else
            kaede.Version++;
        (kaede.Navn, kaede.Led, kaede.Aktiv) = (k.Navn!.Trim(), led.ConvertAll(l => l!), k.Aktiv);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new GodkendelseskaedeGemt(kaede.Navn, await godkendere.NavneAsync(kaede.Led, ct), kaede.Aktiv), null, kaede.Id, ct);
        return new(kaede.Id, kaede.Noegle, kaede.Version);
    }

    private async Task<bool> FindesAsync(Ledregel led, CancellationToken ct) => led.Art switch
    {
        Ledart.Leder => true,
        Ledart.Rolle => Enum.TryParse<Roller>(led.Reference, out var rolle) && Ledregel.Roller.Contains(rolle),
        Ledart.Gruppe => Guid.TryParse(led.Reference, out var gruppe) && await personer.ErGruppeAsync(gruppe, ct),
        _ => Guid.TryParse(led.Reference, out var bruger) && await personer.BrugerAsync(bruger, ct) is { Aktiv: true },
    };

    private async Task<bool> ErKraevetAsync(Guid id, CancellationToken ct) =>
        await db.Dokumentskabeloner.AnyAsync(s => s.KaedeId == id && s.Aktiv, ct) || await db.Statusser.AnyAsync(s => s.KaedeId == id && s.Aktiv, ct) || await db.Afgoerelsestyper.AnyAsync(t => t.KaedeId == id && t.Aktiv, ct);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,49}$")]
    private static partial Regex Noegleform();
}
