using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>A caseworker's whole day at the pages, with real files.</summary>
[Collection("browser")]
public sealed partial class EnHelDagTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fra_ny_sag_til_afsluttet_sag(bool script)
    {
        await using var vindue = await chromium.AabnAsync("sagsbehandler", script: script);
        var side = vindue.Side;
        var titel = $"Carport med kviststuds {(script ? "A" : "B")}";
        var part = script ? "Anders Afprøvning" : "Berta Bevismodel"; // not the same: that would be the same matter twice

        // A case from a template, with a party.
        await side.GotoAsync("/sager/ny");
        await side.GetByLabel("Generel sag").CheckAsync();
        await side.FillAsync("input[name=titel]", titel);
        await side.FillAsync(script ? "input[name=emne-tekst], input[name=emne]" : "input[name=emne-tekst], input[name=emne]", "02.34.02");
        await side.SelectOptionAsync("select[name=facet]", "G01");
        await side.FillAsync("input[name=part-tekst], input[name=part]", part);
        await side.ClickAsync("button:has-text('Opret sag')");
        await side.WaitForURLAsync(SagensAdresse());
        var nummer = SagensAdresse().Match(side.Url).Groups[1].Value;

        // Three real files onto it.
        var mappe = Directory.CreateTempSubdirectory("esdh-browser-");
        try
        {
            foreach (var (navn, indhold) in Filer())
            {
                var sti = Path.Combine(mappe.FullName, navn);
                await File.WriteAllBytesAsync(sti, indhold);
                await side.GotoAsync($"/sager/{nummer}/dokumenter");
                await side.SetInputFilesAsync("input[type=file]", sti);
                if (script)
                    await side.GetByText(navn).First.WaitForAsync();
                else
                    await side.ClickAsync("form[enctype='multipart/form-data'] button[type=submit]");
                await side.WaitForTimeoutAsync(script ? 1500 : 0);
            }
        }
        finally
        {
            mappe.Delete(recursive: true);
        }

        // Journalise them one by one from the document's page, where title and date are seen.
        await side.GotoAsync($"/sager/{nummer}/dokumenter");
        for (var tilbage = 8; tilbage > 0; tilbage--)
        {
            await side.GotoAsync($"/sager/{nummer}/dokumenter");
            var kladde = side.Locator("tr", new() { HasText = "Kladde" }).First;
            if (await kladde.CountAsync() == 0)
                break;
            await kladde.Locator("a[href*='/dokumenter/']").First.ClickAsync();
            await side.ClickAsync("button:has-text('Journalisér')");
            await Assertions.Expect(side.GetByText("Journaliseret").First).ToBeVisibleAsync();
        }

        await side.GotoAsync($"/sager/{nummer}/dokumenter");
        Assert.Equal(0, await side.Locator("tr", new() { HasText = "Kladde" }).CountAsync());

        // A telephone call.
        await side.GotoAsync($"/sager/{nummer}/notater");
        await side.FillAsync("input[name=overskrift]", "Opkald fra ansøger");
        await side.FillAsync("textarea[name=tekst]", "Spurgte til afstand til skel.");
        await side.ClickAsync("button:has-text('Gem endeligt')");
        await Assertions.Expect(side.GetByText("Opkald fra ansøger").First).ToBeVisibleAsync();

        // Found again by number, title and party.
        foreach (var q in new[] { nummer, "kviststuds", part })
        {
            await side.GotoAsync("/soegning");
            await side.FillAsync("main input[type=search], main input[name=q]", q);
            await side.PressAsync("main input[type=search], main input[name=q]", "Enter");
            await Assertions.Expect(side.GetByText(nummer).First).ToBeVisibleAsync();
        }

        // Decided and closed.
        await side.GotoAsync($"/sager/{nummer}/afgoerelse");
        await side.FillAsync("input[name=art]", "Tilladelse");
        await side.ClickAsync("main button.button-primary");
        await side.GotoAsync($"/sager/{nummer}/erindringer");
        while (await side.Locator("main button:has-text('Klaret')").CountAsync() > 0)
        {
            await side.Locator("main button:has-text('Klaret')").First.ClickAsync();
            await side.GotoAsync($"/sager/{nummer}/erindringer");
        }

        await side.GotoAsync($"/sager/{nummer}/afslut");
        await side.ClickAsync("main button.button-primary");
        await side.GotoAsync($"/sager/{nummer}");
        await Assertions.Expect(side.GetByText("Afsluttet").First).ToBeVisibleAsync();
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }

    [GeneratedRegex(@"/sager/(\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d-\d+-\d\d)")]
    private static partial Regex SagensAdresse();

    internal static IEnumerable<(string Navn, byte[] Indhold)> Filer()
    {
        using var word = new MemoryStream();
        new Esdh.Core.Files.Word.DocxWriter().Heading("Ansøgning").Paragraph($"Om en carport {Guid.CreateVersion7()}").Save(word);
        yield return ("ansoegning.docx", word.ToArray());
        using var pdf = new MemoryStream();
        var skriver = new Esdh.Core.Files.Pdf.PdfWriter("Tegning", "Prøve");
        skriver.PlainText($"Plan og snit {Guid.CreateVersion7()}");
        skriver.Save(pdf);
        yield return ("tegning.pdf", pdf.ToArray());
        yield return ("svar.eml", Encoding.UTF8.GetBytes(
            "From: Prøve Prøvesen <proeve@eksempel.example>\r\nTo: byg@korsbaek.example\r\nSubject: Supplerende oplysninger\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\n"
            + $"Message-ID: <{Guid.CreateVersion7()}@eksempel.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=skel\r\n\r\n--skel\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSe bilaget.\r\n"
            + "--skel\r\nContent-Type: text/plain; name=maal.txt\r\nContent-Disposition: attachment; filename=maal.txt\r\n\r\n2,5 m til skel\r\n--skel--\r\n"));
    }
}
