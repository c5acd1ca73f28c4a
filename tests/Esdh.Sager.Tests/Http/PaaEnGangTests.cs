using System.Net;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Sager.Handlinger;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>What a caller is told: every wrong field at once, what a date became, and nothing where nothing changed.</summary>
[Collection("sagsserver")]
public sealed class PaaEnGangTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private Task<JsonElement> SagAsync(string? titel = null) => _klient.SendAsync("/api/v1/sager", new { titel = titel ?? Provord.Nyt(), emne = "02.34.02", facet = "G01" });

    [Fact]
    public async Task En_tom_fil_skjuler_ikke_de_andre_forkerte_felter()
    {
        var sag = (await SagAsync()).GetProperty("id").GetString();
        foreach (var (navn, indhold) in new[] { ("tom.txt", ""), ("virus.exe", "MZ") })
            await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", navn, System.Text.Encoding.UTF8.GetBytes(indhold), new { titel = " ", retning = "op", foelsomhed = "Hemmelig", delforloebId = Guid.CreateVersion7() }))
                .FejlerPaaAsync("delforloebId", "fil", "foelsomhed", "retning", "titel");
    }

    [Fact]
    public async Task En_ukendt_oversag_og_status_staar_med_de_andre_felter()
    {
        using var svar = await _klient.PostAsync("/api/v1/sager", new { titel = "", emne = "02.34.02", facet = "G01", oversagId = Guid.CreateVersion7(), statusId = Guid.CreateVersion7() });
        await svar.FejlerPaaAsync("oversagId", "status", "titel");
    }

    [Theory]
    [InlineData("afgoerelser")]
    [InlineData("beslutninger")]
    public async Task Fristen_paa_en_lukkedag_flyttes_til_naeste_arbejdsdag_og_det_siges(string slags)
    {
        var sag = (await SagAsync()).GetProperty("id").GetString();
        var loerdag = DanishTime.Today(server.Services.GetRequiredService<TimeProvider>()).AddDays(14);
        while (loerdag.DayOfWeek != DayOfWeek.Saturday)
            loerdag = loerdag.AddDays(1);

        var svar = await _klient.SendAsync($"/api/v1/sager/{sag}/{slags}", new { art = "Påbud", udvalg = "Teknik", frist = loerdag });

        var frist = DanishCalendar.MoveToWorkday(loerdag);
        Assert.NotEqual(loerdag, frist);
        Assert.Equal(frist.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), svar.GetProperty("frist").GetString());
        Assert.Equal(loerdag.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), svar.GetProperty("flyttetFra").GetString());
        Assert.Equal(frist.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), (await _klient.HentAsync($"/api/v1/sager/{sag}/{slags}"))[0].GetProperty("frist").GetString());
        var igen = await _klient.SendAsync($"/api/v1/sager/{sag}/{slags}", new { art = "Påbud", udvalg = "Teknik", frist });
        Assert.Equal(JsonValueKind.Null, igen.GetProperty("flyttetFra").ValueKind);
    }

    [Fact]
    public async Task Proevenummeret_tages_kun_i_en_demonstration()
    {
        var registry = server.Services.GetRequiredService<AuthorityRegistry>();
        var rigtig = await registry.CreateAsync(new("rigtig", "Rigtig Kommune", "10000009", false), [], CancellationToken.None);
        var fejl = new Errors();
        Assert.Null(fejl.Cvr("", "12345678", rigtig));
        Assert.Equal(["cvr"], Assert.Throws<InvalidException>(fejl.Throw).Errors.Keys);
        Assert.Equal("12345678", new Errors().Cvr("", "12345678", await registry.GetAsync("korsbaek")));
    }

    [Fact]
    public async Task Oversagen_er_den_samme_og_versionen_er_den_samme()
    {
        var (over, sag) = ((await SagAsync()).GetProperty("id").GetString(), await SagAsync());
        var sti = $"/api/v1/sager/{sag.GetProperty("id").GetString()}/oversag";
        using var uden = await _klient.PutAsync(sti, new { });
        Assert.Equal(sag.GetProperty("version").GetInt64(), (await uden.ForventAsync()).GetProperty("version").GetInt64());
        using var sat = await _klient.PutAsync(sti, new { oversag = over });
        using var igen = await _klient.PutAsync(sti, new { oversag = over });
        Assert.Equal((await sat.ForventAsync()).GetProperty("version").GetInt64(), (await igen.ForventAsync()).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Administrationens_overblik_viser_det_man_maa()
    {
        var administrator = WebUtility.HtmlDecode(await server.Som("administrator").GetStringAsync(new Uri("/administration", UriKind.Relative)));
        Assert.Contains("href=\"/administration/brugere\"", administrator, StringComparison.Ordinal);
        Assert.Contains("Hvem der kan logge på, med enhed og roller.", administrator, StringComparison.Ordinal);
        var kontrollant = await server.Som("logkontrollant").GetStringAsync(new Uri("/administration", UriKind.Relative));
        Assert.Contains("href=\"/administration/adgangslog\"", kontrollant, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/administration/brugere\"", kontrollant, StringComparison.Ordinal);
        foreach (var punkt in server.Services.GetServices<Ui.Menupunkt>().Where(p => p.Gruppe == Ui.Menugruppe.System))
            Assert.False(string.IsNullOrWhiteSpace(punkt.Under), punkt.Navn);
    }

    [Fact]
    public async Task Min_dag_kender_to_opfoelgninger_fra_hinanden_og_har_ingen_hoveder_fra_rammevaerket()
    {
        var titel = $"Nabohøring {Provord.Nyt()}";
        var sag = (await SagAsync(titel)).GetProperty("sagsnummer").GetString();
        await _klient.SendAsync($"/api/v1/sager/{sag}/erindringer", new { type = "opfoelgning", dage = 1 });

        using var svar = await _klient.GetAsync(new Uri("/", UriKind.Relative));

        Assert.False(svar.Headers.Contains("blazor-enhanced-nav"));
        Assert.Contains($"/erindringer\">{titel}</a>", WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}
