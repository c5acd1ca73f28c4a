namespace Esdh.Arkiv.Contract;

/// <summary>What came of checking an arkiveringsversion.</summary>
/// <param name="Version">The version's id, as its folders say.</param>
/// <param name="Medier">The media that were found.</param>
/// <param name="Kontroller">Checks that were made.</param>
/// <param name="Filer">Files read.</param>
/// <param name="Byte">Bytes read.</param>
/// <param name="Tid">How long it took.</param>
/// <param name="Fund">Errors and notices, in the order of their numbers.</param>
/// <param name="Oplysninger">Figures that an archive asks for; nothing is wrong with them.</param>
/// <param name="Udeladt">What could not be checked, and why, in whole sentences.</param>
public sealed record Kontrolrapport(
    string Version, IReadOnlyList<string> Medier, int Kontroller, long Filer, long Byte, TimeSpan Tid,
    IReadOnlyList<Kontrolfund> Fund, IReadOnlyList<Kontrolfund> Oplysninger, IReadOnlyList<string> Udeladt)
{
    /// <summary>How many places are in error.</summary>
    public long AntalFejl => Fund.Where(f => f.Alvor == Kontrolalvor.Fejl).Sum(f => f.Antal);

    /// <summary>How many places deserve a look.</summary>
    public long AntalBemaerkninger => Fund.Where(f => f.Alvor == Kontrolalvor.Bemaerkning).Sum(f => f.Antal);

    /// <summary>Whether nothing is in error.</summary>
    public bool ErFejlfri => AntalFejl == 0;
}
