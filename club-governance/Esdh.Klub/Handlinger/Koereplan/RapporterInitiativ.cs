using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Reports how an initiative stands. The last word of a half-year is the half-year's; those before it stand as they were.</summary>
internal sealed class RapporterInitiativ(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="MoedtAf">What met it, when it is given up for that.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Initiativ, Initiativstand? Stand, Initiativfase? Fase, Initiativfarve? Farve, string? Grund, string? Naeste, string? MoedtAf, long? ForbrugOere, long? Version);

    public sealed record Svar(int Halvaar);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (grund, naeste, moedtAf) = (Tom(k.Grund), Tom(k.Naeste), Tom(k.MoedtAf));
        new Errors().AddIf(k.Stand is null, "stand", "Vælg, hvordan initiativet står.").AddIf(k.Fase is null, "fase", "Vælg fasen.").AddIf(grund?.Length > 2_000, "grund", "Begrundelsen kan højst være 2.000 tegn.").AddIf(naeste?.Length > 2_000, "naeste", "Næste skridt kan højst være 2.000 tegn.")
            .AddIf(moedtAf?.Length > 200, "moedtAf", "Skriv det på højst 200 tegn.").AddIf(k.ForbrugOere is < 0 or > 100_000_000_000_00, "forbrug", "Skriv forbruget i kroner, 0 eller mere.").Throw();
        var i = await db.Initiativer.SingleOrDefaultAsync(x => x.Id == k.Initiativ, ct) ?? throw new NotFoundException("Initiativet findes ikke.");
        Preconditions.Check(i.Version, k.Version);
        KoereplanRegler.FarveNaarIgang.Kraev(k.Stand == Initiativstand.Igang ? k.Farve is not null : k.Stand != Initiativstand.IkkeIgangsat || k.Farve is null);
        KoereplanRegler.GulOgRoedHarGrund.Kraev(k.Farve is not (Initiativfarve.Gul or Initiativfarve.Roed) || k.Stand != Initiativstand.Igang || (grund is not null && naeste is not null));
        KoereplanRegler.UdgaaetHarGrund.Kraev(k.Stand != Initiativstand.Udgaaet || grund is not null);
        var nu = tid.GetUtcNow();
        var halvaar = Halvaar.Af(DanishTime.DateOf(nu));
        (i.Stand, i.Fase, i.Farve, i.Grund, i.Naeste, i.MoedtAf, i.ForbrugOere, i.Version) = (k.Stand!.Value, k.Fase!.Value, k.Farve, grund, naeste, moedtAf, k.ForbrugOere ?? i.ForbrugOere, i.Version + 1);
        var rapport = await db.Initiativrapporter.SingleOrDefaultAsync(r => r.InitiativId == i.Id && r.Halvaar == halvaar, ct);
        if (rapport is null)
            db.Add(rapport = new() { InitiativId = i.Id, Halvaar = halvaar, Navn = "" });
        (rapport.Stand, rapport.Fase, rapport.Farve, rapport.Grund, rapport.Naeste, rapport.Navn, rapport.Tid) = (i.Stand, i.Fase, i.Farve, grund, naeste, k.Aktoer.Aktoer.Navn, nu);
        if (i.Stand == Initiativstand.Afsluttet && i.OenskeId is { } oid && await db.OensketAsync(oid, ct) is { Stand: Oenskestand.PaaKoereplan } oenske)
            await db.FlytAsync(oenske, Oenskestand.Leveret, $"Initiativ {i.Nummer} er afsluttet.", k.Aktoer.Aktoer.Navn, nu, ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new InitiativRapporteret(i.Nummer, i.Stand.ToString(), i.Farve?.ToString(), grund), null, i.Id, ct);
        return new(halvaar);
    }

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();
}
