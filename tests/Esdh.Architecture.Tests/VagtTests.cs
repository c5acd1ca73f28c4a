using System.Net;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Architecture.Tests;

/// <summary>The guards themselves: each is shown a breach that is planted here, and must say so. A guard that finds nothing anywhere is no guard.</summary>
[Trait("Database", "nej")]
public sealed class VagtTests
{
    [Fact]
    public void Een_indgang_finder_et_modul_uden_med_to_og_med_en_skjult()
    {
        Assert.Empty(ModuleTests.Indgangsbrud([typeof(Indgang), typeof(string)]));
        Assert.Single(ModuleTests.Indgangsbrud([typeof(string)])); // none
        Assert.Single(ModuleTests.Indgangsbrud([typeof(Indgang), typeof(EnTil)])); // two
        Assert.Single(ModuleTests.Indgangsbrud([typeof(Indgang), typeof(Skjult)])); // a second, although it is not public
        Assert.Single(ModuleTests.Indgangsbrud([typeof(Aaben)])); // not sealed
    }

    [Fact]
    public void En_klasse_der_hverken_er_lukket_eller_arvet_findes()
    {
        Assert.Equal([typeof(Aaben)], ModuleTests.Aabne([typeof(Aaben), typeof(Indgang), typeof(VagtTests)], []));
        Assert.Empty(ModuleTests.Aabne([typeof(Aaben)], [typeof(Arving)])); // a base class
    }

    [Theory]
    [InlineData("using Microsoft.EntityFrameworkCore;", true), InlineData("    using System.Net.Http;", true), InlineData("global using Esdh.Core.Storage;", true)]
    [InlineData("using static Esdh.Sager.Api.SagerApi;", true), InlineData("using Esdh.Sager.Handlinger;", true)]
    [InlineData("using System.Text;", false), InlineData("using Esdh.Core.Calendar;", false)]
    public void Et_domaene_der_kender_nettet_eller_databasen_findes(string linje, bool brud) => Assert.Equal(brud, ModuleTests.ErDomaenebrud(linje));

    [Theory]
    [InlineData("var a = db.Sager.Where(s => s.Id == id);", true), InlineData("var a = await db.Dokumenter.SingleAsync();", true), InlineData("sagerDb\n    .Sager.CountAsync()", true), InlineData("db.Set<Sag>()", true)]
    [InlineData("from s in db.Sager.SynligeFor(aktoer) select s", false), InlineData("db.Sager.Add(sag)", false), InlineData("// Uden for adgang: tal.\nvar a = db.Sager.Count();", false), InlineData("var a = db.Sager.Count(); // Uden for adgang: tal.", false)]
    public void Sager_uden_om_adgangen_findes(string kode, bool brud) => Assert.Equal(brud, ModuleTests.BareSaet("Proeve.cs", kode).Any());

    [Fact]
    public void En_handling_med_to_indgange_eller_med_nettet_i_haanden_findes()
    {
        Assert.Empty(ModuleTests.Handlingsbrud([typeof(GodHandling)]));
        Assert.Single(ModuleTests.Handlingsbrud([typeof(ToIndgange)]));
        Assert.Single(ModuleTests.Handlingsbrud([typeof(MedNettet)]));
    }

    [Fact]
    public async Task En_rute_uden_adgangsregel_stopper_serveren_og_findes()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/aaben", () => "hej").AabenForAlle();
        AccessRules.EnsureEveryRouteHasOne(new CompositeEndpointDataSource(((IEndpointRouteBuilder)app).DataSources));
        app.MapGet("/glemt", () => "hej");
        var naegtet = Assert.Throws<InvalidOperationException>(() => AccessRules.EnsureEveryRouteHasOne(new CompositeEndpointDataSource(((IEndpointRouteBuilder)app).DataSources)));
        Assert.Contains("/glemt", naegtet.Message, StringComparison.Ordinal);
        Assert.Equal(["/glemt"], ServerTests.UdenRegel(Ruter(app)));
        Assert.Equal(["/aaben", "/glemt"], ServerTests.UdenModul(Ruter(app)).Order());
    }

    [Fact]
    public async Task En_rute_der_oversaettes_ved_start_findes()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var modul = app.MapGroup("").WithMetadata(new ModuleMark("proeve"));
        modul.MapGet("/foerst-naar-den-moedes", () => "hej");
        EndpointRouteBuilderExtensions.MapGet(modul, "/straks", () => "hej");

        Assert.Equal(["/straks"], ServerTests.OversatVedStart(Ruter(app)));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, null, true), InlineData(HttpStatusCode.NotFound, null, true), InlineData(HttpStatusCode.InternalServerError, null, true), InlineData(HttpStatusCode.Redirect, "/sager", true)]
    [InlineData(HttpStatusCode.Unauthorized, null, false), InlineData(HttpStatusCode.Redirect, "/logon?retur=%2F", false)]
    public void En_rute_der_svarer_en_fremmed_findes(HttpStatusCode svar, string? videre, bool brud)
    {
        using var answer = new HttpResponseMessage(svar);
        if (videre is not null)
            answer.Headers.Location = new(videre, UriKind.Relative);

        Assert.Equal(brud, ServerTests.SvarerEnFremmed(answer));
    }

    [Fact]
    public void Store_bogstaver_og_danske_bogstaver_i_en_adresse_findes() =>
        Assert.Equal(["/Sager", "/søg"], ServerTests.ForkerteAdresser(["/sager/{SagId}", "/Sager", "/søg", "/api/v1/soegning"]));

    private static IEnumerable<RouteEndpoint> Ruter(IEndpointRouteBuilder app) => app.DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>();

    public sealed class Indgang : Modul;

    public sealed class EnTil : Modul;

    internal sealed class Skjult : Modul;

    public class Aaben : Modul;

    private sealed class Arving : Aaben;

    public abstract class Modul : IModule
    {
        public string Name => "proeve";

        public string Title => "Prøve";

        public void AddServices(IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration)
        {
        }

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
        }
    }

    internal sealed class GodHandling
    {
        public Task Udfoer(Aktoer aktoer) => Task.FromResult(aktoer.Id + GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    internal sealed class ToIndgange
    {
        public Task Udfoer() => Task.FromResult(GetHashCode());

        public Task OgsaaDen() => Task.FromResult(GetHashCode());
    }

    internal sealed class MedNettet(HttpClient net)
    {
        public Task Udfoer() => Task.FromResult(net);
    }
}
