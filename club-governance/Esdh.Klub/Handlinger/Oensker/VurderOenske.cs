using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>A working group says what a wish costs and is worth; the group's next word replaces its last.</summary>
internal sealed class VurderOenske(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Timer">Hours of development.</param>
    /// <param name="Vaerdi">1 to 5.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Oenske, string? Gruppe, int? Timer, int? Vaerdi, string? Begrundelse);

    public sealed record Svar(string Gruppe);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (gruppe, begrundelse) = (OpretAfstemning.Ren(k.Gruppe), k.Begrundelse?.Trim() ?? "");
        new Errors().AddIf(gruppe.Length is 0 or > 80, "gruppe", "Skriv arbejdsgruppens navn på højst 80 tegn.").AddIf(k.Timer is null or < 0 or > 100_000, "timer", "Skriv et antal timer fra 0 til 100.000.").AddIf(k.Vaerdi is null or < 1 or > 5, "vaerdi", "Vælg en værdi fra 1 til 5.")
            .AddIf(begrundelse.Length is 0 or > 2_000, "begrundelse", "Skriv begrundelsen på højst 2.000 tegn.").Throw();
        var oenske = await db.OensketAsync(k.Oenske, ct);
        OenskeRegler.ErLevende.Kraev(oenske.ErLevende);
        var vurdering = await db.Oenskevurderinger.SingleOrDefaultAsync(v => v.OenskeId == oenske.Id && v.Gruppe == gruppe, ct);
        if (vurdering is null)
            db.Add(vurdering = new() { OenskeId = oenske.Id, Gruppe = gruppe, Begrundelse = "", Navn = "" });
        (vurdering.Timer, vurdering.Vaerdi, vurdering.Begrundelse, vurdering.Navn, vurdering.Tid) = (k.Timer!.Value, k.Vaerdi!.Value, begrundelse, k.Aktoer.Aktoer.Navn, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new OenskeVurderet(oenske.Nummer, gruppe, vurdering.Timer, vurdering.Vaerdi), null, oenske.Id, ct);
        return new(gruppe);
    }
}
