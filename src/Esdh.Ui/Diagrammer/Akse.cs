using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Esdh.Ui;

/// <summary>The axis of a chart whose drawing area is 180 high with its foot at 190.</summary>
internal static class Akse
{
    private static readonly int[] Rund = [1, 2, 3, 4, 5, 6, 8, 10];

    /// <summary>Four round steps that reach the highest value; whole steps, as what is counted is whole.</summary>
    internal static double Top(double hoejeste)
    {
        if (!(hoejeste > 0))
            return 4;
        var trin = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(hoejeste / 4))));
        return 4 * Rund.Select(m => m * trin).First(t => 4 * t >= hoejeste);
    }

    /// <summary>Few points get a narrow drawing, so that its letters keep their size in a narrow panel.</summary>
    internal static double Flade(int antal) => antal <= 6 ? 420 : 720;

    internal static string Klasse(int antal) => antal switch { <= 6 => "graf graf--smal", > 8 => "graf graf--bred", _ => "graf" };

    internal static IEnumerable<(double Y, string Tekst)> Linjer(double top) =>
        Enumerable.Range(0, 5).Select(i => (190 - 45d * i, Vis.Tal(top * i / 4)));

    /// <summary>Razor keeps the name "text" for itself, so SVG text is written here.</summary>
    internal static MarkupString Tekst(double x, double y, string tekst, string anker, bool staerk = false) =>
        new($"<text class=\"d-tekst{(staerk ? " d-tekst--staerk" : "")}\" x=\"{Vis.Maal(x)}\" y=\"{Vis.Maal(y)}\" text-anchor=\"{anker}\">{HtmlEncoder.Default.Encode(tekst)}</text>");
}
