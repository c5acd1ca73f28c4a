using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>What the rules say of the whole authority's cases: what falls due when, what is to be decided, and what one case is to be.</summary>
internal sealed class Bevaringsopslag(SagerDb sager, ArkivDb arkiv, Bevaringsplanopslag planer, Klassifikationsopslag klassifikation, Kassationsstopopslag stop, Personer personer, TimeProvider tid)
{
    /// <summary>Years shown; what fell due before the first stands in it.</summary>
    private const int Aarene = 15;

    /// <param name="Kasseres">Cases whose documents may be disposed of from then.</param>
    /// <param name="Slettes">Cases whose personal data should be deleted then.</param>
    public sealed record Aarstal(int Aar, int Kasseres, int Slettes);

    public sealed record Emnetal(string Emne, string? Titel, string Facet, string Kode, int Kasseres, int Slettes);

    /// <param name="Sager">Open and closed.</param>
    public sealed record Uafklaret(string Emne, string? Titel, string Facet, int Sager);

    /// <param name="Emner">What falls due in the chosen year, the most first; the first 200.</param>
    /// <param name="Uafklarede">Most cases first; the first 200.</param>
    /// <param name="Fordeling">Cases by code: B, K, K5, K10, Tom.</param>
    public sealed record Fremskrivning(int Aar, IReadOnlyList<Aarstal> AarForAar, IReadOnlyList<Emnetal> Emner, IReadOnlyList<Uafklaret> Uafklarede, IReadOnlyDictionary<string, int> Fordeling, int Sager);

    public sealed record Regel(Guid Id, int Nr, string Emne, string? Titel, string? Facet, string? Bevaring, int? Sletmaaneder, string Begrundelse, DateOnly GaelderFra, DateOnly? GaelderTil, string OprettetAf);

    /// <param name="Stop">Why nothing of it is disposed of now; null where nothing holds it.</param>
    public sealed record Sagsudfald(string Sagsnummer, string Titel, string Emne, string Facet, string Kode, string Kilde, DateOnly? Lukket, DateOnly? Kasseres, DateOnly? Slettes, string? Stop, string? Egen, int? EgneMaaneder, string? Begrundelse);

    /// <param name="aar">The year whose subjects are shown; this year when null.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Fremskrivning> FremskrivAsync(int? aar, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (plan, foerste) = (await planer.HentAsync(ct), idag.Year);
        var valgt = Math.Clamp(aar ?? foerste, foerste, foerste + Aarene - 1);
        var egne = await arkiv.Sagsbevaringer.AsNoTracking().ToDictionaryAsync(s => s.SagId, ct);
        Dictionary<(string Emne, string Facet), Bevaringsplan.Udfald> kendte = [];
        var (kasseres, slettes) = (new int[Aarene], new int[Aarene]);
        Dictionary<(string, string, Bevaring), (int Kasseres, int Slettes)> iAaret = [];
        Dictionary<(string, string), int> uafklarede = [];
        Dictionary<string, int> fordeling = [];
        var antal = 0;
        // Uden for adgang: tal. One row of an index a case, in the order it lies.
        await foreach (var s in sager.Sager.Where(s => s.SammenlagtMedId == null).Select(s => new { s.Id, s.Emne, s.Facet, s.Tilstand, s.Afsluttet }).AsAsyncEnumerable().WithCancellation(ct))
        {
            antal++;
            var udfald = egne.TryGetValue(s.Id, out var egen) ? plan.For(s.Emne, s.Facet, idag, egen)
                : kendte.TryGetValue((s.Emne, s.Facet), out var kendt) ? kendt : kendte[(s.Emne, s.Facet)] = plan.For(s.Emne, s.Facet, idag);
            fordeling[udfald.Kode.ToString()] = fordeling.GetValueOrDefault(udfald.Kode.ToString()) + 1;
            if (udfald.Kode == Bevaring.Tom)
                uafklarede[(s.Emne, s.Facet)] = uafklarede.GetValueOrDefault((s.Emne, s.Facet)) + 1;
            if (s.Tilstand != Tilstand.Afsluttet || s.Afsluttet is not { } lukket)
                continue;
            var dag = DanishTime.DateOf(lukket);
            var (k, t) = (Tael(kasseres, udfald.Kasseres(dag)), Tael(slettes, udfald.Slettes(dag)));
            if (k != valgt && t != valgt)
                continue;
            var noegle = (s.Emne, s.Facet, udfald.Kode);
            var foer = iAaret.GetValueOrDefault(noegle);
            iAaret[noegle] = (foer.Kasseres + (k == valgt ? 1 : 0), foer.Slettes + (t == valgt ? 1 : 0));
        }

        var titler = await TitlerAsync(iAaret.Keys.Select(x => x.Item1).Concat(uafklarede.Keys.Select(x => x.Item1)), idag, ct);
        return new(
            valgt, [.. Enumerable.Range(0, Aarene).Select(i => new Aarstal(foerste + i, kasseres[i], slettes[i]))],
            [.. iAaret.OrderByDescending(x => x.Value.Kasseres + x.Value.Slettes).ThenBy(x => x.Key.Item1, StringComparer.Ordinal).Take(200)
                .Select(x => new Emnetal(x.Key.Item1, titler.GetValueOrDefault(x.Key.Item1), x.Key.Item2, x.Key.Item3.ToString(), x.Value.Kasseres, x.Value.Slettes))],
            [.. uafklarede.OrderByDescending(x => x.Value).ThenBy(x => x.Key.Item1, StringComparer.Ordinal).Take(200).Select(x => new Uafklaret(x.Key.Item1, titler.GetValueOrDefault(x.Key.Item1), x.Key.Item2, x.Value))],
            fordeling, antal);

        // What is due already falls in the first year.
        int? Tael(int[] aarene, DateOnly? dag)
        {
            if (dag is not { } d || d.Year >= foerste + Aarene)
                return null;
            var i = Math.Max(0, d.Year - foerste);
            aarene[i]++;
            return foerste + i;
        }
    }

    /// <summary>In force or to come first, then what has ended; the latest 500.</summary>
    public async Task<IReadOnlyList<Regel>> ReglerAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var regler = await arkiv.Bevaringsregler.AsNoTracking().OrderByDescending(r => r.Nr).Take(500).ToListAsync(ct);
        await personer.HuskAsync(regler.Select(r => r.OprettetAf).Distinct(), ct);
        var titler = await TitlerAsync(regler.Select(r => r.Emne), idag, ct);
        List<Regel> ud = [];
        foreach (var r in regler.OrderBy(r => r.GaelderTil is { } til && til <= idag).ThenBy(r => r.Emne, StringComparer.Ordinal).ThenBy(r => r.Nr))
            ud.Add(new(r.Id, r.Nr, r.Emne, titler.GetValueOrDefault(r.Emne), r.Facet, r.Bevaring?.ToString(), r.Sletmaaneder, r.Begrundelse, r.GaelderFra, r.GaelderTil, await personer.NavnAsync(r.OprettetAf, ct)));
        return ud;
    }

    /// <exception cref="Core.NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Sagsudfald> SagAsync(Aktoer aktoer, string sag, CancellationToken ct)
    {
        var id = await sager.SagsIdAsync(sag, ct);
        var s = await sager.Sager.SynligeFor(aktoer).Where(x => x.Id == id).Select(x => new { x.Id, x.Sagsnummer, x.Titel, x.Emne, x.Facet, x.Tilstand, x.Afsluttet }).SingleOrDefaultAsync(ct) ?? throw Synlighed.Ukendt();
        var egen = await arkiv.Sagsbevaringer.AsNoTracking().SingleOrDefaultAsync(x => x.SagId == s.Id, ct);
        var udfald = (await planer.HentAsync(ct)).For(s.Emne, s.Facet, DanishTime.Today(tid), egen);
        DateOnly? lukket = s.Tilstand == Tilstand.Afsluttet && s.Afsluttet is { } t ? DanishTime.DateOf(t) : null;
        return new(s.Sagsnummer, s.Titel, s.Emne, s.Facet, udfald.Kode.ToString(), udfald.Kilde, lukket, udfald.Kasseres(lukket), udfald.Slettes(lukket), (await stop.HoldteAsync([s.Id], ct)).GetValueOrDefault(s.Id), egen?.Bevaring?.ToString(), egen?.Sletmaaneder, egen?.Begrundelse);
    }

    private async Task<Dictionary<string, string>> TitlerAsync(IEnumerable<string> numre, DateOnly idag, CancellationToken ct)
    {
        var (udgave, alle) = (await klassifikation.GaeldendeAsync(idag, ct), numre.Distinct().Take(1000).ToList());
        return await sager.Planemner.Where(e => e.UdgaveId == udgave && alle.Contains(e.Nummer)).Select(e => new { e.Nummer, e.Titel }).ToDictionaryAsync(e => e.Nummer, e => e.Titel, ct);
    }
}
