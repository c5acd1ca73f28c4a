using Esdh.Adgang.Web;
using Esdh.Core;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Esdh.Adgang.Contract;

/// <summary>The page may be shown in a frame on one of our own pages: previews.</summary>
public sealed class KanVisesIRamme;

/// <summary>The handler reads a streamed form itself and calls <see cref="Sikkerhed.ValiderFormularAsync"/> before it acts.</summary>
public sealed class ValidererSelv;

/// <summary>
/// The route's address is the key to it: nobody is signed in there, whatever cookies and tokens are sent, and what is sent is no form. The
/// handler finds out whose key it is.
/// </summary>
public sealed class AabnesMedNoegle;

/// <summary>What is the person's own, and never done for someone absent: the password, views, keys, absences.</summary>
public sealed class KunSomSigSelv;

/// <summary>What the host and other rooms use of sign-in.</summary>
public static class Sikkerhed
{
    /// <summary>The form field and the header that carry the antiforgery token.</summary>
    public const string Formularfelt = "__RequestVerificationToken";

    /// <summary>For scripts: the same token as in a form's field.</summary>
    public const string Header = "X-Esdh-Formular";

    /// <summary>Writes the access log. Place it before <c>AuthorityMiddleware</c>, so that what that refuses is written too.</summary>
    /// <remarks>Only in Development <c>Esdh:Adgangslog:Udelades=true</c> leaves it out, so that what it costs can be measured.</remarks>
    public static IApplicationBuilder UseEsdhAdgangslog(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsDevelopment() && app.ApplicationServices.GetRequiredService<IConfiguration>().GetValue("Esdh:Adgangslog:Udelades", false)
            ? app : app.UseMiddleware<AdgangslogMiddleware>();

    /// <summary>Signs requests in, enforces each route's access rule and sets security headers. Place it after <c>AuthorityMiddleware</c>.</summary>
    public static IApplicationBuilder UseEsdhAdgang(this IApplicationBuilder app) => app.UseMiddleware<AdgangMiddleware>();

    /// <summary>Shows a message on the page that the coming redirect leads to.</summary>
    /// <param name="context">The request.</param>
    /// <param name="art">How it looks.</param>
    /// <param name="titel">What happened.</param>
    /// <param name="tekst">More on it; short, since it travels in a cookie.</param>
    /// <param name="fortryd">Offers to undo the act.</param>
    public static void Besked(this HttpContext context, Beskedart art, string titel, string? tekst = null, Sidefortryd? fortryd = null) => Ramme.Gem(context, new(art, titel, tekst, Fortryd: fortryd));

    /// <summary>Lets our own pages show this route in a frame (<c>frame-ancestors 'self'</c>).</summary>
    public static T KanVisesIRamme<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new KanVisesIRamme());

    /// <summary>
    /// For a form with large files that the handler streams: the token is not looked for before the handler runs. The handler reads it as the
    /// form's first part and calls <see cref="ValiderFormularAsync"/> before it acts.
    /// </summary>
    public static T ValidererSelv<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new ValidererSelv());

    /// <summary>A form that is sent without a staff sign-in, by the public or by citizens with a sign-in of their own: its token is checked all the same.</summary>
    public static T KraeverFormulartegn<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new KraeverFormulartegn());

    /// <summary>For an address that is itself the key, used by programs that cannot sign in: cookies, tokens and forms are not looked at. Open to everyone otherwise.</summary>
    public static T AabnesMedNoegle<T>(this T route) where T : IEndpointConventionBuilder => route.AabenForAlle().WithMetadata(new AabnesMedNoegle());

    /// <summary>The route is refused (FRAV-7) while one works on behalf of someone absent.</summary>
    public static T KunSomSigSelv<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new KunSomSigSelv());

    /// <summary>Checks a form's token that the handler has read itself. Requests with a bearer token need none.</summary>
    /// <exception cref="InvalidException">Missing, false or too old.</exception>
    public static async Task ValiderFormularAsync(HttpContext context, string? token)
    {
        if (context.Items.ContainsKey(AdgangMiddleware.MedAdgangstegn))
            return;
        if (!string.IsNullOrEmpty(token))
            context.Request.Headers[Header] = token;
        else if (!context.Request.Headers.ContainsKey(Header))
            throw AdgangMiddleware.FormularUdloebet(); // never let the check read the stream
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            throw AdgangMiddleware.FormularUdloebet();
        }
    }
}
