using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;

namespace Esdh.Klub.Handlinger;

/// <summary>Puts an initiative on the road map, where it comes from a wish that the members have chosen, or from elsewhere.</summary>
internal sealed class OpretInitiativ(KlubDb db, Counters numre, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, string? Titel, string? Beskrivelse, string? Modul, string? Ejer, DateOnly? Fra, DateOnly? Til, long? BudgetOere, Guid? Oenske);

    public sealed record Svar(Guid Id, int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (titel, modul, ejer) = (OpretAfstemning.Ren(k.Titel), OpretAfstemning.Ren(k.Modul), OpretAfstemning.Ren(k.Ejer));
        new Errors().AddIf(titel.Length is 0 or > 150, "titel", "Skriv titlen på højst 150 tegn.").AddIf(k.Beskrivelse?.Length > 10_000, "beskrivelse", "Beskrivelsen kan højst være 10.000 tegn.").AddIf(modul.Length is 0 or > 60, "modul", "Skriv, hvilken del af systemet det gælder.")
            .AddIf(ejer.Length is 0 or > 120, "ejer", "Skriv, hvem der ejer initiativet.").AddIf(k.Fra is not { Year: >= 2000 and <= 2100 }, "fra", "Skriv, hvornår initiativet begynder.").AddIf(k.Til is not { Year: >= 2000 and <= 2100 }, "til", "Skriv, hvornår initiativet slutter.")
            .AddIf(k.Til < k.Fra, "til", "Slutdagen ligger før begyndelsen.").AddIf(k.BudgetOere is null or < 0 or > 100_000_000_000_00, "budget", "Skriv budgettet i kroner, 0 eller mere.").Throw();
        var nu = tid.GetUtcNow();
        var initiativ = new KlubInitiativ { Nr = await numre.NextAsync("klub-initiativ", ct), Titel = titel, Beskrivelse = k.Beskrivelse?.Trim() ?? "", Modul = modul, Ejer = ejer, Fra = k.Fra!.Value, Til = k.Til!.Value, BudgetOere = k.BudgetOere!.Value, OenskeId = k.Oenske, Oprettet = nu };
        KlubOenske? oenske = null;
        if (k.Oenske is { } id)
        {
            oenske = await db.OensketAsync(id, ct);
            KoereplanRegler.OensketErValgt.Kraev(oenske.Stand == Oenskestand.Valgt);
        }

        db.Add(initiativ);
        await db.SaveChangesAsync(ct);
        if (oenske is not null)
        {
            oenske.InitiativId = initiativ.Id;
            await db.FlytAsync(oenske, Oenskestand.PaaKoereplan, $"Bliver til initiativ {initiativ.Nummer} på køreplanen.", k.Aktoer.Aktoer.Navn, nu, ct);
        }

        await haendelser.AppendAsync(k.Aktoer.Aktoer, new InitiativOprettet(initiativ.Nummer, titel, ejer), null, initiativ.Id, ct);
        return new(initiativ.Id, initiativ.Nr);
    }
}
