using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Asks others to approve a draft, or a step on a case: a status, a decision, or what is said in words. They approve one after the other.</summary>
internal sealed class BedOmGodkendelse(SagerDb db, Dokumentopslag dokumenter, Godkendere godkendere, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Longest word to those who are asked, in characters.</summary>
    internal const int LaengsteBesked = 2000;

    /// <param name="Sag">Id or number; null for a document, which is approved on the first of its cases that the actor sees.</param>
    /// <param name="DokumentId">The draft; null for a step.</param>
    /// <param name="Emne">For a step: Status, Afgoerelse or Andet.</param>
    /// <param name="Trin">For a step: key, name or id of the status or the kind of decision; in words for Andet, 1 to 200 characters.</param>
    /// <param name="Kaede">Key or id of a chain; the one that is demanded when neither it nor <paramref name="Led"/> is said.</param>
    /// <param name="Led">Instead: who are asked, in order, at most eight.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Sag, Guid? DokumentId, string? Emne = null, string? Trin = null, string? Kaede = null, IReadOnlyList<Led>? Led = null, string? Besked = null, long? IfMatch = null);

    /// <param name="Art">Leder, Rolle, Gruppe or Bruger.</param>
    /// <param name="Reference">The role's name, or the id of group or user; nothing for Leder.</param>
    public sealed record Led(string? Art, string? Reference = null, bool KraeverUnderskrift = false);

    /// <param name="Led">Who are asked, in order.</param>
    public sealed record Svar(Guid Id, IReadOnlyList<string> Led, string Sha256, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Besked?.Length > LaengsteBesked)
            throw new InvalidException("besked", $"Beskeden må højst være {LaengsteBesked} tegn.");
        var nu = tid.GetUtcNow();
        var (sag, dokument, emne, trin, titel, kraevet) = k.DokumentId is { } id ? await DokumentAsync(k, id, nu, ct) : await TrinAsync(k, ct);
        sag.KraevAaben();
        GodkendelseRegler.EnAdGangen.Kraev(!await db.Godkendelser.AnyAsync(
            g => g.Udfald == Godkendelsesudfald.Aaben && (dokument != null ? g.DokumentId == dokument.Id : g.SagId == sag.Id && g.DokumentId == null && g.Emne == emne && g.TrinId == trin && g.Titel == titel), ct));
        var ophav = await godkendere.OphavAsync(Underskriver.For(k.Aktoer).Personer, sag, dokument, ct);
        var led = await godkendere.StilAsync(k.Aktoer, await LedAsync(k, kraevet, ct), sag, dokument, ophav, ct);

        var (besked, af) = (k.Besked.Renset(), Underskriver.For(k.Aktoer));
        var godkendelse = dokument is null ? Godkendelse.AfTrin(sag.Id, emne, trin, titel, besked, af, nu)
            : Godkendelse.AfDokument(sag.Id, dokument, await godkendere.AftrykAsync(dokument, ct), besked, af, nu);
        db.Add(godkendelse);
        db.AddRange(led.Select((l, i) => Godkendelsesled.Nyt(godkendelse.Id, i + 1, l)));
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        var navne = await godkendere.NavneAsync(led, ct);
        await haendelser.AppendAsync(k.Aktoer, new GodkendelseAnmodet(
            CprFinder.Mask(godkendelse.Titel), emne.ToString(), godkendelse.DokumentId, godkendelse.Filversion, godkendelse.Sha256, navne, besked is null ? null : CprFinder.Mask(besked)), sag.Id, godkendelse.Id, ct);
        return new(godkendelse.Id, navne, godkendelse.Sha256, godkendelse.Version);
    }

    private sealed record Genstand(Sag Sag, Dokument? Dokument, Godkendelsesemne Emne, Guid? Trin, string Titel, Guid? Kaede);

    private async Task<Genstand> DokumentAsync(Kommando k, Guid id, DateTimeOffset nu, CancellationToken ct)
    {
        var dokument = await dokumenter.FindTilArbejdeAsync(k.Aktoer, id, k.IfMatch, nu, ct);
        DokumentRegler.IkkeUdtjekketAfAnden.KraevIntet(dokument.ErUdtjekket(nu) ? ["Dokumentet er tjekket ud. Afslut redigeringen, før du beder om godkendelse."] : []); // an open editor could not save any more
        DokumentRegler.HarEnFil.Kraev(await db.Filer.AnyAsync(f => f.DokumentId == id && f.Filversion == dokument.Filversion, ct));
        var sag = await db.Sager.SynligeFor(k.Aktoer).Where(s => db.Registreringer.Any(r => r.DokumentId == id && r.SagId == s.Id && r.FlyttetTilId == null)).OrderBy(s => s.Nr).FirstAsync(ct);
        return new(sag, dokument, Godkendelsesemne.Dokument, null, dokument.Titel, dokument.KaedeId);
    }

    private async Task<Genstand> TrinAsync(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag ?? "", ct);
        Core.Web.Preconditions.Check(sag.Version, k.IfMatch);
        if (!Enum.TryParse<Godkendelsesemne>(k.Emne, ignoreCase: true, out var emne) || !Enum.IsDefined(emne) || emne == Godkendelsesemne.Dokument || char.IsAsciiDigit(k.Emne![0]))
            throw new InvalidException("emne", "Emne skal være Status, Afgoerelse eller Andet.");
        var trin = k.Trin?.Trim() ?? "";
        var id = Guid.TryParse(trin, out var parsed) ? parsed : Guid.Empty;
        if (emne == Godkendelsesemne.Status)
        {
            var status = await db.FindStatusAsync(trin, ct);
            return new(sag, null, emne, status.Id, $"Sagen skifter til »{status.Navn}«", status.KaedeId);
        }

        if (emne == Godkendelsesemne.Afgoerelse)
        {
            var type = await db.Afgoerelsestyper.SingleOrDefaultAsync(t => t.Aktiv && (t.Id == id || t.Noegle == trin), ct) ?? throw new InvalidException("trin", "Vælg en afgørelsestype.");
            return new(sag, null, emne, type.Id, $"Afgørelse: {type.Navn}", type.KaedeId);
        }

        return Titeltekst.ErTom(trin) || trin.Length > 200 ? throw new InvalidException("trin", "Skriv med 1 til 200 tegn, hvad der skal godkendes.") : new(sag, null, emne, null, Titeltekst.Ren(trin), null);
    }

    /// <summary>Those of the chain that is demanded, whatever is asked for; else those of the one that is chosen, or those that are named.</summary>
    private async Task<IReadOnlyList<Ledregel>> LedAsync(Kommando k, Guid? kraevet, CancellationToken ct)
    {
        var valgt = k.Kaede.Renset();
        if (kraevet is { } id)
            return (await db.Godkendelseskaeder.SingleAsync(x => x.Id == id, ct)).Led;
        if (valgt is not null)
        {
            var kaedeId = Guid.TryParse(valgt, out var parsed) ? parsed : Guid.Empty;
            return (await db.Godkendelseskaeder.SingleOrDefaultAsync(x => x.Aktiv && (x.Id == kaedeId || x.Noegle == valgt), ct) ?? throw new InvalidException("kaede", "Vælg en godkendelseskæde.")).Led;
        }

        return [.. (k.Led ?? []).Select(l => Laes(l) ?? throw new InvalidException("led", "Et led er Leder, Rolle, Gruppe eller Bruger."))];
    }

    internal static Ledregel? Laes(Led led) =>
        Enum.TryParse<Ledart>(led.Art, ignoreCase: true, out var art) && Enum.IsDefined(art) && !char.IsAsciiDigit(led.Art![0])
            ? new(art, art == Ledart.Leder ? "" : art == Ledart.Rolle ? Enum.GetNames<Roller>().FirstOrDefault(r => r.Equals(led.Reference?.Trim(), StringComparison.OrdinalIgnoreCase)) ?? "" : led.Reference?.Trim().ToLowerInvariant() ?? "", led.KraeverUnderskrift)
            : null;
}
