using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>Files dropped on the case's page as from a folder window: the browser's own drag and drop, not a script's.</summary>
[Collection("browser")]
public sealed class TraekFilerTests(Chromium chromium) : IDisposable
{
    private readonly DirectoryInfo _mappe = Directory.CreateTempSubdirectory("esdh-traek-");

    public void Dispose() => _mappe.Delete(recursive: true);

    [Fact]
    public async Task Word_pdf_og_mail_traekkes_ind_paa_sagen_med_fremdrift()
    {
        var (vindue, sag) = await AabnSagAsync();
        await using var _ = vindue;
        var side = vindue.Side;
        var slip = new TaskCompletionSource();
        await side.RouteAsync("**/dokumenter", async rute => // hold the sending back until the bars have been seen
        {
            if (rute.Request.Method == "POST")
                await slip.Task;
            await rute.ContinueAsync();
        });
        List<string> stier = [];
        foreach (var (navn, indhold) in EnHelDagTests.Filer())
        {
            stier.Add(Path.Combine(_mappe.FullName, navn));
            await File.WriteAllBytesAsync(stier[^1], indhold);
        }

        await SlipFilerAsync(side, stier);
        await Assertions.Expect(side.Locator("[data-upload-liste] li")).ToHaveCountAsync(3);
        await Assertions.Expect(side.Locator("[data-upload-liste] progress")).ToHaveCountAsync(2); // two at a time, one waits
        await Assertions.Expect(side.Locator("[data-upload-liste]")).ToContainTextAsync("Venter");
        await Assertions.Expect(side.Locator("[data-samlet]")).ToContainTextAsync("0 af 3 færdige");
        slip.SetResult();

        await Assertions.Expect(side.Locator("tbody")).ToContainTextAsync("Supplerende oplysninger"); // the page is loaded anew
        var poster = (await chromium.Server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{sag}/dokumenter")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("titel").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(["Supplerende oplysninger", "ansoegning", "maal", "tegning"], poster);
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }

    [Fact]
    public async Task Tomme_og_for_store_filer_afvises_paa_dansk_og_efterlader_intet()
    {
        var (vindue, sag) = await AabnSagAsync();
        await using var _ = vindue;
        var side = vindue.Side;
        var (tom, stor) = (Path.Combine(_mappe.FullName, "tom.pdf"), Path.Combine(_mappe.FullName, "stor.pdf"));
        await File.WriteAllBytesAsync(tom, []);
        await using (var fil = File.Create(stor))
            fil.SetLength((200L * 1024 * 1024) + 1);
        var foer = Indhold();

        await SlipFilerAsync(side, [tom, stor]);

        await Assertions.Expect(Linje(side, "tom.pdf")).ToContainTextAsync("Filen er tom");
        await Assertions.Expect(Linje(side, "stor.pdf")).ToContainTextAsync("Grænsen er 200 MB");
        await Assertions.Expect(side.Locator("[data-samlet]")).ToContainTextAsync("2 afvist");

        // A page that does not know the limit: the server refuses while it streams, and says the same.
        await ProevUdenGraenseAsync(side, stor);
        Assert.Equal(0, (await chromium.Server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{sag}/dokumenter")).GetProperty("poster").GetArrayLength());
        Assert.Equal(foer, Indhold());
        Assert.Empty(Directory.GetFiles(Path.Combine(Filer, "ny")));
    }

    /// <summary>The script read the limit when the page began, so the file is sent by the page's own fetch, as another client would.</summary>
    private static async Task ProevUdenGraenseAsync(IPage side, string sti)
    {
        await side.EvaluateAsync("() => { const f = document.createElement('input'); f.type = 'file'; f.id = 'proeve'; document.body.append(f); }");
        await side.SetInputFilesAsync("#proeve", sti);
        var svar = await side.EvaluateAsync<string>("""
            async () => {
              const form = document.querySelector('[data-upload]');
              const data = new FormData();
              data.append('__RequestVerificationToken', form.querySelector('[name=__RequestVerificationToken]').value);
              data.append('retning', 'indgaaende');
              data.append('fil', document.querySelector('#proeve').files[0]);
              const svar = await fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body: data });
              return `${svar.status} ${await svar.text()}`;
            }
            """);
        Assert.StartsWith("413 ", svar, StringComparison.Ordinal);
        Assert.Contains("200 MB", svar, StringComparison.Ordinal);
    }

    private async Task<(Vindue Vindue, string Sag)> AabnSagAsync()
    {
        var sag = (await chromium.Server.Som("sagsbehandler").SendAsync("/api/v1/sager", new { titel = $"Træk {Guid.CreateVersion7()}", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        var vindue = await chromium.AabnAsync("sagsbehandler");
        await vindue.Side.GotoAsync($"/sager/{sag}/dokumenter");
        return (vindue, sag);
    }

    internal static async Task SlipFilerAsync(IPage side, IReadOnlyList<string> stier)
    {
        await side.Locator("form[data-upload]").First.ScrollIntoViewIfNeededAsync();
        var felt = (await side.Locator("form[data-upload]").First.BoundingBoxAsync())!;
        var cdp = await side.Context.NewCDPSessionAsync(side);
        foreach (var slags in new[] { "dragEnter", "dragOver", "drop" })
        {
            var sendt = cdp.SendAsync("Input.dispatchDragEvent", new()
            {
                ["type"] = slags, ["x"] = felt.X + (felt.Width / 2), ["y"] = felt.Y + (felt.Height / 2),
                ["data"] = new Dictionary<string, object> { ["items"] = Array.Empty<object>(), ["files"] = stier, ["dragOperationsMask"] = 1 },
            });
            // A drop that has loaded the page anew before it is answered is never answered.
            await (slags == "drop" ? Task.WhenAny(sendt, Task.Delay(TimeSpan.FromSeconds(5))) : (Task)sendt);
            if (slags == "dragOver")
                await Assertions.Expect(side.Locator("form[data-upload].er-over")).ToHaveCountAsync(1);
        }
    }

    private static ILocator Linje(IPage side, string navn) => side.Locator("[data-upload-liste] li", new() { HasText = navn });

    private string Filer => Path.Combine(chromium.Server.Folder, "myndigheder", "korsbaek", "filer");

    private int Indhold() => Directory.EnumerateFiles(Filer, "*", SearchOption.AllDirectories).Count();
}
