using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Walks the media folder by folder, says what should not be there, and hands out what is to be read: tables first, for they take longest.</summary>
internal sealed partial class Mappegang(Forloeb forloeb, Tabelindeks? tabeller, Dokumentregister? dokumenter, Dokumentregister? kontekst)
{
    public static readonly string[] Indeksnavne = ["fileIndex.xml", "archiveIndex.xml", "contextDocumentationIndex.xml", "tableIndex.xml", "docIndex.xml", "researchIndex.xml"];

    private static readonly string[] Standardskemaer = ["archiveIndex.xsd", "contextDocumentationIndex.xsd", "tableIndex.xsd", "fileIndex.xsd", "docIndex.xsd", "XMLSchema.xsd", "researchIndex.xsd"];
    private static readonly string[] Skemamapper = ["standard", "localShared"];
    private static readonly string[] Mapper = ["Indices", "Schemas", "ContextDocumentation", "Tables", "Documents"];

    private readonly Dictionary<long, string> tabelmapper = [];
    private readonly Dictionary<Dokumentformat, long> formater = [];
    private readonly HashSet<string> standard = new(StringComparer.Ordinal);
    private Fundsamler Fund => forloeb.Fund;

    /// <summary>Of a version that lacks a medium nothing is said of gaps: what fills them lies there.</summary>
    private bool ManglerMedie => Fund.Har(Mediepunkter.FoersteMangler) || Fund.Har(Mediepunkter.Spring);

    /// <summary>Whether any medium has documents.</summary>
    public bool HarDocuments { get; private set; }

    public bool HarGml => formater.ContainsKey(Dokumentformat.Gml);

    /// <summary>Schemas of GML in Schemas/localShared.</summary>
    public HashSet<string> Lokale { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<Arbejde> Gaa()
    {
        List<(Medie Medie, HashSet<string> Har)> medier = [.. forloeb.Version.Medier.Select(m => (m, Medierod(m)))];
        Krav(medier);
        foreach (var a in medier.Where(m => m.Har.Contains("Tables")).SelectMany(m => Tabeller(m.Medie)))
            yield return a;
        Tabelmapper();
        foreach (var a in medier.Where(m => m.Har.Contains("Indices")).SelectMany(m => Indekser(m.Medie)))
            yield return a;
        foreach (var a in medier.Where(m => m.Har.Contains("Schemas")).SelectMany(m => Skemaer(m.Medie)))
            yield return a;
        foreach (var a in Samlinger([.. medier.Where(m => m.Har.Contains("ContextDocumentation")).Select(m => m.Medie)], "ContextDocumentation", kontekst))
            yield return a;
        foreach (var a in Samlinger([.. medier.Where(m => m.Har.Contains("Documents")).Select(m => m.Medie)], "Documents", dokumenter))
            yield return a;
        if (HarDocuments)
        {
            Fund.Meld(Dokumentpunkter.Antal, forklaring: string.Join(", ", Enum.GetValues<Dokumentformat>().Where(f => f is not (Dokumentformat.Ukendt or Dokumentformat.Xsd))
                .Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.ToString().ToUpperInvariant()} = {formater.GetValueOrDefault(f)}"))), antal: formater.Values.Sum());
        }
    }

    private HashSet<string> Medierod(Medie medie)
    {
        HashSet<string> har = new(StringComparer.Ordinal);
        foreach (var post in Mappe.Laes(forloeb, medie.Sti, medie.Navn))
        {
            if (post.ErMappe && Mapper.Contains(post.Navn))
                har.Add(post.Navn);
            else
                Fund.Meld(Egnepunkter.Uvedkommende, $"{medie.Navn}/{post.Navn}");
        }

        return har;
    }

    private void Krav(List<(Medie Medie, HashSet<string> Har)> medier)
    {
        foreach (var (medie, har) in medier)
        {
            var foerste = medie.Nummer == 1;
            Kontrolpunkt[] mangler = [Mediepunkter.IndicesMangler, Mediepunkter.SchemasMangler, Mediepunkter.ContextMangler];
            Kontrolpunkt[] tilovers = [Mediepunkter.IndicesAndetMedie, Mediepunkter.SchemasAndetMedie, Mediepunkter.ContextAndetMedie];
            for (var i = 0; i < 3; i++)
            {
                if (har.Contains(Mapper[i]) != foerste)
                    Fund.Meld(foerste ? mangler[i] : tilovers[i], $"{medie.Navn}/{Mapper[i]}");
            }

            if (har.Contains("Documents"))
                Fund.Meld(Mediepunkter.DocumentsPaaMedie, medie.Navn);
            if (har.Contains("Tables"))
                Fund.Meld(Mediepunkter.TablesPaaMedie, medie.Navn);
        }

        if (!medier.Any(m => m.Har.Contains("Tables")))
            Fund.Meld(Mediepunkter.TablesMangler, forloeb.Version.Id);
        HarDocuments = medier.Any(m => m.Har.Contains("Documents"));
    }

    /// <summary>The indices were read already; what else lies there does not belong.</summary>
    private IEnumerable<Arbejde> Indekser(Medie medie)
    {
        foreach (var post in Mappe.Laes(forloeb, Path.Combine(medie.Sti, "Indices"), $"{medie.Navn}/Indices"))
        {
            if (post.ErMappe || !Indeksnavne.Contains(post.Navn))
                Fund.Meld(Egnepunkter.Uvedkommende, $"{medie.Navn}/Indices/{post.Navn}");
            else if (medie.Nummer != 1)
                yield return new(Arbejdsart.Fil, [new(Path.Combine(medie.Sti, "Indices", post.Navn), $@"{medie.Navn}\Indices\{post.Navn}")]);
        }
    }

    private IEnumerable<Arbejde> Skemaer(Medie medie)
    {
        var rod = Path.Combine(medie.Sti, "Schemas");
        HashSet<string> har = new(StringComparer.Ordinal);
        foreach (var mappe in Mappe.Laes(forloeb, rod, $"{medie.Navn}/Schemas"))
        {
            if (!mappe.ErMappe || mappe.Navn is not ("standard" or "localShared"))
            {
                Fund.Meld(Skemapunkter.Uvedkommende, $"{medie.Navn}/Schemas/{mappe.Navn}");
                continue;
            }

            har.Add(mappe.Navn);
            foreach (var post in Mappe.Laes(forloeb, Path.Combine(rod, mappe.Navn), $"{medie.Navn}/Schemas/{mappe.Navn}"))
            {
                var fil = new Fil(Path.Combine(rod, mappe.Navn, post.Navn), $@"{medie.Navn}\Schemas\{mappe.Navn}\{post.Navn}");
                if (!post.ErMappe && mappe.Navn == "standard" && Standardskemaer.Contains(post.Navn))
                {
                    standard.Add(post.Navn);
                    yield return new(Arbejdsart.Skema, [fil]);
                }
                else if (!post.ErMappe && (Gmlskema().IsMatch(post.Navn) || (mappe.Navn == "localShared" && Lokalskema().IsMatch(post.Navn))))
                {
                    if (mappe.Navn == "localShared")
                        Lokale.Add(post.Navn);
                    yield return new(Arbejdsart.Gmlskema, [fil]);
                }
                else
                {
                    Fund.Meld(Skemapunkter.Uvedkommende, fil.Vist);
                }
            }
        }

        foreach (var mangler in Skemamapper.Where(m => !har.Contains(m)))
            Fund.Meld(Skemapunkter.MappeMangler, $"{medie.Navn}/Schemas/{mangler}");
        if (har.Contains("standard"))
        {
            foreach (var mangler in Standardskemaer.Where(s => !standard.Contains(s) && s != "researchIndex.xsd"))
                Fund.Meld(Filkontrol.Skemapunkt(mangler), $"{medie.Navn}/Schemas/standard/{mangler}", forklaring: "mangler");
        }
    }

    /// <summary>Whether the schema of research data was there.</summary>
    public bool HarResearchSkema => standard.Contains("researchIndex.xsd");

    private IEnumerable<Arbejde> Tabeller(Medie medie)
    {
        var rod = Path.Combine(medie.Sti, "Tables");
        foreach (var mappe in Mappe.Laes(forloeb, rod, $"{medie.Navn}/Tables"))
        {
            var vist = $"{medie.Navn}/Tables/{mappe.Navn}";
            if (!mappe.ErMappe)
            {
                Fund.Meld(Egnepunkter.Uvedkommende, vist);
                continue;
            }

            if (Tabelindekskontrol.Mappenummer(mappe.Navn) is not { } nummer)
            {
                Fund.Meld(Tabelpunkter.ForkertMappenavn, vist);
                continue;
            }

            if (!tabelmapper.TryAdd(nummer, medie.Navn))
            {
                Fund.Meld(Egnepunkter.DobbeltMappe, vist, forklaring: $"ligger også på {tabelmapper[nummer]}");
                continue;
            }

            var poster = Mappe.Laes(forloeb, Path.Combine(rod, mappe.Navn), vist);
            if (poster.Count == 0)
                Fund.Meld(Tabelpunkter.TomMappe, vist);
            var (data, skema) = (false, (Arbejde?)null);
            Arbejde? tabel = null;
            foreach (var post in poster)
            {
                var fil = new Fil(Path.Combine(rod, mappe.Navn, post.Navn), $@"{medie.Navn}\Tables\{mappe.Navn}\{post.Navn}");
                if (post.ErMappe)
                    Fund.Meld(Egnepunkter.Uvedkommende, fil.Vist);
                else if (post.Navn == mappe.Navn + ".xml" || post.Navn == mappe.Navn + ".XML")
                    (data, tabel) = (true, new(Arbejdsart.Tabel, [fil], nummer));
                else if (post.Navn == mappe.Navn + ".xsd" || post.Navn == mappe.Navn + ".XSD")
                    skema = new(Arbejdsart.Tabelskema, [fil], nummer);
                else
                    Fund.Meld(Tabelpunkter.ForkertFilnavn, fil.Vist);
            }

            if (poster.Count > 0 && !data && !Fund.Har(Tabelpunkter.ForkertFilnavn))
                Fund.Meld(Tabelpunkter.ForkertFilnavn, vist, forklaring: $"{mappe.Navn}.xml mangler");
            if (tabel is not null)
                yield return tabel;
            if (skema is not null)
                yield return skema;
        }
    }

    /// <summary>The tables' folders against tableIndex.xml. A gap is said once, where it is seen.</summary>
    private void Tabelmapper()
    {
        var paaDisk = tabelmapper.Keys.ToHashSet();
        if (tabeller is null)
        {
            foreach (var n in ManglerMedie ? [] : Spring(paaDisk).Take(1000))
                Fund.Meld(Tabelpunkter.ForkertMappenavn, string.Create(CultureInfo.InvariantCulture, $"Tables/table{n}"), forklaring: "mangler i rækken");
            return;
        }

        var iIndeks = tabeller.Tabeller.Where(t => t.Nummer is not null).Select(t => t.Nummer!.Value).ToHashSet();
        foreach (var n in paaDisk.Where(n => !iIndeks.Contains(n)))
            Fund.Meld(Tabelpunkter.UkendtMappe, string.Create(CultureInfo.InvariantCulture, $"{tabelmapper[n]}/Tables/table{n}"));
        foreach (var t in tabeller.Tabeller.Where(t => t.Nummer is { } n && !paaDisk.Contains(n)).DistinctBy(t => t.Nummer))
            Fund.Meld(Tabelpunkter.MappeMangler, $"Tables/{t.Mappe}", t.Navn);
        if (iIndeks.Count > 0 && iIndeks.Min() != 1 && !paaDisk.Contains(1))
            Fund.Meld(Tabelpunkter.FoersteErIkke1, Tabelindekskontrol.Vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"table{iIndeks.Min()}"));
        foreach (var n in Spring(iIndeks).Where(n => !paaDisk.Contains(n) && n > iIndeks.Min()).Take(1000))
            Fund.Meld(Tabelpunkter.SpringIIndeks, Tabelindekskontrol.Vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"table{n} mangler"));
    }

    private static IEnumerable<long> Spring(HashSet<long> numre)
    {
        if (numre.Count == 0)
            yield break;
        var (sidste, fundet) = (numre.Max(), 0);
        for (var n = 1L; n < sidste && fundet < 1000; n++)
        {
            if (numre.Contains(n))
                continue;
            fundet++;
            yield return n;
        }
    }

    private IEnumerable<Arbejde> Samlinger(List<Medie> medier, string rodnavn, Dokumentregister? register)
    {
        var erKontekst = rodnavn == "ContextDocumentation";
        Dictionary<int, string> samlinger = [];
        foreach (var medie in medier)
        {
            var rod = Path.Combine(medie.Sti, rodnavn);
            foreach (var post in Mappe.Laes(forloeb, rod, $"{medie.Navn}/{rodnavn}"))
            {
                var vist = $"{medie.Navn}/{rodnavn}/{post.Navn}";
                if (!post.ErMappe)
                {
                    Fund.Meld(erKontekst ? Kontekstpunkter.Uvedkommende : Dokumentpunkter.Uvedkommende, vist);
                }
                else if (Samling().Match(post.Navn) is not { Success: true } form)
                {
                    Fund.Meld(erKontekst ? Kontekstpunkter.Samlingsnavn : Dokumentpunkter.Samlingsnavn, vist);
                }
                else
                {
                    var nummer = int.Parse(form.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);
                    if (!samlinger.TryAdd(nummer, medie.Navn))
                        Fund.Meld(Egnepunkter.DobbeltMappe, vist, forklaring: $"ligger også på {samlinger[nummer]}");
                    foreach (var a in EnSamling(medie, Path.Combine(rod, post.Navn), $@"{medie.Navn}\{rodnavn}\{post.Navn}", nummer, erKontekst, register))
                        yield return a;
                }
            }
        }

        if (medier.Count == 0)
            yield break;
        if (samlinger.Count == 0)
            Fund.Meld(erKontekst ? Kontekstpunkter.IngenSamlinger : Dokumentpunkter.IngenSamlinger, rodnavn);
        foreach (var n in ManglerMedie ? [] : Spring([.. samlinger.Keys.Select(k => (long)k)]))
            Fund.Meld(erKontekst ? Kontekstpunkter.Samlingsnavn : Dokumentpunkter.Samlingsnavn, rodnavn, forklaring: string.Create(CultureInfo.InvariantCulture, $"docCollection{n} mangler"));
        foreach (var id in register?.MangledePaaDisk ?? [])
            Fund.Meld(erKontekst ? Kontekstpunkter.MappeMangler : Dokumentpunkter.MappeMangler, rodnavn, raekke: null, forklaring: string.Create(CultureInfo.InvariantCulture, $"dokument {id}"));
    }

    private IEnumerable<Arbejde> EnSamling(Medie medie, string sti, string indekssti, int samling, bool erKontekst, Dokumentregister? register)
    {
        var vist = indekssti.Replace('\\', '/');
        var poster = Mappe.Laes(forloeb, sti, vist);
        if (poster.Count == 0)
            Fund.Meld(erKontekst ? Kontekstpunkter.TomSamling : Dokumentpunkter.TomSamling, vist);
        if (poster.Count > forloeb.Indstillinger.MaksSamling)
            Fund.Meld(erKontekst ? Kontekstpunkter.ForMange : Dokumentpunkter.ForMange, vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"{poster.Count} dokumenter"));
        foreach (var post in poster)
        {
            var her = $"{vist}/{post.Navn}";
            if (!post.ErMappe)
                Fund.Meld(erKontekst ? Kontekstpunkter.Uvedkommende : Dokumentpunkter.Uvedkommende, her);
            else if (!Dokumentid().IsMatch(post.Navn))
                Fund.Meld(erKontekst ? Kontekstpunkter.Filnavn : Egnepunkter.Dokumentnavn, her);
            else if (EtDokument(medie, Path.Combine(sti, post.Navn), $@"{indekssti}\{post.Navn}", long.Parse(post.Navn, CultureInfo.InvariantCulture), samling, erKontekst, register) is { } arbejde)
                yield return arbejde;
        }
    }

    private Arbejde? EtDokument(Medie medie, string sti, string indekssti, long id, int samling, bool erKontekst, Dokumentregister? register)
    {
        var vist = indekssti.Replace('\\', '/');
        List<(long Nummer, Dokumentformat Format, Fil Fil)> filer = [];
        var poster = Mappe.Laes(forloeb, sti, vist);
        if (poster.Count == 0)
            Fund.Meld(erKontekst ? Kontekstpunkter.TomMappe : Egnepunkter.TomtDokument, vist);
        foreach (var post in poster)
        {
            var fil = new Fil(Path.Combine(sti, post.Navn), $@"{indekssti}\{post.Navn}");
            var format = Dokumentformater.Af(Path.GetExtension(post.Navn.AsSpan()).TrimStart('.'));
            if (post.ErMappe)
                Fund.Meld(erKontekst ? Kontekstpunkter.Uvedkommende : Dokumentpunkter.Uvedkommende, fil.Vist);
            else if (format == Dokumentformat.Ukendt)
                Fund.Meld(erKontekst ? Kontekstpunkter.Format : Dokumentpunkter.Format, fil.Vist);
            else if (Dokumentid().IsMatch(Path.GetFileNameWithoutExtension(post.Navn)))
                filer.Add((long.Parse(Path.GetFileNameWithoutExtension(post.Navn), CultureInfo.InvariantCulture), format, fil));
            else
                Fund.Meld(erKontekst ? Kontekstpunkter.Filnavn : Egnepunkter.Dokumentnavn, fil.Vist);
        }

        var formaterHer = filer.Select(f => f.Format).Where(f => f != Dokumentformat.Xsd).Distinct().ToList();
        if (formaterHer.Count > 1)
            Fund.Meld(erKontekst ? Kontekstpunkter.Blandet : Dokumentpunkter.Blandet, vist, forklaring: string.Join(", ", formaterHer.Select(f => f.ToString().ToLowerInvariant())));
        var sider = filer.Where(f => f.Format != Dokumentformat.Xsd).Select(f => f.Nummer).Distinct().Order().ToList();
        if (sider.Count > 0 && sider[^1] != sider.Count)
            Fund.Meld(erKontekst ? Kontekstpunkter.Sidespring : Dokumentpunkter.Sidespring, vist);
        var formatHer = formaterHer.FirstOrDefault();
        if (formaterHer.Count > 0 && !erKontekst)
            formater[formatHer] = formater.GetValueOrDefault(formatHer) + 1;
        Register(medie, vist, id, samling, erKontekst, register, formaterHer, formatHer, filer.Any(f => f.Format == Dokumentformat.Xsd && f.Nummer == 1));
        filer.Sort((a, b) => a.Nummer.CompareTo(b.Nummer));
        return filer.Count == 0 ? null : new(Arbejdsart.Dokument, [.. filer.Select(f => f.Fil)], id, formatHer);
    }

    private void Register(Medie medie, string vist, long id, int samling, bool erKontekst, Dokumentregister? register, List<Dokumentformat> formaterHer, Dokumentformat format, bool harSkema)
    {
        if (register is null)
            return;
        var kendt = register.Disk(id);
        if (kendt.Foer)
            Fund.Meld(erKontekst ? Kontekstpunkter.SammeId : Dokumentpunkter.SammeId, vist);
        else if (!kendt.IIndeks)
            Fund.Meld(erKontekst ? Kontekstpunkter.UkendtMappe : Dokumentpunkter.UkendtMappe, vist);
        else if (!erKontekst)
        {
            if (kendt.Medie != medie.Nummer || kendt.Samling != samling)
                Fund.Meld(Egnepunkter.ForkertSted, vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"docIndex.xml siger medie {kendt.Medie}, docCollection{kendt.Samling}"));
            if (formaterHer.Count == 1 && kendt.Format != format)
                Fund.Meld(Egnepunkter.ForkertFormat, vist, forklaring: $"docIndex.xml siger {kendt.Format.ToString().ToLowerInvariant()}");
            if (format == Dokumentformat.Gml && !(kendt.Gml is { } g && (Lokale.Contains(g) || (harSkema && g.Equals("1.xsd", StringComparison.OrdinalIgnoreCase)))))
                Fund.Meld(Indekspunkter.GmlSkemaForkert, vist, forklaring: kendt.Gml ?? "gmlXsd mangler");
        }
    }

    [GeneratedRegex("^docCollection(?<n>10000|[1-9][0-9]{0,3})$")]
    private static partial Regex Samling();

    [GeneratedRegex("^[1-9][0-9]{0,11}$")]
    private static partial Regex Dokumentid();

    [GeneratedRegex(@"^localSchema[1-9][0-9]{0,11}\.(xsd|XSD)$")]
    private static partial Regex Lokalskema();

    [GeneratedRegex(@"^(basicTypes|coordinate(Operations|ReferenceSystems|Systems)|coverage|dataQuality|datums|defaultStyle|dictionary|direction|dynamicFeature|feature|geometry(Aggregates|Basic0d1d|Basic2d|Complexes|Primitives)|gml|gmlBase|grids|measures|observation|referenceSystems|smil20|smil20-language|temporal|temporalReferenceSystems|temporalTopology|topology|units|valueObjects|xlinks|xml-mod)\.xsd$")]
    private static partial Regex Gmlskema();
}
