using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Moves an open reminder, gives it to another or rewrites it.</summary>
internal sealed class RetErindring(SagerDb db, Ansvarlig ansvarlig, Personer personer, EventLog haendelser)
{
    /// <summary>Null leaves a field as it is.</summary>
    /// <param name="Frist">A closed day moves to the next working day.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid ErindringId, string? Titel = null, string? Beskrivelse = null, DateOnly? Frist = null, DateOnly? SynligFra = null,
        Guid? AnsvarligId = null, bool? FoelgerSagen = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, Guid SagId, DateOnly Frist, DateOnly? FlyttetFra, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var e = await db.FindErindringAsync(k.Aktoer, k.ErindringId, ct);
        Preconditions.Check(e.Version, k.IfMatch);
        new Errors()
            .AddIf(k.Titel is not null && string.IsNullOrWhiteSpace(k.Titel), "titel", "Skriv en titel.")
            .AddIf(k.Titel?.Trim().Length > OpretErindring.LaengsteTitel, "titel", $"Titlen må højst være {OpretErindring.LaengsteTitel} tegn.")
            .AddIf(k.Beskrivelse?.Length > 2000, "beskrivelse", "Beskrivelsen må højst være 2000 tegn.")
            .Throw();
        e.KraevAaben();
        var frist = k.Frist is { } bedt ? OpretErindring.Kalender("frist", () => DanishCalendar.MoveToWorkday(bedt)) : e.Frist;
        // Moved without a word on when it shows, it shows as long before as it did.
        var synlig = k.SynligFra ?? (k.Frist is null ? e.SynligFra : frist.AddDays(e.SynligFra.DayNumber - e.Frist.DayNumber));
        if (synlig > frist)
            throw new InvalidException("synligFra", "Erindringen skal vise sig senest på fristen.");

        List<Feltrettelse> rettelser = [];
        if (k.AnsvarligId is { } ny && ny != e.AnsvarligId)
        {
            await ansvarlig.SaetAsync(k.Aktoer, await db.FindSagAsync(k.Aktoer, e.SagId.ToString(), ct), ny, ct);
            Not("ansvarlig", await personer.NavnAsync(e.AnsvarligId, ct), await personer.NavnAsync(ny, ct));
            e.AnsvarligId = ny;
        }

        Not("titel", CprFinder.Mask(e.Titel), CprFinder.Mask(k.Titel?.Trim() ?? e.Titel));
        Not("frist", Iso(e.Frist), Iso(frist));
        Not("synligFra", Iso(e.SynligFra), Iso(synlig));
        var beskrivelse = k.Beskrivelse is null ? e.Beskrivelse : k.Beskrivelse.Trim() is { Length: > 0 } b ? b : null;
        Not("beskrivelse", CprFinder.Mask(e.Beskrivelse), CprFinder.Mask(beskrivelse));
        Not("foelgerSagen", JaNej(e.FoelgerSagen), JaNej(k.FoelgerSagen ?? e.FoelgerSagen));
        if (rettelser.Count > 0)
        {
            (e.Titel, e.Frist, e.SynligFra, e.Beskrivelse, e.FoelgerSagen) = (k.Titel?.Trim() ?? e.Titel, frist, synlig, beskrivelse, k.FoelgerSagen ?? e.FoelgerSagen);
            e.Version++;
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new ErindringAendret(CprFinder.Mask(e.Titel), rettelser), e.SagId, e.Id, ct);
        }

        return new(e.Id, e.SagId, e.Frist, k.Frist is { } f && f != frist ? f : null, e.Version);

        void Not(string felt, string? fra, string? til)
        {
            if (fra != til)
                rettelser.Add(new(felt, fra, til));
        }
    }

    private static string Iso(DateOnly dag) => dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string JaNej(bool vaerdi) => vaerdi ? "ja" : "nej";
}
