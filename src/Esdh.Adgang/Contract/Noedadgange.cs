using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Storage;

namespace Esdh.Adgang.Contract;

/// <summary>Breaking the glass: a case is opened to one who is not on its list, for a while and with a reason.</summary>
public sealed class Noedadgange
{
    /// <summary>How long it lasts.</summary>
    public static readonly TimeSpan Varighed = TimeSpan.FromHours(8);

    private readonly AdgangDb _db;
    private readonly EventLog _haendelser;
    private readonly StorageScope _scope;
    private readonly TimeProvider _time;

    internal Noedadgange(AdgangDb db, EventLog haendelser, StorageScope scope, TimeProvider time) =>
        (_db, _haendelser, _scope, _time) = (db, haendelser, scope, time);

    /// <summary>
    /// Opens the case to the actor, from the next request on, and appends <see cref="NoedadgangGivet"/> to the case's history. Inside an act only;
    /// whether the case may be opened so, and who is told, is for the caller.
    /// </summary>
    /// <returns>When it ends.</returns>
    /// <exception cref="InvalidException">The reason is shorter than 10 or longer than 1,000 characters.</exception>
    public async Task<DateTimeOffset> GivAsync(Aktoer aktoer, Guid sagId, string? begrundelse, CancellationToken ct)
    {
        if (!_scope.InAct)
            throw new InvalidOperationException("Access is given inside an act only.");
        FravaerRegler.SomSigSelv.Kraev(aktoer.PaaVegneAf is null);
        begrundelse = begrundelse?.Trim() ?? "";
        if (begrundelse.Length is < 10 or > 1000)
            throw new InvalidException("begrundelse", "Skriv med mindst 10 tegn, hvorfor du har brug for at se sagen. Lederen får besked.");
        var nu = _time.GetUtcNow();
        var adgang = new Noedadgang { BrugerId = aktoer.Id, SagId = sagId, Begrundelse = begrundelse, Tid = nu, Udloeber = nu + Varighed };
        _db.Add(adgang);
        await _db.SaveChangesAsync(ct);
        await _haendelser.AppendAsync(aktoer, new NoedadgangGivet(aktoer.Id, begrundelse, adgang.Udloeber), sagId, null, ct);
        return adgang.Udloeber;
    }
}
