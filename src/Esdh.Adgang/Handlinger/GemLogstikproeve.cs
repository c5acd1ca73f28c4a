using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Writes a sample of the access log that was drawn. One a month.</summary>
internal sealed class GemLogstikproeve(AdgangDb db, EventLog haendelser, TimeProvider time)
{
    /// <param name="Aktoer">The server itself, or the logkontrollant who asked for it.</param>
    internal sealed record Kommando(Aktoer Aktoer, Guid Id, DateOnly Maaned, long Froe, int Omfang, IReadOnlyList<Loglinjekontrol> Linjer);

    internal sealed record Svar(Guid Id, int Nr, int Linjer, int Omfang);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        LogkontrolRegler.EnOmMaaneden.Kraev(!await db.Logstikproever.AnyAsync(l => l.Maaned == k.Maaned, ct));
        var stikproeve = new Logstikproeve { Id = k.Id, Maaned = k.Maaned, Froe = k.Froe, Omfang = k.Omfang, Udtaget = time.GetUtcNow() };
        db.Add(stikproeve);
        await db.SaveChangesAsync(ct);
        db.AddRange(k.Linjer);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new LogstikproeveUdtaget(k.Maaned, k.Froe, k.Linjer.Count, k.Omfang), null, k.Id, ct);
        return new(k.Id, stikproeve.Nr, k.Linjer.Count, k.Omfang);
    }
}
