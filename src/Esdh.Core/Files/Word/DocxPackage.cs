using System.IO.Compression;
using System.Xml;

namespace Esdh.Core.Files.Word;

/// <summary>
/// Checks a Word package before a library that trusts its input gets it: sizes as they truly are, no document type definitions, and no
/// nesting so deep that a recursive reader would end the process.
/// </summary>
internal static class DocxPackage
{
    private const int MostParts = 5_000;
    private const long MostUnpacked = 256L * 1024 * 1024;
    private const long MostXml = 64L * 1024 * 1024;
    private const int Deepest = 200;
    private const long MostPacked = 100L * 1024 * 1024;

    /// <summary>A checked copy in memory of <paramref name="input"/>, read from where it stands.</summary>
    /// <exception cref="DocxException">It is no usable Word file.</exception>
    public static MemoryStream Load(Stream input)
    {
        var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MostPacked)
            {
                throw new DocxException($"Word-filen er for stor (over {Danish.Size(MostPacked)}).");
            }
        }

        var directory = ZipDirectory.TryRead(copy)
            ?? throw new DocxException("Word-filen er beskadiget eller er ikke en .docx-fil.");
        if (directory.Encrypted)
        {
            throw new DocxException("Word-filen er låst med en adgangskode.");
        }

        if (directory.Unpacked > MostUnpacked || directory.Names.Count > MostParts || directory.Cut)
        {
            throw new DocxException("Word-filen er pakket for hårdt til at blive åbnet her.");
        }

        Guard(() =>
        {
            copy.Position = 0;
            using var zip = new ZipArchive(copy, ZipArchiveMode.Read, leaveOpen: true);
            long total = 0;
            foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".vml", StringComparison.OrdinalIgnoreCase)))
            {
                using var xml = OpenXml(entry);
                while (xml.Read())
                {
                    if (xml.Depth > Deepest)
                    {
                        throw new DocxException("Word-filen er bygget for dybt op til at blive åbnet her.");
                    }
                }

                total += entry.Length;
                if (total > MostXml)
                {
                    throw new DocxException("Word-filens indhold er for stort til at blive åbnet her.");
                }
            }

            return true;
        });
        copy.Position = 0;
        return copy;
    }

    /// <summary>An XML part read without outside help: no DTD, no resolver, bounded.</summary>
    public static XmlReader OpenXml(ZipArchiveEntry entry) => XmlReader.Create(
        entry.Open(),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostXml,
            CloseInput = true,
        });

    /// <summary>Whatever a library throws on a broken file becomes the one Danish sentence.</summary>
    public static T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is not (DocxException or OperationCanceledException or OutOfMemoryException))
        {
            throw new DocxException("Word-filen er beskadiget og kan ikke læses.", e);
        }
    }
}
