using Esdh.Klub.Contract;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>An invoice, credit note or draft in a list.</summary>
/// <param name="Nr">Null on a draft.</param>
/// <param name="SkyldigtOere">What is left to pay; 0 on drafts and credit notes.</param>
/// <param name="ErForfalden">Not paid in time.</param>
public sealed record Fakturalinjekort(Guid Id, int? Nr, Fakturaart Art, int MedlemNr, string Medlem, int Aar, DateOnly? Udstedt, DateOnly? Forfald, long NettoOere, long MomsOere, long BruttoOere, long SkyldigtOere, bool ErForfalden)
{
    /// <summary>How it stands.</summary>
    public Maerke Stand => this switch
    {
        { Nr: null } => new("Kladde", Farve.Graa),
        { Art: Fakturaart.Kreditnota } => new("Kreditnota", Farve.Blaa),
        { ErForfalden: true } => new("Forfalden", Farve.Roed),
        { SkyldigtOere: > 0 } => new("Ikke betalt", Farve.Gul),
        { SkyldigtOere: < 0 } => new("Til gode", Farve.Blaa),
        _ => new("Betalt", Farve.Groen),
    };
}

/// <summary>The invoices of a year.</summary>
/// <param name="ErSekretariat">Sees all, and acts.</param>
public sealed record Fakturaervisning(int Aar, IReadOnlyList<int> Aarene, IReadOnlyList<Fakturalinjekort> Fakturaer, bool ErSekretariat, Formular Formular)
{
    public int Kladder => Fakturaer.Count(f => f.Nr is null);

    public long Faktureret => Fakturaer.Where(f => f.Nr is not null).Sum(f => f.Art == Fakturaart.Faktura ? f.BruttoOere : -f.BruttoOere);

    public long Skyldigt => Fakturaer.Where(f => f.SkyldigtOere > 0).Sum(f => f.SkyldigtOere);

    public int Forfaldne => Fakturaer.Count(f => f.ErForfalden);
}

/// <summary>A line of an invoice, amounts in øre.</summary>
public sealed record Fakturalinjevisning(string Tekst, long Antal, long PrisOere, int Basis, long NettoOere);

/// <summary>A line of the ledger, amounts in øre: debit above nought.</summary>
public sealed record Posteringslinje(int Bilag, DateOnly Dato, Klubkonto Konto, long BeloebOere, string Tekst, int? FakturaNr, string Medlem);

/// <summary>A reminder.</summary>
public sealed record Rykkerlinje(int Nr, DateOnly Dato, DateOnly Frist, long GebyrOere);

/// <summary>One issued invoice with all that belongs to it.</summary>
public sealed record Fakturavisning(
    Fakturalinjekort Kort, IReadOnlyList<Fakturalinjevisning> Linjer, IReadOnlyList<Posteringslinje> Posteringer, IReadOnlyList<Rykkerlinje> Rykkere, int? KrediterNr, string? Bemaerkning, long Version, bool ErSekretariat,
    Formular Betaling, Formular Kredit, Formular Rykker, Formular Afskriv);
