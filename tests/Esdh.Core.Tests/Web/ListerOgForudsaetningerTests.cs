using Esdh.Core.Web;
using Microsoft.AspNetCore.Http;

namespace Esdh.Core.Tests.Web;

/// <summary>Cursors, page sizes, ETag and If-Match: what a caller sends may be anything.</summary>
[Trait("Database", "nej")]
public sealed class ListerOgForudsaetningerTests
{
    private sealed record Plads(string Titel, Guid Id);

    [Fact]
    public void Et_sidemaerke_kommer_igen_som_det_var()
    {
        var plads = new Plads("Æblegården »12« / ?&=", Guid.CreateVersion7());

        var maerke = Cursor.Encode(plads);

        Assert.Equal(plads, Cursor.Decode<Plads>(maerke));
        Assert.Equal(maerke, Uri.EscapeDataString(maerke));
    }

    [Theory, InlineData("x"), InlineData("%%%"), InlineData("e30x"), InlineData("W10"), InlineData("bnVsbA!"), InlineData("gICA")]
    public void Et_opdigtet_sidemaerke_afvises_med_en_saetning(string maerke)
    {
        var afvist = Assert.Throws<InvalidException>(() => Cursor.Decode<Plads>(maerke));

        Assert.Equal(["efter"], afvist.Errors.Keys);
    }

    [Theory, InlineData(null), InlineData("")]
    public void Uden_sidemaerke_begynder_listen_forfra(string? maerke) => Assert.Null(Cursor.Decode<Plads>(maerke));

    [Theory, InlineData(0), InlineData(-1), InlineData(201), InlineData(int.MaxValue)]
    public void Et_antal_uden_for_graenserne_afvises(int antal) => Assert.Throws<InvalidException>(() => Cursor.PageSize(antal));

    [Fact]
    public void Antallet_er_50_hvis_ingen_siger_andet()
    {
        Assert.Equal(50, Cursor.PageSize(null));
        Assert.Equal(Cursor.MaxPage, Cursor.PageSize(Cursor.MaxPage));
    }

    [Theory, InlineData("", null), InlineData("*", null), InlineData("\"7\"", 7L)]
    public void If_Match_er_frivillig_og_laeses_som_den_ETag_man_fik(string header, long? forventet) =>
        Assert.Equal(forventet, Forespoergsel(header).IfMatch());

    [Theory, InlineData("abc"), InlineData("\"-1\""), InlineData("W/\"7\""), InlineData("\"7\", \"8\""), InlineData("\"99999999999999999999\"")]
    public void En_If_Match_der_ikke_er_vores_afvises(string header) =>
        Assert.Equal(["If-Match"], Assert.Throws<InvalidException>(() => Forespoergsel(header).IfMatch()).Errors.Keys);

    [Fact]
    public void Den_der_har_set_en_aeldre_udgave_afvises()
    {
        Preconditions.Check(7, null);
        Preconditions.Check(7, 7);
        Assert.Throws<StaleException>(() => Preconditions.Check(7, 6));
        Assert.Throws<StaleException>(() => Preconditions.Check(7, 8));
        Assert.Equal("\"7\"", Preconditions.ETag(7));
    }

    private static HttpRequest Forespoergsel(string ifMatch)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.IfMatch = ifMatch;
        return context.Request;
    }
}
