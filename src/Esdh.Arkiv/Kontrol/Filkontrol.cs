using System.Security.Cryptography;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Reads files and documents: each byte once from the disk, hashed and judged from the same buffer. One for each thread.</summary>
internal sealed class Filkontrol(Forloeb forloeb) : IDisposable
{
#pragma warning disable CA5351 // the archives' own choice
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly byte[] buffer = new byte[1 << 20];

    public static Kontrolpunkt Skemapunkt(string navn) => navn switch
    {
        "archiveIndex.xsd" => Skemapunkter.ArchiveIndex, "contextDocumentationIndex.xsd" => Skemapunkter.ContextIndex, "tableIndex.xsd" => Skemapunkter.TableIndex,
        "fileIndex.xsd" => Skemapunkter.FileIndex, "docIndex.xsd" => Skemapunkter.DocIndex, "XMLSchema.xsd" => Skemapunkter.XmlSchema, _ => Egnepunkter.ResearchSkema,
    };

    /// <summary>The file's MD5 against what fileIndex.xml says.</summary>
    public static void Holdt(Forloeb forloeb, Fil fil, UInt128 md5)
    {
        if (!forloeb.Register.Laest)
            return;
        if (forloeb.Register.Set(fil.Indekssti) is not { } ventet)
            forloeb.Fund.Meld(Indekspunkter.UkendtFil, fil.Vist);
        else if (ventet != md5)
            forloeb.Fund.Meld(Indekspunkter.ForkertMd5, fil.Vist, forklaring: $"er {Md5vaerdi.Skriv(md5)}, skulle være {Md5vaerdi.Skriv(ventet)}");
    }

    public void Skema(Fil fil)
    {
        var md5 = Laes(fil, null);
        var navn = Path.GetFileName(fil.Sti);
        if (md5 is { } m && m != Officielleskemaer.Md5(navn))
            forloeb.Fund.Meld(Skemapunkt(navn), fil.Vist);
    }

    public void Dokument(Arbejde arbejde)
    {
        var (sider, blanke, foersteBlank, set) = (0L, 0L, false, false);
        foreach (var fil in arbejde.Filer)
        {
            switch (Dokumentformater.Af(Path.GetExtension(fil.Sti.AsSpan()).TrimStart('.')))
            {
                case Dokumentformat.Tif:
                    Laes(fil, v =>
                    {
                        var billede = new Tiffkontrol(forloeb.Fund, fil.Vist, v, forloeb.Indstillinger.MaksSider, alleBlankeIndtilNu: blanke == sider);
                        billede.Kontroller();
                        if (!set)
                            foersteBlank = billede.FoersteBlank;
                        set = true;
                        sider += billede.Sider;
                        blanke += billede.Blanke;
                    });
                    break;
                case Dokumentformat.Jp2:
                    Laes(fil, v => Jp2kontrol.Kontroller(forloeb.Fund, fil.Vist, v));
                    sider++;
                    break;
                case Dokumentformat.Mp3:
                    Laes(fil, v => Lydkontrol.Mp3(forloeb.Fund, fil.Vist, v));
                    break;
                case Dokumentformat.Wav:
                    Laes(fil, v => Lydkontrol.Wav(forloeb.Fund, fil.Vist, v));
                    break;
                case Dokumentformat.Mpg:
                    Laes(fil, v => Filmkontrol.Kontroller(forloeb.Fund, fil.Vist, v));
                    break;
                case Dokumentformat.Gml:
                    Gmlkontrol.Data(forloeb, fil);
                    break;
                default:
                    Gmlkontrol.Skema(forloeb, fil);
                    break;
            }
        }

        var vist = Path.GetDirectoryName(arbejde.Filer[0].Vist)!.Replace('\\', '/');
        if (sider > forloeb.Indstillinger.MaksSider)
            forloeb.Fund.Meld(Billedpunkter.ForMangeSider, vist, forklaring: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sider} sider"));
        if (sider > 0 && blanke == sider)
            forloeb.Fund.Meld(Billedpunkter.Tomt, vist);
        else if (foersteBlank)
            forloeb.Fund.Meld(Billedpunkter.BlankSide, vist);
    }

    /// <summary>Reads a file through, holds its MD5, and lets <paramref name="syn"/> look into it.</summary>
    public UInt128? Laes(Fil fil, Action<Vindue>? syn)
    {
        try
        {
            using var aaben = Laesestroem.Aabn(forloeb, fil.Sti);
            var laengde = aaben is null ? 0 : RandomAccess.GetLength(aaben);
            UInt128 md5;
            if (laengde <= buffer.Length)
            {
                var antal = 0;
                for (int n; antal < laengde && (n = RandomAccess.Read(aaben!, buffer.AsSpan(antal, (int)laengde - antal), antal)) > 0; antal += n)
                {
                }

                hash.AppendData(buffer, 0, antal);
                md5 = Md5vaerdi.Af(hash);
                forloeb.Laest(antal);
                syn?.Invoke(new(null, buffer, antal));
            }
            else
            {
                for (long sted = 0; sted < laengde;)
                {
                    var n = RandomAccess.Read(aaben!, buffer, sted);
                    if (n == 0)
                        break;
                    hash.AppendData(buffer, 0, n);
                    sted += n;
                    forloeb.Laest(n);
                }

                md5 = Md5vaerdi.Af(hash);
                syn?.Invoke(new(aaben, buffer, laengde));
            }

            forloeb.Laest(0, helFil: true);
            Holdt(forloeb, fil, md5);
            return md5;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            forloeb.Register.Set(fil.Indekssti);
            forloeb.Fund.Meld(Egnepunkter.KanIkkeLaeses, fil.Vist, forklaring: e.Message);
            return null;
        }
    }

    public void Dispose() => hash.Dispose();
}
