using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Esdh.Sbsys.Domain;

namespace Esdh.Sbsys.Import;

/// <summary>What came over, counted on both sides, and what did not and why. Holds no name or number of a person.</summary>
internal sealed class Importrapport(string kilde, string myndighed, DateTimeOffset begyndt)
{
    /// <summary>So many remarks are written one by one; of the rest, how many.</summary>
    private const int FlestBemaerkninger = 100_000;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly Dictionary<string, Linje> _linjer = Importslags.Alle.ToDictionary(s => s, _ => new Linje(), StringComparer.Ordinal);

    private readonly List<Bemaerkning> _bemaerkninger = [];

    public int Udeladte { get; private set; }

    /// <summary>The source's own count of cases.</summary>
    public int KildensSager { get; set; }

    public Filkontrol Filer { get; set; } = new();

    /// <summary>Why the run ended before its end; null where it did not.</summary>
    public string? Afbrudt { get; set; }

    public Linje this[string slags] => _linjer[slags];

    public IReadOnlyList<Bemaerkning> Bemaerkninger => _bemaerkninger;

    /// <summary>Everything that the source has is here with the same bytes.</summary>
    public bool ErFuldstaendig => Afbrudt is null && _linjer.Values.All(l => l.Ikke == 0) && Filer.Forskellige == 0 && _linjer[Importslags.Sag].Kilde == KildensSager;

    /// <summary>Something is here, but not as it was there.</summary>
    public void Bemaerk(string slags, string noegle, string tekst) => Tilfoej(new(slags, noegle, false, tekst));

    /// <summary>Something has not come over.</summary>
    public void Afvis(string slags, string noegle, string tekst)
    {
        _linjer[slags].Ikke++;
        Tilfoej(new(slags, noegle, true, tekst));
    }

    private void Tilfoej(Bemaerkning b)
    {
        if (_bemaerkninger.Count < FlestBemaerkninger)
            _bemaerkninger.Add(b with { Tekst = Core.Identity.CprFinder.Mask(b.Tekst) });
        else
            Udeladte++;
    }

    public async Task SkrivAsync(string mappe, DateTimeOffset slut, CancellationToken ct)
    {
        Directory.CreateDirectory(mappe);
        await SkrivAsync(Path.Combine(mappe, "import.json"), JsonSerializer.Serialize(new
        {
            Kilde = kilde, Myndighed = myndighed, Begyndt = begyndt, Slut = slut, Fuldstaendig = ErFuldstaendig, Afbrudt, KildensSager, Optalt = _linjer, Filer, Bemaerkninger = _bemaerkninger, FlereBemaerkninger = Udeladte,
        }, Json), ct);
        await SkrivAsync(Path.Combine(mappe, "import.txt"), Tekst(slut), ct);
    }

    /// <summary>Whole or not at all.</summary>
    private static async Task SkrivAsync(string sti, string tekst, CancellationToken ct)
    {
        await File.WriteAllTextAsync(sti + ".tmp", tekst, new UTF8Encoding(false), ct);
        File.Move(sti + ".tmp", sti, overwrite: true);
    }

    public string Tekst(DateTimeOffset slut)
    {
        var da = CultureInfo.GetCultureInfo("da-DK");
        var t = new StringBuilder();
        t.AppendLine(da, $"Import fra {kilde} til {myndighed}");
        t.AppendLine(da, $"Begyndt {Core.Calendar.DanishTime.DateOf(begyndt):yyyy-MM-dd}, {(slut - begyndt).TotalMinutes:N1} minutter.");
        t.AppendLine(Afbrudt is { } hvorfor ? $"AFBRUDT: {hvorfor} Det, der er kommet over, bliver; samme kommando går videre." : ErFuldstaendig ? "Alt, hvad kilden viste, er kommet over." : "IKKE ALT er kommet over. Se nedenfor.");
        t.AppendLine().AppendLine(da, $"{"",-14}{"I kilden",12}{"Nu",12}{"Tidligere",12}{"Ikke",12}");
        foreach (var (slags, l) in _linjer)
            t.AppendLine(da, $"{slags,-14}{l.Kilde,12:N0}{l.Nu,12:N0}{l.Tidligere,12:N0}{l.Ikke,12:N0}");
        t.AppendLine().AppendLine(da, $"Kilden siger selv, at den har {KildensSager:N0} sager.");
        t.AppendLine(da, $"Filer læst igen her: {Filer.Antal:N0} ({Filer.Byte:N0} byte; kilden sendte {Filer.KildeByte:N0}). Ens SHA-256: {Filer.Ens:N0}. Forskellige eller væk: {Filer.Forskellige:N0}.");
        foreach (var (ikke, overskrift) in new[] { (true, "Ikke kommet over"), (false, "Kommet over, men ikke som i kilden") })
        {
            var disse = _bemaerkninger.FindAll(b => b.IkkeKommetOver == ikke);
            if (disse.Count == 0)
                continue;
            t.AppendLine().AppendLine(da, $"{overskrift} ({disse.Count:N0})");
            foreach (var b in disse)
                t.AppendLine(da, $"  {b.Slags} {b.Noegle}: {b.Tekst}");
        }

        if (Udeladte > 0)
            t.AppendLine(da, $"… og {Udeladte:N0} bemærkninger mere.");
        t.AppendLine().AppendLine("Snitfladen viser ikke: tidligere filversioner, hvem der må se en sag, relationer mellem sager, forsendelser og historik. Det kommer derfor ikke over.");
        return t.ToString();
    }

    /// <summary>How many of one kind.</summary>
    internal sealed class Linje
    {
        /// <summary>That the source showed.</summary>
        public int Kilde { get; set; }

        /// <summary>Came over in this run.</summary>
        public int Nu { get; set; }

        /// <summary>Came over in an earlier one.</summary>
        public int Tidligere { get; set; }

        /// <summary>Did not.</summary>
        public int Ikke { get; set; }
    }

    /// <param name="Noegle">Its number in the source.</param>
    internal sealed record Bemaerkning(string Slags, string Noegle, bool IkkeKommetOver, string Tekst);

    /// <summary>All files that have come over from the source, read again here.</summary>
    internal sealed class Filkontrol
    {
        public int Antal { get; set; }

        /// <summary>As they lie here.</summary>
        public long Byte { get; set; }

        /// <summary>As the source sent them.</summary>
        public long KildeByte { get; set; }

        public int Ens { get; set; }

        public int Forskellige { get; set; }
    }
}
