using System.Globalization;
using Esdh.Core;
using Esdh.Sbsys.Web;

namespace Esdh.Sbsys.Tests;

/// <summary>Addresses, dates and bodies as clients write them.</summary>
[Trait("Database", "nej")]
public sealed class WebTests
{
    [Theory]
    [InlineData("/sbsys/api/sag/1", "/sbsys/api/sag/1"), InlineData("/sbsys//api/sag/1", "/sbsys/api/sag/1"), InlineData("/sbsys/api/v10/sag/template", "/sbsys/api/sag/template")]
    [InlineData("/sbsys/api//sag/1", "/sbsys/api/sag/1"), InlineData("/sbsys/api//api/v31/person", "/sbsys/api/person"), InlineData("/SBSYS/API/V9/Sag/1", "/sbsys/api/Sag/1")]
    [InlineData("/sbsys/api/sag/search/", "/sbsys/api/sag/search"), InlineData("/sbsys/docs/v10", "/sbsys/docs/v10"), InlineData("/sbsys/api/v10", "/sbsys/api"), InlineData("/sbsys/apis/1", "/sbsys/apis/1")]
    public void Klienters_maader_at_skrive_en_adresse_paa_er_den_samme(string skrevet, string ment) => Assert.Equal(ment, Adressefilter.Ret(skrevet));

    [Theory]
    [InlineData("2026-11-21T22:37:05.123Z", "2026-11-21T22:37:05.123+00:00"), InlineData("2026-11-21T22:37:05.Z", "2026-11-21T22:37:05.000+00:00"), InlineData("2026-11-21T22:37:05+01:00", "2026-11-21T21:37:05.000+00:00")]
    [InlineData("2026-11-21", "2026-11-20T23:00:00.000+00:00"), InlineData("2026-07-01 08:30:00", "2026-07-01T06:30:00.000+00:00"), InlineData("2026-07-01T08:30", "2026-07-01T06:30:00.000+00:00"), InlineData("21-11-2026", "2026-11-20T23:00:00.000+00:00")]
    [InlineData("0001-01-01T00:00:00+00:00", null), InlineData("1753-01-01", null)]
    public void Datoer_laeses_som_klienter_skriver_dem(string skrevet, string? ment)
    {
        Assert.True(Datoer.TryLaes(skrevet, out var tid));
        Assert.Equal(ment, tid?.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("i morgen"), InlineData("2026-13-01"), InlineData("2026-02-30"), InlineData("2026-01-01T25:00:00Z"), InlineData("2026-01-01T00:00:00+99:00"), InlineData("0000-00-00")]
    public void En_dato_der_ikke_findes_laeses_ikke(string skrevet) => Assert.False(Datoer.TryLaes(skrevet, out _));

    [Fact]
    public void Navne_laeses_uden_forskel_paa_store_og_smaa_og_tomme_vaerdier_er_ikke_givet()
    {
        var k = Krop.Laes("""{"sagsbehandlerid":"7","SAGSTITEL":" Titel ","a":null,"b":"","c":0,"d":"00000000-0000-0000-0000-000000000000","e":"0001-01-01T00:00:00","f":{},"g":[null,{"id":1.0}],"h":true}""");
        Assert.Equal(7, k.Tal("SagsBehandlerID"));
        Assert.Equal("Titel", k.Tekst("SagsTitel"));
        Assert.Null(k.Tekst("A"));
        Assert.Null(k.Tekst("B"));
        Assert.Null(k.Tal("C"));
        Assert.Null(k.Id("D"));
        Assert.Null(k.Tid("E"));
        Assert.NotNull(k.Objekt("F"));
        Assert.Equal(1, Assert.Single(k.Objekter("G")).Tal("Id"));
        Assert.True(k.Flag("H"));
    }

    [Theory]
    [InlineData("", "json"), InlineData("[]", "json"), InlineData("{", "json"), InlineData("""{"a":"x"}""", "a"), InlineData("""{"a":{}}""", "a"), InlineData("""{"a":99999999999}""", "a")]
    public void Det_der_ikke_kan_laeses_afvises_med_navn(string json, string felt)
    {
        var fejl = Assert.Throws<InvalidException>(() => Krop.Laes(json).Tal("a"));
        Assert.Equal(felt, Assert.Single(fejl.Errors).Key);
    }
}
