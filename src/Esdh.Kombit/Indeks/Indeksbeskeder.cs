using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Kombit.Domain;
using Esdh.Kombit.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Indeks;

/// <summary>What the index is to be told of a case or a document as it is now, with the history of its state; null where the index may hold nothing.</summary>
/// <param name="Attributter">AttributListe.</param>
/// <param name="Relationer">RelationListe, without those that have ended since.</param>
/// <param name="Peger">What it refers to in the index, so that a reference that goes away can be told to have ended.</param>
/// <param name="Dokumentpraeg">Of a case: what its documents say because of it.</param>
internal sealed record Indeksbillede(
    Guid Id, Indeksart Art, int Nr, XElement Attributter, XElement Tilstande, XElement Relationer, string BrugerRef, DateTimeOffset Tid, IReadOnlyList<Indekspeger> Peger, string? Dokumentpraeg)
{
    /// <summary>The same as long as the index would be told the same.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(new[] { Attributter, Tilstande, Relationer }.Select(e => e.ToString(SaveOptions.DisableFormatting))))));

    public string? Skrevet => Peger.Count == 0 ? null : JsonSerializer.Serialize(Peger);

    public static IReadOnlyList<Indekspeger> Laes(string? skrevet) => skrevet is null ? [] : JsonSerializer.Deserialize<List<Indekspeger>>(skrevet)!;
}

/// <summary>A reference from one object of the index to another.</summary>
internal sealed record Indekspeger(string Liste, string Rolle, string Type, string? Indeks, Guid Til, DateTimeOffset Fra);

/// <summary>
/// Writes what the Sags- og Dokumentindeks is told (SF1470; KOMBIT's anvisninger 1.7 for case and document). What may not be known outside is left out: protected cases, documents with a narrower access than their case, drafts, what was journalised
/// by mistake, and what has been deleted or disposed of.
/// </summary>
internal sealed class Indeksbeskeder(SagerDb db, CoreDb core, KombitDb kombit, Navneopslag navne, Brugeropslag brugere, Authority myndighed, Kombitindstillinger indstillinger, TimeProvider tid)
{
    private const int StoersteNotat = 100 * 1024;
    private const string Beskyttet = "Navnebeskyttet";

    private static readonly string[] Tilstandsord = [nameof(SagsstatusSkiftet), nameof(SagAfsluttet), nameof(SagGenaabnet), nameof(AfgoerelseRegistreret)], Overdragelser = [nameof(SagOverdraget), nameof(SagFulgteEnheden)],
        Aendringsord = [nameof(SagRettet), nameof(SagOmjournaliseret), .. Overdragelser];

    private Myndighedsaftale Aftale => indstillinger.Aftale(myndighed.Key) ?? throw new InvalidOperationException("The authority has no agreement.");

    private Klassifikation Klasser => Aftale.Klassifikation!;

    /// <exception cref="ManglerIKlassifikationen">It cannot be written without a UUID that is not there.</exception>
    public Task<Indeksbillede?> LaesAsync(Indeksart art, Guid id, CancellationToken ct) => art == Indeksart.Sag ? SagAsync(id, ct) : DokumentAsync(id, ct);

    private async Task<Indeksbillede?> SagAsync(Guid id, CancellationToken ct)
    {
        // Uden for adgang: the index is told of the authority's cases; protected ones are left out here.
        if (await db.Sager.SingleOrDefaultAsync(s => s.Id == id, ct) is not { Slettet: null, ErBeskyttet: false } sag)
            return null;
        var haendelser = await core.Haendelser.Where(h => h.SagId == id && Aendringsord.Contains(h.Type)).OrderBy(h => h.Nr).Select(h => new Spor(h.Type, h.Tid, h.AktoerId)).ToListAsync(ct);
        var historie = await core.Haendelser.Where(h => h.SagId == id && Tilstandsord.Contains(h.Type)).OrderBy(h => h.Nr).Select(h => new Tilstandsspor(h.Type, h.Tid, h.AktoerId, h.Data == null ? null : h.Data.Data)).ToListAsync(ct);
        var oprettet = Bruger(sag.Oprettet, sag.OprettetAf);
        var rettet = haendelser.LastOrDefault(h => !Overdragelser.Contains(h.Type)) is { } r ? Bruger(r.Tid, r.AktoerId) : oprettet;
        var overdraget = haendelser.LastOrDefault(h => Overdragelser.Contains(h.Type)) is { } o ? Bruger(o.Tid, o.AktoerId) : oprettet;
        var status = await db.Statusser.Where(s => s.Id == sag.StatusId).Select(s => s.Navn).SingleAsync(ct);

        XElement attributter = new(Oio.Sag + "AttributListe",
            new XElement(Oio.Sag + "Egenskaber", Oio.Virkning(Oio.Sag, rettet), new XElement(Oio.Sag + "BrugervendtNoegle", sag.Sagsnummer), new XElement(Oio.Sag + "Sagsnummer", sag.Sagsnummer),
                Oio.Felt(Oio.Sag + "Titel", sag.Titel) ?? new(Oio.Sag + "Titel", sag.Sagsnummer)),
            new XElement(Oio.Generel + "LokalUdvidelseListe",
                new XElement(Oio.SagIndeks + "SagIndeksEgenskaber", Oio.Virkning(Oio.Generel, oprettet), Oio.Felt(Oio.SagIndeks + "Sagsstatus", status),
                    new XElement(Oio.SagIndeks + "Foelsomhed", Foelsomhedsord(sag.Foelsomhed)), new XElement(Oio.SagIndeks + "OprettetTidspunkt", Oio.Tid(sag.Oprettet)))));

        XElement tilstande = new(Oio.Sag + "TilstandListe", Fremdrift(sag, historie).Select(f => new XElement(Oio.Sag + "Fremdrift", Oio.Virkning(Oio.Sag, f.Virkning), new XElement(Oio.Sag + "FremdriftStatusKode", f.Kode))));

        List<XElement> aktoerer = [Ejer(Oio.Sag + "Sagsaktoer", oprettet, Sagsaktoer), Ansvarlig(Oio.Sag + "Sagsaktoer", overdraget, await EnhedAsync(sag.EnhedId, ct), Sagsaktoer)];
        if (sag.BehandlerId is { } behandler)
            aktoerer.Add(await BehandlerAsync(Oio.Sag + "Sagsaktoer", overdraget, behandler, Sagsaktoer, ct));
        List<XElement> klasser =
        [
            Klasse(Oio.Sag + "Sagsklasse", oprettet, "Primær klasse", Klassifikation.Emne, sag.Emne, Sagsklasse),
            Klasse(Oio.Sag + "Sagsklasse", oprettet, "Handlingsklasse", Klassifikation.Facet, sag.Facet, Sagsklasse),
        ];
        var parter = await ParterAsync(id, oprettet, ct);
        var (journalposter, peger) = await JournalposterAsync(id, ct);
        var sagsrelationer = await SagsrelationerAsync(sag, oprettet, peger, ct);
        XElement relationer = new(Oio.Sag + "RelationListe", aktoerer, klasser, parter, sagsrelationer, journalposter,
            new XElement(Oio.Generel + "LokalUdvidelseListe", ItSystem(Oio.SagIndeks + "SagsitsystemRelation", "Master", oprettet, Oio.SagIndeks), ItSystem(Oio.SagIndeks + "SagsitsystemRelation", "Afsender", oprettet, Oio.SagIndeks)));
        return new(id, Indeksart.Sag, 0, attributter, tilstande, relationer, oprettet.Aktoer, sag.SenestAendret, peger, $"{sag.EnhedId} {sag.BehandlerId} {sag.Emne}");
    }

    private async Task<Indeksbillede?> DokumentAsync(Guid id, CancellationToken ct)
    {
        // Uden for adgang: the index is told of the authority's documents; those with a narrower access than their case are left out here.
        if (await db.Dokumenter.SingleOrDefaultAsync(d => d.Id == id, ct) is not { Tilstand: Dokumenttilstand.Journaliseret, AdgangslisteNr: null, Kasseret: null } d)
            return null;
        var sag = await (from r in db.Registreringer
            // Uden for adgang: as above.
            join s in db.Sager on r.SagId equals s.Id
            where r.DokumentId == id && r.FlyttetTilId == null && !s.ErBeskyttet && s.Slettet == null
            orderby r.Nr
            select new { s.EnhedId, s.Emne, s.BehandlerId }).FirstOrDefaultAsync(ct);
        if (sag is null)
            return null;
        var nummer = $"{d.Nr}";
        var oprettet = Bruger(d.Oprettet, d.OprettetAf);
        var journaliseret = Bruger(d.Journaliseret ?? d.Oprettet, d.JournaliseretAf ?? d.OprettetAf);
        var art = Dokumentart(d);
        XElement attributter = new(Oio.Dokument + "AttributListe",
            new XElement(Oio.Dokument + "Egenskaber", Oio.Virkning(Oio.Dokument, journaliseret), new XElement(Oio.Dokument + "BrugervendtNoegle", nummer), Oio.Felt(Oio.Dokument + "Titel", d.Titel) ?? new(Oio.Dokument + "Titel", nummer),
                art.StartsWith("Brev", StringComparison.Ordinal) ? new XElement(Oio.Dokument + "BrevDato", d.Dato.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null,
                new XElement(Oio.Dokument + "Dokumentnummer", nummer), new XElement(Oio.Dokument + "Foelsomhed", Foelsomhedsord(d.Foelsomhed)), new XElement(Oio.Dokument + "Type", art)));
        var begyndt = d.Retning == Retning.Indgaaende ? "Modtaget" : "Underudarbejdelse";
        XElement tilstande = new(Oio.Dokument + "TilstandListe",
            oprettet.Fra < journaliseret.Fra ? Dokumenttilstandselement(oprettet with { Til = journaliseret.Fra }, begyndt) : null, Dokumenttilstandselement(journaliseret, "Endeligt"));
        List<XElement> aktoerer = [Ejer(Oio.Dokument + "Dokumentaktoer", oprettet, Dokumentaktoer), Ansvarlig(Oio.Dokument + "Dokumentaktoer", journaliseret, await EnhedAsync(sag.EnhedId, ct), Andenaktoer)];
        if (sag.BehandlerId is { } behandler)
            aktoerer.Add(await BehandlerAsync(Oio.Dokument + "Dokumentaktoer", journaliseret, behandler, Andenaktoer, ct));
        List<Indekspeger> peger = [];
        if (d.ForaelderId is { } foraelder && await ErIIndeksetAsync([foraelder], ct) is [_])
            peger.Add(new("Dokumentrelation", "Udgangspunkter", "Dokument", "1", foraelder, journaliseret.Fra));
        XElement relationer = new(Oio.Dokument + "RelationListe", peger.Select(p => Peg(Oio.Dokument, p, journaliseret)), aktoerer, await DokumentparterAsync(id, journaliseret, ct),
            Klasse(Oio.Dokument + "Dokumentklasse", journaliseret, "Primær klasse", Klassifikation.Emne, sag.Emne, Dokumentklasse),
            new XElement(Oio.Generel + "LokalUdvidelseListe", ItSystem(Oio.Dokument + "DokumentitsystemRelation", "Master", oprettet, Oio.Dokument), ItSystem(Oio.Dokument + "DokumentitsystemRelation", "Afsender", oprettet, Oio.Dokument)));
        return new(id, Indeksart.Dokument, d.Nr, attributter, tilstande, relationer, oprettet.Aktoer, journaliseret.Fra, peger, null);

        // Known by the shared organisation's UUID, it must not say whose it is.
        XElement Andenaktoer(string noegle, string navn, string? cvr) => Dokumentaktoer(noegle, navn, Aftale.FaellesOrganisation ? null : cvr);
        static XElement Dokumenttilstandselement(Virkning v, string kode) => new(Oio.Dokument + "Fremdrift", Oio.Virkning(Oio.Dokument, v), new XElement(Oio.Dokument + "FremdriftStatusKode", kode));
    }

    /// <summary>A reference that has ended, as the index is told of it once.</summary>
    public XElement Ophoert(XNamespace ns, Indekspeger p) => Peg(ns, p, new(p.Fra, Senere(p.Fra, tid.GetUtcNow()), Systemref(), true));

    private static DateTimeOffset Senere(DateTimeOffset fra, DateTimeOffset til) => til > fra ? til : fra.AddMilliseconds(1);

    private XElement Peg(XNamespace ns, Indekspeger p, Virkning v) => Oio.Relation(ns + p.Liste, v, Klasser[Klassifikation.Rolle, p.Rolle], Klasser[Klassifikation.Type, p.Type], p.Indeks, p.Til.ToString());

    /// <summary>Every state the case has been in, one after another, as the rule on import demands. A status of the authority's own counts as what the file of classes says; else it changes nothing.</summary>
    private IEnumerable<(string Kode, Virkning Virkning)> Fremdrift(Sag sag, List<Tilstandsspor> historie)
    {
        List<(string Kode, DateTimeOffset Fra, Guid Af)> skift = [("Opstaaet", sag.Oprettet, sag.OprettetAf)];
        var aaben = "Opstaaet";
        foreach (var h in historie)
        {
            var status = h.Data is null ? null : Statusnavn(h.Data);
            var kode = h.Type switch
            {
                nameof(AfgoerelseRegistreret) => "Afgjort",
                nameof(SagAfsluttet) => "Afsluttet",
                _ => (status is null ? null : Klasser.Find(Klassifikation.Fremdrift, status)) ?? aaben,
            };
            if (kode != "Afsluttet")
                aaben = kode;
            if (h.Type == nameof(AfgoerelseRegistreret) && skift[^1].Kode == "Afsluttet")
                continue; // it is shown as decided when it is opened again
            skift.Add((kode, h.Tid < skift[^1].Fra ? skift[^1].Fra : h.Tid, h.AktoerId));
        }

        if (sag.Tilstand == Tilstand.Afsluttet && skift[^1].Kode != "Afsluttet")
            skift.Add(("Afsluttet", Senere(skift[^1].Fra, sag.Afsluttet ?? sag.SenestAendret), sag.OprettetAf));
        List<(string Kode, DateTimeOffset Fra, Guid Af)> rene = [];
        foreach (var s in skift)
        {
            if (rene.Count > 0 && Oio.Tid(rene[^1].Fra) == Oio.Tid(s.Fra))
                rene.RemoveAt(rene.Count - 1); // lasted no time
            if (rene.Count == 0 || rene[^1].Kode != s.Kode)
                rene.Add(s);
        }

        return rene.Select((s, i) => (s.Kode, Bruger(s.Fra, s.Af) with { Til = i + 1 < rene.Count ? rene[i + 1].Fra : null }));
    }

    private static string? Statusnavn(string json)
    {
        using var data = JsonDocument.Parse(json);
        foreach (var p in data.RootElement.EnumerateObject())
        {
            if (p.Value.ValueKind == JsonValueKind.String && (p.Name.Equals("til", StringComparison.OrdinalIgnoreCase) || p.Name.Equals("status", StringComparison.OrdinalIgnoreCase)))
                return p.Value.GetString();
        }

        return null;
    }

    private async Task<List<XElement>> ParterAsync(Guid sag, Virkning standard, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var parter = await (from s in db.Sagsparter join p in db.Parter on s.PartId equals p.Id where s.SagId == sag orderby s.Tilfoejet, s.Id select new { s, p }).ToListAsync(ct);
        return parter.ConvertAll(x =>
        {
            var navn = x.p.ErBeskyttetDen(idag) ? Beskyttet : x.s.Navn;
            var virkning = standard with { Fra = x.s.Tilfoejet, Til = x.s.Fratraadt is { } slut ? Senere(x.s.Tilfoejet, slut) : null };
            return Oio.Relation(Oio.Sag + "Sagspart", virkning, Klasser[Klassifikation.Rolle, x.s.ErPrimaer ? "Primær part" : "Sekundær part"], Klasser[Klassifikation.Type, x.p.Art == Partsart.Person ? "Person" : "Virksomhed"],
                x.s.ErPrimaer ? null : x.s.Id.ToString(), Oio.Part(x.p.Cpr, x.p.Cvr, navn), new(Oio.SagIndeks + "SagspartLokalUdvidelse", Oio.Felt(Oio.SagIndeks + "FuldtNavn", navn)));
        });
    }

    private async Task<List<XElement>> DokumentparterAsync(Guid dokument, Virkning virkning, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var parter = await (from k in db.Korrespondenter join p in db.Parter on k.PartId equals p.Id where k.DokumentId == dokument orderby k.Id select new { k, p }).ToListAsync(ct);
        return parter.DistinctBy(x => x.p.Id).Select(x =>
        {
            var navn = x.p.ErBeskyttetDen(idag) ? Beskyttet : x.k.Navn;
            return Oio.Relation(Oio.Dokument + "Dokumentpart", virkning, Klasser[Klassifikation.Rolle, "Parter"], Klasser[Klassifikation.Type, x.p.Art == Partsart.Person ? "Person" : "Virksomhed"],
                x.k.Id.ToString(), Oio.Part(x.p.Cpr, x.p.Cvr, navn), new(Oio.Dokument + "DokumentpartLokalUdvidelse", Oio.Felt(Oio.Dokument + "FuldtNavn", navn)));
        }).ToList();
    }

    /// <summary>The documents of the case that are in the index already, and its final notes with their text.</summary>
    private async Task<(List<XElement> Elementer, List<Indekspeger> Peger)> JournalposterAsync(Guid sag, CancellationToken ct)
    {
        var akter = await db.Registreringer.Where(r => r.SagId == sag && r.FlyttetTilId == null && r.Aktnr != null).OrderBy(r => r.Nr).Select(r => new { r.Id, r.DokumentId, r.Bilagsnr, r.Registreret, r.RegistreretAf }).ToListAsync(ct);
        var kendte = (await ErIIndeksetAsync(akter.Select(a => a.DokumentId), ct)).ToHashSet();
        List<Indekspeger> peger = [];
        List<XElement> elementer = [];
        foreach (var a in akter.Where(a => kendte.Contains(a.DokumentId)))
        {
            peger.Add(new("Journalpost", a.Bilagsnr is null ? "Tilakteret" : "Vedlagt", "Dokument", a.Id.ToString(), a.DokumentId, a.Registreret));
            elementer.Add(Peg(Oio.Sag, peger[^1], Bruger(a.Registreret, a.RegistreretAf)));
        }

        foreach (var n in await db.Notater.Where(n => n.SagId == sag && n.Endelig != null).OrderBy(n => n.Nr).ToListAsync(ct))
        {
            var tekst = Encoding.UTF8.GetBytes(Oio.Renset(HtmlCleaner.ToPlainText(n.Tekst)));
            if (tekst.Length > StoersteNotat)
                tekst = Encoding.UTF8.GetBytes($"Dette Journalnotat er for stort til at blive sendt til Sags- og Dokumentindekset, se dette Journalnotat i {Aftale.ItSystemNavn}");
            var post = Oio.Relation(Oio.Sag + "Journalpost", Bruger(n.Endelig!.Value, n.ForfatterId), Klasser[Klassifikation.Rolle, "Journalnotat"], Klasser[Klassifikation.Type, "Dokument"], n.Id.ToString(), "URN:Empty");
            post.Add(new XElement(Oio.Sag + "JournalpostEgenskaber", new XElement(Oio.Sag + "JournalnotatEgenskaber", Oio.Felt(Oio.Sag + "Titel", n.Overskrift) ?? new(Oio.Sag + "Titel", "Notat"),
                new XElement(Oio.Sag + "Notat", Convert.ToBase64String(tekst)), new XElement(Oio.Sag + "Format", Klasser[Klassifikation.Format, "Text"]))));
            elementer.Add(post);
        }

        return (elementer, peger);
    }

    private async Task<List<XElement>> SagsrelationerAsync(Sag sag, Virkning oprettet, List<Indekspeger> peger, CancellationToken ct)
    {
        var andre = await db.Relationer.Where(r => r.FraSagId == sag.Id || r.TilSagId == sag.Id).Select(r => new { Id = r.FraSagId == sag.Id ? r.TilSagId : r.FraSagId, r.Tid }).ToListAsync(ct);
        var kendte = (await ErIIndeksetAsync([.. andre.Select(a => a.Id), .. sag.OversagId is { } over ? [over] : Array.Empty<Guid>()], ct)).ToHashSet();
        List<Indekspeger> nye =
        [
            .. sag.OversagId is { } oversag && kendte.Contains(oversag) ? [new("Sagsrelation", "Oversag", "Sag", null, oversag, sag.Oprettet)] : Array.Empty<Indekspeger>(),
            .. andre.Where(a => kendte.Contains(a.Id)).OrderBy(a => a.Id).Select(a => new Indekspeger("Sagsrelation", "Andre sager", "Sag", a.Id.ToString(), a.Id, a.Tid)),
        ];
        peger.AddRange(nye);
        return nye.ConvertAll(p => Peg(Oio.Sag, p, oprettet with { Fra = p.Fra }));
    }

    private Task<List<Guid>> ErIIndeksetAsync(IEnumerable<Guid> ider, CancellationToken ct)
    {
        var liste = ider.Distinct().ToList();
        return kombit.Objekter.Where(o => liste.Contains(o.Id) && o.Hash != null && o.Hash != Indeksobjekt.Uvist).Select(o => o.Id).ToListAsync(ct);
    }

    private XElement Ejer(XName element, Virkning v, Func<string, string, string, XElement> lokal) => Oio.Relation(
        element, v, Klasser[Klassifikation.Rolle, "Ejer"], Klasser[Klassifikation.Type, "Organisation"], null, Oio.Myndighed(myndighed.Info.Cvr), lokal(myndighed.Info.Cvr, myndighed.Info.Name, myndighed.Info.Cvr));

    private XElement Ansvarlig(XName element, Virkning v, Enhedskort enhed, Func<string, string, string, XElement> lokal) => Oio.Relation(
        element, v, Klasser[Klassifikation.Rolle, "Ansvarlig"], Klasser[Klassifikation.Type, "OrgEnhed"], null, Id("enhed", enhed.Id), lokal($"{enhed.Nr}", enhed.Navn, myndighed.Info.Cvr));

    private async Task<XElement> BehandlerAsync(XName element, Virkning v, Guid bruger, Func<string, string, string, XElement> lokal, CancellationToken ct)
    {
        var kort = (await brugere.FlereAsync([bruger], ct)).GetValueOrDefault(bruger);
        var navn = (await navne.BrugereAsync([bruger], ct)).GetValueOrDefault(bruger) ?? "Ukendt medarbejder";
        return Oio.Relation(element, v, Klasser[Klassifikation.Rolle, "Primær behandler"], Klasser[Klassifikation.Type, "Bruger"], null, Id("bruger", bruger), lokal(kort?.Brugernavn ?? bruger.ToString(), navn, myndighed.Info.Cvr));
    }

    private XElement Klasse(XName element, Virkning v, string rolle, string art, string nummer, Func<string, XElement> lokal) =>
        Oio.Relation(element, v, Klasser[Klassifikation.Rolle, rolle], Klasser[Klassifikation.Type, "Klasse"], null, Klasser[art, nummer], lokal(nummer));

    private XElement ItSystem(XName element, string rolle, Virkning v, XNamespace ns)
    {
        var relation = Oio.Relation(element, v, Klasser[Klassifikation.Rolle, rolle], Klasser[Klassifikation.Type, "IT-system"], null, Aftale.ItSystem.ToString());
        relation.Add(new XElement(ns + "SystemNavn", Aftale.ItSystemNavn));
        return relation;
    }

    private async Task<Enhedskort> EnhedAsync(Guid id, CancellationToken ct) => (await brugere.EnhederAsync(ct)).First(e => e.Id == id);

    private static XElement Sagsaktoer(string noegle, string navn, string cvr) => new(
        Oio.SagIndeks + "SagsaktoerLokalUdvidelse", Oio.Felt(Oio.SagIndeks + "BrugervendtNoegle", noegle, 50), Oio.Felt(Oio.SagIndeks + "FuldtNavn", navn), new XElement(Oio.SagIndeks + "CVR-Nummer", cvr));

    private static XElement Dokumentaktoer(string noegle, string navn, string? cvr) => new(
        Oio.Dokument + "DokumentaktoerLokalUdvidelse", Oio.Felt(Oio.Dokument + "BrugervendtNoegle", noegle, 50), Oio.Felt(Oio.Dokument + "FuldtNavn", navn), Oio.Felt(Oio.Dokument + "CVR-Nr", cvr));

    private static XElement Sagsklasse(string nummer) => new(Oio.SagIndeks + "SagsklasseLokalUdvidelse", new XElement(Oio.SagIndeks + "BrugervendtNoegle", nummer));

    private static XElement Dokumentklasse(string nummer) => new(Oio.Dokument + "DokumentklasseLokalUdvidelse", new XElement(Oio.Dokument + "BrugervendtNoegle", nummer));

    private Virkning Bruger(DateTimeOffset fra, Guid bruger) => bruger == Aktoer.Systemet.Id ? new(fra, null, Systemref(), true) : new(fra, null, Id("bruger", bruger), false);

    private string Systemref() => $"urn:oio:it-system-uuid:{Aftale.ItSystem}";

    private string Id(string art, Guid id) => Aftale.FaellesOrganisation ? id.ToString() : $"urn:oio:esdh:{art}:{id}";

    private static string Foelsomhedsord(Foelsomhed f) => f switch
    {
        Foelsomhed.IkkeFortrolig => "IKKE_FORTROLIGE_DATA", Foelsomhed.Fortrolig => "FORTROLIGE_PERSONOPLYSNINGER", Foelsomhed.Foelsom => "FOELSOMME_PERSONOPLYSNINGER", _ => "VIP_SAGER",
    };

    private static string Dokumentart(Dokument d) => (d.Dokumenttype?.ToLowerInvariant(), d.Retning) switch
    {
        ("faktura", _) => "Faktura", ("rapport", _) => "Rapport", ("dagsorden", _) => "Dagsorden", ("plan", _) => "Plan",
        (_, Retning.Indgaaende) => "Brev, indgaaende", (_, Retning.Udgaaende) => "Brev, udgaaende", _ => "Internt Notat",
    };

    private sealed record Spor(string Type, DateTimeOffset Tid, Guid AktoerId);

    private sealed record Tilstandsspor(string Type, DateTimeOffset Tid, Guid AktoerId, string? Data);
}
