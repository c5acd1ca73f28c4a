using System.Security.Claims;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Log;
using Esdh.Adgang.Tokens;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Esdh.Adgang.Web;

/// <summary>
/// Finds out who a request comes from (bearer token first, then the sign-in cookie), and lets it through only where the route's rule
/// admits that actor. Posts from cookie users need the form's token, whatever they post to.
/// </summary>
internal sealed class AdgangMiddleware(
    RequestDelegate next, Logoncookie cookie, Adgangstegn adgangstegn, Eksternadgang eksternadgang, Aktoercache aktoerer, Adgangslogge logge, IAntiforgery antiforgery, TimeProvider time)
{
    internal static readonly object MedAdgangstegn = new();

    /// <summary>The header by which a program works at the desk of someone absent: the id of that user.</summary>
    public const string PaaVegneAf = "Esdh-Paa-Vegne-Af";

    /// <summary>What the endpoint middleware and form binding look for; the check itself is ours, since it depends on how one is signed in.</summary>
    private const string ChecksAntiforgery = "__AntiforgeryMiddlewareWithEndpointInvoked";

    public async Task InvokeAsync(HttpContext context, StorageScope scope, Paalogget paalogget)
    {
        Sikkerhedshoveder.Saet(context, eksternadgang.Logonserver);
        context.Items[ChecksAntiforgery] = true;
        if (!scope.HasAuthority || context.GetEndpoint()?.Metadata.GetMetadata<AabnesMedNoegle>() is not null)
        {
            if (scope.HasAuthority && context.GetEndpoint()?.Metadata.GetMetadata<IkkeIAdgangslog>() is null && !logge.For(scope.Authority).HarPlads)
            {
                await SvarUdenLogAsync(context);
                return;
            }

            await next(context);
            return;
        }

        var authority = scope.Authority;
        string? refusal;
        try
        {
            refusal = await IdentifyAsync(context, authority, paalogget);
        }
        catch (UdbyderSvarerIkkeException e)
        {
            await ProblemHandler.WriteAsync(context, new(StatusCodes.Status503ServiceUnavailable, e.Message));
            return;
        }

        if (!IsProgram(context))
            Ramme.Fyld(context, authority, paalogget);
        if (context.GetEndpoint() is not { } endpoint)
            throw new NotFoundException();

        var rule = endpoint.Metadata.GetMetadata<AccessRule>() ?? new AccessRule(Roller.Ingen, false);
        if (refusal is not null || (!rule.Anonymous && paalogget.Aktoer is null))
        {
            await AskForSignInAsync(context, authority, refusal);
            return;
        }

        if (!rule.Anonymous && paalogget.Stand!.ErSpaerret(time.GetUtcNow()))
        {
            context.Response.Headers.RetryAfter = "900";
            throw new ForbiddenException("Du er spærret i 15 minutter, fordi du er blevet afvist mange gange. Forsøgene står i adgangsloggen. Kontakt en administrator, hvis du mangler en adgang.");
        }

        if (!rule.Anonymous && !logge.For(authority).HarPlads)
        {
            await SvarUdenLogAsync(context);
            return;
        }

        if (paalogget.Stand is { SkalSkifteKodeord: true } && !rule.Anonymous && endpoint.Metadata.GetMetadata<UnderKodeordsskift>() is null)
        {
            if (IsProgram(context))
                throw new ForbiddenException("Du skal vælge en ny adgangskode, før du kan fortsætte. Log på i browseren.");
            context.Response.Redirect("/konto/kodeord");
            return;
        }

        await CheckFormAsync(context, endpoint, paalogget);
        FravaerRegler.SomSigSelv.Kraev(paalogget.Aktoer?.PaaVegneAf is null || endpoint.Metadata.GetMetadata<KunSomSigSelv>() is null);
        if (!rule.Admits(paalogget.Aktoer))
            throw new ForbiddenException();
        await next(context);
    }

    private static Task SvarUdenLogAsync(HttpContext context) =>
        ProblemHandler.WriteAsync(context, new(StatusCodes.Status503ServiceUnavailable, "Adgangsloggen kan ikke skrives, så intet kan vises. Kontakt driften."));

    internal static InvalidException FormularUdloebet() =>
        new("formular", "Siden har ligget åben for længe, eller den kommer et andet sted fra. Genindlæs siden, og prøv igen. Intet er gemt.");

    /// <summary>Answers why a token that was sent cannot be used; a cookie that cannot is as none.</summary>
    private async Task<string?> IdentifyAsync(HttpContext context, Authority authority, Paalogget paalogget)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var sendt = header[7..].Trim();
            if ((await adgangstegn.ReadAsync(authority, sendt) ?? await eksternadgang.FraTegnAsync(authority, sendt, context.RequestServices, context.RequestAborted)) is not { } tegn)
                return "Adgangstegnet er ugyldigt eller udløbet.";
            if (!await SignInAsync(context, authority, paalogget, tegn.BrugerId, tegn.Sikkerhedsnummer, tegn.Klient, null))
                return "Adgangstegnet gælder ikke længere.";
            context.Items[MedAdgangstegn] = true;
            var bord = context.Request.Headers[PaaVegneAf].ToString();
            if (bord.Length == 0)
                return null;
            if (!Guid.TryParse(bord, out var fravaerende))
                throw new InvalidException(PaaVegneAf, "Skriv id på den bruger, du er stedfortræder for.");
            if (!await SignInAsync(context, authority, paalogget, tegn.BrugerId, tegn.Sikkerhedsnummer, tegn.Klient, fravaerende))
                throw new ForbiddenException("Du er ikke stedfortræder for den bruger lige nu.");
            return null;
        }

        if (ProgramPaths.IgnoresCookies(context.Request.Path))
            return null; // who fetches a token says who it is; a browser's cookie has no part in it
        if (cookie.Read(context, authority) is not { } logon)
            return null;
        if (logon.PaaVegneAf is { } andens && await SignInAsync(context, authority, paalogget, logon.BrugerId, logon.Sikkerhedsnummer, null, andens))
            return null;
        if (!await SignInAsync(context, authority, paalogget, logon.BrugerId, logon.Sikkerhedsnummer, null, null))
        {
            Logoncookie.Delete(context, authority);
        }
        else if (logon.PaaVegneAf is not null)
        {
            // The absence has ended. A page shows one's own; a form that was filled in at the other desk has that desk's token, and is refused.
            paalogget.FravaerErSlut = true;
            cookie.Skift(context, authority, null);
        }

        return null;
    }

    private async Task<bool> SignInAsync(HttpContext context, Authority authority, Paalogget paalogget, Guid brugerId, int sikkerhedsnummer, string? klient, Guid? paaVegneAf)
    {
        var found = paaVegneAf is { } bord
            ? await aktoerer.FindPaaVegneAsync(authority, brugerId, bord, context.RequestServices, context.RequestAborted)
            : await aktoerer.FindAsync(authority, brugerId, context.RequestServices, context.RequestAborted);
        if (found is null || found.Stand.Sikkerhedsnummer != sikkerhedsnummer)
            return false;
        paalogget.Saet(found.Aktoer with { Klient = klient }, found.Stand);
        // The form's token holds for the desk it was shown at: what is filled in for one is never done at another.
        var hvem = paaVegneAf is { } b ? $"{brugerId} {b}" : brugerId.ToString();
        context.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, hvem), new(ClaimTypes.Name, found.Aktoer.Navn)], "Esdh"));
        return true;
    }

    private async Task CheckFormAsync(HttpContext context, Endpoint endpoint, Paalogget paalogget)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            return;
        if (!ProgramPaths.TakesAnyBody(context.Request.Path) && !context.Request.HasFormContentType)
            throw new BadHttpRequestException("Pages take forms.", StatusCodes.Status415UnsupportedMediaType);
        if (context.Items.ContainsKey(MedAdgangstegn))
            return;
        if (endpoint.Metadata.GetMetadata<ValidererSelv>() is not null && !context.Request.Headers.ContainsKey(Sikkerhed.Header))
            return;
        // Signed in by cookie, or a form that signs in: someone else's page must not be able to send it.
        if (paalogget.Aktoer is null && endpoint.Metadata.GetMetadata<KraeverFormulartegn>() is null)
            return;
        if (IsProgram(context) && !context.Request.Headers.ContainsKey(Sikkerhed.Header))
            throw FormularUdloebet(); // a script sends the header; never read an upload to look for a field
        try
        {
            await antiforgery.ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            throw FormularUdloebet();
        }
    }

    private static async Task AskForSignInAsync(HttpContext context, Authority authority, string? refusal)
    {
        if (refusal is null && !IsProgram(context))
        {
            var retur = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
            context.Response.Redirect("/logon?retur=" + Uri.EscapeDataString(retur));
            return;
        }

        context.Response.Headers.WWWAuthenticate = refusal is null
            ? $"Bearer realm=\"{authority.Key}\""
            : $"Bearer realm=\"{authority.Key}\", error=\"invalid_token\"";
        await ProblemHandler.WriteAsync(context, new(StatusCodes.Status401Unauthorized, refusal ?? "Der mangler et adgangstegn."));
    }

    private static bool IsProgram(HttpContext context) => ProgramPaths.Contains(context.Request.Path);
}

/// <summary>A form that needs its token also before anyone is signed in.</summary>
internal sealed class KraeverFormulartegn;

/// <summary>May be used by one who has to choose a new password first.</summary>
internal sealed class UnderKodeordsskift;
