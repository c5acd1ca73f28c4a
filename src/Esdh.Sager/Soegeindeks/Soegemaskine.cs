using System.Data.Common;
using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Search;
using Esdh.Core.Storage;
using Esdh.Core.Text;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Soegeindeks;

/// <summary>
/// Searches the index. It is walked from the newest, and who sees a row is decided by the authority's own tables, or by what the row says of them where no event since
/// can have changed it: what the actor may not see is neither found nor counted nor excerpted, however old the index is. Ranking, counts and facets look at the newest <see cref="Flest"/> that the actor sees.
/// </summary>
internal sealed partial class Soegemaskine(SagerDb db, CoreDb core, StorageScope scope, Indeksering indeksering, TimeProvider tid) : ISoegning
{
    /// <summary>Hits that are looked at; counts are exact up to here.</summary>
    public const int Flest = 10_000;

    private const int MestPoint = 7, MindstPoint = -1;

    /// <summary>With more events than this waiting, every row is held against the tables.</summary>
    private const int FlestUdenfor = 500;

    private const int Forslagskandidater = 60, Begyndelser = 40, FlestMoensterord = 300, FlestBegyndelser = 300;

    /// <summary>With more lists than this the walk itself is cheaper than choosing by them first.</summary>
    private const int FlestLister = 200;

    private static readonly TimeSpan Ventetid = TimeSpan.FromSeconds(1), Forslagsventetid = TimeSpan.FromMilliseconds(150);

    /// <summary>A walk past ever so much that is not seen ends here, and the answer says so.</summary>
    private static readonly TimeSpan Laengst = TimeSpan.FromSeconds(2);

    private static readonly string[] Facetnavne = ["art", "emne", "tilstand", "behandler", "enhed", "retning", "filtype", "aar"];

    private sealed record Fund(
        long Nr, Postart Art, int Sag, int Ref, string? Emne, string? Tilstand, Guid? BehandlerId, Guid? EnhedId, int? Aar, string? Retning, string? Type, string Orden)
    {
        /// <summary>A note is found as its case.</summary>
        public (Postart, int) Som => Art == Postart.Notat ? (Postart.Sag, Sag) : (Art, Ref);

        public string Slags => Art switch { Postart.Dokument => Soegeart.Dokument, Postart.Part => Soegeart.Part, _ => Soegeart.Sag };

        public int Point { get; set; }

        /// <summary>The note it was found by, where the case itself was not.</summary>
        public int? Notat => Art == Postart.Notat ? Ref : null;
    }

    public async Task<Soegesvar> SoegAsync(Aktoer aktoer, Soegning soegning, CancellationToken ct)
    {
        if (soegning.Antal is < 1 or > Core.Web.Cursor.MaxPage || soegning.Spring < 0)
            throw new InvalidException("antal", $"Antal skal være fra 1 til {Core.Web.Cursor.MaxPage}.");
        Soegeord.IntetPersonnummer(soegning.Tekst, "q");
        return await SvarAsync(aktoer, soegning, SearchQuery.Parse(soegning.Tekst, Soegeudtryk.Felter), ct);
    }

    /// <summary>As <see cref="SoegAsync"/>, for a text that may hold a personnummer since it stands in no address.</summary>
    public Task<Soegesvar> SoegMedPersonnummerAsync(Aktoer aktoer, Soegning soegning, CancellationToken ct) =>
        SvarAsync(aktoer, soegning, SearchQuery.Parse(soegning.Tekst, Soegeudtryk.Felter), ct);

    public async Task<IReadOnlyList<Soegehit>> ForslagAsync(Aktoer aktoer, string tekst, int hoejst, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(tekst) || tekst.Trim().Length < 2 || tekst.Length > Soegeord.Laengst || CprFinder.Contains(tekst))
            return [];
        await VentAsync(Forslagsventetid, ct);
        var tokens = DanishAnalyzer.Tokens(tekst).ToList();
        if (tokens.Count == 0)
            return [];
        var sidste = CaseNumber.TryParse(tekst, out _) || char.IsWhiteSpace(tekst[^1]) ? null : tokens[^1].Exact;
        var foer = sidste is null ? tekst : tekst[..tokens[^1].Start];
        var hele = DanishAnalyzer.Tokens(foer).Any() ? SearchQuery.Parse(foer, Soegeudtryk.Felter) : null;
        if (hele is null && sidste is { Length: < 2 })
            return [];
        var indeks = await indeksering.ForAsync(scope.Authority, ct);
        if (!indeks.ErAaben)
            return [];
        var lager = indeks.Lager;
        List<Fund> fundne;
        try
        {
            fundne = await lager.LaesAsync(async kommando =>
            {
                var begyndelser = sidste is null ? [] : await BegyndelserAsync(kommando, sidste, ct);
                if (sidste is not null && begyndelser.Count == 0)
                    return [];
                var udtryk = new Soegeudtryk(lager.ErSqlite, hele is null ? [] : await MoenstreAsync(kommando, lager, hele, ct));
                var (alle, _) = await GaaAsync(kommando, lager, aktoer, udtryk.Paabegyndt(hele, begyndelser, Adgangsled(aktoer)), new Soegning(tekst), Forslagskandidater, ct);
                return Ens(alle);
            }, ct);
        }
        catch (SoegeindeksMangler e)
        {
            indeksering.Mangler(scope.Authority, e);
            return [];
        }

        foreach (var f in fundne)
            f.Point = f.Art is Postart.Sag or Postart.Part ? 1 : 0;
        var soegning = SearchQuery.Parse(sidste is null ? tekst : $"{foer}{sidste}*", Soegeudtryk.Felter);
        return await HitsAsync(aktoer, [.. fundne.OrderByDescending(f => f.Point).ThenByDescending(f => f.Nr).Take(hoejst)], soegning, lager, false, ct);
    }

    private async Task<Soegesvar> SvarAsync(Aktoer aktoer, Soegning soegning, SearchQuery laest, CancellationToken ct)
    {
        var indeks = await indeksering.ForAsync(scope.Authority, ct);
        if (!indeks.ErAaben)
            return Intet("Søgeindekset kan ikke åbnes lige nu. Prøv om lidt; sagslisten og parterne kan bruges imens.");
        var frisk = await VentAsync(Ventetid, ct);
        List<string> bemaerkninger = [.. laest.Remarks];
        if (laest.Ignored.Count > 0)
            bemaerkninger.Add($"Så almindelige ord, at de er udeladt: {string.Join(", ", laest.Ignored)}. Sæt dem i anførselstegn, hvis de skal med.");
        if (!indeks.ErKlar)
            bemaerkninger.Insert(0, $"Søgeindekset bygges{(indeks.Andel is { } andel ? string.Create(CultureInfo.InvariantCulture, $" ({andel:0} %)") : "")}. Der kan mangle noget, til det er færdigt.");
        else if (!frisk)
            bemaerkninger.Insert(0, "Det allernyeste er ikke med endnu. Søg igen om lidt.");
        try
        {
            var ogsaa = new List<string>();
            var (rettet, resultat) = await indeks.Lager.LaesAsync(async kommando =>
            {
                var fundet = await FindAsync(kommando, indeks.Lager, aktoer, soegning, laest, ct);
                return fundet.Fundne.Count == 0 && !fundet.HarFiltre ? await TilgivAsync(kommando, indeks.Lager, aktoer, soegning, laest, fundet, ogsaa, ct) : (laest, fundet);
            }, ct);
            if (resultat.Afbrudt)
                bemaerkninger.Add("Der er så mange, der ligner, at kun de nyeste er set igennem. Skriv flere ord.");
            foreach (var begyndelse in resultat.Afkortede)
                bemaerkninger.Add($"Mere end {FlestBegyndelser} ord begynder med »{Laesbart(begyndelse)}«. Der er søgt efter de {FlestBegyndelser} almindeligste. Skriv mere af ordet.");
            var side = resultat.Fundne.Skip(soegning.Spring).Take(soegning.Antal).ToList();
            return new(await HitsAsync(aktoer, side, rettet, indeks.Lager, true, ct), resultat.Fundne.Count, resultat.ErFlere, resultat.Facetter)
            {
                Ogsaa = ogsaa, Bemaerkninger = bemaerkninger, ErFrisk = frisk && indeks.ErKlar,
            };
        }
        catch (SoegeindeksMangler e)
        {
            indeksering.Mangler(scope.Authority, e);
            return Intet(e.ErVaek ? "Søgeindekset mangler og bygges igen nu. Prøv om lidt; sagslisten og parterne kan bruges imens." : "Søgeindekset kan ikke åbnes lige nu. Prøv om lidt; sagslisten og parterne kan bruges imens.");
        }
    }

    private static Soegesvar Intet(string hvorfor) => new([], 0, false, Facetter(_ => [])) { Bemaerkninger = [hvorfor], ErFrisk = false };

    /// <summary>Waits until the index has what was committed before now.</summary>
    private async Task<bool> VentAsync(TimeSpan hoejst, CancellationToken ct)
    {
        var indeks = await indeksering.ForAsync(scope.Authority, ct);
        return await indeks.NaarAsync(await core.Haendelser.MaxAsync(h => (long?)h.Nr, ct) ?? 0, hoejst, ct);
    }

    private sealed record Resultat(List<Fund> Fundne, bool ErFlere, bool Afbrudt, bool HarFiltre, IReadOnlyDictionary<string, IReadOnlyList<Facetvaerdi>> Facetter)
    {
        /// <summary>Beginnings of more words than were asked for.</summary>
        public IReadOnlyList<string> Afkortede { get; init; } = [];
    }

    private static Dictionary<string, IReadOnlyList<Facetvaerdi>> Facetter(Func<string, IReadOnlyList<Facetvaerdi>> facet) =>
        Facetnavne.ToDictionary(f => f, facet);

    private static async Task<Resultat> FindAsync(Func<string, DbCommand> kommando, Soegelager lager, Aktoer aktoer, Soegning s, SearchQuery laest, CancellationToken ct)
    {
        var begyndelser = lager.ErSqlite ? await BegyndelserAsync(kommando, laest, ct) : [];
        var udtryk = new Soegeudtryk(lager.ErSqlite, await MoenstreAsync(kommando, lager, laest, ct), begyndelser);
        var tidligst = s.OprettetEfter is { } efter ? await FoersteEfterAsync(kommando, lager, efter, ct) : 0;
        async Task<(List<Fund> Fundne, bool Afbrudt, bool ErFlere)> Uden(string facet)
        {
            var valgt = Afgraenset(s, facet);
            var (alle, afbrudt) = await GaaAsync(kommando, lager, aktoer, udtryk.Alt(laest, [.. Adgangsled(aktoer), .. Led(valgt)]), valgt, Flest + 1, ct, tidligst);
            var ens = Ens(alle);
            return (ens.Count > Flest ? ens[..Flest] : ens, afbrudt, afbrudt || alle.Count > Flest);
        }

        var (fundne, stoppet, flere) = await Uden("");
        Dictionary<string, List<Fund>> andre = [];
        foreach (var facet in ValgteFacetter(s))
            andre[facet] = (await Uden(facet)).Fundne;
        var facetter = Facetter(navn => Facet(navn, andre.GetValueOrDefault(navn, fundne)));
        if (s.Orden == Soegeorden.Bedste && fundne.Count > 1)
            await GivPointAsync(kommando, lager, fundne, udtryk, laest, ct);
        return new(Ordnet(fundne, s.Orden), flere, stoppet, ValgteFacetter(s).Any() || s.OprettetEfter is not null, facetter) { Afkortede = [.. begyndelser.Where(b => b.Value.ErFlere).Select(b => b.Key)] };
    }

    private static IEnumerable<string> ValgteFacetter(Soegning s)
    {
        if (s.Arter.Count > 0)
            yield return "art";
        if (s.Emner.Count > 0)
            yield return "emne";
        if (s.Tilstande.Count > 0)
            yield return "tilstand";
        if (s.Behandlere.Count > 0)
            yield return "behandler";
        if (s.Enheder.Count > 0)
            yield return "enhed";
        if (s.Retninger.Count > 0)
            yield return "retning";
        if (s.Filtyper.Count > 0)
            yield return "filtype";
        if (s.FraAar is not null || s.TilAar is not null)
            yield return "aar";
    }

    private static Soegning Afgraenset(Soegning s, string uden) => uden switch
    {
        "art" => s with { Arter = [] },
        "emne" => s with { Emner = [] },
        "tilstand" => s with { Tilstande = [] },
        "behandler" => s with { Behandlere = [] },
        "enhed" => s with { Enheder = [] },
        "retning" => s with { Retninger = [] },
        "filtype" => s with { Filtyper = [] },
        "aar" => s with { FraAar = null, TilAar = null },
        _ => s,
    };

    private static IReadOnlyList<Facetvaerdi> Facet(string navn, List<Fund> fundne) => navn switch
    {
        "art" => Ordnede(fundne.CountBy(f => f.Slags)),
        "emne" => Ordnede(fundne.Where(f => f.Emne is not null).CountBy(f => f.Emne!)),
        "tilstand" => Ordnede(fundne.Where(f => f.Tilstand is not null).CountBy(f => f.Tilstand!)),
        "behandler" => Ordnede(fundne.Where(f => f.BehandlerId is not null).CountBy(f => f.BehandlerId!.Value)),
        "enhed" => Ordnede(fundne.Where(f => f.EnhedId is not null).CountBy(f => f.EnhedId!.Value)),
        "retning" => Ordnede(fundne.Where(f => f.Retning is not null).CountBy(f => f.Retning!)),
        "filtype" => Ordnede(fundne.Where(f => f.Type is not null).CountBy(f => f.Type!)),
        _ => [.. Talte(fundne.Where(f => f.Aar is not null).CountBy(f => f.Aar!.Value)).OrderBy(v => v.Vaerdi, StringComparer.Ordinal)],
    };

    private static IReadOnlyList<Facetvaerdi> Ordnede<T>(IEnumerable<KeyValuePair<T, int>> talte) => [.. Talte(talte).OrderByDescending(v => v.Antal).ThenBy(v => v.Vaerdi, StringComparer.Ordinal)];

    private static IEnumerable<Facetvaerdi> Talte<T>(IEnumerable<KeyValuePair<T, int>> talte) =>
        talte.Select(t => new Facetvaerdi(Convert.ToString(t.Key, CultureInfo.InvariantCulture) ?? "", t.Value));

    private static List<Fund> Ordnet(List<Fund> fundne, Soegeorden orden) => orden switch
    {
        Soegeorden.Nyeste => fundne, // as they were met
        Soegeorden.Sagsnummer => [.. fundne.OrderBy(f => f.Orden.Length == 0).ThenBy(f => f.Orden, StringComparer.Ordinal).ThenByDescending(f => f.Nr)],
        _ => [.. Enumerable.Range(0, MestPoint - MindstPoint + 1).SelectMany(i => fundne.Where(f => f.Point == MestPoint - i))], // the newest first among equals, as they were met
    };

    /// <summary>Each thing once: a document is in the index for every case it is on, and a note is found as its case.</summary>
    private static List<Fund> Ens(List<Fund> alle)
    {
        List<Fund> ens = new(alle.Count);
        Dictionary<(Postart, int), int> sted = [];
        foreach (var fund in alle)
        {
            if (sted.TryAdd(fund.Som, ens.Count))
                ens.Add(fund);
            else if (fund.Art == Postart.Sag)
                ens[sted[fund.Som]] = fund with { Nr = ens[sted[fund.Som]].Nr };
        }

        return ens;
    }

    /// <summary>More for what stands in the title, most where all of it does; a little for cases and parties.</summary>
    private static async Task GivPointAsync(Func<string, DbCommand> kommando, Soegelager lager, List<Fund> fundne, Soegeudtryk udtryk, SearchQuery laest, CancellationToken ct)
    {
        var alle = await NumreAsync(kommando, lager, udtryk.AltITitel(laest), fundne[^1].Nr, ct);
        var nogle = laest.Wanted.Skip(1).Any() ? await NumreAsync(kommando, lager, udtryk.NogetITitel(laest), fundne[^1].Nr, ct) : alle;
        foreach (var f in fundne)
            f.Point = (alle.Contains(f.Nr) ? 4 : 0) + (nogle.Contains(f.Nr) ? 2 : 0) + (f.Art switch { Postart.Sag or Postart.Part => 1, Postart.Notat => -1, _ => 0 });
    }

    private static async Task<HashSet<long>> NumreAsync(Func<string, DbCommand> kommando, Soegelager lager, string udtryk, long fra, CancellationToken ct)
    {
        await using var command = kommando(lager.ErSqlite
            ? "select rowid from soegetekst where soegetekst match @q and rowid >= @fra order by rowid desc limit 20000"
            : "select nr from {s}soegepost where ord @@ @q::tsquery and nr >= @fra order by nr desc limit 20000").With("@fra", fra);
        command.MedTekst("@q", udtryk);
        await using var reader = await command.ExecuteReaderAsync(ct);
        HashSet<long> numre = [];
        while (reader.Read())
            numre.Add(reader.GetInt64(0));
        return numre;
    }

    /// <summary>Narrows what is looked through to lists that admit the actor. It never decides: the tables do.</summary>
    private static IEnumerable<IReadOnlyCollection<string>> Adgangsled(Aktoer aktoer) =>
        aktoer.Noedsager.Count > 0 || aktoer.Lister.Count > FlestLister ? [] : [[.. aktoer.Lister.Select(Indeksmaerke.Adgang), Indeksmaerke.AdgangPart]];

    private static IEnumerable<IReadOnlyCollection<string>> Led(Soegning s)
    {
        if (s.Arter.Count > 0)
            yield return [.. s.Arter.SelectMany(a => a switch { Soegeart.Sag => [Postart.Sag, Postart.Notat], Soegeart.Dokument => [Postart.Dokument], Soegeart.Part => [Postart.Part], _ => Array.Empty<Postart>() }).Select(Indeksmaerke.Art).DefaultIfEmpty("þ0")];
        if (s.Emner.Count > 0)
            yield return [.. s.Emner.Select(e => Indeksmaerke.Emne(Bogstaver(e)))];
        if (s.Retninger.Count > 0)
            yield return [.. s.Retninger.Select(r => Indeksmaerke.Retning(Bogstaver(r)))];
        if (s.Filtyper.Count > 0)
            yield return [.. s.Filtyper.Select(t => Indeksmaerke.Type(Bogstaver(t)))];
        if (s.FraAar is not null || s.TilAar is not null)
            yield return [.. Enumerable.Range(0, 400).Select(i => (s.FraAar ?? Math.Max(1, (s.TilAar ?? 0) - 399)) + i).TakeWhile(aar => aar <= (s.TilAar ?? Math.Min(9999, (s.FraAar ?? 0) + 399))).Select(Indeksmaerke.Aar).DefaultIfEmpty("þ0")];
    }

    private static string Bogstaver(string vaerdi) => new([.. vaerdi.Where(c => char.IsLetterOrDigit(c) && c < 0x250).Take(40)]);

    /// <summary>Walks from the newest and takes what the actor sees.</summary>
    private static async Task<(List<Fund> Fundne, bool Afbrudt)> GaaAsync(
        Func<string, DbCommand> kommando, Soegelager lager, Aktoer aktoer, string udtryk, Soegning s, int hoejst, CancellationToken ct, long tidligst = 0, long foer = 0, IReadOnlyCollection<long>? kun = null)
    {
        var sqlite = lager.ErSqlite;
        var udenfor = await UdenforAsync(kommando, lager, ct);
        var (noed, behandlere, enheder) = (Id(sqlite, "@noed"), Id(sqlite, "@behandlere"), Id(sqlite, "@enheder"));
        string Liste(string nr) => sqlite ? $"substr(@kort, {nr} + 1, 1) = x'01'" : $"{nr} = any(@lister)";
        string Ser(string sag) => $"({Liste($"{sag}.adgangsliste_nr")}{(aktoer.Noedsager.Count > 0 ? $" or {sag}.id {noed}" : "")})";
        string Egen(string dokument) => $"({dokument}.adgangsliste_nr is null or {Liste($"{dokument}.adgangsliste_nr")})";
        var partSes = $"""
            exists (select 1 from part x where x.nr = p.ref and (
                exists (select 1 from sagspart sp join sag y on y.id = sp.sag_id where sp.part_id = x.id and {Ser("y")})
                or exists (select 1 from korrespondent k join dokument e on e.id = k.dokument_id where k.part_id = x.id and {Egen("e")}
                    and exists (select 1 from dokumentregistrering r join sag y on y.id = r.sag_id where r.dokument_id = e.id and r.flyttet_til_id is null and {Ser("y")}))
                or (not exists (select 1 from sagspart sp where sp.part_id = x.id) and not exists (select 1 from korrespondent k where k.part_id = x.id))))
            """;
        var fra = sqlite
            ? "soegetekst f cross join soegepost p on p.nr = f.rowid"
            : "{s}soegepost p";
        var hvor = sqlite ? "f.soegetekst match @q" : "p.ord @@ @q::tsquery";
        // A desk's rows are few: they are found from its cases, and the walk only looks whether it meets one of them. The plus keeps it from asking for each.
        var kunDeres = sqlite && s.Behandlere.Count is > 0 and < 10 ? $"and +f.rowid in (select x.nr from sag y cross join soegepost x on x.sag = y.nr where y.behandler_id {behandlere})" : "";
        string felter, ses;
        if (udenfor is { } andre)
        {
            // The row says it all, but for what events beyond the index name: there the tables do. Notes change case without an event of their own.
            felter = $"p.emne, p.tilstand, p.behandler, p.enhed, p.aar, p.retning, p.type{(s.Orden == Soegeorden.Sagsnummer ? ", (select y.nummerorden from sag y where y.nr = p.sag)" : "")}";
            var skiftet = andre.Sager.Count + andre.Dokumenter.Count == 0 ? "" : $"""
                when p.sag in (select value from json_each(@sager)) or (p.art = 2 and p.ref in (select value from json_each(@dokumenter)))
                then exists (select 1 from sag y where y.nr = p.sag and {Ser("y")} and case p.art
                    when 2 then exists (select 1 from dokument e join dokumentregistrering r on r.nr = p.reg and r.dokument_id = e.id and r.sag_id = y.id and r.flyttet_til_id is null where e.nr = p.ref and {Egen("e")})
                    when 4 then exists (select 1 from journalnotat n where n.nr = p.ref and n.sag_id = y.id)
                    else 1 end)
                """;
            ses = $"""
                case when p.art = 3 then {partSes} {skiftet}
                when {Liste("p.liste")}{(aktoer.Noedsager.Count > 0 ? $" or p.sag in (select y.nr from sag y where y.id {noed})" : "")} then case p.art
                    when 4 then exists (select 1 from journalnotat n join sag y on y.id = n.sag_id where n.nr = p.ref and y.nr = p.sag)
                    else p.egen is null or {Liste("p.egen")} end
                else 0 end
                {(s.Tilstande.Count > 0 ? $"and p.tilstand {Indeksskriver.I(sqlite, "@tilstande")}" : "")}
                {(s.Behandlere.Count > 0 ? $"and p.behandler {behandlere}" : "")}
                {(s.Enheder.Count > 0 ? $"and p.enhed {enheder}" : "")}
                """;
        }
        else
        {
            var (dokumentaar, sagsaar) = sqlite
                ? ("cast(substr(d.dato, 1, 4) as integer)", "cast(strftime('%Y', s.oprettet / 1000000 + 3600, 'unixepoch') as integer)")
                : ("extract(year from d.dato)::int", "extract(year from (s.oprettet at time zone 'UTC') + interval '1 hour')::int"); // Danish time is an hour ahead at every turn of the year
            felter = $"s.emne, s.tilstand, s.behandler_id, s.enhed_id, case p.art when 3 then null when 2 then {dokumentaar} else {sagsaar} end, d.retning, p.type{(s.Orden == Soegeorden.Sagsnummer ? ", s.nummerorden" : "")}";
            fra += """
                 left join sag s on s.nr = p.sag left join dokument d on p.art = 2 and d.nr = p.ref
                left join dokumentregistrering r on p.art = 2 and r.nr = p.reg and r.dokument_id = d.id and r.sag_id = s.id and r.flyttet_til_id is null
                """;
            ses = $"""
                (p.art = 3 or {Ser("s")})
                and case p.art
                    when 1 then s.nr is not null
                    when 2 then r.nr is not null and {Egen("d")}
                    when 4 then exists (select 1 from journalnotat n where n.nr = p.ref and n.sag_id = s.id)
                    else {partSes}
                    end
                {(s.Tilstande.Count > 0 ? $"and s.tilstand {Indeksskriver.I(sqlite, "@tilstande")}" : "")}
                {(s.Behandlere.Count > 0 ? $"and s.behandler_id {behandlere}" : "")}
                {(s.Enheder.Count > 0 ? $"and s.enhed_id {enheder}" : "")}
                """;
        }

        var sql = $"""
            select p.nr, p.art, p.sag, p.ref, {felter}
            from {fra}
            where {hvor} {kunDeres}
            and {ses}
            {(s.OprettetEfter is not null ? $"and (case p.art when 1 then (select y.oprettet from sag y where y.nr = p.ref) when 2 then (select e.oprettet from dokument e where e.nr = p.ref) when 4 then (select n.oprettet from journalnotat n where n.nr = p.ref) else (select x.oprettet from part x where x.nr = p.ref) end) > @efter" : "")}
            {(tidligst > 0 ? sqlite ? "and f.rowid >= @tidligst" : "and p.nr >= @tidligst" : "")}
            {(foer > 0 ? sqlite ? "and f.rowid < @foer" : "and p.nr < @foer" : "")}
            {(kun is not null ? (sqlite ? "and f.rowid " : "and p.nr ") + Indeksskriver.I(sqlite, "@kun") : "")}
            order by {(sqlite ? "f.rowid" : "p.nr")} desc limit {hoejst}
            """;
        await using var command = kommando(sql);
        if (sqlite)
            command.MedBytes("@kort", aktoer.Adgang());
        else
            command.MedListe("@lister", false, aktoer.Lister);
        command.MedTekst("@q", udtryk);
        if (udenfor is { } navngivne && navngivne.Sager.Count + navngivne.Dokumenter.Count > 0)
            command.MedListe("@sager", true, navngivne.Sager).MedListe("@dokumenter", true, navngivne.Dokumenter);
        if (aktoer.Noedsager.Count > 0)
            MedIder(command, sqlite, "@noed", aktoer.Noedsager);
        if (s.Tilstande.Count > 0)
            command.MedListe("@tilstande", sqlite, s.Tilstande);
        if (s.Behandlere.Count > 0)
            MedIder(command, sqlite, "@behandlere", s.Behandlere);
        if (s.Enheder.Count > 0)
            MedIder(command, sqlite, "@enheder", s.Enheder);
        if (s.OprettetEfter is { } efter)
            command.With("@efter", efter);
        if (tidligst > 0)
            command.With("@tidligst", tidligst);
        if (foer > 0)
            command.With("@foer", foer);
        if (kun is not null)
            command.MedListe("@kun", sqlite, kun);
        List<Fund> fundne = [];
        using var frist = command.Connection is SqliteConnection { Handle: { } haandtag }
            ? new Timer(_ => SQLitePCL.raw.sqlite3_interrupt(haandtag), null, Laengst, Timeout.InfiniteTimeSpan) : null;
        try
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            var laeser = new Fundlaeser(reader, s.Orden == Soegeorden.Sagsnummer);
            while (reader.Read())
                fundne.Add(laeser.Laes());
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 9)
        {
            return (fundne, true);
        }

        return (fundne, false);
    }

    /// <summary>
    /// The cases and documents named by events that the index has not taken in: whoever sees them is asked of the tables, and all others are as their rows say. An event
    /// names the case or document whose readers or place it changes, and the index has read again whatever the events up to its mark name (docs/soegning.md).
    /// </summary>
    /// <returns>Null where the tables are asked about every row: on PostgreSQL, where they lie beside it, while the index is built, and where it is far behind.</returns>
    private static async Task<(List<long> Sager, List<long> Dokumenter)?> UdenforAsync(Func<string, DbCommand> kommando, Soegelager lager, CancellationToken ct)
    {
        if (!lager.ErSqlite)
            return null;
        long efter;
        await using (var stand = kommando("select efter from soegestand where fase = 'klar'"))
        {
            if (await stand.ExecuteScalarAsync(ct) is not long nr)
                return null;
            efter = nr;
        }

        await using var antal = kommando($"select count(*) from (select 1 from haendelse where nr > @efter limit {FlestUdenfor + 1})").With("@efter", efter);
        switch ((long)(await antal.ExecuteScalarAsync(ct))!)
        {
            case 0:
                return ([], []);
            case > FlestUdenfor:
                return null;
        }

        await using var sager = kommando("select nr from sag where id in (select sag_id from haendelse where nr > @efter union select objekt_id from haendelse where nr > @efter)").With("@efter", efter);
        await using var dokumenter = kommando("select nr from dokument where id in (select objekt_id from haendelse where nr > @efter)").With("@efter", efter);
        return (await TalAsync(sager, ct), await TalAsync(dokumenter, ct));
    }

    /// <summary>UUIDs are bytes in SQLite, where a list of them goes as text.</summary>
    private static string Id(bool sqlite, string navn) => sqlite ? $"in (select unhex(value) from json_each({navn}))" : $"= any({navn})";

    private static void MedIder(DbCommand command, bool sqlite, string navn, IEnumerable<Guid> ider)
    {
        if (sqlite)
            command.MedListe(navn, true, ider.Select(i => Convert.ToHexString(i.ToByteArray(true))));
        else
            command.MedListe(navn, false, ider);
    }

    /// <summary>The first row that may be of something made after a moment: rows grow with time.</summary>
    private static async Task<long> FoersteEfterAsync(Func<string, DbCommand> kommando, Soegelager lager, DateTimeOffset efter, CancellationToken ct)
    {
        // A row is written at most moments after what it is about was made, and what is on several cases has rows made later: so it is looked for with air.
        var graense = efter - TimeSpan.FromMinutes(10);
        await using var sidste = kommando("select coalesce(max(nr), 0) from {s}soegepost");
        var (lav, hoej) = (0L, Convert.ToInt64(await sidste.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture));
        await using var proev = kommando("""
            select p.nr, coalesce(s.oprettet, n.oprettet, x.oprettet, d.oprettet) from {s}soegepost p
            left join sag s on p.art = 1 and s.nr = p.ref left join dokument d on p.art = 2 and d.nr = p.ref left join journalnotat n on p.art = 4 and n.nr = p.ref left join part x on p.art = 3 and x.nr = p.ref
            where p.nr > @nr and (s.nr is not null or d.nr is not null or n.nr is not null or x.nr is not null) order by p.nr limit 1
            """).With("@nr", 0L);
        while (hoej - lav > 64)
        {
            var midt = lav + ((hoej - lav) / 2);
            proev.Parameters["@nr"].Value = midt;
            await using var reader = await proev.ExecuteReaderAsync(ct);
            if (reader.Read() && reader.Instant(1) < graense)
                lav = midt;
            else
                hoej = midt;
        }

        return lav;
    }

    private static async Task<List<string>> BegyndelserAsync(Func<string, DbCommand> kommando, string begyndelse, CancellationToken ct)
    {
        await using var command = kommando($"select ord from {{s}}soegeord where ord >= @fra and ord < @til order by antal desc limit {Begyndelser}");
        command.MedTekst("@fra", "æ" + begyndelse);
        command.MedTekst("@til", "æ" + begyndelse + "\uffff");
        return await OrdAsync(command, ct);
    }

    /// <summary>
    /// The words of the index that begin as is asked for. FTS5 puts all places of all of them in order before it answers with the newest, which takes it a second where they
    /// are common; asked for one by one they are walked from the newest. Numbers and other scripts are not counted as words, and are left to it.
    /// </summary>
    private static async Task<Dictionary<string, Ordbegyndelse>> BegyndelserAsync(Func<string, DbCommand> kommando, SearchQuery laest, CancellationToken ct)
    {
        Dictionary<string, Ordbegyndelse> fundne = new(StringComparer.Ordinal);
        foreach (var p in Led(laest.Root).OfType<SearchPrefix>().Select(p => p.Prefix).Where(Indeksord.TaellesSom).Distinct(StringComparer.Ordinal))
        {
            var (ord, titler) = (await MedAsync(p), await MedAsync("æ" + p));
            if (p.Length < Indeksord.KortesteTalte)
                ord.Insert(0, p);
            fundne[p] = new(ord.Count > FlestBegyndelser ? ord[..FlestBegyndelser] : ord, [.. titler.Take(FlestBegyndelser).Select(t => t[1..])], Math.Max(ord.Count, titler.Count) > FlestBegyndelser);
        }

        return fundne;

        async Task<List<string>> MedAsync(string begyndelse)
        {
            await using var command = kommando($"select ord from {{s}}soegeord where ord >= @fra and ord < @til order by antal desc limit {FlestBegyndelser + 1}");
            command.MedTekst("@fra", begyndelse);
            command.MedTekst("@til", begyndelse + "\uffff");
            return await OrdAsync(command, ct);
        }
    }

    /// <summary>The words of the index that fit each pattern, the commonest where there are many.</summary>
    private static async Task<Dictionary<string, IReadOnlyList<string>>> MoenstreAsync(Func<string, DbCommand> kommando, Soegelager lager, SearchQuery laest, CancellationToken ct)
    {
        Dictionary<string, IReadOnlyList<string>> moenstre = new(StringComparer.Ordinal);
        foreach (var moenster in Led(laest.Root).OfType<SearchPattern>())
        {
            if (moenstre.ContainsKey(moenster.Pattern))
                continue;
            await using var command = kommando($"select ord from {{s}}soegeord where ord >= @fra and ord < @til and ord {(lager.ErSqlite ? "glob" : "like")} @moenster order by antal desc limit 2000");
            command.MedTekst("@fra", moenster.Prefix);
            command.MedTekst("@til", moenster.Prefix.Length == 0 ? "{" : moenster.Prefix + "\uffff"); // letters of other kinds are marks
            command.MedTekst("@moenster", lager.ErSqlite ? moenster.Glob : moenster.Glob.Replace('*', '%'));
            moenstre[moenster.Pattern] = [.. (await OrdAsync(command, ct)).Where(o => moenster.Matches(o)).Take(FlestMoensterord)];
        }

        return moenstre;
    }

    private static IEnumerable<SearchTerm> Led(SearchNode node) => node switch
    {
        SearchAll alle => alle.Nodes.SelectMany(Led),
        SearchAny en => en.Nodes.SelectMany(Led),
        SearchNot ikke => Led(ikke.Node),
        SearchTerm led => [led],
        _ => [],
    };

    private static async Task<List<string>> OrdAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> ord = [];
        while (reader.Read())
            ord.Add(reader.GetString(0));
        return ord;
    }

    /// <summary>
    /// Nothing was found: one typing error in one of the words is forgiven, if that finds something that the actor sees. No other word is dropped, and
    /// phrases stand.
    /// </summary>
    private static async Task<(SearchQuery, Resultat)> TilgivAsync(
        Func<string, DbCommand> kommando, Soegelager lager, Aktoer aktoer, Soegning s, SearchQuery laest, Resultat intet, List<string> ogsaa, CancellationToken ct)
    {
        foreach (var ord in laest.Wanted.OfType<SearchWord>().Where(o => o.IsForgivable).OrderByDescending(o => o.Exact.Length).Take(6).ToList())
        {
            foreach (var (naer, stamme) in await NaereAsync(kommando, lager, ord.Exact, ord.Stems, ct))
            {
                var rettet = laest.Replace(ord, [stamme]);
                var resultat = await FindAsync(kommando, lager, aktoer, s, rettet, ct);
                if (resultat.Fundne.Count == 0)
                    continue;
                ogsaa.Add(Laesbart(naer));
                return (rettet, resultat);
            }
        }

        return (laest, intet);
    }

    /// <summary>Words of the index one error away, the commonest first.</summary>
    private static async Task<List<(string Ord, string Stamme)>> NaereAsync(Func<string, DbCommand> kommando, Soegelager lager, string ord, IReadOnlyList<string> stammer, CancellationToken ct)
    {
        const string Alfabet = "abcdefghijklmnopqrstuvwxyz";
        HashSet<string> former = new(StringComparer.Ordinal);
        for (var i = 0; i <= ord.Length && ord.Length <= 40; i++)
        {
            foreach (var c in Alfabet)
            {
                former.Add(ord.Insert(i, c.ToString()));
                if (i < ord.Length)
                    former.Add(ord[..i] + c + ord[(i + 1)..]);
            }

            if (i < ord.Length)
                former.Add(ord.Remove(i, 1));
            if (i + 1 < ord.Length)
                former.Add(ord[..i] + ord[i + 1] + ord[i] + ord[(i + 2)..]);
            foreach (var dobbelt in new[] { "aa", "ae", "oe" })
            {
                // å, æ and ø are one letter to who types.
                former.Add(ord.Insert(i, dobbelt));
                if (i < ord.Length)
                    former.Add(ord[..i] + dobbelt + ord[(i + 1)..]);
                if (i + 2 <= ord.Length && ord.AsSpan(i, 2).SequenceEqual(dobbelt))
                {
                    former.Add(ord.Remove(i, 2));
                    foreach (var c in Alfabet)
                        former.Add(ord[..i] + c + ord[(i + 2)..]);
                    foreach (var andet in new[] { "aa", "ae", "oe" })
                        former.Add(ord[..i] + andet + ord[(i + 2)..]);
                }
            }
        }

        former.Remove(ord);
        await using var command = kommando($"select ord from {{s}}soegeord where ord {Indeksskriver.I(lager.ErSqlite, "@former")} order by antal desc, ord limit 20").MedListe("@former", lager.ErSqlite, former);
        return [.. (await OrdAsync(command, ct)).Select(o => (o, DanishAnalyzer.Stem(o))).Where(o => !stammer.Contains(o.Item2)).DistinctBy(o => o.Item2).Take(5)];
    }

    /// <summary>The index writes å, æ and ø as two letters.</summary>
    private static string Laesbart(string ord) => ord.Replace("aa", "å", StringComparison.Ordinal).Replace("ae", "æ", StringComparison.Ordinal).Replace("oe", "ø", StringComparison.Ordinal);

    private async Task<IReadOnlyList<Soegehit>> HitsAsync(Aktoer aktoer, List<Fund> side, SearchQuery laest, Soegelager lager, bool medUddrag, CancellationToken ct)
    {
        if (side.Count == 0)
            return [];
        var idag = DanishTime.Today(tid);
        var sagNumre = side.Where(k => k.Sag > 0).Select(k => k.Sag).Distinct().ToList();
        var sager = sagNumre.Count == 0 ? [] : await db.Sager.SynligeFor(aktoer).Where(s => sagNumre.Contains(s.Nr))
            .Select(s => new { s.Id, s.Nr, s.Titel, s.Sagsnummer, s.Emne, s.Tilstand, s.BehandlerId, s.Oprettet, s.ErBeskyttet, Status = db.Statusser.Where(t => t.Id == s.StatusId).Select(t => t.Navn).First() })
            .ToDictionaryAsync(s => s.Nr, ct);
        var sagIder = sager.Values.Select(s => s.Id).ToList();
        var primaere = sagIder.Count == 0 ? [] : (await (from sp in db.Sagsparter.Where(p => sagIder.Contains(p.SagId) && p.ErPrimaer && p.Fratraadt == null)
                                                         join p in db.Parter on sp.PartId equals p.Id
                                                         select new { sp.SagId, sp.Navn, Part = p }).ToListAsync(ct))
            .ToDictionary(p => p.SagId, p => Navnebeskyttelse.Vist(p.Navn, p.Part.ErBeskyttetDen(idag)));
        var dokNumre = side.Where(k => k.Art == Postart.Dokument).Select(k => k.Ref).ToList();
        var dokumenter = dokNumre.Count == 0 ? [] : await db.Dokumenter.SynligeFor(db, aktoer).Where(d => dokNumre.Contains(d.Nr))
            .Select(d => new { d.Id, d.Nr, d.Titel, d.Retning, d.Dato, d.Tilstand, Filer = db.Filer.Where(f => f.DokumentId == d.Id && f.Filversion == d.Filversion).OrderBy(f => f.Nummer).Select(f => new { f.Filnavn, f.Sha256 }).ToList() })
            .ToDictionaryAsync(d => d.Nr, ct);
        var dokIder = dokumenter.Values.Select(d => d.Id).ToList();
        var akter = dokIder.Count == 0 ? [] : (await db.Registreringer.Where(r => dokIder.Contains(r.DokumentId) && sagIder.Contains(r.SagId) && r.Aktnr != null)
            .Select(r => new { r.DokumentId, r.SagId, r.Aktnr, r.Bilagsnr }).ToListAsync(ct)).ToDictionary(r => (r.DokumentId, r.SagId), r => r.Bilagsnr is { } b ? $"{r.Aktnr}.{b}" : $"{r.Aktnr}");
        var partNumre = side.Where(k => k.Art == Postart.Part).Select(k => k.Ref).ToList();
        var parter = partNumre.Count == 0 ? [] : await db.Parter.SynligeFor(db, aktoer).Where(p => partNumre.Contains(p.Nr)).ToDictionaryAsync(p => p.Nr, ct);
        var partIder = parter.Values.Select(p => p.Id).ToList();
        var antal = partIder.Count == 0 ? [] : await (from sp in db.Sagsparter.Where(p => partIder.Contains(p.PartId))
                                                      join s in db.Sager.SynligeFor(aktoer) on sp.SagId equals s.Id
                                                      group s by sp.PartId into g
                                                      select new { g.Key, Antal = g.Select(s => s.Id).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var notatNumre = side.Select(k => k.Notat).OfType<int>().ToList();
        var notater = notatNumre.Count == 0 ? [] : await db.Notater.SynligeFor(db, aktoer).Where(n => notatNumre.Contains(n.Nr)).Select(n => new { n.Nr, n.Overskrift, n.Tekst }).ToDictionaryAsync(n => n.Nr, ct);
        var tekster = medUddrag ? await TeksterAsync(lager, [.. dokumenter.Values.Where(d => d.Tilstand != Dokumenttilstand.Fejljournaliseret).SelectMany(d => d.Filer.Select(f => f.Sha256)).Distinct()], ct) : [];
        var hemmelige = medUddrag ? await MedBeskyttedeAsync(dokIder, idag, ct) : [];
        List<Soegehit> hits = [];
        foreach (var k in side)
        {
            if (k.Art == Postart.Part)
            {
                if (parter.TryGetValue(k.Ref, out var p))
                    hits.Add(new(Soegeart.Part, p.Id, Navnebeskyttelse.Vist(p.Navn, p.ErBeskyttetDen(idag)), Under: p.ErBeskyttetDen(idag) ? null : Partsforesp.Samlet(p.Adresse, $"{p.Postnummer} {p.By}"),
                        Nummer: Partsforesp.Maskeret(p.Cpr) ?? (p.Cvr is null ? null : $"CVR {p.Cvr}"), ErBeskyttet: p.ErBeskyttetDen(idag), Antal: antal.GetValueOrDefault(p.Id)) { Nr = p.Nr });
                continue;
            }

            if (!sager.TryGetValue(k.Sag, out var s))
                continue;
            if (k.Art == Postart.Dokument)
            {
                if (!dokumenter.TryGetValue(k.Ref, out var d))
                    continue;
                hits.Add(new(Soegeart.Dokument, d.Id, d.Titel, s.Sagsnummer, s.Id, s.Emne, s.Status, s.Tilstand.ToString(), s.BehandlerId, s.Titel, akter.GetValueOrDefault((d.Id, s.Id)),
                    d.Retning.ToString(), Path.GetExtension(d.Filer.FirstOrDefault()?.Filnavn ?? "").TrimStart('.').ToUpperInvariant(), d.Dato, s.ErBeskyttet)
                {
                    Nr = d.Nr, Uddrag = d.Tilstand == Dokumenttilstand.Fejljournaliseret || hemmelige.Contains(d.Id) ? [] : Uddrag(d.Filer.Select(f => tekster.GetValueOrDefault(f.Sha256)), laest),
                });
                continue;
            }

            var notat = k.Notat is { } n ? notater.GetValueOrDefault(n) : null;
            if (k.Notat is not null && notat is null)
                continue;
            var stykker = notat is null ? [] : Uddrag([string.Join(' ', HtmlCleaner.ToPlainText(notat.Tekst).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))], laest);
            hits.Add(new(Soegeart.Sag, s.Id, s.Titel, s.Sagsnummer, s.Id, s.Emne, s.Status, s.Tilstand.ToString(), s.BehandlerId, primaere.GetValueOrDefault(s.Id), Dato: DanishTime.DateOf(s.Oprettet), ErBeskyttet: s.ErBeskyttet,
                Hvorfor: notat is null ? null : stykker.Count == 0 ? $"Notat: {CprFinder.Mask(notat.Overskrift)}" : $"Notat: {CprFinder.Mask(notat.Overskrift)} – {string.Concat(stykker.Select(x => x.Tekst))}") { Nr = s.Nr, Uddrag = stykker });
        }

        return hits;
    }

    /// <summary>Documents to, from or on a case with someone whose name and address are protected: their texts hold both, so nothing of them is shown here.</summary>
    private async Task<HashSet<Guid>> MedBeskyttedeAsync(List<Guid> dokumenter, DateOnly idag, CancellationToken ct)
    {
        if (dokumenter.Count == 0)
            return [];
        var steder = await db.Registreringer.Where(r => dokumenter.Contains(r.DokumentId)).Select(r => new { r.DokumentId, r.SagId }).ToListAsync(ct);
        var sager = steder.Select(s => s.SagId).Distinct().ToList();
        var beskyttede = db.Parter.Where(p => p.ErBeskyttet && (p.BeskyttetTil == null || p.BeskyttetTil >= idag));
        var paa = (await db.Sagsparter.Where(sp => sager.Contains(sp.SagId) && beskyttede.Any(p => p.Id == sp.PartId)).Select(sp => sp.SagId).Distinct().ToListAsync(ct)).ToHashSet();
        var med = await db.Korrespondenter.Where(k => dokumenter.Contains(k.DokumentId) && beskyttede.Any(p => p.Id == k.PartId)).Select(k => k.DokumentId).Distinct().ToListAsync(ct);
        return [.. steder.Where(s => paa.Contains(s.SagId)).Select(s => s.DokumentId), .. med];
    }

    /// <summary>The stretches of the first text that has any of the words; none where no text has.</summary>
    private static IReadOnlyList<Uddragsstykke> Uddrag(IEnumerable<string?> tekster, SearchQuery laest)
    {
        foreach (var tekst in tekster)
        {
            if (string.IsNullOrWhiteSpace(tekst))
                continue;
            var uddrag = Snippet.Make(tekst, laest, 180, 2);
            if (!uddrag.Any(u => u.Any(p => p.IsHit)))
                continue;
            return [.. uddrag.SelectMany((u, i) => (i == 0 ? u : u.Prepend(new SnippetPiece(" ", false))).Select(p => new Uddragsstykke(p.Text, p.IsHit)))];
        }

        return [];
    }

    private static async Task<Dictionary<string, string>> TeksterAsync(Soegelager lager, IReadOnlyCollection<string> sha256, CancellationToken ct)
    {
        if (sha256.Count == 0)
            return [];
        return await lager.LaesAsync(async kommando =>
        {
            await using var command = kommando($"select sha256, tekst from {{s}}soegeindhold where tilstand = 'Laest' and sha256 {Indeksskriver.I(lager.ErSqlite, "@sha")}").MedListe("@sha", lager.ErSqlite, sha256);
            await using var reader = await command.ExecuteReaderAsync(ct);
            Dictionary<string, string> tekster = new(StringComparer.Ordinal);
            while (reader.Read())
            {
                if (!reader.IsDBNull(1))
                    tekster[reader.GetString(0)] = Indeksskriver.PakUd((byte[])reader.GetValue(1));
            }

            return tekster;
        }, ct);
    }

    /// <summary>
    /// Reads the rows of a walk. Ten thousand rows of twelve columns cost more to turn into strings and objects than to find, so on SQLite they are read as they
    /// lie, and each of the few subjects, conditions and types is made once.
    /// </summary>
    private sealed class Fundlaeser(DbDataReader reader, bool medOrden)
    {
        private readonly SQLitePCL.sqlite3_stmt? _raekke = (reader as SqliteDataReader)?.Handle;
        private readonly HashSet<string> _kendte = new(StringComparer.Ordinal);

        public Fund Laes()
        {
            return new(
                _raekke is null ? reader.GetInt64(0) : SQLitePCL.raw.sqlite3_column_int64(_raekke, 0), (Postart)Tal(1), Tal(2), Tal(3), Tekst(4), Tekst(5), Id(6), Id(7), TalEllerIntet(8), Tekst(9), Tekst(10),
                medOrden && !reader.IsDBNull(11) ? reader.GetString(11) : "");
        }

        private int Tal(int kolonne) => _raekke is null ? Convert.ToInt32(reader.GetValue(kolonne), CultureInfo.InvariantCulture) : SQLitePCL.raw.sqlite3_column_int(_raekke, kolonne);

        private int? TalEllerIntet(int kolonne) => reader.IsDBNull(kolonne) ? null : Tal(kolonne);

        private Guid? Id(int kolonne)
        {
            if (_raekke is null)
                return reader.GuidOrNull(kolonne);
            var bytes = SQLitePCL.raw.sqlite3_column_blob(_raekke, kolonne);
            return bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : null;
        }

        private string? Tekst(int kolonne)
        {
            if (_raekke is null)
                return reader.IsDBNull(kolonne) ? null : reader.GetString(kolonne);
            var bytes = SQLitePCL.raw.sqlite3_column_blob(_raekke, kolonne);
            if (bytes.Length == 0)
                return null;
            if (bytes.Length > 100)
                return System.Text.Encoding.UTF8.GetString(bytes);
            Span<char> tegn = stackalloc char[100];
            var tekst = (ReadOnlySpan<char>)tegn[..System.Text.Encoding.UTF8.GetChars(bytes, tegn)];
            if (_kendte.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(tekst, out var kendt))
                return kendt;
            var ny = tekst.ToString();
            _kendte.Add(ny);
            return ny;
        }
    }
}
