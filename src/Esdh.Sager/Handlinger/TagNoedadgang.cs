using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Breaks the glass: someone who works with cases but is not on this one's list opens it for some hours, with a reason. The leader of the
/// case's unit is told by a reminder on the case, and it stands in the case's history. Of a protected case that the leader is not named on, the leader
/// is told that it happened and by whom, without number and title, and the handler, who can see it, is told as well.
/// </summary>
internal sealed class TagNoedadgang(SagerDb db, Adgangslister adgangslister, Noedadgange noedadgange, Brugeropslag brugere, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Its number, as the actor knows it from elsewhere, or its id.</param>
    /// <param name="Begrundelse">10 to 1,000 characters.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Sag, string? Begrundelse);

    /// <param name="Udloeber">When the access ends; null when the actor sees the case anyway.</param>
    public sealed record Svar(Guid Id, string Sagsnummer, DateTimeOffset? Udloeber);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Sag), "sag", "Skriv sagens nummer.")
            .AddIf((k.Begrundelse?.Trim().Length ?? 0) is < 10 or > 1000, "begrundelse", "Skriv med 10 til 1000 tegn, hvorfor du har brug for at se sagen. Lederen får besked.")
            .Throw();
        if (!k.Aktoer.Har(AccessRules.Sagsarbejde) || k.Aktoer.Har(Roller.Robot))
            throw new ForbiddenException("Nødadgang er for medarbejdere, der arbejder med sager.");
        var sag = await db.FindTilNoedadgangAsync(k.Sag!, ct);
        if (await db.Sager.SynligeFor(k.Aktoer).AnyAsync(s => s.Id == sag.Id, ct))
            return new(sag.Id, sag.Sagsnummer, null);
        var udloeber = await noedadgange.GivAsync(k.Aktoer, sag.Id, k.Begrundelse, ct);
        await SigTilLederenAsync(k.Aktoer, sag, ct);
        return new(sag.Id, sag.Sagsnummer, udloeber);
    }

    private async Task SigTilLederenAsync(Aktoer aktoer, Sag sag, CancellationToken ct)
    {
        var leder = (await brugere.LederAsync(sag.EnhedId, ct))?.Id;
        if (leder == aktoer.Id)
            leder = null; // nobody is told of what they did themselves
        var udenSagen = leder is { } l && sag.ErBeskyttet && !(await adgangslister.PosterAsync(sag.AdgangslisteNr, ct)).Contains(Adgangspost.Bruger(l));
        if (leder is { } ansvarlig)
            await SigTilAsync(aktoer, sag, ansvarlig, udenSagen, ct);
        if ((leder is null || udenSagen) && sag.BehandlerId is { } behandler && behandler != leder)
            await SigTilAsync(aktoer, sag, behandler, udenSagen: false, ct);

        // Nobody to tell: it stands in the history and the access log.
    }

    /// <param name="udenSagen">It is told without what the case is.</param>
    private async Task SigTilAsync(Aktoer aktoer, Sag sag, Guid ansvarlig, bool udenSagen, CancellationToken ct)
    {
        var type = await db.Erindringstyper.SingleOrDefaultAsync(t => t.Noegle == Erindringstype.Noedadgang, ct);
        if (type is null)
            db.Add(type = new Erindringstype { Noegle = Erindringstype.Noedadgang, Navn = "Nødadgang", Fristdage = 1, Synligdage = 1, IArbejdsdage = true });
        var idag = DanishTime.Today(tid);
        var erindring = new Erindring
        {
            SagId = sag.Id, TypeId = type.Id, Titel = $"{aktoer.Navn} har taget nødadgang til {(udenSagen ? "en beskyttet sag" : "sagen")}",
            Beskrivelse = udenSagen ? "Spørg, hvorfor det var nødvendigt. Begrundelsen står i sagens historik." : "Se begrundelsen i sagens historik, og tag stilling til, om den var nødvendig.",
            SynligFra = idag, Frist = DanishCalendar.AddWorkdays(idag, 1), AnsvarligId = ansvarlig, FoelgerSagen = false, OprettetAf = Aktoer.Systemet.Id, Oprettet = tid.GetUtcNow(),
        };
        db.Add(erindring);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(Aktoer.Systemet, new LederUnderrettetOmNoedadgang(ansvarlig), sag.Id, erindring.Id, ct);
    }
}
