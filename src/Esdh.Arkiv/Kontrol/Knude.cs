using System.Text;
using System.Xml;

namespace Esdh.Arkiv.Kontrol;

/// <summary>An element of an index with what it holds.</summary>
internal sealed class Knude(string navn, int linje)
{
    private const int MaksDybde = 16;

    private List<Knude>? boern;

    public string Navn { get; } = navn;

    public int Linje { get; } = linje;

    public string Tekst { get; private set; } = "";

    public IReadOnlyList<Knude> Boern => boern ?? (IReadOnlyList<Knude>)[];

    public Knude? Foerste(string navn) => boern?.Find(b => b.Navn == navn);

    public IEnumerable<Knude> Alle(string navn) => Boern.Where(b => b.Navn == navn);

    /// <summary>The text of a child, or null where it is missing.</summary>
    public string? Felt(string navn) => Foerste(navn)?.Tekst;

    public bool? Ja(string navn) => Felt(navn)?.Trim() switch { "true" or "1" => true, "false" or "0" => false, _ => null };

    /// <summary>Reads the element that <paramref name="laeser"/> stands on, and leaves it on the element's end.</summary>
    public static Knude Laes(XmlReader laeser)
    {
        var yderst = laeser.Depth;
        var rod = Ny(laeser);
        if (laeser.IsEmptyElement)
            return rod;
        Stack<(Knude Knude, StringBuilder? Tekst)> aabne = new([(rod, null)]);
        while (laeser.Read())
        {
            switch (laeser.NodeType)
            {
                case XmlNodeType.Element:
                    if (laeser.Depth - yderst > MaksDybde)
                        throw new ForStortException($"mere end {MaksDybde} elementer i hinanden");
                    var barn = Ny(laeser);
                    (aabne.Peek().Knude.boern ??= []).Add(barn);
                    if (!laeser.IsEmptyElement)
                        aabne.Push((barn, null));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    var (knude, tekst) = aabne.Peek();
                    if (knude.Tekst.Length == 0)
                    {
                        knude.Tekst = laeser.Value;
                    }
                    else
                    {
                        aabne.Pop();
                        tekst ??= new(knude.Tekst);
                        tekst.Append(laeser.Value);
                        aabne.Push((knude, tekst));
                    }

                    break;
                case XmlNodeType.EndElement:
                    var (faerdig, samlet) = aabne.Pop();
                    if (samlet is not null)
                        faerdig.Tekst = samlet.ToString();
                    if (aabne.Count == 0)
                        return rod;
                    break;
            }
        }

        return rod;
    }

    private static Knude Ny(XmlReader laeser) => new(laeser.LocalName, (laeser as IXmlLineInfo)?.LineNumber ?? 0);
}
