using System.Globalization;
using System.Xml.Linq;
using Esdh.Core.Identity;

namespace Esdh.Kombit.Indeks;

/// <summary>The pieces that messages of SF1470 version 6 are made of.</summary>
internal static class Oio
{
    public static readonly XNamespace Sdi = "urn:oio:sts:sagdok:sagdokumentindeks:6", Sag = "urn:oio:sts:sagdok:sag:6", SagIndeks = "urn:oio:sts:sagdok:sagindeks:6",
        Dokument = "urn:oio:sts:sagdok:dokumentindeks:6", Generel = "urn:oio:sts:generelledefinitioner:6", Grund = "urn:oio:sagdok:3.0.0";

    private const string Cpr = "urn:oio:cpr-nr:", Cvr = "urn:oio:cvr-nr:", FuldtNavn = "urn:oio:fuldtnavn:";

    public static string Tid(DateTimeOffset tid) => tid.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Valid from then, without end unless one is given.</summary>
    public static XElement Virkning(XNamespace ns, Virkning v) => new(
        ns + "Virkning", new XElement(Grund + "FraTidspunkt", new XElement(Grund + "TidsstempelDatoTid", Tid(v.Fra))),
        new XElement(Grund + "TilTidspunkt", v.Til is { } til ? new XElement(Grund + "TidsstempelDatoTid", Tid(til)) : new XElement(Grund + "GraenseIndikator", "true")),
        new XElement(Grund + "AktoerRef", Unik(v.Aktoer)), new XElement(Grund + "AktoerTypeKode", v.ErSystem ? "ItSystem" : "Bruger"));

    /// <summary>A UUID, or a URN where it is none.</summary>
    public static XElement Unik(string id) => new(Grund + (Guid.TryParseExact(id, "D", out _) ? "UUIDIdentifikator" : "URNIdentifikator"), id);

    /// <param name="navn">The element, in its list's namespace.</param>
    /// <param name="indeks">What tells it from others of the same role; only where there may be several.</param>
    /// <param name="lokal">What the relation says of what it points at.</param>
    public static XElement Relation(XName navn, Virkning virkning, string rolle, string type, string? indeks, string reference, XElement? lokal = null) => new(
        navn, Virkning(Generel, virkning), new XElement(Generel + "Rolle", Unik(rolle)), new XElement(Generel + "Type", Unik(type)), indeks is null ? null : new XElement(Generel + "Indeks", indeks),
        new XElement(Generel + "ReferenceID", Unik(reference)), lokal is null ? null : new XElement(Generel + "LokalUdvidelseListe", lokal));

    public static XElement? Felt(XName navn, string? tekst, int hoejst = 255) => Linje(tekst, hoejst) is { } linje ? new(navn, linje) : null;

    /// <summary>One line that XML can hold and that tells no personnummer; null where nothing is left.</summary>
    public static string? Linje(string? tekst, int hoejst = 255)
    {
        if (string.IsNullOrWhiteSpace(tekst))
            return null;
        var ren = CprFinder.Mask(string.Join(' ', Renset(tekst).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))!;
        return ren.Length == 0 ? null : ren.Length <= hoejst ? ren : ren[..(char.IsHighSurrogate(ren[hoejst - 1]) ? hoejst - 1 : hoejst)];
    }

    public static string Renset(string tekst) => string.Concat(tekst.EnumerateRunes().Where(r => r.Value is '\t' or '\n' or '\r' || (r.Value >= 0x20 && r.Value is not (>= 0x7F and < 0xA0) and not 0xFFFE and not 0xFFFF and not 0xFFFD)).Select(r => r.ToString()));

    /// <summary>How the index knows a person or a company: by number, or by name where there is none.</summary>
    public static string Part(string? cpr, string? cvr, string navn) => cpr is not null ? Cpr + cpr : cvr is not null ? Cvr + cvr : FuldtNavn + Linje(navn, 255 - FuldtNavn.Length);

    public static string Myndighed(string cvr) => Cvr + cvr;
}

/// <param name="Til">The first moment at which it no longer holds; null while it holds.</param>
/// <param name="Aktoer">UUID or URN.</param>
internal sealed record Virkning(DateTimeOffset Fra, DateTimeOffset? Til, string Aktoer, bool ErSystem);
