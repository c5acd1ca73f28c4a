using System.Globalization;
using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Tests.Http;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Laesemodel;

/// <summary>The read paths and what each must show: a new route is found by the guard and gets its line here.</summary>
internal sealed partial class Laesning
{
    /// <summary>A list, and what of which kind it must hold.</summary>
    internal sealed record Liste(string Moenster, string Adresse, Action<Laesning, Laeser, string, IEnumerable<string>> Kontrol);

    private static Liste Af<T>(string moenster, string foresp, IEnumerable<T> skal) where T : Ting =>
        new(moenster, moenster + foresp, (m, l, adresse, ord) => m.Sammenlign(l, adresse, ord, skal));

    private string Dag => verden.Dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IEnumerable<T> Set<T>(Laeser l) where T : Ting => verden.Alle<T>().Where(t => t is not Dokument { Slettet: true } && l.Ser(t));

    /// <summary>Lists that are held against the oracle exactly, in both directions.</summary>
    private IEnumerable<Liste> Lister(Laeser l)
    {
        var (sager, dokumenter) = (Set<Sag>(l).ToList(), Set<Dokument>(l).ToList());
        yield return Af("/api/v1/sager", "?antal=200", sager);
        yield return Af("/api/v1/sager", "?antal=7&sorter=titel", sager);
        yield return Af("/api/v1/sager", "?antal=200&behandler=mig", sager.Where(s => s.Behandler == l.Bord));
        yield return Af("/api/v1/sager", $"?antal=200&enhed={verden.Enheder[1].Id}", sager.Where(s => s.Enhed == verden.Enheder[1]));
        yield return Af("/sager.csv", "", sager);
        yield return Af("/api/v1/parter", "?antal=200", Set<Part>(l));
        yield return Af("/api/v1/journal", $"?dag={Dag}&antal=200", dokumenter.Where(d => d.Journaliseret));
        yield return Af("/api/v1/journal", $"?dag={Dag}&antal=11", Set<Notat>(l).Where(n => n.Endelig));
        yield return Af("/journal/fil", $"?dag={Dag}", dokumenter.Where(d => d.Journaliseret));
        yield return Af("/api/v1/journal/mangler", "?antal=200", dokumenter.Where(d => d is { Journaliseret: false, Hoved: null, Retning: "indgaaende" }));
        yield return Af("/api/v1/erindringer", "?antal=200", Set<Erindring>(l).Where(e => e.Ansvarlig == l.Bord));
        yield return Af("/api/v1/godkendelser", "?visning=aabne&antal=200", Set<Godkendelse>(l));
        var poster = Set<Post>(l).ToList();
        yield return Af("/api/v1/indbakke", "?boks=min&antal=200", poster.Where(p => p.Bruger == l.Bord));
        yield return Af("/api/v1/indbakke", "?boks=enhed&antal=200", poster.Where(p => p.Bruger is null));
        yield return Af("/api/v1/indbakke", "?boks=medarbejdere&antal=200", poster.Where(p => p.Bruger is not null && p.Bruger != l.Bord));
        yield return Af("/api/v1/visninger", "", Set<Visning>(l));
        yield return Af("/api/v1/soegninger", "", Set<Gemtsoegning>(l));
        yield return Af("/api/v1/jobs", "?antal=200", Set<Job>(l));
        foreach (var s in Set<Gemtsoegning>(l).Where(s => l.ForAnden is null && l.Har(AccessRules.Laesning) && s.Foelgere.Contains(l.Person)).OrderBy(s => s.Maerke, StringComparer.Ordinal).Take(2))
        {
            yield return new("/api/v1/soegninger/{id}/nye-hits", $"/api/v1/soegninger/{s.Id}/nye-hits?alle=true&antal=200", (m, _, adresse, ord) =>
            {
                m.Sammenlign(l, adresse, ord, sager.Where(x => l.SerTilDaglig(x)), l.Ser);
                m.Sammenlign(l, adresse, ord, dokumenter.Where(x => x.Hoved is null && l.SerTilDaglig(x)), l.Ser);
            });
        }
    }

    private static readonly HashSet<string> KendteLister = ["/api/v1/sager", "/sager.csv", "/journal/fil"]; // need no second look without a query

    /// <summary>Pages that show a part of what one sees; what they show is looked through for what one does not see.</summary>
    private static readonly HashSet<string> ViserNoget =
    [
        "/", "/sager", "/sager/ny", "/parter", "/journal", "/journal/mangler", "/journal/postliste", "/erindringer", "/godkendelser", "/forsendelser", "/indbakke", "/jobs", "/fratraadte", "/stikproever", "/soegning", "/soegninger", "/postliste",
        "/api/v1/parter", "/api/v1/journal", "/api/v1/journal/mangler", "/api/v1/erindringer", "/api/v1/godkendelser", "/api/v1/indbakke", "/api/v1/indbakke/fordelt", "/api/v1/visninger", "/api/v1/soegninger", "/api/v1/jobs", "/api/v1/haendelser",
        "/api/v1/forsendelsesmodtagere", "/api/v1/fratraadte", "/api/v1/sager/dubletter",
    ];

    /// <summary>Routes whose every pair of reader and thing is tried; of the rest some.</summary>
    private static readonly HashSet<string> AlleMedAlle = ["/api/v1/sager/{sag}", "/api/v1/dokumenter/{id}"];

    /// <summary>Why a route is not asked: it tells of no case, document or party, or its own tests hold it.</summary>
    private static string? Udenfor(string moenster) => Array.Find(Udenfra, u => moenster.StartsWith(u.Sti, StringComparison.Ordinal)).Hvorfor;

    private static readonly (string Sti, string Hvorfor)[] Udenfra =
    [
        ("/auth/", "sign-in"), ("/openapi", "the description of the API"), ("/sundhed", "health"), ("/konto/kodeord", "a form"), ("/logon", "a form"),
        ("/administration/adgangslog", "the access log names what was looked at; that is the log controller's task"), ("/api/v1/adgangslog", "as the page"), ("/logkontrol", "the access log"), ("/api/v1/logkontroller", "the access log"),
        ("/forklaringer", "one's own lines of the access log"), ("/api/v1/mig/forklaringer", "one's own lines of the access log"),
        ("/administration/", "the authority's own: users, units, setup"), ("/api/v1/brugere/", "users"), ("/api/v1/enheder/", "units"), ("/api/v1/grupper/", "groups"), ("/api/v1/klienter/", "clients"),
        ("/api/v1/enhedsaendringer/", "the administrator's; counts of cases, none named"), ("/api/v1/emneplan/", "the plan"), ("/api/v1/dokumentskabeloner/", "templates"), ("/api/v1/sagsskabeloner/", "templates"),
        ("/api/v1/fraser/", "phrases"), ("/fraser/", "phrases"), ("/fravaer/", "absences"), ("/api/v1/fravaer/", "absences"), ("/rettigheder/", "reviews of rights"), ("/api/v1/rettighedsgennemgange/", "reviews of rights"),
        ("/api/v1/postkasser/", "mailboxes"), ("/api/v1/webhooks/", "webhooks: what they deliver is asked below"), ("/dav/{noegle}", "asked below"), ("/postliste/{dato}", "asked below"), ("/api/v1/postliste/{dag}", "asked below"),
        ("/api/v1/opsaetning", "setup"), ("/arkiv", "the archive's own tests"), ("/api/v1/kassation", "the archive's own tests"), ("/api/v1/bevaring", "the archive's own tests"), ("/api/v1/arkiv", "the archive's own tests"), ("/api/v1/afleveringer", "the archive's own tests"),
    ];

    /// <summary>The parts of an address that name something of the world.</summary>
    private static bool HarTing(string moenster) => Array.Exists(
        new[] { "/sager/{sag}", "/dokumenter/{id}", "/notater/{id}", "/erindringer/{id}", "/hoeringer/{id}", "/forsendelser/{id}", "/godkendelser/{id}", "/parter/{id}", "/indbakke/{id}", "/udtraek/{id}", "/masseforsendelser/{id}", "/jobs/{job}", "/stikproever/", "/sagsstikproever/", "/fratraadte/{bruger}", "/journal/postliste/{id}", "/soegninger/{id}" },
        led => moenster.Contains(led, StringComparison.Ordinal));

    /// <summary>What a route's address can name, and the addresses.</summary>
    private IEnumerable<(Ting Ting, string Adresse)> Steder(Rute rute)
    {
        var m = rute.Moenster;
        string Nr(string sti) => sti.Replace("{nr}", "1", StringComparison.Ordinal).Replace("{udgave}", "1", StringComparison.Ordinal).Replace("{nummer}", "1", StringComparison.Ordinal).Replace("{del}", "1", StringComparison.Ordinal);
        IEnumerable<(Ting, string)> Med<T>(string navn, Func<T, bool>? hvilke = null) where T : Ting =>
            verden.Alle<T>().Where(t => t.Id != Guid.Empty && hvilke?.Invoke(t) != false).Select(t => ((Ting)t, Nr(m.Replace($"{{{navn}}}", t.Id.ToString(), StringComparison.Ordinal))));
        if (m.Contains("/sager/{sag}", StringComparison.Ordinal))
        {
            if (m.Contains("{hoering}", StringComparison.Ordinal))
                return verden.Alle<Hoering>().Select(h => ((Ting)h, m.Replace("{sag}", h.Sag.Nummer, StringComparison.Ordinal).Replace("{hoering}", h.Id.ToString(), StringComparison.Ordinal)));
            if (m.Contains("{part}", StringComparison.Ordinal))
                return verden.Alle<Sagspart>().Select(p => ((Ting)p, m.Replace("{sag}", p.Sag.Nummer, StringComparison.Ordinal).Replace("{part}", p.Id.ToString(), StringComparison.Ordinal)));
            return rute.ErApi ? Med<Sag>("sag") : verden.Alle<Sag>().Where(s => s.SammenlagtMed is null).Select(s => ((Ting)s, m.Replace("{sag}", s.Nummer, StringComparison.Ordinal)));
        }

        return m switch
        {
            _ when m.Contains("/dokumenter/{id}", StringComparison.Ordinal) => Med<Dokument>("id", d => !d.Slettet && (!m.EndsWith("/pdf", StringComparison.Ordinal) || d.Filnavn.EndsWith(".pdf", StringComparison.Ordinal))), // the others would need LibreOffice
            _ when m.Contains("/notater/{id}", StringComparison.Ordinal) => Med<Notat>("id"),
            _ when m.Contains("/erindringer/{id}", StringComparison.Ordinal) => Med<Erindring>("id"),
            _ when m.Contains("/hoeringer/{id}", StringComparison.Ordinal) => Med<Hoering>("id"),
            _ when m.Contains("/forsendelser/{id}", StringComparison.Ordinal) => Med<Forsendelse>("id").Select(x => (x.Item1, x.Item2.Replace("{modtager}", ((Forsendelse)x.Item1).Modtager.ToString(), StringComparison.Ordinal))),
            _ when m.Contains("/godkendelser/{id}", StringComparison.Ordinal) => Med<Godkendelse>("id"),
            _ when m.Contains("/parter/{id}", StringComparison.Ordinal) => Med<Part>("id"),
            _ when m.Contains("/indbakke/{id}", StringComparison.Ordinal) => Med<Post>("id"),
            _ when m.Contains("/udtraek/{id}", StringComparison.Ordinal) => Med<Udtraek>("id"),
            _ when m.Contains("/masseforsendelser/{id}", StringComparison.Ordinal) => Med<Masseforsendelse>("id"),
            _ when m.Contains("/soegninger/{id}", StringComparison.Ordinal) => Med<Gemtsoegning>("id"),
            _ when m.Contains("/jobs/{job}", StringComparison.Ordinal) => Med<Job>("job"),
            _ => [],
        };
    }

    /// <summary>Routes that answer 404 also of what one sees, since what they show need not be there.</summary>
    private static bool KanMangle(string moenster) => Array.Exists(
        new[] { "/filer/{nr}/pdf", "/vis/{nr}", "/udtraek/{id}/fil", "/forsendelser/{id}/filer", "/bevis", "/proeve", "/jobs/{job}", "/sammenligning", "/underskrift", "/afslut", "/svar", "/forlaeng", "/personnummer", "/beskyttet", "/udgave", "fortryd", "afvis", "/fra-skabelon", "/udgaa", "/indbakke/{id}/filer" },
        led => moenster.Contains(led, StringComparison.Ordinal));

    /// <summary>What may be told of beyond what is seen, and where docs say so.</summary>
    private bool ErUndtaget(string moenster, string adresse, Laeser l, Ting t, string ord) =>
        (t is Post p && p.FordeltAf == l.Bord && moenster is "/api/v1/indbakke/fordelt" or "/indbakke") // docs/indbakke.md: how far it is, for 30 days
        || (t is Sag s && ord.Contains('-', StringComparison.Ordinal) && moenster.Contains("/jobs", StringComparison.Ordinal) && verden.Alle<Job>().Any(j => j.Ejer == l.Person && j.Sager.Contains(s))) // the number that was named when it was ordered
        || (t.VarPaa.Any(l.Ser) && (t is not Godkendelse { Dokument: { } dokument } || l.Ser(dokument)) && (moenster.Contains("/historik", StringComparison.Ordinal) || moenster is "/api/v1/haendelser" or "/sager/{sag}")); // docs/adgang.md: a history tells what happened

    /// <summary>What stands on what was asked for.</summary>
    private void Indhold(Laeser l, string moenster, string adresse, Ting ting, Svar svar)
    {
        switch (moenster, ting)
        {
            case ("/api/v1/sager/{sag}" or "/sager/{sag}", Sag s):
                if (!svar.Tekst.Contains(s.Maerke, StringComparison.Ordinal))
                    Meld(l, adresse, $"does not show {s}");
                break;
            case ("/api/v1/dokumenter/{id}" or "/dokumenter/{id}", Dokument d):
                Sammenlign(l, adresse, svar.Ord, d.Sager.Where(s => l.Ser(s)));
                break;
            case ("/api/v1/sager/{sag}/dokumenter" or "/sager/{sag}/dokumenter", Sag s):
                Sammenlign(l, adresse, svar.Ord, Set<Dokument>(l).Where(d => d.Sager.Contains(s)), d => d.Foer.Contains(s));
                break;
            case ("/api/v1/sager/{sag}/aktliste" or "/sager/{sag}/dokumenter/aktliste.csv", Sag s):
                Sammenlign(l, adresse, svar.Ord, Set<Dokument>(l).Where(d => d.Sager.Contains(s) && d.Journaliseret), d => d.Foer.Contains(s));
                break;
            case ("/api/v1/sager/{sag}/notater" or "/sager/{sag}/notater", Sag s):
                Sammenlign(l, adresse, svar.Ord, verden.Alle<Notat>().Where(n => n.Sag == s));
                break;
            case ("/api/v1/sager/{sag}/erindringer" or "/sager/{sag}/erindringer", Sag s):
                Sammenlign(l, adresse, svar.Ord, verden.Alle<Erindring>().Where(n => n.Sag == s));
                break;
            case ("/api/v1/sager/{sag}/parter", Sag s):
                Sammenlign(l, adresse, svar.Ord, verden.Alle<Part>().Where(p => p.Sager.Contains(s)));
                break;
            case ("/api/v1/sager/{sag}/hoeringer", Sag s):
                Sammenlign(l, adresse, svar.Ord, verden.Alle<Hoering>().Where(h => h.Sag == s));
                break;
            case ("/api/v1/sager/{sag}/godkendelser", Sag s):
                Sammenlign(l, adresse, svar.Ord, Set<Godkendelse>(l).Where(g => g.Sag == s));
                break;
            case ("/api/v1/parter/{id}/sager", Part p):
                Sammenlign(l, adresse, svar.Ord, p.Sager.Where(s => l.Ser(s)));
                break;
            case ("/api/v1/parter/{id}/dokumenter", Part p):
                Sammenlign(l, adresse, svar.Ord, p.Dokumenter.Where(d => l.Ser(d) && !d.Slettet));
                break;
            case ("/api/v1/parter/{id}/notater", Part p):
                Sammenlign(l, adresse, svar.Ord, Array.Empty<Sag>(), s => p.Sager.Contains(s));
                break;
            case ("/api/v1/dokumenter/{id}/filer/{nr}" or "/dokumenter/{id}/filer/{nr}" or "/dokumenter/{id}/vis/{nr}" or "/api/v1/dokumenter/{id}/filer/{nr}/pdf", Dokument d):
                Sammenlign(l, adresse, svar.Ord, new[] { d }, x => x.Hoved == d || d.Hoved == x);
                break;
        }
    }

    /// <summary>Looking up what one knows the word of.</summary>
    private IEnumerable<Func<Task>> Opslag(Laeser l)
    {
        IReadOnlyList<T> Nogle<T>(int antal) where T : Ting
        {
            var alle = verden.Alle<T>().ToArray();
            _terning.Shuffle(alle);
            return alle[..Math.Min(antal, alle.Length)];
        }

        foreach (var s in Nogle<Sag>(3))
        {
            Sag[] skal = l.Ser(s) ? [s] : [];
            yield return () => ListeAsync(l, Af("/api/v1/sager", $"?tekst={s.Maerke}", skal));
            yield return () => SoegAsync(l, s.Maerke, s);
            yield return () => ListeAsync(l, Af("/opslag/sager", $"?q={s.Maerke}", s.SammenlagtMed is null ? skal : []));
            yield return () => ListeAsync(l, new("/sager", $"/sager?tekst={s.Maerke}", (m, _, a, ord) => m.Sammenlign(l, a, ord, skal)));
        }

        foreach (var d in Nogle<Dokument>(3).Where(d => !d.Slettet))
            yield return () => SoegAsync(l, d.Maerke, d);
        foreach (var n in Nogle<Partsnavn>(3))
        {
            Part[] skal = l.Ser(n.Part) ? [n.Part] : [];
            yield return () => SoegAsync(l, n.Maerke, n.Part.Beskyttet ? null : n.Part); // docs/soegning.md: who is protected is found by number
            yield return () => ListeAsync(l, Af("/opslag/parter", $"?q={n.Maerke}", skal));
            yield return () => ListeAsync(l, Af("/api/v1/parter", $"?q={n.Maerke}", skal));
        }

        foreach (var s in Nogle<Notat>(1))
            yield return () => SoegAsync(l, s.Maerke, s.Sag, notat: s);
        foreach (var s in Nogle<Sag>(1))
            yield return async () => await HentAsync(l, "/api/v1/sager/dubletter", $"/api/v1/sager/dubletter?emne={s.Emne}&part={verden.Alle<Part>().Select(p => p.Id).FirstOrDefault()}");
    }

    /// <summary>The thing when it is seen, and else nothing, in search, its page and its suggestions; counted as shown.</summary>
    private async Task SoegAsync(Laeser l, string ord, Ting? ting, Ting? notat = null)
    {
        if (!l.Har(AccessRules.Laesning))
            return;
        Ting[] skal = ting is not null && l.Ser(ting) ? [ting] : [];
        foreach (var (moenster, adresse) in new[] { ("/api/v1/soegning", $"/api/v1/soegning?q={ord}"), ("/soegning/forslag", $"/soegning/forslag?q={ord}"), ("/soegning", $"/soegning?q={ord}") })
        {
            var svar = await HentAsync(l, moenster, adresse);
            var fundet = svar.Ord.SelectMany(verden.Hvis).ToHashSet();
            foreach (var t in skal.Where(t => !fundet.Contains(t) && !(notat is not null && moenster == "/soegning/forslag"))) // titles, numbers and names are suggested
                Meld(l, adresse, $"does not find {t}{(notat is null ? "" : $" by {notat}")}");
            if (moenster != "/api/v1/soegning" || svar.Status != 200)
                continue;
            var json = JsonSerializer.Deserialize<JsonElement>(svar.Tekst[(svar.Tekst.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
            Tal(l, adresse, "hits", json.GetProperty("poster").GetArrayLength(), json.GetProperty("antal").GetInt32());
            Tal(l, adresse, "hits in the facet", json.GetProperty("antal").GetInt32(), json.GetProperty("facetter").GetProperty("art").EnumerateArray().Sum(f => f.GetProperty("antal").GetInt32()));
            if (skal.Length == 0 && ting is Sag or Part or null)
                Tal(l, adresse, "hits of what is not seen", 0, json.GetProperty("antal").GetInt32());
        }
    }

    private async Task<JsonElement> JsonAsync(Laeser l, string moenster, string adresse)
    {
        var svar = await HentAsync(l, moenster, adresse);
        return svar.Status == 200 ? JsonSerializer.Deserialize<JsonElement>(svar.Tekst[(svar.Tekst.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]) : throw new InvalidOperationException($"seed {froe}, {l}: {adresse}: {svar.Status}");
    }

    /// <summary>Numbers are of what is seen.</summary>
    private async Task TalAsync(Laeser l)
    {
        if (!l.Har(AccessRules.Laesning))
            return;
        var (sager, dokumenter) = (Set<Sag>(l).ToList(), Set<Dokument>(l).ToList());
        var aabne = sager.Where(s => s.SammenlagtMed is null).ToList();
        var adresse = "/api/v1/rapporter";
        var tal = await JsonAsync(l, adresse, adresse);
        Tal(l, adresse, "open cases", aabne.Count, tal.GetProperty("aabne").GetInt32());
        foreach (var e in verden.Enheder)
            Tal(l, adresse, $"open cases of {e.Navn}", aabne.Count(s => s.Enhed == e), Antal(tal.GetProperty("prEnhed"), "id", e.Id.ToString()));
        foreach (var b in verden.Brugere)
            Tal(l, adresse, $"open cases of {b.Navn}", aabne.Count(s => s.Behandler == b), Antal(tal.GetProperty("prBehandler"), "id", b.Id.ToString()));
        var csv = await HentAsync(l, "/rapporter.csv", "/rapporter.csv");
        if (csv.Status != 200)
            Meld(l, "/rapporter.csv", $"answers {csv.Status}");

        adresse = $"/api/v1/soegning?q={Verden.Faelles}&antal=200";
        var soegt = await JsonAsync(l, "/api/v1/soegning", adresse);
        Tal(l, adresse, "cases in the facet", sager.Count, Antal(soegt.GetProperty("facetter").GetProperty("art"), "vaerdi", "sag"));
        Tal(l, adresse, "documents in the facet", dokumenter.Count(d => d.Hoved is null), Antal(soegt.GetProperty("facetter").GetProperty("art"), "vaerdi", "dokument"));
        adresse += "&art=sag";
        soegt = await JsonAsync(l, "/api/v1/soegning", adresse);
        Tal(l, adresse, "cases", sager.Count, soegt.GetProperty("antal").GetInt32());
        Sammenlign(l, adresse, Svar.Find(soegt.GetProperty("poster").ToString()), sager, s => true);
        foreach (var emne in sager.GroupBy(s => s.Emne))
            Tal(l, adresse, $"cases of {emne.Key}", emne.Count(), Antal(soegt.GetProperty("facetter").GetProperty("emne"), "vaerdi", emne.Key));
        foreach (var behandler in sager.Where(s => s.Behandler is not null).GroupBy(s => s.Behandler!))
            Tal(l, adresse, $"cases of {behandler.Key.Navn}", behandler.Count(), Antal(soegt.GetProperty("facetter").GetProperty("behandler"), "vaerdi", behandler.Key.Id.ToString()));

        adresse = "/api/v1/journal/mangler/overblik";
        var mangler = await JsonAsync(l, adresse, adresse);
        Tal(l, adresse, "waiting documents", dokumenter.Where(d => d is { Journaliseret: false, Hoved: null, Retning: "indgaaende" }).Sum(d => d.Sager.Count(s => l.Ser(s))),
            mangler.GetProperty("grupper").EnumerateArray().Sum(g => g.GetProperty("nye").GetInt32() + g.GetProperty("gule").GetInt32() + g.GetProperty("roede").GetInt32()));
        if (!l.Har(AccessRules.Sagsarbejde))
            return;
        adresse = "/api/v1/indbakke/tal";
        var (indbakke, poster) = (await JsonAsync(l, adresse, adresse), Set<Post>(l).ToList());
        Tal(l, adresse, "own post", poster.Count(p => p.Bruger == l.Bord), indbakke.GetProperty("min").GetInt32());
        Tal(l, adresse, "employees' post", poster.Count(p => p.Bruger is not null && p.Bruger != l.Bord), indbakke.GetProperty("medarbejdere").GetInt32());
        foreach (var e in verden.Enheder)
            Tal(l, adresse, $"post of {e.Navn}", poster.Count(p => p.Bruger is null && p.Enhed == e), Antal(indbakke.GetProperty("enheder"), "id", e.Id.ToString()));
    }

    private static int Antal(JsonElement poster, string noegle, string vaerdi) =>
        poster.EnumerateArray().Where(p => p.GetProperty(noegle).ValueKind == JsonValueKind.String && p.GetProperty(noegle).GetString() == vaerdi).Sum(p => p.GetProperty("antal").GetInt32());

    /// <summary>The whole feed, and of the cases and documents made exactly those that are seen.</summary>
    private async Task HaendelserAsync(Laeser l)
    {
        if (!l.Har(AccessRules.Laesning | Roller.Administrator))
            return;
        foreach (var type in runde == 1 && hverTing == 1 && l.Person.Navn[^1] % 3 != 0 ? (string[])["SagOprettet", "DokumentOprettet"] : ["", "SagOprettet", "DokumentOprettet"])
        {
            HashSet<string> ord = new(StringComparer.OrdinalIgnoreCase);
            for (long efter = 0, sider = 0; sider < 60; sider++)
            {
                var adresse = $"/api/v1/haendelser?antal=200&efter={efter}{(type.Length > 0 ? "&type=" + type : "")}";
                var svar = await HentAsync(l, "/api/v1/haendelser", adresse);
                ord.UnionWith(svar.Ord);
                var json = JsonSerializer.Deserialize<JsonElement>(svar.Tekst[(svar.Tekst.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
                efter = json.GetProperty("sidste").GetInt64();
                if (!json.GetProperty("flere").GetBoolean())
                    break;
            }

            if (type == "SagOprettet")
                Sammenlign(l, "/api/v1/haendelser?type=SagOprettet", ord, Set<Sag>(l));
            if (type == "DokumentOprettet")
                Sammenlign(l, "/api/v1/haendelser?type=DokumentOprettet", ord, Set<Dokument>(l).Where(d => d.Hoved is null && l.Ser(d.Oprettet)), d => d.Hoved is not null);
        }
    }

    /// <summary>What anyone may read.</summary>
    private async Task PostlistenAsync()
    {
        var alle = new Laeser(Ingen);
        var skal = verden.Alle<Offentligt>().Where(o => Orakel.StaarPaaPostlisten(o.Dokument)).ToList();
        foreach (var (moenster, adresse) in new[] { ("/api/v1/postliste/{dag}", $"/api/v1/postliste/{Dag}"), ("/postliste/{dato}", $"/postliste/{Dag}") })
        {
            var svar = await HentAsync(alle, moenster, adresse);
            if (svar.Status == 200 || skal.Count > 0)
                Sammenlign(alle, adresse, svar.Ord, skal);
        }

        foreach (var l in verden.Laesere.Where(l => l.Har(Roller.Leder | Roller.Arkivar)))
        {
            await HentAsync(l, "/api/v1/postliste/{dag}/forslag", $"/api/v1/postliste/{Dag}/forslag");
            await HentAsync(l, "/journal/postliste", $"/journal/postliste?dag={Dag}");
        }
    }

    /// <summary>A webhook delivers what its owner may see when it is delivered, and no more.</summary>
    public async Task WebhooksAsync()
    {
        List<(Laeser Ejer, Modtager Modtager)> hold = [];
        try
        {
            foreach (var l in verden.Laesere.Where(l => l.ForAnden is null && l.Har(Roller.Administrator | Roller.Robot)).Take(4))
            {
                hold.Add((l, await Modtager.StartAsync()));
                await (await verden.Klient(l.Person).PostAsync("/api/v1/webhooks", new { url = hold[^1].Modtager.Url })).ForventAsync();
            }

            var maerket = await verden.MaerkAlleAsync();
            bool Kom((Laeser Ejer, Modtager Modtager) h) => h.Modtager.Modtagne.Count(k => k.Type == "MaerkeSat") >= maerket.Count(s => h.Ejer.Ser(s));
            for (var i = 0; i < 2400 && !hold.TrueForAll(Kom); i++)
                await Task.Delay(50); // they are delivered beside what requests do
            foreach (var (ejer, modtager) in hold)
            {
                Sammenlign(ejer, "webhook", modtager.Alle.Where(k => k.Type == "MaerkeSat").Select(k => k.Json.GetProperty("sagId").GetString()!), maerket.Where(s => ejer.Ser(s)));
                foreach (var (ord, kald) in modtager.Alle.SelectMany(k => Svar.Find(k.Krop).Select(o => (o, k))))
                {
                    var hvis = verden.Hvis(ord).ToList();
                    if (hvis.Count > 0 && !hvis.Exists(t => ejer.Ser(t)))
                        Meld(ejer, "webhook", $"tells {ord} of {hvis[0]}, which is not theirs to know of: {kald.Krop}");
                }
            }
        }
        finally
        {
            foreach (var (_, modtager) in hold)
                await modtager.DisposeAsync();
        }
    }

    /// <summary>An address where a draft is edited lives as long as its holder sees the draft.</summary>
    public async Task RedigeringerAsync(bool lever)
    {
        foreach (var (d, b, adresse) in verden.Redigeringer)
        {
            var svar = await Svar.HentAsync(_anonym, new(HttpMethod.Get, adresse));
            _spurgt.AddOrUpdate("/dav/{noegle}/{fil}", 1, (_, n) => n + 1);
            var ser = lever && b.Aktiv && !d.Slettet && new Laeser(b).Ser((Ting)d); // of a deleted draft its history alone is left
            if (svar.Status == 200 != ser)
                Meld(new(b), adresse, $"answers {svar.Status} to the holder of {d}, who {(ser ? "sees" : "does not see")} it");
        }
    }
}
