using Esdh.Core;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Tests.Domaene;

public sealed class SagsurTests
{
    private static readonly Sagsur Servicemaal = new("servicemaal", "Servicemål", 40) { StarterVed = ["oplyst"] };
    private static readonly DateOnly Dag = new(2026, 3, 2); // a Monday

    private static Urstand Start(Sagsur? ur = null) => Urstand.Start(Guid.Empty, ur ?? Servicemaal, (ur ?? Servicemaal).Dage, Dag);

    private static void Brydes(string kode, Action handling) => Assert.Equal(kode, Assert.Throws<RegelbrudException>(handling).Regel.Kode);

    [Fact]
    public void Et_ur_der_lige_er_startet_har_brugt_nul_dage_og_slutter_efter_sine_dage()
    {
        var ur = Start();
        Assert.Equal(0, ur.Brugt(Dag));
        Assert.Equal(new DateOnly(2026, 4, 11), ur.Frist);
    }

    [Fact]
    public void De_dage_uret_staar_stille_laegges_til_fristen_og_taeller_ikke_som_brugt()
    {
        var ur = Start();
        ur.Stop("Ansøger skal sende tegninger.", false, Dag.AddDays(10));
        Assert.Null(ur.Frist);
        Assert.Equal(10, ur.Brugt(Dag.AddDays(30)));
        Assert.Equal(20, ur.GaaVidere(Dag.AddDays(30)));
        Assert.Equal(Dag.AddDays(60), ur.Frist);
        Assert.Equal(15, ur.Brugt(Dag.AddDays(35)));
    }

    [Fact]
    public void Et_ur_kan_staa_stille_flere_gange_men_ikke_stoppes_to_gange_i_traek()
    {
        var ur = Start();
        ur.Stop("Første", false, Dag.AddDays(5));
        Brydes("UR-1", () => ur.Stop("Anden", true, Dag.AddDays(6)));
        ur.GaaVidere(Dag.AddDays(7));
        Brydes("UR-3", () => ur.GaaVidere(Dag.AddDays(8)));
        ur.Stop("Tredje", true, Dag.AddDays(9));
        ur.GaaVidere(Dag.AddDays(12));
        Assert.Equal(Dag.AddDays(45), ur.Frist);
    }

    [Fact]
    public void Et_ur_i_arbejdsdage_taeller_hverken_weekend_eller_helligdage()
    {
        var ur = Start(new("svar", "Svarfrist", 7) { StarterVed = ["modtaget"], Arbejdsdage = true });
        Assert.Equal(new DateOnly(2026, 3, 11), ur.Frist);
        ur.Stop("Venter.", false, new(2026, 3, 6)); // Friday
        Assert.Equal(1, ur.GaaVidere(new(2026, 3, 9))); // Monday
        Assert.Equal(new DateOnly(2026, 3, 12), ur.Frist);
        Assert.Equal(4, ur.Brugt(new(2026, 3, 9)));
    }

    [Fact]
    public void Et_ur_der_slutter_mens_det_staar_stille_har_ikke_brugt_de_dage()
    {
        var ur = Start();
        ur.Stop("Venter.", false, Dag.AddDays(8));
        ur.Afslut(Dag.AddDays(50));
        Assert.Equal(8, ur.Brugt(Dag.AddDays(400)));
        Brydes("UR-2", () => ur.Stop("For sent.", true, Dag.AddDays(51)));
        Brydes("UR-2", () => ur.GaaVidere(Dag.AddDays(51)));
    }

    [Fact]
    public void En_sag_af_en_anden_slags_har_en_anden_frist_ogsaa_mens_uret_staar_stille()
    {
        var ur = Start();
        ur.SaetDage(60);
        Assert.Equal(Dag.AddDays(60), ur.Frist);
        ur.Stop("Venter.", false, Dag.AddDays(1));
        ur.SaetDage(55);
        Assert.Null(ur.Frist);
        ur.GaaVidere(Dag.AddDays(2));
        Assert.Equal(Dag.AddDays(56), ur.Frist);
    }

    [Fact]
    public void Et_ur_der_slutter_samme_dag_som_det_begynder_har_brugt_nul_dage()
    {
        var ur = Start();
        ur.Afslut(Dag);
        ur.Afslut(Dag.AddDays(3));
        Assert.Equal((Dag, 0), (ur.Slut!.Value, ur.Brugt(Dag.AddDays(3))));
        ur.Genaabn();
        Assert.Equal((null, Dag.AddDays(40)), (ur.Slut, ur.Frist));
    }
}
