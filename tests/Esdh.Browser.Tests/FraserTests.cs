using Esdh.Testing;
using Microsoft.Playwright;

namespace Esdh.Browser.Tests;

/// <summary>A phrase is put in while one writes, with the keyboard alone.</summary>
[Collection("browser")]
public sealed class FraserTests(Chromium chromium)
{
    [Fact]
    public async Task To_skraastreger_finder_en_frase_og_saetter_den_ind_hvor_der_skrives()
    {
        var sag = (await chromium.Server.Som("sagsbehandler").SendAsync("/api/v1/sager", new { titel = "Carport i skel", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        await using var vindue = await chromium.AabnAsync("sagsbehandler");
        var side = vindue.Side;
        await side.GotoAsync($"/sager/{sag}/notater");
        var notat = side.Locator("textarea[data-fraser]").First;
        await Assertions.Expect(side.GetByRole(AriaRole.Button, new() { Name = "Indsæt frase" }).First).ToBeVisibleAsync(); // the script has begun

        await notat.PressSequentiallyAsync("Kære borger. //");
        var felt = side.GetByRole(AriaRole.Combobox, new() { Name = "Find en frase" });
        await Assertions.Expect(felt).ToBeFocusedAsync();
        await felt.PressSequentiallyAsync("manglende");
        await Assertions.Expect(side.Locator(".fraser-liste [aria-selected=true]")).ToContainTextAsync("Manglende oplysninger");
        await felt.PressAsync("Enter");

        await Assertions.Expect(notat).ToBeFocusedAsync();
        await Assertions.Expect(notat).ToHaveValueAsync("Kære borger. For at behandle Carport i skel mangler vi nogle oplysninger fra dig:\n-");
        await notat.PressSequentiallyAsync(" //");
        await felt.PressAsync("Escape");
        await Assertions.Expect(notat).ToBeFocusedAsync();
        await Assertions.Expect(felt).ToBeHiddenAsync();
        Assert.True(vindue.Fejl.Count == 0, string.Join('\n', vindue.Fejl));
    }
}
