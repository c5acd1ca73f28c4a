using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Registers an administrative decision towards a party.</summary>
internal sealed class RegistrerAfgoerelse(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dato">When it was made; today when not said, never later.</param>
    /// <param name="Art">Tilladelse, afslag, påbud ...</param>
    /// <param name="Frist">When what was decided must be met, not before the decision; a closed day moves to the next working day.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, DateOnly? Dato, string? Art, DateOnly? Frist = null, string? Notat = null, long? IfMatch = null);

    /// <param name="Frist">As it was registered.</param>
    /// <param name="FlyttetFra">The closed day that was asked for; null when the deadline did not move.</param>
    public sealed record Svar(Guid Id, long Version, DateOnly? Frist = null, DateOnly? FlyttetFra = null);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var dato = k.Dato ?? DanishTime.Today(tid);
        Kontroller(dato, k.Frist, k.Art, k.Notat, DanishTime.Today(tid)).Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var nu = tid.GetUtcNow();
        var frist = Arbejdsdag(k.Frist);
        var afgoerelse = new Afgoerelse { SagId = sag.Id, Dato = dato, Art = k.Art!.Trim(), Frist = frist, Notat = k.Notat.Renset(), RegistreretAf = k.Aktoer.Id, Registreret = nu };
        db.Add(afgoerelse);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AfgoerelseRegistreret(dato, afgoerelse.Art, afgoerelse.Frist, afgoerelse.Notat), sag.Id, afgoerelse.Id, ct);
        return new(afgoerelse.Id, sag.Version, frist, frist == k.Frist ? null : k.Frist);
    }

    /// <summary>The day itself or the next working day; outside the years that the calendar knows a deadline stays.</summary>
    internal static DateOnly? Arbejdsdag(DateOnly? frist) =>
        frist is { Year: >= DanishCalendar.FirstYear and < DanishCalendar.LastYear } dag ? DanishCalendar.MoveToWorkday(dag) : frist;

    /// <summary>What an administrative and a political decision have in common.</summary>
    internal static Errors Kontroller(DateOnly dato, DateOnly? frist, string? art, string? notat, DateOnly idag) => new Errors()
        .AddIf(string.IsNullOrWhiteSpace(art) || art.Trim().Length > 100, "art", "Skriv, hvad der blev bestemt, med 1 til 100 tegn.")
        .AddIf(dato > idag || dato.Year < 1900, "dato", "Datoen ligger ikke mellem 1900 og i dag.")
        .AddIf(frist < dato || frist?.Year > 2200, "frist", "Fristen ligger før afgørelsen eller for langt ude i fremtiden.")
        .AddIf(notat?.Length > 4000, "notat", "Notatet må højst være 4000 tegn.");
}
