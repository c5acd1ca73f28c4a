using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Orders a document sent with what is enclosed: each receiver gets a message of its own, by its own channel. From now on the documents stay as
/// they are; when the first has left, the letter is journalised by itself.
/// </summary>
internal sealed class BestilForsendelse(SagerDb db, Dokumentopslag opslag, EventLog haendelser, Authority myndighed, Forsendelsesindstillinger indstillinger, TimeProvider tid)
{
    /// <summary>Most receivers and enclosures of one dispatch.</summary>
    public const int FlestModtagere = 20_000, FlestBilag = 100;

    private const int LaengsteTekst = 20_000;

    /// <param name="DokumentId">An outgoing document.</param>
    /// <param name="Bilag">Documents of the same case, in the order they are listed.</param>
    /// <param name="Titel">The subject; the document's title when not said.</param>
    /// <param name="Tekst">The text of the mail; a plain sentence when not said.</param>
    /// <param name="Foelgebrev">A first page that lists the enclosures; when there are any, unless said otherwise.</param>
    /// <param name="Tidligst">Nothing leaves before; at most a year ahead.</param>
    /// <param name="JobId">The job that makes many of these.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid DokumentId, IReadOnlyList<NyModtager>? Modtagere, IReadOnlyList<Guid>? Bilag = null, string? Titel = null, string? Tekst = null, bool? Foelgebrev = null,
        DateTimeOffset? Tidligst = null, Guid? JobId = null, long? IfMatch = null);

    /// <summary>A party on the case, or somebody else by name.</summary>
    /// <param name="Part">The party on the case.</param>
    /// <param name="Kanal">Email, DigitalPost, Fjernprint, BygOgMiljoe or Udskriv; what is proposed when not said.</param>
    /// <param name="Email">Instead of the party's own.</param>
    /// <param name="Cpr">For Digital Post to somebody who is no party.</param>
    /// <param name="Cvr">Likewise.</param>
    public sealed record NyModtager(
        Guid? Part = null, string? Kanal = null, string? Navn = null, string? Email = null, string? Cpr = null, string? Cvr = null, string? Adresse = null, string? Postnummer = null, string? By = null);

    /// <param name="Ens">Receivers that were named twice with the same address get one message.</param>
    public sealed record Svar(Guid Id, int Nr, int Modtagere, int Ens, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        var registrering = (await opslag.RegistreringerAsync(dokument.Id, ct)).First();
        var sag = await db.Sager.SynligeFor(k.Aktoer).SingleOrDefaultAsync(s => s.Id == registrering.SagId, ct)
            ?? await db.Sager.SynligeFor(k.Aktoer).OrderBy(s => s.Nr).FirstAsync(s => db.Registreringer.Any(r => r.DokumentId == dokument.Id && r.SagId == s.Id && r.FlyttetTilId == null), ct);
        var errors = new Errors()
            .AddIf(k.Titel?.Trim().Length > OpretDokument.LaengsteTitel, "titel", $"Emnet må højst være {OpretDokument.LaengsteTitel} tegn.")
            .AddIf(k.Tekst?.Length > LaengsteTekst, "tekst", $"Teksten må højst være {LaengsteTekst.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))} tegn.")
            .AddIf(k.Tidligst > nu.AddYears(1), "tidligst", "Der kan højst bestilles et år frem.")
            .AddIf(k.Bilag?.Count > FlestBilag, "bilag", $"Der kan højst vedlægges {FlestBilag} dokumenter.")
            .AddIf(k.Modtagere is not { Count: > 0 }, "modtagere", "Vælg mindst én modtager.")
            .AddIf(k.Modtagere?.Count > FlestModtagere, "modtagere", $"En forsendelse kan højst have {FlestModtagere.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))} modtagere.");
        errors.Throw();
        sag.KraevAaben();
        ForsendelseRegler.KunUdgaaendeSendes.Kraev(dokument.Retning == Retning.Udgaaende);
        var forsendelse = new Forsendelse
        {
            SagId = sag.Id, DokumentId = dokument.Id, Titel = CprFinder.Mask(Titeltekst.ErTom(k.Titel) ? dokument.Titel : Titeltekst.Ren(k.Titel!)), Tekst = k.Tekst.Renset(),
            MedFoelgebrev = k.Foelgebrev ?? k.Bilag is { Count: > 0 }, BestiltAf = k.Aktoer.Id, Bestilt = nu, Tidligst = k.Tidligst > nu ? k.Tidligst : null, JobId = k.JobId,
        };
        var dele = await DeleAsync(k, forsendelse, dokument, sag, nu, ct);
        var (modtagere, ens) = await ModtagereAsync(k, forsendelse, sag, (Foelsomhed)Math.Max((int)dokument.Foelsomhed, (int)sag.Foelsomhed), errors, ct);
        errors.Throw();

        db.Add(forsendelse);
        db.AddRange(dele);
        db.AddRange(modtagere);
        sag.Roer(nu);
        dokument.Roer();
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ForsendelseBestilt(forsendelse.Titel, [dokument.Id, .. (k.Bilag ?? []).Distinct().Where(b => b != dokument.Id)], modtagere.Count, forsendelse.Tidligst), sag.Id, dokument.Id, ct);
        return new(forsendelse.Id, forsendelse.Nr, modtagere.Count, ens, forsendelse.Version);
    }

    /// <summary>The files as they are now; drafts among them can be changed no longer.</summary>
    private async Task<List<Forsendelsesdel>> DeleAsync(Kommando k, Forsendelse forsendelse, Dokument dokument, Sag sag, DateTimeOffset nu, CancellationToken ct)
    {
        List<Guid> bilag = [.. (k.Bilag ?? []).Distinct().Where(b => b != dokument.Id)];
        var fundne = bilag.Count == 0 ? [] : await db.Dokumenter.SynligeFor(db, k.Aktoer)
            .Where(d => bilag.Contains(d.Id) && db.Registreringer.Any(r => r.DokumentId == d.Id && r.SagId == sag.Id && r.FlyttetTilId == null)).ToDictionaryAsync(d => d.Id, ct);
        if (fundne.Count != bilag.Count)
            throw new InvalidException("bilag", "Vælg dokumenter, der ligger på sagen.");
        List<Dokument> alle = [dokument, .. bilag.Select(b => fundne[b])];
        List<Guid> ider = [.. alle.Select(d => d.Id)];
        var filer = (await db.Filer.Where(f => ider.Contains(f.DokumentId)).OrderBy(f => f.Nummer).ToListAsync(ct)).ToLookup(f => (f.DokumentId, f.Filversion));
        var pladser = await db.Registreringer.Where(r => r.SagId == sag.Id && r.FlyttetTilId == null && ider.Contains(r.DokumentId)).ToDictionaryAsync(r => r.DokumentId, ct);
        List<Forsendelsesdel> dele = [];
        if (forsendelse.MedFoelgebrev)
            dele.Add(new() { ForsendelseId = forsendelse.Id, Nummer = 0, Titel = "Følgebrev", Filnavn = "Følgebrev.pdf", Mimetype = "application/pdf" });
        foreach (var d in alle)
        {
            if (d.Tilstand == Dokumenttilstand.Kladde)
            {
                await opslag.KraevArbejdeAsync(k.Aktoer, d, nu, ct);
                d.KraevGodkendt();
                DokumentRegler.IkkeUdtjekketAfAnden.KraevIntet(d.ErUdtjekket(nu) ? [$"»{d.Titel}« er tjekket ud. Afslut redigeringen, før det sendes."] : []);
                ForsendelseRegler.BilagStaarSelv.Kraev(d.ForaelderId is null || d.ForaelderId == dokument.Id);
            }

            ForsendelseRegler.HarEnFil.Kraev(d.Tilstand != Dokumenttilstand.Fejljournaliseret && filer[(d.Id, d.Filversion)].Any());
            var akt = pladser.GetValueOrDefault(d.Id) is { Aktnr: { } nr } plads ? plads.Bilagsnr is { } b ? $"{nr}.{b}" : $"{nr}" : null;
            dele.AddRange(filer[(d.Id, d.Filversion)].Select(f => new Forsendelsesdel
            {
                ForsendelseId = forsendelse.Id, Nummer = dele.Count(x => x.Nummer > 0) + f.Nummer, DokumentId = d.Id, Filversion = d.Filversion, Titel = d.Titel, Akt = akt,
                Filnavn = f.Filnavn, Mimetype = f.Mimetype, Sha256 = f.Sha256,
            }).ToList());
        }

        return dele;
    }

    private async Task<(List<Forsendelsesmodtager> Modtagere, int Ens)> ModtagereAsync(Kommando k, Forsendelse forsendelse, Sag sag, Foelsomhed foelsomhed, Errors errors, CancellationToken ct)
    {
        var kanaler = indstillinger.Kanaler(myndighed.Key);
        var register = k.Modtagere!.Any(m => m.Part is not null)
            ? await (from s in db.Sagsparter.Where(s => s.SagId == sag.Id && s.Fratraadt == null) join p in db.Parter on s.PartId equals p.Id select new { Sagspart = s, p.Cpr, p.Cvr }).ToDictionaryAsync(x => x.Sagspart.Id, ct) : null;
        List<Forsendelsesmodtager> modtagere = [];
        HashSet<(Forsendelseskanal, string)> kendte = [];
        for (var i = 0; i < k.Modtagere!.Count; i++)
        {
            var (ny, felt) = (k.Modtagere[i], $"modtagere[{i}]");
            Sagspart? part = null;
            var m = new Modtageroplysninger(Titeltekst.Ren(ny.Navn ?? ""), ny.Email.Renset(), ny.Cpr.Renset(), ny.Cvr.Renset(), ny.Adresse.Renset(), ny.Postnummer.Renset(), ny.By.Renset());
            if (ny.Part is { } id)
            {
                if (register!.GetValueOrDefault(id) is not { } r)
                {
                    errors.Add(felt, "Vælg en part, der er på sagen nu.");
                    continue;
                }

                part = r.Sagspart;
                m = new(part.Navn, m.Email ?? part.Email, m.Cpr ?? r.Cpr, m.Cvr ?? r.Cvr, m.Adresse ?? part.Adresse, m.Postnummer ?? part.Postnummer, m.By ?? part.By);
            }
            else if (m.Navn.Length is 0 or > 200)
            {
                errors.Add(felt, "Skriv modtagerens navn, højst 200 tegn.");
                continue;
            }

            Forsendelseskanal kanal;
            if (string.IsNullOrWhiteSpace(ny.Kanal))
                kanal = Kanalvalg.Foreslaa(kanaler, m, foelsomhed).Kanal;
            else if (!Kanalord.TryParse(ny.Kanal, out kanal) || !kanaler.Contains(kanal))
            {
                errors.Add(felt, $"Vælg en af: {string.Join(", ", kanaler)}.");
                continue;
            }

            if (Kanalvalg.Adresse(kanal, m, out var fejl) is not { } adresse)
                errors.Add(felt, part is null ? $"{m.Navn}: {fejl}" : fejl);
            else if (adresse.Length > 1000)
                errors.Add(felt, "Adressen må højst være 1000 tegn.");
            else if (kanal == Forsendelseskanal.Udskriv ? kendte.Add((kanal, $"{part?.Id} {adresse}")) : kendte.Add((kanal, adresse.ToLowerInvariant())))
                modtagere.Add(Ny(forsendelse.Id, m.Navn, part?.Id, part?.PartId, kanal, adresse, null, i));
        }

        return (modtagere, k.Modtagere.Count - modtagere.Count);
    }

    /// <summary>A receiver with the number by which the outside knows its message.</summary>
    /// <param name="plads">Its place among those that are written at once: rows are numbered by their ids, and ids of one moment have no order.</param>
    internal Forsendelsesmodtager Ny(Guid forsendelse, string navn, Guid? sagspart, Guid? part, Forsendelseskanal kanal, string adresse, Guid? erstatter, int plads = 0)
    {
        var id = Guid.CreateVersion7(tid.GetUtcNow().AddMilliseconds(plads));
        return new()
        {
            Id = id, ForsendelseId = forsendelse, Navn = navn, SagspartId = sagspart, PartId = part, Kanal = kanal, Adresse = adresse, ErstatterId = erstatter,
            BeskedId = indstillinger.BeskedId(myndighed.Key, kanal, id),
        };
    }
}
