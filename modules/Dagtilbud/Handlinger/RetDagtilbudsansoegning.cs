using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Changes an application: wishes, day, need. What it was before stands in the history of the case. The guarantee is worked out anew.</summary>
internal sealed class RetDagtilbudsansoegning(DagtilbudDb db, Ansoegningskontrol kontrol, Sagshandlinger sager, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, Ansoegningskontrol.Oplysninger Oplysninger, long? IfMatch = null);

    /// <param name="Rettet">How many became different.</param>
    public sealed record Svar(Guid SagId, int Rettet, DateOnly? Garantidato, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (sag, a) = await kontrol.FindAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(a.Version, k.IfMatch);
        DagtilbudRegler.SagenErEtDagtilbud.Kraev(sag.ErAaben);
        var (errors, o) = (new Errors(), k.Oplysninger);
        await kontrol.KontrollerAsync(o, a.Foedt, idag, errors, ct);
        var foer = await db.Oensker.Where(x => x.SagId == sag.Id).OrderBy(x => x.Nr).ToListAsync(ct);
        if (o.Oensket is { } oensket)
            await kontrol.KontrollerAabneAsync(o.Oensker.Except(foer.Select(x => x.InstitutionId)), oensket, idag, errors, ct);
        errors.Throw();

        List<Guid> alle = [.. foer.Select(x => x.InstitutionId), .. o.Oensker, .. new[] { a.SoeskendeId, o.Soeskende }.OfType<Guid>()];
        var navne = await db.Institutioner.Where(i => alle.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Navn, ct);
        List<Feltrettelse> rettet = [];
        void Se(string felt, string? fra, string? til)
        {
            if (fra != til)
                rettet.Add(new(felt, fra, til));
        }

        var (garanti, tvilling) = (a.Garantidato, a.TvillingNoegle);
        Se("ønsket dag", DanishTime.ShortDate(a.Oensket), DanishTime.ShortDate(o.Oensket!.Value));
        Se("distrikt", a.Distrikt, Tom(o.Distrikt));
        Se("særligt behov", a.Behov, Tom(o.Behov));
        Se("søskende i", a.SoeskendeId is { } s ? navne[s] : null, o.Soeskende is { } ny ? navne[ny] : null);
        Se("ønsker", Navne(foer.Select(x => x.InstitutionId)), Navne(o.Oensker));
        Se("tvillinger hver for sig", a.HverForSig ? "ja" : "nej", o.HverForSig ? "ja" : "nej");
        (a.Oensket, a.Distrikt, a.Behov, a.SoeskendeId, a.HverForSig) = (o.Oensket.Value, Tom(o.Distrikt), Tom(o.Behov), o.Soeskende, o.HverForSig);
        await kontrol.TvillingAsync(k.Aktoer, a, o.Tvilling, ct);
        Se("tvilling", tvilling is null ? null : "ja", a.TvillingNoegle is null ? null : "ja");
        Se("garantidato", garanti is { } g ? DanishTime.ShortDate(g) : null, a.Garantidato is { } n ? DanishTime.ShortDate(n) : null);
        await kontrol.ForaeldreAsync(k.Aktoer, sag.Id, ct);
        if (rettet.Count == 0)
        {
            await db.SaveChangesAsync(ct);
            return new(sag.Id, 0, a.Garantidato, a.Version);
        }

        db.RemoveRange(foer);
        a.Rettet();
        await db.SaveChangesAsync(ct);
        db.AddRange(o.Oensker.Select((institution, i) => new DagtilbudOenske { SagId = sag.Id, Nr = i + 1, InstitutionId = institution }));
        await db.SaveChangesAsync(ct);
        await sager.RetFelterAsync(k.Aktoer, sag.Id, new Dictionary<string, string?> { ["garantidato"] = a.Garantidato?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudAnsoegningRettet(rettet), sag.Id, null, ct);
        return new(sag.Id, rettet.Count, a.Garantidato, a.Version);

        string Navne(IEnumerable<Guid> ider) => string.Join(", ", ider.Select(i => navne[i]));
    }

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();
}
