using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Arkiv.Contract;

namespace Esdh.Arkiv.Kontrol;

/// <summary>A medium of a version.</summary>
internal sealed record Medie(long Nummer, string Navn, string Sti);

/// <summary>Where a version lies: its id and its media, by number.</summary>
internal sealed partial record Versionsmappe(string Id, string Mappe, IReadOnlyList<Medie> Medier, IReadOnlyList<string> Dobbelte, IReadOnlyList<string> Genveje)
{
    /// <param name="sti">A medium's folder, the folder that holds the media, or what the names of the media's folders begin with.</param>
    public static Versionsmappe Find(string sti)
    {
        string fuld;
        try
        {
            fuld = Path.TrimEndingDirectorySeparator(Path.GetFullPath(sti));
        }
        catch (ArgumentException)
        {
            throw new KontrolUmuligException("Stien kan ikke læses som en sti. Angiv mappen med arkiveringsversionen.");
        }

        if (File.Exists(fuld))
            throw new KontrolUmuligException($"»{Fundsamler.Ren(fuld)}« er en fil. Angiv mappen med arkiveringsversionen.");
        var navn = Path.GetFileName(fuld);
        var medie = Medieform().Match(navn);
        if (Directory.Exists(fuld))
        {
            if (medie.Success && Path.GetDirectoryName(fuld) is { } over)
                return I(over, medie.Groups["id"].Value) ?? throw Ingen(fuld);
            return I(fuld, Versionsform().IsMatch(navn) && !Flere(fuld) ? null : Versionsform().IsMatch(navn) ? navn : null)
                ?? (Path.GetDirectoryName(fuld) is { } ved && Versionsform().IsMatch(navn) ? I(ved, navn) : null) ?? throw Ingen(fuld);
        }

        return Versionsform().IsMatch(navn) && Path.GetDirectoryName(fuld) is { } foraelder && Directory.Exists(foraelder) && I(foraelder, navn) is { } fundet ? fundet
            : throw new KontrolUmuligException($"Mappen »{Fundsamler.Ren(fuld)}« findes ikke.");
    }

    private static KontrolUmuligException Ingen(string mappe) =>
        new($"Der er ingen arkiveringsversion i »{Fundsamler.Ren(mappe)}«. Mapperne skal hedde som AVID.KORS.1001.1 med medienummeret til sidst.");

    private static bool Flere(string mappe) => Ider(mappe).Take(2).Count() > 1;

    private static IEnumerable<string> Ider(string mappe) =>
        Undermapper(mappe).Select(m => Medieform().Match(m.Name)).Where(m => m.Success).Select(m => m.Groups["id"].Value).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<DirectoryInfo> Undermapper(string mappe)
    {
        try
        {
            return [.. new DirectoryInfo(mappe).EnumerateDirectories("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true })];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KontrolUmuligException($"Mappen »{Fundsamler.Ren(mappe)}« kan ikke læses.", e);
        }
    }

    private static Versionsmappe? I(string mappe, string? id)
    {
        List<(DirectoryInfo Mappe, Match Form)> fundne = [.. Undermapper(mappe).Select(m => (m, Medieform().Match(m.Name))).Where(m => m.Item2.Success)];
        if (id is null)
        {
            var ider = fundne.Select(f => f.Form.Groups["id"].Value).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
            if (ider.Count > 1)
                throw new KontrolUmuligException($"Der er flere arkiveringsversioner i »{Fundsamler.Ren(mappe)}«: {string.Join(", ", ider.Take(10))}. Angiv en af dem.");
            id = ider.FirstOrDefault();
        }

        if (id is null)
            return null;
        List<Medie> medier = [];
        List<string> dobbelte = [];
        List<string> genveje = [];
        // The one that is written as it should be comes first; the others of its number are doubles.
        foreach (var (m, form) in fundne.Where(f => f.Form.Groups["id"].Value.Equals(id, StringComparison.OrdinalIgnoreCase))
            .OrderBy(f => long.Parse(f.Form.Groups["n"].Value, CultureInfo.InvariantCulture)).ThenBy(f => f.Mappe.Name.Length).ThenBy(f => f.Mappe.Name, StringComparer.Ordinal))
        {
            var nummer = long.Parse(form.Groups["n"].Value, CultureInfo.InvariantCulture);
            if (m.LinkTarget is not null)
                genveje.Add(m.Name);
            else if (medier.Count > 0 && medier[^1].Nummer == nummer)
                dobbelte.Add(m.Name);
            else
                medier.Add(new(nummer, m.Name, m.FullName));
        }

        if (medier.Count == 0)
            return genveje.Count > 0 ? throw new KontrolUmuligException($"Mediet »{genveje[0]}« er en genvej (link). Angiv den mappe, den peger på.") : null;
        return new(medier[0].Navn[..medier[0].Navn.LastIndexOf('.')], mappe, medier, dobbelte, genveje);
    }

    [GeneratedRegex(@"^(?<id>AVID\.[A-ZÆØÅ]{2,4}\.[1-9][0-9]{0,11})\.(?<n>[0-9]{1,12})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Medieform();

    [GeneratedRegex(@"^AVID\.[A-ZÆØÅ]{2,4}\.[1-9][0-9]{0,11}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Versionsform();
}
