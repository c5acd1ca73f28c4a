using System.Globalization;
using System.Security.Cryptography;
using Esdh.Adgang.Domain;
using Esdh.Core.Authorities;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Esdh.Adgang.Web;

/// <summary>
/// The cookie of someone who signed in at the page. It is encrypted for one authority, so another's cannot be read, and lasts eight hours
/// after use, at most sixteen after sign-in.
/// </summary>
internal sealed class Logoncookie(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Levetid = TimeSpan.FromHours(8);
    private static readonly TimeSpan Hoejst = TimeSpan.FromHours(16);
    private static readonly TimeSpan Fornyes = TimeSpan.FromMinutes(30);

    internal sealed record Logon(Guid BrugerId, int Sikkerhedsnummer, DateTimeOffset Begyndt, DateTimeOffset Brugt, Guid? PaaVegneAf = null);

    public void SignIn(HttpContext context, Authority authority, Bruger bruger)
    {
        var now = time.GetUtcNow();
        Write(context, authority, new(bruger.Id, bruger.Sikkerhedsnummer, now, now));
    }

    /// <summary>Goes to the desk of someone absent, or back to one's own. Whether it may be is asked at each request; the cookie only says which desk is wanted.</summary>
    public void Skift(HttpContext context, Authority authority, Guid? paaVegneAf)
    {
        if (Read(context, authority) is { } logon)
            Write(context, authority, logon with { PaaVegneAf = paaVegneAf, Brugt = time.GetUtcNow() });
    }

    public static void Delete(HttpContext context, Authority authority) => context.Response.Cookies.Delete(Name(authority), Options(context));

    /// <summary>Who the cookie says signed in, or null. The user's row decides whether that still holds.</summary>
    public Logon? Read(HttpContext context, Authority authority)
    {
        if (!context.Request.Cookies.TryGetValue(Name(authority), out var text) || text.Length > 2000)
            return null;
        string[] parts;
        try
        {
            parts = Protector(authority).Unprotect(text).Split('|');
        }
        catch (CryptographicException)
        {
            return null; // another authority's, or from keys that are gone
        }

        var logon = new Logon(Guid.Parse(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture), Instant(parts[2]), Instant(parts[3]), parts.Length > 4 && Guid.TryParse(parts[4], out var bord) ? bord : null);
        var now = time.GetUtcNow();
        if (now - logon.Brugt > Levetid || now - logon.Begyndt > Hoejst)
            return null;
        if (now - logon.Brugt > Fornyes)
            Write(context, authority, logon with { Brugt = now });
        return logon;
    }

    private static DateTimeOffset Instant(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));

    private static string Name(Authority authority) => "esdh-" + authority.Key;

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true,
    };

    private void Write(HttpContext context, Authority authority, Logon logon) =>
        context.Response.Cookies.Append(Name(authority), Protector(authority).Protect(string.Create(CultureInfo.InvariantCulture,
            $"{logon.BrugerId}|{logon.Sikkerhedsnummer}|{logon.Begyndt.ToUnixTimeSeconds()}|{logon.Brugt.ToUnixTimeSeconds()}|{logon.PaaVegneAf}")), Options(context));

    private IDataProtector Protector(Authority authority) => protection.CreateProtector("Esdh.Logon", authority.Key);
}
