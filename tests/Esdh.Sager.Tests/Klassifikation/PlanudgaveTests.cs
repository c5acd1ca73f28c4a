using Esdh.Sager.Domain.Klassifikation;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Klassifikation;

/// <summary>When a version of the subject plan may be switched on.</summary>
[Trait("Database", "nej")]
public sealed class PlanudgaveTests
{
    private static readonly DateOnly Idag = new(2026, 5, 4);

    [Fact]
    public void En_udgave_tages_i_brug_fra_i_dag_eller_senere_og_kan_fortrydes_til_dagen_kommer()
    {
        var udgave = Ny();

        udgave.SaetIKraft(Idag.AddDays(10), Idag);
        udgave.SaetIKraft(null, Idag);
        udgave.SaetIKraft(Idag, Idag);

        Assert.Equal(Idag, udgave.GaelderFra);
    }

    [Fact]
    public void En_udgave_tages_ikke_i_brug_tilbage_i_tiden() =>
        AssertRegel.Brydes(EmneplanRegler.GaelderFremad, () => Ny().SaetIKraft(Idag.AddDays(-1), Idag));

    [Fact]
    public void En_udgave_i_kraft_aendres_og_slettes_ikke()
    {
        var udgave = Ny();
        udgave.SaetIKraft(Idag, Idag);

        AssertRegel.Brydes(EmneplanRegler.IKraftAendresIkke, () => udgave.SaetIKraft(null, Idag));
        AssertRegel.Brydes(EmneplanRegler.IKraftAendresIkke, () => udgave.KraevIkkeIKraft(Idag));
    }

    [Fact]
    public void En_udgave_der_ikke_er_laest_helt_ind_tages_ikke_i_brug()
    {
        var udgave = Ny();
        udgave.Faerdig = false;

        AssertRegel.Brydes(EmneplanRegler.ErLaestHelt, () => udgave.SaetIKraft(Idag, Idag));
        udgave.KraevIkkeIKraft(Idag);
    }

    private static Planudgave Ny() => new() { Titel = "Opdigtet", Udgivet = new(2026, 5, 1) };
}
