using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Reminders over REST, on the real server.</summary>
[Collection("organisationsserver")]
public sealed class ErindringerTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private async Task<string> NySagAsync() =>
        (await _klient.SendAsync("/api/v1/sager", new { titel = "Prøvesag", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private async Task<string> OpretAsync(string sag, object? erindring = null) =>
        (await _klient.SendAsync($"/api/v1/sager/{sag}/erindringer", erindring ?? new { type = "opfoelgning" })).GetProperty("id").GetString()!;

    private Task<JsonElement> HentAsync(string id) => _klient.HentAsync($"/api/v1/erindringer/{id}");

    private DateOnly Idag() => Core.Calendar.DanishTime.Today(server.Ur);

    private static DateOnly Dato(JsonElement e, string felt) => DateOnly.Parse(e.GetProperty(felt).GetString()!, null);

    [Fact]
    public async Task Typen_giver_navn_frist_og_hvornaar_den_viser_sig()
    {
        var e = await HentAsync(await OpretAsync(await NySagAsync()));

        Assert.Equal("Opfølgning", e.GetProperty("titel").GetString());
        Assert.Equal(Core.Calendar.DanishCalendar.MoveToWorkday(Idag().AddDays(14)), Dato(e, "frist"));
        Assert.Equal(Dato(e, "frist").AddDays(-3), Dato(e, "synligFra"));
    }

    [Fact]
    public async Task En_frist_paa_en_loerdag_flytter_og_svaret_siger_det()
    {
        var sag = await NySagAsync();
        var loerdag = Idag().AddDays(1);
        while (loerdag.DayOfWeek != DayOfWeek.Saturday)
            loerdag = loerdag.AddDays(1);

        var svar = await _klient.SendAsync($"/api/v1/sager/{sag}/erindringer", new { type = "svarfrist", titel = "Svar", frist = loerdag });

        Assert.Equal(loerdag, Dato(svar, "flyttetFra"));
        Assert.Equal(Core.Calendar.DanishCalendar.MoveToWorkday(loerdag), Dato(svar, "frist"));
    }

    [Fact]
    public async Task Flyt_klar_og_fortryd()
    {
        var id = await OpretAsync(await NySagAsync());
        var ny = Core.Calendar.DanishCalendar.MoveToWorkday(Idag().AddDays(40));

        await (await _klient.PatchAsync($"/api/v1/erindringer/{id}", new { frist = ny })).ForventAsync(HttpStatusCode.OK);
        await _klient.SendAsync($"/api/v1/erindringer/{id}/klaring", new { });
        await (await _klient.PostAsync($"/api/v1/erindringer/{id}/klaring", new { })).BrydesAsync("ERI-1");
        await (await _klient.PatchAsync($"/api/v1/erindringer/{id}", new { titel = "Ny" })).BrydesAsync("ERI-1");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/erindringer/{id}/klaring", UriKind.Relative))).ForventAsync(HttpStatusCode.OK);
        await (await _klient.DeleteAsync(new Uri($"/api/v1/erindringer/{id}/klaring", UriKind.Relative))).BrydesAsync("ERI-2");

        var e = await HentAsync(id);
        Assert.Equal(ny, Dato(e, "frist"));
        Assert.Equal(ny.AddDays(-3), Dato(e, "synligFra"));
        Assert.Equal(JsonValueKind.Null, e.GetProperty("afsluttet").ValueKind);
    }

    [Fact]
    public async Task Den_der_faar_en_erindring_faar_ogsaa_lov_at_se_sagen()
    {
        var sag = await NySagAsync();
        var id = await OpretAsync(sag);
        var kollega = server.Som("kollega");
        await (await kollega.GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);

        await (await _klient.PatchAsync($"/api/v1/erindringer/{id}", new { ansvarligId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega") })).ForventAsync(HttpStatusCode.OK);

        await kollega.HentAsync($"/api/v1/sager/{sag}");
        Assert.Contains((await kollega.HentAsync("/api/v1/erindringer?antal=200")).GetProperty("poster").EnumerateArray(), e => e.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task Forkerte_felter_naevnes()
    {
        var sag = await NySagAsync();

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/erindringer", new { type = "findes-ikke", titel = new string('t', 201), frist = Idag().AddDays(-1) })).FejlerPaaAsync("type", "titel", "frist");
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/erindringer", new { type = "svarfrist", frist = "2055-01-01" })).FejlerPaaAsync("frist");
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/erindringer", new { type = "svarfrist", synligFra = Idag().AddDays(60) })).FejlerPaaAsync("synligFra");
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/erindringer", new { type = "svarfrist", ansvarligId = Guid.CreateVersion7() })).FejlerPaaAsync("ansvarligId");
    }

    [Fact]
    public async Task Egne_aabne_erindringer_kommer_efter_frist_i_sider()
    {
        var sag = await NySagAsync();
        foreach (var dage in new[] { 30, 10, 20 })
            await OpretAsync(sag, new { type = "opfoelgning", dage });

        var side = await _klient.HentAsync($"/api/v1/sager/{sag}/erindringer?antal=2");
        var rest = await _klient.HentAsync($"/api/v1/sager/{sag}/erindringer?antal=2&efter={side.GetProperty("naeste").GetString()}");

        var frister = side.GetProperty("poster").EnumerateArray().Concat(rest.GetProperty("poster").EnumerateArray()).Select(e => Dato(e, "frist")).ToList();
        Assert.Equal(3, frister.Count);
        Assert.Equal(frister.Order(), frister);
    }

    [Fact]
    public async Task Kun_administratoren_retter_erindringstyper()
    {
        var administrator = server.Som("administrator");
        var noegle = "proeve-" + Guid.CreateVersion7().ToString("N")[^8..];
        var ny = new { noegle, navn = "Prøvefrist", fristdage = 7, synligdage = 2, iArbejdsdage = true };

        await (await _klient.PostAsync("/api/v1/erindringstyper", ny)).ForventAsync(HttpStatusCode.Forbidden);
        await (await administrator.PostAsync("/api/v1/erindringstyper", ny)).ForventAsync(HttpStatusCode.Created);
        await (await administrator.PostAsync("/api/v1/erindringstyper", ny)).FejlerPaaAsync("noegle");
        await (await administrator.PostAsync("/api/v1/erindringstyper", new { noegle = "Æ Ø", navn = "", fristdage = -1 })).FejlerPaaAsync("noegle", "navn", "fristdage", "synligdage");

        var e = await HentAsync(await OpretAsync(await NySagAsync(), new { type = noegle }));
        Assert.Equal(Core.Calendar.DanishCalendar.MoveToWorkday(Core.Calendar.DanishCalendar.AddWorkdays(Idag(), 7)), Dato(e, "frist"));
    }
}
