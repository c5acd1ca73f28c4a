using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Takes a body a phase further: to afklaring, to beslutning with its business case, to optagelse with its council's decision and the day it is a member from.</summary>
internal sealed class SkiftMedlemsfase(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int Nr, Medlemsfase? Til, string? Businesscase, DateOnly? Besluttet, string? Beslutning, DateOnly? MedlemFra, long? Version);

    internal sealed record Svar(Medlemsfase Fase);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var medlem = await db.Medlemmer.SingleOrDefaultAsync(m => m.Nr == k.Nr, ct) ?? throw new NotFoundException();
        Preconditions.Check(medlem.Version, k.Version);
        var idag = DanishTime.Today(tid);
        var til = k.Til ?? medlem.Fase + 1;
        MedlemRegler.FasenErNaeste.Kraev(medlem.Fase < Medlemsfase.Optaget && til == medlem.Fase + 1);
        new Errors().AddIf(k.Businesscase is { Length: > 20_000 }, "businesscase", "Businesscasen er højst 20.000 tegn.")
            .AddIf(til == Medlemsfase.Optaget && k.Beslutning is { Length: > 500 }, "beslutning", "Skriv møde og punkt med højst 500 tegn.")
            .AddIf(k.Besluttet > idag, "besluttet", "Beslutningen kan ikke ligge i fremtiden.")
            .AddIf(til == Medlemsfase.Optaget && (k.MedlemFra is null || k.MedlemFra < idag.AddYears(-1) || k.MedlemFra > idag.AddYears(3)), "medlemFra", "Skriv den dag, medlemskabet begynder: højst et år tilbage og tre år frem.").Throw();
        if (til == Medlemsfase.Beslutning)
        {
            medlem.Businesscase = string.IsNullOrWhiteSpace(k.Businesscase) ? medlem.Businesscase : k.Businesscase.Trim();
            MedlemRegler.HarBusinesscase.Kraev(medlem.Businesscase is not null);
        }

        if (til == Medlemsfase.Optaget)
        {
            MedlemRegler.ErBesluttet.Kraev(k.Besluttet is not null && !string.IsNullOrWhiteSpace(k.Beslutning));
            (medlem.Besluttet, medlem.Beslutning, medlem.Indtraadt) = (k.Besluttet, k.Beslutning.Trim(), k.MedlemFra);
        }

        medlem.Fase = til;
        medlem.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MedlemsfaseSkiftet(medlem.Navn, til, medlem.Indtraadt), null, medlem.Id, ct);
        return new(til);
    }
}
