using System.Text;
using Esdh.Core.Files;

namespace Esdh.Sager.Soegeindeks;

/// <summary>What came of reading the text of a file.</summary>
/// <param name="Tilstand"><see cref="Indholdsstand.Laest"/> or the name of what was in the way.</param>
/// <param name="Grund">Danish sentence on why there is no text; null where there is, or none to be had.</param>
internal sealed record Udtraek(string Tilstand, string? Grund, string? Tekst);

/// <summary>Reads the text of stored files.</summary>
internal sealed class Tekstlaeser
{
#pragma warning disable CA1822 // it gets its limits from the settings
    public async Task<Udtraek> LaesAsync(string sti, Indeksfil fil, CancellationToken ct)
    {
        if (fil.Mimetype.StartsWith("text/", StringComparison.Ordinal))
            return new(Indholdsstand.Laest, null, await File.ReadAllTextAsync(sti, Encoding.UTF8, ct));
        if (fil.Filnavn.EndsWith(".docx", StringComparison.OrdinalIgnoreCase))
        {
            await using var docx = File.OpenRead(sti);
            return new(Indholdsstand.Laest, null, TextExtract.FromDocx(docx));
        }

        return new("IngenTekst", null, null);
    }
#pragma warning restore CA1822
}
