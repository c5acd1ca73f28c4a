using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Foresp;
using Esdh.Sager.Sider;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>A module's pages on a case: they stand inside the case's frame, and the looking is written to the access log.</summary>
public sealed class Sagssider
{
    private readonly IServiceProvider _tjenester;

    internal Sagssider(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>Answers a GET of a page on a case: the page, or a redirect where the case was asked for by another number than the one it has. Put the page's content inside <c>Sagsramme</c>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="aktoer">Who asks.</param>
    /// <param name="sag">The <c>{sag}</c> of the address.</param>
    /// <param name="vis">Makes the page from the frame.</param>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public Task<IResult> VisAsync(HttpContext context, Aktoer aktoer, string sag, Func<Sagsrammevisning, Task<IResult>> vis, CancellationToken ct) =>
        _tjenester.GetRequiredService<Sagsrammeopslag>().VisAsync(context, aktoer, sag, vis, ct);

    /// <summary>The frame, for a POST that answers with its page.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public Task<Sagsrammevisning> HentAsync(Aktoer aktoer, string sag, CancellationToken ct) => _tjenester.GetRequiredService<Sagsrammeopslag>().HentAsync(aktoer, sag, ct);
}
