using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Sider;

/// <summary>What fields look up while one types: <c>GET /opslag/{hvad}?q=</c>, at most 20 of <c>{id, tekst, under?}</c>.</summary>
internal static class OpslagRuter
{
    private const int Hoejst = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var opslag = routes.MapGroup("/opslag").ExcludeFromDescription();
        opslag.MapGet("/emner", Emner).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Slog et emne op");
        opslag.MapGet("/facetter", Facetter).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Slog en facet op");
        opslag.MapGet("/sager", Sager).Kraever(AccessRules.Laesning).WithSummary("Slog en sag op");
        opslag.MapGet("/medarbejdere", Medarbejdere).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Slog en medarbejder op");
        opslag.MapGet("/parter", Parter).Kraever(AccessRules.Sagsarbejde).WithSummary("Slog en part op");
    }

    /// <summary>The words of what was typed, folded; none when it is too long or holds a personnummer, which never belongs in an address.</summary>
    internal static string[] Ord(string? q) =>
        q is null or { Length: > 100 } || CprFinder.Contains(q) ? [] : DanishText.Fold(q).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal static string Led(string ord) =>
        "%" + ord.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private static async Task<IReadOnlyList<Forslag>> Emner(string? q, SagerDb db, Klassifikationsopslag plan, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var ord = Ord(q);
        if (ord.Length == 0 || await plan.GaeldendeAsync(idag, ct) is not { } udgave)
            return [];
        var emner = db.Planemner.Where(e => e.UdgaveId == udgave && e.Nummer.Length == 8 && (e.Udgaaet == null || e.Udgaaet > idag));
        foreach (var o in ord)
        {
            var led = Led(o);
            emner = emner.Where(e => EF.Functions.Like(e.Soegetekst, led, "\\") || EF.Functions.Like(e.Nummer, led, "\\"));
        }

        return await emner.OrderBy(e => e.Nummer).Take(Hoejst).Select(e => new Forslag(e.Nummer, e.Nummer + " " + e.Titel, null)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<Forslag>> Facetter(string? q, SagerDb db, Klassifikationsopslag plan, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var ord = Ord(q);
        if (ord.Length == 0 || await plan.GaeldendeAsync(idag, ct) is not { } udgave)
            return [];
        var alle = await db.Planfacetter.Where(f => f.UdgaveId == udgave && (f.Udgaaet == null || f.Udgaaet > idag)).OrderBy(f => f.Nummer).Select(f => new { f.Nummer, f.Titel }).ToListAsync(ct);
        return [.. alle.Where(f => Array.TrueForAll(ord, DanishText.Fold($"{f.Nummer} {f.Titel}").Contains)).Take(Hoejst).Select(f => new Forslag(f.Nummer, $"{f.Nummer} {f.Titel}"))];
    }

    private static async Task<IReadOnlyList<Forslag>> Sager(string? q, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var ord = Ord(q);
        if (ord.Length == 0)
            return [];
        spor.Soegeord(q!);
        var sager = db.Sager.SynligeFor(aktoer);
        foreach (var o in ord)
        {
            var led = Led(o);
            sager = sager.Where(s => EF.Functions.Like(s.Soegetekst, led, "\\"));
        }

        return await sager.Where(s => s.SammenlagtMedId == null).OrderByDescending(s => s.SenestAendret).Take(Hoejst).Select(s => new Forslag(s.Sagsnummer, s.Sagsnummer + " " + s.Titel, null)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<Forslag>> Medarbejdere(string? q, Brugeropslag brugere, CancellationToken ct) =>
        Ord(q).Length == 0 ? [] : [.. (await brugere.SoegAsync(q, Hoejst, ct)).Select(b => new Forslag(b.Id.ToString(), b.Navn, b.Titel is null ? b.Enhed : $"{b.Titel}, {b.Enhed}"))];

    private static async Task<IReadOnlyList<Forslag>> Parter(string? q, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var fundne = await db.PartsforslagAsync(aktoer, q, DanishTime.Today(tid), ct);
        if (fundne.Count > 0)
            spor.Soegeord(q!);
        return fundne;
    }
}
