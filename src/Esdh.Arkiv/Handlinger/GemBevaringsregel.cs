using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Domain.Klassifikation;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Makes the authority's rule for a part of the subject plan; the one for the same part that it takes the place of ends the day before.</summary>
internal sealed class GemBevaringsregel(ArkivDb arkiv, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Emne">Main group, group or subject.</param>
    /// <param name="Facet">Null for all facets.</param>
    /// <param name="Bevaring">B, K, K5, K10 or Tom; blank leaves it to the plan.</param>
    /// <param name="Sletmaaneder">1 to 1,200; null leaves it to the plan.</param>
    /// <param name="GaelderFra">Today or later; today when not said.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Emne, string? Facet, string? Bevaring, int? Sletmaaneder, string? Begrundelse, DateOnly? GaelderFra);

    public sealed record Svar(Guid Id, int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (idag, emne, facet) = (DanishTime.Today(tid), k.Emne?.Trim() ?? "", string.IsNullOrWhiteSpace(k.Facet) ? null : k.Facet.Trim().ToUpperInvariant());
        var fra = k.GaelderFra ?? idag;
        Bevaring? kode = null;
        var errors = new Errors()
            .AddIf(!Emnedel.Er(emne), "emne", Emnedel.Hjaelp)
            .AddIf(facet is not null && !KleFacet.TryParse(facet, out _), "facet", "Skriv en facet som G01, eller lad feltet være tomt.")
            .AddIf(k.Sletmaaneder is < 1 or > 1200, "sletmaaneder", "Skriv 1 til 1.200 måneder.")
            .AddIf(string.IsNullOrWhiteSpace(k.Begrundelse) || k.Begrundelse.Length > 1000, "begrundelse", "Skriv, hvad reglen bygger på, på højst 1.000 tegn.")
            .AddIf(fra < idag || fra > idag.AddYears(5), "gaelderFra", "Reglen kan gælde fra i dag eller en dag inden for fem år.");
        if (!string.IsNullOrWhiteSpace(k.Bevaring))
        {
            errors.AddIf(!Enum.TryParse<Bevaring>(k.Bevaring, out var valgt) || !Enum.IsDefined(valgt), "bevaring", "Vælg B, K, K5, K10 eller Tom.");
            kode = valgt;
        }

        errors.AddIf(kode is null && k.Sletmaaneder is null, "bevaring", "Vælg en kode, en slettefrist eller begge dele.").Throw();
        foreach (var gammel in await arkiv.Bevaringsregler.Where(r => r.Emne == emne && r.Facet == facet && (r.GaelderTil == null || r.GaelderTil > fra)).ToListAsync(ct))
            await SlutAsync(k.Aktoer, gammel, fra < gammel.GaelderFra ? gammel.GaelderFra : fra, ct);
        var regel = new Bevaringsregel { Emne = emne, Facet = facet, Bevaring = kode, Sletmaaneder = k.Sletmaaneder, Begrundelse = k.Begrundelse!.Trim(), GaelderFra = fra, OprettetAf = k.Aktoer.Id, Oprettet = tid.GetUtcNow() };
        arkiv.Add(regel);
        await arkiv.SaveChangesAsync(ct);
        await FortaelAsync(k.Aktoer, regel, ct);
        return new(regel.Id, regel.Nr);
    }

    private async Task SlutAsync(Aktoer aktoer, Bevaringsregel regel, DateOnly til, CancellationToken ct)
    {
        regel.GaelderTil = til;
        await arkiv.SaveChangesAsync(ct);
        await FortaelAsync(aktoer, regel, ct);
    }

    private async Task FortaelAsync(Aktoer aktoer, Bevaringsregel r, CancellationToken ct) =>
        await haendelser.AppendAsync(aktoer, new BevaringsregelGemt(r.Nr, r.Emne, r.Facet, r.Bevaring?.ToString(), r.Sletmaaneder, r.GaelderFra, r.GaelderTil, r.Begrundelse), null, r.Id, ct);
}
