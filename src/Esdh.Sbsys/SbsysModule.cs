using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Webhooks;
using Esdh.Sbsys.Api;
using Esdh.Sbsys.Dropmapper;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Formularer;
using Esdh.Sbsys.Koe;
using Esdh.Sbsys.Storage;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sbsys;

/// <summary>The REST surface that existing robots and integrations of SBSYS speak, as a translation over the engine's own acts.</summary>
public sealed class SbsysModule : IModule
{
    /// <summary>The realm in the address of the token endpoint; which authority it means, the host says.</summary>
    internal const string Realm = "/sbsys/auth/realms/sbsip";

    public string Name => "sbsys";

    public string Title => "SBSYS-snitflade";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<SbsysDb>();
        services.AddSletteregler([Sletteregel.Slet("sbsys_dokument", "dokument_id " + Sletteregel.SagensDokumenter), Sletteregel.Slet("sbsys_kendskab", "part_id in (select part_id from sagspart where sag_id = @sag)"), Sletteregel.Slet("sbsys_formular", "sag_id = @sag"), Sletteregel.Bevar("sbsys_import", "Numbers and hashes alone; without them a deleted case would come over again.")]);
        services.AddActsAndQueries<SbsysModule>();
        services.AddSingleton<IStartupFilter, Adressefilter>();
        services.AddSingleton(Kaldsgraense.From(configuration));
        services.AddSingleton(Formularindstillinger.From(configuration));
        services.AddHostedService<Formularindtag>();
        services.AddSingleton(Dropindstillinger.From(configuration));
        services.AddHostedService<Dropindtag>();
        services.AddSingleton(Koeindstillinger.From(configuration));
        services.AddSingleton<IWebhookvej, Sagskoe>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapAdgangstegn(Realm);
        SwaggerApi.Map(routes.MapGroup("/sbsys").WithTags("SBSYS").ExcludeFromDescription().WithMetadata(new ProblemShape(Fejlsvar.SkrivAsync)));
        var api = routes.MapGroup("/sbsys/api").WithTags("SBSYS").ExcludeFromDescription().WithMetadata(new ProblemShape(Fejlsvar.SkrivAsync)).AddEndpointFilter<Kaldsfilter>();
        SagApi.Map(api);
        SagsoegningApi.Map(api);
        DelforloebApi.Map(api);
        DokumentApi.Map(api);
        KladdeApi.Map(api);
        NotatApi.Map(api);
        ErindringApi.Map(api);
        PartApi.Map(api);
        OpslagApi.Map(api);
        routes.MapGroup("/sbsys").ExcludeFromDescription().WithMetadata(new ProblemShape(Fejlsvar.SkrivAsync))
            .MapMethods("/{**sti}", [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete], IResult () => throw new NotFoundException("Adressen findes ikke i snitfladen. Se /sbsys/docs/default."))
            .DisableAntiforgery().KraeverLogon().WithSummary("Adresser, der ikke findes i SBSYS-snitfladen");
    }
}
