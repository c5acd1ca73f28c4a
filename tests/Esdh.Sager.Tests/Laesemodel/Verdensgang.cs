using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Laesemodel;

/// <summary>What goes across cases, and what happens in the world after it was made.</summary>
internal sealed partial class Verden
{
    private Bruger Administrator { get; } = new(Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", "administrator"), "administrator", null!, Roller.Administrator);

    private List<Sag> Aabne => [.. Alle<Sag>().Where(s => s.SammenlagtMed is null).OrderBy(s => s.Maerke, StringComparer.Ordinal)];

    private List<Dokument> Hoveder => [.. Alle<Dokument>().Where(d => d is { Hoved: null, Slettet: false }).OrderBy(d => d.Maerke, StringComparer.Ordinal)];

    private IEnumerable<Dokument> MedBilag(Dokument d) => Alle<Dokument>().Where(x => x == d || x.Hoved == d);

    private async Task TvaersAsync()
    {
        var r = _terning;
        for (var i = 0; i < 12; i++)
            await PostAsync(r);
        for (var i = 0; i < 10; i++)
            await RelationAsync(r);
        for (var i = 0; i < 14; i++)
            await RegistrerAsync(r);
        for (var i = 0; i < 12; i++)
            await DelPartAsync(r);
        for (var i = 0; i < 4; i++)
            await NoedadgangAsync(r);
        for (var i = 0; i < 3; i++)
            await FravaerAsync(r);
        for (var i = 0; i < 3; i++)
            await FlytAsync(r);
        await GodkendPostlisteAsync();
        await EgneTingAsync(r);
    }

    /// <summary>Things happen, one after the other: rights are given and taken, people and cases move.</summary>
    public async Task LevAsync(int gange)
    {
        Func<Random, Task>[] alle =
        [
            AdgangAsync, AdgangAsync, AdgangAsync, DokumentadgangAsync, DokumentadgangAsync, BrugerAsync, BrugerAsync, EnhedAsync, GruppeAsync, GruppeAsync, OverdragAsync, OverdragAsync, NoedadgangAsync, SammenlaegAsync,
            FlytAsync, RegistrerAsync, AfregistrerAsync, r => ErindringAsync(r, En(r, Aabne)), FoelsomhedAsync, OmjournaliserAsync, RetTitelAsync, RetPartAsync, FravaerAsync, SletAsync, RelationAsync, FordelAsync, BeskytPartAsync,
            r => DokumentAsync(r, En(r, Aabne)), r => NotatAsync(r, En(r, Aabne)), DelPartAsync, FjernRelationAsync,
        ];
        for (var i = 0; i < gange; i++)
            await En(_terning, alle)(_terning);
        await GodkendPostlisteAsync();
    }

    /// <summary>Nine hours go by: what was opened by breaking the glass is closed again.</summary>
    public void NiTimer()
    {
        server.Ur.Frem(TimeSpan.FromHours(9));
        foreach (var s in Alle<Sag>())
            s.Noedadgang.Clear();
    }

    /// <summary>Something new on every open case: what a webhook's owner is told of, and what not.</summary>
    public async Task<IReadOnlyList<Sag>> MaerkAlleAsync()
    {
        List<Sag> maerket = [];
        foreach (var sag in Aabne)
        {
            if (Arbejder(_terning, sag) is { } aktoer && await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/maerker", new { maerke = Ord() }) is not null)
                maerket.Add(sag);
        }

        return maerket;
    }

    /// <summary>Everyone who may read keeps the search for the word of all titles, some share it, and those who have it ask to be told of new hits.</summary>
    private async Task GemSoegningerAsync()
    {
        foreach (var b in Brugere.Where(b => (b.Roller & AccessRules.Laesning) != 0))
        {
            var (navn, delt) = (Ord(), Chance(_terning, 40));
            for (var i = 0; !(await Klient(b).HentAsync($"/api/v1/soegning?q={Faelles}")).GetProperty("erFrisk").GetBoolean(); i++)
                await Task.Delay(i < 2400 ? 50 : throw new TimeoutException("The index is not ready."));
            if (await GoerAsync(b, "POST", "/api/v1/soegninger", new { navn = $"Søgning {navn}", forespoergsel = $"q={Faelles}", del = delt, annoncer = true }) is not { } svar)
                continue;
            var soegning = Ny(new Gemtsoegning { Maerke = navn, Ejer = b, Delt = delt ? b.Enhed : null }, Id(svar));
            soegning.Foelgere.Add(b);
        }

        foreach (var s in Alle<Gemtsoegning>())
        {
            foreach (var b in Brugere.Where(b => (b.Roller & AccessRules.Laesning) != 0 && b != s.Ejer && new Laeser(b).Ser(s)))
            {
                if (await GoerAsync(b, "PUT", $"/api/v1/soegninger/{s.Id}/annoncering") is not null)
                    s.Foelgere.Add(b);
            }
        }
    }

    private async Task AdgangAsync(Random r)
    {
        var sag = En(r, Aabne);
        if (Arbejder(r, sag) is not { } aktoer)
            return;
        var (beskyttet, poster, kreds) = Nyadgang(r, sag.Enhed, sag.Behandler, aktoer);
        if (await GoerAsync(aktoer, "PUT", $"/api/v1/sager/{sag.Id}/adgang", new { erBeskyttet = beskyttet, adgang = poster, begrundelse = "Prøve" }) is not null)
            (sag.Beskyttet, sag.Kreds) = (beskyttet, kreds);
    }

    private Task DokumentadgangAsync(Random r) => DokumentadgangAsync(r, En(r, Hoveder));

    private async Task BrugerAsync(Random r)
    {
        var b = En(r, Brugere.Where(x => x.Aktiv).ToList());
        var (enhed, roller, aktiv) = (b.Enhed, b.Roller, true);
        switch (r.Next(5))
        {
            case 0 when Brugere.Count(x => x.Aktiv) > 8:
                aktiv = false;
                break;
            case 1:
                roller = En(r, [Roller.Sagsbehandler, Roller.Leder, Roller.Leder | Roller.Sagsbehandler, Roller.Arkivar, Roller.Administrator, Roller.Robot, Roller.Revisor, Roller.Sagsbehandler | Roller.Administrator, Roller.Robot | Roller.Administrator]);
                break;
            default:
                enhed = En(r, Enheder);
                break;
        }

        var navne = Enum.GetValues<Roller>().Where(x => x != Roller.Ingen && roller.HasFlag(x)).Select(x => x.ToString().ToLowerInvariant());
        if (await GoerAsync(Administrator, "PUT", $"/api/v1/brugere/{b.Id}", new { navn = b.Navn, enhed = enhed.Id, roller = navne, aktiv }) is not null)
            (b.Enhed, b.Roller, b.Aktiv) = (enhed, roller, aktiv);
    }

    private async Task EnhedAsync(Random r)
    {
        var e = En(r, Enheder);
        var over = Chance(r, 30) ? null : En(r, Enheder.Where(x => x != e && !x.LiggerUnder(e)).Append(null).ToList());
        if (await GoerAsync(Administrator, "PUT", $"/api/v1/enheder/{e.Id}", new { navn = e.Navn, foraelder = over?.Id, aktiv = true }) is not null)
            e.Over = over;
    }

    private async Task GruppeAsync(Random r)
    {
        var g = En(r, Grupper);
        var medlemmer = g.Medlemmer.Where(m => m.Aktiv && !Chance(r, 40)).Union(Brugere.Where(b => b.Aktiv && Chance(r, 15))).ToList();
        var aktiv = !Chance(r, 20);
        if (await GoerAsync(Administrator, "PUT", $"/api/v1/grupper/{g.Id}", new { navn = g.Navn, medlemmer = medlemmer.Select(m => m.Id), aktiv }) is null)
            return;
        g.Aktiv = aktiv;
        g.Medlemmer.Clear();
        g.Medlemmer.UnionWith(medlemmer);
    }

    /// <summary>The new handler is let in, the new unit comes for the old; open reminders that follow the case go along.</summary>
    private async Task OverdragAsync(Random r)
    {
        var sag = En(r, Aabne);
        if (Arbejder(r, sag) is not { } aktoer)
            return;
        var til = Chance(r, 80) ? Arbejder(r) : null;
        var enhed = til is null || Chance(r, 30) ? En(r, Enheder) : null;
        if (await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/overdragelse", new { behandlerId = til?.Id, enhedId = enhed?.Id, kommentar = "Værsgo" }) is null)
            return;
        var (gammel, ny) = (sag.Enhed, enhed ?? til!.Enhed);
        if (!sag.Beskyttet && sag.Kreds.Enheder.Remove(gammel))
            sag.Kreds.Enheder.Add(ny);
        var behandler = til ?? (ny == gammel ? sag.Behandler : null);
        if (behandler is not null)
        {
            sag.Kreds.Brugere.Add(behandler);
            foreach (var e in Alle<Erindring>().Where(e => e.Sag == sag && e.Ansvarlig == sag.Behandler))
                e.Ansvarlig = behandler;
        }

        (sag.Enhed, sag.Behandler) = (ny, behandler);
    }

    private async Task NoedadgangAsync(Random r)
    {
        var sag = En(r, Aabne);
        var mulige = Brugere.Where(b => b.Aktiv && (b.Roller & (Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar)) != 0 && (b.Roller & Roller.Robot) == 0 && !new Laeser(b).Ser(sag)).ToList();
        if (mulige.Count == 0)
            return;
        var b = En(r, mulige);
        if (await GoerAsync(b, "POST", "/api/v1/sager/noedadgang", new { sag = sag.Nummer, begrundelse = "Borgeren står ved skranken." }) is not null)
            sag.Noedadgang.Add(b);
    }

    /// <summary>The first is closed; its numbers lead to the other and all that lies on it moves there.</summary>
    private async Task SammenlaegAsync(Random r)
    {
        var (fra, til) = (En(r, Aabne), En(r, Aabne));
        if (fra == til)
            return;
        var mulige = Brugere.Where(b => b.Aktiv && (b.Roller & AccessRules.Sagsarbejde) != 0 && new Laeser(b).Ser(fra) && new Laeser(b).Ser(til)).ToList();
        if (mulige.Count == 0 || await GoerAsync(En(r, mulige), "POST", $"/api/v1/sager/{fra.Id}/sammenlaegning", new { med = til.Id, begrundelse = "Samme sag" }) is null)
            return;
        fra.SammenlagtMed = til;
        foreach (var nummer in _spor.Where(s => s.Value.Contains(fra) && s.Key.Contains('.', StringComparison.Ordinal)).Select(s => s.Key).ToList())
            Spor(til, nummer);
        til.Foelsomhed = Math.Max(til.Foelsomhed, fra.Foelsomhed);
        foreach (var d in Alle<Dokument>().Where(d => d.Sager.Remove(fra)))
        {
            d.Foer.Add(fra);
            if (!d.Sager.Contains(til))
                d.Sager.Add(til);
        }

        foreach (var d in Alle<Dokument>().Where(d => d.Sager.Contains(til)))
            d.Foelsomhed = Math.Max(d.Foelsomhed, til.Foelsomhed);
        foreach (var t in Ting.Where(t => t is PaaSag p ? p.Sag == fra : t is Part x ? x.Sager.Contains(fra) : t is Partsnavn n ? n.Part.Sager.Contains(fra) : t is Godkendelse g && g.Sag == fra))
            t.VarPaa.Add(fra);
        foreach (var p in Alle<PaaSag>().Where(p => p.Sag == fra))
            p.Sag = til;
        foreach (var g in Alle<Godkendelse>().Where(g => g.Sag == fra))
            g.Sag = til;
        foreach (var m in Alle<Masseforsendelse>().Where(m => m.Sag == fra))
            m.Sag = til;
        foreach (var p in Alle<Part>().Where(p => p.Sager.Remove(fra)))
        {
            p.Sager.Add(til);
            foreach (var raekke in p.Raekker.Where(x => x.Value == fra).Select(x => x.Key).ToList())
                p.Raekker[raekke] = til;
        }
    }

    private async Task FlytAsync(Random r)
    {
        var (d, til) = (En(r, Hoveder), En(r, Aabne));
        if (d.Sager.Count != 1 || d.Sager[0] == til)
            return;
        var mulige = Brugere.Where(b => b.Aktiv && (b.Roller & AccessRules.Sagsarbejde) != 0 && new Laeser(b).Ser(d) && new Laeser(b).Ser(til)).ToList();
        if (mulige.Count == 0 || await GoerAsync(En(r, mulige), "POST", $"/api/v1/dokumenter/{d.Id}/flytning", new { sag = til.Id, begrundelse = "Lå forkert" }) is null)
            return;
        foreach (var x in MedBilag(d))
        {
            x.Foer.UnionWith(x.Sager);
            x.Sager.Clear();
            x.Sager.Add(til);
        }
    }

    private async Task RegistrerAsync(Random r)
    {
        var (d, sag) = (En(r, Hoveder), En(r, Aabne));
        if (d.Sager.Contains(sag))
            return;
        var mulige = Brugere.Where(b => b.Aktiv && (b.Roller & AccessRules.Sagsarbejde) != 0 && new Laeser(b).Ser(d) && new Laeser(b).Ser(sag)).ToList();
        if (mulige.Count == 0 || await GoerAsync(En(r, mulige), "POST", $"/api/v1/dokumenter/{d.Id}/registreringer", new { sag = sag.Id }) is null)
            return;
        foreach (var x in MedBilag(d))
            x.Sager.Add(sag);
    }

    private async Task AfregistrerAsync(Random r)
    {
        if (Hoveder.Where(d => d.Sager.Count > 1 && !d.Journaliseret).ToList() is not { Count: > 0 } mulige)
            return;
        var d = En(r, mulige);
        var fra = En(r, d.Sager);
        if (Brugere.Where(b => b.Aktiv && (b.Roller & AccessRules.Sagsarbejde) != 0 && new Laeser(b).Ser(d) && new Laeser(b).Ser(fra)).ToList() is not { Count: > 0 } folk
            || await GoerAsync(En(r, folk), "DELETE", $"/api/v1/dokumenter/{d.Id}/registreringer/{fra.Id}") is null)
            return;
        foreach (var x in MedBilag(d))
            x.Sager.Remove(fra);
    }

    private async Task SletAsync(Random r)
    {
        if (Hoveder.Where(d => !d.Journaliseret).ToList() is not { Count: > 0 } mulige)
            return;
        var d = En(r, mulige);
        if (Arbejder(r, d) is not { } aktoer || await GoerAsync(aktoer, "DELETE", $"/api/v1/dokumenter/{d.Id}") is null)
            return;
        foreach (var x in MedBilag(d))
        {
            x.Slettet = true;
            foreach (var p in Alle<Part>())
                p.Dokumenter.Remove(x);
        }
    }

    /// <summary>A document is never below its case.</summary>
    private async Task FoelsomhedAsync(Random r)
    {
        var (sag, ny) = (En(r, Aabne), r.Next(4));
        if (ny == sag.Foelsomhed || Arbejder(r, sag) is not { } aktoer || await GoerAsync(aktoer, "PUT", $"/api/v1/sager/{sag.Id}/foelsomhed", new { foelsomhed = Niveau(ny), begrundelse = "Prøve af niveauet" }) is null)
            return;
        sag.Foelsomhed = ny;
        foreach (var d in Alle<Dokument>().Where(d => d.Sager.Contains(sag)))
            d.Foelsomhed = Math.Max(d.Foelsomhed, ny);
    }

    private async Task OmjournaliserAsync(Random r)
    {
        var (sag, emne) = (En(r, Aabne), En(r, Emner));
        if (emne == sag.Emne || Arbejder(r, sag) is not { } aktoer || await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/omjournalisering", new { emne, facet = "G01", begrundelse = "Forkert emne" }) is null)
            return;
        sag.Emne = emne;
        sag.Nummer = (await GoerAsync(aktoer, "GET", $"/api/v1/sager/{sag.Id}"))!.Value.GetProperty("sagsnummer").GetString()!;
        Spor(sag, sag.Nummer);
    }

    private async Task RetTitelAsync(Random r)
    {
        var (sag, titel) = (En(r, Aabne), Ord());
        if (Arbejder(r, sag) is not { } aktoer || await GoerAsync(aktoer, "PATCH", $"/api/v1/sager/{sag.Id}", new { titel = $"{Faelles} sag {titel}" }) is null)
            return;
        sag.Maerke = titel;
        Spor(sag, titel);
    }

    private async Task RetPartAsync(Random r)
    {
        if (Alle<Partsnavn>().OrderBy(n => n.Maerke, StringComparer.Ordinal).ToList() is not { Count: > 0 } navne)
            return;
        var (navn, nyt) = (En(r, navne), Ord());
        if (Arbejder(r, navn.Part) is { } aktoer && await GoerAsync(aktoer, "PATCH", $"/api/v1/parter/{navn.Part.Id}", new { navn = $"{nyt} Opdigt" }) is not null)
        {
            navn.Maerke = nyt;
            Spor(navn, nyt);
        }
    }

    private async Task BeskytPartAsync(Random r)
    {
        if (Alle<Part>().OrderBy(n => n.Maerke, StringComparer.Ordinal).ToList() is not { Count: > 0 } parter)
            return;
        var part = En(r, parter);
        if (Arbejder(r, part) is { } aktoer && await GoerAsync(aktoer, "PATCH", $"/api/v1/parter/{part.Id}", new { erBeskyttet = !part.Beskyttet }) is not null)
            part.Beskyttet = !part.Beskyttet;
    }

    /// <summary>A party of one case comes on another, with a power of attorney when there is a document to be one.</summary>
    private async Task DelPartAsync(Random r)
    {
        if (Alle<Part>().OrderBy(n => n.Maerke, StringComparer.Ordinal).ToList() is not { Count: > 0 } parter)
            return;
        var (part, sag) = (En(r, parter), En(r, Aabne));
        if (part.Sager.Contains(sag) || Brugere.Where(b => b.Aktiv && (b.Roller & AccessRules.Sagsarbejde) != 0 && new Laeser(b).Ser(part) && new Laeser(b).Ser(sag)).ToList() is not { Count: > 0 } folk)
            return;
        var aktoer = En(r, folk);
        var foer = Alle<Part>().Where(p => p.Sager.Contains(sag)).OrderBy(p => p.Maerke, StringComparer.Ordinal).FirstOrDefault();
        var fuldmagt = foer is null ? null : Hoveder.Find(d => d.Sager.Contains(sag) && new Laeser(aktoer).Ser(d));
        object krop = foer is not null && Chance(r, 60)
            ? new { partId = part.Id, rolle = "Partsrepræsentant", repraesentererId = foer.Raekker.First(x => x.Value == sag).Key, fuldmagtDokumentId = fuldmagt?.Id } : new { partId = part.Id, rolle = "Ansøger" };
        if (await GoerAsync(aktoer, "POST", $"/api/v1/sager/{sag.Id}/parter", krop) is null)
            return;
        var raekke = (await GoerAsync(aktoer, "GET", $"/api/v1/sager/{sag.Id}/parter"))!.Value.EnumerateArrayOrPoster().Last(x => x.GetProperty("partId").GetString() == part.Id.ToString());
        PaaSagen(sag, raekke, "", null, part.Beskyttet);
    }

    private async Task RelationAsync(Random r)
    {
        var (en, anden) = (En(r, Aabne), En(r, Aabne));
        if (en == anden || Brugere.Where(b => b.Aktiv && (b.Roller & AccessRules.Sagsarbejde) != 0 && new Laeser(b).Ser(en) && new Laeser(b).Ser(anden)).ToList() is not { Count: > 0 } folk)
            return;
        if (Chance(r, 50))
            await GoerAsync(En(r, folk), "POST", $"/api/v1/sager/{en.Id}/relationer", new { sag = anden.Id });
        else
            await GoerAsync(En(r, folk), "PUT", $"/api/v1/sager/{en.Id}/oversag", new { oversag = anden.Id });
    }

    private async Task FjernRelationAsync(Random r)
    {
        var sag = En(r, Aabne);
        if (Arbejder(r, sag) is { } aktoer)
            await GoerAsync(aktoer, "PUT", $"/api/v1/sager/{sag.Id}/oversag", new { oversag = "" });
    }

    private async Task FravaerAsync(Random r)
    {
        var folk = Brugere.Where(b => b.Aktiv).ToList();
        var (vaek, vikar) = (En(r, folk), En(r, folk));
        if (vaek != vikar && Fravaer.TrueForAll(f => f.Fravaerende != vaek && f.Fravaerende != vikar && f.Stedfortraeder != vaek)
            && new Laeser(vaek).Har(Roller.Sagsbehandler | Roller.Leder) && new Laeser(vikar).Har(Roller.Sagsbehandler | Roller.Leder)
            && await GoerAsync(Administrator, "POST", "/api/v1/fravaer", new { brugerId = vaek.Id, stedfortraederId = vikar.Id, fra = Dag, til = Dag.AddDays(3), note = "Ferie" }) is not null)
            Fravaer.Add((vaek, vikar));
    }

    private async Task PostAsync(Random r)
    {
        if (Arbejder(r) is not { } aktoer)
            return;
        var navn = Ord();
        var enhed = Chance(r, 60) ? aktoer.Enhed : null;
        if (await GoerAsync(aktoer, "POST", "/api/v1/indbakke", new { enhedId = enhed?.Id }, ($"{navn}.txt", System.Text.Encoding.UTF8.GetBytes($"Post om {navn}"))) is { } svar)
            Ny(new Post { Maerke = navn, Bruger = enhed is null ? aktoer : null, Enhed = aktoer.Enhed }, Id(svar.GetProperty("poster")[0]));
    }

    private async Task FordelAsync(Random r)
    {
        if (Alle<Post>().OrderBy(p => p.Maerke, StringComparer.Ordinal).ToList() is not { Count: > 0 } poster)
            return;
        var post = En(r, poster);
        if (Arbejder(r, post) is not { } aktoer)
            return;
        var bruger = Chance(r, 50) ? Arbejder(r) : null;
        var enhed = bruger is null ? En(r, Enheder) : null;
        if (await GoerAsync(aktoer, "POST", $"/api/v1/indbakke/{post.Id}/fordeling", new { brugerId = bruger?.Id, enhedId = enhed?.Id }) is not null)
            (post.Bruger, post.Enhed, post.FordeltAf) = (bruger, enhed ?? bruger!.Enhed, aktoer);
    }

    private async Task GodkendPostlisteAsync()
    {
        foreach (var d in Alle<Dokument>().Where(d => d is { PaaPostliste: true, Journaliseret: true, Godkendt: false, Slettet: false } && d.Faerre is null && d.Foelsomhed < 2 && d.Sager.TrueForAll(s => !s.Beskyttet && s.Foelsomhed < 2)))
        {
            if (Brugere.Find(b => b.Aktiv && (b.Roller & (Roller.Leder | Roller.Arkivar)) != 0 && new Laeser(b).Ser(d)) is { } leder
                && await GoerAsync(leder, "POST", $"/api/v1/postliste/{Dag:yyyy-MM-dd}/godkendelse", new { dokumenter = new[] { d.Id } }) is not null)
                d.Godkendt = true;
        }
    }

    /// <summary>What belongs to the one who ordered it: an extract, letters to many, jobs, and views saved for oneself or the unit.</summary>
    private async Task EgneTingAsync(Random r)
    {
        for (var i = 0; i < 4; i++)
        {
            var sag = En(r, Aabne);
            if (Arbejder(r, sag) is { } a && await GoerAsync(a, "POST", $"/api/v1/sager/{sag.Id}/masseforsendelser", new { skabelon = "partshoering", liste = $"navn\n{Ord()}\n" }) is { } masse)
                Ny(new Masseforsendelse { Maerke = Ord(), Ejer = a, Sag = sag }, Id(masse));
        }

        for (var i = 0; i < 4; i++)
        {
            if (Arbejder(r) is not { } a)
                continue;
            var sager = Aabne.Where(s => new Laeser(a).Ser(s)).Take(3).ToList();
            if (sager.Count > 0 && await GoerAsync(a, "POST", "/api/v1/sager/massehandlinger", new { handling = i == 3 ? "hent" : "maerk", sager = sager.Select(s => s.Nummer), vaerdi = i == 3 ? null : "haster" }) is { } job)
                Ny(new Job { Maerke = Ord(), Ejer = a, Sager = sager }, job.GetProperty("jobId").GetString());
        }

        for (var i = 0; i < 4; i++)
        {
            if (Arbejder(r) is not { } a)
                continue;
            var (navn, delt) = (Ord(), Chance(r, 50));
            if (await GoerAsync(a, "POST", "/api/v1/visninger", new { navn = $"Visning {navn}", forespoergsel = "tilstand=aaben", del = delt }) is { } v)
                Ny(new Visning { Maerke = navn, Ejer = a, Delt = delt ? a.Enhed : null });
        }

        foreach (var leder in Brugere.Where(b => (b.Roller & Roller.Leder) != 0).Take(2))
            await GoerAsync(leder, "POST", "/api/v1/sagsstikproever", new { antal = 5 });
        foreach (var sag in Aabne.Where(s => Alle<Dokument>().Where(d => d.Sager.Contains(s) && d.Journaliseret).ToList() is { Count: > 0 } akter && akter.TrueForAll(d => d.Filnavn.EndsWith(".pdf", StringComparison.Ordinal))).Take(2)) // the others would need LibreOffice
        {
            if (Brugere.Find(b => b.Aktiv && (b.Roller & AccessRules.Laesning) != 0 && new Laeser(b).Ser(sag) && Alle<Dokument>().Any(d => d.Sager.Contains(sag) && d.Journaliseret && new Laeser(b).Ser(d))) is { } a && await GoerAsync(a, "POST", $"/api/v1/sager/{sag.Id}/udtraek", new { medKladder = false }) is { } u)
            {
                Ny(new Udtraek { Maerke = Ord(), Ejer = a, Sag = sag }, Id(u));
                Ny(new Job { Maerke = Ord(), Ejer = a, Sager = [sag] }, u.GetProperty("jobId").GetString());
            }
        }
    }
}
