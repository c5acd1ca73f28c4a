using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Puts a joint project down, or changes it. What members accede to is bound when the first has acceded.</summary>
internal sealed class GemProjekt(KlubDb db, Takstkilde takster, Counters numre, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Nr">Null: a new one.</param>
    internal sealed record Kommando(
        Klubaktoer Aktoer, int? Nr, string? Navn, string? Beskrivelse, string? Enhed, long? LoftOere, int? Tilbagebetalingsaar, DateOnly? Frist, string? Leverandoer, string? Kontrakt, long? Version = null);

    internal sealed record Svar(Guid Id, int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Navn) || k.Navn.Length > 200, "navn", "Skriv navnet med højst 200 tegn.")
            .AddIf(k.Beskrivelse is { Length: > 5_000 }, "beskrivelse", "Beskrivelsen er højst 5.000 tegn.")
            .AddIf(string.IsNullOrWhiteSpace(k.Enhed) || k.Enhed.Length > 50, "enhed", "Skriv, hvad der betales efter: borger, elev, indskrevet barn.")
            .AddIf(k.LoftOere is null or <= 0 or > RegistrerBetaling.Hoejst, "loft", "Skriv et loft over 0 og højst 1.000.000.000 kr.")
            .AddIf(k.Tilbagebetalingsaar is null or < 5 or > 10, "tilbagebetalingsaar", "Der tilbagebetales over 5 til 10 år.")
            .AddIf(k.Frist is null || k.Frist > DanishTime.Today(tid).AddYears(10), "frist", "Skriv den dag, medlemmerne senest tilslutter sig.")
            .AddIf(k.Leverandoer is { Length: > 200 }, "leverandoer", "Leverandøren er højst 200 tegn.").AddIf(k.Kontrakt is { Length: > 200 }, "kontrakt", "Kontrakten er højst 200 tegn.").Throw();
        var projekt = k.Nr is { } nr ? await db.Projekter.SingleOrDefaultAsync(p => p.Nr == nr, ct) ?? throw new NotFoundException() : null;
        if (projekt is null)
        {
            projekt = new()
            {
                Id = Guid.CreateVersion7(), Nr = await numre.NextAsync("klub-projekt", ct), Navn = "", Beskrivelse = "", Enhed = k.Enhed!.Trim(), LoftOere = k.LoftOere!.Value, GraenseProcent = (await takster.HentAsync(ct)).TilslutningsgraenseProcent,
                Tilbagebetalingsaar = k.Tilbagebetalingsaar!.Value, Frist = k.Frist!.Value, Leverandoer = "", Kontrakt = "",
            };
            db.Add(projekt);
        }
        else
        {
            Preconditions.Check(projekt.Version, k.Version);
            var bundet = await db.Tilslutninger.AnyAsync(t => t.ProjektId == projekt.Id && t.Stand == Tilslutningsstand.Tilsluttet, ct);
            ProjektRegler.LoftetErBindende.Kraev(!bundet || (projekt.LoftOere == k.LoftOere && projekt.Enhed == k.Enhed!.Trim() && projekt.Tilbagebetalingsaar == k.Tilbagebetalingsaar));
        }

        (projekt.Navn, projekt.Beskrivelse, projekt.Enhed, projekt.LoftOere, projekt.Tilbagebetalingsaar) = (k.Navn!.Trim(), k.Beskrivelse?.Trim() ?? "", k.Enhed!.Trim(), k.LoftOere!.Value, k.Tilbagebetalingsaar!.Value);
        (projekt.Frist, projekt.Leverandoer, projekt.Kontrakt) = (k.Frist!.Value, k.Leverandoer?.Trim() ?? "", k.Kontrakt?.Trim() ?? "");
        projekt.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new ProjektGemt(projekt.Nr, projekt.Navn, projekt.LoftOere), null, projekt.Id, ct);
        return new(projekt.Id, projekt.Nr);
    }
}
