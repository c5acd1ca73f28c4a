using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>The whole check from one end to the other: indices, files, keys, queries.</summary>
internal sealed class Koersel : IDisposable
{
    private readonly Forloeb forloeb;
    private readonly string arbejdsmappe;
    private readonly List<Tabelresultat> tabelresultater = [];
    private Tabelindeks? tabeller;
    private Arkivindeks? arkiv;
    private Dokumentregister? dokumenter;
    private Dokumentregister? kontekst;
    private bool harResearch;

    private Koersel(Forloeb forloeb)
    {
        this.forloeb = forloeb;
        arbejdsmappe = Path.Combine(forloeb.Indstillinger.Arbejdsmappe ?? Path.GetTempPath(), $"arkivtest-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(arbejdsmappe);
    }

    public static Kontrolrapport Udfoer(Versionsmappe version, Kontrolindstillinger indstillinger, IProgress<Kontrolfremdrift>? fremdrift, CancellationToken ct)
    {
        var ur = Stopwatch.StartNew();
        var forloeb = new Forloeb(version, indstillinger, fremdrift, ct);
        try
        {
            using var koersel = new Koersel(forloeb);
            koersel.Udfoer();
        }
        catch (IOException e) when (e is not FileNotFoundException)
        {
            throw new KontrolUmuligException($"Arbejdsmappen kan ikke bruges: {e.Message}", e);
        }

        var fund = forloeb.Fund.Fund.ToList();
        return new(
            version.Id, [.. version.Medier.Select(m => m.Navn)], Kontrolpunkt.Alle.Count, forloeb.Filer, forloeb.Byte, ur.Elapsed,
            [.. fund.Where(f => f.Alvor != Kontrolalvor.Oplysning)], [.. fund.Where(f => f.Alvor == Kontrolalvor.Oplysning)], forloeb.Fund.Udeladt);
    }

    public void Dispose()
    {
        foreach (var t in tabelresultater)
            t.Dispose();
        Directory.Delete(arbejdsmappe, recursive: true);
    }

    private void Udfoer()
    {
        forloeb.Begynd("Læser indekser");
        Medier();
        Indekser();
        forloeb.Begynd("Læser filer");
        var gang = new Mappegang(forloeb, tabeller, dokumenter, kontekst);
        Filer(gang);
        forloeb.Begynd("Sammenholder nøgler");
        tabelresultater.Sort((a, b) => (a.Tabel.Nummer ?? 0).CompareTo(b.Tabel.Nummer ?? 0));
        Noeglekontrol.Kontroller(forloeb, tabelresultater);
        forloeb.Begynd("Sammenholder dokumenter");
        Dokumentindekskontrol.Afslut(forloeb, dokumenter, tabeller, tabelresultater);
        Flag(gang);
        Manglende();
        if (tabeller is not null)
        {
            forloeb.Begynd("Prøver forespørgsler");
            Forespoergselskontrol.Kontroller(forloeb, tabeller, tabelresultater);
        }
    }

    private void Medier()
    {
        var v = forloeb.Version;
        foreach (var genvej in v.Genveje)
            forloeb.Fund.Meld(Egnepunkter.Genvej, genvej);
        foreach (var dobbelt in v.Dobbelte)
            forloeb.Fund.Meld(Mediepunkter.SammeNummer, dobbelt);
        foreach (var m in v.Medier.Where(m => m.Navn != string.Create(CultureInfo.InvariantCulture, $"{v.Id}.{m.Nummer}")))
            forloeb.Fund.Meld(Mediepunkter.SammeNummer, m.Navn, forklaring: "navnet er skrevet på en anden måde end de andres");
        if (v.Medier[0].Nummer != 1)
            forloeb.Fund.Meld(Mediepunkter.FoersteMangler, v.Id);
        for (var i = 1; i < v.Medier.Count; i++)
        {
            if (v.Medier[i].Nummer != v.Medier[i - 1].Nummer + 1)
                forloeb.Fund.Meld(Mediepunkter.Spring, v.Medier[i].Navn, forklaring: string.Create(CultureInfo.InvariantCulture, $"medie {v.Medier[i - 1].Nummer + 1} mangler"));
        }
    }

    private void Indekser()
    {
        if (forloeb.Version.Medier.FirstOrDefault(m => m.Nummer == 1) is not { } medie || !Directory.Exists(Path.Combine(medie.Sti, "Indices")) || new DirectoryInfo(Path.Combine(medie.Sti, "Indices")).LinkTarget is not null)
            return;
        var filer = Directory.EnumerateFiles(Path.Combine(medie.Sti, "Indices")).Where(f => new FileInfo(f).LinkTarget is null).Select(f => Path.GetFileName(f)!).ToHashSet(StringComparer.Ordinal);
        var fund = forloeb.Fund;
        bool Har(string navn, Kontrolpunkt mangler)
        {
            if (!filer.Contains(navn))
                fund.Meld(mangler, $"{medie.Navn}/Indices/{navn}");
            return filer.Contains(navn);
        }

        // Each is read once; its MD5 is held when it is known what it should be.
        if (Har("fileIndex.xml", Indekspunkter.FileIndexMangler))
            Fileindekskontrol.Laes(forloeb, Path.Combine(medie.Sti, "Indices", "fileIndex.xml"), $"{medie.Navn}/Indices/fileIndex.xml");
        void Laes(string navn, Kontrolpunkt form, Kontrolpunkt skema, string[] elementer, Action<Knude> modtag, Action<bool>? efter = null)
        {
            var fil = new Fil(Path.Combine(medie.Sti, "Indices", navn + ".xml"), $@"{medie.Navn}\Indices\{navn}.xml");
            var (hel, md5) = Indekslaeser.Laes(forloeb, fil.Sti, fil.Vist, navn, form, skema, elementer, modtag);
            if (md5 is { } m)
                Filkontrol.Holdt(forloeb, fil, m);
            efter?.Invoke(hel);
        }

        if (Har("archiveIndex.xml", Indekspunkter.ArchiveIndexMangler))
            Laes("archiveIndex", Indekspunkter.ArchiveIndexForm, Indekspunkter.ArchiveIndexSkema, ["archiveIndex"], k => arkiv = Arkivindeks.Laes(forloeb, k), hel => arkiv = hel ? arkiv : null);
        if (Har("contextDocumentationIndex.xml", Indekspunkter.ContextIndexMangler))
        {
            var register = new Dokumentregister();
            Laes("contextDocumentationIndex", Indekspunkter.ContextIndexForm, Indekspunkter.ContextIndexSkema, ["document"], k => Dokumentindekskontrol.Kontekst(fund, register, k), hel => kontekst = hel ? register : null);
        }

        if (Har("tableIndex.xml", Indekspunkter.TableIndexMangler))
        {
            List<Tabel> fundne = [];
            List<Forespoergsel> forespoergsler = [];
            Laes("tableIndex", Indekspunkter.TableIndexForm, Indekspunkter.TableIndexSkema, ["table", "view"], k =>
            {
                if (k.Navn == "table")
                    fundne.Add(Tabelindekskontrol.Laes(k));
                else
                    forespoergsler.Add(Tabelindekskontrol.LaesForespoergsel(k));
            }, hel => tabeller = hel ? new(fundne, forespoergsler) : null);
            if (tabeller is not null)
                Tabelindekskontrol.Kontroller(forloeb, tabeller);
        }

        var harDokumenter = arkiv?.Dokumenter ?? forloeb.Version.Medier.Any(m => Directory.Exists(Path.Combine(m.Sti, "Documents")));
        if (filer.Contains("docIndex.xml") || (harDokumenter && Har("docIndex.xml", Indekspunkter.DocIndexMangler)))
        {
            var register = new Dokumentregister();
            Laes("docIndex", Indekspunkter.DocIndexForm, Indekspunkter.DocIndexSkema, ["doc"], k => Dokumentindekskontrol.Dokument(fund, register, k), hel => dokumenter = hel ? register : null);
        }

        if (harResearch = filer.Contains("researchIndex.xml"))
            Laes("researchIndex", Egnepunkter.ResearchForm, Egnepunkter.ResearchForm, [], _ => { });
        if (arkiv is not null && tabeller is not null)
            Maerkekontrol.Kontroller(fund, arkiv, tabeller);
    }

    /// <summary>Everything on the media, some threads at a time; the walk itself is one.</summary>
    private void Filer(Mappegang gang)
    {
        using var arbejde = gang.Gaa().GetEnumerator();
        Lock laas = new();
        Exception? brast = null;
        void Traad()
        {
            using var filkontrol = new Filkontrol(forloeb);
            try
            {
                while (true)
                {
                    Arbejde naeste;
                    lock (laas)
                    {
                        if (brast is not null || !arbejde.MoveNext())
                            return;
                        naeste = arbejde.Current;
                    }

                    Udfoer(filkontrol, naeste);
                }
            }
            catch (Exception e)
            {
                lock (laas)
                    brast ??= e;
            }
        }

        var traade = Enumerable.Range(0, Math.Clamp(forloeb.Indstillinger.Traade, 1, 64) - 1).Select(_ => new Thread(Traad) { IsBackground = true, Name = "arkivtest" }).ToList();
        traade.ForEach(t => t.Start());
        Traad();
        traade.ForEach(t => t.Join());
        if (brast is not null)
            ExceptionDispatchInfo.Throw(brast);
    }

    private void Udfoer(Filkontrol filkontrol, Arbejde a)
    {
        switch (a.Art)
        {
            case Arbejdsart.Tabel when Tabellen(a.Nummer) is { } tabel:
                var resultat = new Tabelresultat(tabel);
                lock (tabelresultater)
                    tabelresultater.Add(resultat);
                new Tabelkontrol(forloeb, resultat, a.Filer[0], tabeller!, dokumenter, arbejdsmappe).Laes();
                break;
            case Arbejdsart.Tabelskema:
                Tabelskemakontrol.Kontroller(forloeb, Tabellen(a.Nummer), a.Filer[0]);
                break;
            case Arbejdsart.Skema:
                filkontrol.Skema(a.Filer[0]);
                break;
            case Arbejdsart.Gmlskema:
                Gmlkontrol.Skema(forloeb, a.Filer[0]);
                break;
            case Arbejdsart.Dokument:
                filkontrol.Dokument(a);
                break;
            default:
                filkontrol.Laes(a.Filer[0], null);
                break;
        }
    }

    private Tabel? Tabellen(long nummer) => tabeller?.Tabeller.FirstOrDefault(t => t.Nummer == nummer);

    private void Flag(Mappegang gang)
    {
        if (arkiv is null)
            return;
        var fund = forloeb.Fund;
        if (arkiv.Dokumenter is { } d && d != gang.HarDocuments)
            fund.Meld(Egnepunkter.Dokumenter, "Indices/archiveIndex.xml");
        if (arkiv.Geodata is { } g && g != gang.HarGml && (g || dokumenter is not null))
            fund.Meld(Egnepunkter.Geodata, "Indices/archiveIndex.xml");
        if (arkiv.Forskning is { } f && f != harResearch)
            fund.Meld(Egnepunkter.ResearchMangler, "Indices/archiveIndex.xml");
        if (harResearch && !gang.HarResearchSkema)
            fund.Meld(Egnepunkter.ResearchSkema, "Schemas/standard/researchIndex.xsd", forklaring: "mangler");
    }

    /// <summary>Names the files of the index that were not met; it is read again for that, and only then.</summary>
    private void Manglende()
    {
        if (!forloeb.Register.Laest || forloeb.Register.AlleSet)
            return;
        var medie = forloeb.Version.Medier.First(m => m.Nummer == 1);
        Fileindekskontrol.Manglende(forloeb, Path.Combine(medie.Sti, "Indices", "fileIndex.xml"));
    }
}
