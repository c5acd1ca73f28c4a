using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Registers a political decision: council or committee, kind, date.</summary>
internal sealed class RegistrerBeslutning(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dato">When it was made; today when not said, never later.</param>
    /// <param name="Udvalg">Council or committee.</param>
    /// <param name="Art">Godkendt, afvist, udsat ...</param>
    /// <param name="Frist">As in <see cref="RegistrerAfgoerelse.Kommando"/>.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string Sag, DateOnly? Dato, string? Udvalg, string? Art, DateOnly? Frist = null, string? Notat = null, long? IfMatch = null);

    /// <param name="Frist">As it was registered.</param>
    /// <param name="FlyttetFra">The closed day that was asked for; null when the deadline did not move.</param>
    public sealed record Svar(Guid Id, long Version, DateOnly? Frist = null, DateOnly? FlyttetFra = null);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var dato = k.Dato ?? DanishTime.Today(tid);
        RegistrerAfgoerelse.Kontroller(dato, k.Frist, k.Art, k.Notat, DanishTime.Today(tid))
            .AddIf(string.IsNullOrWhiteSpace(k.Udvalg) || k.Udvalg.Trim().Length > 100, "udvalg", "Skriv, hvem der besluttede, med 1 til 100 tegn.")
            .Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var nu = tid.GetUtcNow();
        var frist = RegistrerAfgoerelse.Arbejdsdag(k.Frist);
        var beslutning = new Beslutning
        {
            SagId = sag.Id, Dato = dato, Udvalg = k.Udvalg!.Trim(), Art = k.Art!.Trim(), Frist = frist, Notat = k.Notat.Renset(), RegistreretAf = k.Aktoer.Id, Registreret = nu,
        };
        db.Add(beslutning);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new BeslutningRegistreret(dato, beslutning.Udvalg, beslutning.Art, beslutning.Frist, beslutning.Notat), sag.Id, beslutning.Id, ct);
        return new(beslutning.Id, sag.Version, frist, frist == k.Frist ? null : k.Frist);
    }
}
