using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Esdh.Ui.Tests;

public sealed class KomponentTests
{
    private const string Ond = "\"><script>alert(1)</script>";

    [Fact]
    public async Task Script_i_en_titel_er_tekst()
    {
        var html = await Vis<Linje>(new() { ["Titel"] = Ond, ["Href"] = "/sager/1", ["Maerke"] = new Maerke(Ond) });
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_i_et_diagrams_navne_er_tekst()
    {
        var html = await Vis<Soejlediagram>(new() { ["Titel"] = Ond, ["Poster"] = new Maalepunkt[] { new(Ond, 3), new("b", 1.5) } });
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_diagram_bruger_punktum_i_sine_maal_ogsaa_paa_dansk()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("da-DK");
        var html = await Vis<Soejlediagram>(new() { ["Titel"] = "Sager", ["Poster"] = new Maalepunkt[] { new("a", 1), new("b", 3), new("c", 7) } });
        Assert.DoesNotMatch("(x|y|width|height)=\"[0-9]+,", html);
        Assert.Contains("<td class=\"hoejre tal\">7</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_adgangskode_skrives_aldrig_tilbage()
    {
        var html = await Vis<Felt>(new() { ["Navn"] = "kode", ["Etiket"] = "Adgangskode", ["Type"] = Felttype.Kode, ["Vaerdi"] = "hemmelig" });
        Assert.DoesNotContain("hemmelig", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_fejl_i_et_felt_er_knyttet_til_feltet()
    {
        var html = await Vis<Felt>(new() { ["Navn"] = "titel", ["Etiket"] = "Titel", ["Fejl"] = "Skriv en titel." });
        Assert.Contains("aria-describedby=\"felt-titel-fejl\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"felt-titel-fejl\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Menuen_maerker_det_laengste_punkt_over_siden()
    {
        var ramme = new Sideramme
        {
            Sti = "/sager/rapporter/alder",
            Menu = [new(Menugruppe.Arbejde, "Min dag", "/", "dag"), new(Menugruppe.Arbejde, "Sager", "/sager", "sager"), new(Menugruppe.Myndighed, "Rapporter", "/sager/rapporter", "rapport")],
        };
        Assert.Equal(["Rapporter"], ramme.Grupper().SelectMany(g => g.Punkter).Where(p => p.Aktiv).Select(p => p.Punkt.Navn));
    }

    private static async Task<string> Vis<T>(Dictionary<string, object?> parametre) where T : IComponent
    {
        await using var tjenester = new ServiceCollection().AddScoped<Sideramme>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(tjenester, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parametre))).ToHtmlString());
    }
}
