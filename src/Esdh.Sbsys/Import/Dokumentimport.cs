using System.Globalization;
using System.Security.Cryptography;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sbsys.Import;

/// <summary>Documents and drafts of a case with their files, which are hashed as they come.</summary>
/// <param name="delforloeb">Our folder of each document by its number there.</param>
internal sealed class Dokumentimport(
    Sbsyskilde kilde, IServiceProvider services, Authority myndighed, Importrapport rapport, Sagsimport sag, IReadOnlyDictionary<string, Guid> delforloeb)
{
    private readonly SagerDb _db = services.GetRequiredService<SagerDb>();
    private readonly Filmodtagelse _modtagelse = services.GetRequiredService<Filmodtagelse>();

    public async Task DokumentAsync(Krop d, string noegle, Guid sagId, CancellationToken ct)
    {
        if (string.Equals(d.Tekst("DeletedState"), "Deleted", StringComparison.OrdinalIgnoreCase))
            throw new KildenAfviserException("Dokumentet er slettet i kilden, og filerne udleveres ikke.");
        if (d.Tekst("DokumentIdentity") is { } identitet && await sag.FindAsync(Importslags.Kladde, identitet, ct) is not null)
            throw new InvalidException("dokument", "Dokumentet kom over som kladde i en tidligere kørsel og er journaliseret i kilden siden. Journalisér kladden her.");
        if (d.Flag("PaaPostliste") == true)
            rapport.Bemaerk(Importslags.Dokument, noegle, "Dokumentet var på postlisten i kilden. Her er det ikke, så at importen intet offentliggør.");
        var hele = await kilde.HentAsync("dokument/" + Uri.EscapeDataString(noegle), ct); // the list lacks the correspondent
        var part = hele.Objekt("SagsPart");
        await LaegAsync(Importslags.Dokument, d, noegle, sagId, hele.Tid("Oprettet") ?? hele.Tid("RegistreringsDato"), new(
            sag.Aktoer, sagId.ToString(), Titel(d, noegle, Importslags.Dokument), Dokumentformer.Retning(d.Objekt("DokumentArt")).ToString(), Dag(hele.Dag("RegistreringsDato")), null, part?.Tekst("Navn"), true, [],
            delforloeb.TryGetValue(noegle, out var del) ? del : null, PartId: await PartAsync(sagId, part, ct)),
            hele.Tekst("EksternId"), null, hele.Tekst("Beskrivelse"), hele.Tekst("PostlisteBeskrivelse"), hele.Flag("OmfattetAfAktindsigt"), hele.Tekst("AktindsigtKommentar"), ct);
    }

    public Task KladdeAsync(Krop d, string noegle, Guid sagId, CancellationToken ct)
    {
        if (d.Flag("ErCheckedUd") == true)
            rapport.Bemaerk(Importslags.Kladde, noegle, "Kladden er tjekket ud i kilden. Den seneste indleverede udgave er kommet over.");
        return LaegAsync(Importslags.Kladde, d, noegle, sagId, d.Tid("Oprettet"), new(
            sag.Aktoer, sagId.ToString(), Titel(d, noegle, Importslags.Kladde), nameof(Retning.Udgaaende), null, null, d.Objekt("SagsPart")?.Tekst("Navn"), false, []),
            null, d.Tekst("Emne"), d.Tekst("Beskrivelse"), null, null, null, ct);
    }

    private async Task LaegAsync(
        string slags, Krop d, string noegle, Guid sagId, DateTimeOffset? oprettet, OpretDokument.Kommando dokument, string? eksternId, string? emne, string? beskrivelse, string? postliste, bool? aktindsigt, string? aktindsigtKommentar,
        CancellationToken ct)
    {
        List<(OpretDokument.Nyfil Fil, ImporterDokument.Kildefil Kilden, bool Bilag)> filer = [];
        foreach (var f in d.Objekter("Filer").OrderByDescending(f => f.Flag("ErPrimaerFil") == true))
        {
            if (await FilAsync(f, noegle, ct) is { } hentet)
                filer.Add((hentet.Fil, hentet.Kilden, string.Equals(f.Tekst("DokumentDataInfoType"), "MailAttachment", StringComparison.OrdinalIgnoreCase)));
        }

        // A mail brings its attachments along: they are not laid beside it too.
        var med = filer.Count == 0 ? [] : Medfoelgende(filer[0].Fil).ToHashSet(StringComparer.Ordinal);
        var egne = filer.Where((f, i) => i == 0 || !med.Contains(f.Fil.Indhold.Sha256)).Select(f => f.Fil).ToList();
        if (egne.Count == 0)
            throw new InvalidException("fil", "Dokumentet har ingen filer, der kan komme over.");
        const int Laengst = SbsysDokument.Laengst;
        var svar = await myndighed.Queue.RunAsync((ImporterDokument act) => act.Udfoer(new(
            sag.Herkomst(noegle, oprettet: oprettet), sagId, new(dokument with { Filer = egne }, sag.Kort(slags, noegle, "EksternId", eksternId, Laengst), sag.Kort(slags, noegle, "Emnet", emne, Laengst),
                sag.Kort(slags, noegle, "Beskrivelsen", beskrivelse, Laengst), sag.Kort(slags, noegle, "Postlistens beskrivelse", postliste, Laengst), aktindsigt, aktindsigtKommentar),
            filer.ConvertAll(f => f.Kilden)), ct), ct);
        rapport[Importslags.Fil].Nu += filer.Count - svar.Mangler.Count;
        foreach (var mangler in svar.Mangler)
            rapport.Afvis(Importslags.Fil, mangler.Noegle, $"Filen ligger ikke på dokumentet her ({slags} {noegle}).");
    }

    /// <summary>What the main file holds and becomes documents or files by itself.</summary>
    private static IEnumerable<string> Medfoelgende(OpretDokument.Nyfil fil)
    {
        if (fil.Omsat is { } omsat)
            yield return omsat.Indhold.Sha256;
        foreach (var bilag in (fil.Mail?.Bilag ?? []).Concat(fil.Omsat?.Mail?.Bilag ?? []))
        {
            yield return bilag.Indhold.Sha256;
            foreach (var dybere in Medfoelgende(bilag))
                yield return dybere;
        }
    }

    /// <summary>A file in our store, with the hash of the bytes that came; null where it is refused.</summary>
    private async Task<(OpretDokument.Nyfil Fil, ImporterDokument.Kildefil Kilden)?> FilAsync(Krop f, string dokument, CancellationToken ct)
    {
        rapport[Importslags.Fil].Kilde++;
        var navn = f.Tekst("Filnavn") ?? "fil";
        if (f.Tekst("Filendelse") is { } endelse && !Path.HasExtension(navn))
            navn += "." + endelse;
        var nr = f.Tekst("ShortId") is { } kort && kort != "0" ? kort : f.Tekst("Id");
        var noegle = f.Tekst("Id") ?? nr;
        if (nr is null)
        {
            rapport.Afvis(Importslags.Fil, "på dokument " + dokument, "Kilden siger ikke, hvilket nummer filen har.");
            return null;
        }

        try
        {
            using var svar = await kilde.FilAsync(nr, ct);
            using var sha = SHA256.Create();
            await using var taelt = new CryptoStream(await svar.Content.ReadAsStreamAsync(ct), sha, CryptoStreamMode.Read);
            var fil = await _modtagelse.ModtagAsync(myndighed, navn, taelt, ct);
            var hash = Convert.ToHexStringLower(sha.Hash!);
            if (svar.Content.Headers.ContentLength is { } sagt && sagt != fil.Indhold.Length)
                throw new KildenAfviserException(string.Create(CultureInfo.InvariantCulture, $"Kilden lovede {sagt} byte og sendte {fil.Indhold.Length}."));
            return (fil, new(noegle!, navn, hash, fil.Indhold.Length));
        }
        catch (Exception e) when (Sagsimport.Forklaring(e) is { } hvorfor)
        {
            rapport.Afvis(Importslags.Fil, noegle!, $"{hvorfor} (dokument {dokument})");
            return null;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new Contract.SbsysimportException($"Kilden holdt op med at svare midt i en fil: {e.Message}", e);
        }
    }

    private string? Titel(Krop d, string noegle, string slags) => sag.Kort(slags, noegle, "Titlen", d.Tekst("DokumentNavn", "Navn"), OpretDokument.LaengsteTitel);

    /// <summary>A date that is later than a document here may have is today's.</summary>
    private DateOnly? Dag(DateOnly? dag) => dag > DanishTime.Today(services.GetRequiredService<TimeProvider>()) ? null : dag;

    /// <summary>The party on our case that the document is from or to.</summary>
    private async Task<Guid?> PartAsync(Guid sagId, Krop? part, CancellationToken ct)
    {
        var navn = part?.Tekst("Navn");
        if (navn is null)
            return null;
        var ider = await _db.Sagsparter.AsNoTracking().Where(p => p.SagId == sagId && p.Fratraadt == null && p.Navn == navn).Select(p => p.PartId).Take(2).ToListAsync(ct);
        return ider.Count == 1 ? ider[0] : null;
    }
}
