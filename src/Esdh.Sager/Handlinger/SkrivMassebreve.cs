using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes a portion of a list's rows; with the last of them it can be begun.</summary>
internal sealed class SkrivMassebreve(SagerDb db, Authority myndighed, Forsendelsesindstillinger indstillinger)
{
    public const int Portion = 500;

    public sealed record Kommando(Aktoer Aktoer, Guid Id, int Fra, IReadOnlyList<Modtagerraekke> Raekker, bool Sidste);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var masse = await db.FindMasseforsendelseAsync(k.Aktoer, k.Id, ct);
        var sag = await db.FindSagAsync(k.Aktoer, masse.SagId.ToString(), ct);
        var kanaler = indstillinger.Kanaler(myndighed.Key);
        db.AddRange(k.Raekker.Select((r, i) => Massebrev.Ny(
            masse.Id, k.Fra + i, r.Linje, r.Navn, null, r.Fejl is null ? JsonSerializer.Serialize(r.Felter) : null, r.Fejl ?? (masse.Send ? OpretMasseforsendelse.Kanalfejl(kanaler, r.Oplysninger, r.Felt("kanal"), sag.Foelsomhed) : null))));
        if (k.Sidste)
            masse.BlivKlar();
        await db.SaveChangesAsync(ct);
    }
}
