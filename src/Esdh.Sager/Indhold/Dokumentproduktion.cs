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
internal sealed class Dokumentproduktion(SagerDb db, Navneopslag navne, Forloebsopslag forloebsopslag, Authority myndighed, OfficeConverter office, Qpdf qpdf, TiffConverter tiff, TimeProvider tid)
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
        ("felt.nøgle", "Et felt på en sag, der hører til et sagsområde"), ("sag.trin", "Det trin, en sådan sag står på"), ("ur.nøgle.frist", "Fristen for et af dens ure"),
        ("frase.nøgle", "Teksten i frasen med den nøgle"),
        ("#parter … /parter", "En tabelrække, eller afsnittene imellem, for hver part: navn, rolle, adresse, postnummer, by, email"),
        ("#sag.dokumenter … /sag.dokumenter", "Likeledes for hvert journaliseret dokument på sagen: akt, titel, dato, retning"),
        ("#hvis part.email … ellers … /hvis", "Kun det, der passer. Kan sammenligne: #hvis part.rolle = \"Nabo\""),
    ];

    /// <summary>What the letters of one template on one case share, read once for all of them.</summary>
    internal sealed record Grundlag(
        Aktoer Aktoer, Sag Sag, Dokumentskabelon? Skabelon, byte[] Docx, List<Sagspart> Parter, HashSet<Guid> Beskyttede, Dictionary<string, string> Felter, Afgoerelse? Afgoerelse,
        Dictionary<Guid, Afgoerelsespart> Afgoerelsesparter, Dictionary<string, string> Fraser, IReadOnlyList<IReadOnlyDictionary<string, string>> Dokumenter);

    /// <summary>A merged letter as it would be filed.</summary>
    internal sealed record Brev(OpretDokument.Kommando Kommando, IReadOnlyList<string> UkendteFelter, string? Bemaerkning);

    /// <exception cref="InvalidException">No such template or party, or the template's file cannot be read.</exception>
    public async Task<Svar> DanAsync(Aktoer aktoer, string sagId, Bestilling b, CancellationToken ct)
    {
        var g = await GrundlagAsync(aktoer, sagId, b.Skabelon, ct);
        var modtager = b.SagspartId is { } valgt ? g.Parter.Find(p => p.Id == valgt) ?? throw new InvalidException("part", "Parten er ikke på sagen.") : g.Parter.Find(p => p.ErPrimaer);
        return await LaegAsync(await FletAsync(g, modtager, b.Titel, b.SomPdf, b.Hoering, null, ct), b.Hoering?.Id, b.SagspartId, ct);
    }

    /// <summary>Files a letter on its case as a draft, and on the hearing that it is part of.</summary>
    internal async Task<Svar> LaegAsync(Brev brev, Guid? hoering, Guid? sagspart, CancellationToken ct)
    {
        var svar = hoering is { } h
            ? await myndighed.Queue.RunAsync((OpretHoeringsbrev act) => act.Udfoer(new(brev.Kommando, h, sagspart!.Value), ct), ct)
            : await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(brev.Kommando, ct), ct);
        return new(svar.Id, svar.Titel, svar.Version, brev.UkendteFelter, brev.Bemaerkning);
    }

    /// <exception cref="InvalidException">No such template.</exception>
    public async Task<Grundlag> GrundlagAsync(Aktoer aktoer, string sagId, string? valgtSkabelon, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(aktoer, sagId, ct);
        sag.KraevAaben();
        var id = Guid.TryParse(valgtSkabelon, out var parsed) ? parsed : Guid.Empty;
        var skabelon = await db.Dokumentskabeloner.AsNoTracking().SingleOrDefaultAsync(s => s.Aktiv && (s.Id == id || s.Noegle == valgtSkabelon), ct)
            ?? throw new InvalidException("skabelon", "Vælg en skabelon.");
        var parter = await db.Sagsparter.AsNoTracking().Where(p => p.SagId == sag.Id && p.Fratraadt == null).OrderByDescending(p => p.ErPrimaer).ThenBy(p => p.Tilfoejet).ToListAsync(ct);
        return await GrundlagAsync(aktoer, sag, parter, skabelon, await File.ReadAllBytesAsync(myndighed.Content.PathOf(skabelon.Sha256), ct), ct);
    }

    private async Task<Grundlag> GrundlagAsync(Aktoer aktoer, Sag sag, List<Sagspart> parter, Dokumentskabelon? skabelon, byte[] docx, CancellationToken ct)
    {
        var bruges = skabelon?.Felter ?? [];
        var afgoerelse = await db.Afgoerelser.AsNoTracking().Where(x => x.SagId == sag.Id && x.Udfald != null).OrderByDescending(x => x.Registreret).FirstOrDefaultAsync(ct);
        return new(
            aktoer, sag, skabelon, docx, parter, await db.BeskyttedeParterAsync(parter.Select(p => p.PartId), DanishTime.Today(tid), ct), await FaellesfelterAsync(aktoer, sag, ct), afgoerelse,
            afgoerelse is null ? [] : await db.Afgoerelsesparter.AsNoTracking().Where(p => p.AfgoerelseId == afgoerelse.Id).ToDictionaryAsync(p => p.SagspartId, ct), await FraserAsync(bruges, ct),
            bruges.Contains("#sag.dokumenter") ? await DokumenterAsync(aktoer, sag, ct) : []);
    }

    /// <param name="g">What it shares with the others.</param>
    /// <param name="modtager">A party on the case, or one that is made for the letter alone.</param>
    /// <param name="titel">The template's when not said; may hold fields.</param>
    /// <param name="somPdf">PDF instead of a Word file that can be written on.</param>
    /// <param name="hoering">The hearing that it is the party's letter in.</param>
    /// <param name="ekstra">More fields, by name.</param>
    /// <param name="ct">Stops; what was written to the store is swept.</param>
    internal async Task<Brev> FletAsync(Grundlag g, Sagspart? modtager, string? titel, bool somPdf, Hoeringsfletning? hoering, IReadOnlyDictionary<string, string>? ekstra, CancellationToken ct)
    {
        var data = Flet(g, modtager, hoering, ekstra);
        using var flettet = new MemoryStream();
        DocxMergeResult resultat;
        try
        {
            using var original = new MemoryStream(g.Docx, writable: false);
            resultat = DocxMerge.Merge(original, flettet, data);
        }
        catch (DocxException e)
        {
            throw new InvalidException("skabelon", e.Message);
        }

        var skrevet = Frase.Indsaet(string.IsNullOrWhiteSpace(titel) ? g.Skabelon!.Titel : titel.Trim(), Titelfelter(g, modtager, data.Values)).Trim();
        skrevet = skrevet.Length <= OpretDokument.LaengsteTitel ? skrevet : skrevet[..OpretDokument.LaengsteTitel];
        var (fil, bemaerkning) = await GemAsync(flettet, Path.GetFileNameWithoutExtension(g.Skabelon!.Filnavn), somPdf, ct);
        var part = modtager is { PartId: var p } && p != Guid.Empty ? p : (Guid?)null;
        return new(new(g.Aktoer, g.Sag.Id.ToString(), skrevet, g.Skabelon!.Retning.ToString(), null, g.Skabelon!.Dokumenttype, modtager?.Navn, false, [fil], PartId: part, KaedeId: g.Skabelon!.KaedeId), resultat.Unknown, bemaerkning);
    }

    /// <summary>The merged letter as PDF, shown and not kept.</summary>
    internal async Task<OfficeConversion> VisAsync(Grundlag g, Sagspart? modtager, Hoeringsfletning? hoering, IReadOnlyDictionary<string, string>? ekstra, CancellationToken ct)
    {
        using var flettet = new MemoryStream();
        using var original = new MemoryStream(g.Docx, writable: false);
        try
        {
            DocxMerge.Merge(original, flettet, Flet(g, modtager, hoering, ekstra));
        }
        catch (DocxException e)
        {
            throw new InvalidException("skabelon", e.Message);
        }

        flettet.Position = 0;
        return await PdfRendition.MakeAsync(flettet, "brev.docx", office, qpdf, tiff, ct);
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

    private async Task<Dictionary<string, string>> FaellesfelterAsync(Aktoer aktoer, Sag sag, CancellationToken ct)
    {
        var brugere = await navne.BrugereAsync(sag.BehandlerId is { } behandler ? [behandler] : [], ct);
        var enheder = await navne.EnhederAsync([sag.EnhedId], ct);
        var felter = await forloebsopslag.HentAsync(aktoer, sag.Id, ct) is { } forloeb
            ? forloeb.Felter.Select(f => ("felt." + f.Noegle, f.Vist ?? "")).Concat(forloeb.Ure.Select(u => ($"ur.{u.Noegle}.frist", u.Frist is { } frist ? DanishTime.LongDate(frist) : ""))).Append(("sag.trin", forloeb.Trin)) : [];
        return new(felter.ToDictionary(f => f.Item1, f => f.Item2), StringComparer.OrdinalIgnoreCase)
        {
            ["sag.nummer"] = sag.Sagsnummer, ["sag.titel"] = sag.Titel, ["sag.emne"] = sag.Emne, ["sag.facet"] = sag.Facet, ["sag.oprettet"] = DanishTime.LongDate(sag.Oprettet),
            ["sag.behandler"] = sag.BehandlerId is { } b ? brugere.GetValueOrDefault(b, "") : "", ["sag.enhed"] = enheder.GetValueOrDefault(sag.EnhedId, ""),
            ["myndighed.navn"] = myndighed.Info.Name, ["myndighed.cvr"] = myndighed.Info.Cvr, ["dato.idag"] = DanishTime.LongDate(DanishTime.Today(tid)), ["bruger.navn"] = aktoer.Navn,
        };
    }

    private static DocxMergeData Flet(Grundlag g, Sagspart? modtager, Hoeringsfletning? hoering, IReadOnlyDictionary<string, string>? ekstra)
    {
        Dictionary<string, string> felter = new(g.Felter, StringComparer.OrdinalIgnoreCase);
        foreach (var (felt, vaerdi) in Partsfelter(modtager))
            felter["part." + felt] = vaerdi;
        foreach (var (felt, vaerdi) in Hoeringsfelter(g.Sag, hoering).Concat(Afgoerelsesfelter(g, modtager)).Concat(ekstra?.Select(e => (e.Key, e.Value)) ?? []))
            felter[felt] = vaerdi;
        foreach (var (noegle, tekst) in g.Fraser)
            felter["frase." + noegle] = Frase.Indsaet(tekst, felter);

        // Others on the case do not learn where a protected party lives, nor the name.
        IReadOnlyList<IReadOnlyDictionary<string, string>> raekker = [.. g.Parter.Select(p => Partsfelter(p.Id != modtager?.Id && g.Beskyttede.Contains(p.PartId) ? Skjult(p) : p))];
        return new(felter, new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>(StringComparer.OrdinalIgnoreCase) { ["parter"] = raekker, ["sag.dokumenter"] = g.Dokumenter });
    }

    /// <summary>Phrases that the template names, as they are kept.</summary>
    private async Task<Dictionary<string, string>> FraserAsync(IReadOnlyCollection<string> bruges, CancellationToken ct)
    {
        var noegler = bruges.Where(f => f.StartsWith("frase.", StringComparison.OrdinalIgnoreCase)).Select(f => f[6..].ToLowerInvariant()).ToList();
        return noegler.Count == 0 ? [] : await db.Fraser.AsNoTracking().Where(f => f.Aktiv && noegler.Contains(f.Noegle)).ToDictionaryAsync(f => f.Noegle, f => f.Tekst, ct);
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
        var g = await GrundlagAsync(aktoer, sag, parter, null, [], ct);
        return Titelfelter(g, modtager, Flet(g, modtager, null, null).Values).Where(f => !f.Key.StartsWith("hoering.", StringComparison.Ordinal) && !f.Value.StartsWith('[')).ToDictionary(f => f.Key, f => f.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Outside a hearing the letter says what is to be written, as the templates' own text does.</summary>
    private static IEnumerable<(string Felt, string Vaerdi)> Hoeringsfelter(Sag sag, Hoeringsfletning? h) =>
    [
        ("hoering.emne", h?.Emne ?? sag.Titel), ("hoering.oplysninger", h?.Oplysninger ?? "[Skriv de faktiske oplysninger og vurderinger, som modtageren ikke allerede kender.]"),
        ("hoering.frist", h is null ? "[dato]" : DanishTime.LongDate(h.Frist)), ("hoering.dokumenter", h is null ? "[Skriv, hvilke dokumenter der er vedlagt.]" : h.Dokumenter.Count == 0 ? "Ingen" : string.Join('\n', h.Dokumenter)),
    ];

    /// <summary>The newest decision on the case that says more than that it was made, as it is towards this receiver. Without one the letter says what is to be written.</summary>
    private static IEnumerable<(string Felt, string Vaerdi)> Afgoerelsesfelter(Grundlag g, Sagspart? modtager)
    {
        var (a, part) = (g.Afgoerelse, modtager is null ? null : g.Afgoerelsesparter.GetValueOrDefault(modtager.Id));
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
    private static IReadOnlyDictionary<string, string> Titelfelter(Grundlag g, Sagspart? modtager, IReadOnlyDictionary<string, string> felter)
    {
        if (modtager is null || !g.Beskyttede.Contains(modtager.PartId))
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
