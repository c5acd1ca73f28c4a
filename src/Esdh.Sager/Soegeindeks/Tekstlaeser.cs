using Esdh.Core.Search;

namespace Esdh.Sager.Soegeindeks;

/// <summary>What came of reading the text of a file.</summary>
/// <param name="Tilstand"><see cref="Indholdsstand.Laest"/> or the name of what was in the way.</param>
/// <param name="Grund">Danish sentence on why there is no text, or what of it is missing; null where all of it is there.</param>
/// <param name="Billeder">There are pictures or scanned pages that have not been read yet.</param>
internal sealed record Udtraek(string Tilstand, string? Grund, string? Tekst, bool Billeder);

/// <summary>Reads the text of stored files.</summary>
internal sealed class Tekstlaeser(TextExtraction udtraek)
{
    /// <param name="medBilleder">Also what stands in pictures, which takes seconds a page.</param>
    public async Task<Udtraek> LaesAsync(string sti, string filnavn, bool medBilleder, CancellationToken ct)
    {
        await using var fil = new FileStream(sti, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete });
        var svar = await udtraek.ReadAsync(fil, filnavn, medBilleder, ct);
        return new(
            svar.State switch
            {
                TextState.Extracted => Indholdsstand.Laest,
                TextState.Empty => Indholdsstand.Tom,
                TextState.Unsupported => Indholdsstand.UdenTekst,
                TextState.Encrypted => Indholdsstand.Laast,
                TextState.TooBig => Indholdsstand.ForStor,
                TextState.ToolMissing => Indholdsstand.ManglerProgram,
                _ => Indholdsstand.Fejl,
            },
            svar.Reason, svar.Text.Length == 0 ? null : svar.Text, svar.HasUnreadPictures && !medBilleder);
    }
}

/// <summary>How the text of a file stands in the index.</summary>
/// <param name="Tilstand"><see cref="Laest"/> or the name of what was in the way.</param>
/// <param name="Grund">Danish sentence on why there is no text, or what of it is missing; null where all of it is there.</param>
/// <param name="Billeder">Its pictures wait to be read.</param>
internal sealed record Indholdsstand(string Tilstand, string? Grund, int Forsoeg, DateTimeOffset Tid, bool Billeder)
{
    /// <summary>There is a text.</summary>
    public const string Laest = "Laest";

    /// <summary>Read, and there is none.</summary>
    public const string Tom = "Tom";

    /// <summary>Of a kind that has none.</summary>
    public const string UdenTekst = "UdenTekst";

    /// <summary>A password is needed.</summary>
    public const string Laast = "Laast";

    public const string ForStor = "ForStor";

    /// <summary>The program that reads this kind is not on the server.</summary>
    public const string ManglerProgram = "ManglerProgram";

    /// <summary>Damaged, or it took too long.</summary>
    public const string Fejl = "Fejl";

    /// <summary>What is told of.</summary>
    public static IReadOnlyList<string> Ulaeste { get; } = [Fejl, ManglerProgram, Laast, ForStor];

    /// <summary>Something of it cannot be found, and someone should know.</summary>
    public bool SkalSiges => Grund is not null && !Billeder && Tilstand is not (Tom or UdenTekst);

    /// <summary>Another try may end otherwise: it failed, or some of it is missing.</summary>
    public bool KanProevesIgen => !Billeder && Grund is not null && Tilstand is (Fejl or ManglerProgram or Laest);
}
