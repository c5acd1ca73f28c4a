using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>
/// An application becomes a case with its parties, fields and files, or waits for somebody to complete it. The same application twice is one: the second time the answer is what became
/// of the first; while it waits, a corrected one takes its place.
/// </summary>
internal sealed class ModtagAnsoegning(ByggesagerDb db, Sagshandlinger sager, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="AnsoegningId">Null where the message does not say it.</param>
    /// <param name="Sha256">The message in the content store.</param>
    /// <param name="Ansoegning">What it says; null where it cannot be read.</param>
    /// <param name="Filer">Its files that could be taken in, the readable summary first.</param>
    /// <param name="Grunde">Why it cannot become a case; empty when it can.</param>
    /// <param name="Raekke">The one that waits and is completed by hand.</param>
    /// <param name="Adresse">Of the case.</param>
    /// <param name="NytId">What a new one is called.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Ansoegningskanal Kanal, string? AnsoegningId, string Sha256, Ansoegning? Ansoegning, IReadOnlyList<Sagsfil> Filer, IReadOnlyList<string> Grunde, Guid? Raekke = null, string? Adresse = null, Guid? NytId = null);

    /// <param name="Ny">It was not known before.</param>
    public sealed record Svar(Guid Id, Ansoegningstilstand Tilstand, Guid? SagId, bool Ny);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var post = k.Raekke is { } id ? await db.Ansoegninger.SingleAsync(a => a.Id == id, ct)
            : k.AnsoegningId is { } nummer ? await db.Ansoegninger.SingleOrDefaultAsync(a => a.AnsoegningId == nummer, ct)
            : await db.Ansoegninger.SingleOrDefaultAsync(a => a.AnsoegningId == null && a.Sha256 == k.Sha256, ct);
        if (k.Raekke is not null)
            ByggesagRegler.AnsoegningenVenter.Kraev(post!.Tilstand == Ansoegningstilstand.Venter);
        else if (post is not null && (post.Tilstand != Ansoegningstilstand.Venter || post.Sha256 == k.Sha256))
            return new(post.Id, post.Tilstand, post.SagId, Ny: false);
        var ny = post is null;
        var titel = Titel(k.Ansoegning);
        if (post is null)
            db.Add(post = new() { Id = k.NytId ?? Guid.CreateVersion7(), AnsoegningId = k.AnsoegningId, Kanal = k.Kanal, Sha256 = k.Sha256, Titel = titel, Grunde = "" });
        (post.Sha256, post.Titel, post.Adresse, post.Grunde) = (k.Sha256, titel, Kort(k.Adresse ?? k.Ansoegning?.Ejendom?.Paa, 200), string.Join('\n', k.Grunde));
        if (k.Raekke is null)
            post.Modtaget = nu;
        if (k.Grunde.Count > 0)
        {
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new AnsoegningSatTilside(post.AnsoegningId, k.Grunde), null, post.Id, ct);
            return new(post.Id, post.Tilstand, null, ny);
        }

        var sag = await OpretAsync(k, post, titel, ct);
        post.BlivTil(sag, k.Aktoer.Id, nu);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AnsoegningModtaget(post.AnsoegningId ?? "uden nummer", post.Kanal.ToString()), sag, post.Id, ct);
        return new(post.Id, post.Tilstand, sag, ny);
    }

    private async Task<Guid> OpretAsync(Kommando k, ByggesagAnsoegning post, string titel, CancellationToken ct)
    {
        var a = k.Ansoegning!;
        var (sag, _) = await sager.OpretAsync(k.Aktoer, new(Byggesagstype.Noegle, titel)
        {
            Beskrivelse = a.Beskrivelse, TilFordeling = true,
            Felter = new Dictionary<string, string?>
            {
                ["adresse"] = k.Adresse ?? a.Ejendom?.Paa, ["bfe"] = a.Ejendom?.Bfe?.Trim(), ["matrikel"] = a.Ejendom?.Matrikel?.Trim(), ["art"] = a.Art, ["kategori"] = a.Kategori,
                ["areal"] = a.Areal?.ToString(System.Globalization.CultureInfo.InvariantCulture), ["konstruktionsklasse"] = a.Konstruktionsklasse, ["brandklasse"] = a.Brandklasse,
            },
            Parter = [.. Parter(a)],
        }, ct);
        if (k.Filer.Count > 0)
        {
            await sager.OpretDokumentAsync(k.Aktoer, sag, new($"Ansøgning {post.AnsoegningId ?? "uden nummer"} fra Byg og Miljø", Dokumentretning.Indgaaende, k.Filer)
            {
                Dokumenttype = "Ansøgning", Korrespondent = (await opslag.ParterAsync(k.Aktoer, sag, ct)).Select(p => p.Navn).FirstOrDefault(), Journaliser = true,
            }, ct);
        }

        return sag;
    }

    private static IEnumerable<NyPart> Parter(Ansoegning a)
    {
        if (a.Ansoeger is { } ansoeger)
            yield return Part(ansoeger, "Ansøger", primaer: true);
        if (a.Ejer is { HarNavn: true } ejer && (ejer.Navn, ejer.Cpr, ejer.Cvr) != (a.Ansoeger?.Navn, a.Ansoeger?.Cpr, a.Ansoeger?.Cvr))
            yield return Part(ejer, "Ejer", primaer: false);
        foreach (var r in a.Raadgivere ?? [])
            yield return Part(r, Byggesagstype.Udgave1.Partsroller.FirstOrDefault(x => string.Equals(x, r.Rolle?.Trim(), StringComparison.OrdinalIgnoreCase)) ?? "Rådgiver", primaer: false);
    }

    private static NyPart Part(Ansoegningspart p, string rolle, bool primaer) =>
        new(Tom(p.Navn), Tom(p.Cpr), Tom(p.Cvr), rolle, primaer) { Adresse = Tom(p.Adresse), Postnummer = Tom(p.Postnummer), By = Tom(p.By), Email = Tom(p.Email), Telefon = Tom(p.Telefon) };

    internal static string Titel(Ansoegning? a)
    {
        var titel = Tom(a?.Titel) ?? (a is null ? "Ansøgning, der ikke kan læses" : $"{(a.Art is { } art ? Byggesagstype.Valgnavn("art", art) : "Byggeri")}{(a.Ejendom?.Adresse is { } adresse ? ", " + adresse.Trim() : "")}");
        return Kort(Core.Identity.CprFinder.Mask(titel), 200)!;
    }

    private static string? Kort(string? tekst, int hoejst) => tekst is { } t && t.Length > hoejst ? t[..hoejst] : tekst;

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();
}
