using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Calendar;
using Esdh.Core.Files;
using Esdh.Core.Files.Word;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Phrases over REST: whose they are, who keeps them right, and where they are put in.</summary>
[Collection("organisationsserver")]
public sealed class FraseTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler"), _kollega = server.Som("kollega"), _leder = server.Som("leder"), _administrator = server.Som("administrator");

    /// <summary>Letters alone: digits in a title could be taken for a personal number.</summary>
    private static string NyNoegle() => new([.. $"{Guid.CreateVersion7():N}"[12..].Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + 'g') : c)]);

    private async Task<string> MinEnhedAsync() => (await _klient.HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetString()!;

    private static async Task<(string Id, string Noegle)> NyAsync(HttpClient klient, string tekst, string? enhed)
    {
        var noegle = NyNoegle();
        return ((await klient.SendAsync("/api/v1/fraser", new { noegle, titel = $"Frase {noegle}", tekst, enhedId = enhed })).GetProperty("id").GetString()!, noegle);
    }

    private static async Task<bool> SerAsync(HttpClient klient, string noegle) =>
        (await klient.HentAsync($"/api/v1/fraser?q={noegle}")).GetProperty("poster").EnumerateArray().Any(f => f.GetProperty("noegle").GetString() == noegle);

    [Fact]
    public async Task En_enheds_frase_ses_af_enheden_og_myndighedens_af_alle()
    {
        var (_, min) = await NyAsync(_klient, "Vi vender tilbage inden {{dato.idag}}.", await MinEnhedAsync());
        var (_, alles) = await NyAsync(_administrator, "Venlig hilsen", null);

        Assert.True(await SerAsync(_klient, min));
        Assert.True(await SerAsync(_leder, min));
        Assert.False(await SerAsync(_kollega, min));
        Assert.True(await SerAsync(_kollega, alles));
    }

    [Fact]
    public async Task Frasen_rettes_af_ejeren_lederen_eller_en_administrator_og_ingen_andre()
    {
        var enhed = await MinEnhedAsync();
        var (id, _) = await NyAsync(_klient, "Tekst", enhed);
        var (alles, _) = await NyAsync(_administrator, "Tekst", null);
        object Rettet(string tekst, string? hvor = null) => new { titel = "Rettet", tekst, enhedId = hvor };

        await (await _klient.PutAsync($"/api/v1/fraser/{alles}", Rettet("Ny"))).BrydesAsync("FRA-1");
        await (await _kollega.PutAsync($"/api/v1/fraser/{id}", Rettet("Ny", enhed))).BrydesAsync("FRA-1");
        await (await _klient.PutAsync($"/api/v1/fraser/{id}", Rettet("Ny"))).BrydesAsync("FRA-2"); // to the whole authority
        foreach (var klient in new[] { _klient, _leder, _administrator })
            await (await klient.PutAsync($"/api/v1/fraser/{id}", Rettet("Ny", enhed))).ForventAsync();
    }

    [Fact]
    public async Task Den_saettes_ind_med_sagens_vaerdier_og_de_laeses_ikke_igen()
    {
        var (_, noegle) = await NyAsync(_klient, "Om {{sag.titel}} ({{sag_nummer}}), {{part.navn}}: {{findes.ikke}}", await MinEnhedAsync());
        var sag = await _klient.SendAsync("/api/v1/sager", new { titel = "Carport {{sag.nummer}}", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Dora Demo", erPrimaer = true } } });
        var nummer = sag.GetProperty("sagsnummer").GetString();

        var forslag = (await _klient.HentAsync($"/opslag/fraser?q={noegle}&sti=/sager/{nummer}/notater"))[0];

        Assert.Equal($"Om Carport {{{{sag.nummer}}}} ({nummer}), Dora Demo: {{{{findes.ikke}}}}", forslag.GetProperty("indhold").GetString());
        await (await _kollega.GetAsync(new Uri($"/opslag/fraser?q={noegle}&sti=/sager/{nummer}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task En_beskyttet_part_naevnes_ikke_i_en_frase()
    {
        var (_, noegle) = await NyAsync(_klient, "Kære {{part.navn}}, {{part.adresse}}", await MinEnhedAsync());
        var sag = await _klient.SendAsync("/api/v1/sager", new { titel = "Carport", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Hemmelige Hans", adresse = "Skjulestien 3", erPrimaer = true, erBeskyttet = true } } });

        var indhold = (await _klient.HentAsync($"/opslag/fraser?q={noegle}&sti=/sager/{sag.GetProperty("sagsnummer")}"))[0].GetProperty("indhold").GetString()!;

        Assert.DoesNotContain("Hemmelige Hans", indhold, StringComparison.Ordinal);
        Assert.DoesNotContain("Skjulestien", indhold, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_skabelon_med_betingelser_gentagelser_og_fraser_flettes()
    {
        var (_, frase) = await NyAsync(_administrator, "Spørg {{sag.behandler}}.", null);
        var noegle = NyNoegle();
        byte[] word;
        using (var stream = new MemoryStream())
        {
            var brevet = new DocxWriter();
            foreach (var afsnit in new[]
            {
                "{{#hvis part.email}}Vi skriver til {{part.email}}.{{ellers}}Vi sender et brev.{{/hvis}}", "{{frase." + frase + "}}", "{{#parter}}", "Part: {{navn}}", "{{/parter}}", "{{#sag.dokumenter}}", "Akt {{akt}}: {{titel}}", "{{/sag.dokumenter}}",
            })
                brevet.Paragraph(afsnit);
            brevet.Save(stream);
            word = stream.ToArray();
        }

        await (await _administrator.UploadAsync("/api/v1/dokumentskabeloner", "brev.docx", word, new { noegle, navn = "Med betingelser", titel = "Brev", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created);
        var sag = (await _klient.SendAsync("/api/v1/sager", new { titel = "Carport", emne = "02.34.02", facet = "G01", parter = new object[] { new { navn = "Dora Demo", erPrimaer = true }, new { navn = "Nils Nabo" } } })).GetProperty("id").GetString();
        await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "a.txt", Encoding.UTF8.GetBytes(noegle), new { titel = "Ansøgning", retning = "indgaaende", journaliser = true })).ForventAsync(HttpStatusCode.Created);
        var brev = await _klient.SendAsync($"/api/v1/sager/{sag}/dokumenter/fra-skabelon", new { skabelon = noegle });

        var tekst = TextExtract.FromDocx(new MemoryStream(await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{brev.GetProperty("id")}/filer/1", UriKind.Relative))));
        Assert.Empty(brev.GetProperty("ukendteFelter").EnumerateArray());
        foreach (var sagt in new[] { "Vi sender et brev.", "Part: Dora Demo", "Part: Nils Nabo", "Akt 1: Ansøgning", "Spørg Signe" })
            Assert.Contains(sagt, tekst, StringComparison.Ordinal);
        Assert.DoesNotContain("Vi skriver til", tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_frase_der_ikke_er_set_igennem_viser_sig_hos_ejeren_til_den_er()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string>());
        await egen.InitializeAsync();
        var klient = egen.Som("sagsbehandler");
        var enhed = (await klient.HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetString();
        var idag = DanishTime.Today(egen.Ur);
        var id = (await klient.SendAsync("/api/v1/fraser", new { noegle = "klage", titel = "Klage", tekst = "Du kan klage.", enhedId = enhed, gennemses = idag.AddDays(10) })).GetProperty("id").GetString();
        Assert.Empty((await klient.HentAsync("/api/v1/fraser?forfaldne=true")).GetProperty("poster").EnumerateArray());

        egen.Ur.Frem(TimeSpan.FromDays(12));

        klient = egen.Som("sagsbehandler");
        Assert.Contains("1 frase skal ses igennem", await klient.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        Assert.True(Assert.Single((await klient.HentAsync("/api/v1/fraser?forfaldne=true")).GetProperty("poster").EnumerateArray()).GetProperty("erForfalden").GetBoolean());
        using var tomt = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.Redirect, (await klient.PostAsync(new Uri($"/fraser/{id}/gennemgang", UriKind.Relative), tomt)).StatusCode);
        Assert.Empty((await klient.HentAsync("/api/v1/fraser?forfaldne=true")).GetProperty("poster").EnumerateArray());
    }

    [Fact]
    public async Task Forkert_indhold_afvises_med_alle_felter()
    {
        var enhed = await MinEnhedAsync();
        await (await _klient.PostAsync("/api/v1/fraser", new { noegle = "Å", titel = " ", tekst = "", enhedId = enhed, gennemses = "2020-01-01" })).FejlerPaaAsync("noegle", "titel", "tekst", "gennemses");
        await (await _klient.PostAsync("/api/v1/fraser", new { noegle = NyNoegle(), titel = "T", tekst = "Til 010170-1234", enhedId = enhed })).FejlerPaaAsync("tekst");
        await (await _klient.PostAsync("/api/v1/fraser", new { noegle = NyNoegle(), titel = "T", tekst = new string('x', 10_001), enhedId = enhed, ejerId = Guid.CreateVersion7() })).FejlerPaaAsync("tekst", "ejerId");
        await (await _klient.PostAsync("/api/v1/fraser", new { noegle = NyNoegle(), titel = "T", tekst = "x" })).BrydesAsync("FRA-2");
    }
}
