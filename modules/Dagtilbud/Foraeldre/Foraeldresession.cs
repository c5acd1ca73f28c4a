using System.Globalization;
using System.Security.Cryptography;
using Esdh.Core.Authorities;
using Esdh.Core.Identity;
using Esdh.Dagtilbud.Contract.Logon;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Esdh.Dagtilbud.Foraeldre;

/// <summary>A parent who is signed in.</summary>
internal sealed record Foraelder(Cpr Cpr, string Navn, DateTimeOffset Begyndt, DateTimeOffset Brugt);

/// <summary>
/// The cookie of a parent who is signed in: encrypted for one authority, sent to the parents' pages alone, dead twenty minutes after it was last used and two hours after the sign-in. It has nothing to do with
/// the staff's.
/// </summary>
internal sealed class Foraeldresession(IDataProtectionProvider protection, TimeProvider tid)
{
    internal const string Sti = "/dagtilbud/foraeldre";

    public static readonly TimeSpan Levetid = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan Hoejst = TimeSpan.FromHours(2);

    /// <summary>What a broker has proved is used at once.</summary>
    private static readonly TimeSpan Frisk = TimeSpan.FromMinutes(5);

    /// <summary>Signs in; false where the proof is too weak, too old or from the future.</summary>
    public bool Ind(HttpContext context, Authority myndighed, Foraeldrelegitimation legitimation)
    {
        var nu = tid.GetUtcNow();
        if (legitimation.Niveau < Sikringsniveau.Betydelig || nu - legitimation.Tid > Frisk || legitimation.Tid - nu > TimeSpan.FromMinutes(1))
            return false;
        Skriv(context, myndighed, new(legitimation.Cpr, legitimation.Navn.Trim() is { Length: > 0 } navn ? navn[..Math.Min(navn.Length, 200)] : "Forælder", nu, nu));
        return true;
    }

    public static void Ud(HttpContext context, Authority myndighed) => context.Response.Cookies.Delete(Navn(myndighed), Valg(context));

    public Foraelder? Laes(HttpContext context, Authority myndighed)
    {
        if (!context.Request.Cookies.TryGetValue(Navn(myndighed), out var tekst) || tekst.Length > 2000)
            return null;
        string[] dele;
        try
        {
            dele = Vaern(myndighed).Unprotect(tekst).Split('|', 4);
        }
        catch (CryptographicException)
        {
            return null; // another authority's, or from keys that are gone
        }

        if (dele.Length != 4 || !Cpr.TryParse(dele[0], out var cpr))
            return null;
        var foraelder = new Foraelder(cpr, dele[3], Tid(dele[1]), Tid(dele[2]));
        var nu = tid.GetUtcNow();
        if (nu - foraelder.Brugt > Levetid || nu - foraelder.Begyndt > Hoejst)
            return null;
        if (nu - foraelder.Brugt > TimeSpan.FromMinutes(1))
            Skriv(context, myndighed, foraelder with { Brugt = nu });
        return foraelder;
    }

    private static DateTimeOffset Tid(string sekunder) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(sekunder, CultureInfo.InvariantCulture));

    private static string Navn(Authority myndighed) => "esdh-foraelder-" + myndighed.Key;

    private static CookieOptions Valg(HttpContext context) => new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = Sti, IsEssential = true };

    private void Skriv(HttpContext context, Authority myndighed, Foraelder f) => context.Response.Cookies.Append(
        Navn(myndighed), Vaern(myndighed).Protect(string.Create(CultureInfo.InvariantCulture, $"{f.Cpr.Digits}|{f.Begyndt.ToUnixTimeSeconds()}|{f.Brugt.ToUnixTimeSeconds()}|{f.Navn}")), Valg(context));

    private IDataProtector Vaern(Authority myndighed) => protection.CreateProtector("Esdh.Dagtilbud.Foraelder", myndighed.Key);
}

/// <summary>So many in so long a time, for each who asks; kept in memory, since it only slows down who tries again and again.</summary>
internal sealed class Foraeldregraense(TimeProvider tid)
{
    private const int FlestNoegler = 20_000;

    private readonly Dictionary<string, Queue<DateTimeOffset>> _set = [];

    /// <summary>Whether there is room for one more; counts it when there is.</summary>
    public bool Tag(string noegle, int antal, TimeSpan vindue)
    {
        var nu = tid.GetUtcNow();
        lock (_set)
        {
            if (_set.Count >= FlestNoegler)
            {
                foreach (var (k, v) in _set.Where(s => s.Value.Count == 0 || nu - s.Value.Last() > vindue).ToList())
                    _set.Remove(k);
                if (_set.Count >= FlestNoegler)
                    _set.Clear();
            }

            var tider = _set.TryGetValue(noegle, out var fundet) ? fundet : _set[noegle] = new();
            while (tider.TryPeek(out var foerste) && (nu - foerste > vindue || foerste > nu))
                tider.Dequeue();
            if (tider.Count >= antal)
                return false;
            tider.Enqueue(nu);
            return true;
        }
    }
}
