using System.Xml.Linq;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;

namespace Esdh.Klub.Tests.Faktura;

[Trait("Database", "nej")]
public sealed class FakturafilTests
{
    private static readonly Fakturapart Klub = new("Klubben", "97000018", "9520000000004", "Foreningsvej 1", "9990", "Prøveby", "Sekretariatet", "post@klub.example", "0000", "0000000000");
    private static readonly Fakturapart Medlem = new("Prøveby Kommune & <Søn>", "97000026", "9520000000011", "Rådhuspladsen 3", "9991", "Prøveby", "ESDH-003");

    private static Fakturabillede Billede(Fakturaart art, int moms, params (long Antal, long Pris, int Basis)[] linjer)
    {
        var fulde = linjer.Select((l, i) => new Fakturabilledlinje(i + 1, $"Licens 2026, linje {i + 1}", l.Antal, l.Pris, l.Basis, Klubkroner.Gange(l.Antal, l.Pris, l.Basis), new(2026, 1, 1), new(2026, 12, 31))).ToList();
        var netto = fulde.Sum(l => l.NettoOere);
        var m = Klubkroner.Moms(netto, moms);
        return new(Guid.CreateVersion7(), 42, art, 2026, new(2026, 2, 2), new(2026, 3, 4), Klub, Medlem, fulde, moms, moms == 0 ? "Fritaget for moms" : null, netto, m, netto + m, art == Fakturaart.Kreditnota ? 41 : null, art == Fakturaart.Kreditnota ? new(2026, 1, 15) : null, null, true);
    }

    private static XDocument Skriv(Action<Stream, Fakturabillede> skriv, Fakturabillede billede)
    {
        using var ud = new MemoryStream();
        skriv(ud, billede);
        ud.Position = 0;
        return XDocument.Load(ud);
    }

    public static TheoryData<Fakturaart, int> Slags => new() { { Fakturaart.Faktura, 2500 }, { Fakturaart.Kreditnota, 2500 }, { Fakturaart.Faktura, 0 }, { Fakturaart.Faktura, 1250 } };

    [Theory, MemberData(nameof(Slags))]
    public void Hver_slags_faktura_holder_reglerne(Fakturaart art, int moms)
    {
        // A whole year, ten months of an odd population, a line that takes away, a rounding that hurts.
        var billede = Billede(art, moms, (42_318, 900, 1), (3_807 * 10, 901, 12), (-1, 333, 1), (7, 1, 12));

        Assert.Empty(Ublkontrol.Peppol(Skriv(PeppolFaktura.Skriv, billede)));
        Assert.Empty(Ublkontrol.Oioubl(Skriv(OioublFaktura.Skriv, billede)));
    }

    [Fact]
    public void Kontrollen_ser_hver_fejl_den_er_til_for()
    {
        foreach (var (sti, vaerdi, kode) in new[]
        {
            ("LegalMonetaryTotal/LineExtensionAmount", "1.00", "BR-CO-10"), ("TaxTotal/TaxAmount", "1.00", "BR-CO-14"), ("LegalMonetaryTotal/TaxInclusiveAmount", "1.00", "BR-CO-15"), ("InvoiceLine/LineExtensionAmount", "1.00", "R120"),
            ("TaxTotal/TaxSubtotal/TaxAmount", "1.00", "BR-CO-17"), ("PaymentMeans/PaymentMeansCode", "30", "DK-R-005"), ("AccountingCustomerParty/Party/EndpointID", "9520000000012", "COMMON-R040"), ("CustomizationID", "x", "R004"), ("IssueDate", "2. februar", "BR-03"),
        })
        {
            var dokument = Skriv(PeppolFaktura.Skriv, Billede(Fakturaart.Faktura, 2500, (100, 900, 1)));
            sti.Split('/').Aggregate(dokument.Root!, (her, navn) => her.Elements().First(e => e.Name.LocalName == navn)).Value = vaerdi;
            Assert.Contains(kode, Ublkontrol.Peppol(dokument));
        }

        var forkertOrden = Skriv(PeppolFaktura.Skriv, Billede(Fakturaart.Faktura, 2500, (100, 900, 1)));
        var foerste = forkertOrden.Root!.Elements().First();
        foerste.Remove();
        forkertOrden.Root.Add(foerste);
        Assert.Contains(Ublkontrol.Peppol(forkertOrden), f => f.StartsWith("XSD Invoice", StringComparison.Ordinal));
    }

    [Fact]
    public void Tegn_som_xml_ikke_kan_rumme_kommer_ikke_med()
    {
        var billede = Billede(Fakturaart.Faktura, 2500, (1, 1, 1)) with { Bemaerkning = "Husk\u0001 \ud83d\ude00 <b>\ud800" };
        var note = Skriv(PeppolFaktura.Skriv, billede).Root!.Elements().Single(e => e.Name.LocalName == "Note").Value;
        Assert.Contains("Husk \ud83d\ude00 <b>", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_en_kan_laeses_og_er_ens_hver_gang()
    {
        static byte[] Lav(Fakturabillede b)
        {
            using var ud = new MemoryStream();
            FakturaPdf.Skriv(ud, b);
            return ud.ToArray();
        }

        var billede = Billede(Fakturaart.Faktura, 2500, (42_318, 900, 1));
        Assert.Equal(Lav(billede), Lav(billede));
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(Lav(billede)[..5]), StringComparison.Ordinal);
    }
}
