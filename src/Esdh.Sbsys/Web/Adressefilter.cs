using System.Text.RegularExpressions;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Esdh.Sbsys.Web;

/// <summary>
/// Brings the addresses that clients build to the one that is mapped, before routing: <c>//api</c>, <c>/api/v10</c> and a base address that ends with
/// <c>/api</c> already are all <c>/sbsys/api</c>. Nothing outside <c>/sbsys</c> is looked at.
/// </summary>
internal sealed partial class Adressefilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            if (context.Request.Path.StartsWithSegments(ProgramPaths.Sbsys, StringComparison.OrdinalIgnoreCase))
                context.Request.Path = Ret(context.Request.Path.Value!);
            return rest(context);
        });
        next(app);
    };

    internal static string Ret(string path)
    {
        var ret = path.Contains("//", StringComparison.Ordinal) ? Skraastreger().Replace(path, "/") : path;
        ret = Api().Replace(ret, "/sbsys/api$1");
        return ret.Length > 1 && ret.EndsWith('/') ? ret[..^1] : ret;
    }

    [GeneratedRegex("/{2,}")]
    private static partial Regex Skraastreger();

    [GeneratedRegex(@"^/sbsys(?:/api(?:/v[0-9]{1,3})?)+(/|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Api();
}
