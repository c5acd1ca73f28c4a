using Esdh.Adgang.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Import;

/// <summary>What the authority has set up, found by the source's names: ids differ between installations.</summary>
internal sealed class Importopslag
{
    private readonly Dictionary<string, Guid?> _brugere = new(StringComparer.OrdinalIgnoreCase);

    public required IReadOnlyList<Sagsskabelon> Skabeloner { get; init; }

    public required IReadOnlyList<Sagsstatus> Statusser { get; init; }

    public required IReadOnlyList<Erindringstype> Erindringstyper { get; init; }

    public required IReadOnlyList<Enhedskort> Enheder { get; init; }

    public static async Task<Importopslag> LaesAsync(SagerDb db, Brugeropslag brugere, CancellationToken ct) => new()
    {
        Skabeloner = await db.Skabeloner.AsNoTracking().Where(s => s.Aktiv).OrderBy(s => s.Nr).ToListAsync(ct),
        Statusser = await db.Statusser.AsNoTracking().Where(s => s.Aktiv).OrderBy(s => s.Orden).ToListAsync(ct),
        Erindringstyper = await db.Erindringstyper.AsNoTracking().Where(t => t.Aktiv).OrderBy(t => t.Nr).ToListAsync(ct),
        Enheder = [.. (await brugere.EnhederAsync(ct)).Where(e => e.Aktiv)],
    };

    /// <summary>The user here of the same log-on name; null where there is none in use.</summary>
    public async Task<Guid?> BrugerAsync(Brugeropslag brugere, Krop? hvem, CancellationToken ct)
    {
        if (hvem?.Tekst("LogonId", "Brugernavn") is not { } navn)
            return null;
        if (!_brugere.TryGetValue(navn, out var id))
            _brugere[navn] = id = await brugere.FindAsync(navn, ct) is { Aktiv: true } fundet ? fundet.Id : null;
        return id;
    }

    public Sagsskabelon? Skabelon(string? navn) => Skabeloner.FirstOrDefault(s => Ens(s.Navn, navn));

    public Sagsstatus? Status(string? navn) => Statusser.FirstOrDefault(s => Ens(s.Navn, navn));

    public Erindringstype? Erindringstype(string? navn) => Erindringstyper.FirstOrDefault(t => Ens(t.Navn, navn));

    public Enhedskort? Enhed(string? navn) => Enheder.FirstOrDefault(e => Ens(e.Navn, navn));

    private static bool Ens(string a, string? b) => string.Equals(a, b?.Trim(), StringComparison.OrdinalIgnoreCase);
}
