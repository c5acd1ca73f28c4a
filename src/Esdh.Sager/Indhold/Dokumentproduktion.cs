using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Files.Word;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>Makes a document from a template: the case's and the parties' data in its merge fields, filed on the case as a draft.</summary>
internal sealed class Dokumentproduktion(SagerDb db, Navneopslag navne, Authority myndighed, OfficeConverter office, Qpdf qpdf, TiffConverter tiff, TimeProvider tid)
{
    /// <param name="Skabelon">Key or id.</param>
    /// <param name="SagspartId">The party it is addressed to; the case's primary party when not said.</param>
    /// <param name="SomPdf">PDF instead of a Word file that can be written on.</param>
    /// <param name="Hoering">The hearing that it is the party's letter in.</param>
    internal sealed record Bestilling(string? Skabelon, string? Titel = null, Guid? SagspartId = null, bool SomPdf = false, Hoeringsfletning? Hoering = null);

    /// <summary>What a hearing puts into a letter.</summary>
    /// <param name="Frist">The receiver's own.</param>
    /// <param name="Dokumenter">Titles of what is put to the party.</param>
    internal sealed record Hoeringsfletning(Guid Id, string Emne, string Oplysninger, DateOnly Frist, IReadOnlyList<string> Dokumenter);

    /// <param name="UkendteFelter">Merge fields that have no value; they stand in the document as they were.</param>
    /// <param name="Bemaerkning">What the PDF lacks compared with the Word file.</param>
    internal sealed record Svar(Guid Id, string Titel, long Version, IReadOnlyList<string> UkendteFelter, string? Bemaerkning);

    public static readonly IReadOnlyList<(string Felt, string Betydning)> Felter =
    [
        ("sag.nummer", "Sagsnummer"), ("sag.titel", "Sagens titel"), ("sag.emne", "KLE-emne"), ("sag.facet", "KLE-facet"), ("sag.oprettet", "Hvornår sagen blev oprettet"),
        ("sag.behandler", "Sagsbehandlerens navn"), ("sag.enhed", "Enhedens navn"), ("part.navn", "Modtagerens navn"), ("part.adresse", "Modtagerens adresse"),
        ("part.postnummer", "Modtagerens postnummer"), ("part.by", "Modtagerens by"), ("part.email", "Modtagerens e-mailadresse"), ("part.rolle", "Modtagerens rolle på sagen"),
        ("myndighed.navn", "Myndighedens navn"), ("myndighed.cvr", "Myndighedens CVR-nummer"), ("dato.idag", "Dagens dato"), ("bruger.navn", "Dit navn"),
        ("hoering.emne", "Hvad der høres om, i et høringsbrev"), ("hoering.oplysninger", "De oplysninger, der høres om"), ("hoering.frist", "Modtagerens høringsfrist"), ("hoering.dokumenter", "Titlerne på de dokumenter, der høres om"),
        ("afgoerelse.resultat", "Den seneste afgørelse på sagen, og det, der siges til modtageren alene"), ("afgoerelse.retsgrundlag", "Afgørelsens retsgrundlag"), ("afgoerelse.hovedhensyn", "Afgørelsens hovedhensyn"),
        ("afgoerelse.faktum", "De faktiske oplysninger, afgørelsen bygger på"), ("afgoerelse.klagevejledning", "Klagevejledningen; tom for den, der har fået fuldt medhold"),
        ("frase.nøgle", "Teksten i frasen med den nøgle"),
        ("#parter … /parter", "En tabelrække, eller afsnittene imellem, for hver part: navn, rolle, adresse, postnummer, by, email"),
        ("#sag.dokumenter … /sag.dokumenter", "Likeledes for hvert journaliseret dokument på sagen: akt, titel, dato, retning"),
        ("#hvis part.email … ellers … /hvis", "Kun det, der passer. Kan sammenligne: #hvis part.rolle = \"Nabo\""),
    ];

    /// <exception cref="InvalidException">No such template or party, or the template's file cannot be read.</exception>
    public async Task<Svar> DanAsync(Aktoer aktoer, string sagId, Bestilling b, CancellationToken ct)
    {
        var brev = await BrevAsync(aktoer, sagId, b, ct);
        using var flettet = brev.Word;
        var (fil, bemaerkning) = await GemAsync(flettet, Path.GetFileNameWithoutExtension(brev.Skabelon.Filnavn), b.SomPdf, ct);
        var nyt = new OpretDokument.Kommando(
            aktoer, brev.Sag.Id.ToString(), brev.Titel, brev.Skabelon.Retning.ToString(), null, brev.Skabelon.Dokumenttype, brev.Modtager?.Navn, false, [fil], PartId: brev.Modtager?.PartId, KaedeId: brev.Skabelon.KaedeId);
        var svar = b.Hoering is { } hoering
            ? await myndighed.Queue.RunAsync((OpretHoeringsbrev act) => act.Udfoer(new(nyt, hoering.Id, b.SagspartId!.Value), ct), ct)
            : await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(nyt, ct), ct);
        return new(svar.Id, svar.Titel, svar.Version, brev.Ukendte, bemaerkning);
    }

    /// <summary>A letter that is merged and not filed.</summary>
    private sealed record Brev(Sag Sag, Dokumentskabelon Skabelon, Sagspart? Modtager, string Titel, MemoryStream Word, IReadOnlyList<string> Ukendte);

    /// <summary>The letter as a PDF to look at: nothing is filed. The caller disposes it.</summary>
    /// <param name="Titel">What it would be called.</param>
    internal sealed record Proevebrev(string Titel, Stream? Pdf, string? Bemaerkning, IReadOnlyList<string> UkendteFelter);

    /// <exception cref="InvalidException">As <see cref="DanAsync"/>.</exception>
    public async Task<Proevebrev> VisAsync(Aktoer aktoer, string sagId, Bestilling b, CancellationToken ct)
    {
        var brev = await BrevAsync(aktoer, sagId, b, ct);
        using var flettet = brev.Word;
        flettet.Position = 0;
        var pdf = await PdfRendition.MakeAsync(flettet, "brev.docx", office, qpdf, tiff, ct);
        return new(brev.Titel, pdf.Pdf, pdf.Reason, brev.Ukendte);
    }

    private async Task<Brev> BrevAsync(Aktoer aktoer, string sagId, Bestilling b, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(aktoer, sagId, ct);
        sag.KraevAaben();
        var id = Guid.TryParse(b.Skabelon, out var parsed) ? parsed : Guid.Empty;
        var skabelon = await db.Dokumentskabeloner.AsNoTracking().SingleOrDefaultAsync(s => s.Aktiv && (s.Id == id || s.Noegle == b.Skabelon), ct)
            ?? throw new InvalidException("skabelon", "Vælg en skabelon.");
        var parter = await db.Sagsparter.AsNoTracking().Where(p => p.SagId == sag.Id && p.Fratraadt == null).OrderByDescending(p => p.ErPrimaer).ThenBy(p => p.Tilfoejet).ToListAsync(ct);
        var modtager = b.SagspartId is { } valgt ? parter.Find(p => p.Id == valgt) ?? throw new InvalidException("part", "Parten er ikke på sagen.") : parter.Find(p => p.ErPrimaer);
        var data = await FletAsync(aktoer, sag, parter, modtager, b.Hoering, skabelon.Felter, ct);

        var flettet = new MemoryStream();
        DocxMergeResult resultat;
        try
        {
            await using var original = myndighed.Content.OpenRead(skabelon.Sha256);
            resultat = DocxMerge.Merge(original, flettet, data);
        }
        catch (DocxException e)
        {
            throw new InvalidException("skabelon", e.Message);
        }

        var titel = Frase.Indsaet(string.IsNullOrWhiteSpace(b.Titel) ? skabelon.Titel : b.Titel.Trim(), await TitelfelterAsync(modtager, data.Values, ct)).Trim();
        return new(sag, skabelon, modtager, titel.Length <= OpretDokument.LaengsteTitel ? titel : titel[..OpretDokument.LaengsteTitel], flettet, resultat.Unknown);
    }

    private async Task<(OpretDokument.Nyfil Fil, string? Bemaerkning)> GemAsync(MemoryStream flettet, string navn, bool somPdf, CancellationToken ct)
    {
        flettet.Position = 0;
        if (!somPdf)
            return (new(navn + ".docx", await myndighed.Content.SaveAsync(flettet, long.MaxValue, ct), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", null), null);
        using var pdf = await PdfRendition.MakeAsync(flettet, navn + ".docx", office, qpdf, tiff, ct);
        if (pdf.Pdf is null)
            throw new InvalidException("skabelon", pdf.Reason ?? "Dokumentet kan ikke dannes som PDF.");
        return (new(navn + ".pdf", await myndighed.Content.SaveAsync(pdf.Pdf, long.MaxValue, ct), "application/pdf", pdf.Reason), pdf.Reason);
    }

    private async Task<DocxMergeData> FletAsync(Aktoer aktoer, Sag sag, List<Sagspart> parter, Sagspart? modtager, Hoeringsfletning? hoering, IReadOnlyCollection<string> bruges, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var register = parter.Select(p => p.PartId).ToList();
        var beskyttede = (await db.Parter.AsNoTracking().Where(p => register.Contains(p.Id) && p.ErBeskyttet).ToListAsync(ct)).Where(p => p.ErBeskyttetDen(idag)).Select(p => p.Id).ToHashSet();
        var brugere = await navne.BrugereAsync(sag.BehandlerId is { } behandler ? [behandler] : [], ct);
        var enheder = await navne.EnhederAsync([sag.EnhedId], ct);
        Dictionary<string, string> felter = new(StringComparer.OrdinalIgnoreCase)
        {
            ["sag.nummer"] = sag.Sagsnummer, ["sag.titel"] = sag.Titel, ["sag.emne"] = sag.Emne, ["sag.facet"] = sag.Facet, ["sag.oprettet"] = DanishTime.LongDate(sag.Oprettet),
            ["sag.behandler"] = sag.BehandlerId is { } b ? brugere.GetValueOrDefault(b, "") : "", ["sag.enhed"] = enheder.GetValueOrDefault(sag.EnhedId, ""),
            ["myndighed.navn"] = myndighed.Info.Name, ["myndighed.cvr"] = myndighed.Info.Cvr, ["dato.idag"] = DanishTime.LongDate(idag), ["bruger.navn"] = aktoer.Navn,
        };
        foreach (var (felt, vaerdi) in Partsfelter(modtager))
            felter["part." + felt] = vaerdi;
        foreach (var (felt, vaerdi) in Hoeringsfelter(sag, hoering).Concat(await AfgoerelsesfelterAsync(sag, modtager, ct)))
            felter[felt] = vaerdi;
        await FraserAsync(felter, bruges, ct);

        // Others on the case do not learn where a protected party lives, nor the name.
        IReadOnlyList<IReadOnlyDictionary<string, string>> raekker = [.. parter.Select(p => Partsfelter(p.Id != modtager?.Id && beskyttede.Contains(p.PartId) ? Skjult(p) : p))];
        return new(felter, new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>(StringComparer.OrdinalIgnoreCase) { ["parter"] = raekker, ["sag.dokumenter"] = bruges.Contains("#sag.dokumenter") ? await DokumenterAsync(aktoer, sag, ct) : [] });
    }

    /// <summary>Phrases that the template names, with the letter's own values in their fields.</summary>
    private async Task FraserAsync(Dictionary<string, string> felter, IReadOnlyCollection<string> bruges, CancellationToken ct)
    {
        var noegler = bruges.Where(f => f.StartsWith("frase.", StringComparison.OrdinalIgnoreCase)).Select(f => f[6..].ToLowerInvariant()).ToList();
        if (noegler.Count == 0)
            return;
        foreach (var f in await db.Fraser.AsNoTracking().Where(f => f.Aktiv && noegler.Contains(f.Noegle)).ToListAsync(ct))
            felter["frase." + f.Noegle] = Frase.Indsaet(f.Tekst, felter);
    }

    /// <summary>What is journalised on the case, as the actor sees it, in order; at most 500.</summary>
    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> DokumenterAsync(Aktoer aktoer, Sag sag, CancellationToken ct) =>
        [.. (await (from r in db.Registreringer.Where(r => r.SagId == sag.Id && r.FlyttetTilId == null && r.Aktnr != null && r.Bilagsnr == null)
                    join d in db.Dokumenter.SynligeFor(db, aktoer) on r.DokumentId equals d.Id
                    where d.Tilstand == Dokumenttilstand.Journaliseret
                    orderby r.Aktnr
                    select new { r.Aktnr, d.Titel, d.Dato, d.Retning }).Take(500).ToListAsync(ct))
            .Select(d => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                { ["akt"] = $"{d.Aktnr}", ["titel"] = d.Titel, ["dato"] = DanishTime.ShortDate(d.Dato), ["retning"] = Ord.Retning(d.Retning.ToString()) })];

    /// <summary>What the fields mean on a case, for words that are written on it: as in a letter to its primary party.</summary>
    /// <exception cref="NotFoundException">Not the actor's to know of.</exception>
    public async Task<IReadOnlyDictionary<string, string>> FelterAsync(Aktoer aktoer, string sagId, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(aktoer, sagId, ct);
        var parter = await db.Sagsparter.AsNoTracking().Where(p => p.SagId == sag.Id && p.Fratraadt == null && p.ErPrimaer).ToListAsync(ct);
        var modtager = parter.Find(_ => true);
        var felter = (await FletAsync(aktoer, sag, parter, modtager, null, [], ct)).Values;
        return (await TitelfelterAsync(modtager, felter, ct)).Where(f => !f.Key.StartsWith("hoering.", StringComparison.Ordinal) && !f.Value.StartsWith('[')).ToDictionary(f => f.Key, f => f.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Outside a hearing the letter says what is to be written, as the templates' own text does.</summary>
    private static IEnumerable<(string Felt, string Vaerdi)> Hoeringsfelter(Sag sag, Hoeringsfletning? h) =>
    [
        ("hoering.emne", h?.Emne ?? sag.Titel), ("hoering.oplysninger", h?.Oplysninger ?? "[Skriv de faktiske oplysninger og vurderinger, som modtageren ikke allerede kender.]"),
        ("hoering.frist", h is null ? "[dato]" : DanishTime.LongDate(h.Frist)), ("hoering.dokumenter", h is null ? "[Skriv, hvilke dokumenter der er vedlagt.]" : h.Dokumenter.Count == 0 ? "Ingen" : string.Join('\n', h.Dokumenter)),
    ];

    /// <summary>The newest decision on the case that says more than that it was made, as it is towards this receiver. Without one the letter says what is to be written.</summary>
    private async Task<IEnumerable<(string Felt, string Vaerdi)>> AfgoerelsesfelterAsync(Sag sag, Sagspart? modtager, CancellationToken ct)
    {
        var a = await db.Afgoerelser.AsNoTracking().Where(x => x.SagId == sag.Id && x.Udfald != null).OrderByDescending(x => x.Registreret).FirstOrDefaultAsync(ct);
        var part = a is null || modtager is null ? null : await db.Afgoerelsesparter.AsNoTracking().SingleOrDefaultAsync(p => p.AfgoerelseId == a.Id && p.SagspartId == modtager.Id, ct);
        var fuldt = (part?.Udfald ?? a?.Udfald) == Afgoerelsesudfald.FuldtMedhold;
        return
        [
            ("afgoerelse.resultat", a is null ? "[Skriv afgørelsen i én sætning.]" : string.Join('\n', new[] { a.Art, part?.Tilfoejelse }.Where(t => t is not null))),
            ("afgoerelse.retsgrundlag", a is null ? "[Skriv de regler, afgørelsen bygger på.]" : a.Retsgrundlag ?? ""),
            ("afgoerelse.hovedhensyn", a is null ? "[Skriv de hensyn, der har været bestemmende, hvis afgørelsen beror på et skøn.]" : a.Hovedhensyn ?? ""),
            ("afgoerelse.faktum", a is null ? "[Skriv de oplysninger, der har haft væsentlig betydning.]" : a.Faktum ?? ""),
            ("afgoerelse.klagevejledning", a is null ? "[Skriv, hvem der kan klages til, hvordan og inden hvornår.]" : fuldt ? "" : a.Klagevejledning ?? ""),
        ];
    }

    /// <summary>The letter itself names its receiver; its title stands in lists, so there a protected one is not named.</summary>
    private async Task<IReadOnlyDictionary<string, string>> TitelfelterAsync(Sagspart? modtager, IReadOnlyDictionary<string, string> felter, CancellationToken ct)
    {
        if (modtager is null || (await db.BeskyttedeParterAsync([modtager.PartId], DanishTime.Today(tid), ct)).Count == 0)
            return felter;
        Dictionary<string, string> uden = new(felter, StringComparer.OrdinalIgnoreCase);
        foreach (var (felt, _) in Partsfelter(modtager))
            uden["part." + felt] = felt == "rolle" ? modtager.Rolle : felt == "navn" ? Navnebeskyttelse.Navn : "";
        return uden;
    }

    private static Sagspart Skjult(Sagspart p) => new() { Navn = "Navn og adresse beskyttet", Rolle = p.Rolle };

    private static Dictionary<string, string> Partsfelter(Sagspart? p) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["navn"] = p?.Navn ?? "", ["rolle"] = p?.Rolle ?? "", ["adresse"] = p?.Adresse ?? "", ["postnummer"] = p?.Postnummer ?? "", ["by"] = p?.By ?? "", ["email"] = p?.Email ?? "",
    };
}
