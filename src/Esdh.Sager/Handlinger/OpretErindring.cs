using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts a reminder or a deadline on a case.</summary>
internal sealed class OpretErindring(SagerDb db, Ansvarlig ansvarlig, EventLog haendelser, TimeProvider tid)
{
    public const int LaengsteTitel = 200;

    /// <param name="Sag">Id or number.</param>
    /// <param name="Type">Key or id of an active reminder type.</param>
    /// <param name="Titel">The type's name when not said.</param>
    /// <param name="Frist">As the type says when not said; a closed day moves to the next working day.</param>
    /// <param name="Dage">Days to the deadline instead of <paramref name="Frist"/>, counted as the type does.</param>
    /// <param name="SynligFra">As the type says when not said; at the latest the deadline.</param>
    /// <param name="AnsvarligId">The one who acts when not said.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string Sag, string? Type, string? Titel = null, string? Beskrivelse = null, DateOnly? Frist = null, int? Dage = null,
        DateOnly? SynligFra = null, Guid? AnsvarligId = null, bool FoelgerSagen = true);

    /// <param name="FlyttetFra">The closed day that was asked for; null when the deadline did not move.</param>
    public sealed record Svar(Guid Id, DateOnly Frist, DateOnly? FlyttetFra, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        var typeId = Guid.TryParse(k.Type, out var parsed) ? parsed : Guid.Empty;
        var type = await db.Erindringstyper.SingleOrDefaultAsync(t => t.Aktiv && (t.Id == typeId || t.Noegle == k.Type), ct);
        var errors = new Errors()
            .AddIf(type is null, "type", "Vælg en erindringstype.")
            .AddIf(k.Titel?.Trim().Length > LaengsteTitel, "titel", $"Titlen må højst være {LaengsteTitel} tegn.")
            .AddIf(k.Beskrivelse?.Length > 2000, "beskrivelse", "Beskrivelsen må højst være 2000 tegn.")
            .AddIf(k.Dage is < 0 or > 3650, "dage", "Antal dage skal være fra 0 til 3650.")
            .AddIf(k.Frist < idag, "frist", "Fristen ligger før i dag.");
        errors.Throw();
        sag.KraevAaben();

        var frist = Kalender("frist", () => k.Frist is { } f ? DanishCalendar.MoveToWorkday(f) : type!.Frist(idag, k.Dage));
        var synlig = k.SynligFra ?? Kalender("frist", () => type!.SynligFra(frist));
        if (k.SynligFra > frist)
            throw new InvalidException("synligFra", "Erindringen skal vise sig senest på fristen.");
        var hvem = k.AnsvarligId ?? k.Aktoer.Skrivebord;
        await ansvarlig.SaetAsync(k.Aktoer, sag, hvem, ct);
        var titel = string.IsNullOrWhiteSpace(k.Titel) ? type!.Navn : k.Titel.Trim();
        var erindring = new Erindring
        {
            SagId = sag.Id, TypeId = type!.Id, Titel = titel, Beskrivelse = string.IsNullOrWhiteSpace(k.Beskrivelse) ? null : k.Beskrivelse.Trim(), Frist = frist,
            SynligFra = synlig, AnsvarligId = hvem, FoelgerSagen = k.FoelgerSagen, OprettetAf = k.Aktoer.Id, Oprettet = tid.GetUtcNow(),
        };
        db.Add(erindring);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ErindringOprettet(CprFinder.Mask(titel), type.Navn, frist, hvem), sag.Id, erindring.Id, ct);
        return new(erindring.Id, frist, k.Frist is { } bedt && bedt != frist ? bedt : null, erindring.Version);
    }

    /// <summary>A date the calendar does not know is the asker's mistake, not ours.</summary>
    internal static DateOnly Kalender(string felt, Func<DateOnly> beregn)
    {
        try
        {
            return beregn();
        }
        catch (OutsideCalendarException e)
        {
            throw new InvalidException(felt, e.Message);
        }
    }
}
