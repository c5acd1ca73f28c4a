using System.Collections.Frozen;
using Esdh.Core.Text;

namespace Esdh.Core.Search;

/// <summary>
/// Words so common in Danish that they tell nothing of a text. They are in the index (phrases need them) and are left out
/// of a search that also has other words.
/// </summary>
public static class StopWords
{
    private static readonly FrozenSet<string> Folded = """
        ad af alle alt anden andet andre at blev blive bliver da de dem den denne der deres det dette dig din dine disse dog du efter eller en end er et
        for fordi fra få får før gennem han hans har have havde hende hendes her hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor
        hvornår i igen ikke ind indtil ingen intet jeg jer jeres jo kan kom komme kommer kun kunne lige man mange med meget men mens mere mig min mine mit
        mod må måtte ned nej noget nogle nok nu når og også om op os over på samt se selv ser siden sig sin sine sit skal skulle som sådan således så
        thi til ud uden under var ved vi vil ville vor vores være været
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(DanishText.Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="exact">A word in the form of <see cref="Token.Exact"/>.</param>
    public static bool Contains(string exact) => Folded.Contains(exact);
}
