using System.Security.Cryptography;
using System.Text;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Begins a hearing: what is put to which parties, with what documents, until when. The deadline becomes a reminder on the case; each party
/// gets a letter of its own afterwards.
/// </summary>
internal sealed class StartHoering(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Most that are heard at once, and most documents put to them.</summary>
    public const int FlestParter = 200, FlestDokumenter = 100;

    /// <param name="Art">Partshoering or Naboorientering.</param>
    /// <param name="Emne">1 to 200 characters; the case's title when empty.</param>
    /// <param name="Oplysninger">What is put to them, 1 to 20,000 characters.</param>
    /// <param name="Frist">Fourteen days from today when not said; a closed day moves to the next working day.</param>
    /// <param name="Sagsparter">Parties on the case.</param>
    /// <param name="Dokumenter">Documents on the case that the actor sees.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string Sag, string? Art, string? Emne, string? Oplysninger, DateOnly? Frist, IReadOnlyList<Guid>? Sagsparter, IReadOnlyList<Guid>? Dokumenter = null, long? IfMatch = null);

    /// <param name="FlyttetFra">The closed day that was asked for; null when the deadline did not move.</param>
    public sealed record Svar(Guid Id, DateOnly Frist, DateOnly? FlyttetFra, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, idag) = (tid.GetUtcNow(), DanishTime.Today(tid));
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        List<Guid> parter = [.. (k.Sagsparter ?? []).Distinct()], dokumenter = [.. (k.Dokumenter ?? []).Distinct()];
        var kendteParter = parter.Count is 0 or > FlestParter ? [] : await db.Sagsparter.Where(p => p.SagId == sag.Id && p.Fratraadt == null && parter.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var kendteDokumenter = dokumenter.Count is 0 or > FlestDokumenter ? 0 : await db.Dokumenter.SynligeFor(db, k.Aktoer)
            .CountAsync(d => dokumenter.Contains(d.Id) && db.Registreringer.Any(r => r.DokumentId == d.Id && r.SagId == sag.Id && r.FlyttetTilId == null), ct);
        var artErKendt = Enum.TryParse<Hoeringsart>(k.Art, ignoreCase: true, out var art) && Enum.IsDefined(art) && !char.IsAsciiDigit(k.Art![0]);
        var emne = k.Emne.Renset() ?? sag.Titel;
        var errors = new Errors()
            .AddIf(!artErKendt, "art", "Art skal være Partshoering eller Naboorientering.")
            .AddIf(Titeltekst.ErTom(emne) || emne.Length > 200, "emne", "Skriv højst 200 tegn om, hvad der høres om.")
            .AddIf(string.IsNullOrWhiteSpace(k.Oplysninger), "oplysninger", "Skriv de oplysninger, der høres om.")
            .AddIf(k.Oplysninger?.Length > 20_000, "oplysninger", "Oplysningerne må højst være 20.000 tegn. Læg resten på sagen som et dokument, og hør over det.")
            .AddIf(parter.Count is 0 or > FlestParter, "parter", $"Vælg fra 1 til {FlestParter} parter.")
            .AddIf(kendteParter.Count != parter.Count && parter.Count <= FlestParter, "parter", "Vælg parter, der er på sagen nu.")
            .AddIf(dokumenter.Count > FlestDokumenter, "dokumenter", $"Vælg højst {FlestDokumenter} dokumenter.")
            .AddIf(kendteDokumenter != dokumenter.Count && dokumenter.Count <= FlestDokumenter, "dokumenter", "Vælg dokumenter, der ligger på sagen.");
        var frist = Hoeringskontrol.Frist(k.Frist, idag, errors);
        errors.Throw();
        sag.KraevAaben();

        var erindring = new Erindring
        {
            SagId = sag.Id, TypeId = await TypeAsync(ct), Titel = Kort($"{(art == Hoeringsart.Partshoering ? "Partshøring" : "Naboorientering")}: {emne}"), SynligFra = frist.AddDays(-2), Frist = frist,
            AnsvarligId = sag.BehandlerId ?? k.Aktoer.Skrivebord, OprettetAf = k.Aktoer.Id, Oprettet = nu,
        };
        var hoering = Hoering.Start(sag.Id, art, emne, k.Oplysninger!, frist, erindring.Id, k.Aktoer.Id, nu);
        db.Add(erindring);
        db.Add(hoering);
        db.AddRange(parter.Select(p => new Hoeringspart { HoeringId = hoering.Id, SagspartId = p, Frist = frist }));
        db.AddRange(dokumenter.Select(d => new Hoeringsbilag { HoeringId = hoering.Id, DokumentId = d }));
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hoering.Oplysninger)));
        await haendelser.AppendAsync(k.Aktoer, new HoeringStartet(art.ToString(), CprFinder.Mask(hoering.Emne), frist, parter, dokumenter, sha256), sag.Id, hoering.Id, ct);
        await haendelser.AppendAsync(k.Aktoer, new ErindringOprettet(CprFinder.Mask(erindring.Titel), "Høringsfrist", frist, erindring.AnsvarligId), sag.Id, erindring.Id, ct);
        return new(hoering.Id, frist, k.Frist is { } bedt && bedt != frist ? bedt : null, hoering.Version);
    }

    private static string Kort(string titel) => titel.Length <= OpretErindring.LaengsteTitel ? titel : titel[..(OpretErindring.LaengsteTitel - 1)] + "…";

    /// <summary>The type of the reminder; made when it is first needed.</summary>
    private async Task<Guid> TypeAsync(CancellationToken ct)
    {
        if (await db.Erindringstyper.SingleOrDefaultAsync(t => t.Noegle == Erindringstype.Hoeringsfrist, ct) is { } type)
            return type.Id;
        type = new Erindringstype { Noegle = Erindringstype.Hoeringsfrist, Navn = "Høringsfrist", Fristdage = Hoeringskontrol.Fristdage, Synligdage = 2 };
        db.Add(type);
        return type.Id;
    }
}
