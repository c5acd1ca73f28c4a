using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>One of the two sides of an invoice.</summary>
/// <param name="Reference">The buyer's own reference; the seller's contact.</param>
internal sealed record Fakturapart(string Navn, string Cvr, string Gln, string Adresse, string Postnummer, string By, string Reference, string? Email = null, string? Registreringsnummer = null, string? Kontonummer = null);

/// <summary>A line as it is written.</summary>
internal sealed record Fakturabilledlinje(int Nr, string Tekst, long Antal, long PrisOere, int Basis, long NettoOere, DateOnly Fra, DateOnly Til);

/// <summary>An issued invoice with all that stands on it, whatever it is written as.</summary>
internal sealed record Fakturabillede(
    Guid Id, int Nr, Fakturaart Art, int Aar, DateOnly Udstedt, DateOnly Forfald, Fakturapart Saelger, Fakturapart Koeber, IReadOnlyList<Fakturabilledlinje> Linjer, int MomsBasispoint, string? Momsfritagelse,
    long NettoOere, long MomsOere, long BruttoOere, int? KrediterNr, DateOnly? KrediterDato, string? Bemaerkning, bool ErDemonstration)
{
    /// <summary>00042</summary>
    public string Nummer => Nr.ToString("00000", System.Globalization.CultureInfo.InvariantCulture);

    public DateOnly Fra => Linjer.Min(l => l.Fra);

    public DateOnly Til => Linjer.Max(l => l.Til);
}
