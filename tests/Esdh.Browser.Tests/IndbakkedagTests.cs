using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Files.Word;
using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>A day in the inbox at the pages, the way to Word, and a new version dropped on a document.</summary>
[Collection("browser")]
public sealed class IndbakkedagTests(Chromium chromium)
{
    private readonly HttpClient _api = chromium.Server.Som("sagsbehandler");

    private async Task<List<string>> PostAsync(int antal)
    {
        var enhed = (await _api.HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetGuid();
        List<string> emner = [];
        for (var i = 0; i < antal; i++)
        {
            var emne = $"Indbakkedag {Guid.CreateVersion7():N}"[..30] + i;
            var mail = $"From: Prøve Prøvesen <proeve@eksempel.example>\r\nTo: post@korsbaek.example\r\nSubject: {emne}\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\nMessage-ID: <{Guid.CreateVersion7()}@eksempel.example>\r\n\r\nHej.\r\n";
            await (await _api.UploadAsync("/api/v1/indbakke", "mail.eml", Encoding.UTF8.GetBytes(mail), new { enhedId = enhed })).ForventAsync();
            emner.Add(emne);
        }

        return emner;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_fordeles_tages_journaliseres_afvises_og_fortrydes(bool script)
    {
        var emner = await PostAsync(4);
        var sag = (await _api.SendAsync("/api/v1/sager", new { titel = "Indbakkens sag", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        await using var vindue = await chromium.AabnAsync("sagsbehandler", script: script);
        var side = vindue.Side;
        ILocator Raekke(string emne) => side.Locator("tr", new() { HasText = emne });

        // Two at a time to a colleague, and back again.
        await side.GotoAsync("/indbakke?boks=enhed");
        foreach (var emne in emner[..2])
            await Raekke(emne).Locator(".vaelg input").CheckAsync(new() { Force = true });
        await side.ClickAsync(".massebjaelke button:has-text('Fordel')");
        await Assertions.Expect(side.Locator("h1")).ToHaveTextAsync("Fordel 2 stykker post");
        foreach (var emne in emner[..2])
            await Assertions.Expect(side.GetByText(emne)).ToBeVisibleAsync();
        await side.FillAsync("input[name=behandlerId-tekst]", "kollega");
        await side.FillAsync("textarea[name=note]", "Vil du se på dem?");
        await side.ClickAsync("main button.button-primary");
        await Assertions.Expect(side.Locator(".flash")).ToContainTextAsync("2 stykker post");
        Assert.Equal(0, await Raekke(emner[0]).CountAsync());
        await side.ClickAsync(".flash button:has-text('Fortryd')");
        await side.GotoAsync("/indbakke?boks=enhed");
        await Assertions.Expect(Raekke(emner[0])).ToHaveCountAsync(1);

        // One is taken and filed on a case.
        await Raekke(emner[1]).Locator("a.tabel-titel").ClickAsync();
        await side.ClickAsync("button:has-text('Tag posten')");
        await side.GotoAsync("/indbakke?boks=min");
        await Raekke(emner[1]).Locator("a.tabel-titel").ClickAsync();
        await side.FillAsync("input[name=sag-tekst]", sag);
        await side.ClickAsync("button:has-text('Journalisér')");
        await Assertions.Expect(side.Locator(".flash")).ToBeVisibleAsync();
        Assert.Contains(emner[1], (await _api.HentAsync($"/api/v1/sager/{sag}/dokumenter")).ToString(), StringComparison.Ordinal);

        // One is without significance, and is taken out again.
        await side.GotoAsync("/indbakke?boks=enhed");
        await Raekke(emner[2]).Locator("a.tabel-titel").ClickAsync();
        var adresse = side.Url;
        await side.ClickAsync("summary:has-text('Uden betydning')");
        await side.FillAsync("textarea[name=afvisgrund]", "Reklame");
        await side.ClickAsync("button:has-text('Afvis posten')");
        await Assertions.Expect(side.Locator(".flash")).ToBeVisibleAsync();
        await side.GotoAsync(adresse);
        await side.ClickAsync("button:has-text('Tag posten frem igen')");
        await side.GotoAsync("/indbakke?boks=enhed");
        await Assertions.Expect(Raekke(emner[2])).ToHaveCountAsync(1);
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }

    private async Task<string> WorddokumentAsync()
    {
        var sag = (await _api.SendAsync("/api/v1/sager", new { titel = "Wordsag", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        return (await (await _api.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.docx", Word("Første udgave"), new { titel = "Brev", retning = "internt" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }

    private static byte[] Word(string tekst)
    {
        using var ud = new MemoryStream();
        new DocxWriter().Paragraph($"{tekst} {Guid.CreateVersion7()}").Save(ud);
        return ud.ToArray();
    }

    [Fact]
    public async Task Rediger_i_Word_tjekker_ud_og_giver_en_adresse_som_Word_aabner()
    {
        var dokument = await WorddokumentAsync();
        await using var vindue = await chromium.AabnAsync("sagsbehandler", script: false); // with script Word itself would be asked to come
        var side = vindue.Side;
        await side.GotoAsync($"/dokumenter/{dokument}");
        await side.ClickAsync("button:has-text('Rediger i Word')");

        var link = await side.Locator("a[href^='ms-word:']").First.GetAttributeAsync("href");
        Assert.Matches("^ms-word:ofe\\|u\\|http://[^|]+/dav/[^/]+/.+\\.docx$", link);
        using var fil = await chromium.Server.Anonym().GetAsync(new Uri(link!.Split('|')[2]));
        Assert.Equal(HttpStatusCode.OK, fil.StatusCode);
        await side.ClickAsync("button:has-text('Afslut redigering')");
        using var lukket = await chromium.Server.Anonym().GetAsync(new Uri(link.Split('|')[2]));
        Assert.Equal(HttpStatusCode.Gone, lukket.StatusCode);
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }

    [Fact]
    public async Task En_ny_udgave_slippes_paa_dokumentet()
    {
        var dokument = await WorddokumentAsync();
        var mappe = Directory.CreateTempSubdirectory("esdh-udgave-");
        try
        {
            var sti = Path.Combine(mappe.FullName, "brev, rettet.docx");
            await File.WriteAllBytesAsync(sti, Word("Anden udgave"));
            await using var vindue = await chromium.AabnAsync("sagsbehandler");
            var side = vindue.Side;
            await side.GotoAsync($"/dokumenter/{dokument}");
            await TraekFilerTests.SlipFilerAsync(side, [sti]);

            for (var i = 0; i < 2400 && await UdgaveAsync(dokument) < 2; i++)
                await Task.Delay(50);
            Assert.Equal(2, await UdgaveAsync(dokument));
            Assert.Single((await _api.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("filer").EnumerateArray());
            Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
        }
        finally
        {
            mappe.Delete(recursive: true);
        }
    }

    private async Task<int> UdgaveAsync(string dokument) => (await _api.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("filversion").GetInt32();
}
