using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>
/// A parent applies: the act by which staff register an application, done by the parent. Only the parent who is signed in comes on the case; the other parent is what the parent writes, until somebody has looked.
/// A special need and a sibling's institution give a better claim, so staff register them.
/// </summary>
internal sealed class SoegSomForaelder(DagtilbudDb db, ModtagDagtilbudsansoegning modtag, Foraeldreopslag opslag, Sagshandlinger sager, EventLog haendelser, TimeProvider tid)
{
    public const int LaengsteBemaerkning = 2000;

    /// <param name="Aktoer">The parent.</param>
    /// <param name="Cpr">The parent's, as the sign-in has proved it.</param>
    /// <param name="Noegle">The showing of the form.</param>
    /// <param name="Kvittering">What was written, as a file for the case.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Cpr Cpr, Guid? Noegle, string? Barnenavn, string? Barnecpr, DateOnly? Oensket, IReadOnlyList<Guid> Oensker, bool? FaellesMyndighed, string? AndenForaelder, string? Bemaerkning, string? Email, string? Telefon, Sagsfil? Kvittering);

    /// <param name="VarSendt">It had been sent already, and is the same.</param>
    public sealed record Svar(Guid SagId, DateOnly? Garantidato, bool VarSendt);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var noegle = k.Noegle ?? throw new InvalidException("noegle", "Genindlæs siden, og prøv igen.");
        if (await db.Foraeldreansoegninger.AsNoTracking().SingleOrDefaultAsync(a => a.Noegle == noegle, ct) is { } sendt)
            return k.Aktoer.Noedsager.Contains(sendt.SagId) ? new(sendt.SagId, null, true) : throw new InvalidException("noegle", "Genindlæs siden, og prøv igen.");
        ForaeldreRegler.SidenErAaben.Kraev(await opslag.IndstillingAsync(ct) is { ErAaben: true } && k.Aktoer.EnhedId is not null);
        new Errors().AddIf(k.FaellesMyndighed is null, "myndighed", "Vælg, om I har fælles forældremyndighed.").AddIf(k.AndenForaelder?.Length > 200, "anden", "Navnet må højst være 200 tegn.")
            .AddIf(k.Bemaerkning?.Length > LaengsteBemaerkning, "bemaerkning", $"Teksten er for lang: der er plads til {LaengsteBemaerkning} tegn, og du har skrevet {k.Bemaerkning?.Length}.").AddIf(k.Barnenavn?.Length > 200, "barnenavn", "Navnet må højst være 200 tegn.").Throw();
        ModtagDagtilbudsansoegning.Svar svar;
        try
        {
            svar = await modtag.Udfoer(new(k.Aktoer, k.Barnenavn, k.Barnecpr, null, [new(k.Aktoer.Borger!.Navn, Cpr: k.Cpr.Digits) { Email = Tom(k.Email), Telefon = Tom(k.Telefon) }], new(k.Oensket, k.Oensker)), ct);
        }
        catch (RegelbrudException brud) when (brud.Regel == DagtilbudRegler.EnAnsoegningPrBarn)
        {
            throw new RegelbrudException(ForaeldreRegler.BarnetKanSoeges); // whose application there is, is not told
        }

        db.Add(new DagtilbudForaeldreansoegning
        {
            SagId = svar.SagId, Noegle = noegle, Barnenavn = k.Barnenavn!.Trim(), FaellesMyndighed = k.FaellesMyndighed!.Value, AndenForaelder = Tom(k.AndenForaelder), Bemaerkning = Tom(k.Bemaerkning), Sendt = tid.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ForaelderSoegte(k.FaellesMyndighed.Value), svar.SagId, null, ct);
        if (k.Kvittering is { } fil)
            await sager.OpretDokumentAsync(svar.Aktoer, svar.SagId, new("Ansøgning fra forældresiden", Dokumentretning.Indgaaende, [fil]) { Dokumenttype = "Ansøgning", Korrespondent = k.Aktoer.Borger.Navn, Journaliser = true }, ct);
        return new(svar.SagId, svar.Garantidato, false);
    }

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();
}
