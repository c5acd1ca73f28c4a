using Esdh.Aktindsigt.Contract;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>What was gathered of a person is filed on the request as a draft: someone reads it before it is journalised and sent.</summary>
internal sealed class ArkiverPersonoplysninger(Indsigtssag indsigt, Sagshandlinger handlinger, FremIndsigtsarbejde frem, EventLog haendelser)
{
    /// <param name="Filer">To be read, and the same for a machine.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid JobId, IReadOnlyList<Sagsfil> Filer, int Sager, int Opslag);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var dokument = await handlinger.OpretDokumentAsync(k.Aktoer, sag.Id, new("Oplysninger om dig", Dokumentretning.Udgaaende, k.Filer) { Dokumenttype = "Indsigt efter artikel 15" }, ct);
        await frem.FaerdigAsync(k.JobId, $"Oplysninger fra {k.Sager} sager og {k.Opslag} opslag ligger som kladde på sagen.", ct);
        await haendelser.AppendAsync(k.Aktoer, new PersonoplysningerSamlet(k.Sager, k.Opslag), sag.Id, dokument, ct);
        return dokument;
    }
}
