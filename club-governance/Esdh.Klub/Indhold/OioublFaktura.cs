using Esdh.Klub.Contract;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Indhold;

/// <summary>
/// An invoice as OIOUBL 2.1. It says the same as Peppol's with other words, and one thing otherwise: its <c>TaxExclusiveAmount</c> is the tax alone.
/// </summary>
internal static class OioublFaktura
{
    private static readonly (string, string) Agent = ("schemeAgencyID", "320");

    public static void Skriv(Stream ud, Fakturabillede f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var erFaktura = f.Art == Fakturaart.Faktura;
        using var x = new Ublskriver(ud, f.Art);
        x.Vaerdi("UBLVersionID", "2.1").Vaerdi("CustomizationID", "OIOUBL-2.1").Vaerdi("ProfileID", "urn:www.nesubl.eu:profiles:profile5:ver2.0", Agent, ("schemeID", "urn:oioubl:id:profileid-1.2"));
        x.Vaerdi("ID", f.Nummer).Vaerdi("CopyIndicator", "false").Vaerdi("UUID", f.Id.ToString()).Dato("IssueDate", f.Udstedt);
        if (erFaktura)
            x.Vaerdi("InvoiceTypeCode", "380", ("listAgencyID", "320"), ("listID", "urn:oioubl:codelist:invoicetypecode-1.1"));
        x.Vaerdi("Note", PeppolFaktura.Note(f)).Vaerdi("DocumentCurrencyCode", "DKK");
        x.Del("OrderReference", () => x.Vaerdi("ID", f.Koeber.Reference));
        if (f.KrediterNr is { } krediterer)
        {
            x.Del("BillingReference", () => x.Del("InvoiceDocumentReference", () =>
            {
                x.Vaerdi("ID", krediterer.ToString("00000", System.Globalization.CultureInfo.InvariantCulture));
                if (f.KrediterDato is { } dato)
                    x.Dato("IssueDate", dato);
            }));
        }

        Part(x, "AccountingSupplierParty", f.Saelger);
        Part(x, "AccountingCustomerParty", f.Koeber);
        if (erFaktura)
        {
            x.Del("PaymentMeans", () => x.Vaerdi("PaymentMeansCode", "42").Dato("PaymentDueDate", f.Forfald)
                .Vaerdi("PaymentChannelCode", "DK:BANK", ("listAgencyID", "320"), ("listID", "urn:oioubl:codelist:paymentchannelcode-1.1"))
                .Del("PayeeFinancialAccount", () => x.Vaerdi("ID", f.Saelger.Kontonummer).Vaerdi("PaymentNote", f.Nummer).Del("FinancialInstitutionBranch", () => x.Vaerdi("ID", f.Saelger.Registreringsnummer))));
        }

        Moms(x, f, f.NettoOere, f.MomsOere);
        x.Del("LegalMonetaryTotal", () => x.Beloeb("LineExtensionAmount", f.NettoOere).Beloeb("TaxExclusiveAmount", f.MomsOere).Beloeb("TaxInclusiveAmount", f.BruttoOere).Beloeb("PayableAmount", f.BruttoOere));
        var momser = Linjemoms(f);
        foreach (var (l, moms) in f.Linjer.Zip(momser))
        {
            x.Del(erFaktura ? "InvoiceLine" : "CreditNoteLine", () =>
            {
                x.Vaerdi("ID", Ublskriver.Tal(l.Nr)).Vaerdi(erFaktura ? "InvoicedQuantity" : "CreditedQuantity", Ublskriver.Tal(l.Antal), ("unitCode", "EA")).Beloeb("LineExtensionAmount", l.NettoOere);
                Moms(x, f, l.NettoOere, moms);
                x.Del("Item", () => x.Vaerdi("Description", l.Tekst).Vaerdi("Name", l.Tekst.Length > 40 ? l.Tekst[..40].TrimEnd(',', ' ') : l.Tekst));
                x.Del("Price", () => x.Beloeb("PriceAmount", l.PrisOere).Vaerdi("BaseQuantity", Ublskriver.Tal(l.Basis), ("unitCode", "EA")).Vaerdi("OrderableUnitFactorRate", "1"));
            });
        }
    }

    /// <summary>Each line's VAT; what rounding leaves goes to the last, so that the lines sum to the whole.</summary>
    private static List<long> Linjemoms(Fakturabillede f)
    {
        var moms = f.Linjer.Select(l => Klubkroner.Moms(l.NettoOere, f.MomsBasispoint)).ToList();
        moms[^1] += f.MomsOere - moms.Sum();
        return moms;
    }

    private static void Moms(Ublskriver x, Fakturabillede f, long netto, long moms) => x.Del("TaxTotal", () => x.Beloeb("TaxAmount", moms).Del("TaxSubtotal", () =>
        x.Beloeb("TaxableAmount", netto).Beloeb("TaxAmount", moms).Del("TaxCategory", () => x
            .Vaerdi("ID", f.MomsBasispoint > 0 ? "StandardRated" : "ZeroRated", Agent, ("schemeID", "urn:oioubl:id:taxcategoryid-1.1")).Vaerdi("Percent", Ublskriver.Procent(f.MomsBasispoint))
            .Del("TaxScheme", () => Momsordning(x)))));

    private static void Momsordning(Ublskriver x) => x.Vaerdi("ID", "63", Agent, ("schemeID", "urn:oioubl:id:taxschemeid-1.5")).Vaerdi("Name", "Moms");

    private static void Part(Ublskriver x, string navn, Fakturapart p) => x.Del(navn, () => x.Del("Party", () =>
    {
        x.Vaerdi("EndpointID", p.Gln, ("schemeAgencyID", "9"), ("schemeID", "GLN"));
        x.Del("PartyIdentification", () => x.Vaerdi("ID", "DK" + p.Cvr, ("schemeID", "DK:CVR")));
        x.Del("PartyName", () => x.Vaerdi("Name", p.Navn));
        var skel = p.Adresse.LastIndexOf(' ');
        var (vej, nummer) = skel > 0 && p.Adresse[(skel + 1)..].Any(char.IsAsciiDigit) ? (p.Adresse[..skel], p.Adresse[(skel + 1)..]) : (p.Adresse, null);
        x.Del("PostalAddress", () => x.Vaerdi("AddressFormatCode", "StructuredLax", ("listAgencyID", "320"), ("listID", "urn:oioubl:codelist:addressformatcode-1.1"))
            .Vaerdi("StreetName", vej).Vaerdi("BuildingNumber", nummer).Vaerdi("CityName", p.By).Vaerdi("PostalZone", p.Postnummer).Del("Country", () => x.Vaerdi("IdentificationCode", "DK")));
        x.Del("PartyTaxScheme", () => x.Vaerdi("CompanyID", "DK" + p.Cvr, ("schemeID", "DK:SE")).Del("TaxScheme", () => Momsordning(x)));
        x.Del("PartyLegalEntity", () => x.Vaerdi("RegistrationName", p.Navn).Vaerdi("CompanyID", "DK" + p.Cvr, ("schemeID", "DK:CVR")));
        x.Del("Contact", () => x.Vaerdi("ID", p.Reference).Vaerdi("Name", p.Reference).Vaerdi("ElectronicMail", p.Email));
    }));
}
