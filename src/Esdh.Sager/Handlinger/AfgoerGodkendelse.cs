using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>The one whose turn it is approves, or sends it back with a comment. Who, when and of what (SHA-256) are kept.</summary>
internal sealed class AfgoerGodkendelse(SagerDb db, Godkendere godkendere, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Godkend">False sends it back.</param>
    /// <param name="Sha256">Of what the actor has seen.</param>
    /// <param name="Kommentar">Needed when it is sent back; at most 2,000 characters.</param>
    /// <param name="Bevis">What the signing service answered, on disk already.</param>
    /// <param name="BevisNavn">Who signed, as that service names the person.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid GodkendelseId, bool Godkend, string? Sha256, string? Kommentar = null, long? IfMatch = null, StoredContent? Bevis = null, string? BevisNavn = null);

    /// <param name="Faerdig">Nobody more is asked.</param>
    public sealed record Svar(bool Faerdig, string Udfald, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (godkendelse, led, sag, dokument) = await godkendere.FindAsync(k.Aktoer, k.GodkendelseId, k.IfMatch, ct);
        var kommentar = k.Kommentar.Renset();
        new Errors()
            .AddIf(string.IsNullOrWhiteSpace(k.Sha256), "sha256", "Sig med sha256, hvad det er, du har set.")
            .AddIf(!k.Godkend && kommentar is null, "kommentar", "Skriv, hvad der skal ændres.")
            .AddIf(kommentar?.Length > BedOmGodkendelse.LaengsteBesked, "kommentar", $"Kommentaren må højst være {BedOmGodkendelse.LaengsteBesked} tegn.")
            .Throw();
        godkendelse.KraevAaben();
        sag.KraevAaben();
        GodkendelseRegler.SammeIndhold.Kraev(string.Equals(k.Sha256!.Trim(), godkendelse.Sha256, StringComparison.OrdinalIgnoreCase));
        if (dokument is not null)
            GodkendelseRegler.SammeIndhold.Kraev(await godkendere.AftrykAsync(dokument, ct) == godkendelse.Sha256);
        var ophav = await godkendere.OphavAsync(godkendelse.Anmodere, sag, dokument, ct);
        GodkendelseRegler.AldrigForfatteren.Kraev(!ophav.Any(o => k.Aktoer.Er(o)));
        GodkendelseRegler.ErSpurgt.Kraev(await godkendere.ErSpurgtAsync(k.Aktoer, Godkendelse.Naeste(led)!, ct));

        var nu = tid.GetUtcNow();
        var hvem = Underskriver.For(k.Aktoer);
        var titel = CprFinder.Mask(godkendelse.Titel);
        var vist = kommentar is null ? null : CprFinder.Mask(kommentar);
        object sket;
        if (k.Godkend)
        {
            var godkendt = godkendelse.Godkend(led, hvem, ophav, kommentar, k.Bevis is { } bevis ? new(bevis.Sha256, k.BevisNavn!) : null, nu);
            sket = new GodkendelsesledGodkendt(titel, godkendt.Orden, godkendelse.DokumentId, godkendelse.Sha256, vist, godkendt.BevisSha256, godkendt.BevisNavn is { } navn ? CprFinder.Mask(navn) : null);
        }
        else
        {
            sket = new GodkendelseReturneret(titel, godkendelse.Returner(led, hvem, ophav, kommentar!, nu).Orden, godkendelse.DokumentId, vist!);
        }

        var faerdig = godkendelse.Udfald != Godkendelsesudfald.Aaben;
        if (faerdig)
            dokument?.TagFraGodkendelse(k.Godkend);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, sket, sag.Id, godkendelse.Id, ct);
        if (godkendelse.Udfald == Godkendelsesudfald.Godkendt)
            await haendelser.AppendAsync(k.Aktoer, new GodkendelseGivet(titel, godkendelse.DokumentId, godkendelse.Sha256), sag.Id, godkendelse.Id, ct);
        return new(faerdig, godkendelse.Udfald.ToString(), godkendelse.Version);
    }
}
