using Esdh.Sager.Contract;

namespace Esdh.Sager.Tests.Domaene;

public sealed class SagstyperTests
{
    private static readonly Sagstype God = new("proeve", "Prøvesag", 1, new(2026, 1, 1))
    {
        Felter = [new("slags", "Slags", Sagsfelttype.Valg) { Valg = [new("en", "En")] }, new("gaelder", "Gælder", Sagsfelttype.JaNej)],
        Trin = [new("ny", "Ny") { Veje = [new("slut", "Slut")] }, new("slut", "Slut", Trintilstand.Afsluttet)],
        Ure = [new("frist", "Frist", 7) { StarterVed = ["ny"], Felt = "slags", GaelderFelt = "gaelder" }],
    };

    private static Sagstyper Lav(params Sagstype[] typer) => new(typer.Select(t => new Sagstyper.Registreret("proeve", t)));

    [Fact]
    public void En_god_type_har_ingen_fejl() => Assert.Empty(Sagstyper.Fejl(God));

    public static TheoryData<string, Sagstype> Daarlige => new()
    {
        { "key must be", God with { Noegle = "Stor" } },
        { "name must be", God with { Navn = "" } },
        { "numbered from 1", God with { Udgave = 0 } },
        { "is there twice", God with { Trin = [.. God.Trin, God.Trin[1]] } },
        { "no step »andet«", God with { Trin = [new("ny", "Ny") { Veje = [new("andet", "X"), new("slut", "S")] }, God.Trin[1]] } },
        { "no way leads to it", God with { Trin = [.. God.Trin, new("oe", "Ø") { Veje = [new("slut", "S")] }] } },
        { "no way leads on from it", God with { Trin = [new("ny", "Ny"), God.Trin[1]] } },
        { "it ends the case, so no way", God with { Trin = [God.Trin[0], God.Trin[1] with { Veje = [new("ny", "N")] }] } },
        { "begin at and a step that ends", God with { Trin = [God.Trin[0]] } },
        { "demands the field »fejl«", God with { Trin = [God.Trin[0], God.Trin[1] with { Krav = [Trinkrav.Felter("fejl")] }] } },
        { "demands a decision »x«", God with { Trin = [God.Trin[0], God.Trin[1] with { Krav = [Trinkrav.Afgoerelse("x")] }] } },
        { "offers the letter »x«", God with { Trin = [God.Trin[0], God.Trin[1] with { Krav = [Trinkrav.Dokument("Brev", "x")] }] } },
        { "a task needs", God with { Trin = [God.Trin[0] with { Opgaver = [new("", 1)] }, God.Trin[1]] } },
        { "choices belong", God with { Felter = [new("a1", "A") { Valg = [new("en", "En")] }] } },
        { "needs a sentence of help", God with { Felter = [.. God.Felter, new("a1", "A") { Form = "x" }] } },
        { "lower-case letters, digits and underscores", God with { Felter = [.. God.Felter, new("å", "A")] } },
        { "is no field of choices", God with { Ure = [God.Ure[0] with { Felt = "gaelder" }] } },
        { "is no field of yes or no", God with { Ure = [God.Ure[0] with { GaelderFelt = "slags" }] } },
        { "there is no step »x«", God with { Ure = [God.Ure[0] with { SlutterVed = ["x"] }] } },
        { "1 to 3650 days", God with { Ure = [God.Ure[0] with { Dage = 0 }] } },
    };

    [Theory, MemberData(nameof(Daarlige))]
    public void Hver_fejl_naevnes_ved_navn(string ventet, Sagstype type) => Assert.Contains(Sagstyper.Fejl(type), f => f.Contains(ventet, StringComparison.Ordinal));

    [Fact]
    public void En_forkert_type_standser_starten_og_alle_fejl_staar_i_beskeden()
    {
        var fejl = Assert.Throws<InvalidOperationException>(() => Lav(God with { Navn = "", Trin = [] }));
        Assert.Contains("the name must be", fejl.Message, StringComparison.Ordinal);
        Assert.Contains("it needs a step to begin at", fejl.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nye_sager_foelger_den_nyeste_udgave_der_gaelder()
    {
        var typer = Lav(God with { Udgave = 2, GaelderFra = new(2026, 7, 1) }, God);
        Assert.Equal(1, typer.Gaeldende("proeve", new(2026, 6, 30))!.Udgave);
        Assert.Equal(2, typer.Gaeldende("proeve", new(2026, 7, 1))!.Udgave);
        Assert.Equal(1, typer.Gaeldende("proeve", new(2020, 1, 1))!.Udgave);
        Assert.Null(typer.Gaeldende("ukendt", new(2026, 1, 1)));
    }

    [Fact]
    public void To_udgaver_kan_ikke_gaelde_fra_samme_dag_og_to_moduler_ikke_eje_samme_type()
    {
        Assert.Throws<InvalidOperationException>(() => Lav(God, God with { Udgave = 2 }));
        Assert.Throws<InvalidOperationException>(() => Lav(God, God with { GaelderFra = new(2027, 1, 1) }));
        Assert.Throws<InvalidOperationException>(() => new Sagstyper([new("a", God), new("b", God with { Udgave = 2, GaelderFra = new(2027, 1, 1) })]));
    }
}
