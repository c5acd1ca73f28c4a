using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Decides the local rules from a day on. Earlier rules stay, so that what was proposed by them can be explained.</summary>
internal sealed class GemAnvisningsregler(DagtilbudDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="GaelderFra">Today or later.</param>
    /// <param name="Kriterier">In order; each once. Seniority is among them, since it tells all apart.</param>
    /// <param name="FlestOensker">1 to 20.</param>
    /// <param name="Svardage">1 to 60.</param>
    public sealed record Kommando(
        Aktoer Aktoer, DateOnly? GaelderFra, IReadOnlyList<Kriterium> Kriterier, Anciennitetsart? Anciennitet, Uafgjort? Uafgjort, int? FlestOensker, int? Svardage, Nejfoelge? VedNej, bool GarantienSlutter);

    public sealed record Svar(Guid Id, DateOnly GaelderFra);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(k.GaelderFra is null or { Year: > 2100 }, "gaelderFra", "Skriv den dag, reglerne gælder fra.").AddIf(!k.Kriterier.Contains(Kriterium.Anciennitet), "kriterier", "Anciennitet skal være med: den skiller dem, der ellers står lige.")
            .AddIf(k.Kriterier.Distinct().Count() != k.Kriterier.Count, "kriterier", "Hvert kriterium kan kun stå der én gang.").AddIf(k.Anciennitet is null, "anciennitet", "Vælg, hvad anciennitet regnes fra.").AddIf(k.Uafgjort is null, "uafgjort", "Vælg, hvad der skiller dem, der står lige.")
            .AddIf(k.FlestOensker is null or < 1 or > 20, "flestOensker", "Skriv et tal fra 1 til 20.").AddIf(k.Svardage is null or < 1 or > 60, "svardage", "Skriv antallet af dage, fra 1 til 60.").AddIf(k.VedNej is null, "vedNej", "Vælg, hvad et nej betyder for pladsen i køen.").Throw();
        DagtilbudRegler.ReglerneErNye.Kraev(k.GaelderFra >= idag && !await db.Regelsaet.AnyAsync(r => r.GaelderFra == k.GaelderFra, ct));
        var regler = new DagtilbudRegelsaet
        {
            GaelderFra = k.GaelderFra!.Value, Kriterier = string.Join(',', k.Kriterier), Anciennitet = k.Anciennitet!.Value, Uafgjort = k.Uafgjort!.Value, FlestOensker = k.FlestOensker!.Value, Svardage = k.Svardage!.Value, VedNej = k.VedNej!.Value,
            GarantienSlutter = k.GarantienSlutter, GemtAf = k.Aktoer.Id,
        };
        db.Add(regler);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AnvisningsreglerGemt(regler.GaelderFra, regler.Kriterier), null, regler.Id, ct);
        return new(regler.Id, regler.GaelderFra);
    }
}
