using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Lays letters to many out for looking at: nothing is made before it is begun. Parties of the case are written at once, a list's rows in portions afterwards.</summary>
internal sealed class OpretMasseforsendelse(SagerDb db, Authority myndighed, Forsendelsesindstillinger indstillinger, TimeProvider tid)
{
    /// <summary>What was laid out and never begun goes after so long.</summary>
    private static readonly TimeSpan Levetid = TimeSpan.FromDays(7);

    /// <param name="Skabelon">Key or id of a document template.</param>
    /// <param name="Parter">Parties on the case; null where rows follow.</param>
    /// <param name="Titel">The documents' title, with fields; the template's when not said.</param>
    /// <param name="Tekst">The text of the mail.</param>
    /// <param name="Send">Sent as they are made; else drafts.</param>
    /// <param name="Bilag">Documents of the case that go with each.</param>
    /// <param name="HoeringId">The hearing that they are letters in.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string Sag, string? Skabelon, IReadOnlyList<Guid>? Parter = null, string? Titel = null, string? Tekst = null, bool Send = false, IReadOnlyList<Guid>? Bilag = null, Guid? HoeringId = null);

    public sealed record Svar(Guid Id, int Nr, int Breve, int MedFejl, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        var id = Guid.TryParse(k.Skabelon, out var parsed) ? parsed : Guid.Empty;
        var skabelon = await db.Dokumentskabeloner.SingleOrDefaultAsync(s => s.Aktiv && (s.Id == id || s.Noegle == k.Skabelon), ct);
        List<Guid> bilag = [.. (k.Bilag ?? []).Distinct()];
        new Errors()
            .AddIf(skabelon is null, "skabelon", "Vælg en skabelon.")
            .AddIf(skabelon is not null && k.Send && skabelon.Retning != Retning.Udgaaende, "skabelon", "Kun en skabelon til udgående breve kan sendes.")
            .AddIf(k.Titel?.Trim().Length > OpretDokument.LaengsteTitel, "titel", $"Titlen må højst være {OpretDokument.LaengsteTitel} tegn.")
            .AddIf(k.Tekst?.Length > 20_000, "tekst", "Teksten må højst være 20.000 tegn.")
            .AddIf(k.Parter is { Count: 0 }, "parter", "Vælg mindst én part, eller læg en liste ind.")
            .AddIf(k.Parter?.Count > BestilForsendelse.FlestModtagere, "parter", $"Vælg højst {BestilForsendelse.FlestModtagere} parter.")
            .AddIf(bilag.Count > BestilForsendelse.FlestBilag || await db.Dokumenter.SynligeFor(db, k.Aktoer)
                .CountAsync(d => bilag.Contains(d.Id) && db.Registreringer.Any(r => r.DokumentId == d.Id && r.SagId == sag.Id && r.FlyttetTilId == null), ct) != bilag.Count, "bilag", "Vælg dokumenter, der ligger på sagen.")
            .Throw();
        sag.KraevAaben();
        await RydAsync(k.Aktoer, nu, ct);
        var masse = new Masseforsendelse
        {
            SagId = sag.Id, DokumentskabelonId = skabelon!.Id, HoeringId = k.HoeringId, Titel = k.Titel.Renset(), Tekst = k.Tekst.Renset(), Send = k.Send, Bilag = string.Join(' ', bilag), OprettetAf = k.Aktoer.Id, Oprettet = nu,
        };
        db.Add(masse);
        List<Massebrev> breve = k.Parter is null ? [] : await PartsbreveAsync(k, masse, sag, ct);
        db.AddRange(breve);
        if (k.Parter is not null)
            masse.BlivKlar();
        await db.SaveChangesAsync(ct);
        return new(masse.Id, masse.Nr, breve.Count, breve.Count(b => b.Fejl is not null), masse.Version);
    }

    private async Task<List<Massebrev>> PartsbreveAsync(Kommando k, Masseforsendelse masse, Sag sag, CancellationToken ct)
    {
        var valgte = k.Parter!.Distinct().ToList();
        var fundne = await (from s in db.Sagsparter.Where(s => s.SagId == sag.Id && s.Fratraadt == null) join p in db.Parter on s.PartId equals p.Id select new { S = s, P = p }).ToDictionaryAsync(x => x.S.Id, ct);
        if (valgte.Exists(v => !fundne.ContainsKey(v)))
            throw new InvalidException("parter", "Vælg parter, der er på sagen nu.");
        var (idag, kanaler) = (DanishTime.Today(tid), indstillinger.Kanaler(myndighed.Key));
        return [.. valgte.Select((v, i) =>
        {
            var (s, p) = (fundne[v].S, fundne[v].P);
            return Massebrev.Ny(masse.Id, i + 1, null, Navnebeskyttelse.Vist(s.Navn, p.ErBeskyttetDen(idag)), s.Id, null, k.Send ? Kanalfejl(kanaler, new(s.Navn, s.Email, p.Cpr, p.Cvr, s.Adresse, s.Postnummer, s.By), null, sag.Foelsomhed) : null);
        })];
    }

    /// <summary>Why a receiver cannot be sent to; null when it can.</summary>
    internal static string? Kanalfejl(IReadOnlyList<Forsendelseskanal> kanaler, Modtageroplysninger m, string? oensket, Foelsomhed foelsomhed)
    {
        var kanal = Forsendelseskanal.Udskriv;
        if (oensket is null)
            kanal = Kanalvalg.Foreslaa(kanaler, m, foelsomhed).Kanal;
        else if (!Kanalord.TryParse(oensket, out kanal) || !kanaler.Contains(kanal))
            return $"{(Kanalord.TryParse(oensket, out var k) ? k.Navn() : oensket)} er ikke sat op.";
        return Kanalvalg.Adresse(kanal, m, out var fejl) is null ? fejl : null;
    }

    private async Task RydAsync(Aktoer aktoer, DateTimeOffset nu, CancellationToken ct)
    {
        var (bruger, foer) = (aktoer.Id, nu - Levetid);
        var gamle = await db.Masseforsendelser.Where(m => m.OprettetAf == bruger && m.Begyndt == null && m.Oprettet < foer).Select(m => m.Id).ToListAsync(ct);
        await db.Massebreve.Where(b => gamle.Contains(b.MasseforsendelseId)).ExecuteDeleteAsync(ct);
        await db.Masseforsendelser.Where(m => gamle.Contains(m.Id)).ExecuteDeleteAsync(ct);
    }
}
