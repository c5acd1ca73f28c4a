using System.Data.Common;
using System.Globalization;
using Esdh.Core.Access;
using Esdh.Core.Search;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Soegeindeks;

/// <summary>
/// What saved searches ask besides: all hits at once, and which of some rows or things are hits. As strict as any search about who sees what; no typing error is
/// forgiven and nothing is ranked.
/// </summary>
internal sealed partial class Soegemaskine
{
    /// <summary>Rows of the index that are walked through at a time, and the fewest where that takes too long.</summary>
    private const long Vindue = 500_000, MindsteVindue = 5_000;

    private const int Raekker = 20_000, Udvalg = 500;

    /// <summary>Rows this near each other are asked for as one stretch.</summary>
    private const long Naer = 64;

    private sealed record Vinduessvar(string Udgave, long Hoejeste, List<Fund> Fundne, bool Afbrudt);

    /// <summary>As <see cref="AlleAsync"/>, with what was committed before now, unless the index is behind.</summary>
    public async Task<(HashSet<Hitnoegle> Hits, string Udgave)?> AlleNuAsync(Aktoer aktoer, Soegning soegning, int hoejst, CancellationToken ct)
    {
        await VentAsync(Ventetid, ct);
        return await AlleAsync(aktoer, soegning, hoejst, ct);
    }

    /// <summary>Every hit that the actor sees, however many.</summary>
    /// <param name="aktoer">Who sees.</param>
    /// <param name="soegning">What is searched for; its order and page do not matter.</param>
    /// <param name="hoejst">It may stop when there are more than this.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The hits and the index they were found in; null where the index is not finished, or was replaced meanwhile.</returns>
    public async Task<(HashSet<Hitnoegle> Hits, string Udgave)?> AlleAsync(Aktoer aktoer, Soegning soegning, int hoejst, CancellationToken ct)
    {
        var indeks = await indeksering.ForAsync(scope.Authority, ct);
        if (!indeks.ErKlar)
            return null;
        var laest = SearchQuery.Parse(soegning.Tekst, Soegeudtryk.Felter);
        HashSet<Hitnoegle> hits = [];
        string? udgave = null;
        var vindue = Vindue;
        try
        {
            // The first stretch has no upper end: it takes what is written while the rest is gone through.
            for (long foer = 0; foer != 1 && hits.Count <= hoejst;)
            {
                var graense = foer;
                var svar = await indeks.Lager.LaesAsync(async kommando =>
                {
                    var (u, hoejeste) = await UdgaveAsync(kommando, ct);
                    var tidligst = Math.Max(1, (graense == 0 ? hoejeste + 1 : graense) - vindue);
                    var udtryk = new Soegeudtryk(indeks.Lager.ErSqlite, await MoenstreAsync(kommando, indeks.Lager, laest, ct));
                    var (fundne, afbrudt) = await GaaAsync(kommando, indeks.Lager, aktoer, udtryk.Alt(laest, [.. Adgangsled(aktoer), .. Led(soegning)]), soegning, Raekker, ct, tidligst, graense);
                    return new Vinduessvar(u, tidligst, fundne, afbrudt);
                }, ct);
                if ((udgave ??= svar.Udgave) != svar.Udgave)
                    return null;
                hits.UnionWith(svar.Fundne.Select(Noegle));
                if (svar.Fundne.Count == Raekker)
                    foer = svar.Fundne[^1].Nr;
                else if (!svar.Afbrudt)
                    foer = svar.Hoejeste;
                else if (vindue > MindsteVindue)
                    vindue /= 4; // the same stretch in smaller pieces
                else
                    return null;
            }

            return (hits, udgave ?? "");
        }
        catch (SoegeindeksMangler e)
        {
            indeksering.Mangler(scope.Authority, e);
            return null;
        }
    }

    /// <summary>Which of these rows of the index are hits that the actor sees.</summary>
    public static async Task<HashSet<Hitnoegle>> BlandtAsync(
        Func<string, DbCommand> kommando, Soegelager lager, Aktoer aktoer, Soegning soegning, SearchQuery laest, IReadOnlyCollection<long> raekker, CancellationToken ct) =>
        [.. (await FundBlandtAsync(kommando, lager, aktoer, soegning, laest, raekker, ct)).Select(Noegle)];

    /// <summary>
    /// Which of these rows the words and marks of a search fit, whoever may see them: it is only where <see cref="BlandtAsync"/> need be asked, and is asked once for all
    /// who share the search.
    /// </summary>
    /// <param name="kommando">Inside a read of <paramref name="lager"/>.</param>
    /// <param name="lager">The index.</param>
    /// <param name="soegning">What is searched for.</param>
    /// <param name="laest">Its words.</param>
    /// <param name="raekker">Rising.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<List<long>> PasserAsync(Func<string, DbCommand> kommando, Soegelager lager, Soegning soegning, SearchQuery laest, IReadOnlyList<long> raekker, CancellationToken ct)
    {
        if (raekker.Count == 0)
            return [];
        var udtryk = new Soegeudtryk(lager.ErSqlite, await MoenstreAsync(kommando, lager, laest, ct)).Alt(laest, [.. Led(soegning)]);
        List<long> passer = [];
        if (!lager.ErSqlite)
        {
            await using var alle = kommando("select nr from {s}soegepost where nr = any(@raekker) and ord @@ @q::tsquery").MedListe("@raekker", false, raekker);
            alle.MedTekst("@q", udtryk);
            await using var reader = await alle.ExecuteReaderAsync(ct);
            while (reader.Read())
                passer.Add(reader.GetInt64(0));
            return passer;
        }

        var soegte = raekker.ToHashSet();
        await using var stykke = kommando("select rowid from soegetekst where soegetekst match @q and rowid >= @fra and rowid <= @til").With("@fra", 0L).With("@til", 0L);
        stykke.MedTekst("@q", udtryk);
        for (var i = 0; i < raekker.Count;)
        {
            var fra = i;
            while (++i < raekker.Count && raekker[i] - raekker[i - 1] <= Naer)
            {
            }

            (stykke.Parameters["@fra"].Value, stykke.Parameters["@til"].Value) = (raekker[fra], raekker[i - 1]);
            await using var reader = await stykke.ExecuteReaderAsync(ct);
            while (reader.Read())
            {
                if (soegte.Contains(reader.GetInt64(0)))
                    passer.Add(reader.GetInt64(0));
            }
        }

        return passer;
    }

    /// <summary>Those of these things that are hits of the search and that the actor sees, with excerpts, as they were named; nothing where there is no index to ask.</summary>
    public async Task<IReadOnlyList<Soegehit>> VisAsync(Aktoer aktoer, Soegning soegning, IReadOnlyList<Hitnoegle> ting, CancellationToken ct)
    {
        if (ting.Count == 0)
            return [];
        var indeks = await indeksering.ForAsync(scope.Authority, ct);
        if (!indeks.ErAaben)
            return [];
        var lager = indeks.Lager;
        var laest = SearchQuery.Parse(soegning.Tekst, Soegeudtryk.Felter);
        try
        {
            var fundne = await lager.LaesAsync(async kommando => Ens(await FundBlandtAsync(kommando, lager, aktoer, soegning, laest, await RaekkerAsync(kommando, lager, ting, ct), ct)), ct);
            var orden = ting.Select((t, i) => (t, i)).ToDictionary(x => x.t, x => x.i);
            var kendte = fundne.Where(f => orden.ContainsKey(Noegle(f))).OrderBy(f => orden[Noegle(f)]).ToList();
            return await HitsAsync(aktoer, kendte, laest, lager, true, ct);
        }
        catch (SoegeindeksMangler e)
        {
            indeksering.Mangler(scope.Authority, e);
            return [];
        }
    }

    /// <summary>The rows that cases (with their notes), documents (on each case they are on) and parties have in the index.</summary>
    public static async Task<List<long>> RaekkerAsync(Func<string, DbCommand> kommando, Soegelager lager, IReadOnlyCollection<Hitnoegle> ting, CancellationToken ct)
    {
        var i = (string navn) => Indeksskriver.I(lager.ErSqlite, navn);
        await using var command = kommando($$"""
            select p.nr from {s}soegepost p where p.sag {{i("@sager")}} and p.art in (1, 4)
            union select p.nr from {s}soegepost p where p.sag = 0 and p.art = 3 and p.ref {{i("@parter")}}
            union select p.nr from dokument d join dokumentregistrering r on r.dokument_id = d.id join sag s on s.id = r.sag_id
                join {s}soegepost p on p.sag = s.nr and p.art = 2 and p.ref = d.nr where d.nr {{i("@dokumenter")}}
            """).MedListe("@sager", lager.ErSqlite, Numre(Hitart.Sag)).MedListe("@parter", lager.ErSqlite, Numre(Hitart.Part)).MedListe("@dokumenter", lager.ErSqlite, Numre(Hitart.Dokument));
        return await TalAsync(command, ct);
        int[] Numre(Hitart art) => [.. ting.Where(t => t.Art == art).Select(t => t.Nr)];
    }

    /// <summary>Which index this is, and its highest row.</summary>
    public static async Task<(string Udgave, long Hoejeste)> UdgaveAsync(Func<string, DbCommand> kommando, CancellationToken ct)
    {
        await using var command = kommando("select udgave, (select coalesce(max(nr), 0) from {s}soegepost) from {s}soegestand");
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetString(0), Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture)) : throw new SoegeindeksMangler();
    }

    internal static async Task<List<long>> TalAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<long> tal = [];
        while (await reader.ReadAsync(ct))
            tal.Add(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture));
        return tal;
    }

    private static async Task<List<Fund>> FundBlandtAsync(
        Func<string, DbCommand> kommando, Soegelager lager, Aktoer aktoer, Soegning soegning, SearchQuery laest, IReadOnlyCollection<long> raekker, CancellationToken ct)
    {
        if (raekker.Count == 0)
            return [];
        var udtryk = new Soegeudtryk(lager.ErSqlite, await MoenstreAsync(kommando, lager, laest, ct)).Alt(laest, [.. Adgangsled(aktoer), .. Led(soegning)]);
        List<Fund> alle = [];
        foreach (var del in raekker.Chunk(Udvalg))
        {
            var (fundne, afbrudt) = await GaaAsync(kommando, lager, aktoer, udtryk, soegning, del.Length, ct, kun: del);
            if (afbrudt)
                throw new TimeoutException("The search index was too slow."); // tried again; half an answer would be taken for a whole one
            alle.AddRange(fundne);
        }

        return alle;
    }

    private static Hitnoegle Noegle(Fund f) => f.Som switch
    {
        (Postart.Dokument, var nr) => new(Hitart.Dokument, nr),
        (Postart.Part, var nr) => new(Hitart.Part, nr),
        var (_, nr) => new(Hitart.Sag, nr),
    };
}
