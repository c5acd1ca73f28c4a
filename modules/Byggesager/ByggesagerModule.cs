using Esdh.Byggesager.Domain;
using Esdh.Core;
using Esdh.Sager.Contract;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Byggesager;

/// <summary>Building permits: from the application to the building that is taken into use.</summary>
public sealed class ByggesagerModule : IModule
{
    public string Name => "byggesager";

    public string Title => "Byggesager";

    public bool IsOptional => true;

    public string Description => "Ansøgninger om at bygge, fra modtagelse til ibrugtagning, med servicemål, høringer og gebyrer.";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSagstype(Name, Byggesagstype.Udgave1);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
