using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Esdh.Benchmarks;

/// <summary>
/// How figures grow with the authority: a small chart for each that was measured at several sizes, both axes logarithmic, with its aim as a broken line; as an SVG that
/// needs nothing else and can be read on light and dark ground. The same as a table in Markdown, between two marks in a document.
/// </summary>
internal static class Vaekst
{
    private const string Begynd = "<!-- vaekst -->", Slut = "<!-- vaekst slut -->";

    private const int Bredde = 330, Hoejde = 190, Kolonner = 3;

    private sealed record Tal(string Scenarie, string Figur, string Enhed, int N, double Vaerdi, double? Graense);

    public static void Tegn(string fra, string til, string? dokument)
    {
        List<Tal> alle = [];
        foreach (var linje in File.ReadLines(fra).Where(l => l.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(linje);
            var e = json.RootElement;
            if (e.TryGetProperty("n", out var n))
                alle.Add(new(e.GetProperty("scenario").GetString()!, e.GetProperty("figure").GetString()!, e.GetProperty("unit").GetString()!, n.GetInt32(), e.GetProperty("value").GetDouble(), e.GetProperty("bound").ValueKind == JsonValueKind.Number ? e.GetProperty("bound").GetDouble() : null));
        }

        // The last measurement of each counts.
        var figurer = alle.Where(t => t.Scenarie != "byg").GroupBy(t => (t.Scenarie, t.Figur)).Select(g => g.GroupBy(t => t.N).Select(x => x.Last()).OrderBy(t => t.N).ToList()).Where(g => g.Count > 1).ToList();
        var sizes = figurer.SelectMany(f => f.Select(t => t.N)).Distinct().Order().ToList();
        if (figurer.Count == 0)
            throw new InvalidOperationException($"{fra} has no figure of more than one size.");
        var tabel = new StringBuilder($"| | | aim | {string.Join(" | ", sizes.Select(n => n.ToString("N0", CultureInfo.InvariantCulture)))} |\n|---|---|---|{string.Concat(sizes.Select(_ => "---|"))}\n");
        foreach (var f in figurer)
            tabel.Append(CultureInfo.InvariantCulture, $"| `{f[0].Scenarie}` | {f[0].Figur}, {f[0].Enhed} | {(f[^1].Graense is { } g ? Vist(g) : "")} | {string.Join(" | ", sizes.Select(s => f.FirstOrDefault(t => t.N == s) is { } t ? Vist(t.Vaerdi) : ""))} |\n");
        Console.Write(tabel);
        if (dokument is not null)
        {
            var tekst = File.ReadAllText(dokument);
            var (begynd, slut) = (tekst.IndexOf(Begynd, StringComparison.Ordinal), tekst.IndexOf(Slut, StringComparison.Ordinal));
            if (begynd < 0 || slut < begynd)
                throw new InvalidOperationException($"{dokument} has no place for the table: {Begynd} ... {Slut}");
            File.WriteAllText(dokument, tekst[..(begynd + Begynd.Length)] + "\n" + tabel + tekst[slut..]);
        }

        var svg = new StringBuilder();
        var raekker = (figurer.Count + Kolonner - 1) / Kolonner;
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Kolonner * Bredde} {raekker * Hoejde}" role="img" font-family="system-ui, sans-serif" font-size="11">
            <title>How each figure grows from {sizes[0]} to {sizes[^1]} cases</title>
            <style>
            .baggrund {"{"} fill: #ffffff {"}"} text {"{"} fill: #333333 {"}"} .navn {"{"} font-weight: 600 {"}"} .akse {"{"} stroke: #b0b0b0; fill: none {"}"} .linje {"{"} stroke: #0059b3; stroke-width: 2; fill: none {"}"} .punkt {"{"} fill: #0059b3 {"}"} .graense {"{"} stroke: #b3261e; stroke-dasharray: 5 4; fill: none {"}"} .aim {"{"} fill: #b3261e {"}"}
            @media (prefers-color-scheme: dark) {"{"} .baggrund {"{"} fill: #0d1117 {"}"} text {"{"} fill: #e6edf3 {"}"} .akse {"{"} stroke: #6e7681 {"}"} .linje {"{"} stroke: #79b8ff {"}"} .punkt {"{"} fill: #79b8ff {"}"} .graense {"{"} stroke: #ff8a80 {"}"} .aim {"{"} fill: #ff8a80 {"}"} {"}"}
            </style>
            <rect class="baggrund" width="100%" height="100%"/>

            """);
        for (var i = 0; i < figurer.Count; i++)
            Et(svg, figurer[i], sizes, i % Kolonner * Bredde, i / Kolonner * Hoejde);
        svg.Append("</svg>\n");
        File.WriteAllText(til, svg.ToString());
    }

    private static void Et(StringBuilder svg, List<Tal> f, List<int> sizes, int x0, int y0)
    {
        const int Venstre = 46, Top = 40, Bund = Hoejde - 32, Hoejre = Bredde - 24;
        var vaerdier = f.Select(t => t.Vaerdi).Concat(f[^1].Graense is { } g ? [g] : []).Where(v => v > 0).DefaultIfEmpty(1).ToList();
        var (lav, hoej) = (Math.Floor(Math.Log10(vaerdier.Min())), Math.Ceiling(Math.Log10(vaerdier.Max())));
        if (hoej <= lav)
            hoej = lav + 1;
        double X(int n) => x0 + Venstre + 16 + ((Math.Log10(n) - Math.Log10(sizes[0])) / (Math.Log10(sizes[^1]) - Math.Log10(sizes[0])) * (Hoejre - Venstre - 22));
        double Y(double v) => y0 + Bund - ((Math.Log10(Math.Max(v, Math.Pow(10, lav))) - lav) / (hoej - lav) * (Bund - Top));
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"navn\" x=\"{x0 + 12}\" y=\"{y0 + 18}\">{Kort(f[0].Figur)}</text>\n<text x=\"{x0 + 12}\" y=\"{y0 + 32}\">{f[0].Scenarie}, {f[0].Enhed}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"akse\" d=\"M{x0 + Venstre} {y0 + Top}V{y0 + Bund}H{x0 + Hoejre}\"/>\n");
        for (var p = lav; p <= hoej; p++)
            svg.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"end\" x=\"{x0 + Venstre - 5}\" y=\"{Y(Math.Pow(10, p)) + 4:0.0}\">{Vist(Math.Pow(10, p))}</text>\n");
        foreach (var n in sizes)
            svg.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"middle\" x=\"{X(n):0.0}\" y=\"{y0 + Bund + 15}\">{(n >= 1_000_000 ? $"{n / 1_000_000}M" : $"{n / 1000}k")}</text>\n");
        if (f[^1].Graense is { } graense)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"graense\" d=\"M{x0 + Venstre} {Y(graense):0.0}H{x0 + Hoejre}\"/>\n<text class=\"aim\" text-anchor=\"end\" x=\"{x0 + Hoejre}\" y=\"{Y(graense) - 4:0.0}\">{Vist(graense)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"linje\" d=\"M{string.Join('L', f.Select(t => string.Create(CultureInfo.InvariantCulture, $"{X(t.N):0.0} {Y(t.Vaerdi):0.0}")))}\"/>\n");
        foreach (var t in f)
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"punkt\" cx=\"{X(t.N):0.0}\" cy=\"{Y(t.Vaerdi):0.0}\" r=\"3\"/>\n<text text-anchor=\"middle\" x=\"{X(t.N):0.0}\" y=\"{Y(t.Vaerdi) + 14:0.0}\">{Vist(t.Vaerdi)}</text>\n");
    }

    private static string Kort(string figur) => System.Security.SecurityElement.Escape(figur.Length > 50 ? figur[..49] + "…" : figur);

    private static string Vist(double v) => v switch { 0 => "0", < 0.1 => v.ToString("0.000", CultureInfo.InvariantCulture), < 10 => v.ToString("0.##", CultureInfo.InvariantCulture), < 100 => v.ToString("0.#", CultureInfo.InvariantCulture), _ => v.ToString("N0", CultureInfo.InvariantCulture) };
}
