using System.Globalization;
using System.Xml.Linq;

namespace Esdh.Klub.Tests.Faktura;

/// <summary>
/// The rules of EN 16931 and Peppol BIS Billing 3.0 that a licence invoice can break, and UBL 2.1's order of elements, as a checker of our own: each fault begins with the code of its rule.
/// </summary>
internal static class Ublkontrol
{
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    /// <summary>Children in the schema's order, of the elements in use.</summary>
    private static readonly Dictionary<string, string[]> Orden = new(StringComparer.Ordinal)
    {
        ["Invoice"] =
        [
            "UBLVersionID", "CustomizationID", "ProfileID", "ProfileExecutionID", "ID", "CopyIndicator", "UUID", "IssueDate", "IssueTime", "DueDate", "InvoiceTypeCode", "Note", "TaxPointDate", "DocumentCurrencyCode", "TaxCurrencyCode",
            "PricingCurrencyCode", "PaymentCurrencyCode", "PaymentAlternativeCurrencyCode", "AccountingCostCode", "AccountingCost", "LineCountNumeric", "BuyerReference", "InvoicePeriod", "OrderReference", "BillingReference",
            "DespatchDocumentReference", "ReceiptDocumentReference", "StatementDocumentReference", "OriginatorDocumentReference", "ContractDocumentReference", "AdditionalDocumentReference", "ProjectReference", "Signature",
            "AccountingSupplierParty", "AccountingCustomerParty", "PayeeParty", "BuyerCustomerParty", "SellerSupplierParty", "TaxRepresentativeParty", "Delivery", "DeliveryTerms", "PaymentMeans", "PaymentTerms", "PrepaidPayment",
            "AllowanceCharge", "TaxExchangeRate", "PricingExchangeRate", "PaymentExchangeRate", "PaymentAlternativeExchangeRate", "TaxTotal", "WithholdingTaxTotal", "LegalMonetaryTotal", "InvoiceLine",
        ],
        ["CreditNote"] =
        [
            "UBLVersionID", "CustomizationID", "ProfileID", "ProfileExecutionID", "ID", "CopyIndicator", "UUID", "IssueDate", "IssueTime", "TaxPointDate", "CreditNoteTypeCode", "Note", "DocumentCurrencyCode", "TaxCurrencyCode",
            "PricingCurrencyCode", "PaymentCurrencyCode", "PaymentAlternativeCurrencyCode", "AccountingCostCode", "AccountingCost", "LineCountNumeric", "BuyerReference", "InvoicePeriod", "DiscrepancyResponse", "OrderReference", "BillingReference",
            "DespatchDocumentReference", "ReceiptDocumentReference", "ContractDocumentReference", "AdditionalDocumentReference", "StatementDocumentReference", "OriginatorDocumentReference", "Signature", "AccountingSupplierParty",
            "AccountingCustomerParty", "PayeeParty", "BuyerCustomerParty", "SellerSupplierParty", "TaxRepresentativeParty", "Delivery", "DeliveryTerms", "PaymentMeans", "PaymentTerms", "TaxExchangeRate", "PricingExchangeRate",
            "PaymentExchangeRate", "PaymentAlternativeExchangeRate", "AllowanceCharge", "TaxTotal", "LegalMonetaryTotal", "CreditNoteLine",
        ],
        ["Party"] = ["EndpointID", "IndustryClassificationCode", "PartyIdentification", "PartyName", "Language", "PostalAddress", "PhysicalLocation", "PartyTaxScheme", "PartyLegalEntity", "Contact", "Person"],
        ["PostalAddress"] = ["ID", "AddressTypeCode", "AddressFormatCode", "Postbox", "Floor", "Room", "StreetName", "AdditionalStreetName", "BlockName", "BuildingName", "BuildingNumber", "InhouseMail", "Department", "CityName", "PostalZone", "CountrySubentity", "Country"],
        ["PartyTaxScheme"] = ["RegistrationName", "CompanyID", "TaxLevelCode", "ExemptionReasonCode", "ExemptionReason", "RegistrationAddress", "TaxScheme"],
        ["PartyLegalEntity"] = ["RegistrationName", "CompanyID", "CompanyLegalForm", "RegistrationAddress"],
        ["Contact"] = ["ID", "Name", "Telephone", "Telefax", "ElectronicMail"],
        ["InvoicePeriod"] = ["StartDate", "StartTime", "EndDate", "EndTime"],
        ["InvoiceDocumentReference"] = ["ID", "CopyIndicator", "UUID", "IssueDate"],
        ["PaymentMeans"] = ["ID", "PaymentMeansCode", "PaymentDueDate", "PaymentChannelCode", "InstructionID", "InstructionNote", "PaymentID", "CardAccount", "PayerFinancialAccount", "PayeeFinancialAccount"],
        ["PayeeFinancialAccount"] = ["ID", "Name", "AliasName", "AccountTypeCode", "AccountFormatCode", "CurrencyCode", "PaymentNote", "FinancialInstitutionBranch"],
        ["TaxTotal"] = ["TaxAmount", "RoundingAmount", "TaxEvidenceIndicator", "TaxIncludedIndicator", "TaxSubtotal"],
        ["TaxSubtotal"] = ["TaxableAmount", "TaxAmount", "CalculationSequenceNumeric", "TransactionCurrencyTaxAmount", "Percent", "TaxCategory"],
        ["TaxCategory"] = ["ID", "Name", "Percent", "BaseUnitMeasure", "PerUnitAmount", "TaxExemptionReasonCode", "TaxExemptionReason", "TaxScheme"],
        ["ClassifiedTaxCategory"] = ["ID", "Name", "Percent", "TaxExemptionReasonCode", "TaxExemptionReason", "TaxScheme"],
        ["TaxScheme"] = ["ID", "Name", "TaxTypeCode"],
        ["LegalMonetaryTotal"] = ["LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "AllowanceTotalAmount", "ChargeTotalAmount", "PrepaidAmount", "PayableRoundingAmount", "PayableAmount"],
        ["InvoiceLine"] = ["ID", "UUID", "Note", "InvoicedQuantity", "LineExtensionAmount", "TaxPointDate", "AccountingCostCode", "AccountingCost", "InvoicePeriod", "OrderLineReference", "DocumentReference", "AllowanceCharge", "TaxTotal", "Item", "Price"],
        ["CreditNoteLine"] = ["ID", "UUID", "Note", "CreditedQuantity", "LineExtensionAmount", "TaxPointDate", "AccountingCostCode", "AccountingCost", "InvoicePeriod", "OrderLineReference", "DocumentReference", "TaxTotal", "AllowanceCharge", "Item", "Price"],
        ["Item"] = ["Description", "PackQuantity", "PackSizeNumeric", "CatalogueIndicator", "Name", "BuyersItemIdentification", "SellersItemIdentification", "StandardItemIdentification", "ClassifiedTaxCategory"],
        ["Price"] = ["PriceAmount", "BaseQuantity", "PriceChangeReason", "PriceTypeCode", "PriceType", "OrderableUnitFactorRate", "AllowanceCharge"],
    };

    /// <summary>What is wrong by the schema: order, doubles, empty elements.</summary>
    public static List<string> Struktur(XDocument dokument)
    {
        List<string> fejl = [];
        foreach (var e in dokument.Descendants())
        {
            if (!e.HasElements && string.IsNullOrWhiteSpace(e.Value))
                fejl.Add($"R008 {e.Name.LocalName} er tomt");
            if (e.HasElements && e.Elements().Count() > 1)
            {
                if (!Orden.TryGetValue(e.Name.LocalName, out var orden))
                {
                    fejl.Add($"XSD {e.Name.LocalName} har ingen kendt orden");
                    continue;
                }

                var pladser = e.Elements().Select(b => Array.IndexOf(orden, b.Name.LocalName)).ToList();
                fejl.AddRange(e.Elements().Where((_, i) => pladser[i] < 0).Select(b => $"XSD {b.Name.LocalName} kan ikke stå i {e.Name.LocalName}"));
                if (!pladser.SequenceEqual(pladser.Order()))
                    fejl.Add($"XSD {e.Name.LocalName}: {string.Join(", ", e.Elements().Select(b => b.Name.LocalName))}");
                fejl.AddRange(e.Elements().Where(b => !b.Name.LocalName.EndsWith("Line", StringComparison.Ordinal)).GroupBy(b => b.Name).Where(g => g.Count() > 1).Select(g => $"XSD {g.Key.LocalName} står {g.Count()} gange i {e.Name.LocalName}"));
            }
        }

        return fejl;
    }

    public static List<string> Peppol(XDocument dokument)
    {
        var rod = dokument.Root!;
        var erFaktura = rod.Name.LocalName == "Invoice";
        var fejl = Struktur(dokument);
        void Kraev(bool opfyldt, string kode)
        {
            if (!opfyldt)
                fejl.Add(kode);
        }

        string? V(XElement? e, params string[] sti) => sti.Aggregate(e, (her, navn) => her?.Element((char.IsUpper(navn[0]) && her.Element(Cbc + navn) is not null ? Cbc : Cac) + navn))?.Value;
        decimal D(XElement? e, params string[] sti) => decimal.TryParse(V(e, sti), NumberStyles.Number, CultureInfo.InvariantCulture, out var d) ? d : decimal.MinValue;
        bool Dag(string? t) => DateOnly.TryParseExact(t, "yyyy-MM-dd", out _);

        Kraev(V(rod, "CustomizationID") == "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "R004");
        Kraev(V(rod, "ProfileID") == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "R001");
        Kraev(V(rod, "ID") is { Length: > 0 }, "BR-02");
        Kraev(Dag(V(rod, "IssueDate")), "BR-03");
        Kraev(erFaktura ? V(rod, "InvoiceTypeCode") == "380" : V(rod, "CreditNoteTypeCode") == "381", "BR-04");
        Kraev(V(rod, "DocumentCurrencyCode") == "DKK", "BR-05");
        Kraev(V(rod, "BuyerReference") is { Length: > 0 }, "R003");
        Kraev(!erFaktura || Dag(V(rod, "DueDate")) || V(rod, "PaymentTerms", "Note") is not null, "BR-CO-25");
        Kraev(rod.Elements(Cbc + "Note").Count() <= 1, "R002");
        foreach (var periode in rod.Descendants(Cac + "InvoicePeriod"))
            Kraev(string.CompareOrdinal(V(periode, "StartDate"), V(periode, "EndDate")) <= 0, "BR-29");
        var hele = rod.Element(Cac + "InvoicePeriod");
        foreach (var linje in rod.Elements().Where(e => e.Name.LocalName.EndsWith("Line", StringComparison.Ordinal)).Select(e => e.Element(Cac + "InvoicePeriod")).OfType<XElement>())
            Kraev(string.CompareOrdinal(V(linje, "StartDate"), V(hele, "StartDate")) >= 0 && string.CompareOrdinal(V(linje, "EndDate"), V(hele, "EndDate")) <= 0, "R110");
        foreach (var (side, regel) in new[] { ("AccountingSupplierParty", "R020"), ("AccountingCustomerParty", "R010") })
        {
            var part = rod.Element(Cac + side)?.Element(Cac + "Party");
            var adresse = part?.Element(Cbc + "EndpointID");
            Kraev(adresse?.Attribute("schemeID")?.Value is "0088" or "0184" or "0096" or "0198", regel);
            if (adresse?.Attribute("schemeID")?.Value == "0088")
                Kraev(adresse.Value.Length == 13 && adresse.Value.All(char.IsAsciiDigit) && adresse.Value.Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0, "COMMON-R040");
            Kraev(V(part, "PartyLegalEntity", "RegistrationName") is { Length: > 0 }, "BR-06/07");
            Kraev(V(part, "PostalAddress", "Country", "IdentificationCode") == "DK", "BR-09/11");
            var cvr = part?.Element(Cac + "PartyLegalEntity")?.Element(Cbc + "CompanyID");
            Kraev(cvr?.Attribute("schemeID")?.Value == "0184", "DK-R-014/017");
            Kraev(cvr?.Value is { Length: 10 } c && c.StartsWith("DK", StringComparison.Ordinal) && c[2..].All(char.IsAsciiDigit), "COMMON-R042");
            Kraev(part?.Element(Cac + "PartyIdentification")?.Element(Cbc + "ID")?.Attribute("schemeID") is not null, "DK-R-013");
            Kraev(V(part, "PartyTaxScheme", "CompanyID")?.StartsWith("DK", StringComparison.Ordinal) == true, "BR-CO-09");
        }

        var betaling = rod.Element(Cac + "PaymentMeans");
        if (erFaktura)
        {
            Kraev(V(betaling, "PaymentMeansCode") is "1" or "10" or "31" or "42" or "48" or "49" or "50" or "58" or "59" or "93" or "97", "DK-R-005");
            Kraev(V(betaling, "PaymentMeansCode") is not ("31" or "42") || (V(betaling, "PayeeFinancialAccount", "ID") is not null && V(betaling, "PayeeFinancialAccount", "FinancialInstitutionBranch", "ID") is not null), "DK-R-006");
        }
        else
        {
            Kraev(D(rod, "LegalMonetaryTotal", "PayableAmount") >= 0, "DK-R-016");
        }

        foreach (var beloeb in rod.Descendants().Where(e => e.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal)))
        {
            Kraev(beloeb.Attribute("currencyID")?.Value == "DKK", "R051");
            Kraev(beloeb.Value.Split('.') is not [_, { Length: > 2 }], "BR-DEC");
        }

        var linjer = rod.Elements(Cac + (erFaktura ? "InvoiceLine" : "CreditNoteLine")).ToList();
        Kraev(linjer.Count > 0, "BR-16");
        Kraev(linjer.Select(l => V(l, "ID")).Distinct().Count() == linjer.Count, "BR-21");
        foreach (var l in linjer)
        {
            var antal = l.Element(Cbc + (erFaktura ? "InvoicedQuantity" : "CreditedQuantity"));
            Kraev(antal is not null, "BR-22");
            Kraev(antal?.Attribute("unitCode")?.Value is "C62" or "EA", "BR-23");
            Kraev(V(l, "Item", "Name") is { Length: > 0 }, "BR-25");
            Kraev(D(l, "Price", "PriceAmount") >= 0, "BR-27");
            var basis = l.Element(Cac + "Price")?.Element(Cbc + "BaseQuantity");
            Kraev(basis is null || basis.Attribute("unitCode")?.Value == antal?.Attribute("unitCode")?.Value, "R130");
            var n = basis is null ? 1 : decimal.Parse(basis.Value, CultureInfo.InvariantCulture);
            Kraev(n > 0, "R121");
            Kraev(Math.Abs(D(l, "LineExtensionAmount") - (decimal.Parse(antal?.Value ?? "0", CultureInfo.InvariantCulture) * D(l, "Price", "PriceAmount") / n)) <= 0.02m, "R120");
            Kraev(V(l, "Item", "ClassifiedTaxCategory", "ID") is "S" or "E", "BR-CO-04");
        }

        var i = rod.Element(Cac + "LegalMonetaryTotal");
        var moms = rod.Element(Cac + "TaxTotal");
        var deler = moms?.Elements(Cac + "TaxSubtotal").ToList() ?? [];
        Kraev(deler.Count > 0, "BR-CO-18");
        Kraev(D(i, "LineExtensionAmount") == linjer.Sum(l => D(l, "LineExtensionAmount")), "BR-CO-10");
        Kraev(D(i, "TaxExclusiveAmount") == D(i, "LineExtensionAmount"), "BR-CO-13");
        Kraev(D(moms, "TaxAmount") == deler.Sum(d => D(d, "TaxAmount")), "BR-CO-14");
        Kraev(D(i, "TaxInclusiveAmount") == D(i, "TaxExclusiveAmount") + D(moms, "TaxAmount"), "BR-CO-15");
        Kraev(D(i, "PayableAmount") == D(i, "TaxInclusiveAmount"), "BR-CO-16");
        foreach (var d in deler)
        {
            var kategori = d.Element(Cac + "TaxCategory");
            Kraev(D(d, "TaxAmount") == decimal.Round(D(d, "TaxableAmount") * D(kategori, "Percent") / 100, 2, MidpointRounding.AwayFromZero), "BR-CO-17");
            Kraev(D(d, "TaxableAmount") == linjer.Where(l => V(l, "Item", "ClassifiedTaxCategory", "ID") == V(kategori, "ID") && D(l, "Item", "ClassifiedTaxCategory", "Percent") == D(kategori, "Percent")).Sum(l => D(l, "LineExtensionAmount")), "BR-S-08/BR-E-08");
            Kraev(V(kategori, "TaxScheme", "ID") == "VAT", "BR-45");
            Kraev(V(kategori, "ID") switch { "S" => D(kategori, "Percent") > 0 && V(kategori, "TaxExemptionReason") is null, "E" => D(kategori, "Percent") == 0 && V(kategori, "TaxExemptionReason") is not null, _ => false }, "BR-S-05/BR-E-10");
        }

        return fejl;
    }

    /// <summary>OIOUBL 2.1: its own words for the same, and tax as <c>TaxExclusiveAmount</c>.</summary>
    public static List<string> Oioubl(XDocument dokument)
    {
        var rod = dokument.Root!;
        var fejl = Struktur(dokument);
        decimal D(XElement? e, string navn) => decimal.Parse(e!.Element(Cbc + navn)!.Value, CultureInfo.InvariantCulture);
        void Kraev(bool opfyldt, string hvad)
        {
            if (!opfyldt)
                fejl.Add(hvad);
        }

        Kraev(rod.Element(Cbc + "UBLVersionID")?.Value == "2.1" && rod.Element(Cbc + "CustomizationID")?.Value == "OIOUBL-2.1", "version");
        Kraev(rod.Element(Cbc + "ProfileID")?.Value == "urn:www.nesubl.eu:profiles:profile5:ver2.0", "profil");
        Kraev(rod.Element(Cac + "OrderReference")?.Element(Cbc + "ID")?.Value is { Length: > 0 }, "ordrereference");
        foreach (var part in rod.Descendants(Cac + "Party"))
        {
            var adresse = part.Element(Cbc + "EndpointID")!;
            Kraev(adresse.Attribute("schemeID")?.Value == "GLN" && adresse.Attribute("schemeAgencyID")?.Value == "9" && adresse.Value.Length == 13, "GLN");
            Kraev(part.Element(Cac + "PartyLegalEntity")?.Element(Cbc + "CompanyID") is { } c && c.Attribute("schemeID")?.Value == "DK:CVR" && c.Value.StartsWith("DK", StringComparison.Ordinal), "CVR");
            Kraev(part.Element(Cac + "Contact")?.Element(Cbc + "ID") is not null, "kontakt");
            Kraev(part.Element(Cac + "PostalAddress")?.Element(Cbc + "AddressFormatCode")?.Value == "StructuredLax", "adresseformat");
        }

        var i = rod.Element(Cac + "LegalMonetaryTotal");
        var moms = D(rod.Element(Cac + "TaxTotal"), "TaxAmount");
        var linjer = rod.Elements().Where(e => e.Name.LocalName.EndsWith("Line", StringComparison.Ordinal)).ToList();
        Kraev(D(i, "LineExtensionAmount") == linjer.Sum(l => D(l, "LineExtensionAmount")), "linjesum");
        Kraev(D(i, "TaxExclusiveAmount") == moms, "TaxExclusiveAmount er momsen");
        Kraev(linjer.Sum(l => D(l.Element(Cac + "TaxTotal"), "TaxAmount")) == moms, "linjemoms");
        Kraev(D(i, "PayableAmount") == D(i, "LineExtensionAmount") + moms && D(i, "PayableAmount") == D(i, "TaxInclusiveAmount"), "at betale");
        Kraev(linjer.TrueForAll(l => Math.Abs(D(l, "LineExtensionAmount") - (D(l, l.Name.LocalName == "InvoiceLine" ? "InvoicedQuantity" : "CreditedQuantity") * D(l.Element(Cac + "Price"), "PriceAmount") / D(l.Element(Cac + "Price"), "BaseQuantity"))) <= 0.02m), "linjebeløb");
        return fejl;
    }
}
