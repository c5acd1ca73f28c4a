using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Indhold;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What the pages of documents show.</summary>
internal sealed class Dokumentsideopslag(Godkendelsesopslag godkendelser, SagerDb db, Opsaetningsvalg opsaetning, Personer personer, Filvisning filvisning, Uploadgraenser graenser, Adgangsspor spor, Redigeringer redigeringer, Forsendelsesopslag forsendelser, Soegeindeks.Indeksering indeksering, Authority myndighed, TimeProvider tid)
{
    /// <summary>Newest versions listed; the comparison knows them all.</summary>
    internal const int FlestUdgaver = 50;

    public async Task<Dokumentliste> ListeAsync(Aktoer aktoer, Sagsrammevisning sag, Aktvalg valg, int? delforloeb, string? efter, CancellationToken ct)
    {
        var side = await Aktliste.SideAsync(db, aktoer, sag.Id, valg, efter, null, delforloeb, DanishTime.Today(tid), ct);
        var kan = sag.KanArbejde && sag.ErAaben && !sag.ErSammenlagt;
        var nu = tid.GetUtcNow();
        var sti = sag.Sti + "/dokumenter";
        var skabeloner = kan ? await opsaetning.DokumentskabelonerAsync(ct) : [];
        var parter = kan && skabeloner.Count > 0
            ? await db.PartsvalgAsync(sag.Id, DanishTime.Today(tid), ct)
            : [];
        var foldere = await db.Delforloeb.Where(d => d.SagId == sag.Id).OrderBy(d => d.Nummer).Select(d => new { d.Id, d.Nummer, d.Titel }).ToListAsync(ct);
        var navne = foldere.ToDictionary(d => d.Id, d => $"{d.Nummer}. {d.Titel}");
        string Sti(Aktvalg v, int? folder, string? fra = null)
        {
            var led = new[] { v == Aktvalg.Alle ? null : "valg=" + v.ToString().ToLowerInvariant(), folder is null ? null : $"delforloeb={folder}", fra is null ? null : "efter=" + fra }.Where(l => l is not null);
            return string.Join('&', led) is { Length: > 0 } q ? $"{sti}?{q}" : sti;
        }

        return new(
            [.. side.Poster.Select(p => Rad(p, kan, nu, delforloeb is null && p.DelforloebId is { } folder ? navne.GetValueOrDefault(folder) : null))],
            [.. new[] { Aktvalg.Alle, Aktvalg.Kladder, Aktvalg.Akter }.Select(v => new Fane(v.ToString(), Sti(v, delforloeb), v == valg))], Sti(valg, delforloeb, efter),
            side.Naeste is null ? null : Sti(valg, delforloeb, side.Naeste), kan, graenser.StoersteFil, skabeloner, [.. parter.Select(p => new Mulighed(p.Id.ToString(), $"{p.Navn} ({p.Rolle})"))],
            [.. foldere.Select(d => new Mulighed(d.Nummer.ToString(CultureInfo.InvariantCulture), $"{d.Nummer}. {d.Titel}"))],
            foldere.Count == 0 ? [] : [.. foldere.Select(d => new Sidelink($"{d.Nummer}. {d.Titel}", Sti(valg, d.Nummer))), new("Uden delforløb", Sti(valg, 0)), new("Alle dokumenter", Sti(valg, null))],
            delforloeb is not { } vist ? null : new(vist == 0 ? "Uden delforløb" : foldere.Find(d => d.Nummer == vist) is { } f ? $"Delforløb {f.Nummer}. {f.Titel}" : $"Delforløb {vist}", Sti(valg, null)),
            valg.ToString().ToLowerInvariant(), delforloeb?.ToString(CultureInfo.InvariantCulture) ?? "", side.Naeste is not null || efter is not null);
    }

    private static Dokumentrad Rad(Aktlistepost p, bool kan, DateTimeOffset nu, string? delforloeb)
    {
        if (p.FlyttetTil is { } sag)
            return new(p.Id, p.Akt, p.Bilagsnr is not null, sag.Length == 0 ? "Flyttet til en anden sag" : $"Flyttet til {sag}", "", Maerke("Flyttet", null, false, null), [], null, "", false, sag.Length == 0 ? null : $"/dokumenter/{p.Id}");
        var under = string.Join(" · ", new[] { Ord.Retning(p.Retning), p.Dokumenttype, p.Korrespondent, p.ForaelderId is null ? null : "Bilag", delforloeb }.Where(t => !string.IsNullOrEmpty(t)));
        var bemaerkning = p.Filer.Any(f => f.Bemaerkning is not null) ? "Se bemærkningen til filen" : null;
        return new(
            p.Id, p.Akt, p.Bilagsnr is not null || p.ForaelderId is not null, p.Titel, under, Maerke(p.Tilstand, p.UdenBetydning, p.UdtjekketTil > nu, p.Endelig is null ? null : p.Retning), [.. p.Filer.Select(f => f.Filnavn).Take(6)], bemaerkning,
            DanishTime.ShortDate(p.Dato), kan && p.ForaelderId is null, $"/dokumenter/{p.Id}");
    }

    /// <param name="endelig">The direction of one that was sent or is final.</param>
    internal static Maerke Maerke(string tilstand, string? udenBetydning, bool udtjekket, string? endelig) => tilstand switch
    {
        nameof(Dokumenttilstand.Journaliseret) => new("Journaliseret", Farve.Groen),
        nameof(Dokumenttilstand.Fejljournaliseret) => new("Fejljournaliseret", Farve.Roed),
        "Flyttet" => new("Flyttet", Farve.Graa, Figur.Op),
        _ when udenBetydning is not null => new("Uden betydning", Farve.Graa, Figur.Kryds),
        _ when udtjekket => new("Tjekket ud", Farve.Blaa, Figur.Halv),
        _ when endelig is not null => new(endelig == nameof(Retning.Internt) ? "Endeligt, ikke journaliseret" : "Sendt, ikke journaliseret", Farve.Gul, Figur.Halv),
        _ => new("Kladde", Farve.Gul, Figur.Ring),
    };

    /// <param name="aktoer">Who looks.</param>
    /// <param name="id">The document.</param>
    /// <param name="fil">The file to show; the first when null.</param>
    /// <param name="vaert">The server as the browser knows it, <c>https://esdh.korsbaek.dk</c>.</param>
    /// <param name="aabn">The program that is to open the first file at once.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Dokumentsidevisning> SideAsync(Aktoer aktoer, Guid id, int? fil, string vaert, string? aabn, CancellationToken ct)
    {
        var d = await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(tid), ct);
        var nu = tid.GetUtcNow();
        spor.Dokument(id);
        foreach (var s in d.Sager)
            spor.Sag(s.Id, s.Sagsnummer);
        if (await db.Sager.SynligeFor(aktoer).AnyAsync(s => s.ErBeskyttet && db.Registreringer.Any(r => r.DokumentId == id && r.SagId == s.Id && r.FlyttetTilId == null), ct))
            spor.Beskyttet();

        var udgaver = d.Filversion > 1 ? await Dokumentforesp.UdgaverAsync(db, aktoer, id, ct) : [];
        await personer.HuskAsync(new[] { d.OprettetAf, d.JournaliseretAf ?? d.OprettetAf, d.UdtjekketAf ?? d.OprettetAf, d.Fejljournalisering?.AnmodetAf ?? d.OprettetAf, d.Fejljournalisering?.AfgjortAf ?? d.OprettetAf, d.Endelig?.Af ?? d.OprettetAf }.Concat(udgaver.Select(u => u.Af)), ct);
        var kan = aktoer.Har(AccessRules.Sagsarbejde);
        var kladde = d.Tilstand == nameof(Dokumenttilstand.Kladde);
        var aabne = d.Sager.All(s => s.Tilstand != nameof(Tilstand.Afsluttet));
        var udtjekket = d.UdtjekketAf is not null && d.UdtjekketTil > nu;
        var mit = udtjekket && d.UdtjekketAf == aktoer.Id;
        var godkendt = await godkendelser.PaaDokumentAsync(id, ct);
        var tilGodkendelse = godkendt.Any(g => g.Udfald == nameof(Godkendelsesudfald.Aaben));
        var redigerbar = kan && kladde && aabne && (!udtjekket || mit) && !tilGodkendelse;
        var laas = !kladde ? null
            : !aabne ? "Sagen er afsluttet. Genåbn den, før dokumentet kan ændres."
            : tilGodkendelse ? $"Dokumentet er til godkendelse og ændres ikke så længe. Det {char.ToLower(godkendt[0].Maerke.Tekst[0], CultureInfo.CurrentCulture)}{godkendt[0].Maerke.Tekst[1..]}."
            : null;
        var redigering = kladde ? await redigeringer.StandAsync(aktoer, id, ct) : null;
        var lukket = d.Tilstand == nameof(Dokumenttilstand.Fejljournaliseret);
        var sted = d.Sager[0];
        var akt = sted.Akt is null ? "Kladde" : $"Akt {sted.Akt}";
        var vist = lukket || d.Filer.Count == 0 ? null : await filvisning.VisAsync(id, Filvisning.Vises(d.Filer, fil), ct);
        var delforloeb = redigerbar && d.Foraelder is null
            ? await db.Delforloeb.Where(x => x.SagId == sted.Id).OrderBy(x => x.Nummer).Select(x => new { x.Id, x.Nummer, x.Titel }).ToListAsync(ct) : [];
        var dubletter = kladde && kan ? await Dokumentforesp.DubletterAsync(db, aktoer, id, [.. d.Filer.Select(f => f.Sha256)], ct) : [];
        var tekster = lukket ? null : await indeksering.For(myndighed).TeksterAsync([.. d.Filer.Select(f => f.Sha256)], ct);
        var anmodet = d.Fejljournalisering is { Afgjort: null } a ? a : null;
        return new(
            id, d.Titel, $"Sag {sted.Sagsnummer} · {Ord.Retning(d.Retning)} · {DanishTime.LongDate(d.Dato)}", akt, d.Kasseret is not null ? new("Kasseret", Farve.Graa, Figur.Kryds) : tilGodkendelse ? new("Til godkendelse", Farve.Gul, Figur.Halv) : Maerke(d.Tilstand, d.UdenBetydning, udtjekket, d.Endelig is null ? null : d.Retning),
            [new("Sager", "/sager"), new(sted.Sagsnummer, $"/sager/{sted.Sagsnummer}"), new("Dokumenter", $"/sager/{sted.Sagsnummer}/dokumenter"), new(akt)], d.Version, kladde, redigerbar, laas,
            d.Foraelder is null, mit, Rettelse(d, sted), [.. delforloeb.Select(x => new Mulighed(x.Id.ToString(), $"{x.Nummer}. {x.Titel}"))],
            [.. d.Filer.Select(f => new Fane(Kort(f.Filnavn), $"/dokumenter/{id}?fil={f.Nummer}", f.Nummer == (vist?.Nummer ?? 1)))], vist,
            d.Kasseret is { } kasseret ? $"Filerne blev kasseret {DanishTime.LongDate(kasseret)}. Registreringen og nummeret bliver stående."
                : lukket ? "Dokumentet er fejljournaliseret. Registreringen og nummeret bliver stående, men indholdet vises ikke længere." : null, lukket && aktoer.Har(Roller.Arkivar),
            [.. d.Filer.Select(f => tekster?.GetValueOrDefault(f.Sha256) is { SkalSiges: true } t
                ? new Dokumentfilrad(f.Nummer, f.Akt, f.Filnavn, Ord.Stoerrelse(f.Stoerrelse), f.Bemaerkning, t.Grund, kan && t.KanProevesIgen)
                : new Dokumentfilrad(f.Nummer, f.Akt, f.Filnavn, Ord.Stoerrelse(f.Stoerrelse), f.Bemaerkning))],
            lukket ? [] : await UdgaverAsync(id, udgaver, ct), await FaktaAsync(d, kan, redigerbar, ct), [.. d.Bilag.Select(Link)],
            [.. d.Sager.Select(s => new Dokumentlink(s.Titel, $"/sager/{s.Sagsnummer}", s.Akt is null ? s.Sagsnummer : $"{s.Sagsnummer}, akt {s.Akt}"))],
            Henvisninger(d), [.. dubletter.Select(x => new Dokumentlink(x.Titel, $"/dokumenter/{x.DokumentId}", x.Akt is null ? x.Sagsnummer : $"{x.Sagsnummer}, akt {x.Akt}"))],
            kan ? Handlinger(d, kladde, redigerbar, aabne, redigering is { ErMin: false, KanAfsluttes: true }, anmodet is not null) : [],
            anmodet is null ? null : $"{await personer.NavnAsync(anmodet.AnmodetAf, ct)} har bedt om at markere dokumentet som fejljournaliseret: {anmodet.Grund}",
            kan && anmodet is not null && !aktoer.Er(anmodet.AnmodetAf), graenser.StoersteFil, redigering is null ? null : Redigeres(id, redigering, kan, vaert, aabn),
            [.. (await redigeringer.AfsluttedeAsync(aktoer, id, ct)).Select(Redigeringsord.Besked)],
            d.Filer.Count > 0 ? Redigeringsord.Program(d.Filer[0].Filnavn)?.Navn : null, d.Filer.Count > 0 && Redigeringsord.AabnesAfLibreOffice(d.Filer[0].Filnavn), udgaver.Count, godkendt)
        {
            Forsendelser = (await forsendelser.PaaDokumentAsync(aktoer, id, null, 10, ct)).Poster,
        };
    }

    private static Dokumentredigering Redigeres(Guid id, Redigeringsstand r, bool kan, string vaert, string? aabn)
    {
        var siden = r.Begyndt is { } b ? $" siden {DanishTime.ShortDateTime(b)}" : "";
        var til = DanishTime.ShortDateTime(r.Til);
        var saetning = r.ErMin ? $"Du har dokumentet tjekket ud{siden}. Ingen andre kan ændre filerne. Det gælder til {til} og forlænges, hver gang du gemmer."
            : $"Tjekket ud af {r.Navn}{siden}, gælder til {til}.{(r.ErVaek ? $" {r.Navn} er her ikke længere, så der kan ikke gemmes." : "")} Filerne kan ikke ændres så længe.";
        var links = r.Filer.Select(f => Redigeringsord.Link(f, vaert)).ToList();
        var valgt = aabn is null || links.Count == 0 ? null : aabn == "libreoffice" ? links[0].LibreOfficeHref : links[0].ProgramHref;
        return new(saetning, r.ErMin, links, kan && !r.ErMin && r.KanAfsluttes ? $"/dokumenter/{id}/tvungen-indtjekning" : null, valgt);
    }

    private static Formular Rettelse(Dokumentvisning d, Dokumentsted sted) => new(
        ("titel", d.Titel), ("retning", d.Retning), ("dato", d.Dato.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)), ("dokumenttype", d.Dokumenttype), ("delforloeb", sted.DelforloebId?.ToString()), ("sag", sted.Id.ToString()),
        ("korrespondenter", string.Join('\n', d.Korrespondenter.Select(k => $"{k.Art}: {k.Navn}{(k.Email is null || k.Email == k.Navn ? "" : $" <{k.Email}>")}"))));

    /// <summary>Newest first; those that came of one check-out stand together.</summary>
    private async Task<IReadOnlyList<Dokumentudgaver>> UdgaverAsync(Guid id, IReadOnlyList<Filudgave> udgaver, CancellationToken ct)
    {
        if (udgaver.Count == 0)
            return [];
        var forloeb = await redigeringer.ForloebAsync(id, ct);
        List<(Redigeringsforloeb? Forloeb, List<Dokumentudgave> Udgaver)> hold = [];
        foreach (var u in udgaver.Take(FlestUdgaver))
        {
            var f = forloeb.FirstOrDefault(x => u.Filversion > x.Fra && u.Filversion <= x.Til);
            if (f is null || hold.Count == 0 || hold[^1].Forloeb != f)
                hold.Add((f, []));
            hold[^1].Udgaver.Add(new(u.Filversion, DanishTime.ShortDateTime(u.Tid), await personer.NavnAsync(u.Af, ct), [.. u.Filer.Select(x => (x.Nummer, x.Filnavn))], u.ErGaeldende));
        }

        List<Dokumentudgaver> viste = [];
        foreach (var (f, egne) in hold)
            viste.Add(new(f is null || egne.Count < 2 ? null : $"{await personer.NavnAsync(f.BrugerId, ct)} redigerede fra {DanishTime.ShortDateTime(f.Begyndt)}: {egne.Count} udgaver", egne));
        return viste;
    }

    private async Task<IReadOnlyList<Dokumentfakta>> FaktaAsync(Dokumentvisning d, bool kan, bool iFormularen, CancellationToken ct)
    {
        var sti = $"/dokumenter/{d.Id}/";
        List<Dokumentfakta> fakta = [];
        if (d.Dokumenttype is not null && !iFormularen)
            fakta.Add(new("Type", d.Dokumenttype));
        foreach (var k in iFormularen ? [] : d.Korrespondenter.GroupBy(k => k.Art))
            fakta.Add(new(k.Key, string.Join(", ", k.Select(x => x.Email is null || x.Email == x.Navn ? x.Navn : $"{x.Navn} ({x.Email})"))));
        fakta.Add(new("Følsomhed", Ord.Foelsomhed(d.Foelsomhed), kan ? sti + "foelsomhed" : null));
        fakta.Add(new("Adgang", d.EgenAdgang ? "Færre end sagen" : "Som sagen", kan ? sti + "adgang" : null));
        fakta.Add(new("Aktindsigt", Ord.Aktindsigt(d.Aktindsigt) + (d.AktindsigtNote is null ? "" : $": {d.AktindsigtNote}"), kan ? sti + "aktindsigt" : null));
        fakta.Add(new("Postliste", d.PaaPostliste ? $"Som »{d.OffentligTitel}«{(d.AfvistTilPostliste is null ? "" : $", afvist: {d.AfvistTilPostliste}")}" : "Ikke på postlisten", kan ? sti + "postliste" : null));
        if (d.UdenBetydning is not null)
            fakta.Add(new("Uden betydning", d.UdenBetydning));
        fakta.Add(new("Lagt ind", $"{DanishTime.ShortDateTime(d.Oprettet)}, {await personer.NavnAsync(d.OprettetAf, ct)}"));
        if (d.Endelig is { } e)
        {
            fakta.Add(new(d.Retning == nameof(Retning.Internt) ? "Endeligt" : "Sendt", string.Join(" · ", new[] { DanishTime.ShortDate(e.Dato), e.Maade, e.Modtagere is null ? null : $"til {e.Modtagere}" }.Where(t => t is not null))
                + $" (registreret af {await personer.NavnAsync(e.Af, ct)})", kan ? sti + "endeliggoerelse-fortryd" : null, "Fortryd"));
        }

        if (d.Journaliseret is { } journaliseret)
            fakta.Add(new("Journaliseret", $"{DanishTime.ShortDateTime(journaliseret)}, {await personer.NavnAsync(d.JournaliseretAf ?? d.OprettetAf, ct)}"));
        if (d.Fejljournalisering is { Bekraeftet: true, AfgjortAf: { } af } f)
            fakta.Add(new("Fejljournaliseret", $"{f.Grund} ({await personer.NavnAsync(f.AnmodetAf, ct)} og {await personer.NavnAsync(af, ct)})"));
        return fakta;
    }

    private static List<Dokumentlink> Henvisninger(Dokumentvisning d)
    {
        List<Dokumentlink> alle = [];
        if (d.Foraelder is { } foraelder)
            alle.Add(Link(foraelder) with { Under = "Kom med dette dokument" });
        if (d.Retter is { } retter)
            alle.Add(Link(retter) with { Under = "Retter dette dokument" });
        alle.AddRange(d.RettetAf.Select(r => Link(r) with { Under = "Rettet af dette dokument" }));
        return alle;
    }

    private static List<Sidelink> Handlinger(Dokumentvisning d, bool kladde, bool redigerbar, bool aabne, bool tvingInd, bool anmodet)
    {
        var sti = $"/dokumenter/{d.Id}/";
        List<Sidelink> alle = [];
        var eget = d.Foraelder is null;
        if (aabne && eget && d.Tilstand != nameof(Dokumenttilstand.Fejljournaliseret))
        {
            alle.Add(new("Flyt til en anden sag", sti + "flytning"));
            alle.Add(new("Registrér også på en anden sag", sti + "registrering"));
        }

        if (d.Tilstand == nameof(Dokumenttilstand.Journaliseret))
        {
            alle.Add(new("Ret med et nyt dokument", sti + "rettelse"));
            if (!anmodet)
                alle.Add(new("Fejljournaliseret", sti + "fejljournalisering"));
        }

        if (aabne && eget && d.Retning == nameof(Retning.Udgaaende) && d.Tilstand != nameof(Dokumenttilstand.Fejljournaliseret) && d.Filer.Count > 0)
            alle.Insert(0, new(d.Endelig is null ? "Send brevet" : "Send brevet igen", sti + "send"));
        if (redigerbar && eget)
            alle.Add(new("Bed om godkendelse", sti + "godkendelse"));
        if (tvingInd)
            alle.Add(new("Afslut kollegas redigering", sti + "tvungen-indtjekning"));
        if (redigerbar)
            alle.Add(d.UdenBetydning is null ? new("Uden betydning for sagen", sti + "uden-betydning") : new("Har alligevel betydning", sti + "med-betydning"));
        if (!string.IsNullOrEmpty(d.Filer.Count > 0 ? d.Filer[0].Sha256 : null) && d.Tilstand != nameof(Dokumenttilstand.Fejljournaliseret))
            alle.Add(new("Hent stemplet kopi (PDF)", sti + "filer/1/pdf?stempel=true"));
        if (aabne && d.Endelig is null && KanGoeresEndeligt(d))
            alle.Insert(0, new(d.Retning == nameof(Retning.Internt) ? "Registrér som endeligt" : "Registrér som sendt", sti + "endeliggoerelse"));
        if (redigerbar && kladde)
            alle.Add(new("Slet kladden", sti + "sletning"));
        return alle;
    }

    private static bool KanGoeresEndeligt(Dokumentvisning d) => d.Tilstand switch
    {
        nameof(Dokumenttilstand.Kladde) => d.Retning != nameof(Retning.Indgaaende) && d.Foraelder is null,
        nameof(Dokumenttilstand.Journaliseret) => d.Retning == nameof(Retning.Udgaaende),
        _ => false,
    };

    private static Dokumentlink Link(Dokumenthenvisning h) => new(h.Titel, $"/dokumenter/{h.Id}", h.Akt is null ? "Kladde" : $"Akt {h.Akt}");

    private static string Kort(string navn) => navn.Length <= 28 ? navn : navn[..27] + "…";
}
