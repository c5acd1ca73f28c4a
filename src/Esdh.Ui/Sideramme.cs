using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Ui;

/// <summary>
/// What the frame around a page shows: one object per request, filled by the host's middleware before a page renders.
/// Nothing here decides access; it is for showing only.
/// </summary>
public sealed class Sideramme
{
    private int sidsteId;

    /// <summary>The authority's name; empty where none is resolved (the club's public pages).</summary>
    public string Myndighed { get; set; } = "";

    /// <summary>Whether the authority holds invented data, so that the mark stands on every page.</summary>
    public bool ErDemo { get; set; }

    /// <summary>Who is signed in; null on pages without sign-in.</summary>
    public Sidebruger? Bruger { get; set; }

    /// <summary>Whose desk the page shows, when it is not the signed-in one's own; said at the top of every page.</summary>
    public Skrivebord? PaaVegneAf { get; set; }

    /// <summary>Desks the user may go to as a substitute now.</summary>
    public IReadOnlyList<Skrivebord> Skriveborde { get; set; } = [];

    /// <summary>The request's path, by which the menu marks where one is.</summary>
    public string Sti { get; set; } = "/";

    /// <summary>The menu of modules that are on for this authority and this user. See <see cref="Grupper"/>.</summary>
    public IReadOnlyList<Menupunkt> Menu { get; set; } = [];

    /// <summary>Numbers at menu items, by the item's path: how many wait.</summary>
    public Dictionary<string, Menuantal> Antal { get; } = new(StringComparer.Ordinal);

    /// <summary>Single-key shortcuts; a user can switch them off (WCAG 2.1.4).</summary>
    public bool Genveje { get; set; } = true;

    /// <summary>Whether the user may open a case; hides the button only.</summary>
    public bool KanOpretteSag { get; set; } = true;

    /// <summary>Unread messages at the bell; null hides the bell.</summary>
    public int? Beskeder { get; set; }

    /// <summary>Messages from the act before the redirect that led here.</summary>
    public IList<Sidebesked> Flash { get; } = [];

    /// <summary>Links of the user menu, between the name and "Log af".</summary>
    public IList<Sidelink> Brugermenu { get; } = [new("Min profil", "/profil")];

    /// <summary>The menu in groups and in order, each item with its mark and number.</summary>
    public IEnumerable<(string Gruppe, IReadOnlyList<(Menupunkt Punkt, bool Aktiv, Menuantal? Antal)> Punkter)> Grupper()
    {
        var aktiv = Menu.Where(ErHer).MaxBy(p => p.Sti.Length);
        return Menu.GroupBy(p => p.Gruppe)
            .OrderBy(g => Menugruppe.Orden(g.Key)).ThenBy(g => g.Min(p => p.Orden))
            .Select(g => (g.Key, (IReadOnlyList<(Menupunkt, bool, Menuantal?)>)
                [.. g.OrderBy(p => p.Orden).Select(p => (p, p == aktiv, Antal.GetValueOrDefault(p.Sti)))]));
    }

    /// <summary>An id that is used once on this page; for labels and headings.</summary>
    public string NytId(string forstavelse = "id") => $"{forstavelse}-{++sidsteId}";

    private bool ErHer(Menupunkt punkt) =>
        Sti == punkt.Sti || Sti.StartsWith(punkt.Sti == "/" ? "//" : punkt.Sti + "/", StringComparison.Ordinal)
        || (punkt.Ogsaa is { } ogsaa && ogsaa.Any(o => Sti == o || Sti.StartsWith(o + "/", StringComparison.Ordinal)));
}

/// <summary>Who is signed in, as the top bar shows it.</summary>
public sealed record Sidebruger(string Navn, string Rolle, string Enhed)
{
    /// <summary>First letters of the first and the last name.</summary>
    public string Initialer
    {
        get
        {
            var ord = Navn.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return ord.Length switch { 0 => "?", 1 => ord[0][..1].ToUpperInvariant(), _ => $"{ord[0][0]}{ord[^1][0]}".ToUpperInvariant() };
        }
    }
}

/// <summary>The desk of someone absent.</summary>
/// <param name="Til">The last day, in words.</param>
/// <param name="Note">A word to the substitute.</param>
public sealed record Skrivebord(Guid Id, string Navn, string Til, string? Note = null)
{
    /// <summary>Where a form with the field <c>bruger</c> goes to the desk, and with <c>/slut</c> back to one's own.</summary>
    public const string Sti = "/fravaer/skrivebord";
}

/// <summary>A menu item. Modules register theirs: <c>services.AddSingleton(new Menupunkt(...))</c>; the host chooses what shows.</summary>
/// <param name="Gruppe">One of <see cref="Menugruppe"/>.</param>
/// <param name="Ikon">Name in the sprite, without <c>i-</c>.</param>
/// <param name="Orden">Place in the group, lowest first.</param>
/// <param name="Roller">Who sees it; null: everyone who is signed in.</param>
/// <param name="Ogsaa">Other paths that lie under this item, e.g. <c>/dokumenter</c> under cases.</param>
/// <param name="Under">One sentence on what is done there, for <c>/administration</c>.</param>
/// <param name="Modul">The optional module it belongs to: shows only where that is switched on.</param>
public sealed record Menupunkt(string Gruppe, string Navn, string Sti, string Ikon, int Orden = 100,
    IReadOnlyList<string>? Roller = null, IReadOnlyList<string>? Ogsaa = null, string? Under = null, string? Modul = null);

/// <summary>How many wait behind a menu item, and whether one is urgent.</summary>
public sealed record Menuantal(int Antal, bool Haster = false);

/// <summary>Tells how many wait behind a menu item, in <see cref="Sideramme.Antal"/>; asked once for each page. Registered as scoped.</summary>
public interface IMenutal
{
    Task FyldAsync(Sideramme ramme, CancellationToken ct);
}

/// <summary>The groups of the side menu, in order.</summary>
public static class Menugruppe
{
    public const string Arbejde = "Mit arbejde";
    public const string Ledelse = "Ledelse";
    public const string Myndighed = "Myndighed";
    public const string Klub = "Klubben";
    public const string System = "System";

    internal static int Orden(string gruppe) => gruppe switch { Arbejde => 0, Ledelse => 1, Myndighed => 2, Klub => 3, System => 9, _ => 5 };
}

/// <summary>A link by name and address.</summary>
public sealed record Sidelink(string Tekst, string Href);

/// <summary>A message above the page: after an act, or a condition of the whole page.</summary>
/// <param name="Href">Where something can be done about it.</param>
/// <param name="Linktekst">What is done there.</param>
/// <param name="Fortryd">Undoes the act.</param>
public sealed record Sidebesked(Beskedart Art, string Titel, string? Tekst = null, string? Href = null, string? Linktekst = null, Sidefortryd? Fortryd = null);

/// <summary>What a message offers to undo the act it tells of: a post of one field.</summary>
/// <param name="Handling">Where it is sent.</param>
/// <param name="Felt">Name of the field.</param>
/// <param name="Vaerdi">Its value; short, since the message travels in a cookie of at most 4 KB.</param>
public sealed record Sidefortryd(string Handling, string Felt, string Vaerdi);

public static class UiTjenester
{
    /// <summary>Razor components for static rendering, the request's <see cref="Sideramme"/> and the addresses of style and scripts.</summary>
    public static IServiceCollection AddEsdhUi(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddScoped<Sideramme>();
        services.AddSingleton<Filudgave>();
        return services;
    }
}
