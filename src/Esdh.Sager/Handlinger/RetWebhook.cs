using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Esdh.Sager.Webhooks;

namespace Esdh.Sager.Handlinger;

/// <summary>Changes a webhook, switches it on or off, or gives it a new secret.</summary>
internal sealed class RetWebhook(SagerDb db, Webhookafsender afsender, Webhookindstillinger indstillinger, Haendelsestyper haendelsestyper, Authority myndighed, IEnumerable<IWebhookvej> veje, EventLog haendelser)
{
    /// <summary>Null members stay as they are.</summary>
    public sealed record Kommando(
        Aktoer Aktoer, Guid Id, string? Url = null, IReadOnlyList<string>? Typer = null, bool? Aktiv = null, bool NyHemmelighed = false, long? IfMatch = null);

    /// <param name="Hemmelighed">The new secret, encrypted as it is kept; null when it is the old one.</param>
    public sealed record Svar(long Version, string? Hemmelighed);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var webhook = await db.FindWebhookAsync(k.Aktoer, k.Id, ct);
        Preconditions.Check(webhook.Version, k.IfMatch);
        var errors = new Errors();
        if (k.Url is not null)
            webhook.Url = Webhookadresse.Laes(k.Url, indstillinger, errors, myndighed.Key, veje) ?? webhook.Url;
        if (k.Typer is not null)
            webhook.Typer = OpretWebhook.LaesTyper(k.Typer, haendelsestyper, errors);
        errors.Throw();
        if (k.Aktiv is true && !webhook.Aktiv)
            webhook.SlaaTil();
        else if (k.Aktiv is false)
            webhook.SlaaFra(null);
        if (k.NyHemmelighed)
            webhook.Hemmelighed = afsender.NyHemmelighed();
        webhook.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new WebhookRettet(webhook.Url, webhook.Typer, webhook.Aktiv, k.NyHemmelighed), null, webhook.Id, ct);
        return new(webhook.Version, k.NyHemmelighed ? webhook.Hemmelighed : null);
    }
}
