using Esdh.Klub.Domain;

namespace Esdh.Klub.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class KoereplanTests
{
    [Fact]
    public void Rapporten_taeller_som_en_handlingsplan()
    {
        var alle = Enumerable.Repeat((Initiativstand.Igang, (Initiativfarve?)Initiativfarve.Groen), 21).Concat(Enumerable.Repeat((Initiativstand.Igang, (Initiativfarve?)Initiativfarve.Gul), 7))
            .Concat(Enumerable.Repeat((Initiativstand.IkkeIgangsat, (Initiativfarve?)null), 3)).Append((Initiativstand.Udgaaet, Initiativfarve.Roed));
        Assert.Equal(new(31, 28, 21, 7, 0, 3, 0, 1), Halvaarstal.Tael(alle));
    }

    [Fact]
    public void Halvaar_regnes_hen_over_nytaar()
    {
        Assert.Equal((20262, 20271), (Halvaar.Af(new(2026, 12, 31)), Halvaar.Af(new(2027, 1, 1))));
        Assert.Equal((20261, 20262), (Halvaar.Forrige(20262), Halvaar.Forrige(20271)));
        Assert.Equal("andet halvår 2026", Halvaar.Navn(20262));
    }

    [Fact]
    public void Tendensen_er_mod_sidste_rapport()
    {
        Assert.Equal(Tendens.Bedre, Halvaar.Retning(Initiativfarve.Groen, Initiativfarve.Gul));
        Assert.Equal(Tendens.Daarligere, Halvaar.Retning(Initiativfarve.Roed, Initiativfarve.Gul));
        Assert.Equal(Tendens.Uaendret, Halvaar.Retning(Initiativfarve.Gul, Initiativfarve.Gul));
        Assert.Null(Halvaar.Retning(Initiativfarve.Gul, null));
    }

    [Fact]
    public void Kalenderen_har_korte_linjer_hele_dage_og_ingen_fremmede_felter()
    {
        var tekst = Kalender.Skriv("Klubben", new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero), [new("a", new(2026, 12, 31), "Æble; pære,\r\nBEGIN:VEVENT " + new string('ø', 100), "x\\y")]);
        Assert.All(tekst.Split("\r\n"), l => Assert.True(System.Text.Encoding.UTF8.GetByteCount(l) <= 75));
        Assert.Equal(2, tekst.Split("BEGIN:VEVENT").Length - 1); // one is text
        Assert.Single(tekst.Split("\r\n"), l => l == "BEGIN:VEVENT");
        Assert.Contains("DTEND;VALUE=DATE:20270101", tekst, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Æble\\; pære\\,\\nBEGIN:VEVENT", tekst, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", tekst.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Lignende_oensker_findes_ogsaa_med_andre_boejninger_og_sammensaetninger()
    {
        (string, string)[] oensker =
        [
            ("a", "Kortvisning af byggesager. Åbne sager på et kort med matrikler."), ("b", "Digital underskrift direkte fra sagen. Send et udkast til underskrift."), ("c", "Påmind part, før uret stoppes."), ("d", "Tal til tekst: dikter journalnotater."),
        ];
        Assert.Equal("a", Lighed.Find("Vis byggesagerne på et kort", oensker, 3)[0].Ting);
        Assert.Equal("b", Lighed.Find("Underskrifter digitalt", oensker, 3)[0].Ting);
        Assert.Empty(Lighed.Find("Parkeringspladser til cykler", oensker, 3));
        Assert.Empty(Lighed.Find("og eller det", oensker, 3));
    }
}
