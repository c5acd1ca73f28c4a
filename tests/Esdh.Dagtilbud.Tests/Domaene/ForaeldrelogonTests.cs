using Esdh.Core.Identity;
using Esdh.Dagtilbud.Contract.Logon;
using Esdh.Dagtilbud.Foraeldre;
using Esdh.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Esdh.Dagtilbud.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class ForaeldrelogonTests
{
    private sealed class Miljoe(string navn) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = navn;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private sealed class Maegler : IForaeldrelogon
    {
        public string Noegle => "mitid";

        public string Navn => "MitID";

        public Task<IResult> BegyndAsync(HttpContext context, string svaradresse, CancellationToken ct) => Task.FromResult(Results.Ok());

        public Task<Foraeldrelegitimation?> AfslutAsync(HttpContext context, CancellationToken ct) => Task.FromResult<Foraeldrelegitimation?>(null);
    }

    private static IForaeldrelogon? Valgt(string miljoe, string? indstilling, params IForaeldrelogon[] registrerede) => new Foraeldrelogonvalg(
        registrerede, new ConfigurationBuilder().AddInMemoryCollection([new(Foraeldrelogonvalg.Indstilling, indstilling)]).Build(), new Miljoe(miljoe), TimeProvider.System).Valgt;

    [Fact]
    public void Proevelogon_er_der_i_Development_og_ellers_kun_naar_der_bedes_om_det_ved_navn()
    {
        Assert.IsType<Proevelogon>(Valgt("Development", null));
        Assert.Null(Valgt("Production", null));
        Assert.Null(Valgt("Production", " ", new Maegler())); // registered, and not chosen
        Assert.IsType<Proevelogon>(Valgt("Production", "proeve"));
        Assert.IsType<Maegler>(Valgt("Production", "mitid", new Maegler()));
        Assert.IsType<Maegler>(Valgt("Development", "mitid", new Maegler()));
        Assert.Throws<InvalidOperationException>(() => Valgt("Production", "nemid", new Maegler()));
    }

    [Fact]
    public void Forsoeg_taelles_for_hver_og_kun_inden_for_vinduet()
    {
        var ur = new Testur();
        ur.Stands(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var graense = new Foraeldregraense(ur);
        bool Tag(string hvem) => graense.Tag(hvem, 3, TimeSpan.FromMinutes(10));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => Tag("a")));
        Assert.True(Tag("b"));
        ur.Frem(TimeSpan.FromMinutes(11));
        Assert.True(Tag("a"));
    }

    [Fact]
    public void Et_nummer_staar_aldrig_i_tekst_ved_et_uheld() =>
        Assert.DoesNotContain("4001", new Foraeldrelegitimation(Cpr.TryParse("010190-4001", out var cpr) ? cpr : default, "Demo", Sikringsniveau.Hoej, default).ToString(), StringComparison.Ordinal);
}
