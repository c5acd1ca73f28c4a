using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Sets what all deliveries have in common.</summary>
internal sealed class GemAfleveringsopsaetning(ArkivDb db, EventLog haendelser)
{
    /// <param name="Set">The version that was seen; null where that is not checked.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Modtagearkiv, string? Arkivnavn, string? Arkivskaber, string? Systemnavn, string? Formaal, string? Indhold, long? Set = null)
    {
        /// <summary>As it is kept; null leaves it as it was.</summary>
        public int? KasseresEfterAar { get; init; }
    }

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(!Versionsplan.ErArkiv(k.Modtagearkiv?.Trim()), "modtagearkiv", "Skriv arkivets kode med 2 til 4 store bogstaver, for eksempel SA.")
            .AddIf(Mangler(k.Arkivnavn, 250), "arkivnavn", "Skriv arkivets navn med højst 250 tegn.")
            .AddIf(Mangler(k.Arkivskaber, 250), "arkivskaber", "Skriv, hvem der har skabt arkivet, med højst 250 tegn.")
            .AddIf(Mangler(k.Systemnavn, 250), "systemnavn", "Skriv systemets navn uden forkortelser med højst 250 tegn.")
            .AddIf(Mangler(k.Formaal, 4000), "formaal", "Skriv systemets formål med højst 4.000 tegn.")
            .AddIf(Mangler(k.Indhold, 4000), "indhold", "Skriv, hvad systemet indeholder, med højst 4.000 tegn.")
            .AddIf(k.KasseresEfterAar is < 1 or > Arkivopsaetning.FlestAar, "kasseresEfterAar", $"Skriv et antal år fra 1 til {Arkivopsaetning.FlestAar}.")
            .Throw();
        var o = await db.Opsaetninger.SingleOrDefaultAsync(ct);
        if (k.Set is { } set && set != (o?.Version ?? 0))
            throw new StaleException();
        if (o is null)
            db.Add(o = new() { Modtagearkiv = "", Arkivnavn = "", Arkivskaber = "", Systemnavn = "", Formaal = "", Indhold = "", Version = 0 });
        (o.Modtagearkiv, o.Arkivnavn, o.Arkivskaber, o.Systemnavn, o.Formaal, o.Indhold) = (k.Modtagearkiv!.Trim(), k.Arkivnavn!.Trim(), k.Arkivskaber!.Trim(), k.Systemnavn!.Trim(), k.Formaal!.Trim(), k.Indhold!.Trim());
        o.KasseresEfterAar = k.KasseresEfterAar ?? o.KasseresEfterAar;
        o.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AfleveringsopsaetningGemt(o.Modtagearkiv), null, null, ct);
        return o.Version;
    }

    internal static bool Mangler(string? tekst, int hoejst) => string.IsNullOrWhiteSpace(tekst) || tekst.Length > hoejst;
}
