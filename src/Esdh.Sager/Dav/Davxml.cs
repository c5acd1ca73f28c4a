using System.Globalization;
using System.Text;
using System.Xml;

namespace Esdh.Sager.Dav;

/// <summary>A property's name.</summary>
internal readonly record struct Davnavn(string Rum, string Navn);

/// <summary>What PROPFIND asks for.</summary>
/// <param name="Navne">The properties; empty means all there are.</param>
/// <param name="KunNavne">Only what they are called.</param>
internal sealed record Davoenske(IReadOnlyList<Davnavn> Navne, bool KunNavne);

/// <param name="Delt">A shared lock is asked for.</param>
internal sealed record Davlaasoenske(bool Delt, string? Ejer);

/// <summary>A file or the folder as PROPFIND tells of it.</summary>
internal sealed record Davpost(
    string Href, string Navn, bool ErMappe, long Stoerrelse, string Type, string? ETag, DateTimeOffset Oprettet, DateTimeOffset Aendret, string? Laas, string? LaasEjer, TimeSpan LaasRest);

/// <summary>The XML of RFC 4918, read without DTD, entities or anything fetched, in bounded size; written here alone.</summary>
internal static class Davxml
{
    public const string Dav = "DAV:";

    /// <summary>Most bytes of a body.</summary>
    private const int Stoerst = 64 * 1024;

    private const int Dybest = 32;

    private const int FlestEgenskaber = 200;

    private const int LaengstEjer = 400;

    private static readonly XmlReaderSettings Indstillinger = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Stoerst, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = false,
    };

    /// <summary>The body as XML; null where there is none.</summary>
    /// <exception cref="Davafvisning">400 or 413.</exception>
    public static async Task<XmlDocument?> LaesAsync(Stream krop, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int n; (n = await krop.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + n > Stoerst)
                throw new Davafvisning(413, "Indholdet er for stort.");
            bytes.Write(buffer, 0, n);
        }

        if (bytes.Length == 0)
            return null;
        bytes.Position = 0;
        try
        {
            using (var vagt = XmlReader.Create(bytes, Indstillinger))
            {
                while (vagt.Read())
                {
                    if (vagt.Depth > Dybest)
                        throw new XmlException("Too deep.");
                }
            }

            bytes.Position = 0;
            using var laeser = XmlReader.Create(bytes, Indstillinger);
            var xml = new XmlDocument { XmlResolver = null };
            xml.Load(laeser);
            return xml;
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new Davafvisning(400, "Indholdet er ikke XML, der kan læses.");
        }
    }

    public static Davoenske Propfind(XmlDocument? xml)
    {
        if (xml is null)
            return new([], false);
        if (xml.DocumentElement is not { NamespaceURI: Dav, LocalName: "propfind" } rod)
            throw new Davafvisning(400, "Der ventes et DAV:propfind.");
        if (Barn(rod, "propname") is not null)
            return new([], true);
        return Barn(rod, "prop") is { } prop ? new(Navne(prop), false) : new([], false);
    }

    /// <summary>The properties that PROPPATCH would set or remove.</summary>
    public static IReadOnlyList<Davnavn> Proppatch(XmlDocument? xml)
    {
        if (xml?.DocumentElement is not { NamespaceURI: Dav, LocalName: "propertyupdate" } rod)
            throw new Davafvisning(400, "Der ventes et DAV:propertyupdate.");
        return [.. Boern(rod).Where(b => b is { NamespaceURI: Dav, LocalName: "set" or "remove" }).SelectMany(Boern).Where(b => b is { NamespaceURI: Dav, LocalName: "prop" }).SelectMany(Navne).Take(FlestEgenskaber)];
    }

    /// <summary>Null without a body: a lock is renewed.</summary>
    public static Davlaasoenske? Lock(XmlDocument? xml)
    {
        if (xml is null)
            return null;
        if (xml.DocumentElement is not { NamespaceURI: Dav, LocalName: "lockinfo" } rod || Barn(rod, "lockscope") is not { } omfang || Barn(rod, "locktype") is not { } slags || Barn(slags, "write") is null)
            throw new Davafvisning(400, "Der ventes et DAV:lockinfo.");
        var ejer = Barn(rod, "owner")?.InnerText.Trim();
        return new(Barn(omfang, "exclusive") is null, string.IsNullOrEmpty(ejer) ? null : ejer.Length > LaengstEjer ? ejer[..LaengstEjer] : ejer);
    }

    /// <summary>The answer to PROPFIND.</summary>
    public static byte[] Multistatus(IEnumerable<Davpost> poster, Davoenske oenske) => Skriv(x =>
    {
        x.WriteStartElement("D", "multistatus", Dav);
        foreach (var post in poster)
        {
            x.WriteStartElement("response", Dav);
            x.WriteElementString("href", Dav, post.Href);
            var kendte = Egenskaber(post);
            var valgte = oenske.Navne.Count == 0 ? [.. kendte.Keys.Select(n => new Davnavn(Dav, n))] : oenske.Navne;
            Propstat(x, "200 OK", [.. valgte.Where(Kendt)], n => { if (!oenske.KunNavne) kendte[n.Navn](x); });
            Propstat(x, "404 Not Found", [.. valgte.Where(n => !Kendt(n))], _ => { });
            x.WriteEndElement();

            bool Kendt(Davnavn n) => n.Rum == Dav && kendte.ContainsKey(n.Navn);
        }

        x.WriteEndElement();
    });

    /// <summary>The answer to PROPPATCH: all or nothing, as the RFC asks. Office's own (times and attributes of Windows) are taken and not kept.</summary>
    public static byte[] Proppatchsvar(string href, IReadOnlyList<Davnavn> navne)
    {
        bool Tages(Davnavn n) => n.Rum.StartsWith("urn:schemas-microsoft-com:", StringComparison.Ordinal);
        var alle = navne.All(Tages);
        return Skriv(x =>
        {
            x.WriteStartElement("D", "multistatus", Dav);
            x.WriteStartElement("response", Dav);
            x.WriteElementString("href", Dav, href);
            Propstat(x, alle ? "200 OK" : "424 Failed Dependency", [.. navne.Where(Tages)], _ => { });
            Propstat(x, "403 Forbidden", [.. navne.Where(n => !Tages(n))], _ => { });
            x.WriteEndElement();
            x.WriteEndElement();
        });
    }

    /// <summary>The answer to LOCK.</summary>
    public static byte[] Laasesvar(Davpost post) => Skriv(x =>
    {
        x.WriteStartElement("D", "prop", Dav);
        x.WriteStartElement("lockdiscovery", Dav);
        Aktivlaas(x, post);
        x.WriteEndElement();
        x.WriteEndElement();
    });

    /// <summary>The answer to what is locked.</summary>
    public static byte[] Laast(string href) => Skriv(x =>
    {
        x.WriteStartElement("D", "error", Dav);
        x.WriteStartElement("lock-token-submitted", Dav);
        x.WriteElementString("href", Dav, href);
        x.WriteEndElement();
        x.WriteEndElement();
    });

    private static Dictionary<string, Action<XmlWriter>> Egenskaber(Davpost post)
    {
        Dictionary<string, Action<XmlWriter>> alle = new(StringComparer.Ordinal)
        {
            ["displayname"] = x => x.WriteString(post.Navn),
            ["resourcetype"] = x =>
            {
                if (post.ErMappe)
                    x.WriteElementString("collection", Dav, null);
            },
            ["creationdate"] = x => x.WriteString(post.Oprettet.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            ["getlastmodified"] = x => x.WriteString(post.Aendret.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)),
            ["lockdiscovery"] = x =>
            {
                if (post.Laas is not null)
                    Aktivlaas(x, post);
            },
            ["supportedlock"] = x =>
            {
                if (post.ErMappe)
                    return;
                x.WriteStartElement("lockentry", Dav);
                Omfang(x);
                x.WriteEndElement();
            },
        };
        if (post.ErMappe)
            return alle;
        alle["getcontentlength"] = x => x.WriteString(post.Stoerrelse.ToString(CultureInfo.InvariantCulture));
        alle["getcontenttype"] = x => x.WriteString(post.Type);
        alle["getetag"] = x => x.WriteString(post.ETag ?? "");
        return alle;
    }

    private static void Propstat(XmlWriter x, string status, IReadOnlyList<Davnavn> navne, Action<Davnavn> indhold)
    {
        if (navne.Count == 0)
            return;
        x.WriteStartElement("propstat", Dav);
        x.WriteStartElement("prop", Dav);
        foreach (var navn in navne)
        {
            x.WriteStartElement(navn.Navn, navn.Rum);
            indhold(navn);
            x.WriteEndElement();
        }

        x.WriteEndElement();
        x.WriteElementString("status", Dav, "HTTP/1.1 " + status);
        x.WriteEndElement();
    }

    private static void Aktivlaas(XmlWriter x, Davpost post)
    {
        x.WriteStartElement("activelock", Dav);
        Omfang(x);
        x.WriteElementString("depth", Dav, "0");
        if (post.LaasEjer is not null)
            x.WriteElementString("owner", Dav, post.LaasEjer);
        x.WriteElementString("timeout", Dav, "Second-" + ((long)Math.Ceiling(post.LaasRest.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        x.WriteStartElement("locktoken", Dav);
        x.WriteElementString("href", Dav, post.Laas);
        x.WriteEndElement();
        x.WriteStartElement("lockroot", Dav);
        x.WriteElementString("href", Dav, post.Href);
        x.WriteEndElement();
        x.WriteEndElement();
    }

    private static void Omfang(XmlWriter x)
    {
        x.WriteStartElement("lockscope", Dav);
        x.WriteElementString("exclusive", Dav, null);
        x.WriteEndElement();
        x.WriteStartElement("locktype", Dav);
        x.WriteElementString("write", Dav, null);
        x.WriteEndElement();
    }

    private static byte[] Skriv(Action<XmlWriter> skriv)
    {
        using var bytes = new MemoryStream();
        using (var x = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            x.WriteStartDocument();
            skriv(x);
        }

        return bytes.ToArray();
    }

    private static IEnumerable<XmlElement> Boern(XmlElement e) => e.ChildNodes.OfType<XmlElement>();

    private static XmlElement? Barn(XmlElement e, string navn) => Boern(e).FirstOrDefault(b => b.NamespaceURI == Dav && b.LocalName == navn);

    private static IReadOnlyList<Davnavn> Navne(XmlElement prop) => 
        [.. Boern(prop).Select(b => new Davnavn(b.NamespaceURI, b.LocalName)).Where(n => !n.Rum.StartsWith("http://www.w3.org/2000/xmlns", StringComparison.Ordinal) && !n.Rum.StartsWith("http://www.w3.org/XML", StringComparison.Ordinal)).Distinct().Take(FlestEgenskaber)];
}
