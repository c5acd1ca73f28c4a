using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Decides how long one case is kept, against what its subject and facet say.</summary>
internal sealed class SaetSagsbevaring(ArkivDb arkiv, SagerDb sager, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Bevaring">B, K, K5, K10 or Tom; blank leaves it to the plan.</param>
    /// <param name="Sletmaaneder">1 to 1,200; null leaves it to the plan.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Bevaring, int? Sletmaaneder, string? Begrundelse);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await sager.FindSagAsync(k.Aktoer, k.Sag, ct);
        Bevaring? kode = null;
        var errors = new Errors()
            .AddIf(k.Sletmaaneder is < 1 or > 1200, "sletmaaneder", "Skriv 1 til 1.200 måneder.")
            .AddIf(string.IsNullOrWhiteSpace(k.Begrundelse) || k.Begrundelse.Length > 1000, "begrundelse", "Skriv, hvorfor sagen skal behandles anderledes, på højst 1.000 tegn.")
            .AddIf(CprFinder.Contains(k.Begrundelse ?? ""), "begrundelse", "Skriv ikke et personnummer.");
        if (!string.IsNullOrWhiteSpace(k.Bevaring))
        {
            errors.AddIf(!Enum.TryParse<Bevaring>(k.Bevaring, out var valgt) || !Enum.IsDefined(valgt), "bevaring", "Vælg B, K, K5, K10 eller Tom.");
            kode = valgt;
        }

        errors.Throw();
        var egen = await arkiv.Sagsbevaringer.SingleOrDefaultAsync(s => s.SagId == sag.Id, ct);
        if (egen is null)
            arkiv.Add(egen = new Sagsbevaring { SagId = sag.Id, Begrundelse = "" });
        else
            egen.Version++;
        (egen.Bevaring, egen.Sletmaaneder, egen.Begrundelse, egen.SatAf, egen.Sat) = (kode, k.Sletmaaneder, k.Begrundelse!.Trim(), k.Aktoer.Id, tid.GetUtcNow());
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagsbevaringSat(kode?.ToString(), k.Sletmaaneder, egen.Begrundelse), sag.Id, null, ct);
    }
}
