using Esdh.Sager.Api;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager;

/// <summary>The surfaces of journal, reminders, postliste and my day.</summary>
internal static class Journaltjenester
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        NotaterApi.Map(api);
        ErindringerApi.Map(api);
        JournalApi.Map(api);
    }
}
