using Esdh.Klub.Contract;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Indhold;

/// <summary>An invoice as Peppol BIS Billing 3.0, which is EN 16931 in UBL 2.1. Each part has a GLN (scheme 0088) as its address.</summary>
internal static class PeppolFaktura
{
    private const string Tilpasning = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    private const string Profil = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    public static void Skriv(Stream ud, Fakturabillede f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var erFaktura = f.Art == Fakturaart.Faktura;
        using var x = new Ublskriver(ud, f.Art);
        x.Vaerdi("CustomizationID", Tilpasning).Vaerdi("ProfileID", Profil).Vaerdi("ID", f.Nummer).Dato("IssueDate", f.Udstedt);
        if (erFaktura)
            x.Dato("DueDate", f.Forfald).Vaerdi("InvoiceTypeCode", "380");
        else
            x.Vaerdi("CreditNoteTypeCode", "381");
        x.Vaerdi("Note", Note(f)).Vaerdi("DocumentCurrencyCode", "DKK").Vaerdi("BuyerReference", f.Koeber.Reference);
        x.Del("InvoicePeriod", () => x.Dato("StartDate", f.Fra).Dato("EndDate", f.Til));
        if (f.KrediterNr is { } krediterer)
        {
            x.Del("BillingReference", () => x.Del("InvoiceDocumentReference", () =>
            {
                x.Vaerdi("ID", krediterer.ToString("00000", System.Globalization.CultureInfo.InvariantCulture));
                if (f.KrediterDato is { } dato)
                    x.Dato("IssueDate", dato);
            }));
        }

        Part(x, "AccountingSupplierParty", f.Saelger, () => x.Del("Contact", () => x.Vaerdi("Name", f.Saelger.Reference).Vaerdi("ElectronicMail", f.Saelger.Email)));
        Part(x, "AccountingCustomerParty", f.Koeber, null);
        if (erFaktura)
        {
            x.Del("PaymentMeans", () => x.Vaerdi("PaymentMeansCode", "42", ("name", "Bankoverførsel")).Vaerdi("PaymentID", f.Nummer)
                .Del("PayeeFinancialAccount", () => x.Vaerdi("ID", f.Saelger.Kontonummer).Vaerdi("Name", f.Saelger.Navn).Del("FinancialInstitutionBranch", () => x.Vaerdi("ID", f.Saelger.Registreringsnummer))));
            x.Del("PaymentTerms", () => x.Vaerdi("Note", "Betales senest på forfaldsdagen."));
        }

        x.Del("TaxTotal", () => x.Beloeb("TaxAmount", f.MomsOere).Del("TaxSubtotal", () => x.Beloeb("TaxableAmount", f.NettoOere).Beloeb("TaxAmount", f.MomsOere).Del("TaxCategory", () => Kategori(x, f, true))));
        x.Del("LegalMonetaryTotal", () => x.Beloeb("LineExtensionAmount", f.NettoOere).Beloeb("TaxExclusiveAmount", f.NettoOere).Beloeb("TaxInclusiveAmount", f.BruttoOere).Beloeb("PayableAmount", f.BruttoOere));
        foreach (var l in f.Linjer)
        {
            x.Del(erFaktura ? "InvoiceLine" : "CreditNoteLine", () =>
            {
                x.Vaerdi("ID", Ublskriver.Tal(l.Nr)).Vaerdi(erFaktura ? "InvoicedQuantity" : "CreditedQuantity", Ublskriver.Tal(l.Antal), ("unitCode", "C62")).Beloeb("LineExtensionAmount", l.NettoOere);
                x.Del("InvoicePeriod", () => x.Dato("StartDate", l.Fra).Dato("EndDate", l.Til));
                x.Del("Item", () => x.Vaerdi("Name", l.Tekst).Del("ClassifiedTaxCategory", () => Kategori(x, f, false)));
                x.Del("Price", () =>
                {
                    x.Beloeb("PriceAmount", l.PrisOere);
                    if (l.Basis != 1)
                        x.Vaerdi("BaseQuantity", Ublskriver.Tal(l.Basis), ("unitCode", "C62"));
                });
            });
        }
    }

    internal static string? Note(Fakturabillede f) => (f.ErDemonstration, f.Bemaerkning) switch
    {
        (true, null) => "Opdigtet til demonstration. Skal ikke betales.",
        (true, { } b) => $"Opdigtet til demonstration. Skal ikke betales. {b}",
        (false, var b) => b,
    };

    private static void Kategori(Ublskriver x, Fakturabillede f, bool medGrund)
    {
        x.Vaerdi("ID", f.MomsBasispoint > 0 ? "S" : "E").Vaerdi("Percent", Ublskriver.Procent(f.MomsBasispoint));
        if (medGrund && f.MomsBasispoint == 0)
            x.Vaerdi("TaxExemptionReason", f.Momsfritagelse);
        x.Del("TaxScheme", () => x.Vaerdi("ID", "VAT"));
    }

    private static void Part(Ublskriver x, string navn, Fakturapart p, Action? kontakt) => x.Del(navn, () => x.Del("Party", () =>
    {
        x.Vaerdi("EndpointID", p.Gln, ("schemeID", "0088"));
        x.Del("PartyIdentification", () => x.Vaerdi("ID", p.Gln, ("schemeID", "0088")));
        x.Del("PartyName", () => x.Vaerdi("Name", p.Navn));
        x.Del("PostalAddress", () => x.Vaerdi("StreetName", p.Adresse).Vaerdi("CityName", p.By).Vaerdi("PostalZone", p.Postnummer).Del("Country", () => x.Vaerdi("IdentificationCode", "DK")));
        x.Del("PartyTaxScheme", () => x.Vaerdi("CompanyID", "DK" + p.Cvr).Del("TaxScheme", () => x.Vaerdi("ID", "VAT")));
        x.Del("PartyLegalEntity", () => x.Vaerdi("RegistrationName", p.Navn).Vaerdi("CompanyID", "DK" + p.Cvr, ("schemeID", "0184")));
        kontakt?.Invoke();
    }));
}
