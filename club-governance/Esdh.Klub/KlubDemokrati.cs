using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub;

public sealed partial class KlubModule
{
    static partial void TilfoejDemokrati(IServiceCollection services, IConfiguration configuration)
    {
    }

    static partial void MapDemokrati(IEndpointRouteBuilder routes)
    {
    }
}
