namespace Esdh.Arkiv.Version;

/// <summary>The statement behind each table: plain SQL that every provider reads, in an order that is the same each time.</summary>
internal static class Tabelkilder
{
    public static Tabelkilde Sag(Versionsplan plan) => new(Tabelkatalog.Sag, $"""
        select s.nr, s.sagsnummer, s.titel, s.offentlig_titel, s.beskrivelse, s.emne, s.facet, t.nr, s.tilstand, s.foelsomhed, e.nr, b.nr, k.nr, s.har_papir, s.er_samlesag, s.er_beskyttet, o.nr, m.nr, a.nr,
            s.oprettet, s.afsluttet, null, null, s.id, v.bevaring
        from sag s join sagsstatus t on t.id = s.status_id join enhed e on e.id = s.enhed_id left join bruger b on b.id = s.behandler_id left join sagsskabelon k on k.id = s.skabelon_id
            left join sag o on o.id = s.oversag_id and {Sagsvalg(plan, "o")} left join sag m on m.id = s.sammenlagt_med_id and {Sagsvalg(plan, "m")} left join bruger a on a.id = s.oprettet_af left join sagsbevaring v on v.sag_id = s.id
        where {Sagsvalg(plan, "s")} order by s.nr
        """);

    public static Tabelkilde Registrering(Versionsplan plan) => new(Tabelkatalog.Registrering, $"""
        select r.nr, s.nr, d.nr, r.aktnr, r.bilagsnr, f.nr, b.nr, r.registreret, t.nr
        from dokumentregistrering r join dokument d on d.id = r.dokument_id join sag s on s.id = r.sag_id left join delforloeb f on f.id = r.delforloeb_id and f.sag_id = r.sag_id
            left join bruger b on b.id = r.registreret_af left join sag t on t.id = r.flyttet_til_id
        where {Dokumentvalg(plan, "d")} order by r.nr
        """);

    public static Tabelkilde Dokument(Versionsplan plan) => new(Tabelkatalog.Dokument, $"""
        select d.nr, d.titel, d.retning, d.dokumenttype, d.dato, d.tilstand, d.foelsomhed, d.aktindsigt, d.aktindsigt_note, p.nr, q.nr, a.nr, d.oprettet, d.journaliseret, j.nr, null,
            (select count(*) from arkiv_afleveret x join arkivversion v on v.id = x.arkivversion_id where x.dokument_id = d.id and v.tilstand = 'Godkendt'), d.id
        from dokument d left join dokument p on p.id = d.foraelder_id left join dokument q on q.id = d.retter_id left join bruger a on a.id = d.oprettet_af left join bruger j on j.id = d.journaliseret_af
        where {Dokumentvalg(plan, "d")} order by d.nr
        """);

    public static Tabelkilde Korrespondent() => new(Tabelkatalog.Korrespondent, """
        select k.id, d.nr, k.art, k.navn, k.email, p.nr from korrespondent k join dokument d on d.id = k.dokument_id left join part p on p.id = k.part_id order by k.id
        """);

    public static Tabelkilde Delforloeb() => new(Tabelkatalog.Delforloeb, "select f.nr, s.nr, f.nummer, f.titel from delforloeb f join sag s on s.id = f.sag_id order by f.nr");

    public static Tabelkilde Sagspart() => new(Tabelkatalog.Sagspart, """
        select x.id, s.nr, p.nr, x.rolle, x.er_primaer, x.navn, x.adresse, x.postnummer, x.by, x.email, x.telefon, x.repraesenterer_id, d.nr, x.tilfoejet, x.fratraadt, rs.nr
        from sagspart x join sag s on s.id = x.sag_id join part p on p.id = x.part_id left join dokument d on d.id = x.fuldmagt_dokument_id
            left join sagspart r on r.id = x.repraesenterer_id left join sag rs on rs.id = r.sag_id
        order by x.id
        """);

    public static Tabelkilde Notat(Versionsplan plan) => new(Tabelkatalog.Notat, $"""
        select n.nr, s.nr, f.nr, n.overskrift, n.tekst, n.kontakttidspunkt, n.kilde, n.sagspart_id, b.nr, n.oprettet, n.endelig, q.nr, ps.nr
        from journalnotat n join sag s on s.id = n.sag_id left join delforloeb f on f.id = n.delforloeb_id and f.sag_id = n.sag_id left join bruger b on b.id = n.forfatter_id
            left join journalnotat q on q.id = n.retter_notat_id and q.sag_id = n.sag_id and {Notatvalg(plan, "q")} left join sagspart p on p.id = n.sagspart_id left join sag ps on ps.id = p.sag_id
        where {Notatvalg(plan, "n")} order by n.nr
        """);

    public static Tabelkilde Tidligerenummer() => new(Tabelkatalog.Tidligerenummer, "select n.sagsnummer, s.nr, n.fra from sag_nummer n join sag s on s.id = n.sag_id order by n.sagsnummer");

    public static Tabelkilde Maerke() => new(Tabelkatalog.Maerke, "select s.nr, m.maerke from sag_maerke m join sag s on s.id = m.sag_id order by s.nr, m.maerke");

    public static Tabelkilde Relation() => new(Tabelkatalog.Relation, "select f.nr, t.nr, r.tid from sag_relation r join sag f on f.id = r.fra_sag_id join sag t on t.id = r.til_sag_id order by f.nr, t.nr");

    public static Tabelkilde Afgoerelse() => new(Tabelkatalog.Afgoerelse, """
        select a.id, s.nr, a.dato, a.art, a.frist, a.notat, a.retsgrundlag, a.hovedhensyn, a.faktum, a.klagevejledning, b.nr, a.registreret
        from afgoerelse a join sag s on s.id = a.sag_id left join bruger b on b.id = a.registreret_af order by a.id
        """);

    public static Tabelkilde Beslutning() => new(Tabelkatalog.Beslutning, """
        select a.id, s.nr, a.dato, a.udvalg, a.art, a.frist, a.notat, b.nr, a.registreret from beslutning a join sag s on s.id = a.sag_id left join bruger b on b.id = a.registreret_af order by a.id
        """);

    public static Tabelkilde Sagsfelt() => new(Tabelkatalog.Sagsfelt, "select s.nr, v.felt, v.vaerdi from feltvaerdi v join sag s on s.id = v.sag_id order by s.nr, v.felt");

    public static Tabelkilde Part() => new(Tabelkatalog.Part, """
        select p.nr, p.art, p.cpr, p.cvr, p.navn, p.adresse, p.postnummer, p.by, p.email, p.telefon, p.er_beskyttet, p.beskyttet_til, p.oprettet from part p order by p.nr
        """);

    /// <summary>Number, case, time, type, who, document, data, object, the object's case number, its document's title, and when it became final where it is a note.</summary>
    public static Tabelkilde Historik(Versionsplan plan) => new(Tabelkatalog.Historik, """
        select h.nr, s.nr, h.tid, h.type, h.aktoer_id, d.nr, x.data, h.objekt_id, o.sagsnummer, d.titel, n.endelig
        from haendelse h join sag s on s.id = h.sag_id left join haendelse_data x on x.nr = h.nr left join dokument d on d.id = h.objekt_id left join sag o on o.id = h.objekt_id left join journalnotat n on n.id = h.objekt_id
        where h.sag_id is not null and h.tid <= @frosset
        """ + (plan.ErPeriode ? " and h.tid < @til" : "") + " order by h.nr");

    public static Tabelkilde Sagsstatus() => new(Tabelkatalog.Sagsstatus, "select t.nr, t.navn, t.tilstand from sagsstatus t order by t.nr");

    public static Tabelkilde Skabelon() => new(Tabelkatalog.Skabelon, "select k.nr, k.navn, k.beskrivelse from sagsskabelon k order by k.nr");

    public static Tabelkilde Enhed() => new(Tabelkatalog.Enhed, "select e.nr, e.navn, o.nr from enhed e left join enhed o on o.id = e.foraelder_id order by e.nr");

    public static Tabelkilde Bruger() => new(Tabelkatalog.Bruger, "select b.nr, b.navn, b.titel, e.nr from bruger b join enhed e on e.id = b.enhed_id order by b.nr");

    /// <summary>File, document, number, name, type, size, content, and the document that it is attached to: of what is delivered now.</summary>
    public static string Filer(Versionsplan plan) => $"""
        select f.nr, d.nr, f.nummer, f.filnavn, f.mimetype, f.stoerrelse, f.sha256, p.nr
        from fil f join dokument d on d.id = f.dokument_id and d.filversion = f.filversion left join dokument p on p.id = d.foraelder_id
        where {Dokumentvalg(plan, "d")} and d.tilstand = 'Journaliseret'
            and not exists (select 1 from arkiv_afleveret x join arkivversion v on v.id = x.arkivversion_id where x.dokument_id = d.id and v.tilstand = 'Godkendt')
        order by d.nr, f.nummer
        """;

    private static string Dokumentvalg(Versionsplan plan, string d) => $"{d}.journaliseret is not null and {d}.journaliseret <= @frosset" + (plan.ErPeriode ? $" and {d}.journaliseret >= @fra and {d}.journaliseret < @til" : "");

    private static string Notatvalg(Versionsplan plan, string n) => $"{n}.endelig is not null and {n}.endelig <= @frosset" + (plan.ErPeriode ? $" and {n}.endelig >= @fra and {n}.endelig < @til" : "");

    /// <summary>A case of the period was opened in it, or got a document or note in it.</summary>
    private static string Sagsvalg(Versionsplan plan, string s)
    {
        var valg = $"{s}.oprettet <= @frosset";
        if (plan.ErPeriode)
        {
            valg += $" and (({s}.oprettet >= @fra and {s}.oprettet < @til)"
                + $" or exists (select 1 from dokumentregistrering pr join dokument pd on pd.id = pr.dokument_id where pr.sag_id = {s}.id and {Dokumentvalg(plan, "pd")})"
                + $" or exists (select 1 from journalnotat pn where pn.sag_id = {s}.id and {Notatvalg(plan, "pn")}))";
        }

        // Only digits and points: Versionsplan's are checked when they are given.
        return plan.Emner.Count == 0 ? valg : $"{valg} and ({string.Join(" or ", plan.Emner.Select(e => $"{s}.emne = '{e}' or {s}.emne like '{e}.%'"))})";
    }
}
