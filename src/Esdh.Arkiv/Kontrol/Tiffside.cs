namespace Esdh.Arkiv.Kontrol;

/// <summary>What a page of a TIFF says of itself.</summary>
internal sealed class Tiffside
{
    /// <summary>Tag to type, count and where its values lie.</summary>
    public Dictionary<int, (int Type, long Antal, long Sted)> Maerker { get; } = [];

    public bool Har(int maerke) => Maerker.ContainsKey(maerke);
}
