using Esdh.Klub.Api;
using Esdh.Klub.Indhold;
using Esdh.Klub.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub;

public sealed partial class KlubModule
{
    static partial void TilfoejDemokrati(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<Demonstration.OpretDemokratidemonstration>();
        services.AddScoped<Demonstration.OpretMaaltalsdemonstration>();
        services.AddSingleton<Kvitteringsunderskrift>();
        services.AddHostedService<Afstemningsvagt>();
        services.AddHostedService<Maaltalsvagt>();
        services.AddScoped<Esdh.Core.Storage.IContentReferences, Storage.Klubindhold>();
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Ønsker", OenskeRuter.Sti, "stjerne", 20));
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Generalforsamlinger", GeneralforsamlingRuter.Sti, "personer", 35));
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Sammenligning", SammenligningRuter.Sti, "rapport", 42));
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Bibliotek", GeneralforsamlingRuter.Bibliotek, "bogmaerke", 45));
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Køreplan", KoereplanRuter.Sti, "kort", 40));
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Afstemninger", AfstemningRuter.Sti, "stemme", 30));
    }

    static partial void MapDemokrati(IEndpointRouteBuilder routes)
    {
        AfstemningRuter.Map(routes);
        AfstemningApi.Map(routes);
        OenskeRuter.Map(routes);
        OenskeApi.Map(routes);
        KoereplanRuter.Map(routes);
        GeneralforsamlingRuter.Map(routes);
        BibliotekApi.Map(routes);
        KoereplanApi.Map(routes);
        SammenligningRuter.Map(routes);
        SammenligningApi.Map(routes);
    }
}
