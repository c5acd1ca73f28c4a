using System.IO.Enumeration;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>One thing in a folder.</summary>
internal readonly record struct Post(string Navn, bool ErMappe);

/// <summary>Reads a folder: links are told of and left out, so that nothing is ever followed out of the version.</summary>
internal static class Mappe
{
    private const int MaksPoster = 1_000_000;

    public static List<Post> Laes(Forloeb forloeb, string sti, string vist)
    {
        List<Post> poster = [];
        try
        {
            var alle = new FileSystemEnumerable<(string Navn, bool ErMappe, bool ErGenvej)>(
                sti, (ref FileSystemEntry e) => (e.FileName.ToString(), e.IsDirectory, e.Attributes.HasFlag(FileAttributes.ReparsePoint)), new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false });
            foreach (var (navn, erMappe, erGenvej) in alle)
            {
                if (erGenvej)
                    forloeb.Fund.Meld(Egnepunkter.Genvej, vist + "/" + navn);
                else
                    poster.Add(new(navn, erMappe));
                if (poster.Count > MaksPoster)
                {
                    forloeb.Fund.Meld(Egnepunkter.KanIkkeLaeses, vist, forklaring: "mere end 1.000.000 filer i én mappe");
                    break;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            forloeb.Fund.Meld(Egnepunkter.KanIkkeLaeses, vist, forklaring: e.Message);
        }

        poster.Sort((a, b) => Nummerorden.Instans.Compare(a.Navn, b.Navn) is not 0 and var o ? o : string.CompareOrdinal(a.Navn, b.Navn));
        if (poster.Count > 1)
        {
            HashSet<string> navne = new(StringComparer.OrdinalIgnoreCase);
            foreach (var post in poster.Where(p => !navne.Add(p.Navn)))
                forloeb.Fund.Meld(Egnepunkter.Stinavn, vist + "/" + post.Navn);
        }

        return poster;
    }
}
