using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>A subject or group of the plan.</summary>
/// <param name="Nummer"><c>02</c>, <c>02.34</c> or <c>02.34.02</c>.</param>
/// <param name="Udgaaet">First day on which no new case may take it.</param>
/// <param name="Afloesere">Numbers that took over.</param>
/// <param name="Bevaring">B, K, K5, K10 or Tom.</param>
/// <param name="Sletning">ISO 8601 duration from the closing of the case.</param>
internal sealed record Emnepost(string Nummer, string Titel, string? Vejledning, IReadOnlyList<string> Stikord, DateOnly? Udgaaet, IReadOnlyList<string> Afloesere, string? Bevaring, string? Sletning);

internal sealed record Facetpost(string Nummer, string Titel, string? Vejledning, DateOnly? Udgaaet, string? Bevaring);

/// <summary>A version of the plan as it is kept.</summary>
/// <param name="Tilstand">IKraft, Kommende, Tidligere, Indlaest (not switched on) or Indlaeses (not all rows are in).</param>
internal sealed record Udgavepost(Guid Id, string Titel, DateOnly Udgivet, DateOnly? GaelderFra, DateTimeOffset Importeret, string Tilstand, int Emner, int Facetter);

/// <summary>One change, with what it touches.</summary>
/// <param name="Klasse">Emne or Facet.</param>
/// <param name="Art">Ny, Udgaaet, Genindfoert, Fjernet, NyTitel, NyBevaring, NySletning or NyAfloeser.</param>
/// <param name="AabneSager">Open cases with the number; protected ones are not counted.</param>
/// <param name="Skabeloner">Names of the templates that use the number.</param>
internal sealed record Forskelspost(string Klasse, string Nummer, string Art, string Tekst, int AabneSager, IReadOnlyList<string> Skabeloner);

/// <summary>What a version changes against the one in force.</summary>
/// <param name="Fra">The version in force today; null when there is none.</param>
internal sealed record Udgaveforskel(Udgavepost Til, Udgavepost? Fra, IReadOnlyList<Forskelspost> Aendringer);

/// <summary>The subject plan as people and programs read it.</summary>
internal sealed class Emneplanopslag(SagerDb db, Klassifikationsopslag klassifikation, TimeProvider tid)
{
    /// <summary>Subjects of the version in force that have all the words, in the order of their numbers.</summary>
    /// <param name="q">Words or a number; null or empty means all.</param>
    /// <param name="udgaaede">Also retired ones.</param>
    /// <param name="hovedgruppe">Only those of this main group, <c>02</c>.</param>
    public async Task<Side<Emnepost>> SoegAsync(string? q, bool udgaaede, string? efter, int antal, CancellationToken ct, string? hovedgruppe = null)
    {
        if (q?.Length > 200)
            throw new InvalidException("q", "Skriv højst 200 tegn.");
        var idag = DanishTime.Today(tid);
        var udgave = await klassifikation.GaeldendeAsync(idag, ct);
        var emner = db.Planemner.Where(e => e.UdgaveId == udgave && e.Nummer.Length == 8);
        if (!udgaaede)
            emner = emner.Where(e => e.Udgaaet == null || e.Udgaaet > idag);
        if (hovedgruppe is not null)
        {
            var fra = hovedgruppe + ".";
            emner = emner.Where(e => e.Nummer.StartsWith(fra));
        }

        foreach (var ord in DanishText.Fold(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var led = "%" + ord.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            emner = emner.Where(e => EF.Functions.Like(e.Soegetekst, led, "\\"));
        }

        if (Cursor.Decode<Plads>(efter) is { } plads)
#pragma warning disable CA1309 // becomes SQL, where the database compares
            emner = emner.Where(e => string.Compare(e.Nummer, plads.Nummer) > 0);
#pragma warning restore CA1309
        var fundne = await emner.OrderBy(e => e.Nummer).Take(antal + 1).ToListAsync(ct);
        return new([.. fundne.Take(antal).Select(Som)], fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nummer)) : null);
    }

    /// <exception cref="NotFoundException">Not in the version in force.</exception>
    public async Task<Emnepost> EmneAsync(string nummer, CancellationToken ct)
    {
        var udgave = await klassifikation.GaeldendeAsync(DanishTime.Today(tid), ct);
        return await db.Planemner.SingleOrDefaultAsync(e => e.UdgaveId == udgave && e.Nummer == nummer, ct) is { } emne
            ? Som(emne) : throw new NotFoundException("Emnet findes ikke i den gældende emneplan.");
    }

    /// <summary>Main groups and groups, a few hundred at most, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<Emnepost>> GrupperAsync(CancellationToken ct)
    {
        var udgave = await klassifikation.GaeldendeAsync(DanishTime.Today(tid), ct);
        return [.. (await db.Planemner.Where(e => e.UdgaveId == udgave && e.Nummer.Length < 8).OrderBy(e => e.Nummer).ToListAsync(ct)).Select(Som)];
    }

    /// <summary>All facets of the version in force; there are at most a few hundred.</summary>
    public async Task<IReadOnlyList<Facetpost>> FacetterAsync(CancellationToken ct)
    {
        var udgave = await klassifikation.GaeldendeAsync(DanishTime.Today(tid), ct);
        return await db.Planfacetter.Where(f => f.UdgaveId == udgave).OrderBy(f => f.Nummer).Select(f => new Facetpost(f.Nummer, f.Titel, f.Vejledning, f.Udgaaet, f.Bevaring)).ToListAsync(ct);
    }

    /// <summary>The latest 100 versions, newest first.</summary>
    public async Task<IReadOnlyList<Udgavepost>> UdgaverAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var gaeldende = await klassifikation.GaeldendeAsync(idag, ct);
        var udgaver = await db.Planudgaver.OrderByDescending(u => u.Udgivet).ThenByDescending(u => u.Importeret).Take(100)
            .Select(u => new { U = u, Emner = db.Planemner.Count(e => e.UdgaveId == u.Id && e.Nummer.Length == 8), Facetter = db.Planfacetter.Count(f => f.UdgaveId == u.Id) }).ToListAsync(ct);
        return [.. udgaver.Select(u => new Udgavepost(u.U.Id, u.U.Titel, u.U.Udgivet, u.U.GaelderFra, u.U.Importeret, Tilstand(u.U, gaeldende, idag), u.Emner, u.Facetter))];
    }

    /// <exception cref="NotFoundException">There is no such version.</exception>
    public async Task<Udgaveforskel> ForskelAsync(Guid id, CancellationToken ct)
    {
        var udgaver = await UdgaverAsync(ct);
        var til = udgaver.FirstOrDefault(u => u.Id == id) ?? throw new NotFoundException("Udgaven findes ikke.");
        var fra = udgaver.FirstOrDefault(u => u.Tilstand == "IKraft");
        if (fra is null || fra.Id == til.Id || til.Tilstand == "Indlaeses")
            return new(til, fra, []);
        var forskel = Emneplanforskel.Mellem(await PlanAsync(fra, ct), await PlanAsync(til, ct));
        var emner = await db.AabneSagerPrEmneAsync(forskel.Beroerte(Klassifikationsart.Emne), ct);
        var facetter = await db.AabneSagerPrFacetAsync(forskel.Beroerte(Klassifikationsart.Facet), ct);
        var skabeloner = await db.Skabeloner.Where(s => s.Aktiv).OrderBy(s => s.Navn).Select(s => new { s.Navn, s.Emner, s.Facetter }).ToListAsync(ct);
        return new(til, fra, [.. forskel.Aendringer.Select(a => new Forskelspost(
            a.Klasse.ToString(), a.Nummer, a.Art.ToString(), a.Tekst,
            a.Art == Planaendringsart.Ny ? 0 : (a.Klasse == Klassifikationsart.Emne ? emner : facetter).GetValueOrDefault(a.Nummer),
            [.. skabeloner.Where(s => (a.Klasse == Klassifikationsart.Emne ? s.Emner : s.Facetter).Contains(a.Nummer)).Select(s => s.Navn)]))]);
    }

    /// <summary>A kept version as the domain compares it.</summary>
    private async Task<Emneplan> PlanAsync(Udgavepost udgave, CancellationToken ct)
    {
        var raekker = await db.Planemner.Where(e => e.UdgaveId == udgave.Id && e.Nummer.Length == 8).OrderBy(e => e.Nummer).ToListAsync(ct);
        var facetter = await db.Planfacetter.Where(f => f.UdgaveId == udgave.Id).OrderBy(f => f.Nummer).ToListAsync(ct);
        var gruppe = new Gruppe
        {
            Nummer = "00.00", Titel = "",
            Emner = [.. raekker.Select(e => new Emne
            {
                Nummer = e.Nummer, Titel = e.Titel, UdgaaetDato = e.Udgaaet, Afloesere = Del(e.Afloesere, ' '), Bevaring = Kode(e.Bevaring),
                Sletning = Slettefrist.TryParse(e.Sletning, out var frist) ? frist : null,
            })],
        };
        var kategori = new Facetkategori
        {
            Nummer = "A", Titel = "",
            Facetter = [.. facetter.Select(f => new Facet { Nummer = f.Nummer, Titel = f.Titel, UdgaaetDato = f.Udgaaet, Bevaring = Kode(f.Bevaring) })],
        };
        return new(udgave.Udgivet, udgave.Titel, [new Hovedgruppe { Nummer = "00", Titel = "", Grupper = [gruppe] }], facetter.Count > 0 ? [kategori] : []);
    }

    private static string Tilstand(Planudgave u, Guid? gaeldende, DateOnly idag) =>
        !u.Faerdig ? "Indlaeses" : u.Id == gaeldende ? "IKraft" : u.GaelderFra is null ? "Indlaest" : u.GaelderFra > idag ? "Kommende" : "Tidligere";

    private static Emnepost Som(Planemne e) => new(e.Nummer, e.Titel, e.Vejledning, Del(e.Stikord, '\n'), e.Udgaaet, Del(e.Afloesere, ' '), e.Bevaring, e.Sletning);

    private static Bevaring Kode(string? kode) => Enum.TryParse<Bevaring>(kode, out var bevaring) ? bevaring : Bevaring.Tom;

    private static string[] Del(string? tekst, char mellem) => tekst?.Split(mellem, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private sealed record Plads(string Nummer);
}
