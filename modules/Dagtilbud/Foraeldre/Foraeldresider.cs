using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Sider;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Http;

namespace Esdh.Dagtilbud.Foraeldre;

/// <summary>Who the parents' layout shows as signed in.</summary>
internal sealed class Foraelderramme
{
    public string? Navn { get; set; }
}

/// <summary>
/// Answers a parent's page: finds who it is, as an actor that sees the cases where that CPR number is a parent and no others, and says what is refused in words for parents. What is not theirs
/// is answered as what there is not.
/// </summary>
internal sealed class Foraeldresider(Foraeldresession session, Foraeldregraense graense, Foraelderramme ramme, Borgeradgang borgere, Foraeldreopslag opslag, Authority myndighed)
{
    private const int FlestHandlinger = 60;

    private static readonly TimeSpan Vindue = TimeSpan.FromMinutes(10);

    public async Task<IResult> VisAsync(HttpContext http, Func<Aktoer, Foraelder, Task<IResult>> vis, CancellationToken ct)
    {
        var erPost = HttpMethods.IsPost(http.Request.Method);
        if (session.Laes(http, myndighed) is not { } foraelder)
        {
            if (!erPost)
                return Results.Redirect($"{Foraeldresession.Sti}/logon?retur={Uri.EscapeDataString(http.Request.Path)}");
            return Besked(new("Du er logget af", $"Du har ikke brugt siden i {(int)Foraeldresession.Levetid.TotalMinutes} minutter, og derfor er du logget af. Det, du sendte, er ikke modtaget.", StatusCodes.Status401Unauthorized, await SkrevetAsync(http, ct))
            { Href = $"{Foraeldresession.Sti}/logon?retur={Uri.EscapeDataString(http.Request.Path)}", Handling = "Log på igen" });
        }

        ramme.Navn = foraelder.Navn;
        if (erPost && !graense.Tag($"{myndighed.Key} {foraelder.Cpr.Digits}", FlestHandlinger, Vindue))
            return ForMange(http);
        try
        {
            return await vis(await borgere.FindAsync(foraelder.Cpr, foraelder.Navn, Dagtilbudstype.Noegle, [Dagtilbudstype.Foraelder], ct, (await opslag.IndstillingAsync(ct)).EnhedId), foraelder);
        }
        catch (NotFoundException)
        {
            return Besked(new("Siden findes ikke", "Her er ikke noget, eller det er ikke dit.", StatusCodes.Status404NotFound));
        }
    }

    /// <summary>Too many tries from one place.</summary>
    public bool ErForMange(HttpContext http) => !graense.Tag($"{myndighed.Key} {http.Connection.RemoteIpAddress}", FlestHandlinger, Vindue);

    public static IResult ForMange(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "600";
        return Besked(new("Vent lidt", "Der er kommet for mange forsøg på kort tid. Prøv igen om ti minutter.", StatusCodes.Status429TooManyRequests));
    }

    public static IResult Besked(Foraeldrebeskedvisning model) => new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Foraeldrebeskedside>(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = model.Kode };

    /// <summary>What was written in the longest fields, so that it can be copied.</summary>
    private static async Task<string?> SkrevetAsync(HttpContext http, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        return f["bemaerkning"] is { Length: > 0 } tekst ? tekst[..Math.Min(tekst.Length, 4000)] : null;
    }
}
