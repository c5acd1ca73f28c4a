using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Esdh.Arkiv.Version;

/// <summary>What a building made and what it could not: for the archivist, and to send along.</summary>
internal sealed record Versionsrapport(
    string Avid, DateTimeOffset Frosset, int Sager, int Dokumenter, int Filer, int Konverteret, int UdenProgram, int Beskadiget, int Laast, long Sider, long Bytes, long Medier, IReadOnlyList<Versionsrapport.Tabelantal> Tabeller,
    long ErstattedeTegn, long TeksterMedErstattedeTegn, long UdeladteHaendelser, int Fejljournaliserede, int TidligereAfleverede, IReadOnlyList<string> Bemaerkninger, IReadOnlyList<string> IkkeKonverterede)
{
    /// <summary>As many as are named one by one here; the text file names all.</summary>
    private const int FlestNaevnt = 200;

    internal static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal sealed record Tabelantal(string Navn, long Raekker);

    public static Versionsrapport Af(Versionsbygger bygger)
    {
        var (arbejde, stand) = (bygger.Arbejde, bygger.Stand!);
        long Antal(Filtilstand tilstand) => arbejde.Tal("select count(*) from fil where tilstand = $a", tilstand.ToString());
        List<string> bemaerkninger = [.. arbejde.Laes("select vaerdi from stand where noegle like 'kontekst %' order by noegle", r => r.GetString(0))];
        if (stand.FoersteDokument is { Year: < 1700 } tidlig)
            bemaerkninger.Add($"Der er dokumenter med datoer før 1700, den ældste {tidlig.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. I archiveIndex.xml står 1700-01-01, for ældre datoer må ikke stå der; tabellen har de rigtige.");
        if (stand.SidsteDokument is { Year: > 2100 })
            bemaerkninger.Add("Der er dokumenter med datoer efter 2100. I archiveIndex.xml står 2100-12-31; tabellen har de rigtige.");
        if (stand.Form.Any(f => f[0] == "IKKE_FASTSAT"))
            bemaerkninger.Add("Der er sager, hvis emne ikke er henført til en klasse i FORM. Udfyld FORM-planen, før arkiveringsversionen afleveres.");
        if (arbejde.Tal("select count(*) from fil where tilstand = 'Ok' and grund is not null") is var delvise and > 0)
            bemaerkninger.Add($"{delvise} filer er konverteret med forbehold; de står i rapporten.");
        return new(bygger.Plan.Avid, bygger.Plan.Frosset, stand.Sager, stand.Dokumenter, bygger.Filer, (int)Antal(Filtilstand.Ok), (int)Antal(Filtilstand.Uform), (int)Antal(Filtilstand.Fejl), (int)Antal(Filtilstand.Laast),
            arbejde.Tal("select coalesce(sum(sider), 0) from fil"), arbejde.Tal("select (select coalesce(sum(bytes), 0) from plads) + (select coalesce(sum(bytes), 0) from skrevet)"),
            Math.Max(1, arbejde.Tal("select coalesce(max(medie), 1) from plads")),
            [.. stand.Tabeller.Where(t => t.Navn != Tabelkatalog.Dokumentfil.Navn).Append(new(Tabelkatalog.Dokumentfil.Navn, Tabelkatalog.Nummer(Tabelkatalog.Dokumentfil), bygger.Filer, [])).OrderBy(t => t.Nummer).Select(t => new Tabelantal(t.Navn, t.Raekker))],
            stand.Tegn, stand.Tekster, stand.UdeladteHaendelser, stand.Fejljournaliserede, stand.TidligereAfleveret, bemaerkninger, [.. Ikke(arbejde).Take(FlestNaevnt)]);
    }

    /// <summary>The same for reading, with every file that was not converted.</summary>
    public void Skriv(string sti, Arbejdsdb arbejde)
    {
        var dansk = CultureInfo.GetCultureInfo("da-DK");
        using var ud = new StreamWriter(sti);
        ud.WriteLine($"Arkiveringsversion {Avid}");
        ud.WriteLine();
        foreach (var (navn, tal) in new (string, long)[]
        {
            ("Sager", Sager), ("Dokumenter", Dokumenter), ("Filer", Filer), ("Filer gjort til TIFF", Konverteret), ("Filtypen kan ikke laves om", UdenProgram), ("Tomme eller beskadigede filer", Beskadiget),
            ("Låste filer", Laast), ("Sider", Sider), ("Byte", Bytes), ("Medier", Medier), ("Tegn, der blev erstattet", ErstattedeTegn), ("Tekster med erstattede tegn", TeksterMedErstattedeTegn),
            ("Hændelser om kladder, udeladt", UdeladteHaendelser), ("Fejljournaliserede dokumenter, uden filer", Fejljournaliserede), ("Dokumenter afleveret før, uden filer", TidligereAfleverede),
        })
            ud.WriteLine(string.Create(dansk, $"{navn,-45}{tal,18:N0}"));
        ud.WriteLine();
        foreach (var bemaerkning in Bemaerkninger)
            ud.WriteLine(bemaerkning);
        ud.WriteLine();
        ud.WriteLine("Tabeller");
        foreach (var tabel in Tabeller)
            ud.WriteLine(string.Create(dansk, $"{tabel.Navn,-45}{tabel.Raekker,18:N0}"));
        ud.WriteLine();
        ud.WriteLine("Filer, der ikke er gjort til TIFF");
        foreach (var linje in Ikke(arbejde))
            ud.WriteLine(linje);
    }

    private static IEnumerable<string> Ikke(Arbejdsdb arbejde) => arbejde.Laes("select dokument_nr, nummer, filnavn, tilstand, grund from fil where grund is not null or tilstand <> 'Ok' order by id",
        r => string.Create(CultureInfo.InvariantCulture, $"Dokument {r.GetInt64(0)}, fil {r.GetInt64(1)} »{r.GetString(2)}«: {(r.IsDBNull(4) ? "" : r.GetString(4))}"));
}
