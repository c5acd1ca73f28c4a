using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Says how many places a group has from a month on. Not below what is taken or offered in any month until the next change.</summary>
internal sealed class SaetKapacitet(DagtilbudDb db, Billedlaesning billeder, EventLog haendelser)
{
    private const int FlestPladser = 500;

    /// <param name="Fra">A day in the month; the first of this month, or later, once the group has a capacity.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid GruppeId, DateOnly? Fra, int? Antal);

    public sealed record Svar(DateOnly Fra, int Antal);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var billede = await billeder.HentAsync(ct);
        if (!billede.Grupper.TryGetValue(k.GruppeId, out var gruppe))
            throw new NotFoundException("Gruppen findes ikke.");
        var kendte = await db.Kapaciteter.Where(x => x.GruppeId == gruppe.Id).OrderBy(x => x.Fra).ToListAsync(ct);
        var denne = Maaneder.Nr(billede.Idag);
        new Errors().AddIf(k.Antal is null or < 0 or > FlestPladser, "antal", $"Skriv antallet af pladser, fra 0 til {FlestPladser}.").AddIf(k.Fra is null or { Year: < 2000 or > 2100 }, "fra", "Skriv den måned, antallet gælder fra.")
            .AddIf(kendte.Count > 0 && k.Fra is { } f && Maaneder.Nr(f) < denne, "fra", "Kapaciteten ændres fra denne måned eller senere.").Throw();
        var maaned = Maaneder.Nr(k.Fra!.Value);
        var naeste = kendte.Where(x => Maaneder.Nr(x.Fra) > maaned).Select(x => Maaneder.Nr(x.Fra)).FirstOrDefault(maaned + Dagtilbudsbillede.Horisont);
        List<string> ivejen = [];
        for (var m = Math.Max(maaned, denne); m < naeste; m++)
        {
            if (billede.Taget(gruppe.Id, m) is var taget && taget > k.Antal)
                ivejen.Add($"I {Maaneder.Navn(m)} er {taget} {(taget == 1 ? "plads" : "pladser")} optaget eller tilbudt.");
        }

        DagtilbudRegler.KapacitetenDaekkerDeOptagne.KraevIntet([.. ivejen.Take(12)]);
        if (kendte.Find(x => Maaneder.Nr(x.Fra) == maaned) is { } samme)
            samme.Antal = k.Antal!.Value;
        else
            db.Add(new DagtilbudKapacitet { GruppeId = gruppe.Id, Fra = Maaneder.Foerste(maaned), Antal = k.Antal!.Value });
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudKapacitetSat(billede.Institutioner[gruppe.InstitutionId].Navn, gruppe.Navn, Maaneder.Foerste(maaned), k.Antal!.Value), null, gruppe.Id, ct);
        return new(Maaneder.Foerste(maaned), k.Antal.Value);
    }
}
