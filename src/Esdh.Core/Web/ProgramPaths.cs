using Microsoft.AspNetCore.Http;

namespace Esdh.Core.Web;

/// <summary>Addresses that programs speak to, which get JSON where a person gets a page.</summary>
public static class ProgramPaths
{
    /// <summary>Where existing robots and integrations of SBSYS speak.</summary>
    public static readonly PathString Sbsys = "/sbsys";

    private static readonly PathString[] All = ["/api", "/auth", "/openapi", Sbsys];

    public static bool Contains(PathString path) => Array.Exists(All, p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    /// <summary>Programs send bodies of any type there, not forms.</summary>
    public static bool TakesAnyBody(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments(Sbsys, StringComparison.OrdinalIgnoreCase);

    /// <summary>Who speaks there says so in each request; a browser's cookie has no part in it.</summary>
    public static bool IgnoresCookies(PathString path) => path.StartsWithSegments("/auth", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments(Sbsys, StringComparison.OrdinalIgnoreCase);
}
