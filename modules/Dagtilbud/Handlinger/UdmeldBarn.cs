using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Says the last day of a child in its group: the place is free from the next month.</summary>
internal sealed class UdmeldBarn(DagtilbudDb db, Ansoegningskontrol kontrol, Billedlaesning billeder, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, DateOnly? SidsteDag);

    public sealed record Svar(Guid SagId, DateOnly SidsteDag);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (sag, a) = await kontrol.FindAsync(k.Aktoer, k.Sag, ct);
        if (k.SidsteDag is not { Year: >= 2000 and <= 2100 } dag)
            throw new InvalidException("sidsteDag", "Skriv barnets sidste dag.");
        var plads = await db.Pladser.Where(p => p.SagId == sag.Id).OrderByDescending(p => p.Fra).FirstOrDefaultAsync(ct);
        DagtilbudRegler.BarnetHarEnPlads.Kraev(a.Stand == Ansoegningsstand.Optaget && plads is not null);
        var billede = await billeder.HentAsync(ct);
        var foer = plads.SidsteMaaned;
        plads.Udmeld(dag);
        // A later day than was said takes the place again: it must be free.
        for (var m = foer + 1; m <= plads.SidsteMaaned; m++)
            DagtilbudRegler.PladsenErLedig.KraevIntet(billede.Kapacitet(plads.GruppeId, m) - billede.Taget(plads.GruppeId, m) < 1 ? [$"{billede.Navn(plads.GruppeId)} er fuld i {Maaneder.Navn(m)}."] : []);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new BarnUdmeldt(billede.Navn(plads.GruppeId), dag), sag.Id, null, ct);
        return new(sag.Id, dag);
    }
}
