using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes a case of a module's type to another step, when all that the step demands is there. Fields that the step asks for can be filled in the same act.</summary>
internal sealed class TagTrin(SagerDb db, CoreDb core, Forloebsgang gang, Godkendere godkendere, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Trin">Key of the step.</param>
    /// <param name="Felter">Values by key; blank empties. Those not named stay.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Trin, string? Kommentar = null, IReadOnlyDictionary<string, string?>? Felter = null, long? IfMatch = null);

    /// <param name="Trin">Key of the step.</param>
    /// <param name="Navn">What it is called.</param>
    public sealed record Svar(Guid Id, string Trin, string Navn, string Status, string Tilstand, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, idag) = (tid.GetUtcNow(), DanishTime.Today(tid));
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var f = await gang.KraevAsync(sag.Id, ct);
        var errors = new Errors();
        var til = f.Type.Trin.FirstOrDefault(t => t.Noegle == k.Trin);
        errors.AddIf(til is null, "trin", $"Vælg et trin: {string.Join(", ", f.Trin.Veje.Select(v => v.Til))}.")
            .AddIf(k.Kommentar?.Length > 2000, "kommentar", "Kommentaren må højst være 2000 tegn.");
        var foer = await gang.FelterAsync(sag.Id, ct);
        var felter = gang.Laes(f.Type, foer, k.Felter, alt: false, errors);
        errors.Throw();

        var fra = f.Trin;
        SagsforloebRegler.TrinnetErDit.Kraev(til!.Hvem == Roller.Ingen || k.Aktoer.Har(til.Hvem));
        SagsforloebRegler.TrinnetHarEtOrd.Kraev(!til.KraeverKommentar || k.Kommentar.Renset() is not null);
        var mangler = fra.Veje.Any(v => v.Til == til.Noegle) ? await gang.ManglerAsync(k.Aktoer, sag.Id, f, til, felter, ct) : [];
        f.Forloeb.Gaa(f.Type, til, nu);
        SagsforloebRegler.TrinnetErParat.KraevIntet([.. mangler.Select(m => m.Tekst)]);
        var rettet = await gang.SkrivAsync(sag.Id, f.Type, foer, felter, ct);
        await gang.UrdageAsync(k.Aktoer, sag.Id, f.Type, felter, ct);
        var status = await StatusAsync(k, sag, f.Type, til, nu, ct);
        await db.SaveChangesAsync(ct);
        if (rettet.Count > 0)
            await haendelser.AppendAsync(k.Aktoer, new SagsfelterRettet(rettet), sag.Id, null, ct);
        await haendelser.AppendAsync(k.Aktoer, new TrinTaget(f.Type.Noegle, fra.Noegle, til.Noegle, fra.Navn, til.Navn, k.Kommentar.Renset()), sag.Id, null, ct);
        await gang.FoelgeAsync(k.Aktoer, sag, f.Type, til, felter, ct);
        await db.SaveChangesAsync(ct);
        foreach (var krog in gang.Kroge(f.Type))
            await krog.TagetAsync(new(k.Aktoer, sag.Id, fra.Noegle, til.Noegle, felter, idag), ct);
        return new(sag.Id, til.Noegle, til.Navn, status.Navn, status.Tilstand.ToString(), sag.Version);
    }

    private async Task<Sagsstatus> StatusAsync(Kommando k, Sag sag, Sagstype type, Sagstrin til, DateTimeOffset nu, CancellationToken ct)
    {
        var status = await gang.StatusAsync(type, til, ct);
        status.KraevKommentar(k.Kommentar);
        if (til.Tilstand == Trintilstand.Afsluttet)
        {
            SagRegler.IngenSammenlaegningIGang.Kraev(!await core.SammenlaegningIGangAsync(sag.Id, ct));
            sag.Afslut(status, (await AfslutSag.TaelManglerAsync(db, k.Aktoer, sag.Id, ct)).Saetninger(), nu);
            await godkendere.BrugAsync(sag, Godkendelsesemne.Status, status.Id, status.KaedeId, nu, ct);
            await haendelser.AppendAsync(k.Aktoer, new SagAfsluttet(status.Navn, k.Kommentar.Renset()), sag.Id, null, ct);
        }
        else if (sag.StatusId != status.Id)
        {
            var foer = await db.Statusser.Where(s => s.Id == sag.StatusId).Select(s => s.Navn).SingleAsync(ct);
            sag.SkiftStatus(status, nu);
            await godkendere.BrugAsync(sag, Godkendelsesemne.Status, status.Id, status.KaedeId, nu, ct);
            await haendelser.AppendAsync(k.Aktoer, new SagsstatusSkiftet(foer, status.Navn, status.Tilstand.ToString(), null), sag.Id, null, ct);
        }
        else
        {
            sag.Roer(nu);
        }

        return status;
    }
}
