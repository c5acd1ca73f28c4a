using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Esdh.Sager.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Sets up a webhook. It sends what its owner may see.</summary>
internal sealed class OpretWebhook(
    SagerDb db, CoreDb core, Aktoerkilde aktoerer, Webhookafsender afsender, Webhookindstillinger indstillinger, Haendelsestyper haendelsestyper, Authority myndighed, IEnumerable<IWebhookvej> veje, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Url">Absolute: <c>https</c>, or another way's scheme.</param>
    /// <param name="Typer">Event types; null or none means all.</param>
    /// <param name="Efter">Send what comes after this event; null means from now on.</param>
    /// <param name="EjerId">A robot, when an administrator sets it up for one.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Url, IReadOnlyList<string>? Typer, long? Efter = null, Guid? EjerId = null);

    /// <param name="Hemmelighed">Encrypted, as it is kept.</param>
    public sealed record Svar(Guid Id, string Hemmelighed, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors();
        var url = Webhookadresse.Laes(k.Url, indstillinger, errors, myndighed.Key, veje);
        var typer = LaesTyper(k.Typer, haendelsestyper, errors);
        errors.AddIf(k.Efter < 0, "efter", "Nummeret skal være 0 eller mere.").Throw();
        var ejer = k.EjerId ?? k.Aktoer.Id;
        if (ejer != k.Aktoer.Id)
            WebhookRegler.EjerErRobotEllerDigSelv.Kraev(k.Aktoer.Har(Roller.Administrator) && await aktoerer.FindAsync(ejer, ct) is { } robot && robot.Har(Roller.Robot));
        WebhookRegler.IkkeForMange.Kraev(await db.Webhooks.CountAsync(ct) < WebhookRegler.Hoejst);
        var sidste = await core.Haendelser.MaxAsync(h => (long?)h.Nr, ct) ?? 0;
        var webhook = new Webhook { EjerId = ejer, Url = url!, Typer = typer, Hemmelighed = afsender.NyHemmelighed(), Efter = Math.Min(k.Efter ?? sidste, sidste), Oprettet = tid.GetUtcNow() };
        db.Add(webhook);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new WebhookOprettet(webhook.Url, ejer, typer), null, webhook.Id, ct);
        return new(webhook.Id, webhook.Hemmelighed, webhook.Version);
    }

    internal static List<string> LaesTyper(IReadOnlyList<string>? typer, Haendelsestyper kendte, Errors errors)
    {
        var valgte = (typer ?? []).Select(t => t?.Trim() ?? "").Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        errors.AddIf(valgte.Count > 100, "typer", "Vælg højst 100 typer.");
        kendte.Kontroller(valgte, "typer", errors);
        return valgte;
    }
}
