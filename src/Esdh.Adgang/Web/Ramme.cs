using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Ui;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Web;

/// <summary>Fills the frame around a page: who is signed in, what the menu shows, and messages from before a redirect.</summary>
internal static class Ramme
{
    private const string Cookie = "esdh-besked";

    private static readonly (Roller Rolle, string Navn)[] Rollenavne =
    [
        (Roller.Leder, "Leder"), (Roller.Arkivar, "Arkivar"), (Roller.Revisor, "Revisor"), (Roller.Administrator, "Administrator"),
        (Roller.Logkontrollant, "Logkontrollant"), (Roller.Sagsbehandler, "Sagsbehandler"), (Roller.Robot, "Robot"),
    ];

    public static string Rolle(Roller roller) => Rollenavne.FirstOrDefault(r => roller.HasFlag(r.Rolle)).Navn ?? "Bruger";

    public static void Fyld(HttpContext context, Authority authority, Paalogget paalogget)
    {
        var services = context.RequestServices;
        var ramme = services.GetRequiredService<Sideramme>();
        ramme.Myndighed = authority.Info.Name;
        ramme.ErDemo = authority.Info.IsDemo;
        ramme.Sti = context.Request.Path.Value ?? "/";
        if (paalogget is { Aktoer: { } aktoer, Stand: { } stand })
        {
            ramme.Bruger = new(aktoer.Navn, Rolle(aktoer.Roller), stand.Enhed);
            ramme.Genveje = !stand.GenvejeFra;
            ramme.KanOpretteSag = aktoer.Har(Core.Web.AccessRules.Sagsarbejde);
            ramme.Menu = [.. services.GetServices<Menupunkt>().Where(p => p.Modul is null || authority.IsOn(p.Modul)).Where(p => p.Roller is null || p.Roller.Any(r => Enum.TryParse<Roller>(r, true, out var rolle) && aktoer.Har(rolle)))];
            var nu = services.GetRequiredService<TimeProvider>().GetUtcNow();
            ramme.Skriveborde = [.. stand.Vikariater.Where(v => v.Gaelder(nu) && v.BrugerId != aktoer.PaaVegneAf?.Id).Select(v => new Skrivebord(v.BrugerId, v.Navn, Sidste(v.Slutter), v.Note))];
            if (aktoer.PaaVegneAf is { } bord)
                ramme.PaaVegneAf = new(bord.Id, bord.Navn, Sidste(bord.Til));
            if (paalogget.FravaerErSlut && HttpMethods.IsGet(context.Request.Method))
                ramme.Flash.Add(new(Beskedart.Info, "Fraværet er slut", "Du arbejder igen ved dit eget skrivebord."));
            ramme.Brugermenu.Clear();
            ramme.Brugermenu.Add(new("Min konto", "/konto"));
        }

        if (!HttpMethods.IsGet(context.Request.Method) || !context.Request.Cookies.TryGetValue(Cookie, out var gemt))
            return;
        context.Response.Cookies.Delete(Cookie);
        try
        {
            if (JsonSerializer.Deserialize<Sidebesked>(Protector(services).Unprotect(gemt)) is { } besked)
                ramme.Flash.Add(besked);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or JsonException)
        {
            // Someone else's or from keys that are gone: nothing to show.
        }
    }

    /// <summary>The last day in words.</summary>
    private static string Sidste(DateTimeOffset slutter) => DanishTime.LongDate(slutter.AddTicks(-1));

    /// <summary>Keeps a message for the page that follows the redirect.</summary>
    public static void Gem(HttpContext context, Sidebesked besked) =>
        context.Response.Cookies.Append(Cookie, Protector(context.RequestServices).Protect(JsonSerializer.Serialize(besked)), new()
        {
            HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(1), IsEssential = true,
        });

    private static IDataProtector Protector(IServiceProvider services) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Esdh.Besked");
}
