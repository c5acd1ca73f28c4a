using System.Net;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Tests.Http;

/// <summary>Ballots from draft to recount, over HTTP; where more than the demonstration's delegates are needed, their acts are run as the routes run them.</summary>
public sealed class AfstemningTests(Klubserver f) : IClassFixture<Klubserver>
{
    private const string Sti = "/api/v1/klub/afstemninger";

    private AuthorityRegistry Registry => f.Server.Services.GetRequiredService<AuthorityRegistry>();

    private async Task<string> NyAsync(string emne, int minutter = 60, int pladser = 1, string[]? muligheder = null, Guid[]? oensker = null, bool aaben = true)
    {
        var svar = await f.Sekretariat.SendAsync(Sti, new { Emne = emne, Titel = $"Prøve af {emne}", Lukker = f.Server.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(minutter), Pladser = pladser, Muligheder = muligheder ?? [], Oensker = oensker ?? [] });
        var nummer = svar.GetProperty("nummer").GetString()!;
        if (aaben)
            await f.Sekretariat.SendAsync($"{Sti}/{nummer}/aabn", new { });
        return nummer;
    }

    private static Task<HttpResponseMessage> StemAsync(HttpClient klient, string nummer, object valg, string? kode = null, Guid? hvem = null) => klient.PostAsync($"{Sti}/{nummer}/stemmer", new { Valg = valg, Kode = kode, For = hvem });

    private async Task<T> FaellesAsync<TTjeneste, T>(Func<TTjeneste, Task<T>> laes) where TTjeneste : notnull
    {
        await using var scope = f.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(Registry.Shared);
        return await laes(scope.ServiceProvider.GetRequiredService<TTjeneste>());
    }

    private async Task<Guid> IdAsync(string nummer) => (await f.Sekretariat.HentAsync($"{Sti}/{nummer}")).GetProperty("id").GetGuid();

    private Task<List<(Guid Medlem, string Navn, Klubaktoer Delegat)>> DelegeredeAsync() => f.DelegeredeAsync();

    private Task<AfgivStemme.Svar> StemAsync(Klubaktoer delegat, Guid afstemning, string indhold, Stemmekvittering? kode = null, Guid? hvem = null) => f.StemAsync(delegat, afstemning, indhold, kode, hvem);

    private async Task LukAsync(string nummer, int minutter = 61)
    {
        f.Server.Ur.Frem(TimeSpan.FromMinutes(minutter));
        await Vent.TilAsync(async () => (await f.Sekretariat.HentAsync($"{Sti}/{nummer}")).GetProperty("stand").GetString() == "Opgjort");
    }

    [Fact]
    public async Task En_aaben_afstemning_fra_kladde_til_optaelling_der_kan_goeres_om()
    {
        var nummer = await NyAsync("Beslutning", aaben: false);
        await (await StemAsync(f.Delegat, nummer, new { @for = 1 })).BrydesAsync("STEM-1");
        await f.Sekretariat.SendAsync($"{Sti}/{nummer}/aabn", new { });
        await (await f.Sekretariat.PostAsync($"{Sti}/{nummer}/aabn", new { })).BrydesAsync("STEM-7");
        await (await StemAsync(f.Medarbejder, nummer, new { @for = 1 })).ForventAsync(HttpStatusCode.Forbidden);
        await (await StemAsync(f.Sekretariat, nummer, new { @for = 1 })).ForventAsync(HttpStatusCode.Forbidden);
        await (await StemAsync(f.Delegat, nummer, new { @for = 1, imod = 1 })).FejlerPaaAsync("valg");
        await (await StemAsync(f.Delegat, nummer, new { kage = 1 })).FejlerPaaAsync("valg");
        await (await f.Delegat.GetAsync(new Uri($"{Sti}/{nummer}/protokol", UriKind.Relative))).BrydesAsync("STEM-13");

        var foerst = await (await StemAsync(f.Delegat, nummer, new { imod = 1 })).ForventAsync(HttpStatusCode.OK);
        var sidst = await (await StemAsync(f.Delegat, nummer, new { @for = 1 })).ForventAsync(HttpStatusCode.OK);
        Assert.True(sidst.GetProperty("aendret").GetBoolean());
        foreach (var d in (await DelegeredeAsync()).Skip(1).Take(8))
            await StemAsync(d.Delegat, await IdAsync(nummer), "for=1");
        Assert.Equal(JsonValueKind.Null, (await f.AndenDelegat.HentAsync($"{Sti}/{nummer}")).GetProperty("resultat").ValueKind);
        await LukAsync(nummer);

        var a = await f.Delegat.HentAsync($"{Sti}/{nummer}");
        Assert.Equal("Vedtaget", a.GetProperty("resultat").GetProperty("udfald").GetString());
        Assert.Equal(9, a.GetProperty("resultat").GetProperty("muligheder")[0].GetProperty("tal").GetInt64());
        await (await StemAsync(f.AndenDelegat, nummer, new { imod = 1 })).BrydesAsync("STEM-1");
        Assert.True((await f.Medarbejder.SendAsync($"{Sti}/{nummer}/kvitteringsopslag", new { Kode = sidst.GetProperty("kode").GetString() })).GetProperty("optalt").GetBoolean());
        Assert.False((await f.Medarbejder.SendAsync($"{Sti}/{nummer}/kvitteringsopslag", new { Kode = foerst.GetProperty("kode").GetString() })).GetProperty("optalt").GetBoolean());

        var json = await f.Delegat.GetStringAsync(new Uri($"{Sti}/{nummer}/protokol", UriKind.Relative));
        var (resultat, fejl) = Protokolfil.TaelEfter(json);
        Assert.Empty(fejl);
        Assert.Equal(Afstemningsudfald.Vedtaget, resultat!.Udfald);
        Assert.NotEmpty(Protokolfil.TaelEfter(json.Replace("\"imod\"", "\"imodd\"", StringComparison.Ordinal)).Fejl);
        Assert.NotEmpty(Protokolfil.TaelEfter(json.Replace("\"tal\": 9", "\"tal\": 8", StringComparison.Ordinal)).Fejl);
        Assert.NotEmpty(Protokolfil.TaelEfter("<script>").Fejl);

        // Anyone has the same file, from the public page, without signing in; of one that is not counted there is none.
        using (var alle = f.Server.Anonym())
        {
            Assert.Contains($"href=\"/klub/offentlig/stemmeprotokoller/{nummer}\"", await Klubserver.HtmlAsync(alle, "/klub/offentlig"), StringComparison.Ordinal);
            Assert.Equal(json, await alle.GetStringAsync(new Uri($"/klub/offentlig/stemmeprotokoller/{nummer}", UriKind.Relative)));
            Assert.Equal(HttpStatusCode.Conflict, (await alle.GetAsync(new Uri($"/klub/offentlig/stemmeprotokoller/{await NyAsync("Beslutning")}", UriKind.Relative))).StatusCode);
        }

        // The root of the published file is the one in the sealed history.
        var rod = JsonDocument.Parse(json).RootElement.GetProperty("rod").GetString();
        Assert.Equal(1, f.Server.Database.Tal("faelles", $"select count(*) from haendelse h join haendelse_data d on d.nr = h.nr where h.type = 'AfstemningOpgjort' and d.data like '%{rod}%'"));
        Assert.StartsWith("%PDF", await f.Delegat.GetStringAsync(new Uri($"/klub/afstemninger/{nummer}/referat.pdf", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_hemmelig_stemme_kan_findes_af_sit_medlem_og_af_ingen_anden()
    {
        var nummer = await NyAsync("Bestyrelse", pladser: 2, muligheder: ["Vera Opdigt", "Ib Prøve", "Mona Skitse"]);
        var id = await IdAsync(nummer);
        var kode = Stemmekvittering.Ny().Kode;
        var kvittering = await (await StemAsync(f.Delegat, nummer, new { m1 = 1, m2 = 1 }, kode)).ForventAsync(HttpStatusCode.OK);
        // Sent again it is the same; with another content or code it is refused.
        Assert.Equal(kvittering.GetProperty("maerke").GetString(), (await (await StemAsync(f.Delegat, nummer, new { m1 = 1, m2 = 1 }, kode)).ForventAsync(HttpStatusCode.OK)).GetProperty("maerke").GetString());
        await (await StemAsync(f.Delegat, nummer, new { m3 = 1 }, kode)).BrydesAsync("STEM-4");
        await (await StemAsync(f.Delegat, nummer, new { m1 = 1, m2 = 1 })).BrydesAsync("STEM-4");
        foreach (var d in (await DelegeredeAsync()).Skip(2).Take(7))
            await StemAsync(d.Delegat, id, "m3=1");

        // Nothing in the database ties the paper or the receipt to a member, a user, a time or a number.
        var db = f.Server.Database;
        Assert.Equal(0, db.Tal("faelles", "select count(*) from klub_stemmeseddel where sporing is not null and (medlem_id is not null or maerke is not null)"));
        Assert.Equal(0, db.Tal("faelles", $"select count(*) from haendelse_data where data like '%{kvittering.GetProperty("maerke").GetString()}%' or data like '%{kode}%'"));
        Assert.Equal(0, db.Tal("faelles", "select count(*) from idempotens where resultat like '%maerke%' or resultat like '%Maerke%'"));
        await LukAsync(nummer);

        var eget = await f.Delegat.SendAsync($"{Sti}/{nummer}/kvitteringsopslag", new { Kode = kode });
        Assert.Equal("Vera Opdigt; Ib Prøve", eget.GetProperty("indhold").GetString());
        foreach (var anden in new[] { f.AndenDelegat, f.Medarbejder, f.Sekretariat })
        {
            var svar = await anden.SendAsync($"{Sti}/{nummer}/kvitteringsopslag", new { Kode = kode });
            Assert.True(svar.GetProperty("optalt").GetBoolean());
            Assert.All(new[] { "indhold", "sporing", "medlem" }, felt => Assert.Equal(JsonValueKind.Null, svar.GetProperty(felt).ValueKind));
        }

        var json = await f.Delegat.GetStringAsync(new Uri($"{Sti}/{nummer}/protokol", UriKind.Relative));
        Assert.Empty(Protokolfil.TaelEfter(json).Fejl);
        Assert.Contains(eget.GetProperty("sporing").GetString()!, json, StringComparison.Ordinal);
        var valgte = (await f.Delegat.HentAsync($"{Sti}/{nummer}")).GetProperty("valgte").EnumerateArray().Select(v => v.GetString()).ToList();
        Assert.Equal(2, valgte.Count); // the second place by lot between those with one vote each
        Assert.Contains("Mona Skitse", valgte);
    }

    [Fact]
    public async Task Et_medlems_egne_folk_hoeres_foer_det_stemmer_og_ingen_andre_ser_hvad_de_siger()
    {
        var nummer = await NyAsync("Beslutning", aaben: false);
        var sti = $"{Sti}/{nummer}/intern-hoering";
        await (await f.Medarbejder.PostAsync(sti, new { holdning = true })).BrydesAsync("STEM-15");
        await f.Sekretariat.SendAsync($"{Sti}/{nummer}/aabn", new { });
        await (await f.Medarbejder.PostAsync(sti, new { })).FejlerPaaAsync("tekst");
        await (await f.Medarbejder.PostAsync(sti, new { holdning = false, tekst = "Det <script>alert(1)</script> giver os mere arbejde." })).ForventAsync(HttpStatusCode.NoContent);
        await (await f.Medarbejder.PostAsync(sti, new { holdning = true, tekst = "Jeg har skiftet mening." })).ForventAsync(HttpStatusCode.NoContent);
        await (await f.AndenDelegat.PostAsync(sti, new { holdning = false })).ForventAsync(HttpStatusCode.NoContent);
        await (await f.Sekretariat.PostAsync(sti, new { holdning = true })).ForventAsync(HttpStatusCode.Forbidden);
        await (await f.Sekretariat.GetAsync(new Uri(sti, UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);

        var hos = await f.Delegat.HentAsync(sti); // the newest of each at the delegate's own member
        Assert.Equal((1, 0, 1), (hos.GetProperty("for").GetInt32(), hos.GetProperty("imod").GetInt32(), hos.GetProperty("svar").GetArrayLength()));
        Assert.Equal("Jeg har skiftet mening.", hos.GetProperty("svar")[0].GetProperty("tekst").GetString());
        Assert.Equal(2, f.Server.Database.Tal("faelles", "select count(*) from klub_internsvar where tekst like 'Det <script>%' or tekst like 'Jeg har%'")); // what was said first is not written over
        Assert.Contains("1 er for, 0 er imod.", await Klubserver.HtmlAsync(f.Delegat, $"/klub/afstemninger/{nummer}"), StringComparison.Ordinal);
        foreach (var anden in new[] { f.AndenDelegat, f.Sekretariat })
            Assert.DoesNotContain("Jeg har skiftet mening.", await Klubserver.HtmlAsync(anden, $"/klub/afstemninger/{nummer}"), StringComparison.Ordinal);

        using var formular = new FormUrlEncodedContent([new("holdning", "imod"), new("tekst", "Fra siden")]);
        Assert.Equal(HttpStatusCode.Redirect, (await f.Delegat.PostAsync(new Uri($"/klub/afstemninger/{nummer}/intern-hoering", UriKind.Relative), formular)).StatusCode);
        await LukAsync(nummer);
        await (await f.Medarbejder.PostAsync(sti, new { holdning = true })).BrydesAsync("STEM-15");
    }

    [Fact]
    public async Task Ingen_stemmer_to_gange_heller_ikke_paa_samme_tid()
    {
        var nummer = await NyAsync("Bestyrelse", muligheder: ["A", "B"]);
        var svar = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => StemAsync(f.Delegat, nummer, i % 2 == 0 ? new { m1 = 1 } : (object)new { m2 = 1 })));
        Assert.Single(svar, s => s.StatusCode == HttpStatusCode.OK);
        Assert.All(svar.Where(s => s.StatusCode != HttpStatusCode.OK), s => Assert.Equal(HttpStatusCode.Conflict, s.StatusCode));
        var id = await IdAsync(nummer);
        Assert.Equal(1, await FaellesAsync((KlubDb db) => db.Stemmesedler.CountAsync(s => s.AfstemningId == id)));
        Assert.Equal(1, await FaellesAsync((KlubDb db) => db.Stemmekvitteringer.CountAsync(s => s.AfstemningId == id)));
    }

    [Fact]
    public async Task En_stemme_der_naar_frem_efter_lukketid_afvises_ogsaa_naar_den_var_begyndt()
    {
        var nummer = await NyAsync("Beslutning", minutter: 30);
        var side = await Klubserver.HtmlAsync(f.Delegat, $"/klub/afstemninger/{nummer}"); // the paper is on the screen
        Assert.Contains("Afgiv stemme", side, StringComparison.Ordinal);
        f.Server.Ur.Frem(TimeSpan.FromMinutes(30)); // to the second
        await (await StemAsync(f.Delegat, nummer, new { @for = 1 })).BrydesAsync("STEM-1");
        await LukAsync(nummer, 0);
        Assert.Equal("IkkeBeslutningsdygtig", (await f.Delegat.HentAsync($"{Sti}/{nummer}")).GetProperty("resultat").GetProperty("udfald").GetString());
    }

    [Fact]
    public async Task En_delegeret_der_stopper_midt_i_har_stemt_og_kan_ikke_stemme_igen()
    {
        var nummer = await NyAsync("Beslutning");
        var (id, alle) = (await IdAsync(nummer), await DelegeredeAsync());
        var d = alle[4];
        await StemAsync(d.Delegat, id, "for=1");
        var efterfoelger = await Registry.Shared.Queue.RunAsync<KlubDb, Guid>(async db =>
        {
            foreach (var m in await db.Mandater.Where(m => m.MedlemId == d.Medlem && m.Til == null).ToListAsync())
                m.Til = new(2020, 12, 31);
            var ny = new KlubMandat { Id = Guid.CreateVersion7(), MedlemId = d.Medlem, Myndighed = d.Delegat.Myndighed, BrugerId = Guid.CreateVersion7(), Navn = "Ny delegeret", Rolle = Klubrolle.Medlemsrepraesentant, Fra = new(2020, 1, 1) };
            db.Add(ny);
            await db.SaveChangesAsync();
            return ny.BrugerId;
        }, CancellationToken.None);
        await Assert.ThrowsAsync<ForbiddenException>(() => StemAsync(d.Delegat, id, "imod=1"));
        var sedler = () => FaellesAsync((KlubDb db) => db.Stemmesedler.Where(s => s.AfstemningId == id && s.MedlemId == d.Medlem).Select(s => s.Indhold).ToListAsync());
        Assert.Equal(["for=1"], await sedler());
        // The new delegate speaks for the same member, and has the same single vote.
        await StemAsync(d.Delegat with { Aktoer = d.Delegat.Aktoer with { Id = efterfoelger } }, id, "imod=1");
        Assert.Equal(["imod=1"], await sedler());
    }

    [Fact]
    public async Task Fuldmagt_bruges_en_gang_kan_traekkes_tilbage_og_gaar_ikke_videre()
    {
        var nummer = await NyAsync("Beslutning");
        var (id, alle) = (await IdAsync(nummer), await DelegeredeAsync());
        Task Giv(Klubaktoer fra, Guid? til) => Registry.Shared.Queue.RunAsync((GivFuldmagt act) => act.Udfoer(new(fra, id, til), CancellationToken.None), CancellationToken.None);
        async Task Brydes(string kode, Func<Task> handling) => Assert.Equal(kode, (await Assert.ThrowsAsync<RegelbrudException>(handling)).Regel.Kode);
        var (a, b, c, d, e) = (alle[5], alle[6], alle[7], alle[8], alle[9]);

        await Brydes("STEM-3", () => StemAsync(b.Delegat, id, "for=1", hvem: a.Medlem));
        await Giv(a.Delegat, b.Medlem);
        await Brydes("STEM-9", () => Giv(b.Delegat, c.Medlem)); // cannot go further
        await Brydes("STEM-9", () => Giv(c.Delegat, a.Medlem)); // who has given one takes none
        await Giv(c.Delegat, b.Medlem);
        await Brydes("STEM-8", () => Giv(d.Delegat, b.Medlem)); // the statutes allow two
        await Giv(c.Delegat, null);
        await Giv(d.Delegat, b.Medlem);
        await Assert.ThrowsAsync<InvalidException>(() => Giv(e.Delegat, e.Medlem));
        await Assert.ThrowsAsync<InvalidException>(() => Giv(e.Delegat, Guid.CreateVersion7()));

        await StemAsync(b.Delegat, id, "for=1", hvem: a.Medlem);
        await Brydes("STEM-10", () => Giv(a.Delegat, null));
        await StemAsync(a.Delegat, id, "imod=1"); // the member's own goes before
        await Brydes("STEM-5", () => StemAsync(b.Delegat, id, "for=1", hvem: a.Medlem));
        await StemAsync(d.Delegat, id, "");
        await Brydes("STEM-5", () => StemAsync(b.Delegat, id, "for=1", hvem: d.Medlem));
        await Brydes("STEM-3", () => StemAsync(b.Delegat, id, "for=1", hvem: c.Medlem)); // taken back
    }

    [Fact]
    public async Task Et_medlem_der_kommer_til_efter_aabningen_kan_ikke_stemme_og_vaegten_ligger_fast()
    {
        var nummer = await NyAsync("Budget");
        var (id, alle) = (await IdAsync(nummer), await DelegeredeAsync());
        var ny = await Registry.Shared.Queue.RunAsync<KlubDb, Klubaktoer>(async db =>
        {
            var nr = await db.Medlemmer.MaxAsync(m => m.Nr) + 1;
            var m = new KlubMedlem { Id = Guid.CreateVersion7(), Nr = nr, Navn = "Sentkommer Kommune", Art = Medlemsart.Kommune, Fase = Medlemsfase.Sondering, Myndighed = $"proeve-{nr}", Cvr = "97000000", Gln = "9520000000006", Grundlagskode = "0101", Adresse = "x", Postnummer = "9999", By = "x", Reference = "x", Indtraadt = new(2020, 1, 1), Udtraeder = null, ErDemonstration = true, Version = 1 };
            db.Add(m);
            await db.SaveChangesAsync();
            var mandat = new KlubMandat { Id = Guid.CreateVersion7(), MedlemId = m.Id, Myndighed = m.Myndighed, BrugerId = Guid.CreateVersion7(), Navn = "Sent", Rolle = Klubrolle.Medlemsrepraesentant, Fra = new(2020, 1, 1) };
            db.Add(mandat);
            await db.SaveChangesAsync();
            return new(Aktoer.Systemet with { Id = mandat.BrugerId }, m.Myndighed, false, m.Id, [mandat.Rolle]);
        }, CancellationToken.None);
        var brud = await Assert.ThrowsAsync<RegelbrudException>(() => StemAsync(ny, id, "for=1"));
        Assert.Equal("STEM-2", brud.Regel.Kode);
        Assert.Equal(alle.Count, (await f.Delegat.HentAsync($"{Sti}/{nummer}")).GetProperty("vaelgere").GetArrayLength());
        await Registry.Shared.Queue.RunAsync<KlubDb>(async db =>
        {
            var m = await db.Medlemmer.SingleAsync(x => x.Id == ny.MedlemId);
            m.Udtraeder = new(2020, 12, 31); // out again, for the other tests
            await db.SaveChangesAsync();
        }, CancellationToken.None);
    }

    [Fact]
    public async Task En_aflyst_afstemning_taelles_aldrig_og_sedlerne_er_vaek()
    {
        var nummer = await NyAsync("Bestyrelse", muligheder: ["A", "B"]);
        await (await StemAsync(f.Delegat, nummer, new { m1 = 1 })).ForventAsync(HttpStatusCode.OK);
        await (await f.Sekretariat.PostAsync($"{Sti}/{nummer}/aflys", new { Grund = " " })).FejlerPaaAsync("grund");
        await (await f.Delegat.PostAsync($"{Sti}/{nummer}/aflys", new { Grund = "Nej" })).ForventAsync(HttpStatusCode.Forbidden);
        await f.Sekretariat.SendAsync($"{Sti}/{nummer}/aflys", new { Grund = "En kandidat har trukket sig." });
        await (await f.Sekretariat.PostAsync($"{Sti}/{nummer}/aflys", new { Grund = "Igen" })).BrydesAsync("STEM-12");
        await (await StemAsync(f.AndenDelegat, nummer, new { m1 = 1 })).BrydesAsync("STEM-1");
        var id = await IdAsync(nummer);
        Assert.Equal(0, await FaellesAsync((KlubDb db) => db.Stemmesedler.CountAsync(s => s.AfstemningId == id)));
        Assert.Contains("En kandidat har trukket sig.", await Klubserver.HtmlAsync(f.Delegat, $"/klub/afstemninger/{nummer}"), StringComparison.Ordinal);
        var brud = await Assert.ThrowsAsync<RegelbrudException>(() => Registry.Shared.Queue.RunAsync((OpgoerAfstemning act) => act.Udfoer(new(id), CancellationToken.None), CancellationToken.None));
        Assert.Equal("STEM-6", brud.Regel.Kode);
    }

    [Fact]
    public async Task Forkert_udfyldte_afstemninger_afvises_med_alt_hvad_der_er_galt()
    {
        await (await f.Sekretariat.PostAsync(Sti, new { })).FejlerPaaAsync("emne", "titel", "lukker");
        await (await f.Sekretariat.PostAsync(Sti, new { Emne = "7", Titel = new string('x', 201), Lukker = DateTimeOffset.UnixEpoch, Pladser = 51 })).FejlerPaaAsync("emne", "titel", "lukker", "pladser");
        var lukker = f.Server.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1);
        await (await f.Sekretariat.PostAsync(Sti, new { Emne = "Beslutning", Titel = "x", Lukker = lukker, Muligheder = new[] { "A" } })).FejlerPaaAsync("muligheder");
        await (await f.Sekretariat.PostAsync(Sti, new { Emne = "Bestyrelse", Titel = "x", Lukker = lukker, Pladser = 2, Muligheder = new[] { "A", "B" } })).BrydesAsync("STEM-11");
        await (await f.Sekretariat.PostAsync(Sti, new { Emne = "Bestyrelse", Titel = "x", Lukker = lukker, Muligheder = new[] { "A", "a" } })).FejlerPaaAsync("muligheder");
        await (await f.Delegat.PostAsync(Sti, new { Emne = "Beslutning", Titel = "x", Lukker = lukker })).ForventAsync(HttpStatusCode.Forbidden);
        await (await f.Delegat.GetAsync(new Uri($"{Sti}/2026-99999", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        var kladde = await NyAsync("Beslutning", aaben: false);
        await (await f.Delegat.GetAsync(new Uri($"{Sti}/{kladde}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        // A title with tabs and script is one line of text.
        var fjendtlig = (await f.Sekretariat.SendAsync(Sti, new { Emne = "Bestyrelse", Titel = "<script>alert(1)</script>\tx\ny", Lukker = lukker, Muligheder = new[] { "<b>A</b>", "B" } })).GetProperty("nummer").GetString();
        var raa = await f.Sekretariat.GetStringAsync(new Uri($"/klub/afstemninger/{fjendtlig}", UriKind.Relative));
        Assert.DoesNotContain("<script>alert", raa, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; x y", raa, StringComparison.Ordinal);
    }
}
