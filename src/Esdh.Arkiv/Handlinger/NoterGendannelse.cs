using Esdh.Arkiv.Contract;
using Esdh.Core.Access;
using Esdh.Core.Events;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Notes in the journal, and so under the seal, that the authority was put back from a copy.</summary>
internal sealed class NoterGendannelse(EventLog haendelser)
{
    public Task Udfoer(SikkerhedskopiGendannet gendannet, CancellationToken ct) => haendelser.AppendAsync(Aktoer.Systemet, gendannet, null, null, ct);
}
