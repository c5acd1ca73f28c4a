using Esdh.Sager.Domain;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>What a title may hold.</summary>
[Trait("Database", "nej")]
public sealed class TiteltekstTests
{
    [Theory]
    [InlineData("  Carport på Nørregade 1 ", "Carport på Nørregade 1")]
    [InlineData("Første linje\r\nanden\tlinje", "Første linje anden linje")]
    [InlineData("Regning\u202Egnp.exe", "Regninggnp.exe")]
    [InlineData("Nul\u0000 og klokke\u0007", "Nul og klokke")]
    [InlineData("Skilt 👩\u200D🔧", "Skilt 👩\u200D🔧")]
    public void En_titel_er_en_linje_af_det_man_kan_se(string skrevet, string titel) => Assert.Equal(titel, Titeltekst.Ren(skrevet));

    [Theory]
    [InlineData("Sag om 010190-1234", "Sag om 010190-••••")]
    [InlineData("Sag om 010190 1234 og hegn", "Sag om 010190 •••• og hegn")]
    [InlineData("Faktura 0101901234", "Faktura 0101901234")]
    [InlineData("Sag 02.34.02-G01-17-26", "Sag 02.34.02-G01-17-26")]
    public void Et_personnummer_staar_ikke_i_en_titel(string skrevet, string titel) => Assert.Equal(titel, Titeltekst.Ren(skrevet));

    [Theory]
    [InlineData(null)]
    [InlineData(" \n ")]
    [InlineData("\u202E\u200B")]
    public void En_titel_uden_noget_at_se_er_tom(string? skrevet) => Assert.True(Titeltekst.ErTom(skrevet));
}
