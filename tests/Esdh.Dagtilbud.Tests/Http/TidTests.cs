using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Dagtilbud.Tests.Http;

/// <summary>What happens when days pass: a server of its own, since its clock goes on.</summary>
public sealed class TidTests(TidTests.Egen egen) : IClassFixture<TidTests.Egen>
{
    public sealed class Egen : IAsyncLifetime
    {
        public Dagtilbudsserver D { get; } = new();

        public Task InitializeAsync() => D.InitializeAsync();

        public Task DisposeAsync() => D.DisposeAsync();
    }

    private async Task<JsonElement> TilAsync(string sag, Func<JsonElement, bool> er)
    {
        for (var i = 0; i < 1200; i++)
        {
            var kort = await egen.D.KortAsync(sag);
            if (er(kort))
                return kort;
            await Task.Delay(100); // the server looks by itself
        }

        throw new TimeoutException("Nothing happened by itself.");
    }

    [Fact]
    public async Task Et_tilbud_udloeber_af_sig_selv_og_et_garantibrud_haever_tilskuddet_til_det_er_opfyldt()
    {
        var d = egen.D;
        var (hus, gruppe) = await d.HusAsync(2);
        var sag = await d.SoegAsync([hus]);
        await (await d.TilbydAsync(sag, gruppe, frist: d.Idag.AddDays(3))).ForventAsync(HttpStatusCode.OK);
        var tilbud = await d.TilbudAsync(sag);
        var brudt = await d.SoegAsync([hus], oensket: d.Idag, modtaget: d.Idag.AddMonths(-3));
        await d.Administrator.SendAsync("/api/v1/dagtilbud/regler", new
        {
            gaelderFra = d.Idag.AddDays(2), kriterier = new[] { "Garanti", "Anciennitet" }, anciennitet = "Foedselsdato", uafgjort = "FoersteAnsoegning", flestOensker = 3, svardage = 10, vedNej = "MisterAnciennitet", garantienSlutter = true,
        });
        await (await d.Administrator.PostAsync("/api/v1/dagtilbud/regler", new
        {
            gaelderFra = d.Idag.AddDays(2), kriterier = new[] { "Anciennitet" }, anciennitet = "Foedselsdato", uafgjort = "FoersteAnsoegning", flestOensker = 3, svardage = 10, vedNej = "Beholder",
        })).BrydesAsync("DAG-13");
        await (await d.Administrator.PostAsync("/api/v1/dagtilbud/regler", new { kriterier = new[] { "Distrikt" } })).FejlerPaaAsync("gaelderFra", "kriterier", "anciennitet", "uafgjort", "flestOensker", "svardage", "vedNej");
        var side = await d.Server.Anonym().GetStringAsync(new Uri("/dagtilbud/regler", UriKind.Relative));
        Assert.Contains("Børn med et særligt behov, som kommunen har vurderet.", WebUtility.HtmlDecode(side), StringComparison.Ordinal);

        d.Server.Ur.Frem(TimeSpan.FromDays(4));
        var kort = await TilAsync(sag, k => k.GetProperty("stand").GetString() == "Venter");
        Assert.Equal(("Udloebet", JsonValueKind.Null, d.Idag.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), (kort.GetProperty("tilbud")[0].GetProperty("tilstand").GetString(), kort.GetProperty("garantidato").ValueKind, kort.GetProperty("anciennitet").GetString()));
        Assert.Equal("venteliste", await d.TrinAsync(sag));
        await (await d.SvarAsync(sag, tilbud, ja: true)).BrydesAsync("DAG-8");

        var brud = (await TilAsync(brudt, k => k.GetProperty("brud").GetArrayLength() == 1)).GetProperty("brud")[0];
        Assert.Equal("HaevetTilskud", brud.GetProperty("foelge").GetString());
        var garantier = await d.Klient.HentAsync("/api/v1/dagtilbud/garantier");
        Assert.Equal(JsonValueKind.Null, garantier.GetProperty("haevet")[0].GetProperty("til").ValueKind);
        Assert.Contains((await d.Klient.HentAsync($"/api/v1/sager/{brudt}/erindringer")).GetProperty("poster").EnumerateArray(), e => e.GetProperty("titel").GetString()!.Contains("§ 25", StringComparison.Ordinal));
        var sti = $"/api/v1/dagtilbud/ansoegninger/{brudt}/garantibrud/{brud.GetProperty("id").GetString()}";
        await (await d.Klient.PostAsync(sti, new { })).FejlerPaaAsync("foelge", "begrundelse");
        await (await d.Klient.PostAsync(sti, new { foelge = "HaevetTilskud", begrundelse = "Ingen pladser" })).ForventAsync(HttpStatusCode.OK);
        await (await d.TilbydAsync(brudt, gruppe, fra: d.Maaned(1))).ForventAsync(HttpStatusCode.OK);
        await (await d.SvarAsync(brudt, await d.TilbudAsync(brudt), ja: true)).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(d.Maaned(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), (await d.KortAsync(brudt)).GetProperty("brud")[0].GetProperty("opfyldt").GetString());
        await (await d.Klient.PostAsync(sti, new { foelge = "DaekketPrivat", begrundelse = "For sent" })).BrydesAsync("DAG-18");
        var tal = (await d.Klient.HentAsync($"/api/v1/sagsomraadetal?fra={d.Idag.AddMonths(-1):yyyy-MM-dd}&til={d.Idag:yyyy-MM-dd}")).ToString();
        Assert.Contains("dagtilbud-garanti", tal, StringComparison.Ordinal);

        // No: what the local rules of the day say.
        var nej = await d.SoegAsync([hus]);
        await (await d.Klient.PostAsync($"/api/v1/dagtilbud/ansoegninger/{nej}/garantidato", new { })).BrydesAsync("DAG-17");
        await (await d.TilbydAsync(nej, gruppe)).ForventAsync(HttpStatusCode.OK);
        await (await d.SvarAsync(nej, await d.TilbudAsync(nej), ja: false)).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(("venteliste", JsonValueKind.Null), (await d.TrinAsync(nej), (await d.KortAsync(nej)).GetProperty("garantidato").ValueKind));
    }

    [Fact]
    public async Task Et_barn_der_ikke_er_paa_ventelisten_tilbydes_ikke_plads_og_andre_sager_er_ikke_dagtilbud()
    {
        var d = egen.D;
        var (_, gruppe) = await d.HusAsync(1);
        var andet = (await d.Klient.SendAsync("/api/v1/sager", new { titel = "En sag (demonstration)", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        await (await d.TilbydAsync(andet, gruppe)).BrydesAsync("DAG-1");
        await (await d.Klient.GetAsync(new Uri($"/api/v1/dagtilbud/ansoegninger/{andet}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
    }
}
