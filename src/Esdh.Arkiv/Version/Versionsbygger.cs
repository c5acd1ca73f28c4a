using System.Globalization;
using System.Text.Json;
using Esdh.Arkiv.Domain;
using Esdh.Core.Authorities;
using Esdh.Core.Files;

namespace Esdh.Arkiv.Version;

/// <summary>
/// Builds a version in <c>{id}.bygges</c>, a portion at a time, and gives it its name when it is whole. What is done is written in the folder's own database, so that a building
/// which was killed goes on where it stopped. Needs the authority for reading alone.
/// </summary>
internal sealed class Versionsbygger : IDisposable
{
    /// <summary>Files of a portion: some seconds of work.</summary>
    private const int FilerPrPortion = 24;

    private const string Fase = "fase", Udtrukket = "udtrukket", Samlet = "samlet";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Authority _myndighed;
    private readonly string _ud;
    private readonly Action<string> _melding;
    private readonly Konverter _konverter;
    private readonly Formplan _form;

    /// <param name="myndighed">Opened, for reading at least.</param>
    /// <param name="plan">What to build; a building that was begun goes on by the plan it began with.</param>
    /// <param name="ud">The folder that gets the version.</param>
    /// <param name="form">From subject to FORM.</param>
    /// <param name="melding">Progress, in Danish.</param>
    /// <param name="valg">Programs; null for those that are installed.</param>
    /// <exception cref="Core.RegelbrudException">AV-1: there is a version of that id.</exception>
    public Versionsbygger(Authority myndighed, Versionsplan plan, string ud, Formplan form, Action<string> melding, Konverteringsvalg? valg = null)
    {
        (_myndighed, _ud, _form, _melding) = (myndighed, Path.GetFullPath(ud), form, melding);
        ArkivversionRegler.IdBrugesEnGang.Kraev(!Directory.Exists(Path.Combine(_ud, plan.Avid + ".1")));
        Byggemappe = Path.Combine(_ud, plan.Avid + ".bygges");
        Directory.CreateDirectory(Byggemappe);
        Arbejde = new(Path.Combine(Byggemappe, "arbejde.db"));
        if (Arbejde.Stand("plan") is { } gemt)
            Plan = JsonSerializer.Deserialize<Versionsplan>(gemt, Json)!;
        else
            Arbejde.SaetStand("plan", JsonSerializer.Serialize(Plan = plan, Json));
        var halve = Path.Combine(Byggemappe, "halve");
        if (Directory.Exists(halve))
            Directory.Delete(halve, recursive: true);
        _konverter = new(valg ?? new(Plan.Dpi, Plan.Samtidig), halve);
    }

    public Versionsplan Plan { get; }

    public Arbejdsdb Arbejde { get; }

    public string Byggemappe { get; }

    public int Filer => (int)Arbejde.Tal("select count(*) from fil");

    public int Faerdige => (int)Arbejde.Tal("select count(*) from fil where tilstand <> 'Venter'");

    public string Medie(long nummer) => Path.Combine(Byggemappe, string.Create(CultureInfo.InvariantCulture, $"{Plan.Avid}.{nummer}"));

    /// <summary>The tables' state, once they are written.</summary>
    public Udtraeksstand? Stand => Arbejde.Stand("udtraek") is { } json ? JsonSerializer.Deserialize<Udtraeksstand>(json, Json) : null;

    /// <summary>Does one portion and answers whether more is left before <see cref="GivNavn"/>.</summary>
    /// <exception cref="IOException">The disk is full, or cannot be written.</exception>
    public async Task<bool> PortionAsync(CancellationToken ct)
    {
        switch (Arbejde.Stand(Fase))
        {
            case null:
                await UdtraekAsync(ct);
                return true;
            case Udtrukket when await KonverterAsync(ct):
                return true;
            case Udtrukket:
                await new Samling(this, _myndighed, _konverter, _melding).UdfoerAsync(Stand!, ct);
                Arbejde.SaetStand(Fase, Samlet);
                return false;
            default:
                return false;
        }
    }

    /// <summary>The version is whole: it gets its name, the medium with the indices last, and what it was built with is removed.</summary>
    public Versionsrapport GivNavn()
    {
        var rapport = Versionsrapport.Af(this);
        File.WriteAllText(Path.Combine(_ud, Plan.Avid + ".rapport.json"), JsonSerializer.Serialize(rapport, Versionsrapport.Form));
        rapport.Skriv(Path.Combine(_ud, Plan.Avid + ".rapport.txt"), Arbejde);
        for (var medie = rapport.Medier; medie >= 1; medie--)
        {
            var navn = string.Create(CultureInfo.InvariantCulture, $"{Plan.Avid}.{medie}");
            if (Directory.Exists(Medie(medie)))
                Directory.Move(Medie(medie), Path.Combine(_ud, navn));
        }

        Arbejde.Dispose();
        Directory.Delete(Byggemappe, recursive: true);
        return rapport;
    }

    public void Dispose()
    {
        Arbejde.Dispose();
        _konverter.Dispose();
    }

    /// <summary>Where a file's TIFF lies until all have their place.</summary>
    public string Vente(long id) => Path.Combine(Byggemappe, "dokumenter", (id / 1000).ToString(CultureInfo.InvariantCulture), id.ToString(CultureInfo.InvariantCulture) + ".tif");

    private async Task UdtraekAsync(CancellationToken ct)
    {
        _melding("Tabellerne skrives.");
        var tabeller = Path.Combine(Medie(1), "Tables");
        if (Directory.Exists(tabeller))
            Directory.Delete(tabeller, recursive: true);
        var stand = await new Udtraek(_myndighed, Plan, _form, tabeller, Arbejde, (navn, antal) => _melding($"{navn}: {antal.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))}")).UdfoerAsync(ct);
        Arbejde.SaetStand("udtraek", JsonSerializer.Serialize(stand, Json));
        Arbejde.SaetStand(Fase, Udtrukket);
    }

    private async Task<bool> KonverterAsync(CancellationToken ct)
    {
        var filer = Arbejde.Ventende(FilerPrPortion).ToList();
        if (filer.Count == 0)
            return false;
        using var mappe = new TemporaryFolder(Path.Combine(Byggemappe, "halve"));
        var kontorfiler = await _konverter.KontorfilerAsync(filer.ConvertAll(f => (_myndighed.Content.PathOf(f.Sha256), f.Filnavn)), mappe.Path, ct);
        await Parallel.ForEachAsync(filer.Zip(kontorfiler), new ParallelOptions { MaxDegreeOfParallelism = Plan.Samtidig, CancellationToken = ct }, async (par, stop) =>
        {
            var (fil, kontorpdf) = par;
            var til = Vente(fil.Id);
            Directory.CreateDirectory(Path.GetDirectoryName(til)!);
            var svar = await _konverter.TilTiffAsync(_myndighed.Content.PathOf(fil.Sha256), fil.Filnavn, til, stop, kontorpdf);
            if (svar.Tilstand != Filtilstand.Ok)
                Pladsmangel.KraevPlads(Byggemappe);
            lock (Arbejde)
                Arbejde.Faerdig(fil.Id, svar.Tilstand, svar.Grund, svar.Sider, svar.Bytes, svar.Md5);
        });
        _melding($"Filer: {Faerdige} af {Filer} er behandlet.");
        return true;
    }
}

/// <summary>A full disk, said so that it is understood.</summary>
internal static class Pladsmangel
{
    private const long Mindst = 64L * 1024 * 1024;

    public const string Saetning = "Der er ikke plads på disken. Det, der er bygget, er gemt. Skaf plads, og start bygningen igen; den går videre, hvor den slap.";

    /// <summary>A program that failed may have failed for want of space: then nothing is concluded about the file.</summary>
    public static void KraevPlads(string mappe)
    {
        if (new DriveInfo(mappe).AvailableFreeSpace < Mindst)
            throw new IOException(Saetning);
    }

    public static bool Er(Exception fejl) =>
        fejl is IOException { HResult: 28 or unchecked((int)0x80070070) } or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 13 } || (fejl is IOException && fejl.Message == Saetning)
        || (fejl is AggregateException flere && flere.InnerExceptions.Any(Er)) || (fejl.InnerException is { } indre && Er(indre));
}
